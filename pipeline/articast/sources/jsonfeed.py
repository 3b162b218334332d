"""JSON Feed (jsonfeed.org) → entries, like those of XML feeds. Pure."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.model import Known
from articast.sources.feeds import Entry, is_cut, without_tracking
from articast.sources.formats._html import plain
from articast.sources.formats._json import parsed, rows, text, time
from articast.sources.markup import MOST, joined

if TYPE_CHECKING:
    from collections.abc import Iterator


_MARK = re.compile(rb"\A[\xef\xbb\xbf\s]*\{.{0,2000}?jsonfeed\.org\\?/version", re.DOTALL)


def is_one(body: bytes) -> bool:
    """Whether a body is a JSON Feed: by the version that each names near its beginning."""
    return _MARK.match(body[:4096]) is not None


def entries(body: bytes, charset: str | None, url: str) -> Iterator[Entry]:
    """The items of a feed in its order.

    `content_html` and `content_text` are, by the specification, the whole item; `summary` alone is not.

    Raises:
        SourceError: it is no JSON Feed, or without end.
    """
    feed = parsed(body, charset, url)
    base = text(feed, "home_page_url") or url
    for number, item in enumerate(rows(feed, "items")):
        if number == MOST:
            raise SourceError(f"{url}: lists over {MOST:,} entries; the rest is not read")
        yield _entry(feed, item, base)


def _entry(feed: dict[str, Any], item: dict[str, Any], base: str) -> Entry:
    link = text(item, "url").strip() or (text(item, "id").strip() if text(item, "id").startswith("http") else "")
    link = joined(base, "".join(link.split())) if link else ""
    content = text(item, "content_html")
    if not content and (words := text(item, "content_text")):
        content = "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", words))
    said = plain(content)
    people = rows(item, "authors") or rows({"": [item.get("author")]}, "") or rows(feed, "authors")
    tags = item.get("tags")
    image = text(item, "image", "banner_image").strip()
    known = Known(
        title=" ".join(text(item, "title").split()),
        authors=tuple(dict.fromkeys(filter(None, (" ".join(text(one, "name").split()) for one in people)))),
        language=text(item, "language") or text(feed, "language"),
        published=time(item, "date_published"),
        modified=time(item, "date_modified"),
        url=without_tracking(link),
        summary=" ".join(text(item, "summary").split())[:2000],
        image=joined(base, image) if image else "",
        tags=tuple(dict.fromkeys(tag for tag in tags if isinstance(tag, str))) if isinstance(tags, list) else (),
    )
    full = bool(said) and not is_cut(said)
    return Entry(link, text(item, "id"), known, content, link or base, full or not link)
