"""Articles whose address changed: what says so, and what is the same word for word, keeps its episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.keeping import HIDDEN, records
from articast.publishing import edition

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from articast.flow.house import House
    from articast.flow.preparing import Work
    from articast.model import Block

_AROUND = frozenset({"byline", "notice"})


def words_of(title: str, blocks: Sequence[Block], sentences: Sequence[str]) -> str:
    """Digest of an article's words, the byline and the notice aside."""
    around = {block.text for block in blocks if block.kind in _AROUND}
    return records.said_by(title, [text for text in sentences if text not in around])


def told(house: House, work: Work) -> bool:
    """Whether the article is known under its id, or was just given it: the publisher says what it was called before.

    `moved_from` of its front matter says so, and `[moved]` of the configuration for all addresses that begin alike.
    """
    catalogue, now = house.catalogue, work.article.id
    if catalogue.entry(now):
        return True
    for then in _then(house, work):
        if catalogue.entry(then):
            catalogue.rename(then, now)
            return True
    return False


def _then(house: House, work: Work) -> Iterator[str]:
    if work.article.moved_from:
        yield from (work.article.moved_from, records.hidden(work.article.moved_from, edition.key_of(house.catalogue)))
    for before, after in house.settings.moved.items():
        for name in (work.article.id, work.document.id):
            if name.startswith(after):
                yield before + name.removeprefix(after)


def look_alike(house: House, work: Work) -> list[str]:
    """Ids of published articles that say the very same, title and all."""
    spoken = [sentence.written for sentence in work.sentences]
    return house.catalogue.saying(words_of(work.article.title, work.script.blocks, spoken))


def follow(house: House, work: Work, seen: Container[str]) -> None:
    """Let an article keep the episode that it was published as under another id, if that one did not come by.

    Args:
        house: what the run works with.
        work: new under its id.
        seen: ids of all articles of this run; a file that is still there is none that moved, either.
    """
    alike = [name for name in look_alike(house, work) if name not in seen and not _is_there(house, name)]
    if len(alike) == 1:
        house.catalogue.rename(alike[0], work.article.id)


def _is_there(house: House, article: str) -> bool:
    """Whether the file that an article was made from is still there: this one is a copy."""
    its = house.catalogue.document(article)
    if its is None or "://" in its[0] or its[0].startswith(("-", HIDDEN)) or "\\" in its[0]:
        return False
    return house.settings.path(its[0]).is_file()
