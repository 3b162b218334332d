"""The SQLite file of a state folder: its tables, who may write, and errors that say what to do."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from articast.errors import ArticastError, BusyError, DamagedError, ForeignError, PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS articles (        -- every article ever seen; rows are never removed
    id TEXT PRIMARY KEY,                     -- canonical URL or path
    guid TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    slug TEXT NOT NULL,
    published TEXT NOT NULL,                 -- ISO 8601: as declared, else first seen, then kept
    withdrawn INTEGER NOT NULL DEFAULT 0,
    record TEXT NOT NULL DEFAULT '',         -- SHA-256 of its record.json
    UNIQUE (language, slug)
);
CREATE TABLE IF NOT EXISTS sources (         -- what an article was last made from
    document TEXT PRIMARY KEY,               -- Document.id
    id TEXT NOT NULL REFERENCES articles,
    digest TEXT NOT NULL,                    -- of the document and of all that decides its script
    casting TEXT NOT NULL,                   -- language and voice that it was published with
    decided TEXT NOT NULL DEFAULT ''         -- digest of the configuration's part in that digest
);
CREATE INDEX IF NOT EXISTS contents ON sources (digest);
CREATE TABLE IF NOT EXISTS episodes (        -- the published revision of each
    id TEXT PRIMARY KEY REFERENCES articles,
    episode TEXT NOT NULL,                   -- JSON of model.Episode
    reading BLOB NOT NULL,                   -- zlib of JSON of model.Reading
    claims TEXT NOT NULL,                    -- JSON: url, site, translation_of, [[language, url], ...]
    clips TEXT NOT NULL,                     -- keys, space between
    files TEXT NOT NULL DEFAULT '',          -- digest of all that its page and companions were made from
    takes BLOB NOT NULL DEFAULT x'',         -- zlib of JSON of model.Spoken, a sentence each
    measures TEXT NOT NULL DEFAULT '',       -- JSON of model.Measures
    words TEXT NOT NULL DEFAULT ''           -- digest of its title and sentences as written
);
CREATE INDEX IF NOT EXISTS same_words ON episodes (words);
CREATE TABLE IF NOT EXISTS revisions (
    id TEXT NOT NULL REFERENCES articles,
    made TEXT NOT NULL,
    audio TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    seconds REAL NOT NULL,
    voice TEXT NOT NULL,
    replaced TEXT NOT NULL DEFAULT ''        -- when another took its place, ISO 8601; it is answered for a while
);
CREATE TABLE IF NOT EXISTS files (           -- what we wrote and lies in the output: nothing else is ours
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,                  -- -1 while it is being written
    digest TEXT NOT NULL                     -- SHA-256, hex
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched (         -- articles of which something changed since all was last brought out
    id TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS episode_made AFTER INSERT ON episodes
BEGIN INSERT INTO touched SELECT new.id WHERE new.id NOT IN touched; END;
CREATE TRIGGER IF NOT EXISTS episode_changed AFTER UPDATE OF id, episode, claims, files ON episodes
BEGIN INSERT INTO touched SELECT new.id WHERE new.id NOT IN touched; END;
CREATE TRIGGER IF NOT EXISTS episode_gone AFTER DELETE ON episodes
BEGIN INSERT INTO touched SELECT old.id WHERE old.id NOT IN touched; END;
CREATE TRIGGER IF NOT EXISTS article_changed AFTER UPDATE OF id, language, slug, published, withdrawn ON articles
BEGIN INSERT INTO touched SELECT new.id WHERE new.id NOT IN touched; END;
CREATE TRIGGER IF NOT EXISTS source_made AFTER INSERT ON sources
BEGIN INSERT INTO touched SELECT new.id WHERE new.id NOT IN touched; END;
CREATE TRIGGER IF NOT EXISTS source_changed AFTER UPDATE OF document, id ON sources
BEGIN INSERT INTO touched SELECT new.id WHERE new.id NOT IN touched; END;
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    published INTEGER, unchanged INTEGER, failed INTEGER,
    timings TEXT NOT NULL DEFAULT '{}'       -- JSON: seconds by stage, of this process and of each worker
);
CREATE TABLE IF NOT EXISTS failures (
    run INTEGER NOT NULL REFERENCES runs,
    source TEXT NOT NULL, stage TEXT NOT NULL, error TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS remembered (      -- small values by kind and name: voices' gains, visits, feeds' digests
    kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, name)
);
CREATE TABLE IF NOT EXISTS sought (          -- what each document of the search index is found by
    folder TEXT PRIMARY KEY,
    words BLOB NOT NULL,                     -- zlib of the words, space between
    before BLOB,                             -- what the index has of it, where that is something else
    number INTEGER                           -- in the index; NULL where it is not in it
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards (          -- the search index
    first TEXT PRIMARY KEY,
    content TEXT NOT NULL                    -- JSON: numbers of the documents that have it, by word
) WITHOUT ROWID;
"""


_ADDED = (
    ("sources", "decided TEXT NOT NULL DEFAULT ''"),
    ("episodes", "takes BLOB NOT NULL DEFAULT x''"),
    ("episodes", "measures TEXT NOT NULL DEFAULT ''"),
    ("episodes", "words TEXT NOT NULL DEFAULT ''"),
    ("articles", "record TEXT NOT NULL DEFAULT ''"),
    ("revisions", "replaced TEXT NOT NULL DEFAULT ''"),
    ("runs", "timings TEXT NOT NULL DEFAULT '{}'"),
)
"""Columns that a catalogue of schema 1 has not."""


class _Cursor(sqlite3.Cursor):
    """A cursor whose errors say what to do: the file is damaged, held by another run, or cannot be written.

    Each does its own `try`: a context manager here took a sixth of a run in which nothing had changed.
    """

    def execute(self, *statement: Any) -> Any:
        try:
            return super().execute(*statement)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> ArticastError:
        return _unusable(getattr(self.connection, "path", ""), error)


class _Connection(sqlite3.Connection):
    """A connection that knows its file."""

    path = ""

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        """Run one statement, errors told."""
        return _Cursor(self).execute(*statement)  # type: ignore[no-any-return]


def _connect(path: Path, *, dry: bool = False) -> _Connection:
    """Open the file; `dry` reads only, and has an empty catalogue in memory where there is none."""
    there = path.exists()
    name = path.absolute().as_uri() + ("?mode=ro" if dry else "") if there or not dry else ":memory:"
    try:
        if not dry:
            _own(path)
        found = sqlite3.connect(name, uri=True, timeout=2, isolation_level=None, factory=_Connection)
        if dry and not there:
            found.executescript(_TABLES)
    except sqlite3.Error as error:
        raise _unusable(str(path), error) from error
    found.path = str(path)
    return found


def _own(path: Path) -> None:
    """Let nobody else read the file, nor those that SQLite puts beside it: what publishers write is in it."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise sqlite3.OperationalError(error.strerror) from error


def _unusable(path: str, error: sqlite3.Error) -> ArticastError:
    if "locked" in str(error):
        return BusyError(f"{path}: another run is at work here; wait for it to end")
    if isinstance(error, sqlite3.OperationalError):
        return PublishError(f"{path}: {error}; the state folder must be writable and have room")
    return DamagedError(f"{path}: {error}; move it away and publish again: clips are kept")


class Database:
    """One file. One process writes at a time: a second run is refused."""

    _known = 0
    """Rows that were written when it was last known to be as it is elsewhere."""

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
            try:
                self._look_at(path)
            except ArticastError:
                self._db.close()
                raise
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
            self._update()
            self._db.execute("COMMIT")
            self._known = self._db.total_changes
        except ArticastError:
            self._db.close()
            raise

    def _look_at(self, path: Path) -> None:
        """See that it can be read; an older version's is read as a copy that is brought to this version's tables."""
        self._refuse_newer(path)
        if self._db.execute("PRAGMA user_version").fetchone()[0] < _SCHEMA:
            old, self._db = self._db, _connect(path.with_name("none"), dry=True)
            old.backup(self._db)
            old.close()
            self._update()

    def _refuse_newer(self, path: Path) -> None:
        """Before anything of it is touched."""
        if self._db.execute("PRAGMA user_version").fetchone()[0] > _SCHEMA:
            raise ForeignError(f"{path} was written by a newer Articast: update, or use another state folder")

    def _update(self) -> None:
        """Bring the tables to this version's."""
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'episodes'").fetchone():
            for table, column in _ADDED:
                there = {row[1] for row in self._db.execute(f"PRAGMA table_info({table})")}
                if column.partition(" ")[0] not in there:
                    self._db.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
        for statement in _TABLES.split(";\n"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {_SCHEMA}")

    def news(self) -> bool:
        """Whether anything was written since it was opened or copied, but for a run's beginning and end."""
        return self._db.total_changes > self._known

    def copy(self, path: Path) -> None:
        """Write all that it holds to another file, as of now; a file that is there is overwritten.

        Raises:
            PublishError: it cannot be written.
        """
        path.unlink(missing_ok=True)
        other = _connect(path)
        try:
            self._db.backup(other)
        except sqlite3.Error as error:
            raise _unusable(str(path), error) from error
        finally:
            other.close()
        self._known = self._db.total_changes

    def close(self) -> None:
        """Give the file free."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
