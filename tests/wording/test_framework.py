from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articast.languages import shipped
from articast.model import Change, Said
from articast.wording import say, spoken
from articast.wording.rules import Edit, apply, chained

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "sv", "ja", "xx")
PIECES = st.sampled_from(
    [
        "the",
        "of",
        "CX",
        "CRM’s",
        "NASA",
        "IS",
        "NICHT",
        "Five9",
        "MP3",
        "$23bn",
        "35-40%",
        "3/4",
        "60",
        "000",
        "8,000+",
        "24/7",
        "9–5",
        "1990s",
        "'90s",
        "10am",
        "p.m.",
        "16:30",
        "Uhr",
        "§",
        "§§",
        "3–5",
        "z.",
        "B.",
        "d.",
        "h.\n",
        "",
        "",
        "",
        "Dr.",
        "St.",
        "No.",
        "vs.",
        "e.g.",
        "etc.",
        "usw.",
        "…",
        "...",
        "–",
        "—",
        "-",
        "&",
        "/",
        "#",
        "#7",
        "#MeToo",
        "@you",
        "a@b.de",
        "www.x.org/y",
        "😀",
        "👨\u200d👩\u200d👧",
        "½",
        "1½",
        "€1",
        "1",
        "€",
        "$",
        "%",
        "°C",
        "20",
        "m²",
        "V.",
        "XIV.",
        "Ludwig",
        "J.",
        "K.",
        "(",
        ")",
        "„",
        "“",
        '"',
        ",",
        ";",
        ":",
        "!",
        "?\n",
        "",
        "",
        "",
        "1.",
        "21.",
        "Oktober",
        "am",
        "der",
        "2021-03-17",
        "17.03.2021",
        "+1",
        "(555)",
        "123-4567",
        "v2.0.1",
        "1,5",
        "1.5",
        "Mio.",
        "M",
        "m",
        "K",
        "007",
        "~20",
        "<",
        ">",
        "=",
        "+",
        "×",
        "x",
        "3x",
        "4x4",
        "C++",
        "I",
        "A",
        "B.",
        ".",
        "..",
        "soft\xadhyphen",
        "\u202b",
        "\u200d",
        "ﬁn",
        "𝐁𝐨𝐥𝐝",
        "é",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=9).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)


def rebuilt(written: str, said: Said) -> str:
    pieces, last = [], 0
    for change in said.changes:
        assert last <= change.start <= change.end <= len(written)
        pieces += [written[last : change.start], change.said]
        last = change.end
    return "".join([*pieces, written[last:]])


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example("in CX. Yes, it is", "en")
@example("\ud800", "en")
@example("1\u0661", "de")
@example("z. B.z. B.", "de")
def test_no_word_is_lost_every_difference_is_a_change_that_can_be_shown(written, language):
    said = say(written, language)
    assert rebuilt(written, said) == said.text
    assert all(change.rule for change in said.changes)
    assert all(written[change.start : change.end] != change.said for change in said.changes)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_saying_what_is_said_changes_nothing_more(written, language):
    once = spoken(written, language)
    assert spoken(once, language) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(("en", "de")))
def test_what_comes_out_can_be_written_to_a_file(written, language):
    said = spoken(written, language)
    assert said.encode("utf-8") is not None
    assert said == said.strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_the_publishers_own_wording_stands_whatever_is_around_it(written, data):
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, len(written)))
    said = say(written, "en", fixed=((start, end, "what WE say 5%"),))
    assert rebuilt(written, said) == said.text
    if start < end:
        assert "what WE say 5%" in said.text


WORDS = re.compile(r"[^\W\d_]+")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
@pytest.mark.parametrize(
    "written",
    [
        "The quick brown fox, and nothing else (really).",
        "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.",
        "L’été, c’est fini !",
    ],
)
def test_ordinary_words_are_left_as_they_are(written, language):
    assert WORDS.findall(spoken(written, language)) == WORDS.findall(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("𝐁𝐨𝐥𝐝 𝒘𝒐𝒓𝒅𝒔", "Bold words"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "Full width"),
        ("ﬁne ﬂow eﬀect oﬃce", "fine flow effect office"),
        ("e\u0301te\u0301", "été"),
        ("s\u0336t\u0336r\u0336i\u0336k\u0336e", "strike"),
        ("Z\u0351\u036b\u0343alg\u033f\u0489o", "Zalgo"),
        ("\u202bright\u202c to left", "right to left"),
        ("\ufeffmark", "mark"),
        ("nul\x00l", "null"),
        ("a\u2009b\u00a0c\u202fd", "a b c d"),
        ("  out  side  ", "out side"),
        ("lone \ud800 half", "lone half"),
        ("icon \ue001 font", "icon font"),
        ("②", "two"),
        ("no\u2011break", "no-break"),
    ],
)
def test_odd_characters_become_the_words_they_spell(written, said):
    assert spoken(written, "en") == said


def test_a_change_names_its_place_and_its_rule():
    said = say("It costs $5.", "en")
    assert said.text == "It costs five dollars."
    assert said.changes == (Change(9, 11, "five dollars", "money"),)


def test_a_change_covers_the_whole_written_word_when_characters_and_a_rule_change_it():
    said = say("the C\u00adRM", "en")
    assert said.text == "the C R M"
    assert said.changes == (Change(4, 8, "C R M", "initialism"),)


def test_a_picture_that_goes_is_recorded():
    said = say("Well done 🎉", "en")
    assert (said.text, said.changes[0].said, said.changes[0].rule) == ("Well done", "", "emoji")


@pytest.mark.parametrize("language", ["sv", "ja", "fi", "", "not a tag", "en-GB", "de_AT", "rules", "zh-Hant-TW"])
def test_any_language_is_taken(language):
    assert spoken("plain words", language) == "plain words"


def test_a_language_without_rules_of_its_own_still_says_its_numbers():
    assert spoken("21 flickor", "sv") == "tjugoett flickor"
    assert spoken("42 domy", "pl") == "czterdzieści dwa domy"


def test_every_language_that_is_shipped_has_rules_that_load():
    for language in shipped():
        assert spoken("a", language) == "a"


@given(st.text("ab ", max_size=12), st.data())
def test_edits_upon_edits_are_one_list_of_edits(text, data):
    def some(length):
        cuts = sorted(data.draw(st.sets(st.integers(0, length), max_size=6)))
        return [
            Edit(a, b, data.draw(st.text("xy", max_size=3)), "r") for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        ]

    first = some(len(text))
    middle = apply(text, first)
    second = some(len(middle))
    assert apply(text, chained(first, middle, second)) == apply(middle, second)


def test_a_long_text_takes_time_by_its_length_only():
    long = "In 2021, 5% of the CRM market (ca. $3.5bn) – e.g. Five9… – grew. " * 300
    said = spoken(long, "en")
    assert said.startswith("In twenty twenty-one, five percent of the C R M market")
    assert spoken(said, "en") == said


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 5000,
        "A" * 5000,
        "." * 5000,
        "1-" * 2000,
        "a." * 2000,
        "1 " * 3000,
        "@" * 3000,
        "/" * 3000,
        "1,000" * 1000,
        "IV " * 1500,
        "😀" * 3000,
        "e\u0301" * 3000,
        "–" * 3000,
        "$1-" * 1000,
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_repetition_is_said_or_left_but_never_hangs_or_raises(hostile, language):
    assert isinstance(spoken(hostile, language), str)


FOREIGN = [
    ("The album “Hinter 7 Bergen” sold 7 copies.", "Hinter 7 Bergen", "de", "Hinter sieben Bergen"),
    ("They call it TGV 1er class.", "TGV 1er", "fr", "T G V premier"),
    ("It means “z. B. so”.", "z. B. so", "de", "zum Beispiel so"),
]


@pytest.mark.parametrize(("text", "phrase", "tag", "spoken_there"), FOREIGN)
def test_a_phrase_in_another_language_is_worded_by_its_rules(text, phrase, tag, spoken_there):
    start = text.index(phrase)
    said = say(text, "en", foreign=((start, start + len(phrase), tag),))
    assert spoken_there in said.text
    assert spoken_there not in spoken(text, "en")
    assert rebuilt(text, said) == said.text


def test_the_publishers_own_words_win_within_a_phrase_in_another_language():
    text = "He said „7 Berge“."
    start = text.index("7")
    said = say(text, "en", fixed=((start, start + 1, "many"),), foreign=((start, start + 7, "de"),))
    assert said.text == "He said „many Berge“."
