"""What the alignment with espeak-ng's speech can tell of wrong words: twenty faults planted in what is said.

Usage: python -m benchmarks.hearing [SENTENCES [SEED]] [VOICE/LANGUAGE ...] >> found.jsonl     default: 40 of VOICES
       python -m benchmarks.hearing --table found.jsonl

Each run adds its sentences' scores; the table says, of all of them, the area under the ROC curve and how many are told.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import ArticastError
from articast.speech import aligning, doubting, engines, samples, speak
from benchmarks.ears import area
from benchmarks.gate import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.model import Voice

VOICES = ("pico:de-DE/de", "pico:fr-FR/fr", "hibari:heart/en")


def without(words: list[str], start: int, count: int = 1) -> list[str]:
    return words[:start] + words[start + count :]


def swapped(words: list[str], at: int) -> list[str]:
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda at: len(words[at]))


FAULTS: dict[str, Callable[[list[str], list[str]], list[str]]] = {
    "first word dropped": lambda w, _: without(w, 0),
    "last word dropped": lambda w, _: without(w, len(w) - 1),
    "middle word dropped": lambda w, _: without(w, len(w) // 2),
    "longest word dropped": lambda w, _: without(w, longest(w)),
    "two words dropped": lambda w, _: without(w, len(w) // 3, 2),
    "three words dropped": lambda w, _: without(w, len(w) // 3, 3),
    "second half dropped": lambda w, _: w[: len(w) // 2],
    "first half dropped": lambda w, _: w[len(w) // 2 :],
    "longest word doubled": lambda w, _: [*w[: longest(w) + 1], *w[longest(w) :]],
    "middle word doubled": lambda w, _: [*w[: len(w) // 2 + 1], *w[len(w) // 2 :]],
    "two words doubled": lambda w, _: [*w[: len(w) // 2 + 2], *w[len(w) // 2 :]],
    "first half doubled": lambda w, _: [*w[: len(w) // 2], *w],
    "neighbours swapped": lambda w, _: swapped(w, len(w) // 2 - 1),
    "ends swapped": lambda w, _: [w[-1], *w[1:-1], w[0]],
    "order reversed": lambda w, _: w[::-1],
    "halves swapped": lambda w, _: w[len(w) // 2 :] + w[: len(w) // 2],
    "longest word another": lambda w, o: [*w[: longest(w)], o[longest(o)], *w[longest(w) + 1 :]],
    "two words others": lambda w, o: [*w[: len(w) // 2], *o[:2], *w[len(w) // 2 + 2 :]],
    "another sentence": lambda _, o: o,
    "another one beside": lambda w, o: w + o,
}


def likeness(voice: Voice, language: str, said: str, meant: str) -> aligning.Likeness | None:
    """One text's speech held against another text."""
    try:
        speech = engines.find(voice.engine).say(said, voice, language)
    except ArticastError:
        return None
    return aligning.compared(speech, meant, language)


def main(count: int, seed: str, names: list[str]) -> None:
    """Print a line of JSON a voice and fault: the scores of its sentences; the fault is empty for the right ones."""
    for name in names:
        which, _, language = name.partition("/")
        engine, _, own = which.partition(":")
        voice = engines.find(engine).voice(own, language)
        tuned = speak.tuning(voice, language, samples.sample(language))
        voice, pace = engines.paced(voice, tuned.speed), tuned.pace
        assert pace is not None
        drawn = texts(language, random.Random(f"{name} {seed}"))
        right = [(text, text) for text in islice(drawn, count)]
        long = [text for text, _ in right if len(text.split()) >= 6]
        rows = {"": right}
        for fault, plant in FAULTS.items():
            others = zip(long, [*long[1:], long[0]], strict=True)
            rows[fault] = [(" ".join(plant(text.split(), other.split())), text) for text, other in others]
        for fault, pairs in rows.items():
            scores = [
                round(doubting.score(found, pace, meant), 3)
                for said, meant in pairs
                if (found := likeness(voice, language, said, meant))
            ]
            print(json.dumps({"voice": name, "fault": fault, "scores": scores}), flush=True)


def table(file: Path) -> None:
    """What runs have found, as a table: a row a fault; for each voice the area under the ROC curve, and how many are
    told at the voice's own bounds. Under it how many right sentences there were, and how many of them are doubted.
    """
    found: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found[one["voice"]][one["fault"]] += one["scores"]
    print("| fault |", " | ".join(found), "|\n|---|" + "---|" * len(found))
    for fault in FAULTS:
        cells = (
            f"{area(its[''], its[fault]):.3f}, {np.mean(np.array(its[fault]) > 1):.0%}" if its[fault] else "–"
            for its in found.values()
        )
        print(f"| {fault} |", " | ".join(cells), "|")
    good = (f"{sum(score > 1 for score in its[''])} of {len(its[''])}" for its in found.values())
    print("| right ones doubted |", " | ".join(good), "|")


if __name__ == "__main__":
    if "--table" in sys.argv:
        table(Path(sys.argv[-1]))
    else:
        numbers = [one for one in sys.argv[1:] if one.isdigit()] or ["40"]
        named = [one for one in sys.argv[1:] if not one.isdigit()]
        main(int(numbers[0]), numbers[-1], named or list(VOICES))
