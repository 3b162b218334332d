"""What sources take and give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from articast.model import Document

if TYPE_CHECKING:
    from pathlib import Path

    from articast.errors import SourceError


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read."""

    max_bytes: int = 64 * 1024 * 1024
    """Largest file, page, feed or standard input, after decompression."""
    timeout: float = 30.0
    """Seconds for a connection to answer; a whole request, with its redirects and body, has four times as long."""
    redirects: int = 5
    """How many are followed."""
    allow_private: bool = False
    """Whether addresses in private, loopback and other special networks may be asked."""
    allow: tuple[str, ...] = ()
    """Host names, addresses and networks that may be asked though they are not public: `cms.intranet`, `10.2.0.0/16`"""
    robots: bool = True
    """Whether robots.txt is obeyed."""
    user_agent: str = "Articast"
    """Sent with every request; its first word is looked for in robots.txt."""
    ours: tuple[Path, ...] = ()
    """Files and folders that are passed over where a folder is read: what we write ourselves."""
    exclude: tuple[str, ...] = ()
    """Patterns of ids (paths, URLs) that are passed over: `**/tags/**`."""
    seconds: float = 300.0
    """That one article may take to be found in a file or feed; 0: as long as it likes."""
    drafts: bool = False
    """Whether Markdown files are read whose front matter says that they are drafts."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is remembered of a page or file that was published: enough to see that it has not changed."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    """SHA-256, hex, of what a feed's entry or a sitemap said of it; empty where nobody said anything."""
    seen: str = ""
    """Document.id of what was published from it."""
    stamp: str = ""
    """Of a file: when it and its edits were changed last, and how large they are."""


class Memory(Protocol):
    """Where visits are kept from run to run (the catalogue).

    What else decides an episode (configuration, voice, version) is the memory's business:
    when that has changed, `recall` answers None and everything is read again.
    """

    def recall(self, url: str) -> Visit | None:
        """What was remembered of a page's URL."""

    def remember(self, url: str, visit: Visit) -> None:
        """Keep a visit in place of an earlier one."""


@dataclass(frozen=True, slots=True)
class Visited(Document):
    """A document with the visit that is to be remembered once its episode is published: see `done`."""

    visits: tuple[tuple[str, Visit], ...] = ()


class Fetched(Visited):
    """One that came over the network."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source that is as it was when it was last published."""

    source: str
    """As in Document."""
    id: str
    """Document.id."""


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """A source that could not be read; the others go on."""

    source: str
    error: SourceError


@dataclass(frozen=True, slots=True)
class Passed:
    """Something in a folder, archive or list that is no article for the public: no fault, and told."""

    source: str
    why: str
    """What such things are called, in the plural: `drafts`, `lists of articles`."""
