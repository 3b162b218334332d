"""How much the gate catches, and how much it refuses that is good.

Usage: python -m benchmarks.gate [GOOD]    goal: 100 % of planted defects, under 0.1 % of good clips

Speaks GOOD (default 1500) varied good sentences with espeak-ng in English, French and German, some with Pico and
hibari, plants every defect in a part of them, and prints one line. The wrong text needs a recogniser
(`articast check --listen`) and is not in it.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from articast.errors import ArticastError
from articast.model import Speech
from articast.speech import engines, gate
from articast.speech.samples import sample
from articast.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Voice

WORDS = {
    "en": {
        "who": "the mayor|a neighbour|my sister|nobody here|the old fisherman|our editor|every second reader|"
        "the committee of inquiry|she|the judge, who had been ill,|half of the children|Doctor Hughes",
        "does": "has read|will never forget|was asked about|keeps in the cellar|could not explain|paid {n} dollars for|"
        "wrote a long letter about|laughed at|voted against|measured {n} times",
        "what": "the new timetable|the bridge by the harbour|a map of the underground|{n} applications|such questions|"
        "the strength of the wind|cheap sausages|the shape of things|what had been found under the floor|psychology",
        "more": "|in the spring|since {y}|, and that surprised everyone|; the rest is silence|despite the rain"
        "| because it had been promised to them twice, in writing, by three different ministers",
        "one": "Yes.|No!|Why?|Help.|Shh.|Chapter {n}.|Six.|Contents|Fish.|Eighty-eight.|Stop|Photosynthesis.",
    },
    "de": {
        "who": "die Bürgermeisterin|ein Nachbar|meine Schwester|niemand hier|der alte Fischer|unsere Redaktion|"
        "der Untersuchungsausschuss|sie|der Richter, der krank gewesen war,|die Hälfte der Kinder|Doktor Huber",
        "does": "kennt schon|vergisst wohl nie|fragte nach|findet im Keller|bezahlte {n} Euro für|lachte über|"
        "stimmte gegen|schrieb einen langen Brief über|maß {n} Mal",
        "what": "den neuen Fahrplan|die Brücke am Hafen|eine Karte der Kanalisation|{n} Anträge|solche Fragen|"
        "die Stärke des Windes|billige Würste|was unter dem Boden lag|Geschwindigkeitsbegrenzungen|Psychologie",
        "more": "|im Frühling|seit {y}|, und das überraschte alle|; der Rest ist Schweigen|trotz des Regens"
        "|, weil es ihnen zweimal schriftlich von drei verschiedenen Ministerien versprochen worden war",
        "one": "Ja.|Nein!|Warum?|Hilfe.|Pst.|Kapitel {n}.|Sechs.|Inhalt|Fisch.|Achtundachtzig.|Halt|Photosynthese.",
    },
    "fr": {
        "who": "la maire|un voisin|ma sœur|personne ici|le vieux pêcheur|notre rédaction|une lectrice sur deux|"
        "la commission d'enquête|elle|le juge, qui avait été malade,|la moitié des enfants|le docteur Hugo",
        "does": "connaît déjà|n'oublie jamais|a demandé|garde à la cave|a payé {n} euros pour|s'est moquée de|"
        "a voté contre|a écrit une longue lettre sur|a mesuré {n} fois",
        "what": "le nouvel horaire|le pont du port|un plan des égouts|{n} demandes|de telles questions|"
        "la force du vent|des saucisses bon marché|ce qu'il y avait sous le plancher|la psychologie|six cents scies",
        "more": "|au printemps|depuis {y}|, ce qui a surpris tout le monde|; le reste est silence|malgré la pluie"
        "| parce que trois ministres différents le leur avaient promis deux fois, par écrit",
        "one": "Oui.|Non !|Pourquoi ?|Au secours.|Chut.|Chapitre {n}.|Six.|Sommaire|Poisson.|Stop|Un thé.|Téléphone.",
    },
}
VOICES = (("espeak", "en"), ("espeak", "de"), ("espeak", "fr"), ("pico", "de"), ("pico", "fr"), ("hibari", "en"))
ODD = (
    "{one} {one} {one}",
    "{who}? {one}",
    "«{what}?» «{one}»",
    "{what}, {what}, {what}, {what}.",
    "{what}? {what}! {what}.",
    "{what}: {n}. {what}: {n}. {what}: {n}.",
    "{n}, {n}, {n}, {n}.",
    "{one} {one} {who}, {who}: {one}",
)
"""Lists, answers, counting, refrains: full of pauses that are like each other."""
SHARES = (0.35, 0.5, 0.62, 0.74, 0.86)


def texts(language: str, chance: random.Random) -> Iterator[str]:
    """Sentences without end: a word, a list, a clause, three; numbers and years, as `wording` says them."""
    words = {part: line.split("|") for part, line in WORDS[language].items()}
    while True:
        clauses = [
            " ".join(chance.choice(words[part]) for part in ("who", "does", "what", "more")).replace(" ,", ",").strip()
            for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3)))
        ]
        odd = re.sub(r"{(who|what|one)}", lambda part: chance.choice(words[part[1]]), chance.choice(("{one}", *ODD)))
        text = ", ".join(clauses) + chance.choice("..?!…") if clauses else odd
        text = re.sub(r"{n}", lambda _: str(chance.choice((3, 17, 88, 999, 12_345))), text)
        text = text.format(y=chance.randrange(1880, 2030)).replace(" ;", ";")
        said = spoken(text[0].upper() + text[1:], language)
        if len(said) <= 350:  # what every voice takes at a time
            yield said


def speeches(name: str, language: str, count: int) -> list[tuple[str, Speech, gate.Pace | None]]:
    """Good sentences of a voice with its pace, learned as `speak` learns it; none where the voice is not here."""
    engine = engines.find(name)
    try:
        voice = engine.voice("", language)
    except ArticastError:
        return []
    pace = learned(engine, voice, language)
    chosen = islice(texts(language, random.Random(f"{name} {language}")), count)
    return [(text, engine.say(text, voice, language), pace) for text in chosen]


def learned(engine: engines.Engine, voice: Voice, language: str) -> gate.Pace | None:
    """The voice's pace."""
    said = sample(language)
    spoken_sample = [engine.say(text, voice, language) for text in said]
    pairs = [(text, speech.seconds) for text, speech in zip(said, spoken_sample, strict=True)]
    return gate.learn(pairs, spoken_sample)


def planted(speech: Speech, said: str, chance: random.Random) -> Iterator[tuple[str, Speech]]:
    """The defects that this speech can have."""
    sound = np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32) / 32768
    size = np.abs(sound)
    over = np.flatnonzero(size > 0.02 * size.max())
    start, end = int(over[0]), int(over[-1]) + 1
    at = {share: start + int(share * (end - start)) for share in SHARES}
    remade = lambda values: Speech(np.rint(np.clip(values, -1, 1) * 32767).astype("<i2").tobytes(), speech.rate)  # noqa: E731
    yield "empty", Speech(b"", speech.rate)
    yield "silent", remade(0 * sound)
    yield "silent", remade(np.random.default_rng(1).normal(scale=3e-4, size=sound.size))
    if len(said) > 20:
        yield "truncated", remade(sound[: at[chance.choice(SHARES)]])
    yield "repeated", remade(np.concatenate([sound, sound]))
    if len(said) > 40:
        yield "repeated", remade(np.concatenate([sound[: at[0.86]], sound[at[0.35] :]]))
    yield "clipped", remade(sound / size.max() * chance.choice((3.0, 6.0, 12.0)))
    if not any(sign in said[:-1] for sign in ".,:;…–—!?()"):
        hole = np.zeros(int(chance.uniform(1.5, 4) * speech.rate), dtype=np.float32)
        yield "hole", remade(np.concatenate([sound[: at[0.5]], hole, sound[at[0.5] :]]))


def main(good: int) -> None:
    """Print the line, and before it what went wrong."""
    chance = random.Random(1)
    refused, caught, missed = 0, Counter[str](), Counter[str]()
    everything: list[tuple[str, str, Speech, gate.Pace | None]] = []
    for name, language in VOICES:
        count = good // 3 if name == "espeak" else good // 20
        everything += [(language, *one) for one in speeches(name, language, count)]
    began = time.process_time()
    found = [gate.defects(speech, said, language, pace) for language, said, speech, pace in everything]
    cost = (time.process_time() - began) / len(everything)
    for (language, said, _, _), faults in zip(everything, found, strict=True):
        if faults:
            refused += 1
            print(f"  refused, though good: {language} «{said}»: {'; '.join(faults)}")
    for language, said, speech, pace in everything[:: max(1, len(everything) // 250)]:
        for kind, bad in planted(speech, said, chance):
            faults = gate.defects(bad, said, language, pace)
            (caught if faults else missed)[kind] += 1
            if not faults:
                print(f"  missed: {kind} {language} «{said}» {bad.seconds:.1f} s of {speech.seconds:.1f} s")
    kinds = ", ".join(f"{kind} {caught[kind]}/{caught[kind] + missed[kind]}" for kind in sorted(caught | missed))
    print(
        f"gate: {caught.total() / (caught.total() + missed.total()):.2%} of planted defects caught ({kinds}); "
        f"{refused / len(everything):.2%} of {len(everything)} good clips refused; {cost * 1000:.1f} ms a sentence"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
