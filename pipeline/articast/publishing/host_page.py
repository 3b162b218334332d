"""Where in a publisher's page things stand: its head, its headings, its headers, and the places that it names itself.

The page is text in which every character that is not ASCII stands for bytes: places in it are places in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

_VOID = frozenset({
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
})  # fmt: skip
_UNCLOSED = frozenset({
    *("p", "li", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "rt", "rp")
})  # fmt: skip
"""Elements whose end need not be written; where they end decides nothing here."""
_NO_PLACE = frozenset({"a", "button", "hgroup", "label", "summary"})
"""Elements that a heading may stand in but no player: it goes after them."""
_DEEPEST = 256
"""Elements around a heading; browsers stop at 512, pages of people at 30."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAW = frozenset({"title", "textarea", "template", "noscript", "svg", "iframe", "noframes", "xmp"})
"""Elements whose content is no part of the page as shown."""
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_HERE = "articast: player"
"""The comment by which a page says where its player goes: `<!-- articast: player -->`."""
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_FLEX = re.compile(r"display\s*:\s*(?:inline-)?flex", re.IGNORECASE)
_COLUMN = re.compile(r"flex-direction\s*:\s*column", re.IGNORECASE)
_ROW = frozenset({"flex", "d-flex", "is-flex", "hstack", "inline-flex", "flex-row", "row", "level"})
"""Classes by which common style sheets set children side by side."""
_HEADER = re.compile(r"header|heading|masthead|hero|title", re.IGNORECASE)


@dataclass(slots=True)
class Heading:
    """A heading that the player may stand after."""

    level: int
    inside: tuple[str, ...]
    """Names of the elements around it, outermost first."""
    article: str
    """Selector of the article or main element around it; empty where there is none."""
    start: int
    row: int = -1
    """Which of the elements around it sets its parts side by side; -1: none."""
    words: list[str] = field(default_factory=list)
    after: int = -1
    """Where the player can stand; -1 while the heading is open."""
    is_linked: bool = False
    """Whether a link is in it: as in lists of articles."""


def _rows_in(text: str) -> frozenset[str]:
    """Tags, `.classes` and `#ids` that a style sheet in the page itself sets as rows; of selectors, the last part."""
    found: set[str] = set()
    for style in _STYLE.findall(text[:400_000]):
        for rule in style.split("}"):
            parts = rule.split("{")
            if len(parts) < 2 or not _FLEX.search(parts[-1]) or _COLUMN.search(parts[-1]):
                continue
            selectors = parts[-2]
            for selector in selectors.split(","):
                last = (selector.split() or [""])[-1]
                if re.fullmatch(r"[.#]?[\w-]+", last):
                    found.add(last)
    return frozenset(found)


class HostPage(HTMLParser):
    """Where in the text the head ends, headings end, and the body or article begins.

    One class, since all of it is one walk's state.
    """

    def __init__(self, text: str, place: tuple[str, frozenset[str]] = ("", frozenset())) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.here = -1
        """After the page's own comment that says where."""
        self.placed = -1
        """After the element that was asked for, if there is one."""
        self.place = place
        self.wanted = -1  # how many elements are around it, while it is open
        self.flex = _rows_in(text)
        self.rows: list[bool] = []  # of the elements that are open: headers that set their parts side by side
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.headings: list[Heading] = []
        self.pending: list[Heading] = []  # those of them that are still open
        self.counts: dict[str, int] = {}
        self.open: list[str] = []
        self.raw = 0  # how many of them are raw
        self.selectors: list[tuple[int, str]] = []  # depth and selector of the articles and mains that are open
        self.marks: dict[str, int] = {}
        self.feed(text)
        self.close()

    @property
    def head(self) -> int:
        """Where links and scripts go: the end of the head, or as near to it as the page says."""
        found = (self.marks.get(name) for name in ("/head", "body", "/title", "head", "html", "doctype"))
        return next((place for place in found if place is not None), self._blank())

    @property
    def start(self) -> int:
        """Where the player goes in a page without a heading."""
        found = (self.marks.get(name) for name in ("in article", "in main", "in body"))
        return next((place for place in found if place is not None), max(self._blank(), self.head))

    def _blank(self) -> int:
        return next((len(bom) for bom in ("\xef\xbb\xbf", "\ufeff") if self.text.startswith(bom)), 0)

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _after(self) -> int:
        end = self.text.find(">", self._here())
        return len(self.text) if end < 0 else end + 1

    def handle_decl(self, decl: str) -> None:
        """The doctype."""
        if decl.lower().startswith("doctype"):
            self.marks.setdefault("doctype", self._after())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes headings, articles and the landmarks of the page."""
        if self.raw:
            if tag in _RAW:
                self._enter(tag)
            return
        after = self._here() + len(self.get_starttag_text() or "")
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag in {"html", "head"}:
            self.marks.setdefault(tag, after)
        elif tag == "body":
            self.marks.setdefault("body", self._here())
        if tag in {"article", "main", "body"}:
            self.marks.setdefault(f"in {tag}", after)
        if tag == "a" and self.pending:
            self.pending[-1].is_linked = True
        if tag in _HEADINGS and len(self.open) < _DEEPEST:
            article = self.selectors[-1][1] if self.selectors else ""
            bound = max((at for at, one in enumerate(self.open) if one in ("article", "main")), default=-1)
            row = next((at for at in range(bound + 1, len(self.open)) if self.rows[at]), -1)
            self.headings.append(Heading(int(tag[1]), tuple(self.open), article, after, row))
            self.pending.append(self.headings[-1])
        if tag in {"article", "main"}:
            self.selectors.append((len(self.open), self._selector(tag, dict(attrs))))
        marks = self._marks(dict(attrs))
        if self.placed < 0 and self.wanted < 0 and any(self.place) and self._is_wanted(tag, marks):
            if tag in _VOID:
                self.placed = after
            elif tag not in _UNCLOSED:
                self.wanted = len(self.open)
        if tag not in _VOID and tag not in _UNCLOSED:
            self._enter(tag, is_row=self._is_row(tag, marks, dict(attrs)))

    @staticmethod
    def _marks(attributes: dict[str, str | None]) -> frozenset[str]:
        """`.class` of each class, and `#id`."""
        name = attributes.get("id") or ""
        classes = {f".{one}" for one in (attributes.get("class") or "").split()}
        return frozenset(classes | ({f"#{name}"} if name else set()))

    def _is_wanted(self, tag: str, marks: frozenset[str]) -> bool:
        wanted, parts = self.place
        return wanted in ("", tag) and parts <= marks

    def _is_row(self, tag: str, marks: frozenset[str], attributes: dict[str, str | None]) -> bool:
        """Whether it is, or stands in, an article's header, and sets its parts side by side."""
        is_header = tag in ("header", "hgroup") or any(_HEADER.search(mark) for mark in marks)
        if tag in ("body", "main", "article") or not (is_header or "header" in self.open):
            return False
        style = (attributes.get("style") or "").replace(" ", "").lower()
        if "display:flex" in style:
            return "flex-direction:column" not in style
        named = {tag, *marks}
        return bool(marks & {f".{name}" for name in _ROW} and not marks & {".flex-col", ".flex-column"}) or bool(
            named & self.flex
        )

    def handle_comment(self, data: str) -> None:
        """The page's own word of where the player goes."""
        if data.strip() == _HERE and self.here < 0 and not self.raw:
            self.here = self._here() + len(f"<!--{data}-->")

    def _enter(self, tag: str, *, is_row: bool = False) -> None:
        self.open.append(tag)
        self.rows.append(is_row)
        self.raw += tag in _RAW

    def _selector(self, tag: str, attributes: dict[str, str | None]) -> str:
        name = attributes.get("id") or ""
        if _NAME.fullmatch(name):
            return f"#{name}"
        return tag if self.counts[tag] == 1 else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` opens nothing; `<div/>` is a `<div>` in HTML."""
        if tag in _VOID or "svg" in self.open:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Closes the element, and all that was left open in it."""
        if tag == "head":
            self.marks.setdefault("/head", self._here())
        if tag not in self.open or (self.raw and tag not in _RAW):
            return
        if tag == "title":
            self.marks.setdefault("/title", self._after())
        left = ""
        while left != tag:
            left = self.open.pop()
            self.rows.pop()
            self.raw -= left in _RAW
        if 0 <= self.wanted == len(self.open) or (self.wanted > len(self.open)):
            self.wanted, self.placed = -1, self._after()
        while self.selectors and self.selectors[-1][0] >= len(self.open):
            self.selectors.pop()
        while self.pending and len(self.open) <= self._depth(self.pending[-1]):
            self.pending.pop().after = self._after()

    def _depth(self, heading: Heading) -> int:
        """How many elements are open once the heading, and what around it bears no player, is closed."""
        bars = [at for at, name in enumerate(heading.inside) if name in _NO_PLACE or at == heading.row]
        return min(bars, default=len(heading.inside))

    def handle_data(self, data: str) -> None:
        """Words of the headings that are open."""
        if self.pending and not self.raw:
            self.pending[-1].words.append(data)

    def handle_entityref(self, name: str) -> None:
        """`&amp;` in a heading."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """`&#39;` in a heading."""
        self.handle_data(f"&#{name};")
