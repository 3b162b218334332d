"""Questions of yes or no rise, those of who, where and why fall; a clip's key knows which."""

from __future__ import annotations

import numpy as np
import pytest

from articast.speech import engines
from articast.speech.engines import hibari, pico
from articast.speech.engines._questions import melody


@pytest.mark.parametrize(
    ("language", "sentence", "ends"),
    [
        ("en", "Is it closed?", "rise"),
        ("en", "They sold the house?", "rise"),
        ("en", "Do you know what he said?", "rise"),
        ("en", "“Are you sure?”", "rise"),
        ("en", "Where is the station?", "fall"),
        ("en", "And for whom was it built?", "fall"),
        ("en", "If it is closed, what can we do?", "fall"),
        ("en", "“So why wait?”", "fall"),
        ("en", "Tea or coffee?", "fall"),
        ("en", "Whatever it is, is it good?", "rise"),
        ("en", "The bridge is closed.", ""),
        ("en", "", ""),
        ("de", "Ist die Brücke zu?", "rise"),
        ("de", "Warum sollen wir warten?", "fall"),
        ("de", "Und seit wann ist das so?", "fall"),
        ("de", "Weißt du, wo er wohnt?", "rise"),
        ("de", "Wenn es zu ist, wo gehen wir hin?", "fall"),
        ("de", "Tee oder Kaffee?", "fall"),
        ("de", "Kommt er oder nicht?", "rise"),
        ("de", "Wollen wir warten?", "rise"),
        ("fr", "Voulez-vous du café ?", "rise"),
        ("fr", "Pourquoi attendre ?", "fall"),
        ("fr", "Depuis quand est-ce fermé ?", "fall"),
        ("fr", "Est-ce que c’est fermé ?", "rise"),
        ("fr", "Qu’est-ce que c’est ?", "fall"),
        ("es", "¿Está cerrado?", "rise"),
        ("es", "¿Por qué debemos esperar?", "fall"),
        ("es", "¿Que si está cerrado?", "rise"),
        ("es", "¿Té o café?", "fall"),
        ("fr", "Thé ou café ?", "fall"),
        ("fr", "C’est vrai ou non ?", "rise"),
        ("it", "Tè o caffè?", "fall"),
        ("it", "È chiuso?", "rise"),
        ("it", "Perché dobbiamo aspettare?", "fall"),
        ("it", "Dov’è la stazione?", "fall"),
        ("fi", "Missä asema on?", ""),
    ],
)
def test_a_question_rises_or_falls_by_what_it_asks(language, sentence, ends):
    assert melody(sentence, language) == ends


def test_pico_gets_a_full_stop_for_a_question_that_falls_and_the_key_says_so():
    voice = pico.voice("", "de")
    text = "Er fragte: „Warum?“ Ist das klar?"
    assert pico._fallen(text, "de") == "Er fragte: „Warum.“ Ist das klar?"
    assert engines.manner(text, voice, "de") == "fall"
    assert engines.manner("Ist das klar?", voice, "de") == ""
    assert engines.manner("Wo?", engines.find("espeak").voice("de", "de"), "de") == ""


def answer(curve, loud=40.0):
    """What hibari's net would give for a pitch curve, its harmonics as loud all along."""
    curve = np.asarray(curve, np.float32)
    spectrum = np.full((1, 601, len(curve)), loud / 8.7 - 3.2, np.float32)
    quiet = np.full_like(spectrum, -9.0)
    return [spectrum, quiet, quiet, spectrum - 1, quiet, curve[None]]


def test_the_end_of_a_pitch_curve_rises_and_the_rest_stays():
    curve = np.concatenate([np.linspace(220, 200, 80), np.linspace(200, 150, 40), np.zeros(20)])
    made = hibari.risen(answer(curve))
    risen = made[-1][0]
    assert 12 * np.log2(risen[119] / np.median(curve[:120])) == pytest.approx(hibari._RISEN, abs=0.1)
    assert np.allclose(risen[:85], curve[:85])
    assert np.allclose(risen[120:], 0)
    assert np.all(np.diff(risen[90:120]) > 0)
    assert (made[3][0][:200, 119] < answer(curve)[3][0][:200, 119]).all(), "the old pitch is not heard beside it"
    assert [one.shape for one in made] == [one.shape for one in answer(curve)]
    assert {one.dtype for one in made} == {np.dtype("float32")}


def test_a_curve_with_hardly_a_voice_in_it_is_left_alone():
    whispered = answer(np.zeros(100))
    assert hibari.risen(whispered) is whispered


@pytest.mark.parametrize("text", ["Is it closed? We do not know.", "The bridge is closed."])
def test_what_is_no_question_sounds_as_before(text):
    voice = hibari.voice("", "en")
    plain = hibari._load("heart")(text.replace("Is it closed? ", ""), seed=0)
    said = np.frombuffer(hibari.say(text, voice, "en").pcm, "<i2") / 32767
    assert (engines.manner(text, voice, "en") == "rise") == ("?" in text)
    if "?" not in text:
        assert np.allclose(said, plain, atol=1e-4)
