"""The real gTTS client, through a proxy, against a stand-in for its service."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.errors import EngineError, ExhaustedError, TooLongError, UnspeakableError, VoiceError
from articast.speech import engines
from articast.speech.engines import gtts, tone
from tests.speech.engines.standin import SILENCE, Fault, batch, mp3

SHORT = "A sentence of the article."
LONG = (
    "The quick brown fox, which had waited since noon for somebody to come by, jumped over the lazy dog (a hound), "
    "and nobody noticed; still, at 3.14 seconds, it was the best. Next morning it did so again."
)
HTML = b"<!DOCTYPE html><html><head><title>Sorry...</title></head><body>unusual traffic</body></html>"


def say(text: str, language: str = "en", **options: object):
    voice = engines.configured(gtts.voice("", language), options)
    return gtts.say(text, voice, language)


def pitch(pcm: bytes, rate: int) -> float:
    """The strongest frequency, in hertz."""
    samples = np.frombuffer(pcm, "<i2").astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * rate / len(samples))


def test_a_sentence_is_one_request_with_its_punctuation(google):
    speech = say("It was the best. Next, the 3rd of St. James's!")
    assert google.texts == ["It was the best. Next, the 3rd of St. James's!"]
    assert google.asked[0]["lang"] == "en"
    assert speech.rate == 24_000
    assert speech.seconds > 2


def test_what_is_heard_is_the_answer(google):
    speech = say(SHORT)
    assert pitch(speech.pcm, speech.rate) == pytest.approx(tone.pitch(SHORT), abs=1)


def test_the_certificate_is_verified(google, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    gtts._session.cache_clear()
    with pytest.raises(ExhaustedError, match="REQUESTS_CA_BUNDLE"):
        say(SHORT)
    assert google.asked == []


def test_ssl_cert_file_is_honoured_too(google, certificates, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[0]))
    gtts._session.cache_clear()
    assert say(SHORT).seconds > 1


def test_long_text_goes_in_pieces_cut_at_clauses_and_nothing_is_dropped(google):
    say(LONG)
    assert all(len(text) <= 100 for text in google.texts)
    assert " ".join(google.texts) == LONG
    assert [text[-1] for text in google.texts] == [",", ".", "."]


def test_pieces_are_joined_without_the_silence_between_them(google):
    speech = say(LONG)
    samples = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int))
    tones = sum(0.06 * len(text) for text in google.texts)
    breaths = 2 * gtts._BREATH / 1000
    assert speech.seconds == pytest.approx(tones + breaths + 2 * SILENCE, abs=0.35)
    loud = np.flatnonzero(samples > 500) / speech.rate
    assert np.diff(loud).max() < 0.3, "no hole between pieces"


def test_language_speed_and_accent_reach_the_service(google):
    say("Bonjour.", "fr-CA", slow=True, tld="co.uk")
    assert google.asked[0]["lang"] == "fr-CA"
    assert google.asked[0]["slow"] is True
    assert google.asked[0]["host"] == "translate.google.co.uk"


FAULTS = {
    "asked too often": Fault(429, headers=(("Retry-After", "0"),), body=HTML),
    "server error": Fault(500, body=HTML),
    "unavailable": Fault(503, body=HTML),
    "reset": Fault(reset=True),
    "no answer in time": Fault(silent=0.6),
    "a page instead of audio": Fault(body=HTML),
    "an empty body": Fault(body=b""),
    "empty audio": Fault(body=batch(b"")),
    "an MP3 cut inside a frame": Fault(body=batch(mp3(SHORT)[:1000])),
    "no MP3": Fault(body=batch(b"not an MP3 at all, but long enough to look at" * 20)),
    "an answer cut on the way": Fault(sent=0.5),
    "an answer cut by the server": Fault(body=batch(mp3(SHORT))[:900]),
}


@pytest.mark.parametrize(
    ("name", "number"),
    [*((name, 2) for name in FAULTS), *((name, at) for name in ("reset", "empty audio") for at in (1, 3))],
)
def test_a_fault_on_any_request_costs_one_more_request_and_no_clip(google, name, number):
    gtts.configure(pace=1000, patience=20, timeout=0.3)
    google.faults[number] = FAULTS[name]
    speech = say(LONG)
    assert len(google.asked) == 4, "three pieces, one of them twice"
    assert sorted(set(google.texts), key=LONG.find) == [piece.strip() for piece in gtts.cut(LONG)]
    assert speech.seconds > 10


def test_retry_after_holds_back_everybody(google):
    google.faults[1] = Fault(429, headers=(("Retry-After", "1"),), body=HTML)
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(say, "One sentence.")
        while gtts._service._next < time.monotonic() + 0.5:
            time.sleep(0.01)
        others = [threads.submit(say, f"Sentence {number}.") for number in range(2)]
        assert all(future.result().seconds > 0.3 for future in (first, *others))
    assert len(google.times) == 4
    assert all(moment - google.times[0] >= 0.95 for moment in google.times[1:])


def test_a_wait_longer_than_the_patience_ends_the_run(google):
    gtts.configure(pace=1000, patience=10, timeout=5)
    google.always = Fault(429, headers=(("Retry-After", "1800"),), body=HTML)
    with pytest.raises(ExhaustedError, match="30 minutes") as caught:
        say(SHORT)
    assert caught.value.retry_after == 1800
    with pytest.raises(ExhaustedError):
        say("Another sentence.")
    assert len(google.asked) == 1, "nobody asks again in this run"


def test_patience_ends_and_the_run_with_it(google):
    gtts.configure(pace=1000, patience=0.3, timeout=5)
    google.always = Fault(503, body=HTML)
    with pytest.raises(ExhaustedError, match="run again"):
        say(SHORT)
    asked = len(google.asked)
    assert asked > 1
    with pytest.raises(ExhaustedError):
        say("Another sentence.")
    assert len(google.asked) == asked


def test_audio_that_is_always_broken_is_this_text_s_fault_not_the_run_s(google):
    google.always = Fault(body=batch(mp3(SHORT)[:1000]))
    with pytest.raises(EngineError) as caught:
        say(SHORT)
    assert not isinstance(caught.value, ExhaustedError)
    google.always = None
    assert say("Another sentence.").seconds > 0.5


def test_the_budget_is_kept_to_the_request_and_the_next_run_goes_on(google):
    gtts.configure(pace=1000, budget=2, patience=20, timeout=5)
    with pytest.raises(ExhaustedError, match="budget of 2"):
        say(LONG)
    assert len(google.asked) == 2
    gtts.configure(pace=1000, budget=2, patience=20, timeout=5)
    assert say(SHORT).seconds > 1


def test_pieces_that_came_are_not_paid_twice_when_one_beside_them_failed(google):
    google.faults = {number: Fault(body=batch(mp3(SHORT)[:1000])) for number in range(3, 7)}
    with pytest.raises(EngineError):
        say(LONG)
    before = len(google.asked)
    say(LONG)
    assert len(google.asked) == before + 1, "only the last piece was missing"


def test_requests_keep_the_pace(google):
    gtts.configure(pace=20, patience=20, timeout=5)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(say, [f"Sentence number {number}." for number in range(6)]))
    assert google.times[-1] - google.times[0] >= 0.9 * 5 / 20


def test_a_refusal_ends_the_run(google):
    google.always = Fault(403, body=HTML)
    with pytest.raises(ExhaustedError, match="403"):
        say(SHORT)
    with pytest.raises(ExhaustedError):
        say("Another sentence.")
    assert len(google.asked) == 1


def test_a_language_that_the_service_does_not_speak_is_said_so(google):
    google.always = Fault(body=b')]}\'\n\n99\n[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n')
    with pytest.raises(UnspeakableError, match="no audio"):
        say(SHORT)
    assert len(google.asked) == 1


@pytest.mark.parametrize("text", ["", " ", "...", "😀", "—"])
def test_nothing_to_say_is_not_asked_for(google, text):
    with pytest.raises(UnspeakableError):
        say(text)
    assert google.asked == []


def test_text_over_the_limit_is_not_asked_for(google):
    with pytest.raises(TooLongError):
        say("a" * 601)
    assert google.asked == []


def test_any_writing_goes_out_as_it_is(google):
    say("Привет, 世界!", "ru")
    assert google.texts == ["Привет, 世界!"]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("pt-PT", "pt-PT"),
        ("he", "iw"),
        ("nb", "no"),
        ("zh-TW", "zh-TW"),
        ("fr-CH", "fr"),
    ],
)
def test_a_language_finds_its_voice(language, name):
    assert gtts.voice("", language).name == name


def test_an_unknown_language_lists_the_known_ones():
    with pytest.raises(VoiceError, match="fr-CA"):
        gtts.voice("", "xx")


@given(st.text(st.sampled_from("abcé ,.;:!?()–—\"'1。、世界\n"), max_size=400))
def test_pieces_are_the_text_and_never_too_long(text):
    pieces = gtts.cut(text)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= 100 for piece in pieces)


@given(st.text(st.sampled_from("abcdefg ,.;:!?"), min_size=1, max_size=400))
def test_the_client_loses_no_word_of_our_pieces(text):
    from gtts import gTTS

    client = gTTS(text, lang_check=False, pre_processor_funcs=[], tokenizer_func=gtts.cut)
    assert "".join("".join(client._tokenize(text)).split()).strip(",.;:!?") in "".join(text.split())
    kept = [letter for letter in "".join(client._tokenize(text)) if letter.isalpha()]
    assert kept == [letter for letter in text if letter.isalpha()]


def test_requests_are_counted_as_they_will_be_made():
    voice = gtts.voice("", "en")
    assert gtts.requests(SHORT, voice) == 1
    assert gtts.requests(LONG, voice) == 3
