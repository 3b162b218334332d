"""How far what was heard is from what was meant: word error rate after both are brought to the same words. Pure.

A recogniser writes `CRM`, `1948`, `5 %` or `Podcast-Folge` where the voice was given `C R M`, words, `percent` and
`Podcastfolge`. So both sides are worded by `articast.wording`, then compared without case, punctuation and accents, and
without heed of where words are joined.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from articast import wording

_DROPPED = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents, Hebrew points, Arabic vowel signs and tatweel: recognisers put or leave them as they like. Signs of Indic
scripts and of kana are letters of their own and stay."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
"""What Unicode does not take apart."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\S+")
"""Scripts written without spaces: each sign is a word, and the rate is one of signs, as is usual for them."""

_CLITIC = re.compile(r"(?<=\w)['’](?=\w{1,2}\b)")
"""`it's`, `don’t`, `we're`: one word. Any other apostrophe parts two, as in `l’article`."""

FEW = 4
"""Words up to which a sentence is judged by its letters: one name spelled otherwise is a third of three words."""


@dataclass(frozen=True, slots=True)
class Errors:
    """What an alignment of heard and meant words found."""

    words: int
    """How many were meant."""
    wrong: int = 0
    """Heard as another word."""
    missing: int = 0
    """Meant, not heard."""
    added: int = 0
    """Heard, not meant."""

    @property
    def count(self) -> int:
        """All of them: the Levenshtein distance in words."""
        return self.wrong + self.missing + self.added

    @property
    def rate(self) -> float:
        """The word error rate: errors a word meant; above 1 where more was heard than meant."""
        return self.count / max(self.words, 1)

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            self.words + other.words,
            self.wrong + other.wrong,
            self.missing + other.missing,
            self.added + other.added,
        )


def error_rate(meant: str, heard: str, language: str) -> Errors:
    """Compare what was heard with what was meant.

    Args:
        meant: what the voice was given, or what was written.
        heard: a recogniser's text, digits and all.
        language: BCP 47 of both.
    """
    return align(words(meant, language), words(heard, language))


def difference(meant: str, heard: str, language: str) -> float:
    """How different two texts are, for a bound: the word error rate; of up to four words, the share of letters.

    0: the same; 1 and more: nothing in common.
    """
    ours, theirs = words(meant, language), words(heard, language)
    if len(ours) > FEW:
        return align(ours, theirs).rate
    return align([*"".join(ours)], [*"".join(theirs)]).rate


def words(text: str, language: str) -> list[str]:
    """A text's words as they are compared: as said, in small letters, without punctuation and accents."""
    said = _CLITIC.sub("", wording.spoken(unicodedata.normalize("NFKC", text), language))
    plain = _DROPPED.sub("", unicodedata.normalize("NFD", said.casefold()))
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in plain.translate(_LETTERS))
    return _UNSPACED.findall(unicodedata.normalize("NFC", kept))


def align(meant: list[str], heard: list[str]) -> Errors:
    """The fewest errors that make one of the other; words that only are joined otherwise are none (`C R M`, `CRM`).

    Time and memory grow with the product of the lengths: for sentences, not for books.
    """
    first = 0
    while first < min(len(meant), len(heard)) and meant[first] == heard[first]:
        first += 1
    ours, theirs = meant[first:], heard[first:]
    best: dict[tuple[int, int], tuple[int, int, int, int]] = {(0, 0): (0, 0, 0, 0)}

    def reach(i: int, j: int, wrong: int, missing: int, added: int) -> None:
        found = (wrong + missing + added, wrong, missing, added)
        if found < best.get((i, j), (len(ours) + len(theirs) + 1, 0, 0, 0)):
            best[i, j] = found

    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            _, wrong, missing, added = best[i, j]
            if i < len(ours):
                reach(i + 1, j, wrong, missing + 1, added)
            if j < len(theirs):
                reach(i, j + 1, wrong, missing, added + 1)
            if i < len(ours) and j < len(theirs):
                reach(i + 1, j + 1, wrong + 1, missing, added)
                taken = _joined(ours[i:], theirs[j:])
                if taken:
                    reach(i + taken[0], j + taken[1], wrong, missing, added)
    _, wrong, missing, added = best[len(ours), len(theirs)]
    return Errors(len(meant), wrong, missing, added)


def _joined(ours: list[str], theirs: list[str]) -> tuple[int, int] | None:
    """How many words of each, from the first on, are the same letters; None where they are not."""
    one, other, i, j = ours[0], theirs[0], 1, 1
    while one != other:
        if one.startswith(other) and j < len(theirs):
            other, j = other + theirs[j], j + 1
        elif other.startswith(one) and i < len(ours):
            one, i = one + ours[i], i + 1
        else:
            return None
    return i, j
