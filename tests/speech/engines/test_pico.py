"""Pico: signs as meant, no tag obeyed, no text that hangs, no state."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from articast.errors import EngineError, UnspeakableError, VoiceError
from articast.model import Voice
from articast.speech.engines import pico


def say(text: str, language: str = "en"):
    return pico.say(text, pico.voice("", language), language)


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("It ended.", "It ended."),
        ("It ended", "It ended."),
        ("And then... nothing", "And then, nothing."),
        ("And then…", "And then."),
        ("One – two — three", "One, two, three."),
        ("word—word", "word, word."),
        ("well-known 1990-1995", "well-known 1990-1995."),
        ("„Ja“, sagte sie.", "Ja, sagte sie."),
        ("« Oui », dit-elle.", "Oui , dit-elle."),
        ("l’été d'hier", "l'été d'hier."),
        ("'so' it goes", "so it goes."),
        ("What?! Really!!", "What? Really!"),
        ("¿Qué? ¡Sí!", "Qué? Sí!"),
        ("see [1] {a}", "see (1) (a)."),
        ("a * b | c_d ~ e", "a b c d e."),
        ("<speed level='500'>x</speed>", "speed level 500 x /speed."),
        ("It is over:", "It is over."),
    ],
)
def test_signs_are_given_as_meant(written, given):
    assert pico._plain(written).replace(" ,", ",") == given.replace(" ,", ",")


def test_no_tag_of_a_text_is_obeyed(tmp_path):
    target = tmp_path / "written-by-a-tag"
    say(f"<genfile file='{target}'>Some words.</genfile> <usesig file='{target}'/> and more.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en-US", "en-GB", "de", "fr", "es", "it"])
def test_nothing_sounds_after_the_last_word(language):
    """As the package's own arguments for speed and volume make it."""
    stopped = np.abs(np.frombuffer(say("Salami.", language).pcm, "<i2").astype(int)) > 60
    words = np.flatnonzero(stopped)
    assert (words[-1] - words[0]) / pico.RATE < 1.0


def test_settings_of_the_memory_do_not_change_the_speech(monkeypatch):
    """With memory that is used again it left out the ends of sentences, now of this, now of that one."""
    texts = ("Ich dachte, Mathe ist für Prüfungen.", "Am siebten Tag ist er fertig.", "Wegschütten, füttern, warten.")
    voice = pico.voice("", "de")
    before = [pico.say(text, voice, "de").pcm for text in texts]
    pico._end()
    monkeypatch.setenv("MALLOC_MMAP_THRESHOLD_", "33554432")
    monkeypatch.setenv("MALLOC_PERTURB_", "165")
    try:
        assert [pico.say(text, voice, "de").pcm for text in texts * 3] == before * 3
    finally:
        pico._end()


def test_a_child_that_does_not_come_back_is_killed_and_the_next_one_speaks(monkeypatch):
    monkeypatch.setattr(pico, "_TIME", 1.0)
    voice = Voice("pico", "de-DE", "de-DE", limit=20_000)
    with pytest.raises(EngineError, match="more than 1 s of processor time"):
        pico.say("a" * 5_000, voice, "de")
    assert say("Weiter geht es.", "de").seconds > 0.5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_that_is_stuck_is_killed_by_the_clock_and_the_next_one_speaks(monkeypatch):
    monkeypatch.setattr(pico, "_PATIENCE", 0.3)
    voice = Voice("pico", "de-DE", "de-DE", limit=20_000)
    with pytest.raises(EngineError, match="did not answer"):
        pico.say("a" * 5_000, voice, "de")
    monkeypatch.undo()
    assert say("Weiter geht es.", "de").seconds > 0.5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_waits_for_the_processor_is_not_given_up(tmp_path):
    """As on a machine under load: longer by the clock than the processor time that it may take."""
    slow = "import time\nclass NanoTTS:\n    def speak(self, text, voice):\n        time.sleep(1.3)\n        return b'pcm'\n"
    (tmp_path / "py_nanotts.py").write_text(slow)
    asked = json.dumps({"text": "a", "voice": "de-DE", "seconds": 1, "patience": 60})
    program = [sys.executable, "-P", str(Path(pico.__file__).with_name("_pico_child.py"))]
    ran = subprocess.run(
        program,
        input=asked.encode() + b"\n",
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"o\0\0\0\3pcm"


def test_what_the_library_says_of_its_failure_is_handed_on():
    voice = Voice("pico", "de-DE", "de-DE", limit=20_000)
    with pytest.raises(EngineError, match="failed"):
        pico.say("a" * 12_000, voice, "de")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_speaking_process_that_died_is_replaced():
    say("First.")
    child = pico._children[os.getpid()]
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert say("Second.").seconds > 0.3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_speaking_process_that_dies_at_a_text_is_said_so_and_replaced(monkeypatch):
    say("First.")
    child = pico._children[os.getpid()]
    os.kill(child.pid, signal.SIGSTOP)
    monkeypatch.setattr(pico, "_PATIENCE", -4.8)
    with pytest.raises(EngineError, match="crashed"):
        say("Second.")
    monkeypatch.undo()
    assert say("Third.").seconds > 0.3


def test_it_speaks_in_a_process_that_may_have_no_children():
    """Dask's workers are such."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=_report, args=(queue,), daemon=True)
    process.start()
    assert queue.get(timeout=60) == len(say("In a worker.").pcm)
    process.join(10)
    queue.close()


def _report(queue) -> None:
    queue.put(len(say("In a worker.").pcm))


@pytest.mark.parametrize(
    ("language", "name"), [("de", "de-DE"), ("de-AT", "de-DE"), ("en", "en-US"), ("en-GB", "en-GB"), ("fr_CA", "fr-FR")]
)
def test_a_language_finds_its_voice(language, name):
    assert pico.voice("", language).name == name


def test_other_languages_are_refused():
    with pytest.raises(VoiceError, match="it speaks en-US"):
        pico.voice("", "pl")


def test_what_gives_no_sound_is_refused(monkeypatch):
    monkeypatch.setattr(pico, "_ask", lambda _: (b"o", b""))
    with pytest.raises(UnspeakableError):
        say("Anything.")


def test_words_that_it_says_wrong_are_spelled_so_that_it_says_them_right():
    assert pico._plain("Veröffentlicht am ersten Mai, wurde veröffentlicht.", "de-DE").startswith("Feröffentlicht")
    assert pico._plain("soixante-dix", "fr-FR") == "soissante-dix."
    assert pico._plain("veröffentlicht", "en-GB") == "veröffentlicht."
