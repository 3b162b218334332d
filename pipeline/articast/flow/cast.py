"""Who speaks an article: its narrator in each language, and those whose words the publisher gave another voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.errors import VoiceError
from articast.languages import primary
from articast.speech import casting
from articast.text import script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articast.flow.preparing import Kept, Plan
    from articast.model import Article, Sentence, Voice


@dataclass(frozen=True, slots=True)
class Part:
    """Who says the words of somebody that is not the narrator."""

    language: str
    speaker: str
    """As the sentences have it."""
    wish: str
    """The voice as the publisher named it."""
    voice: Voice

    @property
    def name(self) -> str:
        """What its voice is kept as, beside the languages' own."""
        return f"{self.language} {self.speaker}"


def wish_of(language: str, wanted: str, plan: Plan) -> str:
    """What the publisher asks for: the article's voice, the run's, or the language's list; empty: the best there is."""
    preferred = dict(plan.voices)
    return wanted or plan.voice or " ".join(preferred.get(language.lower()) or preferred.get(primary(language)) or ())


def author_voice(article: Article, plan: Plan) -> str:
    """The voice that the publisher gave the article's first author; empty where every article has the run's."""
    names = [name for name, _ in plan.speakers]
    who = script.speaker_of(article.authors[0], names) if article.authors and not plan.voice else ""
    return _named(who, article.language, plan) if who else ""


def cast_voice(language: str, wanted: str, plan: Plan, kept: Kept, part: str = "") -> Voice:
    """The voice that speaks a language here, with the publisher's options.

    The one that an episode was published with speaks it again while the publisher wishes for what he wished for then,
    whatever was installed or lost meanwhile.

    Args:
        language: BCP 47.
        wanted: the article's, or the part's, voice; empty: none.
        plan: the run's.
        kept: what it was published with.
        part: what the voice is kept as; empty: the language's.

    Raises:
        VoiceError: none is ready, or the one that it was published with is not.
    """
    preferred = dict(plan.voices)
    prefer = preferred.get(language.lower()) or preferred.get(primary(language)) or ()
    options = {name: dict(values) for name, values in plan.options if values}
    wish = wish_of(language, wanted, plan)
    had = {tag: name for tag, then, name in kept.voices if then == wish}.get(part or language)
    if plan.without:
        for candidate in casting.candidates(language, prefer, options):
            if candidate.voice and not candidate.missing and candidate.voice.id not in plan.without:
                return casting.choose(language, candidate.voice.id, (), options)
        raise VoiceError(f"no voice is left for language '{language}': {', '.join(plan.without)} gave up")
    if had and not plan.refresh:
        try:
            return casting.choose(language, had, (), options)
        except VoiceError as error:
            raise VoiceError(
                f"it is published with {had}, and no other voice takes its place unasked: {error}; "
                "make it ready, or have the best voice that is ready with --refresh"
            ) from error
    return casting.choose(language, wanted or plan.voice, prefer, options)


def parts(sentences: Iterable[Sentence], plan: Plan, kept: Kept) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The voices of all who say a sentence and are not the narrator; and what is to be told of those that have none.

    Where the narrator's gave up, there are none: what takes its place says all.

    Raises:
        VoiceError: one is not ready.
    """
    found: list[Part] = []
    told: list[str] = []
    if plan.without:
        return (), ()
    for language, who in dict.fromkeys((one.language, one.speaker) for one in sentences if one.speaker):
        if not (wanted := _named(who, language, plan)):
            told.append(f"{_called(who)} has no voice for '{language}' in the configuration: the narrator says it")
            continue
        found.append(Part(language, who, wanted, cast_voice(language, wanted, plan, kept, f"{language} {who}")))
    return tuple(found), tuple(told)


def _called(who: str) -> str:
    return "[speech] quotes" if who == "quotes" else f"[speakers] {who}"


def _named(who: str, language: str, plan: Plan) -> str:
    """The voice of a speaker in a language: that of the language's tag, or one that speaks it; else empty."""
    for tag, name in dict(plan.speakers)[who]:
        if tag and tag not in (language.lower(), primary(language)):
            continue
        if tag or ":" not in name or _speaks(name, language, plan):
            return name
    return ""


def _speaks(name: str, language: str, plan: Plan) -> bool:
    """Whether a voice is one of the language; a foreigner is never cast for somebody's words unasked."""
    options = {engine: dict(values) for engine, values in plan.options if values}
    its = casting.choose(language, name, (), options).language
    return its == "mul" or primary(its) == primary(language)
