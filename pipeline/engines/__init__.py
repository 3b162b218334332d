"""Engines: what speaks. One file each; an engine is a module (or any object) that fits `Engine`.

A third party's engine is found by an entry point of the group `articast.engines`, whose name is the engine's.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from pipeline.model import Pronunciation, Speech, Voice


class Engine(Protocol):
    """What every engine can do. Two calls of `say` with the same arguments give the same bytes."""

    LOCAL: bool
    """True: costs CPU on this machine, spoken in the pool of processes. False: asked over a network, from threads
    of the main process, so that one pace and one budget hold for the run."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices that the engine knows, ready or not; those it likes best first."""

    def voice(self, name: str, language: str) -> Voice:
        """The voice of that name; the best one for the language where the name is empty.

        Raises:
            VoiceError: no such voice, or none for the language; the message lists those there are.
        """

    def missing(self, voice: Voice) -> str:
        """What keeps the voice from being ready and how to get it; empty when it is ready. Cheap: loads no model."""

    def version(self, voice: Voice) -> str:
        """All that decides the bytes beside the text and the voice's options: engine and model version."""

    def say(
        self, text: str, voice: Voice, language: str, *, seed: int = 0, pronunciations: tuple[Pronunciation, ...] = ()
    ) -> Speech:
        """Speak one sentence.

        Args:
            text: what is said: plain text, never markup.
            voice: one of this engine's.
            language: BCP 47 of the text.
            seed: other seeds give other takes of the same text, where the engine has them.
            pronunciations: IPA for stretches of the text; engines without phonemes pay no heed.

        Raises:
            UnspeakableError: nothing in the text that this voice can say.
            TooLongError: over `voice.limit`; an engine never cuts.
            EngineError: the engine failed; asking again may help.
            NotReadyError: model, package or key is not here.
        """


@cache
def names() -> tuple[str, ...]:
    """All engines' names, our own first."""
    own = [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
    return (*own, *sorted({point.name for point in entry_points(group="articast.engines")} - set(own)))


@cache
def find(name: str) -> Engine:
    """The engine of that name.

    Raises:
        ConfigurationError: there is none; the message lists those there are.
    """
    if name not in names():
        raise ConfigurationError(f"no engine '{name}'; known: {', '.join(names())}")
    for point in entry_points(group="articast.engines"):
        if point.name == name:
            return cast("Engine", point.load())
    return cast("Engine", import_module(f"{__name__}.{name}"))
