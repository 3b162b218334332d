"""What an element's markup says it is: a footnote's mark, a note, a caption, a table that only places, a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

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


def words(tag: HtmlElement) -> str:
    """An element's text, white space collapsed."""
    return " ".join(" ".join(tag.itertext()).split())


def is_reference(tag: HtmlElement) -> bool:
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


def is_note(tag: HtmlElement) -> bool:
    """A footnote, or a list of them."""
    if tag.get("role") in _NOTE_ROLES or tag.get("epub:type") in ("footnote", "footnotes", "endnotes"):
        return True
    if tag.tag not in ("ol", "ul", "div", "section", "aside", "dl", "li", "p"):
        return False
    name, classes = tag.get("id"), tag.get("class")
    return bool(name or classes) and bool(_NOTE_NAMES.search(f"{name or ''} {classes or ''}".lower().strip()))


def is_caption(tag: HtmlElement) -> bool:
    """A picture's caption or credit, by its class."""
    if tag.tag not in ("p", "div", "figcaption", "span", "small"):
        return False
    classes = (tag.get("class") or "").lower()
    return bool(classes) and bool(_CAPTION_NAMES.search(classes)) and len(tag.text_content()) < 600


def is_layout(table: HtmlElement) -> bool:
    """A table that only places text: one cell a row, or cells that hold blocks."""
    own = [list(row.iterchildren("td", "th")) for row in rows(table)]
    blocks = table.iterdescendants("p", "div", "h2", "h3", "ul", "ol", "table", "blockquote")
    if table.get("role") == "presentation" or next(blocks, None) is not None:
        return all(cell.tag == "td" for cells in own for cell in cells)
    return all(len(cells) <= 1 for cells in own)


def rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Its own, not those of tables in it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def quote_source(tag: HtmlElement) -> str:
    """Who is quoted, or where it was said; empty where the page does not say it."""
    for name in ("footer", "cite", "figcaption"):
        if (found := next(tag.iter(name), None)) is not None and (text := words(found)):
            return text
    parent = tag.getparent()
    if parent is not None and parent.tag == "figure" and (found := next(parent.iter("figcaption"), None)) is not None:
        return words(found)
    return tag.get("cite") or ""
