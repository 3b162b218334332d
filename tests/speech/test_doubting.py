"""A dropped or doubled word makes a take doubtful; it is spoken again, or heard, and never lost for a doubt alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from articast.speech import aligning, doubting, engines, speak, verify
from articast.speech.aligning import Likeness
from articast.speech.engines import espeak
from articast.speech.pace import Pace
from articast.speech.speak import Task, Tuning

TEXT = "The council met on Tuesday evening to talk about the new bridge across the river."
DROPPED = TEXT.replace("Tuesday evening ", "")
DOUBLED = TEXT.replace("Tuesday evening ", "Tuesday evening Tuesday evening ")
VOICE = engines.configured(espeak.voice("en-us", "en"), {"pitch": 70, "wpm": 175})
PACE = Pace(15.0, 0.4, unlike=0.9, missing=0.32, extra=0.5)


def said(text: str):
    """By another voice than the one that takes are held against."""
    return replace(espeak.say(text, VOICE, "en"), words=())


@pytest.mark.parametrize(("text", "doubtful"), [(TEXT, False), (DROPPED, True), (DOUBLED, True)])
def test_a_dropped_and_a_doubled_stretch_are_doubtful_and_the_right_words_are_not(text, doubtful):
    speech, doubt = doubting.judged(said(text), TEXT, "en", PACE)
    assert (doubt > 1) == doubtful
    assert bool(speech.words) or doubtful


def test_what_is_missing_and_what_is_extra_is_told_in_seconds():
    right, dropped, doubled = (aligning.compared(said(text), TEXT, "en") for text in (TEXT, DROPPED, DOUBLED))
    assert right.missing < 0.2
    assert 0.35 < dropped.missing < 1.2
    assert right.extra < 0.3
    assert 0.5 < doubled.extra < 1.5


@pytest.mark.parametrize("pace", [None, Pace(15.0)])
def test_nothing_is_doubted_of_a_voice_that_was_not_measured_so(pace):
    speech = said(DROPPED)
    assert doubting.judged(speech, TEXT, "en", pace) == (speech, 0.0)


def test_bounds_are_learned_of_right_sentences_and_lie_over_all_of_them():
    texts = [TEXT, "Nobody had expected so many people in the hall.", "Work begins in spring, the engineer said."]
    pace = doubting.learned(Pace(15.0), [(text, said(text)) for text in texts], "en")
    assert pace.missing >= 0.32 and pace.extra >= 0.5 and 0.05 < pace.unlike < 0.9  # noqa: PT018
    assert all(doubting.judged(said(text), text, "en", pace)[1] == 0 for text in texts)
    few = doubting.learned(Pace(15.0), [(TEXT, said(TEXT))], "en")
    assert few == Pace(15.0), "one sentence tells nothing"
    assert doubting.learned(Pace(15.0), [(text, said(text)) for text in texts], "ja") == Pace(15.0)


def test_a_stretch_that_stands_still_is_counted_where_it_is_voiced():
    path = np.concatenate([np.arange(50), np.full(30, 50), np.arange(51, 90)]).astype(np.float32)
    voiced = np.ones(len(path), bool)
    assert aligning._stalled(path, voiced) == pytest.approx(0.33, abs=0.03)
    assert aligning._stalled(path, ~voiced) == 0
    assert aligning._stalled(np.arange(80, dtype=np.float32), voiced[:80]) < 0.06


class Forgetful:
    """An engine whose first takes say something else."""

    LOCAL = True
    OPTIONS = espeak.OPTIONS

    def __init__(self, *texts: str):
        self.texts, self.asked = texts, []

    def say(self, _text, _voice, _language, *, seed, pronunciations=()):  # noqa: ARG002 - as every engine's
        self.asked.append(seed)
        return said(self.texts[min(seed, len(self.texts) - 1)])

    def version(self, _voice):
        return "1"


def taken(monkeypatch, engine, listening=None):
    real = engines.find
    monkeypatch.setattr(engines, "find", lambda name: engine if name == "forgetful" else real(name))
    task = Task(TEXT, "en", replace(VOICE, engine="forgetful"), Tuning(0.0, PACE), 64, listening=listening)
    return speak._take(task)


def test_a_doubtful_take_is_spoken_again(monkeypatch):
    engine = Forgetful(DROPPED, TEXT)
    assert taken(monkeypatch, engine).pcm == said(TEXT).pcm
    assert engine.asked == [0, 1]


def test_where_every_take_is_doubtful_the_least_is_kept(monkeypatch):
    engine = Forgetful(DROPPED.replace("to talk about ", ""), DROPPED)
    assert taken(monkeypatch, engine).pcm == said(DROPPED).pcm
    assert engine.asked == [0, 1, 2]


def test_a_service_is_asked_twice_at_most_for_a_doubt(monkeypatch):
    engine = Forgetful(DROPPED)
    engine.LOCAL = False
    taken(monkeypatch, engine)
    assert engine.asked == [0, 1]


@pytest.mark.parametrize(("first", "heard"), [(TEXT, 0), (DROPPED, 1)])
def test_a_recogniser_hears_only_what_is_doubtful_where_it_is_to(monkeypatch, first, heard):
    asked = []
    monkeypatch.setattr(verify, "hears", lambda *_: True)
    monkeypatch.setattr(verify, "defects", lambda *_: asked.append(1) or ())
    engine = Forgetful(first)
    taken(monkeypatch, engine, verify.Listening("", doubtful=True))
    assert (len(asked), engine.asked) == (heard, [0])


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Oui. Au secours. Pourquoi?", False),
        ("Le pont du port: quatre-vingt-huit.", False),
        ("Le conseil municipal a parlé mardi soir du nouveau pont.", True),
        ("Il coûtera plus cher que l'ancien, mais il tiendra cent ans.", True),
    ],
)
def test_words_by_themselves_may_be_drawn_out(text, doubted):
    pace = Pace(15.0, 0.2, 5, unlike=0.8, missing=0.32, extra=0.5)
    assert bool(doubting.doubt(Likeness(0.7, 0.1, 0.6, ()), pace, text)) == doubted
    assert doubting.doubt(Likeness(0.7, 0.1, 2.6, ()), pace, text), "but not for ever"
