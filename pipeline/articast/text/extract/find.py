"""Which of a page's blocks are the article: trafilatura finds its text, we find that text among the blocks.

trafilatura's answer has lost inline markup, numbers of items, pieces of sentences (times, quotes): so it only chooses.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from articast.errors import ExtractionError
from articast.text import furniture
from articast.text.furniture.lines import REAL, THE_END, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from articast.model import Block

_SENTENCE = re.compile(r"[.!?…:。！？][\"'”’»“)\]]*$")

_LAST = 12
"""Characters at a text's end in which its sentence's end is looked for."""

LONG = 40
"""Letters of text that is not found by chance in two places."""

MANY = 20
"""Elements called `article` that are looked at: a page of more is a list of them."""

WHOLE = 0.75
"""Share of the page's prose that the found part must hold, else all of the page is read: sections may stand outside."""


MANY_SPANS = 2_000
"""Elements above which they are no help in finding the article: word processors set one a word, and trafilatura's time
grows with the square of them."""

_SPANS = etree.XPath("count(//span)")


def article_text(root: HtmlElement) -> str:
    """The article's text as trafilatura finds it, a block a line; empty where it finds none.

    Raises:
        ExtractionError: lists are nested deeper than trafilatura follows.
    """
    from trafilatura.core import bare_extraction

    if _SPANS(root) > MANY_SPANS:
        root = _without_spans(root)
    try:
        found = bare_extraction(root, include_comments=False, deduplicate=False, with_metadata=False)
    except RecursionError as error:
        raise ExtractionError("the page's elements are nested too deep: no article looks like this") from error
    return getattr(found, "text", "") or ""


def _without_spans(root: HtmlElement) -> HtmlElement:
    root = copy(root)
    etree.strip_tags(root, "span")
    for element in root.iter():  # each piece of text would stay a node of its own
        element.text, element.tail = element.text, element.tail
    return root


MOST_ELEMENTS = 25_000
MOST_LETTERS = 2_000_000
"""Beyond these a page is a book, a log, a list: trafilatura's time grows with the square of it (a minute at 10 MB).
Of 686 pages of three benchmarks the largest has 10,000 elements without its furniture, and 135,000 letters."""


def is_vast(body: HtmlElement) -> bool:
    """Whether a page without its furniture is beyond an article: then all of it is read that is no menu."""
    return bool(_COUNT(body) > MOST_ELEMENTS or _LENGTH(body) > MOST_LETTERS)


def frame(body: HtmlElement) -> HtmlElement:
    """The innermost `main` or `article` that holds most of a vast page's text, else its body."""
    enough = WHOLE * _LENGTH(body)
    holders = [element for element in islice(body.iter("main", "article"), MANY) if _LENGTH(element) >= enough]
    return holders[-1] if holders else body


_COUNT = etree.XPath("count(descendant::*)")
_LENGTH = etree.XPath("string-length(.)")


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
                if path[0] is not body:  # text after the body's end
                    return body
                common = path if common is None else _shared(common, path)
    if not common or _prose(common[-1]) < WHOLE * _prose(body):
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
    pictures and programs between them, notes after them. Headings at the end have no text: they are other articles'.
    """
    indices = [index for index, keep in enumerate(kept) if keep and not is_menu(blocks[index])]
    told = _is_told_in_headings([blocks[index] for index in indices])
    while (
        len(indices) > 1 and blocks[indices[-1]].kind == "heading" and not (told and is_sentence(blocks[indices[-1]]))
    ):
        indices.pop()
    if not indices:
        return list(kept)
    indices = indices[: _reprinted(blocks, indices, key(title))]
    first, last = indices[0], indices[-1]
    lead = _leads(blocks, first, key(title), key(summary))
    own = set(indices)
    over = _over(blocks, kept)
    done = [
        index < over
        and (
            index in own
            or index in lead
            or (first <= index <= last and (block.kind in ("caption", "code") or _is_gap(blocks, kept, index)))
            or (index >= first and block.kind == "note")
        )
        for index, block in enumerate(blocks)
    ]
    return [keep and (told or not _is_bare(blocks, done, index)) for index, keep in enumerate(done)]


def _over(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    """Where a press release says that it is over, late in it: below stands who sent it."""
    total = sum(len(block.text) for block, keep in zip(blocks, kept, strict=True) if keep)
    before = 0
    for index, (block, keep) in enumerate(zip(blocks, kept, strict=True)):
        if block.kind in ("paragraph", "heading") and 3 * before > total and THE_END.fullmatch(block.text.strip()):
            return index
        before += len(block.text) * keep
    return len(blocks)


def _reprinted(blocks: Sequence[Block], indices: Sequence[int], title: str) -> int:
    """How many of the chosen blocks stand before the article is printed again: its title, and the beginning of a
    paragraph that was there before, as machines keep it in a page for one another.
    """
    before = 0
    starts: set[str] = set()
    for count, index in enumerate(indices):
        block = blocks[index]
        if title and before >= REAL and block.kind == "heading" and key(block.text) == title:
            again = (key(blocks[other].text[: 3 * AGAIN])[:AGAIN] for other in indices[count + 1 :])
            if any(start in starts for start in again if len(start) == AGAIN):
                return count
        before += len(block.text)
        if block.kind == "paragraph":
            starts.add(key(block.text[: 3 * AGAIN])[:AGAIN])
    return len(indices)


AGAIN = 30
"""Letters at a paragraph's beginning by which it is known again."""


def _is_told_in_headings(chosen: Sequence[Block]) -> bool:
    """Whether headings are the text: a list of pictures has a sentence above each, and little else."""
    return 2 * sum(block.kind == "heading" and is_sentence(block) for block in chosen) >= max(len(chosen), ALIKE)


def _is_bare(blocks: Sequence[Block], kept: Sequence[bool], index: int) -> bool:
    """Whether a block is the heading of a section of which nothing was kept, as of a list of links.

    `Related articles` stays for the rules of furniture to see: all that follows it goes.
    """
    if blocks[index].kind != "heading" or index + 1 >= len(blocks) or kept[index + 1]:
        return False
    if furniture.found("", "rest", blocks[index].text):
        return False
    for block, keep in zip(islice(blocks, index + 1, None), islice(kept, index + 1, None), strict=True):
        if keep:
            return block.kind == "heading" and block.level <= blocks[index].level
        if block.kind in ("code", "table", "caption", "note"):
            return False
    return False


BELOW, WITHIN = 4, 12
"""Paragraphs below a headline, and the blocks among which they stand, that are an article's beginning."""


def below_headline(
    blocks: Sequence[Block], nodes: Sequence[HtmlElement], kept: Sequence[bool], title: str
) -> list[bool]:
    """`kept`, or where nothing of it stands soon after the headline the paragraphs there: testimonials, teasers and
    comments are prose, too, and longer than an article of lists and tables. What stands in boxes of the same make as
    the paragraphs goes on with them.
    """
    wanted = key(title)
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading" and key(block.text) == wanted]
    if not wanted or len(heads) != 1:
        return list(kept)
    near = range(heads[0] + 1, min(len(blocks), heads[0] + 1 + WITHIN))
    begun = [index for index in near if is_prose(blocks[index]) and blocks[index].kind == "paragraph"]
    if len(begun) < BELOW or any(kept[index] for index in near):
        return list(kept)
    own = {one for index in begun for one in _make(nodes[index])[1:] if _CLASSED.search(one)}
    return [
        index in begun or (keep and index > begun[-1] and not own.isdisjoint(_make(nodes[index])))
        for index, keep in enumerate(kept)
    ]


_CLASSED = re.compile(r"^(?:div|section|article|main) \S")
"""A box that has a name: those without are everywhere."""


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


def is_ended(block: Block) -> bool:
    """Whether a text ends as a sentence does."""
    return _SENTENCE.search(block.text[-_LAST:]) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of whole sentences, and no list of links."""
    return block.kind in ("paragraph", "quote", "item") and is_sentence(block) and not is_links(block)


def is_sentence(block: Block) -> bool:
    """Whether a block is a whole sentence or several: a list's headings may be, and a paragraph may be one link."""
    return len(block.text) >= 60 and len(block.text.split()) >= 8 and is_ended(block)


def _is_gap(blocks: Sequence[Block], kept: Sequence[bool], index: int) -> bool:
    """Whether a block that was not chosen belongs to its chosen neighbours: .001 to .002 of F1 on each benchmark."""
    block = blocks[index]
    if block.kind == "heading":
        return not is_links(block) and _is_between(blocks, kept, index)
    if is_links(block):
        return block.kind == "paragraph" and is_sentence(block) and kept[index - 1] and kept[index + 1]
    near = any(kept[max(0, index - 2) : index]) and any(kept[index + 1 : index + 3])
    if near:
        return block.kind == "quote" or is_prose(block)
    # a card of a roundup: its heading was chosen, its text, a button and the next one's number were not
    is_card = index > 1 and kept[index - 1] and blocks[index - 1].kind == "heading" and any(kept[: index - 1])
    return is_card and is_prose(block) and any(kept[index + 1 : index + 1 + CARD])


CARD = 4
"""Blocks from a card's text to the heading of the next one."""


def _is_between(blocks: Sequence[Block], kept: Sequence[bool], index: int) -> bool:
    """Whether a heading stands between chosen blocks, other headings beside it left aside."""
    before = next((n for n in range(index - 1, -1, -1) if blocks[n].kind != "heading"), None)
    after = next((n for n in range(index + 1, len(blocks)) if blocks[n].kind != "heading"), None)
    return before is not None and after is not None and kept[before] and kept[after]
