"""Sentences as newspapers, science, sport, law, recipes and technology print them, written without looking at rules."""

from __future__ import annotations

import pytest

from articast.wording import spoken
from tests.wording.table import heard, sentences

LANGUAGES = ("en", "en-GB", "de", "fr", "es", "it", "pt", "nl", "pl")
ROWS = [(language, written, ways) for language in LANGUAGES for written, ways in sentences(language)]


@pytest.mark.parametrize(("language", "written", "ways"), ROWS)
def test_a_whole_sentence_is_said_as_a_newsreader_says_it(language, written, ways):
    assert heard(spoken(written, language)) in ways


@pytest.mark.parametrize(("language", "written", "ways"), ROWS)
def test_a_sentence_once_said_is_not_changed_again(language, written, ways):
    once = spoken(written, language)
    assert spoken(once, language) == once


def test_english_outside_america_has_its_own_dates_and_numbers():
    assert spoken("It was 3/5/2024.", "en-AU") == "It was the third of May twenty twenty-four."
    assert (
        spoken("It was 3/5/2024.", "en-US")
        == spoken("It was 3/5/2024.", "en")
        == "It was March fifth, twenty twenty-four."
    )
    assert spoken("105 of 2,005", "en_gb") == "one hundred and five of two thousand and five"
