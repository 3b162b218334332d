"""How an article is to be listed in a podcast, as front matter or a page's metadata says it.

Nothing here is an error: a garden's `season: winter` and a generator's `type: post` mean other things, and are passed
over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from articast.model import Credit, EpisodeKind, Listing, Soundbite
from articast.text.extract import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_APPS = ("itunes", "podcast")
"""Tables and beginnings of names (`itunes_season`, `itunes:season`) under which themes and plugins keep the same."""
_SEASON = ("season", "season_number", "seasonnumber")
_NAME = ("season_name", "seasonname")
_EPISODE = ("episode", "episode_number", "episodenumber")
_TYPE = ("episode_type", "episodetype", "type")
_TOLD = frozenset({"explicit", "block", *_SEASON, *_NAME, *_EPISODE, *_TYPE})
"""What is taken from there: a `podcast_title` is the show's."""

_YES, _NO = frozenset({"true", "yes", "on", "1", "explicit"}), frozenset({"false", "no", "off", "0", "clean"})
_ADULT = frozenset({"adult", "mature", "rta-5042-1996-1400-1577-rta"})
"""Values of a page's `rating`: the words that search engines and filters know."""
_MOST = 10_000
"""Seasons and episodes: greater numbers are years or ids."""
_LONGEST = 500
"""Characters of one value."""


def of_table(said: Mapping[str, Any]) -> Listing:
    """What front matter says; its names are lower-case, with `_` for `-` and `:`."""
    apps = _of_apps(said)

    def asked(*names: str) -> list[Any]:
        return [value for one in (said, apps) for name in names if (value := one.get(name)) not in (None, "")]

    def first(*names: str) -> Any:
        return next(iter(asked(*names)), None)

    return Listing(
        explicit=_switch(first("explicit")),
        season=_number(first(*_SEASON), "season"),
        season_name=_line(first(*_NAME)) or _named(first(*_SEASON)),
        number=_number(first(*_EPISODE), "episode"),
        kind=_kind(*asked(*_TYPE)),
        block=_switch(first("block")) or False,
        section=_word(said.get("section") or said.get("category")),
        soundbites=tuple(_soundbites(said.get("soundbites") or said.get("soundbite"))),
        location=_location(_first(said.get("location"))),
        chat=_chat(_first(said.get("chat"))),
        links=(*_links(said.get("content_links"), bare=True), *_links(said.get("links"))),
        social=tuple(filter(None, map(_post, _listed(said.get("social"))))),
        credits=(
            *_credits(said.get("authors") or said.get("author"), "author", "writing"),
            *_credits(_by_role(said.get("contributors")), "", ""),
        ),
    )


def of_page(meta: Mapping[str, Sequence[str]], linked: Mapping[str, Any]) -> Listing:
    """What a page's meta elements (by lower-case name) and its JSON-LD node say."""

    def first(*names: str) -> str:
        return next((value for name in names for value in meta.get(name, ())), "")

    season = linked.get("partOfSeason")
    family = _line(linked.get("isFamilyFriendly")).rpartition("/")[2]  # `https://schema.org/False`
    adult = first("rating").strip().lower() in _ADULT or _switch(family) is False
    return Listing(
        explicit=True if adult else _switch(first("podcast:explicit", "itunes:explicit")),
        season=_number(
            first("podcast:season") or (season.get("seasonNumber") if isinstance(season, dict) else None), "season"
        ),
        season_name=_line(season.get("name")) if isinstance(season, dict) else "",
        number=_number(first("podcast:episode") or linked.get("episodeNumber"), "episode"),
        kind=_kind(first("podcast:type", "podcast:episode_type")),
        block=_switch(first("podcast:block")) or False,
        section=words.plain(_line(first("article:section") or _first(linked.get("articleSection")))),
        credits=tuple(_credits(linked.get("author") or linked.get("creator"), "author", "writing")),
    )


def over(first: Listing, second: Listing) -> Listing:
    """What `first` says, else what `second` does; `explicit = false` is said, too."""
    found = {name: getattr(first, name) or getattr(second, name) for name in Listing.__dataclass_fields__}
    found["explicit"] = second.explicit if first.explicit is None else first.explicit
    found["kind"] = first.kind if first.kind != "full" else second.kind
    return Listing(**found)


def _of_apps(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said under names of apps' own."""
    found: dict[str, Any] = {}
    for app in _APPS:
        inner = said.get(app)
        found |= {str(name).strip().lower(): value for name, value in inner.items()} if isinstance(inner, dict) else {}
        found |= {name.removeprefix(f"{app}_"): value for name, value in said.items() if name.startswith(f"{app}_")}
    return {name: value for name, value in found.items() if name in _TOLD}


def _switch(value: object) -> bool | None:
    value = _first(value)
    word = str(value).strip().lower() if isinstance(value, str | bool | int) else ""
    return True if word in _YES else False if word in _NO else None


def _number(value: object, name: str) -> int:
    """A number as people write it: `7`, `"007"`, `7.0`, `#7`, `No. 7`, `Episode 7`, `S02E07`, `{number: 7}`.

    Args:
        value: as it was found.
        name: what it is the number of: `season` or `episode`.
    """
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("number") or value.get(f"{name}Number") or value.get(name)
    word = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if both := re.fullmatch(r"s(\d{1,3})[\s._-]?e(\d{1,4})", word, re.IGNORECASE):
        return int(both[1] if name == "season" else both[2])
    found = re.fullmatch(
        rf"(?:{name}|{name[0]}|{name[:2]}\.?|#|№|n[or]\.)?\s*(\d{{1,5}})(?:\.0+)?", word, re.IGNORECASE
    )
    return int(found[1]) if found and int(found[1]) <= _MOST else 0


def _named(value: object) -> str:
    """The name of a season that is a table."""
    value = _first(value)
    return _line(value.get("name") or value.get("title")) if isinstance(value, dict) else ""


def _kind(*values: object) -> EpisodeKind:
    for value in values:
        word = str(value).strip().lower()
        for kind in get_args(EpisodeKind):
            if word == kind:
                return kind  # type: ignore[no-any-return]  # of EpisodeKind's own words
    return "full"


def _line(value: object) -> str:
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str | int | float) else ""


def _word(value: object) -> str:
    """A name, or that of a table: `{name: Harbour, slug: harbour}`."""
    value = _first(value)
    return words.plain(_line((value.get("name") or value.get("title")) if isinstance(value, dict) else value))


def _first(value: object) -> object:
    return next(iter(value), "") if isinstance(value, list) else value


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _soundbites(value: object) -> Iterator[Soundbite]:
    """`{start, duration, title}`, one or several; `end` for `duration`, `1:05` for seconds, `65.0 30.0 The gate`."""
    rows = value if isinstance(value, list) and any(isinstance(one, dict | list) for one in value) else [value]
    for row in rows:
        parts = row.split(maxsplit=2) if isinstance(row, str) else row
        one = dict(zip(("start", "duration", "title"), parts, strict=False)) if isinstance(parts, list) else parts
        if not isinstance(one, dict):
            continue
        start, duration = _seconds(one.get("start", one.get("startTime"))), _seconds(one.get("duration"))
        end = _seconds(one.get("end", one.get("endTime")))
        duration = end - start if duration is None and end is not None and start is not None else duration
        if start is not None and duration:
            yield Soundbite(start, duration, words.plain(_line(one.get("title"))))


def _seconds(value: object) -> float | None:
    """Seconds, or hours, minutes and seconds with colons; None where it is neither, or less than nothing."""
    word = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"(?:\d{1,3}:){0,2}\d{1,6}(?:\.\d{1,6})?", word):
        return None
    return sum((float(part) * 60.0**place for place, part in enumerate(reversed(word.split(":")))), 0.0)


def _location(value: object) -> tuple[str, ...]:
    """A name, or a table with name, geo and osm, or latitude and longitude; what is no such address is left out."""
    said = value if isinstance(value, dict) else {"name": value}
    name, geo, osm = (_line(said.get(key)) for key in ("name", "geo", "osm"))
    across = [_line(said.get(key) or said.get(key[:3]) or said.get(other)) for key, other in _ACROSS]
    if not geo and all(across):
        geo = ",".join(across)
    geo = geo if geo.startswith("geo:") else f"geo:{geo.replace(' ', '')}"
    return (name, geo if _GEO(geo) else "", osm if _OSM(osm) else "") if name else ()


_ACROSS = (("latitude", "lat"), ("longitude", "lng"))
_GEO = re.compile(r"geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;[\w.;=-]+)?").fullmatch
"""As RFC 5870 has it, in degrees of the world's own system."""
_OSM = re.compile(r"[NWR]\d+(?:#\d+)?").fullmatch


def _chat(value: object) -> str:
    """An address, or a table of `server`, `protocol`, `space` as one."""
    if isinstance(value, dict):
        server, protocol, space = (_line(value.get(name)) for name in ("server", "protocol", "space"))
        return f"{protocol}://{server}/{space}" if server and protocol else ""
    return _line(value)


def _post(value: object) -> str:
    """The address of a post, also of a table's `{uri, protocol}`."""
    return _line((value.get("uri") or value.get("url")) if isinstance(value, dict) else value)


def _by_role(value: object) -> list[Any]:
    """Persons, each with a role: `{photo: Ann Lee, editor: [Bob Ray, Cy Moe]}`, names alone, or tables as they are."""
    if isinstance(value, dict) and not value.get("name"):
        rows: list[Any] = []
        for role, persons in value.items():
            rows += [{"role": role, **(one if isinstance(one, dict) else {"name": one})} for one in _listed(persons)]
        return rows
    return [{"name": one} if isinstance(one, str) else one for one in _listed(value)]


def _links(value: object, *, bare: bool = False) -> Iterator[tuple[str, str]]:
    """(URL, words) of `{url, title}`; of addresses alone, too, where a name says that they are content (`bare`)."""
    for one in _listed(value):
        if isinstance(one, dict) and (url := _line(one.get("url") or one.get("href"))):
            yield url, words.plain(_line(one.get("title") or one.get("text") or one.get("name"))) or url
        elif isinstance(one, str) and bare:
            yield _line(one), _line(one)


def _credits(value: object, role: str, group: str) -> Iterator[Credit]:
    """Persons of whom more is known than the name, from front matter's tables or JSON-LD's nodes."""
    for one in words.rows(value):
        if not isinstance(one, dict) or not (name := _line(_first(one.get("name")))):
            continue
        picture = _first(one.get("image") or one.get("picture") or one.get("avatar") or one.get("img"))
        picture = picture.get("url") if isinstance(picture, dict) else picture
        link = one.get("url") or one.get("link") or one.get("href") or _first(one.get("sameAs"))
        yield Credit(
            words.plain(name),
            _line(_first(one.get("role"))).lower() or role,
            _line(one.get("group")).lower() or group,
            _line(_first(link)),
            _line(picture),
        )
