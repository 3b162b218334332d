"""gPodder, by its command line: subscribe, update, download."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publishing.clients.conftest import TITLES

if TYPE_CHECKING:
    from tests.publishing.clients.conftest import Published

GPO = shutil.which("gpo")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not GPO, reason="gPodder's gpo is not installed")]


def gpo(home: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [str(GPO), "-q", *arguments], env=home, capture_output=True, check=True, text=True, timeout=120
    )
    return done.stdout


def test_gpodder_subscribes_follows_the_archive_and_downloads_the_very_bytes(
    published: Published, home: dict[str, str]
) -> None:
    gpo(home, "subscribe", published.feed, "Gazette")
    gpo(home, "update")
    gpo(home, "download")
    with sqlite3.connect(Path(home["GPODDER_HOME"], "Database")) as database:
        rows = database.execute(
            "select title, guid, url, file_size, total_time from episode order by published"
        ).fetchall()
        chapters = database.execute("select count(*) from episode where chapters like '%Then: this%'").fetchone()
    database.close()
    assert len(rows) == len(TITLES)
    assert [row[0] for row in rows[:-1]] == list(TITLES[:-1])
    assert [row[1] for row in rows] == [f"3f2c1a00-0000-5000-8000-{number:012d}" for number in range(1, 6)]
    assert {row[2]: row[3] for row in rows} == {url: len(body) for url, body in published.files.items()}
    assert {row[4] for row in rows} == {3}
    assert chapters == (len(TITLES),)
    files = Path(home["GPODDER_DOWNLOAD_DIR"]).rglob("*.mp3")
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in files} == published.digests
