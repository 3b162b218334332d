"""The second gate: a recogniser writes down what a voice said, and that is held against what was meant.

    Speech → hear → text;  (meant, text) → error_rate → Errors;  bound → defects

Optional: it runs where `[verify]` of articast.toml names a model. Only *fresh* takes are heard. A clip's bytes do not
depend on it, so it is no part of a clip's key, and a clip that was kept before stays as it is: that no clip is paid for
twice is worth more, and `articast check --listen` hears all that is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from articast.errors import ConfigurationError
from articast.speech import engines
from articast.speech.verify.recognisers import Recogniser, find, names
from articast.speech.verify.words import Errors, difference, error_rate

if TYPE_CHECKING:
    from articast.model import Speech
    from articast.settings import Settings

__all__ = [
    "Errors",
    "Listening",
    "Recogniser",
    "defects",
    "difference",
    "error_rate",
    "find",
    "hear",
    "hears",
    "listening",
    "names",
]

WHISPER = "whisper"
"""The recogniser where only a model is named."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Who listens and how strictly: a plain value, for whatever executor."""

    model: str
    """Path of the model, on every machine that speaks; empty where the recogniser needs none."""
    recogniser: str = WHISPER
    threshold: float = 0.35
    """Share of a sentence's words that may be heard otherwise.

    Measured with Whisper base on our examples: all of 709 other sentences and 134 halves are over it; so are none of
    78 good ones by hibari, 1 of 47 by Pico in German, 6 of 56 by Pico in French, whose worst is 0.56. A larger model
    refuses fewer.
    """
    attempts: int = 3
    """How often a sentence is spoken before its article fails."""
    doubtful: bool = False
    """Only takes are heard whose words are doubtful by their alignment."""


def listening(settings: Settings, model: str = "") -> Listening | None:
    """What `[verify]` says; None where it names neither model nor recogniser.

    Args:
        settings: the run's.
        model: path that the command line gave; it wins.

    Raises:
        ConfigurationError: no such recogniser, or its package or model is not here.
    """
    its = settings.verify
    if not (model or its.model or its.recogniser):
        return None
    named = model or (str(settings.path(its.model)) if its.model else "")
    path = _installed(its.model or model) or named
    wanted = Listening(path, its.recogniser or WHISPER, its.threshold, its.attempts, its.hear == "doubtful")
    if fault := find(wanted.recogniser).missing(path):
        raise ConfigurationError(f"[verify]: {fault}")
    return wanted


def _installed(name: str) -> str:
    """The folder of a model that `articast voices install` put in place under that name; empty where it is none's."""
    kind, _, size = name.partition("-")
    folder = engines.voices_folder() / kind / size
    return str(folder) if size and "/" not in name and (folder / "model.bin").is_file() else ""


@lru_cache(maxsize=1)  # an engine without seeds gives the very same take again
def hear(speech: Speech, language: str, model: str, recogniser: str = WHISPER) -> str:
    """What is said in a speech, as a recogniser writes it.

    Raises:
        ConfigurationError: no such recogniser, or its package or model is not here.
    """
    return find(recogniser).hear(speech, language, model)


def hears(how: Listening, language: str) -> bool:
    """Whether the recogniser knows the language."""
    return find(how.recogniser).knows(language, how.model)


def defects(speech: Speech, meant: str, language: str, how: Listening | None) -> tuple[str, ...]:
    """What is wrong with a take's words, as `gate.defects` says it of its sound; empty where it is as meant.

    A language that the model does not know is not judged.

    Args:
        speech: the take.
        meant: what is said.
        language: BCP 47 of it.
        how: None: nothing is judged.
    """
    if how is None or not find(how.recogniser).knows(language, how.model):
        return ()
    heard = hear(speech, language, how.model, how.recogniser)
    found = difference(meant, heard, language)
    return (f"heard as «{heard}», {found:.0%} otherwise than meant",) if found > how.threshold else ()
