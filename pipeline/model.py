"""Every value that passes from one stage to the next.

    Document → Article → Script → Sentence → Speech → Clip → Recording → Episode + Reading → Edition

All are frozen; sequences are tuples; PCM and MP3 are bytes, so that values compare, hash and travel
to another process or machine. Times are seconds as float unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  the catalogue reads the annotations when it restores values
from typing import Literal

SAMPLE_RATE = 48_000
"""Hertz of all that we encode: at 48 kHz an MP3 frame is exactly 24 ms and a whole number of bytes."""

FRAME_SAMPLES = 1152
"""Samples in one MPEG-1 Layer III frame (ISO/IEC 11172-3)."""

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE
"""0.024 s: all times in an episode are multiples of it."""

ENCODER_DELAY = 1105 / SAMPLE_RATE
"""Seconds from the start of a clip's first frame to its first sample: LAME's delay and the decoder's (1105 samples)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the publisher says of an article outside its text: front matter, a feed's entry, configuration.

    Empty where nothing was said. It wins over what the page says of itself.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    url: str = ""
    """Canonical URL of the article."""
    summary: str = ""
    image: str = ""
    """URL or path of the lead image."""
    slug: str = ""
    voice: str = ""
    translation_of: str = ""
    """URL, path or id of the article that this one translates."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as they came."""

    source: str
    """As the publisher named it: a path or URL. For messages and the report; never published."""
    id: str
    """Identity when the page names no canonical URL: the URL, or the path relative to the configuration (posix)."""
    body: bytes
    media_type: str
    """`text/html`, `text/markdown` or `text/plain`."""
    url: str | None = None
    """Where it was fetched from, after redirects."""
    charset: str | None = None
    """As declared by HTTP; None where nobody said."""
    modified: datetime | None = None
    """The file's time or Last-Modified, aware."""
    known: Known = field(default_factory=Known)
    edits: bytes = b""
    """The `<article>.script.toml` beside the source, empty where there is none."""


BlockKind = Literal[
    "title", "byline", "notice", "heading", "paragraph", "quote", "item", "caption", "code", "table", "note"
]
"""`title`, `byline` and `notice` are only in a Script; `caption`, `code`, `table`, `note` are not spoken unless set."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over `Block.text[start:end]`."""

    kind: Literal["link", "emphasis", "strong", "code", "language", "abbreviation"]
    start: int
    end: int
    value: str = ""
    """The link's absolute URL, the language's tag, the abbreviation's title."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an article, as written."""

    kind: BlockKind
    text: str
    """Whitespace collapsed to single spaces, code with its lines as they are; no control characters but those."""
    level: int = 0
    """Headings: 1 to 6. Items: depth of the list, 1 outermost."""
    number: str = ""
    """Items of ordered lists: as printed (`3`, `b`, `iv`); empty for bullets."""
    language: str = ""
    """BCP 47 where it differs from the article's, else empty."""
    source: str = ""
    """Quotes: who or where from, as printed (may be a URL)."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the page that is not spoken."""

    text: str
    reason: str
    """In plain English: `furniture: share buttons`, `footnote`, `code`, `printed twice`, …"""


@dataclass(frozen=True, slots=True)
class Translation:
    """The same work in another language."""

    language: str
    url: str
    """Canonical URL of the other article, or the id of its source."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an author wrote, and what is known of it."""

    id: str
    """Identity for ever: canonical URL where there is one, else the document's id. May be a path: never published."""
    title: str
    language: str
    """BCP 47 primary tag, empty where nobody said (found out later)."""
    blocks: tuple[Block, ...]
    url: str | None = None
    """Canonical URL."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """Aware; None where nobody said."""
    modified: datetime | None = None
    summary: str = ""
    image: str = ""
    """Absolute URL of the lead image; of a file's article also a path relative to that file; empty: none."""
    site: str = ""
    """Name of the publication."""
    translations: tuple[Translation, ...] = ()
    """hreflang links to other languages (not to itself)."""
    translation_of: str = ""
    tags: tuple[str, ...] = ()
    voice: str = ""
    slug: str = ""
    left_out: tuple[LeftOut, ...] = ()
    language_told: bool = False
    """The publisher himself said the language (front matter, configuration): the text is not asked."""

    @property
    def text(self) -> str:
        """Plain text as read, paragraphs separated by a blank line; without the title, captions and footnotes."""
        read = (block for block in self.blocks if block.kind not in ("caption", "note"))
        return "\n\n".join(f"{block.number}. {block.text}" if block.number else block.text for block in read)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence after each kind of thing; from `voices/<lang>.toml`, settable."""

    sentence: float = 0.36
    paragraph: float = 0.72
    heading: float = 0.84
    before_heading: float = 1.08
    """After the last sentence before a heading: at least 0.5, since apps cut chapter starts to whole seconds."""
    item: float = 0.48
    title: float = 1.08
    end: float = 0.96


@dataclass(frozen=True, slots=True)
class Script:
    """What is read aloud, as written: the blocks that stay, in order; and what does not."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    """Spoken blocks only, in order; the first is of kind `title`."""
    pauses: tuple[float, ...]
    """Seconds after each block; as long as `blocks`."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Block, ...] = ()
    """Footnotes and what else is not spoken but belongs to the show notes."""
    voice: str = ""
    """Voice that the publisher's edits or front matter set; empty: the language's."""
    said: tuple[tuple[int, int, int, str], ...] = ()
    """The publisher's own wording: (block, start, end, what to say instead of `text[start:end]`)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where what is said differs from what is written."""

    start: int
    """Offset in `Sentence.written`."""
    end: int
    said: str
    rule: str
    """Name of the rule, or `lexicon: <entry>`."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """IPA for a stretch of what is said, for engines that take phonemes."""

    start: int
    """Offset in the said text."""
    end: int
    ipa: str


@dataclass(frozen=True, slots=True)
class Said:
    """What `wording` made of a text."""

    text: str
    changes: tuple[Change, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the unit of speaking, checking, caching and of the transcript."""

    written: str
    """`Script.blocks[block].text[start:end]`, outer whitespace included in the offsets but not here."""
    block: int
    """Index into `Script.blocks`."""
    start: int
    """Offset in the block's text; a block's sentences cover it whole, in order."""
    end: int
    language: str
    pause: float
    """Seconds of silence after it."""
    said: Said | None = None
    """None until worded."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine, as the publisher names it and as the clip's key needs it."""

    engine: str
    name: str
    """The engine's own name of it (`de-DE`, `heart`, `fr_FR-siwis-medium`); unique in the engine."""
    language: str
    """BCP 47 of what it speaks well; `mul` where it speaks many."""
    licence: str = ""
    limit: int = 600
    """Longest text in characters of what is said; longer text is cut at clauses before it gets here."""
    synthetic: Literal["neural", "formant", "tone"] = "neural"
    """How it makes sound: decides IPTC digitalSourceType."""
    options: tuple[tuple[str, str | float | int | bool], ...] = ()
    """Settings that change the bytes (pace, speaker, noise scale), sorted by name; part of the clip's key."""

    @property
    def id(self) -> str:
        """`engine:name`, as on the command line."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Word:
    """When a word is heard."""

    start: float
    """Seconds from the start of the speech (in a Clip: of the clip; in a Reading: of the episode)."""
    end: float
    offset: int
    """Of the word in the said text (in a Reading: in the written sentence)."""
    length: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine answered: raw sound."""

    pcm: bytes
    """Mono, signed 16 bit, little-endian."""
    rate: int
    """Hertz."""
    words: tuple[Word, ...] = ()
    """Empty where the engine does not tell."""

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence as MP3: whole CBR frames at 48 kHz mono, silent edges, first frame free of the bit reservoir."""

    frames: bytes
    bitrate: int
    """kb/s; a frame is `3 * bitrate` bytes."""
    lead: float
    """Seconds from the clip's start to the first sound."""
    tail: float
    """Seconds from the last sound to the clip's end."""
    words: tuple[Word, ...] = ()

    @property
    def count(self) -> int:
        """Number of frames."""
        return len(self.frames) // (3 * self.bitrate)

    @property
    def samples(self) -> int:
        """Samples that it decodes to."""
        return self.count * FRAME_SAMPLES

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.count * FRAME_SECONDS


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a recording: a clip from the store, or silence."""

    frames: int
    """How many MP3 frames."""
    key: str = ""
    """The clip's key in the store; empty: silence."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Clips and silences in a row: where everything is, without the bytes (an hour is never in memory)."""

    pieces: tuple[Piece, ...]
    spans: tuple[tuple[float, float], ...]
    """Start and end of each sentence in seconds, as heard (edges' silence not counted)."""
    bitrate: int

    @property
    def count(self) -> int:
        """Frames in all."""
        return sum(piece.frames for piece in self.pieces)

    @property
    def seconds(self) -> float:
        """Length in seconds, exact."""
        return self.count * FRAME_SECONDS


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading's place in the episode."""

    start: float
    title: str


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


@dataclass(frozen=True, slots=True)
class Reading:
    """The heavy part of an episode: all that its page and transcripts need."""

    blocks: tuple[Block, ...]
    """As in the Script."""
    sentences: tuple[TimedSentence, ...]
    notes: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


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
    """Path of the MP3, with its hash."""
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
    alternates: tuple[Alternate, ...] = ()
    """Other encodings, published only where asked for."""

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
    """Episodes on an archive page of the feed; feed.xml has the newest, up to twice as many."""
    theme: tuple[tuple[str, str], ...] = ()
    """CSS custom properties of pages and player, e.g. (`accent`, `#0b5fff`)."""
    episode_covers: bool = False
    """Every episode has cover art of its own."""

    @property
    def feed(self) -> str:
        """Path of its feed."""
        return f"{self.language}/feed.xml"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is published: every show with its episodes, newest first."""

    shows: tuple[tuple[Show, tuple[Episode, ...]], ...]
