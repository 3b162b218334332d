"""A document, the article in it, its script and sentences: up to what is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  the catalogue reads the annotations when it restores values
from typing import Literal

EpisodeKind = Literal["full", "bonus", "trailer"]
"""Apple's kinds of episode."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody who had a part in an article or its sound."""

    name: str
    role: str = "author"
    """Of the podcast taxonomy, in lower case."""
    group: str = "writing"
    url: str = ""
    image: str = ""
    """URL of a picture."""


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch of an episode that stands for it."""

    start: float
    duration: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """How the publisher wants an article listed in a podcast; empty where nothing was said."""

    explicit: bool | None = None
    """None: as the show."""
    season: int = 0
    season_name: str = ""
    number: int = 0
    """Of the episode in its season or show."""
    kind: EpisodeKind = "full"
    block: bool = False
    """No directory is to list it."""
    section: str = ""
    """The part of the publication that it stands in."""
    soundbites: tuple[Soundbite, ...] = ()
    location: tuple[str, ...] = ()
    """What it is about: name, geo URI (RFC 5870), OpenStreetMap id; or nothing."""
    chat: str = ""
    """URI of a room where it is talked about."""
    links: tuple[tuple[str, str], ...] = ()
    """(URL, words) where the same can be had."""
    social: tuple[str, ...] = ()
    """URLs of posts under which it is discussed."""
    credits: tuple[Credit, ...] = ()
    """Persons of whom more is known than the name; authors are among `authors` too."""


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
    listing: Listing = field(default_factory=Listing)
    moved_from: str = ""
    """What the article was called before: its URL or path then."""
    expires: datetime | None = field(default=None, repr=False)
    """From when on it is not to be published any more. Not in `repr`, which is part of digests: they stay."""


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
    whole: bool = False
    """HTML that holds the article and nothing else, as an export or a book has it: nothing is looked for in it."""
    listed: bool = False
    """Found in a folder, an archive, a feed or a sitemap: nobody named it by itself."""
    edits: bytes = b""
    """The `<article>.script.toml` beside the source, empty where there is none."""


BlockKind = Literal[
    "title", "byline", "notice", "heading", "paragraph", "quote", "item", "caption", "code", "table", "note", "picture"
]
"""`title`, `byline` and `notice` are only in a Script; `caption`, `code`, `table`, `note` are not spoken unless set."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over `Block.text[start:end]`."""

    kind: Literal["link", "emphasis", "strong", "code", "language", "abbreviation", "formula", "picture"]
    start: int
    end: int
    value: str = ""
    """The link's absolute URL, the language's tag, the abbreviation's title, a formula's MathML; of a picture, which
    stands before the block and has no length, its address, a space, and what it shows in words."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an article, as written."""

    kind: BlockKind
    text: str
    """Whitespace collapsed to single spaces, code with its lines as they are; no control characters but those."""
    level: int = 0
    """Headings: 1 to 6. Items: depth of the list, 1 outermost. Lines of verse: 1 where the stanza goes on. Tables: 1
    where the first row names the columns."""
    number: str = ""
    """Items of ordered lists: as printed (`3`, `b`, `iv`); empty for bullets."""
    language: str = ""
    """BCP 47 where it differs from the article's, else empty."""
    source: str = ""
    """Quotes: who or where from, as printed (may be a URL)."""
    marks: tuple[Mark, ...] = ()
    apart: bool = field(default=False, repr=False)
    """A scene begins with it: a rule (`<hr>`) or a row of signs stands before it. Not in `repr`, as `Known.expires`."""


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
    moved_from: str = ""
    tags: tuple[str, ...] = ()
    voice: str = ""
    slug: str = ""
    expires: datetime | None = None
    """As of `Known`."""
    left_out: tuple[LeftOut, ...] = ()
    listing: Listing = field(default_factory=Listing)
    language_told: bool = False
    """The publisher himself said the language (front matter, configuration): the text is not asked."""

    @property
    def text(self) -> str:
        """Plain text as read, paragraphs separated by a blank line; without the title, captions and footnotes."""
        read = (block for block in self.blocks if block.kind not in ("caption", "note"))
        return "\n\n".join(f"{block.number}. {block.text}" if block.number else block.text for block in read)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence after each kind of thing; from `voices/<lang>.toml`, settable.

    People who read aloud pause 0.20 to 0.98 s between sentences and 0.40 to 1.34 s between paragraphs, slow ones 0.34
    to 1.36 and 0.75 to 1.80 (Kazlauskienė & Kalašinskaitė 2020, 48 recordings, doi:10.15388/RESPECTUS.2019.37.42.37);
    0.6 s is judged most natural (Liu et al. 2022, doi:10.3389/fpsyg.2022.778018). Ours lie in the lower half, since a
    voice needs no breath; longer than a paragraph's is what a listener cannot see. Whole MP3 frames (0.024 s).
    """

    sentence: float = 0.36
    """The sources' 0.20 to 0.98, for sentences that a voice has read without a breath."""
    paragraph: float = 0.72
    """Twice a sentence's, in the sources' ratio (1.5 to 2)."""
    heading: float = 0.84
    """Ours: more than a paragraph's, since what follows belongs to it."""
    before_heading: float = 1.08
    """After the last sentence before a heading: at least 0.5, since apps cut chapter starts to whole seconds."""
    item: float = 0.48
    """Ours: between a sentence's and a paragraph's, as an item is."""
    title: float = 1.08
    """As before a heading."""
    end: float = 0.96
    """Ours: the last word is not cut off by what an app plays next."""
    quote: float = 0.84
    """Before and after a quotation that is a block of its own. Ours: quotation marks are not heard."""
    list_end: float = 0.84
    """After a list's last item. Ours: more than a paragraph's, since nothing else says that the list is over."""
    scene: float = 1.56
    """Where a rule or a row of signs parts scenes. The sources' longest between paragraphs, 1.34 to 1.80."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows and the voice does not say: a picture, its caption, code, a table."""

    before: int
    """Index of the spoken block that it stands before; their number: at the end."""
    block: Block
    """Of a picture the kind is `picture`, the text what it shows in words, the source its address."""
    path: str = ""
    """Of a picture that was put in place: its name in the episode's folder."""
    width: int = 0
    """Pixels."""
    height: int = 0
    smaller: tuple[tuple[str, int], ...] = ()
    """The same picture for smaller screens: names, and widths in pixels."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All of its files, in the episode's folder."""
        return (*([self.path] if self.path else []), *(path for path, _ in self.smaller))


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
    seen: tuple[Seen, ...] = ()
    """What is shown between the blocks, in order."""
    speakers: tuple[tuple[int, int, int, str], ...] = ()
    """Whose words `text[start:end]` of a block is, where that is not the narrator: (block, start, end, who), in order;
    `who` is a name or role that the publisher gave a voice."""


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
    kind: str = ""
    """Empty: the publisher wants it so. `foreign`: a word of another language, for voices that do not read such by
    themselves; `context`: one that is read in two ways; `letter`: one of an initialism."""


@dataclass(frozen=True, slots=True)
class Said:
    """What `wording` made of a text."""

    text: str
    changes: tuple[Change, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()

    @property
    def sounds(self) -> tuple[tuple[str, str], ...]:
        """Words that are said by their IPA, for voices that take it, each with that."""
        return tuple((self.text[one.start : one.end], one.ipa) for one in self.pronunciations)


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
    speaker: str = ""
    """As in `Script.speakers`; empty: the narrator."""
