"""Where the voice begins and ends in a speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from articast.speech.sound.samples import Samples

STEP = 0.005
"""Seconds of one step of the envelope."""

EMPHASIS = 0.9
"""First-order pre-emphasis: lifts f, s and th against the vowels, and takes hum away."""

OVER_FLOOR = 8.0
"""dB over the quietest 20 ms of the speech at which something is heard."""

UNDER_VOICE = (24.0, 50.0)
"""dB under the voice's level: the threshold is never nearer to it (a noisy voice keeps its consonants) nor further
from it (a voice with a floor of digital zeros does not keep its rounding noise). Measured on espeak, Pico and hibari
in en, de, fr: f and th at the edges lie 20 to 45 dB under the vowels after pre-emphasis. `benchmarks/` has no run for
it; `tests/test_sound.py` holds the claims."""


def heard(sound: Samples, rate: int) -> tuple[int, int] | None:
    """First sample and the one after the last that are heard over the speech's own floor; None in silence."""
    step = max(1, round(STEP * rate))
    count = (len(sound) - 1) // step
    if count < 1:
        return None
    rows = sound[: count * step] * np.float32(-EMPHASIS)
    rows += sound[1 : count * step + 1]
    rows = rows.reshape(count, step)
    level = 10 * np.log10(np.einsum("ij,ij->i", rows, rows) / step + 1e-12)
    voice = float(np.sort(level)[-max(1, count // 10) :].mean())
    if voice < -100:  # under the last bit of 16
        return None
    wide = min(4, count)
    floor = float(np.convolve(level, np.full(wide, 1 / wide), "valid").min())
    threshold = min(max(floor + OVER_FLOOR, voice - UNDER_VOICE[1]), voice - UNDER_VOICE[0])
    over = np.flatnonzero(level > threshold)
    return int(over[0]) * step, min(int(over[-1] + 1) * step + 1, len(sound))
