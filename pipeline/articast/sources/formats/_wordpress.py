"""A WordPress post's content as its editor stores it → HTML: blocks, shortcodes, paragraphs by blank lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SILENT_BLOCKS = frozenset(
    {
        *(
            "gallery",
            "buttons",
            "button",
            "embed",
            "audio",
            "video",
            "file",
            "search",
            "social-links",
            "query",
            "latest-posts",
        ),
        *("latest-comments", "archives", "categories", "tag-cloud", "calendar", "rss", "more", "nextpage"),
    }
)
"""Blocks with nothing to read in them: players, addresses, lists made by the site; and `core-embed/…`."""
_COMMENT = re.compile(r"<!--\s*+(/?)wp:([\w/-]++)[^<>]*+>")
"""A block's beginning or end; its settings have no angle brackets (they are escaped)."""
_REUSED = re.compile(r"<!--\s++wp:block\s[^<>]*?\"ref\":\s*+(\d++)[^<>]*?/-->")
_MORE = re.compile(r"<!--(?:more|nextpage|noteaser)\b[^<>]*+>")

_SILENT_LISTED = (
    "embed audio video playlist gallery youtube vimeo soundcloud instagram twitter tweet spotify googlemaps gist "
    "contact-form contact-form-7 contact-form-8 gravityform wpforms mc4wp_form newsletter newsletter_form "
    "subscribe subscribe2 jetpack_subscription_form sharing_display social_share share related related_posts "
    "recent_posts display-posts posts toc ez-toc table_of_contents ads ad adsense adrotate sitemap login_form "
    "donate poll"
)
_SILENT = frozenset(_SILENT_LISTED.split())
"""Shortcodes that go with all that stands between theirs."""
_NOTES = frozenset({"footnote", "footnotes", "fn", "note", "mfn", "ref", "efn_note"})
"""Shortcodes around a note's text."""
_CODE = frozenset({"code", "sourcecode", "highlight", "php", "css", "html", "js", "python", "bash"})
_TAG = re.compile(r"\[(?P<open>\[?)(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:[\s=:][^\[\]]*)?)\](?P<close>\]?)")
_ATTRIBUTE = re.compile(r"[\w-]+\s*=\s*(?:\"|'|&#8221;|&quot;|”|“|\w)")
_MEDIA = re.compile(r"\A\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)?(.*)\Z", re.DOTALL | re.IGNORECASE)

_BLOCKS_LISTED = (
    "address article aside blockquote details div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr iframe li main math nav ol p pre script section style summary table tbody td tfoot th thead tr "
    "ul video"
)
_BLOCKS = _BLOCKS_LISTED.split()
_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCKS)})\b", re.IGNORECASE)
_BLANK = re.compile(r"\n(?:[^\S\n]*+\n)++")
_KEPT = re.compile(r"<(/?)(pre|script|style|textarea)\b[^<>]*+>", re.IGNORECASE)


def content(text: str, reused: Mapping[str, str] | None = None) -> str:
    """A post's content as HTML.

    Args:
        text: `content:encoded` of an export.
        reused: contents of reusable blocks (synced patterns) by their post's number.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(3):  # a reusable block may hold another one
        text = _REUSED.sub(lambda found: (reused or {}).get(found[1], ""), text)
    return _paragraphs(_shortcodes(_MORE.sub("\n\n", _blocks(text))))


def _blocks(text: str) -> str:
    """Without blocks' marks, and without the blocks that have nothing to read in them."""
    marks = list(_COMMENT.finditer(text))
    ends = _Ends((mark[2], mark.start()) for mark in marks if mark[1])
    out, at = [], 0
    for mark in marks:
        if mark.start() < at:
            continue
        out += [text[at : mark.start()], "\n\n"]
        at = mark.end()
        silent = mark[2] in _SILENT_BLOCKS or mark[2].startswith("core-embed/")
        if silent and not mark[1] and not mark[0].endswith("/-->"):
            at = max(at, ends.after(mark[2], at))
    return "".join([*out, text[at:]])


class _Ends:
    """Where marks of each name end something: asked for many, in one pass over them."""

    def __init__(self, places: Iterable[tuple[str, int]]) -> None:
        self._places: dict[str, list[int]] = {}
        for name, place in places:
            self._places.setdefault(name, []).append(place)

    def after(self, name: str, at: int) -> int:
        """The first place from `at` on; -1 where there is none."""
        places = self._places.get(name, [])
        found = bisect_left(places, at)
        return places[found] if found < len(places) else -1


def _shortcodes(text: str) -> str:
    """Without shortcodes; what stands in brackets as the author's own words stays (`[sic]`, `[1]`)."""
    matches = list(_TAG.finditer(text))
    closed = {match["name"] for match in matches if match["end"]}
    ends = _Ends((match["name"], number) for number, match in enumerate(matches) if match["end"])
    out, notes, at = [], list[str](), 0
    index = 0
    while index < len(matches):
        match = matches[index]
        index += 1
        if match.start() < at:
            continue
        out.append(text[at : match.start()])
        at, name = match.end(), match["name"].lower()
        if match["open"] and match["close"]:
            out.append(match[0][1:-1])  # WordPress's way to write one that is none
            continue
        if match["open"] or match["close"]:
            out.append(match["open"])
            at -= len(match["close"])
        number = ends.after(match["name"], index)
        close = matches[number] if number >= 0 else None
        known = name in _SILENT or name in _NOTES or name in _CODE or name in {"caption", "wp_caption"}
        if not (known or match["end"] or match["name"] in closed or _ATTRIBUTE.search(match["rest"])):
            out.append(match[0])
        elif close and not match["end"] and known:
            out.append(_said(name, text[at : close.start()], notes))
            at = close.end()
    out.append(text[at:])
    listed = "".join(f'<li id="note-{number}">{note}</li>' for number, note in enumerate(notes, 1))
    return "".join(out) + (f'\n\n<section role="doc-endnotes"><ol>{listed}</ol></section>' if notes else "")


def _said(name: str, inner: str, notes: list[str]) -> str:
    """What becomes of a shortcode that we know, with what stands in it."""
    if name in _NOTES:
        notes.append(inner.strip())
        return f'<sup><a role="doc-noteref" href="#note-{len(notes)}">{len(notes)}</a></sup>'
    if name in _CODE:
        return f"<pre>{inner}</pre>"
    if name in {"caption", "wp_caption"}:
        media = _MEDIA.match(inner)
        picture, caption = (media[1] or "", media[2].strip()) if media else ("", inner)
        return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"
    return ""


def _paragraphs(text: str) -> str:
    """Paragraphs where the author left blank lines, line breaks where he began a new line; blocks as they are."""
    text, kept = _kept(text)
    made = []
    for part in _BLANK.split(text):
        chunk = part.strip()
        if not chunk:
            continue
        if held := re.fullmatch(r"<div data-kept=(\d+)>", chunk):
            made.append(kept[int(held[1])])
        elif _BLOCK.search(chunk):
            made.append(chunk)
        else:
            made.append(f"<p>{chunk.replace(chr(10), '<br>' + chr(10))}</p>")
    return "\n".join(made)


def _kept(text: str) -> tuple[str, list[str]]:
    """A text with a mark in place of each element whose lines mean something, and those elements."""
    tags = list(_KEPT.finditer(text))
    ends = _Ends((tag[2].lower(), tag.end()) for tag in tags if tag[1])
    out, kept, at = [], list[str](), 0
    for tag in tags:
        end = ends.after(tag[2].lower(), tag.end()) if not tag[1] and tag.start() >= at else -1
        if end >= 0:
            out += [text[at : tag.start()], f"\n\n<div data-kept={len(kept)}>\n\n"]
            kept.append(text[tag.start() : end])
            at = end
    return "".join([*out, text[at:]]), kept
