"""espeak-ng says a lexicon's sounds, each voice by its own signs."""

from __future__ import annotations

import pytest

from articast.model import Pronunciation
from articast.speech import engines
from articast.speech.engines import _espeak_sounds, espeak

TEXT = "Das [neue] Meeting am Montag."
MEETING = Pronunciation(11, 18, "ˈmiːtɪŋ")


@pytest.fixture(scope="module")
def german():
    return espeak.voice("de", "de")


@pytest.mark.parametrize(
    ("voice", "ipa", "signs"),
    [
        ("de", "ˈmiːtɪŋ", "m'i:_|t_|I_|N"),
        ("de", "/ʒuʁˈnal/", "Z_|u_|Q\"_|n'a_|l"),
        ("fr", "ˈmiːtɪŋ", "m'i_|t_|I_|N"),
        ("en-us", "ɹɪˈkɔːɹd", "r_|I_|k'O:_|r_|d"),
        ("de", "ǃik", None),
        ("de", "ˈ", None),
        ("de", "", None),
    ],
)
def test_ipa_is_written_in_the_voices_own_signs_or_the_nearest(voice, ipa, signs):
    its = espeak.voice(voice, "de")
    assert _espeak_sounds.written(ipa, espeak._sounds(its.name)) == signs
    assert engines.takes_ipa(its, ipa) == (signs is not None)


def test_given_sounds_are_spoken_and_words_keep_their_places(german):
    plain, given = (espeak.say(TEXT, german, "de", pronunciations=said) for said in ((), (MEETING,)))
    assert given.pcm != plain.pcm
    assert given.pcm == espeak.say(TEXT, german, "de", pronunciations=(MEETING,)).pcm
    words = [TEXT[word.offset : word.offset + word.length] for word in given.words]
    assert words == ["Das", "neue", "Meeting", "am", "Montag"]
    other = Pronunciation(11, 18, "ˈtsuːkʊnftˌfɔɐ̯ʃʊŋ")
    assert espeak.say(TEXT, german, "de", pronunciations=(other,)).seconds > given.seconds + 0.3


def test_sounds_that_cannot_be_said_leave_the_letters(german):
    click = (Pronunciation(11, 18, "ǃik"),)
    assert espeak.say(TEXT, german, "de", pronunciations=click).pcm == espeak.say(TEXT, german, "de").pcm


def test_double_brackets_of_an_article_are_text_beside_given_sounds(german):
    text = "Ein [[m'i:tIN]] Meeting."
    said = espeak.say(text, german, "de", pronunciations=(Pronunciation(16, 23, "ˈmiːtɪŋ"),))
    assert said.seconds > espeak.say("Ein Meeting.", german, "de").seconds + 0.5
