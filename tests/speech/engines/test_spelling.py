"""Sounds of the lexicon in letters, for services that take no phonemes."""

from __future__ import annotations

import pytest

from articast.model import Pronunciation
from articast.speech.engines import openai
from articast.speech.engines._scripts import fit
from articast.speech.engines._spelling import respelled, spelled


@pytest.mark.parametrize(
    ("language", "ipa", "letters"),
    [
        ("en", "ˈwʊstər", "wooster"),
        ("en-GB", "/kjuː/", "kyoo"),
        ("de", "ˈmiːtɪŋ", "mihting"),
        ("fr", "ɡi.jom", "guiyôm"),
        ("es", "xwan", "juan"),
        ("es", "kiˈkito", "quiquito"),
        ("de", "wutɕ", None),
        ("it", "ˈmiːtɪŋ", None),
        ("en", "ǃ", None),
        ("en", "", None),
    ],
)
def test_sounds_are_letters_where_the_language_has_such(language, ipa, letters):
    assert spelled(ipa, language) == letters


def test_only_what_the_publisher_wants_is_spelled_and_each_letter_knows_where_it_comes_from():
    text = "Worcester's lead in Łódź."
    sounds = (
        Pronunciation(0, 9, "ˈwʊstər"),
        Pronunciation(12, 16, "liːd", "context"),
        Pronunciation(20, 24, "wutɕ"),
    )
    found = respelled(fit(text, openai.voice("nova", "en"), scripts=None), sounds, "en")
    assert found.text == "Wooster's lead in Łódź."
    word = found.word(0.0, 1.0, 0, 7)
    assert (word.offset, word.length) == (0, 9)
    assert text[found.spans[10][0] :].startswith("lead")
