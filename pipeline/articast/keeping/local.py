"""Files of this machine: put in place whole and safe on disk, walked, moved between disks."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import ForeignError

if TYPE_CHECKING:
    from collections.abc import Iterator


SAFE = (".mp3", ".opus", ".xml", "record.json")
"""Ends of the names of files whose bytes are on disk before they take their place."""


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A temporary file beside `target` that takes its place, if all goes well.

    Of what cannot be made again of other files the bytes are on disk before: a power cut must not leave zeros in their
    place. That takes some milliseconds, and is not done for pages, transcripts and clips: a run sees that they lost
    their bytes, and makes them again.
    """
    handle, name = _temporary(target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        if target.name.endswith(SAFE):
            _sync(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def written(target: Path, content: bytes) -> None:
    """Put bytes in place as `placed` does, with few calls: a run writes a clip a sentence and ten files an episode."""
    handle, name = _temporary(target.parent)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            if target.name.endswith(SAFE):
                os.fsync(handle)
        os.chmod(name, 0o644)  # noqa: PTH101
        os.replace(name, target)  # noqa: PTH105  a Path for each is a tenth of it
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108
        raise


def _temporary(folder: Path) -> tuple[int, str]:
    """A new file in a folder, that is made where there is none."""
    try:
        return tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)


def created(target: Path, content: bytes) -> bool:
    """Put a file in place where there is none; False where there is one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def walk(root: str) -> Iterator[tuple[str, int]]:
    """Every file below a folder and its bytes; links to folders are not followed."""
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            entries = os.scandir(f"{root}/{inside}" if inside else root)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                path = f"{inside}/{entry.name}" if inside else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.is_file():
                    yield path, entry.stat().st_size


def refuse_links(root: str, path: str, name: str) -> None:
    """See that no folder on a file's way from `root` is a link: it leads to what is not ours.

    Raises:
        ForeignError: one is; `name` is what the root is called.
    """
    parts = path.split("/")
    for way in ("/".join(parts[:count]) for count in range(1, len(parts))):
        if os.path.islink(f"{root}/{way}"):  # noqa: PTH114  before each file
            raise ForeignError(
                f"{way} in {name} is a link to another folder, and Articast writes through none: put the folder itself "
                "there, or take the link away"
            )


def move(source: Path, target: Path) -> None:
    """Move a file, to another disk, too."""
    try:
        source.replace(target)
    except OSError:  # another disk
        with source.open("rb") as reader, target.open("wb") as writer:
            while chunk := reader.read(1 << 20):
                writer.write(chunk)
        source.unlink()


def prune(folder: Path, root: Path) -> None:
    """Remove a folder and those around it that are empty, up to `root`."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
