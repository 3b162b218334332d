"""Whole articles through the whole flow, against what a person has read and found right.

A new case is a folder `golden/<case>/in` with articles (and an `articast.toml`, if it likes); `pytest --save-golden`
writes its `out`, which is to be read before it is committed. What depends on an encoder's version is left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from articast.commands.check import check
from articast.commands.dry_run import works
from articast.commands.proof import as_json
from articast.errors import ArticastError

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/in"))

_DIGEST = re.compile(r"-[0-9a-f]{8}\.(mp3|jpg)")
_LENGTH = re.compile(r'length="\d+"')
_VERSION = re.compile(r"<(generator|lastBuildDate)>[^<]*")


def stable(name: str, text: str) -> str:
    """The text without what an encoder or a release decides."""
    if name.endswith("episode.json"):
        told = json.loads(text)
        for key in ("bytes", "seconds", "digest", "interface"):
            del told[key]
        for sentence in told["sentences"]:
            for key in ("start", "end", "words"):
                sentence.pop(key, None)
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    text = _DIGEST.sub(r"-########.\1", text)
    return _VERSION.sub(r"<\1>", _LENGTH.sub('length="#"', text))


def outcome(house) -> dict[str, str]:
    """Everything of a run that people read, by name."""
    found = {}
    for number, work in enumerate(works(["articles"], house.settings())):
        assert not isinstance(work, ArticastError), work
        told = as_json(work)
        told.pop("source")
        name = Path(work.document.id).name
        found[f"{number}-{name}.script.json"] = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    report = house.publish()
    assert not report.failed
    for pattern in ("*/feed.xml", "*/*/episode.json", "*/*/transcript.vtt"):
        for path in sorted(house.output.glob(pattern)):
            name = path.relative_to(house.output).as_posix()
            found[name] = stable(name, path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_and_published_is_what_was_found_right(house, case, request):
    shutil.copytree(GOLDEN / case / "in", house.root / "articles", ignore=shutil.ignore_patterns("articast.toml"))
    if (GOLDEN / case / "in/articast.toml").exists():
        shutil.copy(GOLDEN / case / "in/articast.toml", house.root)
    for path in (house.root / "articles").rglob("*"):
        os.utime(path, (1_771_000_000, 1_771_000_000))  # an article without a date has its file's
    found = outcome(house)
    assert check(house.settings()) == []
    out = GOLDEN / case / "out"
    if request.config.getoption("--save-golden"):
        shutil.rmtree(out, ignore_errors=True)
        for name, text in found.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8")
    golden = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}
    assert set(found) == set(golden)
    for name, text in found.items():
        assert text == golden[name], f"{case}/{name}: read it; if it is right: pytest --save-golden -k {case}"
