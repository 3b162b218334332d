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

    named = expression(
        r"(?<![\w.,])(?P<v>(?<!\w)(?:v\.? ?|V(?=[0-9]+\.)|V(?:\.|ersion)? ))"
        r"(?P<number>[0-9]+(?:\.[0-9]+)*)(?![\w]|[.,][0-9])"
    )
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
        first, *groups = match["number"].split(".")
        if all(len(group) == 3 for group in groups) and len(first) <= 3:
            # 192.168.100.101 is a machine's, 2.500.000.000 and 3.412.700.250 are numbers
            machine = len(groups) == 3 and len(first) == 3 and all(100 <= int(group) <= 255 for group in groups)
            if not machine:
                return None
        return spoken(match)

    return (
        Rule("version", named, spoken, frozenset("vV")),
        Rule("version", dotted, long, frozenset(".")),
        Rule("version", single, product, frozenset(".")),
    )


def english(tongue: Tongue) -> tuple[Rule, ...]:
    """Numbers with the separators of English, `1,234.56` and `150,000`, are written as the language writes them."""

    def turned(match: re.Match[str]) -> str:
        whole, _, part = match.group().replace(",", "").partition(".")
        return f"{whole},{part}" if part else whole

    some = (
        "(?:,[0-9]{3})+" if "comma_groups" in tongue.words else r"(?:,000|(?:,[0-9]{3})+(?=\.[0-9])|(?:,[0-9]{3}){2,})"
    )
    pattern = expression(rf"(?<![\w.,$£])(?<![$£] )[1-9][0-9]{{0,2}}{some}(?!,?[0-9])(?:\.[0-9]+)?(?![\w]|[.,][0-9])")
    return (Rule("number", pattern, turned, frozenset(",")),)


def models(tongue: Tongue) -> tuple[Rule, ...]:
    """Machines: the figures after the hyphen are part of the name: `Boeing 737-900`, `A330-200`."""

    def said(match: re.Match[str]) -> str:
        return f"{match['maker']}{counted(tongue, match['type'])} {counted(tongue, match['variant'])}"

    makers = "Boeing|Embraer|Bombardier|Antonov|Tupolev|Iliouchine|Iliushin|Fokker|McDonnell|Douglas|Sukhoi|Cessna"
    named = expression(
        rf"(?<!\w)(?P<maker>(?:{makers}) )(?P<type>[0-9]{{2,3}})-(?P<variant>[0-9]{{1,4}})(?!\w|[.,][0-9])"
    )
    lettered = expression(r"(?<=[A-Z][0-9]{2})-(?=[0-9])|(?<=[A-Z][0-9]{3})-(?=[0-9])|(?<=[A-Z][0-9]{4})-(?=[0-9])")
    return (
        Rule("name", named, said, frozenset("-")),
        Rule("name", lettered, lambda _: " ", frozenset("-")),
    )


def names(tongue: Tongue) -> tuple[Rule, ...]:
    """Digits below the line and after a hyphen: `CO₂`, `Covid-19`; `common.mixed` says names with digits."""
    low = expression(r"(?<=[^\W\d_])[₀-₉]+|(?<=[₀-₉])[^\W\d_]")
    fine = expression(r"(?<![\w])[A-Z]{1,3}(?=[0-9]{1,3},[0-9])")
    road = expression(r"(?<![\w-])([A-Z]{2})-(?=[0-9]{1,4}(?![\w-]))")
    unit = expression(rf"{START}(?P<number>{NUMBER}(?<=[.,][0-9])|{NUMBER}(?<=[.,][0-9]{{2}}))(?=[^\W\d_])")
    dashed = expression(r"(?<=[^\W\d_])-(?=[0-9]+(?!\w))")
    return (
        Rule("formula", low, lambda match: match.group().translate(_SUBSCRIPTS), frozenset("₀₁₂₃₄₅₆₇₈₉")),
        Rule("name", road, lambda match: f"{' '.join(match.group(1))} ", frozenset("-"), digits=True),
        Rule("name", fine, lambda match: f"{' '.join(match.group())} ", frozenset(","), digits=True),
        Rule("number", unit, lambda match: f"{said(tongue, parse(match['number']))} ", frozenset(".,"), digits=True),
        Rule("name", dashed, lambda _: " ", _NEEDS),
    )


def numbers(tongue: Tongue) -> tuple[Rule, ...]:
    """Ranges, decimals and whole numbers, agreeing with the noun after them."""
    words = tongue.words
    against = expression(rf"(?<!\w)(?:{words['against']}) $")
    alone = expression(r"(?=[.,;:!?)]|$)(?![.,][0-9])")
    counted_before = expression(rf"{NUMBER}(?P<noun> [^\W\d_]+)[^0-9.!?]*$")
    passed = expression(rf" ?(?:{words['to']}|{words['or']}|{words['and']}|-|–) ?{NUMBER}")

    def form(match: re.Match[str]) -> Form:
        after = match.string[match.end() : match.end() + 80]
        jump = passed.match(after)
        found = tongue.form(
            after[jump.end() :] if jump else after,
            several=jump is not None or match.group() != "1",
            single=match.group() == "1",
        )
        return found or carried(match)

    def carried(match: re.Match[str]) -> Form:
        """`61 voix contre 31`: what is counted was named with the number before, and nothing else is."""
        before = match.string[max(0, match.start() - 60) : match.start()]
        if not against.search(before) or alone.match(match.string, match.end()) is None:
            return ""
        found = counted_before.search(before)
        return tongue.form(found["noun"]) if found else ""

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
        Rule("sign", expression(r"(?<=\ue000)/(?=\ue000)"), lambda _: ", ", frozenset("/")),
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
