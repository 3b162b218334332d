"""One sentence's speech, or a piece of the publisher's music, as a clip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from pydub import AudioSegment

from pipeline.errors import EngineError
from pipeline.model import ENCODER_DELAY, SAMPLE_RATE, Clip
from pipeline.sound import frames, samples
from pipeline.sound.decoding import decode
from pipeline.sound.loudness import TARGET, measured

if TYPE_CHECKING:
    from pipeline.model import Speech
    from pipeline.sound.samples import Samples

FADE = 5
"""Milliseconds of fade at a clip's edges: no click, no consonant harmed."""

LEAD = 576
"""Samples of digital silence before a clip's sound: room for the codec's pre-echo."""

TAIL = 1728
"""Samples of digital silence after it: the last granule's window and the decoder's filter see only zeros,
so that nothing rings into the next clip."""


def finish(speech: Speech, gain: float, bitrate: int = 64) -> Clip:
    """One sentence as a clip: trimmed, at the voice's gain, limited, with silent edges, encoded.

    Args:
        speech: the engine's answer, at any rate.
        gain: dB, the voice's own constant (`gain_for`).
        bitrate: kb/s.

    Raises:
        EngineError: there is no sound in the speech.
    """
    sound = samples.of(speech)
    level = float(np.abs(sound).max(initial=0.0))
    if level < 1e-3:
        raise EngineError("the speech is silent; ask again")
    heard = np.flatnonzero(np.abs(sound) > level * 0.01)
    start = max(0, int(heard[0]) - int(0.04 * speech.rate))
    end = min(len(sound), int(heard[-1]) + int(0.08 * speech.rate))
    before, after = float(heard[0] - start) / speech.rate, float(end - heard[-1]) / speech.rate
    clip = _clip(samples.resampled(sound[start:end], speech.rate, SAMPLE_RATE), gain, bitrate, before, after)
    shift = LEAD / SAMPLE_RATE + ENCODER_DELAY - start / speech.rate
    words = tuple(replace(word, start=word.start + shift, end=word.end + shift) for word in speech.words)
    return replace(clip, words=words)


def insert(data: bytes, bitrate: int = 64, target: float = TARGET) -> Clip:
    """The publisher's intro, outro or break as a clip, at `target` LUFS by one constant gain, limited.

    Raises:
        EngineError: `data` is no audio.
    """
    speech = decode(data)
    sound = samples.resampled(samples.of(speech), speech.rate, SAMPLE_RATE)
    return _clip(sound, target - max(measured(sound, SAMPLE_RATE), -60.0), bitrate, 0.0, 0.0)


def _clip(sound: Samples, gain: float, bitrate: int, before: float, after: float) -> Clip:
    """Samples at 48 kHz as a clip; `before` and `after` are seconds in them that are not heard."""
    loud = np.clip(sound * 10 ** (gain / 20), -0.84, 0.84)
    segment = AudioSegment(data=samples.pcm(loud), sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    segment = segment.fade_in(FADE).fade_out(FADE)
    length = frames.aligned(LEAD + len(sound) + TAIL)
    padded = bytes(2 * LEAD) + segment.raw_data + bytes(2 * (length - LEAD - len(sound)))
    tail = (length + 1 - LEAD - len(sound)) / SAMPLE_RATE
    return Clip(
        frames=frames.encoded(segment._spawn(padded), bitrate),  # noqa: SLF001
        bitrate=bitrate,
        loudness=measured(loud, SAMPLE_RATE),
        lead=ENCODER_DELAY + LEAD / SAMPLE_RATE + before,
        tail=tail + after,
    )
