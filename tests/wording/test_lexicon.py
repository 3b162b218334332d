from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.errors import ConfigurationError
from articast.model import Pronunciation
from articast.wording import say
from articast.wording.lexicon import Entry, Lexicon, parse

TABLE = {
    "all": {
        "SAP": "S A P",
        "CRMKonvos": "C R M Konvos",
        "New York": "Nu York",
        "New York Times": "the Times",
        "Siobhan": {"ipa": "ʃɪˈvɔːn"},
        "GIF": {"say": "jif", "ipa": "dʒɪf"},
        "acme": {"say": "Akmee", "case": False},
        "C++": "see plus plus",
    },
    "de": {"SAP": "Es A Pe", "24/7": "rund um die Uhr"},
    "en-GB": {"SAP": "sap"},
}
LEXICON = parse(TABLE, "lexicon.toml")


def said(written, language="en"):
    return say(written, language, LEXICON).text


def test_an_entry_wins_over_every_rule():
    assert said("24/7", "de") == "rund um die Uhr"
    assert said("CRMKonvos") == "C R M Konvos"


def test_only_whole_words_are_meant():
    assert said("SAPling and SAP’s") == "SAPling and S A P’s" or "SAP" not in said("SAP’s")
    assert said("New Yorker") == "New Yorker"


def test_the_longest_entry_wins():
    assert said("in the New York Times of New York") == "in the the Times of Nu York"


def test_case_counts_unless_it_is_said_not_to():
    assert said("ACME Acme acme") == "Akmee Akmee Akmee"
    assert said("sap") == "sap"


def test_a_languages_entry_wins_over_the_one_for_all_and_a_regions_over_both():
    assert (said("SAP", "fr"), said("SAP", "de"), said("SAP", "de-AT"), said("SAP", "en-GB")) == (
        "S A P",
        "Es A Pe",
        "Es A Pe",
        "sap",
    )


def test_signs_may_be_part_of_an_entry():
    assert said("in C++ and C") == "in see plus plus and C"


def test_the_full_stop_of_an_entry_that_ends_the_sentence_stays():
    lexicon = parse({"p.m.": "in the evening", "Inc.": "Inc.", "Corp.": {"ipa": "kɔːp"}}, "lexicon.toml")
    for written, meant in (
        ("We met at 5 p.m.", "We met at five in the evening."),
        ("“We met at 5 p.m.”", "“We met at five in the evening.”"),
        ("We met at 5 p.m. on Monday.", "We met at five in the evening on Monday."),
        ("5 p.m., Acme Inc.", "five in the evening, Acme Inc."),
        ("He left Acme Corp.", "He left Acme Corp."),
    ):
        found = say(written, "en", lexicon)
        assert found.text == meant
        assert all(not found.text[one.start : one.end].endswith(".") for one in found.pronunciations)


def test_a_line_break_or_no_break_space_does_not_hide_a_phrase():
    assert said("New\u00a0York") == "Nu York"


def test_ipa_stands_over_what_is_said():
    found = say("Is Siobhan a GIF?", "en", LEXICON)
    assert found.text == "Is Siobhan a jif?"
    assert found.pronunciations == (Pronunciation(3, 10, "ʃɪˈvɔːn"), Pronunciation(13, 16, "dʒɪf"))


def test_ipa_keeps_its_place_when_words_before_it_grow():
    found = say("In 2021 😀 Siobhan – 5% – GIF", "en", LEXICON)
    for one in found.pronunciations:
        assert found.text[one.start : one.end] in ("Siobhan", "jif")
    assert len(found.pronunciations) == 2


def test_what_the_publisher_says_is_not_worded_again():
    lexicon = parse({"CMS": "CMS 2.0 & more"}, "x")
    assert say("our CMS", "en", lexicon).text == "our CMS 2.0 & more"


def test_the_change_names_the_entry():
    change = say("at SAP", "en", LEXICON).changes[0]
    assert (change.start, change.end, change.said, change.rule) == (3, 6, "S A P", "lexicon: SAP")


def test_fixed_spans_win_over_the_lexicon():
    assert say("at SAP now", "en", LEXICON, fixed=((3, 6, "Sappy"),)).text == "at Sappy now"


def test_entries_outside_a_section_are_for_all():
    assert parse({"X1": "eks one", "Y2": {"say": "why two"}}, "f") == Lexicon(
        (Entry("X1", "eks one"), Entry("Y2", "why two"))
    )


def test_a_lexicon_can_be_sent_to_another_machine():
    assert said("SAP") == say("SAP", "en", pickle.loads(pickle.dumps(LEXICON))).text


@given(st.text(max_size=40))
def test_the_empty_lexicon_changes_nothing(written):
    assert say(written, "en", Lexicon()) == say(written, "en")


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ({"all": {"SAP": 3}}, ["words.toml", "SAP", "3"]),
        ({"en": {"SAP": {"says": "x"}}}, ["words.toml", "SAP"]),
        ({"en": {"SAP": {"say": "x", "ips": "y"}}}, ["SAP", "ips"]),
        ({"en": {"SAP": {"say": "x", "case": "no"}}}, ["SAP", "case"]),
        ({"en": {"SAP": {"say": ""}}}, ["SAP", "says nothing"]),
        ({"en": {" ": "x"}}, ["no word"]),
        ({"en": {"SAP": {"ipa": 3}}}, ["SAP", "strings"]),
        ({"SAP": 3}, ["words.toml", "SAP"]),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(table, names):
    with pytest.raises(ConfigurationError) as error:
        parse(table, "words.toml")
    for name in names:
        assert name in str(error.value)
