"""English words in other languages: said with their sounds, by the language's own means, and nobody's own words are."""

from __future__ import annotations

import pytest

from articast.languages import folder, table
from articast.model import Pronunciation
from articast.speech.engines._sounds import sounds as in_xsampa
from articast.wording import foreign, say

LANGUAGES = ("de", "fr", "es", "it")


def found(text: str, language: str) -> dict[str, str]:
    said = say(text, language)
    return {said.text[one.start : one.end]: one.ipa for one in said.pronunciations}


@pytest.mark.parametrize(
    ("language", "text", "sounds"),
    [
        (
            "de",
            "Das Meeting in Washington ist ein Highlight.",
            {"Meeting": "ˈmiːtɪŋ", "Washington": "ˈvɔʃɪŋtən", "Highlight": "ˈhaɪˌlaɪt"},
        ),
        ("de", "Die Podcast-Folge über den Cookie-Deal.", {"Deal": "diːl"}),
        ("fr", "Ce weekend, un meeting.", {"weekend": "wikɛnd", "meeting": "mitiŋ"}),
        ("es", "El streaming en Washington.", {"streaming": "eˈstrimiŋ", "Washington": "ˈwoʃiŋton"}),
        ("it", "Lo shopping, il weekend.", {"shopping": "ˈʃɔpiŋ", "weekend": "ˈwiˌkɛnd"}),
    ],
)
def test_english_words_are_said_with_their_sounds(language, text, sounds):
    its = found(text, language)
    assert {word: its.get(word) for word in sounds} == sounds


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Rat hat die Hand am Gift, das war fast alles, was man ihm bot: Wind, Arm und Land."),
        ("fr", "Le chat dort sur la table, et son pain est bon pour la main de la reine."),
        ("es", "El pan, la red y el once de mayo son sin duda once cosas, una vez más."),
        ("it", "Come i cani, il pane e le mele sono pure cose di sale, e due fame."),
        ("en", "The meeting in Washington was a highlight."),
        ("de", "Die NATO und die FANS, in Großbuchstaben."),
    ],
)
def test_a_languages_own_words_keep_their_sounds(language, text):
    assert not found(text, language)


def test_the_lexicon_wins():
    taken = (Pronunciation(4, 11, "ˈmɪtɪŋ"),)
    assert [*foreign.sounds("Das Meeting.", "de", taken)] == []


def test_each_word_has_sounds_that_pico_can_say_and_a_language_that_wants_it():
    known = frozenset(
        [
            "p",
            "b",
            "t",
            "d",
            "k",
            "g",
            "m",
            "n",
            "N",
            "f",
            "v",
            "s",
            "z",
            "S",
            "Z",
            "h",
            "j",
            "l",
            "r",
            "R",
            "a",
            "e",
            "i",
            "o",
            "u",
            "E",
            "O",
            "I",
            "U",
            "@",
            "6",
            "9",
            "2",
            "y",
            "Y",
            "a:",
            "e:",
            "i:",
            "o:",
            "u:",
            "E:",
            "O:",
            "2:",
            "9:",
            "y:",
            "x",
            "C",
            "t_s",
            "t_S",
            "d_Z",
            "a_I",
            "a_U",
            "O_Y",
            "w",
            "T",
            "B",
        ]
    )
    lines = (folder() / "english.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 5000
    assert all(row[2].split() and {*row[2].split()} <= {*LANGUAGES} for row in rows)
    assert [row[0] for row in rows] == sorted({row[0] for row in rows}), "each once, in order"
    for language in LANGUAGES:
        rules = table(language, "foreign")["en"]
        cannot = [
            ipa for word, given, _ in rows[::20] if not in_xsampa(ipa := foreign.adapted(word, given, rules), known)
        ]
        assert not cannot
