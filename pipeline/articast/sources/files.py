"""Files, folders and standard input → Documents."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Document
from articast.sources.kinds import MEDIA_TYPES, SUFFIXES, is_draft, kind_of
from articast.sources.values import SourceFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.values import Options

EDITS = ".script.toml"
"""Ending of the file with a publisher's edits, beside the article's: `<stem>.script.toml` or `<name>.script.toml`."""


def read(name: str, options: Options, base: Path) -> Iterator[Document | SourceFailure]:
    """The file's document, or those of the folder's files, as they are asked for."""
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, options, base, frozenset())
        else:
            found = _file(path, options, base)
            draft = SourceError(f"{name}: its front matter says that it is a draft; take that out to publish it")
            yield SourceFailure(name, draft) if _unready(found) and not options.drafts else found
    except SourceError as error:
        yield SourceFailure(name, error)
    except OSError as error:
        yield SourceFailure(name, SourceError(f"{name}: {why(error)}"))


def standard_input(options: Options) -> Document:
    """What comes in on standard input. Its id is of its content: another article must not take this one's place.

    Raises:
        SourceError: it is no article, or too much.
    """
    body = _checked("standard input", sys.stdin.buffer.read(options.max_bytes + 1), options)
    return Document("-", f"-{sha256(body).hexdigest()[:16]}", body, _media_type("standard input", body, ""))


def _folder(path: Path, options: Options, base: Path, above: frozenset[str]) -> Iterator[Document | SourceFailure]:
    """Articles in name order, folders where their names come; drafts and links that lead back up are passed over."""
    here = os.path.realpath(path)
    if here in above or any(here == os.path.realpath(excluded) for excluded in options.exclude):
        return
    with os.scandir(path) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.name.startswith(".") or entry.name.endswith(EDITS):
            continue
        try:
            if entry.is_dir():
                yield from _folder(path / entry.name, options, base, above | {here})
            elif Path(entry.name).suffix.lower() in SUFFIXES and not _excluded(entry.path, options):
                found = _file(path / entry.name, options, base)
                if options.drafts or not _unready(found):
                    yield found
        except SourceError as error:
            yield SourceFailure(entry.path, error)
        except OSError as error:
            yield SourceFailure(entry.path, SourceError(f"{entry.path}: {why(error)}"))


def _unready(document: Document) -> bool:
    return document.media_type == MEDIA_TYPES["markdown"] and is_draft(document.body)


def _excluded(path: str, options: Options) -> bool:
    return bool(options.exclude) and Path(path).resolve() in {excluded.resolve() for excluded in options.exclude}


def _file(path: Path, options: Options, base: Path) -> Document:
    """The document of one file.

    Raises:
        SourceError: it is no article, too large, or no plain file.
        OSError: it cannot be read.
    """
    body, seconds = contents(path, options)
    return Document(
        source=str(path),
        id=id_of(path, base),
        body=body,
        media_type=_media_type(str(path), body, path.name),
        modified=datetime.fromtimestamp(seconds, UTC),
        edits=_edits(path),
    )


def contents(path: Path, options: Options) -> tuple[bytes, float]:
    """A file's bytes and the time of its last change, in seconds since 1970.

    Raises:
        SourceError: too large, or no plain file.
        OSError: it cannot be read.
    """
    with open(path, "rb", opener=_at_once) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path}: is no file but a device or pipe; use - to read standard input")
        return _checked(str(path), file.read(options.max_bytes + 1), options), status.st_mtime


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _checked(name: str, body: bytes, options: Options) -> bytes:
    if len(body) > options.max_bytes:
        limit = options.max_bytes / 2**20
        raise SourceError(f"{name}: is over {limit:g} MB; raise max_bytes under [fetch] if it is an article")
    return body


def _media_type(name: str, body: bytes, file_name: str) -> str:
    kind = kind_of(body, "", file_name)
    suffix = Path(file_name).suffix.lower()
    if kind not in MEDIA_TYPES or (file_name and suffix and suffix not in SUFFIXES and kind != "html"):
        raise SourceError(f"{name}: is no article that we read; those are HTML, Markdown and plain text")
    return MEDIA_TYPES[kind]


def id_of(path: Path, base: Path) -> str:
    """A file's id: its posix path relative to `base`."""
    try:
        found = Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive on Windows
        found = path.absolute().as_posix()
    return os.fsencode(found).decode("utf-8", "backslashreplace")  # a name may be bytes that are no text


def _edits(path: Path) -> bytes:
    for beside in (path.with_name(path.name + EDITS), path.with_name(path.stem + EDITS)):
        try:
            return beside.read_bytes()
        except FileNotFoundError:
            continue
    return b""


def why(error: OSError) -> str:
    """An operating system's error in words."""
    return {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "may not be read by this user",
    }.get(type(error), error.strerror or str(error))
