"""Files by path, in a folder or a bucket (fsspec), each put in place whole."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any

from fsspec.implementations.local import LocalFileSystem

from articast.errors import ConfigurationError, PublishError
from articast.keeping import local, remote
from articast.keeping.headers import Caching, headers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

_SAFE = re.compile(r"(?!\.{1,2}(/|$))[^/\\\x00-\x1f\x7f]+(/(?!\.{1,2}(/|$))[^/\\\x00-\x1f\x7f]+)*")


CACHING = Caching()


class Store:
    """A folder, local or remote. Paths are relative, posix; one that would leave the folder is refused.

    One class, since all of it is what a folder can be asked for, here and far away.
    """

    def __init__(self, url: str, caching: Caching = CACHING) -> None:
        """Open a store; nothing is made yet.

        Args:
            url: a folder's path, or a URL that fsspec knows (`s3://bucket/folder`).
            caching: what a bucket tells caches of its files.

        Raises:
            ConfigurationError: no such kind of store, or its package is not installed.
        """
        self._caching = caching
        self.url = _without_credentials(url)
        try:
            files, root = remote.opened(url)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(f"output {self.url}: {error}") from error
        except Exception as error:
            if "://" not in url:
                raise
            # a connection is made at once over SSH: nobody there, no rights, a key that is not known
            raise ConfigurationError(f"{self.url} cannot be reached: {error}; see to it, and run again") from error
        self.root = str(root).rstrip("/")
        self.local = isinstance(files, LocalFileSystem)
        self.at_a_time = remote.at_a_time(files)
        """How many files may be read or written at once."""
        self._protocol: str = files.protocol if isinstance(files.protocol, str) else files.protocol[0]
        self._connect = partial(remote.opened, url)
        self._connections = {get_ident(): files}

    @property
    def _fs(self) -> Any:
        """Its client. Where a client is one connection, each thread has its own: the lock is renewed beside a run, and
        of two who wait at paramiko's for an answer one may take the other's, who then waits for ever.
        """
        if self.local or self.at_a_time > 1:
            return next(iter(self._connections.values()))
        if get_ident() not in self._connections:
            self._connections[get_ident()] = self._connect()[0]
        return self._connections[get_ident()]

    def _full(self, path: str, *, ours: bool = False) -> str:
        if ours and self.local:
            local.refuse_links(self.root, path, self.url)
        if not _SAFE.fullmatch(path):
            raise PublishError(f"{path!r} is no path inside {self.url}")
        return f"{self.root}/{path}"

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            FileNotFoundError: there is none.
        """
        full = self._full(path)
        with self._failing(path, "read"):
            if self.local:  # a clip a sentence: fsspec's way takes ten times as long
                return Path(full).read_bytes()
            return remote.content(self._fs, full)

    def chunks(self, path: str, size: int = 1 << 20) -> Iterator[bytes]:
        """A file's bytes, up to `size` at a time: one that may be an hour long is never whole in memory.

        Raises:
            FileNotFoundError: there is none.
        """
        with self._failing(path, "read"), self._fs.open(self._full(path), "rb") as file:
            while chunk := file.read(size):
                yield chunk

    def has(self, path: str, size: int | None = None) -> bool:
        """Whether there is such a file; of this many bytes, where given."""
        full = self._full(path)
        with self._failing(path, "read"):
            return bool(self._fs.isfile(full)) and (size is None or self._fs.size(full) == size)

    def sizes(self) -> dict[str, int]:
        """Every file and its bytes.

        Raises:
            PublishError: it cannot be listed: no rights, or a file where the folder should be.
        """
        if self.local:
            with self._failing("", "list"):
                return dict(local.walk(self.root))
        try:
            with self._failing("", "list"):
                found = remote.listed(self._fs, self.root)
        except FileNotFoundError:
            return {}
        return {name[len(self.root) + 1 :]: int(info["size"]) for name, info in found.items()}

    def written_since(self, moment: datetime) -> set[str]:
        """Every file that was written after a time, as far as the store says when; all others, too."""
        with self._failing("", "list"):
            found = remote.written_since(self._fs, self.root, moment)
        return {name[len(self.root) + 1 :] for name in found}

    def write(self, path: str, content: bytes) -> bool:
        """Put a file in place, whole or not at all.

        Returns:
            False where the very bytes were there already (nothing is touched then).

        Raises:
            PublishError: it cannot be written; what was there stays.
        """
        if _holds(self._fs, self._full(path), content, local=self.local):
            return False
        self.replace(path, content)
        return True

    def replace(self, path: str, content: bytes) -> None:
        """Put a file in place, whole or not at all, without a look at what is there: one request.

        Raises:
            ForeignError: a folder on the way is a link.
            PublishError: it cannot be written; what was there stays.
        """
        full = self._full(path, ours=True)
        with self._failing(path):
            if self.local:
                local.written(Path(full), content)
            else:
                remote.placed(self._fs, full, content, headers(path, self._protocol, self._caching))

    def create(self, path: str, content: bytes) -> bool:
        """Put a file in place where there is none.

        Returns:
            False where there is one: it stays as it is. Stores without conditional writes are asked first.

        Raises:
            PublishError: it cannot be written.
        """
        full = self._full(path)
        with self._failing(path):
            if self.local:
                return local.created(Path(full), content)
            return remote.created(self._fs, full, content, headers(path, self._protocol, self._caching))

    def put(self, source: Path, path: str) -> None:
        """Move a local file in place, whole or not at all; `source` is gone afterwards.

        Raises:
            ForeignError: a folder on the way is a link.
            PublishError: it cannot be written; what was there stays.
        """
        full = self._full(path, ours=True)
        with self._failing(path):
            if self.local:
                with local.placed(Path(full)) as temporary:
                    local.move(source, temporary)
            else:
                remote.sent(self._fs, source, full, headers(path, self._protocol, self._caching))
                source.unlink()

    def delete(self, path: str) -> None:
        """Remove a file, and local folders that it leaves empty; no matter if it is gone already."""
        full = self._full(path, ours=True)
        with self._failing(path):
            try:
                remote.ask(self._fs, "rm_file", full)
            except FileNotFoundError:
                return
            if self.local:
                local.prune(Path(full).parent, Path(self.root))

    def age(self, path: str, now: float) -> float:
        """Seconds since the file was last written; `now` is Unix time."""
        with self._failing(path, "read"):
            return float(now - self._fs.modified(self._full(path)).timestamp())

    def _failing(self, path: str, doing: str = "write") -> AbstractContextManager[None]:
        return _telling(f"{path} in {self.url}" if path else self.url, doing, local=self.local)


@contextmanager
def _telling(where: str, doing: str, *, local: bool) -> Iterator[None]:
    """Say what failed, where, and the way out."""
    try:
        yield
    except OSError as error:
        if doing != "write" and isinstance(error, FileNotFoundError):
            raise
        cause = error.strerror or error
        ways = {
            NotADirectoryError: "name a folder",
            IsADirectoryError: "move that folder away, run again",
            TimeoutError: "run again when it answers",
        }
        way = ways.get(type(error), "make room or rights, run again")
        raise PublishError(f"cannot {doing} {where}: {cause}; {way}") from error
    except Exception as error:
        if local or isinstance(error, PublishError):
            raise
        # each kind of bucket has errors of its own: no credentials, no such host
        raise PublishError(f"cannot {doing} {where}: {error}; run again when it is mended") from error


def _without_credentials(url: str) -> str:
    """The URL as it may be told: without user and password."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else url


def _holds(files: Any, full: str, content: bytes, *, local: bool) -> bool:
    try:
        if local:
            there = Path(full)
            return there.stat().st_size == len(content) and there.read_bytes() == content
        if files.size(full) != len(content):
            return False
        return sha256(files.cat_file(full)).digest() == sha256(content).digest()
    except OSError:  # whatever is wrong there, writing will say it
        return False
