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

from text_unidecode import unidecode

from pipeline.errors import TooLongError, UnspeakableError
from pipeline.model import Word

LATIN = frozenset({"Latin"})

_MOSTLY = 0.5
"""Above this share of foreign letters a text is in another writing: half, since a name or two is no more than that."""

_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")


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


def foreign(text: str, scripts: frozenset[str]) -> frozenset[str]:
    """Names of the writings in the text that are none of `scripts`."""
    return frozenset({script(char) for char in text}) - scripts - {""}


def fit(text: str, scripts: frozenset[str], voice: str, limit: int) -> Fitted:
    """The text as a voice that knows `scripts` can say it, no word lost.

    Raises:
        UnspeakableError: no letter and no digit, or most letters are of a writing that the voice does not know.
        TooLongError: more than `limit` characters.
    """
    if len(text) > limit:
        raise TooLongError(f"{voice} takes {limit} characters at a time, not {len(text)}: cut the text at a clause")
    if not any(char.isalnum() for char in text):
        raise UnspeakableError(f"nothing to say in {text[:40]!r}: no letter and no digit")
    pieces = [(match.span(), _composed(match.group(), scripts)) for match in _CLUSTER.finditer(text)]
    plain = "".join(piece for _, piece in pieces)
    spans = tuple(span for span, piece in pieces for _ in piece)
    letters = [char for char in plain if char.isalpha()]
    strange = [char for char in letters if script(char) not in scripts]
    if len(strange) > _MOSTLY * len(letters):
        known, unknown = (" and ".join(sorted(names)) for names in (scripts, foreign(plain, scripts)))
        raise UnspeakableError(
            f"{voice} knows {known} letters, not {unknown} as in {text[:40]!r}: choose a voice of that language"
        )
    return _romanised(plain, spans, scripts) if strange else Fitted(plain, spans)


def _composed(cluster: str, scripts: frozenset[str]) -> str:
    """One character with its accents as one; a styled letter (𝐇, ﬁ, µ) as the plain one where that is known."""
    whole = unicodedata.normalize("NFC", cluster)
    return unicodedata.normalize("NFKC", whole) if foreign(whole, scripts) else whole


def _romanised(text: str, spans: tuple[tuple[int, int], ...], scripts: frozenset[str]) -> Fitted:
    """Words of foreign letters as Latin ones; a lone letter (α) as its name."""
    out: list[str] = []
    places: list[tuple[int, int]] = []
    position = 0
    for match in _WORD.finditer(text):
        if not foreign(match.group(), scripts):
            continue
        said = _name(match.group()) if len(match.group()) == 1 else unidecode(match.group()).strip()
        out += [text[position : match.start()], said]
        whole = (spans[match.start()][0], spans[match.end() - 1][1])
        places += [*spans[position : match.start()], *[whole] * len(said)]
        position = match.end()
    return Fitted("".join([*out, text[position:]]), (*places, *spans[position:]))


def _name(letter: str) -> str:
    """`alpha` for α; romanised where Unicode's name of it has no name in it."""
    name = unicodedata.name(letter, "")
    return name.rpartition("LETTER ")[2].lower() if "GREEK" in name else unidecode(letter).strip()
