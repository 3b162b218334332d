"""Notion's export: one Markdown or HTML file a page, in a zip within a zip; databases as CSV, which is no article.

The properties of a page (`Created: …`, `Tags: …`) are what is known of the article: those of Markdown are read where
its front matter is, in `text.extract`, those of HTML here. A page whose `Status` says that it is none yet is passed
over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from articast.model import Known
from articast.sources.formats._html import parsed, removed, serialised, words
from articast.sources.markup import decoded, moment
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.model import Document
    from articast.sources.formats import File, Found

NAME = "a Notion export"
SUFFIXES = (".md", ".html")
ATTACHED = False

_NUMBER = re.compile(r"\s([0-9a-f]{32})\.(?:md|html)\Z")
"""What Notion puts at the end of every name."""
_PROPERTY = r"[^\W\d_][\w /()&-]{0,39}:[ \t].*"
_HEAD = re.compile(rf"\A\ufeff?\s*# [^\n]+\n\s*\n((?:{_PROPERTY}\n)+)(?=\s*\n|\Z)")
_OURS_LISTED = (
    "created|created time|created at|created by|date|publish date|published|publication date|last edited time|updated"
    "|last edited by|tags|status|author|authors|slug|url|summary|description|category|categories|type|owner|person"
    "|erstellt|datum|autor|auteur|date de création|étiquettes|estado|fecha|etiquetas|stato|data|tag"
)
_OURS = frozenset(_OURS_LISTED.split("|"))
_SURE = 2
"""Names of properties that must be among those that we know before lines under a title are taken for properties."""
_WAITING_LISTED = (
    "draft|idea|not started|in progress|to do|todo|backlog|in review|review|archived|entwurf|brouillon|borrador|bozza"
)
_WAITING = frozenset(_WAITING_LISTED.split("|"))


def sniff(file: File) -> bool:
    """By the number in its name, or by the lines under the title."""
    if file.name.endswith(".html"):
        return b'class="page-header-icon' in file.body or (
            b'<article id="' in file.body and b'"page-body"' in file.body
        )
    if not file.name.endswith(".md"):
        return False
    head = file.body[:4096].decode("utf-8", "replace").replace("\r\n", "\n")
    return _NUMBER.search(file.name) is not None or _properties(head) is not None


def read(file: File) -> Iterator[Found]:
    """The page without its properties."""
    text = decoded(file.body, file.charset).replace("\r\n", "\n").replace("\r", "\n")
    if file.name.endswith(".html"):
        yield _page(file)
        return
    found = _properties(text)
    said = _table(found[1]) if found else {}
    if said.get("status", "").lower() in _WAITING:
        yield Passed(file.source, "drafts")
        return
    yield _lasting(file, file.document(text, Known(), "text/markdown"))


def _properties(text: str) -> re.Match[str] | None:
    found = _HEAD.match(text)
    return found if found and len(_OURS & _table(found[1]).keys()) >= _SURE else None


def _table(lines: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _page(file: File) -> Found:
    root = parsed(file.body, file.charset or "utf-8", file.source)
    said = {}
    for table in [one for one in root.iter("table") if "properties" in str(one.get("class") or "").split()]:
        for row in table.iter("tr"):
            said[words(row.find("th")).lower()] = words(row.find("td"))
        removed(table)
    if said.get("status", "").lower() in _WAITING:
        return Passed(file.source, "drafts")
    title = next((one for one in root.iter("h1") if "page-title" in str(one.get("class") or "").split()), None)
    body = next((one for one in root.iter("div") if "page-body" in str(one.get("class") or "").split()), root)
    return _lasting(file, file.document(serialised([body]), replace(_known(said), title=words(title))))


def _lasting(file: File, document: Document) -> Document:
    """The document by the number of its page, which every export has, whatever the page's title is by then."""
    number = _NUMBER.search(file.name)
    return replace(document, id=f"urn:notion:{number[1]}") if number else document


def _known(said: Mapping[str, str]) -> Known:
    def first(*names: str) -> str:
        return next((said[name] for name in names if said.get(name)), "")

    url = first("url")
    return Known(
        authors=tuple(
            name.strip() for name in first("author", "authors", "autor", "auteur").split(",") if name.strip()
        ),
        published=_moment(
            first("publish date", "published", "publication date", "date", "created", "created time", "created at")
            or first("erstellt", "datum", "fecha", "data", "date de création")
        ),
        modified=_moment(first("last edited time", "updated")),
        url=url if url.startswith(("http://", "https://")) else "",
        summary=first("summary", "description"),
        slug=first("slug"),
        tags=tuple(name.strip() for name in first("tags", "tag", "etiquetas", "étiquettes").split(",") if name.strip()),
    )


def _moment(text: str) -> datetime | None:
    """A date as Notion writes it: `March 2, 2026 9:00 AM`, `@March 2, 2026`, `2026/03/02`, or ISO's."""
    text = text.lstrip("@").split(" → ")[0].strip()
    for form in ("%B %d, %Y %I:%M %p", "%B %d, %Y", "%Y/%m/%d", "%Y/%m/%d %H:%M", "%d/%m/%Y %H:%M"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return moment(text)
