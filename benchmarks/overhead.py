"""A batch's wall time, from the command to its end, against engine and LAME alone on the same sentences on all cores.

LAME works as for this voice (`sound.frames`). The second ratio is against LAME's usual quality for every voice.

Usage: python -m benchmarks.overhead [ARTICLES]    goal: at most 1.10
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import lameenc
import soundfile

from articast.commands.dry_run import works
from articast.flow.preparing import said
from articast.settings import load
from articast.speech import engines
from articast.speech.sound.frames import QUALITY, QUICK
from articast.speech.speak import frames_of
from benchmarks.articles import batch

VOICE = "espeak"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        batch(Path("articles"), count)
        Path("articast.toml").write_text(f'voice = "{VOICE}"\n', encoding="utf-8")
        command = [sys.executable, "-m", "articast", "publish", "articles", "--quiet", "--json"]
        began = time.monotonic()
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        wall = time.monotonic() - began
        settings = load(None, {"voice": VOICE})
        spoken = {
            (said(sentence), sentence.language, dict(work.voices)[sentence.language])
            for work in works(["articles"], settings)
            if not isinstance(work, Exception)
            for sentence in work.sentences
        }
        engine = spread(speak, sorted(spoken, key=str))
        clips = sorted(Path(".articast/clips").rglob("*.clip"))
        own = QUICK if getattr(engines.find(VOICE), "QUICK", False) else QUALITY
        lame, usual = (spread(partial(encode, quality=quality), clips) for quality in (own, QUALITY))
        speech = f"{report['clips']['spoken']} sentences, {report['audio_seconds'] / 60:.0f} min of speech"
        print(
            f"overhead: {count} articles, {speech}: {wall:.1f} s from start to end; on {os.cpu_count()} cores "
            f"the engine alone {engine:.1f} s, LAME alone {lame:.1f} s; ratio {wall / (engine + lame):.2f} "
            f"(LAME as usual {usual:.1f} s; ratio {wall / (engine + usual):.2f})"
        )


def spread(function, items) -> float:  # noqa: ANN001
    """Wall time of `function` over the items, spread over processes that have begun already."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(function, [items[:1]] * cores))
        began = time.monotonic()
        list(pool.map(function, [items[number :: 8 * cores] for number in range(8 * cores)]))
        return time.monotonic() - began - max(pool.map(reading, [items[number::cores] for number in range(cores)]))


def speak(items) -> None:  # noqa: ANN001
    for text, language, voice in items:
        engines.find(voice.engine).say(text, voice, language)


def encode(paths, quality: int) -> None:  # noqa: ANN001
    for pcm in decoded(paths):
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(64)
        encoder.set_in_sample_rate(48_000)
        encoder.set_out_sample_rate(48_000)
        encoder.set_channels(1)
        encoder.set_quality(quality)
        encoder.silence()
        encoder.encode(pcm)
        encoder.flush()


def decoded(paths):  # noqa: ANN001, ANN201
    for path in paths:
        sound, _ = soundfile.read(io.BytesIO(frames_of(path.read_bytes())), dtype="int16")
        yield sound.tobytes()


def reading(paths) -> float:  # noqa: ANN001
    """What decoding the clips takes: no part of LAME's work."""
    if not isinstance(paths[0], Path):
        return 0.0
    began = time.monotonic()
    list(map(len, decoded(paths)))
    return time.monotonic() - began


if __name__ == "__main__":
    main()
