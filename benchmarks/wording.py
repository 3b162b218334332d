"""Wording: share of the tests' pairs said right, by class, and speed on ordinary prose. One line a language.

    python -m benchmarks.wording [LANG ...]

Speed is kB of written text (UTF-8) per CPU second, each sentence worded anew, on prose with as many numbers and
initialisms as a business article has; the goal is 200.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter

from articast.wording import spoken
from tests.wording.table import heard, pairs

_PROSE = {
    "en": "Gartner predicted in 2013 that the CRM market would cross $23bn. Nobody on the board believed it, and few "
    "believe it today. What has changed is the way in which people buy: almost 40% of them never speak to anyone. "
    "The smaller companies, those with fewer than 8,000 customers, were quick to see it – the larger ones were not.",
    "de": "Das Unternehmen erwartet für 2021 einen Umsatz von 1,2 Mrd. Euro. Im Vorstand glaubt das kaum jemand, "
    "auch die Kunden sind skeptisch. Was sich geändert hat, ist die Art, wie Menschen kaufen: Fast 40 % von ihnen "
    "sprechen mit niemandem mehr. Die kleineren Firmen haben das, wie so oft, zuerst erkannt – die größeren nicht.",
    "fr": "Le groupe prévoit pour 2021 un chiffre d’affaires de 1,2 milliard d’euros. Personne au conseil n’y croit, "
    "et les clients non plus. Ce qui a changé, c’est la façon d’acheter : près de 40 % des gens ne parlent à personne. "
    "Les plus petites entreprises l’ont compris les premières – les grandes, elles, attendent encore.",
}


def accuracy(language: str) -> str:
    right, rows = Counter[str](), Counter[str]()
    for pair in pairs(language):
        rows[pair.kind] += 1
        right[pair.kind] += heard(spoken(pair.written, language)) in pair.spoken
    classes = " ".join(f"{kind} {right[kind]}/{rows[kind]}" for kind in rows)
    return f"{sum(right.values()) / rows.total():.3f} of {rows.total()} ({classes})"


def speed(language: str, seconds: float = 2.0) -> float:
    """Speed in kB per CPU second."""
    sentences = re.split(r"(?<=[.:]) ", _PROSE[language])
    size = sum(len(sentence.encode()) for sentence in sentences)
    for sentence in sentences:
        spoken(sentence, language)
    start, rounds = time.process_time(), 0
    while time.process_time() - start < seconds:
        for sentence in sentences:
            spoken(sentence, language)
        rounds += 1
    return size * rounds / (time.process_time() - start) / 1000


def main() -> None:
    for language in sys.argv[1:] or sorted(_PROSE):
        print(f"wording {language}: {accuracy(language)}; {speed(language):.0f} kB/s")


if __name__ == "__main__":
    main()
