"""Addresses and dates as feeds need them."""

from __future__ import annotations

import re
import uuid
from email.utils import format_datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from articast.errors import ConfigurationError
from articast.plain import web

if TYPE_CHECKING:
    from datetime import datetime

    from articast.model import Episode, Show

_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own namespace for `podcast:guid`."""


_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch
"""Nearly every path of ours: nothing in it to be quoted, which takes ten times as long to find out otherwise."""


def url(show: Show, path: str = "") -> str:
    """`path` under the show's base URL, ASCII throughout.

    Raises:
        ConfigurationError: the base URL is not one of the web.
    """
    return _base(show.base_url) + (path if _PLAIN(path) else quote(path, safe="/:@!$&'()*+,;=~"))


def audio(show: Show, path: str) -> str:
    """Where a sound is fetched: through the show's counting service, where it has one (`Show.prefix`)."""
    where = url(show, path)
    return f"{show.prefix.rstrip('/')}/{where.partition('://')[2]}" if show.prefix else where


@cache
def _base(base_url: str) -> str:
    known = web(base_url)
    if not known:
        raise ConfigurationError(
            f"the base URL {base_url!r} is no web address; give the one that output/ is served at, "
            "for instance https://example.org/audio/"
        )
    return urlunsplit(urlsplit(known)._replace(query="", fragment="")).rstrip("/") + "/"


def page(show: Show, episode: Episode) -> str:
    """Where the article is read: at the publisher's, else our page."""
    return web(episode.url or "") or url(show, episode.page)


def guid(show: Show) -> str:
    """The show's `podcast:guid`: what was kept, else that of its feed's address.

    To be computed once and kept for ever (`Show.guid`): it must outlive a move to another address.
    """
    return show.guid or identity(url(show, show.feed))


def identity(feed_url: str) -> str:
    """UUIDv5 of a feed's address without scheme and last slashes, as the podcast namespace makes it."""
    return str(uuid.uuid5(_PODCASTS, feed_url.partition("://")[2].rstrip("/")))


def date(moment: datetime) -> str:
    """RFC 2822 with a numeric zone; never through the process's locale, as feedgen does it."""
    return format_datetime(moment)


def appeared(episode: Episode, stamp: datetime) -> datetime:
    """The item's date: never after `stamp`, since AntennaPod drops a date of the future.

    An article dated ahead has the time when its audio was made, which does not move from run to run.
    """
    if episode.published <= stamp:
        return episode.published
    return min(episode.modified, stamp)
