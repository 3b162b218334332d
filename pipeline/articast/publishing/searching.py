"""The search index brought up to what is published: new documents into it, old ones out, its files told.

What is kept of it is in the catalogue; where that was lost, it is made anew when pages are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypedDict

from articast.publishing.pages import index, search, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from articast.keeping import Catalogue
    from articast.model import Edition, Episode, Reading

BATCH = 2_000
"""Documents that go into the index together: their words are in memory, some 50 MB."""


class _Kept(TypedDict):
    """What is remembered of the index beside its shards."""

    version: int
    last: dict[str, int]
    """The greatest number that each language ever had: none is given twice."""
    blocks: list[str]
    """Language of each block of numbers."""


def seek(catalogue: Catalogue, episode: Episode, reading: Reading) -> None:
    """Note what an episode is to be found by."""
    catalogue.seek(episode.folder, search.words_of(episode, reading))


def files(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Bring the index up to date, then give the path and content of each of its files.

    Args:
        edition: what is to be found, each episode once.
        catalogue: has the index, and what is to go into it.
    """
    episodes = {one.folder: one for _, published in edition.shows for one in published}
    kept = _kept(catalogue)
    _noted(catalogue, episodes)
    standing = catalogue.standings()
    gone = sorted(folder for folder, its in standing.items() if its.number is not None and folder not in episodes)
    waiting = [folder for folder, its in standing.items() if not its.fresh and folder in episodes]
    waiting.sort(key=lambda folder: (episodes[folder].published, folder))
    numbers: dict[str, int | None] = dict.fromkeys(gone)
    for folder in waiting:
        its = standing[folder].number
        numbers[folder] = _numbered(kept, episodes[folder].language) if its is None else its
    changed = [*gone, *waiting]
    for at in range(0, max(1, len(changed)), BATCH):
        _take_in(catalogue, changed[at : at + BATCH], numbers, kept)
    shown = ((its.number, episodes[folder]) for folder, its in catalogue.standings().items() if folder in episodes)
    rows = {number: _row(episode) for number, episode in shown if number is not None}
    for first, content in catalogue.shards():
        yield search.name(first), content.encode()
    for path, text in search.rows(rows):
        yield path, text.encode()
    yield f"{search.FOLDER}/index.json", search.index(catalogue.firsts(), kept["blocks"]).encode()


def _noted(catalogue: Catalogue, folders: Iterable[str]) -> None:
    """Note what episodes are found by whose pages were not made since that is kept: they were taken over."""
    there = catalogue.standings()
    articles = catalogue.folders()
    for folder in folders:
        if folder not in there and (episode := catalogue.episode(articles[folder])):
            seek(catalogue, episode, catalogue.reading(articles[folder]))


def _kept(catalogue: Catalogue) -> _Kept:
    kept: _Kept | None = catalogue.recall("search", "index")
    if kept and kept["version"] == search.VERSION:
        return kept
    catalogue.unindex()
    return {"version": search.VERSION, "last": {}, "blocks": []}


def _numbered(kept: _Kept, language: str) -> int:
    """A number for a new document: the next of its language's block, else the first of a new block."""
    number = kept["last"].get(language, -1) + 1
    if number % search.BLOCK == 0:
        number = len(kept["blocks"]) * search.BLOCK
        kept["blocks"].append(language)
    kept["last"][language] = number
    return number


def _take_in(catalogue: Catalogue, folders: Sequence[str], numbers: Mapping[str, int | None], kept: _Kept) -> None:
    """Have the index say of documents what they are found by now; nothing of those without a number."""
    added: defaultdict[str, set[int]] = defaultdict(set)
    removed: defaultdict[str, set[int]] = defaultdict(set)
    standing = catalogue.standings()
    for folder in folders:
        now, before = (set(words.split()) for words in catalogue.words_of(folder))
        number = numbers[folder]
        if number is None:
            number, now = standing[folder].number or 0, set()
        for words, to in ((now - before, added), (before - now, removed)):
            for word in words:
                to[word.removeprefix("+")].add(2 * number + word.startswith("+"))
    firsts = catalogue.firsts() or [""]

    def changed() -> Iterator[tuple[str, str]]:
        for at, group in groupby(sorted({*added, *removed}), key=lambda word: bisect_right(firsts, word) - 1):
            first, words = firsts[at], list(group)
            more, less = ({word: of[word] for word in words if word in of} for of in (added, removed))
            yield from search.merged(first, catalogue.shard(first), more, less)

    remember = partial(catalogue.remember, "search", "index", kept)  # numbers that are in use are not given again
    catalogue.indexed(((folder, numbers[folder]) for folder in folders), changed(), remember)


def _row(episode: Episode) -> tuple[str, str, str, str]:
    """What is shown of a document: its title, its page, what stands below it, its summary."""
    below = index.below(episode, texts.interface(episode.language))
    summary = "" if episode.summary == episode.title else search.short(episode.summary)
    return episode.title, episode.page, below, summary
