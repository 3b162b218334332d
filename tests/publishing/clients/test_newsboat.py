"""newsboat reads the feed; podboat, its other half, downloads the episodes."""

from __future__ import annotations

import hashlib
import os
import pty
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publishing.clients.conftest import PAGE, TITLES

if TYPE_CHECKING:
    from tests.publishing.clients.conftest import Published

NEWSBOAT, PODBOAT = shutil.which("newsboat"), shutil.which("podboat")
PATIENCE = 60
"""Seconds until podboat has downloaded three small files."""
pytestmark = pytest.mark.slow


@pytest.mark.skipif(not NEWSBOAT, reason="newsboat is not installed")
def test_newsboat_reads_the_feed(published: Published, home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(published.feed + "\n")
    (tmp_path / "settings").write_text("error-log newsboat.log\n")
    command = [str(NEWSBOAT), "-u", "urls", "-c", "cache.db", "-C", "settings", "-x", "reload"]
    subprocess.run(command, cwd=tmp_path, env=home, check=True, capture_output=True, timeout=PATIENCE)
    with closing(sqlite3.connect(tmp_path / "cache.db")) as database:
        (title,) = database.execute("select title from rss_feed").fetchone()
        rows = database.execute(
            "select title, guid, enclosure_url, enclosure_type from rss_item order by pubDate"
        ).fetchall()
    assert title == "The Gazette, read aloud"
    assert [row[1] for row in rows] == [f"3f2c1a00-0000-5000-8000-{number:012d}" for number in (3, 4, 5)]
    assert [row[0] for row in rows[:-1]] == list(TITLES[2:-1])
    assert {(row[2], row[3]) for row in rows} == {(url, "audio/mpeg") for url in list(published.files)[PAGE:]}


@pytest.mark.skipif(not PODBOAT, reason="podboat is not installed")
def test_podboat_downloads_the_very_bytes(published: Published, home: dict[str, str], tmp_path: Path) -> None:
    downloads = Path(home["GPODDER_DOWNLOAD_DIR"])
    (tmp_path / "settings").write_text(f'download-path "{downloads}/"\nmax-downloads 2\n')
    (tmp_path / "queue").write_text("".join(f'{url} "{downloads}/{Path(url).name}"\n' for url in published.files))
    command = [str(PODBOAT), "-a", "-C", "settings", "-q", "queue"]
    ours, its = pty.openpty()
    with subprocess.Popen(command, cwd=tmp_path, env=home, stdin=its, stdout=its, stderr=its) as running:
        os.close(its)
        os.set_blocking(ours, False)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and len(_digests(downloads)) < len(published.files):
            _drain(ours)
            time.sleep(0.1)
        os.write(ours, b"q")
        try:
            running.wait(5)
        except subprocess.TimeoutExpired:
            running.kill()
    os.close(ours)
    assert _digests(downloads) == published.digests


def _digests(folder: Path) -> set[str]:
    return {hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.mp3")}


def _drain(terminal: int) -> None:
    """Read what it paints: it would stop at a full terminal."""
    try:
        os.read(terminal, 1 << 16)
    except BlockingIOError:
        return
