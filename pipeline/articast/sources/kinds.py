"""What a body of bytes is: by its Content-Type or name, and by a look at how it begins."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["html", "markdown", "plain", "feed", "sitemap", "addresses", "other"]
"""`addresses` is a sitemap as plain text: a URL a line."""

MEDIA_TYPES = {"html": "text/html", "markdown": "text/markdown", "plain": "text/plain"}
"""Of the kinds that are articles."""

SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".txt": "plain",
}
"""Names of files that are articles."""

_PROLOG = rb"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
_ROOT = re.compile(_PROLOG + rb"<(?:[\w.-]+:)?([\w-]+)", re.IGNORECASE)
_ROOTS: dict[bytes, Kind] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"html": "html",
}
_HTML = frozenset(b"head body main article section div h1 h2 p title meta link script style header".split())
_HTML_START = re.compile(rb"\s*<!doctype\s+html", re.IGNORECASE)
_MARKDOWN = re.compile(rb"\A---[ \t]*\r?\n|^#{1,6}[ \t]+\S|\]\((?:https?:|/)|^```", re.MULTILINE)
_ADDRESSES = re.compile(rb"\s*(?:https?://\S+[ \t]*(?:\r?\n\s*|\Z))+\Z", re.IGNORECASE)
_LOOK = 4096
"""Bytes that are looked at."""


_NULS = 0.01
"""Share of NUL bytes above which it is no text; a page with one that a database left in it is one."""


def kind_of(body: bytes, media_type: str = "", name: str = "") -> Kind:
    """What the body is.

    What it says of itself (a feed's or page's root element) goes before its Content-Type, which many servers get wrong;
    that goes before the name's ending.

    Args:
        body: decompressed.
        media_type: of the Content-Type, without parameters; empty where nobody said.
        name: path or URL path.
    """
    start = _unmarked(body[:_LOOK])
    media_type = media_type.lower()
    if media_type.startswith(("image/", "audio/", "video/", "font/")) or start.count(0) > _NULS * len(start):
        return "other"
    seen = _by_root(start)
    suffix = next((kind for ending, kind in SUFFIXES.items() if name.lower().endswith(ending)), None)
    if seen and not (seen == "html" and (suffix == "markdown" or media_type == "text/markdown")):
        return seen
    if media_type in {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}:
        return "feed"
    if media_type in {"text/html", "application/xhtml+xml"}:
        return "html"
    if media_type in {"text/markdown", "text/x-markdown"}:
        return "markdown"
    if media_type and not media_type.startswith("text/") and media_type != "application/octet-stream":
        return "other"
    if _ADDRESSES.match(body[: _LOOK * 16]) and media_type != "":
        return "addresses"
    return suffix or ("markdown" if media_type != "text/plain" and _MARKDOWN.search(start) else "plain")


def _by_root(start: bytes) -> Kind | None:
    if _HTML_START.match(start):
        return "html"
    root = _ROOT.match(start)
    if not root:
        return None
    found = _ROOTS.get(root[1].lower())
    return found or ("html" if root[1].lower() in _HTML else None)


def _unmarked(start: bytes) -> bytes:
    """Without a byte order mark, in one byte a character where it is UTF-16."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return start.removeprefix(b"\xef\xbb\xbf")


_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_UNREADY = re.compile(
    rb"""^(?:draft[ \t]*[:=][ \t]*["']?(?:true|yes)|published[ \t]*[:=][ \t]*["']?(?:false|no))"""
    rb"""["']?[ \t]*(?:\#.*)?\r?$""",
    re.MULTILINE | re.IGNORECASE,
)

_JSON_UNREADY = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:---[ \t]*json\s*)?\{(?:[^"{}]|"(?:[^"\\]|\\.)*"){0,4000}?"""
    rb"""(?:"draft"\s*:\s*true|"published"\s*:\s*false)"""
)
"""Front matter in JSON, as Hugo and Eleventy have it."""


def is_draft(body: bytes) -> bool:
    """Whether the front matter says that the article is not to be published yet, as Hugo and Jekyll read it."""
    front = _FRONT_MATTER.match(body)
    if front is None:
        return _JSON_UNREADY.match(body) is not None
    return _UNREADY.search(front[2]) is not None
