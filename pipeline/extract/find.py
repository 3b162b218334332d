"""Which of a page's blocks are the article: trafilatura finds its text, we find that text among the blocks.

trafilatura's answer has lost inline markup, numbers of items, pieces of sentences (times, quotes): so it only chooses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from pipeline.model import Block

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_LETTERS = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[.!?…:。！？][\"'”’»“)\]]*$")

PIECE = 30
"""Letters of the pieces by which a block is looked for that trafilatura kept only in part."""

PART = 0.5
"""Share of a block's pieces that must be found for all of it to be taken."""

OCCURRENCES = 40
"""Places of a short block that are tried; the first ones, since articles are long and menus repeat."""

MANY = 5_000
"""Blocks of a page above which few places are tried for each."""

PATIENCE = 4_000_000_000
"""Blocks times letters above which only whole lines are compared, so that a hostile page costs seconds, not hours."""


LONG = 40
"""Letters of text that is not found by chance in two places."""


WHOLE = 0.75
"""Share of the page's prose that the found part must hold, else all of the page is read: sections may stand outside."""


class Place(NamedTuple):
    """Where a block may stand in the found text."""

    start: int
    end: int
    weight: int
    block: int


def key(text: str) -> str:
    """Letters and digits alone, in lower case: what stays the same whatever was done to markup and spaces."""
    if text.isascii():  # ten times as fast, and keys are most of what finding costs
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return _LETTERS.sub("", text.casefold())


def article_text(root: HtmlElement) -> str:
    """The article's text as trafilatura finds it, a block a line; empty where it finds none.

    Raises:
        ExtractionError: lists are nested deeper than trafilatura follows.
    """
    from trafilatura.core import bare_extraction  # noqa: PLC0415 - a tenth of a second

    try:
        found = bare_extraction(root, include_comments=False, deduplicate=False, with_metadata=False)
    except RecursionError as error:
        raise ExtractionError("the page's elements are nested too deep: no article looks like this") from error
    return getattr(found, "text", "") or ""


def region(body: HtmlElement, text: str, title: str = "") -> HtmlElement:
    """The smallest element that holds all of the found text and the headline, so that only that is read block by block.

    Told by elements whose own text begins as a line of it does, for 40 letters: no menu does.
    """
    begins = {start for line in text.splitlines() if len(start := key(line[: 3 * LONG])[:LONG]) == LONG}
    common: list[HtmlElement] | None = None
    for element in body.iter():
        own = element.text if isinstance(element.tag, str) else None
        for piece in (own, element.tail):
            if piece and len(piece) >= LONG and key(piece[: 3 * LONG])[:LONG] in begins:
                holder = element if piece is own else element.getparent()
                path = _path(holder, body)
                common = path if common is None else _shared(common, path)
    if common is None or _prose(common[-1]) < WHOLE * _prose(body):
        return body
    wanted = key(title)
    for heading in body.iter("h1", "h2"):
        if wanted and key("".join(heading.itertext())) == wanted:
            shared = _shared(common, _path(heading, body))
            # on a page of many articles the headline may stand in a list of others
            return shared[-1] if shared else body
    return common[-1]


def _prose(element: HtmlElement) -> int:
    return sum(len(paragraph.text or "") for paragraph in element.iter("p") if len(paragraph.text or "") > 2 * LONG)


def _path(element: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    path = [element]
    while path[-1] is not body and (parent := path[-1].getparent()) is not None:
        path.append(parent)
    return path[::-1]


def _shared(one: list[HtmlElement], other: list[HtmlElement]) -> list[HtmlElement]:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        count += 1
    return one[:count]


def chosen(blocks: Sequence[Block], text: str) -> list[bool]:
    """For each block whether it is in `text`, the article as trafilatura found it.

    Blocks are laid over the text in order and without overlap, as much of it covered as can be: a headline that a page
    prints three times is taken where it belongs, and a menu's word is not taken for one inside a sentence.
    """
    keys = [key(block.text) for block in blocks]
    whole = key(text)
    if len(keys) * len(whole) > PATIENCE:
        lines = {key(line) for line in text.splitlines()}
        return [found in lines and found != "" for found in keys]
    tries = OCCURRENCES if len(keys) < MANY else 3
    places = [place for index, block in enumerate(keys) if block for place in _places(index, block, whole, tries)]
    laid = set(_lay(places))
    return [index in laid for index in range(len(blocks))]


def _places(index: int, block: str, whole: str, tries: int) -> Iterator[Place]:
    at, count = whole.find(block), 0
    while at >= 0 and count < tries:
        yield Place(at, at + len(block), len(block), index)
        at, count = whole.find(block, at + 1), count + 1
    if count or len(block) < 2 * PIECE:
        return
    pieces = [block[start : start + PIECE] for start in range(0, len(block) - PIECE + 1, PIECE)]
    found = [position for piece in pieces if (position := whole.find(piece)) >= 0]
    if len(found) >= PART * len(pieces):
        start, end = min(found), max(found) + PIECE
        if end - start <= len(block) + PIECE:
            yield Place(start, end, len(found) * PIECE, index)


def _lay(places: Sequence[Place]) -> Iterator[int]:
    """The blocks of the heaviest chain of places that follow each other in the page and in the text."""
    if not places:
        return
    # best[i] is the greatest weight of a chain that ends at or before ends[i]; a Fenwick tree of prefix maxima
    ends = sorted({place.end for place in places})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)
    before: list[int] = [-1] * len(places)
    pending: list[tuple[int, int, int]] = []
    current = -1
    for number, place in enumerate([*places, Place(0, 0, 0, -2)]):
        if place.block != current:
            for rank, weight, chain in pending:
                _raise(best, rank, (weight, chain))
            pending, current = [], place.block
        if place.block < 0:
            break
        weight, previous = _greatest(best, bisect_right(ends, place.start))
        before[number] = previous
        pending.append((bisect_right(ends, place.end), weight + place.weight, number))
    number = _greatest(best, len(ends))[1]
    while number >= 0:
        yield places[number].block
        number = before[number]


def _greatest(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank:
        found = max(found, best[rank])
        rank &= rank - 1
    return found


def _raise(best: list[tuple[int, int]], rank: int, value: tuple[int, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], value)
        rank += rank & -rank


def is_links(block: Block) -> bool:
    """Whether a block is mostly links: a menu, a teaser."""
    linked = sum(mark.end - mark.start for mark in block.marks if mark.kind == "link")
    return linked > 0.6 * len(block.text)


LEAD = 140
"""Characters of a lead at least. Shorter lines under a headline are decks, which two of three benchmarks do not count
to the article (aeb .9610 with all of them, .9638 with these); a deck is the page's summary as a rule, and kept as that.
Longer ones are (trafilatura's own pages: .9215 without, .9326 with)."""

NEAR = 8
"""Blocks (author, date, picture, player) that may stand between a lead and the text."""


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

MENU = 5
"""Links of a block that is nothing but links; two or three are a line such as `Sources: this one, that one`."""


def is_menu(block: Block) -> bool:
    """Whether a paragraph is a row of links, or a bare address that nobody wrote to be read."""
    if _ADDRESS.fullmatch(block.text):
        return True
    return block.kind == "paragraph" and is_links(block) and sum(mark.kind == "link" for mark in block.marks) >= MENU


def completed(blocks: Sequence[Block], kept: Sequence[bool], title: str = "", summary: str = "") -> list[bool]:
    """`kept` with what trafilatura is known to miss and what belongs to the chosen blocks, less what it adds last.

    The lead between headline and first chosen block; headings, quotes and paragraphs between chosen ones; captions of
    pictures between them, notes after them. Headings at the end have no text: they are other articles'.
    """
    indices = [index for index, keep in enumerate(kept) if keep and not is_menu(blocks[index])]
    while len(indices) > 1 and blocks[indices[-1]].kind == "heading":
        indices.pop()
    if not indices:
        return list(kept)
    first, last = indices[0], indices[-1]
    lead = _leads(blocks, first, key(title), key(summary))
    own = set(indices)
    return [
        index in own
        or index in lead
        or (first <= index <= last and (block.kind == "caption" or _is_gap(blocks, kept, index)))
        or (index >= first and block.kind == "note")
        for index, block in enumerate(blocks)
    ]


ALIKE = 3
"""Blocks of one make that must have been chosen before others of it are taken too."""

LEVELS = 4
"""Elements above a block that tell of what make it is, each by its name and classes."""


def extended(blocks: Sequence[Block], nodes: Sequence[HtmlElement], kept: Sequence[bool]) -> list[bool]:
    """`kept`, with the paragraphs and items that stand in the page exactly as chosen ones do.

    trafilatura gives up whole sections of long pages; a template sets its paragraphs alike, and not as teasers.
    """
    makes = [_make(node) for node in nodes]
    chosen_ones: Counter[tuple[str, ...]] = Counter()
    for block, make, keep in zip(blocks, makes, kept, strict=True):
        if keep and is_prose(block):
            chosen_ones[make] += 1
    done = list(kept)
    for index, (block, make) in enumerate(zip(blocks, makes, strict=True)):
        if not done[index] and chosen_ones[make] >= ALIKE and is_prose(block):
            done[index] = True
    return done


def _make(node: HtmlElement | None) -> tuple[str, ...]:
    make: list[str] = []
    while node is not None and len(make) < LEVELS:
        make.append(f"{node.tag} {node.get('class') or ''}")
        node = node.getparent()
    return tuple(make)


def _leads(blocks: Sequence[Block], first: int, title: str, summary: str) -> set[int]:
    """Paragraphs between the headline and the first chosen block: the standfirst, which trafilatura often misses."""
    heads = [
        index
        for index in range(first + 1)
        if blocks[index].kind == "heading" and title and key(blocks[index].text) == title
    ]
    start = heads[-1] + 1 if heads else None
    found = set()
    for index in range(max(0, first - NEAR) if start is None else start, first):
        block = blocks[index]
        if len(block.text) < LEAD or block.kind in ("caption", "note", "code", "table"):
            continue
        is_summary = len(summary) >= LONG and key(block.text).startswith(summary[:LONG])
        if is_summary or (start is not None and first - index <= NEAR and is_prose(block)):
            found.add(index)
    return found


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of whole sentences, and no list of links."""
    return (
        block.kind in ("paragraph", "quote", "item")
        and len(block.text) >= 60
        and len(block.text.split()) >= 8
        and _SENTENCE.search(block.text) is not None
        and not is_links(block)
    )


def _is_gap(blocks: Sequence[Block], kept: Sequence[bool], index: int) -> bool:
    """Whether a block that was not chosen belongs to its chosen neighbours: .001 to .002 of F1 on each benchmark."""
    block = blocks[index]
    if is_links(block):
        return False
    if block.kind == "heading":
        return kept[index - 1] and kept[index + 1]
    near = any(kept[max(0, index - 2) : index]) and any(kept[index + 1 : index + 3])
    return near and (block.kind == "quote" or is_prose(block))
