"""What is made of our own data and takes long, kept between runs: beside modules' bytecode, and in the same way.

Tables of languages and large expressions would cost each process of each run half a second. Where Python keeps no
bytecode (`PYTHONDONTWRITEBYTECODE`, a folder without rights) they do.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def kept(name: str, made_from: str, make: Callable[[], T]) -> T:
    """A value that an earlier run left, or made anew.

    Args:
        name: of its file; unique.
        made_from: all that it depends on, or a digest of that, beside this Python.
        make: makes it: of numbers, strings, bytes, tuples, lists, dicts and (frozen) sets alone.
    """
    file = _file(name)
    wanted = sha256(f"{sys.version} {made_from}".encode()).hexdigest()
    if file is not None:
        with suppress(OSError, EOFError, ValueError, TypeError):  # whatever is wrong with it, it is made anew
            found, value = marshal.loads(file.read_bytes())  # noqa: S302  as a module's bytecode, from the same folder
            if found == wanted:
                return value  # type: ignore[no-any-return]
    value = make()
    if file is not None and not sys.dont_write_bytecode:
        with suppress(OSError):
            _put(file, marshal.dumps((wanted, value)))  # type: ignore[arg-type]
    return value


def _file(name: str) -> Path | None:
    """Where it is kept; None where this Python keeps no bytecode at all."""
    with suppress(NotImplementedError):
        return Path(cache_from_source(__file__)).with_name(f"{name}.{sys.implementation.cache_tag}.kept")
    return None


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as there:
            there.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
