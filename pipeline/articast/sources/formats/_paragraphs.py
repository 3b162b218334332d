"""Lines on pages → paragraphs, headings and notes: what a PDF does not say of its text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on a page; places in points from the page's left and top."""

    text: str
    markup: str
    """The same as HTML."""
    size: float
    """Of most of its letters, in points."""
    bold: bool
    left: float
    right: float
    top: float
    share: float
    """Of the page's height that is above it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What was found."""

    kind: str
    """`h1`, `h2`, `p` or `note`."""
    text: str
    markup: str
    size: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines below one another in one size: a paragraph, or several."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def pitch(self) -> float:
        """Points from line to line."""
        steps = [after.top - before.top for before, after in zip(self.lines, self.lines[1:], strict=False)]
        return median(steps) if steps else 0.0


HEADING = 1.15
"""Times the body's size from which a short line is a heading; the first page's greatest from `TITLE` the title."""
TITLE = 1.3
NOTE = 0.88
"""Times the body's size below which text at a page's foot is a note."""
FURTHER = 1.3
"""Times the step from line to line from which a new paragraph begins."""
_STEP = 1.9
"""Times its size that a line may be below another one of its block."""
_EDGE = 0.12
"""Share of a page at its top and foot where running heads and page numbers stand; small text in half of it is one."""
_OFTEN = 0.3
"""Share of the pages on which a line at the edge is a running head."""
_NUMBER = re.compile(r"(?:\W|\d|\b(?:page|seite|p|s|of|von|de|sur|di|pagina|página|strona)\b\.?)*", re.IGNORECASE)
_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]\d]*\Z")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]\Z")
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§])[\s.)]?\s*\S")
_WORD = re.compile(r"\w+(?:-\w+)+")


def made(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """All paragraphs of a document in order, its notes last."""
    sizes = Counter[float]()
    for line in (line for lines in pages for line in lines):
        sizes[line.size] += len(line.text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    kept = _without_running(pages, body)
    first = next((lines for lines in kept if lines), [])
    greatest = max((line.size for line in first if len(line.text) > 3), default=body)
    title = greatest if greatest >= TITLE * body else 0.0
    compounds = {word.lower() for lines in kept for line in lines for word in _WORD.findall(line.text)}
    found: list[Paragraph] = []
    notes: list[Paragraph] = []
    for lines in kept:
        for block in _blocks(lines):
            for group in _groups(block):
                one = _paragraph(group, block, body, title if lines is first else 0.0, compounds)
                if one.kind == "note":
                    notes.append(one)
                elif found and _goes_on(found[-1], one):
                    found[-1] = _joined(found[-1], one, compounds)
                else:
                    found.append(one)
    return found + notes


def _without_running(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """Without page numbers, small text at the very edge, and lines alone that stand at the edge of many pages.

    A paragraph's last words at a page's head are none of these.
    """

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.lower())

    def at_edge(line: Line, width: float = _EDGE) -> bool:
        return line.share < width or line.share > 1 - width

    times = Counter(one for lines in pages for one in {key(line) for line in lines if at_edge(line)})
    often = max(2, len(pages) * _OFTEN)

    def runs(line: Line, lines: Sequence[Line]) -> bool:
        if not at_edge(line):
            return False
        if _NUMBER.fullmatch(line.text) or (line.size < 0.9 * body and at_edge(line, _EDGE / 2)):
            return True
        sentence = line.text[:1].islower() or _END.search(line.text)
        apart = all(not 1 < abs(other.top - line.top) < 1.6 * body for other in lines)
        return times[key(line)] >= often and apart and not sentence

    return [[line for line in lines if not runs(line, lines)] for lines in pages]


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    """Lines that are below one another, in one size, in one column."""
    block: list[Line] = []
    for line in lines:
        if block:
            last = block[-1]
            below = 0 < line.top - last.top <= _STEP * max(line.size, last.size)
            beside = min(line.right, last.right) > max(line.left, last.left)
            if not (below and beside and abs(line.size - last.size) <= 0.1 * last.size):
                yield _Block(tuple(block))
                block = []
        block.append(line)
    if block:
        yield _Block(tuple(block))


def _groups(block: _Block) -> Iterator[list[Line]]:
    """A block's paragraphs: up to an indented line, a wider step, a short line that ends a sentence, other weight."""
    left, right, pitch = block.left, block.right, block.pitch
    group: list[Line] = []
    for line in block.lines:
        if group:
            last = group[-1]
            indented = line.left > left + line.size * 0.8 and last.left < left + line.size * 0.4
            further = len(block.lines) > 2 and line.top - last.top > FURTHER * pitch
            short = last.right < right - 0.15 * (right - left) and _END.search(last.text) is not None
            if indented or further or short or (line.bold != last.bold and len(group) == 1):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _paragraph(group: list[Line], block: _Block, body: float, title: float, compounds: set[str]) -> Paragraph:
    first = group[0]
    made = Paragraph("p", first.text, first.markup, first.size)
    for line in group[1:]:
        made = _joined(made, Paragraph("p", line.text, line.markup, line.size), compounds)
    kind = "p"
    if title and first.size >= title * 0.98:
        kind = "h1"
    elif first.size < NOTE * body and first.share > 0.6 and _MARK.match(made.text):
        kind = "note"
    elif len(made.text) < 120 and not re.search(r"[.,;]\Z", made.text):
        alone = len(group) == 1 and first.right < block.right - 0.08 * (block.right - block.left)
        bold = first.bold and first.size >= body and (alone or len(block.lines) == 1)
        kind = "h2" if bold or first.size >= HEADING * body else "p"
    return replace(made, kind=kind)


def _goes_on(last: Paragraph, one: Paragraph) -> bool:
    """Whether a paragraph is the rest of the one before it, over a column's or page's end; or a title in two lines."""
    if last.kind == one.kind == "h1":
        return True
    if last.kind != "p" or one.kind != "p" or _END.search(last.text):
        return False
    return one.text[:1].islower() and abs(last.size - one.size) < 0.1 * last.size


def _joined(first: Paragraph, second: Paragraph, compounds: set[str]) -> Paragraph:
    """Two lines as one text: a word that was divided is whole again, a compound keeps its hyphen."""
    divided = _HYPHEN.search(first.text)
    if divided and second.text[:1].islower():
        rest = re.match(r"\w+", second.text)
        hyphened = f"{divided[1]}-{rest[0] if rest else ''}".lower()
        keep = hyphened in compounds
        text, markup = (first.text, first.markup) if keep else (first.text[:-1], first.markup[:-1])
        return replace(first, text=text + second.text, markup=markup + second.markup)
    return replace(first, text=f"{first.text} {second.text}", markup=f"{first.markup} {second.markup}")
