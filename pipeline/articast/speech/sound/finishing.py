"""One sentence's speech, or a piece of the publisher's music, as a clip."""

from __future__ import annotations

from dataclasses import replace
from math import log10
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import EngineError, QualityError, SourceError
from articast.model import ENCODER_DELAY, SAMPLE_RATE, Clip
from articast.speech.sound import frames, samples, trimming
from articast.speech.sound.decoding import decode
from articast.speech.sound.limiting import CEILING, NEAR, limited, true_peaks
from articast.speech.sound.measuring import BLOCK, MOST_LIMITED, TARGET, measured
from articast.speech.sound.segments import AudioSegment

if TYPE_CHECKING:
    from articast.model import Speech, Word
    from articast.speech.sound.samples import Samples

FADE = 5
"""Milliseconds of fade at a clip's edges: no click, no consonant harmed."""

BEFORE = 0.04
"""Seconds kept before the first sound that is over the floor: soft onsets (f, h, breath) begin under it."""

AFTER = 0.08
"""Seconds kept after the last: endings decay slower than beginnings rise."""

LEAD = 576
"""Samples of digital silence before a clip's sound: room for the codec's pre-echo."""

TAIL = 1728
"""Samples of digital silence after it, at least: the last granule's window and the decoder's filter see only zeros,
so that nothing rings into the next clip."""

EVEN, MOST_EVENED = 0.7, 8.0
"""LU off the target that a sentence may be, and dB that it is moved at most: named in the clip's key (`speak.Task`).
Pico's French sentences lie 5 LU apart, a single word 9; other voices' 2 to 3. One constant gain a sentence: nothing
pumps."""

PROMISED = -1.1
"""dBTP that an insert has at most after decoding: 0.1 under what an episode may have."""

MILLISECOND = SAMPLE_RATE // 1000
"""Samples: pydub counts in milliseconds, so what it is given is a whole number of them."""


def finish(speech: Speech, gain: float, bitrate: int = 64, *, even: bool = False, quick: bool = False) -> Clip:
    """One sentence as a clip: trimmed, at the voice's gain, limited, with silent edges, encoded.

    Args:
        speech: the engine's answer, at any rate.
        gain: dB, the voice's own constant (`gain_for`).
        bitrate: kb/s.
        even: bring a sentence that is far louder or softer than the voice near its level.
        quick: the voice loses nothing by the quicker way of encoding: `frames.QUICK`.

    Returns:
        The clip; its words' times count from its own start.

    Raises:
        QualityError: there is no sound in the speech.
    """
    sound = samples.of(speech)
    edges = trimming.heard(sound, speech.rate)
    if edges is None:
        raise QualityError("the speech is silent: nothing to encode; ask the engine again")
    start = max(0, edges[0] - round(BEFORE * speech.rate))
    end = min(len(sound), edges[1] + round(AFTER * speech.rate))
    kept = samples.resampled(sound[start:end], speech.rate, SAMPLE_RATE)
    if even:
        gain += _evened(_level(sound[edges[0] : edges[1]], speech.rate) + gain)
    clip = _clip(kept, gain, bitrate, quality=frames.QUICK if quick else frames.QUALITY)
    shift = ENCODER_DELAY + LEAD / SAMPLE_RATE - start / speech.rate
    return replace(
        clip,
        lead=clip.lead + (edges[0] - start) / speech.rate,
        tail=clip.tail + (end - edges[1]) / speech.rate,
        words=tuple(_shifted(word, shift, clip.seconds) for word in speech.words),
    )


def _evened(level: float) -> float:
    """Gain in dB for a sentence that would have this level in LUFS."""
    off = level - TARGET
    return min(max(min(max(off, -EVEN), EVEN) - off, -MOST_EVENED), MOST_EVENED)


def insert(data: bytes, bitrate: int = 64, target: float = TARGET) -> Clip:
    """The publisher's intro, outro or break as a clip, at `target` LUFS by one constant gain, limited.

    Nothing of it is cut but digital silence at its edges: music's tails stay.

    Args:
        data: MP3, WAV, FLAC or OGG, any rate; stereo becomes mono.
        bitrate: kb/s.
        target: LUFS as dual mono.

    Raises:
        SourceError: `data` is no audio, is cut short, or has no sound in it.
    """
    try:
        speech = decode(data)
    except EngineError as error:
        raise SourceError(f"no audio to insert: {error}; give MP3, WAV, FLAC or OGG") from error
    sound = samples.of(speech)
    loud = np.flatnonzero(np.abs(sound) > 1.5 / samples.FULL_SCALE)
    if not loud.size:
        raise SourceError("the audio to insert is silent from end to end; take it out or give another")
    sound = samples.resampled(sound[loud[0] : loud[-1] + 1], speech.rate, SAMPLE_RATE)
    plain = level = _level(sound)
    for _ in range(2):  # what the limiter takes is made good, as in `gain_for`
        after = _level(limited(sound * np.float32(10 ** ((target - level) / 20))))
        level = max(level + after - target, plain - MOST_LIMITED)
    return _encoded_under(PROMISED, sound, target - level, bitrate)


def _encoded_under(promised: float, sound: Samples, gain: float, bitrate: int) -> Clip:
    """The clip with its decoded true peak under `promised` dBTP: music at low bitrates grows more than a voice does."""
    ceiling = CEILING
    for _ in range(8):
        clip = _clip(sound, gain, bitrate, ceiling)
        heard = samples.of(decode(clip.frames))
        peak = float(true_peaks(heard, NEAR * float(np.abs(heard).max())).max())
        excess = 20 * log10(max(peak, 1e-9)) - promised
        if excess <= 0:
            break
        ceiling -= excess + 0.1
    return clip


def _clip(sound: Samples, gain: float, bitrate: int, ceiling: float = CEILING, quality: int = frames.QUALITY) -> Clip:
    """Samples at 48 kHz as a clip, all of them heard.

    Args:
        sound: what is encoded.
        gain: dB.
        bitrate: kb/s.
        ceiling: dBTP of the limiter.
        quality: LAME's -q.
    """
    loud = limited(sound * np.float32(10 ** (gain / 20)), ceiling)
    rest = -len(loud) % MILLISECOND
    spoken = _faded(samples.pcm(loud, 1 / frames.scale(bitrate)) + bytes(2 * rest))
    length = frames.aligned(LEAD + len(loud) + rest + TAIL)
    tail = length - LEAD - len(loud) - rest
    whole = _segment(b"".join((bytes(2 * LEAD), spoken, bytes(2 * tail))))
    return Clip(
        frames=frames.encoded(whole, bitrate, quality),
        bitrate=bitrate,
        lead=ENCODER_DELAY + LEAD / SAMPLE_RATE,
        tail=(tail + rest) / SAMPLE_RATE + frames.REST,
    )


def _faded(pcm: bytes) -> bytes:
    """PCM that begins and ends softly: pydub is given the edges alone, and leaves the rest as it is."""
    edge = 2 * FADE * MILLISECOND
    if len(pcm) < 2 * edge:
        return bytes(_segment(pcm).fade_in(FADE).fade_out(FADE).raw_data)
    first, last = _segment(pcm[:edge]).fade_in(FADE), _segment(pcm[-edge:]).fade_out(FADE)
    return b"".join((first.raw_data, pcm[edge:-edge], last.raw_data))


def _segment(pcm: bytes) -> AudioSegment:
    """PCM as pydub's segment, 16 bit mono at 48 kHz."""
    return AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)


def _shifted(word: Word, shift: float, last: float) -> Word:
    """The word as much later, inside the clip."""
    start, end = (min(max(at + shift, 0.0), last) for at in (word.start, word.end))
    return replace(word, start=start, end=end)


def _level(sound: Samples, rate: int = SAMPLE_RATE) -> float:
    """Loudness in LUFS as dual mono, at least -70; a sound under one gating block is measured as if it went on."""
    return max(measured(np.resize(sound, max(len(sound), round(2 * BLOCK * rate))), rate), -70.0)
