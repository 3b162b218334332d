"""Units, percent, feet and inches, fractions in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop
from articast.wording.en.numbers import (
    NUMBER,
    ONES,
    TENS,
    TO,
    adjective,
    cardinal,
    month,
    ordinal,
    plain,
    plural,
    sign_word,
)
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_WORDS = table("en", "wording")
_UNITS: dict[str, list[str]] = {sign: words.split("|") for sign, words in _WORDS["units"].items()}
_UNIT = anyof(_UNITS)
_MEASURE = expression(
    rf"((?<![\w\])–-])[-−+–])?(?<![\w.,$€£])({NUMBER})(?: ?(?:%|°[CF]?)?{TO}([-−]?{NUMBER}))?"
    rf"([ -]?(?:thousand|million|billion|trillion))?(\+?)( ?|-)({_UNIT})"
    rf"(?:/({_UNIT}|[a-z]{{3,}}))?(?![\w²³]|/(?![A-Z])[^\W\d])(?!['’]\w)"
)
_RACE = expression(
    r" (?:dash|hurdles|freestyle|butterfly|backstroke|breaststroke|relay|final|heats?|sprint|champion|record)\b"
)
_ENGINE = expression(r" (?:V[0-9]|I[0-9]|inline|flat|[a-z]+ ?(?:engine|turbo|diesel|petrol|motor)|engine|turbo|diesel)")
_LENS = expression(rf" (?:f/|{TAKEN}|[a-z]*lens|prime|zoom|film|guns?\b|cannon|rounds?\b)")
_COUNTED = expression(r" (?!(?:hurdles|metres|meters|sprints|races|heats)\b)(?:people|[a-z]{3,}s)\b")


def _measure(match: re.Match[str]) -> str | None:
    sign, low, high, magnitude, more, gap, unit, per = match.groups()
    one, many = _UNITS.get(unit) or _UNITS[_spaced(unit)]
    if unit in ("pt", "pts", "pts.", "pt.") and gap == "-":
        one = "point"  # a `3-pt. shot`
    if unit == "in." and not re.match(r" ?[a-z,;)]|$", match.string[match.end() : match.end() + 2]):
        return None
    if unit == "s" and low[-1] == "0" and low.replace(",", "").isdigit() and not gap:
        return None  # a decade
    if unit == "m" and not gap and not high and _COUNTED.match(match.string, match.end()):
        return f"{sign_word(sign)}{plain(low)} million"
    if unit in ("k", "K", "B", "M") and not gap:
        return None
    words = f"{plain(low)} to {plain(high)}" if high else plain(low)
    single = (
        gap == "-"
        or (unit == "mm" and _LENS.match(match.string, match.end()))
        or (unit in ("L", "l") and _ENGINE.match(match.string, match.end()))
        or (unit in ("m", "km") and _RACE.match(match.string, match.end()))
        or ((high or low) == "1" and not magnitude)
        or adjective(match)
    )
    tail = f" per {_UNITS[per][0] if per in _UNITS else per}" if per else ""
    stop = final_stop(match, unit)
    scale = f" {magnitude.strip(' -')}" if magnitude else ""
    link = "-" if gap == "-" else " "
    return f"{sign_word(sign)}{words}{scale}{' plus' if more else ''}{link}{one if single else many}{tail}{stop}"


def _spaced(unit: str) -> str:
    """The unit as the table has it, where the text has no space in it."""
    return next(written for written in _UNITS if written.replace(" ", "") == unit.replace(" ", ""))


_TALL = expression(r"(?<![\w.,'’])([4-7])['’]([0-9]|1[01])(?![\w'’\"”″])")
_SCALE = expression(r"(?<=degrees )([CF])(?![\w’'])|(?<=degree )([CF])(?![\w’'])")
_KELVIN = expression(rf"(?<![\w.,$€£])({NUMBER}) K(?=[,.;:)]|$| (?:and|to|or|at|in|for)\b)")
_SHUTTER = expression(r"(?<![\w.,/])1/([0-9]{2,4}) ?(?:s|sec|second)(?!\w)")
_FEET = expression(r"(?<![\w.,])([0-9]{1,2})(?:['′’] ?([0-9]{1,2})(?:\"|″|”|'')|′(?!\w))")


def _feet(match: re.Match[str]) -> str:
    feet, inches = match.groups()
    if not inches:
        return f"{plain(feet)} {'foot' if feet == '1' else 'feet'}"
    return f"{plain(feet)} foot {plain(inches)}"


_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SIGNS = "".join(_VULGAR)
_OF = rf"(?: ?({_UNIT})(?![\w²³])|(?![\w/]|[.,][0-9]))"
_SIMPLE = expression(rf"(?<![\w.,/])(?:([0-9]{{1,6}})[ -]?)?([{_SIGNS}]){_OF}")
_MIXED = expression(rf"((?<![\w)\]–-])[-−–+])?(?<![\w.,/])([0-9]{{1,6}})[ -]([0-9]{{1,2}})[/⁄]([0-9]{{1,2}}){_OF}")
_SLASHED = expression(rf"((?<![\w)\]–-])[-−–+])?(?<![\w.,/])([0-9]{{1,3}})[/⁄]([0-9]{{1,3}})(?:rds?|ths?|nds?)?{_OF}")
_PART = expression(r"(?: of (?:an?|the|one) | ?(?:inch|in\.|″|\"|-inch))")


def _part(top: int, bottom: int, single: str) -> str:
    """`3, 4` → `three quarters`; `single` is said for one: `one half`, `a half`."""
    name = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    if top == 1:
        return f"{single}{'n' if single == 'a' and name[0] == 'e' else ''} {name}"
    return f"{cardinal(top)} {'halves' if bottom == 2 else plural(name)}"


def _of(match: re.Match[str], unit: str | None, *, several: bool) -> str:
    """The unit that a fraction is of, and the full stop that ends the sentence."""
    if not unit:
        return ""
    stop = final_stop(match, unit)
    return f" {(_UNITS.get(unit) or _UNITS[_spaced(unit)])[several]}{stop}"


def _simple(match: re.Match[str]) -> str:
    whole, sign, unit = match.groups()
    said = f"{plain(whole)} and {_part(*_VULGAR[sign], 'a')}" if whole else _part(*_VULGAR[sign], "one")
    return said + _of(match, unit, several=bool(whole))


def _mixed(match: re.Match[str]) -> str | None:
    sign, whole, top, bottom, unit = match.groups()
    if not 0 < int(top) < int(bottom) <= 64:
        return None
    return f"{sign_word(sign)}{plain(whole)} and {_part(int(top), int(bottom), 'a')}{_of(match, unit, several=True)}"


def _slashed(match: re.Match[str]) -> str | None:
    sign, high, low, unit = match.groups()
    top, bottom = int(high), int(low)
    tail = _of(match, unit, several=False)
    if not tail and not sign and 0 < top <= 12 < bottom < 32 and bottom not in (16, 20, 24, 30):
        return f"{month(top)} {ordinal(bottom)}"  # 4/22 is no fraction that anyone says
    part = bool(sign) or bool(_PART.match(match.string, match.end()))
    small = bottom <= 12 or (bottom in (16, 20, 24, 32, 50, 64, 100) and top < 20) or part
    if not 0 < top < bottom or high[0] == "0" or not small:
        return f"{sign_word(sign)}{plain(high)} slash {plain(low)}{tail}"
    if bottom == 4 and top > 1 and re.match("-[a-z]", match.string[match.end() : match.end() + 2]):
        return f"{sign_word(sign)}{cardinal(top)} quarter"  # a `3/4-mile` run
    return sign_word(sign) + _part(top, bottom, "one") + tail


_SMALL = frozenset((*ONES, *TENS, "hundred", "thousand", "million"))
_PER_UNITS = {sign: _UNITS.get(sign, [sign])[0] for sign in _WORDS["words"]["per"].split()}
_COUNTED_PER = expression(
    rf"(?<![\w.])([0-9]+|[A-Za-z]+|{TAKEN}+)((?: [a-z]+){{1,2}}) ?/ ?({anyof(_PER_UNITS)})(?![\w/²³])"
)
_SHORT = frozenset(_WORDS["words"]["single"].split("|"))
_SINGLE = anyof(unit for unit in _UNITS if len(unit) > 1 and (not unit.islower() or unit in _SHORT))
_AFTER_PER = expression(rf"(?<=\bper )({_SINGLE})(?![\w²³/])")


def _counted_per(match: re.Match[str]) -> str | None:
    """`5 people/km²`."""
    number, things, unit = match.groups()
    counted = number.isdigit() or number[0] == TAKEN or number.lower() in _SMALL
    if not counted or things.strip() in _UNITS:
        return None
    return f"{number}{things} per {_PER_UNITS[unit]}"


_PART_INCH = expression(r"(?<![\w.,/])(?:([0-9]{1,2})[ -])?([0-9]{1,2})/([0-9]{1,2})(?:″|[\"”](?=[- ][a-z]|[.,;)]|$))")


def _part_inch(match: re.Match[str]) -> str | None:
    """`a 3/8" bolt`."""
    whole, top, bottom = match.groups()
    if not 0 < int(top) < int(bottom) or int(bottom) not in (2, 4, 8, 16, 32, 64):
        return None
    if not whole:
        return f"{_part(int(top), int(bottom), 'one')} inch"
    return f"{plain(whole)} and {_part(int(top), int(bottom), 'a')} inches"


FRACTIONS = (
    Rule("fraction", _SHUTTER, lambda match: f"one {ordinal(int(match[1]))} of a second", frozenset("/")),
    Rule("fraction", _PART_INCH, _part_inch, frozenset("/")),
    Rule("fraction", _MIXED, _mixed, frozenset("/⁄")),
    Rule("fraction", _SIMPLE, _simple, frozenset(_SIGNS)),
    Rule("fraction", _SLASHED, _slashed, frozenset("/⁄")),
)
MEASURES = (
    Rule("slash", _COUNTED_PER, _counted_per, frozenset("/")),
    Rule("unit", _AFTER_PER, lambda match: _UNITS[match[1]][0], frozenset("p")),
    Rule("feet and inches", _TALL, lambda match: f"{plain(match[1])} foot {plain(match[2])}", frozenset("'’")),
    Rule("unit", _KELVIN, lambda match: f"{plain(match[1])} kelvin", frozenset("K")),
    Rule("unit", _SCALE, lambda match: "Celsius" if "C" in match.group() else "Fahrenheit", frozenset("CF")),
    Rule("feet and inches", _FEET, _feet, frozenset("'’′")),
    Rule("unit", _MEASURE, _measure, frozenset(DIGITS)),
)
