"""Where what is published is read: a folder, a bucket, or an address of the web. Edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from articast.errors import ArticastError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.keeping import Store


class Site(Protocol):
    """Files by path under the output."""

    name: str
    """For messages."""
    listed: bool
    """`sizes` has all that is there: what nothing names can be seen."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of every file; over the web of every one that something names."""

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            OSError: it cannot be read.
            ArticastError: the same, of a bucket.
        """


class Stored:
    """A folder or bucket."""

    listed = True

    def __init__(self, store: Store) -> None:
        self.name = store.url
        self._store = store
        self.sizes = store.sizes()

    def read(self, path: str) -> bytes:
        """All of a file."""
        return self._store.read(path)


def text(site: Site, path: str) -> str | None:
    """A file as text; None where it is not there or cannot be read. What is no UTF-8 comes as U+FFFD."""
    content = content_of(site, path)
    return None if content is None else content.decode("utf-8", "replace")


def content_of(site: Site, path: str) -> bytes | None:
    """A file's bytes; None where it is not there or cannot be read."""
    if path not in site.sizes:
        return None
    try:
        return site.read(path)
    except (OSError, ArticastError):
        return None
