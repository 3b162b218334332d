"""Engines: what speaks. One file each; an engine is a module (or any object) that fits `Engine`.

A third party's engine is found by an entry point of the group `articast.engines`, whose name is the engine's.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from articast.errors import ConfigurationError
from articast.speech import plugins
from articast.speech.engines._folder import QUALITIES
from articast.speech.engines._folder import folder as voices_folder
from articast.speech.engines._scripts import unread as unread_by
from articast.speech.engines._spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation, Speech, Voice

__all__ = [
    "QUALITIES",
    "Engine",
    "NetworkEngine",
    "configured",
    "find",
    "manner",
    "names",
    "paced",
    "sends",
    "spells",
    "takes_ipa",
    "takes_pace",
    "unread",
    "voices_folder",
]


class Engine(Protocol):
    """What every engine can do. Two calls of `say` with the same arguments give the same bytes."""

    LOCAL: bool
    """True: costs CPU on this machine, spoken in the pool of processes. False: asked over a network, from threads
    of the main process, so that one pace and one budget hold for the run. Such an engine also has `configure`.

    It may have `STEADY = True`: neither its level nor its rate is touched, as everybody's else is; `QUICK = True`: its
    voices lose nothing where they are encoded in a quicker way; `manner(text, voice, language)`: what it does to
    this very text beside, in a word, for the clip's key; `takes_ipa(voice, ipa)`: whether the voice says these
    sounds; and `SPELLS = True`: it takes none, and they are written in letters."""

    OPTIONS: Mapping[str, str | float]
    """What may be set in `Voice.options`, with defaults; all of it changes the bytes. Where it can, an engine knows
    `speed` (1.0 is the voice's own, 2.0 twice as fast)."""

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


@runtime_checkable
class NetworkEngine(Protocol):
    """What an engine with `LOCAL = False` can do beside."""

    def configure(self, *, pace: float, budget: int, patience: float, timeout: float) -> None:
        """Set for this process how to ask; none of it changes the bytes. Counts of the budget start again.

        Args:
            pace: requests a second, at most.
            budget: requests in a run, at most; 0: no limit. After it `say` raises ExhaustedError.
            patience: seconds that one text may be asked for again and again, waiting included.
            timeout: seconds that the service may keep silent.
        """

    def price(self, voice: Voice) -> float:
        """Cost of a million characters, in the currency that the service bills in; 0 where nothing is billed."""

    def requests(self, text: str, voice: Voice) -> int:
        """How many requests it takes to speak this text."""

    # It may have `sends(voice)`: the address that texts are sent to, for the dry run.


def configured(voice: Voice, options: Mapping[str, object]) -> Voice:
    """The voice with these settings on top of its own.

    Raises:
        ConfigurationError: its engine knows no such option, or the value is of the wrong type; lists the known ones.
    """
    known = find(voice.engine).OPTIONS
    settings: dict[str, str | float] = dict(voice.options)
    for name, value in options.items():
        default = known.get(name)
        if default is None:
            raise ConfigurationError(f"voice {voice.id} has no option '{name}'; known: {', '.join(known) or 'none'}")
        if isinstance(value, int) and not isinstance(value, bool) and isinstance(default, float):
            value = float(value)  # noqa: PLW2901 - TOML's 1 is our 1.0
        if type(value) is not type(default):
            kind = {str: "a text", float: "a number", int: "a whole number", bool: "true or false"}[type(default)]
            raise ConfigurationError(f"option '{name}' of voice {voice.id} is {kind}, not {value!r}")
        assert isinstance(value, str | float | int)
        settings[name] = value
    return replace(voice, options=tuple(sorted(settings.items())))


def takes_pace(voice: Voice) -> bool:
    """Whether the voice can be asked to speak a little slower or faster, and is one that may be."""
    engine = find(voice.engine)
    return "speed" in engine.OPTIONS and not getattr(engine, "STEADY", False)


def paced(voice: Voice, factor: float) -> Voice:
    """The voice at `factor` times its speed, by its engine's own means; as it is where it has none."""
    if factor == 1.0 or not takes_pace(voice):
        return voice
    options = dict(voice.options)
    speed = round(float(options.get("speed", 1.0)) * factor, 3)
    return replace(voice, options=tuple(sorted({**options, "speed": speed}.items())))


def spells(voice: Voice) -> bool:
    """Whether sounds are written in letters for the voice."""
    return bool(getattr(find(voice.engine), "SPELLS", False))


def takes_ipa(voice: Voice, ipa: str, language: str = "") -> bool:
    """Whether the voice says these sounds: its engine knows it by `takes_ipa(voice, ipa)`; one without takes none,
    but those that they are spelled for in a text of `language`.
    """
    if spells(voice):
        return spelled(ipa, language) is not None
    takes = getattr(find(voice.engine), "takes_ipa", None)
    return bool(takes and takes(voice, ipa))


def sends(voice: Voice) -> str:
    """What a publisher is to be told of a voice that is asked over a network; empty for one of this machine."""
    engine = find(voice.engine)
    host = getattr(engine, "sends", None)
    if not isinstance(engine, NetworkEngine) or host is None:
        return ""
    price = engine.price(voice)
    cost = f", at {price:g} a million characters" if price else ""
    return f"{voice.id} sends the text of articles to {host(voice)}{cost}"


def unread(voice: Voice, text: str) -> str:
    """Why the voice cannot read a text, as far as the writing tells; empty where it can.

    An engine that knows what it reads has `scripts(voice)`: names of writings, as Unicode begins its letters' names.
    """
    scripts = getattr(find(voice.engine), "scripts", None)
    return unread_by(text, voice, scripts(voice)) if scripts else ""


def manner(text: str, voice: Voice, language: str) -> str:
    """What the engine does to this text that it does not to others, in a word; empty for most."""
    its = getattr(find(voice.engine), "manner", None)
    return str(its(text, voice, language)) if its else ""


def names() -> tuple[str, ...]:
    """All engines' names, our own first."""
    return plugins.names(__name__)


@cache
def find(name: str) -> Engine:
    """The engine of that name.

    Raises:
        ConfigurationError: there is none, and the message lists those there are; or a third party's cannot be loaded.
    """
    return cast("Engine", plugins.find(__name__, name))
