"""How a run goes on, told on standard error: bars on a terminal, plain lines elsewhere, failures only when quiet."""

from __future__ import annotations

import sys
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Self

from articast.commands import signals, telling

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from articast.flow import Work


TOLD = 3
"""Failures of one cause that are told one by one."""


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
    """A line when an article begins, and one when it is done: for cron and CI."""

    def begin(self, work: Work) -> None:
        """Say what is spoken, and by whom."""
        super().begin(work)
        voice = work.voices[0][1].id
        self.line(f"{work.document.source}: {len(work.sentences)} sentences, {work.article.language}, {voice}")

    def told(self, text: str) -> None:
        """Say it."""
        self.line(text)

    def end(self, source: str, outcome: str) -> None:
        """Say how it ended; not of each that is unchanged."""
        signals.counted(self.tally, source, outcome)
        if outcome.startswith("failed"):
            self.failed(source, outcome)
        elif outcome != "unchanged":
            self.line(f"{source}: {outcome}")


class Bars(Quiet):
    """Bars: sentences of all articles begun, seconds of speech, time left."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._console = Console(stderr=True)
        self._bars: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speech]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._speech: dict[str, float] = {}
        self._began = monotonic()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
        super().__exit__(kind, error, trace)

    def begin(self, work: Work) -> None:
        """A bar for the article."""
        super().begin(work)
        title = work.article.title[:40]
        self._tasks[work.document.source] = self._bars.add_task(title, total=len(work.sentences), speech="")

    def clip(self, work: Work, spoken: int, seconds: float) -> None:  # noqa: ARG002
        """Move its bar."""
        source = work.document.source
        self._speech[source] = self._speech.get(source, 0.0) + seconds
        minutes, rest = divmod(int(self._speech[source]), 60)
        self._bars.update(self._tasks[source], advance=1, speech=f"{minutes}:{rest:02d}")

    def told(self, text: str) -> None:
        """Say it."""
        self.line(text)

    def end(self, source: str, outcome: str) -> None:
        """Take its bar away; a line stays."""
        signals.counted(self.tally, source, outcome)
        if source in self._tasks:
            self._bars.remove_task(self._tasks.pop(source))
        if outcome.startswith("failed"):
            self.failed(source, outcome)
        elif outcome != "unchanged":
            self.line(f"{source}: {outcome}")

    def line(self, text: str) -> None:
        """Print a line above the bars."""
        self._console.print(telling.clean(text), markup=False, highlight=False, soft_wrap=True)


def watch(*, quiet: bool) -> Quiet:
    """Who tells how a run goes on, here."""
    if quiet:
        return Quiet()
    return Bars() if sys.stderr.isatty() else Lines()
