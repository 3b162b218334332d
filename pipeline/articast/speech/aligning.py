"""When each word is said, for voices that do not tell: held against espeak-ng's speech of the same words, which does.

Dynamic time warping over cepstra. On a Piper voice that tells its own times (`en_US-joe-medium`, 197 words): median
error 21 ms, 95 % under 80 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import ArticastError
from articast.model import Word
from articast.speech import engines
from articast.speech.sound import samples, trimming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from articast.model import Speech

    Floats = NDArray[np.float32]

STEP = 0.01
"""Seconds of one step."""

_WINDOW, _BANDS, _KEPT = 512, 26, 13
"""Samples of a spectrum, mel bands of it, cepstra of those."""

_LATER = 0.05
"""Seconds by which a word begins later than espeak-ng tells: constant over 197 words of the voice above."""

UNLIKE = 0.82
"""Mean cosine distance along the path from which on what is heard is no such words, and no time is told. The same
sentence: 0.49 to 0.78 (Pico in French, whose pauses it still meets within 50 ms). Another sentence has 0.69 to 0.82:
this does not find it."""

_STALL, _SLOW = 3.0, 0.2
"""Steps, and share of the one's, that the other may go on by while it is said to stand still."""

_LONGEST = 3000
"""Steps of either: memory grows with their product (70 MB here)."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a speech compares with espeak-ng's of the same words."""

    distance: float
    """Mean cosine distance along the cheapest way: 0.5 to 0.75 where the words are the same."""
    missing: float
    """Seconds of the longest stretch of the words that nothing is heard for."""
    extra: float
    """Seconds of the longest stretch heard that no words stand for."""
    words: tuple[Word, ...]
    """Of the speech, with their times."""


def times(speech: Speech, said: str, language: str) -> tuple[Word, ...]:
    """The words of a speech with their times in seconds; none where espeak-ng cannot say it, or says another thing.

    Args:
        speech: as an engine gave it.
        said: the text that it was given; offsets count in it.
        language: BCP 47 of the text.
    """
    found = compared(speech, said, language)
    return found.words if found and found.distance <= UNLIKE else ()


def compared(speech: Speech, said: str, language: str) -> Likeness | None:
    """A speech held against espeak-ng's of the same text; None where espeak-ng cannot say it, or it is too long.

    Args:
        speech: as an engine gave it.
        said: the text that it was given; offsets count in it.
        language: BCP 47 of the text.
    """
    espeak = engines.find("espeak")
    try:
        reference = espeak.say(said, espeak.voice("", language), language)
    except ArticastError:
        return None
    one, there, voiced = _cepstra(reference)
    other, here, heard = _cepstra(speech)
    if not (2 < len(one) < _LONGEST and 2 < len(other) < _LONGEST):
        return None
    path, distance = _path(one, other)
    words = tuple(_words(reference, path, there, here, speech.seconds))
    back = np.interp(np.arange(len(other)), np.maximum.accumulate(path), np.arange(len(path))).astype(np.float32)
    return Likeness(distance, _stalled(path, voiced), _stalled(back, heard), words)


def _stalled(path: Floats, voiced: NDArray[np.bool_]) -> float:
    """Seconds of the longest voiced stretch of the one during which hardly anything of the other goes by."""
    longest = start = 0
    loud = np.concatenate([[0], np.cumsum(voiced)])
    for end in range(1, len(path)):
        while path[end] - path[start] > max(_STALL, _SLOW * (end - start)):
            start += 1
        longest = max(longest, int(loud[end] - loud[start]))
    return longest * STEP


def _words(reference: Speech, path: Floats, there: float, here: float, seconds: float) -> Iterator[Word]:
    moments = [_moved(path, word.start - there, here) + _LATER for word in reference.words]
    ends = [_moved(path, word.end - there, here) for word in reference.words]
    starts = np.maximum.accumulate(np.clip(moments, 0.0, seconds)) if moments else ()
    for start, end, after, word in zip(starts, ends, [*starts[1:], seconds][: len(ends)], reference.words, strict=True):
        yield Word(round(float(start), 3), round(float(min(max(end, start), after)), 3), word.offset, word.length)


def _moved(path: Floats, seconds: float, here: float) -> float:
    """A moment of the reference's sound in the speech."""
    return here + STEP * float(np.interp(seconds / STEP, np.arange(len(path)), path))


def _cepstra(speech: Speech) -> tuple[Floats, float, NDArray[np.bool_]]:
    """Cepstra, energy and how they change, of what is heard, each step a unit vector; the second it begins at; and
    which steps are loud.
    """
    sound = samples.of(speech)
    first, last = trimming.heard(sound, speech.rate) or (0, 0)
    sound, step = sound[first:last], round(STEP * speech.rate)
    if len(sound) < _WINDOW + 3 * step:
        return np.zeros((0, 2 * _KEPT + 2), np.float32), 0.0, np.zeros(0, bool)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::step] * np.hanning(_WINDOW).astype(np.float32)
    spectrum = np.fft.rfft(frames, axis=1)
    bands = (spectrum.real**2 + spectrum.imag**2).astype(np.float32) @ _filters(speech.rate)
    energy = np.log(np.maximum(bands, max(float(bands.max()) * 1e-6, 1e-12)))
    level = energy.mean(axis=1, keepdims=True)
    loud = level[:, 0] > level.max() - 6
    values = _even(np.hstack([energy @ _cosines(), level]), loud)
    values = np.hstack([values, _even(np.gradient(values, axis=0), loud, centre=False)])
    unit: Floats = (values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return unit, first / speech.rate, loud


def _even(values: Floats, loud: NDArray[np.bool_], *, centre: bool = True) -> Floats:
    """Every column as far spread as any other over what is loud."""
    spread: Floats = (values - (values[loud].mean(axis=0) if centre else 0)) / (values[loud].std(axis=0) + 1e-6)
    return spread


@cache
def _filters(rate: int) -> Floats:
    """Triangles evenly over the mel scale from 100 Hz to 7 kHz, shape (bins, bands)."""
    low, high = 1127 * np.log1p(100 / 700), 1127 * np.log1p(min(7000, rate / 2) / 700)
    points = 700 * np.expm1(np.linspace(low, high, _BANDS + 2) / 1127)
    bins = np.arange(_WINDOW // 2 + 1) * rate / _WINDOW
    rising = (bins[:, None] - points[:-2]) / (points[1:-1] - points[:-2])
    falling = (points[2:] - bins[:, None]) / (points[2:] - points[1:-1])
    filters: Floats = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    return filters


@cache
def _cosines() -> Floats:
    """From bands to cepstra, shape (bands, cepstra)."""
    bands, kept = np.arange(_BANDS) + 0.5, np.arange(1, _KEPT + 1)
    cosines: Floats = (np.cos(np.pi * bands[:, None] * kept / _BANDS) * np.sqrt(2 / _BANDS)).astype(np.float32)
    return cosines


def _path(one: Floats, other: Floats) -> tuple[Floats, float]:
    """Where each step of the one lies in the other, and the mean distance along the cheapest way.

    Sums run along the diagonals, which numpy does at a time: row d holds the cells (i, d - i), at column i + 1.
    """
    count, width = len(one), len(other)
    flat = (1 - one @ other.T).ravel()
    sums = np.full((count + width - 1, count + 1), np.inf, np.float32)
    sums[0, 1] = flat[0]
    for d in range(1, count + width - 1):
        low, high = max(0, d - width + 1), min(d, count - 1)
        best = np.minimum(sums[d - 1, low + 1 : high + 2], sums[d - 1, low : high + 1])
        if d > 1:
            np.minimum(best, sums[d - 2, low : high + 1], out=best)
        cost = flat[low * width + d - low : high * width + d - high + 1 : width - 1]
        np.add(best, cost, out=sums[d, low + 1 : high + 2])
    i, j, steps = count - 1, width - 1, 1
    first, last = np.zeros(count, np.float32), np.zeros(count, np.float32)
    first[i] = last[i] = j
    while i or j:
        steps += 1
        row = sums[i + j - 1]
        up, left = row[i], row[i + 1] if j else np.inf
        if i and j and sums[i + j - 2, i] <= min(up, left):
            i, j = i - 1, j - 1
        elif i and up <= left:
            i -= 1
        else:
            j -= 1
            first[i] = j
            continue
        first[i] = last[i] = j
    middle: Floats = ((first + last) / 2).astype(np.float32)
    return middle, float(sums[-1, count]) / steps
