"""Who is quoted: printed below a quote, said after it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from articast.model import Block
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S|//|www\.|[./#?]", re.IGNORECASE)
"""How the value of `<blockquote cite>` begins, which nobody sees."""


def attributed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each quote's source as a block of its own after the quote's last one.

    That block's `source` is its quote's, by which pages tell it from the words that are quoted. A source that is only
    an address, or that the quote or the next block says, is not said again.
    """
    said: list[Block] = []
    for block, follower in pairwise([*blocks, None]):
        assert block is not None
        said.append(block)
        if block.kind != "quote" or (follower and follower.kind == "quote" and follower.source == block.source):
            continue
        who = block.source.strip(" -–—―~")
        letters = key(who)
        around = key(block.text), "" if follower is None else key(follower.text)
        if letters and not _ADDRESS.match(who) and letters not in around[0] and letters != around[1]:
            said.append(Block("quote", who, source=block.source))
    return said
