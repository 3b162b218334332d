"""Signs between words and numbers in German."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import GREEK_LETTER, anyof, greek, spell
from articast.wording.de.numbers import cardinal, designation, plain
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SIGNS = {
    "≈": "etwa ", "~": "etwa ", "∼": "etwa ", "<": "weniger als ", ">": "mehr als ", "≤": "höchstens ",
    "≥": "mindestens ", "±": "plus minus ",
    "+/-": "plus minus ", "<=": "höchstens ", ">=": "mindestens ", "Ø": "durchschnittlich ", "ø": "durchschnittlich ",
}  # fmt: skip
_OPERATORS = {
    "=": "gleich", "≠": "ungleich", "±": "plus minus", "+/-": "plus minus", "×": "mal", "÷": "geteilt durch",
    "≈": "ungefähr", "<": "kleiner als", ">": "größer als", "+": "plus", "*": "mal", "-": "minus", "−": "minus",
    "–": "minus", "/": "geteilt durch", ":": "geteilt durch", "≤": "ist kleiner oder gleich",
    "≥": "ist größer oder gleich", "→": "nach", "⇒": "daraus folgt", "·": "mal", "⋅": "mal", "∈": "in",
}  # fmt: skip
_BEFORE_NUMBER = expression(r"(?<!(?<!\w)[A-Za-z] )(?<![\w<>=])(<=|>=|\+/-|[≈~∼<>≤≥±Øø]) ?(?=[-−]?[$€£]?[0-9])")
_SUM = expression(
    r"(?<=[0-9)]) ?([-−–/:]) ?(?=[0-9][0-9.,]*(?: ?[-+−–/*×] ?[0-9][0-9.,]*)? ?=)|(?<=[0-9)]) ?([*·⋅]) ?(?=[0-9(])"
)
_BETWEEN = expression(
    rf"(?<=[\w)%{TAKEN}]) ?([=≠±×÷≈<>≤≥+∈⋅]|\+/-) ?(?=[\w($€£{TAKEN}-])"
    rf"|(?<=[\w)%{TAKEN}]) ([=≠±×÷≈<>≤≥+→⇒]|\+/-) (?=\S)"
)
_PLUS = expression(rf"(?<=[\w{TAKEN}])\+(?![\w+{TAKEN}])")
_UNITS = {sign: words.split("|")[2] for sign, words in table("de", "wording")["units"].items()}
_POWER = expression(
    r"(?<![\w.,])([0-9]{1,9})(?:([⁻⁰¹²³⁴-⁹]+)|\^([-−]?[0-9]{1,3}))(?!\w)"
    rf"(?: ({anyof(unit for unit in _UNITS if ' ' not in unit)})(?![\w²³⁻/]))?"
)
_LETTER_POWER = expression(r"(?<![\w.,])([A-Za-z]{1,3})(?:([⁻⁰¹²³⁴-⁹]+)|\^([-−]?[0-9]{1,3}))(?!\w)")
_AND = expression(r" ?& ?")
_AT = expression(r"(?<=[\w)]) ?@ ?(?=[\s\w$€£])")
_SLASH = expression(rf"(?<=[^\W_]|[)”’\"'.%“{TAKEN}]) ?/ ?(?=[^\W_]|[(“‘\"'„$€£{TAKEN}])")
_SHARED = expression(r"(?<=[a-zß])- ?/ ?(?=[A-ZÄÖÜ][a-zß])")
_INNEN = expression(r"(?<=[a-zß])(?:[:*_·](in(?:nen)?)|/-?(in(?:nen)?)(?![a-zäöüß]))")


def _between(match: re.Match[str]) -> str | None:
    sign = match.group(1) or match.group(2)
    spaced = match.group()[0] == " " and match.group()[-1] == " "
    if sign in "+<>" and not spaced and not (match.string[match.start() - 1] == match.string[match.end()] == TAKEN):
        return None
    return f" {_OPERATORS[sign]} "


def _sum(match: re.Match[str]) -> str:
    return f" {_OPERATORS[match.group(1) or match.group(2)]} "


def _power(match: re.Match[str]) -> str:
    """`10³⁰ kg`."""
    base, small, caret, unit = match.groups()
    return _raised(plain(base), small or caret) + (f" {_UNITS[unit]}" if unit else "")


def _letter_power(match: re.Match[str]) -> str:
    """`mc²` is spelled, `cm²` a unit."""
    base, small, caret = match.groups()
    if small == "⁻¹" and base in _UNITS:
        return f"pro {_UNITS[base]}"
    return _UNITS.get(base + (small or "")) or _raised(spell(base) if len(base) > 1 else base, small or caret)


def _raised(said: str, written: str) -> str:
    exponent = written.translate(_POWERS).replace("−", "-")
    if exponent == "2" and len(said.rsplit(maxsplit=1)[-1]) == 1:
        return f"{said} Quadrat"
    if not re.fullmatch("-?[0-9]{1,3}", exponent):
        return said
    return f"{said} hoch {cardinal(int(exponent))}"


_ENDING = expression(r"(?<=[a-zß])[:*_]([rnmse])(?!\w)")
_ROOT = expression(r"√ ?(?:\(([^()]{1,20})\)|(?=[\w\ue000]))")


def _root(match: re.Match[str]) -> str:
    return f"Wurzel aus {match[1]} " if match[1] else "Wurzel aus "


SIGNS = (
    Rule("gender sign", _ENDING, lambda match: match.group(1), frozenset(":*_")),
    Rule("gender sign", _INNEN, lambda match: (match[1] or match[2]).capitalize(), frozenset(":*_·/")),
    Rule("sign", _ROOT, _root, frozenset("√")),
    Rule("sign", _BEFORE_NUMBER, lambda match: _SIGNS[match.group(1)], frozenset("≈~∼<>≤≥±Øø+")),
    Rule("sign", _SUM, _sum, frozenset("=*·⋅")),
    Rule("sign", _POWER, _power, frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("sign", _AND, lambda match: " und " if match.start() else "und ", frozenset("&")),
)
_LETTERS = expression(r"(?<!\w)([A-Za-z])–([A-Za-z])(?!\w|[-’'.])")
_GREEK_NAMES: dict[str, str] = table("de", "wording")["greek"]
GREEK = (
    Rule("sign", GREEK_LETTER, greek(_GREEK_NAMES, {"²": " Quadrat", "³": " hoch drei"}), frozenset(_GREEK_NAMES)),
)
OPERATORS = (
    Rule("range", _LETTERS, lambda match: f"{match[1]} bis {match[2]}", frozenset("–")),
    Rule("sign", _LETTER_POWER, _letter_power, frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("sign", _BETWEEN, _between, frozenset("=≠±×÷≈<>≤≥+→⇒∈⋅")),
    Rule("sign", _PLUS, lambda _: " plus", frozenset("+")),
    Rule("sign", _AT, lambda _: " at ", frozenset("@")),
    Rule("slash", _SHARED, lambda _: "- und ", frozenset("/")),
    Rule("slash", _SLASH, lambda _: ", ", frozenset("/")),
)
_LEFT_OVER = expression(r"([^\W0-9_]?)([0-9]+(?:[.,](?=[0-9]))?)(?=(\w?))")


def _left_over(match: re.Match[str]) -> str:
    before, figures, after = match.groups()
    link = {".": " Punkt ", ",": " Komma "}.get(figures[-1], "")
    tight = match.string[match.start() - 1 : match.start()] if match.start() and not before else ""
    head = f"{before} " if before else " " if tight.isalnum() or tight == TAKEN else ""
    return f"{head}{designation(figures.rstrip('.,'))}{link or (' ' if after else '')}"


LEFT_OVER = (Rule("number", _LEFT_OVER, _left_over, frozenset(DIGITS)),)
"""Whatever figures no other rule understood."""
