"""Episodes → what the reader sees: article pages, indexes, the player and the data that it plays from.

Nothing here is read or written: each function gives the text of a file, `assets` those that never change.
Links are relative, so that the site works at any place; what machines read of a page (canonical, Open Graph,
JSON-LD, hreflang) is absolute.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from articast.publishing.pages import by_address, index, listening, pictures, places, script, sitemaps, theme
from articast.publishing.pages.record import record, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Edition, Episode, Reading, Show


def article(show: Show, episode: Episode, reading: Reading) -> str:
    """`<lang>/<slug>/index.html`: the article, to read and to hear."""
    return listening.article(show, episode, reading)


def episode_json(show: Show, episode: Episode, reading: Reading, folder: str = "") -> str:
    """`<lang>/<slug>/episode.json`: all that a CMS or player needs.

    `urls` are absolute; `files` are relative to the file itself, so that they hold wherever `output/` is served from:
    it lies in `folder`, where that is not the episode's own.
    """
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    timed = (f",{dump(sentence)}" if index else dump(sentence) for index, sentence in enumerate(sentences(reading)))
    return "".join(
        (dump(record(show, episode, folder))[:-1], ',"sentences":[', *timed, "]}\n")
    )  # once: a book's are megabytes


def player_json(show: Show, episode: Episode, folder: str = "") -> str:
    """`<lang>/<slug>/player.json`: `episode.json` without its sentences, which a book has megabytes of.

    The player begins with it, and asks for the rest when somebody plays.
    """
    return json.dumps(record(show, episode, folder), ensure_ascii=False, separators=(",", ":")) + "\n"


def addresses(edition: Edition) -> Iterator[tuple[str, str]]:
    """`by-address/`: which episode belongs to a page, path and text of each of its files."""
    for path, rows in by_address.files(edition).items():
        yield path, json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def plain_address(address: str) -> str:
    """An address as it is compared: two of one page are the same then."""
    return by_address.plain(address)


def embed_page(show: Show, episode: Episode, reading: Reading) -> str:
    """`<lang>/<slug>/embed.html`: the player alone, for an iframe."""
    return listening.embed_page(show, episode)


def oembed(show: Show, episode: Episode) -> str:
    """`<lang>/<slug>/oembed.json`: what a CMS asks for to embed the page."""
    return listening.oembed(show, episode)


def show(show: Show, episodes: Sequence[Episode]) -> Iterator[tuple[str, str]]:
    """`<lang>/index.html`, the pages of older episodes, its lists: path and text of each.

    Args:
        show: the language's podcast.
        episodes: all that are published, newest first.
    """
    return index.show(show, episodes)


def withdrawn(show: Show) -> str:
    """`<lang>/<slug>/index.html` of an episode that was taken out: a notice."""
    return index.withdrawn(show)


def forward(show: Show, episode: Episode, name: str) -> str:
    """A page where an episode's `index.html` or `embed.html` was before it moved: it leads to where that is now."""
    return listening.forward(show, episode, name)


def home(edition: Edition, language: str = "") -> str:
    """`index.html`: every show, and its latest episodes; that of the publisher's own language first."""
    return index.home(edition, language)


def sitemap(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """`sitemap.xml`, and its parts where there are many: the pages that live here and not at the publisher's."""
    return sitemaps.files(edition, sitemaps.PART)


def player(show: Show, episode: Episode, selector: str = "") -> str:
    """The player's element for a page elsewhere; `selector` is that of the article that it reads along with."""
    return listening.player(show, episode, selector)


def head(show: Show, episode: Episode, *, alone: bool = False) -> str:
    """What the head of a page elsewhere needs for the player: discovery, Open Graph audio, JSON-LD, the script.

    `alone` is for a page that tells machines itself that it is an article: its sound alone is added then.
    """
    return listening.head(show, episode, alone=alone)


def small_covers(path: str) -> tuple[str, str]:
    """Paths of a show's cover as its page and the player show it, and as the home page does, where several stand."""
    return places.small(path), places.small(path, "tiny")


def picture(data: bytes) -> pictures.Picture:
    """A picture as an article's page shows it.

    Raises:
        SourceError: it is none, a drawing, a sign, or too large.
    """
    return pictures.fitted(data)


def check_theme(properties: tuple[tuple[str, str], ...]) -> None:
    """Refuse what is no plain CSS value.

    Raises:
        ConfigurationError: names it.
    """
    theme.properties(properties)


def assets() -> Iterator[tuple[str, bytes]]:
    """Files that are the same for every edition: path and content of each."""
    folder = files(__name__).joinpath("assets")
    for name in (
        "icon.svg",
        "page.css",
        "player.css",
        "search.js",
        "entries.js",
        "offline.js",
        "embed.js",
        "frames.js",
        "analytics.js",
    ):
        yield f"assets/{name}", folder.joinpath(name).read_bytes()
    yield "sw.js", folder.joinpath("sw.js").read_bytes()  # at the root: a worker serves what is below it
    yield "assets/player.js", script.player()
    yield "assets/player-more.js", script.more()
