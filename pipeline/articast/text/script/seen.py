"""What the page shows and the voice does not say, in the places where it stood: pictures, captions, code, tables."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.model import Block, Seen
from articast.text.script import unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

UNHEARD = ("caption", "code", "table")
_HEAD = ("title", "byline", "notice")


def between(whole: Sequence[Block], spoken: Sequence[Block]) -> Iterator[Seen]:
    """What of the article stands between its spoken blocks.

    Args:
        whole: the article's blocks, spoken or not, with marks of their pictures.
        spoken: those of the script, which edits may have changed: what stood by a block that is gone stays near.
    """
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, block in enumerate(spoken):
        places[block.kind, block.text].append(index)
    at = next((index for index, block in enumerate(spoken) if block.kind not in _HEAD), len(spoken))
    for block in whole:
        found = places.get((block.kind, block.text), [])
        next_place = bisect_left(found, at)
        here = found[next_place] if next_place < len(found) else None
        yield from _pictures(block, at if here is None else here, after=False)
        if here is not None:
            at = here + 1
        elif block.kind in UNHEARD and not _told(block, places):
            yield Seen(at, bare(block))
        yield from _pictures(block, at, after=True)


def _told(block: Block, places: Mapping[tuple[str, str], list[int]]) -> bool:
    """Whether a table's rows are read, and stand in the text as a list."""
    return block.kind == "table" and any((row.kind, row.text) in places for row in unread.rows(block))


def _pictures(block: Block, at: int, *, after: bool) -> Iterator[Seen]:
    for mark in block.marks:
        if mark.kind == "picture" and (mark.start > 0) == after:
            address, _, words = mark.value.partition(" ")
            yield Seen(at, Block("picture", words, language=block.language, source=address))


def bare(block: Block) -> Block:
    """The block without its pictures, which have places of their own now."""
    if not any(mark.kind == "picture" for mark in block.marks):
        return block
    return replace(block, marks=tuple(mark for mark in block.marks if mark.kind != "picture"))
