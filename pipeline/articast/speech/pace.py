"""How fast a voice speaks: what a sentence's length is held against, and a bill is reckoned with."""

from __future__ import annotations

import re
from dataclasses import dataclass

FLAT_UNKNOWN = 0.02
"""Share of samples in runs of three or more at the very peak that is no defect where the voice is not known."""

SYLLABIC = ((re.compile("[぀-ヿ]"), 1), (re.compile("[㐀-鿿]"), 3), (re.compile("[가-힣]"), 2))
"""Kana, ideographs and hangul: for how many letters more than one each of them lasts."""

SPELLED = re.compile(r"\b(?:[A-ZÀ-Þ]{2,5}|[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{1,4})\b")
"""Words that are likely said letter by letter: each lasts like three."""

_BREAK = re.compile(r"[.!?]\s")
_DRAWN_OUT = re.compile(r"[\d,;:()–—…%&@€$£+=°]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a voice speaks, learned from sentences it has said: seconds = overhead + letters / rate."""

    rate: float
    """Letters a second; what else a text has is counted in letters, too (`letters`)."""
    overhead: float = 0.0
    """Seconds that every sentence has besides: silence at the edges, the last syllable's length."""
    sentences: int = 0
    """How many it was learned from."""
    tail: float = 0.0
    """Least seconds of silence that the voice ends a good sentence with; 0 where it is not known."""
    flat: float = FLAT_UNKNOWN
    """Most samples cut flat at the peak, as a share, in a sentence of this voice that is good."""

    unlike: float = 0.0
    """Mean distance from espeak-ng's speech of the same words over which a take is doubtful; 0: not known."""
    missing: float = 0.0
    """Seconds of words that nothing is heard for, likewise; `extra`: of what is heard that no words stand for."""
    extra: float = 0.0

    def seconds(self, said: str, *, spelled: bool = True) -> float:
        """Expected length of a text."""
        return self.overhead + letters(said, spelled=spelled) / self.rate


def letters(said: str, *, spelled: bool = True) -> int:
    """Length of a text as it is spoken, in letters of an alphabet.

    Args:
        said: the text.
        spelled: words that are likely said letter by letter are; else as words: «Shh» and «NATO» look the same.
    """
    count = 4 * len(_BREAK.findall(said.strip())) + 4 * len(_DRAWN_OUT.findall(said)) + len(_LETTER.findall(said))
    count += sum(more * len(signs.findall(said)) for signs, more in SYLLABIC)
    return count + (2 * sum(map(len, SPELLED.findall(said))) if spelled else 0)
