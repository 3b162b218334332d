"""Show notes: what a podcast app shows under an episode, as HTML of the few elements that apps keep."""

from __future__ import annotations

import html as _html
import re
from typing import TYPE_CHECKING

import nh3

from pipeline import languages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Block

TAGS = {"p", "a", "ul", "ol", "li", "b", "i", "strong", "em", "br"}
"""What Apple, Spotify and the open apps all show."""
LIMIT = 4000
"""Bytes of an item's description in UTF-8: Apple's limit."""
CHAPTERS = 600
"""Bytes left free for the feed's list of chapters."""


def html(
    article_blocks: Sequence[Block],
    notes: Sequence[Block],
    url: str | None,
    disclosure: str = "",
    language: str = "en",
    *,
    limit: int = LIMIT - CHAPTERS,
) -> str:
    """Show notes: the first paragraph, the article's links, its footnotes, the way to the article, the disclosure.

    At most `limit` bytes of UTF-8. What does not fit is left out from the end of links and footnotes, with a link to
    the rest; the disclosure and the link to the article always stay.
    """
    words = languages.phrases(language, "feed")
    tail = [f"<p>{_link(url, words['article'])}</p>"] if url else []
    tail += [f"<p>{_escape(disclosure)}</p>"] if disclosure else []
    room = limit - sum(map(plain.size, tail))
    head = _lead(article_blocks, min(room // 2, 1200))
    body = [f"<p>{_escape(head)}</p>"] if head else []
    room -= sum(map(plain.size, body))
    for title, items, kind in (
        (words["notes"], [_rich(note) for note in notes], "ol"),
        (words["links"], [_link(target, text) for target, text in links(article_blocks, url)], "ul"),
    ):
        listed = _list(title, items, kind, room, _link(url, words["more"]) if url else plain.ELLIPSIS)
        room -= plain.size(listed)
        body += [listed] if listed else []
    return clean("\n".join(body + tail))


def links(blocks: Sequence[Block], own: str | None = None) -> Iterator[tuple[str, str]]:
    """(URL, text) of every web link of the article once, in order; not those to itself."""
    seen = {(own or "").partition("#")[0]}
    for block in blocks:
        for mark in block.marks:
            text = plain.line(block.text[mark.start : mark.end])
            if mark.kind != "link" or not text or not re.match("https?://", mark.value, re.IGNORECASE):
                continue
            if mark.value.partition("#")[0] not in seen:
                seen.add(mark.value.partition("#")[0])
                yield mark.value, text


def clean(markup: str) -> str:
    """Sanitised: only `TAGS`, only web and mail links, no attribute but `href`."""
    return nh3.clean(
        markup, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel=None
    )


def _lead(blocks: Sequence[Block], room: int) -> str:
    first = next((block.text for block in blocks if block.kind in {"paragraph", "quote"} and block.text.strip()), "")
    return plain.cut(plain.line(first), room)


def _list(title: str, items: Sequence[str], kind: str, room: int, more: str) -> str:
    """A titled list of as many items as there is room for; where some are left out, the last says where they are."""
    head, foot = f"<p><strong>{_escape(title)}</strong></p>\n<{kind}>", f"</{kind}>"
    rest = f"<li>{more}</li>"
    rows: list[str] = []
    room -= plain.size(head + foot) + 1
    for number, item in enumerate(items, 1):
        row = f"<li>{item}</li>"
        room -= plain.size(row)
        if room < (0 if number == len(items) else plain.size(rest)):
            return head + "".join([*rows, rest]) + foot if rows else ""
        rows.append(row)
    return head + "".join(rows) + foot if rows else ""


def _rich(block: Block) -> str:
    """A block's text with its links."""
    out, at = "", 0
    for mark in sorted((m for m in block.marks if m.kind == "link"), key=lambda m: m.start):
        if mark.start >= at:
            out += _escape(block.text[at : mark.start]) + _link(mark.value, block.text[mark.start : mark.end])
            at = mark.end
    return out + _escape(block.text[at:])


def _link(url: str, text: str) -> str:
    return f'<a href="{_html.escape(url)}">{_escape(text)}</a>'


def _escape(text: str) -> str:
    return _html.escape(plain.fit(text), quote=False)
