"""What is published, what was tried, what failed: one SQLite file in the state folder."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import NAMESPACE_URL, uuid5

from pydantic import TypeAdapter

from articast.errors import ArticastError, PublishError
from articast.model import Episode, Reading, Translation

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from pathlib import Path

T = TypeVar("T")

_SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS articles (        -- every article ever seen; rows are never removed
    id TEXT PRIMARY KEY,                     -- canonical URL or path
    guid TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    slug TEXT NOT NULL,
    published TEXT NOT NULL,                 -- ISO 8601: as declared, else first seen, then kept
    withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (language, slug)
);
CREATE TABLE IF NOT EXISTS sources (         -- what an article was last made from
    document TEXT PRIMARY KEY,               -- Document.id
    id TEXT NOT NULL REFERENCES articles,
    digest TEXT NOT NULL,                    -- of the document and of all that decides its script
    casting TEXT NOT NULL                    -- language and voice that it was published with
);
CREATE INDEX IF NOT EXISTS contents ON sources (digest);
CREATE TABLE IF NOT EXISTS episodes (        -- the published revision of each
    id TEXT PRIMARY KEY REFERENCES articles,
    episode TEXT NOT NULL,                   -- JSON of model.Episode
    reading BLOB NOT NULL,                   -- zlib of JSON of model.Reading
    claims TEXT NOT NULL,                    -- JSON: url, site, translation_of, [[language, url], ...]
    clips TEXT NOT NULL,                     -- keys, space between
    files TEXT NOT NULL DEFAULT ''           -- digest of all that its page and companions were made from
);
CREATE TABLE IF NOT EXISTS revisions (
    id TEXT NOT NULL REFERENCES articles,
    made TEXT NOT NULL,
    audio TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    seconds REAL NOT NULL,
    voice TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    published INTEGER, unchanged INTEGER, failed INTEGER
);
CREATE TABLE IF NOT EXISTS failures (
    run INTEGER NOT NULL REFERENCES runs,
    source TEXT NOT NULL, stage TEXT NOT NULL, error TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS remembered (      -- small values by kind and name: voices' gains, visits, feeds' digests
    kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, name)
);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's identity, for ever."""

    id: str
    guid: str
    language: str
    slug: str
    published: datetime
    withdrawn: bool = False


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
    casting: str


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


class _Cursor(sqlite3.Cursor):
    """A cursor whose errors say what to do: the file is damaged, held by another run, or cannot be written."""

    def execute(self, *statement: Any) -> Any:
        with _telling(self.connection):
            return super().execute(*statement)

    def fetchone(self) -> Any:
        with _telling(self.connection):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _telling(self.connection):
            return super().fetchall()

    def __next__(self) -> Any:
        with _telling(self.connection):
            return super().__next__()


class _Connection(sqlite3.Connection):
    """A connection that knows its file."""

    path = ""

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        """Run one statement, errors told."""
        return _Cursor(self).execute(*statement)  # type: ignore[no-any-return]


@contextmanager
def _telling(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _unusable(getattr(connection, "path", ""), error) from error


def _connect(path: Path, *, dry: bool = False) -> _Connection:
    """Open the file; `dry` reads only, and has an empty catalogue in memory where there is none."""
    there = path.exists()
    name = path.absolute().as_uri() + ("?mode=ro" if dry else "") if there or not dry else ":memory:"
    try:
        found = sqlite3.connect(name, uri=True, timeout=2, isolation_level=None, factory=_Connection)
        if dry and not there:
            found.executescript(_TABLES)
    except sqlite3.Error as error:
        raise _unusable(str(path), error) from error
    found.path = str(path)
    return found


def _unusable(path: str, error: sqlite3.Error) -> PublishError:
    if "locked" in str(error):
        return PublishError(f"{path}: another run is at work here; wait for it to end")
    if isinstance(error, sqlite3.OperationalError):
        return PublishError(f"{path}: {error}; the state folder must be writable and have room")
    return PublishError(f"{path}: {error}; move it away and publish again: clips are kept")


class Catalogue:
    """The catalogue of one state folder. One process writes at a time: a second run is refused."""

    def __init__(self, path: Path, *, dry: bool = False) -> None:
        """Open or make it.

        Args:
            path: the file.
            dry: read only; where there is no file yet, as if it were empty.

        Raises:
            PublishError: it cannot be opened, is damaged, of a newer version, or another run holds it.
        """
        if dry:
            self._db = _connect(path, dry=True)
            self._refuse_newer(path)
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PublishError(f"{path.parent}: {error.strerror}; the state folder must be writable") from error
        self._db = _connect(path)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")  # takes the lock, or says who has it
            self._refuse_newer(path)
            for statement in _TABLES.split(";\n"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_SCHEMA}")
            self._db.execute("COMMIT")
        except PublishError:
            self._db.close()
            raise

    def _refuse_newer(self, path: Path) -> None:
        """Before anything of it is touched."""
        if self._db.execute("PRAGMA user_version").fetchone()[0] > _SCHEMA:
            raise PublishError(f"{path} was written by a newer Articast: update, or use another state folder")

    def close(self) -> None:
        """Give the file free."""
        self._db.close()

    # identities

    def adopt(self, article: str, language: str, slug: str, published: datetime | None, seen: datetime) -> Entry:
        """The article's identity; made on first sight, kept afterwards.

        Args:
            article: its id.
            language: `<lang>` of the output; kept from the first time on.
            slug: wished for; the next free one is taken (`slug-2`).
            published: as declared; wins over what was kept.
            seen: taken where nobody declared one.
        """
        found = self.entry(article)
        if found:
            if published and published != found.published:
                self._db.execute("UPDATE articles SET published = ? WHERE id = ?", (published.isoformat(), article))
            if found.language == language:
                return self._entry(article)
            free = self._free(language, slug)
            self._db.execute("UPDATE articles SET language = ?, slug = ? WHERE id = ?", (language, free, article))
            return self._entry(article)
        guid = self._unused(article)
        self._db.execute(
            "INSERT INTO articles (id, guid, language, slug, published) VALUES (?, ?, ?, ?, ?)",
            (article, guid, language, self._free(language, slug), (published or seen).isoformat()),
        )
        return self._entry(article)

    def entry(self, article: str) -> Entry | None:
        """An article's identity by its id; None where it was never seen."""
        row = self._db.execute(
            "SELECT id, guid, language, slug, published, withdrawn FROM articles WHERE id = ?", (article,)
        ).fetchone()
        if row is None:
            return None
        found, guid, language, slug, published, withdrawn = row
        return Entry(found, guid, language, slug, datetime.fromisoformat(published), bool(withdrawn))

    def resolve(self, name: str) -> Entry:
        """An article by what a person would call it: id, GUID, `<lang>/<slug>`, slug or page URL.

        Raises:
            ArticastError: none, or more than one; the message lists them.
        """
        rows = self._db.execute(
            "SELECT id, language || '/' || slug FROM articles JOIN episodes USING (id) "
            "WHERE id = :n OR guid = :n OR language || '/' || slug = :n OR slug = :n "
            "OR rtrim(:n, '/') LIKE '%/' || language || '/' || slug",
            {"n": name.strip("/") if "://" not in name else name},
        ).fetchall()
        if len(rows) == 1:
            return self._entry(rows[0][0])
        known = ", ".join(sorted(folder for _, folder in rows)) if rows else "see <lang>/<slug> in output/"
        raise ArticastError(f"{name}: {'more than one' if rows else 'no'} episode of that name: {known}")

    def _entry(self, article: str) -> Entry:
        found = self.entry(article)
        assert found, article
        return found

    def _unused(self, article: str) -> str:
        """The GUID of an id; another one where an article that was here before has taken it along (`rename`)."""
        name = article
        while self._db.execute(
            "SELECT 1 FROM articles WHERE guid = ?", (guid := str(uuid5(NAMESPACE_URL, name)),)
        ).fetchone():
            name += "#"
        return guid

    def rename(self, article: str, now: str) -> None:
        """Give an article that is known by its document's id another one: its GUID, slug and pages stay."""
        with self._transaction():
            self._db.execute("UPDATE sources SET document = ?2, id = ?2 WHERE document = ?1", (article, now))
            for table in ("articles", "episodes", "revisions"):
                self._db.execute(f"UPDATE {table} SET id = ?2 WHERE id = ?1", (article, now))  # noqa: S608  our names

    def _free(self, language: str, slug: str) -> str:
        taken = {row[0] for row in self._db.execute("SELECT slug FROM articles WHERE language = ?", (language,))}
        number = 1
        while (wish := slug if number == 1 else f"{slug}-{number}") in taken:
            number += 1
        return wish

    # what was published

    def made(self, document: str) -> Made | None:
        """What a document (by its id) was last published as."""
        row = self._db.execute("SELECT id, digest, casting FROM sources WHERE document = ?", (document,)).fetchone()
        return Made(*row) if row else None

    def documents(self) -> dict[str, list[str]]:
        """Ids of the documents that each article was published from, by its id."""
        found: dict[str, list[str]] = {}
        for document, article in self._db.execute("SELECT document, id FROM sources ORDER BY document").fetchall():
            found.setdefault(article, []).append(document)
        return found

    def same(self, digest: str) -> list[str]:
        """Ids of the documents that were published with this digest and are their articles' ids, in order."""
        rows = self._db.execute("SELECT id FROM sources WHERE digest = ? AND document = id ORDER BY id", (digest,))
        return [row[0] for row in rows.fetchall()]

    def makers(self, article: str) -> list[str]:
        """Ids of the documents that an article was published from; the latest is the last."""
        rows = self._db.execute("SELECT document FROM sources WHERE id = ? ORDER BY rowid", (article,))
        return [row[0] for row in rows.fetchall()]

    def commit(self, revision: Revision) -> None:
        """Make an episode the published revision, all at once; its files must be in place."""
        made, episode = revision.made, revision.episode
        reading = zlib.compress(_dumped(revision.reading), 1)
        keys = " ".join(revision.clips)
        with self._transaction():
            self.confirm(revision.document, made)
            self._db.execute(
                "INSERT INTO episodes (id, episode, reading, claims, clips) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET episode = excluded.episode, reading = excluded.reading, claims = excluded.claims, "
                "clips = excluded.clips, files = ''",
                (made.id, dumps(episode), reading, dumps(revision.claims), keys),
            )
            self._db.execute(
                "INSERT INTO revisions SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
                "WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE id = ?1 AND audio = ?3)",
                (made.id, episode.modified.isoformat(), episode.audio, episode.bytes, episode.seconds, episode.voice),
            )

    def confirm(self, document: str, made: Made) -> None:
        """Note what a document is published as, where nothing of its episode changed."""
        self._db.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", (document, made.id, made.digest, made.casting)
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

    def placed(self, article: str, files: str) -> None:
        """The episode's page and companions were made from what this digest says."""
        self._db.execute("UPDATE episodes SET files = ? WHERE id = ?", (files, article))

    def withdraw(self, article: str, *, undo: bool = False) -> None:
        """Take an episode out of all feeds and pages until it is undone; its identity stays for ever."""
        self._db.execute("UPDATE articles SET withdrawn = ? WHERE id = ?", (not undo, article))
        self._db.execute("UPDATE episodes SET files = '' WHERE id = ?", (article,))

    def withdrawn(self) -> set[str]:
        """Folders of episodes that were withdrawn."""
        return {row[0] for row in self._db.execute("SELECT language || '/' || slug FROM articles WHERE withdrawn")}

    def folders(self) -> set[str]:
        """Folders of all articles ever seen."""
        return {row[0] for row in self._db.execute("SELECT language || '/' || slug FROM articles")}

    def earlier(self) -> set[str]:
        """Paths of the audio of every revision that was ever published, and of covers that are remembered."""
        covers = {
            json.loads(v).get("path", "")
            for (v,) in self._db.execute("SELECT value FROM remembered WHERE kind = 'cover'")
        }
        return covers | {row[0] for row in self._db.execute("SELECT audio FROM revisions")}

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

    def covers(self) -> set[str]:
        """Paths of the shows' cover art."""
        rows = self._db.execute("SELECT value FROM remembered WHERE kind = 'show'")
        return {json.loads(value).get("cover", "") for (value,) in rows}

    def clips(self) -> set[str]:
        """Keys of all clips that a published episode is made of."""
        return {key for (keys,) in self._db.execute("SELECT clips FROM episodes") for key in keys.split()}

    # runs

    def begin(self, started: datetime) -> int:
        """Note that a run began; returns its number."""
        return cast("int", self._db.execute("INSERT INTO runs (started) VALUES (?)", (started.isoformat(),)).lastrowid)

    def fail(self, run: int, source: str, stage: str, error: str) -> None:
        """Note that an article failed."""
        self._db.execute("INSERT INTO failures VALUES (?, ?, ?, ?)", (run, source, stage, error))

    def end(self, run: int, finished: datetime, published: int, unchanged: int, failed: int) -> None:
        """Note how a run ended."""
        self._db.execute(
            "UPDATE runs SET finished = ?, published = ?, unchanged = ?, failed = ? WHERE run = ?",
            (finished.isoformat(), published, unchanged, failed, run),
        )

    # small values

    def recall(self, kind: Literal["gain", "visit", "edition", "show", "cover"], name: str) -> Any:
        """A remembered value, None where there is none."""
        row = self._db.execute("SELECT value FROM remembered WHERE kind = ? AND name = ?", (kind, name)).fetchone()
        return json.loads(row[0]) if row else None

    def remember(self, kind: Literal["gain", "visit", "edition", "show", "cover"], name: str, value: Any) -> None:
        """Keep a small JSON value."""
        self._db.execute(
            "INSERT INTO remembered VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (kind, name, json.dumps(value, sort_keys=True)),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type", kind))


def dumps(value: object) -> str:
    """A value of `model` as JSON, the same text for equal values."""
    return _dumped(value).decode()


def _dumped(value: object) -> bytes:
    return _adapter(cast("Hashable", type(value))).dump_json(value)


def loads(kind: type[T], text: str | bytes) -> T:
    """The value that `dumps` wrote."""
    return cast("T", _adapter(cast("Hashable", kind)).validate_json(text))
