"""The interface's texts, numbers and dates; and the theme."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import UTC, datetime

import pytest

from articast.errors import ConfigurationError
from articast.languages import filed, phrases, shipped, table
from articast.model import Show
from articast.publishing import pages
from articast.publishing.pages import texts, theme

LANGUAGES = ("en", *(tag for tag in shipped() if tag != "en"))
ENGLISH = table("en", "interface")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_and_none_is_left_over(language):
    own = table(language, "interface")
    assert set(own) == set(ENGLISH)
    assert set(texts.PLAYER) <= set(own)
    for key, text in own.items():
        assert text.strip() == text
        assert text
        assert places(text) == places(ENGLISH[key]), key


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_texts_are_translated(language):
    same = [key for key, text in table(language, "interface").items() if text == ENGLISH[key]]
    assert set(same) <= {"pause", "notes", "podcasts", "page", "transcript", "seek", "volume"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_in_feed_page_and_audio_that_the_voice_is_synthetic(language):
    told = table(language, "feed"), table(language, "interface"), table(language, "speech")
    assert set(told[0]) == set(table("en", "feed"))
    for text in (told[0]["disclosure"], told[0]["disclosure_show"], told[1]["synthetic"], told[2]["notice"]):
        assert language == "en" or text not in (*phrases("en", "feed").values(), ENGLISH["synthetic"])
    assert places(told[2]["byline"]) == {"authors"}
    assert places(told[2]["published"]) == {"date"}
    assert told[2]["table"]


SCRIPTS = {"CYRILLIC": "ru uk bg sr", "GREEK": "el", "ARABIC": "ar fa", "HEBREW": "he", "DEVANAGARI": "hi",
           "BENGALI": "bn", "CJK": "zh zh-hant", "HIRAGANA": "ja", "HANGUL": "ko", "THAI": "th"}  # fmt: skip
KNOWN_TO_ALL = {"MP3", "RSS", "AI", "Podcast", "podcast"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_in_the_language_s_own_script(language):
    script = next((name for name, tags in SCRIPTS.items() if language in tags.split()), "LATIN")
    own = {"CJK", "HIRAGANA", "KATAKANA"} if script == "HIRAGANA" else {script}
    for name in ("feed", "interface", "speech"):
        for key, text in table(language, name).items():
            if key in ("first", "date", "item"):
                continue
            bare = " ".join(re.sub(r"{\w+}", " ", text).replace("(", " ").replace(")", " ").split())
            left = re.sub("|".join(KNOWN_TO_ALL), "", bare)
            scripts = {unicodedata.name(char).split()[0].removesuffix("-HIRAGANA") for char in left if char.isalpha()}
            assert scripts <= {*own, "MODIFIER", "FEMININE", "MASCULINE", "KATAKANA-HIRAGANA"}, (key, text)


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("zh-TW", "zh-hant"),
        ("zh-Hant-HK", "zh-hant"),
        ("zh_CN", "zh"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("sr-Latn-RS", "sr-latn"),
        ("sr", "sr"),
        ("de-AT", "de"),
        ("sw", ""),
        ("", ""),
    ],
)
def test_a_tag_finds_its_language_s_file(tag, file):
    assert filed(tag) == file


def test_another_language_has_english_texts_and_says_so():
    assert texts.interface("sw").language == "en"
    assert texts.interface("de-AT").language == "de"
    assert texts.interface("sw")["listen"] == "Listen to article"


@pytest.mark.parametrize(
    ("language", "minutes", "size", "date"),
    [
        ("en", "7 min", "3.4 MB", "May 3, 2026"),
        ("de", "7 Min.", "3,4 MB", "3. Mai 2026"),
        ("fr", "7 min", "3,4 Mo", "3 mai 2026"),
        ("pl", "7 min", "3,4 MB", "3 maja 2026"),
    ],
)
def test_numbers_and_dates_are_written_as_the_locale_does(language, minutes, size, date):
    says = texts.interface(language)
    found = (says.minutes(431), says.size(3_410_000), texts.date(datetime(2026, 5, 3, tzinfo=UTC), language))
    assert tuple(text.replace("\u202f", " ").replace("\xa0", " ") for text in found) == (minutes, size, date)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1\u00a0sec"),
        (45, "45\u00a0sec"),
        (59.6, "1\u00a0min"),
        (89, "1\u00a0min"),
        (3700, "62\u00a0min"),
        (7200, "2\u00a0hr"),
        (36_300, "10\u00a0hr 5\u00a0min"),
    ],
)
def test_short_ones_are_told_in_seconds_and_no_line_parts_a_number_from_its_unit(seconds, said):
    assert texts.interface("en").minutes(seconds) == said


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("en", "ltr"),
        ("xx", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_the_script(tag, way):
    assert texts.direction(tag) == way


def test_languages_are_named_in_themselves():
    assert [texts.own_name(tag) for tag in ("de", "fr", "pt-br", "xx", "not a tag")] == [
        "Deutsch", "Français", "Português (Brasil)", "xx", "not a tag",
    ]  # fmt: skip


@pytest.mark.parametrize("accent", ["#0b5fff", "#ffd400", "#000", "#fff", "#777777", "#c00"])
def test_any_accent_gives_readable_text_on_it_and_in_it(accent):
    found = theme.properties((("accent", accent),))
    assert theme.contrast(found["on-accent"], accent) >= theme.READABLE
    assert theme.contrast(found["accent-text"], theme.PAPER) >= theme.READABLE
    assert theme.contrast(found["accent-dark"], theme.NIGHT) >= theme.READABLE
    assert theme.contrast(found["on-accent-dark"], found["accent-dark"]) >= theme.READABLE


def test_what_the_publisher_sets_stays_as_set():
    given = (("accent", "#ffd400"), ("on-accent", "#222"), ("--articast-radius", "0"), ("text_font", "Georgia, serif"))
    found = theme.properties(given)
    assert found["on-accent"] == "#222"
    assert found["radius"] == "0"
    assert found["text-font"] == "Georgia, serif"
    assert theme.properties((("accent", "rebeccapurple"),)) == {"accent": "rebeccapurple"}


@pytest.mark.parametrize(
    "value", ["red;} body{display:none", "</style>", "url(https://x.example/)", "", "a\nb", "@import 'x'", "/*"]
)
def test_a_theme_is_plain_values(value):
    with pytest.raises(ConfigurationError, match="theme"):
        theme.properties((("accent", value),))


def test_a_page_without_a_theme_has_no_style_element():
    assert theme.style(()) == ("", "")


@pytest.mark.parametrize(
    ("tag", "is_so"), [("en", True), ("ru", True), ("sr-Latn", True), ("xx", True), ("ta", False), ("ar", False), ("zh", False), ("ka", False)]
)  # fmt: skip
def test_scripts_without_a_form_that_leans_are_set_upright_and_taller(tag, is_so):
    assert texts.is_slanted(tag) is is_so
    page = pages.withdrawn(Show(tag, "T", "https://a.example/"))
    assert (' class="tall"' in page) is not is_so
