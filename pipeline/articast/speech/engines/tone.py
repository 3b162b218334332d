"""A tone whose pitch comes from the text: for tests, benchmarks and for trying a set-up in no time.

It is ready everywhere, in every language, and never chosen unless named. The same text gives the same tone; another
text, almost surely, another pitch; and it has a loudness, which silence has not.
"""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import TooLongError, UnspeakableError, VoiceError
from articast.model import Speech, Voice, Word
from articast.speech.pace import SYLLABIC

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from articast.model import Pronunciation

LOCAL = True

OPTIONS: Mapping[str, str | float] = MappingProxyType({"speed": 1.0})
"""`speed`: 2 is twice as fast."""
STEADY = True
"""What it says has the level and the length that tests count on."""

RATE = 24_000
"""Hertz: that of most neural voices, so that the resampler is on the path."""

_SECONDS_A_CHARACTER = 0.06
"""As a newsreader: 14 to 17 characters a second."""
_SHORTEST = 0.3
_LOWEST, _HIGHEST = 110.0, 440.0
"""Hertz: where a voice's own pitch is."""
_HARMONICS = ((1, 0.50), (2, 0.16), (3, 0.10), (5, 0.07), (8, 0.05), (13, 0.04))
"""(multiple of the pitch, amplitude): peaks stay under 0.93 of full scale."""
_EDGE = 0.02
"""Seconds of rise at the start."""
_FALL, _REST = 0.08, 0.05
"""Seconds of decay and of silence at the end, as a voice ends: the gate takes a full stop at full voice for a cut."""
_DIP = 0.35
"""Amplitude between two words, of that within: heard as words, and no hole for the gate."""

_VOICE = Voice("tone", "plain", "mul", licence="GPL-3.0-or-later", limit=600, synthetic="tone")


def voices() -> tuple[Voice, ...]:
    """The one voice."""
    return (_VOICE,)


def voice(name: str, language: str) -> Voice:
    """The one voice.

    Raises:
        VoiceError: any other name.
    """
    if name in {"", _VOICE.name}:
        return _VOICE
    raise VoiceError(f"no voice 'tone:{name}'; there is {_VOICE.id}")


def missing(voice: Voice) -> str:
    """Nothing, ever."""
    return ""


def version(voice: Voice) -> str:
    """Raised when the sound changes."""
    return "4"


def pitch(text: str, seed: int = 0) -> float:
    """The tone's fundamental in hertz: 110 to 440, by a hash of the text."""
    share = int.from_bytes(sha256(f"{seed}:{text}".encode()).digest()[:4], "big") / 2**32
    return float(_LOWEST * (_HIGHEST / _LOWEST) ** share)


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """A tone of 0.06 s a character, at least 0.3 s, that dips between words, each of which has a colour of its own."""
    if len(text) > voice.limit:
        raise TooLongError(f"{voice.id} takes {voice.limit} characters at a time, not {len(text)}: cut the text")
    if not any(char.isalnum() for char in text):
        raise UnspeakableError(f"nothing to say in {text[:40]!r}: no letter and no digit")
    speed = float(dict(voice.options).get("speed", 1.0))
    length = len(text) + sum(more * len(signs.findall(text)) for signs, more in SYLLABIC)
    seconds = max(_SHORTEST, _SECONDS_A_CHARACTER * length / speed)
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    words = tuple(
        Word(seconds * match.start() / len(text), seconds * match.end() / len(text), match.start(), len(match.group()))
        for match in re.finditer(r"\w+(?:['’-]\w+)*", text)
    )
    turn = 2 * np.pi * pitch(text, seed) * time
    wave = sum(
        amplitude * _colour(text, words, multiple, time) * np.sin(multiple * turn) for multiple, amplitude in _HARMONICS
    )
    samples = wave * _envelope(time, seconds, words)
    return Speech(np.round(samples * 32767).astype("<i2").tobytes(), RATE, words)


def _colour(text: str, words: tuple[Word, ...], multiple: int, time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Strength of a harmonic over time, 0 to 1: each word has its own, so that only what is said twice sounds so; in
    what is written without spaces each sign has.
    """
    if multiple == 1:
        return np.ones_like(time)
    middles: list[float] = []
    shares: list[float] = []
    for word in words:
        parts = _PARTS.findall(text[word.offset : word.offset + word.length].casefold())
        step = (word.end - word.start) / len(parts)
        middles += [word.start + step * (index + 0.5) for index in range(len(parts))]
        shares += [sha256(f"{multiple}:{part}".encode()).digest()[0] / 255 for part in parts]
    strength: NDArray[np.float64] = np.interp(time, middles, shares) if words else np.ones_like(time)
    return strength


_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_PARTS = re.compile(f"[{_UNSPACED}]|[^{_UNSPACED}]+")
"""A sign of a script without spaces; all else together."""


def _envelope(time: NDArray[np.float64], seconds: float, words: tuple[Word, ...]) -> NDArray[np.float64]:
    """Amplitude over time: full within words, less between, nothing at the very ends."""
    points = [(0.0, 0.0), (_EDGE, 1.0)]
    for before, after in pairwise(words):
        middle = (before.end + after.start) / 2
        if middle + 0.03 < seconds - _REST - _FALL:
            points += [(middle - 0.03, 1.0), (middle, _DIP), (middle + 0.03, 1.0)]
    points += [(seconds - _REST - _FALL, 1.0), (seconds - _REST, 0.0), (seconds, 0.0)]
    ordered = sorted(points)
    level: NDArray[np.float64] = np.interp(time, [at for at, _ in ordered], [level for _, level in ordered])
    return level
