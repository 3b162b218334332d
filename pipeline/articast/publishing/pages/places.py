"""Where things are: paths under `output/`, links between them, absolute URLs."""

from __future__ import annotations

import re
from posixpath import basename, relpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from articast.model import Episode, Show


_COVER = re.compile(r"^(assets/cover-.+-)([0-9a-f]{8})\.(?:jpg|png)$")


def absolute(show: Show, path: str) -> str:
    """The public URL of a path under `output/`; what is one already stays."""
    return path if "://" in path else urljoin(show.base_url, quote(path, safe="/.-_~"))


def relative(path: str, page: str) -> str:
    """The link to `path` from the file `page`, both under `output/`; a folder's keeps its slash.

    So the site works under any base path, and moved to another host.
    """
    if "://" in path:
        return path
    folder = page.rpartition("/")[0]
    link = quote(relpath(f"/{path}", f"/{folder}"), safe="/.-_~")
    return link + "/" if not path or path.endswith("/") else link


def files(show: Show, episode: Episode, folder: str = "") -> dict[str, str]:
    """The episode's files by name, relative to an `episode.json` in a folder; its own, where none is given."""
    here = f"{folder or episode.folder}/episode.json"
    own = {
        "page": "",
        "audio": basename(episode.audio),
        "vtt": "transcript.vtt",
        "srt": "transcript.srt",
        "transcript": "transcript.json",
        "chapters": "chapters.json",
        "embed": "embed.html",
    }
    return {
        **{name: relative(f"{episode.folder}/{path}", here) for name, path in own.items()},
        "feed": relative(show.feed, here),
        "cover": relative(cover(show, episode), here) if cover(show, episode) else "",
    }


def cover(show: Show, episode: Episode) -> str:
    """Path of the picture to show with the episode; empty where there is none."""
    return episode.cover or show.cover


def small(path: str, size: str = "small") -> str:
    """Path of a show's cover as pages show it (`small`) or the home page (`tiny`), beside the large one; another
    picture's own.
    """
    return _COVER.sub(rf"\1{size}-\2.jpg", path)


def podcast(show: Show) -> str:
    """The feed under the scheme that opens podcast apps."""
    return "podcast://" + absolute(show, show.feed).partition("://")[2]


def canonical(show: Show, episode: Episode) -> str:
    """Where the article lives: at the publisher's, else on our page."""
    return episode.url or absolute(show, episode.page)
