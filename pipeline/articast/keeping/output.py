"""The output as a run sees it: one listing, what of it is ours, and no hand on anything else."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.errors import ForeignError
from articast.keeping.headers import named_by_content
from articast.keeping.remote import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from articast.keeping.catalogue import Catalogue
    from articast.keeping.store import Store

_CHUNK = 1 << 20
"""Bytes read at a time."""

_MARKS = (b'content="Articast', b"<generator>Articast", b'"articast"', b"listen-to-article", b'"guid":"')
"""What stands in files of ours whose record was never written: their run was killed."""

_AUDIO = re.compile(
    r"(?P<slug>[^/]+)/(?P=slug)-[0-9a-f]{8}\.(mp3|opus)$|(^|/)cover-([a-z0-9-]+-)?[0-9a-f]{8}\.(jpg|png)$"
)
"""Audio and covers by their names."""

_BESIDE = re.compile(
    r"(?P<folder>.+/(?P<slug>[^/]+))/(transcript\.(vtt|srt|json)|(chapters|episode|player|oembed)\.json|(embed|index)\.html)$"
)
"""What lies beside audio."""

_UNFINISHED = re.compile(r"(^|/)\.[a-z0-9_]{8}\.part$")
"""A file of a run that was killed while it wrote."""


class Output:
    """A store of which one listing was taken, and in which only files that the catalogue has as ours are touched.

    One class, since all of it is about one listing.
    """

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Look at what lies there.

        Raises:
            PublishError: it cannot be listed.
        """
        self.store = store
        self.url, self.local = store.url, store.local
        self._catalogue = catalogue
        self._there = store.sizes()
        self._changed: set[str] = set()

    def sizes(self) -> dict[str, int]:
        """Every file and its bytes, as listed when the run began and changed by it since."""
        return dict(self._there)

    def has(self, path: str, size: int | None = None) -> bool:
        """Whether there is such a file; of this many bytes, where given."""
        return path in self._there and (size is None or self._there[path] == size)

    def stands(self, path: str) -> bool:
        """Whether a file of ours lies there with as many bytes as we wrote."""
        kept = self._catalogue.file(path)
        return kept is not None and self._there.get(path) == kept[0]

    def changed(self) -> set[str]:
        """What was written anew or removed since this was asked last, but for new files that are named by content."""
        told, self._changed = self._changed, set()
        return told

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            FileNotFoundError: there is none.
        """
        return self.store.read(path)

    def read_all(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Files with their content, several at a time where each costs a request."""
        yield from at_once(((path, partial(self.read, path)) for path in paths), self.store.at_a_time)

    def write(self, path: str, content: bytes) -> bool:
        """Put a file in place, whole or not at all.

        Returns:
            False where we wrote the very bytes before and they lie there.

        Raises:
            ForeignError: a file of somebody else's has that name.
            PublishError: it cannot be written; what was there stays.
        """
        if (place := self._placing(path, content)) is None:
            return False
        return self._landed(path, len(content), sha256(content).hexdigest(), changed=place())

    def write_all(self, files: Iterable[tuple[str, bytes]], on_disk: int = 1) -> None:
        """Put files in place, several at a time where each costs a request; all are there when it returns.

        Args:
            files: each path with its content, taken as they are needed; none may need another's being there before it.
            on_disk: how many at a time in a folder: a disk makes several safe as quickly as one.

        Raises:
            ForeignError: a file of somebody else's has such a name.
            PublishError: one cannot be written; of the others some may be in place. The next run sees to them.
        """
        placing = ((one, place) for one in files if (place := self._placing(*one)))
        for (path, content), changed in at_once(placing, on_disk if self.store.local else self.store.at_a_time):
            self._landed(path, len(content), sha256(content).hexdigest(), changed=changed)

    def put(self, source: Path, path: str) -> None:
        """Move a local file in place, whole or not at all; `source` is gone afterwards.

        Raises:
            ForeignError: a file of somebody else's has that name.
            PublishError: it cannot be written; what was there stays.
        """
        size, digest = source.stat().st_size, digest_of(source)
        self._claim(path)
        self.store.put(source, path)
        self._landed(path, size, digest, changed=True)

    def delete(self, path: str) -> None:
        """Remove a file of ours; nobody else's, and no matter if it is gone already."""
        if path in self._there and not self.ours(path):
            return
        self.store.delete(path)
        self._there.pop(path, None)
        self._changed.add(path)
        self._catalogue.removed(path)

    def age(self, path: str, now: float) -> float:
        """Seconds since the file was last written; `now` is Unix time."""
        return self.store.age(path, now)

    def chunks(self, path: str) -> Iterator[bytes]:
        """A file's bytes, a stretch at a time.

        Raises:
            FileNotFoundError: there is none.
        """
        return self.store.chunks(path)

    def looked_at(self, path: str) -> tuple[int, str]:
        """Bytes and SHA-256 of a file that a killed run put in place and did not get to note."""
        size, whole = 0, sha256()
        for chunk in self.chunks(path):
            size += len(chunk)
            whole.update(chunk)
        self._catalogue.wrote(path, size, whole.hexdigest())
        return size, whole.hexdigest()

    def doubt(self, path: str) -> None:
        """What lies there is not what we wrote, although as large: it is written again when it is made."""
        if path in self._there:
            self._there[path] = -1

    def broken(self) -> set[str]:
        """Files of ours that are gone, or have another size than we wrote."""
        return {path for path, size in self._catalogue.written() if self._there.get(path) != size}

    def touched(self) -> list[str]:
        """Files of ours that somebody else removed or changed in size since they were written, in order."""
        return sorted(path for path, size in self._catalogue.written() if size >= 0 and self._there.get(path) != size)

    def tidy(self) -> None:
        """Remove what killed runs left half written."""
        for path in [path for path in self._there if _UNFINISHED.search(path)]:
            self.store.delete(path)
            del self._there[path]

    def ours(self, path: str) -> bool:
        """Whether we wrote a file that lies there: the catalogue says so, or it is of a run of ours that was killed."""
        if self._catalogue.file(path) is not None:
            return True
        if _AUDIO.search(path):
            return True
        folder = path.rpartition("/")[0]
        if f"{folder}/record.json" in self._there and self._catalogue.files(folder):
            return False
        if (beside := _BESIDE.match(path)) and self._has_audio(beside["folder"], beside["slug"]):
            return True  # of a run that was killed before the record: its audio came first
        head = self.store.read(path)
        return not head or any(mark in head for mark in _MARKS)

    def _has_audio(self, folder: str, slug: str) -> bool:
        return any(path.startswith(f"{folder}/{slug}-") and _AUDIO.search(path) for path in self._there)

    def _placing(self, path: str, content: bytes) -> Callable[[], bool] | None:
        """What puts a file in place and says whether it changed, for any thread; None where it lies there."""
        kept, there = self._catalogue.file(path), self.has(path, len(content))
        if there and kept == (len(content), sha256(content).hexdigest()):
            return None
        self._claim(path)
        unsure = there and not (kept and kept[1])  # a killed run's: it may be what is to be written
        return partial(self.store.write if self.local or unsure else self._replace, path, content)

    def _replace(self, path: str, content: bytes) -> bool:
        self.store.replace(path, content)
        return True

    def _landed(self, path: str, size: int, digest: str, *, changed: bool) -> bool:
        if changed and (path in self._there or not named_by_content(path)):
            self._changed.add(path)
        self._there[path] = size
        self._catalogue.wrote(path, size, digest)
        return changed

    def _claim(self, path: str) -> None:
        """Say that a name is ours before it is written, and that it is not known what lies there.

        So a killed run knows its own again, and looks at what it left half done.
        """
        if self._catalogue.file(path) is None and path in self._there and not self.ours(path):
            raise ForeignError(
                f"{path} in {self.url} was not written by Articast, and stays as it is; "
                "name an output of its own for Articast, or move that file away"
            )
        self._catalogue.wrote(path, -1, "")


def digest_of(path: Path) -> str:
    """SHA-256 of a local file, hex."""
    whole = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()
