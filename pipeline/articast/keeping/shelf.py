"""Clips by key: in a folder; or in a bucket, with those that are needed now at hand on this machine."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from articast.keeping.remote import at_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from articast.keeping.store import Store

AT_HAND = 2_000_000_000
"""Bytes of clips that are kept at hand: some 60 hours of speech. Those that were there longest go first."""

UNDER_WAY = 64
"""Clips that may be on their way to the bucket; a run that speaks faster than that waits for them."""


class Shelf:
    """Where clips are kept. With a bucket, what is read stays at hand, and what is written goes there meanwhile.

    One class, since all of it is about what is at hand, what is there, and what is on its way.
    """

    def __init__(self, near: Store, far: Store | None = None) -> None:
        """Open it.

        Args:
            near: a folder.
            far: the bucket whose clips are kept at hand in it; None: the folder is all there is.
        """
        self._near, self._far = near, far
        self._lock = Lock()
        self._sizes: dict[str, int] = {}
        self._whole = 0
        self._absent: set[str] = set()
        self._under_way: deque[Future[None]] = deque()
        self._threads: ThreadPoolExecutor | None = None

    @property
    def url(self) -> str:
        """Where clips are for good."""
        return (self._far or self._near).url

    @property
    def shared(self) -> bool:
        """Whether other machines can reach it."""
        return self._far is not None

    def read(self, path: str) -> bytes:
        """All of a clip.

        Raises:
            FileNotFoundError: there is none.
        """
        if self._far is None:
            return self._near.read(path)
        try:
            return self._near.read(path)
        except FileNotFoundError:
            if path in self._absent:
                raise
        return self._fetched(path)

    def write(self, path: str, content: bytes) -> bool:
        """Put a clip in place, whole; in a bucket it is there after `settle` at the latest.

        Raises:
            PublishError: it cannot be written, or one before it could not be.
        """
        if self._far is None:
            return self._near.write(path, content)
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._far.at_a_time, "clips")
        self._absent.discard(path)
        self._at_hand(path, content)
        self._under_way.append(self._threads.submit(partial(self._far.replace, path, content)))
        while self._under_way and (self._under_way[0].done() or len(self._under_way) > UNDER_WAY):
            self._under_way.popleft().result()
        return True

    def has(self, path: str) -> bool:
        """Whether there is such a clip."""
        if self._near.has(path) or self._far is None:
            return self._near.has(path)
        return path not in self._absent and self._far.has(path)

    def ahead(self, paths: Iterable[str]) -> None:
        """Have clips at hand that will be asked for, several requests at a time; no matter if there are none."""
        if self._far is None:
            return
        wanted = [path for path in dict.fromkeys(paths) if path not in self._absent and not self._near.has(path)]
        for _ in at_once(((path, partial(self._sought, path)) for path in wanted), self._far.at_a_time):
            pass

    def settle(self) -> None:
        """Wait until all that was written is there.

        Raises:
            PublishError: something could not be written.
        """
        while self._under_way:
            self._under_way.popleft().result()

    def close(self) -> None:
        """Give up what is under way."""
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        self._threads = None
        self._under_way.clear()

    def sizes(self) -> dict[str, int]:
        """Every clip and its bytes."""
        return (self._far or self._near).sizes()

    def age(self, path: str, now: float) -> float:
        """Seconds since a clip was written; `now` is Unix time."""
        return (self._far or self._near).age(path, now)

    def delete(self, path: str) -> None:
        """Remove a clip."""
        for store in filter(None, (self._far, self._near)):
            store.delete(path)

    def _sought(self, path: str) -> None:
        try:
            self._fetched(path)
        except FileNotFoundError:
            self._absent.add(path)

    def _fetched(self, path: str) -> bytes:
        assert self._far is not None, "there is a bucket"
        content = self._far.read(path)
        self._at_hand(path, content)
        return content

    def _at_hand(self, path: str, content: bytes) -> None:
        """Keep a clip at hand; those that were there longest make room, once they are in the bucket."""
        with self._lock:
            self._near.replace(path, content)
            self._whole += len(content) - self._sizes.pop(path, 0)
            self._sizes[path] = len(content)
            while self._whole > AT_HAND and len(self._sizes) > 1:
                old = next(iter(self._sizes))
                self._whole -= self._sizes.pop(old)
                Path(self._near.root, old).unlink(missing_ok=True)
