"""What a bucket is told of a file, since it serves it: the media type, and how long caches may keep it. Pure."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePosixPath

_TYPES = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".js": "text/javascript", ".xml": "application/xml"}
"""Media types that Python does not know everywhere, or knows by another name; feeds are told apart by theirs."""

_NAMES = {
    "s3": ("ContentType", "CacheControl"),
    "s3a": ("ContentType", "CacheControl"),
    "gs": ("content_type", ""),
    "gcs": ("content_type", ""),
}
"""How each kind of bucket's client calls them: without a type browsers save pages, and show none."""

_NAMED_BY_CONTENT = re.compile(r"-[0-9a-f]{8}\.(mp3|opus|jpg|png)$")

FOR_EVER = "public, max-age=31536000, immutable"
"""Audio and covers, whose name says what they hold."""

FRESH = "public, max-age=300"
"""Feeds, pages and JSON: five minutes."""


def media_type(path: str) -> str:
    """The file's media type, with its character set where it is text."""
    place = PurePosixPath(path)
    if place.name.startswith(("feed", "archive")) and place.suffix == ".xml":
        kind = "application/rss+xml"
    else:
        kind = _TYPES.get(place.suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or place.suffix == ".xml" else kind


def headers(path: str, protocol: str) -> dict[str, str]:
    """What the client of a bucket is given along with a file; empty where it takes nothing.

    Args:
        path: in the bucket.
        protocol: fsspec's name of the kind of bucket.
    """
    kind, cached = _NAMES.get(protocol, ("", ""))
    cache = FOR_EVER if _NAMED_BY_CONTENT.search(path) else FRESH
    return {name: value for name, value in ((kind, media_type(path)), (cached, cache)) if name}
