"""Which writing a text is in, and what of it a voice can say.

A voice that meets letters it does not know drops them, or says "Chinese letter": a published lie. So every engine
asks here first. Single foreign words are romanised, as a newsreader would say a foreign name; a text that is mostly
in another writing is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from text_unidecode import unidecode

from articast.errors import TooLongError, UnspeakableError
from articast.model import Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.model import Voice

LATIN = frozenset({"Latin"})

_MOSTLY = 0.5
"""Above this share of foreign letters a text is in another writing: half, since a name or two is no more than that."""

_TOKEN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d])+|[^\w\s]+|.", re.DOTALL)
"""A word's letters with their accents and invisible hyphens; a run of signs; anything else alone."""

_JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: part of the spelling in Persian and in Indian languages."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as a voice gets it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """For each character of `text`: where it comes from in the text as it was asked for, start and end."""

    def word(self, start: float, end: float, offset: int, length: int) -> Word:
        """A word at `offset` of this text, as one of the text asked for. Times in seconds."""
        first = self.spans[offset][0]
        last = self.spans[min(offset + length, len(self.spans)) - 1][1]
        return Word(start, end, first, last - first)


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Name of the writing that a letter belongs to (`Latin`, `Cyrillic`, `Han`), empty for what is no letter."""
    if not char.isalpha():
        return ""
    first = unicodedata.name(char, "Unknown").split()[0].split("-")[0].capitalize()
    return "Han" if first == "Cjk" else first


def fit(
    text: str, voice: Voice, scripts: frozenset[str] | None = LATIN, knows: Callable[[str], bool] = lambda _: True
) -> Fitted:
    """The text as a voice can say it, no word lost.

    Args:
        text: what is said.
        voice: for its limit and for messages.
        scripts: the writings that it reads; None: all.
        knows: whether it reads this letter of one of them (`ł` is Latin, but not every voice has heard of it).

    Raises:
        UnspeakableError: no letter and no digit, or most letters are of a writing that the voice does not know.
        TooLongError: more than `voice.limit` characters.
    """
    if len(text) > voice.limit:
        raise TooLongError(
            f"{voice.id} takes {voice.limit} characters at a time, not {len(text)}: cut the text at a clause"
        )
    if not any(char.isalnum() for char in text):
        raise UnspeakableError(f"nothing to say in {text[:40]!r}: no letter and no digit")
    if scripts is None:
        return readable(text, frozenset({script(char) for char in text}))
    if reason := unread(text, voice, scripts):
        raise UnspeakableError(reason)
    return readable(text, scripts, knows)


def unread(text: str, voice: Voice, scripts: frozenset[str]) -> str:
    """Why a voice that reads these writings does not read a text: most letters are of others; empty where it does."""
    if text.isascii():
        return ""
    letters = [char for char in unicodedata.normalize("NFKC", text) if char.isalpha()]
    strange = [char for char in letters if script(char) not in scripts]
    if len(strange) <= _MOSTLY * len(letters):
        return ""
    known, unknown = (" and ".join(sorted(names)) for names in (scripts, {script(char) for char in strange}))
    return (
        f"{voice.id} knows {known} letters, not {unknown} as in {text[:40]!r}: choose a voice of that language; of one "
        "sentence, let its language's voice say it ([speech] switch_language), or drop it in the .script.toml"
    )


def readable(text: str, scripts: frozenset[str] = LATIN, knows: Callable[[str], bool] = lambda _: True) -> Fitted:
    """As `fit`, but nothing is refused: control and invisible characters out, unknown letters romanised."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        said = _readable(match.group(), scripts, knows)
        out.append(said)
        one_by_one = len(said) == len(match.group()) and said.isascii() == match.group().isascii()
        spans += [(at, at + 1) for at in range(*match.span())] if one_by_one else [match.span()] * len(said)
    return Fitted("".join(out), tuple(spans))


def _readable(token: str, scripts: frozenset[str], knows: Callable[[str], bool]) -> str:
    """One word, or what is between two."""
    if all(ord(char) < 128 and char.isprintable() for char in token):
        return token
    word = "".join(_visible(char) for char in unicodedata.normalize("NFC", token))
    if all(script(char) in scripts and knows(char) for char in word if char.isalpha()):
        return word
    word = "".join(char if script(char) in scripts else unicodedata.normalize("NFKC", char) for char in word)
    runs = groupby(word, lambda char: char.isalpha() and script(char) not in scripts)
    said = [_romanised("".join(run)) if strange else "".join(run) for strange, run in runs]
    return "".join(char if not char.isalpha() or knows(char) else unidecode(char) for char in "".join(said)).strip()


def _romanised(letters: str) -> str:
    """A foreign word in Latin letters; a lone letter (α) by its name, lest µm become mm."""
    return f" {_name(letters)} " if len(letters) == 1 and script(letters) == "Greek" else unidecode(letters).strip()


def _visible(char: str) -> str:
    """Any space as the plain one; nothing for soft hyphens, marks of direction and their like."""
    kind = unicodedata.category(char)
    if kind == "Cf":
        return char if char in _JOINERS else ""
    return " " if kind in {"Zs", "Zl", "Zp", "Cc"} else char


def _name(letter: str) -> str:
    """`alpha` for α: the first word of Unicode's name after `LETTER`."""
    return (unicodedata.name(letter).rpartition("LETTER ")[2].split() or [unidecode(letter)])[0].lower()
