"""IPA of a lexicon: in X-SAMPA, by the sounds that a voice has."""

from __future__ import annotations

import pytest

from articast.model import Pronunciation
from articast.speech import engines
from articast.speech.engines import pico
from articast.speech.engines._scripts import fit
from articast.speech.engines._sounds import xsampa


@pytest.mark.parametrize(
    ("ipa", "voice", "given"),
    [
        ("ˈmiːtɪŋ", "de-DE", '"mi:tIN'),
        ("/ˈmiː.tɪŋ/", "fr-FR", '"mitiN'),
        ("t͡sʏʁɪç", "de-DE", "t_sYRIC"),
        ("bʁɔ̃ʒ", "fr-FR", "bRO~Z"),
        ("θɪŋk", "de-DE", "sINk"),
        ("ʒoʁʒ", "es-ES", "jorj"),
        ("dʒoʊ", "en-US", "d_Z@_U"),
        ("ˈbaːx", "en-US", '"bA:k'),
        ("ǃa", "en-US", None),
        ("a'/><genfile", "de-DE", None),
        ("ˈ", "de-DE", None),
        ("", "de-DE", None),
    ],
)
def test_sounds_are_given_in_signs_that_the_voice_knows(ipa, voice, given):
    assert xsampa(ipa, pico._SOUNDS[voice]) == given


def test_a_word_with_sounds_is_said_by_them_and_all_others_by_their_letters():
    voice = pico.voice("", "de")
    text = "Das „Meeting“ – <phoneme ph='x'/> mit Łukasz."
    start = text.index("Meeting")
    wanted = (Pronunciation(start, start + 7, "ˈmaʊs"), Pronunciation(0, 3, "ǃǃ"))
    given = pico._written(fit(text, voice, knows=lambda letter: ord(letter) < 0x100), voice.name, wanted)
    assert given == "Das <phoneme alphabet='xsampa' ph='\"ma_Us'/>, phoneme ph x/ mit Lukasz."


def test_other_sounds_are_other_speech_and_the_same_sounds_the_same():
    voice = pico.voice("", "de")
    text = "Das war ein gutes Meeting heute."
    said = [pico.say(text, voice, "de", pronunciations=(Pronunciation(18, 25, ipa),)).pcm for ipa in ("ˈmaʊs", "ˈbʊs")]
    assert said[0] != said[1] != pico.say(text, voice, "de").pcm
    assert said[0] == pico.say(text, voice, "de", pronunciations=(Pronunciation(18, 25, "ˈmaʊs"),)).pcm


def test_an_engine_that_takes_no_sounds_is_known_to_take_none():
    german = pico.voice("", "de")
    assert engines.takes_ipa(german, "ˈmiːtɪŋ")
    assert not engines.takes_ipa(german, "ǃ")
    assert not engines.takes_ipa(engines.find("tone").voice("", "en"), "ˈmiːtɪŋ")
