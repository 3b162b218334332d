"""The main job. The whole flow is `publish`: start reading there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from articast import sources
from articast.errors import ArticastError, SourceError, VoiceError
from articast.flow import compiling, held, moves, numbering, oddities
from articast.flow.clips import as_published, cut_out, spoken_of
from articast.flow.episodes import claims_of, episode_of, reading_of, site_of, slug_of
from articast.flow.house import limits_of, opened, options_of, purge, tune_ahead, tuning
from articast.flow.mastering import cover, in_tag, joined, master
from articast.flow.memory import Memory, casting_of, kept_of, worded_by
from articast.flow.picturing import pictured
from articast.flow.preparing import Work, again, content_digest, makeshifts, odd_names, prepare
from articast.flow.run import (
    Nobody,
    Report,
    Run,
    Watch,
    by_worker,
    each,
    expired,
    fail,
    keep_day,
    settle,
    told_expired,
    unchanged,
    waits,
)
from articast.flow.verdict import measures
from articast.keeping import Made, Revision
from articast.publishing import edition, forwarding, hub
from articast.recording import opus, tag
from articast.settings import now
from articast.speech import speak
from articast.stopwatch import measuring, stage, staged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from articast.flow.house import House
    from articast.keeping import Entry
    from articast.model import Document, Episode, Reading, Show, Spoken
    from articast.settings import Settings


NOBODY = Nobody()

PRESSING = 4
"""Articles whose Opus is made while the run goes on."""

EVERY = 180.0
"""Seconds after which a run that is not done yet brings out what is."""


def publish(names: Sequence[str], settings: Settings, watch: Watch = NOBODY) -> Report:
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
    with (
        measuring("other") as spent,
        opened(settings) as house,
        sources.Pictures(options_of(settings), settings.root) as pictures,
    ):
        report = Report(warnings=[*house.told, *oddities.touched(house.output)], restored=str(house.restored or ""))
        run = Run(house, Memory.of(house), pictures, watch, report)
        house.studio.crew.tell = watch.told
        number = house.catalogue.begin(house.clock)
        with _brought_out(run):
            documents = _fresh(run, names or settings.source_names)
            works = _judged(run, _prepared(run, documents))
            recorded = house.studio.record(_tasks(run, works), watch.clip)
            for work, takes in recorded:
                with each(run, work.document.source), stage("episodes"):
                    _press(run, *_or_next_voice(run, work, takes))
                settle(run, PRESSING if settings.opus else 0)
                _now_and_then(run)
        for failure in report.failed:
            house.catalogue.fail(number, failure.source, failure.stage, failure.error)
        report.spoken, report.reused = house.studio.spoken, house.studio.reused
        report.timings = by_worker(spent, house.studio.timings)
        counts = len(report.published), len(report.unchanged), len(report.failed)
        house.catalogue.end(number, now(), counts, report.timings)
    report.seconds = monotonic() - began
    return report


@contextmanager
def _brought_out(run: Run) -> Iterator[None]:
    """Bring feeds and pages up to date at the end, also where the run is told to stop: what is done is published."""
    try:
        yield
    except KeyboardInterrupt:
        run.house.studio.stop()
        _bring_out(run)
        raise
    settle(run)
    made, told = compiling.compile_all(run.house)
    run.report.published += [(f"[[editions]] {one.edition}", one) for one in made]
    run.report.warnings += [*told, *oddities.told(run)]
    _bring_out(run)


def _bring_out(run: Run) -> None:
    house = run.house
    house.hold()
    with stage("feeds and indexes"):
        run.report.published[:] = numbering.number(house, run.report.published)
        changed = edition.bring_out(house.output, house.catalogue, house.settings, house.clock)
    run.report.warnings += purge(house.output, house.settings)
    for its in changed:
        run.report.warnings += hub.tell(its.hub, its.podping, its.base_url + its.feed)
    run.shown.append(monotonic())


def _now_and_then(run: Run) -> None:
    """In a run of hours, let what is done be heard before all is."""
    if monotonic() - run.shown[-1] >= EVERY:
        _bring_out(run)
        run.house.keep()


def _fresh(run: Run, names: Sequence[str]) -> Iterator[Document]:
    """The documents that are new or changed."""
    settings, memory = run.house.settings, run.memory
    for found in staged("sources", sources.read(names, options_of(settings), memory, settings.root)):
        if isinstance(found, sources.SourceFailure):
            fail(run, found.source, found.error)
        elif isinstance(found, sources.Passed):
            run.report.passed.append(found)
        elif isinstance(found, sources.Unchanged) or _stands(run, found):
            _seen(run, found)
            unchanged(run, found.source)
        elif why := sources.no_article(found):
            run.report.passed.append(sources.Passed(found.source, why))
        else:
            yield found


def _stands(run: Run, document: Document) -> bool:
    """Whether a document is published as it is, here or where it was moved from."""
    memory = run.memory
    memory.reveal(document)
    digest = memory.digest(content_digest(document))
    memory.follow(document, digest)
    return memory.intact(document.id, digest)


def _seen(run: Run, found: Document | sources.Unchanged) -> None:
    """Note that an article came by that stands: no other document may say that it is the same."""
    if isinstance(found, sources.Unchanged):
        if "://" in found.id:
            return
    else:
        sources.done(found, run.memory)
    made = run.house.catalogue.made(found.id)
    assert made, "it is published"
    run.seen.setdefault(made.id, found.source)


def _prepared(run: Run, documents: Iterator[Document]) -> Iterator[Work]:
    """Articles with their worded sentences, made in the pool, a few in advance.

    One that is new here and says what another says word for word, or that was published under another address, comes
    last: then it is known whether the other one is still there. Where it is not, it has moved, and keeps its episode.
    """
    house, moved = run.house, list[Work]()
    pairs = ((document, kept_of(_before(run, document.id), house.plan)) for document in documents)
    prepared = house.studio.ahead(
        partial(again, plan=house.plan, limits=limits_of(house.settings)), pairs, partial(_tune_ahead, house)
    )
    for (document, _), future in prepared:
        with each(run, document.source):
            work = future.result()
            house.studio.timings.append(work.spent)
            other = run.memory.other(work.article.id, document.id)
            first = run.seen.setdefault(work.article.id, other or document.source)
            if first != document.source:
                raise SourceError(
                    f"{document.source} says it is the same article as {first} ({work.article.id}): "
                    "give one of them another canonical URL"
                )
            if moves.told(house, work) or not (moves.otherwise(house, work) or moves.look_alike(house, work)):
                yield work
            else:
                moved.append(work)
    for work in moved:
        yield moves.follow(house, work, run.seen)


def _before(run: Run, document: str) -> Revision | None:
    made = run.house.catalogue.made(document)
    return run.house.catalogue.revision(made.id) if made else None


def _judged(run: Run, works: Iterator[Work]) -> Iterator[Work]:
    """Articles that may take the place of what is published; one that was withdrawn is not spoken."""
    for work in works:
        entry = run.house.catalogue.entry(work.article.id)
        if entry and entry.withdrawn:
            unchanged(run, work.document.source)
            continue
        keep_day(run.house, work)
        if when := expired(work, run.house):
            told_expired(run, work, when, is_out=entry is not None)
            continue
        if when := waits(work, run.house):
            run.report.scheduled.append((work.document.source, when))
            run.watch.end(work.document.source, f"waits until {when:%Y-%m-%d %H:%M %Z}")
            continue
        with each(run, work.document.source):
            held.judge(run.house, work)
            yield work


def _tasks(run: Run, works: Iterator[Work]) -> Iterator[tuple[Work, tuple[speak.Task, ...]]]:
    """Each article with the tasks of its sentences."""
    for work in works:
        with each(run, work.document.source):
            tasks = _tasks_of(run.house, work)
            run.house.shelf.ahead(speak.path_of(task.key) for task in tasks)
            cut_out(run.house, work.article.id, tasks)
            run.report.warnings += oddities.unsaid(run, tasks)
            run.watch.begin(work)
            told = (*makeshifts(work), *odd_names(work))
            run.report.warnings += (one for one in told if one not in run.report.warnings)
            yield work, tasks


def _tune_ahead(house: House, work: Work) -> None:
    for language, voice in work.all_voices:
        tune_ahead(house, voice, language)


def _tasks_of(house: House, work: Work) -> tuple[speak.Task, ...]:
    tuned = {(language, voice): tuning(house, voice, language) for language, voice in work.all_voices}
    said_by = ((sentence, work.voice_of(sentence)) for sentence in work.sentences)
    bitrate = house.settings.bitrate
    tasks = [
        speak.task_of(sentence, voice, tuned[sentence.language, voice], bitrate, heading=work.is_heading(sentence))
        for sentence, voice in said_by
    ]
    return as_published(house, work.article.id, tasks)


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
            plan = replace(run.house.plan, without=without)
            work = prepare(work.document, plan, limits=limits_of(run.house.settings))
        except VoiceError:
            raise takes from None
        run.watch.begin(work)
        ((work, takes),) = run.house.studio.record(iter([(work, _tasks_of(run.house, work))]), run.watch.clip)
    return work, takes


def _press(run: Run, work: Work, takes: list[speak.Taken]) -> None:
    """Make an article's episode, to be put in place when its turn comes."""
    house, article, document = run.house, work.article, work.document
    seen = document.modified or house.clock
    slug, told = slug_of(article), bool(article.slug)
    entry = house.catalogue.adopt(article.id, work.folder, slug, article.published, seen, told=told)
    before = house.catalogue.episode(entry.id)
    show = edition.show(house.output, house.catalogue, house.settings, work.folder, site_of(article))
    recording, spans, origins = joined(house, takes, work)
    reading = reading_of(work, takes, spans, origins)
    shown = house.catalogue.reading(entry.id) if before else None
    reading = pictured(house, run.pictures, work, f"{entry.language}/{entry.slug}", reading, shown)
    keys = tuple(take.take.key for take in takes)
    spoken = spoken_of(work, takes, origins, house.settings.bitrate)
    takes.clear()  # of a book, they hold megabytes of words that the reading has now
    draft = episode_of(work, entry, recording, reading, show, house.clock, before)
    art = cover(house, run.pictures, work, draft, show)
    draft = replace(draft, cover=art.path)
    number = article.listing.number or edition.number(house.catalogue, show, draft)
    head, label = tag.id3(draft, reading, show, in_tag(art.image, recording), number), opus.label(draft, show)
    if not run.report.published:
        edition.assets(house.output)
    finish = master(house, draft, recording, head, label, before)
    run.report.warnings += filter(None, [art.warning])
    run.pressing.append((document.source, partial(_put, run, work, entry, show, before, reading, keys, spoken, finish)))


def _put(
    run: Run,
    work: Work,
    entry: Entry,
    show: Show,
    before: Episode | None,
    reading: Reading,
    keys: tuple[str, ...],
    spoken: tuple[Spoken, ...],
    finish: Callable[[], Episode],
) -> None:
    """Put an episode in place; the catalogue has it when its files are there."""
    house, article, document = run.house, work.article, work.document
    house.hold()
    episode = finish()
    made = Made(entry.id, run.memory.digest(work.digest), casting_of(work), worded_by(house.plan))
    revision = Revision(
        document.id,
        made,
        episode,
        reading,
        claims_of(article),
        keys,
        spoken,
        measures(reading.blocks, len(reading.sentences), reading.left_out),
        moves.words_of(article.title, reading.blocks, [one.text for one in reading.sentences]),
    )
    with stage("pages"):
        placed = edition.digest(show, episode), edition.place(house.output, house.catalogue, show, entry, revision)
    forwarding.note(house.catalogue, before, episode, house.clock)
    house.catalogue.commit(revision)
    house.catalogue.placed(entry.id, *placed)
    sources.done(document, run.memory)
    run.report.left_out += len(work.script.left_out)
    if episode == before:
        unchanged(run, document.source)
    else:
        run.report.published.append((document.source, episode))
        run.watch.end(document.source, "published")
