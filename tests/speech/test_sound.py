"""From an engine's speech to a clip: nothing of the voice lost, loudness and peaks as broadcasters ask."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from math import inf, log10

import numpy as np
import pytest
import soundfile
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.errors import ArticastError, ConfigurationError, EngineError, QualityError, SourceError
from articast.model import ENCODER_DELAY, SAMPLE_RATE, Speech, Word
from articast.recording import stitch
from articast.speech import engines, sound
from articast.speech.sound import limiting, measuring, samples, trimming

TEXTS = {
    "en": (
        "The city council approved the new budget on Tuesday evening after three hours of debate.",
        "Nobody had expected the vote to be so close.",
        "In twenty nineteen, the same proposal failed by a wide margin, with only four of eleven members in favour.",
        "The library, which has been closed since March, will reopen in two weeks.",
        "She whispered something, shook her head, and left the room.",
        "That, at least, is what the report claims.",
        "A spokesman for the company, asked whether the plant would close, declined to comment.",
        "Half of them stayed until the doors were locked.",
    ),
    "de": (
        "Der Stadtrat hat am Dienstagabend nach dreistündiger Debatte den neuen Haushalt beschlossen.",
        "Niemand hatte erwartet, dass die Abstimmung so knapp ausgehen würde.",
        "Die Bibliothek, die seit März geschlossen ist, öffnet in zwei Wochen wieder.",
        "Der Preis stieg von zwölf auf fünfzehn Euro.",
        "Das jedenfalls behauptet der Bericht, der am Montag vorgestellt wurde.",
        "Die meisten blieben, bis die Türen geschlossen wurden.",
    ),
    "fr": (
        "Le conseil municipal a adopté mardi soir le nouveau budget après trois heures de débat.",
        "Personne ne s'attendait à un vote aussi serré.",
        "La bibliothèque, fermée depuis mars, rouvrira dans deux semaines.",
        "Le prix est passé de douze à quinze euros.",
        "C'est du moins ce qu'affirme le rapport présenté lundi.",
        "La plupart sont restés jusqu'à la fermeture des portes.",
    ),
}


def tone(hertz, seconds, rate=24000, level=0.3):
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def speech(values, rate=24000, words=()):
    return Speech(np.rint(np.clip(values, -1, 1) * 32767).astype("<i2").tobytes(), rate, words)


def file(values, form, rate=24000, subtype=None):
    buffer = BytesIO()
    soundfile.write(buffer, values, rate, format=form, subtype=subtype)
    return buffer.getvalue()


def decoded(mp3):
    return soundfile.read(BytesIO(mp3), dtype="float32")[0]


def true_peak(values):
    """dBTP by soxr at eight times the rate, another way than the limiter's own."""
    return 20 * log10(np.abs(soxr.resample(values, SAMPLE_RATE, 8 * SAMPLE_RATE, quality="VHQ")).max())


# decode ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "subtype"),
    [
        ("WAV", "PCM_16"),
        ("WAV", "PCM_U8"),
        ("WAV", "PCM_24"),
        ("WAV", "FLOAT"),
        ("FLAC", None),
        ("OGG", "VORBIS"),
        ("MP3", None),
    ],
)
def test_all_common_files_are_decoded_at_their_own_rate(form, subtype):
    found = sound.decode(file(tone(440, 1.0), form, 24000, subtype))
    assert found.rate == 24000
    assert found.seconds == pytest.approx(1.0, abs=0.1)
    values = np.frombuffer(found.pcm, "<i2") / 32768
    assert np.abs(values[6000:18000]).max() == pytest.approx(0.3, abs=0.03)


def test_sixteen_bits_are_decoded_to_the_bit():
    made = speech(np.random.default_rng(1).uniform(-1, 1, 5000))
    data = file(np.frombuffer(made.pcm, "<i2"), "WAV", 24000, "PCM_16")
    assert sound.decode(data) == made


def test_stereo_becomes_mono():
    both = np.stack([tone(440, 0.5), 0 * tone(440, 0.5)], axis=1)
    assert np.abs(np.frombuffer(sound.decode(file(both, "FLAC")).pcm, "<i2")).max() == pytest.approx(4915, abs=5)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<!doctype html><title>Sorry</title>", "text, no audio.*Sorry"),
        (b'\n{"error": "quota"}', "text, no audio.*quota"),
        (b"RIFF\x00\x00\x00\x00WAVE", "cut"),
        (b"\x00" * 5000, "no audio"),
        (b"Too many requests", "no audio"),
    ],
)
def test_what_is_no_audio_is_an_error_that_shows_it(data, says):
    with pytest.raises(EngineError, match=f"(?s){says}"):
        sound.decode(data)


@pytest.mark.parametrize("form", ["WAV", "FLAC", "OGG", "MP3"])
@pytest.mark.parametrize("share", [0.31, 0.62, 0.93])
def test_audio_that_was_cut_is_never_taken_for_whole(form, share):
    data = file(np.random.default_rng(2).uniform(-0.3, 0.3, 48000), form)
    cut = data[: round(len(data) * share)]
    with pytest.raises(EngineError, match=r"cut|ends before|lost sync"):
        sound.decode(cut)


def test_frames_cut_between_two_of_them_are_missed_where_a_header_counts_them():
    data = file(tone(440, 2.0), "MP3")  # libsndfile writes an Info header
    assert b"Info" in data[:200] or b"Xing" in data[:200]
    ends = [size for size in range(len(data) - 400, len(data)) if not _cut(data[:size])]
    assert ends == []


def _cut(data):
    try:
        sound.decode(data)
    except EngineError:
        return True
    return False


def test_a_streamed_wav_does_not_know_its_length():
    data = bytearray(file(tone(440, 0.5), "WAV", 24000, "PCM_16"))
    at = data.index(b"data")
    data[at + 4 : at + 8] = data[4:8] = b"\xff\xff\xff\xff"
    assert sound.decode(bytes(data)).seconds == pytest.approx(0.5)


def test_an_mp3_with_tags_around_it_is_whole():
    clip = sound.finish(speech(tone(300, 1.0)), 0.0)
    tagged = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + clip.frames + b"TAG" + bytes(125)
    assert sound.decode(tagged).seconds == pytest.approx(clip.seconds, abs=0.025)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_speech_or_an_engine_error(data):
    try:
        found = sound.decode(b"RIFF" + data)
    except EngineError:
        return
    assert found.pcm


# finish: edges -----------------------------------------------------------------------------------------------------


def padded(values, before, after, floor=0.0, rate=24000):
    rng = np.random.default_rng(3)
    whole = np.concatenate([np.zeros(round(before * rate)), values, np.zeros(round(after * rate))])
    return whole + floor * rng.normal(size=whole.size)


@pytest.mark.parametrize("floor", [0.0, 0.00003, 0.0003, 0.001])
@pytest.mark.parametrize("edges", [(0.0, 0.0), (0.3, 0.5), (1.5, 0.02)])
def test_silence_at_the_edges_goes_whatever_the_voices_floor(floor, edges):
    vowel = sum(tone(150 * harmonic, 1.0, level=0.2 / harmonic) for harmonic in range(1, 40))
    clip = sound.finish(speech(padded(vowel, *edges, floor)), 0.0)
    assert clip.seconds - clip.lead - clip.tail == pytest.approx(1.0, abs=0.015)
    assert clip.lead < 0.08
    assert clip.tail < 0.15


@pytest.mark.parametrize("under", [20, 30, 36, 42])
def test_soft_consonants_at_the_edges_stay(under):
    """A hiss 20 to 42 dB under the vowel, 60 ms before it and 90 ms after, over a quiet floor."""
    rate, rng = 24000, np.random.default_rng(4)
    hiss = 0.3 / 2**0.5 * 10 ** (-under / 20)
    word = np.concatenate([hiss * rng.normal(size=1440), tone(220, 0.4), hiss * rng.normal(size=2160)])
    start, end = trimming.heard(samples.of(speech(padded(word, 0.2, 0.4, 0.00005))), rate)
    kept = (start / rate - 0.04, end / rate + 0.08)
    assert kept[0] <= 0.2
    assert kept[1] >= 0.2 + len(word) / rate


@pytest.mark.parametrize("values", [np.zeros(24000), np.zeros(0), np.full(24000, 0.2), tone(200, 0.005, level=0.0001)])
def test_silence_is_no_clip(values):
    with pytest.raises(QualityError, match="silent"):
        sound.finish(speech(values), 0.0)


def test_a_constant_offset_is_taken_away():
    clip = sound.finish(speech(tone(220, 0.5) + 0.2), 0.0)
    assert abs(float(decoded(clip.frames).mean())) < 0.001


def test_edges_are_silent_and_fade():
    clip = sound.finish(speech(tone(220, 0.5)), 0.0)
    found = decoded(clip.frames)
    first = round((ENCODER_DELAY + 300 / SAMPLE_RATE) * SAMPLE_RATE)
    assert np.abs(found[:first]).max() < 0.001
    assert np.abs(found[-1200:]).max() < 1e-4
    onset = round(clip.lead * SAMPLE_RATE)
    assert np.abs(found[onset : onset + 40]).max() < 0.15 < np.abs(found[onset + 480 : onset + 960]).max()


def test_words_move_with_the_sound():
    words = (Word(0.5, 0.7, 0, 3), Word(0.7, 1.5, 4, 5))
    clip = sound.finish(speech(padded(tone(220, 1.0), 0.5, 0.5), words=words), 0.0)
    assert clip.words[0].start == pytest.approx(clip.lead, abs=0.006)
    assert clip.words[1].end == pytest.approx(clip.seconds - clip.tail, abs=0.01)
    assert [(word.offset, word.length) for word in clip.words] == [(0, 3), (4, 5)]


def test_words_beyond_the_sound_stay_inside_the_clip():
    clip = sound.finish(speech(padded(tone(220, 0.3), 1.0, 1.0), words=(Word(0.0, 9.0, 0, 1),)), 0.0)
    assert (clip.words[0].start, clip.words[0].end) == (0.0, clip.seconds)


# finish: gain, limiter, encoding -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 24000, 44100, 48000])
def test_every_rate_comes_out_at_its_pitch_and_level(rate):
    clip = sound.finish(speech(tone(1000, 1.0, rate, 0.2), rate), 6.0)
    found = decoded(clip.frames)
    middle = found[len(found) // 2 - 8192 : len(found) // 2 + 8192]
    assert np.argmax(np.abs(np.fft.rfft(middle))) * SAMPLE_RATE / 16384 == pytest.approx(1000, abs=4)
    assert np.abs(middle).max() == pytest.approx(0.4, abs=0.02)


def test_the_gain_is_the_same_for_loud_and_soft():
    soft, loud = (sound.finish(speech(tone(300, 1.0, level=level)), 6.0) for level in (0.02, 0.2))
    ratio = np.abs(decoded(loud.frames)).max() / np.abs(decoded(soft.frames)).max()
    assert ratio == pytest.approx(10, rel=0.02)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    hertz=st.floats(60, 11_500),
    level=st.floats(0.1, 30),
    rate=st.sampled_from([16000, 22050, 24000]),
)
def test_no_true_peak_is_over_the_ceiling(seed, hertz, level, rate):
    rng = np.random.default_rng(seed)
    values = np.sin(2 * np.pi * hertz * np.arange(8000) / rate + 1) * rng.uniform(0, 1, 10).repeat(800)
    values += 0.2 * rng.normal(size=values.size)
    plain = samples.resampled((level * values / 3).astype(np.float32), rate, SAMPLE_RATE)
    assert true_peak(limiting.limited(plain)) <= -1.5


def test_what_has_no_peak_is_not_touched():
    plain = tone(220, 1.0, SAMPLE_RATE, 0.5).astype(np.float32)
    assert limiting.limited(plain) is plain


def test_the_limiter_dips_shortly_around_a_peak_and_nowhere_else():
    plain = tone(220, 1.0, SAMPLE_RATE, 0.4).astype(np.float32)
    plain[24000:24100] *= 4
    kept = limiting.limited(plain)
    changed = np.flatnonzero(np.abs(kept - plain) > 1e-6)
    assert changed[0] >= 24000 - 0.04 * SAMPLE_RATE
    assert changed[-1] <= 24100 + 0.04 * SAMPLE_RATE
    assert np.abs(kept).max() <= 10 ** (limiting.CEILING / 20)


@pytest.mark.parametrize("bitrate", [32, 64, 96, 128, 160, 192, 224, 256, 320])
def test_the_encoder_changes_no_level(bitrate):
    clip = sound.finish(speech(tone(1000, 1.0, 48000, 0.2), 48000), 0.0, bitrate)
    middle = decoded(clip.frames)[20000:30000]
    assert np.abs(middle).max() == pytest.approx(0.2, rel=0.01)


@pytest.mark.parametrize("bitrate", [32, 64, 96, 128, 320])
def test_frames_are_48_khz_mono_of_the_bitrate(bitrate):
    clip = sound.finish(speech(tone(220, 0.5)), 0.0, bitrate)
    info = soundfile.info(BytesIO(clip.frames))
    assert (info.samplerate, info.channels, info.frames) == (SAMPLE_RATE, 1, clip.samples)
    assert {clip.frames[at : at + 2] for at in range(0, len(clip.frames), 3 * bitrate)} == {b"\xff\xfb"}
    assert len(sound.silence(bitrate)) == 3 * bitrate


def test_a_bitrate_that_mp3_does_not_have_is_said():
    with pytest.raises(ConfigurationError, match=r"no bitrate 65; .* 64"):
        sound.finish(speech(tone(220, 0.5)), 0.0, 65)


def test_the_same_speech_gives_the_same_bytes_in_any_process():
    clip = sound.finish(speech(tone(220, 1.0, level=0.9)), 9.0)
    assert sound.finish(speech(tone(220, 1.0, level=0.9)), 9.0) == clip
    code = """
import numpy as np, hashlib
from articast.speech import sound
from articast.model import Speech
values = 0.9 * np.sin(2 * np.pi * 220 * np.arange(24000) / 24000)
pcm = np.rint(np.clip(values, -1, 1) * 32767).astype("<i2").tobytes()
print(hashlib.sha256(sound.finish(Speech(pcm, 24000), 9.0).frames).hexdigest())
"""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == sha256(clip.frames).hexdigest()


def test_finishing_brings_no_decoder():
    code = """
import sys
from articast.speech import sound
from articast.model import Speech
sound.finish(Speech(bytes(range(256)) * 200, 24000), 0.0)
print("soundfile" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]


# loudness ----------------------------------------------------------------------------------------------------------


def test_loudness_is_that_of_the_standards_sine_on_both_sides():
    """A 997 Hz sine at -20 dBFS in left and right is -20 LUFS (BS.1770-4, EBU Tech 3341)."""
    assert sound.loudness(speech(tone(997, 5.0, 48000, 0.1), 48000)) == pytest.approx(-20.0, abs=0.1)


@pytest.mark.parametrize("values", [np.zeros(24000), tone(300, 0.3), np.zeros(0)])
def test_silence_and_very_short_speech_have_no_loudness(values):
    assert sound.loudness(speech(values)) == -inf


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 48000])
def test_loudness_of_broken_noise_is_that_of_pyloudnorm(rate):
    rng = np.random.default_rng(6)
    noise = np.cumsum(rng.normal(size=rate * 4)) * 0.002 + 0.05 * rng.normal(size=rate * 4)
    values = (noise * np.repeat(rng.random(40) > 0.3, rate // 10)).astype(np.float32)
    assert measuring.measured(values, rate) == pytest.approx(reference(values, rate), abs=0.1)


def reference(values, rate):
    """LUFS as dual mono by pyloudnorm."""
    import pyloudnorm

    return pyloudnorm.Meter(rate).integrated_loudness(values.astype(np.float64)) + measuring.DUAL_MONO


def test_a_voice_that_says_nothing_has_no_gain():
    assert sound.gain_for([speech(np.zeros(24000))]) == 0.0
    assert sound.gain_for([]) == 0.0


def test_the_gain_of_a_soft_voice_is_what_it_lacks():
    made = speech(tone(997, 3.0, level=0.01))
    assert sound.gain_for([made]) == pytest.approx(-16 - sound.loudness(made), abs=0.3)
    assert sound.gain_for([made], -19.0) == pytest.approx(sound.gain_for([made]) - 3, abs=0.05)


def voice(name, language):
    engine = engines.find(name)
    try:
        found = engine.voice("", language)
    except ArticastError as error:
        pytest.skip(str(error))
    if missing := engine.missing(found):
        pytest.skip(missing)
    return [engine.say(text, found, language) for text in TEXTS[language]]


@pytest.fixture(
    scope="module",
    params=["espeak en", "espeak de", "espeak fr", "pico de", "pico fr", "hibari en"],
)
def article(request):
    """Clips of real sentences at the gain of their voice, and the episode."""
    speeches = voice(*request.param.split())
    gain = sound.gain_for(speeches)
    clips = {str(index): sound.finish(made, gain) for index, made in enumerate(speeches)}
    takes = [stitch.Take.of(key, clip) for key, clip in clips.items()]
    recording = stitch.join(takes, [0.36, 0.72] * (len(takes) // 2))
    return clips, recording, b"".join(stitch.frames(recording, lambda k: clips[k].frames, sound.silence(64)))


def test_an_episode_is_at_broadcast_loudness_after_decoding(article):
    found = decoded(article[2])
    assert measuring.measured(found, SAMPLE_RATE) == pytest.approx(-16, abs=1)
    assert true_peak(found) <= -1.0


def test_loudness_of_a_voice_is_that_of_pyloudnorm(article):
    found = decoded(article[2])
    assert measuring.measured(found, SAMPLE_RATE) == pytest.approx(reference(found, SAMPLE_RATE), abs=0.02)


def test_sentences_of_an_article_are_about_as_loud_as_each_other(article):
    """With one constant gain: within 2 LU of each other for most, 4 between the extremes."""
    loudness = sorted(measuring.measured(decoded(clip.frames), SAMPLE_RATE) for clip in article[0].values())
    middle = loudness[len(loudness) // 2]
    assert sum(abs(one - middle) <= 1 for one in loudness) >= 0.5 * len(loudness)
    assert loudness[-1] - loudness[0] <= 4


def test_pauses_of_a_real_voice_are_heard_as_long_as_they_were_asked_for(article):
    _, recording, mp3 = article
    found = np.abs(decoded(mp3))
    for index, ((_, end), (start, _)) in enumerate(pairwise(recording.spans)):
        assert start - end == pytest.approx((0.36, 0.72)[index % 2], abs=0.013)
        assert found[round((end + 0.085) * SAMPLE_RATE) : round((start - 0.055) * SAMPLE_RATE)].max() < 0.01


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="no ffmpeg here")
def test_ffmpeg_measures_the_same(article, tmp_path):
    path = tmp_path / "episode.mp3"
    path.write_bytes(article[2])
    run = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128=peak=true:dualmono=true", "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loudness, peak = (float(re.findall(rf"{name}:\s+(-?[\d.]+)", run.stderr)[-1]) for name in ("I", "Peak"))
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1.0


# insert ------------------------------------------------------------------------------------------------------------


def music(seconds=3.0, rate=44100, level=0.05):
    decay = np.exp(-np.arange(round(seconds * rate)) / rate / 0.4)
    return np.stack([tone(440, seconds, rate, level) * decay, tone(660, seconds, rate, level) * decay], axis=1)


@pytest.mark.parametrize(("form", "rate"), [("WAV", 44100), ("FLAC", 96000), ("OGG", 44100), ("MP3", 44100)])
@pytest.mark.parametrize("level", [0.02, 0.9])
def test_the_publishers_music_is_as_loud_as_the_voice(form, rate, level):
    clip = sound.insert(file(music(rate=rate, level=level), form, rate), 64, -16.0)
    found = decoded(clip.frames)
    assert measuring.measured(found, SAMPLE_RATE) == pytest.approx(-16, abs=0.6)
    assert true_peak(found) <= -1.0


def test_a_tail_of_music_is_not_trimmed_but_digital_silence_is():
    values = np.concatenate([np.zeros((44100, 2)), music(2.0), np.zeros((88200, 2))])
    clip = sound.insert(file(values, "FLAC", 44100))
    assert clip.seconds - clip.lead - clip.tail == pytest.approx(2.0, abs=0.01)


def test_noise_that_mp3_makes_louder_stays_under_the_peak_all_the_same():
    rng = np.random.default_rng(5)
    bursts = np.repeat(rng.random(20) > 0.5, 4800) * 1.0
    clip = sound.insert(file(np.clip(rng.normal(scale=0.3, size=96000) * bursts, -1, 1), "WAV", 48000), 64, -10.0)
    assert true_peak(decoded(clip.frames)) <= -1.0


def test_a_short_signal_gets_its_loudness_too():
    clip = sound.insert(file(tone(880, 0.15, 44100, 0.01), "WAV", 44100))
    assert np.abs(decoded(clip.frames)).max() == pytest.approx(0.16, abs=0.03)


@pytest.mark.parametrize(
    ("data", "says"), [(b"<svg/>", "no audio"), (b"", "empty"), (file(np.zeros(9000), "WAV"), "silent")]
)
def test_what_cannot_be_inserted_is_said(data, says):
    with pytest.raises(SourceError, match=says):
        sound.insert(data)


def test_a_sentence_far_off_its_voice_is_brought_near_and_no_other_is_touched():
    from articast.speech.sound.finishing import MOST_EVENED, _evened, _level

    assert _evened(-16.5) == _evened(-15.5) == 0.0
    assert _evened(-20.0) == pytest.approx(3.3)
    assert _evened(-11.0) == pytest.approx(-4.3)
    assert _evened(-40.0) == MOST_EVENED
    soft = speech(tone(700, 1.0, level=0.06))
    plain, even = (sound.decode(sound.finish(soft, 0.0, even=even).frames) for even in (False, True))
    levels = [_level(np.frombuffer(one.pcm, "<i2").astype(np.float32) / 32768) for one in (plain, even)]
    assert levels[1] - levels[0] == pytest.approx(_evened(levels[0]), abs=0.5)
    assert levels[1] > levels[0] + 1
