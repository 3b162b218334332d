"""Dates, years and decades in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, spell
from articast.wording.en.clock import hours
from articast.wording.en.numbers import cardinal, ordinal, pair, plural, year
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_WORDS = table("en", "wording")["words"]
_MONTHS: list[str] = _WORDS["months"].split()
_SHORT = {short: number for number, short in enumerate(_WORDS["short_months"].split(), 1)} | {"Sept": 9}
_FULL = "|".join([*_MONTHS, *map(str.upper, _MONTHS)])
_ABBREVIATED = "|".join(sorted([*_SHORT, *map(str.upper, _SHORT)], key=len, reverse=True))
_MONTH = rf"(?:{_FULL}|(?:{_ABBREVIATED})\.?)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_LINK = r"( ?[–-] ?| to | and | through )"
_SAFE = r"(?![\w%]|[.,][0-9])"
_MONTH_DAY = expression(
    rf"(?<!\w)({_MONTH}) ({_DAY}){_TH}(?:{_LINK}({_DAY}){_TH})?(?!\w|[.,:/][0-9]|[-–][0-9])(?:(,? )({_YEAR}){_SAFE})?"
)
_DAY_MONTH = expression(
    rf"(?<![\w.,/:-])(the )?({_DAY})({_TH})(?:{_LINK}({_DAY}){_TH})?( of)? ({_MONTH})(?!\w)(?:(,? )({_YEAR}){_SAFE})?"
)
_MONTH_YEAR = expression(rf"(?<!\w)({_MONTH}),? ['’]?({_YEAR}|(?<=['’])[0-9]{{2}})(?![\w%]|[.,][0-9])")
_ISO = expression(
    rf"(?<![\w./-])({_YEAR})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9/-]|\.[0-9])"
    r"(?:T([0-9]{2}):([0-9]{2})(?::[0-9.]+)?Z?)?"
)
_NUMERIC = expression(rf"(?<![\w.,/-])({_DAY})([./-])({_DAY})\2({_YEAR}|[0-9]{{2}})(?![\w/-]|[.,][0-9])")
_SHORT_NUMERIC = expression(
    rf"(?<=\b(?:on|by) )(0?[1-9]|1[0-2])/({_DAY})(?![\w/]| ?(?:lbs?|oz|cups?|tsp|tbsp|in|inch|inches"
    rf"|ft|miles?|acres?|of an?|of the|hours?|pounds?|gal)\b)"
)
_DECADE = expression(r"(?<![\w.,$€£])(['’‘]?)((?:[12][0-9])?[0-9]0)['’]?s(?!\w)")
_DECADES = expression(r"(?<![\w.,])((?:1[1-9]|20)[0-9]0)s?[–-]((?:1[1-9]|20)?[0-9]0)s(?!\w)")
_SHORT_YEAR = expression(r"(?<!\w)['’]([0-9]{2})(?![\w'’])")
_ERA = expression(r"(?<![\w.,])([0-9]{1,4}) ?(BCE?|CE|AD)(?!\w)|(?<!\w)A\.?D\.? ([0-9]{1,4})(?!\w)")
_QUARTER = expression(rf"(?<!\w)(?:(FY|CY|[QH][1-4])[ -]?({_YEAR}|['’]?[0-9]{{2}})|([QH][1-4]))(?!\w|[.,][0-9])")


def _month(written: str) -> str:
    written = written.removesuffix(".").capitalize()
    return _MONTHS[_SHORT[written] - 1] if written in _SHORT else written


def _tail(comma: str | None, digits: str | None) -> str:
    return f"{',' if comma and comma.startswith(',') else ''} {year(int(digits))}" if digits else ""


def _month_day(match: re.Match[str], the: str = "") -> str:
    month, first, link, last, comma, digits = match.groups()
    days = the + ordinal(int(first))
    if last:
        days += f" {link.strip() if link.strip().isalpha() else 'to'} {the}{ordinal(int(last))}"
    return f"{_month(month)} {days}{_tail(comma, digits)}"


def _month_the_day(match: re.Match[str]) -> str:
    return _month_day(match, "the ")


def _day_month(match: re.Match[str]) -> str:
    article, first, _, link, last, _, month, comma, digits = match.groups()
    days = f"the {ordinal(int(first))}"
    if last:
        days += f" {link.strip() if link.strip().isalpha() else 'to the'} {ordinal(int(last))}"
    if not article:
        before = match.string[max(0, match.start() - 12) : match.start()]
        if (
            re.search(r"(?i)(?:day,?|\bon|\bof|\bfrom|\buntil|\bthis|\bits|\bmorning) $", before) is None
            and match.start()
            and before.endswith(" ")
        ):
            days = days.removeprefix("the ") if re.search(r"\b[Tt]he \w+ $", before) else days
    elif article[0] == "T":
        days = "T" + days[1:]
    return f"{days} of {_month(month)}{_tail(comma, digits)}"


def _month_year(match: re.Match[str]) -> str:
    digits = match.group(2)
    return f"{_month(match.group(1))} {year(int(digits)) if len(digits) == 4 else pair(int(digits))}"


def _date(months: int, day: int, number: str, *, day_first: bool = False) -> str | None:
    if not 1 <= months <= 12:
        return None
    value = int(number) + (0 if len(number) == 4 else 2000 if int(number) < 50 else 1900)
    if day_first:
        return f"the {ordinal(day)} of {_MONTHS[months - 1]} {year(value)}"
    return f"{_MONTHS[months - 1]} {ordinal(day)}, {year(value)}"


def _iso(match: re.Match[str], *, day_first: bool = False) -> str | None:
    number, _, months, day, hour, minute = match.groups()
    said = _date(int(months), int(day), number, day_first=day_first)
    if said and hour:
        said += f", {hours(int(hour), int(minute))}"
    return said


_COUNTED_MONTH = expression(rf"(?<![\w./-])({_YEAR})-(0[1-9]|1[0-2])(?![\w/-]|[.,][0-9])")


def _year_month(match: re.Match[str]) -> str | None:
    """`2020-12`; `2008-09` is a season."""
    digits, months = match.groups()
    if int(digits[2:]) < int(months):
        return None
    return f"{_MONTHS[int(months) - 1]} {year(int(digits))}"


def _british_iso(match: re.Match[str]) -> str | None:
    return _iso(match, day_first=True)


def _british_numeric(match: re.Match[str]) -> str | None:
    return _numeric(match, slashes_day_first=True)


def _british_short(match: re.Match[str]) -> str | None:
    day, months = map(int, match.groups())
    return f"the {ordinal(day)} of {_MONTHS[months - 1]}" if months <= 12 else None


_VERSION = expression(
    rf"(?:{anyof([*_WORDS['software'].split(), *_WORDS['roman_before'].split()])}|[Vv]ersions?|[Rr]eleases?|§"
    r"|[Rr]ule|[Cc]lause|[Pp]aragraph|[Ss]ections?|[Cc]hapters?|[Ff]igures?|[Tt]ables?|[Pp]art) $"
)
_DATED = expression(
    r"(?i:\b(?:on|by|from|until|till|since|dated?|of|to|the|born|before|after|due|and|between|updated|published|posted"
    r"|expires|effective|day)[:,]?|[(–-]) ?$"
)
"""Before a date with full stops and two figures of the year; else it is a version or a section."""


def _numeric(match: re.Match[str], *, slashes_day_first: bool = False) -> str | None:
    first, sign, second, number = match.groups()
    one, two = int(first), int(second)
    if sign == "-" and len(number) == 2:
        return None
    if sign == "." and _VERSION.search(head := match.string[max(0, match.start() - 24) : match.start()]):
        return None
    if sign == "." and len(number) == 2 and (two > 12 or not _DATED.search(head)):
        return None
    # the American order with slashes, the European one with full stops; the other where it must be
    day_first = one > 12 or ((sign == "." or slashes_day_first) and two <= 12)
    months, day = (two, one) if day_first else (one, two)
    return _date(months, day, number, day_first=slashes_day_first)


def _decade(match: re.Match[str]) -> str | None:
    mark, digits = match.groups()
    if len(digits) == 2:
        if digits == "00":
            the = match.string[max(0, match.start() - 4) : match.start()].lower() == "the "
            return "two thousands" if mark or the else None
        return plural(cardinal(int(digits)))
    number = int(digits)
    if number % 100 == 0:
        return "two thousands" if number == 2000 else f"{cardinal(number // 100)} hundreds"
    return plural(year(number))


def _decades(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"{plural(year(int(first)))} to {plural(year(int(last)) if len(last) == 4 else cardinal(int(last)))}"


def _era(match: re.Match[str]) -> str:
    if match.group(3):
        return f"A-D {year(int(match.group(3)))}"
    return f"{year(int(match.group(1)))} {spell(match.group(2), 'A')}"


def _quarter(match: re.Match[str]) -> str:
    name, digits, alone = match.groups()
    name = alone or name
    said = f"{name[0]} {cardinal(int(name[1]))}" if name[1].isdigit() else f"{name[0]} {name[1]}"
    if not digits:
        return said
    digits = digits.lstrip("'’")
    return f"{said} {year(int(digits)) if len(digits) == 4 else year(2000 + int(digits))}"


_DAYS = _WORDS["weekdays"].split()
_NAMED = dict(zip(_WORDS["short_weekdays"].split(), _DAYS, strict=True)) | dict(
    zip(_WORDS["short_months"].split(), _MONTHS, strict=True)
)
_NAME = "|".join([*_DAYS, *_MONTHS, *_NAMED])
_NAME_RANGE = expression(rf"(?<!\w)({_NAME})\.? ?[–-] ?({_NAME})(?!\w)(?:\.(?= [a-z0-9]))?")
_DAY_NAME = "|".join(_WORDS["short_weekdays"].split()) + "|Tues|Thur|Thurs"
_DAY_PAIR = expression(rf"(?<!\w)({_DAY_NAME})\.?( and | ?& ?|, | ?/ ?| or )({_DAY_NAME})(?!\w)(\.?)")
_TO_TIME = expression(rf"–(?<=[\w{TAKEN}]–)(?={TAKEN})|–(?<={TAKEN}–)(?=\w)")


def _day_pair(match: re.Match[str]) -> str:
    """`Sat. and Sun.`"""
    first, link, last, dot = match.groups()
    stop = "." if dot and match.end() == len(match.string) else ""
    word = {"&": " and ", "/": ", "}.get(link.strip(), link)
    return f"{_NAMED[first[:3]]}{word}{_NAMED[last[:3]]}{stop}"


def _name_range(match: re.Match[str]) -> str:
    first, last = (_NAMED.get(name, name) for name in match.groups())
    return f"{first} to {last}"


_TO_DATE = expression(
    rf" ?[–—-] ?(?={_DAY}{_TH} (?:of )?{_MONTH}(?!\w)|(?:{_MONTH}) {_DAY}(?![0-9])|(?:{_MONTH}),? {_YEAR}(?!\w))"
)
_DATE_BEFORE = expression(
    rf"(?<!\w)(?:{_MONTH})(?: {_DAY}{_TH})?(?:,? {_YEAR})?$|{_DAY}{_TH} (?:{_MONTH})(?:,? {_YEAR})?$"
)


def _to_date(match: re.Match[str]) -> str | None:
    """`8 Sept. 1841 – 1 May 1904`."""
    head = match.string[max(0, match.start() - 24) : match.start()]
    return " to " if _DATE_BEFORE.search(head) else None


_NEEDS = frozenset(DIGITS)

_WEEKDAY = expression(
    rf"(?<![Tt]he )(?<!\w)(?<![–-])({'|'.join(_WORDS['short_weekdays'].split())})\.?(?=,? (?:[0-9]|{_MONTH}))"
)


def _short_numeric(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match.group(1)) - 1]} {ordinal(int(match.group(2)))}"


_PART_OF_DAY = expression(rf"(?<!\w)({_DAY_NAME})\. (?=(?:morning|afternoon|evening|night|noon)\b)")
NAMES = (
    Rule("weekday", _PART_OF_DAY, lambda match: f"{_NAMED[match[1][:3]]} ", frozenset("MTWFS")),
    Rule("range", _NAME_RANGE, _name_range, frozenset("–-")),
    Rule("weekday", _WEEKDAY, lambda match: _NAMED[match.group(1)], frozenset("MTWFS")),
    Rule("weekday", _DAY_PAIR, _day_pair, frozenset("MTWFS")),
)
_HYPHENED = expression(rf"(?<![\w.-])({_DAY})-({_ABBREVIATED})-({_YEAR}|[0-9]{{2}})(?![\w-])")
_FISCAL = expression(rf"(?<!\w)(FY|CY|AY) ?({_YEAR}|[0-9]{{2}})[-–/]([0-9]{{2}})(?!\w)")
_QUARTERS = expression(r"(?<!\w)([QH])([1-4]) ?[-–] ?\1([1-4])(?!\w)")


def _hyphened(match: re.Match[str]) -> str | None:
    """`4-Mar-2021`."""
    day, name, digits = match.groups()
    return _date(_SHORT[name.capitalize()], int(day), digits)


def _fiscal(match: re.Match[str]) -> str:
    """`FY2023-24`."""
    first = year(int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2]))
    return f"{spell(match[1], 'A')} {first} to {pair(int(match[3]))}"


_PREFIXED = expression(r"([1-4](?<![\w.,].))([QH])([12][0-9]{3}|[0-9]{2})(?!\w)")


def _prefixed(match: re.Match[str]) -> str | None:
    """`1Q24`, `2H2023`."""
    number, name, digits = match.groups()
    if name == "H" and int(number) > 2:
        return None
    when = year(int(digits) if len(digits) == 4 else 2000 + int(digits))
    return f"{ordinal(int(number))} {'quarter' if name == 'Q' else 'half'} {when}"


def _quarters(match: re.Match[str]) -> str:
    return f"{match[1]} {cardinal(int(match[2]))} to {match[1]} {cardinal(int(match[3]))}"


DATES = (
    Rule("date", _HYPHENED, _hyphened, frozenset("-")),
    Rule("year", _FISCAL, _fiscal, frozenset("-–/")),
    Rule("quarter", _PREFIXED, _prefixed, frozenset("QH")),
    Rule("quarter", _QUARTERS, _quarters, frozenset("-–")),
    Rule("date", _ISO, _iso, frozenset("-/.")),
    Rule("date", _COUNTED_MONTH, _year_month, frozenset("-")),
    Rule("range", _TO_DATE, _to_date, frozenset("–-—")),
    Rule("date", _NUMERIC, _numeric, _NEEDS),
    Rule("date", _SHORT_NUMERIC, _short_numeric, frozenset("/")),
    Rule("date", _DAY_MONTH, _day_month, _NEEDS),
    Rule("date", _MONTH_DAY, _month_day, _NEEDS),
    Rule("date", _MONTH_YEAR, _month_year, _NEEDS),
    Rule("decade", _DECADES, _decades, _NEEDS),
    Rule("decade", _DECADE, _decade, frozenset("0")),
    Rule("year", _ERA, _era, frozenset("CD")),
    Rule("quarter", _QUARTER, _quarter, _NEEDS),
)
BRITISH = {
    _iso: _british_iso,
    _numeric: _british_numeric,
    _short_numeric: _british_short,
    _month_day: _month_the_day,
}
"""What is said instead of some of these outside America."""
_LETTERS = expression(r"(?<!\w)([A-Za-z])–([A-Za-z])(?!\w|[-’'.])")
RANGES = (
    Rule("range", _LETTERS, lambda match: f"{match.group(1)} to {match.group(2)}", frozenset("–")),
    Rule("range", _TO_TIME, lambda _: " to ", frozenset("–")),
)
SHORT_YEARS = (Rule("year", _SHORT_YEAR, lambda match: pair(int(match.group(1))), frozenset("'’")),)
