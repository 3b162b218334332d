"""Ghost's export (JSON): its published posts that everybody may read.

Taken: posts with status `published` and visibility `public`. Passed over, and said so: drafts, scheduled ones, those
that were only sent by mail, pages, and what is for members. Cards with nothing to read (bookmarks, files, sign-up and
call-to-action boxes, products, players) are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.model import Known
from articast.sources.formats._html import inside, parsed, plain, removed, serialised
from articast.sources.formats._json import parsed as json_of
from articast.sources.formats._json import rows, text, time
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a Ghost export (JSON)"
SUFFIXES = (".json",)
ATTACHED = False

_MARKS = (b'"posts"', b'"posts_tags"', b'"mobiledoc"', b'"lexical"', b'"posts_meta"')
_CARDS = re.compile(
    r"\bkg-(?:bookmark|file|signup|cta|call-to-action|product|audio|video|header|button|embed|email|email-cta|toggle-ad"
    r"|gallery|nft|collection)(?:-card)?\b"
)
_HERE = re.compile(r"(?:__GHOST_URL__|%%GHOST_URL%%)")


def sniff(file: File) -> bool:
    """By the tables of Ghost's database."""
    return (
        file.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        and b'"data"' in file.body
        and _MARKS[0] in file.body
        and any(mark in file.body for mark in _MARKS[1:])
    )


def read(file: File) -> Iterator[Found]:
    """The published posts."""
    whole = json_of(file.body, file.charset, file.source)
    base = next(iter(rows(whole, "db")), whole)
    tables = base.get("data")
    settings = {text(row, "key"): text(row, "value") for row in rows(tables, "settings")}
    people = {text(row, "id"): text(row, "name") for row in rows(tables, "users")}
    names = {text(row, "id"): text(row, "name") for row in rows(tables, "tags")}
    meta = {text(row, "post_id"): row for row in rows(tables, "posts_meta")}
    for number, post in enumerate(rows(tables, "posts"), 1):
        key = text(post, "slug", "id") or str(number)
        why = _passed(post)
        if why:
            yield Passed(file.within(key), why)
            continue
        authors = _linked(tables, "posts_authors", post, "author_id", people) or (people.get(text(post, "author_id")),)
        tags = [name for name in _linked(tables, "posts_tags", post, "tag_id", names) if not name.startswith("#")]
        own = meta.get(text(post, "id"), {})
        language = text(post, "locale") or settings.get("locale") or settings.get("lang") or ""
        known = Known(
            title=" ".join(text(post, "title").split()),
            authors=tuple(dict.fromkeys(name for name in authors if name and name != "Ghost")),
            language=language,
            published=time(post, "published_at"),
            modified=time(post, "updated_at"),
            url=text(post, "canonical_url"),
            summary=text(post, "custom_excerpt") or text(own, "meta_description") or text(post, "meta_description"),
            image=_address(text(post, "feature_image")),
            slug=text(post, "slug") if text(post, "slug").isascii() else "",
            tags=tuple(dict.fromkeys(tags)),
        )
        yield _post(file, key, post, known)


def _passed(post: dict[str, Any]) -> str:
    if text(post, "type") == "page" or post.get("page") == 1:
        return "pages of Ghost"
    if text(post, "status") != "published":
        return {"sent": "posts that were only sent by mail", "scheduled": "posts that wait for their time"}.get(
            text(post, "status"), "drafts"
        )
    return "" if (text(post, "visibility") or "public") == "public" else "posts for members"


def _linked(tables: Any, table: str, post: dict[str, Any], key: str, names: dict[str, str]) -> tuple[str, ...]:
    """Names that a table of pairs links with a post, in their order."""
    mine = [row for row in rows(tables, table) if text(row, "post_id") == text(post, "id")]
    mine.sort(key=lambda row: row["sort_order"] if isinstance(row.get("sort_order"), int) else 0)
    return tuple(name for row in mine if (name := names.get(text(row, key), "")))


def _post(file: File, key: str, post: dict[str, Any], known: Known) -> Found:
    markup = _HERE.sub("", text(post, "html"))
    if not plain(markup):
        return file.failed(key, f"the post “{known.title[:80]}” has no text in the export")
    root = parsed(f"<div>{markup}</div>".encode(), "utf-8", file.source)
    for card in [one for one in root.iter() if _CARDS.search(str(one.get("class") or ""))]:
        if card.getparent() is not None:
            removed(card)
    body = root.find("body")
    lasting = text(post, "uuid", "id")
    return file.entry(
        key, inside(body) if body is not None else serialised([root]), known, f"ghost:{lasting}" if lasting else ""
    )


def _address(image: str) -> str:
    return image if image.startswith(("http://", "https://")) else ""
