"""When a text was published: times as machines write them, dates as people do, in any language that has a file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from articast.languages import filed, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 80
"""Characters of a time that is read as one."""

YEARS = range(1980, 2200)
"""Of a date that a page shows as its own: earlier ones are of what it speaks of."""

_ZONE = re.compile(r"(?<=:\d\d|T\d\d)(?:\.\d+)?\s*([+-])(\d{1,2}):?(\d\d)$")
_NAMED_ZONE = re.compile(r"\s*\(?[A-Z]{2,5}\)?$")
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])")
_SPACED = re.compile(r"(?<=\d)\s+(?=[+-]\d)")


def moment(text: object, language: str = "") -> datetime | None:
    """A time as pages write it for machines (ISO 8601 and what comes near it, RFC 2822), else None.

    Aware: UTC where it does not say. A zone that nobody knows is taken for none: the day is what counts.
    """
    if not isinstance(text, str) or not (text := text.strip()) or len(text) > LONGEST:
        return None
    if (found := exact(text) or exact(_NAMED_ZONE.sub("", text))) is not None:
        return found
    if (day := _DAY.match(text)) and len(text) <= SHORT:
        return _day(int(day[1]), int(day[2]), int(day[3]))
    return written(text, language)


SHORT = 40
"""Characters of a time of which the day is read, whatever follows it."""


def exact(text: str) -> datetime | None:
    """A time in ISO 8601 or RFC 2822, or what differs from them in its zone; aware; None where it is none."""
    found = _iso(text) or _mail(text)
    if found is None:
        return None
    if not 1000 <= found.year <= 2200:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    for tried in (text, _mended(text)):
        try:
            return datetime.fromisoformat(tried)
        except ValueError:
            continue
    return None


def _mended(text: str) -> str:
    """A time with what ISO 8601 asks for: `2018-10-29T10:15-500` has a zone, `12/05` a dash."""
    text = _SPACED.sub("", _FRACTION.sub("", text))
    return _ZONE.sub(lambda zone: f"{zone[1]}{int(zone[2]):02}:{zone[3]}", text)


def _mail(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written(text: str, language: str) -> datetime | None:
    """The first date in a line as people write it: `17. März 2021`, `March 17, 2021`, `2021年3月17日`, `17/03/2021`.

    Args:
        text: A line of a page.
        language: BCP 47 tag: whose months are meant, and whether the day or the month stands first.
    """
    return next(dates(text, language), None)


def dates(text: str, language: str) -> Iterator[datetime]:
    """All dates in a line, as `written` reads them, in order."""
    if len(text) > 10 * LONGEST or not any(map(str.isdigit, text)):
        return
    text = _digits(text).replace("\xa0", " ").replace("\u202f", " ")
    for match in _ANY.finditer(text):
        if found := _meant(match, language):
            yield found


def start(text: str, language: str) -> int | None:
    """Where the first date in a line begins, None where there is none."""
    if not any(map(str.isdigit, text)):
        return None
    return next((match.start() for match in _ANY.finditer(_digits(text)) if _meant(match, language)), None)


def _digits(text: str) -> str:
    """`text` with the digits of other scripts as the ones that we know."""
    if text.isascii():
        return text
    return "".join(str(int(sign)) if sign.isdecimal() and sign > "9" else sign for sign in text)


_WORD = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^\s\d.,/()|·•_]{1,24}"
"""The name of a month; in Hindi or Thai it has signs that are no letters."""

_ANY = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<y1>\d{4})\s?[年년]\s?(?P<m1>\d{1,2})\s?[月월]\s?(?P<d1>\d{1,2})\s?[日일]"
    r"|(?P<y2>(?:19|20|25)\d\d)\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<d2>\d{1,2})(?!\d)"
    r"|(?P<a3>\d{1,2})\s?(?P<s3>[./-])\s?(?P<b3>\d{1,2})\s?(?P=s3)\s?(?P<y3>(?:19|20|25)?\d\d)(?!\w)"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|\.º|º|ª|°|\.|-a|-е|-го)?[\s-]?\s?(?:(?:de|del|of|ngày|tháng|den)\s|d[’'])?(?P<n4>{_WORD})[.,]?[\s-]\s?(?:(?:de|del|do|năm|พ\.ศ\.|ค\.ศ\.)\s)?(?P<y4>(?:19|20|25)\d\d)(?!\d)"
    rf"|(?P<n5>{_WORD})\.?\s(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y5>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<y6>(?:19|20)\d\d)\.?\s(?P<n6>{_WORD})\s(?P<d6>\d{{1,2}})(?!\d)"
    r"|(?P<d7>\d{1,2})\stháng\s(?P<m7>\d{1,2})(?:,|\snăm)?\s(?P<y7>(?:19|20)\d\d)"
    r")"
)
_MONTHS_FIRST = frozenset({"en", "en-us", "en-ph", "en-ca"})
"""Where 3/17/2021 is said; all other English, and all other languages, have the day first."""


def _meant(match: re.Match[str], language: str) -> datetime | None:
    part = match.groupdict()
    number = next(name[1] for name, value in part.items() if value and name[0] == "y")
    year = int(part[f"y{number}"])
    if number == "3":
        one, two = int(part["a3"]), int(part["b3"])
        if year < 100:
            year += 2000 if year < 70 else 1900
        month_first = two > 12 or (one <= 12 and match["s3"] == "/" and language.lower() in _MONTHS_FIRST)
        month, day = (one, two) if month_first else (two, one)
    elif number in "456":
        named = _month(part[f"n{number}"], language)
        if named is None:
            return None
        month, day = named, int(part[f"d{number}"])
    else:
        month, day = int(part[f"m{number}"]), int(part[f"d{number}"])
    found = _day(year - 543 if year >= 2500 else year, month, day)  # Thai years are Buddhist
    return found if found is not None and found.year in YEARS else None


def of_address(url: str) -> datetime | None:
    """The day that an address names, as those of blogs and newspapers do: `/2021/03/17/the-wall`."""
    found = None
    for match in _IN_ADDRESS.finditer(url):
        found = _day(int(match[1]), int(match[2] or match[3]), int(match[4])) or found
    return found


_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2})/|-(\d\d)-)(\d{1,2})(?=[/_-]|$)")


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _month(name: str, language: str) -> int | None:
    name = name.casefold().rstrip(".,")
    for tag in dict.fromkeys((filed(language) or "en", "en")):
        known = _months(tag)
        if (found := known.get(name)) is not None:
            return found
        if tag == "he" and (found := known.get(name[1:])) is not None:  # `ב` is glued to it
            return found
        if len(name) >= 3:
            begun = {number for full, number in known.items() if full.startswith(name)}
            if len(begun) == 1:
                return begun.pop()
    return None


_LOCALES = {"no": "nb", "sr-latn": "sr_Latn", "zh-hant": "zh_Hant"}


@cache
def _months(tag: str) -> dict[str, int]:
    """Names of months, whole and short, in lower case, with their numbers."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(_LOCALES.get(tag, primary(tag))).months
    except (UnknownLocaleError, ValueError):
        return {}
    named: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[form][width].items():
                named.setdefault(name.rstrip(".").casefold(), number)
    return named
