"""The main job. The whole flow is `publish`: start reading there."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from articast import sources
from articast.errors import ArticastError, PublishError, SourceError, VoiceError
from articast.flow.episodes import claims_of, episode_of, reading_of, site_of, slug_of
from articast.flow.house import opened, options_of, tune_ahead, tuning
from articast.flow.mastering import cover, in_tag, joined, master
from articast.flow.memory import Memory, casting_of
from articast.flow.preparing import Work, content_digest, prepare
from articast.keeping import Made, Revision
from articast.publishing import edition, hub
from articast.recording import opus, tag
from articast.settings import now
from articast.speech import speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from articast.flow.house import House
    from articast.model import Document, Episode, Show
    from articast.settings import Settings


_LOG = logging.getLogger("articast")


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
    scheduled: list[tuple[str, datetime]] = field(default_factory=list)
    """(source, when it is to be published): dated in the future, not published yet and no failure."""
    passed: list[sources.Passed] = field(default_factory=list)
    """What is no article."""
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
    began = monotonic()
    with opened(settings) as house, sources.Pictures(options_of(settings), settings.root) as pictures:
        run = Run(house, Memory.of(house), pictures, watch, Report(warnings=[*house.told]))
        number = house.catalogue.begin(house.clock)
        documents = _fresh(run, names or settings.source_names)
        works = _prepared(run, documents)
        recorded = house.studio.record(_tasks(run, works), watch.clip)
        for work, takes in recorded:
            with _each(run, work.document.source):
                _press(run, *_or_next_voice(run, work, takes))
        changed = edition.bring_out(house.output, house.catalogue, settings, house.clock)
        report = run.report
        report.warnings += [warning for its in changed if its.hub and (warning := _ping(its))]
        for failure in report.failed:
            house.catalogue.fail(number, failure.source, failure.stage, failure.error)
        counts = len(report.published), len(report.unchanged), len(report.failed)
        house.catalogue.end(number, now(), *counts)
        report.spoken, report.reused = house.studio.spoken, house.studio.reused
    report.seconds = monotonic() - began
    return report


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the main job: where it happens, what is known of earlier ones, who is told, what came of it."""

    house: House
    memory: Memory
    pictures: sources.Pictures
    watch: Watch
    report: Report


def _fresh(run: Run, names: Sequence[str]) -> Iterator[Document]:
    """The documents that are new or changed."""
    settings, memory = run.house.settings, run.memory
    for found in sources.read(names, options_of(settings), memory, settings.root):
        if isinstance(found, sources.SourceFailure):
            _fail(run, found.source, found.error)
        elif isinstance(found, sources.Passed):
            run.report.passed.append(found)
        elif isinstance(found, sources.Unchanged) or _stands(memory, found):
            _unchanged(run, found.source)
        elif why := sources.no_article(found):
            run.report.passed.append(sources.Passed(found.source, why))
        else:
            yield found


def _stands(memory: Memory, document: Document) -> bool:
    """Whether a document is published as it is, here or where it was moved from."""
    digest = memory.digest(content_digest(document))
    memory.follow(document, digest)
    return memory.intact(document.id, digest)


def _prepared(run: Run, documents: Iterator[Document]) -> Iterator[Work]:
    """Articles with their worded sentences, made in the pool, a few in advance."""
    seen: dict[str, str] = {}
    prepared = run.house.studio.ahead(partial(prepare, plan=run.house.plan), documents, partial(_tune_ahead, run.house))
    for document, future in prepared:
        with _each(run, document.source):
            work = future.result()
            other = run.memory.other(work.article.id, document.id)
            first = seen.setdefault(work.article.id, other or document.source)
            if first != document.source:
                raise SourceError(
                    f"{document.source} says it is the same article as {first} ({work.article.id}): "
                    "give one of them another canonical URL"
                )
            if when := waits(work, run.house):
                run.report.scheduled.append((document.source, when))
                run.watch.end(document.source, f"waits until {when:%Y-%m-%d %H:%M %Z}")
            else:
                yield work


def waits(work: Work, house: House) -> datetime | None:
    """When an article is to be published that is dated in the future; None where that is now."""
    when = work.article.published
    return when if when and when > house.clock and not house.settings.future else None


def _tasks(run: Run, works: Iterator[Work]) -> Iterator[tuple[Work, tuple[speak.Task, ...]]]:
    """Each article with the tasks of its sentences."""
    for work in works:
        with _each(run, work.document.source):
            tasks = _tasks_of(run.house, work)
            run.watch.begin(work)
            yield work, tasks


def _tune_ahead(house: House, work: Work) -> None:
    for language, voice in work.voices:
        tune_ahead(house, voice, language)


def _tasks_of(house: House, work: Work) -> tuple[speak.Task, ...]:
    tuned = {language: tuning(house, voice, language) for language, voice in work.voices}
    voices, bitrate = dict(work.voices), house.settings.bitrate
    return tuple(
        speak.task_of(sentence, voices[sentence.language], tuned[sentence.language], bitrate)
        for sentence in work.sentences
    )


def _or_next_voice(run: Run, work: Work, takes: list[speak.Taken] | ArticastError) -> tuple[Work, list[speak.Taken]]:
    """The article as it was spoken; where its voice gave up and the publisher wants it so, whole by the next voice.

    Raises:
        ArticastError: the voice's error, where there is no other.
    """
    without: tuple[str, ...] = ()
    while isinstance(takes, ArticastError):
        if not run.house.settings.fallback:
            raise takes
        without = (*without, work.voices[0][1].id)
        try:
            work = prepare(work.document, replace(run.house.plan, without=without))
        except VoiceError:
            raise takes from None
        run.watch.begin(work)
        ((work, takes),) = run.house.studio.record(iter([(work, _tasks_of(run.house, work))]), run.watch.clip)
    return work, takes


def _press(run: Run, work: Work, takes: list[speak.Taken]) -> None:
    """Make an article's episode and put it in place; the catalogue has it when its files are there."""
    house, article, document = run.house, work.article, work.document
    seen = document.modified or house.clock
    entry = house.catalogue.adopt(article.id, work.folder, slug_of(article), article.published, seen)
    before = house.catalogue.episode(entry.id)
    show = edition.show(house.output, house.catalogue, house.settings, work.folder, site_of(article))
    recording, spans, origins = joined(house, takes, work)
    reading = reading_of(work, takes, spans, origins)
    keys = tuple(take.take.key for take in takes)
    takes.clear()  # of a book, they hold megabytes of words that the reading has now
    draft = episode_of(work, entry, recording, reading, show, house.clock, before)
    art = cover(house, run.pictures, work, draft, show)
    draft = replace(draft, cover=art.path)
    number = article.listing.number or edition.number(house.catalogue, show, draft)
    head, label = tag.id3(draft, reading, show, in_tag(art.image, recording), number), opus.label(draft, show)
    episode = master(house, draft, recording, head, label, before)
    run.report.warnings += filter(None, [art.warning])
    made = Made(entry.id, run.memory.digest(work.digest), casting_of(work, house.plan))
    house.catalogue.commit(Revision(document.id, made, episode, reading, claims_of(article), keys))
    if not entry.withdrawn:
        house.catalogue.placed(entry.id, edition.place(house.output, show, episode, reading))
    sources.done(document, run.memory)
    run.report.left_out += len(work.script.left_out)
    if episode == before:
        _unchanged(run, document.source)
    else:
        run.report.published.append((document.source, episode))
        run.watch.end(document.source, "published")


@contextmanager
def _each(run: Run, source: str) -> Iterator[None]:
    """One bad article never stops the others. The output or state that cannot be written stops all."""
    try:
        yield
    except PublishError:
        raise
    except ArticastError as error:
        _fail(run, source, error)
    except Exception as error:  # noqa: BLE001  a fault of ours or of a library's, met by one article in ten thousand
        _LOG.info("%s", source, exc_info=error)
        what = f"{type(error).__name__}: {error}"
        _fail(run, source, ArticastError(f"{what}: a fault in Articast; --verbose shows where, please report it"))


def _fail(run: Run, source: str, error: ArticastError) -> None:
    run.report.failed.append(Failure(source, error.stage, str(error)))
    run.watch.end(source, f"failed: {error.stage}: {error}")


def _unchanged(run: Run, source: str) -> None:
    run.report.unchanged.append(source)
    run.watch.end(source, "unchanged")


def _ping(show: Show) -> str:
    return hub.ping(show.hub, show.base_url + show.feed)
