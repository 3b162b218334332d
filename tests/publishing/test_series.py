"""Shows beside those of the languages: by section, tag, author, folder; all of them; private ones."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from articast.commands.check import check
from articast.commands.upkeep import withdraw
from articast.errors import ConfigurationError
from articast.model import Credit, Listing
from articast.publishing import series
from articast.settings import FilterTable
from tests.sample import episode, show

SHOWS = """
[[shows]]
name = "harbour"
title = "Harbour only"
filter = { section = "Harbour" }

[[shows]]
name = "all"

[[shows]]
name = "from-the-sea"
filter = { source = "articles/sea" }
"""


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (FilterTable(), True),
        (FilterTable(section="harbour"), True),
        (FilterTable(section=("Town", "HARBOUR ")), True),
        (FilterTable(section="Town"), False),
        (FilterTable(tag=("ships", "birds")), True),
        (FilterTable(tag="birds"), False),
        (FilterTable(author="zoë łukasz"), True),
        (FilterTable(author="Cy Moe"), True),
        (FilterTable(author="Ann"), False),
        (FilterTable(language="de"), True),
        (FilterTable(language="en"), False),
        (FilterTable(source="articles/sea"), True),
        (FilterTable(source="./articles/sea/"), True),
        (FilterTable(source="articles/se"), False),
        (FilterTable(section="Harbour", tag="birds"), False),
    ],
)
def test_an_episode_is_in_a_show_that_it_fits_in_every_way(wanted: FilterTable, fits: bool) -> None:
    one = episode(language="de-at", tags=("Ships",), listing=Listing(section="Harbour", credits=(Credit("Cy Moe"),)))
    assert series.holds(wanted, one, ("articles/sea/a.md",)) is fits


def test_a_token_says_nothing_and_is_another_for_each() -> None:
    one, other = series.token("secret", "plus", "ann@a.example"), series.token("secret", "plus", "bob@a.example")
    assert re.fullmatch("[a-z2-7]{26}", one)
    assert len({one, other, series.token("secret", "more", "ann@a.example"), series.token("s", "plus", "ann")}) == 4
    assert one == series.token("secret", "plus", "ann@a.example")


def test_subscribers_are_a_line_each_and_revoked_ones_are_none() -> None:
    assert series.subscribers("# ours\nann\n\n- bob\n  cy  \nann\n") == ("ann", "cy")


def test_a_list_of_all_feeds_is_opml() -> None:
    found = ET.fromstring(series.opml([show(), show(name="harbour", title='"<Harbour> & co"')]).encode())
    rows = [row.attrib for row in found.iter("outline")]
    assert [row["xmlUrl"] for row in rows] == [
        "https://gazette.example/audio/en/feed.xml",
        "https://gazette.example/audio/shows/harbour/feed.xml",
    ]
    assert rows[1]["text"] == '"<Harbour> & co"'


def test_feeds_of_one_title_are_told_apart_by_their_language() -> None:
    found = ET.fromstring(series.opml([show(), show(language="de"), show(name="x", title="Another")]).encode())
    rows = [row.attrib["text"] for row in found.iter("outline")]
    assert rows == ["The Gazette, read aloud · English", "The Gazette, read aloud · Deutsch", "Another"]


def article(house, path: str, title: str, section: str, language: str = "en") -> None:
    text = {"en": "Nobody knew who had opened the lock.", "de": "Niemand wusste, wer die Schleuse geöffnet hatte."}
    head = f"---\ntitle: {title}\nlanguage: {language}\nsection: {section}\n---\n\n"
    house.article(path, f"{head}{text[language]} {title}.\n")


def titles(house, path: str) -> list[str]:
    return re.findall("<title>([^<]*)</title>", (house.output / path).read_text())[2:]


def configured(house, text: str) -> None:
    (house.root / "articast.toml").write_text(text)


def test_episodes_are_made_once_and_named_by_every_show_that_they_are_in(house):
    configured(house, SHOWS)
    article(house, "sea/a.md", "One", "Harbour")
    article(house, "town/b.md", "Two", "Town")
    article(house, "sea/c.md", "Drei", "Harbour", "de")
    house.publish()
    assert set(titles(house, "shows/harbour/feed.xml")) == {"One", "Drei"}
    assert set(titles(house, "shows/all/feed.xml")) == {"One", "Two", "Drei"}
    assert set(titles(house, "shows/from-the-sea/feed.xml")) == {"One", "Drei"}
    assert set(titles(house, "en/feed.xml")) == {"One", "Two"}
    assert len(list(house.output.rglob("*.mp3"))) == 3
    told = (house.output / "shows/harbour/feed.xml").read_text()
    assert "<title>Harbour only</title>" in told
    guids = {re.search("<podcast:guid>(.*?)<", path.read_text())[1] for path in house.output.rglob("feed.xml")}
    assert len(guids) == 5, "each show is one"
    assert (house.output / "shows/harbour/index.html").is_file()
    assert len(list((house.output / "assets").glob("cover-harbour-????????.jpg"))) == 1
    assert "shows/harbour/feed.xml" in (house.output / "feeds.opml").read_text()
    assert "shows/harbour/" in (house.output / "index.html").read_text()
    assert check(house.settings()) == []
    before = house.tree()
    second = house.publish()
    assert (len(second.published), house.tree()) == (0, before)


def test_a_withdrawn_episode_leaves_every_show(house):
    configured(house, SHOWS)
    article(house, "sea/a.md", "One", "Harbour")
    article(house, "sea/b.md", "Two", "Harbour")
    house.publish()
    withdraw("en/two", house.settings())
    assert [titles(house, f"{name}/feed.xml") for name in ("en", "shows/harbour", "shows/all")] == [["One"]] * 3


PRIVATE = """
[[shows]]
name = "plus"
filter = { section = "Plus" }
subscribers = "subscribers.txt"
secret = "OUR_SECRET"
"""


def test_a_private_show_has_an_address_a_subscriber_and_is_nowhere_else(house, monkeypatch):
    monkeypatch.setenv("OUR_SECRET", "long and random")
    configured(house, PRIVATE)
    (house.root / "subscribers.txt").write_text("ann\nbob\n")
    article(house, "a.md", "Open", "Town")
    article(house, "b.md", "Paid", "Plus")
    house.publish()
    paths = {one: f"shows/plus/{series.token('long and random', 'plus', one)}/feed.xml" for one in ("ann", "bob")}
    for path in paths.values():
        told = (house.output / path).read_text()
        assert titles(house, path) == ["Paid"]
        assert "<itunes:block>Yes</itunes:block>" in told
        assert "<podcast:block>yes</podcast:block>" in told
    assert titles(house, "en/feed.xml") == ["Open"]
    for public in ("index.html", "en/index.html", "sitemap.xml", "feeds.opml", "search/index.json"):
        assert "Paid" not in (house.output / public).read_text()
        assert "plus" not in (house.output / public).read_text()
    found = b"".join(path.read_bytes() for path in (house.output / "search").rglob("*.json"))
    assert b'"open"' in found
    assert b"paid" not in found, "nor is its text to be searched"
    tokens = [path.split("/")[2] for path in paths.values()]
    for path in house.output.rglob("*"):
        if path.is_file() and path.relative_to(house.output).as_posix() not in paths.values():
            assert (
                not any(token in path.read_bytes().decode("latin-1") for token in tokens) or "plus/" in path.as_posix()
            )
    assert "ann" not in "".join(path.as_posix() for path in house.output.rglob("*"))
    (house.root / "subscribers.txt").write_text("ann\n- bob\n")
    house.publish()
    assert (house.output / paths["ann"]).is_file()
    assert not (house.output / paths["bob"]).exists(), "a revoked one is answered with nothing"


def test_a_private_show_without_its_secret_or_file_is_an_error_before_anything_is_spoken(house, monkeypatch):
    configured(house, PRIVATE)
    article(house, "a.md", "Open", "Town")
    with pytest.raises(ConfigurationError, match="OUR_SECRET is not set"):
        house.publish()
    monkeypatch.setenv("OUR_SECRET", "x")
    with pytest.raises(ConfigurationError, match=r"subscribers\.txt' cannot be read"):
        house.publish()
    assert not house.output.exists()
