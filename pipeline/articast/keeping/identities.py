"""Who an article is, for ever: its GUID, folder and first date, whatever becomes of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from articast.errors import ArticastError
from articast.keeping.database import Database

HIDDEN = "kept:"
"""What begins the name of something whose real one is not published: a path of the publisher's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's identity, for ever."""

    id: str
    guid: str
    language: str
    slug: str
    published: datetime
    withdrawn: bool = False


class Identities(Database):
    """Articles by id, by what a person would call them, by folder."""

    def adopt(
        self, article: str, language: str, slug: str, published: datetime | None, seen: datetime, *, told: bool = False
    ) -> Entry:
        """The article's identity; made on first sight, kept afterwards.

        Args:
            article: its id.
            language: `<lang>` of the output; kept from the first time on.
            slug: wished for; the next free one is taken (`slug-2`).
            published: as declared; wins over what was kept.
            seen: taken where nobody declared one.
            told: the publisher names the slug: it wins over what was kept.
        """
        found = self.entry(article)
        if found:
            if published and published != found.published:
                self._db.execute("UPDATE articles SET published = ? WHERE id = ?", (published.isoformat(), article))
            is_other = told and not re.fullmatch(rf"{re.escape(slug)}(-\d+)?", found.slug)
            if found.language == language and not is_other:
                return self._entry(article)
            free = self._free(language, slug, found.guid)
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

    def identified(self, guid: str) -> Entry | None:
        """An article's identity by its GUID; None where it was never seen."""
        row = self._db.execute("SELECT id FROM articles WHERE guid = ?", (guid,)).fetchone()
        return self._entry(row[0]) if row else None

    def resolve(self, name: str) -> Entry:
        """An article by what a person would call it: id, GUID, `<lang>/<slug>`, slug or page URL.

        Raises:
            ArticastError: none, or more than one; the message lists them.
        """
        rows = self._db.execute(
            "SELECT id, language || '/' || slug FROM articles "
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
            self._db.execute("UPDATE OR IGNORE sources SET document = ?2 WHERE document = ?1", (article, now))
            self._db.execute("UPDATE sources SET id = ?2 WHERE id = ?1", (article, now))
            for table in ("articles", "episodes", "revisions"):
                self._db.execute(f"UPDATE {table} SET id = ?2 WHERE id = ?1", (article, now))  # noqa: S608  our names

    def _free(self, language: str, slug: str, guid: str = "") -> str:
        """The slug, or the first of `slug-2`, `slug-3` … that none has: looked up one by one, of however many.

        An address that another episode had before is not free as long as it is forwarded.
        """
        number, wish = 1, slug
        asked = (
            "SELECT 1 FROM articles WHERE language = ?1 AND slug = ?2 AND guid <> ?3 UNION SELECT 1 FROM remembered "
            "WHERE kind = 'moved' AND name = ?1 || '/' || ?2 AND json_extract(value, '$.guid') <> ?3"
        )
        while self._db.execute(asked, (language, wish, guid)).fetchone():
            number += 1
            wish = f"{slug}-{number}"
        return wish

    def withdrawn(self) -> dict[str, str]:
        """Ids of the articles that were withdrawn, by folder."""
        return dict(self._db.execute("SELECT language || '/' || slug, id FROM articles WHERE withdrawn").fetchall())

    def folders(self) -> dict[str, str]:
        """Ids of all articles ever seen, by their folder."""
        return dict(self._db.execute("SELECT language || '/' || slug, id FROM articles").fetchall())

    def places(self) -> dict[str, str]:
        """Folders of all articles ever seen, by their GUID."""
        return dict(self._db.execute("SELECT guid, language || '/' || slug FROM articles").fetchall())

    def guids(self) -> set[str]:
        """Of all articles ever seen."""
        return {row[0] for row in self._db.execute("SELECT guid FROM articles")}

    def take_over(self, entry: Entry) -> str:
        """Have an article as a record tells it, whatever was known of it; its GUID and folder are whose they are.

        Returns:
            Its id: the one that it is known by here.
        """
        with self._transaction():
            known = self._db.execute("SELECT id FROM articles WHERE guid = ?", (entry.guid,)).fetchone()
            if known and known[0] != entry.id:
                entry = replace(entry, id=known[0])
            self._db.execute(
                "INSERT INTO articles (id, guid, language, slug, published, withdrawn) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET guid = excluded.guid, language = excluded.language, "
                "slug = excluded.slug, published = excluded.published, withdrawn = excluded.withdrawn",
                (entry.id, entry.guid, entry.language, entry.slug, entry.published.isoformat(), entry.withdrawn),
            )
        return entry.id

    def hidden(self) -> bool:
        """Whether articles or documents are known by the digests of their names alone, taken over from records."""
        asked = "SELECT id FROM articles WHERE id LIKE ?1 UNION SELECT id FROM sources WHERE document LIKE ?1 LIMIT 1"
        return self._db.execute(asked, (f"{HIDDEN}%",)).fetchone() is not None

    def made_elsewhere(self, article: str) -> None:
        """Another run published an article: what it was made from here, some time before, says nothing of it."""
        self._db.execute("DELETE FROM sources WHERE id = ?", (article,))

    def reveal(self, name: str, real: str) -> None:
        """Call an article and a document that are known by the digest of a name by the name."""
        with self._transaction():
            if not self._db.execute("SELECT 1 FROM articles WHERE id = ?", (real,)).fetchone():
                self._db.execute("UPDATE sources SET id = ?2 WHERE id = ?1", (name, real))
                for table in ("articles", "episodes", "revisions"):
                    self._db.execute(f"UPDATE {table} SET id = ?2 WHERE id = ?1", (name, real))  # noqa: S608  our names
            self._db.execute("UPDATE OR IGNORE sources SET document = ?2 WHERE document = ?1", (name, real))
