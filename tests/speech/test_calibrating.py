"""A voice is measured by good answers alone, and what was paid for is kept."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from articast.errors import ExhaustedError, QualityError
from articast.keeping import Store
from articast.model import Speech
from articast.speech import calibrating, speak
from articast.speech.engines import openai, tone
from articast.speech.samples import USUAL, sample, usual

VOICE, TEXTS = tone.voice("", "en"), sample("en")


def said(voice, language, text, seed):
    return tone.say(text, VOICE, language, seed=seed)


def changed(speech: Speech, gain: float = 1.0, share: float = 1.0) -> Speech:
    samples = np.frombuffer(speech.pcm, "<i2")
    kept = np.clip(samples[: int(len(samples) * share)] * gain, -32768, 32767)
    return replace(speech, pcm=kept.astype("<i2").tobytes(), words=())


GOOD = calibrating.measured(VOICE, "en", TEXTS, said)

BAD = {
    "silence": lambda speech: changed(speech, 0),
    "far too soft": lambda speech: changed(speech, 0.05),
    "far too loud": lambda speech: changed(speech, 30),
    "cut in the middle": lambda speech: changed(speech, share=0.2),
    "nothing": lambda speech: replace(speech, pcm=b"", words=()),
    "said five times": lambda speech: replace(speech, pcm=speech.pcm * 5, words=()),
}


@pytest.mark.parametrize("what", BAD)
def test_one_bad_answer_sets_neither_level_nor_pace(what):
    def say(voice, language, text, seed):
        speech = said(voice, language, text, seed)
        return BAD[what](speech) if text == TEXTS[3] else speech

    gain, pace, _ = calibrating.measured(VOICE, "en", TEXTS, say)
    assert gain == pytest.approx(GOOD[0], abs=0.6)
    assert pace.rate == pytest.approx(GOOD[1].rate, rel=0.1)


def test_a_bad_answer_is_asked_for_again():
    asked = []

    def say(voice, language, text, seed):
        asked.append(seed)
        speech = said(voice, language, text, seed)
        return changed(speech, 0) if text == TEXTS[0] and not seed else speech

    assert calibrating.measured(VOICE, "en", TEXTS, say)[0] == pytest.approx(GOOD[0], abs=0.2)
    assert asked == [0, 1, *[0] * (len(TEXTS) - 1)]


def test_a_voice_of_which_most_is_bad_is_refused():
    with pytest.raises(
        QualityError, match=r"tone:plain: \d+ of the \d+ sentences that it is measured by came back bad"
    ):
        calibrating.measured(VOICE, "en", TEXTS, lambda *asked: changed(said(*asked), 0))


def test_answers_of_a_service_are_kept_one_by_one_so_that_a_small_budget_gets_there(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-of-nobody")
    sent = []

    def answer(url, body, *_):
        text = json.loads(body)["input"]
        sent.append(text)
        return said(None, "en", text, 0)

    monkeypatch.setattr(openai.desk, "_once", answer)
    voice, shelf = openai.voice("alloy", "en"), Store(str(tmp_path / "clips"))
    for run in range(20):
        openai.configure(pace=1000.0, budget=3)
        studio = speak.Studio(shelf, 1)
        try:
            found = studio.tune(voice, "en", TEXTS)()
        except ExhaustedError:
            assert len(sent) == 3 * (run + 1)
            continue
        finally:
            studio.close()
        break
    openai.configure()
    assert found.gain == GOOD[0]
    assert sorted(sent) == sorted(TEXTS), "each was asked for once"


def test_a_damaged_answer_is_as_good_as_none():
    speech = said(None, "en", TEXTS[0], 0)
    packed = calibrating.pack(speech)
    assert calibrating.unpack(packed) == replace(speech, words=())
    for damaged in (
        b"",
        packed[:-10],
        packed.replace(b"rate", b"rote"),
        b"[]\n",
        packed[:-1] + b"\0" * (packed[-1] != 0) + b"\1" * (packed[-1] == 0),
    ):
        with pytest.raises(FileNotFoundError):
            calibrating.unpack(damaged)


@pytest.mark.parametrize(
    ("seconds", "usually", "speed"),
    [
        (22.8, 19.5, 1.17),
        (18.2, 19.5, 0.93),
        (19.4, 19.5, 1.0),
        (20.4, 19.5, 1.0),
        (60.0, 19.5, 1.25),
        (0.0, 19.5, 1.0),
    ],
)
def test_a_voice_is_made_as_fast_as_others_where_that_is_heard(seconds, usually, speed):
    assert calibrating.speed(seconds, usually) == speed


def test_only_texts_that_all_languages_have_tell_how_fast_a_voice_is():
    assert usual("de", sample("de")) == USUAL
    assert usual("de", ("Eins.",)) == 0.0
    assert usual("qu", sample("qu")) == 0.0
