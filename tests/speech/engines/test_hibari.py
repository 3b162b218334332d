"""hibari: nothing of the text is dropped, cut or obeyed on the way into its net."""

from __future__ import annotations

import pytest

from articast.errors import EngineError, NotReadyError, VoiceError
from articast.model import Pronunciation
from articast.speech.engines import hibari


def script(text: str, *pronunciations: Pronunciation) -> str:
    return hibari._script(text, pronunciations, hibari._load("heart"))


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("Walesa in Łódź", "Walesa in Lódz"),
        ("Café in Malmö", "Café in Malmö"),
        ("[word](/wˈɜːd/) test", "(word)(/w'e:d/) test"),
        ("see [1] and {2}", "see (1) and (2)"),
        ("x" * 24, "x" * 24),
        ("x" * 50, "x" * 17 + " " + "x" * 17 + " " + "x" * 16),
    ],
)
def test_what_the_package_is_given(written, given):
    assert script(written) == given


def test_a_word_longer_than_its_net_reads_is_said_to_its_end():
    voice = hibari.voice("", "en")
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    whole = hibari.say(word, voice, "en").seconds
    assert whole > 1.3 * hibari.say(word[:24], voice, "en").seconds


def test_ipa_is_spoken_in_its_own_signs():
    text = "At SAP we met."
    assert script(text, Pronunciation(3, 6, "/ˌɛs.eɪˈpiː/")) == "At [SAP](/ˌɛsAˈpi/) we met."
    voice = hibari.voice("", "en")
    plain, spelled = (
        hibari.say(text, voice, "en"),
        hibari.say(text, voice, "en", pronunciations=(Pronunciation(3, 6, "ˌɛseɪˈpiː"),)),
    )
    assert plain != spelled


def test_ipa_that_it_has_no_sign_for_leaves_the_letters():
    assert script("A !Xoo word", Pronunciation(2, 6, "ǃxóõ")) == "A !Xoo word"


def test_seeds_are_other_takes():
    voice = hibari.voice("", "en")
    takes = {hibari.say("Another take of it.", voice, "en", seed=seed).pcm for seed in range(3)}
    assert len(takes) == 3


def test_a_text_that_takes_too_long_is_given_up(monkeypatch):
    voice = hibari.voice("", "en")
    hibari.say("Loaded.", voice, "en")
    monkeypatch.setattr(hibari, "_TIME", 0.0)
    with pytest.raises(EngineError, match="took longer"):
        hibari.say("A sentence that would have been spoken, had there been time for it. " * 5, voice, "en")
    monkeypatch.undo()
    assert hibari.say("The next one.", voice, "en").seconds > 0.5


def test_it_speaks_english_only():
    with pytest.raises(VoiceError, match="speaks English"):
        hibari.voice("", "de")


def test_a_voice_that_is_not_in_the_wheel_is_not_downloaded(tmp_path, monkeypatch):
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    voice = hibari.voice("emma", "en")
    assert "its model is not here" in hibari.missing(voice)
    with pytest.raises(NotReadyError):
        hibari.say("Hello.", voice, "en")
    assert list(tmp_path.iterdir()) == []


def test_the_net_uses_one_thread_of_this_process():
    options = hibari._load("heart").sess.session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
