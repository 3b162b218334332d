"""Voices that take too long: told each time, and asked no more in the run after a few times in a row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from articast.errors import ArticastError, EngineError, LimitError
from articast.limits import late

if TYPE_CHECKING:
    from articast.model import Voice

MOST = 3
"""How often in a row a voice may take too long before it is asked no more in the run."""


class Hanging:
    """How often in a row each voice took too long."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is what a sentence may take."""
        self._seconds = seconds
        self._times: Counter[str] = Counter()

    def again(self, voice: Voice, text: str, error: LimitError | None = None) -> LimitError:
        """Note that it did so over a text; what to say of it."""
        self._times[voice.id] += 1
        error = error or late(self._seconds, "sentence_seconds")
        return LimitError(f"«{text}»: {voice.id}: {error.why}", error.name)

    def no_more(self, voice: Voice) -> None:
        """Note that it spoke."""
        self._times.pop(voice.id, None)

    def why_not(self, voice: Voice) -> ArticastError | None:
        """Why a voice is asked no more in this run, if it is not."""
        if self._times[voice.id] < MOST:
            return None
        return EngineError(f"{voice.id} took too long {MOST} times in a row: it is asked no more in this run")
