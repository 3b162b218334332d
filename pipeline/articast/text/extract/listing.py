"""How an article is to be listed in a podcast, as front matter or a page's metadata says it.

Nothing here is an error: a garden's `season: winter` and a generator's `type: post` mean other things, and are passed
over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from articast.model import Credit, EpisodeKind, Listing, Soundbite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KEYS = (
    *("explicit", "season", "season_name", "episode", "type", "episode_type", "block", "section", "category"),
    *("soundbite", "soundbites", "location", "chat", "links", "content_links", "social", "contributors"),
)
"""Names in front matter that are read here, beside the authors'."""

_YES, _NO = frozenset({"true", "yes", "on", "1", "explicit"}), frozenset({"false", "no", "off", "0", "clean"})
_ADULT = frozenset({"adult", "mature", "rta-5042-1996-1400-1577-rta"})
"""Values of a page's `rating`: the words that search engines and filters know."""
_MOST = 10_000
"""Seasons and episodes: greater numbers are years or ids."""
_LONGEST = 500
"""Characters of one value."""


def of_table(said: Mapping[str, Any]) -> Listing:
    """What front matter says; its names are lower-case, with `_` for `-`."""
    return Listing(
        explicit=_switch(said.get("explicit")),
        season=_number(said.get("season")),
        season_name=_line(said.get("season_name")),
        number=_number(said.get("episode")),
        kind=_kind(said.get("episode_type"), said.get("type")),
        block=_switch(said.get("block")) or False,
        section=_line(_first(said.get("section") or said.get("category"))),
        soundbites=tuple(_soundbites(said.get("soundbites") or said.get("soundbite"))),
        location=_location(said.get("location")),
        chat=_line(said.get("chat")),
        links=tuple(_links(said.get("content_links") or said.get("links"))),
        social=tuple(filter(None, map(_line, _listed(said.get("social"))))),
        credits=(
            *_credits(said.get("authors") or said.get("author"), "author", "writing"),
            *_credits(said.get("contributors"), "", ""),
        ),
    )


def of_page(meta: Mapping[str, Sequence[str]], linked: Mapping[str, Any]) -> Listing:
    """What a page's meta elements (by lower-case name) and its JSON-LD node say."""

    def first(*names: str) -> str:
        return next((value for name in names for value in meta.get(name, ())), "")

    season = linked.get("partOfSeason")
    adult = first("rating").strip().lower() in _ADULT or _switch(linked.get("isFamilyFriendly")) is False
    return Listing(
        explicit=True if adult else _switch(first("podcast:explicit", "itunes:explicit")),
        season=_number(first("podcast:season") or (season.get("seasonNumber") if isinstance(season, dict) else None)),
        season_name=_line(season.get("name")) if isinstance(season, dict) else "",
        number=_number(first("podcast:episode") or linked.get("episodeNumber")),
        kind=_kind(first("podcast:type", "podcast:episode_type")),
        block=_switch(first("podcast:block")) or False,
        section=_line(first("article:section") or _first(linked.get("articleSection"))),
        credits=tuple(_credits(linked.get("author") or linked.get("creator"), "author", "writing")),
    )


def over(first: Listing, second: Listing) -> Listing:
    """What `first` says, else what `second` does; `explicit = false` is said, too."""
    found = {name: getattr(first, name) or getattr(second, name) for name in Listing.__dataclass_fields__}
    found["explicit"] = second.explicit if first.explicit is None else first.explicit
    found["kind"] = first.kind if first.kind != "full" else second.kind
    return Listing(**found)


def _switch(value: object) -> bool | None:
    word = str(value).strip().lower() if isinstance(value, str | bool | int) else ""
    return True if word in _YES else False if word in _NO else None


def _number(value: object) -> int:
    word = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(word) if re.fullmatch(r"[0-9]{1,5}", word) and int(word) <= _MOST else 0


def _kind(*values: object) -> EpisodeKind:
    for value in values:
        word = str(value).strip().lower()
        for kind in get_args(EpisodeKind):
            if word == kind:
                return kind  # type: ignore[no-any-return]  # of EpisodeKind's own words
    return "full"


def _line(value: object) -> str:
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str | int | float) else ""


def _first(value: object) -> object:
    return next(iter(value), "") if isinstance(value, list) else value


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _soundbites(value: object) -> Iterator[Soundbite]:
    """`{start, duration, title}`, one or several."""
    for one in _listed(value):
        if isinstance(one, dict):
            try:
                start, duration = float(one.get("start", "")), float(one.get("duration", ""))
            except (TypeError, ValueError):
                continue
            if 0 <= start < float("inf") and 0 < duration < float("inf"):
                yield Soundbite(start, duration, _line(one.get("title")))


def _location(value: object) -> tuple[str, ...]:
    """A name, or a table with name, geo and osm."""
    said = value if isinstance(value, dict) else {"name": value}
    found = tuple(_line(said.get(name)) for name in ("name", "geo", "osm"))
    return found if found[0] else ()


def _links(value: object) -> Iterator[tuple[str, str]]:
    """(URL, words) of `{url, title}`."""
    for one in _listed(value):
        if isinstance(one, dict) and (url := _line(one.get("url") or one.get("href"))):
            yield url, _line(one.get("title") or one.get("text") or one.get("name")) or url


def _credits(value: object, role: str, group: str) -> Iterator[Credit]:
    """Persons of whom more is known than the name, from front matter's tables or JSON-LD's nodes."""
    for one in _listed(value):
        if not isinstance(one, dict) or not (name := _line(_first(one.get("name")))):
            continue
        picture = _first(one.get("image") or one.get("picture") or one.get("avatar") or one.get("img"))
        picture = picture.get("url") if isinstance(picture, dict) else picture
        link = one.get("url") or one.get("link") or one.get("href") or _first(one.get("sameAs"))
        yield Credit(
            name,
            _line(one.get("role")).lower() or role,
            _line(one.get("group")).lower() or group,
            _line(_first(link)),
            _line(picture),
        )
