"""A block with a stretch of its text taken out or replaced, its marks moved."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Block, Mark


def spliced(block: Block, start: int, end: int, new: str = "", *, tidy: bool = True) -> Block:
    """The block with `new` in place of `text[start:end]`, its marks moved; where nothing is put in, no gap is left.

    With `tidy` the white space around a gap is mended: one space between words, none before a comma.
    """
    text = block.text
    if tidy and not new:
        before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
        apart = len(before) < start, end < len(text) - len(after)
        joined = not any(apart) or (not apart[1] and _ATTACHED.match(after)) or after.startswith(",")
        new = "" if joined or not before or not after else " "
        start, end = len(before), len(text) - len(after)
    shift = len(new) - (end - start)
    return replace(block, text=text[:start] + new + text[end:], marks=tuple(_moved(block.marks, start, end, shift)))


_ATTACHED = re.compile(r"[,.;:!?…)\]}’”»%]")
"""What stood at the gap without a space goes to the word before it; French keeps the space before its `?`."""


def _moved(marks: tuple[Mark, ...], start: int, end: int, shift: int) -> Iterator[Mark]:
    for mark in marks:
        first = mark.start if mark.start <= start else max(mark.start, end) + shift
        last = mark.end if mark.end <= start else (max(mark.end, end) + shift)
        if first < last:
            yield replace(mark, start=first, end=last)
