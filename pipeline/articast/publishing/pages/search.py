"""`search/`: a full-text index of all articles, cut so that a phone loads what its query needs and no more.

Documents have numbers. A shard is a range of words, each with the numbers of the documents that have it; rows say what
stands below a document's number: its title and where it is. A reader's browser asks for the list of shards, for the
shards of its words and for the rows of the best results, whatever is published (`assets/search.js` reads them by the
same rules). A new article changes the shards that its words are in, and no other.

Words are compared without accents and case. Scripts that part no words are cut into pairs of letters.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from articast.publishing.pages import by_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from articast.model import Episode, Reading

FOLDER = "search"

VERSION = 1
"""Of the layout and of how words are cut: documents are indexed anew where it grows."""

LARGEST = 12_000
"""Characters of a shard from which it is parted in two: three words of a query and its results stay under 100 kB."""

MOST = 4_000
"""Documents that a word's entry has at most, the newest: of older ones a query takes it that they have the word.

So a query never misses a document, and a word that everybody writes costs as much as one of 4,000 articles.
"""

BLOCK = 64
"""Numbers that are given to one language together, so that a search in one show can leave the others out."""

ROWS = 8
"""Documents in a file of rows: ten results are ten files at most, some 2 kB each."""

LONGEST = 24
"""Letters of a word that count: nobody types more, and an address or a digest is no word."""

SUMMARY = 160
"""Characters of its summary that a result shows."""

_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ", "ـ": ""}
)
"""Letters that are no letter with an accent, and are typed as others."""
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Chinese: scripts without spaces between words."""
_UNPARTED_RUN = re.compile(f"([{_UNPARTED}]+)")
CUT = "*"
"""Before an entry that has its newest documents alone."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}


def fold(text: str) -> str:
    """Text as it is compared: lower case, without accents, compatible forms as their plain ones."""
    return _ACCENTS.sub("", normalize("NFKD", text).lower()).translate(_SPELT)


@cache
def _word() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0xFFFF) if category(chr(code))[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{re.escape(marks)}])+")


def words(text: str) -> Iterator[str]:
    """Its words as they are compared; pairs of letters where a script parts none, one that stands alone as it is."""
    for run in _word().findall(fold(text)):
        for part in _UNPARTED_RUN.split(run):
            if not part:
                continue
            if not _UNPARTED_RUN.match(part):
                yield part[:LONGEST]
            elif len(part) == 1:
                yield part
            else:
                yield from (one + other for one, other in pairwise(part))


def words_of(episode: Episode, reading: Reading) -> str:
    """All that a document is found by, a space between; words of its title and authors with a `+` before them.

    Of an edition only its title counts: its articles are found by themselves.
    """
    title = set(words(" ".join((episode.title, *episode.authors, *episode.tags))))
    said = [*(one.text for one in reading.sentences), *(one.text for one in reading.notes), episode.summary]
    texts = () if episode.edition else said
    text = {word for part in texts for word in words(part)} - title
    return " ".join([*(f"+{word}" for word in sorted(title)), *sorted(text)])


def merged(
    first: str, content: str, added: Mapping[str, AbstractSet[int]], removed: Mapping[str, AbstractSet[int]]
) -> Iterator[tuple[str, str]]:
    """A shard with what is new in it, as first word and content; one that has grown too large is several now.

    Args:
        first: its first word; `""` is that of the first shard.
        content: as it was; `{}` of a new one.
        added: new entries of its words: twice the document's number, one more where its title has the word.
        removed: entries that are no more.
    """
    entries: dict[str, str] = json.loads(content)
    for word in {*added, *removed}:
        packed_before = entries.pop(word, "")
        codes = {*unpacked(packed_before.removeprefix(CUT)), *added.get(word, ())} - removed.get(word, set())
        if codes:
            is_cut = packed_before.startswith(CUT) or len(codes) > MOST
            entries[word] = CUT * is_cut + packed(sorted(codes, reverse=True)[:MOST])
    yield from _parted(first, sorted(entries.items()))


def _parted(first: str, entries: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    text = json.dumps(dict(entries), ensure_ascii=False, separators=(",", ":"))
    if len(text) <= LARGEST or len(entries) < 2:
        yield first, text
        return
    size, half = 0, 0
    while half < len(entries) - 1 and (half == 0 or size < len(text) // 2):
        size += len(entries[half][0]) + len(entries[half][1]) + 6
        half += 1
    yield from _parted(first, entries[:half])
    yield from _parted(_between(entries[half - 1][0], entries[half][0]), entries[half:])


def _between(before: str, word: str) -> str:
    """The shortest beginning of `word` that comes after `before`."""
    return next(word[:size] for size in range(1, len(word) + 1) if word[:size] > before)


def packed(codes: Sequence[int]) -> str:
    """Numbers, falling, as text: the first, then by how much each is less; five bits a letter, the sixth: more."""
    out, before = [], 0
    for at, code in enumerate(codes):
        value = before - code if at else code
        before = code
        while value > 31:
            out.append(_DIGITS[32 | (value & 31)])
            value >>= 5
        out.append(_DIGITS[value])
    return "".join(out)


def unpacked(text: str) -> Iterator[int]:
    """The numbers that `packed` wrote."""
    value, shift, code = 0, 0, 0
    is_first = True
    for letter in text:
        digit = _VALUES[letter]
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            code, is_first = (value if is_first else code - value), False
            yield code
            value, shift = 0, 0


def name(first: str) -> str:
    """A shard's path, by its first word."""
    return f"{FOLDER}/{by_address.digest(first)}.json"


def index(firsts: Sequence[str], blocks: Sequence[str]) -> str:
    """`search/index.json`: first words of the shards, each as what it shares with the one before it and the rest.

    Args:
        firsts: in order.
        blocks: language of each block of numbers, in order.
    """
    steps = ((first, _shared(before, first)) for before, first in pairwise(["", *firsts]))
    lines = [f"{same:x}{first[same:]}" for first, same in steps]
    runs = [[language, sum(1 for _ in run)] for language, run in groupby(blocks)]
    found = {"version": VERSION, "block": BLOCK, "rows": ROWS, "blocks": runs, "shards": " ".join(lines)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _shared(one: str, other: str) -> int:
    size = 0
    while size < min(len(one), len(other), 15) and one[size] == other[size]:
        size += 1
    return size


def rows(found: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Path and text of each file of rows.

    Args:
        found: what is shown of a document, by its number, in order: title, page, what stands below it, summary.
    """
    for part, group in groupby(sorted(found), key=lambda number: number // ROWS):
        these = {number % ROWS: found[number] for number in group}
        path = f"{FOLDER}/rows/{part}.json"
        yield path, json.dumps(these, ensure_ascii=False, separators=(",", ":")) + "\n"


def short(text: str) -> str:
    """A summary, cut at a word."""
    if len(text) <= SUMMARY:
        return text
    return f"{text[:SUMMARY].rsplit(' ', 1)[0].rstrip(',;:')}…"
