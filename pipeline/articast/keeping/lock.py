"""One publisher at a time in an output: a lock in a folder, a lock with an expiry in a bucket."""

from __future__ import annotations

import json
import logging
import os
import socket
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from time import monotonic, sleep
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from articast.errors import BusyError, PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.keeping.store import Store

NAME = "lock.json"
"""Where a bucket's lock stands: there while a run is at work."""

EXPIRES = timedelta(seconds=120)
"""How long a bucket's lock holds when nobody renews it: a machine that died there is waited for no longer."""

RENEWED = 30.0
"""Seconds between renewals: three may be lost."""

STEP = 1.0
"""Seconds between looks at a lock that another has."""

NOBODY: Mapping[str, str] = MappingProxyType({})

_LOG = logging.getLogger("articast")


class Lease:
    """What a run has of an output: in a folder as long as it lives, in a bucket as long as it renews it."""

    def __init__(self, store: Store | None = None, me: Mapping[str, str] = NOBODY, *, inherited: bool = False) -> None:
        """Taken just now.

        Args:
            store: the bucket; None for a folder, whose lock nobody can take away.
            me: who has it.
            inherited: whether the run that had it before never gave it back.
        """
        self._store, self._me = store, me
        self._until = now_and(EXPIRES)
        self._lost = False
        self.unfinished = False
        """Whether the next run is to know that this one did not do all: its lock is left, and void."""
        self.inherited = inherited
        """Whether the run that had it before never gave it back: it was killed, or had no network at its end."""

    def hold(self) -> None:
        """See that it is still ours, before anything that another run would not expect.

        Raises:
            BusyError: another run has taken it, since this one could not renew it for too long.
        """
        if self._store is None:
            return
        if not self._lost and _now() >= self._until:
            self.renew()
        if self._lost:
            raise BusyError(
                f"{self._store.url}: another run took it over while this one could not renew its lock "
                "(no network, or a machine that slept); what is done is kept: run again"
            )

    def renew(self) -> None:
        """Have it for some time more; note where another has it.

        Raises:
            PublishError: the bucket does not answer.
        """
        assert self._store is not None, "a folder's needs none"
        if not _is_of(self._store, self._me):
            self._lost = True
            return
        until = now_and(EXPIRES)
        self._store.replace(NAME, _lease(self._me))
        self._until = until

    def give_back(self) -> None:
        """Let another have it; what another took already is left to it."""
        assert self._store is not None, "a folder's is given back by the system"
        if self._lost or not _is_of(self._store, self._me):
            return
        if self.unfinished:
            self._store.replace(NAME, json.dumps({**self._me, "until": _now().isoformat()}).encode())
        else:
            self._store.delete(NAME)


@contextmanager
def locked(store: Store, wait: float = 0.0) -> Iterator[Lease]:
    """Have the output for this run alone.

    In a folder the system holds the lock, and lets it go when the process ends, however it ends. In a bucket the lock
    is a file that is made only where there is none, renewed while the run lasts, and that is void once it expired.

    Args:
        store: the output.
        wait: seconds to wait for another run to end.

    Raises:
        BusyError: another has it.
    """
    if store.local:
        with _in_folder(Path(store.root), wait):
            yield Lease()
    else:
        with _in_bucket(store, wait) as lease:
            yield lease


@contextmanager
def _in_folder(folder: Path, wait: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=wait)
        with lock:
            try:
                yield
            finally:
                (folder / ".lock").unlink(missing_ok=True)
    except Timeout:
        raise BusyError(f"{folder}: another run is publishing there; wait for it to end, or give --wait") from None
    except OSError as error:
        if error.filename and Path(str(error.filename)) in {folder, folder / ".lock"}:
            raise PublishError(f"cannot write {folder}: {error.strerror}; make room or rights, run again") from error
        raise


@contextmanager
def _in_bucket(store: Store, wait: float) -> Iterator[Lease]:
    me = {"owner": f"{socket.gethostname()}:{os.getpid()}", "since": _now().isoformat(), "run": token_hex(8)}
    lease = Lease(store, me, inherited=_taken(store, me, monotonic() + wait))
    ended = Event()
    renewing = Thread(target=_renew, args=(store, lease, ended), daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        ended.set()
        renewing.join()
        lease.give_back()


def _taken(store: Store, me: Mapping[str, str], until: float) -> bool:
    """Make the lock; whether an expired one was there.

    It is looked at before it is made, for stores that have no conditional write and do not say so. Two that find the
    same expired lock may take one away that the other has made since: a moment later only one of them still has it.

    Raises:
        BusyError: another has it when the monotonic clock says `until`.
    """
    expired = False
    while True:
        held = _holder(store)
        if held is None and store.create(NAME, _lease(me)):
            if not expired:
                return False
            sleep(STEP)
            if _is_of(store, me):
                return True
        elif held and _until(held) <= _now():
            expired = True
            store.delete(NAME)
        elif held:
            if monotonic() >= until:
                raise BusyError(
                    f"{store.url}: {held.get('owner', 'another run')} is publishing there since "
                    f"{held.get('since', '?')}, and has it until {held.get('until', '?')} (UTC); "
                    "wait for it to end, or give --wait"
                )
            sleep(STEP)


def _holder(store: Store) -> dict[str, Any] | None:
    """What the lock says; None where there is none."""
    try:
        held = json.loads(store.read(NAME))
    except FileNotFoundError:
        return None
    except ValueError:
        held = None
    return held if isinstance(held, dict) and held else {"owner": "nobody"}


def _until(held: Mapping[str, Any]) -> datetime:
    """How long a lock holds; one that does not say so is void."""
    try:
        until = datetime.fromisoformat(held["until"])
        return until if until.tzinfo else until.replace(tzinfo=UTC)
    except (ValueError, KeyError, TypeError):
        return _now() - EXPIRES


def _is_of(store: Store, me: Mapping[str, str]) -> bool:
    held = _holder(store)
    return held is not None and held.get("run") == me["run"]


def _renew(store: Store, lease: Lease, ended: Event) -> None:
    while not ended.wait(RENEWED):
        try:
            lease.renew()
        except PublishError as error:
            _LOG.warning("the lock of %s could not be renewed: %s", store.url, error)


def _lease(me: Mapping[str, str]) -> bytes:
    return json.dumps({**me, "until": now_and(EXPIRES).isoformat()}).encode()


def _now() -> datetime:
    """The true time, whatever SOURCE_DATE_EPOCH says: a lock is about now."""
    return datetime.now(UTC).replace(microsecond=0)


def now_and(more: timedelta) -> datetime:
    """So much later than now."""
    return _now() + more
