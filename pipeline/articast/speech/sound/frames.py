"""PCM as MP3 frames: CBR, mono, 48 kHz, no Xing/Info frame."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import lameenc

from articast.errors import ConfigurationError
from articast.model import ENCODER_DELAY, FRAME_SAMPLES, SAMPLE_RATE

if TYPE_CHECKING:
    from articast.speech.sound.segments import AudioSegment

QUALITY = 5
"""LAME's -q: 48 to 58 x real time a core at 48 kHz or more; 7 is 1.6 x faster and worse to hear."""

QUICK = 7
"""That of a voice that has little over 8 kHz: as good there (PESQ 4.58 against 4.60, Pico; 4.33 against 4.22, espeak-ng
in en, de, fr at 64 kb/s, whose decoded peaks are lower, too), and 2 x faster."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kb/s of MPEG-1 Layer III."""

REST = FRAME_SAMPLES / SAMPLE_RATE - ENCODER_DELAY
"""Seconds of silence after the last of an `aligned` clip's samples: the one frame more, less the delay."""


def encoded(segment: AudioSegment, bitrate: int, quality: int = QUALITY) -> bytes:
    """The segment as whole frames, by an encoder of its own: the first frame needs nothing of a neighbour.

    Args:
        segment: 16 bit mono at 48 kHz; `aligned` says which lengths waste no frame.
        bitrate: kb/s.
        quality: LAME's -q.

    Raises:
        ConfigurationError: MP3 has no such bitrate at 48 kHz.
    """
    if bitrate not in BITRATES:
        raise ConfigurationError(f"no bitrate {bitrate}; MP3 at 48 kHz has {', '.join(map(str, BITRATES))} kb/s")
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(bitrate)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)  # else LAME goes to 24 kHz where it thinks the bitrate low
    encoder.set_channels(1)
    encoder.set_quality(quality)
    encoder.silence()  # no messages on standard output
    found = bytes(encoder.encode(segment.raw_data)) + bytes(encoder.flush())
    assert len(found) % (3 * bitrate) == 0, "LAME gave part of a frame"
    return found


def aligned(samples: int) -> int:
    """The least length, at least `samples`, that wastes no frame: LAME gives one frame more than it is given."""
    return -(-samples // FRAME_SAMPLES) * FRAME_SAMPLES


def scale(bitrate: int) -> float:
    """What LAME multiplies every sample by: its CBR presets turn the sound down by up to half a dB.

    Measured with a 1 kHz sine at 48 kHz mono, LAME 3.100; `tests/test_sound.py` measures it again.
    """
    return {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}.get(bitrate, 0.95)


@cache
def silence(bitrate: int) -> bytes:
    """The one frame of silence (24 ms) that needs no reservoir: the first that a fresh encoder gives for zeros."""
    from articast.speech.sound.segments import AudioSegment

    zeros = AudioSegment(data=bytes(2 * FRAME_SAMPLES), sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    return encoded(zeros, bitrate)[: 3 * bitrate]
