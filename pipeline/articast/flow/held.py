"""The publish gate: nothing good is replaced by something worse without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.errors import HeldError
from articast.flow import moves
from articast.flow.verdict import measures, verdict

if TYPE_CHECKING:
    from articast.flow.house import House
    from articast.flow.preparing import Work


def judge(house: House, work: Work) -> None:
    """See that an article is not worse than what is published of it, before anything is spoken.

    Raises:
        HeldError: it is, and the publisher did not accept it.
    """
    published = _published(house, work)
    entry, before = house.catalogue.entry(published), house.catalogue.revision(published)
    if entry is None or before is None or entry.withdrawn:
        return
    names = {entry.id, entry.guid, f"{entry.language}/{entry.slug}", entry.slug, work.document.source, work.document.id}
    if "all" in house.settings.accept or names.intersection(house.settings.accept):
        return
    reading = before.reading
    had = before.measures if before.measures.words else measures(reading.blocks, len(reading.sentences), ())
    has = measures(work.script.blocks, len(work.sentences), work.script.left_out)
    why = verdict(
        (before.episode.language, before.episode.title, reading.blocks, had),
        (work.article.language, work.article.title, work.script.blocks, has),
        house.settings.hold,
    )
    if why:
        raise HeldError(
            f"{work.document.source} is held back, what is published stays: {why}; if it is meant so, "
            f"publish it with --accept {entry.language}/{entry.slug}"
        )


def _published(house: House, work: Work) -> str:
    """Id of the article that this one stands in the place of: its own; else, where it says no address, its document's.

    A cookie wall or an error page has no canonical link: it would be a new article beside the good one.
    """
    article, made = work.article, house.catalogue.made(work.document.id)
    known = house.catalogue.entry(article.id) is not None
    return made.id if made and not known and not moves.says_address(article, work.document) else article.id
