"""What bytes of strangers go into, one target each: whatever they are, there is a value or an error of ours.

`test_corpus.py` tries the kept corpus in every run of the tests. `python -m tests.fuzz TARGET [OPTIONS]` looks for more
with atheris (`pip install atheris`, where it has a wheel) and keeps what leads on in `corpus/TARGET`.
"""

from __future__ import annotations

from pathlib import Path

from articast.commands import ranges as byte_ranges
from articast.commands.check.told import read as read_episode
from articast.errors import ArticastError
from articast.model import Document
from articast.sources import feeds as sources_feeds
from articast.text import extract
from articast.text.extract import frontmatter

CORPUS = Path(__file__).parent / "corpus"


def extraction(data: bytes) -> None:
    """A page."""
    extract.read(Document(source="a.html", id="a.html", body=data, media_type="text/html"))


def feeds(data: bytes) -> None:
    """A feed."""
    for entry in sources_feeds.entries(data, None, "https://example.org/feed"):
        entry.page().encode()


def front_matter(data: bytes) -> None:
    """A Markdown file."""
    frontmatter.split(data.decode("utf-8", "replace"), "2026-01-02-a.md")


def episode_json(data: bytes) -> None:
    """An `episode.json` that lies in an output."""
    _, faults = read_episode("en/a/episode.json", data)
    for fault in faults:
        str(fault).encode()


def ranges(data: bytes) -> None:
    """The Range header of a request."""
    header = data.decode("latin-1")
    for size in (0, 1, 1000):
        for first, last in byte_ranges.wanted(header, size) or ():
            assert 0 <= first <= last < size


TARGETS = {one.__name__: one for one in (extraction, feeds, front_matter, episode_json, ranges)}


def tried(name: str, data: bytes) -> None:
    """Give bytes to a target; an error of ours is an answer, too."""
    try:
        TARGETS[name](data)
    except ArticastError:
        return
