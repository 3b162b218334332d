"""A Google Docs export: a web page, alone or in a zip with its pictures.

Its title and subtitle styles are headings, its links lead where they say, not by way of Google. Comments and notes are
left to the extraction, which knows them by their marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from articast.model import Known
from articast.sources.formats._html import parsed, serialised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a Google Docs export"
SUFFIXES = (".html", ".htm")
ATTACHED = False

_BODY = re.compile(rb'<body\s[^<>]{0,500}?class="[^"<>]{0,300}?\bdoc-content\b')


def sniff(file: File) -> bool:
    """By the class of its body."""
    return b"doc-content" in file.body and _BODY.search(file.body) is not None


def read(file: File) -> Iterator[Found]:
    """The document as a page."""
    root = parsed(file.body, file.charset or "utf-8", file.source)
    for paragraph in root.iter("p"):
        classes = str(paragraph.get("class") or "").split()
        if "title" in classes:
            paragraph.tag = "h1"
    for link in root.iter("a"):
        link.set("href", _where(str(link.get("href") or "")))
    yield file.document(f"<!DOCTYPE html>\n{serialised([root])}", Known(), whole=False)


def _where(address: str) -> str:
    if not address.startswith(("https://www.google.com/url?", "http://www.google.com/url?")):
        return address
    try:
        return parse_qs(urlsplit(address).query).get("q", [address])[0]
    except ValueError:
        return address
