"""What a voice says to be measured: its gain and its pace are learned from these texts, once."""

from __future__ import annotations

from datetime import date

from articast import wording
from articast.languages import primary, table

USUAL = 19.5
"""Seconds in which a voice says a file's `[sample]`, silence between sentences left out.

All files have the same five sentences, and people take the same time for the same content in whatever language (39 bits
a second: Coupé et al. 2019, doi:10.1126/sciadv.aaw2594). Voices that learned it from people do: hibari 19.4 s, Kokoro
19.5 s in English and Spanish, 19.4 in Portuguese, 19.6 in Italian, 18.7 in French. Pico takes 18.2 to 23.7.
"""


def usual(language: str, texts: tuple[str, ...]) -> float:
    """Seconds in which these texts are usually said; 0 where nobody knows."""
    own = table(language, "sample").get("text")
    return USUAL if own and tuple(own) == texts else 0.0


def sample(language: str) -> tuple[str, ...]:
    """About half a minute of ordinary sentences, as said.

    Those of `voices/<lang>.toml`; for a language without a file the days of a week as CLDR writes them, which every
    voice of the language can say; numbers, where nobody knows the language.
    """
    own = table(language, "sample").get("text")
    if own:
        return tuple(own)
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(primary(language))
    except (UnknownLocaleError, ValueError):
        return ("1, 2, 3, 4, 5, 6, 7, 8, 9, 10.", "11, 12, 13, 14, 15, 16, 17.")
    days = (date(2026, month, 2 * month) for month in range(1, 8))
    return tuple(wording.spoken(format_date(day, "full", locale), language) for day in days)
