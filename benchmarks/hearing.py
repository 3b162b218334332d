"""What the alignment with espeak-ng's speech can tell of wrong words: twenty faults planted in what is said.

Usage: python -m benchmarks.hearing [SENTENCES] [VOICE/LANGUAGE ...]     default: 40, pico:de-DE/de hibari:heart/en …

A line a voice and fault: how many are told at the bound that refuses no right sentence but one in a hundred, by the
mean distance, by what is missing, by what is extra, and by any of them at the voice's own bounds (`gate`).
"""

from __future__ import annotations

import random
import sys
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import ArticastError
from articast.speech import aligning, engines
from benchmarks.gate import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.model import Voice

KINDS = ("distance", "missing", "extra")

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


def signals(voice: Voice, language: str, said: str, meant: str) -> tuple[float, float, float] | None:
    """Distance, missing and extra seconds of one text's speech held against another text."""
    try:
        speech = engines.find(voice.engine).say(said, voice, language)
    except ArticastError:
        return None
    found = aligning.compared(speech, meant, language)
    return (found.distance, found.missing, found.extra) if found else None


def main(count: int, names: list[str]) -> None:
    for name in names:
        which, _, language = name.partition("/")
        engine, _, own = which.partition(":")
        voice = engines.find(engine).voice(own, language)
        chance = random.Random(name)
        chosen = [text for text in islice(texts(language, chance), 4 * count) if len(text.split()) >= 6][:count]
        good = [found for text in chosen if (found := signals(voice, language, text, text))]
        bounds = np.quantile(good, 0.99, axis=0)
        most = ", ".join(f"{kind} {value:.2f}" for kind, value in zip(KINDS, bounds, strict=True))
        print(f"{name}: of {len(good)} right ones 99 % are under {most}")
        for fault, plant in FAULTS.items():
            others = [*chosen[1:], chosen[0]]
            bad = [
                found
                for text, other in zip(chosen, others, strict=True)
                if (found := signals(voice, language, " ".join(plant(text.split(), other.split())), text))
            ]
            over = np.array(bad) > bounds
            told = " ".join(f"{share:>5.0%}" for share in (*over.mean(axis=0), over.any(axis=1).mean()))
            print(f"  {fault:<22} {told}")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(*(numbers or [40]), [one for one in sys.argv[1:] if not one.isdigit()] or list(VOICES))
