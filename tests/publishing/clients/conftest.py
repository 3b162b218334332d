"""A feed with its files, served as `articast serve` does it, for programs that know nothing of us."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from articast.commands import serve
from articast.model import Chapter
from articast.publishing import feed
from articast.recording import tag, transcripts
from tests.recording.test_tag import frames
from tests.sample import cover, episode, reading, show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articast.model import Episode, Show

TITLES = (
    "A plain title",
    "Time: the enemy --> ]]> & <b>",
    'Ümläute, “quotes” and "more"',
    "العربية 日本語 🎧",
    "w" * 300,
)
PAGE = 2


@dataclass(frozen=True)
class Published:
    """What a client should find."""

    feed: str
    files: dict[str, bytes]
    """By URL."""

    @property
    def digests(self) -> set[str]:
        return {hashlib.sha256(body).hexdigest() for body in self.files.values()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Five episodes, three in feed.xml and two on an archive page."""
    output = tmp_path_factory.mktemp("output")
    with serve.server(output, port=0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        its = show(base_url=f"http://127.0.0.1:{server.server_port}/", page_size=PAGE, feed_items=PAGE + 1)
        episodes = [_made(output, its, number, title) for number, title in enumerate(TITLES, 1)]
        _put(output, its.cover, cover())
        archived = feed.archives(its, episodes, {})
        for path, body in feed.render(its, episodes, datetime(2026, 11, 20, tzinfo=UTC), archived):
            _put(output, path, body)
        yield Published(
            feed.url(its, its.feed), {feed.url(its, one.audio): (output / one.audio).read_bytes() for one in episodes}
        )
        server.shutdown()
        thread.join()


def _made(output: Path, its: Show, number: int, title: str) -> Episode:
    made = episode(
        number,
        title=title,
        seconds=3.0,
        chapters=(Chapter(0.0, title), Chapter(1.0, "Then: this"), Chapter(2.0, "End")),
    )
    said = reading(title, seconds=2.0)
    body = tag.id3(made, said, its, cover()) + frames()
    _put(output, made.audio, body)
    _put(output, f"{made.folder}/transcript.vtt", transcripts.vtt(made, said).encode())
    _put(output, f"{made.folder}/transcript.srt", transcripts.srt(made, said).encode())
    _put(output, f"{made.folder}/transcript.json", transcripts.json(made, said).encode())
    _put(output, f"{made.folder}/chapters.json", transcripts.chapters(made).encode())
    return episode(
        number,
        title=title,
        seconds=3.0,
        chapters=made.chapters,
        bytes=len(body),
        summary=title,
        notes=f"<p>{number}</p>",
    )


def _put(output: Path, path: str, body: bytes) -> None:
    (output / path).parent.mkdir(parents=True, exist_ok=True)
    (output / path).write_bytes(body)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose settings and downloads are all under `tmp_path`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "share",
        "XDG_CACHE_HOME": "cache",
        "GPODDER_HOME": "gpodder",
        "GPODDER_DOWNLOAD_DIR": "downloads",
    }
    for folder in places.values():
        (tmp_path / folder).mkdir()
    return {"LC_ALL": "C.UTF-8", "TERM": "xterm", **kept} | {name: str(tmp_path / at) for name, at in places.items()}
