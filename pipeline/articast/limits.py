"""How much one article may take, and what ends it when it takes more: time, memory, characters."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from articast.errors import LimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType
    from typing import IO

A = TypeVar("A")
R = TypeVar("R")

GRACE = 5.0
"""Seconds, at most, after which a process is ended that does not heed that its time is up: a library's code has it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article may take; 0: no limit."""

    characters: int = 1_000_000
    """Of its text: some 18 hours of speech."""
    prepare_seconds: float = 300
    """To find the article in a document and to word its sentences."""
    sentence_seconds: float = 300
    """For a voice to speak one sentence, with all its takes."""
    article_seconds: float = 43_200
    """For all its sentences to be spoken."""
    memory_mb: int = 4096
    """Of one process that works on it."""


USUAL = Limits()
"""Where the publisher set none."""


class _Over(BaseException):
    """Time is up. No library takes it for an error of its own and goes on."""


@contextmanager
def within(seconds: float, name: str, *, ended: bool = False) -> Iterator[None]:
    """End what is done here when its time is up, wherever it stands.

    Heeded in the main thread, where the system has timers; elsewhere nothing happens.

    Args:
        seconds: that it may take; 0: as long as it likes.
        name: of the limit, as `[limits]` has it, for the message.
        ended: the process is ended a little later if it did not heed.

    Raises:
        LimitError: time is up.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return
    if ended:
        faulthandler.dump_traceback_later(seconds + grace(seconds), exit=True, file=_nowhere())
    try:
        with _alarm(seconds):
            yield
    except _Over:
        raise late(seconds, name) from None
    finally:
        if ended:
            faulthandler.cancel_dump_traceback_later()


def grace(seconds: float) -> float:
    """How much longer than its time a process may be deaf: as long again, at most `GRACE`."""
    return min(GRACE, seconds)


def late(seconds: float, name: str) -> LimitError:
    """What to say of that which took longer than it may."""
    return LimitError(f"it took longer than {seconds:g} seconds", name)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise _Over

    before = signal.signal(signal.SIGALRM, over)
    began = time.monotonic()
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again where code caught all that there is
    try:
        yield
    finally:
        with suppress(_Over):  # between the last step and this one
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # whoever had a timer here has it again
            signal.setitimer(signal.ITIMER_REAL, max(0.001, left - (time.monotonic() - began)), every)


_null: list[IO[str]] = []


def _nowhere() -> IO[str]:
    """Where the tracebacks of a process that is ended go: nobody reads them."""
    if not _null:
        _null.append(Path(os.devnull).open("w", encoding="ascii"))  # noqa: SIM115  kept open as long as the process lives
    return _null[0]


def bounded(item: A, *, function: Callable[[A], R], seconds: float, name: str) -> R:
    """`function` of an item in its time, in a process of the crew.

    Raises:
        LimitError: its time is up, or it needs more memory than there is.
    """
    try:
        with within(seconds, name, ended=True):
            return function(item)
    except MemoryError as error:
        raise LimitError("it needs more memory than one process may have", "memory_mb") from error


def steps(items: Iterable[A], seconds: float, name: str) -> Iterator[A]:
    """Items as they come, each within so many seconds.

    Raises:
        LimitError: one took longer.
    """
    found = iter(items)
    end = object()
    while True:
        with within(seconds, name):
            item = next(found, end)
        if item is end:
            return
        yield item  # type: ignore[misc]


def whole(function: Callable[[], R], seconds: float) -> R:
    """What a function that waits for others returns, if it does so in time; else it is left behind in its thread.

    Raises:
        TimeoutError: it did not.
    """
    result: list[R] = []
    error: list[BaseException] = []

    def does() -> None:
        try:
            result.append(function())
        except BaseException as fault:  # noqa: BLE001  raised again, where it is waited for
            error.append(fault)

    thread = threading.Thread(target=does, daemon=True)
    thread.start()
    thread.join(seconds)
    if error:
        raise error[0]
    if not result:
        raise TimeoutError
    return result[0]


def hold_memory(megabytes: int) -> None:
    """Let this process have no more memory than that: what needs more fails there, and not the whole machine."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
