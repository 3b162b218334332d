"""An engine's speech as an MP3 clip at broadcast loudness: decode → trim → gain and limit → frames.

Pure and deterministic: the same speech and gain give the same bytes, in whatever process. A voice's gain is one
constant (`gain_for`), measured once on its own speech; peaks meet a look-ahead limiter, never a dynamic normaliser.
"""

from articast.speech.sound.decoding import decode
from articast.speech.sound.finishing import finish, insert
from articast.speech.sound.frames import silence
from articast.speech.sound.measuring import TARGET, gain_for, loudness, spoken_seconds

__all__ = ["TARGET", "decode", "finish", "gain_for", "insert", "loudness", "silence", "spoken_seconds"]
