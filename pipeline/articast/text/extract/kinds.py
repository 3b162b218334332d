"""What an element's markup says it is: a footnote's mark, a note, a caption, a table that only places, a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.text.extract.breaks import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from articast.model import Block

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


_CODE_CELL = re.compile(
    r"(?:^|[-_ ])(?:code|blob-code|blob-code-inner|line-content|hljs-ln-code|lntd|crayon-code|diff-line|js-file-line)"
    r"(?=$|[-_ 0-9])"
)
_NUMBER_CELL = re.compile(r"gutter|lineno|line-num|blob-num|hljs-ln-numbers|linenos|crayon-nums")


def code_in(table: HtmlElement) -> str:
    """A program that is set in a table for the numbers of its lines; empty where the table is one."""
    named = (
        f"{table.get('class') or ''} {(table.getparent().get('class') or '') if table.getparent() is not None else ''}"
    )
    cells = [cell for row in rows(table) for cell in row.iterchildren("td")]
    numbered = [cell for cell in cells if _NUMBER_CELL.search(cell.get("class") or "")]
    coded = [cell for cell in cells if cell not in numbered and next(cell.iter("pre"), None) is not None]
    if not coded:
        coded = [
            cell for cell in cells if _CODE_CELL.search((cell.get("class") or "").lower()) and cell not in numbered
        ]
    if not coded or not (numbered or len(coded) == len(cells) or re.search("highlight|rouge|code|lntable", named)):
        return ""
    if len(coded) == 2 and re.fullmatch(r"[\d\s]+", coded[0].text_content()):
        coded = coded[1:]
    return "\n".join(cell.text_content().strip("\n") for cell in coded)


_VERSE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:verse|poem|poetry|poetry-text|stanza|lyrics|gedicht|poeme|preformatted-block)(?=$|[-_ ])"
)
_CODE_SIGN = re.compile(r"[{}<>;=$|\\]|\(\)|://|^\s*[#>$%]|[a-z]_[a-z]|--\w|\w\.\w+\(", re.MULTILINE)


def is_verse(tag: HtmlElement, text: str) -> bool:
    """Whether a preformatted text is verse: by its name, or since its lines are words and nothing else."""
    names = " ".join(one.get("class") or "" for one in (tag, tag.getparent()) if one is not None).lower()
    if _VERSE_CLASS.search(names):
        return True
    if names.strip() or next(tag.iter("code", "samp", "kbd", "span"), None) is not None or _CODE_SIGN.search(text):
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) > 80 or re.search(r"\S {3,}\S|\t", text):
        return False
    found = text.split()
    plain = [word for word in found if word.strip("“”\"'’‘.,;:!?…—–-()").isalpha()]
    return len(plain) >= 0.95 * len(found) and len(found) >= 3 * len(lines)


def is_program(block: Block) -> bool:
    """Whether a block is nothing but lines of code, with breaks between them."""
    coded = sum(mark.end - mark.start for mark in block.marks if mark.kind == "code")
    return block.kind == "paragraph" and BREAK in block.text and coded >= 0.9 * len(block.text)


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
