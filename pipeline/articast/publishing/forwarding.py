"""Where episodes' pages were before: a page there leads to where they are now, as long as old audio is answered.

What programs read lies there as well, as it is now: a publisher's page may have an old `episode.json` in its player.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.publishing import companions, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from articast.keeping import Catalogue, Output
    from articast.model import Episode, Show

PAGES = ("index.html", "embed.html")
"""Of an episode's folder, those that people and frames have the address of."""

_AUDIO = (".mp3", ".opus")


def note(catalogue: Catalogue, before: Episode | None, now: Episode, stamp: datetime) -> None:
    """Note that an episode's folder is another one than before."""
    if before and before.folder != now.folder:
        catalogue.remember("moved", before.folder, {"guid": now.guid, "since": stamp.isoformat()})
        catalogue.unremember("moved", now.folder)  # it is back where it was once


def files(
    output: Output, catalogue: Catalogue, shows: Mapping[str, Show], published: Iterable[Episode]
) -> Iterator[tuple[str, bytes | None]]:
    """What lies where episodes were that are published elsewhere now: path and content; None: it is there already.

    Args:
        output: where.
        catalogue: knows what moved.
        shows: of the languages.
        published: all episodes.
    """
    moved = catalogue.remembered("moved")
    if not moved:
        return
    here = {one.guid: one for one in published}
    taken = {one.folder for one in here.values()}
    for folder, its in moved.items():
        episode = here.get(its["guid"])
        if episode and folder not in taken:
            show = shows[episode.language]
            for name in PAGES:
                yield f"{folder}/{name}", pages.forward(show, episode, name).encode()
            yield from _data(output, catalogue, show, episode, folder)


def _data(
    output: Output, catalogue: Catalogue, show: Show, episode: Episode, folder: str
) -> Iterator[tuple[str, bytes | None]]:
    paths = [f"{folder}/{name}" for name in companions.DATA]
    its, made_from = catalogue.recall("moved", folder), companions.digest(show, episode)
    if its.get("made") == made_from and all(output.stands(path) for path in paths):
        yield from ((path, None) for path in paths)
        return
    article = catalogue.identified(episode.guid)
    assert article, "it is published"
    yield from companions.made(show, episode, catalogue.reading(article.id), companions.DATA, folder)
    catalogue.remember("moved", folder, {**its, "made": made_from})


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
            catalogue.unremember("here", "settled")  # its pages are to go: noted first, a run may be killed
            catalogue.unremember("moved", folder)
