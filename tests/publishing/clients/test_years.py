"""A show over years, as apps that come by now and then have it: no episode twice, none missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from articast.commands import serve
from articast.publishing import feed
from tests.sample import STAMP, episode, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from articast.model import Episode, Show

NEWSBOAT, GPO = (shutil.which(name) for name in ("newsboat", "gpo"))
COUNT = 300
pytestmark = pytest.mark.slow


class Site:
    """A show that is published again and again at one address."""

    def __init__(self, output: Path, port: int) -> None:
        self.output = output
        self.day = int(STAMP.timestamp())
        self.show = show(base_url=f"http://127.0.0.1:{port}/")
        self.address = feed.url(self.show, self.show.feed)

    def publish(
        self, episodes: Sequence[Episode], its: Show | None = None, archived: dict[str, int] | None = None
    ) -> None:
        its = its or self.show
        self.day += 86_400
        for path, body in feed.render(its, episodes, STAMP, archived or {}):
            (self.output / path).parent.mkdir(parents=True, exist_ok=True)
            (self.output / path).write_bytes(body)
            os.utime(self.output / path, (self.day, self.day))  # newsboat asks by date alone, to the second


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    output = tmp_path / "output"
    output.mkdir()
    with serve.server(output, port=0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(output, server.server_port)
        server.shutdown()
        thread.join()


def newsboat(site: Site, home: dict[str, str], folder: Path) -> list[str]:
    (folder / "urls").write_text(site.address + "\n")
    (folder / "settings").touch()
    command = [str(NEWSBOAT), "-u", "urls", "-c", "cache.db", "-C", "settings", "-x", "reload"]
    subprocess.run(command, cwd=folder, env=home, check=True, capture_output=True, timeout=120)
    with closing(sqlite3.connect(folder / "cache.db")) as database:
        return [guid for (guid,) in database.execute("select guid from rss_item where deleted = 0")]


def gpodder(site: Site, home: dict[str, str], folder: Path) -> list[str]:
    def gpo(*arguments: str) -> None:
        subprocess.run([str(GPO), "-q", *arguments], env=home, check=True, capture_output=True, timeout=300)

    if not (folder / "gpodder" / "Database").is_file():
        gpo("set", "limit.episodes", "1000")
        gpo("subscribe", site.address, "Gazette")
    gpo("update")
    with closing(sqlite3.connect(folder / "gpodder" / "Database")) as database:
        return [guid for (guid,) in database.execute("select guid from episode")]


CLIENTS = [
    pytest.param(newsboat, marks=pytest.mark.skipif(not NEWSBOAT, reason="newsboat is not installed"), id="newsboat"),
    pytest.param(gpodder, marks=pytest.mark.skipif(not GPO, reason="gPodder's gpo is not installed"), id="gPodder"),
]


@pytest.mark.parametrize("client", CLIENTS)
def test_no_episode_is_seen_twice_and_none_is_missed(
    client: Callable[[Site, dict[str, str], Path], list[str]], site: Site, home: dict[str, str], tmp_path: Path
) -> None:
    episodes = [episode(number) for number in range(1, COUNT + 1)]
    halves = replace(site.show, page_size=100, feed_items=100)  # as an earlier version halved it
    archived = feed.archives(halves, episodes, {})
    site.publish(episodes, halves, archived)
    first = client(site, home, tmp_path)
    assert len(first) == len(set(first))
    site.publish(episodes, archived=archived)  # the whole show, its archive pages where they were
    everything = {one.guid for one in episodes}
    for _ in range(2):
        found = client(site, home, tmp_path)
        assert sorted(found) == sorted(everything)
    edited = replace(episodes[0], audio="en/article-1/article-1-ffffffff.mp3", bytes=7)
    retitled = replace(episodes[100], title="Another title")
    renamed = replace(episodes[200], url="https://gazette.example/a-new-address")
    changed = [edited, *episodes[1:100], retitled, *episodes[101:200], renamed, *episodes[201:], episode(COUNT + 1)]
    site.publish([one for one in changed if one is not episodes[50]], archived=archived)
    found = client(site, home, tmp_path)
    assert len(found) == len(set(found))
    assert set(found) >= {one.guid for one in changed} - {episodes[50].guid}
    site.publish(changed, archived=archived)  # the withdrawn one is back
    assert sorted(client(site, home, tmp_path)) == sorted(one.guid for one in changed)
