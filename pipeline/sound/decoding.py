"""Bytes of MP3, WAV, FLAC or OGG as speech. No ffmpeg: soundfile brings libsndfile with its decoders."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import soundfile

from pipeline.errors import EngineError
from pipeline.model import Speech
from pipeline.sound import samples


def decode(data: bytes) -> Speech:
    """What an engine or the publisher sent as mono speech at its own rate.

    Raises:
        EngineError: no audio, or audio that ends before its end.
    """
    if not data:
        raise EngineError("the answer is empty: no audio in it; ask again")
    try:
        sound, rate = soundfile.read(BytesIO(data), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise EngineError(f"the answer is no audio that we can decode: {error}") from error
    if not len(sound):
        raise EngineError("the answer is audio of no length; ask again")
    return Speech(samples.pcm(np.asarray(sound.mean(axis=1), dtype=np.float32)), int(rate))
