"""A voice is measured on its own speech: its gain and pace, from a dozen answers that are judged like any other speech.

One bad answer among them sets nothing: it is asked for again, then left out. Answers that were paid for are kept one by
one on the shelf, so that a small budget gets there in several runs.
"""

from __future__ import annotations

import json
from hashlib import sha256
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from articast.errors import QualityError
from articast.model import Speech
from articast.speech import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from articast.model import Voice
    from articast.speech.pace import Pace

TAKES = 3
"""How often a sentence is asked for, with other seeds, before it is left out."""

ODD = 6.0
"""LU from the median from which on a sentence is no measure of its voice: those of the voices we know lie within 4."""

ENOUGH = 0.5
"""Share of the sentences that must be good."""

OFF = 0.05
"""How far a voice's rate may be off the usual one, as a share: nobody hears it where one voice follows another."""

SLOWEST, FASTEST = 0.85, 1.25
"""Times its own rate that a voice is made to speak: farther it would not sound like itself."""


def measured(
    voice: Voice, language: str, texts: Sequence[str], say: Callable[[Voice, str, str, int], Speech]
) -> tuple[float, Pace | None, float]:
    """(gain in dB, pace, seconds that are heard of all texts or 0 where one is missing) of a voice.

    Args:
        voice: the voice.
        language: BCP 47 of the texts.
        texts: as said.
        say: speaks (voice, language, text, seed).

    Raises:
        QualityError: too few of its answers are good.
        ArticastError: it does not speak.
    """
    from articast.speech import doubting, gate, sound

    pairs = [(text, speech) for text in texts if (speech := _good(voice, language, text, say))]
    if len(pairs) < max(1, ENOUGH * len(texts)):
        bad = f"{len(texts) - len(pairs)} of the {len(texts)} sentences that it is measured by came back bad"
        raise QualityError(f"{voice.id}: {bad}; choose another voice, or run again when its service is well")
    rough = gate.learn([(text, speech.seconds) for text, speech in pairs])
    levels = [sound.loudness(speech) for _, speech in pairs]
    middle = median([level for level in levels if level > -inf] or [0.0])
    kept = [
        (text, speech)
        for (text, speech), level in zip(pairs, levels, strict=True)
        if (level == -inf or abs(level - middle) <= ODD) and not gate.defects(speech, text, language, rough)
    ] or pairs
    speeches = [speech for _, speech in kept]
    pace = gate.learn([(text, speech.seconds) for text, speech in kept], speeches)
    if pace and voice.engine not in doubting.UNTOLD:
        pace = doubting.learned(pace, kept, language)
    seconds = sum(map(sound.spoken_seconds, speeches)) if len(speeches) == len(texts) else 0.0
    return round(sound.gain_for(speeches), 2), pace, seconds


def speed(seconds: float, usual: float) -> float:
    """Times its own rate at which a voice says in `usual` seconds what took it `seconds`; 1 where that is near."""
    factor = seconds / usual if seconds and usual else 1.0
    return round(min(max(factor, SLOWEST), FASTEST), 2) if abs(factor - 1) > OFF else 1.0


def _good(voice: Voice, language: str, text: str, say: Callable[[Voice, str, str, int], Speech]) -> Speech | None:
    """An answer without defects, None where each take had one."""
    from articast.speech import gate

    for seed in range(TAKES):
        speech = say(voice, language, text, seed)
        if not gate.defects(speech, text, language, None):
            return speech
    return None


def spoken(voice: Voice, language: str, text: str, seed: int) -> Speech:
    """What its engine answers."""
    return engines.find(voice.engine).say(text, voice, language, seed=seed)


def path_of(voice: Voice, language: str, text: str, seed: int = 0) -> str:
    """Where an answer is kept on the shelf."""
    version = engines.find(voice.engine).version(voice)
    parts = [voice.id, voice.options, version, language, text, seed]
    key = sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
    return f"{key[:2]}/{key}.take"


def pack(speech: Speech) -> bytes:
    """An answer as one file: a line of JSON, then its samples."""
    head = {"rate": speech.rate, "digest": sha256(speech.pcm).hexdigest()}
    return json.dumps(head).encode() + b"\n" + speech.pcm


def unpack(packed: bytes) -> Speech:
    """The answer that `pack` wrote.

    Raises:
        FileNotFoundError: the file is damaged: as good as none, it will be asked for again.
    """
    head, _, pcm = packed.partition(b"\n")
    try:
        values = json.loads(head)
        whole = sha256(pcm).hexdigest() == values["digest"]
        speech = Speech(pcm, int(values["rate"]))
    except (ValueError, TypeError, KeyError) as error:
        raise FileNotFoundError("a damaged answer") from error
    if not whole:
        raise FileNotFoundError("a damaged answer")
    return speech
