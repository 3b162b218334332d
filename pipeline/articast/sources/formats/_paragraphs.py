"""Lines on pages → paragraphs, headings and notes: what a PDF does not say of its text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on a page."""

    text: str
    markup: str
    """The same as HTML."""
    size: float
    """Of most of its letters, in points."""
    bold: bool
    left: float
    right: float
    top: float
    """Share of the page above it, 0 to 1."""
    box: int
    """Number of the block of lines that it stands in."""
    box_left: float
    box_right: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What was found."""

    kind: str
    """`h1`, `h2`, `p` or `note`."""
    text: str
    markup: str
    size: float


HEADING = 1.15
"""Times the body's size from which a short line is a heading; the first page's greatest from `TITLE` the title."""
TITLE = 1.3
NOTE = 0.88
"""Times the body's size below which text at a page's foot is a note."""
_EDGE = 0.12
"""Share of a page at its top and foot where running heads and page numbers stand."""
_NUMBER = re.compile(r"(?:\W|\d|\b(?:page|seite|p|s|of|von|de|sur|di|pagina|página|strona)\b\.?)*", re.IGNORECASE)
_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]\d]*\Z")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]\Z")
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§])[\s.)]?\s*\S")
_WORD = re.compile(r"\w+(?:-\w+)+")


def made(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """All paragraphs of a document in order."""
    kept = _without_running(pages)
    sizes = Counter[float]()
    for lines in kept:
        for line in lines:
            sizes[line.size] += len(line.text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    greatest = max((line.size for line in kept[0] if len(line.text) > 3), default=body)
    title = greatest if greatest >= TITLE * body else 0.0
    compounds = {word.lower() for lines in kept for line in lines for word in _WORD.findall(line.text)}
    found: list[Paragraph] = []
    for number, lines in enumerate(kept):
        for group in _groups(lines):
            one = _paragraph(group, body, title if not number else 0.0, compounds)
            last = found[-1] if found else None
            if last and _goes_on(last, one):
                found[-1] = _joined(last, one, compounds)
            else:
                found.append(one)
    return _notes_apart(found)


def _notes_apart(found: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a note at a page's foot parted are one again."""
    made: list[Paragraph] = []
    notes = [one for one in found if one.kind == "note"]
    for one in found:
        if one.kind == "note":
            continue
        if made and _goes_on(made[-1], one):
            made[-1] = _joined(made[-1], one, set())
        else:
            made.append(one)
    return made + notes


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Without page numbers, and without lines that stand at the edge of most pages."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.lower())

    def at_edge(line: Line) -> bool:
        return line.top < _EDGE or line.top > 1 - _EDGE

    times = Counter(one for lines in pages for one in {key(line) for line in lines if at_edge(line)})
    often = max(3, len(pages) * 0.3)
    return [
        [line for line in lines if not at_edge(line) or not (times[key(line)] >= often or _NUMBER.fullmatch(line.text))]
        for lines in pages
    ]


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: of one block and size, up to an indented line, or to a short one."""
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[Line], line: Line) -> bool:
    last = group[-1]
    if (
        line.box != last.box
        or abs(line.size - last.size) > 0.1 * last.size
        or (line.bold != last.bold and len(group) == 1)
    ):
        return True
    indented = line.left > line.box_left + line.size * 0.8 and last.left < line.box_left + line.size * 0.4
    width = max(1.0, line.box_right - line.box_left)
    short = last.right < last.box_right - 0.15 * width and _END.search(last.text) is not None
    return indented or short


def _paragraph(group: list[Line], body: float, title: float, compounds: set[str]) -> Paragraph:
    size = group[0].size
    made = Paragraph("p", group[0].text, group[0].markup, size)
    for line in group[1:]:
        made = _joined(made, Paragraph("p", line.text, line.markup, line.size), compounds)
    kind = "p"
    if title and size >= title * 0.98:
        kind = "h1"
    elif len(made.text) < 120 and not re.search(r"[.,;]\Z", made.text):
        large = size >= HEADING * body
        kind = "h2" if large or (group[0].bold and len(group) == 1 and size >= body) else "p"
    elif size < NOTE * body and group[0].top > 0.6 and _MARK.match(made.text):
        kind = "note"
    if kind == "p" and size < NOTE * body and group[0].top > 0.6 and _MARK.match(made.text):
        kind = "note"
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
