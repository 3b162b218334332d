"""Files by path, in a folder or a bucket (fsspec), each put in place whole."""

from __future__ import annotations

import mimetypes
import os
import re
import tempfile
from contextlib import contextmanager
from hashlib import sha256
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from articast.errors import ConfigurationError, PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".js": "text/javascript", ".xml": "application/xml"}
"""Media types that Python does not know everywhere, or knows by another name; feeds are told apart by theirs."""

_TYPE_NAMES = {"s3": "ContentType", "s3a": "ContentType", "gs": "content_type", "gcs": "content_type"}
"""How each kind of bucket's client calls a file's media type: without one, browsers save pages, and show none."""

_SAFE = re.compile(r"(?!\.{1,2}(/|$))[^/\\\x00-\x1f\x7f]+(/(?!\.{1,2}(/|$))[^/\\\x00-\x1f\x7f]+)*")


class Store:
    """A folder, local or remote. Paths are relative, posix; one that would leave the folder is refused."""

    def __init__(self, url: str) -> None:
        """Open a store; nothing is made yet.

        Args:
            url: a folder's path, or a URL that fsspec knows (`s3://bucket/folder`).

        Raises:
            ConfigurationError: no such kind of store, or its package is not installed.
        """
        self.url = _without_credentials(url)
        try:
            self._fs, root = fsspec.core.url_to_fs(url, **({"use_listings_cache": False} if "://" in url else {}))
        except (ImportError, ValueError) as error:
            raise ConfigurationError(f"output {self.url}: {error}") from error
        self.root = str(root).rstrip("/")
        self.local = isinstance(self._fs, LocalFileSystem)

    def _full(self, path: str) -> str:
        if not _SAFE.fullmatch(path):
            raise PublishError(f"{path!r} is no path inside {self.url}")
        return f"{self.root}/{path}"

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            FileNotFoundError: there is none.
        """
        with self._failing(path, "read"):
            return cast("bytes", self._fs.cat_file(self._full(path)))

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
                return dict(_walk(self.root, ""))
        try:
            with self._failing("", "list"):
                found = self._fs.find(self.root, detail=True)
        except FileNotFoundError:
            return {}
        return {name[len(self.root) + 1 :]: int(info["size"]) for name, info in found.items()}

    def write(self, path: str, content: bytes) -> bool:
        """Put a file in place, whole or not at all.

        Returns:
            False where the very bytes were there already (nothing is touched then).

        Raises:
            PublishError: it cannot be written; what was there stays.
        """
        full = self._full(path)
        if self._holds(full, content):
            return False
        with self._failing(path):
            if self.local:
                with self._place(full) as temporary:
                    temporary.write_bytes(content)
            else:
                self._fs.pipe_file(full, content, **self._typed(path))
        return True

    def create(self, path: str, content: bytes) -> bool:
        """Put a file in place where there is none.

        Returns:
            False where there is one: it stays as it is. Stores without conditional writes are asked first.

        Raises:
            PublishError: it cannot be written.
        """
        full = self._full(path)
        with self._failing(path):
            try:
                if self.local:
                    Path(full).parent.mkdir(parents=True, exist_ok=True)
                    with Path(full).open("xb") as file:
                        file.write(content)
                elif "mode" in signature(self._fs.pipe_file).parameters:
                    self._fs.invalidate_cache()
                    self._fs.pipe_file(full, content, mode="create", **self._typed(path))
                else:
                    return self._created(full, content)
            except FileExistsError:
                return False
            except NotImplementedError:
                return self._created(full, content)
        return True

    def _created(self, full: str, content: bytes) -> bool:
        self._fs.invalidate_cache()
        if self._fs.exists(full):
            return False
        self._fs.pipe_file(full, content)
        return bool(self._fs.cat_file(full) == content)

    def put(self, source: Path, path: str) -> None:
        """Move a local file in place, whole or not at all; `source` is gone afterwards.

        Raises:
            PublishError: it cannot be written; what was there stays.
        """
        full = self._full(path)
        with self._failing(path):
            if self.local:
                with self._place(full) as temporary:
                    _move(source, temporary)
            else:
                self._fs.put_file(str(source), full, **self._typed(path))
                source.unlink()

    def delete(self, path: str) -> None:
        """Remove a file, and local folders that it leaves empty; no matter if it is gone already."""
        full = self._full(path)
        with self._failing(path):
            try:
                self._fs.rm_file(full)
            except FileNotFoundError:
                return
            if self.local:
                folder = Path(full).parent
                while folder != Path(self.root) and not any(folder.iterdir()):
                    folder.rmdir()
                    folder = folder.parent

    def age(self, path: str, now: float) -> float:
        """Seconds since the file was last written; `now` is Unix time."""
        with self._failing(path, "read"):
            return float(now - self._fs.modified(self._full(path)).timestamp())

    def _typed(self, path: str) -> dict[str, str]:
        """The file's media type, for buckets that serve it."""
        suffix = Path(path).suffix
        if path.rpartition("/")[2].startswith(("feed", "archive")) and suffix == ".xml":
            kind = "application/rss+xml"
        else:
            kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind.startswith("text/") or suffix == ".xml":
            kind += "; charset=utf-8"
        protocol = self._fs.protocol if isinstance(self._fs.protocol, str) else self._fs.protocol[0]
        return {_TYPE_NAMES[protocol]: kind} if protocol in _TYPE_NAMES else {}

    def _holds(self, full: str, content: bytes) -> bool:
        try:
            if self._fs.size(full) != len(content):
                return False
            if self.local:
                return Path(full).read_bytes() == content
            return sha256(self._fs.cat_file(full)).digest() == sha256(content).digest()
        except OSError:  # whatever is wrong there, writing will say it
            return False

    @contextmanager
    def _place(self, full: str) -> Iterator[Path]:
        target = Path(full)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o644)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    @contextmanager
    def _failing(self, path: str, doing: str = "write") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if doing != "write" and isinstance(error, FileNotFoundError):
                raise
            cause = error.strerror or error
            where = f"{path} in {self.url}" if path else self.url
            way = "name a folder" if isinstance(error, NotADirectoryError) else "make room or rights, run again"
            raise PublishError(f"cannot {doing} {where}: {cause}; {way}") from error
        except Exception as error:
            if self.local or isinstance(error, PublishError):
                raise
            # each kind of bucket has errors of its own: no credentials, no such host
            where = f"{path} in {self.url}" if path else self.url
            raise PublishError(f"cannot {doing} {where}: {error}; run again when it is mended") from error


def _without_credentials(url: str) -> str:
    """The URL as it may be told: without user and password."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else url


def _walk(root: str, inside: str) -> Iterator[tuple[str, int]]:
    try:
        entries = os.scandir(f"{root}/{inside}" if inside else root)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            path = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, path)
            elif entry.is_file():
                yield path, entry.stat().st_size


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError:  # another disk
        with source.open("rb") as reader, target.open("wb") as writer:
            while chunk := reader.read(1 << 20):
                writer.write(chunk)
        source.unlink()
