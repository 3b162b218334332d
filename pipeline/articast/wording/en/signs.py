"""Signs between words and numbers in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import GREEK_LETTER, anyof, greek, spell
from articast.wording.en.numbers import designation, ordinal, plain
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_NAMES = {sign: words.split("|") for sign, words in table("en", "wording")["units"].items()}
_UNITS = {sign: names[0] for sign, names in _NAMES.items() if sign != "%"}
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SIGNS = {
    "≈": "approximately ", "~": "about ", "∼": "about ", "<": "less than ", ">": "more than ", "≤": "at most ",
    "≥": "at least ", "±": "plus or minus ", "+/-": "plus or minus ", "<=": "at most ", ">=": "at least ",
    "∞": "infinity ",
}  # fmt: skip
_OPERATORS = {
    "=": "equals", "≠": "is not", "±": "plus or minus", "+/-": "plus or minus", "×": "times", "÷": "divided by",
    "≈": "is about", "<": "is less than", ">": "is more than", "+": "plus", "*": "times", "-": "minus", "−": "minus",
    "/": "divided by", "–": "minus", "≤": "is less than or equal to", "≥": "is greater than or equal to", "→": "to",
    "⇒": "implies", "·": "times",
    "∈": "in", "∪": "union", "∩": "intersection", "∝": "is proportional to", "≡": "is equivalent to", "⋅": "times",
}  # fmt: skip
_NUMBER_SIGN = expression(r"(?<![\w&#])#(?=[0-9])")
_BEFORE_NUMBER = expression(r"(?<![\w<>=])(<=|>=|\+/-|[≈~∼<>≤≥±]) ?(?=[-−]?[$€£]?\.?[0-9])")
_SUM = expression(
    r"(?<=[0-9)]) ?([-−–]|(?<! [+*×-] [0-9])/) ?(?=[0-9][0-9.,]*(?: ?[-+−–/*×]"
    r" ?[0-9][0-9.,]*)? ?=)|(?<=[0-9)]) ?([*·⋅]) ?(?=[0-9(])"
    r"|(?<=[0-9=] )([-−–]) (?=[0-9]+ [+=×*])"
)
_BETWEEN = expression(
    rf"(?<=[\w)%{TAKEN}]) ?([=≠±×÷≈<>≤≥+∈∪∩∝≡⋅]|\+/-) ?(?=[\w($€£{TAKEN}-])"
    rf"|(?<=[\w)%{TAKEN}]) ([=≠±×÷≈<>≤≥+→⇒]|\+/-) (?=\S)"
)
_PLUS = expression(rf"(?<=[\w{TAKEN}])\+(?![\w+{TAKEN}])")
_POWER = expression(
    r"(?<![\w.,])(?:([0-9]+(?:\.[0-9]+)?) ?[x×·] ?)?([0-9]{1,9})(?:([⁻⁰¹²³⁴-⁹]+)|\^([-−]?[0-9]{1,3}))(?!\w)"
    rf"(?: ({anyof(unit for unit in _UNITS if unit != 'in.')})(?![\w²³⁻/]))?"
)
_AFTER_POWER = expression(r"(?<=[²³]) ?[-−–] ?(?=\w)")
_FUNCTIONS = {"sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "L N"}
_CARET = expression(r"(?<![\w.,])([A-Za-z]{1,3})()\^([-−]?[0-9]{1,3})(?!\w)")
_LETTER_POWER = expression(r"(?<![\w.,])([A-Za-z]{1,3})(?:([⁻⁰¹²³⁴-⁹]+)|\^([-−]?[0-9]{1,3}))(?!\w)")
_DEGREES = expression(r"(?<![\w.])([0-9]{1,3})° ?([0-9]{1,2})[’'′](?: ?([0-9.]{1,6})[\"”″])?(?: ?([NSEW])(?!\w))?")
_POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_AND = expression(r" ?& ?")
_KEYS: dict[str, str] = table("en", "wording")["keys"]
_KEY = expression(rf"(?<!\w)({anyof(_KEYS)}) ?\+ ?(?=\w)")
_SETTLED = expression(r"(?<=(?<!\w)[A-Z])\+(?=[0-9]{1,2}(?!\w))")
_AT = expression(r"(?<=[\w)]) ?@ ?(?=[\s\w$€£])")
_PER = expression(
    rf"(?<=[{TAKEN}]) ?/ ?({anyof(_UNITS)}|[a-z]{{3,}})(?![\w/])"
    r"|(?<=[0-9])/(min|sec|hr|day|week|month|year|night|sq mi|sq km|sq ft|acre|mile)(?!\w)"
)
_SLASH = expression(rf"(?<=[^\W_]|[){TAKEN}”’\"'.%]) ?/ ?(?=[^\W_]|[({TAKEN}“‘\"'$€£])")


def _between(match: re.Match[str]) -> str | None:
    sign = match.group(1) or match.group(2)
    spaced = match.group()[0] == " " and match.group()[-1] == " "
    if sign in "+<>" and not spaced and not (match.string[match.start() - 1] == match.string[match.end()] == TAKEN):
        return None
    return f" {_OPERATORS[sign]} "


def _sum(match: re.Match[str]) -> str:
    return f" {_OPERATORS[match.group(1) or match.group(2) or match.group(3)]} "


def _power(match: re.Match[str]) -> str:
    """`3 × 10⁸ m/s`."""
    times, base, small, caret, unit = match.groups()
    said = _raised(plain(base), small or caret)
    head = f"{plain(times)} times " if times else ""
    names = (
        _NAMES[unit][1]
        if unit in _NAMES
        else next(
            (words[1] for key, words in _NAMES.items() if unit and key.replace(" ", "") == unit.replace(" ", "")), ""
        )
    )
    return f"{head}{said}{f' {names}' if unit else ''}"


def _letter_power(match: re.Match[str]) -> str:
    """`mc²` is spelled, `cm²` a unit."""
    base, small, caret = match.groups()
    if small == "⁻¹" and base in _UNITS:
        return f"per {_UNITS[base]}"
    names = _NAMES.get(base + (small or ""))
    if base in _FUNCTIONS:
        after = match.string[match.end() : match.end() + 1]
        return _raised(_FUNCTIONS[base], small or caret) + (" " if after.isalnum() else "")
    return names[1] if names else _raised(spell(base) if len(base) > 1 else base, small or caret)


def _raised(said: str, written: str) -> str:
    exponent = written.translate(_POWERS).replace("−", "-")
    if exponent in ("2", "3"):
        return f"{said} {'squared' if exponent == '2' else 'cubed'}"
    if not re.fullmatch("-?[0-9]{1,3}", exponent):
        return said
    if exponent[0] == "-":
        return f"{said} to the minus {plain(exponent[1:])}"
    return f"{said} to the {ordinal(int(exponent))}"


def _degrees(match: re.Match[str]) -> str:
    degrees, minutes, seconds, point = match.groups()
    said = f"{plain(degrees)} degrees {plain(minutes)} minutes"
    return (
        said
        + (f" {plain(seconds)} seconds" if seconds and seconds[0] != "." else "")
        + (f" {_POINTS[point]}" if point else "")
    )


def _per(unit: str) -> str:
    return f" per {_UNITS.get(unit, unit)}"


_LESS = expression(r"(?<=(?<!\w)[A-Za-z])([<>≤≥=])(?=[0-9.])")
SIGNS = (
    Rule("sign", _LESS, lambda match: f" {_OPERATORS[match[1]]} ", frozenset("<>≤≥="), digits=True),
    Rule("key", _KEY, lambda match: f"{_KEYS[match.group(1)]} ", frozenset("+")),
    Rule("sign", _NUMBER_SIGN, lambda _: "number ", frozenset("#")),
    Rule("sign", _DEGREES, _degrees, frozenset("°")),
    Rule("sign", _BEFORE_NUMBER, lambda match: _SIGNS[match.group(1)], frozenset("≈~∼<>≤≥±+")),
    Rule("sign", _SETTLED, lambda _: " plus ", frozenset("+"), digits=True),
    Rule("sign", _CARET, _letter_power, frozenset("^"), digits=True),
    Rule("sign", _AFTER_POWER, lambda _: " minus ", frozenset("²³")),
    Rule("sign", _SUM, _sum, frozenset("=*·⋅-−–")),
    Rule("sign", _POWER, _power, frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("sign", _AND, lambda match: " and " if match.start() else "and ", frozenset("&")),
)
PER = (Rule("slash", _PER, lambda match: _per(match[1] or match[2]), frozenset("/")),)
_GREEK_NAMES: dict[str, str] = table("en", "wording")["greek"]
GREEK = (Rule("sign", GREEK_LETTER, greek(_GREEK_NAMES, {"²": " squared", "³": " cubed"}), frozenset(_GREEK_NAMES)),)
OPERATORS = (
    Rule("sign", _LETTER_POWER, _letter_power, frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("sign", _BETWEEN, _between, frozenset("=≠±×÷≈<>≤≥+→⇒∈∪∩∝≡⋅")),
    Rule("sign", _PLUS, lambda _: " plus", frozenset("+")),
    Rule("sign", _AT, lambda _: " at ", frozenset("@")),
    Rule("slash", _SLASH, lambda _: " slash ", frozenset("/")),
)
_LEFT_OVER = expression(r"([^\W0-9_]?)([0-9]+(?:\.(?=[0-9]))?)(?=(\w?))")


def _left_over(match: re.Match[str]) -> str:
    before, figures, after = match.groups()
    said = designation(figures.rstrip(".")) + (" point" if figures[-1] == "." else "")
    tight = match.string[match.start() - 1 : match.start()] if match.start() and not before else ""
    head = f"{before} " if before else " " if tight.isalnum() or tight == TAKEN else ""
    return f"{head}{said}{' ' if after or figures[-1] == '.' else ''}"


LEFT_OVER = (Rule("number", _LEFT_OVER, _left_over, frozenset(DIGITS)),)
"""Whatever figures no other rule understood."""
