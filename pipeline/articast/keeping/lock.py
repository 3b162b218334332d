"""One publisher at a time in an output: a lock in a folder, a lock with an expiry in a bucket."""

from __future__ import annotations

import json
import logging
import os
import socket
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from articast.errors import BusyError, PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.keeping.store import Store

NAME = "lock.json"
"""Where a bucket's lock stands: there while a run is at work."""

EXPIRES = timedelta(seconds=120)
"""How long a bucket's lock holds when nobody renews it: a machine that died there is waited for no longer."""

RENEWED = 30.0
"""Seconds between renewals: three may be lost."""

STEP = 1.0
"""Seconds between looks at a lock that another has."""

_LOG = logging.getLogger("articast")


@contextmanager
def locked(store: Store, wait: float = 0.0) -> Iterator[None]:
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
            yield
    else:
        with _in_bucket(store, wait):
            yield


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
def _in_bucket(store: Store, wait: float) -> Iterator[None]:
    me = {"owner": f"{socket.gethostname()}:{os.getpid()}", "since": _now().isoformat()}
    until = monotonic() + wait
    while not store.create(NAME, _lease(me)):
        if (held := _holder(store)) is None:
            continue
        if monotonic() >= until:
            raise BusyError(
                f"{store.url}: {held.get('owner', 'another run')} is publishing there since {held.get('since', '?')}, "
                f"and has it until {held.get('until', '?')} (UTC); wait for it to end, or give --wait"
            )
        sleep(STEP)
    ended = Event()
    renewing = Thread(target=_renew, args=(store, me, ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
        store.delete(NAME)


def _holder(store: Store) -> dict[str, Any] | None:
    """Who has the bucket; None where nobody has any more: an expired lock is taken away."""
    try:
        held: dict[str, Any] = json.loads(store.read(NAME))
        until = datetime.fromisoformat(held["until"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        held, until = {}, _now() - EXPIRES
    if until > _now():
        return held
    store.delete(NAME)
    return None


def _renew(store: Store, me: dict[str, str], ended: Event) -> None:
    while not ended.wait(RENEWED):
        try:
            store.write(NAME, _lease(me))
        except PublishError as error:
            _LOG.warning("the lock of %s could not be renewed: %s", store.url, error)


def _lease(me: dict[str, str]) -> bytes:
    return json.dumps({**me, "until": (_now() + EXPIRES).isoformat()}).encode()


def _now() -> datetime:
    """The true time, whatever SOURCE_DATE_EPOCH says: a lock is about now."""
    return datetime.now(UTC).replace(microsecond=0)
