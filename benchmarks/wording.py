"""Wording: share of the tests' pairs said right, speed on ordinary prose, and plain sentences that are left alone.

    python -m benchmarks.wording [LANG ...] [--prose PATH ...]

Speed is kB of written text (UTF-8) per CPU second, each sentence worded anew, on prose with as many numbers and
initialisms as a business article has; the goal is 200. A plain sentence has neither figures, runs of capitals,
abbreviations nor signs: no rule but those of pauses has anything to do there, and each that is touched is printed.
They come from `examples/` and the tests' own sentences, and from the text files or folders that are named (one
paragraph a line, or between blank lines).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from articast.sentences import split
from articast.wording import say, spoken
from tests.wording.table import heard, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_ROOT = Path(__file__).parent.parent
_PLAIN = re.compile(r"""(?!.*[^\W\d_]\.(?=[^\W\d_]|["”’»“)]?.))(?:[^\W\d_]|[ ,;:.!?'’"“”„«»()…-])+""")
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2}|(?<!\w)[B-HJ-NP-Z](?!\w)")
_PAUSES = {"pause", "characters", "spaces", "ornament", "emoji", "hyphen"}
MOST = 10_000
"""Plain sentences of a language that are looked at."""


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


def plain(language: str, paths: Sequence[Path]) -> Iterator[str]:
    """Sentences in which there is nothing to word."""
    seen: set[str] = set()
    for path in paths:
        for text in re.split(r"\n\s*\n|\n%\n|</?(?:p|li|h[1-6]|td)\b[^>]*>", path.read_text("utf-8", "replace")):
            line = " ".join(re.sub(r"<[^>]*>|\{(.*?) → .*?\}", r" \1 ", text).split())
            for sentence in split(line, language) if 20 < len(line) < 4000 else ():
                found = sentence.strip()
                if len(found) > 20 and found not in seen and _PLAIN.fullmatch(found) and not _CAPITALS.search(found):
                    seen.add(found)
                    yield found


def harm(language: str, paths: Sequence[Path]) -> str:
    """How many plain sentences are touched, and which."""
    own = [*(_ROOT / "examples" / language).glob("*.*"), _ROOT / "tests/wording/sentences" / f"{language}.txt"]
    files = [one for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    looked, touched = 0, []
    for sentence in plain(language, [path for path in [*own, *files] if path.is_file()]):
        looked += 1
        names = (change.rule.split(" + ") for change in say(sentence, language).changes)
        rules = {name for some in names for name in some} - _PAUSES
        touched += [f"\n    {sentence!r} by {', '.join(sorted(rules))}"] if rules else []
        if looked == MOST:
            break
    return f"{len(touched)} of {looked} plain sentences touched{''.join(touched[:60])}"


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("languages", nargs="*", metavar="LANG")
    reader.add_argument("--prose", nargs="+", type=Path, default=[], metavar="PATH")
    given = reader.parse_args(sys.argv[1:])
    for language in given.languages or sorted(_PROSE):
        print(f"wording {language}: {accuracy(language)}; {speed(language):.0f} kB/s; {harm(language, given.prose)}")


if __name__ == "__main__":
    main()
