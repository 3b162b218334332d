"""Every ready voice that a language would take first: speed, memory, loudness.

Usage: python -m benchmarks.voices [VOICE/LANGUAGE ...]    e.g. espeak:fr/fr pico:de-DE/de; default: all that are ready

One line a voice: seconds of speech per CPU second (loading left out, children counted), peak memory, loudness as dual
mono, the spread between its loudest and its softest sentence, peak, characters a second. Each in a process of its own.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys

from articast import languages
from articast.model import Speech
from articast.speech import casting, engines, samples, sound

TIMES = 3
"""How often the sample is spoken, with another number in each sentence so that nothing is known already."""


def main() -> None:
    wanted = [name.split("/") for name in sys.argv[1:] if name != "--one"]
    if "--one" in sys.argv:
        print(json.dumps(measured(*wanted[0])))
        return
    for voice, language in wanted or ready():
        print(line(voice, language))


def ready() -> list[list[str]]:
    """Voices that languages with a file would take, in the order in which they would."""
    return [
        [candidate.voice.id, language]
        for language in languages.shipped()
        for candidate in casting.candidates(language)
        if candidate.voice and not candidate.missing
    ]


def measured(name: str, language: str) -> dict[str, float]:
    """In this process: what was spoken, and the CPU seconds that went into anything else."""
    engine = engines.find(name.partition(":")[0])
    voice = engine.voice(name.partition(":")[2], language)
    texts = [f"{number}. {text}" for number in range(TIMES) for text in samples.sample(language)]
    texts = [text for text in texts if len(text) <= voice.limit]
    engine.say(texts[0], voice, language)
    before = sum(os.times()[:2])
    spoken = [engine.say(text, voice, language) for text in texts]
    after = sum(os.times()[:2])
    loud = [sound.loudness(speech) for speech in spoken]
    whole = Speech(b"".join(speech.pcm for speech in spoken), spoken[0].rate)
    peak = max(abs(value) for value in memoryview(whole.pcm).cast("h"))
    found = {
        "rate": whole.rate,
        "seconds": whole.seconds,
        "characters": sum(map(len, texts)),
        "loudness": sound.loudness(whole),
        "spread": max(loud) - min(loud),
        "peak": 20 * math.log10(peak / 32768),
        "clipped": sum(abs(value) >= 32767 for value in memoryview(whole.pcm).cast("h")),
    }
    return {**found, "aside": before + sum(os.times()[:2]) - after}


def line(voice: str, language: str) -> str:
    """Measure a voice in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.voices", "--one", f"{voice}/{language}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        return f"{voice:<28} {language:<4} failed"
    found = json.loads(answer)
    cpu = used.ru_utime + used.ru_stime - found["aside"]
    return (
        f"{voice:<28} {language:<4} {found['rate'] / 1000:4.1f} kHz  {found['seconds'] / cpu:6.1f} x  "
        f"{used.ru_maxrss / 1024:4.0f} MB  {found['loudness']:6.1f} LUFS ±{found['spread'] / 2:3.1f}  "
        f"peak {found['peak']:5.1f} dBFS ({found['clipped']:.0f} clipped)  "
        f"{found['characters'] / found['seconds']:4.1f} char/s"
    )


if __name__ == "__main__":
    main()
