"""The full-text search over many articles: what a query makes a phone load, and what a new article rewrites.

Articles are made up of words as languages have them: the n-th most frequent one n times as seldom as the first, 250
different ones an article, and now and then a word that nobody else wrote.

Usage: python -m benchmarks.searching [ARTICLES]    goal: under 100,000 bytes a query of three words, unpacked
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from articast.keeping import Catalogue
from articast.model import Edition, Episode, Show
from articast.publishing import searching
from articast.publishing.pages import by_address

BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
VOCABULARY = 120_000
DIFFERENT = 250
LETTERS = "etaoinshrdlucmfwygpbvk"
SUMMARY = (
    "After nine silent years the clock on the customs house strikes again, and the whole harbour came to hear it. " * 2
)


def word(number: int) -> str:
    """A word: the seldomer the longer."""
    letters = []
    while True:
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
        if number == 0:
            return "".join(letters) + "en"


def episode(number: int) -> Episode:
    """An article of no text: its words are made apart."""
    slug = f"an-article-of-average-length-{number}"
    when = BEGIN + timedelta(hours=number)
    values = {"audio": f"en/{slug}/{slug}-0a1b2c3d.mp3", "bytes": 1, "seconds": 240.0, "voice": "tone"}
    title = f"An article of average length, number {number}"
    return Episode(f"{number}", "en", slug, title, when, when, summary=SUMMARY, **values)  # type: ignore[arg-type]


def words_of(number: int, chance: random.Random) -> str:
    """What an article is found by."""
    picked = {word(int(VOCABULARY ** chance.random()) - 1) for _ in range(2 * DIFFERENT)}
    return " ".join([f"+title{number % 1000}", f"once{number}", *list(picked)[:DIFFERENT]])


def loaded(files: dict[str, int], catalogue: Catalogue, query: list[str]) -> int:
    """Bytes of a query: the index, a shard a word, and ten results from ten files of rows."""
    firsts = catalogue.firsts()
    shards = {max(first for first in firsts if first <= one) for one in query}
    rows = sorted((size for path, size in files.items() if "/rows/" in path), reverse=True)[:10]
    return (
        files["search/index.json"] + sum(files[f"search/{by_address.digest(one)}.json"] for one in shards) + sum(rows)
    )


def brought_out(catalogue: Catalogue, episodes: list[Episode]) -> tuple[dict[str, int], dict[str, int], float]:
    """Each file's bytes and digest, and the seconds of CPU it took."""
    began, sizes, digests = time.process_time(), {}, {}
    for path, content in searching.files(
        Edition(((Show("en", "News", "https://news.example/"), tuple(episodes)),)), catalogue
    ):
        sizes[path], digests[path] = len(content), hash(content)
    return sizes, digests, time.process_time() - began


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        catalogue = Catalogue(Path(name, "catalogue.sqlite"))
        episodes = [episode(number) for number in range(count)]
        for one in episodes:
            catalogue.seek(one.folder, words_of(int(one.guid), chance))
        files, before, seconds = brought_out(catalogue, episodes)
        whole, largest = sum(files.values()), max(size for path, size in files.items() if path.count("/") == 1)
        print(
            f"search: {count:,} articles, {len(files):,} files, {whole / 1e6:.1f} MB, "
            f"largest {largest:,} bytes; {seconds:.1f} s of CPU"
        )
        for query in ([word(0)], [word(40), word(3_000)], [word(0), word(1), word(90_000)]):
            size = loaded(files, catalogue, query)
            print(f"search: '{' '.join(query)}' loads {size:,} bytes (goal 100,000)")
        catalogue.seek(episode(count).folder, words_of(count, chance))
        files, after, seconds = brought_out(catalogue, [*episodes, episode(count)])
        changed = [path for path in after if before.get(path) != after[path]]
        print(
            f"search: one new rewrites {len(changed)} files, "
            f"{sum(files[path] for path in changed) / 1e6:.2f} MB; {seconds:.1f} s of CPU"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"search: state {Path(name, 'catalogue.sqlite').stat().st_size / 1e6:.0f} MB, peak {peak:.0f} MB")
        catalogue.close()


if __name__ == "__main__":
    main()
