"""Sentences of a script: the units of speaking, checking, caching and of the transcript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from articast.model import FRAME_SECONDS, Sentence
from articast.sentences import clauses
from articast.sentences.ends import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Pauses, Script

__all__ = ["cut", "pieces", "split"]

CLAUSE_PAUSE = 5 * FRAME_SECONDS
"""Seconds between the pieces of a sentence that is too long for its voice: 0.12, a comma's."""

SHORT = 4
"""Letters and digits up to which a sentence is spoken with its neighbour: a voice says a lone "No." too fast or with
a headline's melody, and a clip of under 0.4 s has no loudness that could be set."""


def cut(script: Script, pauses: Pauses, limit: int) -> tuple[Sentence, ...]:
    """All sentences of the script in order; those of a block cover its text whole.

    A sentence longer than `limit` is cut at clauses; a very short one ("Yay.") joins the next one of its block, or the
    one before. A stretch that the publisher worded (`script.said`) is in one sentence, whatever its length.

    Args:
        script: what is read aloud; blocks of nothing but white space have no sentence.
        pauses: seconds of silence between sentences of a block; after its last one comes the script's own.
        limit: characters as written that a voice takes at once, at least 1.
    """
    assert limit > 0, f"a voice that takes {limit} characters"
    found: list[Sentence] = []
    for index, block in enumerate(script.blocks):
        if not block.text.strip():
            continue
        language = block.language or script.language
        whole = tuple((start, end) for at, start, end, _ in script.said if at == index)
        start = 0
        for part in _joined(_mended(split(block.text, language), whole), limit):
            sentence = Sentence(part.strip(), index, start, start + len(part), language, pauses.sentence)
            found += _cut(sentence, part, limit, whole)
            start += len(part)
        found[-1] = replace(found[-1], pause=script.pauses[index])
    return tuple(_spoken_by(sentence, script) for sentence in found) if script.speakers else tuple(found)


def _spoken_by(sentence: Sentence, script: Script) -> Sentence:
    """The sentence with whose words it is: of a stretch that it stands in whole, the space around it aside."""
    start = sentence.start + len(script.blocks[sentence.block].text[sentence.start : sentence.end].partition(
        sentence.written
    )[0])  # fmt: skip
    end = start + len(sentence.written)
    who = (name for at, first, last, name in script.speakers if at == sentence.block and first <= start and end <= last)
    return replace(sentence, speaker=next(who, ""))


def pieces(sentence: Sentence, limit: int) -> tuple[Sentence, ...]:
    """The sentence as several of at most `limit` characters as written, at least 1; its pause comes after the last."""
    text = sentence.written.ljust(sentence.end - sentence.start)
    return tuple(_cut(sentence, text, limit, ()))


def _cut(sentence: Sentence, text: str, limit: int, whole: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """`text` is the sentence with the white space around it."""
    inside = [(start - sentence.start, end - sentence.start) for start, end in whole]
    parts = clauses.pieces(text, sentence.language, limit, inside)
    start = sentence.start
    for number, part in enumerate(parts, 1):
        pause = sentence.pause if number == len(parts) else CLAUSE_PAUSE
        yield replace(sentence, written=part.strip(), start=start, end=start + len(part), pause=pause)
        start += len(part)


def _mended(parts: list[str], whole: Sequence[tuple[int, int]]) -> list[str]:
    """The sentences, those joined between which the publisher's own wording stands."""
    if not whole:
        return parts
    found: list[str] = []
    at = 0
    for part in parts:
        if found and any(start < at < end for start, end in whole):
            found[-1] += part
        else:
            found.append(part)
        at += len(part)
    return found


def _joined(parts: list[str], limit: int) -> list[str]:
    """The sentences, short ones joined to the next, the last to the one before; never over the limit by that."""
    found: list[str] = []
    for part in parts:
        short = bool(found) and (_short(found[-1]) or (_short(part) and part is parts[-1]))
        if short and len(found[-1]) + len(part.rstrip()) <= limit:
            found[-1] += part
        else:
            found.append(part)
    return found


def _short(text: str) -> bool:
    return sum(map(str.isalnum, text)) <= SHORT
