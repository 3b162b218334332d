"""Clips: what decides their key, who is spoken to how often, and what is kept."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest

from articast.errors import QualityError
from articast.model import Clip, Pronunciation, Said, Word
from articast.speech import engines, sound, speak
from articast.speech.engines import tone
from articast.speech.gate import Pace
from articast.speech.samples import sample
from articast.speech.speak import Studio, Task, Tuning, pack, unpack


class Spy:
    """The tone, that notes what it is asked; silent in its first `defects` takes of each text."""

    LOCAL, OPTIONS, STEADY = True, {}, True

    def __init__(self, defects: int = 0) -> None:
        self.asked: list[tuple[str, int]] = []
        self.defects = defects

    def version(self, _voice):
        return "1"

    def say(self, text, voice, language, *, seed=0, **_others):
        self.asked.append((text, seed))
        speech = tone.say(text, voice, language, seed=seed)
        return replace(speech, pcm=bytes(len(speech.pcm))) if seed < self.defects else speech


@pytest.fixture
def spy(monkeypatch):
    found = Spy()
    monkeypatch.setattr(engines, "find", lambda _name: found)
    return found


PACE = speak.tuning(tone.voice("", "en"), "en", sample("en")).pace
"""As it is learned of the tone: the gate knows by it how a good take sounds."""

TASK = Task("The ferry left at seven, and nobody was on it.", "en", tone.voice("", "en"), Tuning(-3.5, PACE), 64)


def test_a_clips_key_is_what_it_was_in_every_release(spy):
    """Another digest here means that every publisher pays for every clip again: raise VERSION only for other bytes."""
    assert TASK.key == "779db0c9c8c591781675373a296fa9be7a9628285a2645f65df371d5aa66d4bf"
    ipa = (Pronunciation(0, 5, "həˈləʊ"),)
    assert (
        replace(TASK, text="Grüße, 世界!", language="de", pronunciations=ipa).key
        == "dfd60eef1fbab7f77a5ff800decb6d826677cf4197c4c4b60c5fbd96390ec3c4"
    )


def test_the_key_covers_all_that_decides_the_bytes_and_nothing_else(spy, monkeypatch):
    voice = TASK.voice
    others = {
        "text": replace(TASK, text="Hello!"),
        "language": replace(TASK, language="fr"),
        "voice": replace(TASK, voice=replace(voice, name="other")),
        "options": replace(TASK, voice=replace(voice, options=(("speed", 1.1),))),
        "gain": replace(TASK, tuning=Tuning(-3.4, None)),
        "bitrate": replace(TASK, bitrate=96),
        "pronunciations": replace(TASK, pronunciations=(Pronunciation(0, 5, "x"),)),
        "where it is": replace(TASK, pronunciations=(Pronunciation(1, 5, "x"),)),
    }
    keys = {name: task.key for name, task in others.items()}
    monkeypatch.setattr(spy, "version", lambda _voice: "2")
    speak.version_of.cache_clear()
    keys["version"] = TASK.key
    monkeypatch.undo()
    speak.version_of.cache_clear()
    monkeypatch.setattr(engines, "find", lambda _name: spy)
    assert len({TASK.key, *keys.values()}) == len(keys) + 1
    same = (
        replace(TASK, voice=replace(voice, licence="other", limit=9, synthetic="neural", language="xx")),
        replace(TASK, tuning=Tuning(-3.5, Pace(rate=1.0))),
    )
    assert {task.key for task in same} == {TASK.key}, "what only judges or describes a clip does not change it"


def test_a_voice_that_loses_nothing_by_it_is_encoded_in_the_quicker_way_and_its_key_says_so(spy, monkeypatch):
    wide = TASK.key
    monkeypatch.setattr(spy, "QUICK", True, raising=False)
    assert TASK.quick
    assert TASK.key != wide
    speech = tone.say(TASK.text, TASK.voice, "en")
    clips = [sound.finish(speech, -3.5, 64, quick=quick) for quick in (False, True)]
    assert clips[0].frames != clips[1].frames
    assert len(clips[0].frames) == len(clips[1].frames)


class Shelf(dict):
    """Clips in memory."""

    def read(self, path):
        try:
            return self[path]
        except KeyError as error:
            raise FileNotFoundError(path) from error

    def write(self, path, content):
        self[path] = content
        return True


def record(shelf, *works):
    """What a studio with threads in place of processes makes of works: names with their tasks."""
    studio = Studio(shelf, 2)
    studio.crew._pool = ThreadPoolExecutor(2)
    try:
        return list(studio.record(iter(works), lambda *_: None)), studio
    finally:
        studio.close()


def test_equal_sentences_are_spoken_once_wherever_they_stand(spy):
    other = replace(TASK, text="Another one altogether.")
    recorded, studio = record(Shelf(), ("a", (TASK, other, TASK)), ("b", (TASK,)))
    assert sorted(text for text, _ in spy.asked) == sorted([TASK.text, other.text])
    assert (studio.spoken, studio.reused) == (2, 2)
    assert [name for name, _ in recorded] == ["a", "b"]
    (_, first), (_, second) = recorded
    assert [taken.take.key for taken in first] == [TASK.key, other.key, TASK.key]
    assert second[0] == first[0]


def test_what_is_on_the_shelf_is_not_spoken_again(spy):
    shelf = Shelf()
    record(shelf, ("a", (TASK,)))
    spy.asked.clear()
    recorded, studio = record(shelf, ("a", (TASK,)))
    assert (spy.asked, studio.spoken, studio.reused) == ([], 0, 1)
    assert recorded[0][1][0].take.key == TASK.key


class Dying(Executor):
    """A pool whose processes die over all that they are given."""

    def submit(self, _function, /, *_args, **_keywords):
        found = Future()
        found.set_exception(BrokenProcessPool("a process died"))
        return found


def test_a_service_is_not_asked_again_where_a_process_dies_over_the_encoding(spy):
    spy.LOCAL = False
    studio = Studio(Shelf(), 1)
    studio.crew._pool = Dying()
    try:
        ((_, taken),) = studio.record(iter([("a", (TASK,))]), lambda *_: None)
    finally:
        studio.close()
    assert [text for text, _ in spy.asked] == [TASK.text]
    assert [one.take.key for one in taken] == [TASK.key]


def test_a_take_with_a_defect_is_spoken_again_with_another_seed(spy):
    spy.defects = speak.TAKES - 1
    recorded, _ = record(Shelf(), ("a", (TASK,)))
    assert [seed for _, seed in spy.asked] == list(range(speak.TAKES))
    assert len(recorded[0][1]) == 1


def test_after_three_bad_takes_the_work_fails_with_the_sentence_and_nothing_is_kept(spy):
    spy.defects = speak.TAKES
    shelf = Shelf()
    recorded, _ = record(shelf, ("a", (TASK,)))
    error = recorded[0][1]
    assert isinstance(error, QualityError)
    assert TASK.text in str(error)
    assert shelf == {}


CLIP = Clip(bytes(192 * 3), 64, 0.05, 0.1, (Word(0.1, 0.5, 0, 5),))


def test_a_packed_clip_is_the_clip():
    assert unpack(pack(CLIP)) == CLIP


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\n",
        b"3\n" + bytes(192),
        b"null\n" + bytes(192),
        b"[]\n" + bytes(192),
        b'{"words": 3}\n' + bytes(192),
        b'{"words": []}\n' + bytes(192),
        pack(CLIP)[:-1],
        pack(replace(CLIP, frames=b"")),
        pack(replace(CLIP, bitrate=0)),
        b"\xff" * 1000,
    ],
)
def test_a_damaged_clip_is_as_good_as_none(packed):
    with pytest.raises(FileNotFoundError):
        unpack(packed)


def slow_pico(monkeypatch):
    """An engine that knows a speed, as Pico does: half as fast as others."""

    class Slow(Spy):
        LOCAL, OPTIONS, STEADY = True, {"speed": 1.0}, False

        def say(self, text, voice, language, *, seed=0, **_others):
            self.asked.append((text, dict(voice.options).get("speed", 1.0)))
            speed = 0.8 * float(dict(voice.options).get("speed", 1.0))
            return tone.say(text, replace(voice, options=(("speed", speed),)), language, seed=seed)

    found = Slow()
    monkeypatch.setattr(engines, "find", lambda _name: found)
    monkeypatch.setattr("articast.speech.samples.USUAL", 24.0)
    return found


def test_a_slow_voice_is_asked_to_speak_faster_and_a_heading_is_said_slower(monkeypatch):
    spy = slow_pico(monkeypatch)
    voice = tone.voice("", "de")
    tuned = speak.tuning(voice, "de", sample("de"))
    assert 1.05 < tuned.speed <= 1.25
    task = Task("Der Rat hat gesprochen, und alle waren da.", "de", voice, tuned, 64)
    heading = replace(task, heading=True)
    speak.speak(task)
    speak.speak(heading)
    assert [speed for _, speed in spy.asked[-2:]] == [tuned.speed, round(tuned.speed * speak.HEADING, 3)]
    assert len({task.key, heading.key, replace(task, tuning=replace(tuned, speed=1.0)).key}) == 3
    assert task.asked != heading.asked
    assert task.asked == replace(task, tuning=replace(tuned, speed=1.0)).asked, "what is published stays as it is"
    own = replace(voice, options=(("speed", 1.0),))
    assert speak.tuning(own, "de", sample("de")).speed == 1.0, "the publisher has said how fast"


def test_a_service_reads_foreign_words_by_itself(monkeypatch):
    said = Said("Das Meeting.", (), (Pronunciation(4, 11, "ˈmiːtɪŋ", "foreign"), Pronunciation(0, 3, "das")))
    assert speak.sounds_for(TASK.voice, said) == said.pronunciations
    hosted = Spy()
    hosted.LOCAL = False
    monkeypatch.setattr(engines, "find", lambda _name: hosted)
    assert [one.ipa for one in speak.sounds_for(TASK.voice, said)] == ["das"]
