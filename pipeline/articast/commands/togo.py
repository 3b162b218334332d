"""How long a run still takes: what is left, in characters, at the pace of the last minutes. It has no clock of its own.

What is begun is known by its characters, what is not by its bytes: the characters of those of the same kind (`.html`,
`.md`) that were begun, by their bytes. Feeds and pages of the web are known only as they are fetched.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WINDOW = 300.0
"""Seconds of which the pace is taken: several articles, so that one in a slower voice does not carry it away."""

SETTLES = 20.0
"""Seconds after the first sentence until the pace is told: before, voices are being loaded."""


class ToGo:
    """What is left of a run; one class, since all of it is about one count."""

    def __init__(self, files: Sequence[tuple[str, int]]) -> None:
        """Nothing is begun.

        Args:
            files: sources that are files, in the order in which they come by, each with its bytes.
        """
        self._files = files
        self._place = {name: index for index, (name, _) in enumerate(files)}
        self._bytes, self._characters = Counter[str](), Counter[str]()
        self._after = 0
        self._ahead = Counter[str]()
        for name, size in files:
            self._ahead[PurePath(name).suffix] += size
        self._open: dict[str, float] = {}
        self._fresh = self._reused = 0.0
        self._pace: deque[tuple[float, float]] = deque()

    def begin(self, source: str, characters: int) -> None:
        """An article is about to be spoken; files before it in the order have come by."""
        self._open[source] = characters
        place = self._place.get(source)
        if place is None:
            return
        for name, size in self._files[self._after : place + 1]:
            self._ahead[PurePath(name).suffix] -= size
        self._after = max(self._after, place + 1)
        kind = PurePath(source).suffix
        self._bytes[kind] += self._files[place][1]
        self._characters[kind] += characters

    def clip(self, source: str, characters: float, at: float, *, fresh: bool) -> None:
        """So many characters of an article are there at this time (seconds of any clock), spoken now or had before."""
        self._open[source] = max(0.0, self._open.get(source, 0.0) - characters)
        if not fresh:
            self._reused += characters
            return
        self._fresh += characters
        self._pace.append((at, characters))
        while at - self._pace[0][0] > WINDOW:
            self._pace.popleft()

    def end(self, source: str) -> None:
        """An article is done, or failed."""
        self._open.pop(source, None)

    @property
    def characters(self) -> float:
        """About how many are still to be spoken."""
        ahead = sum(
            self._ahead[kind] * self._characters[kind] / self._bytes[kind] for kind in self._bytes if self._bytes[kind]
        )
        whole = self._fresh + self._reused
        return (ahead + sum(self._open.values())) * (self._fresh / whole if whole else 1.0)

    def seconds(self, at: float) -> float | None:
        """About how long it still takes; None where that cannot be said yet."""
        if not self._pace or at - self._pace[0][0] < SETTLES:
            return None
        first = self._pace[0]
        done = sum(characters for _, characters in self._pace) - first[1]
        return self.characters * (at - first[0]) / done if done else None


def files_of(names: Iterable[str]) -> list[tuple[str, int]]:
    """Every file that sources name by itself or by its folder, in the order in which it is read, with its bytes."""
    found: list[tuple[str, int]] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if not any(part[0] == "." for part in file.parts[1:]))
            found += [(str(file), _size(file)) for file in inside if file.is_file()]
        elif path.is_file():
            found.append((name, _size(path)))
    return found


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116  a million of them
    except OSError:
        return 0


def words(seconds: float) -> str:
    """A time to go, for people: no finer than it is true."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute to go"
    if minutes < 90:
        return f"about {minutes} min to go"
    hours = seconds / 3600
    return f"about {hours:.1f} h to go" if hours < 10 else f"about {round(hours)} h to go"
