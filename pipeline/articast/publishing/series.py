"""Shows beside those of the languages: which episodes are in them, where subscribers find theirs, and a list of all.

An episode's audio is made once and named by every show that it is in. Pure, but for `tokens`.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from articast import plain
from articast.errors import ConfigurationError
from articast.languages import language_name
from articast.publishing.feed import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articast.model import Episode, Show
    from articast.settings import FilterTable, NamedTable, Settings


@dataclass(frozen=True, slots=True)
class LineUp:
    """What is in which show, newest first."""

    languages: tuple[tuple[str, tuple[Episode, ...]], ...]
    """Of each language what is in no private show."""
    series: tuple[tuple[NamedTable, str, tuple[Episode, ...]], ...]
    """Of each of [[shows]] and [[editions]]: its table, its language, its episodes."""


def line_up(published: Sequence[tuple[Episode, Sequence[str]]], languages: Sequence[str], settings: Settings) -> LineUp:
    """Share what is published out among the shows.

    Args:
        published: episodes, each with the ids of what it was read from.
        languages: those that have a show, with or without episodes.
        settings: the run's.
    """
    every = sorted(published, key=lambda one: (one[0].published, one[0].slug), reverse=True)
    newest = [(one, names) for one, names in every if not one.edition]
    apart = [table.filter for table in settings.series if table.subscribers]
    public = [(one, names) for one, names in newest if not any(holds(wanted, one, names) for wanted in apart)]
    series: list[tuple[NamedTable, str, tuple[Episode, ...]]] = []
    for table in settings.series:
        of = newest if table.subscribers else public
        episodes = tuple(one for one, names in of if holds(table.filter, one, names))
        site = settings.language or next(iter(settings.languages), "")
        language = table.language or site or (episodes[-1].language if episodes else "en")
        series.append((table, language, episodes))
    for joined in settings.editions:
        episodes = tuple(one for one, _ in every if one.edition == joined.name)
        site = joined.language or settings.language or next(iter(settings.languages), "en")
        series.append((joined, episodes[-1].language if episodes else site, episodes))
    own = tuple((tag, tuple(one for one, _ in public if one.language == tag)) for tag in languages)
    return LineUp(own, tuple(series))


TOKEN = 26
"""Signs of a subscriber's token: 130 bits, which nobody guesses."""


def holds(wanted: FilterTable, episode: Episode, documents: Sequence[str]) -> bool:
    """Whether an episode is in a show: it fits each thing that is asked for, by any of the words given for it.

    Args:
        wanted: what is asked for; nothing: everything is in it.
        episode: as it is published.
        documents: ids of what it was read from (paths from the configuration, or addresses).
    """
    return (
        _any(wanted.section, (episode.listing.section,))
        and _any(wanted.tag, episode.tags)
        and _any(wanted.author, (*episode.authors, *(credit.name for credit in episode.listing.credits)))
        and _any(wanted.language, (episode.language, episode.language.partition("-")[0]))
        and (not wanted.source or any(_under(name, document) for name in wanted.source for document in documents))
    )


def _any(wanted: Sequence[str], said: Iterable[str]) -> bool:
    words = {plain.line(word).casefold() for word in said}
    return not wanted or any(plain.line(word).casefold() in words for word in wanted)


def _under(folder: str, document: str) -> bool:
    """Whether a document is that file or address, or in that folder, archive or book."""
    folder = folder.removeprefix("./").rstrip("/")
    return document == folder or document.startswith((f"{folder}/", f"{folder}?", f"{folder}!/"))


def token(secret: str, show: str, subscriber: str) -> str:
    """A subscriber's part of a private feed's address: only who has the secret can make it. Lower-case, ASCII.

    Args:
        secret: the publisher's.
        show: its name.
        subscriber: whoever that is to the publisher; it cannot be read from the token.
    """
    digest = hmac.new(secret.encode(), f"{show}\n{subscriber}".encode(), sha256).digest()
    return base64.b32encode(digest).decode().lower()[:TOKEN]


def subscribers(text: str) -> tuple[str, ...]:
    """The ids of a file: one a line; empty lines, `#` notes and those behind a `-` (revoked) are none."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith(("#", "-"))))


def private(show: Show, its_token: str) -> Show:
    """The show as one subscriber sees it: at an address of his own, in no directory."""
    home = show.link or show.base_url
    return replace(show, name=f"{show.name}/{its_token}", link=home, block=True, hub="", podping="")


def tokens(settings: Settings, table: NamedTable) -> tuple[str, ...]:
    """The tokens of a private show's subscribers.

    Raises:
        ConfigurationError: the file or the environment variable is not there.
    """
    if not table.subscribers:
        return ()
    where = f"[[shows]] {table.name}"
    if not (secret := os.environ.get(table.secret, "")):
        raise ConfigurationError(f"{where}: the environment variable {table.secret} is not set; its feeds need it")
    try:
        ids = subscribers(settings.path(table.subscribers).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{where}: subscribers = '{table.subscribers}' cannot be read: {error}") from error
    return tuple(token(secret, table.name, one) for one in ids)


def opml(shows: Sequence[Show]) -> str:
    """All public feeds for apps that take a list of them (OPML 2.0); those of one title are told by their language."""
    titles = Counter(one.title for one in shows)
    rows = [
        f"    <outline type={_quoted('rss')} "
        f"text={_quoted(one.title if titles[one.title] == 1 else f'{one.title} · {language_name(one.language)}')} "
        f"title={_quoted(one.title)} xmlUrl={_quoted(address.url(one, one.feed))} "
        f"htmlUrl={_quoted(plain.web(one.link) or address.url(one, f'{one.folder}/'))} "
        f"language={_quoted(one.language)}/>\n"
        for one in shows
    ]
    title = shows[0].author or shows[0].title if shows else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{plain.markup(plain.line(title), 1000)}</title>\n  </head>\n  <body>\n{''.join(rows)}"
        "  </body>\n</opml>\n"
    )


def _quoted(text: str) -> str:
    return quoteattr(plain.line(text))
