"""What of a text a voice can say: no word lost, none said wrongly without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.errors import TooLongError, UnspeakableError
from articast.model import Voice
from articast.speech.engines._scripts import LATIN, fit, readable, script

VOICE = Voice("test", "one", "en", limit=200)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Plain text.", "Plain text."),
        ("Café, naïve, Łódź", "Café, naïve, Łódź"),
        ("He met Владимир there", "He met Vladimir there"),
        ("in 東京 (Tokyo)", "in Dong Jing (Tokyo)"),
        ("the α particle, Ω and μ", "the alpha particle, omega and mu"),
        ("5 µm", "5 mu m"),
        ("β-blocker", "beta-blocker"),
        ("Владимиr", "Vladimir"),
        ("𝐇𝐞𝐥𝐥𝐨 world", "Hello world"),
        ("ﬁne", "ﬁne"),
        ("cafe\u0301", "café"),
        ("soft\u00adware zero\u200bwidth", "software zerowidth"),
        ("no\u00a0break\tand\nlines", "no break and lines"),
        ("bell\x07 and\x7f delete", "bell  and  delete"),
        ("\ufefftext \u202aleft\u202c", "text left"),
    ],
)
def test_a_text_as_a_latin_voice_gets_it(written, said):
    assert readable(written).text == said


def test_letters_that_a_voice_has_not_heard_of_lose_their_accents_only():
    fitted = fit("Wałęsa ist älter", VOICE, knows=lambda letter: ord(letter) < 0x100)
    assert fitted.text == "Walesa ist älter"


@pytest.mark.parametrize(
    "text", ["你好世界", "Привет мир", "Γειά σου Κόσμε, ok", "안녕하세요", "שלום עולם", "hi, 今天天气很好"]
)
def test_a_text_mostly_in_another_writing_is_refused_with_its_name(text):
    with pytest.raises(UnspeakableError, match=r"Latin letters, not (Han|Cyrillic|Greek|Hangul|Hebrew)"):
        fit(text, VOICE)


def test_a_voice_that_knows_the_writing_gets_it_as_it_is():
    assert fit("Привет, world", VOICE, LATIN | {"Cyrillic"}).text == "Привет, world"
    assert fit("你好 Привет", VOICE, None).text == "你好 Привет"


def test_persian_keeps_its_joiners():
    assert "\u200c" in fit("می\u200cخواهم", VOICE, LATIN | {"Arabic"}).text


@pytest.mark.parametrize("text", ["", "  ", "…!?", "😀👍", "***", "\u200b"])
def test_no_letter_and_no_digit_is_nothing_to_say(text):
    with pytest.raises(UnspeakableError, match="nothing to say"):
        fit(text, VOICE)


def test_a_text_over_the_limit_is_refused_with_both_numbers():
    with pytest.raises(TooLongError, match=r"200 characters at a time, not 201"):
        fit("a" * 201, VOICE)


@pytest.mark.parametrize(
    ("char", "name"),
    [("a", "Latin"), ("ß", "Latin"), ("я", "Cyrillic"), ("中", "Han"), ("か", "Hiragana"), ("1", ""), ("!", "")],
)
def test_a_letter_s_writing(char, name):
    assert script(char) == name


@given(st.text(st.sampled_from("abé złα中д\u0301\u00ad\u200b\n😀.,1ﬁ𝐇"), max_size=60))
def test_every_character_knows_where_it_comes_from(text):
    fitted = readable(text)
    assert len(fitted.spans) == len(fitted.text)
    assert all(0 <= start < end <= len(text) for start, end in fitted.spans)
    assert [start for start, _ in fitted.spans] == sorted(start for start, _ in fitted.spans)
    if fitted.text:
        word = fitted.word(0.0, 1.0, 0, len(fitted.text))
        assert 0 <= word.offset <= word.offset + word.length <= len(text)


@given(st.text(max_size=60))
def test_no_letter_of_the_voice_s_own_is_lost(text):
    kept = [char for char in readable(text).text.casefold() if "a" <= char <= "z"]
    meant = [char for char in text.casefold() if "a" <= char <= "z"]
    position = 0
    for char in meant:
        assert char in kept[position:]
        position = kept.index(char, position) + 1
