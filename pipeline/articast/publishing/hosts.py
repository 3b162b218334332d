"""The player in the publisher's own page: put below its main heading, everything else byte for byte.

The page is read as Latin-1, in which every byte is a character: so that places in the text are places in the bytes,
whatever encoding its letters are in, and what is put in is ASCII. What an earlier run put in is taken out first.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING

from articast.errors import ExtractionError
from articast.publishing import pages

if TYPE_CHECKING:
    from articast.model import Episode, Show

_VOID = frozenset({
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
})  # fmt: skip
_UNCLOSED = frozenset({
    *("p", "li", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "rt", "rp")
})  # fmt: skip
"""Elements whose end need not be written; where they end decides nothing here."""
_NO_PLACE = frozenset({"a", "button", "hgroup", "label", "summary"})
"""Elements that a heading may stand in but no player: it goes after them."""
_ASIDE = frozenset({"nav", "aside", "footer", "dialog"})
_DEEPEST = 256
"""Elements around a heading; browsers stop at 512, pages of people at 30."""
_RAW = frozenset({"title", "textarea", "template", "noscript", "svg", "iframe", "noframes", "xmp"})
"""Elements whose content is no part of the page as shown."""
_OURS = re.compile(r"\n?<!-- articast -->.*?<!-- /articast -->", re.DOTALL)
_CHARSET = re.compile(r"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def splice(html: bytes, show: Show, episode: Episode) -> bytes:
    """A copy of the page with the player, head links and JSON-LD put in.

    The player is put after the heading that is the episode's title; else after the first heading of level 1, in the
    article if there is one; else at the start of the article or the body. Done twice, it gives what once gives.

    Raises:
        ExtractionError: the encoding does not keep ASCII as it is (ISO-2022-JP, UTF-7).
    """
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if html.startswith(bom) and not len(html) % 2:
            text = html.decode(encoding, "surrogatepass")
            return _spliced(text, encoding, show, episode).encode(encoding, "surrogatepass")
    text = html.decode("latin-1")
    declared = _CHARSET.search(text[:4096])
    charset = "utf-8" if html.startswith(codecs.BOM_UTF8) or not declared else declared[1].lower()
    if charset in {"iso-2022-jp", "utf-7", "hz-gb-2312"}:
        raise ExtractionError(
            f"the page is in {charset}, in which markup cannot be found byte by byte; save it as UTF-8"
        )
    return _spliced(text, charset, show, episode).encode("latin-1")


def _spliced(text: str, charset: str, show: Show, episode: Episode) -> str:
    if "<!-- /articast -->" in text:
        text = _OURS.sub("", text)
    page = _Page(text)
    heading = _main(page.headings, episode.title, charset)
    at = heading.after if heading else page.start
    puts = sorted([(page.head, pages.head(show, episode)), (at, pages.player(show, episode, _article(page, heading)))])
    out, done = [], 0
    for place, markup in puts:
        ours = markup.encode("ascii", "xmlcharrefreplace").decode("ascii")
        out += [text[done:place], f"\n<!-- articast -->\n{ours}\n<!-- /articast -->"]
        done = place
    return "".join([*out, text[done:]])


@dataclass(slots=True)
class _Heading:
    level: int
    inside: tuple[str, ...]
    """Names of the elements around it, outermost first."""
    article: str
    """Selector of the article or main element around it; empty where there is none."""
    start: int
    words: list[str] = field(default_factory=list)
    after: int = -1
    """Where the player can stand; -1 while the heading is open."""


def _main(headings: list[_Heading], title: str, charset: str) -> _Heading | None:
    wanted = _letters(title)
    closed = [heading for heading in headings if heading.after >= 0 and not _ASIDE & set(heading.inside)]
    ranks = sorted(
        (
            (
                not wanted or _letters(_decoded("".join(heading.words), charset)) != wanted,
                heading.level,
                not heading.article,
                heading.start,
            ),
            index,
        )
        for index, heading in enumerate(closed)
    )
    if not ranks:
        return None
    (foreign, level, *_), best = ranks[0]
    return None if foreign and level > 1 else closed[best]


def _article(page: _Page, heading: _Heading | None) -> str:
    """Where the player finds the sentences: around the heading, else the page's only article, its main part, all."""
    if heading and heading.article:
        return heading.article
    if page.counts.get("article", 0) == 1:
        return "article"
    return "main" if page.counts.get("main") else "body"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _decoded(text: str, charset: str) -> str:
    if charset.startswith("utf-16"):
        return unescape(text)
    raw = text.encode("latin-1", "replace")
    try:
        return unescape(raw.decode(charset, "replace"))
    except LookupError:
        return unescape(raw.decode("utf-8", "replace"))


class _Page(HTMLParser):
    """Where in the text the head ends, headings end, and the body or article begins."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.headings: list[_Heading] = []
        self.pending: list[_Heading] = []  # those of them that are still open
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
        if tag in {"h1", "h2"} and len(self.open) < _DEEPEST:
            article = self.selectors[-1][1] if self.selectors else ""
            self.headings.append(_Heading(int(tag[1]), tuple(self.open), article, after))
            self.pending.append(self.headings[-1])
        if tag in {"article", "main"}:
            self.selectors.append((len(self.open), self._selector(tag, dict(attrs))))
        if tag not in _VOID and tag not in _UNCLOSED:
            self._enter(tag)

    def _enter(self, tag: str) -> None:
        self.open.append(tag)
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
            self.raw -= left in _RAW
        while self.selectors and self.selectors[-1][0] >= len(self.open):
            self.selectors.pop()
        while self.pending and len(self.open) <= self._depth(self.pending[-1]):
            self.pending.pop().after = self._after()

    def _depth(self, heading: _Heading) -> int:
        """How many elements are open once the heading, and what around it bears no player, is closed."""
        return next((i for i, name in enumerate(heading.inside) if name in _NO_PLACE), len(heading.inside))

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
