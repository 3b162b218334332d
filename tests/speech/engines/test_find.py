"""Engines by their names, and voices with their settings."""

from __future__ import annotations

import pytest

from articast.errors import ConfigurationError
from articast.speech import engines

OWN = {"espeak", "gtts", "hibari", "kokoro", "openai", "pico", "piper", "tone"}


def test_ours_are_the_files_of_the_package():
    assert set(engines.names()) >= OWN
    assert not any(name.startswith("_") for name in engines.names())


def test_a_name_that_is_none_lists_those_that_are():
    with pytest.raises(ConfigurationError, match="no engine 'pipr'; known: azure, elevenlabs, espeak, google, gtts"):
        engines.find("pipr")


@pytest.mark.parametrize("name", sorted(OWN))
def test_engines_for_a_network_can_be_configured_and_others_have_nothing_to(name):
    engine = engines.find(name)
    assert isinstance(engine, engines.NetworkEngine) is not engine.LOCAL


@pytest.mark.parametrize(
    ("voice", "options", "settings"),
    [
        ("piper:xx_XX-a-low", {"speed": 2}, (("speed", 2.0),)),
        ("piper:xx_XX-a-low", {"speaker": 3, "noise_scale": 0.5}, (("noise_scale", 0.5), ("speaker", 3))),
        ("gtts:fr", {"tld": "ca", "slow": True}, (("slow", True), ("tld", "ca"))),
    ],
)
def test_settings_go_into_the_voice_sorted(voice, options, settings):
    engine, name = voice.split(":")
    assert engines.configured(engines.find(engine).voice(name, "fr"), options).options == settings


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tempo": 2.0}, "no option 'tempo'; known: slow, tld"),
        ({"tld": 3}, "is a text, not 3"),
        ({"slow": "yes"}, "is true or false, not 'yes'"),
        ({"slow": 1}, "is true or false, not 1"),
    ],
)
def test_a_wrong_setting_says_what_is_right(options, message):
    with pytest.raises(ConfigurationError, match=message):
        engines.configured(engines.find("gtts").voice("fr", "fr"), options)
