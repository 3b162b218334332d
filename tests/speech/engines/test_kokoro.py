"""Kokoro: its voices, its limit; spoken with the real model."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

from articast.errors import NotReadyError, TooLongError, VoiceError
from articast.model import Pronunciation
from articast.speech.engines import _kokoro_sounds, kokoro


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "af_heart"),
        ("en-GB", "bf_emma"),
        ("fr", "ff_siwis"),
        ("es-MX", "ef_dora"),
        ("pt", "pf_dora"),
        ("it", "if_sara"),
        ("hi", "hf_alpha"),
        ("ja", "jf_alpha"),
        ("zh-Hans", "zf_xiaobei"),
    ],
)
def test_a_language_finds_its_voice(language, name):
    assert kokoro.voice("", language).name == name


def test_a_language_that_it_does_not_speak_is_refused():
    with pytest.raises(VoiceError, match="does not speak 'de'"):
        kokoro.voice("", "de")


def test_without_its_model_it_says_how_to_get_it():
    voice = kokoro.voice("", "en")
    assert "articast voices install kokoro" in kokoro.missing(voice)
    with pytest.raises(NotReadyError, match="articast voices install kokoro"):
        kokoro.say("Hello.", voice, "en")


@pytest.mark.skipif(find_spec("kokoro_onnx") is None, reason="needs kokoro-onnx")
def test_files_that_are_no_model_are_said_so(voices_folder):
    (voices_folder / "kokoro").mkdir()
    for name in (kokoro.MODEL, kokoro.STYLES):
        (voices_folder / "kokoro" / name).write_bytes(b"nothing")
    with pytest.raises(NotReadyError, match="does not load"):
        kokoro.say("Hello.", kokoro.voice("", "en"), "en")


@pytest.mark.slow
def test_more_phonemes_than_it_takes_are_refused_before_anything_is_cut(kokoro_model):
    text = "1234567 " * 36
    assert len(text) < kokoro.voice("", "en").limit
    with pytest.raises(TooLongError, match="510 phonemes"):
        kokoro.say(text, kokoro.voice("", "en"), "en")


@pytest.mark.slow
def test_ipa_is_spoken(kokoro_model):
    voice = kokoro.voice("", "en")
    spelled = kokoro.say("SAP runs.", voice, "en", pronunciations=(Pronunciation(0, 3, "ˌɛseɪpˈiː"),))
    assert spelled.pcm != kokoro.say("SAP runs.", voice, "en").pcm


@pytest.mark.parametrize(
    ("letter", "package", "text", "sounds"),
    [
        ("j", "pyopenjtalk", "図書館で本を借りました。", "toɕokaɴ de hoɴ o kaɾʲi maɕita."),
        ("z", "misaki", "你好，世界！", "ni↓xau↓, ʂɨ↘ʨje↘!"),
    ],
)
def test_japanese_and_chinese_are_read_by_packages_of_their_own(letter, package, text, sounds):
    pytest.importorskip(package)
    assert _kokoro_sounds.phonemes(text, letter) == sounds


def test_what_a_voice_lacks_is_told_with_both_steps(monkeypatch):
    monkeypatch.setattr(_kokoro_sounds, "find_spec", lambda _: None)
    assert kokoro.missing(kokoro.voice("", "ja")) == "pip install 'articast[ja]' && articast voices install kokoro:ja"


@pytest.mark.skipif(find_spec("kokoro_onnx") is None, reason="needs kokoro-onnx")
def test_a_voice_that_is_none_is_said_so(voices_folder, tmp_path):
    path = tmp_path / "af_heart.npy"
    for content in (b"nothing", b""):
        path.write_bytes(content)
        with pytest.raises(NotReadyError, match="kokoro:af_heart"):
            kokoro._style(path, "af_heart", str(len(content)))
    np.save(path, np.zeros((2, 3), "float32"))
    with pytest.raises(NotReadyError, match="shape"):
        kokoro._style(path, "af_heart", "other")


@pytest.mark.slow
def test_japanese_is_spoken(kokoro_files, voices_folder):
    pytest.importorskip("pyopenjtalk")
    place = voices_folder / "kokoro"
    (place / "voices").mkdir(parents=True)
    (place / kokoro.MODEL).symlink_to(kokoro_files / kokoro.MODEL)
    with np.load(kokoro_files / kokoro.STYLES) as styles:
        np.save(place / "voices" / "jf_alpha.npy", styles["af_heart"])
    voice = kokoro.voice("", "ja")
    assert kokoro.missing(voice) == ""
    assert 1 < kokoro.say("図書館で本を借りました。", voice, "ja").seconds < 6
