"""Files that no feed or page leads to: unfinished, left over, orphaned, private, and those that are not of Articast."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from articast.commands.check.fault import Fault
from articast.publishing import edition, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from articast.commands.check.site import Site

_SHOW = re.compile(
    r"([a-z0-9-]+|shows/[a-z0-9-]+(/[a-z0-9]+)?)/(feed(-[a-z]+)?\.xml|archive-\d+\.xml|index\.html|embed\.html|(search|latest)\.json|page-\d+/index\.html)"
)
_SEARCH = re.compile(r"search/(index|[0-9a-f]{8}|rows/\d+)\.json")
_ADDRESSES = re.compile(r"by-address/[0-9a-f]{2,4}\.json")
_ROOT = frozenset({"index.html", "sitemap.xml", "record.json", "feeds.opml"})
_PRIVATE = re.compile(
    r"(^|/)(catalogue\.sqlite(-\w+)?|articast\.toml|\.env|\.netrc|id_[a-z0-9]+|[^/]+\.(clip|pem|key|sqlite|script\.toml))$|(^|/)\.(articast|git|ssh)/"
)
_AUDIO = re.compile(r"[a-z0-9-]+/(?P<folder>[^/]+)/(?P=folder)-[0-9a-f]{8}\.(mp3|opus)")
_COVER = re.compile(r"([a-z0-9-]+/[^/]+|assets)/cover-([a-z0-9-]+-)?[0-9a-f]{8}\.jpg")
_PICTURE = re.compile(r"picture-[0-9a-f]{8}\.(jpg|png)")
_UNFINISHED = re.compile(r"\.part$|\.tmp$|~$")


def faults(site: Site, folders: AbstractSet[str], named: AbstractSet[str], before: AbstractSet[str]) -> Iterator[Fault]:
    """Of all that is there and that nothing names.

    Args:
        site: where it lies; only one that lists all that is there can be asked.
        folders: of episodes.
        named: every path that a feed, a page or an episode names.
        before: paths of earlier revisions, withdrawn episodes and covers that the catalogue knows.
    """
    named = named | {small for path in named if _COVER.fullmatch(path) for small in pages.small_covers(path)}
    for path, size in sorted(site.sizes.items()):
        name = path.rpartition("/")[2]
        if _UNFINISHED.search(path):
            yield Fault(path, "unfinished", "a file that was never finished")
        elif _PRIVATE.search(path):
            yield Fault(path, "private", "should not be where everybody can read it")
        elif not size and (name in edition.COMPANIONS or ours(path, folders) or path in named):
            yield Fault(path, "empty", "has no bytes")
        elif path in named or (ours(path, folders) and not _AUDIO.fullmatch(path) and not _COVER.fullmatch(path)):
            continue
        elif path in before or _COVER.fullmatch(path):
            yield Fault(path, "left-over", "is of an earlier revision; `articast prune` removes it when it is old")
        elif _AUDIO.fullmatch(path):
            yield Fault(path, "orphan-audio", "nothing names it, and nothing is known of it")
        else:
            yield Fault(path, "foreign", "is not of Articast; it is left alone")


@cache
def _assets() -> frozenset[str]:
    return frozenset(path for path, _ in pages.assets())


def ours(path: str, folders: AbstractSet[str]) -> bool:
    """Whether Articast writes files of this name at this place."""
    folder, _, name = path.rpartition("/")
    beside = folder in folders and (
        name in edition.COMPANIONS or name == "record.json" or bool(_PICTURE.fullmatch(name))
    )
    named = bool(_SHOW.fullmatch(path) or _ADDRESSES.fullmatch(path) or _SEARCH.fullmatch(path))
    return beside or named or path in _ROOT or path in _assets()
