"""One run of the main job: what it works with, what it tells, what came of it."""

from __future__ import annotations

import logging
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from articast import sources
from articast.errors import ArticastError, BusyError, ClusterError, ForeignError, PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from articast.flow.house import House
    from articast.flow.memory import Memory
    from articast.flow.preparing import Work
    from articast.model import Episode
    from articast.stopwatch import Spent

_LOG = logging.getLogger("articast")


class Watch(Protocol):
    """Who is told how a run goes on (progress bars, a log)."""

    def begin(self, work: Work) -> None:
        """An article's sentences are about to be spoken."""

    def clip(self, work: Work, spoken: int, seconds: float) -> None:
        """A clip is there: 1 spoken or 0 reused, and its length."""

    def told(self, text: str) -> None:
        """Something of the run as a whole: how many workers a cluster has."""

    def end(self, source: str, outcome: str) -> None:
        """A source is done: `published`, `unchanged`, or `failed: <stage>: <error>`."""


class Nobody:
    """Is told, and says nothing."""

    def begin(self, work: Work) -> None:
        """Nothing."""

    def clip(self, work: Work, spoken: int, seconds: float) -> None:
        """Nothing."""

    def told(self, text: str) -> None:
        """Nothing."""

    def end(self, source: str, outcome: str) -> None:
        """Nothing."""


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
    restored: str = ""
    """What was taken over from the output's records; empty where the state knew it all."""
    seconds: float = 0.0
    spoken: int = 0
    reused: int = 0
    left_out: int = 0
    timings: dict[str, dict[str, float]] = field(default_factory=dict)
    """Seconds by stage: of the `main` process, and of each that worked for it (`host:pid`)."""

    @property
    def audio_seconds(self) -> float:
        """Of all episodes published in this run."""
        return sum(episode.seconds for _, episode in self.published)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the main job: where it happens, what is known of earlier ones, who is told, what came of it."""

    house: House
    memory: Memory
    pictures: sources.Pictures
    watch: Watch
    report: Report
    seen: dict[str, str] = field(default_factory=dict)
    """The source of each article (by id) that came by."""
    pressing: deque[tuple[str, Callable[[], None]]] = field(default_factory=deque)
    """Articles whose MP3 is written and whose Opus is being made: source, and what puts the episode in place."""
    shown: list[float] = field(default_factory=lambda: [monotonic()])
    """When what is done was brought out, by the monotonic clock."""


def by_worker(main: Mapping[str, float], spent: Sequence[Spent]) -> dict[str, dict[str, float]]:
    """Seconds by stage, of the main process so far and of each that worked for it; milliseconds are enough."""
    found: dict[str, dict[str, float]] = {"main": dict(main)}
    for who, seconds in spent:
        its = found.setdefault(who, {})
        for name, took in seconds:
            its[name] = its.get(name, 0.0) + took
    return {who: {name: round(took, 3) for name, took in its.items()} for who, its in found.items() if who}


def settle(run: Run, left: int = 0) -> None:
    """Put episodes in place whose turn has come, until so many are left."""
    while len(run.pressing) > left:
        source, put = run.pressing.popleft()
        with each(run, source):
            put()


@contextmanager
def each(run: Run, source: str) -> Iterator[None]:
    """One bad article never stops the others. What cannot be written, or is not ours to change, stops all."""
    try:
        yield
    except (PublishError, BusyError, ClusterError, ForeignError):
        raise
    except ArticastError as error:
        fail(run, source, error)
    except Exception as error:  # noqa: BLE001  a fault of ours or of a library's, met by one article in ten thousand
        _LOG.info("%s", source, exc_info=error)
        what = f"{type(error).__name__}: {error}"
        fail(run, source, ArticastError(f"{what}: a fault in Articast; --verbose shows where, please report it"))


def fail(run: Run, source: str, error: ArticastError) -> None:
    """Note an article that failed, and tell."""
    run.report.failed.append(Failure(source, error.stage, str(error)))
    run.watch.end(source, f"failed: {error.stage}: {error}")


def unchanged(run: Run, source: str) -> None:
    """Note one that stands as it is, and tell."""
    run.report.unchanged.append(source)
    run.watch.end(source, "unchanged")


EXPIRED = "expired articles"
"""What they are called where the report says what was passed over."""


def expired(work: Work, house: House) -> datetime | None:
    """Since when an article is not to be published any more; None where it is."""
    when = work.article.expires
    return when if when and when <= house.clock else None


def keep_day(house: House, work: Work) -> None:
    """Keep the day from which on an article is not to be published any more: nobody may read it again by then."""
    when, kept = work.article.expires, house.catalogue.recall("expires", work.article.id)
    if when is None and kept:
        house.catalogue.unremember("expires", work.article.id)
    elif when is not None:
        house.catalogue.remember("expires", work.article.id, {"when": when.isoformat(), "source": work.document.source})


def days_over(run: Run) -> Iterator[str]:
    """What is to be told of episodes that are out, and whose articles' day is over, be they read in this run or not."""
    catalogue = run.house.catalogue
    for article, kept in catalogue.remembered("expires").items():
        when, entry = datetime.fromisoformat(kept["when"]), catalogue.entry(article)
        if when <= run.house.clock and entry and not entry.withdrawn:
            yield (
                f"{kept['source']} expired on {when:%Y-%m-%d}; its episode is out, and stays as it is: "
                f"`articast withdraw {article}` takes it out"
            )


def told_expired(run: Run, work: Work, when: datetime, *, is_out: bool) -> None:
    """An expired article is not published; what is out stays until the publisher withdraws it (`days_over` says so)."""
    source = work.document.source
    if is_out:
        unchanged(run, source)
    else:
        run.report.passed.append(sources.Passed(source, EXPIRED))
        run.watch.end(source, f"expired on {when:%Y-%m-%d}")


def waits(work: Work, house: House) -> datetime | None:
    """When an article is to be published that is dated in the future; None where that is now."""
    when = work.article.published
    return when if when and when > house.clock and not house.settings.future else None
