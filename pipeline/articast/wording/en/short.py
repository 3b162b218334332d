"""What cooks, tailors and reporters shorten in English: `1 lg. egg`, `Vit. D`, `sizes S-XL`, `a 90+3 min. goal`."""

from __future__ import annotations

import re

from articast.wording.common import final_stop
from articast.wording.en.numbers import NUMBER, plain
from articast.wording.rules import Rule, expression

_SIZES = {"lg": "large", "sm": "small", "med": "medium", "xl": "extra large", "pkg": "package", "env": "envelope"}
_SIZED = expression(r"(?<![\w.])(lg|sm|med|pkg|env)\.(?= [a-z]{3})|(?<=[0-9] )(lg|sm|med|xl|pkg)(?= [a-z]{3})")
_VITAMIN = expression(r"([Vv])it(?:s)?\.?(?<![\w.]V...)(?<!\w....) (?=[A-EK][0-9]{0,2}(?!\w))")
_LETTERS = expression(r"(?<![\w-])(XXS|XS|S|M|L|XL|XXL)(?: ?[-–] ?| to )(S|M|L|X{1,3}L|[2-6]XL)(?![\w-])")
_SAID = {"S": "small", "M": "medium", "L": "large"}
_SIDES = expression(
    rf"(?<![\w.,/])({NUMBER}|[0-9]+/[0-9]+)[ -](in|ft|cm|mm|yd)\.? ?[x×] ?(?={NUMBER}[ -](?:in|ft|cm|mm|yd)(?!\w))"
)
_LONG = {"in": "inch", "ft": "foot", "cm": "centimeter", "mm": "millimeter", "yd": "yard"}
_ADDED = expression(r"(?<![\w.,+])([0-9]{2,3})\+([0-9]{1,2})(?:(?=[- ]min)|(?=th )|(?=['’′]))['’′]?")
_KILOMETRE = expression(r"km(?:(?<=at km)|(?<=the km)|(?<=from km))(?= [0-9])")


def _sized(match: re.Match[str]) -> str:
    return _SIZES[match[1] or match[2]]


def _size(letters: str) -> str:
    """`XL` → `extra large`, `2XL` → `two X large`."""
    if letters[0].isdigit():
        return f"{plain(letters[0])} X large"
    extra = letters.count("X")
    return " ".join(["extra"] * extra + [_SAID[letters[-1]]])


def _letters(match: re.Match[str]) -> str | None:
    """`S-XL`, where sizes are spoken of; `M-L` may be anything."""
    if not re.search(r"(?i)\bsize|\bfits?\b|\bavailable\b|\bcolou?rs?\b|X", match.string):
        return None
    return f"{_size(match[1])} to {_size(match[2])}"


def _sides(match: re.Match[str]) -> str:
    one = match[1] in ("1", "1.0")
    many = {"inch": "inches", "foot": "feet"}.get(_LONG[match[2]], f"{_LONG[match[2]]}s")
    return f"{plain(match[1]) if '/' not in match[1] else match[1]} {_LONG[match[2]] if one else many} by "


def _floor(match: re.Match[str]) -> str:
    """`3rd Fl.`"""
    return "floor" + final_stop(match)


def _retired(match: re.Match[str]) -> str:
    return "retired" + final_stop(match)


_SIDE = {"N": "north", "S": "south", "E": "east", "W": "west"}
_LATITUDE = expression(r"([Ll]at|[Ll]ong?)(?:\.|itude)? ([0-9]{1,3}(?:\.[0-9]+)?) ?°? ?([NSEW])(?![\w.])")


def _latitude(match: re.Match[str]) -> str:
    """`lat. 40.5 N`: no newtons."""
    name = "latitude" if match[1].lower() == "lat" else "longitude"
    name = name.capitalize() if match[1][0].isupper() else name
    return f"{name} {plain(match[2])} {_SIDE[match[3]]}"


_GRADE = expression(r"\+{2,3}(?:(?<=\b[A-D]\+\+)|(?<=\b[A-D]\+\+\+))(?![\w+])")
_SECTION = expression(r"Sec\.(?= (?:[A-Z](?![\w.])|[0-9]))")

SHORT = (
    Rule("sign", _GRADE, lambda match: " plus" * len(match.group()), frozenset("+")),
    Rule("abbreviation", _SECTION, lambda _: "Section", frozenset("S")),
    Rule("coordinate", _LATITUDE, _latitude, frozenset("NSEW"), digits=True),
    Rule("abbreviation", expression(r"(?<=[A-Z][a-z], )ret\.|(?<=[a-z]{3}, )ret\.(?=$|,)"), _retired, frozenset("r")),
    Rule("abbreviation", expression(r"Fl\.(?:(?<=[0-9](?:st|nd|rd|th) Fl\.))(?! ?[A-Z])"), _floor, frozenset("F")),
    Rule("abbreviation", _SIZED, _sized, frozenset("lsmxpe")),
    Rule("abbreviation", _VITAMIN, lambda match: f"{match[1]}itamin ", frozenset("vV")),
    Rule("size", _LETTERS, _letters, frozenset("XSML")),
    Rule("times", _SIDES, _sides, frozenset("x×"), digits=True),
    Rule("time", _ADDED, lambda match: f"{plain(match[1])} plus {plain(match[2])}", frozenset("+"), digits=True),
    Rule("unit", _KILOMETRE, lambda _: "kilometer", frozenset("k"), digits=True),
)
