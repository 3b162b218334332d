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
from pathlib import Path

from pipeline.wording import spoken

_TABLES = Path(__file__).parent.parent / "tests" / "wording"
_PROSE = {
    "en": "Gartner predicted in 2013 that the CRM market would cross $23bn. Nobody on the board believed it at the time, "
    "and few believe it today. What has changed is the way in which people buy: almost 40% of them never speak to anyone. "
    "The smaller companies, those with fewer than 8,000 customers, were quick to see it – the larger ones were not.",
    "de": "Das Unternehmen erwartet für 2021 einen Umsatz von 1,2 Mrd. Euro. Im Vorstand glaubt das kaum jemand, und auch die "
    "Kunden sind skeptisch. Was sich geändert hat, ist die Art, wie Menschen kaufen: Fast 40 % von ihnen sprechen mit "
    "niemandem mehr. Die kleineren Firmen haben das, wie so oft, am schnellsten erkannt – die größeren nicht.",
    "fr": "Le groupe prévoit pour 2021 un chiffre d’affaires de 1,2 milliard d’euros. Personne au conseil n’y croit, et les "
    "clients non plus. Ce qui a changé, c’est la façon d’acheter : près de 40 % des gens ne parlent plus à personne. "
    "Les plus petites entreprises l’ont compris les premières – les grandes, elles, attendent encore.",
}


def heard(said: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-–—/]", " ", said.lower())).split())


def accuracy(language: str) -> str:
    right, all_ = Counter[str](), Counter[str]()
    for line in _TABLES.joinpath(f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, written, ways = line.split("\t")
        all_[kind] += 1
        right[kind] += heard(spoken(written, language)) in map(heard, ways.split("|"))
    share = sum(right.values()) / sum(all_.values())
    return f"{share:.3f} of {sum(all_.values())} (" + " ".join(f"{k} {right[k]}/{all_[k]}" for k in all_) + ")"


def speed(language: str, seconds: float = 2.0) -> float:
    """kB per CPU second."""
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
        known = _TABLES.joinpath(f"{language}.tsv").exists()
        said = f"wording {language}: {accuracy(language)}" if known else f"wording {language}: no table"
        print(f"{said}; {speed(language):.0f} kB/s")


if __name__ == "__main__":
    main()
