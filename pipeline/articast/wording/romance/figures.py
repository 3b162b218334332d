"""Versions, formulas, ranges, plain numbers, and signs between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.wording.romance.numbers import INTEGER, NUMBER, QUANTITY, START, counted, decimals, parse, quantity, said
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    import re

    from articast.wording.romance.tongue import Form, Tongue

_NEEDS = frozenset(DIGITS)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def versions(tongue: Tongue) -> tuple[Rule, ...]:
    """Numbers with points that are no decimals: versions, addresses of machines."""
    words = tongue.words

    def spoken(match: re.Match[str]) -> str:
        numbers = [counted(tongue, run) for run in match["number"].split(".")]
        version = f"{words['version']} " if match["v"] else ""
        return version + f" {words['point']} ".join(numbers)

    named = expression(r"(?<![\w.,])(?P<v>(?<!\w)[vV]\.? ?)(?P<number>[0-9]+(?:\.[0-9]+)*)(?![\w]|[.,][0-9])")
    dotted = expression(r"(?<![\w.,])(?P<v>)(?P<number>[0-9]+(?:\.[0-9]+){2,})(?![\w]|[.,][0-9])")
    single = expression(r"(?P<v>)(?<=[ -])(?P<number>[0-9]{1,4}\.[0-9]{1,2})(?![\w%€$]|[.,][0-9]| ?[%€$])")
    capital = expression(
        rf"(?:^|[^\w.!?…] ?|\w )(?:[A-ZÀ-Þ][\w+#-]*|[a-z]+[A-Z]\w*|(?i:{words['before_version']}))[ -]$"
    )

    def product(match: re.Match[str]) -> str | None:
        if not capital.search(match.string, max(0, match.start() - 40), match.start()):
            return None
        return spoken(match)

    def long(match: re.Match[str]) -> str | None:
        groups = match["number"].split(".")
        if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and len(groups) != 4:
            return None  # thousands
        return spoken(match)

    return (
        Rule("version", named, spoken, frozenset("vV")),
        Rule("version", dotted, long, frozenset(".")),
        Rule("version", single, product, frozenset(".")),
    )


def names(tongue: Tongue) -> tuple[Rule, ...]:
    """Digits below the line and after a hyphen: `CO₂`, `Covid-19`; `common.mixed` says names with digits."""
    low = expression(r"(?<=[^\W\d_])[₀-₉]+|(?<=[₀-₉])[^\W\d_]")
    fine = expression(r"(?<![\w])[A-Z]{1,3}(?=[0-9]{1,3},[0-9])")
    unit = expression(rf"{START}(?P<number>{NUMBER}(?<=[.,][0-9])|{NUMBER}(?<=[.,][0-9]{{2}}))(?=[^\W\d_])")
    dashed = expression(r"(?<=[^\W\d_])-(?=[0-9]+(?!\w))")
    return (
        Rule("formula", low, lambda match: match.group().translate(_SUBSCRIPTS), frozenset("₀₁₂₃₄₅₆₇₈₉")),
        Rule("name", fine, lambda match: f"{' '.join(match.group())} ", frozenset(","), digits=True),
        Rule("number", unit, lambda match: f"{said(tongue, parse(match['number']))} ", frozenset(".,"), digits=True),
        Rule("name", dashed, lambda _: " ", _NEEDS),
    )


def numbers(tongue: Tongue) -> tuple[Rule, ...]:
    """Ranges, decimals and whole numbers, agreeing with the noun after them."""
    words = tongue.words
    passed = expression(rf" ?(?:{words['to']}|{words['or']}|{words['and']}|-|–) ?{NUMBER}")

    def form(match: re.Match[str]) -> Form:
        after = match.string[match.end() : match.end() + 80]
        jump = passed.match(after)
        return tongue.form(after[jump.end() :] if jump else after, several=jump is not None or match.group() != "1")

    def span(match: re.Match[str]) -> str:
        return quantity(tongue, match.group(), form(match))[0]

    def millions(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['number']))} {tongue.of(match['noun'])}"

    def rest(match: re.Match[str]) -> str:
        before = " " if match.start() and match.string[match.start() - 1].isalpha() else ""
        after = " " if match.string[match.end() : match.end() + 1].isalpha() else ""
        return f"{before}{counted(tongue, match.group())}{after}"

    def thousandth(match: re.Match[str]) -> str:
        return f"{counted(tongue, match['whole'])} {words['decimal']} {decimals(tongue, match['part'])}"

    return (
        Rule(
            "number",
            expression(rf"{START}(?P<number>{INTEGER}(?<=000.000)) (?P<noun>{words['plural_noun']})(?!\w)"),
            millions,
            _NEEDS,
        ),
        Rule("number", expression(rf"{QUANTITY}(?!\w|[.,][0-9])"), span, _NEEDS),
        Rule("number", expression(r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]+)"), thousandth, _NEEDS),
        Rule("number", expression(r"[0-9]+"), rest, _NEEDS),
    )


def signs(tongue: Tongue) -> tuple[Rule, ...]:
    """Signs between words: `&`, `/`, `→`, `©`, a `%` or `€` on its own."""
    words = tongue.words
    alone = {
        "%": words["percent"],
        "€": words["euros"],
        "$": words["dollars"],
        "£": words["pounds"],
        "‰": words["permille"],
    }

    def bare(match: re.Match[str]) -> str:
        glued = match.start() and match.string[match.start() - 1] in ")]»”"
        return f"{' ' if glued else ''}{alone[match.group()]}"

    return (
        Rule("sign", expression(r"(?<=[\w\ue000.]) ?& ?(?=[\w\ue000])"), lambda _: f" {words['and']} ", frozenset("&")),
        Rule("sign", expression(r"(?<=[\w\ue000)])[/⁄](?=[\w\ue000(])"), lambda _: " ", frozenset("/⁄")),
        Rule("sign", expression(r"(?<=[\w\ue000)]) [/⁄] (?=[\w\ue000(])"), lambda _: ", ", frozenset("/⁄")),
        Rule(
            "sign", expression(r"(?<=[\w\ue000)]) ?(?:[-=]>|[→⇒➜]) ?(?=[\w\ue000(])"), lambda _: ", ", frozenset(">→⇒➜")
        ),
        Rule("sign", expression(r"(?<!\w)© ?(?=[\w\ue000])"), lambda _: f"{words['copyright']} ", frozenset("©")),
        Rule(
            "sign",
            expression(r"(?<![\w\ue000])[%€$£‰](?![\w\ue000])"),
            bare,
            frozenset("%€$£‰"),
        ),
    )
