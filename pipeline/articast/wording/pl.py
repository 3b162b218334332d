"""Polish: the cases of its ordinals in dates, years and centuries; all else is in `voices/pl.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording.common import final_stop, roman
from articast.wording.generic import rules
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    import re

_WORDS = table("pl", "wording")["words"]
_YEAR = expression(r"(?<!\w)(?:([Ww]e?|[Pp]o|[Oo]|[Pp]rzy) )?([12][0-9]{3}) ?(r\.|roku)(?!\w)")
_CENTURY = expression(r"(?<!\w)(?:([Ww]e?|[Pp]o|[Oo]|[Pp]rzy) )?([IVX]+) (w\.|wieku)(?!\w)")
_DECADE = expression(r"(?<!\w)(lata|lat|latach) (?:([12][0-9])?)([1-9]0)(?:\.|-te|-tych)?(?!\w)")
_DECADES = {"10": "dziesiąt", "20": "dwudziest", "30": "trzydziest", "40": "czterdziest", "50": "pięćdziesiąt",
            "60": "sześćdziesiąt", "70": "siedemdziesiąt", "80": "osiemdziesiąt", "90": "dziewięćdziesiąt"}  # fmt: skip


@lru_cache(maxsize=4096)
def ordinal(number: int, case: str = "") -> str:
    """`3` → `trzeci`; `genitive`: `trzeciego`; `locative`: `trzecim`."""
    from num2words import num2words

    words = str(num2words(number, lang="pl", to="ordinal")).split()
    if not case:
        return " ".join(words)
    ends = {"genitive": ("ego", "iego"), "locative": ("ym", "im")}[case]
    # only tens and ones are ordinals: tysiąc dziewięćset osiemdziesiątego siódmego
    return " ".join(
        word[:-1] + ends[word.endswith("i")] if word[-1] in "yi" and at >= len(words) - 2 else word
        for at, word in enumerate(words)
    )


def genitive(number: int) -> str:
    """`czwartego` of July, `siedemdziesiątego szóstego`."""
    return ordinal(number, "genitive")


def _cased(match: re.Match[str], number: int, noun: str) -> str:
    before = match[1]
    said = ordinal(number, "locative" if before else "genitive")
    stop = final_stop(match, match[3])
    return f"{f'{before} ' if before else ''}{said} {noun}{stop}"


def _year(match: re.Match[str]) -> str:
    """`w 1987 r.`"""
    return _cased(match, int(match[2]), "roku")


def _century(match: re.Match[str]) -> str:
    """`w XX w.`"""
    return _cased(match, roman(match[2]), "wieku")


def _decade(match: re.Match[str]) -> str:
    """`w latach 90.`, `lata 90.`"""
    word, century, tens = match.groups()
    if century and century != "19":
        return match.group()
    return f"{word} {_DECADES[tens]}{'e' if word == 'lata' else 'ych'}"


_CLOCK = expression(
    r"(?<![\w.,:/-])(?:(?P<ahead>(?i:o|po|od|do|przed|około|ok\.|godz\.|godzinie|godziny)) )?"
    r"(?P<h>[01]?[0-9]|2[0-4])[:.](?P<m>[0-5][0-9])(?P<close>(?<=:[0-9]{2}))?(?![\w:%]|[.,][0-9])"
)
_PLACE = expression(r"(?<!\w)([Nn]a|[Ww]e?|[Pp]o|[Oo]|[Pp]rzy) ([1-9][0-9]?)\.(?= ([a-ząćęłńóśźż]{3,}))")


def _feminine(number: int, end: str) -> str:
    """`14, "ej"` → `czternastej`, of the hour."""
    words = ordinal(number) if number else "zerowy"
    return " ".join(
        (word[:-1] if word[-1] == "y" or (word == "drugi" and end == "a") else word) + end for word in words.split()
    )


def _clock(match: re.Match[str]) -> str | None:
    """`o 14:30`: o czternastej trzydzieści; with a full stop only after a word that tells the time."""
    ahead = match["ahead"]
    if not ahead and match["close"] is None:
        return None
    from num2words import num2words

    said = _feminine(int(match["h"]), "ej" if ahead else "a")
    zero = "zero " if match["m"][0] == "0" else ""
    minutes = f" {zero}{num2words(int(match['m']), lang='pl')}" if int(match["m"]) else ""
    name = {"godz.": "godzinie", "ok.": "około"}.get((ahead or "").lower(), ahead)
    return f"{f'{name} ' if name else ''}{said}{minutes}"


_TWO = expression(rf"(?<![\w.,:/-])([0-9]*(?<!1)2)(?= (?:\w+e )?(?:{'|'.join(_WORDS['feminine'].split())})(?!\w))")


def _two(match: re.Match[str]) -> str:
    """`2 łyżki`: dwie."""
    from num2words import num2words

    return str(num2words(int(match[1]), lang="pl")).removesuffix("dwa") + "dwie"


def _place(match: re.Match[str]) -> str:
    """`na 1. miejscu`, `w 2. połowie`: nouns in -u are no feminine ones."""
    before, number, noun = match.groups()
    feminine = noun[-1] in "eiy" and not noun.endswith(("tapie", "wartale", "okresie", "czasie", "numerze", "wyścigu"))
    return f"{before} {_feminine(int(number), 'ej') if feminine else ordinal(int(number), 'locative')}"


RULES = (
    Rule("year", _YEAR, _year, frozenset(DIGITS)),
    Rule("century", _CENTURY, _century, frozenset("IVX")),
    Rule("decade", _DECADE, _decade, frozenset("0")),
    Rule("time", _CLOCK, _clock, frozenset(":.")),
    Rule("number", _TWO, _two, frozenset("2")),
    Rule("ordinal", _PLACE, _place, frozenset(".")),
    *rules("pl", day=genitive, year=genitive, ordinal=ordinal),
)
