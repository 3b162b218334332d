"""Times by alignment, against those that a Piper voice tells itself."""

from __future__ import annotations

import numpy as np
import pytest

from articast.speech import aligning
from articast.speech.engines import piper

TEXTS = (
    "Nobody had expected so many people, and some of them had to stand at the back of the hall.",
    "She walked along the harbour until the last ferry had left, and then she turned home.",
    "Scientists found that the birds remember faces for many years.",
)


def test_half_of_the_words_are_met_within_25_ms(joe):
    wrong = []
    for text in TEXTS:
        speech = piper.say(text, piper.voice(joe, "en"), "en")
        if not speech.words:
            pytest.skip("needs onnx")
        told = {word.offset: word.start for word in speech.words}
        found = aligning.times(speech, text, "en-US")
        wrong += [abs(word.start - told[word.offset]) for word in found if word.offset in told]
    assert len(wrong) > 35
    assert np.median(wrong) <= 0.025
    assert np.percentile(wrong, 95) <= 0.1
