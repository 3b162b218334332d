"""Bad days: state lost, two publishers, wrecked pages, lost voices. Nothing good is replaced by something worse."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from articast.commands.check import check
from articast.commands.upkeep import prune, restore, withdraw
from articast.errors import ArticastError, BusyError, ConfigurationError, ForeignError, PublishError
from articast.keeping import Store, locked
from articast.speech import engines
from tests.conftest import PARAGRAPHS, page

OTHER = "This one is of another kind, without boats. It is about trains and tunnels, and about those who dig them."
THIRD = "A third story tells of bread. The baker rises at two, and by five the whole street smells of what she did."
LONG = tuple(
    f"Paragraph {number} says something of its own about the harbour. It has two sentences." for number in "ABCDEFGHIJ"
)


def lose_state(house):
    shutil.rmtree(house.root / ".articast")


def guids(house, language="en"):
    feed = ET.parse(house.output / language / "feed.xml")
    return {item.findtext("title"): item.findtext("guid") for item in feed.iter("item")}


def at(monkeypatch, seconds):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))


# state lost


def test_a_run_without_its_state_changes_not_one_byte(house, monkeypatch):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    before = house.tree()
    lose_state(house)
    at(monkeypatch, 1_790_000_000)
    report = house.publish()
    assert (len(report.published), len(report.unchanged), report.spoken) == (0, 2, 0)
    assert house.tree() == before
    assert "2 episodes" in report.restored


def test_a_catalogue_of_no_bytes_or_of_rubbish_is_made_again_from_the_records(house):
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    for rubbish in (b"", b"rubbish" * 1000):
        for left in (house.root / ".articast").glob("catalogue.sqlite*"):
            left.unlink()
        (house.root / ".articast" / "catalogue.sqlite").write_bytes(rubbish)
        assert house.publish().spoken == 0
        assert house.tree() == before


def test_without_its_state_what_has_no_source_any_more_stays_and_what_was_withdrawn_stays_away(house):
    gone = house.article("a.html", page("Gone"))
    house.article("b.html", page("Other", OTHER))
    house.article("c.html", page("Third", THIRD))
    house.publish()
    before = guids(house)
    withdraw("en/third", house.settings())
    gone.unlink()
    lose_state(house)
    house.publish()
    assert guids(house) == {title: guid for title, guid in before.items() if title != "Third"}
    assert check(house.settings()) == []


def test_without_its_state_an_edited_sentence_costs_one_sentence(house):
    house.article("a.html", page())
    house.publish()
    lose_state(house)
    house.article("a.html", page("The ferry", PARAGRAPHS[0], PARAGRAPHS[1] + " Then she went out.", PARAGRAPHS[2]))
    report = house.publish()
    assert len(report.published) == 1
    assert report.spoken == 1, "all others are cut out of the MP3 that is published"
    assert check(house.settings()) == []


def test_a_damaged_mp3_gives_no_clips(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    lose_state(house)
    path = house.output / episode.audio
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(bytes(content))
    house.article("a.html", page("The ferry", *PARAGRAPHS[:2], "Nobody on the pier could say more than that."))
    assert house.publish().spoken == 6, "its sentences are spoken again, and none is taken from a changed file"


def test_records_name_no_path_of_the_publishers(house):
    house.article("secret-folder/draft-of-anna.html", page())
    house.publish()
    told = b"".join(path.read_bytes() for path in house.output.rglob("*.json"))
    assert b"secret-folder" not in told
    assert b"draft-of-anna" not in told


def test_restore_by_itself_takes_over_what_lies_there(house):
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    lose_state(house)
    assert restore(house.settings()) == "1 episodes were taken over from the output's records"
    assert house.tree() == before
    assert house.publish().spoken == 0


def test_a_feed_is_not_written_with_fewer_episodes_than_lie_there(house):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    lose_state(house)
    (house.output / "en/other/record.json").unlink()
    (house.root / "articles/b.html").unlink()
    before = house.tree()
    with pytest.raises(ConfigurationError, match=r"en/feed.xml 1.*--fewer"):
        house.publish()
    assert house.tree() == before
    house.publish(fewer=True)
    assert set(guids(house)) == {"The ferry"}


def test_two_states_that_publish_into_one_output_know_of_each_other(house):
    house.article("a.html", page())
    house.publish("articles/a.html")
    house.article("b.html", page("Other", OTHER))
    house.publish("articles/b.html", state=".second")
    assert set(guids(house)) == {"The ferry", "Other"}
    house.article("c.html", page("Third", THIRD))
    house.publish("articles/c.html")
    assert set(guids(house)) == {"The ferry", "Other", "Third"}
    withdraw("en/other", house.settings())
    house.publish("articles/b.html", state=".second")
    assert set(guids(house)) == {"The ferry", "Third"}


# one at a time


def test_a_second_publisher_of_an_output_is_refused_or_waits(house):
    house.article("a.html", page())
    with locked(Store(str(house.output))), pytest.raises(BusyError, match="--wait"):
        house.publish(state=".second")
    assert len(house.publish(state=".second", wait=5).published) == 1
    assert not (house.output / ".lock").exists()


def test_a_lock_of_a_run_that_was_killed_holds_nobody_up(house):
    hold = "import sys, time; from articast.keeping import Store, locked\nwith locked(Store(sys.argv[1])): print('in', flush=True); time.sleep(60)"
    running = subprocess.Popen([sys.executable, "-c", hold, str(house.output)], stdout=subprocess.PIPE)
    assert running.stdout.readline() == b"in\n"
    with pytest.raises(BusyError):
        house.publish("articles")
    running.kill()
    running.communicate()
    house.article("a.html", page())
    assert len(house.publish().published) == 1


# the publish gate


def held(house, **over):
    report = house.publish(**over)
    assert not report.published
    return [(one.stage, one.error) for one in report.failed]


@pytest.mark.parametrize(
    ("revision", "why"),
    [
        (page("The harbour", *LONG[:3]), "what is published has"),
        (page("The harbour", LONG[0]), "words"),
        (
            page(
                "Der Hafen",
                *(
                    f"Absatz {n} erzählt etwas Eigenes vom Hafen. Er hat zwei Sätze, und beide sind deutsch."
                    for n in "ABCDEFGHIJ"
                ),
                lang="de",
            ),
            "another language",
        ),
        (
            page(
                "We value your privacy",
                *(
                    f"Our partners and we store cookies of kind {n} on your device to measure and improve things. You may accept or reject."
                    for n in "ABCDEFGHIJ"
                ),
            ),
            "both its title",
        ),
    ],
    ids=["three of ten paragraphs", "an emptied body", "another language", "a cookie wall"],
)
def test_what_is_worse_than_what_is_published_is_held_and_says_why(house, revision, why):
    house.article("a.html", page("The harbour", *LONG))
    house.publish()
    before = house.tree()
    house.article("a.html", revision)
    ((stage, error),) = held(house)
    assert stage == "held"
    assert why in error
    assert "--accept en/the-harbour" in error
    assert house.tree() == before
    assert held(house), "it is held at every run"
    assert len(house.publish(accept=("en/the-harbour",)).published) == 1


def test_a_wreck_that_lost_the_pages_address_is_held_too_and_makes_no_article_of_its_own(house):
    link = '<link rel="canonical" href="https://paper.example/harbour/">'
    house.article("a.html", page("The harbour", *LONG, head=link))
    house.publish()
    before = house.tree()
    house.article("a.html", page("We value your privacy", "This site uses cookies. Accept all to continue."))
    ((stage, error),) = held(house)
    assert stage == "held"
    assert "--accept en/the-harbour" in error
    assert house.tree() == before
    house.article("a.html", page("The baker", OTHER, THIRD, head=link.replace("harbour", "baker")))
    assert len(house.publish().published) == 1, "a file that is used again for another article says so by its address"


@pytest.mark.parametrize(
    "revision",
    [
        page("The harbour", *LONG[:8]),
        page("The harbour in winter", *LONG, *LONG[:0]),
        page("The harbour", *(text.replace("something", "a thing") for text in LONG)),
        page("Quite another title", *LONG),
    ],
    ids=["two paragraphs less", "a longer title", "many small edits", "another title alone"],
)
def test_an_honest_edit_is_not_held(house, revision):
    house.article("a.html", page("The harbour", *LONG))
    house.publish()
    house.article("a.html", revision)
    report = house.publish()
    assert (len(report.published), report.failed) == (1, [])


def test_a_threshold_of_the_publishers_lets_through_what_they_mean(house):
    house.article("a.html", page("The harbour", *LONG))
    house.publish()
    house.article("a.html", page("The harbour", *LONG[:3]))
    assert len(house.publish(hold={"shorter": 0.1}).published) == 1


# voices


def test_a_voice_that_the_publisher_named_speaks_or_the_article_fails(house):
    house.article("a.html", page())
    report = house.publish(voice="", voices={"en": "openai:alloy"})
    ((failure),) = report.failed
    assert "openai" in failure.error
    assert not report.published


@pytest.mark.usefixtures("works")
def test_a_voice_that_is_gone_re_voices_nothing(house, monkeypatch):
    house.article("a.html", page())
    house.publish(voice="", voices={"en": ["tone", "espeak"]})
    before = house.tree()
    monkeypatch.setattr(engines.find("tone"), "missing", lambda _: "it was taken away")
    assert house.publish(voice="", voices={"en": ["tone", "espeak"]}).spoken == 0
    assert house.tree() == before
    house.article("a.html", page("The ferry", *PARAGRAPHS, "A sentence was added."))
    ((failure),) = house.publish(voice="", voices={"en": ["tone", "espeak"]}).failed
    assert "published with tone:plain" in failure.error


@pytest.mark.usefixtures("works")
def test_a_better_voice_that_was_installed_changes_nothing_until_it_is_asked_to(house, monkeypatch):
    tone = engines.find("tone")
    house.article("a.html", page())
    with monkeypatch.context() as patch:
        patch.setattr(tone, "missing", lambda _: "not installed yet")
        house.publish(voice="", voices={"en": ["tone", "espeak"]})
    assert house.episode("en/the-ferry")["voice"].startswith("espeak")
    assert house.publish(voice="", voices={"en": ["tone", "espeak"]}).spoken == 0
    house.publish(voice="", voices={"en": ["tone", "espeak"]}, refresh=True)
    assert house.episode("en/the-ferry")["voice"] == "tone:plain"


def test_new_rules_of_a_new_version_say_no_old_sentence_otherwise(house, works, monkeypatch):
    from articast import wording

    house.article("a.html", page("The ferry", "It left at 7:05 with 12 people. Nobody waved."))
    house.publish()
    say = wording.say

    def newer(text, *others, **named):
        said = say(text, *others, **named)
        return type(said)(said.text.replace("left", "went away"))

    monkeypatch.setattr(wording, "say", newer)
    house.article("a.html", page("The ferry", "It left at 7:05 with 12 people. Somebody left with a wave."))
    works.clear()
    report = house.publish()
    assert report.spoken == 1
    said = [sentence.said.text for sentence in works[0].sentences]
    assert any("left at" in text for text in said), "an old sentence is said as it was"
    assert any("went away with a wave" in text for text in said), "a new one by the new rules"


class Done:
    """A future that is done."""

    def __init__(self, function, item):
        try:
            self.value = function(item)
        except ArticastError as error:
            self.value = error

    def result(self):
        if isinstance(self.value, ArticastError):
            raise self.value
        return self.value


@pytest.fixture
def works(monkeypatch):
    """Texts are prepared in this process, where a test has its hands on things; what came of them."""
    found = []

    def ahead(_self, function, items, _glimpse):
        for item in items:
            done = Done(function, item)
            found.append(done.value)
            yield item, done

    monkeypatch.setattr("articast.speech.speak.Studio.ahead", ahead)
    return found


# only what it wrote


def test_a_sites_own_index_is_never_touched(house):
    house.article("a.html", page())
    house.output.mkdir()
    (house.output / "index.html").write_text("<h1>The site's own page</h1>")
    with pytest.raises(ForeignError, match=r"index.html .* was not written by Articast"):
        house.publish()
    assert (house.output / "index.html").read_text() == "<h1>The site's own page</h1>"


def test_prune_takes_nothing_that_is_not_ours(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    own = house.output / "en/the-ferry/interview.mp3"
    own.write_bytes(b"the publisher's")
    at(monkeypatch, int(time.time()) + 400 * 86_400)
    prune(house.settings())
    assert own.exists()


@pytest.mark.parametrize(
    ("output", "source"), [("articles", "articles"), ("articles/out", "articles"), (".", "articles")]
)
def test_an_output_inside_or_around_the_sources_is_refused(house, output, source):
    path = house.article("a.html", page())
    before = path.read_bytes()
    with pytest.raises(ConfigurationError, match="beside the sources"):
        house.publish(source, output=output, sources=(source,))
    assert path.read_bytes() == before


# moves


def address(path):
    return f'<link rel="canonical" href="https://{path}">'


def test_an_article_whose_address_changed_keeps_its_episode(house):
    house.article("a.html", page(head=address("example.org/ferry")))
    house.publish()
    before = guids(house)
    house.article("a.html", page(head=address("www.example.org/2026/ferry")))
    report = house.publish()
    assert guids(house) == before
    assert report.spoken == 0


def test_a_copy_under_another_address_is_another_article_while_the_first_is_there(house):
    house.article("a.html", page(head=address("example.org/ferry")))
    house.publish()
    before = guids(house)
    house.article("0.html", page(head=address("example.org/copy")))
    house.publish()
    feed = ET.parse(house.output / "en/feed.xml")
    assert len({item.findtext("guid") for item in feed.iter("item")}) == 2
    assert before["The ferry"] in {item.findtext("guid") for item in feed.iter("item")}


EDITED = (*PARAGRAPHS[:2], "Nobody on the pier could say when the next boat would come. In May one came.")


def items(house):
    return [item.findtext("guid") for item in ET.parse(house.output / "en/feed.xml").iter("item")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (address("example.org/ferry"), ""),
        (address("example.org/ferry"), address("www.example.org/2026/ferry")),
        ("", address("example.org/ferry")),
    ],
    ids=["lost", "changed", "given"],
)
def test_an_article_whose_address_changed_together_with_an_ordinary_edit_keeps_its_episode(house, before, after):
    house.article("a.html", page(head=before))
    house.article("b.html", page("Other", OTHER))
    house.publish()
    known = sorted(items(house))
    house.article("a.html", page("The ferry", *EDITED, head=after))
    report = house.publish()
    assert report.failed == []
    assert sorted(items(house)) == known
    assert report.published[0][1].url == (after or before)[28:-2]
    assert house.publish().published == []
    assert check(house.settings()) == []


def test_a_file_that_is_used_again_for_each_days_news_makes_an_episode_each_day(house):
    told = "---\ntitle: Weather\nurl: https://example.org/{0}\ndate: 2026-02-0{0}\n---\n" + "\n\n".join(PARAGRAPHS)
    for day in (1, 2, 3):
        house.article("latest.md", told.format(day) + f" That was day {day}.")
        assert house.publish().failed == []
    assert len(items(house)) == 3


def test_moved_from_and_a_moved_prefix_keep_an_episode_whose_words_changed_too(house):
    house.article("a.md", "---\ntitle: The ferry\nurl: https://old.example/ferry\n---\n" + "\n\n".join(PARAGRAPHS))
    house.article("b.md", "---\ntitle: Other\nurl: https://old.example/other\n---\n" + OTHER)
    house.publish()
    before = guids(house)
    house.article(
        "a.md",
        "---\ntitle: The ferry\nurl: https://new.example/1\nmoved_from: https://old.example/ferry\n---\n"
        + "\n\n".join(PARAGRAPHS[:2])
        + "\n\nMore was known later.",
    )
    house.article("b.md", "---\ntitle: Other\nurl: https://new.example/other\n---\n" + OTHER + " And more of them.")
    house.publish(moved={"https://old.example/": "https://new.example/"})
    assert guids(house) == before


def named(house, path):
    """What a page leads to."""
    if not (house.output / path).is_file():
        return None
    text = (house.output / path).read_text()
    link = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    return link and os.path.normpath(f"{Path(path).parent}/{link[1]}")


def moved(title, slug, lang="en"):
    return f"---\ntitle: {title}\nslug: {slug}\nlanguage: {lang}\n---\n" + "\n\n".join(PARAGRAPHS)


def heard_at(house, folder):
    """What a player is told to play by an `episode.json`, whose texts are there and of the same episode."""
    told, light = (json.loads((house.output / folder / f"{name}.json").read_bytes()) for name in ("episode", "player"))
    assert told["files"] == light["files"]
    for name in ("page", "vtt", "srt", "transcript", "chapters", "embed", "feed", "cover"):
        assert (house.output / folder / told["files"][name]).exists(), name
    own = (house.output / folder / told["files"]["page"]).resolve()
    for name in ("transcript.vtt", "chapters.json", "oembed.json"):
        assert (house.output / folder / name).read_bytes() == (own / name).read_bytes()
    assert f"{own.parent.name}/{own.name}/episode.json" in told["urls"]["episode"]
    return (house.output / folder / told["files"]["audio"]).resolve()


def test_a_page_whose_slug_changed_forwards_and_its_audio_is_answered(house, monkeypatch):
    house.article("a.md", moved("The ferry", "ferry"))
    old = house.publish().published[0][1]
    before = guids(house)
    house.article("a.md", moved("The ferry", "the-last-ferry"))
    new = house.publish().published[0][1]
    assert (old.folder, new.folder) == ("en/ferry", "en/the-last-ferry")
    assert guids(house) == before
    assert named(house, "en/ferry/index.html") == "en/the-last-ferry"
    assert named(house, "en/ferry/embed.html") == "en/the-last-ferry/embed.html"
    assert "record.json" not in {path.name for path in (house.output / "en/ferry").iterdir()}
    assert heard_at(house, "en/ferry") == house.output / new.audio
    assert check(house.settings()) == []
    house.article("a.md", moved("The ferry", "the-last-ferry") + " It came at last.")
    newer = house.publish().published[0][1]
    assert heard_at(house, "en/ferry") == house.output / newer.audio, "as it is now"
    assert check(house.settings()) == []
    assert house.publish().spoken == 0
    lose_state(house)
    house.publish()
    assert named(house, "en/ferry/index.html") == "en/the-last-ferry", "the record knows it, too"
    assert check(house.settings()) == []
    at(monkeypatch, 1_772_000_000 + 300 * 86_400)
    prune(house.settings())
    assert named(house, "en/ferry/index.html"), "within the year"
    assert (house.output / old.audio).is_file()
    at(monkeypatch, int(time.time()) + 400 * 86_400)
    prune(house.settings())
    assert [*(house.output / "en").glob("ferry/*")] == [], "and no longer"
    assert check(house.settings()) == []


def test_a_record_or_cover_that_was_cut_off_is_made_again_by_the_next_run(house):
    """A disk or bucket did so, and said nothing."""
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    for name in ("record.json", "en/the-ferry/record.json", f"assets/{next(house.output.glob('assets/cover-*')).name}"):
        path = house.output / name
        path.write_bytes(path.read_bytes()[:-200])
        house.article("a.html", page())
        assert not house.publish().failed
        assert house.tree() == before, name


@contextmanager
def no_more_than(monkeypatch, name, share=0.0):
    """Of a file so much is written, 0 to 1; then its store fails."""
    real = Store.replace

    def broken(store, path, content):
        if path != name:
            return real(store, path, content)
        if share:
            real(store, path, content[: int(len(content) * share)])
        raise PublishError("the bucket went away")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "replace", broken)
        yield


@pytest.mark.parametrize("name", ["en/the-ferry/record.json", "record.json"])
def test_a_record_of_which_half_arrived_is_written_again_by_the_next_run(house, monkeypatch, name):
    house.article("a.html", page())
    with no_more_than(monkeypatch, name, share=0.5), pytest.raises(PublishError, match="went away"):
        house.publish()
    assert not house.publish().failed
    assert check(house.settings()) == []


@pytest.mark.parametrize("fails", ["en/the-last-ferry/record.json", "en/ferry/embed.html", "record.json"])
@pytest.mark.parametrize("lost", [False, True])
def test_a_move_that_stopped_half_way_is_ended_by_the_next_run(house, monkeypatch, fails, lost):
    house.article("a.md", moved("The ferry", "ferry"))
    house.publish()
    before = guids(house)
    house.article("a.md", moved("The ferry", "the-last-ferry"))
    with no_more_than(monkeypatch, fails), pytest.raises(PublishError, match="went away"):
        house.publish()
    if lost:
        lose_state(house)
    assert not house.publish().failed
    assert guids(house) == before
    assert named(house, "en/ferry/index.html") == "en/the-last-ferry"
    assert not (house.output / "en/ferry/record.json").exists()
    assert check(house.settings()) == []


def test_a_state_of_last_week_learns_what_was_published_since(house):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    shutil.copytree(house.root / ".articast", house.root / "kept")
    house.article("b.html", page("Other", OTHER, THIRD))
    house.publish()
    withdraw("en/the-ferry", house.settings())
    now = house.tree()
    lose_state(house)
    (house.root / "kept").rename(house.root / ".articast")
    assert house.publish().spoken == 0
    assert house.tree() == now
    assert check(house.settings()) == []


def test_a_clock_that_was_set_back_dates_nothing_anew_and_is_told(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    house.article("b.html", page("Other", OTHER))
    dates = ET.parse(house.output / "en/feed.xml").findall(".//pubDate")
    at(monkeypatch, 1_600_000_000)
    report = house.publish()
    assert any("the clock says 2020-09-13" in told for told in report.warnings)
    after = {item.findtext("title"): item for item in ET.parse(house.output / "en/feed.xml").iter("item")}
    assert after["The ferry"].findtext("pubDate") == dates[0].text


def test_nothing_is_written_or_removed_through_a_link_to_another_folder(house, tmp_path):
    house.article("a.html", page())
    house.publish()
    elsewhere = tmp_path / "elsewhere"
    (house.output / "en/the-ferry").rename(elsewhere)
    (house.output / "en/the-ferry").symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    with pytest.raises(ForeignError, match=r"en/the-ferry in .* is a link"):
        house.publish()
    with pytest.raises(ForeignError, match=r"en/the-ferry in .* is a link"):
        withdraw("en/the-ferry", house.settings(), now=True)
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_a_page_whose_language_changed_forwards(house):
    house.article("a.md", moved("The ferry", "ferry"))
    house.article("b.md", moved("Other", "other"))
    house.publish()
    house.article("a.md", moved("The ferry", "ferry", "fr"))
    report = house.publish(accept=("all",), voice="tone")
    assert not report.failed
    assert named(house, "en/ferry/index.html") == "fr/ferry"
    assert check(house.settings()) == []
    withdraw("fr/ferry", house.settings(), now=True)
    left = [path for path in house.output.rglob("*") if path.is_file() and "ferry" in path.as_posix()]
    assert {path.name for path in left} == {"index.html", "record.json"}
    assert not any(b"The ferry" in path.read_bytes() for path in left)
    assert check(house.settings()) == []


def test_a_page_that_moves_back_forwards_no_more_and_nobody_else_gets_its_address(house):
    house.article("a.md", moved("The ferry", "ferry"))
    house.publish()
    house.article("a.md", moved("The ferry", "boat"))
    house.article("b.md", moved("A third", "ferry").replace("ferry left", "bus left"))
    house.publish()
    assert named(house, "en/ferry/index.html") == "en/boat"
    assert house.episode("en/ferry-2")["title"] == "A third"
    house.article("a.md", moved("The ferry", "ferry"))
    house.publish()
    assert house.episode("en/ferry")["title"] == "The ferry"
    assert named(house, "en/ferry/index.html") is None
    assert named(house, "en/boat/index.html") == "en/ferry"
    assert check(house.settings()) == []


def test_another_title_moves_no_page(house):
    house.article("a.md", "---\ntitle: The ferry\nlanguage: en\n---\n" + "\n\n".join(PARAGRAPHS))
    house.publish()
    house.article("a.md", "---\ntitle: The boat\nlanguage: en\n---\n" + "\n\n".join(PARAGRAPHS))
    assert house.publish().published[0][1].folder == "en/the-ferry"


# withdrawing


def test_withdraw_now_leaves_a_notice_and_nothing_else(house):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    lose_state(house)
    withdraw("en/the-ferry", house.settings(), now=True)
    assert {path.name for path in (house.output / "en/the-ferry").iterdir()} == {"index.html", "record.json"}
    told = (house.output / "en/the-ferry/index.html").read_text() + (
        house.output / "en/the-ferry/record.json"
    ).read_text()
    assert "ferry left" not in told
    assert set(guids(house)) == {"Other"}
    report = house.publish()
    assert (report.spoken, set(guids(house))) == (0, {"Other"})
    assert check(house.settings()) == []


def test_undo_after_prune_names_nothing_that_is_missing_and_the_next_run_makes_it(house, monkeypatch):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    withdraw("en/the-ferry", house.settings())
    at(monkeypatch, int(time.time()) + 400 * 86_400)
    prune(house.settings())
    told = withdraw("en/the-ferry", house.settings(), undo=True)
    assert "next `articast publish`" in told
    assert check(house.settings()) == []
    lose_state(house)
    house.publish()
    assert set(guids(house)) == {"The ferry", "Other"}
    assert check(house.settings()) == []


def test_a_withdrawal_that_was_killed_half_way_is_ended_by_the_same_command(house):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    house.publish()
    dies = (
        "import os; from articast.commands.upkeep import withdraw; from articast.publishing import edition; "
        "from articast.settings import load; edition.bring_out = lambda *_: os._exit(9); "
        "withdraw('en/the-ferry', load(None, {'voice': 'tone', 'base_url': 'https://pod.example/a/'}))"
    )
    assert subprocess.run([sys.executable, "-c", dies], check=False, timeout=60).returncode == 9
    withdraw("en/the-ferry", house.settings())
    assert set(guids(house)) == {"Other"}
    assert not (house.output / "en/the-ferry/episode.json").exists()


# content, not presence


def test_a_file_that_lost_its_bytes_is_made_again(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    before = house.tree()
    for name in ("transcript.vtt", "index.html", "record.json", Path(episode.audio).name, "episode.json"):
        (house.output / episode.folder / name).write_bytes(b"")
    for name in ("en/feed.xml", "index.html", "record.json", "assets/player.js"):
        (house.output / name).write_bytes(b"")
    report = house.publish()
    assert report.spoken == 0
    assert house.tree() == before


def test_a_clip_whose_bytes_changed_is_spoken_again(house):
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    shutil.rmtree(house.output)
    clip = next((house.root / ".articast" / "clips").rglob("*.clip"))
    content = bytearray(clip.read_bytes())
    content[-100] ^= 255
    clip.write_bytes(bytes(content))
    assert house.publish().spoken == 1
    assert house.tree() == before


def test_a_record_says_what_was_published(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    record = json.loads((house.output / episode.folder / "record.json").read_bytes())
    assert record["guid"] == episode.guid
    assert set(record["files"]) == {path.name for path in (house.output / episode.folder).iterdir()} - {"record.json"}
    assert record["measures"]["words"] == 49
