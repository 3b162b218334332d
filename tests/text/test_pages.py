"""Pages as publishers' systems make them, in `pages/`: every sentence as it should be heard, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.pages import cases, outcome

CASES = cases(Path(__file__).parent / "pages")


@pytest.mark.parametrize(("page", "expected"), CASES, ids=[page.name for page, _ in CASES])
def test_a_publishers_page_is_heard_as_it_should_be(page, expected):
    assert outcome(page, expected).wrong == ()


def test_what_is_wrong_is_told(tmp_path):
    page, expected = tmp_path / "a.md", tmp_path / "a.expected.txt"
    page.write_text("# T\n\nThe lamp is lit. It turns.", encoding="utf-8")
    expected.write_text("@title=T\n!turns\n~sinks\nThe lamp is lit.\nIt sinks.\n", encoding="utf-8")
    told = outcome(page, expected)
    assert told.wrong == ("not heard: It sinks.", "heard: It turns.", "heard: turns", "not heard: sinks")
    assert (told.right, told.all) == (2, 5)
