"""An episode with all that its page and feed need; shows; the whole edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  the catalogue reads the annotations when it restores values
from typing import Literal

from articast.model.sound import Word  # noqa: TC001  as above
from articast.model.text import Block, LeftOut, Listing, Said, Seen, Translation


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading's place in the episode."""

    start: float
    title: str
    url: str = ""
    """Where it is read; empty: on the episode's page."""


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """A sentence in the finished episode, for transcripts and read-along."""

    text: str
    """As written."""
    start: float
    end: float
    block: int
    """Index into `Reading.blocks`."""
    offset: int
    """Where it starts in that block's text; it ends at `offset + len(text)`."""
    language: str = ""
    """Where it differs from the episode's."""
    words: tuple[Word, ...] = ()
    voice: str = ""
    """`engine:name` where it differs from the episode's."""
    speaker: str = ""
    """Name of the person whose words are said; empty: the narrator's, or nobody's who has a name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The heavy part of an episode: all that its page and transcripts need."""

    blocks: tuple[Block, ...]
    """As in the Script."""
    sentences: tuple[TimedSentence, ...]
    notes: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    seen: tuple[Seen, ...] = ()
    """What the page shows between the blocks: pictures that are in place, captions, code, tables."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a sentence was spoken: enough to cut its clip out of the MP3, and to say the same again."""

    key: str
    """The clip's."""
    at: int
    """First of its frames in the recording."""
    count: int
    """Frames."""
    lead: float
    """Seconds from the clip's start to the first sound; `tail`: from the last to its end."""
    tail: float
    words: str
    """JSON of the words' times, as a packed clip has them."""
    said: Said
    asked: str = ""
    """Digest of what was asked for, versions of programs and models aside; empty where an older version made it."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a revision is held against when another is to take its place."""

    words: int = 0
    """Of the text, title and notice aside."""
    sentences: int = 0
    left_out: float = 0.0
    """Share of the page's characters that are not spoken."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same episode in another encoding (Opus, a lower bit rate)."""

    path: str
    """Under `output/`, posix, ASCII."""
    media_type: str
    """`audio/ogg; codecs=opus`, `audio/mpeg`, …"""
    bytes: int
    bitrate: int
    """kb/s."""
    title: str = ""
    """What an app shows beside the choice."""
    digest: str = ""
    """SHA-256 of the file, hex."""


@dataclass(frozen=True, slots=True)
class Episode:
    """The light part of a published recording: all that feeds, indexes and heads of pages need.

    Paths are relative to `output/`, posix, ASCII; a URL is the show's base URL joined with a path.
    """

    guid: str
    """UUIDv5 of the article's id; never changes."""
    language: str
    """`<lang>` in paths: primary subtag, or the publisher's full tag in lower case."""
    slug: str
    title: str
    published: datetime
    modified: datetime
    """When this revision was made."""
    audio: str
    """Path of the MP3, with 8 hex digits of what is heard: its tag may change, its name then stays."""
    bytes: int
    seconds: float
    """Decoded length, exact."""
    voice: str
    """`engine:name`."""
    synthetic: Literal["neural", "formant", "tone"] = "neural"
    url: str | None = None
    """Canonical URL of the article at the publisher's, None where there is none but ours."""
    authors: tuple[str, ...] = ()
    summary: str = ""
    """Plain text, one paragraph."""
    notes: str = ""
    """Show notes as sanitised HTML (p a ul ol li b i strong em br), links and footnotes of the article."""
    chapters: tuple[Chapter, ...] = ()
    translations: tuple[Translation, ...] = ()
    """Published translations: language and path of their page."""
    cover: str = ""
    """Path of the episode's own cover art, empty: the show's."""
    tags: tuple[str, ...] = ()
    digest: str = ""
    """SHA-256 of the MP3, hex."""
    master: str = ""
    """SHA-256 of the MP3 before it was signed, hex; empty where it is not signed. Two signatures of one file differ."""
    listing: Listing = field(default_factory=Listing)
    """How the publisher wants it listed."""
    lead: str = ""
    """The publisher's own summary; empty where `summary` is the text's beginning."""
    edition: str = ""
    """Of [[editions]], where it is one; empty: an article's."""
    heard: str = ""
    """SHA-256 of the MP3's frames, hex: without tag and signature. Empty where an earlier version made it."""
    alternates: tuple[Alternate, ...] = ()
    """Other encodings, published only where asked for."""
    dated: bool = True
    """The article says when it was published; else `published` is when it was first seen, and pages show no date."""

    @property
    def outline(self) -> tuple[Chapter, ...]:
        """Chapters as players want them: in order, the first at 0 (titled as the episode), or none at all."""
        found = tuple(sorted((c for c in self.chapters if c.title.strip()), key=lambda chapter: chapter.start))
        if not found or found[0].start <= 0:
            return found
        return (Chapter(0.0, self.title), *found)

    @property
    def folder(self) -> str:
        """`<lang>/<slug>`."""
        return f"{self.language}/{self.slug}"

    @property
    def page(self) -> str:
        """Path of its page: a folder, with the slash."""
        return f"{self.folder}/"

    def moment(self, seconds: float) -> str:
        """Its page at a time (W3C Media Fragments): the player there begins with it."""
        return f"{self.page}#t={seconds:.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a show is made (`creator`) or what it is about (`subject`)."""

    name: str
    geo: str = ""
    """geo URI (RFC 5870)."""
    osm: str = ""
    """OpenStreetMap id, e.g. `R113314`."""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    rel: Literal["subject", "creator"] = "subject"


@dataclass(frozen=True, slots=True)
class Chat:
    """A room where a show is talked about."""

    server: str
    protocol: str
    account: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class Remote:
    """Another feed."""

    url: str
    guid: str = ""
    """Its podcast:guid; empty: computed from its address."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who has a share of what listeners pay."""

    type: str
    address: str
    split: int
    name: str = ""
    custom_key: str = ""
    custom_value: str = ""
    fee: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """How listeners pay."""

    recipients: tuple[Recipient, ...]
    type: str = "lightning"
    method: str = "keysend"
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """One language's podcast: what the publisher says of it."""

    language: str
    title: str
    base_url: str
    """Ends in a slash."""
    description: str = ""
    author: str = ""
    link: str = ""
    """The publisher's own site; empty: our index page."""
    category: tuple[str, ...] = ("News",)
    """Apple's category, then its subcategory."""
    explicit: bool = False
    type: Literal["episodic", "serial"] = "episodic"
    cover: str = ""
    """Path of the cover art under `output/`, 1400 to 3000 px square JPEG or PNG."""
    copyright: str = ""
    license: str = ""
    """Lower-case SPDX-like id of the podcast namespace's list, or a name."""
    license_url: str = ""
    owner_email: str = ""
    """Published only where set."""
    locked: bool = True
    guid: str = ""
    """podcast:guid, kept for ever; empty: computed from the feed's URL."""
    new_feed_url: str = ""
    hub: str = ""
    """WebSub hub, empty: none."""
    podping: str = ""
    """Name of the environment variable that has the token for Podping; empty: it is not told."""
    prefix: str = ""
    """Address of a counting service that redirects to what follows it, e.g. `https://op3.dev/e/`; empty: none."""
    block: bool = False
    """No directory is to list it."""
    places: tuple[Place, ...] = ()
    chat: Chat | None = None
    podroll: tuple[Remote, ...] = ()
    """Shows that this one recommends."""
    publisher: Remote | None = None
    """The publisher feed that this show belongs to."""
    value: Value | None = None
    funding: str = ""
    """URL, empty: none."""
    funding_text: str = ""
    update_frequency: str = ""
    """An RRULE, empty: none."""
    verify: tuple[tuple[str, str], ...] = ()
    """podcast:txt (purpose, value) pairs, e.g. `applepodcastsverify`."""
    subscribe: tuple[tuple[str, str], ...] = ()
    """(name, URL) of the show in the big apps' directories."""
    disclose: bool = True
    """Say in all metadata that the voice is synthetic."""
    page_size: int = 100
    """Episodes on an archive page of the feed, and in the short feed for pollers."""
    feed_items: int = 10_000
    """Episodes in feed.xml at most; older ones are on archive pages alone."""
    theme: tuple[tuple[str, str], ...] = ()
    """CSS custom properties of pages and player, e.g. (`accent`, `#0b5fff`)."""
    episode_covers: bool = False
    """Every episode has cover art of its own."""
    name: str = ""
    """Of a show beside that of its language: its folder under `shows/`; empty: it is the language's."""

    @property
    def folder(self) -> str:
        """`<lang>`, or `shows/<name>`."""
        return f"shows/{self.name}" if self.name else self.language

    @property
    def feed(self) -> str:
        """Path of its feed."""
        return f"{self.folder}/feed.xml"

    @property
    def recent(self) -> str:
        """Path of the short feed: the newest episodes, for programs that ask often."""
        return f"{self.folder}/feed-recent.xml"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is published: every show with its episodes, newest first."""

    shows: tuple[tuple[Show, tuple[Episode, ...]], ...]
