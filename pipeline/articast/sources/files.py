"""Files and standard input → what a format reads; and pages as they are."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Document
from articast.sources import formats
from articast.sources.formats import File
from articast.sources.kinds import MEDIA_TYPES, SUFFIXES, kind_of

if TYPE_CHECKING:
    from articast.sources.values import Options

EDITS = ".script.toml"
"""Ending of the file with a publisher's edits, beside the article's: `<stem>.script.toml` or `<name>.script.toml`."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file has another time than the one before it, on any file system (FAT: 2 s)."""
PAGES = tuple(suffix for suffix, kind in SUFFIXES.items() if kind != "plain")
"""Endings of web pages and Markdown."""


def stamp(path: Path, options: Options, *, edited: bool) -> str:
    """What changes when a file or its edits do, without reading them; empty where that cannot be told yet.

    A file that was changed a moment ago may change again without a trace: clocks of file systems tick every few
    milliseconds, some every two seconds.

    Args:
        path: the file.
        options: as sources are read.
        edited: whether any file in its folder has edits, which are looked for only then.
    """
    found: list[str] = [str(options.drafts)]
    folder, name = os.path.split(path)
    for one in (name, name + EDITS, os.path.splitext(name)[0] + EDITS):  # noqa: PTH122  ten thousand of them
        try:
            its = os.stat(os.path.join(folder, one)) if edited or one is name else None  # noqa: PTH116, PTH118
        except OSError as error:
            if not _is_none(error):
                raise
            its = None
        if its is None:
            found.append("")
            continue
        changed = max(its.st_mtime_ns, its.st_ctime_ns)
        if changed > time.time_ns() - SETTLED or its.st_size > options.max_bytes:
            return ""
        found.append(f"{its.st_mtime_ns} {its.st_ctime_ns} {its.st_size} {its.st_ino}")
    return "\n".join(found)


def given(path: Path, options: Options, base: Path, *, listed: bool = False) -> File:
    """One file, read; `listed` as in Document.

    Raises:
        SourceError: too large, or no plain file.
        OSError: it cannot be read.
    """
    body, seconds = contents(path, options)

    def beside(name: str) -> bytes | None:
        other = (path.parent / name).resolve()
        if not other.is_relative_to(path.parent.resolve()) or not other.is_file():
            return None
        return contents(other, options)[0]

    return File(
        source=str(path),
        id=id_of(path, base),
        body=body,
        limit=options.max_bytes,
        seconds=options.seconds,
        modified=datetime.fromtimestamp(seconds, UTC),
        beside=beside,
        edits=_edits(path),
        listed=listed,
    )


def standard_input(options: Options) -> File:
    """What comes in on standard input. Its id is of its content: another article must not take this one's place.

    Raises:
        SourceError: it is too much.
    """
    body = _checked("standard input", sys.stdin.buffer.read(options.max_bytes + 1), options)
    return File("-", f"-{sha256(body).hexdigest()[:16]}", body, options.max_bytes, seconds=options.seconds)


def page(file: File) -> Document:
    """The document of a file that is HTML, Markdown or plain text.

    Raises:
        SourceError: it is none of these.
    """
    return Document(
        source=file.source,
        id=file.id,
        body=file.body,
        media_type=_media_type(file),
        modified=file.modified,
        listed=file.listed,
        edits=file.edits,
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


def beginning(path: Path, size: int = 65536) -> bytes:
    """The first bytes of a file; none of what is no plain file.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", opener=_at_once) as file:
        return file.read(size) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _checked(name: str, body: bytes, options: Options) -> bytes:
    if len(body) > options.max_bytes:
        limit = options.max_bytes / 2**20
        raise SourceError(f"{name}: is over {limit:g} MB; raise max_bytes under [fetch] if it is an article")
    return body


def _media_type(file: File) -> str:
    name = "" if file.source == "-" else file.name
    kind = kind_of(file.body, "", name)
    suffix = Path(name).suffix.lower()
    if kind not in MEDIA_TYPES or (suffix and suffix not in SUFFIXES and kind != "html"):
        said = "standard input" if file.source == "-" else file.source
        raise SourceError(f"{said}: is no article that we read; {readable()}")
    return MEDIA_TYPES[kind]


def readable() -> str:
    """What is read, in words."""
    return f"we read HTML, Markdown, plain text, feeds, sitemaps, zips of these, {formats.named()}; see docs/sources.md"


def id_of(path: Path, base: Path) -> str:
    """A file's id: its posix path relative to `base`."""
    folder = _relative(path.parent, base, os.getcwd())  # noqa: PTH109  of ten thousand in a folder asked once
    if path.name in {"", ".."} or folder.startswith(".."):
        found = _relative(path, base, os.getcwd())  # noqa: PTH109
    else:
        found = path.name if folder == "." else f"{folder.rstrip('/')}/{path.name}"
    return os.fsencode(found).decode("utf-8", "backslashreplace")  # a name may be bytes that are no text


@lru_cache(maxsize=64)
def _relative(path: Path, base: Path, _here: str) -> str:
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive on Windows
        return path.absolute().as_posix()


def _edits(path: Path) -> bytes:
    for beside in (path.with_name(path.name + EDITS), path.with_name(path.stem + EDITS)):
        try:
            return beside.read_bytes()
        except OSError as error:
            if not _is_none(error):
                raise
    return b""


def _is_none(error: OSError) -> bool:
    """Whether an error says that there is no such file: none can be called longer than file systems allow."""
    return isinstance(error, FileNotFoundError) or error.errno == errno.ENAMETOOLONG


def why(error: OSError) -> str:
    """An operating system's error in words."""
    return {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "may not be read by this user",
    }.get(type(error), error.strerror or str(error))
