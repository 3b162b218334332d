"""Reads the blocks of a prepared tree in reading order: headings, paragraphs, quotes, items, captions, code, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from lxml import etree

from articast.model import Block, BlockKind, Mark
from articast.text.extract import breaks, pictures
from articast.text.extract.inline import Line
from articast.text.extract.kinds import (
    code_in,
    is_caption,
    is_layout,
    is_note,
    is_program,
    is_verse,
    quote_source,
    rows,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

INLINE = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
        ruby rtc s samp small span strike strong sub sup time tt u var wbr math mi mn mo ms mtext mrow mfrac
        msup msub msqrt img picture xref
        """,
    )
) | {"inline-formula", "tex-math", "mjx-container"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROMAN = dict(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a block."""

    kind: BlockKind = "paragraph"
    level: int = 0
    language: str = ""
    depth: int = 0
    """Of lists."""
    quote: int = 0
    """Number of the quote that it stands in, 0 outside."""
    note: bool = False


class _Inside(NamedTuple):
    """An element that the walk is in."""

    element: HtmlElement
    place: Place
    """Of what stands in it."""
    kind: Literal["inline", "block", "skipped"]


_NOWHERE = Place()


class Reader:
    """Walks a tree without recursion, since hostile ones are deep, and collects its blocks.

    One class, since all of it is one walk's state.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.nodes: list[HtmlElement | None] = []
        """The element that each block is the text of."""
        self.quotes: list[int] = []
        self._line = Line(base)
        self._breaks = 0
        self._number = ""
        self._is_new = False
        """Nothing of the item that we are in has been read yet."""
        self._counts: dict[HtmlElement, int] = {}
        self._next_quote = 0
        self._sources: dict[int, str] = {}
        self._open: list[tuple[HtmlElement, int]] = []
        self._pictures: list[str] = []
        """Seen since the last block: they stand before the next one."""
        self._is_apart = False
        """A rule was seen since the last block, or that is a row of signs."""

    def read(self, root: HtmlElement) -> tuple[Block, ...]:
        """The blocks under `root`."""
        walk = etree.iterwalk(root, events=("start", "end"))
        around = [_Inside(root, _NOWHERE, "skipped")]
        for event, element in walk:
            if event == "start":
                inside = self._enter(element, around[-1])
                around.append(inside)
                if inside.kind == "skipped":
                    walk.skip_subtree()
                elif text := element.text:
                    self._add(text)
            else:
                self._leave(around.pop())
                if element is not root and (text := element.tail):
                    self._add(text)
        self._flush(_NOWHERE, root)
        if self._pictures and self.blocks:
            self.blocks[-1] = pictures.hung(self.blocks[-1], self._pictures, after=True)
        return tuple(
            replace(block, source=self._sources.get(quote, block.source)) if quote else block
            for block, quote in zip(self.blocks, self.quotes, strict=True)
        )

    def _add(self, text: str) -> None:
        if self._breaks and not text.isspace():
            self._breaks = 0
        self._line.add(text)

    def _leave(self, inside: _Inside) -> None:
        if inside.kind == "inline":
            element, start = self._open.pop()
            self._line.mark(element, start)
        elif inside.kind == "block":
            self._flush(inside.place, inside.element)

    def _enter(self, element: HtmlElement, outer: _Inside) -> _Inside:
        name, place = element.tag, outer.place
        if name == "br":
            self._breaks += 1
            if self._breaks > 1:
                self._flush(place, outer.element)
            self._line.add(f" {breaks.BREAK} ")
            return _Inside(element, place, "skipped")
        if name == "img" and (picture := pictures.told(element, self.base)):
            self._pictures.append(picture)
        if name in INLINE:
            self._open.append((element, self._line.length))
            return _Inside(element, place, "inline")
        self._flush(place, outer.element)
        self._is_apart = self._is_apart or name == "hr"
        if language := element.get("lang"):
            place = replace(place, language=language)
        if name == "pre":
            self._preformatted(element, place)
            return _Inside(element, place, "skipped")
        if name == "table" and not place.note and not is_layout(element):
            if program := code_in(element):
                self._program(program, element, place)
            else:
                self._table(element, place)
            return _Inside(element, place, "skipped")
        place = self._place(element, place)
        if not place.note and is_note(element):
            place = replace(place, note=True)
        return _Inside(element, place, "block")

    def _place(self, tag: HtmlElement, place: Place) -> Place:
        """What the blocks in an element are."""
        name = tag.tag
        if name in _HEADINGS:
            return replace(place, kind="heading", level=_HEADINGS[name])
        if name == "blockquote":
            self._next_quote += 1
            if source := quote_source(tag):
                self._sources[self._next_quote] = source
            return replace(place, kind="quote", quote=self._next_quote)
        if name in ("ul", "ol"):
            return replace(place, depth=place.depth + 1)
        if name == "li":
            self._number, self._is_new = self._count(tag), True
            return replace(place, kind="item", level=max(place.depth, 1))
        if name == "p" and "MsoList" in (tag.get("class") or ""):
            self._number, self._is_new = "", True
            return replace(place, kind="item", level=1)
        if name in ("figcaption", "caption") or (place.kind != "caption" and is_caption(tag)):
            return replace(place, kind="caption", level=0)
        if name in ("dt", "dd"):
            return replace(place, kind="paragraph", level=0)
        return place

    def _count(self, item: HtmlElement) -> str:
        """The number printed before an item: its own value, else counted from the list's start."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        step = -1 if parent.get("reversed") is not None else 1
        if parent not in self._counts:
            first = len(parent.findall("li")) if step < 0 else 1
            self._counts[parent] = _whole(parent.get("start"), first) - step
        count = self._counts[parent] = _whole(item.get("value"), self._counts[parent] + step)
        return _printed(count, parent.get("type") or "1")

    def _flush(self, place: Place, holder: HtmlElement) -> None:
        self._breaks = 0
        for tag, start in self._open:  # a link around whole paragraphs
            self._line.mark(tag, start)
        self._open = [(tag, 0) for tag, _ in self._open]
        text, marks = self._line.take()
        if not text.strip(f" {breaks.BREAK}"):
            return
        kind: BlockKind = "note" if place.note else place.kind
        if kind == "item" and not self._is_new:  # a second paragraph of an item, or what follows a list in it
            kind = "paragraph"
        number = self._number if kind == "item" else ""
        if kind == "item":
            self._number, self._is_new = "", False
            if task := _TASK.match(text) or _BULLET.match(text):
                text, marks = text[task.end() :], tuple(_earlier(marks, task.end()))
        if kind == "quote" and text.replace(f"{breaks.BREAK} ", "") == self._sources.get(place.quote):
            return
        if kind == "item" and place.kind == "item" and not text.strip("•·–-*◦▪ "):
            return
        level = place.level if kind in ("heading", "item") else 0
        found = Block(kind, text, level, number, place.language, "", marks)
        if is_program(found):
            found = Block("code", re.sub(rf" ?{breaks.BREAK} ?", "\n", text).strip(), 0, "", place.language)
        for block in breaks.parts(found):
            self._append(block, holder, place)

    def _append(self, block: Block, holder: HtmlElement, place: Place) -> None:
        block = replace(block, apart=True) if self._is_apart else block
        self.blocks.append(pictures.hung(block, self._pictures))
        self._pictures, self._is_apart = [], breaks.is_row(block)
        self.nodes.append(holder)
        self.quotes.append(place.quote if block.kind == "quote" else 0)

    def _preformatted(self, tag: HtmlElement, place: Place) -> None:
        for line_break in tag.iter("br"):
            line_break.tail = f"\n{line_break.tail or ''}"
        text = "".join(tag.itertext())
        if not text.strip():
            return
        if place.note:
            self._append(Block("note", " ".join(text.split()), 0, "", place.language), tag, place)
        elif is_verse(tag, text):
            kind: BlockKind = "quote" if place.kind == "quote" else "paragraph"
            for stanza in re.split(r"\n[ \t]*\n\s*", text.strip()):
                lines = [" ".join(line.split()) for line in stanza.split("\n")]
                for number, line in enumerate(lines, 1):
                    self._append(Block(kind, line, int(number < len(lines)), "", place.language), tag, place)
        else:
            self._program(text, tag, place)

    def _program(self, text: str, tag: HtmlElement, place: Place) -> None:
        text = "\n".join(map(str.rstrip, text.strip("\n").split("\n"))).rstrip()
        self._append(Block("code", text, 0, "", place.language), tag, place)

    def _table(self, tag: HtmlElement, place: Place) -> None:
        caption = next(tag.iter("caption"), None)
        if caption is not None and (text := words(caption)):
            self._append(Block("caption", text, 0, "", place.language), tag, place)
        lines: list[str] = []
        headed = False
        for row in rows(tag):
            cells = [words(cell).replace(" | ", " / ").replace(" ; ", ", ") for cell in row.iterchildren("td", "th")]
            if any(cells):
                headed = headed or (not lines and all(cell.tag == "th" for cell in row.iterchildren("td", "th")))
                lines.append(" | ".join(cells))
        if lines:
            self._append(Block("table", " ; ".join(lines), int(headed), "", place.language), tag, place)


_TASK = re.compile(r"\[[ xX]\] +(?=\S)")
"""A box to tick, as Markdown writes it."""

_BULLET = re.compile(r"[·•▪◦§Øo‣●○■–-]\s+(?=\S)")
"""A list's sign that a word processor wrote as text, in whatever letter its font has for it."""


def _earlier(marks: tuple[Mark, ...], by: int) -> Iterator[Mark]:
    return (replace(mark, start=max(0, mark.start - by), end=mark.end - by) for mark in marks if mark.end > by)


def _whole(value: object, default: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return default


def _printed(count: int, style: str) -> str:
    if style in ("a", "A") and 1 <= count <= 26:
        return chr(ord(style) + count - 1)
    if style in ("i", "I") and 1 <= count < 4000:
        roman = ""
        for value, letters in _ROMAN.items():
            roman += letters * (count // value)
            count %= value
        return roman if style == "i" else roman.upper()
    return str(count)
