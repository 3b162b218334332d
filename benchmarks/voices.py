"""Every ready voice that a language would take first, in all that is measured of one.

Usage: python -m benchmarks.voices [--quick] [VOICE/LANGUAGE ...]    e.g. pico:de-DE/de; default: all that are ready

A line a voice, each in a process of its own: seconds of speech per CPU second (loading left out, children counted);
peak memory; loudness as dual mono, and the spread between the loudest and softest sentence as spoken and as published;
samples clipped; characters a second, and the speed that makes the voice as fast as others; WER and CER by Whisper
(`articast voices install whisper-base`, or a folder in ARTICAST_WHISPER); MOS (`pip install distillmos`); how far word
times by alignment are off the voice's own, median and 95 % in ms; semitones by which yes/no questions rise; area under
the gate's ROC for one dropped word, by alignment. A dash: not to be had. --quick: the first four alone.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from articast import languages
from articast.model import Speech
from articast.speech import aligning, casting, engines, samples, sound, speak
from benchmarks import ears, hearing
from benchmarks.gate import WORDS, texts

if TYPE_CHECKING:
    from articast.model import Voice

TIMES = 3
"""How often the sample is spoken, with another number in each sentence so that nothing is known already."""

PLANTED = 12
"""Sentences in which a word is dropped."""

COLUMNS = (
    ("x", "{:6.1f}"),
    ("MB", "{:5.0f}"),
    ("LUFS", "{:6.1f}"),
    ("spread", "{:5.1f}"),
    ("made", "{:5.1f}"),
    ("clipped", "{:6.0f}"),
    ("char/s", "{:5.1f}"),
    ("speed", "{:5.2f}"),
    ("WER", "{:6.1%}"),
    ("CER", "{:6.1%}"),
    ("MOS", "{:5.2f}"),
    ("words", "{:5.0f}"),
    ("95 %", "{:5.0f}"),
    ("rise", "{:+5.1f}"),
    ("ROC", "{:5.2f}"),
)


def main() -> None:
    wanted = [name.split("/") for name in sys.argv[1:] if not name.startswith("--")]
    quick = "--quick" in sys.argv
    if "--one" in sys.argv:
        print(json.dumps(heard(*wanted[0]) if "--ears" in sys.argv else measured(*wanted[0])))
        return
    print(f"{'voice':<28} {'':<4}", *(f"{name:>{len(form.format(0))}}" for name, form in COLUMNS))
    for voice, language in wanted or ready():
        print(line(voice, language, quick), flush=True)


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
    return {
        "seconds": whole.seconds,
        "aside": before + sum(os.times()[:2]) - after,
        "LUFS": sound.loudness(whole),
        "spread": max(loud) - min(loud),
        "clipped": sum(abs(value) >= 32767 for value in memoryview(whole.pcm).cast("h")),
        "char/s": sum(map(len, texts)) / whole.seconds,
    }


def heard(name: str, language: str) -> dict[str, float | None]:
    """What the other columns say."""
    engine = engines.find(name.partition(":")[0])
    voice = engine.voice(name.partition(":")[2], language)
    tuned = speak.tuning(voice, language, samples.sample(language))
    its = engines.paced(voice, tuned.speed)
    pairs = [(text, engine.say(text, its, language)) for text in samples.sample(language) if len(text) <= voice.limit]
    clips = [sound.finish(speech, tuned.gain, even=True) for _, speech in pairs]
    loud = [level for clip in clips if (level := sound.loudness(sound.decode(clip.frames))) > -math.inf]
    model = ears.recogniser()
    wrong = ears.errors(pairs, language, model) if model else (None, None)
    off = [one for text, speech in pairs for one in word_times(text, speech, language)]
    asked = [ears.rise(engine.say(text, its, language)) for text in ears.QUESTIONS.get(language, ())]
    rises = [one for one in asked if one is not None]
    return {
        "made": max(loud) - min(loud),
        "speed": tuned.speed,
        "WER": wrong[0],
        "CER": wrong[1],
        "MOS": ears.naturalness(speech for _, speech in pairs),
        "words": float(np.median(off)) if off else None,
        "95 %": float(np.quantile(off, 0.95)) if off else None,
        "rise": float(np.median(rises)) if rises else None,
        "ROC": dropped(voice, language),
    }


def word_times(text: str, speech: Speech, language: str) -> list[float]:
    """Milliseconds by which each word's beginning, as aligned, is off what the voice tells of it; none where it does
    not tell, and none of espeak-ng, which is what others are aligned with.
    """
    own = {word.offset: word.start for word in speech.words}
    aligned = aligning.times(Speech(speech.pcm, speech.rate), text, language) if own else ()
    return [1000 * abs(word.start - own[word.offset]) for word in aligned if word.offset in own]


def dropped(voice: Voice, language: str) -> float | None:
    """Area under the ROC curve of what is missing by alignment, for the longest word dropped."""
    if language not in WORDS or voice.engine == "espeak":
        return None
    drawn = (text for text in texts(language, random.Random(voice.id)) if len(text.split()) >= 6)
    chosen = [*islice(drawn, PLANTED)]
    good = [found.missing for text in chosen if (found := hearing.likeness(voice, language, text, text))]
    cut = hearing.FAULTS["longest word dropped"]
    bad = [
        found.missing
        for text in chosen
        if (found := hearing.likeness(voice, language, " ".join(cut(text.split(), [])), text))
    ]
    return ears.area(good, bad) if good and bad else None


def line(voice: str, language: str, quick: bool) -> str:
    """Measure a voice in processes of its own: one that only speaks, and one that listens."""
    spoken = alone(voice, language)
    if spoken is None:
        return f"{voice:<28} {language:<4} failed"
    found = spoken if quick else {**spoken, **(alone(voice, language, "--ears") or {})}
    cells = (
        form.format(found[name]) if found.get(name) is not None else "–".rjust(len(form.format(0)))
        for name, form in COLUMNS
    )
    return f"{voice:<28} {language:<4} {' '.join(cells)}"


def alone(voice: str, language: str, *how: str) -> dict[str, Any] | None:
    """What a process of its own finds, with its speed and its memory; None where it failed."""
    command = [sys.executable, "-m", "benchmarks.voices", "--one", *how, f"{voice}/{language}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        return None
    found: dict[str, Any] = json.loads(answer.splitlines()[-1])
    if "seconds" in found:
        cpu = used.ru_utime + used.ru_stime - found["aside"]
        found |= {"x": found["seconds"] / cpu, "MB": used.ru_maxrss / 1024}
    return found


if __name__ == "__main__":
    main()
