"""A page of Wikipedia or another MediaWiki, saved or at its address: its prose.

What a wiki adds to the prose is left out: boxes of facts and of links, which may be longer than it, are taken out;
pronunciations in phonetic signs, coordinates, marks such as “citation needed” are marked hidden, so that they are told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.model import Known
from articast.sources.formats._html import parsed, removed, serialised, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a page of a MediaWiki"
SUFFIXES = (".html", ".htm")
ATTACHED = False

_MARK = re.compile(rb"<meta\s[^<>]{0,200}?content=[\"']?MediaWiki", re.IGNORECASE)
_BOXES = frozenset(
    {
        *("infobox", "sidebar", "navbox", "vertical-navbox", "ambox", "metadata", "sistersitebox", "side-box", "toc"),
        *("authority-control", "portal-bar", "portalbox", "catlinks", "printfooter", "mw-indicators"),
    }
)
_ADDED = frozenset(
    {
        *("IPA", "ext-phonos", "geo-default", "geo-nondefault", "geo-dec", "geo-dms", "coordinates", "noexcerpt"),
        *("Inline-Template", "mw-editsection", "mw-empty-elt", "hatnote", "dablink", "stub", "shortdescription"),
    }
)
_OUTSIDE = frozenset({"coordinates", "siteSub", "contentSub", "mw-navigation", "mw-panel", "catlinks", "p-lang-btn"})
"""Elements of the page's frame, by id."""


def sniff(file: File) -> bool:
    """By the name of the program that made it."""
    return _MARK.search(file.body[: 64 * 1024]) is not None


def read(file: File) -> Iterator[Found]:
    """The page, what is not prose hidden."""
    root = parsed(file.body, file.charset or "utf-8", file.source)
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        if _BOXES & set(str(element.get("class") or "").split()) and element.getparent() is not None:
            removed(element)
            continue
        added = _ADDED & set(str(element.get("class") or "").split())
        if added or element.get("id") in _OUTSIDE:
            element.set("hidden", "hidden")
            if "IPA" in added:
                _unbracket(element)
    link = next((one.get("href") for one in root.iter("link") if one.get("rel") == "canonical"), "")
    title = next((one for one in root.iter("h1") if one.get("id") == "firstHeading"), None)
    known = Known(title=words(title), url=str(link or ""))
    yield file.document(f"<!DOCTYPE html>\n{serialised([root])}", known, whole=False)


def _unbracket(element: Any) -> None:
    """Take off the brackets around a pronunciation that holds nothing else: `(/oʊld/)`."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    text = (before.tail if before is not None else parent.text) or ""
    tail = element.tail or ""
    opened, closed = re.search(r"\s*[(\[]\s*\Z", text), re.match(r"\s*[)\]]", tail)
    if not (opened and closed):
        return
    element.tail = tail[closed.end() :]
    if before is not None:
        before.tail = text[: opened.start()]
    else:
        parent.text = text[: opened.start()]
