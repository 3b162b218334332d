"""What is published of everything so far: it stays as it is where nothing has changed."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys

from mutagen.mp3 import MP3

from articast.commands.check import check
from articast.commands.upkeep import withdraw
from tests.conftest import page

PAGED = {"show": {"page_size": 1, "feed_items": 1}}


def dated(house, day: int) -> None:
    head = f'<meta property="article:published_time" content="2026-01-{day:02}T06:00:00Z">'
    house.article(f"{day}.html", page(f"Of day {day}", f"This is what was said on day {day}.", head=head))


def feeds(house) -> dict[str, list[int]]:
    """The days in each file of the feed."""
    return {
        path.name: [int(day) for day in re.findall(r"<title>Of day (\d+)</title>", path.read_text())]
        for path in sorted((house.output / "en").glob("*.xml"))
        if path.name != "feed-recent.xml"
    }


def test_an_archive_page_stays_to_the_byte_when_an_older_article_comes_later(house):
    for day in (2, 4, 6):
        dated(house, day)
    house.publish(**PAGED)
    assert feeds(house) == {
        "archive-1.xml": [2],
        "archive-2.xml": [4],
        "feed-all.xml": [6, 4, 2],
        "feed.xml": [6],
    }
    before = house.tree()
    house.publish(**PAGED)
    assert house.tree() == before
    dated(house, 3)
    house.publish(**PAGED)
    assert feeds(house) == {
        "archive-1.xml": [2],
        "archive-2.xml": [4],
        "archive-3.xml": [3],
        "feed-all.xml": [6, 4, 3, 2],
        "feed.xml": [6],
    }
    after = house.tree()
    assert {path: after[path] for path in before if "archive" in path} == {
        path: digest for path, digest in before.items() if "archive" in path
    }
    house.publish(**PAGED)
    assert house.tree() == after
    assert check(house.settings(**PAGED)) == []


def test_a_withdrawn_episode_comes_back_to_its_archive_page(house):
    for day in (2, 4, 6):
        dated(house, day)
    house.publish(**PAGED)
    before = house.tree()
    withdraw("en/of-day-4", house.settings(**PAGED))
    assert feeds(house) == {"archive-1.xml": [2], "feed-all.xml": [6, 2], "feed.xml": [6]}
    assert check(house.settings(**PAGED)) == []
    dated(house, 5)
    house.publish(**PAGED)
    assert feeds(house)["archive-3.xml"] == [5]
    withdraw("en/of-day-4", house.settings(**PAGED), undo=True)
    assert feeds(house)["archive-2.xml"] == [4]
    assert house.tree()["en/archive-1.xml"] == before["en/archive-1.xml"]


LATER = ("PIL", "bs4", "feedgen", "httpx", "jinja2", "nh3", "rich", "slugify", "trafilatura")
PROGRAM = """
import sys
from pathlib import Path
from articast.commands.progress import Quiet
from articast.flow.publish import publish
from articast.settings import load
settings = load(Path("articast.toml"), {"voice": "tone", "jobs": 2, "base_url": "https://pod.example/a/"})
report = publish(["articles"], settings, Quiet())
print(len(report.published), *sorted(set(sys.argv[1:]) & set(sys.modules)))
"""


def test_a_run_with_nothing_new_loads_no_library_that_only_new_things_need(house):
    dated(house, 1)
    (house.root / "articast.toml").touch()
    command = [sys.executable, "-c", PROGRAM, *LATER]
    first, again = (subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2))
    assert (first.stdout.split()[0], first.stderr) == ("1", "")
    assert (again.stdout, again.stderr) == ("0\n", "")


def test_a_feed_whose_last_episode_is_withdrawn_stays_where_it_is_without_items(house):
    dated(house, 2)
    house.article("de.html", page("Vom zweiten Tag", "Das wurde am zweiten Tag gesagt, und zwar laut.", lang="de"))
    house.publish()
    withdraw("de/vom-zweiten-tag", house.settings())
    told = (house.output / "de/feed.xml").read_text()
    assert "<item>" not in told
    assert "<podcast:guid>" in told
    assert (house.output / "de/index.html").is_file(), "the feed's own link"
    assert not any("de/" in (house.output / name).read_text() for name in ("index.html", "sitemap.xml"))
    assert check(house.settings()) == []
    before = house.tree()
    house.publish()
    assert house.tree() == before
    withdraw("de/vom-zweiten-tag", house.settings(), undo=True)
    again = (house.output / "de/feed.xml").read_text()
    assert "<item>" in again
    assert re.findall("<podcast:guid>.*", again) == re.findall("<podcast:guid>.*", told)


def test_when_everything_is_withdrawn_the_pages_say_so_and_nothing_is_wrong(house):
    dated(house, 2)
    house.publish()
    withdraw("en/of-day-2", house.settings())
    assert "Of day 2" not in "".join(path.read_text() for path in house.output.rglob("*.html"))
    assert "en/feed.xml" in (house.output / "index.html").read_text()
    assert check(house.settings()) == []


def test_in_a_serial_show_the_archive_stays_to_the_byte_when_an_older_article_comes_later(house):
    serial = {"show": {"page_size": 1, "feed_items": 1, "type": "serial"}}
    for day in (2, 4, 6):
        dated(house, day)
    house.publish(**serial)
    before = house.tree()
    dated(house, 3)
    house.publish(**serial)
    after = house.tree()
    archives = [path for path in before if "archive" in path]
    assert len(archives) == 2
    assert all(after[path] == before[path] for path in archives)
    text = (house.output / "en/feed-all.xml").read_text()
    told = re.findall(r"<title>Of day (\d+)</title>.*?<itunes:episode>(\d+)</itunes:episode>", text, re.DOTALL)
    assert told == [("6", "3"), ("4", "2"), ("3", "4"), ("2", "1")]


TEXTS = {
    "en": "The lock was open in the morning, and nobody knew who had opened it that night.",
    "de": "Am Morgen stand die Schleuse offen, und niemand wusste, wer sie in der Nacht geöffnet hatte.",
    "fr": "Au matin l'écluse était ouverte, et personne ne savait qui l'avait ouverte pendant la nuit.",
}


def told(house, language: str, *lines: str) -> None:
    head = "\n".join(("---", f"title: Lock {language}", f"language: {language}", *lines, "---"))
    house.article(f"{language}/lock.md", f"{head}\n\n{TEXTS[language]}\n")


def links(house) -> dict[str, set[str]]:
    return {
        language: {other["language"] for other in house.episode(f"{language}/lock-{language}")["translations"]}
        for language in TEXTS
        if (house.output / f"{language}/lock-{language}").is_dir()
    }


EVERY = {"en": {"de", "fr"}, "de": {"en", "fr"}, "fr": {"en", "de"}}


def test_three_are_linked_all_ways_whether_they_name_a_file_or_an_address(house):
    told(house, "en", "url: https://our.example/lock")
    told(house, "de", "url: https://our.example/schleuse", "translation_of: ../en/lock.md")
    told(house, "fr", "translation_of: https://our.example/schleuse")
    house.publish()
    assert links(house) == EVERY


def test_translations_of_what_is_not_published_are_linked_with_each_other(house):
    told(house, "de", "translation_of: https://our.example/lock")
    told(house, "fr", "translation_of: https://our.example/lock")
    house.publish()
    assert links(house) == {"de": {"fr"}, "fr": {"de"}}


def test_what_front_matter_says_is_in_feed_notes_and_tag(house):
    told(
        house,
        "en",
        "url: https://our.example/lock",
        "summary: How the gate was built, in one sentence.",
        "tags: [harbour, engineering]",
        "explicit: true",
        "season: 2",
        "episode: 7",
        "type: bonus",
    )
    ((_, episode),) = house.publish().published
    feed = (house.output / "en/feed.xml").read_text()
    assert "<description>&lt;p&gt;How the gate was built, in one sentence.&lt;/p&gt;" in feed
    for element in (
        "<itunes:explicit>true</itunes:explicit>",
        "<itunes:season>2</itunes:season>",
        "<itunes:episode>7</itunes:episode>",
        "<itunes:episodeType>bonus</itunes:episodeType>",
        "<category>harbour</category>",
    ):
        assert element in feed
    assert "How the gate was built" in str(MP3(house.output / episode.audio)["COMM::eng"])


def test_a_page_s_description_that_is_the_text_s_beginning_is_no_summary(house):
    told(house, "en", f"description: {TEXTS['en'][:30]}…")
    house.publish()
    (described,) = re.findall(
        "<description>(.*?)</description>", (house.output / "en/feed.xml").read_text(), re.DOTALL
    )[1:]
    assert described.startswith(f"&lt;p&gt;{TEXTS['en']}"), described


def test_a_sitemap_in_parts_is_checked_part_by_part(house, monkeypatch):
    monkeypatch.setattr("articast.publishing.pages.sitemaps.PART", 1)
    house.article("a.txt", "The ferry\n\nThe ferry left at seven in the morning, and almost nobody was on it.")
    house.article("b.txt", "The tide\n\nThe tide came in twice on that day, and took a plank of the pier along.")
    house.publish()
    assert check(house.settings()) == []
    parts = sorted(house.output.glob("sitemap-*.xml.gz"))
    assert len(parts) == 2
    whole = gzip.decompress(parts[0].read_bytes())
    for content, kind in (
        (whole.replace(b"/the-", b"/no-"), "names"),
        (whole[:-20], "cannot be read"),
        (b"no gzip", "cannot be read"),
        (None, "not there"),
    ):
        parts[0].unlink() if content is None else parts[0].write_bytes(
            content if content == b"no gzip" else gzip.compress(content)
        )
        told = [str(fault) for fault in check(house.settings())]
        assert any("sitemap" in one and kind in one for one in told), (kind, told)
