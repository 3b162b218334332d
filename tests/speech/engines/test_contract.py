"""What every engine owes, tried on each that is found: ours, and third parties'."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context

import numpy as np
import pytest

from articast.errors import TooLongError, UnspeakableError, VoiceError
from articast.model import Speech, Voice
from articast.speech import engines

TEXT = {
    "en": "The council will meet again on Thursday, when the new bridge opens.",
    "de": "Der Stadtrat trifft sich am Donnerstag wieder, wenn die neue Brücke öffnet.",
    "fr": "Le conseil se réunira de nouveau jeudi, quand le nouveau pont ouvrira.",
    "es": "El consejo se reunirá de nuevo el jueves, cuando abra el nuevo puente.",
    "it": "Il consiglio si riunirà di nuovo giovedì, quando aprirà il nuovo ponte.",
    "ru": "Совет снова соберётся в четверг, когда откроется новый мост.",
}
OTHER = {"en": "Something else.", "de": "Etwas anderes.", "fr": "Autre chose.", "es": "Otra cosa.", "it": "Altro."}

HEAVY = {"piper": "joe", "kokoro": "kokoro_model"}
"""Fixtures that install a model."""
SERVED = {"gtts": "google", "openai": "speech_server"}
"""Fixtures that put the service on this machine."""

CASES = [
    ("tone", "en"), ("espeak", "en"), ("espeak", "de"), ("espeak", "fr"), ("espeak", "ru"), ("hibari", "en"),
    ("pico", "en"), ("pico", "de"), ("pico", "fr"), ("pico", "es"), ("pico", "it"), ("piper", "en"), ("kokoro", "en"),
    ("gtts", "en"), ("gtts", "ru"), ("openai", "en"),
]  # fmt: skip


def cases() -> list[object]:
    others = [(name, "en") for name in engines.names() if name not in dict(CASES)]
    return [
        pytest.param((name, language), id=f"{name}-{language}", marks=[pytest.mark.slow] if name in HEAVY else [])
        for name, language in (*CASES, *others)
    ]


@pytest.fixture(params=cases())
def cast(request: pytest.FixtureRequest) -> tuple[engines.Engine, Voice, str]:
    name, language = request.param
    if fixture := (HEAVY | SERVED).get(name):
        served = request.getfixturevalue(fixture)
    engine = engines.find(name)
    voice = engine.voice("", language)
    if name == "openai":
        voice = engines.configured(voice, {"base_url": f"{served.url}/v1"})
    if reason := engine.missing(voice):
        pytest.skip(reason)
    return engine, voice, language


def loudest(speech: Speech) -> int:
    return int(np.abs(np.frombuffer(speech.pcm, "<i2").astype(int)).max())


def heard(speech: Speech) -> float:
    """Seconds from the first sound to the last."""
    loud = np.flatnonzero(np.abs(np.frombuffer(speech.pcm, "<i2").astype(int)) > 300)
    return float(loud[-1] - loud[0]) / speech.rate


def test_a_sentence_is_spoken(cast):
    engine, voice, language = cast
    speech = engine.say(TEXT[language], voice, language)
    assert 8_000 <= speech.rate <= 48_000
    assert len(speech.pcm) % 2 == 0
    assert loudest(speech) > 1_000
    clipped = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int)) >= 32_767
    assert clipped.sum() <= 2, "nothing is cut off at full scale"
    assert 6 < len(TEXT[language]) / heard(speech) < 30, "characters a second"


def test_twice_the_text_takes_twice_as_long(cast):
    engine, voice, language = cast
    once = heard(engine.say(TEXT[language], voice, language))
    twice = heard(engine.say(f"{TEXT[language]} {TEXT[language]}", voice, language))
    assert 1.7 < twice / once < 2.6


def test_the_same_text_is_the_same_bytes_whatever_was_spoken_before(cast):
    engine, voice, language = cast
    first = engine.say(TEXT[language], voice, language)
    engine.say("12345, 67.", voice, language)
    engine.say(OTHER.get(language, "1, 2, 3."), voice, language, seed=1)
    assert engine.say(TEXT[language], voice, language) == first


def test_it_speaks_where_clips_are_made(cast):
    """In a process of the pool; the bytes are those that are made here."""
    engine, voice, language = cast
    if not engine.LOCAL or language != dict(reversed(CASES)).get(voice.engine, "en"):
        pytest.skip("asked from threads of the main process, or tried with another language")
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    voices_here = (os.environ["ARTICAST_VOICES"],)  # a server of forks keeps the environment that it began with
    with ProcessPoolExecutor(1, get_context(method), initializer=_look_in, initargs=voices_here) as pool:
        there = pool.submit(_say, voice, TEXT[language], language).result(timeout=60)
    assert there == engine.say(TEXT[language], voice, language)


def _look_in(folder: str) -> None:
    os.environ["ARTICAST_VOICES"] = folder


def _say(voice: Voice, text: str, language: str) -> Speech:
    return engines.find(voice.engine).say(text, voice, language)


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "…", "—", "***", "\u200b", "\0", "👨‍👩‍👧 🇫🇷"])
def test_nothing_to_say_is_refused(cast, text):
    engine, voice, language = cast
    with pytest.raises(UnspeakableError):
        engine.say(text, voice, language)


@pytest.mark.parametrize("text", ["a" * 100_000, "word " * 20_000])
def test_a_text_over_the_limit_is_refused_never_cut(cast, text):
    engine, voice, language = cast
    with pytest.raises(TooLongError, match=str(voice.limit)):
        engine.say(text, voice, language)


def test_a_text_of_the_limit_s_length_is_spoken_whole(cast):
    engine, voice, language = cast
    length = voice.limit if voice.engine not in HEAVY else 200
    text = (TEXT[language] + " ") * 20
    speech = engine.say(text[:length].rstrip(), voice, language)
    assert 6 < length / heard(speech) < 30


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("One <break time='9s'/> two <b>three</b>.", "One break time 9s two b three b."),
        ("One &amp; two &#65; three.", "One amp two 65 three."),
        ("One <speed level='500'>two</speed> three four five.", "One two three four five."),
        ("One [[two]] three.", "One two three."),
        ("One [two](/ˈluː/) three.", "One two lu three."),
    ],
)
def test_markup_is_text(cast, markup, plain):
    """Spoken or dropped, but nothing obeys it: it takes about as long as its words."""
    engine, voice, language = cast
    speech = engine.say(markup, voice, language)
    words = heard(engine.say(plain, voice, language))
    assert 0.6 * words < heard(speech) < 6 * words
    loud = np.flatnonzero(np.abs(np.frombuffer(speech.pcm, "<i2").astype(int)) > 300)
    assert np.diff(loud).max() / speech.rate < 1.2, "no break of its own"


def test_words_lie_in_the_text_and_in_the_sound_in_order(cast):
    engine, voice, language = cast
    text = f"«{TEXT[language]}» – 25 …"
    speech = engine.say(text, voice, language)
    for word in speech.words:
        assert 0 <= word.start < word.end <= speech.seconds + 0.01
        assert text[word.offset : word.offset + word.length].strip("«»,.") != ""
    starts = [word.offset for word in speech.words]
    assert starts == sorted(set(starts))
    if speech.words:
        assert len(starts) >= 0.8 * len(TEXT[language].split()), "nearly every word is placed"


@pytest.mark.parametrize(
    "text", ["Line one\nline two\ttab.", "Zero\u200bwidth soft\u00adhyphen no\u00a0break.", "a\x01b c\x7fd."]
)
def test_odd_characters_do_no_harm(cast, text):
    engine, voice, language = cast
    assert heard(engine.say(text, voice, language)) > 0.3


def test_speed_is_settable_where_the_engine_has_it(cast):
    engine, voice, language = cast
    if "speed" not in engine.OPTIONS or voice.engine == "openai":
        pytest.skip("no speed, or the server's")
    fast = engine.say(TEXT[language], engines.configured(voice, {"speed": 1.5}), language)
    slow = engine.say(TEXT[language], engines.configured(voice, {"speed": 0.75}), language)
    assert 1.5 < heard(slow) / heard(fast) < 2.5


def test_every_voice_names_itself(cast):
    engine, voice, _ = cast
    assert voice in (*engine.voices(), voice)
    assert voice.licence or voice.engine == "piper"
    assert voice.options == () or voice.engine == "openai"
    assert engine.version(voice)
    assert voice.engine in engines.names()


def test_an_unknown_voice_is_refused_with_those_that_are_known(cast):
    engine, voice, _ = cast
    if voice.engine == "openai":
        pytest.skip("the server knows")
    with pytest.raises(VoiceError, match=voice.name):
        engine.voice("no such voice", "en")
