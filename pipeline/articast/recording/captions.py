"""Sentences as captions: two short lines at most and a few seconds, cut where one would breathe. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from articast.recording import breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import TimedSentence

LINE = 42
"""Columns of a line: what broadcasters' and streaming services' rules have; a Chinese sign takes two."""
LINES = 2
LONGEST = 7.0
"""Seconds that a cue stands at most: by then it is read twice."""

_CUE, _MIDST, _SHORT, _UNEVEN = 200.0, 300.0, 250.0, 1.0
"""What is paid for each cue, for one that ends within a clause, for one that is hardly seen, and for each column that a
cue is shorter than the mean: one cue more is better than a cut within a clause, and worse than an uneven one."""
_SEEN = (1.0, 14)
"""Seconds and columns under which a cue is hardly seen."""
_CLAUSE = re.compile(r"[,;:.!?…)\]»”、，。；：！？）」』؛،।–—-]['\"”»’]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown for a while."""

    start: float
    end: float
    lines: tuple[str, ...]


def cues(sentence: TimedSentence, text: str, language: str = "") -> list[Cue]:
    """A sentence's captions, one after the other without a gap.

    Args:
        sentence: with its time, and the times of its words where they are known.
        text: what is shown of it: its text, fit for captions.
        language: the text's, a tag.
    """
    pieces = _pieces(text, language)
    times = _rising([_moment(sentence, at, len(text)) for at, _ in pieces] + [sentence.end])
    return [
        Cue(times[first], times[after], _lines(text, pieces[first:after])) for first, after in _cut(text, pieces, times)
    ]


def columns(text: str) -> int:
    """How wide a text is shown: signs of two columns (Chinese and its like) count twice, marks not at all."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _edges(text: str) -> Sequence[int]:
    """Columns before each sign of a text, and of all of it: how wide a stretch is, is a difference."""
    return range(len(text) + 1) if text.isascii() else list(accumulate(map(_width, text), initial=0))


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _pieces(text: str, language: str) -> list[tuple[int, int]]:
    """(start, end) of what is never cut: words; phrases, in scripts without spaces; of an endless word a line."""
    found: list[tuple[int, int]] = []
    for word in re.finditer(r"[^ ]+", text):
        at = word.start()
        for piece in breaks.parted(word[0], language):
            parts = [piece] if columns(piece) <= LINE else breaks.signs(piece)
            end = at
            for part in parts:
                if end > at and columns(text[at : end + len(part)]) > LINE:
                    found.append((at, end))
                    at = end
                end += len(part)
            found.append((at, end))
            at = end
    return found


def _cut(text: str, pieces: Sequence[tuple[int, int]], times: Sequence[float]) -> list[tuple[int, int]]:
    """(first, after) pieces of each cue: the cheapest way to show them all."""
    edges = _edges(text)
    total = edges[-1]
    mean = total / -(-total // (LINE * LINES)) if total else 0
    cost, before, fits = [0.0], [0], _reaches(edges, pieces)
    for after in range(1, len(pieces) + 1):
        best, start = float("inf"), after - 1
        within = after < len(pieces) and not _CLAUSE.search(text[: pieces[after - 1][1]][-4:])
        for first in range(after - 1, -1, -1):
            width = edges[pieces[after - 1][1]] - edges[pieces[first][0]]
            seconds = times[after] - times[first]
            if first < after - 1 and (seconds > LONGEST or after > fits[first]):
                break
            short = seconds < _SEEN[0] or width < _SEEN[1]
            paid = cost[first] + _CUE + _MIDST * within + _SHORT * short + _UNEVEN * max(0.0, mean - width)
            if paid < best:
                best, start = paid, first
        cost.append(best)
        before.append(start)
    found: list[tuple[int, int]] = []
    after = len(pieces)
    while after:
        found.append((before[after], after))
        after = before[after]
    return found[::-1]


def _reaches(edges: Sequence[int], pieces: Sequence[tuple[int, int]]) -> list[int]:
    """The piece before which a cue that begins with each must end, to have room in its lines; each line takes all it
    can.
    """
    line, after = [], 0
    for start, _ in pieces:
        while after < len(pieces) and edges[pieces[after][1]] - edges[start] <= LINE:
            after += 1
        line.append(after)
    reach = line
    for _ in range(LINES - 1):
        reach = [line[at] if at < len(pieces) else at for at in reach]
    return reach


def _lines(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """One line where it has room, else two as even as can be, the break at a clause's end where that costs little."""
    whole = text[pieces[0][0] : pieces[-1][1]]
    if columns(whole) <= LINE or len(pieces) == 1:
        return (whole,)
    best: tuple[float, tuple[str, ...]] = (float("inf"), (whole,))
    for (_, end), (start, _) in pairwise(pieces):
        first, second = text[pieces[0][0] : end], text[start : pieces[-1][1]]
        wide = columns(first), columns(second)
        within = not _CLAUSE.search(first[-4:])
        best = min(best, (1000 * (max(wide) > LINE) + abs(wide[0] - wide[1]) + 16 * within, (first, second)))
    return best[1]


def _rising(times: list[float]) -> list[float]:
    """The times with a millisecond between at least: a cue that ends as it begins is shown by no app."""
    for index in range(1, len(times)):
        times[index] = max(times[index], round(times[index - 1] + 0.001, 3))
    return times


def _moment(sentence: TimedSentence, at: int, length: int) -> float:
    """When the character `at` of `length` is said: from the words' times where there are, else in proportion."""
    if at == 0:
        return sentence.start
    index = bisect_left(sentence.words, at, key=lambda word: word.offset)
    if index < len(sentence.words):
        return min(max(sentence.words[index].start, sentence.start), sentence.end)
    return sentence.start + (sentence.end - sentence.start) * at / length
