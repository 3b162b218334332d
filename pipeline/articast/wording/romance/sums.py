"""Arithmetic: `2 + 2 = 4`, `3 × 4`, `10²`, `2x plus`, `8 000+`, and thousands by letter: `10k`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import spell
from articast.wording.romance.numbers import NUMBER, START, parse, said, things
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.wording.romance.tongue import Tongue

_LEFT = r"(?<=[0-9\ue000)²³])"
_RIGHT = r"(?=[0-9\ue000(])"


_COMPARED = {"<": "less", ">": "greater", "≤": "less_or_equal", "≥": "greater_or_equal"}


_WRITTEN = {"<=": "≤", ">=": "≥"}


def sums(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for signs between numbers."""
    words = tongue.words
    signs = {
        "+": words["plus"],
        "=": words["equals"],
        "×": words["times"],
        "x": words["times"],
        "X": words["times"],
        "*": words["times"],
        "÷": words["divided"],
        "-": words["minus"],
        "–": words["minus"],
        "−": words["minus"],
        "^": words["power"],
    }

    def sign(match: re.Match[str]) -> str:
        return f" {signs[match['sign']]} "

    def first(match: re.Match[str]) -> str:
        return f"{signs[match['sign']]} "

    def compared(match: re.Match[str]) -> str:
        return f" {words[_COMPARED[match['sign']]]} "

    def power(match: re.Match[str]) -> str:
        return f" {words['squared' if match.group() == '²' else 'cubed']}"

    def fold(match: re.Match[str]) -> str:
        return f"{said(tongue, parse(match['number']), tongue.fold_form)} {words['fold']}"

    def more(match: re.Match[str]) -> str:
        number = said(tongue, parse(match["number"]), tongue.form(match.string[match.end() :][:80]))
        before = match.string[: match.start()].rstrip().lower()
        return number if before.endswith(tuple(words["already_more"].split("|"))) else f"{words['more_than']} {number}"

    def rule(pattern: str, say: Callable[[re.Match[str]], str | None], needs: str) -> Rule:
        return Rule("sum", expression(pattern), say, frozenset(needs))

    return (
        rule(r"√ ?(?=[\w\ue000(])", lambda _: f"{words['root']} ", "√"),
        rule(
            r"(?<![^\W\d])π(?!\w)", lambda match: " pi" if match.string[: match.start()][-1:].isdigit() else "pi", "π"
        ),
        rule(r"(?<![\w.,])[A-Za-z]{2}(?=[²³](?!\w))", lambda match: spell(match.group()), "²³"),
        rule(rf"{_LEFT} ?(?P<sign>[×xX*^]) ?{_RIGHT}", sign, "×xX*^"),
        rule(rf"{_LEFT} (?P<sign>[+−÷]) {_RIGHT}", sign, "+−÷"),
        rule(rf"{_LEFT}(?P<sign>\+){_RIGHT}", sign, "+"),
        rule(rf"{_LEFT} ?(?P<sign>[-–]) ?(?=[0-9]+ ?=)", sign, "="),
        rule(r"(?<=[\w\ue000)²³]) ?= ?[-−–](?=[0-9])", lambda _: f" {words['equals']} {words['minus']} ", "="),
        rule(r"(?<=[\w\ue000)²³]) ?(?P<sign>=) ?(?=[\w\ue000(−-])", sign, "="),
        rule(r"(?<=[\w\ue000)])[²³](?!\w)", power, "²³"),
        rule(rf"{START}(?P<number>{NUMBER}) ?[x×](?!\w| ?[+=−])", fold, "x×"),
        rule(rf"{START}(?P<number>{NUMBER})\+(?![\w+])", more, "+"),
        rule(r"(?<!\w)(?P<sign>[x×])(?=[0-9]+(?![\w]))", first, "x×"),
        rule(r"(?<=(?<!\w)[^\W\d_]) ?(?P<sign>[<>≤≥]) ?(?=[0-9])", compared, "<>≤≥"),
        rule(r"(?<=[^\W\d_]) \+ (?=[^\W\d_])", lambda _: f" {words['plus']} ", "+"),
        rule(r"(?<=[^\W\d_])\+(?=[0-9])", lambda _: f" {words['plus']} ", "+"),
        rule(r"(?<=[^\W\d_+])\+(?=\W|$)|(?<=[^\W\d_]\+)\+", lambda _: f" {words['plus']}", "+"),
    )


def comparisons(tongue: Tongue) -> tuple[Rule, ...]:
    """`une note ≥ 10`: the words agree with what is compared; after a plural they would be no sentence."""
    words = tongue.words

    def said(match: re.Match[str]) -> str | None:
        noun = match["noun"]
        if tongue.plural(noun):
            return None
        name = _COMPARED[_WRITTEN.get(match["sign"], match["sign"])]
        feminine = tongue.form(f" {noun}") == "f" and f"{name}_f" in words
        return f"{noun} {words[f'{name}_f' if feminine else name]} "

    def between(match: re.Match[str]) -> str:
        sign = match.group().strip()
        return f" {words[_COMPARED[_WRITTEN.get(sign, sign)]]} "

    sides = r"(?<=[0-9]) ?(?:[<>]=?|[≤≥]) ?(?=[0-9])|(?<=\b[a-z]) ?(?:[<>]=?|[≤≥]) ?(?=[a-z]\b)"
    pattern = r"(?<!\w)(?P<noun>[a-zà-ÿ]{3,}) ?(?P<sign>[<>]=?|[≤≥]) ?(?=[0-9])"
    return (
        Rule("sum", expression(pattern), said, frozenset("<>≤≥")),
        Rule("sum", expression(sides), between, frozenset("<>≤≥")),
    )


def thousands(tongue: Tongue) -> tuple[Rule, ...]:
    """`10k`, `1,5k`, `3M`, `2 Mds`: numbers with a letter for thousand, million, milliard and no coin."""
    magnitudes, units = tongue.things("magnitudes"), tongue.things("units")
    letters = "|".join(
        sorted((re.escape(key) for key in magnitudes if len(key) > 1 and key not in units), key=len, reverse=True)
    )

    def thousand(match: re.Match[str]) -> str:
        value = parse(match["number"]).value * 1000
        return tongue.cardinal(round(value), tongue.form(match.string[match.end() :][:80]))

    def million(match: re.Match[str]) -> str:
        return things(tongue, match["number"], magnitudes["M"])

    def spelled(match: re.Match[str]) -> str:
        number = parse(match["number"])
        if match["magnitude"] == tongue.words.get("thousand") and not number.fraction and int(number.whole) < 1000:
            return tongue.cardinal(
                int(number.whole) * 1000, tongue.form(match.string[match.end() :][:80], several=True)
            )
        thing = magnitudes[match["magnitude"]]
        if number.fraction and match["magnitude"] in (thing.one, thing.many):
            return f"{said(tongue, number)} {match['magnitude']}"  # as the author has it
        return things(tongue, match["number"], thing)

    kilo = rf"{START}(?<!-)(?P<number>{NUMBER})[kK](?![\w/])(?! ?(?:[€$£]|EUR))(?<![45]K)(?<!8K)"
    many = rf"{START}(?P<number>{NUMBER}) ?(?P<magnitude>{letters})(?!\w)"
    return (
        Rule("number", expression(kilo), thousand, frozenset("kK")),
        Rule("number", expression(rf"{START}(?P<number>{NUMBER}) ?M(?= (?:d['’]|de ))"), million, frozenset("M")),
        Rule("number", expression(many), spelled, frozenset(DIGITS)),
    )
