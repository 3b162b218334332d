"""Reads the blocks of a prepared tree in reading order: headings, paragraphs, quotes, items, captions, code, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bs4.element import PageElement, Tag

from pipeline.extract.inline import Line, is_text
from pipeline.model import Block, BlockKind

INLINE = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
        ruby rtc s samp small span strike strong sub sup time tt u var wbr math mi mn mo ms mtext mrow mfrac
        msup msub msqrt
        """,
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTE_ROLES = {"doc-footnote", "doc-endnote", "doc-endnotes"}
_NOTE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:foot-?notes?|end-?notes?|easy-footnotes-wrapper|references|reflist)(?=$|[-_ 0-9])"
)
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


@dataclass(frozen=True, slots=True)
class _Step:
    """One piece of work: to enter a node, or to leave it."""

    node: PageElement
    place: Place
    leaves: bool = False


class Reader:
    """Walks a tree without recursion, since hostile ones are deep, and collects its blocks."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.nodes: list[Tag | None] = []
        self.quotes: list[int] = []
        self.references: list[str] = []
        self._line = Line(base)
        self._breaks = 0
        self._number = ""
        self._counts: dict[int, int] = {}
        self._next_quote = 0
        self._sources: dict[int, str] = {}
        self._open: list[tuple[Tag, int]] = []

    def read(self, root: Tag) -> tuple[Block, ...]:
        """The blocks under `root`."""
        work = [_Step(root, Place())]
        while work:
            step = work.pop()
            if step.leaves:
                self._leave(step)
            elif isinstance(step.node, Tag):
                work.extend(reversed(self._enter(step.node, step.place)))
            elif is_text(step.node):
                self._breaks = 0 if str(step.node).strip() else self._breaks
                self._line.add(str(step.node))
        self._flush(Place(), root)
        return tuple(
            replace(block, source=self._sources.get(quote, block.source)) if quote else block
            for block, quote in zip(self.blocks, self.quotes, strict=True)
        )

    def _leave(self, step: _Step) -> None:
        if isinstance(step.node, Tag) and step.node.name in INLINE:
            tag, start = self._open.pop()
            self._line.mark(tag, start)
        else:
            self._flush(step.place, step.node if isinstance(step.node, Tag) else None)

    def _enter(self, tag: Tag, place: Place) -> list[_Step]:
        name = tag.name
        if name == "br":
            self._breaks += 1
            if self._breaks > 1:
                self._flush(place, tag.parent)
            self._line.add(" ")
            return []
        if name in ("rp", "rt", "rtc"):  # the reading of a ruby text would say the word twice
            return []
        if _is_reference(tag):
            self.references.append(tag.get_text(" ", strip=True))
            return []
        if name in INLINE:
            self._open.append((tag, self._line.length))
            return [*(_Step(child, place) for child in tag.children), _Step(tag, place, leaves=True)]
        self._flush(place, tag.parent)
        inner = replace(place, language=str(tag.get("lang") or place.language)) if tag.get("lang") else place
        if name == "pre":
            self._preformatted(tag, inner)
            return []
        if name == "table" and not _is_layout(tag):
            self._table(tag, inner)
            return []
        return self._block(tag, inner)

    def _block(self, tag: Tag, place: Place) -> list[_Step]:
        inner = self._place(tag, place)
        if not place.note and _is_note(tag):
            inner = replace(inner, note=True)
        return [*(_Step(child, inner) for child in tag.children), _Step(tag, inner, leaves=True)]

    def _place(self, tag: Tag, place: Place) -> Place:
        """What the blocks in an element are."""
        name = tag.name
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

    def _count(self, item: Tag) -> str:
        """The number printed before an item: its own value, else counted from the list's start."""
        parent = item.parent
        if not isinstance(parent, Tag) or parent.name != "ol":
            return ""
        step = -1 if parent.has_attr("reversed") else 1
        if id(parent) not in self._counts:
            first = len(parent.find_all("li", recursive=False)) if step < 0 else 1
            self._counts[id(parent)] = _whole(parent.get("start"), first) - step
        count = self._counts[id(parent)] = _whole(item.get("value"), self._counts[id(parent)] + step)
        return _printed(count, str(parent.get("type") or "1"))

    def _flush(self, place: Place, holder: Tag | None) -> None:
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

    def _append(self, block: Block, holder: Tag | None, place: Place) -> None:
        self.blocks.append(block)
        self.nodes.append(holder)
        self.quotes.append(place.quote if block.kind == "quote" else 0)

    def _preformatted(self, tag: Tag, place: Place) -> None:
        text = tag.get_text().strip("\n")
        if text.strip():
            # newlines are code's own; collapsed as every block's text is, since it is not spoken
            self._append(
                Block("note" if place.note else "code", " ".join(text.split()), 0, "", place.language), tag, place
            )

    def _table(self, tag: Tag, place: Place) -> None:
        caption = tag.find("caption")
        if isinstance(caption, Tag) and (text := " ".join(caption.get_text(" ").split())):
            self._append(Block("caption", text, 0, "", place.language), tag, place)
        rows = []
        for row in tag.find_all("tr"):
            cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"], recursive=False)]
            if any(cells):
                rows.append(" | ".join(cells))
        if rows:
            self._append(Block("table", " ; ".join(rows), 0, "", place.language), tag, place)


def _is_reference(tag: Tag) -> bool:
    """A footnote mark in the text: `<sup><a href="#fn1">1</a></sup>`, `<a role="doc-noteref">`."""
    if tag.get("role") in ("doc-noteref", "doc-backlink"):
        return True
    if tag.name == "sup":
        text = tag.get_text("", strip=True)
        anchor = tag.find("a")
        if (
            isinstance(anchor, Tag)
            and len(text) <= 8
            and str(anchor.get("href") or "").rpartition("/")[2].find("#") >= 0
        ):
            return True
        return "reference" in (tag.get("class") or ()) or bool(re.fullmatch(r"\[\w{1,4}\]", text))
    if tag.name == "a":
        classes = " ".join(tag.get("class") or ())
        return ("footnote" in classes and ("ref" in classes or "back" in classes)) or str(tag.get("rev")) == "footnote"
    return False


def _is_note(tag: Tag) -> bool:
    if tag.get("role") in _NOTE_ROLES or tag.get("epub:type") in ("footnote", "footnotes", "endnotes"):
        return True
    if tag.name not in ("ol", "ul", "div", "section", "aside", "dl", "li", "p"):
        return False
    name = f"{tag.get('id') or ''} {' '.join(tag.get('class') or ())}".lower()
    return bool(_NOTE_NAMES.search(name.strip()))


def _is_caption(tag: Tag) -> bool:
    if tag.name not in ("p", "div", "figcaption", "span", "small"):
        return False
    classes = " ".join(tag.get("class") or ()).lower()
    return bool(classes) and bool(_CAPTION_NAMES.search(classes)) and len(tag.get_text()) < 600


def _is_layout(table: Tag) -> bool:
    """A table that only places text: one cell a row, or cells that hold blocks."""
    if table.get("role") == "presentation" or table.find(["p", "div", "h2", "h3", "ul", "ol", "table", "blockquote"]):
        return table.find("th") is None
    return all(len(row.find_all(["td", "th"], recursive=False)) <= 1 for row in table.find_all("tr"))


def _quote_source(tag: Tag) -> str:
    for name in ("footer", "cite", "figcaption"):
        if isinstance(found := tag.find(name), Tag) and (text := " ".join(found.get_text(" ").split())):
            return text
    if (
        isinstance(parent := tag.parent, Tag)
        and parent.name == "figure"
        and isinstance(caption := parent.find("figcaption"), Tag)
    ):
        return " ".join(caption.get_text(" ").split())
    return str(tag.get("cite") or "")


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
