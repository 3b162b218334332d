"""Episodes → RSS: a podcast feed a language, its archive pages, and all of it in one file.

What the feed says follows Apple's and Spotify's rules, PSP-1 and the podcast namespace. The same input gives the same
bytes: apps fetch a feed again only when it changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.feed import channel, item
from pipeline.feed.address import appeared, guid, url, web
from pipeline.feed.categories import categories
from pipeline.feed.channel import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from pipeline.model import Episode, Show

__all__ = ["categories", "check", "guid", "render", "url"]


def render(show: Show, episodes: Sequence[Episode], stamp: datetime) -> Iterator[tuple[str, bytes]]:
    """(path under `output/`, bytes) of every feed file of a show, the archive's first and feed.xml last.

    feed.xml has the newest `show.page_size` episodes. Older ones are in `archive-1.xml` and so on, filled from the
    oldest, so that a new episode changes feed.xml and at most the newest archive page. Where there is an archive,
    feed-all.xml has every episode, for directories that read one page only (Apple, Spotify).

    No item is dated after `stamp`, the time of the run. An item's text is made once and stands in two files.

    Raises:
        ConfigurationError: as `check` says.
    """
    check(show)
    dated = sorted(((appeared(episode, stamp), episode) for episode in episodes), key=lambda one: (one[0], one[1].guid))
    texts = _items(show, dated)
    changes = [min(episode.modified, stamp) for _, episode in dated]
    size = max(1, show.page_size)
    archived = max(0, len(dated) - size)
    archives = [slice(start, min(start + size, archived)) for start in range(0, archived, size)]

    def page(path: str, part: slice, links: Sequence[tuple[str, str]], archive: bool = False) -> tuple[str, bytes]:
        here = [("self", url(show, path)), *([("hub", hub)] if (hub := web(show.hub)) else []), *links]
        chapters = any(b"<psc:" in text for text in texts[part])
        head, tail = channel.render(show, max(changes[part], default=None), here, archive=archive, chapters=chapters)
        return path, b"".join((head.encode(), *reversed(texts[part]), tail.encode()))

    for number, part in enumerate(archives, 1):
        links = [("current", url(show, show.feed)), *_older(show, number - 1)]
        yield page(_archive(show, number), part, links, archive=True)
    if archives:
        yield page(f"{show.language}/feed-all.xml", slice(None), [])
    yield page(show.feed, slice(archived, None), _older(show, len(archives)))


def _archive(show: Show, number: int) -> str:
    return f"{show.language}/archive-{number}.xml"


def _older(show: Show, number: int) -> list[tuple[str, str]]:
    """Links to the archive page before: as RFC 5005 has it, and as AntennaPod and gPodder follow it."""
    return [(rel, url(show, _archive(show, number))) for rel in ("prev-archive", "next")] if number else []


def _items(show: Show, dated: Sequence[tuple[datetime, Episode]]) -> list[bytes]:
    serial = show.type == "serial"
    return [
        item.render(show, episode, published, number if serial else 0).encode()
        for number, (published, episode) in enumerate(dated, 1)
    ]
