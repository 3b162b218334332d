"""What must hold that nothing is to be done: how each document stands, and which articles were touched."""

from __future__ import annotations

import json
from dataclasses import dataclass

from articast.keeping.database import Database


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document's episode was published."""

    id: str
    digest: str
    """As `Made.digest`."""
    withdrawn: bool
    episode: bool
    """There is one."""
    files: dict[str, int | None]
    """Bytes of its sound and its cover, by path; None: it is not known that we wrote it."""


_STANDING = """
SELECT s.id, s.digest, a.withdrawn, e.id IS NOT NULL,
    json_extract(e.episode, '$.audio'),
    (SELECT bytes FROM files WHERE path = json_extract(e.episode, '$.audio')),
    json_extract(e.episode, '$.cover'),
    (SELECT bytes FROM files WHERE path = json_extract(e.episode, '$.cover')),
    json_extract(e.episode, '$.alternates')
FROM sources s JOIN articles a ON a.id = s.id LEFT JOIN episodes e ON e.id = s.id WHERE s.document = ?
"""


class Stands(Database):
    """Documents that stand as they were published, and articles that do not."""

    def standing(self, document: str) -> Standing | None:
        """What must hold that a document's episode stands as it was published, asked in one go; None: never was."""
        row = self._db.execute(_STANDING, (document,)).fetchone()
        if row is None:
            return None
        audio = {row[4]: row[5], **({row[6]: row[7]} if row[6] else {})}
        audio |= {one["path"]: one["bytes"] for one in json.loads(row[8] or "[]")}
        return Standing(row[0], row[1], withdrawn=bool(row[2]), episode=bool(row[3]), files=audio if row[3] else {})

    def touched(self) -> set[str]:
        """Ids of the articles of which anything changed that pages and feeds are made from, since `settled`."""
        return {row[0] for row in self._db.execute("SELECT id FROM touched")}

    def settled(self) -> None:
        """Pages and feeds are made of all that is kept here."""
        self._db.execute("DELETE FROM touched")
