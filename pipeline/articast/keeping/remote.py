"""What is different where a file lies on another machine: several requests at a time, each with a limit."""

from __future__ import annotations

import errno
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from inspect import signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import fsspec
from fsspec.asyn import AsyncFileSystem, sync
from fsspec.exceptions import FSTimeoutError

from articast.keeping import over_ssh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")
R = TypeVar("R")

REQUESTS = 16
"""Requests to a bucket at a time: each is nearly all waiting."""

NOTHING: Mapping[str, Any] = MappingProxyType({})

_ONE_CONNECTION = {*over_ssh.KINDS, "ftp", "smb"}
"""Kinds of store that are spoken to over one connection, one request after the other."""

ATTEMPTS = 7
"""How often a request is asked that fails for a moment only, over half a minute: a bucket that is told to slow down."""

PATIENCE = 60.0
"""Seconds for a request that moves next to nothing, its client's own second and third try among them."""

SLOWEST = 50_000
"""Bytes a second that a connection must move: an upload over a phone does."""

READING = 600.0
"""Seconds that a file may take beyond `PATIENCE`, whose size is not known before: an hour-long MP3 over a slow line."""

LISTING = 1800.0
"""Seconds that a listing may take: a thousand files a request, one request after the other."""

_CONNECT, _READ = 10, 30
"""Seconds that S3's client waits for a connection, and for the next byte of an answer, before it tries again."""


def opened(url: str) -> tuple[Any, str]:
    """The file system of a store's URL or path, and the folder there.

    Raises:
        ImportError: its package is not installed.
        ValueError: no such kind of store.
    """
    if "://" not in url:
        return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]
    kind = url.partition("://")[0]
    options: dict[str, Any] = {"use_listings_cache": False}
    if kind in {"s3", "s3a"}:
        own = fsspec.config.conf.get(kind, {}).get("config_kwargs", {})  # what the publisher set for all of fsspec
        limits = {"connect_timeout": _CONNECT, "read_timeout": _READ, "retries": {"total_max_attempts": 3}}
        options["config_kwargs"] = limits | own
    if kind in over_ssh.KINDS:
        options = over_ssh.options()
    files, root = fsspec.core.url_to_fs(url, **options)
    if kind in over_ssh.KINDS:
        over_ssh.bounded(files)
    return files, root


def at_a_time(files: Any) -> int:
    """How many requests a file system may be asked at once.

    Args:
        files: fsspec's.
    """
    return 1 if _kinds(files) & {"file", *_ONE_CONNECTION} else REQUESTS


def _kinds(files: Any) -> set[str]:
    return {files.protocol} if isinstance(files.protocol, str) else {*files.protocol}


def ask(
    files: Any, request: str, *args: Any, more: float = 0.0, told: Mapping[str, Any] = NOTHING, tries: int = 2
) -> Any:
    """One request that ends, whatever the other side does; asked again where it failed for a moment only.

    Args:
        files: fsspec's file system. Only those that work asynchronously can be given a limit.
        request: its method's name.
        *args: the method's.
        more: seconds that it may take beyond `PATIENCE`.
        told: of the file, as `headers` has it.
        tries: how often it is asked where there is no answer.

    Raises:
        TimeoutError: it did not end in time.
    """
    if not isinstance(files, AsyncFileSystem):
        return getattr(files, request)(*args, **told)
    import stamina  # not for a run on a folder

    limit = PATIENCE + more

    def once() -> Any:
        for _ in range(tries):
            with suppress(FSTimeoutError):
                return sync(files.loop, getattr(files, f"_{request}"), *args, timeout=limit, **told)
        raise TimeoutError(f"no answer in {limit * tries:.0f} s")

    for attempt in stamina.retry_context(
        _passes, attempts=ATTEMPTS, timeout=PATIENCE, wait_initial=0.5, wait_max=10.0, wait_jitter=0.5
    ):
        with attempt:
            return once()
    raise AssertionError  # pragma: no cover - stamina lets the last error through


_PASSING = {errno.EBUSY, errno.EIO, getattr(errno, "EREMOTEIO", errno.EIO), errno.ECONNRESET, errno.EPIPE}
"""What S3's client makes of 500, 503, SlowDown, a conflict with another's writing; and of a connection that broke."""


def _passes(error: Exception) -> bool:
    """Whether a bucket's error is one of a moment. Clients ask three times within a second or two by themselves."""
    return isinstance(error, OSError) and error.errno in _PASSING


def content(files: Any, path: str) -> bytes:
    """All of a file, in one request: S3's client asks for the size first, to fetch a large one in pieces."""
    whole = {"max_concurrency": 1} if "max_concurrency" in signature(files.cat_file).parameters else NOTHING
    found: bytes = ask(files, "cat_file", path, more=READING, told=whole)
    return found


def listed(files: Any, folder: str) -> dict[str, Any]:
    """Every file below a folder, with what is told of it; minutes may pass where there are a million."""
    found: dict[str, Any] = ask(files, "find", folder, more=LISTING, told={"detail": True})
    return found


def placed(files: Any, path: str, content: bytes, told: Mapping[str, str]) -> None:
    """Put bytes in place."""
    if _kinds(files) & over_ssh.KINDS:
        over_ssh.placed(files, path, content)
        return
    ask(files, "pipe_file", path, content, more=len(content) / SLOWEST, told=told)


def sent(files: Any, source: Path, path: str, told: Mapping[str, str]) -> None:
    """Put a local file in place."""
    if _kinds(files) & over_ssh.KINDS:
        over_ssh.sent(files, source, path)
        return
    ask(files, "put_file", str(source), path, more=source.stat().st_size / SLOWEST, told=told)


def created(files: Any, path: str, wanted: bytes, told: Mapping[str, Any]) -> bool:
    """Put a file in place where there is none; False where there is another.

    The very same content there is ours: an answer was lost, and the client asked again. A store that has no
    conditional write is looked at before and after.
    """
    files.invalidate_cache()
    if _kinds(files) & over_ssh.KINDS:
        return over_ssh.created(files, path, wanted) or bool(content(files, path) == wanted)
    try:
        if "mode" in signature(files.pipe_file).parameters:
            more = len(wanted) / SLOWEST
            ask(files, "pipe_file", path, wanted, more=more, told={"mode": "create", **told}, tries=1)
            return True
    except NotImplementedError:
        pass
    except OSError as error:  # some of S3's kind know no such header; others tell it otherwise
        if error.errno != errno.ENOSYS and not _exists(files, path):
            raise
    if _exists(files, path):
        return bool(content(files, path) == wanted)
    placed(files, path, wanted, told)
    return bool(content(files, path) == wanted)


def _exists(files: Any, path: str) -> bool:
    """Whether there is such a file; a bucket that refuses is no bucket without it."""
    try:
        ask(files, "info", path)
    except FileNotFoundError:
        return False
    return True


def written_since(files: Any, folder: str, moment: datetime) -> set[str]:
    """Paths below a folder that were written after a time, or of which nobody knows when."""
    times = {path: _written(info) for path, info in listed(files, folder).items()}
    return {path for path, when in times.items() if when is None or when >= moment}


_WHEN = ("LastModified", "mtime", "updated", "last_modified", "created")
"""What kinds of stores call the time of the last writing."""


def _written(info: Mapping[str, Any]) -> datetime | None:
    when = next((info[name] for name in _WHEN if info.get(name)), None)
    if isinstance(when, str):
        with suppress(ValueError):
            when = datetime.fromisoformat(when)
    if isinstance(when, (int, float)):
        when = datetime.fromtimestamp(when, UTC)
    if not isinstance(when, datetime):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def at_once(jobs: Iterable[tuple[T, Callable[[], R]]], most: int) -> Iterator[tuple[T, R]]:
    """Each job's name with what it gave, in their order, so many done at a time.

    Jobs are taken from `jobs` as they are needed; where one fails, those that were not begun never are.

    Raises:
        Exception: what the first failed job raised.
    """
    if most == 1:
        yield from ((name, job()) for name, job in jobs)
        return
    with ThreadPoolExecutor(most) as pool:
        under_way: deque[Any] = deque()
        try:
            for job in jobs:
                under_way.append((job[0], pool.submit(job[1])))
                if len(under_way) > most:  # no more of them in memory
                    name, future = under_way.popleft()
                    yield name, future.result()
            while under_way:
                name, future = under_way.popleft()
                yield name, future.result()
        finally:
            for _, left in under_way:
                left.cancel()
