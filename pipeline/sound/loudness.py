"""How loud speech is, ITU-R BS.1770-4, and the gain that brings a voice to the target."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pyloudnorm

from pipeline.sound import samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Speech
    from pipeline.sound.samples import Samples

TARGET = -16.0
"""LUFS as dual mono (-19 plain): what Apple asks of podcasts, ±1."""

DUAL_MONO = 3.0103
"""LU that mono gains when both loudspeakers play it: 10 · log10(2)."""

BLOCK = 0.4
"""Seconds of one gating block: shorter speech has no loudness."""


def loudness(speech: Speech) -> float:
    """LUFS as dual mono; -inf below the gate and under 0.4 s."""
    return measured(samples.of(speech), speech.rate)


def measured(sound: Samples, rate: int) -> float:
    """LUFS as dual mono of samples at `rate` Hz."""
    if len(sound) < BLOCK * rate:
        return -inf
    return float(pyloudnorm.Meter(rate).integrated_loudness(sound.astype(np.float64))) + DUAL_MONO


def gain_for(speeches: Sequence[Speech], target: float = TARGET) -> float:
    """The constant gain in dB that brings a voice to `target` LUFS, measured on its own sentences."""
    rate = speeches[0].rate
    heard = measured(np.concatenate([samples.of(speech) for speech in speeches]), rate)
    return round(target - heard, 2) if heard > -inf else 0.0
