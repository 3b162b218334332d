"""Episodes → RSS: one podcast feed a language, its archive pages, and the whole of it in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence
    from datetime import datetime

    from pipeline.model import Episode, Show


def render(
    show: Show, episodes: Sequence[Episode], stamp: datetime, cache: MutableMapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """(path under `output/`, bytes) of every feed file of a show, feed.xml last."""
    del episodes, stamp, cache
    yield show.feed, b""
