"""WordPress's own export (WXR): its published posts, from the file alone. No page is ever fetched for one.

Taken: posts that are published, or will be at their time. Passed over, and said so: drafts, private, pending, trashed
and password-protected posts, pages, attachments, menus and all other kinds.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from articast.model import Known
from articast.sources.formats._html import plain
from articast.sources.formats._wordpress import content
from articast.sources.markup import decoded, moment, tree
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.sources.formats import File, Found

NAME = "a WordPress export (WXR)"
SUFFIXES = (".xml",)
ATTACHED = False

_MARK = b"wordpress.org/export/"
_END = re.compile(r"</rss\s*>\s*\Z")
_STATUS = {"publish": "", "future": ""}
_WHY = {
    "draft": "drafts",
    "auto-draft": "drafts",
    "pending": "drafts",
    "private": "private posts",
    "trash": "deleted posts",
    "inherit": "revisions",
}


def sniff(file: File) -> bool:
    """By the namespace of WordPress's export."""
    return _MARK in file.body[: 64 * 1024] and b"<rss" in file.body[: 64 * 1024]


def read(file: File) -> Iterator[Found]:
    """The published posts. A file that is cut off gives its whole posts, and says that there were more."""
    text = decoded(file.body, file.charset)
    whole = _END.search(text) is not None
    if not whole:
        text = text[: text.rfind("</item>") + len("</item>")] + "</channel></rss>" if "</item>" in text else ""
    posts = 0
    if text:
        root = tree(text.encode("utf-8", "surrogatepass"), "utf-8", file.source)
        for found in _items(file, root):
            posts += not isinstance(found, Passed)
            yield found
    if not whole:
        why = f"the export ends in the middle: the {posts} posts before that are read; export it again for the rest"
        yield file.failed("the end", why)


def _items(file: File, root: Any) -> Iterator[Found]:
    channel = next(root.iter("channel"), root)
    names = {_text(one, "author_login"): _text(one, "author_display_name") for one in channel.iterfind("{*}author")}
    items = list(channel.iterfind("item"))
    pictures = {_text(item, "post_id"): _text(item, "attachment_url") for item in items}
    reused = {_text(i, "post_id"): _encoded(i, "content") for i in items if _text(i, "post_type") == "wp_block"}
    language = _text(channel, "language")
    for number, item in enumerate(items, 1):
        name = f"post-{_text(item, 'post_id') or number}"
        why = _passed(item)
        if why:
            yield Passed(file.within(name), why)
        else:
            yield _post(file, name, item, _known(item, names, pictures, language), reused)


def _passed(item: Any) -> str:
    """Why an item is no article for the public, in the plural; empty where it is one."""
    kind, status = _text(item, "post_type"), _text(item, "status")
    if kind != "post":
        return {"page": "pages of WordPress", "attachment": "attachments"}.get(kind, "WordPress's own entries")
    if _text(item, "post_password"):
        return "password-protected posts"
    return _STATUS.get(status, _WHY.get(status, "posts that are not published"))


def _post(file: File, name: str, item: Any, known: Known, reused: Mapping[str, str]) -> Found:
    markup = content(_encoded(item, "content"), reused) + _footnotes(item)
    if not plain(markup):
        return file.failed(name, f"the post “{known.title[:80]}” has no text")
    return file.entry(name, markup, known)


def _footnotes(item: Any) -> str:
    """What the block of footnotes shows: WordPress keeps their texts beside the content."""
    meta = {_text(one, "meta_key"): _text(one, "meta_value") for one in item.iterfind("{*}postmeta")}
    try:
        said = json.loads(meta.get("footnotes") or "[]")
    except ValueError:
        return ""
    notes = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    texts = ((one.get("id"), one.get("content")) for one in notes)
    items = "".join(f'<li id="{escape(str(name))}">{text}</li>' for name, text in texts if text)
    return f'<ol class="wp-block-footnotes" role="doc-endnotes">{items}</ol>' if items else ""


def _known(item: Any, names: Mapping[str, str], pictures: Mapping[str, str], language: str) -> Known:
    login = _text(item, "creator")
    author = names.get(login, "")
    terms = [(one.get("domain"), " ".join((one.text or "").split())) for one in item.iterfind("category")]
    meta = {_text(one, "meta_key"): _text(one, "meta_value") for one in item.iterfind("{*}postmeta")}
    return Known(
        title=plain(_text(item, "title")),
        authors=(author,) if author and author != login else (),  # a login is nobody's name
        language=language,
        published=_gmt(item, "post_date_gmt") or moment(_text(item, "pubDate")),
        modified=_gmt(item, "post_modified_gmt"),
        url=_address(item),
        summary=plain(_encoded(item, "excerpt")),
        image=pictures.get(meta.get("_thumbnail_id", ""), ""),
        slug=_text(item, "post_name") if _text(item, "post_name").isascii() else "",
        tags=tuple(dict.fromkeys(name for domain, name in terms if domain == "post_tag" and name)),
    )


def _address(item: Any) -> str:
    """The permalink; none that is only a number's (`?p=12`), as of posts that wait for their time."""
    link = _text(item, "link")
    return link if link.startswith(("http://", "https://")) and not re.search(r"\?p=\d+$", link) else ""


def _gmt(item: Any, name: str) -> datetime | None:
    text = _text(item, name)
    if not text or text.startswith("0000"):
        return None
    found = moment(text)
    return found.replace(tzinfo=UTC) if found else None


def _text(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "".join(found.itertext()).strip() if found is not None else ""


def _encoded(item: Any, kind: str) -> str:
    """`content:encoded` or `excerpt:encoded`."""
    for child in item.iterfind("{*}encoded"):
        if f"/{kind}/" in child.tag or (kind == "excerpt" and "excerpt" in child.tag):
            return child.text or ""
    return ""
