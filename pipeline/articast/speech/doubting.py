"""Whether a take says its words, as far as espeak-ng's speech of them tells: a doubt, never a verdict.

What is measured is `aligning.Likeness`; how far each measure goes in a voice's right sentences is learned when it is
calibrated. A word that was dropped is a stretch of the words that nothing is heard for, a word said twice a stretch
heard that no words stand for; another sentence is far off altogether. A doubtful take is spoken again, or heard by a
recogniser where there is one; a doubt that stays in every take is the voice's own way of reading, and is kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.speech import aligning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import Speech
    from articast.speech.aligning import Likeness
    from articast.speech.pace import Pace

UNTOLD = frozenset({"tone", "espeak"})
"""Engines that there is nothing to learn of: a tone says no words, and espeak-ng is what others are held against."""

FEWEST = 3
"""Sentences that a voice's bounds are learned from, at least."""

SHORTEST = 25
"""Characters from which on the distance of the whole counts: a word alone is far off by itself («Six.»: 0.88)."""

_MORE, _UNLIKE, _MISSING, _EXTRA = 2.0, 0.13, 0.32, 0.5
"""How far over the most of the sample's few sentences a bound is, as a factor of seconds and in distance; and the
least seconds of both. Of 80 right sentences each Pico (de) has 0.14 s missing and 0.27 s extra at most, hibari 0.28 s
and 0.14 s (`python -m benchmarks.hearing`)."""


_LISTED = re.compile(r"(?:^|[.!?:;,…] )[^\s.!?:;,…]+(?: [^\s.!?:;,…]+)?[.!?:;,…]")
"""A word or two by themselves («Oui. Au secours. Pourquoi?»): a voice draws them out, espeak-ng does not."""

_DRAWN_OUT = 2.5
"""Times the bound of what is extra where such stand. Of 350 right sentences 10 were doubted in French, 2 in German, at
most 2.26 times over; each had one."""


def learned(pace: Pace, pairs: Sequence[tuple[str, Speech]], language: str) -> Pace:
    """The voice's pace with its bounds; without them where espeak-ng does not speak the language.

    Args:
        pace: what is known else.
        pairs: texts with the voice's good speeches of them.
        language: BCP 47 of the texts.
    """
    found = [one for text, speech in pairs if (one := aligning.compared(speech, text, language))]
    if len(found) < FEWEST:
        return pace
    unlike, missing, extra = (max(getattr(one, name) for one in found) for name in ("distance", "missing", "extra"))
    return replace(
        pace,
        unlike=round(unlike + _UNLIKE, 3),
        missing=round(max(_MISSING, _MORE * missing), 2),
        extra=round(max(_EXTRA, _MORE * extra), 2),
    )


def judged(speech: Speech, said: str, language: str, pace: Pace | None) -> tuple[Speech, float]:
    """A take with the times of its words where it had none, and how doubtful it is.

    Args:
        speech: as the engine gave it.
        said: the text that it was given.
        language: BCP 47 of the text.
        pace: the voice's; without bounds nothing is doubted.

    Returns:
        The doubt: how many times over its bound the worst measure is; 0 where none is over.
    """
    if pace is None or not pace.missing:
        return speech, 0.0
    likeness = aligning.compared(speech, said, language)
    if likeness is None:
        return speech, 0.0
    timed = speech if speech.words or likeness.distance > aligning.UNLIKE else replace(speech, words=likeness.words)
    return timed, doubt(likeness, pace, said)


def doubt(likeness: Likeness, pace: Pace, said: str) -> float:
    """How many times over its bound the worst measure is; 0 where none is over.

    Args:
        likeness: of a take.
        pace: the voice's.
        said: the text.
    """
    worst = score(likeness, pace, said)
    return worst if worst > 1 else 0.0


def score(likeness: Likeness, pace: Pace, said: str) -> float:
    """How many times over its bound the worst measure is, under 1 too."""
    extra = pace.extra * (_DRAWN_OUT if _LISTED.search(said) else 1.0)
    return max(
        likeness.distance / pace.unlike if pace.unlike and len(said) >= SHORTEST else 0.0,
        likeness.missing / pace.missing if pace.missing else 0.0,
        likeness.extra / extra if extra else 0.0,
    )
