"""Zip archives of strangers, in memory: nothing is unpacked to disk, and no more than a limit at all."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass, field
from lzma import LZMAError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from articast.errors import SourceError

MOST = 50_000
"""Files of one archive."""
RATIO = 300
"""Times that a large member may be larger than it is packed; text comes to 20, a bomb to 1,000."""
_LARGE = 4 * 2**20
"""Bytes below which a ratio says nothing."""
WHOLE = 16
"""Times the limit of one file that all files together may have."""

_ROOT = re.compile(r"[/\\]|[A-Za-z]:")
_BROKEN = (BadZipFile, LargeZipFile, zlib.error, LZMAError, struct.error, EOFError, OSError, ValueError, KeyError)
_BROKEN_TOO = (*_BROKEN, NotImplementedError, RuntimeError, OverflowError, UnicodeError, TypeError, IndexError)

IN = "!/"
"""Between the name of an archive and what is meant in it: `export.zip!/posts/1.html`."""

START = b"PK\x03\x04"
"""What a zip begins with."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose names and sizes were looked at; files are unpacked one by one as they are asked for."""

    source: str
    limit: int
    names: tuple[str, ...]
    """Files in the archive's order of names; no folders."""
    _zip: ZipFile = field(repr=False)

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where there is none of that name.

        Raises:
            SourceError: it is too large, broken, or locked.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.file_size > self.limit:
            raise SourceError(f"{self.source}: {name} in it is over {self.limit / 2**20:g} MB; raise max_bytes")
        try:
            with self._zip.open(info) as file:
                found = file.read(self.limit + 1)
        except _BROKEN_TOO as error:
            raise SourceError(f"{self.source}: {name} in it is broken: {error}") from error
        if len(found) > self.limit:
            raise SourceError(f"{self.source}: {name} in it unpacks to more than it says; not read")
        return found


def opened(body: bytes, source: str, limit: int) -> Archive:
    """An archive, if it may be read.

    Raises:
        SourceError: it is broken, locked, a bomb, or has names that lead out of it.
    """
    try:
        archive = ZipFile(io.BytesIO(body))
        listed = archive.infolist()
    except _BROKEN_TOO as error:
        raise SourceError(f"{source}: the archive is broken or cut off: {error}") from error
    if len(listed) > MOST:
        raise SourceError(f"{source}: the archive has over {MOST:,} files; take it apart")
    for info in listed:
        _check(info, source)
    if sum(info.file_size for info in listed) > WHOLE * limit:
        raise SourceError(f"{source}: the archive unpacks to over {WHOLE * limit / 2**20:g} MB; take it apart")
    return Archive(
        source, limit, tuple(sorted(info.filename for info in listed if info.filename and not info.is_dir())), archive
    )


def _check(info: ZipInfo, source: str) -> None:
    """Refuse what no honest archive has.

    Raises:
        SourceError: that is so.
    """
    if _ROOT.match(info.filename) or ".." in re.split(r"[/\\]", info.filename):
        raise SourceError(f"{source}: the archive has a name that leads out of it ({info.filename[:80]!r}); not read")
    if info.flag_bits & 0x1:
        raise SourceError(f"{source}: the archive is protected by a password; save it without one")
    if info.file_size > _LARGE and info.file_size > RATIO * max(1, info.compress_size):
        times = info.file_size // max(1, info.compress_size)
        raise SourceError(f"{source}: {info.filename[:80]!r} in it is packed {times:,} to one, as bombs are; not read")
