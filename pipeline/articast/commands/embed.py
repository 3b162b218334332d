"""`articast embed`: the publisher's own page with the player of its episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.errors import ArticastError, SourceError
from articast.flow import opened
from articast.model import Document
from articast.publishing import edition, hosts
from articast.sources import id_of
from articast.text import extract

if TYPE_CHECKING:
    from pathlib import Path

    from articast.settings import Settings


def embedded(page: Path, settings: Settings) -> bytes:
    """A copy of the page with player, head links and JSON-LD put in, all else byte for byte.

    Raises:
        SourceError: the page cannot be read.
        ArticastError: its article is not published yet.
    """
    try:
        html = page.read_bytes()
    except OSError as error:
        raise SourceError(f"{page}: {error.strerror}") from error
    name = id_of(page, settings.root)
    with opened(settings, dry=True) as house:
        made = house.catalogue.made(name)
        article = made.id if made else extract.read(Document(str(page), name, html, "text/html")).id
        episode = house.catalogue.episode(article)
        if episode is None:
            raise ArticastError(f"{page}: its article is not published yet; run `articast publish {page}` first")
        show = edition.kept_show(house.catalogue, settings, episode.language)
        return hosts.splice(html, show, episode)
