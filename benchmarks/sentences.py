"""Sentence boundaries: F1 and speed, on sentences of our own and on treebanks.

Usage: python -m benchmarks.sentences [LANGUAGE=FILE.conllu ...]    goal: mean F1 .985, 1 MB a CPU second

Of a treebank (Universal Dependencies) its sentences that end in a stop are joined by spaces; a boundary counts as found
where the next sentence begins.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

from articast.sentences import split

OWN = {
    "en": """
        Dr. Hale and Mrs. O'Neil left at 6 a.m. with St. John's choir.
        The U.S. economy grew by 2.4 percent, i.e. more than the E.U. had hoped.
        “We never said that,” she wrote.
        “Not once.”
        Was it J. P. Lowell or A. I. Marsh?
        Nobody knew!
        See p. 14, fig. 3 and No. 7, etc. before you sign.
        He works at Yahoo! in Austin.
        The shares of Marlow & Co. fell, those of Finch Inc. rose.
        It was (so they said. And they said it twice.) the end of the matter.
        Wait ... what did you say?
        Prices start at $4.99.
        20 people came.
        They didn't.
        Today they would.
        Read more at https://courier.example/a.b/c?d=e.
        iPhone sales were flat in 2025.
        In 1999, the river flooded 3.5 sq. miles of farmland.
        She moved to Washington, D.C. in May.
        She loved the U.S.
        How could she not?
        """,
    "de": """
        Am 3. Oktober feierte Prof. Dr. Kern seinen 60. Geburtstag.
        Das Haus, z. B. der Keller, war 1990 fertig.
        Jahre zählten nicht.
        „Kommst du mit?“, fragte sie leise.
        „Nein.“
        Er blieb im 2. Stock.
        Die Firma (gegr. 1921) zahlt ca. 3,5 Mio. Euro.
        Ludwig XIV. baute viel.
        Bitte lesen Sie S. 12, Abs. 3, bzw. Nr. 7.
        Es kamen Bäcker, Maler usw.
        Danach war Ruhe.
        Im 19. Jahrhundert war das anders.
        Sie kommt am 17.
        Dann sehen wir weiter.
        Das kostet 1.234,50 Euro.
        Wirklich?
        Ja!
        Die 1. Mannschaft gewann … knapp.
        """,
    "fr": """
        M. Morel et Mme Petit sont arrivés à 9 h, cf. p. 12.
        « Pourquoi pas ? » demanda-t-elle.
        Il répondit : « Jamais ! »
        Elle partit.
        En 52 av. J.-C. César assiégea la ville.
        L'art. 5 et l'art. 7 sont abrogés, etc.
        Le Dr Roux habite bd. Voltaire.
        Vraiment ?
        Oui...
        Il a payé 3,50 €.
        L’affaire est close.
        La S.A. Dupuis a vendu 1.200 vélos.
        """,
}


def sentences(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def treebank(path: Path) -> list[str]:
    lines = (line[9:].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text = "))
    return [line for line in lines if re.search(r"[.!?…][\]\"”»“’')]*$", line)]


def scored(language: str, gold: list[str]) -> tuple[float, int, int, float]:
    """F1, wrong and missed boundaries, MB a CPU second."""
    text = " ".join(gold)
    split("Once. To read the tables.", language)
    began = time.process_time()
    found = split(text, language)
    seconds = time.process_time() - began
    assert "".join(found) == text
    meant = {sum(len(sentence) + 1 for sentence in gold[: index + 1]) for index in range(len(gold))}
    heard = {sum(map(len, found[: index + 1])) for index in range(len(found))}
    heard = (heard - {len(text)}) | {len(text) + 1}
    right = len(meant & heard)
    return (
        2 * right / (len(meant) + len(heard)),
        len(heard - meant),
        len(meant - heard),
        len(text.encode()) / 1e6 / seconds,
    )


def main() -> None:
    chance = random.Random(1)
    tasks = []
    for language, text in OWN.items():
        shuffled = sentences(text) * 20
        chance.shuffle(shuffled)
        tasks.append((f"{language}, our own", language, shuffled))
    for argument in sys.argv[1:]:
        language, _, name = argument.partition("=")
        tasks.append((f"{language}, {Path(name).stem}", language, treebank(Path(name))))
    results = []
    for name, language, gold in tasks:
        f1, wrong, missed, speed = scored(language, gold)
        results.append((f1, speed))
        print(f"sentences: {name}: F1 {f1:.4f}, {wrong} wrong and {missed} missed of {len(gold)}, {speed:.1f} MB/CPU s")
    mean = sum(f1 for f1, _ in results) / len(results)
    print(f"sentences: mean F1 {mean:.4f}, slowest {min(speed for _, speed in results):.1f} MB/CPU s")


if __name__ == "__main__":
    main()
