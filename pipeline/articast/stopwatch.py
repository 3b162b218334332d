"""Where the time goes: seconds by stage, each stage for itself alone, of one thread of one process."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

A = TypeVar("A")
R = TypeVar("R")

Spent = tuple[str, tuple[tuple[str, float], ...]]
"""Who worked, and seconds by stage."""

NOTHING: Spent = ("", ())

BEGAN = perf_counter()
"""When the command began, or nearly so."""

_HERE = threading.local()


@dataclass(slots=True)
class _Watch:
    seconds: dict[str, float] = field(default_factory=dict)
    stages: list[str] = field(default_factory=list)
    since: float = 0.0

    def turn(self) -> None:
        """Count what went by since the last turn for the stage that it is in."""
        now = perf_counter()
        if self.stages:
            self.seconds[self.stages[-1]] = self.seconds.get(self.stages[-1], 0.0) + now - self.since
        self.since = now


@contextmanager
def measuring(name: str) -> Iterator[dict[str, float]]:
    """Measure this thread; what is in no stage counts for `name`. Its seconds are whole when it is over."""
    before, mine = getattr(_HERE, "watch", None), _Watch(stages=[name], since=perf_counter())
    _HERE.watch = mine
    try:
        yield mine.seconds
    finally:
        mine.turn()
        _HERE.watch = before


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count what goes by for a stage, but for the stages in it. Never around a `yield` of a generator."""
    watch: _Watch | None = getattr(_HERE, "watch", None)
    if watch is None:
        yield
        return
    watch.turn()
    watch.stages.append(name)
    try:
        yield
    finally:
        watch.turn()
        watch.stages.pop()


def staged(name: str, items: Iterable[A]) -> Iterator[A]:
    """Items as they come; the time that each takes to come counts for a stage."""
    each = iter(items)
    while True:
        with stage(name):
            try:
                item = next(each)
            except StopIteration:
                return
        yield item


def timed(name: str, function: Callable[[], R]) -> tuple[R, Spent]:
    """What a function gives, who did it, and where its time went."""
    with measuring(name) as seconds:
        found = function()
    return found, (worker(), tuple(seconds.items()))


@cache
def worker() -> str:
    """This process, as others may call it."""
    return f"{socket.gethostname()}:{os.getpid()}"
