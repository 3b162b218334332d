"""The day's or week's articles in one episode: joined from their own sound, nothing spoken again."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from mutagen.id3 import ID3

from articast.commands.check import check
from articast.commands.upkeep import withdraw
from articast.flow.compiling import periods
from articast.recording import tag

DAILY = """
[[editions]]
name = "today"
title = "The day in one go"
"""
NOW = 1_772_000_000  # Wednesday, 25 February 2026, 06:13 UTC


def article(house, name: str, day: str, text: str = "Nobody knew who had opened the lock.", more: str = "") -> None:
    head = f"---\ntitle: {name}\nlanguage: en\ndate: {day}\n{more}---\n\n"
    house.article(f"{name}.md", f"{head}{text} {name} said so.\n")


def configured(house, text: str = DAILY) -> None:
    (house.root / "articast.toml").write_text(text)


def frames(house, path: str) -> bytes:
    content = (house.output / path).read_bytes()
    return content[tag.size(content) :]


def test_an_edition_is_its_articles_sound_in_a_row_with_a_chapter_each(house):
    configured(house)
    article(house, "One", "2026-02-24T08:00:00Z")
    article(house, "Two", "2026-02-24T09:00:00Z")
    article(house, "Today", "2026-02-25T05:00:00Z")
    report = house.publish()
    assert not report.failed
    found = {episode.title: episode for _, episode in report.published}
    whole = found["The day in one go · February 24, 2026"]
    sound = frames(house, whole.audio)
    parts = [frames(house, found[name].audio) for name in ("One", "Two")]
    assert all(part in sound for part in parts)
    assert sound.index(parts[0]) < sound.index(parts[1])
    assert [chapter.title for chapter in whole.chapters] == ["One", "Two"]
    first, second = whole.chapters
    assert first.start == 0
    assert second.start == pytest.approx(sound.index(parts[1]) / 192 * 0.024, abs=0.001)
    for chapter in whole.chapters:
        assert chapter.url == f"https://pod.example/a/en/{chapter.title.lower()}/"
    assert len(ID3(house.output / whole.audio).getall("CHAP")) == 2
    spoken = report.spoken
    sentences = sum(len(house.episode(f"en/{name}")["sentences"]) for name in ("one", "two", "today"))
    assert spoken <= sentences, "no sentence is spoken again"
    told = (house.output / "shows/today/feed.xml").read_text()
    assert len(re.findall("<item>", told)) == 1
    assert "One" in (house.output / "en/feed.xml").read_text()
    assert "in one go" not in (house.output / "en/feed.xml").read_text()
    assert check(house.settings()) == []
    before = house.tree()
    second = house.publish()
    assert (second.published, house.tree()) == ([], before)


def test_the_texts_times_are_those_of_the_edition(house):
    configured(house)
    article(house, "One", "2026-02-24T08:00:00Z")
    article(house, "Two", "2026-02-24T09:00:00Z")
    house.publish()
    whole, two = house.episode("en/today-2026-02-24"), house.episode("en/two")
    assert [one["text"] for one in whole["sentences"]][-len(two["sentences"]) :] == [
        one["text"] for one in two["sentences"]
    ]
    shift = whole["chapters"][-1]["start"]
    assert whole["sentences"][-1]["end"] == pytest.approx(two["sentences"][-1]["end"] + shift, abs=0.002)


def test_an_edition_is_listed_as_its_articles_are(house):
    configured(house)
    article(
        house,
        "One",
        "2026-02-24T08:00:00Z",
        more="explicit: yes\nauthors: [{name: Ann Lee, url: 'https://a.example'}]\n",
    )
    article(house, "Two", "2026-02-24T09:00:00Z", more="tags: [harbour]\n")
    article(house, "Hidden", "2026-02-24T10:00:00Z", more="block: true\n")
    article(house, "Soon", "2026-02-24T11:00:00Z", more="type: trailer\n")
    house.publish()
    told = (house.output / "shows/today/feed.xml").read_text()
    assert [chapter["title"] for chapter in house.episode("en/today-2026-02-24")["chapters"]] == ["One", "Two"]
    assert "<itunes:explicit>true</itunes:explicit>\n  <itunes:episodeType>full" in told
    assert '<podcast:person role="author" group="writing" href="https://a.example">Ann Lee<' in told
    assert "<category>harbour</category>" in told


def test_a_withdrawn_article_leaves_the_edition(house):
    configured(house)
    article(house, "One", "2026-02-24T08:00:00Z")
    article(house, "Two", "2026-02-24T09:00:00Z")
    house.publish()
    two = frames(house, f"en/two/{house.episode('en/two')['files']['audio']}")
    old = house.output / "en/today-2026-02-24" / house.episode("en/today-2026-02-24")["files"]["audio"]
    withdraw("en/two", house.settings(), now=True)
    assert not old.exists(), "its sound is in no file any more"
    assert check(house.settings()) == []
    whole = house.episode("en/today-2026-02-24")
    assert two not in frames(house, f"en/today-2026-02-24/{whole['files']['audio']}")
    assert [one["title"] for one in whole["chapters"]] == ["One"]
    withdraw("en/one", house.settings())
    assert "<item>" not in (house.output / "shows/today/feed.xml").read_text()


def test_a_day_with_too_few_articles_has_no_edition_and_an_edition_once_made_stays(house):
    configured(house)
    article(house, "One", "2026-02-24T08:00:00Z")
    house.publish()
    assert not (house.output / "en/today-2026-02-24").exists()
    article(house, "Two", "2026-02-24T09:00:00Z")
    house.publish()
    before = house.tree()["en/today-2026-02-24/index.html"]
    article(house, "Late", "2026-02-24T10:00:00Z")
    house.publish()
    assert house.tree()["en/today-2026-02-24/index.html"] == before


@pytest.mark.parametrize(
    ("every", "zone", "labels"),
    [
        ("day", "UTC", ["2026-02-23", "2026-02-24"]),
        ("day", "Pacific/Auckland", ["2026-02-23", "2026-02-24"]),
        ("day", "America/Los_Angeles", ["2026-02-22", "2026-02-23"]),
        ("week", "UTC", ["2026-w07", "2026-w08"]),
    ],
)
def test_a_day_or_week_is_over_at_its_zones_midnight(every, zone, labels):
    found = periods(datetime.fromtimestamp(NOW, UTC), every, zone, 2)
    assert [one.label for one in found] == labels
    assert found[0].end == found[1].begin


def two_of_a_day(house):
    configured(house)
    article(house, "One", "2026-02-24T08:00:00Z")
    article(house, "Two", "2026-02-24T09:00:00Z")
    article(house, "Three", "2026-02-24T10:00:00Z")


def test_an_edition_whose_run_was_killed_before_it_was_in_place_is_made_by_the_next_one(house, monkeypatch):
    two_of_a_day(house)
    with monkeypatch.context() as patch:

        def killed(*_):
            raise KeyboardInterrupt

        patch.setattr("articast.flow.compiling.edition.place", killed)
        with pytest.raises(KeyboardInterrupt):
            house.publish(voice="tone")
    house.publish()
    assert len([one for _, one in house.publish().published if one.edition]) == 0, "it is made once"
    assert (house.output / "en/today-2026-02-24/index.html").is_file()
    assert check(house.settings()) == []


def test_what_is_taken_down_later_is_heard_in_no_earlier_sound_of_an_edition_either(house):
    two_of_a_day(house)
    house.publish()
    (before,) = house.output.glob("en/today-2026-02-24/*.mp3")
    withdraw("en/one", house.settings())
    assert before.is_file(), "for those who listen now"
    withdraw("en/one", house.settings(), now=True)
    assert not before.exists()
    assert len([*house.output.glob("en/today-2026-02-24/*.mp3")]) == 1
    assert check(house.settings()) == []
