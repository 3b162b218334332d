"""Who works: processes here or a cluster's workers, and threads that ask services."""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from math import inf
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from articast.limits import USUAL, Limits, bounded, grace, late
from articast.speech import executors
from articast.stopwatch import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

A = TypeVar("A")
R = TypeVar("R")


def _nobody(_: str) -> None:
    """Nobody is told."""


class Crew:
    """Executors of a run; nothing is started until there is something to do.

    One class, since all of it is about who is at work, and who is to be waited for no longer.
    """

    def __init__(
        self,
        jobs: int,
        cluster: str,
        concurrency: Mapping[str, int],
        limits: Limits = USUAL,
        patience: Mapping[str, float] | None = None,
    ) -> None:
        """Who there is.

        Args:
            jobs: processes.
            cluster: address of a Dask scheduler that is used in place of processes here; empty: none.
            concurrency: requests at a time of each engine that is asked over a network.
            limits: what each piece of work may take.
            patience: seconds to go on asking for one text, of each engine that is told so.
        """
        self._jobs = jobs
        self._cluster = cluster
        self._concurrency = concurrency
        self._patient = patience or {}
        self.limits = limits
        self.joined_in = 60.0
        """Seconds to wait for a cluster's first worker."""
        self.needs: Mapping[str, str] = {}
        """What a cluster's worker must have declared to be given a voice's sentences, by voice or engine."""
        self.tell: Callable[[str], None] = _nobody
        """Is told how many workers a cluster has, at first and when that changes."""
        self._pool: Executor | None = None
        self._opening = Lock()
        self._threads: dict[str, executors.Threads] = {}

    @property
    def pool(self) -> Executor:
        """The one executor that work is done in."""
        if self._pool is None:
            if self._cluster:
                self._pool = executors.Cluster(self._cluster, self.joined_in, self.tell)
                self._jobs = self._pool.size
            else:
                self._pool = executors.processes(self._jobs, self.limits.memory_mb)
        return self._pool

    @property
    def window(self) -> int:
        """How many sentences are under way at a time: enough that nobody waits for the next."""
        if isinstance(self._pool, executors.Cluster):
            self._jobs = self._pool.size
        return 4 * self._jobs

    def asking(self, engine: str) -> executors.Threads:
        """The threads that ask an engine's service."""
        if engine not in self._threads:
            self._threads[engine] = executors.Threads(self._concurrency.get(engine, 2), f"ask-{engine}")
        return self._threads[engine]

    def submit(self, function: Callable[[A], R], item: A, name: str = "sentence_seconds", voice: str = "") -> Future[R]:
        """To the pool; to a new one where a process of it has died. Threads that ask call it, too.

        Args:
            function: of one value; ended when it takes longer than it may.
            item: the value.
            name: of the limit that says how long that is.
            voice: that speaks; on a cluster it goes to a worker that has what this voice needs.

        Raises:
            ClusterError: no worker of the cluster has it.
        """
        does = partial(bounded, function=function, seconds=getattr(self.limits, name), name=name)
        if self._cluster and (need := self.needs.get(voice) or self.needs.get(voice.partition(":")[0])):
            with self._opening:
                pool = self.pool
            assert isinstance(pool, executors.Cluster), "a cluster's"
            return pool.submit_to(need, partial(does, item))
        with self._opening:
            try:
                return self.pool.submit(does, item)
            except BrokenExecutor:
                self.pool.shutdown(wait=False)
                self._pool = None
                return self.pool.submit(does, item)

    def ahead(
        self, function: Callable[[A], R], items: Iterator[A], glimpse: Callable[[R], None]
    ) -> Iterator[tuple[A, Future[R]]]:
        """`function` of every item, in order, a few in advance; the future is done.

        `glimpse` is shown what comes next, as far as it is there.
        """
        begun: deque[tuple[A, Future[R]]] = deque()

        def first() -> tuple[A, Future[R]]:
            with stage("waiting"):
                done = self.settled(function, begun.popleft(), "prepare_seconds")
            for _, future in begun:
                if future.done() and not future.exception():
                    glimpse(future.result())
            return done

        for item in items:
            begun.append((item, self.submit(function, item, "prepare_seconds")))
            if len(begun) > 2 * self._jobs:
                yield first()
        while begun:
            yield first()

    def patience(self, name: str = "sentence_seconds") -> float | None:
        """Seconds after which what was submitted must be done, whatever stood before it; None: no end."""
        seconds: float = getattr(self.limits, name)
        return (seconds + 2 * grace(seconds)) * (2 + self.window / self._jobs) if seconds else None

    def settled(
        self, function: Callable[[A], R], begun: tuple[A, Future[R]], name: str = "sentence_seconds"
    ) -> tuple[A, Future[R]]:
        """An item with its future, done; done once more alone where the process that worked on it died."""
        item, future = begun
        try:
            if not self._died(future, name):
                return item, future
        except TimeoutError:
            return item, self.given_up(function, begun, name)
        return item, self.again(function, item, name)

    def _died(self, future: Future[R], name: str) -> bool:
        """As `executors.died`, waited for as long as it may take."""
        patience = self.patience(name)
        until = monotonic() + (patience or inf)
        while True:
            try:
                return executors.died(future, executors.RECOUNTED if self._cluster else patience)
            except TimeoutError:
                if not self._cluster or self.overdue(future, name) or monotonic() > until:
                    raise

    def overdue(self, future: Future[Any], name: str = "sentence_seconds") -> bool:
        """Whether a worker of a cluster is at it for longer than it may: no timer there ends what does not heed one."""
        seconds: float = getattr(self.limits, name)
        pool = self._pool
        return isinstance(pool, executors.Cluster) and 0 < seconds + 2 * grace(seconds) < pool.took(future)

    def again(self, function: Callable[[A], R], item: A, name: str = "sentence_seconds") -> Future[R]:
        """Once more in a process of its own, since the one that worked on it died."""
        return executors.alone(function, item, getattr(self.limits, name), name, self.limits.memory_mb)

    def given_up(
        self, function: Callable[[A], R], begun: tuple[A, Future[R]], name: str = "sentence_seconds"
    ) -> Future[R]:
        """What became of a piece of work that does not end: the worker or the processes that are at it are ended."""
        item, future = begun
        if isinstance(self._pool, executors.Cluster):
            self._pool.end(future)
            failed: Future[R] = Future()
            failed.set_exception(late(getattr(self.limits, name), name))
            return failed
        with self._opening:
            if self._pool is not None:
                executors.abandon(self._pool)
                self._pool = None
        return self.again(function, item, name)

    def hangs(self, engine: str, future: Future[Any]) -> bool:
        """Whether a service is asked for so long that its answer will not come; its own patience has ended before."""
        began = self.asking(engine).began.get(future)
        seconds = self.limits.sentence_seconds
        return began is not None and seconds > 0 and monotonic() - began > seconds + self._patient.get(engine, 0)

    def close(self) -> None:
        """Stop; what is under way is dropped."""
        for executor in (*self._threads.values(), self._pool):
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)
        self._pool, self._threads = None, {}

    def abandon(self) -> None:
        """Let go of all at once: nobody waits for what is under way any more."""
        for thread in self._threads.values():
            thread.shutdown(wait=False, cancel_futures=True)
        if self._pool is not None:
            executors.abandon(self._pool)
        self._pool, self._threads = None, {}
