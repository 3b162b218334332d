"""What packages on this machine hold of the files that are released elsewhere, byte for byte: nothing to download.

An address is `package:NAME/path`, several joined by `+`, or `package:NAME/archive.npz!member`.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCHEME = "package:"


def here(*names: str) -> bool:
    """Whether all these packages are installed."""
    return all(find_spec(name) for name in names)


def taken(address: str, part: Path) -> int:
    """Write what is at an address into a file; bytes written."""
    import zipfile

    place, _, member = address.removeprefix(SCHEME).partition("!")
    with part.open("wb") as out:
        for one in place.split("+"):
            name, _, path = one.partition("/")
            held = files(name).joinpath(path)
            if not member:
                out.write(held.read_bytes())
                continue
            with held.open("rb") as archive, zipfile.ZipFile(archive) as inside:
                out.write(inside.read(member))
    return part.stat().st_size
