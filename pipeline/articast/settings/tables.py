"""The other tables of articast.toml."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from articast.limits import USUAL
from articast.settings.values import HostOrNetwork, Seconds, Spoken, Table, Variable, VariableName


class SpeechTable(Table):
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


class PausesTable(Table):
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
    quote: Seconds | None = None
    """Before and after a quotation that stands by itself."""
    list_end: Seconds | None = None
    """After a list."""
    scene: Seconds | None = None
    """At a rule (`<hr>`) or a row of signs (`* * *`)."""


class ExtractTable(Table):
    """[extract]: a site's own CSS selectors, and phrases that are never spoken."""

    article: str = ""
    """CSS selector of the article; empty: found out."""
    exclude: tuple[str, ...] = ()
    """CSS selectors of what is never read."""
    furniture: tuple[str, ...] = ()
    """Whole paragraphs that are never read, as regular expressions."""


class FetchTable(Table):
    """[fetch]: how pages are fetched."""

    timeout: float = Field(20.0, gt=0)
    """Seconds for an answer to begin; the whole of it may take four times as long."""
    max_bytes: int = Field(64 * 2**20, gt=0)
    """Of one file, page or member of an archive."""
    redirects: int = Field(5, ge=0, le=20)
    """That are followed for one address."""
    allow: tuple[HostOrNetwork, ...] = ()
    """Hosts and networks of the publisher's own that are not public: `cms.intranet`, `*.intranet`, `10.2.0.0/16`."""
    allow_private: bool = False
    """All of them; `allow` says it better."""
    robots: bool = True
    """`robots.txt` is obeyed."""
    user_agent: str = ""
    """How we call ourselves; empty: Articast, with its version."""


class DeliveryTable(Table):
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


class SigningTable(Table):
    """[signing]: PEM files for C2PA, with the extra `c2pa`."""

    certificate: str = ""
    """File of the chain of certificates."""
    key: str = ""
    """File of the private key."""


class VerifyTable(Table):
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


class HoldTable(Table):
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


class LimitsTable(Table):
    """[limits]: what one article may take; what takes more fails alone, with a message; 0: no limit."""

    characters: int = Field(USUAL.characters, ge=0)
    """Of its text: some 18 hours of speech."""
    prepare_seconds: float = Field(USUAL.prepare_seconds, ge=0)
    """To read a document and to word its sentences."""
    sentence_seconds: float = Field(USUAL.sentence_seconds, ge=0)
    """For a voice to speak one sentence; the process that takes longer is ended, and another takes its place."""
    article_seconds: float = Field(USUAL.article_seconds, ge=0)
    """For all its sentences; what was spoken until then is kept, and the next run goes on."""
    memory_mb: int = Field(USUAL.memory_mb, ge=0)
    """Megabytes that one process may have for it (on Linux)."""


class EngineTable(Table):
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
    key: VariableName | None = None
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
