"""One block's text with its inline markup: whitespace collapsed as a browser does, marks as offsets."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from articast.model import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\n\f\r\v\u2028\u2029]{2,}|[\t\n\f\r\v\u2028\u2029]")
"""White space that is not one space: nothing is made anew of a text that has none."""
MarkKind: TypeAlias = Literal["link", "emphasis", "strong", "code", "language", "abbreviation", "formula", "picture"]
_BLANK = " \xa0\u200b\u200c\u2060\ufeff\xad"
"""What nobody sees at a block's ends."""
_EMPHASIS: dict[str, MarkKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "var": "emphasis",
    "dfn": "emphasis",
    "cite": "emphasis",
}
_ADDRESS = "!#$%&'()*+,/:;=?@[]^`{|}~\\"
"""What stays as it is in an address: all of ASCII but blanks and quotes, as in browsers."""
FORMULA = "data-articast-formula"
"""The attribute by which an element is a formula: its MathML."""

_SCHEMES = {"http", "https", "mailto", "tel"}


class Line:
    """Collects a run of inline nodes."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._marks: list[Mark] = []

    def add(self, text: str) -> None:
        """Appends text; runs of whitespace become one space, none at the start."""
        collapsed = _SPACE.sub(" ", text)
        if not self._length:
            collapsed = collapsed.lstrip(_BLANK)
        if not collapsed:
            return
        if collapsed[0] == " ":
            self._space = True
            collapsed = collapsed[1:]
        if not collapsed:
            return
        ends = collapsed[-1] == " "
        collapsed = collapsed.rstrip(" ")
        if self._space and self._length:
            self._pieces.append(" ")
            self._length += 1
        self._pieces.append(collapsed)
        self._length += len(collapsed)
        self._space = ends

    def mark(self, tag: HtmlElement, start: int) -> None:
        """Records what `tag` says of the text since `start`; a link that leads nowhere has an empty value."""
        if start < self._length:
            self._marks.extend(Mark(kind, start, self._length, value) for kind, value in _meanings(tag, self.base))

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def take(self) -> tuple[str, tuple[Mark, ...]]:
        """The text and its marks, in order of their start; the line is empty then."""
        text = "".join(self._pieces).rstrip(_BLANK)
        marks = tuple(
            sorted(
                (
                    replace(mark, start=mark.start + (text[mark.start] == " "), end=min(mark.end, len(text)))
                    for mark in self._marks
                    if mark.start < len(text)
                ),
                key=lambda mark: (mark.start, -mark.end),
            )
        )
        self._pieces, self._length, self._space, self._marks = [], 0, False, []
        return text, tuple(mark for mark in marks if mark.start < mark.end)


def _meanings(tag: HtmlElement, base: str) -> Iterator[tuple[MarkKind, str]]:
    name = tag.tag
    if name in _EMPHASIS:
        yield _EMPHASIS[name], ""
    if name == "a" and (href := tag.get("href")):
        yield "link", link(href, base)
    if name == "abbr" and (title := tag.get("title")):
        yield "abbreviation", " ".join(title.split())
    if language := tag.get("lang"):
        yield "language", language
    if (formula := tag.get(FORMULA)) is not None:
        yield "formula", formula


@lru_cache(maxsize=2_000)
def link(href: str, base: str) -> str:
    """The absolute URL of a link, empty where it leads nowhere outside the page or is no address."""
    if not href.strip() or href.startswith("#"):
        return ""
    try:
        target = urljoin(base, href.strip())
        return quote(target, safe=_ADDRESS) if urlsplit(target).scheme in _SCHEMES else ""
    except ValueError:
        return ""
