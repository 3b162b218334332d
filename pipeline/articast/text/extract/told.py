"""The article's text as JSON-LD holds it: what was found in the page is held to it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from articast.model import Block
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 200
"""Letters of a text that is whole; shorter ones are summaries."""

PIECE = 30
"""Letters of the pieces of one text that are looked for in the other."""

SAME = 0.3
"""Share of the told text's pieces below which what was found is something else: teasers, a dialog, a menu."""

_MARKUP = re.compile(r"<(?:/?[a-z][^<>]{0,300}|br\s?/?)>", re.IGNORECASE)
_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br\s?/?>\s?<br\s?/?>", re.IGNORECASE)
_LINES = re.compile(r"\s*\n\s*|\s{4,}")


def is_other(found: Sequence[Block], body: str) -> bool:
    """Whether the found blocks are not the text that JSON-LD tells of; False where it tells too little."""
    whole = key(_plain(body))
    if len(whole) < LEAST:
        return False
    letters = key(" ".join(block.text for block in found))
    pieces = [whole[start : start + PIECE] for start in range(0, len(whole) - PIECE + 1, PIECE)][:400]
    return sum(piece in letters for piece in pieces) < SAME * len(pieces)


def blocks(body: str) -> tuple[Block, ...]:
    """The text as paragraphs, where it says where they end."""
    lines = (" ".join(line.split()) for line in _LINES.split(_plain(body)))
    return tuple(Block("paragraph", line) for line in lines if any(map(str.isalnum, line)))


def _plain(body: str) -> str:
    if "<" in body:
        body = _MARKUP.sub(" ", _ENDS.sub("\n", body))
    return unescape(body)
