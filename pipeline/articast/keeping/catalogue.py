"""What is published, what was tried, what failed: one SQLite file in the state folder, a cache of the records."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import TypeAdapter

from articast.keeping.identities import Identities
from articast.keeping.lying import Lying
from articast.keeping.runs import Runs
from articast.keeping.sought import Sought
from articast.keeping.stands import Stands
from articast.model import Episode, Measures, Reading, Spoken, Translation

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

T = TypeVar("T")

NOTHING = Measures()
"""Of an episode that an older version made."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What an article says of its relatives; decides which episodes are translations of each other."""

    url: str = ""
    site: str = ""
    translation_of: str = ""
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a document was last published as."""

    id: str
    digest: str
    """Of the document's content and of all that the configuration decides of its episode."""
    casting: str
    decided: str = ""
    """The configuration's part in that digest."""


@dataclass(frozen=True, slots=True)
class Revision:
    """All that is kept of one publication of an article."""

    document: str
    """Document.id."""
    made: Made
    episode: Episode
    reading: Reading
    claims: Claims
    clips: tuple[str, ...]
    """Keys of the clips it is made of."""
    takes: tuple[Spoken, ...] = ()
    """How each sentence was spoken, one for each of `reading.sentences`; empty where an older version made it."""
    measures: Measures = NOTHING
    words: str = ""
    """Digest of its title and sentences as written."""


class Catalogue(Identities, Lying, Runs, Sought, Stands):
    """The catalogue of one state folder."""

    def made(self, document: str) -> Made | None:
        """What a document (by its id) was last published as."""
        row = self._db.execute(
            "SELECT id, digest, casting, decided FROM sources WHERE document = ?", (document,)
        ).fetchone()
        return Made(*row) if row else None

    def documents(self) -> dict[str, list[str]]:
        """Ids of the documents that each article was published from, by its id."""
        found: dict[str, list[str]] = {}
        for document, article in self._db.execute("SELECT document, id FROM sources ORDER BY document").fetchall():
            found.setdefault(article, []).append(document)
        return found

    def document(self, article: str) -> tuple[str, Made] | None:
        """The document that an article was last made from, by the article's id."""
        row = self._db.execute(
            "SELECT document, id, digest, casting, decided FROM sources WHERE id = ? ORDER BY rowid DESC", (article,)
        ).fetchone()
        return (row[0], Made(*row[1:])) if row else None

    def same(self, digest: str) -> list[str]:
        """Ids of the documents that were published with this digest and are their articles' ids, in order."""
        rows = self._db.execute("SELECT id FROM sources WHERE digest = ? AND document = id ORDER BY id", (digest,))
        return [row[0] for row in rows.fetchall()]

    def makers(self, article: str) -> list[str]:
        """Ids of the documents that an article was published from; the latest is the last."""
        rows = self._db.execute("SELECT document FROM sources WHERE id = ? ORDER BY rowid", (article,))
        return [row[0] for row in rows.fetchall()]

    def saying(self, words: str) -> list[str]:
        """Ids of the articles that say these very words (by `Revision.words`), in order."""
        rows = self._db.execute("SELECT id FROM episodes WHERE words = ? AND words <> '' ORDER BY id", (words,))
        return [row[0] for row in rows.fetchall()]

    def commit(self, revision: Revision) -> None:
        """Make an episode the published revision, all at once; its files must be in place."""
        made, episode = revision.made, revision.episode
        with self._transaction():
            self.confirm(revision.document, made)
            self._db.execute(
                "INSERT INTO episodes (id, episode, reading, claims, clips, takes, measures, words) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET episode = excluded.episode, reading = excluded.reading, claims = excluded.claims, "
                "clips = excluded.clips, takes = excluded.takes, measures = excluded.measures, "
                "words = excluded.words, files = ''",
                (
                    made.id,
                    dumps(episode),
                    zlib.compress(_dumped(revision.reading), 1),
                    dumps(revision.claims),
                    " ".join(revision.clips),
                    zlib.compress(_adapter(Takes).dump_json(revision.takes), 1),
                    dumps(revision.measures),
                    revision.words,
                ),
            )
            self._db.execute(
                "UPDATE revisions SET replaced = ?1 WHERE id = ?2 AND audio <> ?3 AND replaced = ''",
                (episode.modified.isoformat(), made.id, episode.audio),
            )
            self._db.execute(
                "INSERT INTO revisions (id, made, audio, bytes, seconds, voice) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
                "WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE id = ?1 AND audio = ?3)",
                (made.id, episode.modified.isoformat(), episode.audio, episode.bytes, episode.seconds, episode.voice),
            )
            self._db.execute("UPDATE revisions SET replaced = '' WHERE id = ? AND audio = ?", (made.id, episode.audio))

    def confirm(self, document: str, made: Made) -> None:
        """Note what a document is published as, where nothing of its episode changed."""
        self._db.execute(
            "INSERT OR REPLACE INTO sources (document, id, digest, casting, decided) VALUES (?, ?, ?, ?, ?)",
            (document, made.id, made.digest, made.casting, made.decided),
        )

    def revision(self, article: str) -> Revision | None:
        """All that is kept of an article's published episode; None where there is none."""
        row = self._db.execute(
            "SELECT episode, reading, claims, clips, takes, measures, words FROM episodes WHERE id = ?", (article,)
        ).fetchone()
        its = self.document(article)
        if row is None or its is None:
            return None
        episode, reading, claims, clips, takes, measures, words = row
        return Revision(
            *its,
            loads(Episode, episode),
            loads(Reading, zlib.decompress(reading)),
            loads(Claims, claims),
            tuple(clips.split()),
            _adapter(Takes).validate_json(zlib.decompress(takes)) if takes else (),
            loads(Measures, measures) if measures else Measures(),
            words,
        )

    def episode(self, article: str) -> Episode | None:
        """The published episode of an article, None where there is none."""
        row = self._db.execute("SELECT episode FROM episodes WHERE id = ?", (article,)).fetchone()
        return loads(Episode, row[0]) if row else None

    def amend(self, article: str, episode: Episode) -> None:
        """Set what the edition decides of an episode (its translations)."""
        self._db.execute("UPDATE episodes SET episode = ? WHERE id = ?", (dumps(episode), article))

    def reading(self, article: str) -> Reading:
        """The text and times of an article's published episode."""
        row = self._db.execute("SELECT reading FROM episodes WHERE id = ?", (article,)).fetchone()
        return loads(Reading, zlib.decompress(row[0]))

    def published(self) -> Iterator[tuple[str, Episode, Claims, str]]:
        """(id, episode, claims, digest of its files) of all that is published, oldest first, stable."""
        rows = self._db.execute(
            "SELECT id, episode, claims, files FROM episodes JOIN articles USING (id) WHERE NOT withdrawn "
            "ORDER BY articles.published, articles.id"
        ).fetchall()
        for article, episode, claims, files in rows:
            yield article, loads(Episode, episode), loads(Claims, claims), files

    def placed(self, article: str, files: str, record: str = "") -> None:
        """The episode's page and companions were made from what the digest `files` says; its record has this one."""
        self._db.execute("UPDATE episodes SET files = ? WHERE id = ?", (files, article))
        self._db.execute("UPDATE articles SET record = ? WHERE id = ?", (record, article))

    def records(self) -> dict[str, str]:
        """SHA-256 of each episode's record as it was last written or read, by folder."""
        return dict(self._db.execute("SELECT language || '/' || slug, record FROM articles").fetchall())

    def withdraw(self, article: str, *, undo: bool = False) -> None:
        """Take an episode out of all feeds and pages until it is undone; its identity stays for ever."""
        self._db.execute("UPDATE articles SET withdrawn = ?, record = '' WHERE id = ?", (not undo, article))
        self._db.execute("UPDATE episodes SET files = '' WHERE id = ?", (article,))

    def forget(self, article: str) -> None:
        """Forget all that is kept of an article but who it is: it is made again when its document comes by."""
        with self._transaction():
            self._db.execute("UPDATE sources SET digest = '' WHERE id = ?", (article,))
            self._db.execute("UPDATE articles SET record = '' WHERE id = ?", (article,))
            self._db.execute("DELETE FROM episodes WHERE id = ?", (article,))

    def doubt(self, article: str) -> None:
        """Have an episode's audio made again when its document comes by: what lies there is not what was published."""
        with self._transaction():
            self._db.execute(
                "UPDATE remembered SET value = json_set(value, '$.plan', '') "
                "WHERE kind = 'visit' AND name IN (SELECT document FROM sources WHERE id = ?)",
                (article,),
            )
            self._db.execute("UPDATE sources SET digest = '' WHERE id = ?", (article,))
            self._db.execute("UPDATE episodes SET episode = json_set(episode, '$.digest', '') WHERE id = ?", (article,))


Takes = tuple[Spoken, ...]


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type", kind))


def dumps(value: object) -> str:
    """A value of `model` as JSON, the same text for equal values."""
    return _dumped(value).decode()


def differing(value: object) -> str:
    """What of a value of `model` is not as it is where nobody says anything, as JSON: for digests.

    It stays the same when a newer version knows more of such values.
    """
    return _adapter(cast("Hashable", type(value))).dump_json(value, exclude_defaults=True).decode()


def _dumped(value: object) -> bytes:
    return _adapter(cast("Hashable", type(value))).dump_json(value)


def loads(kind: type[T], text: str | bytes) -> T:
    """The value that `dumps` wrote."""
    return cast("T", _adapter(cast("Hashable", kind)).validate_json(text))
