"""The main job, end to end, with the tone engine: what a publisher may rely on."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import soundfile
from mutagen.mp3 import MP3

from articast.commands.check import check, frames
from articast.errors import EngineError
from articast.model import FRAME_SECONDS
from articast.recording import tag
from articast.speech import engines
from tests.conftest import PARAGRAPHS, page, told

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_articles_become_mp3s_feeds_and_pages_and_the_audit_finds_nothing_wrong(house):
    shutil.copytree(EXAMPLES, house.root / "articles")
    report = house.publish(languages=("en", "fr", "de"))
    assert not report.failed
    assert sorted(episode.language for _, episode in report.published) == [
        "de",
        "de",
        "en",
        "en",
        "en",
        "fr",
        "fr",
        "fr",
    ]
    tree = house.tree()
    for _, episode in report.published:
        for name in (
            "index.html",
            "transcript.vtt",
            "transcript.srt",
            "transcript.json",
            "chapters.json",
            "episode.json",
        ):
            assert f"{episode.folder}/{name}" in tree
        assert episode.audio in tree
    assert {"index.html", "en/feed.xml", "fr/feed.xml", "de/feed.xml", "en/index.html", "assets/player.js"} <= set(tree)
    assert check(house.settings()) == []


def test_a_second_run_speaks_nothing_and_changes_no_byte(house):
    for number in range(3):
        house.article(f"{number}.html", page(f"Article {number}"))
    first = house.publish()
    assert len(first.published) == 3
    before, times = house.tree(), {path: path.stat().st_mtime_ns for path in house.output.rglob("*")}
    second = house.publish()
    assert (len(second.published), len(second.unchanged), second.spoken) == (0, 3, 0)
    assert house.tree() == before
    assert {path: path.stat().st_mtime_ns for path in house.output.rglob("*")} == times


def test_the_same_input_gives_the_same_bytes_in_another_folder(house, tmp_path_factory):
    house.article("a.html", page("One"))
    house.article("b.html", page("Two"))
    house.publish()
    first = house.tree()
    shutil.rmtree(house.output)
    shutil.rmtree(house.root / ".articast")
    house.publish(jobs=1)
    assert house.tree() == first


def test_an_edited_sentence_costs_one_sentence_and_gives_the_mp3_a_new_name(house):
    house.article("a.html", page())
    first = house.publish()
    house.article(
        "a.html", page("The ferry", PARAGRAPHS[0], "By noon it rained. " + PARAGRAPHS[1].split(". ")[1], PARAGRAPHS[2])
    )
    second = house.publish()
    assert second.spoken == 1
    old, new = first.published[0][1], second.published[0][1]
    assert old.guid == new.guid
    assert old.audio != new.audio
    assert (house.output / old.audio).is_file(), "the old MP3 stays for those who are listening"


SHOWS = {
    "author": {"show": {"author": "The Harbour Office"}},
    "title": {"show": {"title": "Harbour Notes"}},
    "copyright": {"show": {"copyright": "2026 The Harbour Office"}},
    "accent": {"theme": {"accent": "#aa0000"}},
    "base URL": {"base_url": "https://other.example/b/"},
}


@pytest.mark.parametrize("over", SHOWS.values(), ids=SHOWS)
def test_what_a_show_says_of_itself_names_no_file_anew_and_its_tag_follows_in_place(house, over):
    house.article("a.html", page("One"))
    house.article("b.html", page("Two"))
    house.publish()
    before = {name: digest for name, digest in house.tree().items() if name.endswith(".mp3")}
    second = house.publish(**over)
    after = {name: digest for name, digest in house.tree().items() if name.endswith(".mp3")}
    assert second.spoken == 0
    assert list(after) == list(before), "names of an episode's own sound"
    assert not set(after.values()) & set(before.values()), "the tag says the new"
    assert check(house.settings(**over)) == [], "feeds count the new bytes"
    third = house.publish(**over)
    assert (len(third.published), len(third.unchanged)) == (0, 2)


def test_an_mp3_is_named_by_its_frames_alone(house):
    house.article("a.html", page("One"))
    (episode,) = [episode for _, episode in house.publish().published]
    content = (house.output / episode.audio).read_bytes()
    heard = sha256(content[tag.size(content) :]).hexdigest()
    assert (episode.heard, episode.audio) == (heard, f"en/one/one-{heard[:8]}.mp3")


def test_an_episode_that_was_named_by_its_whole_file_keeps_that_address_while_it_sounds_the_same(house):
    house.article("a.html", page("One"))
    house.publish()
    old = "en/one/one-0123abcd.mp3"  # as an earlier version would have named it
    catalogue = sqlite3.connect(house.root / ".articast" / "catalogue.sqlite")
    ((text,),) = catalogue.execute("SELECT episode FROM episodes").fetchall()
    kept = json.loads(text)
    (house.output / kept["audio"]).rename(house.output / old)
    del kept["heard"]
    with catalogue:
        catalogue.execute("UPDATE episodes SET episode = ?", [json.dumps(kept | {"audio": old})])
    catalogue.close()
    house.publish(show={"author": "Somebody else"})
    assert house.episode("en/one")["files"]["audio"] == "one-0123abcd.mp3"
    assert [path.name for path in house.output.rglob("*.mp3")] == ["one-0123abcd.mp3"]
    house.article("a.html", page("One", "Quite another text. " + PARAGRAPHS[0]))
    house.publish(show={"author": "Somebody else"}, accept=("all",))
    assert house.episode("en/one")["files"]["audio"] != "one-0123abcd.mp3"


def test_a_name_of_the_site_that_comes_late_in_a_run_renames_no_show_and_a_second_run_changes_nothing(house):
    house.article("a.html", page("One"))
    house.article("b.html", page("Two", head='<meta property="og:site_name" content="Harbour Notes">'))
    first = house.publish()
    albums = {str(MP3(house.output / episode.audio)["TALB"]) for _, episode in first.published}
    assert albums == {"pod.example · English"}
    before = told(house)
    second = house.publish(speech={"byline": False})  # what is heard stays, all is pressed again
    assert (len(second.published), told(house)) == (0, before)


def test_a_changed_pause_speaks_nothing(house):
    house.article("a.html", page())
    house.publish()
    (house.root / "articast.toml").write_text("[pauses]\nsentence = 0.96\n")
    report = house.publish()
    assert report.spoken == 0
    assert len(report.published) == 1


def test_one_bad_article_never_stops_the_others_and_what_was_published_of_it_stays(house):
    house.article("good.html", page("Good"))
    house.article("bad.html", page("Bad"))
    house.publish()
    before = house.tree()
    house.article("bad.html", "")
    house.article(
        "new.html", page("New", "A new one altogether, with a sentence or two in it. And here is the second.")
    )
    report = house.publish()
    assert [Path(failure.source).name for failure in report.failed] == ["bad.html"]
    assert report.failed[0].stage == "extract"
    assert [episode.title for _, episode in report.published] == ["New"]
    after = house.tree()
    assert {path: digest for path, digest in after.items() if path.startswith("en/bad/")} == {
        path: digest for path, digest in before.items() if path.startswith("en/bad/")
    }
    assert "Bad" in (house.output / "en/feed.xml").read_text()


def test_an_engine_that_fails_names_the_article_and_keeps_the_other_clips(house, monkeypatch):
    tone = engines.find("tone")
    honest = tone.say

    def say(text, *args, **keywords):
        if "captain" in text:
            raise EngineError("the engine is on fire")
        return honest(text, *args, **keywords)

    class Failing:
        LOCAL, STEADY = False, True
        OPTIONS = getattr(tone, "OPTIONS", {})
        voices, voice, missing, version = tone.voices, tone.voice, tone.missing, tone.version

    Failing.say = staticmethod(say)
    find = engines.find
    monkeypatch.setattr(engines, "find", lambda name: Failing if name == "tone" else find(name))
    house.article("a.html", page())
    house.article("b.html", page("Other", "This one has nothing to do with boats. It is about trains and tunnels."))
    report = house.publish()
    assert [failure.stage for failure in report.failed] == ["speak"]
    assert "on fire" in report.failed[0].error
    assert [episode.title for _, episode in report.published] == ["Other"]
    monkeypatch.undo()
    monkeypatch.chdir(house.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")
    again = house.publish()
    assert not again.failed
    assert again.spoken == 1, "clips that were spoken before the failure are not spoken again"


OTHER = "Something else is told in here, at some length. It goes on for two sentences."


def test_a_file_that_was_moved_keeps_its_episode(house):
    path = house.article("a.html", page("The ferry"))
    house.article("b.html", page("Here", OTHER))
    house.publish()
    before, guid = house.tree(), house.episode("en/the-ferry")["guid"]
    (path.parent / "2026").mkdir()
    moved = path.rename(path.parent / "2026" / "ferry.html")
    report = house.publish()
    assert (len(report.unchanged), report.published) == (2, [])
    assert house.tree() == before
    moved.write_text(page("The ferry, again", OTHER))
    ((_, episode),) = house.publish(accept=("all",)).published
    assert (episode.guid, episode.folder) == (guid, "en/the-ferry"), "it is the same article ever after"
    house.article(
        "a.html", page("A new one where the first was", "It tells of quite another thing, and that at length.")
    )
    ((_, other),) = house.publish().published
    assert other.guid != guid
    assert check(house.settings()) == []


def test_a_file_that_was_copied_is_a_second_article(house):
    path = house.article("a.html", page("The ferry"))
    house.publish()
    house.article("copy.html", path.read_text())
    ((_, copy),) = house.publish().published
    assert copy.folder == "en/the-ferry-2"
    path.unlink()
    house.article("third.html", page("The ferry"))
    house.article("fourth.html", page("The ferry"))
    folders = [episode.folder for _, episode in house.publish().published]
    assert folders == ["en/the-ferry-3"], "one of them is the first, moved"
    for name in ("copy", "third"):
        (path.parent / f"{name}.html").unlink()
    house.article("fifth.html", page("The ferry"))
    assert [one.folder for _, one in house.publish().published] == ["en/the-ferry-4"], "of two that are gone, which?"


def test_a_moved_file_that_names_its_url_has_always_kept_its_episode(house):
    head = '<link rel="canonical" href="https://paper.example/ferry">'
    path = house.article("a.html", page("The ferry", head=head))
    house.publish()
    guid = house.episode("en/the-ferry")["guid"]
    path.rename(path.parent / "b.html")
    report = house.publish()
    assert (report.spoken, report.failed) == (0, [])
    assert house.episode("en/the-ferry")["guid"] == guid


def test_an_article_that_vanished_stays_published_until_it_is_withdrawn(house):
    from articast.commands.upkeep import withdraw

    path = house.article("a.html", page("Gone"))
    house.article(
        "b.html", page("Here", "Something else is told in here, at some length. It goes on for two sentences.")
    )
    house.publish()
    path.unlink()
    house.publish()
    assert "Gone" in (house.output / "en/feed.xml").read_text()
    withdraw("en/gone", house.settings())
    assert "Gone" not in (house.output / "en/feed.xml").read_text()
    assert "was withdrawn" in (house.output / "en/gone/index.html").read_text(), "a notice stays"
    assert not (house.output / "en/gone/episode.json").exists()
    assert list((house.output / "en/gone").glob("*.mp3")), "the MP3 stays until it is pruned"
    house.article("a.html", page("Gone"))
    house.publish()
    assert "Gone" not in (house.output / "en/feed.xml").read_text(), "cron does not bring back what was withdrawn"
    withdraw("en/gone", house.settings(), undo=True)
    assert "Gone" in (house.output / "en/feed.xml").read_text()
    assert check(house.settings()) == []


def test_prune_removes_old_audio_that_nothing_names_and_only_that(house, monkeypatch):
    from articast.commands.upkeep import prune

    house.article("a.html", page())
    old = house.publish().published[0][1]
    house.article("a.html", page("The ferry", *PARAGRAPHS[:2]))
    new = house.publish().published[0][1]
    (house.output / "robots.txt").write_text("the publisher's own file")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 86_400))
    prune(house.settings())
    assert (house.output / old.audio).exists(), "a day is less than a week"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 8 * 86_400))
    prune(house.settings())
    assert (house.output / old.audio).exists(), "a feed named it: apps ask for it for a long time"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 366 * 86_400))
    prune(house.settings())
    assert not (house.output / old.audio).exists()
    assert (house.output / new.audio).exists()
    assert (house.output / "robots.txt").exists()
    assert house.publish().spoken == 0
    assert check(house.settings()) == []


def test_durations_in_tag_feed_page_and_by_decoding_agree_to_a_frame(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    content = (house.output / episode.audio).read_bytes()
    decoded, rate = soundfile.read(io.BytesIO(content))
    assert rate == 48_000
    assert abs(len(decoded) / rate - episode.seconds) <= FRAME_SECONDS
    assert abs(MP3(io.BytesIO(content)).info.length - episode.seconds) <= FRAME_SECONDS
    told = house.episode(episode.folder)
    assert abs(told["seconds"] - episode.seconds) < 0.001
    feed = ET.parse(house.output / "en/feed.xml")
    duration = feed.find(".//item/{http://www.itunes.com/dtds/podcast-1.0.dtd}duration").text
    assert abs(int(duration) - episode.seconds) <= 0.5
    assert feed.find(".//item/enclosure").get("length") == str(len(content))


def test_every_sentence_is_heard_where_the_transcript_says(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    decoded, rate = soundfile.read(house.output / episode.audio)
    for sentence in house.episode(episode.folder)["sentences"]:
        start, end = int(sentence["start"] * rate), int(sentence["end"] * rate)
        assert abs(decoded[start:end]).max() > 0.05, sentence
        assert abs(decoded[end + 480 : end + 4800]).max(initial=0) < 0.01, f"silence after {sentence}"


def test_a_killed_run_goes_on_where_it_was(house):
    for number in range(6):
        sentences = " ".join(f"Sentence {n} of article {number} is about the number {n * number}." for n in range(40))
        house.article(f"{number}.html", page(f"Article {number}", sentences))
    house.settings()
    script = "import sys; from articast.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "publish", "articles", "--voice", "tone", "--jobs", "1", "--quiet"]
    running = subprocess.Popen(command, cwd=house.root, start_new_session=True)
    clips = house.root / ".articast" / "clips"
    deadline = time.monotonic() + 60
    while len(list(clips.rglob("*.clip"))) < 30 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    kept = len(list(clips.rglob("*.clip")))
    assert kept >= 30
    report = house.publish(base_url="http://127.0.0.1:8000/")
    assert not report.failed
    assert report.reused >= kept
    assert check(house.settings(base_url="http://127.0.0.1:8000/")) == []
    assert not list(house.output.rglob(".*.part"))


def test_interrupting_a_run_keeps_what_was_done_and_exits_130(house):
    for number in range(6):
        sentences = " ".join(f"Sentence {n} of article {number} is about the number {n * number}." for n in range(60))
        house.article(f"{number}.html", page(f"Article {number}", sentences))
    house.settings()
    script = (  # what runs in the background has it ignored
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from articast.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "publish", "articles", "--voice", "tone", "--jobs", "1"]
    running = subprocess.Popen(command, cwd=house.root, stderr=subprocess.PIPE, text=True)
    clips = house.root / ".articast" / "clips"
    deadline = time.monotonic() + 60
    while len(list(clips.rglob("*.clip"))) < 10 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert "run the same command to go on" in told
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no list of processes to look at")
def test_a_killed_run_leaves_no_process_behind(house):
    house.article("a.html", page("Long", " ".join(f"Sentence {n} is about the number {n * n}." for n in range(900))))
    script = "import sys; from articast.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "publish", "articles", "--voice", "tone", "--jobs", "2", "--quiet"]
    running = subprocess.Popen(command, cwd=house.root, process_group=0)
    clips = house.root / ".articast" / "clips"
    deadline = time.monotonic() + 60
    while not list(clips.rglob("*.clip")) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(crew(running.pid)) > 2
    running.kill()
    running.wait()
    while crew(running.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert crew(running.pid) == []


def crew(group):
    """The processes of a group that are alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group and fields[0] != "Z":
                    found.append(int(entry.name))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to interrupt so")
def test_an_interrupt_while_processes_still_load_is_the_main_processs_alone():
    """A terminal interrupts all of them: none may end, or tell of where it was."""
    script = """
import os, signal, time
from articast.speech import executors
signal.signal(signal.SIGINT, lambda *_: None)
executors.load_ahead()
for _ in range(5):
    time.sleep(0.1)
    os.killpg(0, signal.SIGINT)
print(executors.processes(1).submit(abs, -3).result())
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True, process_group=0, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert (run.stdout, run.stderr) == ("3\n", "")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Übergrößenträger", "ubergrossentrager"),
        ("北京的早晨", "bei-jing-de-zao-chen"),
        ("صباح الخير", "sbh-lkhyr"),
        ("🙂🙂🙂", None),
        ("../../etc/passwd", "etc-passwd"),
        ("con" * 100, "con" * 20),
    ],
)
def test_slugs_are_readable_or_hashed_and_stay_inside(house, title, slug):
    house.article("a.html", page(title))
    report = house.publish()
    assert not report.failed
    found = report.published[0][1].slug
    assert found.isascii()
    assert found
    assert slug is None or found == slug


def test_two_articles_of_one_title_have_distinct_slugs_that_stay(house):
    house.article("a.html", page("News"))
    house.article("b.html", page("News", "Quite another story with the same headline. It happens every day."))
    slugs = {source: episode.slug for source, episode in house.publish().published}
    assert sorted(slugs.values()) == ["news", "news-2"]
    house.article("b.html", page("News", "Quite another story with the same headline. It happens every week."))
    again = house.publish().published
    assert {source: episode.slug for source, episode in again}.items() <= slugs.items()


def test_translations_are_linked_in_both_languages(house):
    shutil.copytree(EXAMPLES, house.root / "articles")
    house.publish("articles/en/harbour-clock.html", languages=("en", "de"))
    alone = (house.output / "en").glob("*/index.html")
    assert 'hreflang="de"' not in next(alone).read_text()
    house.publish(languages=("en", "de", "fr"))
    english = next(path for path in (house.output / "en").glob("*/episode.json") if "harbour" in path.parent.name)
    told = json.loads(english.read_text())
    assert [one["language"] for one in told["translations"]] == ["de"]
    assert 'hreflang="de"' in english.with_name("index.html").read_text()


def test_no_path_of_the_publishers_machine_is_published(house):
    house.article("secret-folder/a.html", page())
    house.publish()
    for path in house.output.rglob("*"):
        if path.is_file():
            assert b"secret-folder" not in path.read_bytes(), path
            assert str(house.root).encode() not in path.read_bytes(), path


def test_moving_to_another_address_keeps_every_guid(house):
    house.article("a.html", page())
    house.publish()
    before = house.output.joinpath("en/feed.xml").read_text()
    report = house.publish(base_url="https://elsewhere.example/")
    after = house.output.joinpath("en/feed.xml").read_text()
    assert report.spoken == 0
    assert "https://elsewhere.example/en/" in after
    assert "pod.example" not in after

    def guids(feed):
        channel = ET.fromstring(feed).find("channel")
        return channel.findtext("{https://podcastindex.org/namespace/1.0}guid"), channel.findtext("item/guid")

    assert guids(before) == guids(after)


def test_an_output_that_cannot_be_written_is_one_clear_error_and_loses_nothing(house):
    from articast.errors import PublishError

    house.article("a.html", page())
    house.output.write_text("a file where the folder should be")
    with pytest.raises(PublishError, match="output"):
        house.publish()
    house.output.unlink()
    assert not list((house.root / ".articast").rglob("*.clip")), "nothing was spoken for an output that is none"
    assert len(house.publish().published) == 1


def test_a_second_run_at_the_same_time_is_refused(house):
    from articast.errors import BusyError

    house.article("a.html", page())
    house.publish()
    other = sqlite3.connect(house.root / ".articast" / "catalogue.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match="another run"):
        house.publish()
    other.close()


def test_a_damaged_clip_is_spoken_again(house):
    house.article("a.html", page())
    house.publish()
    shutil.rmtree(house.output)
    clips = sorted((house.root / ".articast" / "clips").rglob("*.clip"))
    clips[0].write_bytes(clips[0].read_bytes()[:-100])
    clips[1].write_bytes(b"\x00\xff rubbish")
    report = house.publish()
    assert report.spoken == 2
    assert not report.failed
    assert check(house.settings()) == []


def test_a_lost_output_is_made_again_without_speaking(house):
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    shutil.rmtree(house.output)
    report = house.publish()
    assert report.spoken == 0
    assert house.tree() == before


def test_frames_are_counted_and_a_foreign_header_is_found():
    from articast.speech import sound

    silence = sound.silence(64)
    assert frames(silence * 10, 0) == (10, "")
    xing = silence[:21] + b"Info" + silence[25:]
    assert "Info" in frames(silence * 2 + xing + silence, 0)[1]
    assert "middle" in frames(silence * 3 + silence[:100], 0)[1] or "frame" in frames(silence * 3 + silence[:100], 0)[1]


def test_dates_are_the_articles_else_first_seen_and_then_kept(house, monkeypatch):
    house.article(
        "dated.html", page("Dated", head='<meta property="article:published_time" content="2020-02-03T04:05:06Z">')
    )
    house.article(
        "undated.html", page("Undated", "No date is told in this one, anywhere at all. It has two sentences.")
    )
    os.utime(house.root / "articles/undated.html", (1_700_000_000, 1_700_000_000))
    first = {episode.title: episode.published for _, episode in house.publish().published}
    assert first["Dated"] == datetime.fromisoformat("2020-02-03T04:05:06+00:00")
    house.article(
        "undated.html", page("Undated", "No date is told in this one, anywhere at all. It has other sentences.")
    )
    second = {episode.title: episode.published for _, episode in house.publish().published}
    assert second["Undated"] == first["Undated"]


def test_a_voice_that_gives_up_fails_the_article_or_leaves_it_whole_to_the_next_where_wanted(house, monkeypatch):
    def say(text, *args, **keywords):
        if "noon" in text:
            raise EngineError("out of breath")
        return engines.find("tone").say(text, engines.find("tone").voice("", "en"), *args[1:], **keywords)

    monkeypatch.setattr(engines.find("gtts"), "say", say)
    house.article("a.html", page())
    voices = {"voice": "", "voices": {"en": ["gtts", "tone"]}}
    assert "out of breath" in house.publish(**voices).failed[0].error
    report = house.publish(fallback=True, **voices)
    assert not report.failed
    assert report.published[0][1].voice == "tone:plain"
    again = house.publish(fallback=True, **voices)
    assert (len(again.unchanged), again.spoken) == (1, 0), "what fell to another voice stays with it"


def test_intro_and_outro_are_part_of_the_episode_and_of_its_times(house):
    import numpy as np

    tone = (0.3 * np.sin(np.arange(44_100 * 2) * 0.05)).astype("float32")
    soundfile.write(house.root / "jingle.wav", np.stack([tone, tone], axis=1), 44_100)
    house.article("a.html", page())
    plain = house.publish().published[0][1]
    first = house.episode(plain.folder)["sentences"][0]["start"]
    (house.root / "articast.toml").write_text('[speech]\nintro = "jingle.wav"\noutro = "jingle.wav"\n')
    report = house.publish()
    assert report.spoken == 0
    framed = report.published[0][1]
    assert framed.seconds > plain.seconds + 4
    assert house.episode(plain.folder)["sentences"][0]["start"] > first + 2
    assert check(house.settings()) == []
