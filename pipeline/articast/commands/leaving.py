"""Whoever tells a command to stop is obeyed within seconds, whatever its main thread waits for. Edge.

Python tells the main thread of a signal when that comes back from where it is: out of a library that reads an endless
file it does not. The number of the signal is written into a pipe at once, all the same; a thread of ours reads it.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 4.5
"""For what is done to be kept and published."""

_STOPS = {int(which) for name in ("SIGINT", "SIGTERM", "SIGHUP") if (which := getattr(signal, name, None))}


def heed() -> None:
    """Take SIGTERM and SIGHUP, as cron, CI or a service manager send them, for what Ctrl-C is."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            which = getattr(signal, name, None)  # Windows has no SIGHUP
            if which is not None and signal.getsignal(which) is signal.SIG_DFL:  # `nohup` has it ignored
                signal.signal(which, stop)


@contextmanager
def in_time(told: Callable[[], int], seconds: float = SECONDS) -> Iterator[None]:
    """See that the process has ended so many seconds after it was told to.

    Args:
        told: says so, and returns the exit status; called where the main thread did not come to it.
        seconds: that it has.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader, told, seconds), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writer)


def _watch(reader: int, told: Callable[[], int], seconds: float) -> None:
    with os.fdopen(reader, "rb", buffering=0) as signals:
        while number := signals.read(1):  # none: the command has ended
            if number[0] in _STOPS:
                break
        else:
            return
    threading.Event().wait(seconds)
    os._exit(told())
