"""Where work is done: processes of this machine, or the workers of a Dask cluster. Both are an `Executor`."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from multiprocessing import connection
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from articast.errors import ConfigurationError, EngineError, PublishError

if TYPE_CHECKING:
    from collections.abc import Callable

A = TypeVar("A")
R = TypeVar("R")

_LOADED = (
    "articast.flow.preparing",
    "articast.speech.speak",
    "articast.speech.gate",
    "articast.speech.sound",
    "trafilatura",
)
"""What every process needs, or stages import when they need it: loaded once for all processes."""

ANSWERS_IN = "10s"
"""How long a Dask scheduler may take to answer at first."""


def load_ahead() -> None:
    """Begin to load, in the background, what processes need: called early, they are there when the first is wanted."""
    if _forks():
        from multiprocessing import forkserver, resource_tracker

        multiprocessing.set_forkserver_preload(list(_LOADED))
        resource_tracker.ensure_running()  # here, since it lets Ctrl-C through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is the main process's, always
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processes(jobs: int) -> ProcessPoolExecutor:
    """That many processes here, each with what stages need loaded already."""
    load_ahead()
    context = multiprocessing.get_context("forkserver" if _forks() else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle_in)


def _forks() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _settle_in() -> None:
    """Make a process one of a crew: Ctrl-C is the main process's, one core is one core, and nobody stays behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    """End this process when the main one is gone, killed or out of memory: it would wait for work for ever."""
    main = multiprocessing.parent_process()
    if main:
        connection.wait([main.sentinel])
        os._exit(1)


def abandon(executor: Executor) -> None:
    """Let go of an executor and of what is under way in it: nobody waits for it any more."""
    workers = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.kill()


class Cluster(Executor):
    """The workers of a Dask scheduler; work of one that is lost is given to another."""

    def __init__(self, address: str) -> None:
        """Connect. Articast, its engines and voices must be installed on each worker.

        Raises:
            ConfigurationError: Dask is not installed, or nobody answers at the address.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise ConfigurationError(f"--cluster {address} needs Dask: pip install 'articast[cluster]'") from error
        try:
            self._client = Client(address, timeout=ANSWERS_IN)
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"--cluster {address}: no Dask scheduler answers there: {error}") from error
        self._executor = self._client.get_executor(pure=False)

    @property
    def size(self) -> int:
        """Threads of all workers there are now."""
        return sum(self._client.ncores().values())

    def submit(self, function: Callable[..., R], /, *args: Any, **keywords: Any) -> Future[R]:
        """To whichever worker has time."""
        future: Future[R] = self._executor.submit(function, *args, **keywords)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster as it was."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def died(future: Future[Any]) -> bool:
    """Whether the process that worked on it died, on this machine or too often on a cluster; waits for it."""
    error = failure(future)
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def failure(future: Future[Any]) -> BaseException | None:
    """What a piece of work failed with, None where it did not; waits for it.

    Raises:
        PublishError: the whole cluster is lost.
    """
    try:
        return future.exception()
    except CancelledError as error:
        raise PublishError(
            "the cluster's scheduler is lost; what was spoken is kept: run again when it is back"
        ) from error


def alone(function: Callable[[A], R], item: A) -> Future[R]:
    """Do once more what was under way when a process died, in a process of its own: only the guilty one fails."""
    with processes(1) as pool:
        future = pool.submit(function, item)
        if not isinstance(future.exception(), BrokenExecutor):
            return future
    failed: Future[R] = Future()
    failed.set_exception(EngineError("the process that worked on it died: out of memory, or a fault in a library"))
    return failed
