"""Sources: files, folders, standard input, pages, feeds and sitemaps → Documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.sources.values import Fetched, Memory, Options, SourceFailure, Unchanged, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.model import Document

__all__ = ["Memory", "Options", "SourceFailure", "Unchanged", "Visit", "done", "read"]


def read(
    names: Sequence[str], options: Options, memory: Memory, base: Path
) -> Iterator[Document | Unchanged | SourceFailure]:
    """Everything that the names stand for, one after the other, as it is asked for.

    Args:
        names: files, folders, `-` for standard input, URLs of pages, feeds and sitemaps.
        options: limits and manners.
        memory: what was published before.
        base: folder that the ids of files are relative to.
    """
    for name in names:
        yield SourceFailure(name, SourceError(f"{name}: cannot be read yet"))


def done(document: Document, memory: Memory) -> None:
    """Remember that the document's episode was published: only then is it skipped while it stays unchanged."""
    if isinstance(document, Fetched):
        for url, visit in document.visits:
            memory.remember(url, visit)
