"""Pages that lead to the episodes: one or more a show, the home page.

Older episodes are on numbered pages counted from the oldest, which therefore stay as they are: a new episode
changes `index.html` alone until it has two pages' worth, of which the older half then becomes a page of its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from articast.languages import phrases
from articast.model import Show
from articast.publishing.pages import frame, linked, places, prose, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Edition, Episode

PER_PAGE = 50
"""Episodes on a page of older ones; `index.html` has up to twice as many less one."""

LATEST = 5
"""Episodes of each show on the home page."""

NEWEST = 30
"""Episodes in `latest.json`: what the player offers to play next, and the list that other sites embed."""


def show(one: Show, episodes: Sequence[Episode]) -> Iterator[tuple[str, str]]:
    """Path and text of `<lang>/index.html`, pages of older episodes, `embed.html`, `latest.json`; of a show beside
    those of the languages `search.json`, too: it is searched by title.
    """
    older = max(0, len(episodes) // PER_PAGE - 1)
    newest = len(episodes) - older * PER_PAGE
    yield f"{one.folder}/index.html", _show_page(one, episodes[:newest], 0, older)
    for number in range(older, 0, -1):
        first = len(episodes) - number * PER_PAGE
        path = f"{one.folder}/page-{number}/index.html"
        yield path, _show_page(one, episodes[first : first + PER_PAGE], number, older)
    if one.name:
        yield f"{one.folder}/search.json", _search(one, episodes)
    yield f"{one.folder}/embed.html", _list(one, episodes[:NEWEST])
    yield f"{one.folder}/latest.json", _search(one, episodes[:NEWEST])


def withdrawn(one: Show) -> str:
    """The notice in place of an episode that was taken out: it says neither title nor text."""
    notice = phrases(one.language, "feed")["withdrawn"]
    return frame.page(
        "withdrawn.html", one, one.language, f"{notice} · {one.title}", "../../", notice=notice, show_title=one.title
    )


def _show_page(one: Show, episodes: Sequence[Episode], number: int, last: int) -> str:
    """Page `number` of older episodes (1 the oldest, `last` the newest of them), or `index.html` where it is 0."""
    up = "../" if number else ""
    interface = texts.interface(one.language)
    heading = interface.fill("page", number=number) if number else interface["episodes"]
    newer = "" if not number else up if number == last else f"{up}page-{number + 1}/"
    below = number - 1 if number else last
    path = f"{one.folder}/page-{number}/" if number else f"{one.folder}/"
    return frame.page(
        "show.html",
        one,
        one.language,
        f"{one.title} · {heading}" if number else one.title,
        up + "../" * len(one.folder.split("/")),
        s={
            **_values(one, f"{path}index.html"),
            "canonical": places.absolute(one, path),
            "newer": newer,
            "older": f"{up}page-{below}/" if below else "",
            "found_in": "" if one.name else one.language,
            "titles": f"{up}search.json" if one.name else "",
            "linked": linked.script({"@context": "https://schema.org", **linked.series(one)}),
        },
        says=frame.says(
            interface, heading=heading, keep_all=_keeping(episodes[:NEWEST], interface) if not number else ""
        ),
        items=[_item(episode, f"{path}index.html", interface) for episode in episodes],
    )


def _keeping(episodes: Sequence[Episode], interface: texts.Interface) -> str:
    """What the button says that keeps the newest episodes on a device: with their size, since that is paid for."""
    if not episodes:
        return ""
    return f"{interface['keep']} ({interface.size(sum(one.bytes for one in episodes))})"


def _list(one: Show, episodes: Sequence[Episode]) -> str:
    """`<lang>/embed.html`: the newest episodes and a player, for an iframe."""
    interface = texts.interface(one.language)
    path, root = f"{one.folder}/embed.html", "../" * len(one.folder.split("/"))
    items = [_item(episode, path, interface) for episode in episodes]
    told = {"says": frame.says(interface), "s": _values(one, path), "items": items}
    return frame.page("list.html", one, one.language, one.title, root, **told)


def home(edition: Edition, language: str = "") -> str:
    """Every show with its latest episodes; our own words, and the first show, in the publisher's own language.

    Args:
        edition: all that is published.
        language: the publisher's; where it has no show, that of the show with most episodes.
    """
    shows = sorted(edition.shows, key=lambda one: (one[0].language != language, -len(one[1])))
    first = shows[0][0] if shows else Show(language="en", title="", base_url="")
    interface = texts.interface(first.language)
    alone = len(shows) == 1
    heading = first.author or (first.title if alone else interface["podcasts"])
    return frame.page(
        "home.html",
        first,
        interface.language,
        first.title if alone else heading,
        "./",
        heading=heading,
        canonical=places.absolute(first, ""),
        description=first.description or heading,
        says=frame.says(interface) if any(episodes for _, episodes in shows) else {},
        linked=linked.script(linked.site(first, heading, interface.language)),
        shows=[_section(one, episodes) for one, episodes in shows],
    )


def _section(one: Show, episodes: Sequence[Episode]) -> dict[str, Any]:
    interface = texts.interface(one.language)
    return {
        "language": one.language,
        "dir": texts.direction(one.language),
        "name": texts.own_name(one.language),
        "says": frame.says(interface),
        "s": {**_values(one, "index.html"), "page": places.relative(f"{one.folder}/", "index.html")},
        "cover": places.relative(places.small(one.cover, "tiny"), "index.html") if one.cover else "",
        "latest": [_item(episode, "index.html", interface) for episode in episodes[:LATEST]],
    }


def _search(one: Show, episodes: Sequence[Episode]) -> str:
    """Title, link and what is said below it, of every episode: fetched when a reader begins to search."""
    interface = texts.interface(one.language)
    rows = [
        [
            episode.title,
            places.relative(episode.page, f"{one.folder}/search.json"),
            below(episode, interface),
        ]
        for episode in episodes
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def below(episode: Episode, interface: texts.Interface) -> str:
    """What stands below a title: its date, where the article has one, and its length."""
    date = texts.date(episode.published, episode.language) if episode.dated else ""
    return " · ".join(filter(None, (date, interface.minutes(episode.seconds))))


def _values(one: Show, page: str) -> dict[str, Any]:
    return {
        "title": one.title,
        "author": one.author,
        "description": one.description,
        "link": one.link if prose.safe(one.link) else "",
        "funding": one.funding if prose.safe(one.funding) else "",
        "funding_text": one.funding_text or one.funding,
        "feed": places.relative(one.feed, page),
        "podcast": places.podcast(one),
        "subscribe": [(name, url) for name, url in one.subscribe if prose.safe(url)],
        "cover": places.relative(places.small(one.cover), page) if one.cover else "",
        "image": places.absolute(one, one.cover) if one.cover else "",
    }


def _item(episode: Episode, page: str, interface: texts.Interface) -> dict[str, str]:
    return {
        "title": episode.title,
        "link": places.relative(episode.page, page),
        "iso": texts.iso(episode.published) if episode.dated else "",
        "date": texts.date(episode.published, episode.language),
        "data": f"{places.relative(episode.page, page)}episode.json",
        "tags": " ".join(tag.replace(" ", "-").lower() for tag in episode.tags),
        "listen": interface.fill("listen_to", title=texts.upright(episode.title)),
        "length": interface.minutes(episode.seconds),
        "summary": episode.summary,
    }
