"""A publisher's state: a folder here; or one in a bucket, of which a machine has a copy while it works.

What is published is the record, so the state is a cache: a lost or stale one costs time, and nothing else. In a bucket
it is clips by key, and the catalogue as a file that is fetched at the start and put back at the end, under a lock and a
new number each time (`catalogue/<number>.sqlite.gz`), which is made only where there is none.
"""

from __future__ import annotations

import gzip
import logging
import re
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from articast.errors import BusyError, PublishError
from articast.keeping.headers import Caching
from articast.keeping.lock import locked
from articast.keeping.shelf import Shelf
from articast.keeping.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.keeping.catalogue import Catalogue
    from articast.keeping.lock import Lease

NAME = "catalogue.sqlite"
"""The catalogue in the folder."""

PRIVATE = Caching("private, no-store", "private, no-store")
"""What caches are told of it, should anybody serve it by mistake."""

KEPT = 2
"""Catalogues that stay in a bucket: the newest, and the one before it, which somebody may be reading."""

CLOCKS = timedelta(minutes=10)
"""By how much clocks of two stores may differ."""

_NUMBERED = re.compile(r"(\d{8})\.sqlite\.gz")

_LOG = logging.getLogger("articast")


@dataclass(frozen=True, slots=True)
class State:
    """The state as a run has it."""

    folder: Path
    """On this machine: the catalogue, and files that are being made."""
    shelf: Shelf
    """Clips by key."""
    keep: Callable[[Catalogue], None]
    """Brings a catalogue up to the bucket, and clips; nothing for a folder. BusyError: another run did so meanwhile."""
    stale: datetime | None = None
    """Since when the catalogue may know nothing of what was published: the last run did not bring it up."""

    @property
    def catalogue(self) -> Path:
        """The catalogue's file."""
        return self.folder / NAME


@contextmanager
def state_of(where: str, wait: float = 0.0, *, dry: bool = False) -> Iterator[State]:
    """A state to work with.

    Args:
        where: a folder, or the URL of one in a bucket.
        wait: seconds to wait for another run that has it.
        dry: only to be read: nobody is locked out, nothing is brought up.

    Raises:
        BusyError: another run has it.
        PublishError: it cannot be read or written.
    """
    if "://" not in where:
        folder = Path(where)
        yield State(folder, Shelf(Store(str(folder / "clips"))), lambda _: None)
        return
    there = Store(f"{where.rstrip('/')}/catalogue", PRIVATE)
    with ExitStack() as stack:
        lease = None if dry else stack.enter_context(locked(there, wait))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="articast-", ignore_cleanup_errors=True)))
        shelf = Shelf(Store(str(folder / "clips")), Store(f"{where.rstrip('/')}/clips", PRIVATE))
        stack.callback(shelf.close)
        numbers = _numbers(there)
        whole = bool(numbers) and _fetched(there, numbers[-1], folder / NAME)
        stale = _since(there, numbers[-1]) if whole and lease is not None and lease.inherited else None
        keep = partial(_keep, _Copies(there, folder, numbers), lease, shelf)
        try:
            yield State(folder, shelf, keep, stale)
        except BaseException:
            if lease is not None:
                lease.unfinished = True
            raise


def _since(store: Store, number: int) -> datetime:
    """When a catalogue was brought up, and some minutes for clocks that differ."""
    now = datetime.now(UTC)
    return now - timedelta(seconds=store.age(_name(number), now.timestamp())) - CLOCKS


@dataclass(slots=True)
class _Copies:
    """The catalogues in a bucket."""

    store: Store
    folder: Path
    numbers: list[int]
    """Of those there, ascending."""


def _numbers(store: Store) -> list[int]:
    return sorted(int(match[1]) for path in store.sizes() if (match := _NUMBERED.fullmatch(path)))


def _name(number: int) -> str:
    return f"{number:08d}.sqlite.gz"


def _fetched(store: Store, number: int, target: Path) -> bool:
    """Have a catalogue here; False where what is there is damaged, and as good as none."""
    packed = target.with_suffix(".gz")
    with packed.open("wb") as file:
        for chunk in store.chunks(_name(number)):
            file.write(chunk)
    target.touch(0o600)
    try:
        with gzip.open(packed) as file, target.open("wb") as whole:
            copyfileobj(file, whole, 1 << 20)
    except (EOFError, OSError, zlib.error) as error:
        _LOG.warning("the catalogue %s in %s is damaged (%s); it is made again", _name(number), store.url, error)
        target.unlink()
        return False
    finally:
        packed.unlink()
    return True


def _keep(copies: _Copies, lease: Lease | None, shelf: Shelf, catalogue: Catalogue) -> None:
    """Bring a catalogue up under the next number, and what it names before it."""
    shelf.settle()
    if lease is None or not catalogue.news():
        return
    lease.hold()
    copy, packed = copies.folder / "copy.sqlite", copies.folder / "copy.gz"
    catalogue.copy(copy)
    try:
        with copy.open("rb") as file, gzip.GzipFile(packed, "wb", compresslevel=1, mtime=0) as target:
            copyfileobj(file, target, 1 << 20)
        number = (copies.numbers[-1] if copies.numbers else 0) + 1
        if not copies.store.create(_name(number), packed.read_bytes()):
            raise BusyError(
                f"{copies.store.url}: another run has brought up its catalogue meanwhile, and that one stays; "
                "what this run published is taken over from its records next time"
            )
    finally:
        copy.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)
    copies.numbers.append(number)
    while len(copies.numbers) > KEPT:
        old = copies.numbers.pop(0)
        try:
            copies.store.delete(_name(old))
        except PublishError as error:  # no rights to delete: it only takes room
            _LOG.warning("%s", error)
