"""Episodes → RSS: a podcast feed a language, its archive pages, and all of it in one file.

What the feed says follows Apple's and Spotify's rules, PSP-1 and the podcast namespace. The same input gives the same
bytes: apps fetch a feed again only when it changed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from articast.plain import web
from articast.publishing.feed.address import appeared, guid, url
from articast.publishing.feed.categories import categories, check_category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from articast.model import Episode, Show

__all__ = ["archives", "categories", "check", "check_category", "guid", "numbers", "render", "url"]


_NONE: Mapping[str, int] = MappingProxyType({})


def check(show: Show) -> None:
    """Refuse a show that no directory would take.

    Raises:
        ConfigurationError: its base URL or category is wrong.
    """
    url(show)
    check_category(show.category)


def archives(show: Show, episodes: Sequence[Episode], kept: Mapping[str, int]) -> dict[str, int]:
    """The archive page of each episode that is on one, by guid: `kept`, and those whose time has come.

    An archive page never changes what it holds (RFC 5005, 4), since programs that have read it don't do so again: what
    is published late but dated early is not put between old ones. As soon as there are two pages' worth of episodes on
    none, the older half of them becomes a page of its own, for ever.

    Args:
        show: tells how many are on a page; pages that were filled stay as they were if that is changed.
        episodes: all that are published.
        kept: what this said the last time, of withdrawn episodes too, so that no page's number is used twice.
    """
    size = max(1, show.page_size)
    loose = sorted((one for one in episodes if one.guid not in kept), key=lambda one: (one.published, one.guid))
    filled, first = max(0, len(loose) // size - 1), max(kept.values(), default=0) + 1
    return {**kept, **{one.guid: first + place // size for place, one in enumerate(loose[: filled * size])}}


def numbers(show: Show, episodes: Sequence[Episode], kept: Mapping[str, int]) -> dict[str, int]:
    """The number of each episode of a serial show, by guid, from 1: `kept`, and the next ones for what is new.

    A number that was given stays, whatever comes later with an earlier date: listeners know an episode by it, and it
    stands on archive pages, which never change. An episodic show has none.

    Args:
        show: says whether it is serial.
        episodes: all that are published; of those that are new the oldest is numbered first.
        kept: what this said the last time, of withdrawn episodes too, so that no number is given twice.
    """
    if show.type != "serial":
        return dict(kept)
    new = sorted((one for one in episodes if one.guid not in kept), key=lambda one: (one.published, one.guid))
    first = max(kept.values(), default=0) + 1
    return {**kept, **{one.guid: number for number, one in enumerate(new, first)}}


def render(
    show: Show,
    episodes: Sequence[Episode],
    stamp: datetime,
    archived: Mapping[str, int],
    numbered: Mapping[str, int] = _NONE,
) -> Iterator[tuple[str, bytes]]:
    """(path under `output/`, bytes) of every feed file of a show, the archive's first and feed.xml last.

    feed.xml has all that are on no archive page, and the newest `show.page_size` in any case; the others are in
    `archive-1.xml` and so on. Where there is an archive, feed-all.xml has every episode, for directories that read one
    page only (Apple, Spotify). On each page the newest come first.

    An archived episode that is made again is not put into feed.xml once more: apps that read no archive would show it
    as a new one.

    No item is dated after `stamp`, the time of the run. An item's text is made once and stands in two files.

    Args:
        show: the language's podcast.
        episodes: all that are published, in any order.
        stamp: the time of the run.
        archived: as `archives` says.
        numbered: as `numbers` says; an episode that is not in it has no number.

    Raises:
        ConfigurationError: as `check` says.
    """
    from articast.publishing.feed import channel

    check(show)
    dated = sorted(((appeared(episode, stamp), episode) for episode in episodes), key=lambda one: (one[0], one[1].guid))
    texts = _items(show, dated, numbered)
    changes = [min(episode.modified, stamp) for _, episode in dated]
    numbers = [archived.get(episode.guid, 0) for _, episode in dated]
    newest = len(dated) - max(1, show.page_size)

    def page(
        path: str, part: Sequence[int], links: Sequence[tuple[str, str]], archive: bool = False
    ) -> tuple[str, bytes]:
        here = [("self", url(show, path)), *([("hub", hub)] if (hub := web(show.hub)) else []), *links]
        items = [texts[index] for index in reversed(part)]
        changed = max((changes[index] for index in part), default=None)
        chapters = any(b"<psc:" in item for item in items)
        head, tail = channel.render(show, changed, here, archive=archive, chapters=chapters)
        return path, b"".join((head.encode(), *items, tail.encode()))

    pages: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        pages.setdefault(number, []).append(index)
    filled = sorted(pages.keys() - {0})
    for older, number in zip([0, *filled], filled, strict=False):
        links = [("current", url(show, show.feed)), *_older(show, older)]
        yield page(_archive(show, number), pages[number], links, archive=True)
    if filled:
        yield page(f"{show.language}/feed-all.xml", range(len(dated)), [])
    recent = [index for index, number in enumerate(numbers) if not number or index >= newest]
    yield page(show.feed, recent, _older(show, max(filled, default=0)))


def _archive(show: Show, number: int) -> str:
    return f"{show.language}/archive-{number}.xml"


def _older(show: Show, number: int) -> list[tuple[str, str]]:
    """Links to the archive page before: as RFC 5005 has it, and as AntennaPod and gPodder follow it."""
    return [(rel, url(show, _archive(show, number))) for rel in ("prev-archive", "next")] if number else []


def _items(show: Show, dated: Sequence[tuple[datetime, Episode]], numbered: Mapping[str, int]) -> list[bytes]:
    from articast.publishing.feed import item

    serial = show.type == "serial"
    return [
        item.render(show, episode, published, numbered.get(episode.guid, 0) if serial else 0).encode()
        for published, episode in dated
    ]
