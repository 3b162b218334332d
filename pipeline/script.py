"""Article → Script: what is read aloud, in order, and what is not; the publisher's edits applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Block, Script

if TYPE_CHECKING:
    from pipeline.model import Article, Pauses


@dataclass(frozen=True, slots=True)
class Direction:
    """What the publisher sets for all articles."""

    pauses: Pauses | None = None
    """Seconds; None: those of `voices/<lang>.toml`."""
    captions: bool = False
    """Read the captions of pictures."""
    byline: bool = True
    """Say author and date after the title, where known."""
    notice: bool = True
    """Say that the voice is synthetic."""
    furniture: tuple[str, ...] = ()
    """The site's own phrases: a block that is one of them, or a regular expression that fits it whole, is not read."""


@dataclass(frozen=True, slots=True)
class Edits:
    """The publisher's edits of one article: `<article>.script.toml`."""

    voice: str = ""


def edits(toml: bytes, where: str) -> Edits:
    """Read a `<article>.script.toml`; `where` names it in messages.

    Raises:
        ScriptError: it is not TOML, or says something that we do not know.
    """
    del toml, where
    return Edits()


def write(article: Article, direction: Direction = Direction(), edits: Edits = Edits()) -> Script:  # noqa: B008 - frozen
    """The script of an article.

    Raises:
        ExtractionError: nothing is left to say.
        ScriptError: an edit fits nothing in the article any more.
    """
    del direction
    blocks = (Block("title", article.title), *article.blocks)
    return Script(
        title=article.title,
        language=article.language,
        blocks=blocks,
        pauses=(0.7,) * len(blocks),
        left_out=article.left_out,
        voice=edits.voice or article.voice,
    )
