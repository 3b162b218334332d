"""French as a newsreader says it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from articast.wording import say, spoken
from articast.wording.fr import cardinal
from tests.wording.table import TEXTS, Pair, heard, lost, pairs

TABLE = pairs("fr")


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: f"{pair.kind}: {pair.written}")
def test_french_is_said_as_a_newsreader_says_it(pair: Pair):
    assert heard(spoken(pair.written, "fr")) in pair.spoken


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: pair.written)
def test_what_is_said_is_not_changed_again(pair: Pair):
    said = spoken(pair.written, "fr")
    assert spoken(said, "fr") == said


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_raises_or_loses_a_word(text: str):
    said = say(text, "fr")
    assert not lost(text, said)
    assert spoken(said.text, "fr") == said.text


def test_a_page_of_figures_is_said_to_the_last():
    said = spoken("100 000 " * 500, "fr")
    assert said.split()[-1] == "zéro" or said.endswith("mille")
    assert not any(character.isdigit() for character in said)


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10_000) | st.integers(0, 999).map(lambda number: number * 10**6))
def test_numbers_are_counted_as_num2words_counts_them(number):
    assert cardinal(number) == num2words(number, lang="fr")
