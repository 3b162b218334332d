"""Heteronyms by context: how many of 537 sentences, written before the rules saw them, are said as meant.

Usage: python -m benchmarks.heteronyms [--rules]    --rules: without hibari's own reading, where no rule speaks

A word that no rule decides is read as hibari reads it; each wrong one is printed. Goal: 95 % right.
"""

from __future__ import annotations

import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from hibari import Hibari

from articast import wording
from articast.languages import table


def main() -> None:
    known = table("en", "wording")["heteronyms"]
    lines = (Path(__file__).with_name("heteronyms.tsv")).read_text(encoding="utf-8").splitlines()
    net: Any = None if "--rules" in sys.argv else Hibari()
    right = silent = 0
    for line in lines:
        word, meant, sentence = line.split("\t")
        both = known["pairs"].get(word, "").split("|")
        expected = both["nv".index(meant)] if meant in "nv" else meant
        spoken = wording.say(sentence, "en")
        given = ((spoken.text[one.start : one.end].lower(), one.ipa) for one in spoken.pronunciations)
        found = [ipa for said, ipa in given if said == word]
        others = {*both, *(way[0] for way in known["words"].get(word, ()))} - {""}
        said = found[0] if found else heard(net, spoken.text, word, {*others, expected}) if net else ""
        silent += not found
        right += said == expected
        if said != expected:
            print(f"{word}: [{said or 'no rule'}] for [{expected}]: {sentence}")
    print(f"{right} of {len(lines)} right ({right / len(lines):.1%}); no rule speaks in {silent}")


def heard(net: Any, sentence: str, word: str, ways: set[str]) -> str:
    """Which of the ways hibari's own phonemes of the sentence have at the word."""
    words = [part.strip(".,?!’'").lower() for part in sentence.split()]
    sounds = net.phonemize(sentence)[0].split()
    at = min(words.index(word) if word in words else 0, len(sounds) - 1)
    return max(ways, key=lambda ipa: SequenceMatcher(None, ipa, sounds[at]).ratio())


if __name__ == "__main__":
    main()
