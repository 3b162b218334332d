"""Piper, with a real voice."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from articast.errors import NotReadyError, VoiceError
from articast.model import Pronunciation, Voice
from articast.speech import engines
from articast.speech.engines import piper

CONFIG = """{"num_symbols": 1, "num_speakers": 1, "audio": {"sample_rate": 16000}, "espeak": {"voice": "en"},
"phoneme_id_map": {}}"""
needs_piper = pytest.mark.skipif(find_spec("piper") is None, reason="needs piper-tts")


@pytest.mark.parametrize(
    ("files", "language", "name"),
    [
        (["fr_FR-siwis-low", "fr_FR-siwis-medium"], "fr", "fr_FR-siwis-medium"),
        (["en_US-joe-medium", "en_GB-alba-medium"], "en-GB", "en_GB-alba-medium"),
        (["en_US-joe-medium", "en_GB-alba-low"], "en", "en_US-joe-medium"),
        (["en_US-joe-medium"], "en-AU", "en_US-joe-medium"),
        ([], "fr", "fr_FR-siwis-medium"),
    ],
)
def test_a_language_finds_the_best_installed_voice_else_the_suggested_one(voices_folder, files, language, name):
    (voices_folder / "piper").mkdir()
    for file in files:
        (voices_folder / "piper" / f"{file}.onnx").touch()
    assert piper.voice("", language).name == name


def test_without_a_voice_or_a_suggestion_it_says_so():
    with pytest.raises(VoiceError, match="'tlh'"):
        piper.voice("", "tlh")


def test_a_voice_that_is_not_installed_says_how_to_get_it():
    voice = piper.voice("de_DE-thorsten-high", "de")
    assert "articast voices install de_DE-thorsten-high" in piper.missing(voice)
    with pytest.raises(NotReadyError, match="articast voices install"):
        piper.say("Hallo.", voice, "de")
    with pytest.raises(NotReadyError):
        piper.version(voice)


@needs_piper
@pytest.mark.parametrize("config", ["{}", "not JSON", CONFIG])
def test_a_file_that_is_no_model_is_said_so(voices_folder, config):
    (voices_folder / "piper").mkdir()
    (voices_folder / "piper" / "xx_XX-bad-low.onnx").write_text("no model")
    (voices_folder / "piper" / "xx_XX-bad-low.onnx.json").write_text(config)
    with pytest.raises(NotReadyError, match="does not load"):
        piper.say("Hello.", piper.voice("xx_XX-bad-low", "en"), "en")


@pytest.mark.slow
@needs_piper
def test_words_have_times_also_where_sounds_run_together(joe):
    if find_spec("onnx") is None:
        pytest.skip("needs onnx")
    text = "In the year 2024, 25 people of the town weren't there: why? Because (they say) it's [far] from Łódź."
    found = piper.say(text, piper.voice(joe, "en"), "en").words
    words = [text[word.offset : word.offset + word.length] for word in found]
    assert words == [
        "In",
        "the",
        "year",
        "2024",
        "25",
        "people",
        "of",
        "the",
        "town",
        "weren't",
        "there",
        "why",
        "Because",
        "they",
        "say",
        "it's",
        "far",
        "from",
        "Łódź",
    ]
    assert all(word.end > word.start for word in found)
    year = found[3]
    assert year.end - year.start > 0.8, "a year is four words long"


@pytest.mark.slow
@needs_piper
def test_the_sound_does_not_depend_on_word_times(joe, monkeypatch):
    voice = piper.voice(joe, "en")
    aligned = piper.say("The same bytes, please.", voice, "en")
    monkeypatch.setattr(piper, "find_spec", lambda name: None if name == "onnx" else find_spec(name))
    piper._load.cache_clear()
    plain = piper.say("The same bytes, please.", voice, "en")
    piper._load.cache_clear()
    assert replace(aligned, words=()) == plain
    assert plain.words == ()


@pytest.mark.slow
@needs_piper
def test_its_settings_change_what_they_say(joe):
    text, voice = "A sentence of some length to be measured.", piper.voice(joe, "en")

    def seconds(**options: object) -> float:
        return piper.say(text, engines.configured(voice, options), "en").seconds

    usual = seconds()
    assert seconds(length_scale=1.5) > 1.3 * usual
    assert seconds(speed=2.0) < 0.7 * usual
    lively = engines.configured(voice, {"noise_scale": 0.667, "noise_w_scale": 0.8})
    assert piper.say(text, lively, "en").pcm != piper.say(text, lively, "en").pcm
    with pytest.raises(VoiceError, match="speakers"):
        seconds(speaker=3)


@pytest.mark.slow
@needs_piper
def test_other_seeds_are_other_takes_that_can_be_repeated(joe):
    voice = piper.voice(joe, "en")
    takes = [piper.say("Another take of this sentence.", voice, "en", seed=seed).pcm for seed in (0, 1, 2, 1)]
    assert len(set(takes)) == 3
    assert takes[1] == takes[3]


@pytest.mark.slow
@needs_piper
def test_ipa_is_spoken(joe):
    voice = piper.voice(joe, "en")
    plain = piper.say("I use SAP daily.", voice, "en")
    spelled = piper.say("I use SAP daily.", voice, "en", pronunciations=(Pronunciation(6, 9, "ˌɛseɪpˈiː"),))
    assert spelled.pcm != plain.pcm


@pytest.mark.slow
@needs_piper
def test_loud_and_soft_sentences_are_not_set_to_the_same_peak(joe):
    import numpy as np

    voice = piper.voice(joe, "en")
    peaks = {
        int(np.abs(np.frombuffer(piper.say(text, voice, "en").pcm, "<i2").astype(int)).max())
        for text in ("Hm.", "Absolutely not!", "It rained all day.")
    }
    assert len(peaks) == 3
    assert 32_767 not in peaks


@pytest.mark.parametrize(
    ("name", "option", "number"),
    [("x", 1, 1), ("x#anna", 0, 2), ("x#1", 0, 1), ("x#nobody", 0, None), ("x#9", 0, None), ("x", 3, None)],
)
def test_a_speaker_of_a_voice_with_many_is_chosen_by_name_or_number(name, option, number):
    config = SimpleNamespace(num_speakers=3, speaker_id_map={"bo": 0, "carl": 1, "anna": 2})
    voice = Voice("piper", name, "en")
    if number is None:
        with pytest.raises(VoiceError, match=r"bo, carl, anna|3 speakers"):
            piper._speaker(voice, config, option)
    else:
        assert piper._speaker(voice, config, option) == number


def test_a_speakers_voice_is_his_models_under_a_name_of_its_own(joe):
    voice = piper.voice(f"{joe}#0", "en")
    assert (voice.id, piper.missing(voice)) == (f"piper:{joe}#0", "")
    assert piper.version(voice) == piper.version(piper.voice(joe, "en"))
