"""`articast voices`: who would speak each language and why; installing a voice; trying one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from articast.flow import plan_of
from articast.speech import casting, engines, samples, sound, speak
from articast.wording import say as word

if TYPE_CHECKING:
    from articast.settings import Settings


def table(language: str, settings: Settings) -> list[dict[str, Any]]:
    """For every language (or for one): who would speak it, its licence, whether it is a makeshift, why no other."""
    found = casting.table(language, dict(plan_of(settings).voices))
    return [
        {
            "language": one.language,
            "voice": one.voice.id if one.voice else None,
            "licence": one.voice.licence if one.voice else "",
            "makeshift": bool(one.voice and casting.makeshift(one.language, one.voice)),
            "why": one.why,
            "ready": one.voice is not None,
        }
        for one in found
    ]


def text(found: list[dict[str, Any]]) -> str:
    """The table for people."""
    width = max((len(one["voice"] or "none") for one in found), default=4)
    return "\n".join(
        f"{one['language']:<8} {one['voice'] or 'none':<{width}}  {one['licence']}\n{'':<8} {one['why']}"
        for one in found
    )


def try_out(name: str, words: str, language: str, settings: Settings) -> Path:
    """Speak a text (or the language's sample) with a voice, to an MP3 beside the configuration.

    Raises:
        ArticastError: no such voice, or it cannot say it.
    """
    engine, _, its_name = name.partition(":")
    spoken = language or _language(engines.find(engine).voice(its_name, settings.language or "en").language)
    plan = plan_of(settings)
    options = {which: dict(values) for which, values in plan.options if values}
    voice = casting.choose(spoken, name, (), options)
    texts = (word(words, spoken, plan.lexicon).text,) if words else samples.sample(spoken)
    tuned = speak.tuning(voice, spoken, samples.sample(spoken))
    clips = [speak.speak(speak.Task(said, spoken, voice, tuned, settings.bitrate)) for said in texts]
    path = Path(f"{voice.id.replace(':', '-')}.mp3")
    path.write_bytes((sound.silence(settings.bitrate) * 15).join(clip.frames for clip in clips))
    return path


def _language(spoken: str) -> str:
    return "en" if spoken == "mul" else spoken
