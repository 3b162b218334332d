"""Who works: processes here or a cluster's workers, and threads that ask services."""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from articast.speech import executors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

A = TypeVar("A")
R = TypeVar("R")


class Crew:
    """Executors of a run; nothing is started until there is something to do."""

    def __init__(self, jobs: int, cluster: str, concurrency: Mapping[str, int]) -> None:
        """Who there is.

        Args:
            jobs: processes.
            cluster: address of a Dask scheduler that is used in place of processes here; empty: none.
            concurrency: requests at a time of each engine that is asked over a network.
        """
        self._jobs = jobs
        self._cluster = cluster
        self._concurrency = concurrency
        self._pool: Executor | None = None
        self._opening = Lock()
        self._threads: dict[str, ThreadPoolExecutor] = {}

    @property
    def pool(self) -> Executor:
        """The one executor that work is done in."""
        if self._pool is None:
            if self._cluster:
                self._pool = found = executors.Cluster(self._cluster)
                self._jobs = max(1, found.size)
            else:
                self._pool = executors.processes(self._jobs)
        return self._pool

    @property
    def window(self) -> int:
        """How many sentences are under way at a time: enough that nobody waits for the next."""
        return 4 * self._jobs

    def asking(self, engine: str) -> ThreadPoolExecutor:
        """The threads that ask an engine's service."""
        if engine not in self._threads:
            self._threads[engine] = ThreadPoolExecutor(self._concurrency.get(engine, 2), f"ask-{engine}")
        return self._threads[engine]

    def submit(self, function: Callable[[A], R], item: A) -> Future[R]:
        """To the pool; to a new one where a process of it has died. Threads that ask call it, too."""
        with self._opening:
            try:
                return self.pool.submit(function, item)
            except BrokenExecutor:
                self.pool.shutdown(wait=False)
                self._pool = None
                return self.pool.submit(function, item)

    def ahead(
        self, function: Callable[[A], R], items: Iterator[A], glimpse: Callable[[R], None]
    ) -> Iterator[tuple[A, Future[R]]]:
        """`function` of every item, in order, a few in advance; the future is done.

        `glimpse` is shown what comes next, as far as it is there.
        """
        begun: deque[tuple[A, Future[R]]] = deque()

        def first() -> tuple[A, Future[R]]:
            done = settled(function, begun.popleft())
            for _, future in begun:
                if future.done() and not future.exception():
                    glimpse(future.result())
            return done

        for item in items:
            begun.append((item, self.submit(function, item)))
            if len(begun) > 2 * self._jobs:
                yield first()
        while begun:
            yield first()

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


def settled(function: Callable[[A], R], begun: tuple[A, Future[R]]) -> tuple[A, Future[R]]:
    """An item with its future, done; done once more alone where the process that worked on it died."""
    item, future = begun
    if executors.died(future):
        future = executors.alone(function, item)
    return item, future
