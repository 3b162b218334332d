"""PCM bytes and float samples, one rate and another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soxr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from articast.model import Speech

    Samples = NDArray[np.float32]
    """Shape (n,): mono, full scale is ±1."""

FULL_SCALE = 32768.0


def of(speech: Speech) -> Samples:
    """The speech's samples at its own rate, DC removed."""
    whole = np.frombuffer(speech.pcm, dtype="<i2")
    samples = whole.astype(np.float32)
    samples -= np.float32(whole.mean() if whole.size else 0)
    samples *= np.float32(1 / FULL_SCALE)
    return samples


def pcm(samples: Samples, factor: float = 1.0) -> bytes:
    """`factor` times the samples as signed 16 bit little-endian, rounded, held at full scale."""
    scaled = samples * np.float32(FULL_SCALE * factor)
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -32768, 32767, out=scaled).astype("<i2").tobytes()


def resampled(samples: Samples, source: int, target: int) -> Samples:
    """At another rate (Hz), without aliases: soxr's HQ; pydub's own `set_frame_rate` is linear interpolation."""
    if source == target or not samples.size:
        return samples
    return soxr.resample(samples, source, target, quality="HQ")  # type: ignore[no-any-return]
