"""Times of words for voices that do not tell them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import numpy as np
import pytest

from articast.model import Speech
from articast.speech import aligning, engines, speak
from articast.speech.engines import espeak, pico

TEXT = "The council met on Tuesday evening to talk about the new bridge, and nobody had expected so many people."


def test_words_of_a_speech_at_another_speed_are_found_where_they_are():
    slow = engines.configured(espeak.voice("en-us", "en"), {"speed": 0.8, "pitch": 70})
    told = espeak.say(TEXT, slow, "en")
    found = aligning.times(Speech(told.pcm, told.rate), TEXT, "en-US")
    assert [(word.offset, word.length) for word in found] == [(word.offset, word.length) for word in told.words]
    wrong = [abs(one.start - aligning._LATER - other.start) for one, other in zip(found, told.words, strict=True)]
    assert median(wrong) < 0.025
    assert max(wrong) < 0.2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-US", "When the rain stopped, children ran out into the street."),
        ("de", "Als der Regen aufhörte, liefen die Kinder auf die Straße."),
        ("fr", "Si le temps le permet, nous partirons demain matin."),
    ],
)
def test_the_word_after_a_comma_begins_after_the_pause(language, text):
    speech = pico.say(text, pico.voice("", language), language)
    sound = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int))
    quiet = sound[: len(sound) // 160 * 160].reshape(-1, 160).max(axis=1) < 250
    edges = np.flatnonzero(np.diff(quiet.astype(int))) + 1
    pauses = [(last - first, last) for first, last in pairwise(edges) if quiet[first]]
    end = max(pauses)[1] / 100
    words = aligning.times(speech, text, language)
    assert [text[word.offset : word.offset + word.length] for word in words][-1] in text
    after = next(word for word in words if word.offset > text.index(","))
    assert abs(after.start - end) < 0.1
    assert all(one.start <= one.end <= other.start for one, other in pairwise(words))
    assert words[-1].end <= speech.seconds


def test_no_times_are_made_up_for_silence_and_nothing():
    for pcm in (bytes(96_000), b"", bytes(2), b"\x00\x10" * 300):
        assert aligning.times(Speech(pcm, 16_000), TEXT, "en") == ()


def test_no_times_are_told_where_the_two_sound_unlike(monkeypatch):
    speech = pico.say(TEXT, pico.voice("", "en-US"), "en-US")
    assert aligning.times(speech, TEXT, "en")
    monkeypatch.setattr(aligning, "UNLIKE", 0.3)
    assert aligning.times(speech, TEXT, "en") == ()


def test_no_times_where_the_reference_cannot_say_it():
    speech = pico.say(TEXT, pico.voice("", "en-US"), "en-US")
    assert aligning.times(speech, TEXT, "xx") == ()
    assert aligning.times(speech, "…", "en") == ()
    assert aligning.times(speech, "word " * 500, "en") == ()


def test_a_clip_has_times_whatever_its_voice_tells():
    voice = pico.voice("", "en-US")
    clip = speak.speak(speak.Task(TEXT, "en-US", voice, speak.Tuning(0.0, None), 64))
    assert len(clip.words) >= len(TEXT.split()) - 2
    assert clip.words[0].start < 0.3
