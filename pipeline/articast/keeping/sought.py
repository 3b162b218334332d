"""The search index as it is published: what each document is found by, its number, and the index's shards."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.keeping.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Standing:
    """What the index has of a document."""

    number: int | None
    """None: it is not in the index."""
    fresh: bool
    """It is in the index as it is now."""


class Sought(Database):
    """Documents are episodes, known by their folders: an article that moves keeps its own."""

    def seek(self, folder: str, words: str) -> None:
        """Note what a document is found by; what the index has of it is kept until that is brought up to date."""
        self._db.execute(
            "INSERT INTO sought (folder, words) VALUES (?1, ?2) ON CONFLICT (folder) DO UPDATE SET words = ?2, "
            "before = CASE WHEN number IS NULL OR words = ?2 THEN before ELSE coalesce(before, words) END",
            (folder, zlib.compress(words.encode("utf-8", "surrogatepass"), 1)),
        )

    def standings(self) -> dict[str, Standing]:
        """How each document stands, by its folder."""
        rows = self._db.execute("SELECT folder, number, number IS NOT NULL AND before IS NULL FROM sought")
        return {folder: Standing(number, bool(fresh)) for folder, number, fresh in rows.fetchall()}

    def words_of(self, folder: str) -> tuple[str, str]:
        """What a document is found by now, and what the index has of it: empty where it has nothing."""
        row = self._db.execute("SELECT words, before, number FROM sought WHERE folder = ?", (folder,)).fetchone()
        now = _words(row[0]) if row else ""
        if row is None or row[2] is None:
            return now, ""
        return now, _words(row[1]) if row[1] is not None else now

    def indexed(
        self,
        numbers: Iterable[tuple[str, int | None]],
        shards: Iterable[tuple[str, str]],
        remember: Callable[[], None],
    ) -> None:
        """Keep documents' numbers and the shards that have them, all or nothing.

        Args:
            numbers: folder and number of each that is in the index as it is now; None: it is in it no longer.
            shards: first word and content of each that changed.
            remember: keeps what belongs to them.
        """
        with self._transaction():
            remember()
            for first, content in shards:
                self._db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?)", (first, content))
            for folder, number in numbers:
                self._db.execute("UPDATE sought SET number = ?, before = NULL WHERE folder = ?", (number, folder))

    def unindex(self) -> None:
        """Begin the index anew."""
        with self._transaction():
            self._db.execute("DELETE FROM shards")
            self._db.execute("UPDATE sought SET number = NULL, before = NULL")

    def firsts(self) -> list[str]:
        """First words of the shards, in order of their letters."""
        return sorted(row[0] for row in self._db.execute("SELECT first FROM shards").fetchall())

    def shard(self, first: str) -> str:
        """A shard's content; of none yet, an empty one's."""
        row = self._db.execute("SELECT content FROM shards WHERE first = ?", (first,)).fetchone()
        return str(row[0]) if row else "{}"

    def shards(self) -> Iterator[tuple[str, str]]:
        """First word and content of each, one at a time in memory."""
        for first in self.firsts():
            yield first, self.shard(first)


def _words(content: bytes) -> str:
    return zlib.decompress(content).decode("utf-8", "surrogatepass")
