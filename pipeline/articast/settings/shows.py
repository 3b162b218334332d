"""[show], [shows.<lang>], [[shows]], [[editions]] → the `Show` of a feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from articast.languages import language_name, primary
from articast.model import Chat, Place, Recipient, Remote, Show, Value
from articast.settings.values import (
    Mail,
    OptionalLanguage,
    OptionalUrl,
    OptionalUuid,
    Rule,
    Table,
    Variable,
    WebUrl,
    Words,
    Zone,
)

if TYPE_CHECKING:
    from articast.settings.whole import Settings

_PUBLIC_LICENSE = re.compile(
    r"arr|pod-v4v-1\.0|cc-(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd|sa|pddc)(?:-[1-4]\.[05](?:-[a-z]{2,3})?)?|cc0-1\.0|"
    r"(?:apache|mit|gpl|lgpl|agpl|gfdl|bsd|isc|mpl|ogl|odbl|odc-by|pddl|etalab|dl-de-by|cdla|lal|ofl|unlicense|v4v)"
    r"[a-z0-9.+-]*"
)
"""Names of the podcast namespace's list, lower-case: Creative Commons', and those of texts and data."""


class PlaceTable(Table):
    """[[show.places]]."""

    name: str = Field(min_length=1)
    """As people call it."""
    geo: str = Field("", pattern=r"^(geo:-?[0-9.]+,-?[0-9.]+.*)?$")
    """`geo:53.54,9.98`."""
    osm: str = Field("", pattern=r"^([NWR][0-9]+(\*[0-9]+)?)?$")
    """OpenStreetMap's, as `R62782`."""
    country: str = Field("", pattern=r"^([A-Z]{2})?$")
    """Two letters (ISO 3166)."""
    rel: Literal["subject", "creator"] = "subject"
    """What the show is about, or where it is made."""


class ChatTable(Table):
    """[show.chat]."""

    server: str = Field(min_length=1)
    """Host name of the chat's server."""
    protocol: str = Field(min_length=1)
    """`irc`, `xmpp`, `matrix` or another of the podcast namespace."""
    account: str = ""
    """Whom to write to."""
    space: str = ""
    """The room."""


class RemoteTable(Table):
    """Another feed: [[show.podroll]], [show.publisher]."""

    url: WebUrl
    """Of the feed."""
    guid: str = ""
    """Its podcast:guid; empty: made of its address."""
    title: str = ""
    """As it is listed."""


class RecipientTable(Table):
    """[[show.value.recipients]]."""

    type: str = "node"
    """`node` or `lnaddress`."""
    address: str = Field(min_length=1)
    """Where payments go."""
    split: int = Field(ge=0)
    """Share of each payment, against those of the others."""
    name: str = ""
    """Whom it is for."""
    custom_key: str = ""
    """As the recipient's wallet asks for it."""
    custom_value: str = ""
    """As the recipient's wallet asks for it."""
    fee: bool = False
    """It is taken before all others share."""


class ValueTable(Table):
    """[show.value]."""

    recipients: tuple[RecipientTable, ...] = Field(min_length=1)
    """Who is paid; at least one."""
    type: str = "lightning"
    """The network."""
    method: str = "keysend"
    """How it is sent."""
    suggested: str = ""
    """A minute's payment, in the network's unit."""


class ShowTable(Table):
    """[show] for every language; [shows.<lang>] for one, where it differs."""

    title: str = ""
    """Of the podcast; empty: the site's name and the language."""
    description: str = ""
    """Of the podcast, at most 4,000 bytes; empty: its title."""
    author: str = ""
    """Who publishes it; empty: the site's name."""
    link: OptionalUrl = ""
    """The publisher's own site; empty: our index page."""
    category: tuple[str, ...] = ("News",)
    """Of Apple's list: a category, then its subcategory."""
    explicit: bool = False
    """Parents are warned."""
    type: Literal["episodic", "serial"] = "episodic"
    """`serial`: heard from the first to the last, with numbers."""
    cover: str = ""
    """File of the cover, square, 1400 to 3000 px; empty: one is made."""
    copyright: str = ""
    """A line in the feed."""
    license: str = ""
    """`cc-by-4.0` or another name of the podcast namespace's list, or one of your own."""
    license_url: OptionalUrl = ""
    """Where a license of one's own can be read."""
    owner_email: Mail = ""
    """Published where set; some directories verify by it."""
    locked: bool = True
    """Other hosts may not import the feed; said where owner_email is set."""
    guid: OptionalUuid = ""
    """podcast:guid; empty: made of the feed's first address, and kept."""
    new_feed_url: OptionalUrl = ""
    """Where the feed moves to."""
    hub: OptionalUrl = ""
    """A WebSub hub that is told of new episodes."""
    podping: Variable = ""
    """Name of the environment variable with the token."""
    prefix: OptionalUrl = ""
    """A counting service before each MP3's address, as `https://op3.dev/e/`."""
    block: bool = False
    """No directory is to list it."""
    places: tuple[PlaceTable, ...] = ()
    """What the show is about, or where it is made."""
    chat: ChatTable | None = None
    """Where listeners talk."""
    podroll: tuple[RemoteTable, ...] = ()
    """Shows that this one recommends."""
    publisher: RemoteTable | None = None
    """The publisher's own feed."""
    value: ValueTable | None = None
    """Who is paid by listeners."""
    funding: OptionalUrl = ""
    """Address where listeners can give."""
    funding_text: str = ""
    """What its link says."""
    update_frequency: Rule = ""
    """How often episodes come, a rule as `FREQ=WEEKLY;BYDAY=MO` (RFC 5545)."""
    verify: dict[str, str] = Field(default_factory=dict)
    """podcast:txt by purpose, as `applepodcastsverify`."""
    subscribe: dict[str, WebUrl] = Field(default_factory=dict)
    """The show's addresses in directories, by name: `Spotify = "https://…"`."""
    page_size: int = Field(100, ge=1, le=1000)
    """Episodes on an archive page, and in feed-recent.xml."""
    feed_items: int = Field(10_000, ge=1)
    """Episodes in feed.xml at most. Apple lists shows of 2,752 whole, Spotify what the feed has; readers refuse feeds
    of 5 to 10 MB: 3,000 to 7,000 episodes with notes of usual length."""
    episode_covers: bool = False
    """Each episode's cover from its article's lead image, or its title; else the show's."""

    @model_validator(mode="after")
    def _licensed(self) -> Self:
        if self.license and not self.license_url and not _PUBLIC_LICENSE.fullmatch(self.license.lower()):
            raise ValueError(
                f"license '{self.license}' is no public licence's name such as cc-by-4.0; "
                "with one of your own give license_url, where it can be read"
            )
        return self


class FilterTable(Table):
    """filter of [[shows]]: an episode must fit each, by any of its words."""

    section: Words = ()
    """Of the article."""
    tag: Words = ()
    """Of the article."""
    author: Words = ()
    """Of the article."""
    language: Words = ()
    """Of the episode, a tag."""
    source: Words = ()
    """Files or folders as the sources name them, or addresses."""


class NamedTable(ShowTable):
    """What [[shows]] and [[editions]] have in common: a show beside those of the languages."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    """Its folder under shows/."""
    language: OptionalLanguage = ""
    """Of the feed; empty: the site's first, else that of its first episode."""
    subscribers: str = ""
    """File of ids, one a line: the show is private, each has an address of his own; what begins with - is revoked."""
    secret: str = ""
    """Name of the environment variable that the addresses are made with."""

    @model_validator(mode="after")
    def _private(self) -> Self:
        if bool(self.subscribers) != bool(self.secret):
            raise ValueError("a private show needs both: subscribers (a file) and secret (an environment variable)")
        return self


class SeriesTable(NamedTable):
    """[[shows]]: a show of the episodes that fit a filter."""

    filter: FilterTable = FilterTable()
    """What belongs to it; without: everything."""
    book: str = ""
    """An EPUB, one of the sources, that is the show: its title, author, language and cover where none are set here."""


class EditionTable(NamedTable):
    """[[editions]]: the day's or week's articles of a show, joined into one episode."""

    of: str = ""
    """Name of one of [[shows]]; empty: the language's own."""
    every: Literal["day", "week"] = "day"
    """Whose articles are in one edition; a week is from Monday to Sunday."""
    zone: Zone = "UTC"
    """Whose midnight counts."""
    intro: str = ""
    """A sound before the first article."""
    between: str = ""
    """A sound between articles."""
    at_least: int = Field(2, ge=1)
    """Articles; of fewer no edition is made."""
    catch_up: int = Field(7, ge=1, le=400)
    """Days or weeks back that are looked at for one that was missed."""


def show(settings: Settings, language: str, site: str = "", name: str = "") -> Show:
    """The podcast of one language: [shows.<lang>] over [show] over what can be known; or one of [[shows]].

    Args:
        settings: the run's.
        language: `<lang>` of the output.
        site: name of the publication as its pages say it, for a show that was given no title; empty: nobody said, it
            is called by its site's or the base URL's host.
        name: of [[shows]]; empty: the language's own.
    """
    table = settings.show.model_dump(exclude_unset=True)
    for tag in (primary(language), language):
        if tag in settings.shows:
            table |= settings.shows[tag].model_dump(exclude_unset=True)
    site = site or _host(table.get("link", "")) or _host(settings.base_url)
    called = f"{site} · {language_name(language)}"
    if name:
        own = next(one for one in (*settings.series, *settings.editions) if one.name == name)
        for inherited in ("title", "description", "guid", "new_feed_url", "subscribe", "verify"):
            table.pop(inherited, None)
        table |= own.model_dump(exclude_unset=True, include=set(ShowTable.model_fields))
        called = name.replace("-", " ").capitalize()
    merged = ShowTable.model_validate(table)
    title = merged.title or called
    values = merged.model_dump() | {
        "title": title,
        "description": merged.description or title,
        "author": merged.author or site or title,
        "verify": tuple(merged.verify.items()),
        "subscribe": tuple(merged.subscribe.items()),
        "theme": tuple(settings.theme.items()),
        **_podcasting(merged),
    }
    return Show(language=language, base_url=settings.base_url, disclose=settings.disclose, name=name, **values)


def _podcasting(table: ShowTable) -> dict[str, Any]:
    """What is a table in the table: the podcast namespace's."""
    value = table.value
    return {
        "places": tuple(Place(**place.model_dump()) for place in table.places),
        "chat": Chat(**table.chat.model_dump()) if table.chat else None,
        "podroll": tuple(Remote(**other.model_dump()) for other in table.podroll),
        "publisher": Remote(**table.publisher.model_dump()) if table.publisher else None,
        "value": Value(
            tuple(Recipient(**one.model_dump()) for one in value.recipients), value.type, value.method, value.suggested
        )
        if value
        else None,
    }


def _host(url: str) -> str:
    """Of an address, as people read it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
