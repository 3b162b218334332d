"""feedsmith and podcast-partytime (the Podcast Index's own parser), where node and they are: `npm i -g` both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest

from articast.publishing import feed
from tests.sample import STAMP, episode, show

FEED = "const s = require('fs').readFileSync(0, 'utf8');"
FEEDSMITH = FEED + "console.log(JSON.stringify(require('feedsmith').parseRssFeed(s)))"
PARTYTIME = FEED + "console.log(JSON.stringify(require('podcast-partytime').parseFeed(s)))"
VTT = {"url": "https://gazette.example/audio/en/article-1/transcript.vtt", "type": "text/vtt", "language": "en"}


@cache
def places() -> str:
    """Where node finds what is installed for all."""
    found = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False, timeout=60)
    return os.pathsep.join(filter(None, (os.environ.get("NODE_PATH"), found.stdout.strip())))


def node(script: str, body: bytes, package: str) -> Any:
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node is not installed")
    home = {**os.environ, "NODE_PATH": places()}
    known = subprocess.run(["node", "-e", f"require.resolve('{package}')"], env=home, capture_output=True, check=False)
    if known.returncode:
        pytest.skip(f"the npm package {package} is not installed")
    done = subprocess.run(["node", "-e", script], input=body, env=home, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def body() -> bytes:
    its = show(
        license="cc-by-4.0", funding="https://gazette.example/join", owner_email="a@b.example", hub="https://h.example/"
    )
    return dict(feed.render(its, [episode()], STAMP, {}, feed.numbers(its, [episode()], {})))["en/feed.xml"]


def test_partytime_sees_what_the_podcast_index_stores() -> None:
    found = node(PARTYTIME, body(), "podcast-partytime")
    assert found["guid"] == feed.guid(show())
    assert found["locked"] is True
    assert found["medium"] == "podcast"
    assert found["license"]["identifier"] == "cc-by-4.0"
    assert found["podcastFunding"] == [{"message": "Support us", "url": "https://gazette.example/join"}]
    assert found["itunesCategory"] == ["News > Daily News"]
    assert found["pubsub"]["hub"] == "https://h.example/"
    (item,) = found["items"]
    assert item["enclosure"]["length"] == 1_920_001
    assert item["duration"] == 240
    assert item["podcastTranscripts"][0] == VTT
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert [person["name"] for person in item["podcastPeople"]] == [
        "Ada Byron",
        "Zoë Łukasz",
        "Synthetic voice (hibari:heart)",
    ]


def test_feedsmith_reads_every_namespace() -> None:
    found = node(FEEDSMITH, body(), "feedsmith")
    assert found["podcast"]["txts"] == [{"display": "true", "purpose": "ai-content"}]
    assert found["itunes"]["explicit"] is False
    (item,) = found["items"]
    assert item["guid"] == {"value": "3f2c1a00-0000-5000-8000-000000000001", "isPermaLink": False}
    assert item["podcast"]["transcripts"][0] == VTT
    assert item["psc"]["chapters"][1] == {
        "start": "00:01:01.200",
        "title": "The middle",
        "href": "https://gazette.example/audio/en/article-1/#t=61.2",
    }
    assert item["content"]["encoded"] == item["description"]
