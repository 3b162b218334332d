"""Sources: files, folders, globs, archives, standard input, pages, feeds and sitemaps → Documents.

What is read is given one by one, as it is asked for. A page costs no more than a 304 while it is as it was when its
episode was published, a page in a folder no more than a look at its time: the caller keeps visits (`Memory`) and says
`done(document, memory)` once it is published, so that an article that failed is read again. Other files and whole
entries of feeds are always given; the caller knows them by their bytes. What is no article is given as `Passed`;
whether a new page is one, `no_article` tells.
"""

from __future__ import annotations

import logging
import re
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.sources import folders
from articast.sources.archives import IN
from articast.sources.files import id_of
from articast.sources.formats.epub import Book
from articast.sources.formats.epub import about as about_book
from articast.sources.passing import of_document as no_article
from articast.sources.pictures import Pictures
from articast.sources.values import Fetched, Memory, Options, Passed, SourceFailure, Unchanged, Visit, Visited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Document
    from articast.sources.web import Web

__all__ = [
    "IN",
    "Book",
    "Fetched",
    "Memory",
    "Options",
    "Passed",
    "Pictures",
    "SourceFailure",
    "Unchanged",
    "Visit",
    "Visited",
    "about_book",
    "done",
    "id_of",
    "no_article",
    "read",
]

_LOG = logging.getLogger("articast")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Signs in a file's name that would move what is told of it, or a terminal's cursor."""
_LISTS = frozenset({".xml", ".rss", ".atom", ".rdf", ".gz", ".json"})
"""Endings of files that are feeds or sitemaps, if they are of no format: what they name is fetched."""


def read(
    names: Sequence[str], options: Options, memory: Memory, base: Path
) -> Iterator[Document | Unchanged | SourceFailure | Passed]:
    """Everything that the names stand for, in order, each article once; what cannot be read stops nothing else.

    Args:
        names: files, folders (with all in them), globs, `-` for standard input, URLs of pages, feeds and sitemaps.
        options: limits and manners.
        memory: what was published before.
        base: folder that the ids of files are relative to.
    """
    seen: set[str] = set()
    with ExitStack() as stack:
        web: Web | None = None
        for name in names:
            if web is None and (_SCHEME.match(name) or _is_list(name)):
                web = _open_web(stack, options, memory)
            for found in _soundly(name, _each(name, options, base, memory, web)):
                identity = found.source if isinstance(found, SourceFailure | Passed) else found.id
                if identity not in seen:
                    seen.add(identity)
                    yield found if found.source.isprintable() else _on_a_line(found)


def _on_a_line(found: Document | Unchanged | SourceFailure | Passed) -> Document | Unchanged | SourceFailure | Passed:
    """What was found, its name as it may be told: a line break in one would make a line of the report of its own."""
    told = _CONTROL.sub(lambda sign: repr(sign.group())[1:-1], found.source)
    if isinstance(found, SourceFailure):
        return SourceFailure(told, SourceError(str(found.error).replace(found.source, told)))
    return replace(found, source=told)


def done(document: Document, memory: Memory) -> None:
    """Remember that the document's episode was published: only then is it passed over while it stays as it is."""
    if isinstance(document, Visited):
        for url, visit in document.visits:
            memory.remember(url, visit)


def _open_web(stack: ExitStack, options: Options, memory: Memory) -> Web:
    from articast.sources.client import Client
    from articast.sources.web import Web

    return Web(stack.enter_context(Client(options)), memory)


def _is_list(name: str) -> bool:
    return Path(name).suffix.lower() in _LISTS


def _each(
    name: str, options: Options, base: Path, memory: Memory, web: Web | None
) -> Iterator[Document | Unchanged | SourceFailure | Passed]:
    if web and _SCHEME.match(name):
        yield from web.read(name)
    elif web and _is_list(name) and Path(name).is_file():
        yield from web.list_file(Path(name), base)
    else:
        yield from folders.named(name, options, base, memory)


def _soundly(
    name: str, found: Iterator[Document | Unchanged | SourceFailure | Passed]
) -> Iterator[Document | Unchanged | SourceFailure | Passed]:
    """What was found, and no fault of ours or of a library's stops other sources."""
    try:
        yield from found
    except Exception as error:  # noqa: BLE001  met by one source in ten thousand
        _LOG.info("%s", name, exc_info=error)
        what = f"{type(error).__name__}: {error}"
        why = f"{name}: {what}: a fault in Articast; --verbose shows where, please report it"
        yield SourceFailure(name, SourceError(why))
