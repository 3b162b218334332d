"""Large regular expressions, compiled once for all runs: kept beside modules' bytecode, and in the same way.

The furniture of all languages takes a second to compile, which each process of each run would pay. Where Python keeps
no bytecode (`PYTHONDONTWRITEBYTECODE`, a folder without rights) it is paid.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import tempfile
from array import array
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = "I"
"""Type of one item of an expression's code, as `array` names it: 32 bits."""


def kept(name: str, made_from: str, write: Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """An expression, from the file that an earlier run left, or compiled anew.

    What is kept is what CPython's own `re` hands to its engine, which checks it before it takes it. Where a later
    Python does it in another way, the expression is compiled as ever.

    Args:
        name: of the file; unique.
        made_from: digest of all that `write` makes of it depends on, beside this Python.
        write: gives the expression; asked only where it is compiled.
        flags: as `re.compile` has them.
    """
    wanted = sha256(f"{sys.version} {int(flags)} {made_from}".encode()).hexdigest()
    file = _file(name)
    if file is not None:
        with suppress(Exception):  # whatever is wrong with a file of a cache, it is made anew
            found, *parts = marshal.loads(file.read_bytes())  # noqa: S302  as a module's bytecode, from the same folder
            if found == wanted:
                return _loaded(*parts)
    pattern = write()
    if file is None or sys.dont_write_bytecode:
        return re.compile(pattern, flags)
    try:
        parts = _compiled(pattern, flags)
        made = _loaded(*parts)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        return re.compile(pattern, flags)
    with suppress(OSError):
        _put(file, marshal.dumps((wanted, *parts)))
    return made


def _file(name: str) -> Path | None:
    """Where it is kept; None where this Python keeps no bytecode at all."""
    with suppress(NotImplementedError):
        return Path(cache_from_source(__file__)).with_name(f"{name}.{sys.implementation.cache_tag}.re")
    return None


def _compiled(pattern: str, flags: int) -> tuple[Any, ...]:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for group, number in state.groupdict.items():
        names[number] = group
    code = array(_CODE, _compiler._code(parsed, flags)).tobytes()  # noqa: SLF001
    return pattern, int(flags | state.flags), code, state.groups - 1, state.groupdict, tuple(names)


def _loaded(
    pattern: str, flags: int, code: bytes, groups: int, numbers: dict[str, int], names: tuple[str | None, ...]
) -> re.Pattern[str]:
    from _sre import compile as taken  # type: ignore[import-not-found]

    found: re.Pattern[str] = taken(pattern, flags, array(_CODE, code).tolist(), groups, numbers, names)
    return found


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
