"""What lies in the output and is ours, and what audio feeds named earlier: it is answered for a while."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from articast.keeping.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 1000
"""Rows in memory at a time."""


class Lying(Database):
    """Files that we wrote."""

    def file(self, path: str) -> tuple[int, str] | None:
        """Bytes and SHA-256 of a file that we wrote; -1 while it is being written; None where it is not ours."""
        row = self._db.execute("SELECT bytes, digest FROM files WHERE path = ?", (path,)).fetchone()
        return (row[0], row[1]) if row else None

    def wrote(self, path: str, size: int, digest: str) -> None:
        """Note a file as ours."""
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, size, digest))

    def written(self) -> Iterator[tuple[str, int]]:
        """Every file of ours with its bytes; not all at a time in memory."""
        rows = self._db.execute("SELECT path, bytes FROM files")
        while some := rows.fetchmany(_ROWS):
            yield from some

    def removed(self, path: str) -> None:
        """Note that a file of ours is gone."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    def files(self, folder: str = "") -> dict[str, tuple[int, str]]:
        """Our files by path, with bytes and SHA-256; those in a folder, where given."""
        rows = self._db.execute(
            "SELECT path, bytes, digest FROM files WHERE path >= ? AND path < ?",
            (f"{folder}/", f"{folder}0") if folder else ("", "\U0010ffff"),
        )
        return {path: (size, digest) for path, size, digest in rows.fetchall()}

    # audio that feeds named

    def addresses(self, article: str) -> list[tuple[str, str]]:
        """(path, when it was replaced) of audio that feeds named earlier, oldest first."""
        rows = self._db.execute(
            "SELECT audio, replaced FROM revisions WHERE id = ? AND replaced <> '' ORDER BY rowid", (article,)
        )
        return [(audio, replaced) for audio, replaced in rows.fetchall()]

    def named(self, article: str, audio: str, replaced: str) -> None:
        """Note audio that feeds named earlier, and when it was replaced."""
        self._db.execute(
            "INSERT INTO revisions (id, made, audio, bytes, seconds, voice, replaced) SELECT ?1, ?3, ?2, 0, 0, '', ?3 "
            "WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE id = ?1 AND audio = ?2)",
            (article, audio, replaced),
        )

    def unnamed(self, article: str, audio: str) -> None:
        """Audio that feeds named before is taken down: nothing is to name it any more."""
        self._db.execute("DELETE FROM revisions WHERE id = ? AND audio = ?", (article, audio))
        self._db.execute("UPDATE episodes SET files = '' WHERE id = ?", (article,))

    def answered(self, since: str) -> set[str]:
        """Audio that feeds named and that was replaced after this time (ISO 8601)."""
        return {row[0] for row in self._db.execute("SELECT audio FROM revisions WHERE replaced > ?", (since,))}

    def times(self) -> tuple[str, str] | None:
        """When what was published was made (ISO 8601): the middle one of all revisions, and the latest."""
        row = self._db.execute(
            "SELECT (SELECT made FROM revisions ORDER BY made LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM revisions)), "
            "MAX(made) FROM revisions"
        ).fetchone()
        return (row[0], row[1]) if row[0] else None

    def earlier(self) -> set[str]:
        """Paths of the audio of every revision that was ever published, and of covers that are remembered."""
        covers = {
            json.loads(v).get("path", "")
            for (v,) in self._db.execute("SELECT value FROM remembered WHERE kind = 'cover'")
        }
        return covers | {row[0] for row in self._db.execute("SELECT audio FROM revisions")}

    def covers(self) -> set[str]:
        """Paths of the shows' cover art."""
        rows = self._db.execute("SELECT value FROM remembered WHERE kind = 'show'")
        return {json.loads(value).get("cover", "") for (value,) in rows}

    def clips(self) -> set[str]:
        """Keys of all clips that a published episode is made of."""
        return {key for (keys,) in self._db.execute("SELECT clips FROM episodes") for key in keys.split()}
