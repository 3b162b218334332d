"""All that a document says, as it is printed: what a reader of the page has before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.errors import ExtractionError
from articast.text.extract import decode, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from articast.model import Document

_UNSEEN = frozenset(
    ("script", "style", "template", "head", "noscript", "svg", "iframe", "object", "select", "datalist")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "q", "ruby", "rt", "rp", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"),
        *("var", "wbr", "img", "mi", "mn", "mo", "mrow", "msup", "msub", "mfrac", "math"),
    )
)


def printed(document: Document) -> str:
    """A page's text with a line for each of its blocks; of other documents the text that they are written in."""
    text = decode.text(document.body, document.charset)
    if document.media_type not in ("text/html", "application/xhtml+xml"):
        return tree.clean(text)
    try:
        root = tree.parse(text)
    except ExtractionError:
        return ""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for words in lines if (line := " ".join(words.split())))


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Text in order, without recursion: pages may be deep."""
    stack: list[HtmlElement | str] = [root]
    while stack:
        now = stack.pop()
        if isinstance(now, str):
            yield now
            continue
        if not isinstance(now.tag, str) or now.tag in _UNSEEN:
            continue
        end = "" if now.tag in _INLINE else "\n"
        stack.append(end)
        for child in reversed(now):
            if child.tail:
                stack.append(child.tail.replace("\n", " "))
            stack.append(child)
        yield end
        if now.text:
            yield now.text if now.tag in ("pre", "textarea") else now.text.replace("\n", " ")
