"""Formats that articles come in beside HTML, Markdown and plain text: one module a format, found here by itself.

A module reads one file's bytes into Documents of HTML, Markdown or plain text; the rest of the flow knows nothing of
formats. What a module has to bring is `Format`; a heavy library is imported inside its `read` alone.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from articast.errors import SourceError
from articast.model import Document, Known
from articast.sources.archives import IN, START
from articast.sources.kinds import SUFFIXES
from articast.sources.values import Passed, SourceFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    Found = Document | SourceFailure | Passed


def _nothing(_: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is given to a format."""

    source: str
    """As the publisher named it, for messages."""
    id: str
    """Its path relative to the configuration, or its URL."""
    body: bytes
    limit: int
    """Bytes that nothing unpacked from it may be over."""
    modified: datetime | None = None
    url: str = ""
    """Where it was fetched from."""
    charset: str | None = None
    edits: bytes = b""
    """The publisher's edits beside it."""
    listed: bool = False
    """As in Document."""
    seconds: float = 300.0
    """That one article in it may take to be found; 0: as long as it likes."""
    beside: Callable[[str], bytes | None] = field(default=_nothing, compare=False)
    """Bytes of another file, by its path relative to this one's folder; None where there is none."""

    @property
    def name(self) -> str:
        """Its own name, without folders, in lower case."""
        return self.id.partition("?")[0].replace("\\", "/").rpartition("/")[2].lower()

    @property
    def stem(self) -> str:
        """Its own name without the ending, as written."""
        name = self.source.partition("?")[0].replace("\\", "/").rpartition("/")[2]
        return name.rpartition(".")[0] or name

    def document(self, body: str, known: Known, media_type: str = "text/html", *, whole: bool = True) -> Document:
        """The article that the file is.

        Args:
            body: as `media_type` says.
            known: what the file says of it.
            media_type: HTML, Markdown or plain text.
            whole: whether HTML is the article alone, not a page with an article in it.
        """
        return Document(
            source=self.source,
            id=self.id,
            body=body.encode("utf-8", "surrogatepass"),
            media_type=media_type,
            url=self.url or None,
            charset="utf-8",
            modified=self.modified,
            known=known,
            whole=whole and media_type == "text/html",
            listed=self.listed,
            edits=self.edits,
        )

    def entry(self, name: str, body: str, known: Known, lasting: str = "") -> Document:
        """One of the articles that the file holds.

        Args:
            name: of the entry in the file.
            body: HTML, the article alone.
            known: what the file says of it.
            lasting: an identity that the next export has, too, whatever its name: `ghost:<uuid>`. Without it, and
                without a canonical URL, the article is known by file and entry.
        """
        made = replace(self.document(body, known), edits=b"", listed=True)
        identity = known.url or (f"urn:{lasting}" if lasting else f"{self.id}{IN}{name}")
        return replace(made, source=self.within(name), id=identity, url=known.url or None)

    def within(self, name: str) -> str:
        """What one of its entries is called in messages."""
        return f"{self.source}{IN}{name}"

    def failed(self, name: str, why: str) -> SourceFailure:
        """An entry that cannot be read; the others are."""
        return SourceFailure(self.within(name), SourceError(f"{self.within(name)}: {why}"))


class Format(Protocol):
    """What a module of this folder has."""

    NAME: str
    """As people call it, with its article: `a Word document`."""
    SUFFIXES: tuple[str, ...]
    """Endings of its files, lower case."""
    ATTACHED: bool
    """Whether such a file beside web pages is taken for their attachment rather than for an article."""

    # where it reads a folder as a whole, `INDEX` is the name of the file that says so
    def sniff(self, file: File) -> bool:
        """Whether the file is of this format: by its bytes, and by its name where bytes don't tell."""

    def read(self, file: File) -> Iterator[Found]:
        """The articles in it.

        Raises:
            SourceError: it cannot be read, or must not be.
        """


@cache
def every() -> tuple[Format, ...]:
    """All formats, by name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("Format", import_module(f"{__name__}.{name}")) for name in names)


def find(file: File) -> Format | None:
    """The format of a file; None where it is none of these (a page, say)."""
    ending = posixpath.splitext(file.name)[1]
    asked = _of(ending) if ending in SUFFIXES else every()
    if file.body.startswith(START):  # the words of a page that is packed in it may stand there as they are
        asked = tuple(one for one in asked if SUFFIXES.keys().isdisjoint(one.SUFFIXES))
    return next((one for one in asked if one.sniff(file)), None)


@cache
def _of(suffix: str) -> tuple[Format, ...]:
    """Formats whose files have the ending of a page: the only ones that a page is asked for, since there are many."""
    return tuple(one for one in every() if suffix in one.SUFFIXES)


@cache
def suffixes() -> frozenset[str]:
    """Endings of files that may be of one of the formats."""
    return frozenset(suffix for one in every() for suffix in one.SUFFIXES)


def named() -> str:
    """All formats in words."""
    return ", ".join(one.NAME for one in every())


def needs(package: str, extra: str, what: str) -> SourceError:
    """The error where a format's package is not installed."""
    return SourceError(f"{what} needs the package {package}: pip install 'articast[{extra}]'")
