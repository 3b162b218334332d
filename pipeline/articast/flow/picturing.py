"""The article's pictures, put beside its page: asked of the network where the article came from it, else of disk."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from articast.errors import SourceError
from articast.publishing import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.flow.house import House
    from articast.flow.preparing import Work
    from articast.model import Reading, Seen
    from articast.sources import Pictures

MOST = 60
"""Pictures of one article that are copied; more is a gallery, and stays where it is."""

PATIENCE = 3
"""Pictures of one article that cannot be had before no more of it are asked for: their server is gone."""

UP = 6
"""Folders above a page in which a built site's own addresses (`/images/a.jpg`) are looked for."""

_WEB = re.compile(r"https?://", re.IGNORECASE)


def pictured(
    house: House, pictures: Pictures, work: Work, folder: str, reading: Reading, before: Reading | None
) -> Reading:
    """The reading with the pictures that could be put in place; without those that could not.

    Args:
        house: what the run works with.
        pictures: where they come from.
        work: the article.
        folder: the episode's, under `output/`.
        reading: as it was recorded.
        before: as it was published; what it has from the network is not asked for again.

    Raises:
        PublishError: one cannot be written.
    """
    known = {one.block.source: one for one in before.seen if one.path} if before else {}
    wanted = [one for one in reading.seen if one.block.kind == "picture"][:MOST] if house.settings.pictures else []
    placed: dict[str, Seen] = {}
    lost = 0
    for one in wanted:
        if one.block.source in placed or lost == PATIENCE:
            continue
        made = _placed(house, pictures, work, folder, one, known)
        if made:
            placed[one.block.source] = made
        else:
            lost += 1

    def kept() -> Iterator[Seen]:
        for one in reading.seen:
            if one.block.kind != "picture":
                yield one
            elif made := placed.get(one.block.source):
                yield replace(made, before=one.before, block=one.block)

    return replace(reading, seen=tuple(kept()))


def _placed(
    house: House, pictures: Pictures, work: Work, folder: str, one: Seen, known: dict[str, Seen]
) -> Seen | None:
    source = one.block.source
    is_fetched = bool(work.document.url)
    there = known.get(source)
    if is_fetched and there and all(house.output.has(f"{folder}/{path}") for path in there.paths):
        return there
    for name in [source] if is_fetched else _beside(source, work.article.url or ""):
        try:
            picture = pages.picture(pictures.read(name, work.document))
        except SourceError:
            continue
        for its in (picture, *picture.smaller):
            house.output.write(f"{folder}/{its.name}", its.content)
        smaller = tuple((its.name, its.width) for its in picture.smaller)
        return replace(one, path=picture.name, width=picture.width, height=picture.height, smaller=smaller)
    return None


def _beside(source: str, url: str) -> Iterator[str]:
    """Where a file's picture may lie: beside it, or in a folder above, as in a built site's; nothing of other hosts."""
    parts = urlsplit(source)
    if _WEB.match(source) and parts.hostname != urlsplit(url).hostname:
        return
    path = unquote(parts.path)
    if not _WEB.match(source) and not path.startswith("/"):
        yield path
    for up in range(UP):
        yield "../" * up + path.lstrip("/")
    if "/" in path:  # a page that lies elsewhere than its address says
        yield path.rpartition("/")[2]
