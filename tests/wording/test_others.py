"""Languages that have only data, or nothing: numbers are said where they are known, and no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.wording import say, spoken
from tests.wording.table import TEXTS, heard, lost

LANGUAGES = ("nl", "pl", "sv", "el", "ja", "zh", "ar", "xx", "sr-Latn", "")


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("nl", "21 mensen, enz.", "eenentwintig mensen enzovoort"),
        ("nl", "ca. 20 % van 3,5 miljoen", "circa twintig procent van drie komma vijf miljoen"),
        ("nl", "dhr. Jansen, blz. 12", "de heer jansen bladzijde twaalf"),
        ("nl", "info@voorbeeld.nl", "info apenstaartje voorbeeld punt n l"),
        ("nl", "2.000.000 mensen", "twee miljoen mensen"),
        ("pl", "ok. 20 zł itd.", "około dwudziestu złotych i tak dalej"),
        ("pl", "na ul. Długiej", "na ulicy długiej"),
        ("pl", "przyklad.pl", "przyklad kropka p l"),
        ("sv", "21 personer", "tjugoett personer"),
    ],
)
def test_a_language_with_data_says_its_abbreviations_and_numbers(language: str, written: str, said: str):
    assert heard(spoken(written, language)) == said


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("el", "Έχουμε 21 άτομα στις 10:30"),
        ("ja", "二〇二一年にお客様が増えました"),
        ("xx", "21 ord, 3,5 % och 10:30"),
        ("", "21 words"),
    ],
)
def test_a_language_without_rules_keeps_every_word(language: str, written: str):
    said = spoken(written, language)
    words = [word for word in written.replace(",", "").split() if word.isalpha()]
    assert all(word in said for word in words)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "Mötet börjar kl. 19.45 och kostar 7,5 kronor."),
        ("da", "Den 5. juli kl. 9.15"),
        ("no", "5. juli kl. 19.45"),
        ("fi", "Klo 19.45, 5. kerros, 7,5 prosenttia, 5:n"),
        ("cs", "5. července v 19.45"),
        ("sk", "5. júla o 19.45"),
        ("hu", "Július 5-én, a 3. emeleten, 7,5 százalék"),
        ("tr", "Saat 19.45'te 7,5 lira, 5'te"),
        ("ro", "La ora 19.45, pe 5.07.2023"),
        ("fil", "7,5 at 19.45"),
    ],
)
def test_times_dates_ordinals_and_decimals_are_left_to_the_voice(language: str, written: str):
    assert spoken(written, language) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_said_or_left_and_never_dropped(language: str):
    said = say("Ab 21 cd 3,5 ef 1.000 gh.", language)
    assert not lost("Ab 21 cd 3,5 ef 1.000 gh.", said)
    assert all(word in said.text for word in ("Ab", "cd", "ef", "gh."))
    assert len(said.text.split()) >= 7


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_no_text_raises_or_loses_a_word_in_any_language(text: str, language: str):
    said = say(text, language)
    assert not lost(text, said)
    assert spoken(said.text, language) == said.text
