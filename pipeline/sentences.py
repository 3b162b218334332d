"""Sentences of a script: where they end, and where a long one may be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Sentence

if TYPE_CHECKING:
    from pipeline.model import Pauses, Script


def split(text: str, language: str) -> list[str]:
    """Sentences of `text`, each with the white space after it; joined they are the text again."""
    from sentencex import segment  # noqa: PLC0415

    found: list[str] = []
    for piece in segment(language, text):
        if found and (not piece.strip() or not found[-1].strip()):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def cut(script: Script, pauses: Pauses, limit: int) -> tuple[Sentence, ...]:
    """All sentences of the script in order, none longer than `limit` characters.

    Args:
        script: what is read aloud.
        pauses: seconds of silence between sentences of a block; after its last one comes the script's own.
        limit: characters that the voice takes at once.
    """
    found: list[Sentence] = []
    for index, block in enumerate(script.blocks):
        language = block.language or script.language
        start = 0
        pieces = split(block.text, language)
        for number, piece in enumerate(pieces, 1):
            pause = pauses.sentence if number < len(pieces) else script.pauses[index]
            found.append(Sentence(piece.strip(), index, start, start + len(piece), language, pause))
            start += len(piece)
    _ = limit
    return tuple(found)
