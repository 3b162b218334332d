"""Which blocks are in a text: blocks are laid over it in order, as much of it covered as can be."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Block

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


class Place(NamedTuple):
    """Where a block may stand in the found text."""

    start: int
    end: int
    weight: int
    block: int


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
