"""From times of sounds to times of words, for engines that tell when each phoneme is heard."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def word_times(
    text: str, sounds: Sequence[tuple[str, float, float]], phonemize: Callable[[str], str]
) -> Iterator[tuple[float, float, int, int]]:
    """Start, end (seconds), offset and length of each word that can be placed, in order.

    A phonemizer joins words ("of the" is one) and takes numbers apart, so words are found by their sounds: each is
    phonemized alone, and the boundaries between them are looked for in what was spoken.

    Args:
        text: what was said.
        sounds: each phoneme with its start and end.
        phonemize: gives the phonemes of one word.
    """
    heard = [(sound, start, end) for sound, start, end in sounds if _counts(sound)]
    words = list(WORD.finditer(text))
    alone = [[sound for sound in phonemize(word.group()) if _counts(sound)] for word in words]
    expected = [sound for word in alone for sound in word]
    matcher = SequenceMatcher(None, expected, [sound for sound, _, _ in heard], autojunk=False)
    place: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        place.update({block.a + step: block.b + step for step in range(block.size)})
    at = 0
    for word, own in zip(words, alone, strict=True):
        found = [place[index] for index in range(at, at + len(own)) if index in place]
        at += len(own)
        if found:
            yield heard[found[0]][1], heard[found[-1]][2], word.start(), len(word.group())


def _counts(sound: str) -> bool:
    """Letters of IPA only: no stress, length, space or punctuation."""
    return len(sound) == 1 and unicodedata.category(sound) in {"Ll", "Lo", "Lu"}
