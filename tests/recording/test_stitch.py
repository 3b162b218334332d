"""Joined clips play what they play alone, at the times that the recording says."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, TIT2
from mutagen.mp3 import MP3

from articast.errors import PublishError, QualityError
from articast.model import ENCODER_DELAY, FRAME_SAMPLES, FRAME_SECONDS, SAMPLE_RATE, Clip, Piece, Speech
from articast.recording import stitch
from articast.recording.stitch import Take
from articast.speech import sound


def tone(hertz, seconds, rate=22050, level=0.3):
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def speech(samples, rate=22050):
    return Speech(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), rate)


def varied(count, bitrate):
    """Clips of tones, bursts of noise and sweeps that end abruptly at full level: the worst that can come."""
    rng = np.random.default_rng(7)
    clips = {}
    for index in range(count):
        length = 0.3 + 0.13 * index
        kind = index % 4
        if kind == 0:
            made = speech(tone(150 + 60 * index, length))
        elif kind == 1:
            made = speech(rng.normal(scale=0.3, size=round(length * 24000)), 24000)
        elif kind == 2:
            time = np.arange(round(length * 16000)) / 16000
            made = speech(0.9 * np.sin(2 * np.pi * (100 + 900 * time) * time), 16000)
        else:
            beat = np.repeat(rng.random(12) > 0.4, 44100 * length / 12 // 1)
            made = speech(rng.normal(scale=0.5, size=beat.size) * beat, 44100)
        clips[f"clip{index}"] = sound.finish(made, -3.0 if kind == 1 else 4.0, bitrate)
    return clips


def joined(clips, pauses):
    takes = [Take.of(key, clip) for key, clip in clips.items()]
    recording = stitch.join(takes, pauses)
    bitrate = takes[0].bitrate
    return recording, b"".join(stitch.frames(recording, lambda key: clips[key].frames, sound.silence(bitrate)))


def decoded(mp3):
    samples, rate = soundfile.read(BytesIO(mp3), dtype="float32")
    assert rate == SAMPLE_RATE
    return samples


def main_data_begin(frame):
    assert frame[1] & 1, "a checksum would move it"
    return frame[4] << 1 | frame[5] >> 7


@pytest.fixture(scope="module", params=[64, 96])
def twenty(request):
    clips = varied(20, request.param)
    pauses = [0.1 * (index % 9) for index in range(20)]
    return clips, *joined(clips, pauses)


def test_a_joined_file_decodes_to_the_samples_of_its_clips(twenty):
    clips, recording, mp3 = twenty
    whole = decoded(mp3)
    for (key, clip), start in zip(clips.items(), stitch.starts(recording), strict=True):
        at = round(start * SAMPLE_RATE)
        alone = decoded(clip.frames)
        assert len(alone) == clip.samples
        assert np.abs(whole[at : at + len(alone)] - alone).max() <= 1e-6, key


def test_between_the_spans_there_is_silence_and_inside_there_is_sound(twenty):
    _, recording, mp3 = twenty
    whole = decoded(mp3)
    edge = 0.03  # fades, the codec's spread and what is kept of a voice's soft edges
    for start, end in recording.spans:
        inside = whole[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
        assert np.abs(inside[:2400]).max() > 0.01
        assert np.abs(inside[-4800:]).max() > 0.01
    for (_, end), (start, _) in pairwise(recording.spans):
        between = whole[round((end + edge) * SAMPLE_RATE) : round((start - edge) * SAMPLE_RATE)]
        assert np.abs(between).max(initial=0) < 0.006


def test_every_length_agrees_to_the_sample(twenty):
    _, recording, mp3 = twenty
    assert len(mp3) == recording.count * 3 * recording.bitrate
    assert len(decoded(mp3)) == recording.count * FRAME_SAMPLES
    assert recording.seconds == pytest.approx(recording.count * FRAME_SECONDS)
    assert MP3(BytesIO(mp3)).info.length == pytest.approx(recording.seconds, abs=1e-6)
    assert MP3(BytesIO(mp3)).info.bitrate == recording.bitrate * 1000


def test_no_frame_is_a_header_of_a_variable_or_informed_file(twenty):
    _, _, mp3 = twenty
    assert not any(tag in mp3 for tag in (b"Xing", b"Info", b"VBRI"))


def test_every_piece_starts_with_a_frame_that_needs_no_neighbour(twenty):
    clips, recording, mp3 = twenty
    at = 0
    for piece in recording.pieces:
        assert main_data_begin(mp3[at : at + 6]) == 0
        at += piece.frames * 3 * recording.bitrate
    assert at == len(mp3)
    assert main_data_begin(sound.silence(recording.bitrate)) == 0
    assert len(clips) == 20


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="no ffmpeg here")
def test_ffmpeg_finds_nothing_wrong(twenty, tmp_path):
    path = tmp_path / "joined.mp3"
    path.write_bytes(twenty[2])
    run = subprocess.run(
        ["ffmpeg", "-v", "warning", "-xerror", "-i", path, "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    complaints = [line for line in run.stderr.splitlines() if "Estimating duration from bitrate" not in line]
    assert complaints == []


@pytest.mark.skipif(not shutil.which("mp3val"), reason="no mp3val here")
def test_mp3val_finds_nothing_wrong(twenty, tmp_path):
    path = tmp_path / "joined.mp3"
    path.write_bytes(twenty[2])
    tags = ID3()
    tags.add(TIT2(encoding=3, text="It warns of files without a tag"))
    tags.save(path)
    run = subprocess.run(["mp3val", path], capture_output=True, text=True, check=True)
    assert "WARNING" not in run.stdout
    assert "ERROR" not in run.stdout
    assert f"{twenty[1].count} MPEG frames" in run.stdout


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    length=st.integers(1, 30_000),
    rate=st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000]),
    level=st.floats(0.01, 1.0),
    gain=st.floats(-12, 24),
    bitrate=st.sampled_from([32, 64, 96, 128]),
    colour=st.sampled_from(["noise", "tone", "impulses", "mixed"]),
)
def test_any_sound_becomes_a_clip_of_whole_frames_that_rings_into_nothing(
    seed, length, rate, level, gain, bitrate, colour
):
    rng = np.random.default_rng(seed)
    samples = {
        "noise": lambda: rng.uniform(-1, 1, length),
        "tone": lambda: np.sin(np.arange(length) * rng.uniform(0.01, 3)),
        "impulses": lambda: (rng.random(length) > 0.999) * 1.0 + 0.001 * rng.uniform(-1, 1, length),
        "mixed": lambda: rng.uniform(-1, 1, length) * np.sin(np.arange(length) / 700),
    }[colour]()
    made = speech(level * samples, rate)
    try:
        clip = sound.finish(made, gain, bitrate)
    except QualityError:
        assert made.seconds < 0.02 or np.abs(np.frombuffer(made.pcm, "<i2").astype(int)).max() < 4
        return
    assert len(clip.frames) == clip.count * 3 * bitrate
    assert main_data_begin(clip.frames) == 0
    noise = sound.finish(speech(rng.uniform(-1, 1, 9000)), 0.0, bitrate)
    pair = decoded(clip.frames + noise.frames)
    assert np.abs(pair[: clip.samples] - decoded(clip.frames)).max() <= 1e-6
    assert np.abs(pair[clip.samples :] - decoded(noise.frames)).max() <= 1e-6


def take(key="a", count=100, lead=0.08, tail=0.12, bitrate=64):
    return Take(key, count, lead, tail, bitrate)


@pytest.mark.parametrize("pause", [0.2, 0.36, 0.72, 1.08, 2.5])
def test_a_pause_is_as_long_as_it_is_heard(pause):
    spans = stitch.join([take("a"), take("b"), take("c")], [pause, pause, 0.96]).spans
    for (_, end), (start, _) in pairwise(spans):
        assert start - end == pytest.approx(pause, abs=FRAME_SECONDS / 2)


def test_a_pause_shorter_than_the_clips_own_silence_adds_none_and_takes_none():
    recording = stitch.join([take("a"), take("b")], [0.0, 0.0])
    assert recording.pieces[1:] == (Piece(100, "a"), Piece(100, "b"))
    assert recording.spans[1][0] - recording.spans[0][1] == pytest.approx(0.2)


def test_the_first_sound_waits_for_the_lead_and_the_last_pause_is_kept():
    recording = stitch.join([take()], [0.96], lead=0.24)
    assert recording.spans[0][0] == pytest.approx(0.24, abs=FRAME_SECONDS / 2)
    assert recording.seconds - recording.spans[0][1] == pytest.approx(0.96, abs=FRAME_SECONDS / 2)


def test_the_same_clip_may_come_twice():
    recording = stitch.join([take("a"), take("a")], [0.5, 0.5])
    assert [piece.key for piece in recording.pieces if piece.key] == ["a", "a"]
    assert len(recording.spans) == len(stitch.starts(recording)) == 2


def test_starts_are_where_clips_begin_and_spans_where_they_are_heard():
    recording = stitch.join([take("a"), take("b", lead=0.1)], [0.36, 0.36])
    for start, span, lead in zip(stitch.starts(recording), recording.spans, (0.08, 0.1), strict=True):
        assert span[0] - start == pytest.approx(lead)


def test_a_clip_that_changed_in_the_store_is_not_published():
    recording = stitch.join([take("a", count=2)], [0.5])
    with pytest.raises(PublishError, match="clip a has 3 bytes"):
        list(stitch.frames(recording, lambda _: b"abc", bytes(192)))


def test_frames_come_a_piece_at_a_time():
    asked = []
    recording = stitch.join([take("a", count=2), take("b", count=2)], [1, 1])

    def fetch(key):
        asked.append(key)
        return bytes(2 * 192)

    stream = stitch.frames(recording, fetch, bytes(192))
    while not asked:
        next(stream)
    assert asked == ["a"]


def test_a_take_is_all_that_joining_needs_of_a_clip():
    clip = Clip(bytes(192 * 5), 64, 0.05, 0.06)
    assert Take.of("k", clip) == Take("k", 5, 0.05, 0.06, 64)
    assert round(ENCODER_DELAY * 48000) == 1105


def test_nothing_cannot_be_joined():
    with pytest.raises(AssertionError):
        stitch.join([], [])
