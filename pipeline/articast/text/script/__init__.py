"""Article → Script: what is read aloud, in order, and what is not; the publisher's edits applied. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from articast.errors import ExtractionError
from articast.languages import table
from articast.model import Block, Pauses, Script
from articast.text.furniture.lines import Leaving, glued, is_headings, lines
from articast.text.script import edits as editing
from articast.text.script import head, leave, seen, speakers, unread
from articast.text.script.cards import cards
from articast.text.script.edits import Edits
from articast.text.script.quotes import attributed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import Article


@dataclass(frozen=True, slots=True)
class Direction:
    """What the publisher sets for all articles."""

    pauses: Pauses | None = None
    """Seconds; None: those of `voices/<lang>.toml`."""
    captions: bool = False
    """Read the captions of pictures."""
    alt: bool = False
    """Read what pictures show, as their alternative text has it."""
    tables: Literal["announce", "read", "skip"] = "announce"
    """Say that a table stands there; read small ones row by row, and announce the others; or pass over them."""
    byline: bool = True
    """Say author and date after the title, where known."""
    notice: bool = True
    """Say that the voice is synthetic."""
    speakers: tuple[str, ...] = ()
    """Names and roles (`question`, `answer`, `quotes`) that have a voice of their own."""
    quotes: int = 20
    """Words from which on a quotation is said by the voice of `quotes`."""
    furniture: tuple[str, ...] = ()
    """The site's own phrases: a block that is one of them, or a regular expression that fits it whole, is not read."""


_DIRECTION = Direction()
_EDITS = Edits()

edits = editing.read
speaker_of = speakers.speaker_of
ROLES = speakers.ROLES


def write(article: Article, direction: Direction = _DIRECTION, edits: Edits = _EDITS) -> Script:
    """The script of an article.

    Raises:
        ExtractionError: nothing is left to say.
        ScriptError: an edit fits nothing in the article any more.
    """
    leaving = Leaving(article.language, lambda text: editing.kept(edits, text), article.authors, list(article.left_out))
    text, whole = _text(article, direction, leaving)
    title, text = head.title(article, text)
    if not any(map(str.isalnum, title.text)) and not text:
        raise ExtractionError(f"{article.id}: nothing is left to read aloud; see what was left out and why")
    blocks = tuple(map(seen.bare, (title, *_head(article, direction), *text)))
    blocks, dropped = editing.apply(edits, blocks, article)
    if not blocks:
        raise ExtractionError(f"{article.id}: the edits leave nothing to read aloud")
    return Script(
        title=article.title or title.text,
        language=article.language,
        blocks=blocks,
        pauses=tuple(_pauses(blocks, direction.pauses or _default_pauses(article.language))),
        left_out=(*leaving.left, *dropped),
        notes=tuple(map(seen.bare, leaving.notes)),
        voice=edits.voice or article.voice,
        said=editing.said(edits, blocks),
        seen=tuple(seen.between(whole, blocks)),
        speakers=speakers.found(blocks, article.language, direction.speakers, direction.quotes)
        if direction.speakers
        else (),
    )


def _text(article: Article, direction: Direction, leaving: Leaving) -> tuple[list[Block], list[Block]]:
    """The article's blocks that are read, in order; and those that are read or shown."""
    blocks = leave.footnotes(article.blocks, leaving)
    blocks = glued(blocks, leaving)
    blocks = leave.titles(blocks, article.title, leaving)
    blocks = lines(blocks, direction.furniture, leaving)
    blocks = cards(blocks, leaving)
    blocks = leave.twice(blocks, leaving)
    heard = _unspoken(blocks, direction, leaving)
    if direction.alt:
        heard = unread.pictures(heard, article.language)
    return attributed(heard if is_headings(article.blocks) else leave.headings(heard, leaving)), blocks


def _unspoken(blocks: Sequence[Block], direction: Direction, leaving: Leaving) -> list[Block]:
    """Takes out what is seen, not heard: code and tables (announced in their place), captions unless they are set."""
    kept: list[Block] = []
    captions = {} if direction.captions else _captions(blocks)
    told: set[int] = set()
    for index, block in enumerate(blocks):
        if block.kind == "table":
            caption = captions.get(index)
            made = _table(block, blocks[caption].text if caption is not None else "", direction, leaving)
            told |= {caption} if made and caption is not None else set()
            kept += made
        elif block.kind == "code":
            leaving.out(block.text, "code")
            leaving.notes.append(block)
            if not index or blocks[index - 1].kind != "code":
                kept += unread.code(_run(blocks, index), leaving.language)
        elif block.kind != "caption" or direction.captions:
            kept.append(block)
    for index, block in enumerate(blocks):
        if block.kind == "caption" and not direction.captions and index not in told:
            leaving.out(block.text, "caption")
    return kept


def _captions(blocks: Sequence[Block]) -> dict[int, int]:
    """Of each table its caption: the one right before it, else the one right after, and none is two tables'."""
    found: dict[int, int] = {}
    for index, block in enumerate(blocks):
        for beside in (index - 1, index + 1) if block.kind == "table" else ():
            if 0 <= beside < len(blocks) and blocks[beside].kind == "caption" and beside not in found.values():
                found[index] = beside
                break
    return found


def _run(blocks: Sequence[Block], start: int) -> str:
    """The code of neighbours, tabs say, together."""
    return "\n".join(block.text for block in takewhile(lambda block: block.kind == "code", blocks[start:]))


def _table(block: Block, caption: str, direction: Direction, leaving: Leaving) -> list[Block]:
    """What is said where a table stands, with its caption; nothing where the language has no words for it."""
    if direction.tables == "read" and (rows := unread.rows(block)):
        return [*([Block("paragraph", caption)] if caption else []), *rows]
    leaving.out(block.text, "table")
    leaving.notes.append(block)
    return unread.table(caption, leaving.language) if direction.tables != "skip" else []


def _head(article: Article, direction: Direction) -> list[Block]:
    return [
        *(head.byline(article) if direction.byline else []),
        *(head.notice(article.language) if direction.notice else []),
    ]


def _default_pauses(language: str) -> Pauses:
    return Pauses(**table(language, "pauses"))


def _pauses(blocks: Sequence[Block], pauses: Pauses) -> list[float]:
    """Seconds after each block."""
    return [
        pauses.end if follower is None else _pause(block, follower, pauses)
        for block, follower in zip(blocks, [*blocks[1:], None], strict=True)
    ]


def _pause(block: Block, follower: Block, pauses: Pauses) -> float:
    """Seconds between two blocks."""
    if follower.kind == "heading":
        pause = pauses.before_heading
    elif block.kind == "title":
        pause = pauses.title
    elif block.kind == "heading":
        pause = pauses.heading
    elif block.kind == follower.kind and (block.kind == "item" or (block.level and block.kind != "notice")):
        pause = pauses.item  # of a list; or of verse
    elif block.kind == "item":
        pause = pauses.list_end
    elif (block.kind == "quote") != (follower.kind == "quote"):
        pause = pauses.quote
    else:
        pause = pauses.paragraph
    return max(pause, pauses.scene) if follower.apart else pause
