"""Substack's export: `posts.csv` with a list of the posts, `posts/<id>.html` with their text; a folder or zip.

Taken: posts that are published and that everybody may read. Passed over, and said so: drafts, posts for subscribers,
podcasts and threads.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Known
from articast.sources.formats._html import inside, parsed, plain, removed, serialised
from articast.sources.markup import decoded, moment
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a Substack export"
SUFFIXES = (".csv",)
ATTACHED = False
INDEX = "posts.csv"
"""A folder that has this file is read by it, and by it alone."""

_HEAD = ("post_id", "is_published", "title")
_WIDGETS = (
    *(
        "subscription-widget-wrap",
        "subscription-widget",
        "button-wrapper",
        "captioned-button-wrap",
        "embedded-post-wrap",
    ),
    *("hide-text", "digest-post-embed", "poll-embed", "community-chat", "install-substack-app-embed", "directMessage"),
)


def sniff(file: File) -> bool:
    """By the columns of its list."""
    head = file.body[:2000].split(b"\n", 1)[0].decode("utf-8", "replace")
    return file.name.endswith(".csv") and all(name in head for name in _HEAD)


def read(file: File) -> Iterator[Found]:
    """The published posts.

    Raises:
        SourceError: its list is broken.
    """
    try:
        listed = list(csv.DictReader(io.StringIO(decoded(file.body, file.charset).lstrip("\ufeff"), newline="")))
    except csv.Error as error:
        raise SourceError(f"{file.source}: its list of posts is broken: {error}") from error
    for row in listed:
        key = (row.get("post_id") or "").strip()
        if not key:
            continue
        why = _passed(row)
        if why:
            yield Passed(file.within(key), why)
        else:
            yield _post(file, key, row)


def _passed(row: dict[str, str]) -> str:
    if (row.get("is_published") or "").strip().lower() not in {"true", "1", "t"}:
        return "drafts"
    if (row.get("type") or "newsletter").strip() != "newsletter":
        return "posts that are no articles (podcasts, threads, videos)"
    return "" if (row.get("audience") or "everyone").strip() == "everyone" else "posts for subscribers"


def _post(file: File, key: str, row: dict[str, str]) -> Found:
    body = file.beside(f"posts/{key}.html")
    if body is None:
        return file.failed(key, "the export lists the post and has no posts/ file for it; export it again")
    if not plain(decoded(body, None)):
        return file.failed(key, f"the post “{(row.get('title') or '')[:80]}” has no text in the export")
    root = parsed(b"<div>" + body + b"</div>", "utf-8", file.source)
    for one in [one for one in root.iter() if set(_WIDGETS) & set(str(one.get("class") or "").split())]:
        if one.getparent() is not None:
            removed(one)
    slug = key.partition(".")[2]
    title, subtitle = (" ".join((row.get(name) or "").split()) for name in ("title", "subtitle"))
    known = Known(
        title=title,
        published=moment(row.get("post_date") or ""),
        summary=subtitle,
        slug=slug if slug.isascii() else "",
    )
    found = root.find("body")
    number = key.partition(".")[0]
    return file.entry(key, inside(found) if found is not None else serialised([root]), known, f"substack:{number}")
