"""An OpenDocument text (`.odt`): its headings, paragraphs, lists, tables, links and notes.

Left out: comments, tracked changes, headers and footers, pictures. Author and title of its properties are taken where
they are set. One with a password is refused.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.model import Known
from articast.sources.archives import IN, START, Archive, opened
from articast.sources.formats._html import headed, heading, plain, words
from articast.sources.markup import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "an OpenDocument text (.odt)"
SUFFIXES = (".odt", ".fodt")
ATTACHED = True

_MARK = b"application/vnd.oasis.opendocument.text"
_SILENT_LISTED = (
    "annotation annotation-end tracked-changes sequence-decls forms variable-decls user-field-decls image object "
    "table-of-content alphabetical-index bibliography ruby-text change change-start change-end"
)
_SILENT = frozenset(_SILENT_LISTED.split())
_TAGS = {"list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td", "section": "div"}
_DEEPEST = 200
"""Levels of elements that are read; a document of people has a dozen."""


def sniff(file: File) -> bool:
    """By the media type that stands first in it."""
    return _MARK in file.body[:2048] and (file.body.startswith(START) or file.name.endswith(".fodt"))


def read(file: File) -> Iterator[Found]:
    """The document as a page.

    Raises:
        SourceError: it has a password, is broken, or has no text.
    """
    content, meta = _parts(file)
    text = next(content.iter("{*}text"), None)
    if text is None:
        raise SourceError(f"{file.source}: the document has no text in it")
    notes: list[str] = []
    styles = _styles(content)
    body = "".join(_block(child, notes, styles, 0) for child in text)
    if notes:
        listed = "".join(f'<li id="fn-{number}">{note}</li>' for number, note in enumerate(notes, 1))
        body += f'<section role="doc-endnotes"><ol>{listed}</ol></section>'
    body = headed(body)
    if not plain(body):
        raise SourceError(f"{file.source}: there is no text in the document")
    title, known = _known(meta)
    pictures = (_attribute(one, "href") for one in text.iter("{*}image"))
    if not file.url and (first := next((name for name in pictures if name.startswith("Pictures/")), "")):
        known = replace(known, image=f"{IN}{first}")
    yield file.document(body if "<h1" in body else heading(title or file.stem) + body, known)


def _parts(file: File) -> tuple[Any, Any]:
    """Roots of content and properties."""
    if file.name.endswith(".fodt"):
        root = tree(file.body, file.charset, file.source)
        return root, root
    archive = opened(file.body, file.source, file.limit)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise SourceError(f"{file.source}: is protected by a password; save it without one")
    return _root(archive, "content.xml"), _root(archive, "meta.xml") if "meta.xml" in archive.names else None


def _root(archive: Archive, name: str) -> Any:
    body = archive.read(name)
    if body is None:
        raise SourceError(f"{archive.source}: has no {name}; it is broken")
    return tree(body, None, archive.source)


def _styles(content: Any) -> dict[str, str]:
    """Parent styles of automatic ones: `P1` is a `Title`."""
    found = {}
    for style in content.iter("{*}style"):
        attributes = {name.rpartition("}")[2]: value for name, value in style.attrib.items()}
        found[attributes.get("name", "")] = attributes.get("parent-style-name", "")
    return found


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _block(element: Any, notes: list[str], styles: dict[str, str], depth: int) -> str:
    """A block with all that is in it, as HTML."""
    name = _name(element)
    if not name or name in _SILENT or depth > _DEEPEST:
        return ""
    if name in {"h", "p"}:
        style = _attribute(element, "style-name")
        style = styles.get(style) or style
        inner = _inline(element, notes, depth + 1)
        level = _attribute(element, "outline-level")
        heading = f"h{min(6, int(level)) if re.fullmatch(r'[1-9]', level) else 2}" if name == "h" else "p"
        tag = {"Title": "h1", "Quotations": "blockquote"}.get(style, heading)
        return f"<{tag}>{inner}</{tag}>\n" if inner.strip() else ""
    inner = "".join(_block(child, notes, styles, depth + 1) for child in element)
    tag = _TAGS.get(name, "")
    return f"<{tag}>{inner}</{tag}>\n" if tag and inner else inner


def _inline(element: Any, notes: list[str], depth: int) -> str:
    """A paragraph's text as HTML."""
    made = html.escape(element.text or "", quote=False)
    for child in element:
        made += _piece(child, notes, depth) + html.escape(child.tail or "", quote=False)
    return made


def _piece(element: Any, notes: list[str], depth: int) -> str:
    name = _name(element)
    if not name or name in _SILENT or depth > _DEEPEST:
        return ""
    if name in {"s", "tab"}:
        return " "
    if name == "line-break":
        return "<br>"
    if name == "note":
        body = element.find("{*}note-body")
        notes.append(words(body))
        number = len(notes)
        return f'<sup><a role="doc-noteref" href="#fn-{number}">{number}</a></sup>'
    inner = _inline(element, notes, depth + 1)
    if name == "a" and (address := _attribute(element, "href")).startswith(("http://", "https://")):
        return f'<a href="{html.escape(address)}">{inner}</a>'
    return inner


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _known(meta: Any) -> tuple[str, Known]:
    if meta is None:
        return "", Known()

    def said(name: str) -> str:
        return words(next(meta.iter(f"{{*}}{name}"), None))

    author = said("initial-creator") or said("creator")
    return said("title"), Known(
        authors=(author,) if " " in author and not re.search(r"\d|user|admin", author, re.IGNORECASE) else (),
        summary=said("description"),
        tags=tuple(dict.fromkeys(filter(None, map(words, meta.iter("{*}keyword"))))),
    )
