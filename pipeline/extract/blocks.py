"""Reads the blocks of a prepared tree in reading order: headings, paragraphs, quotes, items, captions, code, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from lxml import etree

from pipeline.extract.inline import Line
from pipeline.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

INLINE = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
        ruby rtc s samp small span strike strong sub sup time tt u var wbr math mi mn mo ms mtext mrow mfrac
        msup msub msqrt img picture
        """,
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFERENCE_ROLES = {"doc-noteref", "doc-backlink"}
_NOTE_ROLES = {"doc-footnote", "doc-endnote", "doc-endnotes"}
_NOTE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:foot-?notes?|end-?notes?|easy-footnotes-wrapper|references|reflist)(?=$|[-_ 0-9])"
)
_MARK_NAMES = re.compile("ref|back|anchor|number")
_BACK = re.compile(r"[\s↩↵⏎⤴⤶↑⇑⬆⮌^\ufe0e\ufe0f]+")
"""The arrow after a footnote that leads back to the text."""

_CAPTION_NAMES = re.compile(
    r"(?:^|[-_ ])(?:caption|wp-caption-text|image-caption|photo-caption|credit|photo-credit|image-credit)"
    r"(?=$|[-_ 0-9])"
)
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
_UNSAID = ("rp", "rt", "rtc")
"""The reading of a ruby text would say the word twice."""


class Reader:
    """Walks a tree without recursion, since hostile ones are deep, and collects its blocks."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.nodes: list[HtmlElement | None] = []
        """The element that each block is the text of."""
        self.quotes: list[int] = []
        self.references: list[str] = []
        self._line = Line(base)
        self._breaks = 0
        self._number = ""
        self._counts: dict[HtmlElement, int] = {}
        self._next_quote = 0
        self._sources: dict[int, str] = {}
        self._open: list[tuple[HtmlElement, int]] = []

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
            self._line.add(" ")
            return _Inside(element, place, "skipped")
        if name in _UNSAID:
            return _Inside(element, place, "skipped")
        if _is_reference(element):
            self.references.append(_words(element))
            return _Inside(element, place, "skipped")
        if name in INLINE:
            self._open.append((element, self._line.length))
            return _Inside(element, place, "inline")
        self._flush(place, outer.element)
        if language := element.get("lang"):
            place = replace(place, language=language)
        if name == "pre":
            self._preformatted(element, place)
            return _Inside(element, place, "skipped")
        if name == "table" and not _is_layout(element):
            self._table(element, place)
            return _Inside(element, place, "skipped")
        place = self._place(element, place)
        if not place.note and _is_note(element):
            place = replace(place, note=True)
        return _Inside(element, place, "block")

    def _place(self, tag: HtmlElement, place: Place) -> Place:
        """What the blocks in an element are."""
        name = tag.tag
        if name in _HEADINGS:
            return replace(place, kind="heading", level=_HEADINGS[name])
        if name == "blockquote":
            self._next_quote += 1
            if source := _quote_source(tag):
                self._sources[self._next_quote] = source
            return replace(place, kind="quote", quote=self._next_quote)
        if name in ("ul", "ol"):
            return replace(place, depth=place.depth + 1)
        if name == "li":
            self._number = self._count(tag)
            return replace(place, kind="item", level=max(place.depth, 1))
        if name in ("figcaption", "caption") or (place.kind != "caption" and _is_caption(tag)):
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
        if not text:
            return
        kind: BlockKind = "note" if place.note else place.kind
        number = self._number if kind == "item" else ""
        if kind == "item":
            self._number = ""
        if kind == "quote" and place.quote in self._sources and text == self._sources[place.quote]:
            return
        if kind == "item" and place.kind == "item" and not text.strip("•·–-*◦▪ "):
            return
        level = place.level if kind in ("heading", "item") else 0
        self._append(Block(kind, text, level, number, place.language, "", marks), holder, place)

    def _append(self, block: Block, holder: HtmlElement, place: Place) -> None:
        self.blocks.append(block)
        self.nodes.append(holder)
        self.quotes.append(place.quote if block.kind == "quote" else 0)

    def _preformatted(self, tag: HtmlElement, place: Place) -> None:
        # newlines are code's own; collapsed as every block's text is, since it is not spoken
        if text := " ".join("".join(tag.itertext()).split()):
            self._append(Block("note" if place.note else "code", text, 0, "", place.language), tag, place)

    def _table(self, tag: HtmlElement, place: Place) -> None:
        caption = next(tag.iter("caption"), None)
        if caption is not None and (text := _words(caption)):
            self._append(Block("caption", text, 0, "", place.language), tag, place)
        rows = []
        for row in _rows(tag):
            cells = [_words(cell) for cell in row.iterchildren("td", "th")]
            if any(cells):
                rows.append(" | ".join(cells))
        if rows:
            self._append(Block("table", " ; ".join(rows), 0, "", place.language), tag, place)


def _words(tag: HtmlElement) -> str:
    return " ".join(" ".join(tag.itertext()).split())


def _is_reference(tag: HtmlElement) -> bool:
    """A footnote mark in the text: `<sup><a href="#fn1">1</a></sup>`, `<a role="doc-noteref">`."""
    name = tag.tag
    if name not in ("sup", "a"):
        return tag.get("role") in _REFERENCE_ROLES
    if tag.get("role") in _REFERENCE_ROLES:
        return True
    classes = tag.get("class") or ""
    if name == "a":
        return (
            ("footnote" in classes and _MARK_NAMES.search(classes) is not None)
            or tag.get("rev") == "footnote"
            or ("#" in (tag.get("href") or "") and bool(_BACK.fullmatch("".join(tag.itertext()))))
        )
    text = "".join("".join(tag.itertext()).split())
    anchor = next(tag.iter("a"), None)
    if anchor is not None and len(text) <= 8 and "#" in (anchor.get("href") or "").rpartition("/")[2]:
        return True
    return "reference" in classes.split() or bool(re.fullmatch(r"\[\w{1,4}\]", text))


def _is_note(tag: HtmlElement) -> bool:
    if tag.get("role") in _NOTE_ROLES or tag.get("epub:type") in ("footnote", "footnotes", "endnotes"):
        return True
    if tag.tag not in ("ol", "ul", "div", "section", "aside", "dl", "li", "p"):
        return False
    name, classes = tag.get("id"), tag.get("class")
    return bool(name or classes) and bool(_NOTE_NAMES.search(f"{name or ''} {classes or ''}".lower().strip()))


def _is_caption(tag: HtmlElement) -> bool:
    if tag.tag not in ("p", "div", "figcaption", "span", "small"):
        return False
    classes = (tag.get("class") or "").lower()
    return bool(classes) and bool(_CAPTION_NAMES.search(classes)) and len(tag.text_content()) < 600


def _is_layout(table: HtmlElement) -> bool:
    """A table that only places text: one cell a row, or cells that hold blocks."""
    rows = [list(row.iterchildren("td", "th")) for row in _rows(table)]
    blocks = table.iterdescendants("p", "div", "h2", "h3", "ul", "ol", "table", "blockquote")
    if table.get("role") == "presentation" or next(blocks, None) is not None:
        return all(cell.tag == "td" for cells in rows for cell in cells)
    return all(len(cells) <= 1 for cells in rows)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Its own, not those of tables in it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def _quote_source(tag: HtmlElement) -> str:
    for name in ("footer", "cite", "figcaption"):
        if (found := next(tag.iter(name), None)) is not None and (text := _words(found)):
            return text
    parent = tag.getparent()
    if parent is not None and parent.tag == "figure" and (found := next(parent.iter("figcaption"), None)) is not None:
        return _words(found)
    return tag.get("cite") or ""


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
