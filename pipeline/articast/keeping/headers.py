"""What a bucket is told of a file, since it serves it: the media type, and how long caches may keep it. Pure."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

_TYPES = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".js": "text/javascript",
    ".xml": "application/xml",
    ".gz": "application/gzip",
}
"""Media types that Python does not know everywhere, or knows by another name; feeds are told apart by theirs."""

_NAMED_BY_CONTENT = re.compile(r"-[0-9a-f]{8}\.(mp3|opus|jpg|png)$")


@dataclass(frozen=True, slots=True)
class Caching:
    """How long caches may keep a file: values of Cache-Control."""

    named: str = "public, max-age=31536000, immutable"
    """Audio and covers, whose name says what they hold."""
    others: str = "public, max-age=300"
    """Feeds, pages and JSON: five minutes."""


def media_type(path: str) -> str:
    """The file's media type, with its character set where it is text."""
    place = PurePosixPath(path)
    if place.name.startswith(("feed", "archive")) and place.suffix == ".xml":
        kind = "application/rss+xml"
    else:
        kind = _TYPES.get(place.suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or place.suffix == ".xml" else kind


def headers(path: str, protocol: str, caching: Caching) -> dict[str, Any]:
    """What the client of a bucket is given along with a file; empty where it takes nothing.

    Without a type browsers save pages, and show none. Each kind of bucket's client has names of its own.

    Args:
        path: in the bucket.
        protocol: fsspec's name of the kind of bucket.
        caching: what caches are told.
    """
    kind, cache = media_type(path), caching.named if named_by_content(path) else caching.others
    if protocol in {"s3", "s3a"}:
        return {"ContentType": kind, "CacheControl": cache}
    if protocol in {"gs", "gcs"}:
        return {"content_type": kind, "fixed_key_metadata": {"cache_control": cache}}
    if protocol in {"az", "abfs", "abfss", "adl"}:
        from azure.storage.blob import ContentSettings  # comes with the client itself

        return {"content_settings": ContentSettings(content_type=kind, cache_control=cache)}
    return {}


def named_by_content(path: str) -> bool:
    """Whether a file's name says what it holds: another content has another name."""
    return _NAMED_BY_CONTENT.search(path) is not None
