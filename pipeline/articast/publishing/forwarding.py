"""Where episodes' pages were before: a page there leads to where they are now, as long as old audio is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.publishing import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from articast.keeping import Catalogue
    from articast.model import Episode, Show

PAGES = ("index.html", "embed.html")
"""Of an episode's folder, those that people and frames have the address of."""

_AUDIO = (".mp3", ".opus")


def note(catalogue: Catalogue, before: Episode | None, now: Episode, stamp: datetime) -> None:
    """Note that an episode's folder is another one than before."""
    if before and before.folder != now.folder:
        catalogue.remember("moved", before.folder, {"guid": now.guid, "since": stamp.isoformat()})
        catalogue.unremember("moved", now.folder)  # it is back where it was once


def files(catalogue: Catalogue, shows: Mapping[str, Show], published: Iterable[Episode]) -> Iterator[tuple[str, str]]:
    """The pages that forward, as (path, HTML): of episodes that are published elsewhere now."""
    moved = catalogue.remembered("moved")
    if not moved:
        return
    here = {one.guid: one for one in published}
    taken = {one.folder for one in here.values()}
    for folder, its in moved.items():
        episode = here.get(its["guid"])
        if episode and folder not in taken:
            for name in PAGES:
                yield f"{folder}/{name}", pages.forward(shows[episode.language], episode, name)


def left(catalogue: Catalogue, written: Iterable[str]) -> Iterator[str]:
    """What else lies where pages forward, and is neither audio nor a cover: those are answered for a while."""
    paths = set(written)
    for folder in catalogue.remembered("moved"):
        if f"{folder}/index.html" in paths:
            for path in catalogue.files(folder):
                name = path.rpartition("/")[2]
                if path not in paths and not name.endswith(_AUDIO) and not name.startswith("cover-"):
                    yield path


def expire(catalogue: Catalogue, since: str) -> None:
    """Forward no longer what moved before that time (ISO 8601)."""
    for folder, its in catalogue.remembered("moved").items():
        if its["since"] < since:
            catalogue.unremember("moved", folder)
            catalogue.unremember("here", "settled")  # its pages are to go
