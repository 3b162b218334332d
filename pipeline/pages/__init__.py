"""Episodes → what the reader sees: article pages, indexes, the player and the data that it plays from.

Nothing here is read or written: each function gives the text of a file, `assets` those that never change.
Links are relative, so that the site works at any place; what machines read of a page (canonical, Open Graph,
JSON-LD, hreflang) is absolute.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from pipeline.pages import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Edition, Episode, Reading, Show


def article(show: Show, episode: Episode, reading: Reading) -> str:
    """`<lang>/<slug>/index.html`: the article, to read and to hear."""
    text = "\n".join(f"<p>{escape(block.text)}</p>" for block in reading.blocks)
    name = places.files(show, episode)["audio"]
    return (
        f'<!doctype html>\n<html lang="{episode.language}"><meta charset="utf-8"><title>{escape(episode.title)}</title>\n'
        f'<audio controls preload="none" src="{name}"></audio>\n<a href="{name}" download>MP3</a>\n{text}\n'
    )


def episode_json(show: Show, episode: Episode, reading: Reading) -> str:
    """`<lang>/<slug>/episode.json`: all that a CMS or player needs."""
    return json.dumps(
        {
            "guid": episode.guid,
            "title": episode.title,
            "language": episode.language,
            "slug": episode.slug,
            "urls": {"page": places.absolute(show, episode.page), "audio": places.absolute(show, episode.audio)},
            "files": places.files(show, episode),
            "bytes": episode.bytes,
            "seconds": episode.seconds,
            "voice": episode.voice,
            "sentences": [
                {"start": round(s.start, 3), "end": round(s.end, 3), "text": s.text, "block": s.block}
                for s in reading.sentences
            ],
        },
        ensure_ascii=False,
    )


def embed_page(show: Show, episode: Episode, reading: Reading) -> str:
    """`<lang>/<slug>/embed.html`: the player alone, for an iframe."""
    return article(show, episode, reading)


def oembed(show: Show, episode: Episode) -> str:
    """`<lang>/<slug>/oembed.json`: what a CMS asks for to embed the page."""
    return json.dumps({"version": "1.0", "type": "rich", "title": episode.title, "provider_name": show.title})


def show(show: Show, episodes: Sequence[Episode]) -> Iterator[tuple[str, str]]:
    """`<lang>/index.html` and the pages of older episodes: path and text of each. Newest first, as given."""
    items = "\n".join(f'<li><a href="{e.slug}/">{escape(e.title)}</a>' for e in episodes)
    yield f"{show.language}/index.html", f"<!doctype html>\n<title>{escape(show.title)}</title>\n<ul>{items}</ul>\n"


def home(edition: Edition) -> str:
    """`index.html`: every show, and its latest episodes."""
    items = "\n".join(f'<li><a href="{s.language}/">{escape(s.title)}</a>' for s, _ in edition.shows)
    return f"<!doctype html>\n<title>Podcasts</title>\n<ul>{items}</ul>\n"


def sitemap(edition: Edition) -> str:
    """`sitemap.xml`."""
    urls = "".join(
        f"<url><loc>{escape(places.absolute(s, e.page))}</loc></url>" for s, episodes in edition.shows for e in episodes
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n'


def assets() -> Iterator[tuple[str, bytes]]:
    """Files that are the same for every edition: path and content of each."""
    yield "assets/player.js", b"/* the player */\n"
    yield "assets/player.css", b"/* the player */\n"
