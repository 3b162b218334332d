"""`articast check --listen`: hears everything that is published, sentence by sentence, against what was meant.

An episode's bytes are cut at the frames of its sentences' times (no frame needs another's bits), so that one sentence
is decoded at a time and an hour of sound is never in memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from articast import wording
from articast.commands import check
from articast.errors import ArticastError
from articast.flow import plan_of
from articast.keeping import Store
from articast.model import FRAME_SECONDS
from articast.speech import sound, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.model import Speech
    from articast.settings import Settings
    from articast.wording import Lexicon

BEFORE, AFTER = 0.10, 0.15
"""Seconds heard with a sentence on each side, never over the middle of the pause: recognisers lose a word that begins
with the sound."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One published sentence as a recogniser wrote it."""

    path: str
    """Folder of its episode."""
    start: float
    """Seconds from the episode's start."""
    end: float
    meant: str
    """What is said for what is written; the publisher's own wording in `.script.toml` is not known here."""
    heard: str
    errors: verify.Errors
    difference: float
    """As `defects` judges it, 0 to 1 and more."""

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "episode": self.path,
            "start": self.start,
            "end": self.end,
            "meant": self.meant,
            "heard": self.heard,
            "rate": round(self.errors.rate, 4),
            "difference": round(self.difference, 4),
        }


@dataclass(frozen=True, slots=True)
class Listened:
    """One published episode."""

    path: str
    language: str
    voice: str
    sentences: tuple[Heard, ...] = ()
    unheard: str = ""
    """Why it, or a part of it, was not heard; empty when all was."""

    @property
    def errors(self) -> verify.Errors:
        """Of all its sentences."""
        return sum((one.errors for one in self.sentences), verify.Errors(0))

    def __str__(self) -> str:
        told = f"{self.path}: {_rate(self.errors)}, {self.voice}" if self.sentences else self.path
        return told + (f"; not heard: {self.unheard}" if self.unheard else "")


@dataclass(slots=True)
class Hearing:
    """All that is published."""

    threshold: float
    episodes: list[Listened] = field(default_factory=list)

    @property
    def over(self) -> list[Listened]:
        """Episodes whose word error rate is over the threshold."""
        return [one for one in self.episodes if one.errors.rate > self.threshold]

    def worst(self, count: int) -> list[Heard]:
        """Sentences that were heard most differently, the worst first; those without an error are not among them."""
        found = [one for episode in self.episodes for one in episode.sentences if one.errors.count]
        return sorted(found, key=lambda one: (-one.difference, -one.errors.count, one.path, one.start))[:count]

    def as_json(self, worst: int) -> dict[str, Any]:
        """For machines."""
        whole = sum((one.errors for one in self.episodes), verify.Errors(0))
        return {
            "episodes": [
                {
                    "episode": one.path,
                    "language": one.language,
                    "voice": one.voice,
                    "sentences": len(one.sentences),
                    **_counts(one.errors),
                    "unheard": one.unheard,
                }
                for one in self.episodes
            ],
            **_counts(whole),
            "threshold": self.threshold,
            "worst": [one.as_json() for one in self.worst(worst)],
        }

    def text(self, worst: int) -> str:
        """For people."""
        whole = sum((one.errors for one in self.episodes), verify.Errors(0))
        lines = [*map(str, self.episodes), f"in all: {_rate(whole)}"]
        found = self.worst(worst)
        if found:
            lines += ["", "Heard most differently:"]
        for one in found:
            at = f"{int(one.start) // 60}:{int(one.start) % 60:02d}"
            lines += [f"{one.path} at {at}, {one.difference:.0%}", f"    meant: {one.meant}", f"    heard: {one.heard}"]
        lines += [f"{one.path}: over the threshold of {self.threshold:.0%}" for one in self.over]
        return "\n".join(lines)


def listen(settings: Settings, how: verify.Listening, watch: Callable[[str], None]) -> Hearing:
    """Hear every episode of the output.

    Args:
        settings: the run's.
        how: who listens.
        watch: is told of every episode in a line before it is heard.

    Raises:
        ConfigurationError: the recogniser or its model is not here.
    """
    output, lexicon = Store(settings.output_url), plan_of(settings).lexicon
    hearing = Hearing(how.threshold)
    folders = sorted(path.rpartition("/")[0] for path in output.sizes() if path.endswith("/episode.json"))
    for number, folder in enumerate(folders, 1):
        watch(f"listening to {number} of {len(folders)}: {folder}")
        hearing.episodes.append(_episode(output, folder, how, lexicon))
    return hearing


def _episode(output: Store, folder: str, how: verify.Listening, lexicon: Lexicon) -> Listened:
    try:
        told: dict[str, Any] = json.loads(output.read(f"{folder}/episode.json"))
        content = output.read(f"{folder}/{told['files']['audio']}")
        of_it = (folder, str(told["language"]), str(told["voice"]))
        takes = list(_takes(told))
    except (ValueError, KeyError, TypeError, FileNotFoundError) as error:
        return Listened(folder, "", "", (), f"cannot be read: {error!r}")
    recogniser = verify.find(how.recogniser)
    unknown = sorted({take.language for take in takes if not recogniser.knows(take.language, how.model)})
    try:
        cut = _Frames(content)
        heard = tuple(_sentence(folder, take, cut, how, lexicon) for take in takes if take.language not in unknown)
    except ArticastError as error:
        return Listened(*of_it, (), str(error))
    return Listened(*of_it, heard, f"the model does not know {', '.join(unknown)}" if unknown else "")


@dataclass(frozen=True, slots=True)
class _Take:
    """A sentence's place in the sound: its own times, and from where to where it is heard."""

    text: str
    language: str
    start: float
    end: float
    opens: float
    closes: float
    number: str = ""
    """Of a list's item, said before it."""


def _takes(told: dict[str, Any]) -> Iterator[_Take]:
    sentences, whole = told["sentences"], float(told["seconds"])
    for index, one in enumerate(sentences):
        before = sentences[index - 1]["end"] if index else 0.0
        after = sentences[index + 1]["start"] if index + 1 < len(sentences) else whole
        yield _Take(
            one["text"],
            one.get("language") or told["language"],
            one["start"],
            one["end"],
            max(one["start"] - BEFORE, (before + one["start"]) / 2),
            min(one["end"] + AFTER, (one["end"] + after) / 2),
            one.get("number", ""),
        )


class _Frames:
    """An episode's MP3 frames, cut by time."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._start = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=False))
        count, fault = check.frames(content, self._start)
        if fault:
            raise ArticastError(f"its MP3 has {fault}")
        self._size = (len(content) - self._start) // count

    def cut(self, start: float, end: float) -> Speech:
        """What sounds from `start` to `end`, in seconds, to whole frames."""
        first, last = int(start / FRAME_SECONDS), int(end / FRAME_SECONDS) + 1
        return sound.decode(self._content[self._start + first * self._size : self._start + last * self._size])


def _sentence(folder: str, take: _Take, frames: _Frames, how: verify.Listening, lexicon: Lexicon) -> Heard:
    said = wording.say(take.text, take.language, lexicon)
    meant = wording.item(said, take.number, take.language).text if take.number else said.text
    heard = verify.hear(frames.cut(take.opens, take.closes), take.language, how.model, how.recogniser)
    errors, apart = verify.error_rate(meant, heard, take.language), verify.difference(meant, heard, take.language)
    return Heard(folder, take.start, take.end, meant, heard, errors, apart)


def _counts(errors: verify.Errors) -> dict[str, float]:
    return {
        "words": errors.words,
        "wrong": errors.wrong,
        "missing": errors.missing,
        "added": errors.added,
        "rate": round(errors.rate, 4),
    }


def _rate(errors: verify.Errors) -> str:
    return (
        f"word error rate {errors.rate:.1%} of {errors.words} words "
        f"({errors.wrong} wrong, {errors.missing} missing, {errors.added} added)"
    )
