"""Money, percent, units, fractions and plain numbers in English."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.common import anyof
from pipeline.wording.en.numbers import cardinal, designation, digits, ordinal, ordinal_of, pair, plain, plural, year
from pipeline.wording.rules import DIGITS, Rule

_WORDS = table("en", "wording")
_CURRENCIES = {sign: words.split("|") for sign, words in _WORDS["currencies"].items()}
_MAGNITUDES: dict[str, str] = _WORDS["magnitudes"]
_UNITS = {sign: words.split("|") for sign, words in _WORDS["units"].items()}

WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9,.]*[0-9])|[0-9]+)"
NUMBER = rf"(?:{WHOLE}(?:\.[0-9]+)?|\.[0-9]+)"
TO = r"(?: ?[–-] ?)"
_MAGNITUDE = (
    r"(?:[ -]?(?:thousand|million|billion|trillion)|" + anyof(k for k in _MAGNITUDES if len(k) < 4) + r"| (?:bn|mn|tn|mln|trn))(?!\w)"
)
_SIGN = anyof(_CURRENCIES)
_MONEY_FIRST = re.compile(
    rf"(?<![\w$€£])([-−+]?)({_SIGN}) ?({NUMBER})(?:{TO}(?:{_SIGN})? ?({NUMBER}))?({_MAGNITUDE})?(\+?)(?!\w)"
)
_MONEY_LAST = re.compile(
    rf"(?<![\w.,$€£])([-−+]?)()({NUMBER})(?:{TO}({NUMBER}))?({_MAGNITUDE})?(\+?) ?({_SIGN}|¢)(?!\w)"
)
_ARTICLE = re.compile(r"(?i:\ban?|\bper|\bthis|\bthat|\beach|\bevery) $")
_NOUN = re.compile(
    r"[ -](?!(?:of|in|to|per|a|an|for|on|or|and|from|is|was|at|by|as|if|the|but|with|more|less|worth|each|every|when|that|which|into|than|last|next|this)\b)[a-z]{3,}"
)


def _amount(written: str) -> str:
    return plain(written)


def _money(match: re.Match[str]) -> str | None:
    sign, symbol, low, high, magnitude, more = match.group(1, 2, 3, 4, 5, 6)
    symbol = symbol or match.group(7)
    said = "minus " if sign in ("-", "−") else "plus " if sign == "+" else ""
    if symbol == "¢":
        one, many, cent, cents = "cent", "cents", "", ""
    else:
        one, many, cent, cents = _CURRENCIES[symbol]
    adjective = _adjective(match)
    scale = f" {_MAGNITUDES[magnitude.strip(' -')]}" if magnitude else ""
    last = high or low
    if not scale and not high and cent and re.fullmatch(r"[0-9, ]*\.[0-9]{2}", low):
        return said + _coins(low, one, many, cent, cents)
    unit = one if adjective or (not scale and last == "1") else many
    words = f"{plain(low)} to {plain(high)}" if high else plain(low)
    return f"{said}{words}{scale}{' plus' if more else ''} {unit}"


def _coins(low: str, one: str, many: str, cent: str, cents: str) -> str:
    """`5.99` → `five dollars and ninety-nine cents`."""
    whole, _, hundredths = low.replace(",", "").replace(" ", "").partition(".")
    small = f"{cardinal(int(hundredths))} {cent if hundredths == '01' else cents}"
    large = f"{plain(whole or '0')} {one if whole == '1' else many}"
    if not int(hundredths):
        return large
    return f"{large} and {small}" if whole.strip("0") else small


def _adjective(match: re.Match[str]) -> bool:
    """`a $5 coupon`, `a 10 km run`: the unit stands in the singular."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    return bool(_ARTICLE.search(before) and _NOUN.match(match.string, match.end()))


_UNIT = anyof(_UNITS)
_MEASURE = re.compile(
    rf"(?<![\w.,$€£])([-−+]?)({NUMBER})(?: ?(?:%|°[CF]?)?{TO}([-−]?{NUMBER}))?([ -]?(?:thousand|million|billion|trillion))?(\+?)"
    rf"( ?|-)({_UNIT})(?:/({_UNIT}|day|week|month|year|night|person|capita|hour|minute|second))?(?![\w²³]|/\w)(?!['’]\w)"
)
_TIGHT = frozenset("mhstlgbJNVWLT")
"""Units of one letter that follow their number only as a word of their own or a symbol: `5 m`, `5m`, never `5 a`."""


def _measure(match: re.Match[str]) -> str | None:
    sign, low, high, magnitude, more, gap, unit, per = match.groups()
    one, many = _UNITS[unit if unit in _UNITS else unit.replace("  ", " ")]
    said = "minus " if sign in ("-", "−") else "plus " if sign == "+" else ""
    if unit == "in." and not re.match(r" ?[a-z,;)]|$", match.string[match.end() : match.end() + 40]):
        return None
    if unit == "s" and re.fullmatch(r"[0-9]*0", low) and not gap:
        return None  # decades
    words = f"{plain(low)} to {plain(high)}" if high else plain(low)
    single = gap == "-" or ((high or low) == "1" and not magnitude) or _adjective(match)
    tail = f" per {_UNITS[per][0] if per in _UNITS else per}" if per else ""
    stop = "." if unit.endswith(".") and match.end() == len(match.string) else ""
    scale = f" {magnitude.strip(' -')}" if magnitude else ""
    return f"{said}{words}{scale}{' plus' if more else ''} {one if single else many}{tail}{stop}"


_FEET = re.compile(r"(?<![\w.,])([0-9]{1,2})(?:['′’] ?([0-9]{1,2})(?:\"|″|”|'')|′(?!\w))")


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
_FRACTION = re.compile(
    rf"(?<![\w.,/])(?:([0-9]{{1,6}})[ -]?)??(?:([{''.join(_VULGAR)}])|(?<![0-9] )([0-9]{{1,3}})[/⁄]([0-9]{{1,3}}))(?![\w/]|[.,][0-9])"
)
_MIXED = re.compile(r"(?<![\w.,/])([0-9]{1,6})[ -]([0-9]{1,2})[/⁄]([0-9]{1,2})(?![\w/]|[.,][0-9])")


def _part(top: int, bottom: int, single: str) -> str:
    """`3, 4` → `three quarters`; `single` is said for one: `one half`, `a half`."""
    name = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    if top == 1:
        return f"{single} {name}"
    return f"{cardinal(top)} {'halves' if bottom == 2 else plural(name)}"


def _fraction(match: re.Match[str]) -> str | None:
    whole, sign, top, bottom = match.groups()
    over, under = _VULGAR[sign] if sign else (int(top), int(bottom))
    if not sign and (over >= under or under > 100 or not over or top[0] == "0" or (under > 10 and over > 20)):
        return None if under > 100 or not under else f"{plain(top)} {'out of' if False else 'slash'} {plain(bottom)}"
    if whole:
        return f"{plain(whole)} and {_part(over, under, 'a')}"
    return _part(over, under, "one")


def _mixed(match: re.Match[str]) -> str | None:
    whole, top, bottom = match.groups()
    if not 0 < int(top) < int(bottom) <= 64:
        return None
    return f"{plain(whole)} and {_part(int(top), int(bottom), 'a')}"


_ORDINAL = re.compile(rf"(?<![\w.,])({WHOLE})(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)", re.IGNORECASE)
_NTH = re.compile(r"(?<!\w)(\w+(?:-\w+)*)th(?!\w)")


def _ordinal(match: re.Match[str]) -> str:
    return ordinal_of(plain(match.group(1)))


_HUNDREDS = re.compile(r"(?<![\w.,])1(00|000|0,?000|00,?000|,?000,?000)s(?!\w)")
_SCALES = {"00": "hundreds", "000": "thousands", "0000": "tens of thousands", "00000": "hundreds of thousands"}
_SHORT = re.compile(rf"(?<![\w.,$€£])({NUMBER})(?:([kKMB])(?= [a-z]{{3}})|(?<=\.[0-9])([kKMB])| ?(bn|mn|tn|mln|trn))(\+?)(?!\w)")


def _hundreds(match: re.Match[str]) -> str:
    return _SCALES.get(match.group(1).replace(",", ""), "millions")


def _short(match: re.Match[str]) -> str:
    scale = match.group(2) or match.group(3) or match.group(4)
    return f"{plain(match.group(1))} {_MAGNITUDES[scale]}{' plus' if match.group(5) else ''}"


_DESIGNATED = re.compile(rf"(?<!\w)({'|'.join(_WORDS['words']['designated'].split())}) ([0-9]{{3,4}})(?![\w.,]|[-–/][0-9])")
_TIMES = re.compile(rf"(?<![\w.,])({NUMBER}) ?([x×])(?! ?[0-9])(?=[\s,.;:!?)-]|$)")
_BY = re.compile(rf"(?<![\w.,])({NUMBER}) ?[x×] ?({NUMBER})(?: ?[x×] ?({NUMBER}))?(?!\w)")
_RATIO = re.compile(r"(?<![\w.,:])([0-9]{1,3}):([0-9]{1,3})(?![\w:]|[.,][0-9])")
_RANGE = re.compile(rf"(?<![\w.,/-])([-−]?)({NUMBER})(?: ?– ?|-| - )({NUMBER})(?![\w]|-[0-9]|[.,/:][0-9])")
_CHAIN = re.compile(r"(?<![\w.,/-])[0-9]+(?:-[0-9]+){2,}(?![\w-])")
_PLAIN = re.compile(rf"((?<![\w.,)\]–-])[-−+](?=\.?[0-9])|(?<=\s)[−](?=[0-9]))?(?<![\w.])({NUMBER})(\+(?!\w))?(?!\w)")


def _year_or(written: str, match: re.Match[str]) -> str:
    """A bare four-digit number is a year unless things are counted with it."""
    if len(written) == 4 and written.isdigit() and 1000 <= int(written) <= 2099 and not _counts(match):
        if int(written) < 1100 and not _DATED.search(match.string[max(0, match.start() - 8) : match.start()]):
            return plain(written)
        return year(int(written))
    return plain(written)


_COUNTED = re.compile(
    r" (?!was|is|has|his|its|this|as|us|yes|perhaps|unless|across|always|towards|sales|elections|games|results|earnings)[a-z]{3,}s\b"
)
_DATED = re.compile(
    r"(?i)(?:\bin|\bof|\bsince|\bby|\buntil|\bfrom|\bto|\bthe|\bfor|\bduring|\bbefore|\bafter|\bearly|\blate|\bmid|\bthrough|\band) $"
)


def _counts(match: re.Match[str]) -> bool:
    return bool(_COUNTED.match(match.string, match.end())) and not _DATED.search(
        match.string[max(0, match.start() - 8) : match.start()]
    )


def _range(match: re.Match[str]) -> str:
    sign, low, high = match.groups()
    first = _year_or(low, match)
    if len(low) == 4 and len(high) == 2 and first != plain(low) and int(low[2:]) < int(high):
        return f"{first} to {pair(int(high))}"
    return f"{'minus ' if sign else ''}{first} to {_year_or(high, match)}"


def _number(match: re.Match[str]) -> str:
    sign, written, more = match.groups()
    said = _year_or(written, match) if not sign and not more else plain(written)
    return f"{'minus ' if sign and sign != '+' else 'plus ' if sign else ''}{said}{' plus' if more else ''}"


_NEEDS = frozenset(DIGITS)

MONEY = (
    Rule("money", _MONEY_FIRST, _money, _NEEDS),
    Rule("money", _MONEY_LAST, _money, _NEEDS),
)
FRACTIONS = (
    Rule("fraction", _MIXED, _mixed, frozenset("/⁄")),
    Rule("fraction", _FRACTION, _fraction, frozenset("/⁄" + "".join(_VULGAR))),
)
MEASURES = (
    Rule("feet and inches", _FEET, _feet, frozenset("'’′")),
    Rule("unit", _MEASURE, _measure, _NEEDS),
)
COUNTS = (
    Rule("number", _HUNDREDS, _hundreds, frozenset("0")),
    Rule("number", _SHORT, _short, frozenset("kKMBbmt")),
    Rule("number", _DESIGNATED, lambda match: f"{match.group(1)} {designation(match.group(2))}", _NEEDS),
    Rule("number", _CHAIN, lambda match: digits(match.group()), frozenset("-")),
    Rule("times", _BY, lambda match: " by ".join(_designated(g) for g in match.groups() if g), frozenset("x×")),
    Rule("times", _TIMES, lambda match: f"{plain(match.group(1))} times", frozenset("x×")),
    Rule("ratio", _RATIO, lambda match: f"{plain(match.group(1))} to {plain(match.group(2))}", frozenset(":")),
    Rule("ordinal", _ORDINAL, _ordinal, _NEEDS),
    Rule("range", _RANGE, _range, frozenset("–-")),
    Rule("number", _PLAIN, _number, _NEEDS),
)


def _designated(written: str) -> str:
    return designation(written) if written.isdigit() and len(written) == 4 else plain(written)
