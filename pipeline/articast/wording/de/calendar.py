"""Dates and times of day in German."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop, roman
from articast.wording.de.agreement import ending
from articast.wording.de.numbers import cardinal, designation, ordinal, year
from articast.wording.rules import DIGITS, Rule, expression

_TABLE = table("de", "wording")
_WORDS = _TABLE["words"]
_MONTHS: list[str] = _WORDS["months"].split()
_WEEKDAYS: dict[str, str] = _TABLE["weekdays"]
_SHORT = {
    short: number for number, shorts in enumerate(_WORDS["short_months"].split(), 1) for short in shorts.split("|")
}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_HOUR = r"(2[0-4]|[01]?[0-9])"
_MINUTE = r"([0-5][0-9])"
_TO = r"( ?[–-] ?| bis )"
_SAFE = r"(?![\w%]|[.,][0-9])"
_DATE = expression(
    rf"(?<![\w.,/-])(?:({_DAY})\.(?:({_MONTH})| ({_MONTH}))?( ?[–-] ?| bis | und |/))?"
    rf"({_DAY})\. ?({_MONTH})(?!\w)(?: ({_YEAR}|['’][0-9]{{2}}){_SAFE})?"
)
_NUMERIC = expression(
    rf"(?<![\w.,-])({_DAY})\. ?(0?[1-9]|1[0-2])\. ?({_YEAR}|[0-9]{{2,3}}(?![0-9]))?"
    r"(?![\w-]|/(?![0-9]{1,2}\.)|[.,][0-9])"
)
_NUMERIC_RANGE = expression(
    rf"(?<![\w.,/-])({_DAY})\.(?:(0?[1-9]|1[0-2])\.)?{_TO}({_DAY})\.(0?[1-9]|1[0-2])\."
    rf"({_YEAR}|[0-9]{{2}}(?![0-9]))?(?![\w/-]|[.,][0-9])"
)
_SLASHED = expression(rf"(?<![\w.,/-])({_DAY})/({_DAY})/({_YEAR})(?![\w/-])")
_ISO = expression(
    rf"(?<![\w.-])({_YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9-])"
    r"(?:T([0-9]{2}):([0-9]{2})(?::[0-9.]+)?Z?)?"
)
_CLOCK = expression(
    rf"(?<![\w.,:/]){_HOUR}(?:[:.]{_MINUTE})?(?::{_MINUTE})?(?: Uhr)?(?:{_TO}{_HOUR}(?:[:.]{_MINUTE})?)?"
    r" ?(?:Uhr|(?<=[0-9][:.][0-9][0-9] )h(?!\w))(?: ([0-5]?[0-9])(?![\w.,:]|[.,:][0-9]))?(?!\w)"
)
_DOTTED = expression(
    rf"(?i:(?<=\bum )|(?<=\bgegen )|(?<=\bab )){_HOUR}\.{_MINUTE}(?!\w|[.,][0-9])(?= (?!km|kg"
    rf"|cm|mm|ml|ha|qm|kw)[a-zäöü]{{2,}}|[,;:)!?]|\.?$)"
)
_OPEN = expression(
    rf"(?<![\w.,:/]){_HOUR}(?:[:.]{_MINUTE})? ?[–-] ?{_HOUR}(?:[:.]{_MINUTE})?"
    rf"(?: ?(/) ?(?={_HOUR}(?:[:.]{_MINUTE})?(?: ?[–-] ?{_HOUR}(?:[:.]{_MINUTE})?)? ?Uhr)|(?=(?:, |"
    rf" und | sowie ){_HOUR}(?:[:.]{_MINUTE})?(?: ?[–-] ?{_HOUR}(?:[:.]{_MINUTE})?)? ?Uhr))"
)
_BARE = expression(
    rf"(?<![\w.,:/])(2[0-3]|[01]?[0-9]):{_MINUTE}(?::{_MINUTE})?(?![\w:]|[.,][0-9])"
    rf"(?: ?[–-] ?{_HOUR}:{_MINUTE}(?![\w:]))?"
)
_DAYS = expression(
    rf"(?<![\w.])({'|'.join(_WEEKDAYS)})\.? ?(?:–|-|/|\+|bis|und) ?({'|'.join(_WEEKDAYS)})(?:\.(?! [A-ZÄÖÜ]|$))?(?!\w)"
)
_WEEKDAY = expression(
    rf"(?<![\w.])({'|'.join(_WEEKDAYS)})(?:\.,? ?(?=[0-9]|$|[,)])|, ?(?=[0-9]{{1,2}}\.)"
    r"|(?= (?:(?:bis|ab|von|um) )?[0-9]{1,2}(?:[:.–-][0-9]{1,2})* Uhr)"
    r"|\.(?:(?<=außer ...)|(?<=bis ...)|(?<=nur ...)|(?<=jeden ...)|(?<=immer ...)|(?<=ab ...))(?! ?[A-ZÄÖÜ]))"
)
_QUARTER = expression(rf"(?<!\w)(?:([QH])([1-4])(?:[ /-]({_YEAR}|[0-9]{{2}}))?|([1-4])\. ?(Quartal|Halbjahr))(?![\w])")


def _month(written: str) -> str:
    name = written.removesuffix(".")
    return _MONTHS[_SHORT[name] - 1] if name in _SHORT else name


def _tail(digits: str | None) -> str:
    if not digits:
        return ""
    return f" {year(int(digits))}" if digits[0] not in "'’" else f" {designation(digits[1:])}"


def _date(match: re.Match[str]) -> str:
    first, month_a, month_b, link, day, month, digits = match.groups()
    end = ending(match, _month(month))
    said = f"{ordinal(int(day), end)} {_month(month)}{_tail(digits)}"
    if first:
        other = f" {_month(month_a or month_b)}" if month_a or month_b else ""
        word = link.strip() if link.strip().isalpha() else "und" if link == "/" else "bis"
        said = f"{ordinal(int(first), end)}{other} {word} {said}"
    return said


def _full(number: str | None) -> str:
    if not number:
        return ""
    return f" {year(int(number) + (0 if len(number) > 2 else 2000 if int(number) < 50 else 1900))}"


_SECTION = expression(
    rf"(?:Versionen|Updates|Releases|{anyof(_WORDS['software'].split())}|"
    rf"{anyof(_WORDS['sections'].split())}|§|[Vv]\.?) ?(?:[0-9]+(?:\.[0-9]+)+,? (?:und |oder |bis |"
    rf"sowie )?)*$"
)
"""Before figures with full stops that are a version or a section, no date."""
_DATED = expression(
    r"(?:[0-9]\.[0-9]{1,2}\. (?:und|oder|bis)|\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Aa]b|den|der|dem|se"
    r"it|von)|[,(:\ue000/]) ?$|^$"
)


def _numeric(match: re.Match[str]) -> str | None:
    day, month, number = match.groups()
    head = match.string[max(0, match.start() - 12) : match.start()]
    if (not number or len(number) < 4) and _SECTION.search(match.string[max(0, match.start() - 48) : match.start()]):
        return None
    if not number and (match.end() == len(match.string) and not _DATED.search(head)):
        return None
    stop = "" if number else final_stop(match)
    return f"{ordinal(int(day), ending(match, 'Januar'))} {_MONTHS[int(month) - 1]}{_full(number)}{stop}"


def _numeric_range(match: re.Match[str]) -> str:
    first, month_a, _, day, month, number = match.groups()
    end = ending(match, "Januar")
    other = f" {_MONTHS[int(month_a) - 1]}" if month_a and month_a != month else ""
    return f"{ordinal(int(first), end)}{other} bis {ordinal(int(day), end)} {_MONTHS[int(month) - 1]}{_full(number)}"


def _slashed(match: re.Match[str]) -> str | None:
    day, month, number = map(int, match.groups())
    if month > 12:
        day, month = month, day
    return f"{ordinal(day, ending(match, 'Januar'))} {_MONTHS[month - 1]} {year(number)}" if month <= 12 else None


def _iso(match: re.Match[str]) -> str:
    number, month, day, hour, minute = match.groups()
    said = f"{ordinal(int(day), ending(match, 'Januar'))} {_MONTHS[int(month) - 1]} {year(int(number))}"
    return said + (f", {_hours(hour, minute)}" if hour else "")


def _hours(hour: str, minute: str | None, second: str | None = None) -> str:
    said = f"{cardinal(int(hour), 'ein')} Uhr"
    if minute and int(minute):
        said += f" {cardinal(int(minute))}"
    if second and int(second):
        said += f" und {cardinal(int(second))} Sekunden"
    return said


def _clock(match: re.Match[str]) -> str:
    hour, minute, second, link, hour2, minute2, after = match.groups()
    minute = minute or after
    if not link:
        return _hours(hour, minute, second)
    first = _hours(hour, minute) if minute and int(minute) else cardinal(int(hour), "ein" if hour == hour2 else "eins")
    return f"{first} bis {_hours(hour2, minute2)}"


def _open(match: re.Match[str]) -> str:
    """`9-12/14-18 Uhr`: the hours before the last ones."""
    first, minute, last, minute2, slash = match.groups()[:5]
    ends = [
        _hours(hour, one) if one and int(one) else cardinal(int(hour))
        for hour, one in ((first, minute), (last, minute2))
    ]
    return " bis ".join(ends) + (", " if slash else "")


_MATCH = expression(
    r"gew[ao]nn|[Ss]ieg\b|siegte|verlor|unterlag|schlug|bezwang|Halbzeit|Endstand|Satzball|Niederlage|Rückstand"
)
_TIMED = expression(r"(?i)\b(?:um|ab|bis|seit|nach|vor) $")


def _bare(match: re.Match[str]) -> str | None:
    hour, minute, second, hour2, minute2 = match.groups()
    if not hour2 and re.search(
        r"[0-9]:[0-9]+ \([0-9]+:[0-9]", match.string[max(0, match.start() - 8) : match.end() + 8]
    ):
        return None  # `34:28 (17:14)`
    if not hour2 and _MATCH.search(match.string) and not _TIMED.search(match.string[: match.start()][-8:]):
        return None  # a score, as counts reads it
    said = _hours(hour, minute, second)
    return f"{said} bis {_hours(hour2, minute2)}" if hour2 else said


def _days(match: re.Match[str]) -> str:
    first, last = match.groups()
    link = "und" if re.search("und|[/+]", match.group()) else "bis"
    return f"{_WEEKDAYS[first]} {link} {_WEEKDAYS[last]}"


def _weekday(match: re.Match[str]) -> str:
    name = _WEEKDAYS[match.group(1)]
    if match.group()[-1:] == " ":
        return f"{name}, " if "," in match.group() else f"{name} "
    if match.group().endswith(","):
        return f"{name}, "
    return name + final_stop(match)


def _quarter(match: re.Match[str]) -> str | None:
    name, number, digits, nth, noun = match.groups()
    if nth:
        return f"{ordinal(int(nth), ending(match, noun))} {noun}"
    said = f"{name} {cardinal(int(number))}"
    if digits:
        said += f" {year(int(digits)) if len(digits) == 4 else year(2000 + int(digits))}"
    return said


_NEEDS = frozenset(DIGITS)

_MONTHS_RANGE = expression(rf"(?<!\w)({_MONTH}) ?[–-] ?({_MONTH})(?!\w)")
_COUNTED_MONTH = expression(rf"(?<![\w./-])({_YEAR})-(0[1-9]|1[0-2])(?![\w/-]|[.,][0-9])")


def _months(match: re.Match[str]) -> str:
    """`Okt.–Dez.`"""
    return f"{_month(match[1])} bis {_month(match[2])}{final_stop(match)}"


_MONTH_YEAR = expression(rf"(?<![\w.,/-])(0?[1-9]|1[0-2])/({_YEAR}|[0-9]{{2}})(?![\w/]|[.,][0-9])")
_ISSUE = expression(r"(?:Heft|Ausgabe|Nr\.|Nummer|Jahrgang|Jg\.|Az\.|Drs\.|Drucksache|\b[A-Z]{1,3}R|\b[A-Z]) $")
_AS_OF = expression(r"\b(?:Stand:?|[Ss]eit|[Aa]b|[Bb]is|EZ|HU|TÜV|AU|Baujahr|Bj\.|Erstzulassung:?|gültig bis|MHD:?) ?$")


def _slash_month(match: re.Match[str]) -> str | None:
    """`05/2018`, `Stand 2/2023`, `HU 03/25`; `Heft 2/2023` is an issue."""
    months, digits = match.groups()
    head = match.string[max(0, match.start() - 16) : match.start()]
    sure = bool(_AS_OF.search(head)) or (len(digits) == 4 and len(months) == 2)
    if not sure or _ISSUE.search(head):
        return None
    return f"{_MONTHS[int(months) - 1]} {year(int(digits) if len(digits) == 4 else 2000 + int(digits))}"


def _year_month(match: re.Match[str]) -> str | None:
    """`2020-12`; `2008-09` is a season."""
    if int(match[1][2:]) < int(match[2]):
        return None
    return f"{_MONTHS[int(match[2]) - 1]} {year(int(match[1]))}"


_LIVED = expression(
    rf"(?<![\w*])([*†]) ?(?:({_DAY})\. ?(?=(?:{_MONTH})(?!\w))|({_DAY})\.(0?[1-9]|1[0-2])\.({_YEAR})(?!"
    rf"\w)|(?=(?:um |ca\. )?{_YEAR}(?!\w)))"
)


def _lived(match: re.Match[str]) -> str:
    """`* 5. Mai 1820`, `† 1899`."""
    word = "geboren" if match[1] == "*" else "gestorben"
    if match[3]:  # `* 12.3.1847`
        return f"{word} am {ordinal(int(match[3]), 'en')} {_MONTHS[int(match[4]) - 1]} {year(int(match[5]))}"
    return f"{word} am {ordinal(int(match[2]), 'en')} " if match[2] else f"{word} "


LIVES = (Rule("date", _LIVED, _lived, frozenset("*†")),)
"""Before ornaments go."""
_FULL_DAYS = expression(rf"(?<!\w)({anyof(_WEEKDAYS.values())})[–-]({anyof(_WEEKDAYS.values())})(?!\w)")
_ON_DAY = expression(r"(?<=\bam )(Mo|Di|Mi|Do|Fr|Sa|So)\.(?= [a-zäöü0-9])")
WEEKDAYS = (
    Rule("weekday", _ON_DAY, lambda match: _WEEKDAYS[match[1]], frozenset("MDFS")),
    Rule("weekdays", _FULL_DAYS, lambda match: f"{match[1]} bis {match[2]}", frozenset("–-")),
    Rule("weekdays", _DAYS, _days, frozenset("MDFS")),
    Rule("date", _MONTHS_RANGE, _months, frozenset("–-")),
    Rule("weekday", _WEEKDAY, _weekday, frozenset("MDFS")),
)
_ROMAN_MONTH = expression(rf"(?<![\w.])({_DAY})\. ?(I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)\. ?({_YEAR})(?!\w)")


def _roman_month(match: re.Match[str]) -> str:
    """`5.V.1907`."""
    name = _MONTHS[roman(match[2]) - 1]
    return f"{ordinal(int(match[1]), ending(match, name))} {name} {year(int(match[3]))}"


_DATED_HOUR = expression(
    r"(?:(?<=\., )|(?<=[a-z], )|(?<=\b[Uu]m )|(?<=\b[Aa]b )|(?<=Beginn )|(?<=Beginn: ))([01]?[0-9]"
    r"|2[0-4]) ?h(?=[.,;)]|$)"
)
_HOURS = expression(
    rf"(?<![\w.,:/]){_HOUR} ?(h)?( ?[–-] ?| bis ){_HOUR} ?h(?![\w/])"
    r"|(?<![\w.,])([0-9]{1,2})h([0-5][0-9])(?!\w)"
)
_OPENED = expression(
    r"(?i:täglich|tgl\.|werktags|sonntags|samstags|wochentags|geöffnet|öffnungszeit|sprechzeit|\bvon |uhr)"
)


def _hour_span(match: re.Match[str]) -> str | None:
    """`tgl. 9-17h`, `9h-12h`: of the day; `2-3 h`: how long."""
    first, marked, _, last, hours, minutes = match.groups()
    if hours:
        return (
            f"{'eine Stunde' if int(hours) == 1 else f'{cardinal(int(hours))} Stunden'}"
            f" {cardinal(int(minutes))} Minuten"
        )
    known = marked or _OPENED.search(match.string) or int(last) > 12
    if not known or int(first) >= int(last):
        return None
    return f"{cardinal(int(first))} bis {cardinal(int(last), 'ein')} Uhr"


DATES = (
    Rule("time", _HOURS, _hour_span, frozenset("h")),
    Rule("time", _DATED_HOUR, lambda match: f"{cardinal(int(match[1]), 'ein')} Uhr", frozenset("h")),
    Rule("date", _ROMAN_MONTH, _roman_month, frozenset("IVX")),
    Rule("date", _MONTH_YEAR, _slash_month, frozenset("/")),
    Rule("date", _COUNTED_MONTH, _year_month, frozenset("-")),
    Rule("date", _ISO, _iso, frozenset("-")),
    Rule("date", _DATE, _date, frozenset(".")),
    Rule("date", _NUMERIC_RANGE, _numeric_range, frozenset(".")),
    Rule("date", _NUMERIC, _numeric, frozenset(".")),
    Rule("date", _SLASHED, _slashed, frozenset("/")),
    Rule("quarter", _QUARTER, _quarter, frozenset("1234")),
)
TIMES = (
    Rule("time", _OPEN, _open, frozenset("-–")),
    Rule("time", _CLOCK, _clock, _NEEDS),
    Rule("time", _DOTTED, lambda match: _hours(match[1], match[2]), frozenset(".")),
    Rule("time", _BARE, _bare, frozenset(":")),
)
