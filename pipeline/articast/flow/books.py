"""A book as a show: what `[[shows]]` with `book` leaves open is what the book says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articast import sources
from articast.errors import ConfigurationError, SourceError

if TYPE_CHECKING:
    from articast.settings import SeriesTable, Settings


def named(settings: Settings, *, dry: bool = False) -> Settings:
    """The settings with title, author, language, order and cover of each show that is a book; its cover is put in the
    state folder (beside the configuration where that is a bucket), unless `dry`.

    Raises:
        ConfigurationError: a book is not there, or is none.
    """
    if not any(table.book for table in settings.series):
        return settings
    series = tuple(_named(settings, table, dry=dry) if table.book else table for table in settings.series)
    return settings.model_copy(update={"series": series})


def _named(settings: Settings, table: SeriesTable, *, dry: bool) -> SeriesTable:
    path = settings.path(table.book)
    try:
        book = sources.about_book(path.read_bytes(), table.book, settings.fetch.max_bytes)
    except (OSError, SourceError) as error:
        raise ConfigurationError(f"[[shows]] {table.name} book = '{table.book}': {error}") from error
    found: dict[str, Any] = {
        "title": book.title,
        "author": ", ".join(book.authors),
        "description": book.summary[:LONGEST],
        "language": book.language,
        "type": "serial",
        "cover": "" if dry else _cover(settings, table, book),
    }
    told = {name: value for name, value in found.items() if value and name not in table.model_fields_set}
    own = table.filter.model_copy(update={"source": (*table.filter.source, table.book)})
    return table.model_copy(update={**told, "filter": own})


LONGEST = 1_000
"""Characters of a book's description that a show has."""


def _cover(settings: Settings, table: SeriesTable, book: sources.Book) -> str:
    """Where the book's cover lies, made a show's; empty where it has none that can be shown."""
    if not book.cover or table.cover:
        return ""
    from articast.recording import covers

    near = settings.state if "://" not in settings.state else ".articast"
    path = settings.path(near).resolve() / "books" / f"{table.name}.jpg"
    try:
        image = covers.from_book(book.cover)
    except SourceError:
        return ""
    if not path.is_file() or path.read_bytes() != image:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)
    return str(path)
