"""Where a text that is too long for a voice is cut: between clauses, else words, else characters as people see them."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from articast.languages import table

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE = re.compile(r"[;:!?…][\"'”’»)\]]*\s+|\s[—–-]+\s+|[^\s\d]—(?=\w)|[;:，、；：。！？]+")
_COMMA = re.compile(r"(?:,[\"'”’»)\]]*|[)\]])\s+|\s+(?=[(\[])")
_SPACE = re.compile(r"[^\S\u00a0\u202f\u2007]+|\u200b")  # no-break spaces hold a number and its unit together
_NUMBER_AROUND = re.compile(r"\d\s+\d")
_LEAST = 0.35
"""Share of the limit that a piece has at least, so that no clause of two words is spoken alone; 0.35 leaves a choice of
cuts in nearly every long sentence of the sample articles. Change it only with `benchmarks/sentences.py`."""
_BACK = 64
"""Code points that are looked at for the start of a character; longer heaps of marks are cut anyway."""


def pieces(text: str, language: str, limit: int, whole: Sequence[tuple[int, int]] = ()) -> list[str]:
    """`text` in pieces of at most `limit` characters, not counting the space after; joined they are the text again.

    Cut after `; : ! ? …` and dashes, else after a comma or beside a bracket, else before a conjunction, else between
    words, never in a number. Only a word that is over the limit itself is cut inside, and there never inside a
    character as people see it (a letter with its accents, an emoji sequence).

    Args:
        text: a sentence.
        language: BCP 47; its conjunctions are in `voices/`.
        limit: characters, at least 1.
        whole: stretches that are never cut inside; a piece with one may be longer than the limit.
    """
    found: list[str] = []
    begun, start = 0, len(text) - len(text.lstrip())  # the space before counts no more than that after
    while len(text) - start > limit:
        at = _best(text, start, limit, language)
        for first, last in whole:
            if first < at < last:
                at = first if text[start:first].strip() else last
        while at < len(text) and text[at].isspace():  # it goes with what stands before
            at += 1
        if at == len(text):
            break
        found.append(text[begun:at])
        begun = start = at
    return [*found, text[begun:]]


def _best(text: str, start: int, limit: int, language: str) -> int:
    """The best place for a cut in the next `limit` characters."""
    end = start + limit
    parts = -(-(len(text) - start) // limit)
    ideal = start + (len(text) - start) / parts
    for candidates in (
        [mark.end() for mark in _CLAUSE.finditer(text, start, end)],
        [mark.end() for mark in _COMMA.finditer(text, start, end)],
        _before_conjunctions(text, start, end, language),
        _between_words(text, start, end),
    ):
        fit = [at for at in candidates if at - start >= _LEAST * limit]
        if fit:
            return min(fit, key=lambda at: abs(at - ideal))
    rest = [at for at in _between_words(text, start, end) if text[start:at].strip()]
    return rest[-1] if rest else _between_characters(text, start, end)


def _before_conjunctions(text: str, start: int, end: int, language: str) -> list[int]:
    words = frozenset(table(language, "sentences").get("conjunctions", ()))
    spaces = list(_SPACE.finditer(text, start, end))
    return [space.end() for space, following in pairwise(spaces) if text[space.end() : following.start()] in words]


def _between_words(text: str, start: int, end: int) -> list[int]:
    """After each space that is in no number (`8 000`), and each invisible place for a break."""
    return [
        mark.end()
        for mark in _SPACE.finditer(text, start, end)
        if mark.start() == start or not _NUMBER_AROUND.match(text, mark.start() - 1)
    ]


def _between_characters(text: str, start: int, end: int) -> int:
    """The last place before `end` that is in no character as people see it; `end` where there is none near."""
    for at in range(end, max(start, end - _BACK), -1):
        if not _joined(text, start, at):
            return at
    return end


def _joined(text: str, start: int, at: int) -> bool:
    """Whether the code points on both sides belong to one character (the rules of UAX 29 that concern us)."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M" or after in "\u200d\u200c" or before == "\u200d":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # skin tones, tags of flags
    if "\u1160" <= after <= "\u11ff":
        return True  # vowels and finals of decomposed Hangul
    if before.isdigit() and after.isdigit():
        return text[start:at].strip("0123456789") != ""  # a number goes to the next piece, unless it fills this one
    return _regional(before) and _regional(after) and _flags_before(text, start, at) % 2 == 1


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(text: str, start: int, at: int) -> int:
    """How many letters of flags stand in a row before `at`."""
    first = at
    while first > start and _regional(text[first - 1]):
        first -= 1
    return at - first
