"""articast.toml, the command line and the environment → one checked `Settings`."""

from __future__ import annotations

import os
import re
import tomllib
from copy import deepcopy
from datetime import UTC, datetime
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from articast.errors import ConfigurationError
from articast.languages import primary
from articast.model import Chat, Place, Recipient, Remote, Show, Value
from articast.plain import web, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails

DEFAULT_BASE_URL = "http://127.0.0.1:8000/"
"""Where `articast serve` shows the output: good for looking at it here, not for publishing."""


def _web(url: str) -> str:
    """An address of the web, as ASCII, that may be published."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("is no http:// or https:// address")
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise ValueError("has a user or password in it, which every listener would see")
    if re.search(r"[\s\x00-\x1f]", url):
        raise ValueError(f"{url!r} has a space in it: write %20")
    if without_secrets(url) != url:
        raise ValueError("has a key or token in it, which every listener would see")
    known = web(url)
    if not known or not _has_port(known):
        raise ValueError(f"'{url}' is no address of the web: its host or port cannot be")
    return known


def _has_port(url: str) -> bool:
    """Whether its port, if it names one, can be."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _folder_url(url: str) -> str:
    if "?" in url or "#" in url:
        raise ValueError("has a query or fragment (? or #): paths are put at its end, give a folder's address")
    known = _web(url)
    if known.startswith("http://") and not _is_near(urlsplit(known).hostname or ""):
        raise ValueError("is http:// in the open; podcast apps and directories take https:// alone")
    return known if known.endswith("/") else f"{known}/"


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in a network of one's own, where http is enough."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))


def _tag(language: str) -> str:
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*", language):
        near = _tag_of(language)
        meant = f"; did you mean {near}?" if near else ""
        raise ValueError(f"'{language}' is no language tag such as en, de-AT or zh-Hant{meant}")
    return language.lower()


def _tag_of(name: str) -> str:
    """The tag of a language called by its English name, or its own; empty where none is called so."""
    from babel import Locale

    english = {str(called).casefold(): tag for tag, called in Locale("en").languages.items() if len(tag) <= 3}
    near = get_close_matches(name.casefold(), english, 1, 0.85)
    own = (
        tag for tag in ("de", "fr", "es", "it", "pt", "nl", "pl") if language_name(tag).casefold() == name.casefold()
    )
    return english[near[0]] if near else next(own, "")


def _host_or_network(text: str) -> str:
    if not re.fullmatch(
        r"(\*\.)?[\w-]+(\.[\w-]+)*\.?|[\d.]+(/\d{1,2})?|\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]?(/\d{1,3})?", text
    ):
        raise ValueError(
            f"'{text}' is no host name, address or network such as cms.intranet, *.intranet or 10.2.0.0/16"
        )
    if re.fullmatch(r"[\d./]+|.*:.*", text):
        ip_network(text.replace("[", "").replace("]", ""), strict=False)  # its ValueError says what is wrong with it
    return text


def _rule(rule: str) -> str:
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";")) if rule else {}
    known = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    if rule and (parts.get("FREQ") not in known or not all(parts.values())):
        raise ValueError(f"'{rule}' is no rule such as FREQ=WEEKLY or FREQ=WEEKLY;BYDAY=MO,TH (RFC 5545)")
    return rule


def _mail(address: str) -> str:
    if address and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", address):
        raise ValueError(f"'{address}' is no e-mail address such as audio@example.org")
    return address


_PUBLIC_LICENSE = re.compile(
    r"arr|pod-v4v-1\.0|cc-(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd|sa|pddc)(?:-[1-4]\.[05](?:-[a-z]{2,3})?)?|cc0-1\.0|"
    r"(?:apache|mit|gpl|lgpl|agpl|gfdl|bsd|isc|mpl|ogl|odbl|odc-by|pddl|etalab|dl-de-by|cdla|lal|ofl|unlicense|v4v)"
    r"[a-z0-9.+-]*"
)
"""Names of the podcast namespace's list, lower-case: Creative Commons', and those of texts and data."""


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError as error:
        raise ValueError(f"'{text}' is no UUID: leave it out, it is made of the feed's address") from error


def _variable(name: str) -> str:
    """The name of an environment variable. What may be the secret itself is not repeated."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", name) or (name not in os.environ and _is_secret(name)):
        raise ValueError(
            "is no name of an environment variable: write the name, as OPENAI_API_KEY, never the key itself"
        )
    return name


def _is_secret(text: str) -> bool:
    """Whether it looks like a key rather than a name: long, in small letters, with digits amid them."""
    return (
        len(text) > 15
        and not text.isupper()
        and bool(re.search(r"\d\D+\d|[a-z]\d|\d[a-z]|[a-z][A-Z]+[a-z]+[A-Z]", text))
    )


WebUrl = Annotated[str, AfterValidator(_web)]
OptionalUrl = Annotated[str, AfterValidator(lambda url: _web(url) if url else "")]
Variable = Annotated[str, AfterValidator(lambda name: _variable(name) if name else "")]
FolderUrl = Annotated[str, AfterValidator(_folder_url)]
Language = Annotated[str, AfterValidator(_tag)]
Seconds = Annotated[float, Field(ge=0, le=30)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceTable(_Table):
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


class ChatTable(_Table):
    """[show.chat]."""

    server: str = Field(min_length=1)
    """Host name of the chat's server."""
    protocol: str = Field(min_length=1)
    """`irc`, `xmpp`, `matrix` or another of the podcast namespace."""
    account: str = ""
    """Whom to write to."""
    space: str = ""
    """The room."""


class RemoteTable(_Table):
    """Another feed: [[show.podroll]], [show.publisher]."""

    url: WebUrl
    """Of the feed."""
    guid: str = ""
    """Its podcast:guid; empty: made of its address."""
    title: str = ""
    """As it is listed."""


class RecipientTable(_Table):
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


class ValueTable(_Table):
    """[show.value]."""

    recipients: tuple[RecipientTable, ...] = Field(min_length=1)
    """Who is paid; at least one."""
    type: str = "lightning"
    """The network."""
    method: str = "keysend"
    """How it is sent."""
    suggested: str = ""
    """A minute's payment, in the network's unit."""


class ShowTable(_Table):
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
    owner_email: Annotated[str, AfterValidator(_mail)] = ""
    """Published where set; some directories verify by it."""
    locked: bool = True
    """Other hosts may not import the feed; said where owner_email is set."""
    guid: Annotated[str, AfterValidator(_uuid)] = ""
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
    update_frequency: Annotated[str, AfterValidator(_rule)] = ""
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


def _words(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class FilterTable(_Table):
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
    language: Annotated[str, AfterValidator(lambda tag: _tag(tag) if tag else "")] = ""
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


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"'{name}' is no time zone such as Europe/Berlin") from error
    return name


class EditionTable(NamedTable):
    """[[editions]]: the day's or week's articles of a show, joined into one episode."""

    of: str = ""
    """Name of one of [[shows]]; empty: the language's own."""
    every: Literal["day", "week"] = "day"
    """Whose articles are in one edition; a week is from Monday to Sunday."""
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    """Whose midnight counts."""
    intro: str = ""
    """A sound before the first article."""
    between: str = ""
    """A sound between articles."""
    at_least: int = Field(2, ge=1)
    """Articles; of fewer no edition is made."""
    catch_up: int = Field(7, ge=1, le=400)
    """Days or weeks back that are looked at for one that was missed."""


Spoken = str | dict[Language, str]
"""A voice, or one for each language by its tag."""


class SpeechTable(_Table):
    """[speech]: what is said around the article's own words, and how."""

    byline: bool = True
    """Author and date are said after the title."""
    notice: bool = True
    """A line says that the voice is synthetic."""
    captions: bool = False
    """Captions of pictures are read."""
    alt: bool = False
    """What pictures show is read where they stand, as their alternative text has it."""
    tables: Literal["announce", "read", "skip"] = "announce"
    """It is said that a table stands there; or small ones are read row by row; or they are passed over."""
    intro: str = ""
    """A sound before each episode: MP3, WAV, FLAC or OGG."""
    outro: str = ""
    """A sound after it."""
    between: str = ""
    """A sound before each heading."""
    switch_language: bool = False
    """Whole sentences in another of the site's languages, or that a page marks as in another (`lang`), are spoken by
    that language's voice."""
    quotes: Spoken = ""
    """Voice that says quotations, or one for each language: `{en = "pico:en-GB"}`; empty: the narrator's."""
    quotes_from: int = Field(20, ge=1)
    """Words from which on a quotation is said by it."""


class PausesTable(_Table):
    """[pauses]: seconds of silence; what is not given is the language's own."""

    sentence: Seconds | None = None
    """After a sentence."""
    paragraph: Seconds | None = None
    """After a paragraph."""
    heading: Seconds | None = None
    """After a heading."""
    before_heading: Seconds | None = None
    """Before a heading."""
    item: Seconds | None = None
    """After an item of a list."""
    title: Seconds | None = None
    """After the title."""
    end: Seconds | None = None
    """At the end."""


class ExtractTable(_Table):
    """[extract]: a site's own CSS selectors, and phrases that are never spoken."""

    article: str = ""
    """CSS selector of the article; empty: found out."""
    exclude: tuple[str, ...] = ()
    """CSS selectors of what is never read."""
    furniture: tuple[str, ...] = ()
    """Whole paragraphs that are never read, as regular expressions."""


class FetchTable(_Table):
    """[fetch]: how pages are fetched."""

    timeout: float = Field(20.0, gt=0)
    """Seconds for an answer to begin; the whole of it may take four times as long."""
    max_bytes: int = Field(64 * 2**20, gt=0)
    """Of one file, page or member of an archive."""
    redirects: int = Field(5, ge=0, le=20)
    """That are followed for one address."""
    allow: tuple[Annotated[str, AfterValidator(_host_or_network)], ...] = ()
    """Hosts and networks of the publisher's own that are not public: `cms.intranet`, `*.intranet`, `10.2.0.0/16`."""
    allow_private: bool = False
    """All of them; `allow` says it better."""
    robots: bool = True
    """`robots.txt` is obeyed."""
    user_agent: str = ""
    """How we call ourselves; empty: Articast, with its version."""


class DeliveryTable(_Table):
    """How what is published gets to the world."""

    named: str = Field("public, max-age=31536000, immutable", pattern=r"^[ -~]+$")
    """Cache-Control of audio and covers in a bucket, whose names say what they hold."""
    others: str = Field("public, max-age=300", pattern=r"^[ -~]+$")
    """Cache-Control of feeds, pages and JSON in a bucket."""
    purge: str = ""
    """Is told which files changed: a command (URLs on its standard input, one a line), or an address that is sent
    `{"paths": [...], "urls": [...]}` by POST; empty: nobody is."""
    purge_key: Variable = ""
    """Name of the environment variable with what that address wants as `Authorization: Bearer`; empty: nothing."""


class SigningTable(_Table):
    """[signing]: PEM files for C2PA, with the extra `c2pa`."""

    certificate: str = ""
    """File of the chain of certificates."""
    key: str = ""
    """File of the private key."""


class VerifyTable(_Table):
    """[verify]: the second gate, a speech recogniser that hears every fresh take; off where neither is named."""

    model: str = ""
    """Folder of a faster-whisper model; or `whisper-base`, once `articast voices install whisper-base` was run."""
    recogniser: str = ""
    """Empty: whisper, where a model is named."""
    threshold: float = Field(0.35, gt=0, le=2)
    """Share of words that may be heard otherwise, of a sentence and of an episode."""
    hear: Literal["all", "doubtful"] = "all"
    """Every fresh take, or those whose words are doubtful when they are held against espeak-ng's speech of them."""
    attempts: int = Field(3, ge=1, le=10)
    """How often a sentence is spoken before its article fails."""


class HoldTable(_Table):
    """[hold]: when a revision is held back because what is published is better; 0 switches a reason off."""

    shorter: float = Field(0.5, ge=0, le=1)
    """It has less than this share of the words."""
    thin: int = Field(25, ge=0)
    """It has fewer words than this, and what is published has not."""
    furniture: float = Field(0.7, ge=0, le=1)
    """More than this share of its page is not spoken, and of what is published it was not."""
    unlike: float = Field(0.9, ge=0, le=1)
    """More than this share of its words' neighbourhoods are new, and its title is another."""
    language: bool = True
    """It is in another language."""


class LimitsTable(_Table):
    """[limits]: what one article may take; what takes more fails alone, with a message; 0: no limit."""

    characters: int = Field(1_000_000, ge=0)
    """Of its text: some 18 hours of speech."""
    prepare_seconds: float = Field(300, ge=0)
    """To read a document and to word its sentences."""
    sentence_seconds: float = Field(300, ge=0)
    """For a voice to speak one sentence; the process that takes longer is ended, and another takes its place."""
    article_seconds: float = Field(43_200, ge=0)
    """For all its sentences; what was spoken until then is kept, and the next run goes on."""
    memory_mb: int = Field(4096, ge=0)
    """Megabytes that one process may have for it (on Linux)."""


class EngineTable(_Table):
    """[engines.<name>]: options that change the sound, and the pace of engines that are asked over a network."""

    model_config = ConfigDict(extra="allow", frozen=True)

    pace: float | None = Field(None, gt=0)
    """Requests a second."""
    budget: int | None = Field(None, ge=0)
    """Requests a run."""
    patience: float | None = Field(None, gt=0)
    """Seconds to go on asking for one clip."""
    timeout: float | None = Field(None, gt=0)
    """Seconds that the service may keep silent."""
    price: float | None = Field(None, ge=0)
    """Of a million characters, for the dry run."""
    key: Annotated[str, AfterValidator(_variable)] | None = None
    """Name of the environment variable that has the key."""
    concurrency: int = Field(2, ge=1, le=32)
    """Requests at a time."""

    @property
    def asking(self) -> dict[str, float | str]:
        """How to ask; none of it changes the sound."""
        return self.model_dump(include={"pace", "budget", "patience", "timeout", "price", "key"}, exclude_none=True)

    @property
    def options(self) -> dict[str, str | float | int | bool]:
        """What goes into the voice and the clip's key."""
        return {name: value for name, value in (self.model_extra or {}).items() if not isinstance(value, dict | list)}


class Settings(_Table):
    """All that a run is told. Paths in it are relative to `root`."""

    root: Path = Path()
    """The configuration's folder; article ids are relative to it."""
    base_url: FolderUrl = DEFAULT_BASE_URL
    """Where the world sees the output; feeds and pages need it."""
    sources: tuple[str, ...] = ()
    """Files, folders, globs (`articles/**/*.md`), URLs of pages, feeds and sitemaps."""
    exclude: tuple[str, ...] = ()
    """Globs of what is passed over in folders, archives, feeds and sitemaps: `**/tags/**`."""
    future: bool = False
    """Articles that are dated in the future are published at once, not held back until their time."""
    output: str = "output"
    """A folder, or `s3://bucket/folder`."""
    state: str = ".articast"
    """Folder of clips and catalogue; keep it between runs."""
    languages: tuple[Language, ...] = ()
    """The site's languages: what an article's language is chosen among; empty: any."""
    language: Annotated[str, AfterValidator(lambda tag: _tag(tag) if tag else "")] = ""
    """Of every article; empty: found out."""
    bitrate: Literal[32, 48, 64, 96, 128] = 64
    """kb/s of the MP3s, mono."""
    opus: Literal[0, 16, 24, 32, 48, 64, 96, 128] = 0
    """kb/s of an Opus file beside each MP3; 0: none."""
    jobs: int = Field(0, ge=0)
    """Processes; 0: the cores."""
    cluster: str = ""
    """Address of a Dask scheduler, to speak on its workers."""
    cluster_wait: float = Field(60, ge=0)
    """Seconds to wait for the cluster's first worker; without one the run ends before anything is spoken."""
    voice: str = ""
    """Voice for every article, whatever its language."""
    voices: dict[Language, str | tuple[str, ...]] = Field(default_factory=dict)
    """Per language: a voice, or voices in order of preference."""
    speakers: dict[str, Spoken] = Field(default_factory=dict)
    """[speakers]: voices of persons by name, in interviews, as authors, as who is quoted; and of an interview's
    `question` and `answer`. Each a voice, or one for each language."""
    fallback: bool = False
    """An article whose voice gives up half-way is spoken whole by the next voice."""
    accept: tuple[str, ...] = ()
    """Articles (id, GUID, `<lang>/<slug>`, source; or `all`) whose revision is published although it looks worse."""
    refresh: bool = False
    """What is published is made by this version's rules and the best voices, too."""
    fewer: bool = False
    """Publish although feeds in the output name episodes that are known nowhere."""
    wait: float = Field(0, ge=0)
    """Seconds to wait for another run that is publishing into the same output."""
    hold: HoldTable = HoldTable()
    """When a revision is held back because what is published is better."""
    limits: LimitsTable = LimitsTable()
    """What one article may take."""
    answer_days: float = Field(365, ge=0)
    """How long audio stays that a feed named and another took the place of."""
    moved: dict[str, str] = Field(default_factory=dict)
    """[moved]: beginnings of addresses as they were = as they are now."""
    prune_after_days: float = Field(7, ge=0)
    """How old a file that nothing refers to must be for `articast prune` to remove it."""
    disclose: bool = True
    """Apps, machines and people are told that the voice is synthetic."""
    show: ShowTable = ShowTable()
    """For every language."""
    shows: dict[Language, ShowTable] = Field(default_factory=dict)
    """[shows.<lang>]: what differs in one."""
    series: tuple[SeriesTable, ...] = ()
    """[[shows]] with a name; written as `shows`."""
    editions: tuple[EditionTable, ...] = ()
    """A day's or week's articles in one episode."""
    speech: SpeechTable = SpeechTable()
    """What is said around the article's words."""
    pauses: PausesTable = PausesTable()
    """Seconds of silence."""
    extract: ExtractTable = ExtractTable()
    """What of a page is the article."""
    fetch: FetchTable = FetchTable()
    """How pages are fetched."""
    delivery: DeliveryTable = DeliveryTable()
    """Caches and CDNs."""
    signing: SigningTable = SigningTable()
    """C2PA."""
    verify: VerifyTable = VerifyTable()
    """A recogniser that hears what is spoken."""
    engines: dict[str, EngineTable] = Field(default_factory=dict)
    """[engines.<name>]: options of an engine."""
    lexicon: dict[str, Any] | str = Field(default_factory=dict)
    """[lexicon.all], [lexicon.<lang>], or the name of a TOML file with [all] and [<lang>]."""
    theme: dict[str, str] = Field(default_factory=dict)
    """CSS custom properties of pages and player, as `accent = "#0b5fff"`."""
    healthcheck: OptionalUrl = ""
    """Address that is told of a run's start (`/start`), end and failure (`/fail`); empty: none."""
    metrics: str = ""
    """File that Prometheus' node exporter collects; empty: none."""
    pictures: bool = True
    """Copy the article's pictures to its page."""

    @model_validator(mode="before")
    @classmethod
    def _shows(cls, table: Any) -> Any:
        """[[shows]] are shows by name, or, without one, what [shows.<lang>] says."""
        if not isinstance(table, dict) or not isinstance(listed := table.get("shows"), list):
            return table
        named = [one for one in listed if not isinstance(one, dict) or "name" in one or "filter" in one]
        others = [one for one in listed if isinstance(one, dict) and one not in named]
        if any("language" not in one for one in others):
            raise ValueError("each of [[shows]] has a name, or is a language's own and says which (language = 'de')")
        shows = {one["language"]: {key: value for key, value in one.items() if key != "language"} for one in others}
        return {**table, "shows": shows, "series": named}

    @model_validator(mode="after")
    def _names(self) -> Self:
        names = [one.name for one in (*self.series, *self.editions)]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise ValueError(f"two of [[shows]] or [[editions]] are called {twice}")
        private = [one.name for one in self.series if one.subscribers]
        for one in self.editions:
            if one.of and one.of not in names:
                raise ValueError(f"[[editions]] {one.name} is of '{one.of}', which is none of [[shows]]")
            if one.of in private and not one.subscribers:
                raise ValueError(
                    f"[[editions]] {one.name} is of '{one.of}', which is private: give it subscribers and secret, too"
                )
        return self

    def path(self, name: str) -> Path:
        """A file or folder of the configuration."""
        return self.root / name

    @property
    def source_names(self) -> tuple[str, ...]:
        """The configuration's sources; files and folders from where we are."""
        return tuple(name if "://" in name or name == "-" else str(self.path(name)) for name in self.sources)

    @property
    def output_url(self) -> str:
        """Folder or URL of the output."""
        return self.output if "://" in self.output else str(self.path(self.output))


def load(
    config: Path | None, overrides: dict[str, Any], further: Callable[[Settings], Iterable[str]] = lambda _: ()
) -> Settings:
    """Read the configuration and lay the command line over it.

    Args:
        config: the file that `--config` named; None: `articast.toml` here, where present.
        overrides: what the command line set; None values are left out.
        further: what else is wrong with the settings, a line each; asked of those that fit where others don't.

    Raises:
        ConfigurationError: file missing, not TOML, an unknown key or a value that does not fit; names each.
    """
    path = config or Path("articast.toml")
    table: dict[str, Any] = {}
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path}: not TOML: {error}") from error
    elif config is not None:
        raise ConfigurationError(f"{path}: no such file; `articast init` writes one")
    table["root"] = path.parent
    table |= {name: value for name, value in overrides.items() if value is not None}
    settings, wrong = _validated(table)
    wrong += further(settings) if settings else ()
    if wrong or not settings:
        told = "\n  ".join(dict.fromkeys(wrong))
        where = path if path.is_file() else "command line"
        raise ConfigurationError(f"{where}: {told}" if len(set(wrong)) == 1 else f"{where}:\n  {told}")
    return settings


def _validated(table: dict[str, Any]) -> tuple[Settings | None, list[str]]:
    """The settings, without those that do not fit, and what is wrong with these; None where nothing is left."""
    wrong: list[str] = []
    fitting = deepcopy(table)
    for _ in range(3):  # what a whole table must be is asked when its values fit
        try:
            return Settings.model_validate(fitting), wrong
        except ValidationError as error:
            wrong += map(_told, error.errors())
            for one in error.errors():
                _drop(fitting, _place(one))
    return None, wrong


def _drop(table: Any, place: list[int | str]) -> None:
    """Take a setting out, with its table where it stands in a list."""
    for name in place:
        if not isinstance(table, dict) or name not in table:
            return
        if name == place[-1] or not isinstance(table[name], dict):
            del table[name]
            return
        table = table[name]


def _told(error: ErrorDetails) -> str:
    """One fault of the configuration, in words of ours where pydantic's are those of its own making."""
    place = _place(error)
    name = ".".join(map(str, ["shows", *place[1:]] if place[:1] == ["series"] else place))
    if error["type"] != "extra_forbidden":
        said = error["msg"].removeprefix("Value error, ")
        return f"{name}: {said}" if name else said
    near = get_close_matches(str(place[-1]), _keys(place[:-1]), 1)
    return f"{name}: there is no such setting" + (f"; did you mean {near[0]}?" if near else "")


def _place(error: ErrorDetails) -> list[int | str]:
    """Names of the tables and the key, without pydantic's own words (`[key]`, `function-after[…]`)."""
    unknown = error["type"] == "extra_forbidden"  # its key is the publisher's, whatever it looks like
    *tables, last = error["loc"] or ("",)
    named = [part for part in tables if not (isinstance(part, str) and re.search(r"[\[(]", part))]
    return [*named, last] if unknown or not (isinstance(last, str) and re.search(r"[\[(]", last)) else named


def _keys(table: list[int | str]) -> list[str]:
    """The settings of a table, by its place; none where its keys are the publisher's own."""
    own = {
        "show": ShowTable,
        "shows": ShowTable,
        "series": SeriesTable,
        "editions": EditionTable,
        "engines": EngineTable,
    }
    tables = {name: field.annotation for name, field in Settings.model_fields.items()} | own
    found: Any = tables.get(str(table[0])) if table else Settings
    return [*found.model_fields] if isinstance(found, type) and issubclass(found, BaseModel) else []


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


def language_name(language: str) -> str:
    """A language's name in itself: `Deutsch`; the tag where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        return (Locale.parse(language.replace("-", "_")).get_display_name() or language).capitalize()
    except (UnknownLocaleError, ValueError):
        return language


def now() -> datetime:
    """The clock: SOURCE_DATE_EPOCH where set (reproducible builds), else the time.

    Raises:
        ConfigurationError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(f"SOURCE_DATE_EPOCH={epoch} is no number of seconds") from error
