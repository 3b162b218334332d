"""Large regular expressions, compiled once for all runs (`compiled`): all languages' furniture takes a second."""

from __future__ import annotations

import re
import sys
from array import array
from typing import TYPE_CHECKING, Any

from articast import compiled

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
        made_from: all that `write` makes of it depends on, or a digest of that.
        write: gives the expression; asked only where it is compiled.
        flags: as `re.compile` has them.
    """
    if sys.dont_write_bytecode:
        return re.compile(write(), flags)
    try:
        return _loaded(*compiled.kept(name, f"{int(flags)} {made_from}", lambda: _made(write(), flags)))
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        return re.compile(write(), flags)


def _made(pattern: str, flags: int) -> tuple[Any, ...]:
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
