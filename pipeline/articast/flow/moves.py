"""Articles whose address changed keep their episode: where the publisher says so, where they are the same word for
word, and where a document that was published says recognisably the same under another address or under none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from articast.flow.verdict import new_in
from articast.keeping import HIDDEN, records
from articast.publishing import edition

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from articast.flow.house import House
    from articast.flow.preparing import Work
    from articast.model import Article, Block, Document

_AROUND = frozenset({"byline", "notice"})

KNOWN_AGAIN = 0.4
"""Share of a text's runs of words that may be new in an article that is known again under another address: an ordinary
edit changes a tenth. A file that is used again for each day's news has more, or another date."""


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


def otherwise(house: House, work: Work) -> str:
    """Id of the article that the document was published as, where it says now to be one that nobody knows."""
    made = house.catalogue.made(work.document.id)
    return made.id if made and made.id != work.article.id and house.catalogue.entry(made.id) else ""


def says_address(article: Article, document: Document) -> bool:
    """Whether an article names an address of its own: a cookie wall or an error page has none but where it was read."""
    return bool(article.url) and article.url != document.url


def follow(house: House, work: Work, seen: MutableMapping[str, str]) -> Work:
    """Let an article keep the episode that it was published as under another id, if that one did not come by.

    Args:
        house: what the run works with.
        work: new under its id.
        seen: sources of all articles of this run by id; a file that is still there is none that moved, either.

    Returns:
        The article; under the id that it had where it lost its address.
    """
    then, now = otherwise(house, work), work.article.id
    alike = [name for name in look_alike(house, work) if name not in seen and not _is_there(house, name)]
    if len(alike) == 1:
        house.catalogue.rename(alike[0], now)
    elif then and then not in seen and says_address(work.article, work.document):
        if _is_known_again(house, work, then):
            house.catalogue.rename(then, now)
    elif then and then not in seen:  # the gate says whether it is a wreck
        seen[then] = work.document.source
        return _as_before(house, work, then)
    return work


def _is_known_again(house: House, work: Work, then: str) -> bool:
    """Whether a document of which another address is named says recognisably what it was published as."""
    before, article = house.catalogue.revision(then), work.article
    if before is None:
        return False
    dates = (before.episode.published, article.published)
    other_day = before.episode.dated and article.published and len({one.date() for one in dates if one}) > 1
    return not other_day and new_in(before.reading.blocks, work.script.blocks) <= KNOWN_AGAIN


def _as_before(house: House, work: Work, then: str) -> Work:
    """The article under the id that it had, and with its address, since it names none any more."""
    before, moved = house.catalogue.revision(then), work.document.url not in {None, work.document.id}
    url = work.article.url if moved or not before else before.claims.url or work.article.url
    return replace(work, article=replace(work.article, id=then, url=url))


def _is_there(house: House, article: str) -> bool:
    """Whether the file that an article was made from is still there: this one is a copy."""
    its = house.catalogue.document(article)
    if its is None or "://" in its[0] or its[0].startswith(("-", HIDDEN)) or "\\" in its[0]:
        return False
    return house.settings.path(its[0]).is_file()
