"""Nothing changed costs nothing: files that were not touched are not read, and pages are not gone through."""

from __future__ import annotations

import os

import pytest

from articast.keeping import Catalogue
from articast.publishing import edition
from articast.sources import files
from tests.conftest import PARAGRAPHS, page, told


@pytest.fixture
def read(monkeypatch):
    """Names of the files that are read."""
    found = []
    contents = files.contents
    monkeypatch.setattr(files, "contents", lambda path, options: found.append(path.name) or contents(path, options))
    monkeypatch.setattr(files, "SETTLED", -(10**15))  # no file is too young to be trusted
    return found


@pytest.fixture
def gone_through(monkeypatch):
    """How often all episodes are loaded."""
    found = []
    published = Catalogue.published
    monkeypatch.setattr(Catalogue, "published", lambda self: found.append(1) or published(self))
    return found


def test_what_was_not_touched_is_not_read_and_nothing_is_gone_through(house, read, gone_through):
    house.article("a.html", page())
    house.article("b.html", page("Other", "Another text, of another kind. It is about trains."))
    house.publish()
    before, seen = told(house), len(read)
    gone_through.clear()
    report = house.publish()
    assert (len(report.unchanged), len(read), gone_through) == (2, seen, [])
    assert told(house) == before

    house.article("a.html", page("The ferry", *PARAGRAPHS[:2]))
    assert len(house.publish().published) == 1
    assert read[seen:] == ["a.html"]
    assert gone_through

    (house.root / "articles" / "a.script.toml").write_text('[[replace]]\nold = "seven"\nnew = "eight"\n')
    house.publish()
    assert "a.html" in read[seen + 1 :], "its edits are part of it"


@pytest.mark.parametrize("change", [{"base_url": "https://other.example/"}, {"show": {"author": "Ada"}}])
def test_a_setting_that_decides_an_episode_has_files_read_again(house, read, change):
    house.article("a.html", page())
    house.publish()
    read.clear()
    house.publish(**change)
    assert read == ["a.html"]


@pytest.mark.parametrize(
    "change",
    [
        lambda house: next(house.output.rglob("*.mp3")).unlink(),
        lambda house: os.truncate(house.output / "en/the-ferry/index.html", 10),
        lambda house: (house.output / "en/feed.xml").unlink(),
        lambda house: (house.output / "record.json").unlink(),
    ],
)
def test_what_is_broken_in_the_output_is_mended_although_nothing_was_touched(house, read, change):
    house.article("a.html", page())
    house.publish()
    before = told(house)
    change(house)
    house.publish()
    assert told(house) == before


def test_settings_of_pages_alone_are_seen(house, read):
    house.article("a.html", page())
    house.publish()
    house.publish(show={"description": "What the paper says."})
    assert b"What the paper says." in (house.output / "en/feed.xml").read_bytes()
    house.publish(series=[{"name": "all", "title": "All of it"}])
    assert (house.output / "shows/all/feed.xml").exists()


def test_a_file_that_changed_a_moment_ago_is_read_again(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    seen = []
    contents = files.contents
    monkeypatch.setattr(files, "contents", lambda path, options: seen.append(path.name) or contents(path, options))
    house.publish()
    assert seen == ["a.html"]


def test_a_run_that_dies_before_all_is_brought_out_leaves_it_to_the_next(house, read, monkeypatch):
    house.article("a.html", page())
    with monkeypatch.context() as patch:
        patch.setattr(edition, "_put", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            house.publish()
    house.publish()
    assert (house.output / "en/feed.xml").exists()
