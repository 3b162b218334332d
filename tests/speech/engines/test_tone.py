"""The tone: for tests, and the shape of an engine."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.errors import VoiceError
from articast.speech import engines
from articast.speech.engines import tone

VOICE = tone.voice("", "en")


def test_another_text_is_another_pitch():
    pitches = {round(tone.pitch(f"Sentence {number}."), 1) for number in range(50)}
    assert len(pitches) >= 48
    assert all(110 <= pitch <= 440 for pitch in pitches)


def test_the_pitch_is_heard():
    speech = tone.say("Which note is this?", VOICE, "en")
    samples = np.frombuffer(speech.pcm, "<i2").astype(float)
    heard = np.argmax(np.abs(np.fft.rfft(samples))) * speech.rate / len(samples)
    assert heard == pytest.approx(tone.pitch("Which note is this?"), abs=1)


@given(st.text(st.sampled_from("ab c."), max_size=80).filter(lambda text: any(char.isalnum() for char in text)))
def test_its_length_and_its_words_follow_the_text(text):
    speech = tone.say(text, VOICE, "xx")
    assert speech.seconds == pytest.approx(max(0.3, 0.06 * len(text)), abs=0.001)
    assert "".join(text[word.offset : word.offset + word.length] for word in speech.words) == "".join(
        char for char in text if char.isalnum()
    )


def test_it_can_be_made_faster():
    fast = tone.say("A sentence to be hurried.", engines.configured(VOICE, {"speed": 2.0}), "en")
    assert fast.seconds == pytest.approx(0.03 * 25, abs=0.001)


def test_it_has_one_voice():
    with pytest.raises(VoiceError, match="tone:plain"):
        tone.voice("shrill", "en")
