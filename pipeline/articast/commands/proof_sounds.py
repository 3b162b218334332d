"""What a proof lets its reader hear: sentences that are said otherwise than they are written, by their own voice."""

from __future__ import annotations

from base64 import b64encode
from time import monotonic
from typing import TYPE_CHECKING

from articast.errors import ArticastError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.flow import Work
    from articast.model import Sentence

SECONDS = 20.0
"""That are spent on speaking: a slow voice has fewer sentences heard."""

MOST = 60
"""Clips of a page, each 30 kB: what is more makes it slow to open."""

BITRATE = 48


def is_changed(sentence: Sentence) -> bool:
    """Whether it is said otherwise than a reader would guess: other words, or sounds that the letters do not tell."""
    said = sentence.said
    return said is not None and (said.text != sentence.written or bool(said.pronunciations))


def heard(works: Sequence[Work]) -> dict[tuple[int, int], str]:
    """Changed sentences as `data:` addresses of MP3s, by the article's number and the sentence's.

    Only voices of this machine speak: a service would be paid for a proof. A sentence that cannot be had has none.
    """
    from articast.speech import engines, sound, speak

    found: dict[tuple[int, int], str] = {}
    until = monotonic() + SECONDS
    for number, work in enumerate(works):
        for index, sentence in enumerate(work.sentences):
            if len(found) == MOST or monotonic() > until:
                return found
            voice = work.voice_of(sentence)
            engine = engines.find(voice.engine)
            if not is_changed(sentence) or not engine.LOCAL or sentence.said is None:
                continue
            sounds = speak.sounds_for(voice, sentence.said)
            try:
                speech = engine.say(sentence.said.text, voice, sentence.language, pronunciations=sounds)
                clip = sound.finish(speech, sound.gain_for([speech]), BITRATE)
            except ArticastError:
                continue
            found[number, index] = f"data:audio/mpeg;base64,{b64encode(clip.frames).decode()}"
    return found
