"""Italian as a newsreader says it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from articast.wording import say, spoken
from tests.wording.table import TEXTS, Pair, heard, lost, pairs

TABLE = pairs("it")


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: f"{pair.kind}: {pair.written}")
def test_italian_is_said_as_a_newsreader_says_it(pair: Pair):
    assert heard(spoken(pair.written, "it")) in pair.spoken


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: pair.written)
def test_what_is_said_is_not_changed_again(pair: Pair):
    said = spoken(pair.written, "it")
    assert spoken(said, "it") == said


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_raises_or_loses_a_word(text: str):
    said = say(text, "it")
    assert not lost(text, said)
    assert spoken(said.text, "it") == said.text
