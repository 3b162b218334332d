"""What runs there were and what failed in them; small values that are kept by kind and name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, cast

from articast.keeping.database import Database

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Kind = Literal["gain", "visit", "edition", "show", "cover", "private", "search", "here", "moved", "expires"]


class Runs(Database):
    """Runs, and what is remembered of them."""

    def begin(self, started: datetime) -> int:
        """Note that a run began; returns its number."""
        self._known += 1  # in itself no news
        return cast("int", self._db.execute("INSERT INTO runs (started) VALUES (?)", (started.isoformat(),)).lastrowid)

    def fail(self, run: int, source: str, stage: str, error: str) -> None:
        """Note that an article failed."""
        self._db.execute("INSERT INTO failures VALUES (?, ?, ?, ?)", (run, source, stage, error))

    def end(self, run: int, finished: datetime, counts: tuple[int, int, int], timings: Mapping[str, Any]) -> None:
        """Note how a run ended.

        Args:
            run: its number.
            finished: when.
            counts: how many articles were published, unchanged, failed.
            timings: where its time went.
        """
        self._known += 1
        self._db.execute(
            "UPDATE runs SET finished = ?, published = ?, unchanged = ?, failed = ?, timings = ? WHERE run = ?",
            (finished.isoformat(), *counts, json.dumps(timings), run),
        )

    def runs(self, most: int) -> list[dict[str, Any]]:
        """The last runs, newest first, each with its failures; `finished` and counts are None where it did not end."""
        names = ("run", "started", "finished", "published", "unchanged", "failed", "timings")
        rows = self._db.execute(f"SELECT {', '.join(names)} FROM runs ORDER BY run DESC LIMIT ?", (most,))  # noqa: S608
        found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        for run in found:
            told = self._db.execute("SELECT source, stage, error FROM failures WHERE run = ?", (run["run"],)).fetchall()
            run["timings"] = json.loads(run["timings"])
            run["failures"] = [dict(zip(("source", "stage", "error"), row, strict=True)) for row in told]
        return found

    def recall(self, kind: Kind, name: str) -> Any:
        """A remembered value, None where there is none."""
        row = self._db.execute("SELECT value FROM remembered WHERE kind = ? AND name = ?", (kind, name)).fetchone()
        return json.loads(row[0]) if row else None

    def remembered(self, kind: Kind) -> dict[str, Any]:
        """All values of a kind, by name."""
        rows = self._db.execute("SELECT name, value FROM remembered WHERE kind = ? ORDER BY name", (kind,))
        return {name: json.loads(value) for name, value in rows.fetchall()}

    def unremember(self, kind: Kind, name: str) -> None:
        """Keep a value no longer."""
        self._db.execute("DELETE FROM remembered WHERE kind = ? AND name = ?", (kind, name))

    def remember(self, kind: Kind, name: str, value: Any) -> None:
        """Keep a small JSON value."""
        self._db.execute(
            "INSERT INTO remembered VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (kind, name, json.dumps(value, sort_keys=True)),
        )
