"""Numbers of a serial show's new episodes in the tags of their MP3s.

A number is known when all of a run's episodes are: they are numbered by date. The tag was written before. So it is put
in afterwards, in place, before a feed tells how long the file is. In a bucket that would send the whole file again:
there, and where MP3s are signed, it comes with the article's next change; feeds have it in any case.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from articast.flow import mastering
from articast.publishing import edition, feed, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.flow.house import House
    from articast.model import Episode, Show


def number(house: House, published: Sequence[tuple[str, Episode]]) -> list[tuple[str, Episode]]:
    """What a run published, (source, episode), with the new ones of serial shows numbered.

    Raises:
        PublishError: the output cannot be written.
    """
    if not house.output.local or house.settings.signing.certificate:
        return list(published)
    fresh = {episode.guid: episode for _, episode in published if not episode.edition and not episode.listing.number}
    made: dict[str, Episode] = {}
    for language in sorted({episode.language for episode in fresh.values()}):
        show = edition.kept_show(house.catalogue, house.settings, language)
        if show.type == "serial":
            made |= _numbered(house, show, fresh)
    return [(source, made.get(episode.guid, episode)) for source, episode in published]


def _numbered(house: House, show: Show, fresh: dict[str, Episode]) -> dict[str, Episode]:
    """Those of a show that had no number until now, by GUID."""
    made: dict[str, Episode] = {}
    catalogue = house.catalogue
    documents, rows = catalogue.documents(), list(catalogue.published())
    read = [(episode, documents.get(article, ())) for article, episode, *_ in rows]
    ((_, episodes),) = series.line_up(read, [show.language], house.settings).languages
    kept = catalogue.recall("edition", f"numbers/{show.folder}") or {}
    found = feed.numbers(show, episodes, kept)
    for article, episode, *_ in rows:
        entry, revision = catalogue.entry(article), catalogue.revision(article)
        if episode.guid not in fresh or episode.guid in kept or episode.guid not in found or not entry or not revision:
            continue
        revision = replace(revision, episode=mastering.numbered(house, episode, found[episode.guid]))
        placed = edition.digest(show, revision.episode), edition.place(house.output, catalogue, show, entry, revision)
        catalogue.commit(revision)
        catalogue.placed(entry.id, *placed)
        made[episode.guid] = revision.episode
    return made
