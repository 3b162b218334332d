"""What lines that an author broke with `<br>` are: verse, an address, a list, or only one paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.model import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import Mark

BREAK = "\x1e"
"""A line's end in a text that is being read; no page has this character, since control characters are taken out."""

LONGEST, USUAL = 80, 52
"""Characters of a line of verse, and of lines on the whole: prose that was broken at a width has 60 to 80."""

LONGEST_OF_TWO = 60
"""Characters of two lines that are no couplet: a name and an office, a street and a town."""

_BULLET = re.compile(r"(?:[•‣▪◦●·∙–—*-]|\d{1,3}[.)])\s+(?=\S)")
_ROW = re.compile(r"(?:[*⁂⁎⁑•·◦●○◆◇■□♦❖✦✧✱✳❦❧☙~∼〜#§+=_–—―-]\s*){1,12}")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


def is_row(block: Block) -> bool:
    """Whether it is a row of signs (`* * *`, `⁂`) that parts scenes."""
    return block.kind in ("paragraph", "heading", "quote") and _ROW.fullmatch(block.text) is not None


def parts(block: Block) -> list[Block]:
    """The block without its breaks: a block a line where the lines are what the author meant, else one.

    A line of verse has `level` 1 where another one of its stanza follows it.
    """
    if BREAK not in block.text:
        return [block]
    lines = [line for line in _lines(block) if line.text]
    if block.kind in ("paragraph", "quote") and len(lines) > 1:
        if items := _items(lines):
            return items
        if _is_verse([line.text for line in lines]):
            return [*(replace(line, level=1) for line in lines[:-1]), lines[-1]]
    if block.kind == "paragraph" and len(lines) > 1 and _is_label(lines[0]):
        rest = block.text.index(BREAK) + 1
        below = replace(block, text=block.text[rest:], marks=tuple(_within(block.marks, rest, len(block.text))))
        return [lines[0], *parts(_stripped(below))]
    return [_joined(block)] if lines else []


def _is_label(line: Block) -> bool:
    """Whether a line is a heading that is only set in bold: all of it is, and it is short, and no sentence."""
    strong = sum(mark.end - mark.start for mark in line.marks if mark.kind == "strong")
    return (
        0 < len(line.text) <= strong + 1 and len(line.text) <= LONGEST and not line.text.endswith((".", ",", ";", ":"))
    )


def _stripped(block: Block) -> Block:
    """The block without breaks and blanks before its first word."""
    start = len(block.text) - len(block.text.lstrip(f" {BREAK}"))
    return replace(block, text=block.text[start:], marks=tuple(_within(block.marks, start, len(block.text))))


def _lines(block: Block) -> list[Block]:
    found = []
    start = 0
    for piece in block.text.split(BREAK):
        text = piece.strip()
        first = start + len(piece) - len(piece.lstrip())
        marks = tuple(_within(block.marks, first, first + len(text)))
        found.append(replace(block, text=text, marks=marks))
        start += len(piece) + 1
    return found


def _within(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [
        replace(mark, start=max(mark.start - start, 0), end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    ]


def _joined(block: Block) -> Block:
    """One text, a space at each break."""
    text, marks = block.text, block.marks
    pieces = re.compile(rf"\s*{BREAK}\s*(?:{BREAK}\s*)*")
    for match in reversed(list(pieces.finditer(text))):
        start, end = match.span()
        space = " " if start and end < len(text) else ""
        by = end - start - len(space)
        text = text[:start] + space + text[end:]
        marks = tuple(
            replace(
                mark,
                start=mark.start if mark.start <= start else max(mark.start - by, start + len(space)),
                end=mark.end if mark.end <= start else max(mark.end - by, start),
            )
            for mark in marks
        )
    return replace(block, text=text, marks=tuple(mark for mark in marks if mark.start < mark.end))


def _items(lines: Sequence[Block]) -> list[Block]:
    """Lines of which two or more in a row begin with a bullet, or numbers that count up, as items of a list."""
    bullets = [_BULLET.match(line.text) for line in lines]
    if sum(map(bool, bullets)) < 2 or not all(bullets[1:]):
        return []
    made = []
    for line, bullet in zip(lines, bullets, strict=True):
        if bullet is None:
            made.append(line)
            continue
        number = match[1] if (match := _NUMBER.match(line.text)) else ""
        marks = tuple(_within(line.marks, bullet.end(), len(line.text)))
        made.append(Block("item", line.text[bullet.end() :], 1, number, line.language, "", marks))
    return made


def _is_verse(lines: Sequence[str]) -> bool:
    if len(lines) == 2:
        ended = re.search(r"[.!?…:]['\"”’»)]*$", lines[0]) is not None
        return not ended and not lines[1][:1].islower() and max(map(len, lines)) <= LONGEST_OF_TWO
    if max(map(len, lines)) > LONGEST:
        return False
    return sum(map(len, lines)) <= USUAL * len(lines)
