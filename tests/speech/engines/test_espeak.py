"""espeak-ng: its voices, its words, its state."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from articast.errors import EngineError, UnspeakableError, VoiceError
from articast.speech import engines, samples
from articast.speech.engines import espeak


def say(text: str, language: str = "en", **options: object):
    return espeak.say(text, engines.configured(espeak.voice("", language), options), language)


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "en"), ("en-US", "en-us"), ("en-GB", "en"), ("en-AU", "en"), ("de-AT", "de"), ("fr", "fr"), ("fr-FR", "fr"),
     ("fr-CH", "fr-ch"), ("es-MX", "es-419"), ("pt-BR", "pt-br"), ("no", "nb"), ("yue", "yue"), ("ko", "ko"),
     ("sr_Latn", "sr"), ("hy", "hy")],
)  # fmt: skip
def test_a_language_finds_its_voice(language, name):
    assert espeak.voice("", language).name == name


def test_it_has_more_than_a_hundred_voices_each_with_a_name_of_its_own():
    names = [voice.name for voice in espeak.voices()]
    assert len(names) > 100
    assert len(set(names)) == len(names)


def test_a_language_that_it_does_not_speak_is_refused():
    with pytest.raises(VoiceError, match="no language 'tlh'"):
        espeak.voice("", "tlh")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "de",
            "Ein Café, schön: „Wo ist Mary?“ – 25 Leute.",
            ["Ein", "Café", "schön", "Wo", "ist", "Mary", "25", "Leute"],
        ),
        ("en", "He met Владимир in 東京 today.", ["He", "met", "Владимир", "in", "東京", "today"]),
        ("fr", "L’été dure 90 jours.", ["L’été", "dure", "90", "jours"]),
    ],
)
def test_each_word_is_told_once_where_it_stands(language, text, words):
    found = say(text, language).words
    assert [text[word.offset : word.offset + word.length].strip("’") for word in found] == words
    assert all(before.end <= after.start + 0.001 for before, after in pairwise(found))


def test_threads_do_not_mix(monkeypatch):
    texts = [f"Sentence number {number} of the article." for number in range(8)]
    alone = [say(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(say, texts)) == alone


def test_another_package_that_holds_the_library_changes_no_byte():
    import espeakng_loader

    before = say("Good morning.")
    held = ctypes.CDLL(espeakng_loader.get_library_path())
    say("Something else, and longer.", "de")
    assert say("Good morning.") == before
    espeak._close(held)


def test_a_text_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(espeak, "_TIME", 0.0)
    with pytest.raises(EngineError, match="longer than"):
        say("A sentence that would have been spoken.")
    monkeypatch.undo()
    assert say("And the next one is fine.").seconds > 1


def test_words_a_minute_and_pitch_are_settable():
    usual = say("The quick brown fox jumps over the lazy dog.")
    assert say("The quick brown fox jumps over the lazy dog.", wpm=240).seconds < 0.8 * usual.seconds
    assert say("The quick brown fox jumps over the lazy dog.", pitch=80) != usual


def test_chinese_for_an_english_voice_is_refused_and_for_a_cantonese_one_spoken():
    with pytest.raises(UnspeakableError, match="Han"):
        say("今天天气很好。")
    assert say("今日天氣好好。", "yue").seconds > 1


def test_a_voice_that_spells_drops_or_crashes_is_not_offered():
    assert {"ja", "cmn", "th", "kok", "kl", "fo", "my"}.isdisjoint(voice.name for voice in espeak.voices())


def _phonemes(name: str) -> str:
    """What the library makes of the language's first sentence."""
    text = samples.sample(espeak._tag(name))[0]
    with espeak._lock:
        library, _ = espeak._fresh()
        library.espeak_SetVoiceByName(espeak._list()[name].identifier.encode())
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        place = ctypes.c_void_p(ctypes.cast(held := ctypes.c_char_p(text.encode()), ctypes.c_void_p).value)
        found = []
        while held and place.value:
            found.append(library.espeak_TextToPhonemes(ctypes.byref(place), 1, 2).decode())
    return " ".join(found).strip()


@pytest.mark.parametrize("name", ["ja", "fo", "kaa", "xex"])
def test_what_is_refused_is_refused_rightly(name):
    """With data that can say them, this fails: take them from the table then."""
    assert _phonemes(name) == "" or "tʃˈaɪniːz" in _phonemes(name)


@pytest.mark.parametrize("text", ["every Monday at nine fifteen A-M.", "in the U K.", "the C R M."])
def test_an_initial_at_the_end_is_no_abbreviation_and_the_voice_comes_to_rest(text):
    speech = espeak.say(text, espeak.voice("en", "en"), "en")
    heard = np.flatnonzero(np.abs(np.frombuffer(speech.pcm, "<i2").astype(int)) > 200)
    assert len(speech.pcm) / 2 - heard[-1] > 0.1 * speech.rate
