"""Every planted fault is found, by its name; good outputs give none."""

from __future__ import annotations

import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articast.commands.check import KINDS, NOTES, REMEDIES, audit, repair, site_of
from articast.commands.check.site import Stored
from articast.commands.serve import server
from articast.errors import SourceError
from articast.keeping import Store
from articast.settings import Settings
from tests.commands.planting import CHAPTERS, EPISODE, FAULTS, FEED, FOLDER, JSON, PAGE, SRT, VTT, Output
from tests.conftest import House

settings_of_hypothesis = hypothesis_settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

ROOT = Path(__file__).parents[2]

LONG = (
    "The captain poured herself a cup of tea, and then another one, and waited for the wind to turn back while the "
    "lamps were lit along the whole of the pier and the last of the gulls went home."
)
FERRY = f"""---
title: The ferry
author: Ada Quill
date: 2026-02-03T09:00:00Z
language: en
---

The ferry left at seven in the morning, and almost nobody was on it.

By noon the wind had turned. {LONG}

## Afternoon

Nobody on the pier could say when the next boat would come.
"""
TIDE = """---
title: The tide
date: 2026-02-01T09:00:00Z
language: en
---

The tide came in twice on that day, and each time it took a plank of the pier along.
"""
FAEHRE = """---
title: Die Fähre
date: 2026-02-03T09:00:00Z
language: de
translation_of: articles/a.md
---

Die Fähre fuhr um sieben Uhr am Morgen ab, und fast niemand war an Bord.
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A publisher's output: two languages, a translation, chapters, an author, word times."""
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("good")
        patch.chdir(root)
        patch.setenv("SOURCE_DATE_EPOCH", "1772000000")
        house = House(root)
        for name, text in (("a.md", FERRY), ("b.md", TIDE), ("c.md", FAEHRE)):
            house.article(name, text)
        assert not house.publish().failed
        yield house


def found_in(output: Path) -> list[str]:
    return [f"{fault.kind}: {fault}" for fault in audit(Settings(), Stored(Store(str(output)))) if not fault.note]


def test_a_good_output_has_no_fault(good):
    assert found_in(good.output) == []
    assert audit(good.settings()) == []


@pytest.mark.parametrize("what", FAULTS)
def test_a_planted_fault_is_found_by_what_lies_there_alone(good, tmp_path, what):
    kind, plant = FAULTS[what]
    shutil.copytree(good.output, tmp_path / "output")
    plant(Output(tmp_path / "output"))
    found = found_in(tmp_path / "output")
    assert any(fault.startswith(f"{kind}: ") for fault in found), found


def test_a_quick_look_reads_no_sound_and_finds_all_else(good, tmp_path, monkeypatch):
    read = Stored.read
    asked = []

    def watched(self, path):
        asked.append(path)
        return read(self, path)

    monkeypatch.setattr(Stored, "read", watched)
    shutil.copytree(good.output, tmp_path / "output")
    site = Stored(Store(str(tmp_path / "output")))
    assert [fault for fault in audit(Settings(), site, quick=True) if not fault.note] == []
    assert asked
    assert not [path for path in asked if path.endswith(".mp3")]
    output = Output(tmp_path / "output")
    output.write(output.mp3, output.read(output.mp3)[:-1000])
    output.drop(VTT)
    found = {fault.kind for fault in audit(Settings(), Stored(Store(str(tmp_path / "output"))), quick=True)}
    assert {"episode-bytes", "companion"} <= found


def test_every_kind_has_a_remedy_and_stands_in_the_docs_and_only_those():
    told = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    rows = {
        name: (what.strip(), do.strip())
        for name, what, do in re.findall(r"^\| `([a-z-]+)` \|(.*)\|(.*)\|$", told, re.MULTILINE)
    }
    assert rows == {name: (kind.what, REMEDIES[kind.remedy]) for name, kind in KINDS.items()}
    assert set(KINDS) >= NOTES


def test_every_kind_that_the_code_tells_of_is_in_the_table():
    used = set()
    for path in (ROOT / "pipeline/articast/commands/check").glob("*.py"):
        if path.name != "fault.py":
            used |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))) & set(KINDS)
    assert {kind for kind, _ in FAULTS.values()} <= set(KINDS)
    assert len(FAULTS) >= 150
    built = ("feed-", "vtt-", "srt-", "json-")  # of two words, where they are told
    assert {name for name in KINDS if name not in used and "-" in name and not name.startswith(built)} == set()


def test_what_a_run_left_is_told_from_what_is_not_ours(good, tmp_path):
    shutil.copytree(good.output, tmp_path / "output")
    output = Output(tmp_path / "output")
    for name in ("CNAME", "own/page.html", "en/the-ferry/photo.png"):
        output.write(name, "mine")
    assert found_in(output.root) == []
    notes = [str(fault) for fault in audit(Settings(), Stored(Store(str(output.root)))) if fault.note]
    assert [note.partition(":")[0] for note in notes] == ["CNAME", "en/the-ferry/photo.png", "own/page.html"]


def kept_out(good, tmp_path, plant) -> tuple[House, list[str]]:
    """A copy of the house with its state, damaged; and what is wrong with it by its own catalogue."""
    shutil.copytree(good.root, tmp_path / "house")
    house = House(tmp_path / "house")
    plant(Output(house.output))
    return house, [f"{fault.kind}: {fault}" for fault in audit(house.settings()) if not fault.note]


KEPT = {
    "an episode's folder lost, and every word of it": ("kept-missing", lambda o: shutil.rmtree(o.root / "en/the-ferry")),
    "another title everywhere in its own file": ("episode-kept", lambda o: o.edit("en/the-ferry/episode.json", '"title":"The ferry"', '"title":"The fairy"')),
    "another podcast:guid": ("feed-guid-kept", lambda o: o.edit("en/feed.xml", "<podcast:guid>[^<]*", "<podcast:guid>0f3b2c1a-0000-4000-8000-000000000000")),
    "another voice": ("episode-kept", lambda o: o.edit("en/the-ferry/episode.json", '"voice":"[^"]*"', '"voice":"espeak:en"')),
}  # fmt: skip


@pytest.mark.parametrize("what", KEPT)
def test_what_the_catalogue_knows_is_held_against_what_lies_there(good, tmp_path, monkeypatch, what):
    monkeypatch.chdir(tmp_path)
    kind, plant = KEPT[what]
    _, found = kept_out(good, tmp_path, plant)
    assert any(fault.startswith(f"{kind}: ") for fault in found), found


def test_a_withdrawn_episode_that_came_back_is_told(good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from articast.commands.upkeep import withdraw

    shutil.copytree(good.root, tmp_path / "house")
    house = House(tmp_path / "house")
    feed = (house.output / "en/feed.xml").read_bytes()
    withdraw("en/the-tide", house.settings())
    assert [fault.kind for fault in audit(house.settings())] == ["left-over"]
    assert [fault.kind for fault in audit(Settings(), Stored(Store(str(house.output))))] == ["left-over"], "of no state"
    (house.output / "en/feed.xml").write_bytes(feed)
    assert any(fault.kind == "kept-withdrawn" for fault in audit(house.settings()))


def test_repair_renders_what_is_damaged_and_has_audio_made_again_of_its_clips(good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")

    def plant(output: Output) -> None:
        for what in ("explicit: no", "a paragraph lost from the page", "a VTT with another word", "a bit turned over"):
            FAULTS[what][1](output)
        FAULTS["a search that lacks one"][1](output)
        FAULTS["a file of a killed run"][1](output)

    house, found = kept_out(good, tmp_path, plant)
    assert len(found) >= 6
    house.root.joinpath("articast.toml").touch()
    monkeypatch.chdir(house.root)
    done = repair(house.settings(), audit(house.settings()))
    assert (done.rendered, done.removed, done.asked) == (True, 1, ("en/the-ferry",))
    left = {fault.kind for fault in audit(house.settings())}
    assert left == {"episode-digest", "record-differs"}, "its audio is left to publish"
    report = house.publish()
    assert (report.spoken, len(report.published)) == (0, 1)
    assert audit(house.settings()) == []


@pytest.fixture
def served(good, tmp_path):
    shutil.copytree(good.output, tmp_path / "output")
    with server(tmp_path / "output", "127.0.0.1", 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{serving.server_address[1]}/"
        for feed in (tmp_path / "output").rglob("*"):
            if feed.suffix in {".xml", ".json", ".html"}:
                feed.write_bytes(feed.read_bytes().replace(b"https://pod.example/a/", url.encode()))
        yield Output(tmp_path / "output"), url
        serving.shutdown()


class Silent(SimpleHTTPRequestHandler):
    """Knows no byte ranges, and says nothing of what is asked."""

    def log_message(self, *_):
        """Nothing."""


def found_at(url: str) -> list[str]:
    with site_of(url) as site:
        return [f"{fault.kind}: {fault}" for fault in audit(Settings(), site)]


def test_what_is_served_is_audited_over_http_from_home_page_or_feed(served):
    output, url = served
    assert found_at(url) == []
    assert found_at(f"{url}en/feed.xml") == []
    output.drop(VTT)
    FAULTS["a player gone"][1](output)
    kinds = {fault.partition(":")[0] for fault in found_at(url)}
    assert {"item-transcript", "companion", "asset"} <= kinds


def test_a_server_that_apps_cannot_seek_in_is_told_once_a_kind(served):
    output, _ = served
    handler = partial(Silent, directory=str(output.root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as plain:
        threading.Thread(target=plain.serve_forever, daemon=True).start()
        found = [
            fault for fault in found_at(f"http://127.0.0.1:{plain.server_address[1]}/") if fault.startswith("server-")
        ]
        plain.shutdown()
    assert len([fault for fault in found if fault.startswith("server-range")]) == 1
    assert any(fault.startswith("server-cors") and "more" in fault for fault in found)


def test_an_address_that_nobody_answers_at_is_an_error_not_a_finding():
    for url in ("http://127.0.0.1:1/", "http://127.0.0.1:99999/", "http://127.0.0.1:1/en/feed.xml"):
        with pytest.raises(SourceError, match="cannot be read"), site_of(url):
            pass


@settings_of_hypothesis
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [FEED, EPISODE, VTT, SRT, JSON, CHAPTERS, PAGE, "sitemap.xml", "search/index.json", "mp3", "cover"]
    ),
    st.booleans(),
)
def test_whatever_lies_there_is_told_of_and_ends_nothing(good, junk, name, mixed):
    """Bytes of any kind in place of a file, or amid it."""
    path = {
        "mp3": next((good.output / FOLDER).glob("*.mp3")),
        "cover": next((good.output / "assets").glob("cover-en-*")),
    }.get(name, good.output / name)
    whole = path.read_bytes()
    at = len(junk) * 7 % (len(whole) or 1)
    changed = whole[:at] + junk + whole[at + len(junk) :] if mixed else junk
    try:
        path.write_bytes(changed)
        found = found_in(good.output)
    finally:
        path.write_bytes(whole)
    assert found or mixed
