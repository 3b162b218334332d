"""Fractions: `½ heure`, `3/4`, `1 ½ heure`, `les 2/3`, `8/10`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from articast.wording.romance.numbers import NUMBER, parse, said
from articast.wording.rules import TAKEN, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.wording.romance.tongue import Form, Tongue

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_BEFORE = r"(?<![\w.,/])"
_FRACTION = expression(
    rf"(?:{_BEFORE}(?P<whole>[0-9]{{1,6}}) ?)?(?<![^\W\d_])(?P<vulgar>[{''.join(_VULGAR)}])(?P<gap> (?=\w))?"
    rf"|(?:{_BEFORE}(?P<count>[0-9]{{1,6}}) )?{_BEFORE}(?P<top>[0-9]{{1,4}})[/⁄](?P<bottom>[0-9]{{1,4}})"
    r"(?![\w/%]|[.,][0-9]| [0-9]{3}(?![0-9]))(?P<space> (?=\w))?"
)
_NOUN = expression(r"[^\W\d_]+")
_SEVERAL = 9
"""Up to ninths any share is a fraction; of ten, twenty, a hundred it is a mark out of them."""


@dataclass(frozen=True)
class _Shares:
    """How a language names parts; `[wording.fractions]`."""

    tongue: Tongue
    data: Mapping[str, str]
    names: Mapping[int, list[str]]
    """Those that are no ordinals: of 2, 3, 4; one and several."""

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """Words shortly before a number out of ten, or of twenty."""
        return expression(rf"(?:{self.data['notes']})[^.!?]{{0,24}}$")

    @cached_property
    def stars(self) -> re.Pattern[str]:
        """What marks are given in."""
        return expression(rf" ?(?:{self.tongue.words['stars']})(?!\w)")

    @cached_property
    def several_before(self) -> re.Pattern[str]:
        """An article of the plural."""
        return expression(rf"(?<!\w)(?:{self.data['several_before']}) $")

    @cached_property
    def one_before(self) -> re.Pattern[str]:
        """An article of the singular: `une 1/2 baguette`."""
        return expression(rf"(?<!\w)(?:{self.data['one_before']})$")

    @cached_property
    def halved(self) -> frozenset[str]:
        """Nouns that take `demi-` before them."""
        return frozenset(self.data.get("halved", "").split())

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """The noun that any fraction may stand before: `3/10 partes`."""
        return expression(rf" ?(?:{self.data.get('parts', '(?!)')})(?!\w)")

    @cached_property
    def all_parts(self) -> re.Pattern[str]:
        """An article of the plural before any fraction: `os 3/10`."""
        return expression(rf"(?<!\w)(?:{self.data.get('all_parts', '(?!)')}) $")

    def name(self, top: int, bottom: int) -> str:
        """`tiers`, `quarts`, `cinquièmes`; empty where nobody says it so."""
        if bottom in self.names and top <= 2 * bottom:
            return self.names[bottom][0 if top == 1 else 1]
        common = bottom <= _SEVERAL or top == 1 or bottom in (12, 16)
        return self.tongue.ordinal(bottom, "m", top > 1) if 1 <= top < bottom <= 1000 and common else ""

    def share(self, top: int, bottom: int) -> str:
        """`deux tiers`; empty where nobody says it so."""
        name = self.name(top, bottom)
        return f"{self.tongue.cardinal(top, 'm')} {name}" if name else ""


def measures(tongue: Tongue) -> tuple[Rule, ...]:
    """Fractions of a unit, halves after a noun, and some out of many: tried before units and times."""
    data = tongue.data["fractions"]
    shares = _shares(tongue)
    mixed = "|".join(sorted(data.get("mixed", "").split())) or "(?!)"

    def of_unit(match: re.Match[str]) -> str | None:
        """`1/2 l`, `¾ kg`, `1 1/2 h`."""
        top, bottom = _VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
        thing, share = units[match["unit"]], shares.share(top, bottom)
        if not share:
            return None
        if match["whole"]:
            count = int(match["whole"])
            half = data["and_half_f" if thing.form == "f" else "and_half"]
            part = half if (top, bottom) == (1, 2) else f"{tongue.words['and']} {share}"
            return f"{tongue.cardinal(count, thing.form)} {thing.one if count == 1 else thing.many} {part}"
        if (top, bottom) == (1, 2):
            half = data["half_noun_f" if thing.form == "f" else "half_noun"]
            return f"{half.replace('{one}', tongue.cardinal(1, thing.form) + ' ')}{thing.one}"
        return f"{share} {tongue.of(thing.one)}"

    def and_a_half(match: re.Match[str]) -> str:
        """`2 ans 1/2`."""
        form = tongue.form(f" {match['noun']}")
        return f"{match['noun']} {data['and_half_f' if form == 'f' else 'and_half']}"

    def of_those(match: re.Match[str]) -> str:
        """`8 lecteurs/10`."""
        return f"{match['noun']} {tongue.words['out_of']} {said(tongue, parse(match['n']))}"

    units = tongue.things("units")
    measured = "|".join(sorted((re.escape(unit) for unit in units if unit not in ('"', "°")), key=len, reverse=True))
    quarters = rf"(?:(?<!\w)(?P<vulgar>[{''.join(_VULGAR)}])|{_BEFORE}(?P<top>[1-9])/(?P<bottom>[2-9]))"

    return (
        Rule(
            "fraction",
            expression(
                rf"(?:{_BEFORE}(?P<whole>[0-9]{{1,3}}) )?{quarters} ?(?P<unit>{measured})(?:(?<=\.)|(?![\w²³/]))"
            ),
            of_unit,
            frozenset(_VULGAR) | frozenset("/"),
        ),
        Rule(
            "fraction",
            expression(rf"(?<=[0-9] )(?P<noun>(?:{mixed})s?) (?:½|1/2)(?!\w)"),
            and_a_half,
            frozenset("½/"),
        ),
        Rule(
            "fraction",
            expression(r"(?<=[0-9] )(?P<noun>[^\W\d_]+[si])/(?P<n>100?|20|[2-9])(?![\w/]|[.,][0-9])"),
            of_those,
            frozenset("/"),
        ),
    )


def _shares(tongue: Tongue) -> _Shares:
    data = tongue.data["fractions"]
    return _Shares(tongue, data, {int(key): value for key, value in data.items() if key.isdigit()})


def fractions(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for fractions, and for marks (`8/10`), in order."""
    data = tongue.data["fractions"]
    shares = _shares(tongue)
    singular = frozenset(data.get("mixed", "").split())
    mixed = "|".join(sorted(singular)) or "(?!)"

    def and_half(match: re.Match[str]) -> str:
        form = tongue.form(f" {match['noun']}")
        noun = match["noun"] if match["whole"] != "1" or match["noun"] in singular else match["noun"][:-1]
        half = data["and_half_f" if form == "f" else "and_half"]
        return f"{tongue.cardinal(int(match['whole']), form)} {noun} {half}"

    def half_more(match: re.Match[str]) -> str:
        return (
            str(data["and_half"]).removeprefix(f"{tongue.words['and']} ")
            if match["link"] is not None
            else str(data["and_half"])
        )

    def out_of(match: re.Match[str]) -> str:
        if match["top"].isdigit() and match["bottom"].isdigit() and 100 <= int(match["top"]) > int(match["bottom"]) > 9:
            return ratio(match)  # tyres, blood pressure
        return f"{said(tongue, parse(match['top']))} {tongue.words['out_of']} {said(tongue, parse(match['bottom']))}"

    def sizes(match: re.Match[str]) -> str:
        return f"{match['before']}{ratio(match)}"

    def ratio(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['top']))} {said(tongue, parse(match['bottom']))}"

    named = rf"(?<!\w)(?P<before>(?i:{tongue.words['sizes']}) )(?P<top>[0-9]{{1,3}})/(?P<bottom>[0-9]{{1,3}})(?![\w/])"
    return (
        Rule("size", expression(named), sizes, frozenset("/")),
        Rule(
            "fraction",
            expression(rf"{_BEFORE}(?P<whole>[0-9]{{1,6}}) ?(?:½|1/2) (?P<noun>(?:{mixed})s?)(?!\w)"),
            and_half,
            frozenset("½/"),
        ),
        Rule(
            "fraction",
            expression(
                rf"(?:(?<=[{TAKEN}] )|(?<=\b[Kk]ilo )|(?<=\b[Ll]itro )|(?<=\b[Ll]itre )|(?P<link>(?<=[{TAKEN}o] "
                rf"{tongue.words['and']} )))(?:½|1/2)(?= d(?:e |i |['’]))"
            ),
            half_more,
            frozenset("½/"),
        ),
        Rule("fraction", _FRACTION, lambda match: _fraction(shares, match), frozenset(_VULGAR) | frozenset("/⁄")),
        Rule(
            "fraction",
            expression(rf"{_BEFORE}(?P<top>{NUMBER}) ?[/⁄] ?(?P<bottom>{NUMBER})(?![\w/]|[.,][0-9])"),
            out_of,
            frozenset("/⁄"),
        ),
        Rule(
            "ratio",
            expression(rf"{_BEFORE}(?<!:)(?P<top>[0-9]{{1,3}}):(?P<bottom>[0-9]{{1,6}})(?![\w:]|[.,][0-9])"),
            ratio,
            frozenset(":"),
        ),
    )


def _fraction(shares: _Shares, match: re.Match[str]) -> str | None:
    whole = match["whole"] or match["count"]
    if match["vulgar"]:
        top, bottom = _VULGAR[match["vulgar"]]
    else:
        top, bottom = int(match["top"]), int(match["bottom"])
        if shares.marks.search(match.string[max(0, match.start() - 40) : match.start()]):
            return None
        if shares.stars.match(match.string, match.end()):
            return None
    gap = match["gap"] or match["space"] or ""
    if whole and match.string[match.end() : match.end() + 2].strip().startswith(TAKEN):
        return match.group()  # the noun was shortened: the next look reads both
    if whole:
        words = _mixed(shares, match, int(whole), top, bottom)
        return words and words + gap
    before = match.string[max(0, match.start() - 12) : match.start()]
    if (top, bottom) == (1, 2):
        return _half(shares, match, before, gap)
    if 1 <= top < bottom <= 1000 and bottom > _SEVERAL:
        noun = shares.parts.match(match.string, match.end())
        if noun or shares.all_parts.search(before):
            form: Form = "f" if noun else "m"
            return f"{shares.tongue.cardinal(top, form)} {shares.tongue.ordinal(bottom, form, top > 1)}{gap}"
    if top > 1 and bottom > 2 and bottom <= _SEVERAL and shares.tongue.words.get("parts_agree"):
        noun = shares.parts.match(match.string, match.end())
        if noun and shares.name(top, bottom):
            return re.sub("os$", "as", shares.tongue.cardinal(top, "f") + " " + shares.name(top, bottom)) + gap
    several = top == 1 and shares.several_before.search(before)
    single = top == 1 and shares.one_before.search(before)
    words = shares.name(2 if several else 1, bottom) if several or single else shares.share(top, bottom)
    return words + gap if words else None


def _anything(shares: _Shares, word: str) -> bool:
    """Whether a noun follows that a half of may be had: `1/2 oignon`; no preposition, name or plural."""
    tongue = shares.tongue
    return len(word) > 3 and word.islower() and not tongue.is_no_noun(word) and not tongue.plural(word)


def _mixed(shares: _Shares, match: re.Match[str], whole: int, top: int, bottom: int) -> str | None:
    """`2 ½`: deux et demi."""
    tongue, share = shares.tongue, shares.share(top, bottom)
    form = tongue.form(f" {match.string[match.end() :].lstrip()[:60]}")
    if not share:
        return None
    half = shares.data["and_half_f" if form == "f" else "and_half"]
    part = half if (top, bottom) == (1, 2) else f"{tongue.words['and']} {share}"
    return f"{tongue.cardinal(whole, form)} {part}"


def _half(shares: _Shares, match: re.Match[str], before: str, gap: str) -> str:
    """`½ heure`: une demi-heure, `une 1/2 heure` the same; without a noun that takes it: un demi."""
    after = match.string[match.end() :]
    noun = _NOUN.match(after.lstrip())
    word = noun.group() if noun else ""
    if noun is None or not (word.lower() in shares.halved or _anything(shares, word)):
        return shares.data["half_alone"] + gap
    form = shares.tongue.form(f" {noun.group()}", single=True)
    half = shares.data["half_noun_f" if form == "f" else "half_noun"]
    one = "" if shares.one_before.search(before) else f"{shares.tongue.cardinal(1, form)} "
    return half.replace("{one}", one)
