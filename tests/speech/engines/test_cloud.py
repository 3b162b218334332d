"""ElevenLabs, Azure, Google Cloud and Polly, by stand-ins on this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from articast.errors import ConfigurationError, EngineError, ExhaustedError, NotReadyError, VoiceError
from articast.model import Pronunciation
from articast.speech import engines
from articast.speech.engines import _asking, _desk, azure, elevenlabs, google, polly
from tests.speech.engines import standin
from tests.speech.engines.standin import Fault

KEY = "secret-0123456789-abcdef"
TEXT = "Tom & Jerry's <b> boat: 3 of 4."
KEYS = ("ELEVENLABS_API_KEY", "AZURE_SPEECH_KEY", "GOOGLE_API_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
SERVICES = {
    "elevenlabs": (elevenlabs, standin.elevenlabs),
    "azure": (azure, standin.azure),
    "google": (google, standin.google_cloud),
    "polly": (polly, standin.polly),
}


@pytest.fixture
def cloud(request, monkeypatch):
    """A service's engine, its stand-in, and a voice that asks it."""
    engine, answers = SERVICES[request.param]
    for name in ("FIRST_WAIT", "LONGEST_WAIT"):
        monkeypatch.setattr(_asking, name, 0.01)
    for name in KEYS:
        monkeypatch.setenv(name, KEY)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    with standin.Serving(standin.StandIn(answers)) as service:
        _desk.client.cache_clear()
        engine.configure(pace=1000, patience=20, timeout=5)
        yield engine, service, engines.configured(engine.voice("", "de"), {"base_url": service.url})
        engine.configure()
        _desk.client().close()
        _desk.client.cache_clear()


every = pytest.mark.parametrize("cloud", SERVICES, indirect=True)


@every
def test_a_sentence_is_spoken_as_it_is_whatever_signs_it_has(cloud):
    engine, service, voice = cloud
    speech = engine.say(TEXT, voice, "de")
    assert speech.seconds == pytest.approx(0.06 * len(TEXT), abs=0.7)
    assert service.asked[0]["text"].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") == TEXT
    assert KEY in str(service.headers[0].values())
    assert isinstance(engine, engines.NetworkEngine)
    assert engine.requests(TEXT, voice) == len(service.asked) == 1


@every
def test_words_have_times_where_the_service_tells_them(cloud):
    engine, _, voice = cloud
    if engine is polly:
        voice = engines.configured(voice, {"marks": "yes"})
    text = "Über den Fluss führt eine Brücke."
    words = engine.say(text, voice, "de").words
    if engine is azure:
        assert words == ()
        return
    assert [text[word.offset : word.offset + word.length].strip(".") for word in words] == text.strip(".").split()
    assert all(one.start <= one.end <= after.start + 0.01 for one, after in pairwise(words))
    assert words[1].start > 0.2


@every
def test_a_lexicons_sounds_are_given_where_the_service_takes_them(cloud):
    engine, service, voice = cloud
    sounds = "ˈmiːtɪŋ" if engine is elevenlabs else 'ˈmiːtɪŋ"'
    engine.say("Das Meeting.", voice, "de", pronunciations=(Pronunciation(4, 11, sounds),))
    sent = str(service.asked[0])
    assert ("<phoneme" in sent) == engines.takes_ipa(voice, "ˈmiːtɪŋ") == (engine is not elevenlabs)
    assert engines.takes_ipa(voice, "ˈmiːtɪŋ", "de"), "in letters, where it takes no sounds"
    assert service.asked[0]["text"].endswith("Das Mihting." if engine is elevenlabs else "Das Meeting.")


@pytest.mark.parametrize("cloud", ["elevenlabs"], indirect=True)
def test_words_that_are_spelled_otherwise_keep_their_places_and_times(cloud):
    engine, _, voice = cloud
    text = "Das Meeting war lang."
    words = engine.say(text, voice, "de", pronunciations=(Pronunciation(4, 11, "ˈmiːtɪŋ"),)).words
    assert [text[word.offset : word.offset + word.length] for word in words] == ["Das", "Meeting", "war", "lang."]


FAULTS = {
    "asked too often": Fault(429, headers=(("Retry-After", "0"),), body=b"{}"),
    "server error": Fault(503, body=b"oops"),
    "reset": Fault(reset=True),
    "a page": Fault(body=b"<html>log in</html>"),
    "a cut answer": Fault(sent=0.4),
}


@pytest.mark.parametrize("name", FAULTS)
@every
def test_a_fault_costs_one_more_request(cloud, name):
    engine, service, voice = cloud
    service.faults[1] = FAULTS[name]
    assert engine.say("Noch einmal, bitte.", voice, "de").seconds > 1
    assert len(service.asked) == 2


@every
def test_a_refused_key_ends_the_run_and_is_in_no_message(cloud):
    engine, service, voice = cloud
    service.always = Fault(401, body=f"no such key: {KEY}".encode())
    for _ in range(2):
        with pytest.raises(ExhaustedError) as caught:
            engine.say(TEXT, voice, "de")
        assert KEY not in str(caught.value)
    assert len(service.asked) == 1


@every
def test_a_wrong_voice_fails_the_text_and_not_the_run(cloud):
    engine, service, voice = cloud
    service.faults[1] = Fault(400, body=b"no such voice")
    with pytest.raises(EngineError, match="no such voice"):
        engine.say(TEXT, voice, "de")
    assert engine.say(TEXT, voice, "de").seconds > 1


@pytest.mark.parametrize("answer", [b"{}", b"[1]", b'{"audio_base64": "%%", "audioContent": 3}', b"\xff\xfe"])
@every
def test_an_answer_that_is_none_is_told_of_after_a_few(cloud, answer):
    engine, service, voice = cloud
    service.answer = lambda _: ("application/json", answer)
    with pytest.raises(EngineError, match=voice.engine):
        engine.say(TEXT, voice, "de")
    assert len(service.asked) == _asking.BAD_ANSWERS


@every
def test_without_a_key_nothing_is_asked(cloud, monkeypatch):
    engine, service, voice = cloud
    for name in KEYS:
        monkeypatch.delenv(name)
    assert engine.desk.key in engine.missing(voice)
    with pytest.raises(NotReadyError, match=engine.desk.key):
        engine.say(TEXT, voice, "de")
    assert not service.asked


@every
def test_a_key_is_sent_to_https_alone(cloud):
    engine, _, voice = cloud
    with pytest.raises(ConfigurationError, match="https"):
        engine.say(TEXT, engines.configured(voice, {"base_url": "http://voices.example"}), "de")


@pytest.mark.parametrize("engine", [azure, polly])
def test_a_region_is_part_of_a_host_and_nothing_else(engine, monkeypatch):
    for name in KEYS:
        monkeypatch.setenv(name, KEY)
    with pytest.raises(ConfigurationError, match="region"):
        engine.say(TEXT, engines.configured(engine.voice("", "de"), {"region": "x.evil.example/#"}), "de")


@pytest.mark.parametrize(
    ("voice", "language", "price"),
    [
        ("azure:de-DE-KatjaNeural", "de-DE", 15.0),
        ("google:de-DE-Neural2-G", "de-DE", 16.0),
        ("google:cmn-CN-Wavenet-A", "zh-CN", 4.0),
        ("google:de-DE-Chirp3-HD-Kore", "de-DE", 30.0),
        ("polly:Vicki", "de-DE", 16.0),
        ("elevenlabs:abc", "mul", 300.0),
    ],
)
def test_a_voice_is_named_as_its_service_names_it_and_its_price_is_known(voice, language, price):
    engine, _, name = voice.partition(":")
    found = engines.find(engine).voice(name, "")
    assert (found.id, found.language, engines.find(engine).price(found)) == (voice, language, price)
    assert engines.find(engine).sends(found).startswith("https://")


def test_polly_is_paid_twice_where_marks_are_asked_for():
    voice = engines.configured(polly.voice("", "de"), {"marks": "yes", "kind": "standard"})
    assert (polly.price(voice), polly.requests("x", voice)) == (8.0, 2)


@pytest.mark.parametrize(("engine", "name"), [(azure, "Katja"), (google, "Neural2"), (polly, "de-DE-Vicki")])
def test_what_is_no_voices_name_is_refused(engine, name):
    with pytest.raises(VoiceError, match="is no name of a voice"):
        engine.voice(name, "de")
    with pytest.raises(VoiceError, match="name a voice for 'xx'"):
        engine.voice("", "xx")


def test_pollys_signature_is_amazons_own(monkeypatch):
    botocore = pytest.importorskip("botocore.auth")
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    now = datetime(2026, 3, 5, 12, 30, 15, tzinfo=UTC)
    for token in ("", "tok/en+="):
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG")
        monkeypatch.setenv("AWS_SESSION_TOKEN", token)
        url, body = "https://polly.eu-central-1.amazonaws.com/v1/speech", b'{"Text": "x"}'
        ours = polly.signed(url, body, "eu-central-1", now)
        request = AWSRequest("POST", url, {"content-type": "application/json"}, body)
        theirs = botocore.SigV4Auth(
            Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", token or None), "polly", "eu-central-1"
        )
        request.context["timestamp"] = ours["x-amz-date"]
        request.headers["X-Amz-Date"] = ours["x-amz-date"]
        if token:
            request.headers["X-Amz-Security-Token"] = token
        assert (
            theirs.signature(theirs.string_to_sign(request, theirs.canonical_request(request)), request)
            in (ours["Authorization"])
        )
