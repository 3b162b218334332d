"""Files by path, in a folder or a bucket (fsspec), each put in place whole."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import ConfigurationError, PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        try:
            self._fs, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(f"output {url}: {error}") from error
        self._root = str(root).rstrip("/")
        self.local = isinstance(self._fs, LocalFileSystem)
        self.url = url

    def _full(self, path: str) -> str:
        if not _SAFE.fullmatch(path):
            raise PublishError(f"{path!r} is no path inside {self.url}")
        return f"{self._root}/{path}"

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            FileNotFoundError: there is none.
        """
        return cast("bytes", self._fs.cat_file(self._full(path)))

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return bool(self._fs.isfile(self._full(path)))

    def sizes(self) -> dict[str, int]:
        """Every file and its bytes."""
        if self.local:
            return dict(_walk(self._root, ""))
        try:
            found = self._fs.find(self._root, detail=True)
        except FileNotFoundError:
            return {}
        return {name[len(self._root) + 1 :]: int(info["size"]) for name, info in found.items()}

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
                self._fs.pipe_file(full, content)
        return True

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
                self._fs.put_file(str(source), full)
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
                while folder != Path(self._root) and not any(folder.iterdir()):
                    folder.rmdir()
                    folder = folder.parent

    def age(self, path: str, now: float) -> float:
        """Seconds since the file was last written; `now` is Unix time."""
        return float(now - self._fs.modified(self._full(path)).timestamp())

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
    def _failing(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            cause = error.strerror or error
            raise PublishError(f"cannot write {path} in {self.url}: {cause}; make room or rights, run again") from error


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
