"""How a run goes on, told on standard error: bars on a terminal, plain lines elsewhere, failures only when quiet."""

from __future__ import annotations

import sys
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Self

from articast.commands import signals, telling, togo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from articast.flow import Work


TOLD = 3
"""Failures of one cause that are told one by one."""


AGAIN = 180.0
"""Seconds after which a log is told again how long a run still takes."""

MOMENT = 2.0
"""The same of a terminal."""


class Quiet:
    """Says nothing but what failed."""

    def __init__(self) -> None:
        self.tally = signals.Tally()
        self._causes: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for cause, count in self._causes.items():
            if count > TOLD:
                telling.say(f"{count} articles: {cause}")

    def begin(self, work: Work) -> None:
        """An article's sentences are about to be spoken."""
        signals.began(self.tally, work)

    def clip(self, work: Work, spoken: int, seconds: float) -> None:
        """A clip is there."""

    def told(self, text: str) -> None:
        """Something of the run as a whole."""

    def end(self, source: str, outcome: str) -> None:
        """A source is done."""
        signals.counted(self.tally, source, outcome)
        if outcome.startswith("failed"):
            self.failed(source, outcome)

    def failed(self, source: str, outcome: str) -> None:
        """Say why, of the first few of a cause: two thousand articles without a network are one message."""
        cause = outcome.replace(source, "…") if source else outcome
        self._causes[cause] += 1
        if self._causes[cause] <= TOLD:
            self.line(f"{source}: {outcome}")
        elif self._causes[cause] == TOLD + 1:
            self.line("and others of the same cause, which are counted at the end")

    def line(self, text: str) -> None:
        """Print a line."""
        telling.say(text)


class Lines(Quiet):
    """A line when an article begins, one when it is done, and now and then how long it still takes: for cron and CI."""

    def __init__(self, sources: Sequence[str] = ()) -> None:
        super().__init__()
        self._sources = sources
        self._left: togo.ToGo | None = None
        self._told = monotonic()
        self._each: dict[str, float] = {}

    def begin(self, work: Work) -> None:
        """Count what is to be spoken; files are counted when there is something to speak."""
        super().begin(work)
        self._left = self._left or togo.ToGo(togo.files_of(self._sources))
        characters = sum(len(sentence.written) for sentence in work.sentences)
        self._each[work.document.source] = characters / len(work.sentences)
        self._left.begin(work.document.source, characters)
        self.begun(work)

    def begun(self, work: Work) -> None:
        """Say what is spoken, and by whom."""
        voice = work.voices[0][1].id
        self.line(f"{work.document.source}: {len(work.sentences)} sentences, {work.article.language}, {voice}")

    def clip(self, work: Work, spoken: int, seconds: float) -> None:  # noqa: ARG002
        """Count it; every few minutes, say how long the run still takes."""
        if (left := self._due(work, spoken, AGAIN)) is not None:
            self.line(togo.words(left))

    def _due(self, work: Work, spoken: int, every: float) -> float | None:
        """Count a clip; seconds that the run still takes, where so many have passed since that was told."""
        if self._left is None:
            return None
        now, source = monotonic(), work.document.source
        self._left.clip(source, self._each[source], now, fresh=bool(spoken))
        left = self._left.seconds(now) if now - self._told >= every else None
        if left is not None:
            self._told = now
        return left

    def told(self, text: str) -> None:
        """Say it."""
        self.line(text)

    def end(self, source: str, outcome: str) -> None:
        """Say how it ended; not of each that is unchanged."""
        if self._left is not None:
            self._left.end(source)
            self._each.pop(source, None)
        signals.counted(self.tally, source, outcome)
        if outcome.startswith("failed"):
            self.failed(source, outcome)
        elif outcome != "unchanged":
            self.line(f"{source}: {outcome}")


class Bars(Lines):
    """Bars: sentences of all articles begun, seconds of speech; below them, how long the run still takes."""

    def __init__(self, sources: Sequence[str] = ()) -> None:
        super().__init__(sources)
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._console = Console(stderr=True)
        self._bars: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speech]}"),
            console=self._console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._speech: dict[str, float] = {}
        self._whole: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
        super().__exit__(kind, error, trace)

    def begun(self, work: Work) -> None:
        """A bar for the article."""
        title = work.article.title[:40]
        self._tasks[work.document.source] = self._bars.add_task(title, total=len(work.sentences), speech="")

    def clip(self, work: Work, spoken: int, seconds: float) -> None:
        """Move its bar."""
        source = work.document.source
        self._speech[source] = self._speech.get(source, 0.0) + seconds
        minutes, rest = divmod(int(self._speech[source]), 60)
        self._bars.update(self._tasks[source], advance=1, speech=f"{minutes}:{rest:02d}")
        if (left := self._due(work, spoken, MOMENT)) is not None:
            if self._whole is not None:
                self._bars.remove_task(self._whole)
            self._whole = self._bars.add_task(togo.words(left), total=None, speech="")

    def end(self, source: str, outcome: str) -> None:
        """Take its bar away; a line stays."""
        if source in self._tasks:
            self._bars.remove_task(self._tasks.pop(source))
        super().end(source, outcome)

    def line(self, text: str) -> None:
        """Print a line above the bars."""
        self._console.print(telling.clean(text), markup=False, highlight=False, soft_wrap=True)


def watch(*, quiet: bool, sources: Sequence[str] = ()) -> Quiet:
    """Who tells how a run goes on, here.

    Args:
        quiet: only what failed is told.
        sources: what the run publishes, as far as it is known by name.
    """
    if quiet:
        return Quiet()
    return Bars(sources) if sys.stderr.isatty() else Lines(sources)
