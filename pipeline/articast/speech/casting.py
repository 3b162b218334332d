"""Which voice speaks: the publisher's word first, then the language's list, then espeak; the first that is ready.

An episode has one voice: this is decided once an article, before anything is spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from articast.errors import NotReadyError, VoiceError
from articast.languages import primary, shipped
from articast.languages import table as language_table
from articast.speech import engines
from articast.speech.engines import piper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.model import Voice

_LAST = "espeak"
"""Speaks where nothing else is ready: it is in every installation and knows the most languages."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One voice that could speak a language."""

    name: str
    """`engine:voice`, or the engine alone where it has no voice for the language."""
    voice: Voice | None
    """None where the engine has none."""
    missing: str
    """Why it does not speak, and the way out; empty when it is ready."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who speaks a language, and why not the others."""

    language: str
    voice: Voice | None
    """None where no voice is ready."""
    passed_over: tuple[Candidate, ...]
    """Those that are preferred to it and not ready, best first."""

    @property
    def why(self) -> str:
        """In a sentence, for `articast voices`."""
        reasons = "; ".join(f"{candidate.name}: {candidate.missing}" for candidate in self.passed_over)
        if self.voice is None:
            return f"no voice is ready ({reasons}); {_elsewhere(self.language)}"
        why = f"before it, not ready: {reasons}" if reasons else "first in the language's list"
        mend = makeshift(self.language, self.voice)
        return f"{mend}; {why}" if mend else why


def choose(
    language: str,
    wanted: str = "",
    prefer: tuple[str, ...] = (),
    options: Mapping[str, Mapping[str, object]] | None = None,
) -> Voice:
    """The voice for a text.

    Args:
        language: BCP 47 of the text.
        wanted: `engine` or `engine:voice`, as on the command line or in an article's front matter: no other is taken.
        prefer: such names, best first, from `articast.toml`; empty: the list of `voices/<language>.toml`.
        options: settings by `engine` or `engine:voice`, put into `Voice.options`.

    Raises:
        VoiceError: no voice of that name, or none for the language.
        NotReadyError: the voice wanted, or every one preferred, is not ready; the message says how to make it so.
        ConfigurationError: no such engine or option.
    """
    if wanted:
        voice = _set(_named(wanted, language), options)
        reason = engines.find(voice.engine).missing(voice)
        if reason:
            raise NotReadyError(f"voice {voice.id} is not ready: {reason}")
        return voice
    casting = cast(language, prefer, options)
    if casting.voice is None:
        kind = NotReadyError if any(candidate.voice for candidate in casting.passed_over) else VoiceError
        raise kind(f"no voice for language '{language}': {casting.why}")
    return casting.voice


def cast(
    language: str, prefer: tuple[str, ...] = (), options: Mapping[str, Mapping[str, object]] | None = None
) -> Casting:
    """Who would speak a language if no voice is named; raises as `choose` does only for names that do not exist."""
    passed: list[Candidate] = []
    for candidate in candidates(language, prefer, options):
        if candidate.voice and not candidate.missing:
            return Casting(language, candidate.voice, tuple(passed))
        passed.append(candidate)
    return Casting(language, None, tuple(passed))


def candidates(
    language: str, prefer: tuple[str, ...] = (), options: Mapping[str, Mapping[str, object]] | None = None
) -> Iterator[Candidate]:
    """Voices for a language, best first: those that the publisher names and no other, else the language's, then espeak.

    Raises:
        ConfigurationError: a name in the list is of no engine.
        VoiceError: a name `engine:voice` in the list is of no voice.
    """
    names = prefer or tuple(language_table(language, "voices").get("prefer", ("piper",)))
    for name in dict.fromkeys((*names, *(() if prefer else (_LAST,)))):
        try:
            voice = _set(_named(name, language), options)
        except VoiceError as error:
            if ":" in name:
                raise
            yield Candidate(name, None, str(error).partition(";")[0])
            continue
        yield Candidate(voice.id, voice, engines.find(voice.engine).missing(voice))


def makeshift(language: str, voice: Voice) -> str:
    """What a publisher is to be told of a voice that is hardly understood, with what mends it; empty for the others.

    A formant voice is one outside English: Whisper heard half of its words wrong in French and German, two of three in
    Dutch, Polish and Portuguese, one of fourteen in English.
    """
    if voice.synthetic != "formant" or primary(language) == "en":
        return ""
    better = [one for one in candidates(language) if one.voice and one.missing and one.voice.synthetic == "neural"]
    better.sort(key=lambda one: not one.name.startswith("kokoro"))  # heard and measured in all its languages
    way = better[0].missing if better else piper.command(language)
    mend = f"for a better one: {way}" if way else _elsewhere(language)
    return f"{voice.id} is a makeshift for '{language}' and hardly understood; {mend}"


def _elsewhere(language: str) -> str:
    """Who may speak a language beside what is on this machine."""
    tag = primary(language)
    try:
        engines.find("gtts").voice("", language)
    except VoiceError:
        return f"a server of your own may speak it: voices.{tag} = 'openai:NAME' with its base_url in [engines.openai]"
    return f"Google may speak it, which sends the text there: voices.{tag} = 'gtts'"


def table(language: str = "", prefer: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Casting, ...]:
    """For every language that a voice speaks (or for one), who would speak it: for `articast voices`.

    Args:
        language: only this one; empty: those with a file first, then all the others by name.
        prefer: the lists of `articast.toml` by language.
    """
    lists = prefer or {}
    languages = (language,) if language else (*shipped(), *(tag for tag in spoken() if tag not in shipped()))
    return tuple(cast(tag, lists.get(tag, lists.get(primary(tag), ()))) for tag in languages)


@cache
def spoken() -> tuple[str, ...]:
    """Primary tags of the languages that the last resort speaks, sorted."""
    return tuple(sorted({primary(voice.language) for voice in engines.find(_LAST).voices()}))


def _named(name: str, language: str) -> Voice:
    """The voice of a name as the publisher writes it."""
    engine, _, voice = name.partition(":")
    return engines.find(engine).voice(voice, language)


def _set(voice: Voice, options: Mapping[str, Mapping[str, object]] | None) -> Voice:
    """The voice with its settings; the engine's that it does not know are an error, as are its own."""
    for name in (voice.engine, voice.id):
        if options and name in options:
            voice = engines.configured(voice, options[name])
    return voice
