"""What a file or feed gives, each in its time: one that takes hours to be understood fails, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from articast.errors import LimitError, SourceError
from articast.limits import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

A = TypeVar("A")


def in_time(items: Iterable[A], seconds: float, source: str) -> Iterator[A]:
    """Items as they come.

    Raises:
        SourceError: one took longer than it may.
    """
    try:
        yield from steps(items, seconds, "prepare_seconds")
    except LimitError as error:
        raise SourceError(f"{source}: {error}") from error
