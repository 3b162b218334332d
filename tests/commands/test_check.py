"""The audit finds what is wrong, and says where: every planted fault, and no other."""

from __future__ import annotations

import json
import re

import pytest

from articast.commands.check import as_published, check, frames
from articast.settings import DEFAULT_BASE_URL
from articast.speech.sound import silence
from tests.conftest import page


@pytest.fixture
def published(house):
    house.article("a.html", page())
    house.publish()
    return house


def faults(house) -> list[str]:
    return [str(fault) for fault in check(house.settings())]


def faults_at(house, base_url: str) -> list[str]:
    return [str(fault) for fault in check(house.settings(base_url=base_url))]


def change(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text), old
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


FEED, FOLDER = "en/feed.xml", "en/the-ferry"


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (FEED, "</channel>", "", "no XML"),
        (FEED, "(?s)<channel>.*</channel>", "", "no channel"),
        (FEED, "<guid[^>]*>[^<]*</guid>", "", "no guid"),
        (FEED, "(?s)(<item>.*</item>)", r"\1\1", "guid of another item"),
        (FEED, 'length="[0-9]+"', 'length="1"', "says 1 bytes"),
        (FEED, "<enclosure[^>]*>", "", "no enclosure"),
        (FEED, r"transcript\.vtt", "transkript.vtt", "transkript.vtt is not there"),
        (FEED, r"cover-en-[0-9a-f]*(?=[^<]*\"/>\s*<podcast)", "cover-xx", "cover art"),
        (f"{FOLDER}/episode.json", '"seconds"', '"sekunden"', "cannot be read"),
        (f"{FOLDER}/episode.json", '"start": ?[0-9.]+', '"start": 99999', "not in order"),
        (f"{FOLDER}/episode.json", "(?s).*", "[]", "cannot be read"),
        (f"{FOLDER}/index.html", "</body>", '<a href="gone.html">x</a></body>', "gone.html"),
        (f"{FOLDER}/index.html", "</body>", '<a href="http://[bad">x</a></body>', "no address"),
    ],
)
def test_a_planted_fault_is_found_where_it_is(published, path, old, new, says):
    change(published.output / path, old, new)
    found = faults(published)
    assert any(says in fault and fault.startswith(path) for fault in found), found


def test_feeds_are_audited_where_they_say_they_are_and_told_from_the_configuration(published):
    assert not check(published.settings(base_url=None))
    (fault,) = [one for one in faults_at(published, "https://other.example/") if one.startswith(f"{FEED}:")]
    assert (
        fault
        == f"{FEED}: says that it is at https://pod.example/a/, the configuration says https://other.example/: publish again"
    )
    change(published.output / FEED, '<atom:link rel="self"', '<atom:link rel="hub"')
    assert any("no link to itself" in fault for fault in faults(published))


def test_a_base_url_in_other_letters_is_the_same(house):
    house.article("a.html", page())
    house.publish(base_url="https://Küste.example/mein-tön")
    assert not faults_at(house, "https://küste.example/mein-tön/")
    assert as_published(house.settings(base_url=None)).base_url == "https://xn--kste-0ra.example/mein-t%C3%B6n/"


def test_what_is_published_keeps_its_address_where_none_is_set(published):
    assert as_published(published.settings(base_url=None)).base_url == "https://pod.example/a/"
    assert as_published(published.settings(base_url="https://new.example/")).base_url == "https://new.example/"
    (published.output / FEED).write_text("no feed")
    assert as_published(published.settings(base_url=None)).base_url == DEFAULT_BASE_URL


def test_a_file_that_was_never_finished_is_found_and_the_next_run_removes_it(published):
    (published.output / "en/.abcd1234.part").write_bytes(b"half")
    (published.output / "en/mine.part").write_bytes(b"the publisher's own")
    assert faults(published)
    published.publish()
    assert not (published.output / "en/.abcd1234.part").exists()
    assert (published.output / "en/mine.part").exists()


def test_foreign_frames_a_lost_tag_and_a_short_file_are_found(published):
    (audio,) = published.output.glob("en/*/*.mp3")
    whole = audio.read_bytes()
    for content, says in (
        (whole[len(whole) // 2 :], "no tagged MP3"),
        (whole[:-96], "middle of a frame"),
        (whole + whole[-192:] * 5, "its frames say"),
    ):
        audio.write_bytes(content)
        assert any(says in fault for fault in faults(published)), says


def test_links_out_of_the_page_and_odd_ones_are_no_faults(published):
    links = "".join(f'<a href="{url}">x</a>' for url in ("https://x.example/", "#here", "mailto:a@b.example", "?q"))
    change(published.output / FOLDER / "index.html", "</body>", f"{links}</body>")
    assert [fault for fault in faults(published) if "other bytes than" not in fault] == []


def test_an_empty_output_is_told(house):
    assert "nothing is published" in faults(house)[0]


def test_files_of_the_publishers_own_are_left_alone(published):
    (published.output / "own.json").write_text(json.dumps({"any": "thing"}))
    (published.output / "CNAME").write_text("pod.example")
    assert faults(published) == []


def test_frames_of_another_bitrate_or_rate_are_found():
    assert frames(silence(64) * 5, 0) == (5, "")
    assert (
        "like the others" in frames(silence(64) * 2 + silence(96), 0)[1]
        or frames(silence(64) * 2 + silence(96), 0)[0] == 3
    )
    assert frames(b"", 0)[1]
    assert frames(b"\0" * 500, 0)[1]
