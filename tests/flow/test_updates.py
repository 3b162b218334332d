"""An update of Articast by itself: nothing that is heard changes, and nothing is rendered that is shaped as before."""

from __future__ import annotations

import ast
import json
from dataclasses import field, make_dataclass
from pathlib import Path

import pytest

import articast
from articast.flow import memory
from articast.flow.preparing import Plan
from articast.keeping import differing
from articast.model import Listing
from articast.publishing import edition, shape
from articast.speech import engines, speak
from tests.conftest import page, told

HOUSE = Path(articast.__file__).parent


def heard(house):
    return {path: digest for path, digest in house.tree().items() if path.endswith((".mp3", ".opus"))}


def a_newer_version(monkeypatch):
    """Another encoding, another engine, other code for pages and feeds: as an update brings them."""
    monkeypatch.setattr(speak, "VERSION", speak.VERSION + 1)
    monkeypatch.setattr(engines.find("tone"), "version", lambda _: "a newer one")
    speak.version_of.cache_clear()
    monkeypatch.setattr(shape, "_code", lambda places: f"newer {places}")
    shape._whole.cache_clear()


@pytest.fixture(autouse=True)
def _forget():
    yield
    speak.version_of.cache_clear()
    shape._whole.cache_clear()


def test_an_update_changes_no_published_sound_whatever_of_it_is_new(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    before = heard(house)
    a_newer_version(monkeypatch)
    report = house.publish()
    assert (report.spoken, report.published) == (0, [])
    assert heard(house) == before
    assert house.publish(show={"author": "Ada"}).spoken == 0, "and the next setting that is changed speaks nothing anew"
    assert heard(house).keys() == before.keys()


def test_after_an_update_an_edited_sentence_is_all_that_is_spoken(house, monkeypatch):
    house.article("a.html", page("The ferry", "It left at seven. Nobody waved."))
    house.publish()
    a_newer_version(monkeypatch)
    house.article("a.html", page("The ferry", "It left at seven. Somebody waved."))
    assert house.publish().spoken == 1
    assert house.publish(refresh=True).spoken > 1, "unless all is to be made anew"


def test_a_clip_that_is_lost_is_spoken_by_today_and_not_called_what_it_was(house, monkeypatch):
    house.article("a.html", page("The ferry", "It left at seven. Nobody waved."))
    house.publish()
    kept = {path.name: path.read_bytes() for path in Path(".articast/clips").rglob("*.clip")}
    for path in Path(".articast/clips").rglob("*.clip"):
        path.unlink()
    next(house.output.rglob("*.mp3")).unlink()
    a_newer_version(monkeypatch)
    house.publish()
    made = {path.name for path in Path(".articast/clips").rglob("*.clip")}
    assert made
    assert not made & kept.keys()


def test_code_that_shapes_no_page_rewrites_nothing_and_what_does_rewrites(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    made = []
    place = edition._beside
    monkeypatch.setattr(edition, "_beside", lambda *args: made.append(args) or place(*args))
    before = told(house)
    house.publish()
    assert not made
    a_newer_version(monkeypatch)
    house.publish()
    assert len(made) == 1
    assert told(house) == before, "what is rendered to the same bytes stays"


VALUES = ("model/", "languages.py", "errors.py", "keeping/", "publishing/shape.py")
"""Has a hand in it, and shapes nothing: what is shown, words (which are covered as such), what is kept."""


def imported(path):
    """Files of ours that a file imports, in its functions too; not what only its types need."""
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    apart = {id(node) for one in typing for node in ast.walk(one)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in apart and (node.module or "").startswith("articast"):
            base = "/".join(node.module.split(".")[1:])
            for name in node.names:
                named = [f"{base}/{name.name}", base] if base else [name.name]
                found = [f"{one}{end}" for one in named for end in (".py", "/__init__.py")]
                yield next(one for one in found if (HOUSE / one).is_file())


def test_every_file_that_has_a_hand_in_a_page_is_covered():
    seen, left = set(), ["publishing/companions.py"]
    while left:
        path = left.pop()
        if path not in seen and not path.startswith(VALUES):
            seen.add(path)
            left += imported(path)
    assert {"publishing/pages/listening.py", "recording/captions.py"} <= seen
    assert not {path for path in seen if not path.startswith(shape.COMPANIONS)}
    for place in (*shape.COMPANIONS, *shape.EDITION, *shape.COVERS):
        assert (HOUSE / place).exists(), place


def test_settings_that_only_a_newer_version_knows_change_no_digest():
    newer = make_dataclass("Plan", [("whispered", bool, field(default=False))], bases=(Plan,), frozen=True)
    assert memory._set_of(newer(voice="tone")) == memory._set_of(Plan(voice="tone"))
    assert memory._set_of(newer(voice="tone", whispered=True)) != memory._set_of(Plan(voice="tone"))
    assert memory._set_of(Plan(voice="tone")) != memory._set_of(Plan(voice="espeak"))


def test_what_nobody_said_of_a_value_is_no_part_of_its_digest():
    assert differing(Listing()) == "{}"
    assert json.loads(differing(Listing(number=3))) == {"number": 3}
