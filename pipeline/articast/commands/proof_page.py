"""The proof as a page to be read in a browser: the document's own text, beside it what is said or left out, and why.

Rows stand in the document's order, found by their letters: what is said, what was left out with its reason, what is
said besides (byline, notices), and what the document prints that neither names.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from articast.commands.proof_sounds import heard
from articast.errors import ConfigurationError
from articast.text import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from articast.flow import Work
    from articast.model import Sentence

NONE: Mapping[int, str] = MappingProxyType({})

LEAST = 3
"""Letters of what is printed and not accounted for, above which it has a row."""

SHORTEST = 24
"""Letters by which a longer text is looked for, where white space and marks inside it differ."""


FEW = 4
"""Letters of a text that stand anywhere: it is looked for with the signs around them."""


class Piece(NamedTuple):
    """A stretch of what is shown, and whether it is said otherwise than it is written."""

    text: str
    changed: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What the document has in one place, and what comes of it."""

    kind: Literal["said", "left", "added", "other"]
    block: str = ""
    """Of the script, or empty."""
    written: tuple[Piece, ...] = ()
    said: tuple[Piece, ...] = ()
    """Empty where it is what is written."""
    reason: str = ""
    pause: float = 0.0
    language: str = ""
    """Where it is not the article's."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Words with the IPA that they are said by."""
    heard: str = ""
    """Address of its clip."""


def page(works: Sequence[Work]) -> str:
    """The proof of one article or several, as an HTML page that needs nothing beside it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("articast.commands"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    clips = heard(works)
    proofs = [
        {
            "work": work,
            "article": work.article,
            "rows": rows(work, {at: clip for (article, at), clip in clips.items() if article == number}),
            "voice": work.voices[0][1].id,
        }
        for number, work in enumerate(works)
    ]
    return environment.get_template("proof.html").render(proofs=proofs)


def write(works: Sequence[Work], file: str) -> None:
    """Write the page.

    Raises:
        ConfigurationError: the file cannot be written.
    """
    path = Path(file)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(page(works), encoding="utf-8", errors="replace")
        os.replace(beside, path)  # noqa: PTH105 - a proof that is read is never half of one
    except OSError as error:
        raise ConfigurationError(f"the proof cannot be written to {file}: {error.strerror}") from error


def rows(work: Work, clips: Mapping[int, str] = NONE) -> list[Row]:
    """All rows of an article's proof, in its document's order; `clips`: addresses of sentences' clips by number."""
    text = printed(work.document)
    letters = _Letters(text)
    placed: list[tuple[int, int, Row]] = []
    at = 0
    for number, sentence in enumerate(work.sentences):
        row = _said(work, sentence, clips.get(number, ""))
        found = letters.find(sentence.written, at) if row.kind == "said" else None
        if found is not None:
            at = found[1]
        placed.append((*(found or (at, at)), row))
    loose: list[Row] = []
    for left in work.script.left_out:
        row = Row("left", written=(Piece(left.text),), reason=left.reason)
        found = letters.find(left.text, 0)
        if found is None:
            loose.append(row)
        else:
            placed.append((*found, row))
    placed += [(start, end, Row("other", written=(Piece(gap),))) for start, end, gap in letters.rest()]
    ordered = [row for _, _, row in sorted(placed, key=lambda one: one[0])]
    return _joined([*ordered, *loose])


def _said(work: Work, sentence: Sentence, clip: str) -> Row:
    block = work.script.blocks[sentence.block]
    said = sentence.said
    assert said is not None
    written, spoken = _pieces(sentence)
    return Row(
        "added" if block.kind in ("byline", "notice") else "said",
        block.kind,
        tuple(written),
        tuple(spoken) if said.text != sentence.written else (),
        pause=sentence.pause,
        language="" if sentence.language == work.article.language else sentence.language,
        sounds=said.sounds,
        heard=clip,
    )


def _pieces(sentence: Sentence) -> tuple[list[Piece], list[Piece]]:
    """The sentence as written and as said, cut where they differ."""
    assert sentence.said is not None
    written: list[Piece] = []
    spoken: list[Piece] = []
    at = 0
    for change in sentence.said.changes:
        same = sentence.written[at : change.start]
        written += [Piece(same), Piece(sentence.written[change.start : change.end], changed=True, rule=change.rule)]
        spoken += [Piece(same), Piece(change.said, changed=True, rule=change.rule)]
        at = change.end
    rest = Piece(sentence.written[at:])
    if "".join(piece.text for piece in (*spoken, rest)) != sentence.said.text:
        spoken, rest_said = [], Piece(sentence.said.text)
    else:
        rest_said = rest
    return [piece for piece in (*written, rest) if piece.text], [piece for piece in (*spoken, rest_said) if piece.text]


def _joined(found: Sequence[Row]) -> list[Row]:
    """Rows of the same kind and reason that follow each other, as one: a menu's lines are one thing."""
    kept: list[Row] = []
    for row in found:
        last = kept[-1] if kept else None
        if last is not None and row.kind == last.kind and row.kind in ("left", "other") and row.reason == last.reason:
            kept[-1] = replace(last, written=(Piece(f"{last.written[0].text}\n{row.written[0].text}"),))
        else:
            kept.append(row)
    return kept


class _Letters:
    """A text's letters and digits, with what of them has been found."""

    def __init__(self, text: str) -> None:
        self._text = text
        kept = [(sign.casefold(), at) for at, sign in enumerate(text) if sign.isalnum() and len(sign.casefold()) == 1]
        self._letters = "".join(sign for sign, _ in kept)
        self._places = [at for _, at in kept]
        self._taken = bytearray(len(kept))

    def find(self, text: str, after: int) -> tuple[int, int] | None:
        """Where a text stands, after a place, else anywhere it has not been found yet; then it counts as found."""
        wanted = "".join(sign.casefold() for sign in text if sign.isalnum() and len(sign.casefold()) == 1)
        if not wanted:
            return None
        if len(wanted) < FEW:
            return self._exactly(text.strip(), len(wanted))
        for start in (self._at(after), 0):
            at = self._letters.find(wanted, start)
            while at >= 0 and self._taken[at]:
                at = self._letters.find(wanted, at + 1)
            if at >= 0:
                return self._take(at, at + len(wanted))
        if len(wanted) > 2 * SHORTEST:
            at, end = self._letters.find(wanted[:SHORTEST]), self._letters.find(wanted[-SHORTEST:])
            if 0 <= at < end < at + 2 * len(wanted) and not self._taken[at]:
                return self._take(at, end + SHORTEST)
        return None

    def _exactly(self, text: str, letters: int) -> tuple[int, int] | None:
        """A text of a few letters, a note's mark say, with the signs around them, as it is printed."""
        place = self._text.find(text)
        while place >= 0:
            at = self._at(place)
            if at < len(self._taken) and not self._taken[at]:
                return self._take(at, at + letters)
            place = self._text.find(text, place + 1)
        return None

    def _at(self, place: int) -> int:
        from bisect import bisect_left

        return bisect_left(self._places, place)

    def _take(self, start: int, end: int) -> tuple[int, int]:
        self._taken[start:end] = b"\x01" * (end - start)
        return self._places[start], self._places[end - 1] + 1

    def rest(self) -> Iterator[tuple[int, int, str]]:
        """What has not been found, with its place; in a line of its own or between what has been."""
        start = 0
        while (start := self._taken.find(0, start)) >= 0:
            end = self._taken.find(1, start)
            end = len(self._taken) if end < 0 else end
            first, last = self._places[start], self._places[end - 1] + 1
            if end - start > LEAST:
                yield first, last, self._text[first:last].strip()
            start = end
