"""Times as people and generators write them: `2024/12/05 09:30 -0700`, `December 5, 2024`, `5. Dezember 2024`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from articast.text.extract.dates import exact

LONGEST = 60
"""Characters of what may be a time."""

_AMBIGUOUS = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_COMMENT = re.compile(r"\s*\([^()]*\)\s*$|\bGMT(?=[+-]\d)|\[[\w/]+\]$")
_PLACE = re.compile(r"\s+([A-Z][A-Za-z_]+/[A-Za-z_/]+)$")
_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_ZONES = {name: hours * 3600 for name, hours in _HOURS.items()}


def read(text: str) -> datetime | None:
    """The time that a text is, aware (UTC where it does not say); None where it is none, or could be two.

    `05/12/2024` is the fifth of December here and May the 12th there; `25/12/2024` is plain.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    text = _COMMENT.sub("", text)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):  # seconds or milliseconds since 1970: of 2001 to 2033
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if found := exact(text.replace("/", "-")) or exact(text):
        return found
    zone = _PLACE.search(text)
    written = _written(text[: zone.start()] if zone else text)
    if written is None or not 1000 <= written.year <= 2200:
        return None
    if zone:
        return _placed(written, zone[1])
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def near(text: str, day: datetime | None) -> datetime | None:
    """The day that `11/06/2024` is of the two that it could be, where one of them is known from elsewhere."""
    figures = _AMBIGUOUS.match(text)
    if figures is None or day is None:
        return None
    return day if {int(figures[1]), int(figures[2])} == {day.day, day.month} and str(day.year) in text else None


def _written(text: str) -> datetime | None:
    from dateutil.parser import parse

    figures = _AMBIGUOUS.match(text)
    if figures and int(figures[1]) <= 12 and int(figures[2]) <= 12 and figures[1] != figures[2] and "." not in text:
        return None
    found = set()
    for default in (datetime(1999, 1, 1), datetime(2003, 12, 31)):  # noqa: DTZ001 - fills what is not said
        try:
            found.add(parse(text, default=default, tzinfos=_ZONES, dayfirst=bool(figures)))
        except (ValueError, OverflowError, TypeError):
            return _in_words(text)
    return found.pop() if len(found) == 1 else None


def _in_words(text: str) -> datetime | None:
    """A day with its month's name in another language than English."""
    if not re.search(r"[^\W\d_]{3}.*\d{4}|\d{4}.*\D\d{1,2}\D", text):
        return None
    import dateparser

    found: datetime | None = dateparser.parse(text, settings={"STRICT_PARSING": True})
    return found


def _placed(written: datetime, name: str) -> datetime:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return written.replace(tzinfo=ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return written.replace(tzinfo=UTC)
