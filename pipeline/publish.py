"""The main job. The whole flow is `publish`: start reading there."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from pipeline import edition, hub, sound, sources, speak, stitch, tag
from pipeline.catalogue import Made, Revision
from pipeline.episodes import claims_of, episode_of, reading_of, slug_of
from pipeline.errors import ArticastError, ConfigurationError, PublishError, SourceError, VoiceError
from pipeline.house import opened, options_of, tuning
from pipeline.memory import Memory, casting_of, digest_of
from pipeline.prepare import Plan, Work, content_digest, prepare
from pipeline.settings import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.house import House
    from pipeline.model import Document, Episode, Recording, Show
    from pipeline.settings import Settings


class Watch(Protocol):
    """Who is told how a run goes on (progress bars, a log)."""

    def begin(self, work: Work) -> None:
        """An article's sentences are about to be spoken."""

    def clip(self, work: Work, spoken: int, seconds: float) -> None:
        """A clip is there: 1 spoken or 0 reused, and its length."""

    def end(self, source: str, outcome: str) -> None:
        """A source is done: `published`, `unchanged`, or `failed: <stage>: <error>`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be published; what was published of it before stays."""

    source: str
    stage: str
    error: str


@dataclass(slots=True)
class Report:
    """What a run did."""

    published: list[tuple[str, Episode]] = field(default_factory=list)
    """(source, episode)"""
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    spoken: int = 0
    reused: int = 0
    left_out: int = 0

    @property
    def audio_seconds(self) -> float:
        """Of all episodes published in this run."""
        return sum(episode.seconds for _, episode in self.published)


def publish(names: Sequence[str], settings: Settings, watch: Watch) -> Report:
    """Publish what is new or changed, then bring feeds and pages up to date.

        sources | extract | script | sentences | wording | speak | stitch | tag | transcripts + pages | feed

    Args:
        names: sources; those of the configuration where empty.
        settings: the run's.
        watch: is told how it goes on.

    Raises:
        PublishError: output or state cannot be written; what was published stays.
    """
    began, report = monotonic(), Report()
    with opened(settings) as house:
        run = house.catalogue.begin(house.clock)
        documents = _fresh(house, names or settings.source_names, report, watch)
        works = _prepared(house, documents, report, watch)
        recorded = house.studio.record(_tasks(house, works, report, watch), watch.clip)
        for work, takes in recorded:
            with _each(report, watch, work.document.source):
                _press(house, *_or_next_voice(house, work, takes, watch), report, watch)
        changed = edition.bring_out(house.output, house.catalogue, settings, house.clock)
        report.warnings += [warning for its in changed if its.hub and (warning := _ping(its))]
        for failure in report.failed:
            house.catalogue.fail(run, failure.source, failure.stage, failure.error)
        counts = len(report.published), len(report.unchanged), len(report.failed)
        house.catalogue.end(run, now(), *counts)
        report.spoken, report.reused = house.studio.spoken, house.studio.reused
    report.seconds = monotonic() - began
    return report


def _fresh(house: House, names: Sequence[str], report: Report, watch: Watch) -> Iterator[Document]:
    """The documents that are new or changed."""
    memory = Memory(house)
    for found in sources.read(names, options_of(house.settings), memory, house.settings.root):
        if isinstance(found, sources.SourceFailure):
            _fail(report, watch, found.source, found.error)
        elif isinstance(found, sources.Unchanged) or memory.intact(
            found.id, digest_of(content_digest(found), house.plan)
        ):
            report.unchanged.append(found.source)
            watch.end(found.source, "unchanged")
        else:
            yield found


def _prepared(house: House, documents: Iterator[Document], report: Report, watch: Watch) -> Iterator[Work]:
    """Articles with their worded sentences, made in the pool, a few in advance."""
    prepared = house.studio.ahead(_Prepare(house.plan), documents)
    seen: dict[str, str] = {}
    for document, future in prepared:
        with _each(report, watch, document.source):
            work = future.result()
            first = seen.setdefault(work.article.id, document.source)
            if first != document.source:
                raise SourceError(
                    f"{document.source} says it is the same article as {first} ({work.article.id}): "
                    "give one of them another canonical URL"
                )
            yield work


@dataclass(frozen=True, slots=True)
class _Prepare:
    """`prepare` with its plan: a plain callable for whatever executor."""

    plan: Plan

    def __call__(self, document: Document) -> Work:
        return prepare(document, self.plan)


def _tasks(
    house: House, works: Iterator[Work], report: Report, watch: Watch
) -> Iterator[tuple[Work, tuple[speak.Task, ...]]]:
    """Each article with the tasks of its sentences."""
    for work in works:
        with _each(report, watch, work.document.source):
            tasks = _tasks_of(house, work)
            watch.begin(work)
            yield work, tasks


def _tasks_of(house: House, work: Work) -> tuple[speak.Task, ...]:
    tuned = {language: tuning(house, voice, language) for language, voice in work.voices}
    voices, bitrate = dict(work.voices), house.settings.bitrate
    return tuple(
        speak.task_of(sentence, voices[sentence.language], tuned[sentence.language], bitrate)
        for sentence in work.sentences
    )


def _or_next_voice(
    house: House, work: Work, takes: list[speak.Taken] | ArticastError, watch: Watch
) -> tuple[Work, list[speak.Taken]]:
    """The article as it was spoken; where its voice gave up and the publisher wants it so, whole by the next voice.

    Raises:
        ArticastError: the voice's error, where there is no other.
    """
    without: tuple[str, ...] = ()
    while isinstance(takes, ArticastError):
        if not house.settings.fallback:
            raise takes
        without = (*without, work.voices[0][1].id)
        try:
            work = prepare(work.document, replace(house.plan, without=without))
        except VoiceError:
            raise takes from None
        watch.begin(work)
        ((work, takes),) = house.studio.record(iter([(work, _tasks_of(house, work))]), watch.clip)
    return work, takes


def _press(house: House, work: Work, takes: list[speak.Taken], report: Report, watch: Watch) -> None:
    """Make an article's episode and put it in place; the catalogue has it when its files are there."""
    entry = house.catalogue.adopt(
        work.article.id,
        work.folder,
        slug_of(work.article),
        work.article.published,
        work.document.modified or house.clock,
    )
    before = house.catalogue.episode(entry.id)
    show = edition.show(house.output, house.catalogue, house.settings, work.folder, work.article.site)
    recording, spans, origins = _joined(house, takes, work)
    reading = reading_of(work, takes, spans, origins)
    draft = episode_of(work, entry, recording, reading, show, house.clock, before)
    episode = _mastered(house, draft, recording, tag.id3(draft, reading, show, house.output.read(show.cover)), before)
    made = Made(entry.id, digest_of(work.digest, house.plan), casting_of(work, house.plan))
    keys = tuple(take.take.key for take in takes)
    report.left_out += len(work.script.left_out)
    house.catalogue.commit(Revision(work.document.id, made, episode, reading, claims_of(work.article), keys))
    if not entry.withdrawn:
        house.catalogue.placed(entry.id, edition.place(house.output, show, episode, reading))
    sources.done(work.document, Memory(house))
    if episode == before:
        report.unchanged.append(work.document.source)
        watch.end(work.document.source, "unchanged")
    else:
        report.published.append((work.document.source, episode))
        watch.end(work.document.source, "published")


def _joined(
    house: House, takes: list[speak.Taken], work: Work
) -> tuple[Recording, tuple[tuple[float, float], ...], tuple[float, ...]]:
    """The recording with the publisher's intro and outro; the sentences' spans and their clips' starts."""
    before = [insert] if (insert := _insert(house, house.settings.speech.intro)) else []
    after = [insert] if (insert := _insert(house, house.settings.speech.outro)) else []
    pauses = [sentence.pause for sentence in work.sentences]
    everything = [*before, *(taken.take for taken in takes), *after]
    recording = stitch.join(everything, [*(pauses[-1:] * len(before)), *pauses, *(pauses[-1:] * len(after))])
    own = slice(len(before), len(before) + len(takes))
    return recording, recording.spans[own], stitch.starts(recording)[own]


def _insert(house: House, name: str) -> stitch.Take | None:
    """The publisher's own sound as a clip on the shelf."""
    if not name:
        return None
    try:
        data = house.settings.path(name).read_bytes()
    except OSError as error:
        raise ConfigurationError(f"[speech] {name}: {error.strerror}") from error
    key = sha256(f"{speak.VERSION} {house.settings.bitrate}".encode() + data).hexdigest()
    try:
        clip = speak.unpack(house.shelf.read(speak.path_of(key)))
    except FileNotFoundError:
        clip = sound.insert(data, house.settings.bitrate)
        house.shelf.write(speak.path_of(key), speak.pack(clip))
    return stitch.Take.of(key, clip)


def _mastered(house: House, draft: Episode, recording: Recording, head: bytes, before: Episode | None) -> Episode:
    """Write the MP3, tag first, a clip at a time; name it by its content; put it in place."""
    whole, size = sha256(head), len(head)
    handle, name = tempfile.mkstemp(dir=house.rooms, suffix=".mp3")
    with os.fdopen(handle, "wb") as file:
        file.write(head)
        fetch = lambda key: speak.frames_of(house.shelf.read(speak.path_of(key)))  # noqa: E731
        for frames in stitch.frames(recording, fetch, sound.silence(recording.bitrate)):
            file.write(frames)
            whole.update(frames)
            size += len(frames)
    digest = whole.hexdigest()
    audio = f"{draft.folder}/{draft.slug}-{digest[:8]}.mp3"
    house.output.put(Path(name), audio)
    episode = replace(draft, audio=audio, bytes=size, digest=digest)
    if before and replace(episode, modified=before.modified, translations=before.translations) == before:
        return before
    return episode


@contextmanager
def _each(report: Report, watch: Watch, source: str) -> Iterator[None]:
    """One bad article never stops the others. The output or state that cannot be written stops all."""
    try:
        yield
    except PublishError:
        raise
    except ArticastError as error:
        _fail(report, watch, source, error)


def _fail(report: Report, watch: Watch, source: str, error: ArticastError) -> None:
    report.failed.append(Failure(source, error.stage, str(error)))
    watch.end(source, f"failed: {error.stage}: {error}")


def _ping(show: Show) -> str:
    return hub.ping(show.hub, show.base_url + show.feed)
