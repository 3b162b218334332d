"""A batch's wall time against the CPU of engine and LAME alone on the same sentences, divided by the cores.

Usage: python -m benchmarks.overhead [ARTICLES]    goal: at most 1.15
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from pathlib import Path

import lameenc
import numpy as np
import soundfile

from benchmarks.articles import batch
from pipeline import engines
from pipeline.prepare import said
from pipeline.progress import Quiet
from pipeline.publish import publish
from pipeline.rehearsal import works
from pipeline.settings import load
from pipeline.speak import frames_of

VOICE = "espeak"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        batch(Path("articles"), count)
        Path("articast.toml").touch()
        settings = load(None, {"voice": VOICE})
        report = publish(["articles"], settings, Quiet())
        assert not report.failed, report.failed[:3]
        lower = engine_alone(settings) + lame_alone(Path(".articast/clips"))
        cores = os.cpu_count() or 1
        ratio = report.seconds / (lower / cores)
        print(
            f"overhead: {count} articles, {report.spoken} sentences, {report.audio_seconds / 60:.0f} min of speech: "
            f"{report.seconds:.1f} s; engine and LAME alone {lower:.1f} CPU s on {cores} cores; ratio {ratio:.2f}"
        )


def engine_alone(settings) -> float:  # noqa: ANN001
    engine = engines.find(VOICE)
    sentences = {
        (said(sentence), sentence.language): dict(work.voices)[sentence.language]
        for work in works(["articles"], settings)
        for sentence in work.sentences
    }
    engine.say("Warm.", engine.voice("", "en"), "en")
    began = time.process_time()
    for (text, language), voice in sentences.items():
        engine.say(text, voice, language)
    return time.process_time() - began


def lame_alone(clips: Path) -> float:
    spent = 0.0
    for path in clips.rglob("*.clip"):
        sound, _ = soundfile.read(io.BytesIO(frames_of(path.read_bytes())), dtype="int16")
        pcm = np.asarray(sound).tobytes()
        began = time.process_time()
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(64)
        encoder.set_in_sample_rate(48_000)
        encoder.set_channels(1)
        encoder.set_quality(5)
        encoder.silence()
        encoder.encode(pcm)
        encoder.flush()
        spent += time.process_time() - began
    return spent


if __name__ == "__main__":
    main()
