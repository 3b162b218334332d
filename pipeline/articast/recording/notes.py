"""Show notes: what a podcast app shows under an episode, as HTML of the few elements that apps keep."""

from __future__ import annotations

import html as _html
import re
from typing import TYPE_CHECKING

from articast import languages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Block

TAGS = {"p", "a", "ul", "ol", "li", "b", "i", "strong", "em", "br"}
"""What Apple, Spotify and the open apps all show."""
UNLISTED = {"code", "table", "caption"}
"""Not spoken, and of no use in a list: they are on the page."""
LIMIT = 4000
"""Bytes of an item's description in UTF-8: Apple's limit."""
LEAD = 1200
"""Bytes of the first paragraph: about 200 words, so that links still have room."""
ADDRESS = 1000
"""Bytes of the article's address; a longer one would push out what the notes are for."""
CHAPTERS = 600
"""Bytes left free for the feed's list of chapters."""


def html(
    article_blocks: Sequence[Block],
    notes: Sequence[Block],
    url: str | None,
    disclosure: str = "",
    language: str = "en",
    *,
    lead: str = "",
    limit: int = LIMIT - CHAPTERS,
) -> str:
    """Show notes: summary, the article's links, its footnotes, the way to the article, the disclosure.

    The summary is the publisher's own (`lead`), else the first paragraph.

    At most `limit` bytes of UTF-8. What does not fit is left out from the end of links and footnotes, with a link to
    the rest; the disclosure and the link to the article always stay.
    """
    words = languages.phrases(language, "feed")
    url = url if url and plain.size(url) <= ADDRESS else None
    tail = [f"<p>{_link(url, words['article'])}</p>"] if url else []
    tail += [f"<p>{_escape(disclosure)}</p>"] if disclosure else []
    room = limit - sum(map(_line_size, tail))
    most = min(room // 2, LEAD)
    head = plain.markup(plain.line(lead), most) if plain.line(lead) else _lead(article_blocks, most)
    body = [f"<p>{head}</p>"] if head else []
    room -= sum(map(_line_size, body))
    for title, items, kind in (
        (words["notes"], [_rich(note) for note in notes if note.kind not in UNLISTED and plain.line(note.text)], "ol"),
        (words["links"], [_link(target, text) for target, text in links(article_blocks, url)], "ul"),
    ):
        listed = _list(title, items, kind, room, _link(url, words["more"]) if url else plain.ELLIPSIS)
        if listed:
            body.append(listed)
            room -= _line_size(listed)
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
    import nh3

    schemes = {"http", "https", "mailto"}
    safe = nh3.clean(markup, tags=TAGS, attributes={"a": {"href"}}, url_schemes=schemes, link_rel=None)
    return safe.replace("&nbsp;", "\u00a0")  # a name that XML does not know, and thrice as long


def _line_size(markup: str) -> int:
    return plain.size(markup) + len("\n")


def _lead(blocks: Sequence[Block], room: int) -> str:
    first = next((block.text for block in blocks if block.kind in {"paragraph", "quote"} and block.text.strip()), "")
    return plain.markup(plain.line(first), room)


def _list(title: str, items: Sequence[str], kind: str, room: int, more: str) -> str:
    """A titled list of as many items as there is room for; where some are left out, the last says where they are."""
    head, foot = f"<p><strong>{_escape(title)}</strong></p>\n<{kind}>", f"</{kind}>"
    rest = f"<li>{more}</li>"
    rows: list[str] = []
    room -= _line_size(head + foot)
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
