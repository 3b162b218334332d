"""A look-ahead limiter for true peaks: a smooth, short dip of the gain around each peak, nothing else is touched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.sound.samples import Samples

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
"""Share of the ceiling: blocks whose samples stay under it are not interpolated. Speech has little above 12 kHz, and
what has nothing there rises by at most 3 dB between samples; this is 4.4."""


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
    rows = np.zeros((len(gains), BLOCK), dtype=np.float32)
    rows.reshape(-1)[: len(sound)] = sound
    dipped = np.flatnonzero((edges[:-1] < 1) | (edges[1:] < 1))
    way = np.arange(BLOCK, dtype=np.float32) / BLOCK
    rows[dipped] *= edges[dipped, None] * (1 - way) + edges[dipped + 1, None] * way
    return rows.reshape(-1)[: len(sound)]


def true_peaks(sound: Samples, near: float = 0.0) -> Samples:
    """Highest absolute value of each block of 96 samples at 48 kHz, between samples too.

    Blocks whose samples are all under `near` have the peak of their samples.
    """
    count = -(-len(sound) // BLOCK)
    padded = np.empty(count * BLOCK + 2 * TAPS, dtype=np.float32)
    padded[:TAPS] = padded[TAPS + len(sound) :] = 0
    padded[TAPS : TAPS + len(sound)] = sound
    rows = padded[TAPS : TAPS + count * BLOCK].reshape(count, BLOCK)
    peaks: Samples = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    loud = np.flatnonzero(peaks >= near)
    if loud.size:
        around = np.lib.stride_tricks.sliding_window_view(padded, BLOCK + 2 * TAPS)[loud * BLOCK]
        for phase in _phases():
            between = sum(tap * around[:, at : at + BLOCK] for at, tap in enumerate(phase, start=1))
            peaks[loud] = np.maximum(peaks[loud], np.abs(between).max(axis=1))
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
