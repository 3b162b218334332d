"""Episodes → RSS: the podcast feed of a show, whole; a short one for pollers; archive pages of what no feed can hold.

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

__all__ = ["archives", "categories", "check", "check_category", "guid", "named", "numbers", "render", "url"]


_NONE: Mapping[str, int] = MappingProxyType({})


ALL = 10_000
"""Episodes in feed-all.xml: some 15 MB. Readers refuse feeds of more (1 to 10 MB, as far as their makers say), and
Apple lists the newest few thousand; the archive pages have the others."""


def named(content: bytes) -> Iterator[str]:
    """GUIDs of the episodes that a feed of ours names; none of another's, or of what is no feed."""
    from lxml import etree

    if b"<generator>Articast" not in content:
        return
    reader = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    found = etree.fromstring(content, reader)
    if found is not None:
        yield from (guid.text or "" for guid in found.iterfind("channel/item/guid"))


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
    is published late but dated early is not put between old ones. As soon as more episodes than `show.feed_items` are
    on none, the oldest of them become pages of their own, for ever. (Earlier versions began at twice `page_size`: what
    they filled stays where it is.)

    Args:
        show: tells how many are on a page; pages that were filled stay as they were if that is changed.
        episodes: all that are published.
        kept: what this said the last time, of withdrawn episodes too, so that no page's number is used twice.
    """
    most = max(1, show.feed_items)
    size = min(max(1, show.page_size), most)
    loose = sorted((one for one in episodes if one.guid not in kept), key=lambda one: (one.published, one.guid))
    filled = -(-max(0, len(loose) - most) // size)
    first = max(kept.values(), default=0) + 1
    return {**kept, **{one.guid: first + place // size for place, one in enumerate(loose[: filled * size])}}


def numbers(show: Show, episodes: Sequence[Episode], kept: Mapping[str, int]) -> dict[str, int]:
    """The number of each episode that has one, by guid: the publisher's own, what was given before, and the next ones.

    A number that was given stays, whatever comes later with an earlier date: listeners know an episode by it, and it
    stands on archive pages, which never change. In a serial show every full episode has one, in its season where it is
    in one; in an episodic show only what the publisher numbers.

    Args:
        show: says whether it is serial.
        episodes: all that are published; of those that are new the oldest is numbered first.
        kept: what this said the last time, of withdrawn episodes too, so that no number is given twice.
    """
    own = {one.guid: one.listing.number for one in episodes if one.listing.number}
    found = {**kept, **own}
    if show.type != "serial":
        return found
    season = {one.guid: one.listing.season for one in episodes}
    last: dict[int, int] = {}
    for name, number in found.items():
        last[season.get(name, 0)] = max(last.get(season.get(name, 0), 0), number)
    new = [one for one in episodes if one.guid not in found and one.listing.kind == "full"]
    for one in sorted(new, key=lambda one: (one.published, one.guid)):
        last[one.listing.season] = found[one.guid] = last.get(one.listing.season, 0) + 1
    return found


def render(
    show: Show,
    episodes: Sequence[Episode],
    stamp: datetime,
    archived: Mapping[str, int],
    numbered: Mapping[str, int] = _NONE,
) -> Iterator[tuple[str, bytes]]:
    """(path under `output/`, bytes) of every feed file of a show, the archive's first and feed.xml last.

    feed.xml is the whole show: apps and directories that read one page would lose what stood elsewhere. Past
    `show.feed_items` the oldest are in `archive-1.xml` and so on alone, and feed.xml says where. feed-recent.xml has
    the newest `show.page_size`, for programs that ask often. Where there is an archive, feed-all.xml has every
    episode, or the newest `ALL`. On each page the newest come first.

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
    from articast.publishing.feed import channel, namespace

    check(show)
    dated = sorted(((appeared(episode, stamp), episode) for episode in episodes), key=lambda one: (one[0], one[1].guid))
    texts = _items(show, dated, numbered)
    changes = [min(episode.modified, stamp) for _, episode in dated]
    numbers = [archived.get(episode.guid, 0) for _, episode in dated]
    trailers = [namespace.trailer(show, one, date) for date, one in reversed(dated) if one.listing.kind == "trailer"]
    whole = _whole(numbers, max(1, show.feed_items))
    complete = len(whole) == len(dated)

    def page(
        path: str, part: Sequence[int], links: Sequence[tuple[str, str]], kind: channel.Kind = "part"
    ) -> tuple[str, bytes]:
        here = [("self", url(show, path)), *([("hub", hub)] if (hub := web(show.hub)) else []), *links]
        items = [texts[index] for index in reversed(part)]
        changed = max((changes[index] for index in part), default=None)
        chapters = any(b"<psc:" in item for item in items)
        told = [] if kind == "archive" else trailers
        head, tail = channel.render(show, changed, here, kind, chapters=chapters, trailers=told)
        return path, b"".join((head.encode(), *items, tail.encode()))

    pages: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        pages.setdefault(number, []).append(index)
    filled = sorted(pages.keys() - {0})
    for older, number in zip([0, *filled], filled, strict=False):
        links = [("current", url(show, show.feed)), *_older(show, older)]
        yield page(_archive(show, number), pages[number], links, "archive")
    if filled:
        rest = [] if len(dated) <= ALL else _older(show, max(filled))
        yield page(f"{show.folder}/feed-all.xml", range(len(dated))[-ALL:], rest)
    yield page(show.recent, range(len(dated))[-max(1, show.page_size) :], [], "recent")
    rest = [] if complete else _older(show, max(filled, default=0))
    yield page(show.feed, whole, rest, "complete" if complete else "part")


def _whole(numbers: Sequence[int], most: int) -> list[int]:
    """Which episodes are in feed.xml, oldest first: all on no archive page, and the newest others that have room.

    Args:
        numbers: the archive page of each, oldest first; 0: none.
        most: how many there may be.
    """
    archived = [index for index, number in enumerate(numbers) if number]
    room = max(0, most - (len(numbers) - len(archived)))
    left = set(archived[: len(archived) - room])
    return [index for index in range(len(numbers)) if index not in left]


def _archive(show: Show, number: int) -> str:
    return f"{show.folder}/archive-{number}.xml"


def _older(show: Show, number: int) -> list[tuple[str, str]]:
    """Links to the archive page before: as RFC 5005 has it, and as AntennaPod and gPodder follow it."""
    return [(rel, url(show, _archive(show, number))) for rel in ("prev-archive", "next")] if number else []


def _items(show: Show, dated: Sequence[tuple[datetime, Episode]], numbered: Mapping[str, int]) -> list[bytes]:
    from articast.publishing.feed import item

    serial = show.type == "serial"
    return [
        item.render(show, one, date, one.listing.number or (numbered.get(one.guid, 0) if serial else 0)).encode()
        for date, one in dated
    ]
