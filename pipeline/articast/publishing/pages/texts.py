"""Texts of pages and player in the reader's language; numbers, dates and names as its locale writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from articast.languages import filed, primary, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Date  # noqa: N812 - our own `date` writes one
    from datetime import datetime

FALLBACK = "en"
"""The language of the interface where ours has no texts."""

UNBROKEN = "\u00a0"
"""Between a number and its unit: a line never ends there."""

PLAYER = (
    *("listen", "play", "pause", "back", "forward", "seek", "position", "remaining", "speed", "chapters"),
    *("download", "downloading", "subscribe", "feed", "app", "languages", "spoken_place", "hint", "failed"),
    *("more", "close", "transcript", "search_text", "found", "share", "share_at", "copy", "copied", "copy_feed", "qr"),
    *("queue", "queue_add", "queue_remove", "sleep", "sleep_off", "volume", "cast", "offline", "unreachable", "retry"),
    *("keep", "kept"),
)
"""Texts that the player needs; they travel in `episode.json`."""

_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})
_SLANTED = frozenset({"", "Latn", "Cyrl", "Grek", "Armn"})
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True, slots=True)
class Interface:
    """What pages say of themselves, in one language."""

    language: str
    """BCP 47 of the texts: not always that of the article."""
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    def minutes(self, seconds: float) -> str:
        """`7 min`; under a minute in seconds, from two hours on with hours."""
        whole = max(1, round(seconds))
        if whole < 60:
            return _counted(whole, "second", self.language)
        minutes = round(whole / 60)
        if minutes < 120:
            return _counted(minutes, "minute", self.language)
        parts = ((minutes // 60, "hour"), (minutes % 60, "minute"))
        return " ".join(_counted(number, unit, self.language) for number, unit in parts if number)

    def size(self, count: int) -> str:
        """`3.4 MB` of a number of bytes; `3,4 Mo` in French."""
        from babel.units import format_unit

        number, unit = (count / 1e6, "megabyte") if count >= 1e6 else (max(1, round(count / 1e3)), "kilobyte")
        digits = "#,##0.#" if number < 10 else "#,##0"
        written = format_unit(number, f"digital-{unit}", length="short", format=digits, locale=locale(self.language))
        return written.replace(" ", UNBROKEN)

    def names(self, names: Sequence[str]) -> str:
        """`A, B and C`."""
        from babel.lists import format_list

        return str(format_list(list(names), locale=locale(self.language)))

    def fill(self, key: str, **values: object) -> str:
        """The text with its places filled."""
        return self.texts[key].format(**values)


def iso(when: datetime) -> str:
    """The moment for machines, to the second: HTML allows no finer than milliseconds."""
    return when.isoformat(timespec="seconds")


def date(when: datetime, language: str) -> str:
    """`3 May 2026`, as the language writes it, also one that our interface does not speak."""
    return _day(when.date(), language)


@cache
def _day(day: Date, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, format="long", locale=locale(language)))


@cache
def _counted(number: int, unit: str, language: str) -> str:
    from babel.units import format_unit

    return format_unit(number, unit, length="short", locale=locale(language)).replace(" ", UNBROKEN)


@cache
def interface(language: str) -> Interface:
    """The texts in that language; in English where it has none, or for a key that it lacks."""
    own = table(language, "interface")
    return Interface(filed(language) if own else FALLBACK, {**table(FALLBACK, "interface"), **own})


@cache
def locale(tag: str) -> Locale:
    """Babel's locale of a BCP 47 tag: the nearest that it knows, else English."""
    for name in (tag, primary(tag)):
        try:
            return Locale.parse(name.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale.parse(FALLBACK)


def direction(tag: str) -> str:
    """`rtl` or `ltr`, by the script that the tag names or that the language is most often written in."""
    return "rtl" if _script(tag) in _RIGHT_TO_LEFT else "ltr"


def is_slanted(tag: str) -> bool:
    """Whether emphasis leans in the language's script; those that have no such form also stand taller."""
    return _script(tag) in _SLANTED


@cache
def _script(tag: str) -> str:
    """ISO 15924 of what the tag names or the language is most often written in; empty where nobody knows."""
    subtags = tag.replace("_", "-").split("-")
    named = next((part.title() for part in subtags[1:] if len(part) == 4 and part.isalpha()), "")
    likely = get_global("likely_subtags").get(subtags[0].lower(), "").split("_")
    return named or next((part for part in likely if len(part) == 4 and part.isalpha()), "")


@cache
def own_name(tag: str) -> str:
    """A language's name in itself, as a link to it reads: `Deutsch`, `français`; the tag where nobody knows."""
    try:
        name = Locale.parse(tag.replace("_", "-"), sep="-").display_name
    except (UnknownLocaleError, ValueError, TypeError):
        return tag
    return name[:1].upper() + name[1:] if name else tag


def open_graph(tag: str) -> str:
    """`en_US` of `en`: Open Graph names a locale by language and territory, here the likeliest."""
    found = locale(tag)
    likely = get_global("likely_subtags").get(found.language, "").split("_")
    return f"{found.language}_{found.territory or likely[-1]}"


def upright(text: str) -> str:
    """Without invisible marks of direction: for titles of windows and results, where they would turn what follows."""
    return _OVERRIDES.sub("", text)
