"""Every planted fault is found, by its name; good outputs give none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from articast.commands.check import KINDS, NOTES, REMEDIES, audit
from articast.commands.check.site import Stored
from articast.keeping import Store
from articast.settings import Settings
from tests.commands.planting import FAULTS, Output
from tests.conftest import House

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
