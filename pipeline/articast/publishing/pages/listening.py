"""An episode's own pages: the article to read and to hear, the player alone, and how to embed it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape

from articast.languages import primary
from articast.publishing.pages import frame, linked, places, prose, texts

if TYPE_CHECKING:
    from articast.model import Episode, Reading, Show

ROOT = "../../"
"""From an episode's folder to `output/`."""

EMBED_WIDTH, EMBED_HEIGHT = 640, 370
"""CSS pixels: the player with all its lines is 361 high at 340 to 390 px, 294 at 640 (Chromium, DejaVu Sans)."""


LARGE = 600
"""Pixels of width from which a picture of the article stands for it where links are shared: large cards ask for it."""


def article(show: Show, episode: Episode, reading: Reading) -> str:
    """The article's page."""
    language = episode.language
    values = _values(show, episode, "")
    if lead := next((one for one in reading.seen if one.width >= LARGE), None):
        at = places.absolute(show, f"{episode.folder}/{lead.path}")
        told = linked.script(linked.episode(show, episode, at))
        values |= {"cover": at, "cover_size": (lead.width, lead.height), "cover_alt": lead.block.text, "linked": told}
    return frame.page(
        "article.html",
        show,
        language,
        f"{episode.title} · {show.title}",
        ROOT,
        e=values,
        says=_says(episode),
        heading=prose.head(reading, "title", language) or escape(episode.title),
        byline=prose.head(reading, "byline", language),
        dated=any(b.kind == "byline" and str(episode.published.year) in b.text for b in reading.blocks),
        notice=prose.head(reading, "notice", language),
        body=prose.body(reading, language),
        notes=prose.notes(reading, language),
    )


def embed_page(show: Show, episode: Episode) -> str:
    """The player alone, for an iframe."""
    return frame.page(
        "embed.html",
        show,
        episode.language,
        texts.interface(episode.language).fill("listen_to", title=episode.title),
        ROOT,
        e=_values(show, episode, ""),
        says=_says(episode),
    )


def forward(show: Show, episode: Episode, name: str) -> str:
    """A page where the episode's page, or its player alone, was before it moved."""
    target = f"{episode.folder}/" if name == "index.html" else f"{episode.folder}/{name}"
    return frame.page(
        "forward.html",
        show,
        episode.language,
        f"{episode.title} · {show.title}",
        ROOT,
        address=places.absolute(show, target),
        link=f"{ROOT}{target}",
        name=episode.title,
    )


def oembed(show: Show, episode: Episode) -> str:
    """Answer of type `rich`: an iframe with `embed.html`."""
    address = places.absolute(show, f"{episode.folder}/embed.html")
    name = texts.interface(episode.language).fill("listen_to", title=texts.upright(episode.title))
    frame_html = Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" allow="autoplay"'
        ' style="border:0;max-width:100%"></iframe>'
    ).format(address, name, EMBED_WIDTH, EMBED_HEIGHT)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": texts.upright(episode.title),
        "author_name": ", ".join(episode.authors),
        "provider_name": show.title,
        "provider_url": places.absolute(show, ""),
        "html": str(frame_html),
        "width": EMBED_WIDTH,
        "height": EMBED_HEIGHT,
    }
    return json.dumps({key: value for key, value in answer.items() if value}, ensure_ascii=False, indent=1) + "\n"


def player(show: Show, episode: Episode, selector: str = "") -> str:
    """The element for a page elsewhere: absolute links, and the native player inside for browsers without script."""
    return str(
        frame.part(
            "player",
            _values(show, episode, places.absolute(show, episode.page)),
            _says(episode),
            selector,
        )
    )


def head(show: Show, episode: Episode, *, alone: bool = False) -> str:
    """What the head of a page elsewhere needs: discovery of feed and embed, Open Graph audio, JSON-LD, the script."""
    values = _values(show, episode, places.absolute(show, episode.page))
    if alone:
        values["linked"] = linked.script(linked.beside(show, episode))
    return frame.part("head", values, root=places.absolute(show, ""))


def _says(episode: Episode) -> dict[str, str]:
    interface = texts.interface(episode.language)
    site = (urlsplit(episode.url).hostname or "").removeprefix("www.") if episode.url else ""
    return frame.says(
        interface,
        length=interface.minutes(episode.seconds),
        size=interface.size(episode.bytes),
        date=texts.date(episode.published, episode.language),
        by=interface.fill("by", authors=interface.names(episode.authors)) if episode.authors else "",
        original=interface.fill("original", site=site) if site else "",
    )


def _values(show: Show, episode: Episode, here: str) -> dict[str, Any]:
    """What templates ask of an episode; `here` is its folder's address, empty for links relative to it."""
    files = {name: urljoin(here, path) for name, path in places.files(show, episode).items()}
    here_json = f"{episode.folder}/episode.json"
    elsewhere = episode.url if episode.url and prose.safe(episode.url) else ""
    return {
        "data": urljoin(here, "episode.json"),
        "files": files,
        "title": texts.upright(episode.title),
        "summary": episode.summary,
        "authors": episode.authors,
        "language": episode.language,
        "dir": texts.direction(episode.language),
        "show": show.title,
        "canonical": places.canonical(show, episode),
        "original": elsewhere,
        "hreflang": _hreflang(show, episode),
        "oembed": places.absolute(show, f"{episode.folder}/oembed.json"),
        "feed": places.absolute(show, show.feed),
        "locale": texts.open_graph(episode.language),
        "audio": places.absolute(show, episode.audio),
        "cover": places.absolute(show, cover) if (cover := places.cover(show, episode)) else "",
        "cover_size": (),
        "cover_alt": "",
        "published": texts.iso(episode.published) if episode.dated else "",
        "tags": episode.tags,
        "embed": places.absolute(show, f"{episode.folder}/embed.html"),
        "embed_size": (EMBED_WIDTH, EMBED_HEIGHT),
        "linked": linked.script(linked.episode(show, episode)),
        "podcast": places.podcast(show),
        "subscribe": [(name, url) for name, url in show.subscribe if prose.safe(url)],
        "translations": [
            {
                "language": other.language,
                "name": texts.own_name(other.language),
                "link": urljoin(here, places.relative(other.url, here_json)),
            }
            for other in episode.translations
        ],
        "disclosure": texts.interface(episode.language)["synthetic"] if show.disclose else "",
        "copyright": show.copyright,
        "license": show.license,
        "license_url": show.license_url if prose.safe(show.license_url) else "",
    }


def _hreflang(show: Show, episode: Episode) -> list[tuple[str, str]]:
    """All languages of the article, itself included, and the default: English where there is one, else the first.

    Every page of the group gives the same list, as search engines ask.
    """
    if not episode.translations:
        return []
    found = {other.language: places.absolute(show, other.url) for other in episode.translations}
    found[episode.language] = places.absolute(show, episode.page)
    default = min(found, key=lambda tag: (primary(tag) != "en", tag))
    return [*sorted(found.items()), ("x-default", found[default])]
