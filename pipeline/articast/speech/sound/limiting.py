"""A look-ahead limiter for true peaks: a smooth, short dip of the gain around each peak, nothing else is touched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from articast.speech.sound.samples import Samples

CEILING = -2.0
"""dBTP that leave here at most. MP3 at 64 kb/s added at most 0.7 dB to limited voices (440 sentences of espeak, Pico
and hibari in en, de, fr), so that a decoded episode stays under -1."""

BLOCK = 96
"""Samples (2 ms at 48 kHz) with one gain."""

MARGIN = 0.1
"""dB for what twelve taps miss of a peak and for what the moving gain adds."""

REACH = 8
"""Blocks (16 ms) that the gain takes to fall before a peak, and to rise after it, once it has been held as long: slower
than a voice's pitch period, so that no waveform is bent; short enough that no word is dulled."""

OVERSAMPLING = 4
"""As ITU-R BS.1770-4, annex 2, asks at 48 kHz."""

TAPS = 6
"""Samples on each side that an interpolated one is made of: twelve, as in annex 2."""

KAISER = 4.0
"""Shape of the window over them: error under 0.05 dB up to 12 kHz."""

NEAR = 0.6
"""Share of the ceiling: nothing is interpolated beside samples that stay under it. Speech has little above 12 kHz, and
what has nothing there rises by at most 3 dB between samples; this is 4.4."""

PIECE = 1 << 16
"""Points that are interpolated at a time: memory stays small in long music."""


def limited(sound: Samples, ceiling: float = CEILING) -> Samples:
    """The sound with no true peak over the ceiling; the very same where it has none.

    Args:
        sound: at 48 kHz, may be over full scale.
        ceiling: dBTP.
    """
    highest = 10 ** ((ceiling - MARGIN) / 20)
    peaks = true_peaks(sound, NEAR * highest)
    if peaks.max(initial=0.0) <= highest:
        return sound
    wanted = np.minimum(1.0, highest / np.maximum(peaks, 1e-9))
    held = _windows(wanted, REACH + 1).min(axis=1)  # one more: a block's edges take part in its neighbours' gain
    bell = np.hanning(2 * REACH + 3)[1:-1]
    smooth = np.convolve(np.pad(held, REACH, mode="edge"), bell / bell.sum(), "valid")
    return _turned_down(sound, smooth.astype(np.float32))


def _turned_down(sound: Samples, gains: Samples) -> Samples:
    """The sound with each block's gain, drawn as straight lines between the edges of blocks."""
    edges = np.concatenate([gains[:1], (gains[1:] + gains[:-1]) / 2, gains[-1:]])
    rows = np.empty((len(gains), BLOCK), dtype=np.float32)
    found = rows.reshape(-1)
    found[: len(sound)] = sound
    found[len(sound) :] = 0
    dipped = np.flatnonzero((edges[:-1] < 1) | (edges[1:] < 1))
    first, rise = edges[dipped, None], np.diff(edges)[dipped, None]
    rows[dipped] *= first + rise * (np.arange(BLOCK, dtype=np.float32) / BLOCK)
    return found[: len(sound)]


def true_peaks(sound: Samples, near: float) -> Samples:
    """Highest absolute value of each block of 96 samples at 48 kHz, beside samples that are `near` or more also of
    the three points between each of them and the next.
    """
    count = -(-len(sound) // BLOCK)
    padded = np.empty(count * BLOCK + 2 * TAPS, dtype=np.float32)
    padded[:TAPS] = padded[TAPS + len(sound) :] = 0
    padded[TAPS : TAPS + len(sound)] = sound
    levels = np.abs(padded)
    peaks: Samples = np.maximum.reduceat(levels, np.arange(TAPS, TAPS + count * BLOCK, BLOCK))
    loud = levels[TAPS : 1 - TAPS] >= near
    before = np.flatnonzero(loud[:-1] | loud[1:])
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * TAPS)
    for at in range(0, len(before), PIECE):
        piece = before[at : at + PIECE]
        between = np.abs(np.einsum("ij,kj->ik", around[piece + 1], _phases())).max(axis=1)
        np.maximum.at(peaks, piece // BLOCK, between)
    return peaks


def _windows(values: Samples, reach: int) -> Samples:
    """Each value with `reach` neighbours on both sides, shape (n, 2 * reach + 1); edges are repeated."""
    padded = np.pad(values, reach, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)


@cache
def _phases() -> Samples:
    """Taps of the three points between two samples (Kaiser-windowed sinc), shape (3, 12)."""
    points = np.arange(1, OVERSAMPLING) / OVERSAMPLING
    distance = points[:, None] - np.arange(1 - TAPS, TAPS + 1)[None, :]
    window = np.i0(KAISER * np.sqrt(1 - (distance / TAPS) ** 2)) / np.i0(KAISER)
    taps: Samples = (np.sinc(distance) * window).astype(np.float32)
    return taps
