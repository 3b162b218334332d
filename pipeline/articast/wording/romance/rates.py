"""Percent, units and what is counted by them: `20 %`, `130 km/h`, `6,5 l/100 km`, `3 000 hab.`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.romance.numbers import NUMBER, QUANTITY, START, quantity, things
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Tongue

_NEEDS = frozenset(DIGITS)


def percents(tongue: Tongue) -> tuple[Rule, ...]:
    """`%` and `‰`."""

    def said(match: re.Match[str]) -> str:
        words, _ = quantity(tongue, match["number"])
        return f"{words} {tongue.words['percent' if match['sign'] == '%' else 'permille']}"

    def span(match: re.Match[str]) -> str:
        low, high = quantity(tongue, match["low"])[0], quantity(tongue, match["high"])[0]
        return f"{low} {tongue.words['to']} {high} {tongue.words['percent']}"

    both = rf"(?P<low>{START}{NUMBER}) ?% ?[-–—] ?(?P<high>{NUMBER}) ?%"
    return (
        Rule("percent", expression(both), span, frozenset("%")),
        Rule("percent", expression(rf"(?P<number>{QUANTITY}) ?(?P<sign>[%‰])"), said, frozenset("%‰")),
    )


_LAND = expression(
    r" d[ei] (?:terr|tierr|bos|vi[ñg]n?|oliv|cult|camp|par[cq]|superf|past|pasc|suelo|secano|regad|mont|matorr)"
)
"""What hectares are of: `25 ha de bosque`."""


def units(tongue: Tongue) -> tuple[Rule, ...]:
    """Units after numbers, plain and by one another."""
    known = tongue.things("units")
    per = tongue.things("per") | known
    # whether a quotation mark means inches, `readings` has told by what stands before
    by_length = "|".join(sorted((re.escape(unit) for unit in known if unit != '"'), key=len, reverse=True))
    under = "|".join(sorted(map(re.escape, per), key=len, reverse=True))
    after_slash = "|".join(sorted(map(re.escape, tongue.things("per")), key=len, reverse=True))
    no_unit = expression(tongue.words.get("no_unit", "(?!)"))
    end = r"(?:(?<=\.)|(?![\w²³⁻]|['’]\w|(?<=[A-Z])\.[A-Z]))"

    def said(match: re.Match[str]) -> str | None:
        unit = match["unit"]
        verb = no_unit.match(match.string, match.start("unit"))
        land = verb and _LAND.match(match.string, match.end("unit"))
        if (len(unit) == 1 and not _spaced_well(match)) or (verb and not land):
            return None
        words = things(tongue, match["number"], known[unit])
        below = f" {tongue.per(per[match['per']])}" if match["per"] else ""
        return f"{words}{below}"

    def consumed(match: re.Match[str]) -> str:
        return f"{things(tongue, match['number'], known[match['unit']])} {tongue.words['per_hundred']}"

    def alone(match: re.Match[str]) -> str:
        thing = known[match["unit"]]
        return f"{match['one'] or match['many']} {thing.one if match['one'] else thing.many}"

    def of_what(match: re.Match[str]) -> str:
        return f" {tongue.per(per[match['per']])}"

    def over(_: re.Match[str]) -> str:
        return f" {tongue.words['per_number']} "

    ones, several = tongue.words["unit_after_one"], tongue.words["unit_after_many"]
    single = "|".join(
        sorted(
            (re.escape(unit) for unit in known if re.search("[²³]|^k[mg]|^[kMG]Wh$|^[cm][m][23]$|^k?m[23]$", unit)),
            key=len,
            reverse=True,
        )
    )
    counted = rf"(?P<number>{QUANTITY}) ?(?P<unit>{by_length})(?:/(?P<per>{under}))?{end}"
    milestone = expression(r"(?<![\w.])(?<![0-9] )km (?=[0-9]{1,4}(?!\w|[.,][0-9]))")
    scales = tongue.words["scales_of"]
    many = expression(rf"(?P<many>(?<!\w)(?:{scales}) ?)(?P<unit>{by_length}){end}")
    behind = r"(?<=\ue000\ue000)|(?<=[a-zà-ÿ]{3})|(?<=[²³])|(?<=[A-Z][0-9₂])"
    hundred = rf"(?<=[a-zA-Zµ%]) ?/ ?(?=1(?:0|00|000| 000)? ?(?:{by_length}){end})"
    return (
        Rule(
            "unit",
            expression(rf"(?P<number>{QUANTITY}) ?(?P<unit>[lL]|kWh)/100 ?km(?!\w)"),
            consumed,
            frozenset("/"),
            digits=True,
        ),
        Rule("unit", expression(hundred), over, frozenset("/"), digits=True),
        Rule("unit", expression(counted), said, _NEEDS),
        Rule(
            "unit",
            expression(rf"(?<!\w)(?:(?P<one>{ones})|(?P<many>{several})) (?P<unit>{single})(?![\w²³/])"),
            alone,
            frozenset("km²³"),
        ),
        Rule("unit", milestone, lambda _: f"{known['km'].one} ", frozenset("k"), digits=True),
        Rule("unit", many, lambda match: f"{match['many']}{known[match['unit']].many}", frozenset("k²³")),
        Rule(
            "unit",
            expression(rf"(?:{behind}) ?/ ?(?P<per>{after_slash})(?!\w)"),
            of_what,
            frozenset("/"),
        ),
    )


def _spaced_well(match: re.Match[str]) -> bool:
    """One capital letter without a space is no unit: `5G`, `3D`, `A320 V`; nor before another capital."""
    number, unit = match["number"], match["unit"]
    glued = match.group()[len(number)] != " "
    name = glued and re.search(r"[^\W\d_]-$", match.string[: match.start()][-2:])  # GPT-4o
    return not (name or (glued and unit.isupper() and unit not in "WVLKJN"))
