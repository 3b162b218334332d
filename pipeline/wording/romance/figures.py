"""Other figures: telephone numbers, versions, fractions, ranges, sums, names with digits, and plain numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.wording.romance.numbers import (
    INTEGER,
    NUMBER,
    QUANTITY,
    START,
    counted,
    decimals,
    parse,
    quantity,
    said,
)
from pipeline.wording.rules import DIGITS, Rule

if TYPE_CHECKING:
    from pipeline.wording.romance.tongue import Form, Tongue

_NEEDS = frozenset(DIGITS)
_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def pieces(tongue: Tongue, written: str) -> str:
    """Groups of a telephone number, each as a number, its zeros first: `01 42` → `zéro un, quarante-deux`."""
    groups = re.findall(r"[0-9]+", written)
    return ", ".join(_group(tongue, group) for group in groups)


def _group(tongue: Tongue, group: str) -> str:
    rest = group.lstrip("0")
    zeros = [tongue.cardinal(0, "")] * (len(group) - len(rest))
    if len(group) > 3:
        return " ".join(tongue.cardinal(int(digit), "") for digit in group)
    return " ".join([*zeros, *([tongue.cardinal(int(rest), "")] if rest else [])])


def telephones(tongue: Tongue, *patterns: str) -> tuple[Rule, ...]:
    """Telephone numbers of the language's countries, and those with a country's code."""

    def spoken(match: re.Match[str]) -> str:
        plus = f"{tongue.words['plus']} " if match.group().startswith("+") else ""
        return plus + pieces(tongue, match.group())

    abroad = r"\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,4}\)?){2,6}"
    return tuple(
        Rule("telephone number", re.compile(rf"(?<![\w.,/+]){pattern}(?![\w/]|[.,-][0-9])"), spoken, _NEEDS)
        for pattern in (abroad, *patterns)
    )


def versions(tongue: Tongue) -> tuple[Rule, ...]:
    """Numbers with points that are no decimals: versions, addresses of machines."""
    words = tongue.words

    def spoken(match: re.Match[str]) -> str:
        numbers = [counted(tongue, run) for run in match["number"].split(".")]
        version = f"{words['version']} " if match["v"] else ""
        return version + f" {words['point']} ".join(numbers)

    named = re.compile(r"(?<![\w.,])(?P<v>(?<!\w)[vV]\.? ?)(?P<number>[0-9]+(?:\.[0-9]+)*)(?![\w]|[.,][0-9])")
    dotted = re.compile(r"(?<![\w.,])(?P<v>)(?P<number>[0-9]+(?:\.[0-9]+){2,})(?![\w]|[.,][0-9])")
    single = re.compile(r"(?P<v>)(?<= )(?P<number>[0-9]{1,4}\.[0-9]{1,2})(?![\w%€$]|[.,][0-9]| ?[%€$])")
    capital = re.compile(rf"(?:^|[^\w.!?…] ?|\w )(?:[A-ZÀ-Þ][\w+#-]*|[a-z]+[A-Z]\w*|(?i:{words['before_version']})) $")

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


def fractions(tongue: Tongue) -> tuple[Rule, ...]:
    """`½`, `3/4`, `1 ½ heure`, `8/10`."""
    names = {int(key): value for key, value in tongue.data["fractions"].items() if key.isdigit()}
    words = tongue.data["fractions"]
    notes = re.compile(rf"(?:{words['notes']})[^.!?]{{0,24}}$")
    whole = frozenset(DIGITS) | frozenset(_VULGAR)
    halved = frozenset(words.get("halved", "").split())

    def named(top: int, bottom: int) -> str | None:
        if bottom in names and top <= 2 * bottom:
            return f"{tongue.cardinal(top, 'm')} {names[bottom][0 if top == 1 else 1]}"
        if 1 <= top < bottom <= 1000 and (bottom <= 9 or top == 1 or bottom in (12, 16)):
            part = tongue.ordinal(bottom, "m", top > 1)
            return f"{tongue.cardinal(top, 'm')} {part}"
        return None

    def half(match: re.Match[str], number: str) -> str | None:
        after = match.string[match.end() :][:60]
        noun = re.match(r" ?(?!de\b|d['’]|du\b|des\b|di\b)([^\W\d_\ue000]{3,})", after)
        form: Form = tongue.form(" " + after.lstrip()) if noun else "m"
        if number:
            return None
        if noun and noun[1].lower() in halved:
            return (
                words["half_noun"].format(a=tongue.cardinal(1, form))
                if form == "m"
                else words["half_noun_f"].format(a=tongue.cardinal(1, form))
            )
        return None

    def spoken(match: re.Match[str]) -> str | None:
        number = match["whole"] or ""
        top, bottom = _VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
        if not bottom or len(f"{top}{bottom}") > 8:
            return None
        if match["vulgar"] is None and notes.search(match.string, max(0, match.start() - 40), match.start()):
            return None
        if number:
            return _mixed(match, number, top, bottom)
        if (top, bottom) == (1, 2):
            return half(match, number) or words["half_alone"]
        return named(top, bottom)

    def _mixed(match: re.Match[str], number: str, top: int, bottom: int) -> str | None:
        noun = re.match(r" ?([^\W\d_\ue000]+)", match.string[match.end() :])
        form: Form = tongue.form(" " + match.string[match.end() :].lstrip()[:60]) if noun else ""
        count = tongue.cardinal(int(number), form)
        part = (
            words["and_half_f" if form == "f" else "and_half"]
            if (top, bottom) == (1, 2)
            else f"{tongue.words['and']} {named(top, bottom)}"
        )
        return f"{count} {part}"

    def and_half(match: re.Match[str]) -> str:
        form = tongue.form(" " + match["noun"])
        count = tongue.cardinal(int(match["whole"]), form)
        return f"{count} {match['noun']} {words['and_half_f' if form == 'f' else 'and_half']}"

    def out_of(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['top']))} {tongue.words['out_of']} {said(tongue, parse(match['bottom']))}"

    vulgar = "".join(_VULGAR)
    some = rf"(?:(?P<whole>(?<![\w.,/])[0-9]+) ?)?(?P<vulgar>[{vulgar}])(?P<top>)(?P<bottom>)"
    plain = r"(?P<vulgar>(?!))?(?:(?P<whole>(?<![\w.,/])[0-9]+) )?(?<![\w.,/])(?P<top>[0-9]{1,4})[/⁄](?P<bottom>[0-9]{1,4})(?![\w/%]|[.,][0-9])"
    return (
        Rule(
            "fraction",
            re.compile(
                rf"(?<![\w.,/])(?P<whole>[0-9]+) ?(?:½|1/2) (?P<noun>(?:{'|'.join(words.get('mixed', '').split()) or '(?!)'})s?)(?!\w)"
            ),
            and_half,
            whole,
        ),
        Rule("fraction", re.compile(some), spoken, frozenset(_VULGAR)),
        Rule("fraction", re.compile(plain), spoken, frozenset("/⁄")),
        Rule(
            "fraction",
            re.compile(rf"(?<![\w.,/])(?P<top>{NUMBER}) ?[/⁄] ?(?P<bottom>{NUMBER})(?![\w/]|[.,][0-9])"),
            out_of,
            frozenset("/⁄"),
        ),
    )


def sums(tongue: Tongue) -> tuple[Rule, ...]:
    """`2 + 2 = 4`, `3 × 4`, `10²`, `2x plus`."""
    words = tongue.words
    signs = {
        "+": words["plus"],
        "=": words["equals"],
        "×": words["times"],
        "x": words["times"],
        "*": words["times"],
        "÷": words["divided"],
        "−": words["minus"],
    }

    def sign(match: re.Match[str]) -> str:
        return f" {signs[match['sign']]} "

    def power(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['number']))} {words['squared' if match['power'] == '²' else 'cubed']}"

    def fold(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['number']), 'f')} {words['fold']}"

    def more(match: re.Match[str]) -> str:
        number = said(tongue, parse(match["number"]), tongue.form(match.string[match.end() :][:80]))
        before = match.string[: match.start()].rstrip().lower()
        return number if before.endswith(tuple(words["already_more"].split("|"))) else f"{words['more_than']} {number}"

    operand = r"[0-9\ue000)]"
    return (
        Rule("sum", re.compile(rf"(?<={operand}) ?(?P<sign>[×x*]) ?(?={operand[:-1]}(])"), sign, frozenset("×x*")),
        Rule("sum", re.compile(rf"(?<={operand}) (?P<sign>[+−÷]) (?={operand[:-1]}(])"), sign, frozenset("+−÷")),
        Rule("sum", re.compile(r"(?<=[\w\ue000)]) ?(?P<sign>=) ?(?=[\w\ue000(−-])"), sign, frozenset("=")),
        Rule("power", re.compile(rf"{START}(?P<number>{NUMBER})(?P<power>[²³])(?!\w)"), power, frozenset("²³")),
        Rule("sum", re.compile(rf"{START}(?P<number>{NUMBER}) ?[x×](?![\w])"), fold, frozenset("x×")),
        Rule("number", re.compile(rf"{START}(?P<number>{NUMBER})\+(?![\w+])"), more, frozenset("+")),
    )


def names() -> tuple[Rule, ...]:
    """Digits below the line and after a hyphen: `CO₂`, `Covid-19`; `common.mixed` says names with digits."""
    low = re.compile(r"(?<=[^\W\d_])[₀-₉]+|(?<=[₀-₉])[^\W\d_]")
    dashed = re.compile(r"(?<=[^\W\d_])-(?=[0-9]+(?!\w))")
    return (
        Rule("formula", low, lambda match: match.group().translate(_SUBSCRIPTS), frozenset("₀₁₂₃₄₅₆₇₈₉")),
        Rule("name", dashed, lambda _: " ", _NEEDS),
    )


def numbers(tongue: Tongue) -> tuple[Rule, ...]:
    """Ranges, decimals and whole numbers, agreeing with the noun after them."""
    words = tongue.words
    passed = re.compile(rf" ?(?:{words['to']}|{words['or']}|{words['and']}|-|–) ?{NUMBER}")

    def form(match: re.Match[str]) -> Form:
        after = match.string[match.end() :][:80]
        jump = passed.match(after)
        return tongue.form(after[jump.end() :] if jump else after)

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
            re.compile(rf"{START}(?P<number>{INTEGER}(?<=000.000)) (?P<noun>{words['plural_noun']})(?!\w)"),
            millions,
            _NEEDS,
        ),
        Rule("number", re.compile(rf"{QUANTITY}(?!\w)"), span, _NEEDS),
        Rule("number", re.compile(r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]+)"), thousandth, _NEEDS),
        Rule("number", re.compile(r"[0-9]+"), rest, _NEEDS),
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
    return (
        Rule("sign", re.compile(r"(?<=[\w\ue000.]) ?& ?(?=[\w\ue000])"), lambda _: f" {words['and']} ", frozenset("&")),
        Rule("sign", re.compile(r"(?<=[\w\ue000)])[/⁄](?=[\w\ue000(])"), lambda _: " ", frozenset("/⁄")),
        Rule("sign", re.compile(r"(?<=[\w\ue000)]) [/⁄] (?=[\w\ue000(])"), lambda _: ", ", frozenset("/⁄")),
        Rule(
            "sign", re.compile(r"(?<=[\w\ue000)]) ?(?:[-=]>|[→⇒➜]) ?(?=[\w\ue000(])"), lambda _: ", ", frozenset(">→⇒➜")
        ),
        Rule("sign", re.compile(r"(?<!\w)© ?(?=[\w\ue000])"), lambda _: f"{words['copyright']} ", frozenset("©")),
        Rule(
            "sign",
            re.compile(r"(?<![\w\ue000])[%€$£‰](?![\w\ue000])"),
            lambda match: alone[match.group()],
            frozenset("%€$£‰"),
        ),
    )
