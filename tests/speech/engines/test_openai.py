"""Any server that speaks the OpenAI speech API, by one on this machine."""

from __future__ import annotations

import pytest

from articast.errors import ConfigurationError, EngineError, ExhaustedError, NotReadyError, UnspeakableError
from articast.speech import engines
from articast.speech.engines import openai
from tests.speech.engines.standin import Fault, StandIn, mp3, wav

KEY = "sk-very-secret-0123456789"
TEXT = "A sentence of the article."


def say(server: StandIn, text: str = TEXT, name: str = "", **options: object):
    voice = engines.configured(openai.voice(name, "en"), {"base_url": f"{server.url}/v1", **options})
    return openai.say(text, voice, "en")


def test_the_request_is_the_api_s(speech_server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    speech = say(speech_server, name="nova", model="tts-9", instructions="Like the news.", speed=1.25)
    assert speech.seconds == pytest.approx(0.06 * len(TEXT), abs=0.01)
    assert speech_server.asked == [
        {
            "model": "tts-9",
            "voice": "nova",
            "input": TEXT,
            "response_format": "wav",
            "speed": 1.25,
            "instructions": "Like the news.",
            "text": TEXT,
        }
    ]
    assert speech_server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_what_is_not_set_is_not_sent(speech_server):
    say(speech_server)
    assert {"speed", "instructions"}.isdisjoint(speech_server.asked[0])
    assert "Authorization" not in speech_server.headers[0]


@pytest.mark.parametrize("name", ["wav", "mp3"])
def test_formats_are_decoded(speech_server, name):
    assert say(speech_server, format=name).seconds == pytest.approx(0.06 * len(TEXT), abs=0.7)
    assert speech_server.asked[0]["response_format"] == name


FAULTS = {
    "asked too often": Fault(429, headers=(("Retry-After", "0"),), body=b"{}"),
    "server error": Fault(500, body=b"oops"),
    "reset": Fault(reset=True),
    "no answer in time": Fault(silent=0.6),
    "a page instead of audio": Fault(body=b"<html>log in</html>"),
    "empty audio": Fault(body=b""),
    "a cut WAV": Fault(sent=0.4),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_one_more_request(speech_server, name):
    openai.configure(pace=1000, patience=20, timeout=0.3)
    speech_server.faults[1] = FAULTS[name]
    assert say(speech_server).seconds > 1
    assert speech_server.texts == [TEXT, TEXT]


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refused_key_ends_the_run_and_is_in_no_message(speech_server, monkeypatch, status):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    speech_server.always = Fault(status, body=f'{{"error": "Incorrect API key provided: {KEY}"}}'.encode())
    with pytest.raises(ExhaustedError, match="OPENAI_API_KEY") as caught:
        say(speech_server)
    assert KEY not in str(caught.value)
    with pytest.raises(ExhaustedError):
        say(speech_server)
    assert len(speech_server.asked) == 1


def test_a_wrong_voice_fails_the_text_and_not_the_run(speech_server):
    speech_server.faults[1] = Fault(400, body=b'{"error": "no such voice"}')
    with pytest.raises(EngineError, match="no such voice"):
        say(speech_server, name="nobody")
    assert say(speech_server).seconds > 1


def test_the_budget_is_kept(speech_server):
    openai.configure(pace=1000, budget=1, patience=20, timeout=5)
    say(speech_server)
    with pytest.raises(ExhaustedError, match="budget of 1"):
        say(speech_server)
    assert len(speech_server.asked) == 1


def test_the_key_s_variable_and_the_price_are_settable(speech_server, monkeypatch):
    openai.configure(pace=1000, price=15.0, key="OUR_KEY")
    monkeypatch.setenv("OUR_KEY", KEY)
    say(speech_server)
    assert speech_server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert openai.price(openai.voice("", "en")) == 15.0


@pytest.mark.parametrize(
    ("options", "price"),
    [
        ({}, 17.0),
        ({"model": "tts-1"}, 15.0),
        ({"model": "tts-1-hd"}, 30.0),
        ({"model": "of tomorrow"}, 0.0),
        ({"model": "tts-1", "base_url": "http://127.0.0.1:8880/v1"}, 0.0),
    ],
)
def test_prices_of_the_usual_models_are_known_and_a_server_of_ones_own_is_free(options, price):
    assert openai.price(engines.configured(openai.voice("", "en"), options)) == price


def test_a_hosted_server_without_a_key_is_not_ready(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    voice = openai.voice("", "en")
    assert "OPENAI_API_KEY" in openai.missing(voice)
    with pytest.raises(NotReadyError, match="OPENAI_API_KEY"):
        openai.say(TEXT, voice, "en")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8880/v1",
        "http://127.0.0.1/v1",
        "http://10.0.0.7:8000/v1",
        "http://gpu/v1",
        "http://tts.lan/v1",
    ],
)
def test_a_server_of_one_s_own_needs_no_key(monkeypatch, url):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert openai.missing(engines.configured(openai.voice("", "en"), {"base_url": url})) == ""


@pytest.mark.parametrize("option", [{"format": "midi"}, {"base_url": "not a url"}])
def test_settings_that_cannot_be_are_said_so(speech_server, option):
    with pytest.raises(ConfigurationError):
        say(speech_server, **option)


def test_nothing_to_say_is_not_asked_for(speech_server):
    with pytest.raises(UnspeakableError):
        say(speech_server, "😀")
    assert speech_server.asked == []


def test_the_stand_ins_differ_by_text():
    assert wav("one") != wav("two")
    assert mp3("one") != mp3("two")
