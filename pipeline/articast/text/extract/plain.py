"""Plain text → blocks. There is no markup to go by: lines, blank lines, numbers and the shape of a line tell."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from articast.languages import having, table
from articast.model import Block, Mark
from articast.text import furniture
from articast.text.extract import breaks
from articast.text.extract.breaks import BREAK
from articast.text.extract.dates import moment
from articast.text.extract.tree import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST_TITLE = 200
"""Characters of a first line that may be a title; newspapers' longest headlines have some 180."""

LONGEST_HEADING = 100
LONGEST_MADE = 80
"""Characters of a title made of an untitled text's first words."""

_ENDS = re.compile(r"[.!?…:;,]['\"”’»“)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»“)\]]*$")
_NUMBERED = re.compile(r"^(\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_BULLET = re.compile(r"^(?:[•‣▪◦●·∙]|[-*–—](?=\s))\s*(?:\[[ xX]\]\s+)?(?=\S)")
_RULE = re.compile(r"^(?!\s*(?:#\s?){3}$)[\s*_=~#–—-]{3,}$")
"""A line that parts; `###` says that a press release is over."""
_DATE = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?:T[\d:+Z-]+)?")
_LABEL = re.compile(r"^([^\s:：]+)\s?[:：]")
_SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not one space: nothing is made anew of a line that has none."""


class Plain(NamedTuple):
    """What a plain text holds."""

    title: str
    """Ends in an ellipsis where it is made of the text's first words; else its line is no block."""
    blocks: tuple[Block, ...]
    published: datetime | None
    signature: str
    """Of an e-mail; it is not read."""


def read(text: str, title: str = "") -> Plain:
    """Title, blocks and date of a plain text.

    Args:
        text: without what is around it.
        title: where it is known; then no line is taken for one.
    """
    text, signature = _unsigned(_quoted(clean(text).expandtabs(4)))
    chunks = [_chunk(lines) for lines in _chunks(_hanging(text))]
    width, spaced = _width(chunks), _is_spaced(chunks)
    is_poem = any(_is_verse(chunk, width) for chunk in chunks[1:])
    pieces = [
        piece
        for number, chunk in enumerate(chunks)
        for piece in (
            [f" {BREAK} ".join(chunk)]
            if number and (_is_verse(chunk, width) or (is_poem and _is_couplet(chunk)))
            else _pieces(chunk, wrapped=_is_wrapped(chunk, width), spaced=spaced)
        )
    ]
    pieces = [piece for piece in pieces if piece]
    title, first = (title, 0) if title else _title(pieces)
    rest = pieces[first:]
    lines = [
        line for block in _headings(_items(rest)) for line in (_couplet(block, poem=is_poem) or breaks.parts(block))
    ]
    scenes = _scenes(text)
    lines = [replace(line, apart=True) if scenes and tuple(line.text.split()[:4]) in scenes else line for line in lines]
    blocks = _notes(tuple(map(_emphasised, lines)))
    return Plain(title, blocks, _date(pieces[:6]), signature)


def _quoted(text: str) -> str:
    """The text with quotation marks in place of TeX's, which old programs wrote."""
    return _TEX_QUOTES.sub(r"“\1”", text) if "``" in text else text


_TEX_QUOTES = re.compile(r"``([^`]{1,2000}?)''")


def _scenes(text: str) -> set[tuple[str, ...]]:
    """The first words after each rule between empty lines; right under a line it underlines a heading."""
    found: set[tuple[str, ...]] = set()
    before, after_rule = "", False
    for line in map(str.strip, text.split("\n")):
        if line and after_rule and not _RULE.match(line):
            found.add(tuple(line.split()[:4]))
            after_rule = False
        after_rule = after_rule or (not before and _RULE.match(line) is not None)
        before = line
    return found


def _hanging(text: str) -> str:
    """The text with items of lists in one line each: their further lines are indented as deep as their words."""
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        words = line.lstrip()
        item = _BULLET.match(words) or _NUMBERED.match(words)
        if depth and words and not item and indent >= depth:
            lines[-1] = f"{lines[-1].rstrip()} {words}"
            continue
        depth = indent + min(item.end(), 4) if item and indent + item.end() > 1 else 0
        lines.append(line)
    return "\n".join(lines)


_EMPHASIS = re.compile(r"(?<![\w_*/])(_|\*{1,2})(?=[^\s_*])([^_*\n]{1,200}?)(?<=[^\s_*])\1(?![\w_*])")


def _emphasised(block: Block) -> Block:
    """`_Words_` and `*words*` without the signs, marked: there is no other way to stress them in plain text."""
    if "_" not in block.text and "*" not in block.text:
        return block
    done: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for match in _EMPHASIS.finditer(block.text):
        done += [block.text[at : match.start()], match[2]]
        length += match.start() - at
        marks.append(Mark("emphasis", length, length + len(match[2])))
        length += len(match[2])
        at = match.end()
    return replace(block, text="".join([*done, block.text[at:]]), marks=(*block.marks, *marks))


_NOTE = re.compile(r"\[(\d{1,3})\]\s+(?=\S)|([¹²³⁴-⁹⁰]{1,3})\s*(?=\S)|(\*{1,3})\s+(?=\S)")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


def _notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Paragraphs at the end that begin with a mark that stands in the text before are notes."""
    kept = list(blocks)
    whole = "\n".join(block.text for block in blocks)
    for index in range(len(kept) - 1, 0, -1):
        match = _NOTE.match(kept[index].text) if kept[index].kind in ("paragraph", "item") else None
        if match is None:
            break
        sign = re.escape((f"[{match[1]}]" if match[1] else "") or match[2] or match[3])
        if not re.search(rf"(?<=[\w.,;!?”\"»)]) ?{sign}(?![\d*])", whole):
            break
        kept[index] = replace(kept[index], kind="note", level=0, number="")
    return tuple(kept)


def _unsigned(text: str) -> tuple[str, str]:
    """A text without the signature after its last `-- `, and that."""
    before, mark, after = text.rstrip().rpartition("\n-- \n")
    if not mark or not before.strip() or after.count("\n") >= MOST_SIGNED:
        return text, ""
    return before, " ".join(after.split())


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line.strip() or _RULE.match(line):
            chunks.append([])
        elif _NUMBERED_NOTE.match(line):
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if chunk]


_NUMBERED_NOTE = re.compile(r"[ \t]*\[\d{1,3}\][ \t]+\S")
"""Notes stand below one another without an empty line between."""


def _chunk(lines: list[str]) -> list[str]:
    return [_SPACE.sub(" ", line).strip() for line in lines]


def _width(chunks: Sequence[list[str]]) -> int:
    """Characters at which lines were broken (e-mail, RFCs), so that their ends mean nothing; 0 where they were not.

    Told by the next line's first word: it did not fit. Verse and lists break lines where it would have.
    """
    pairs = [pair for chunk in chunks for pair in pairwise(chunk) if not _starts_item(pair[1])]
    if len(pairs) < FEW_BREAKS:
        width = max((len(line) for line, _ in pairs), default=0)
        sure = all(_is_full(line, follower, width) and not _ENDS.search(line) for line, follower in pairs)
        return width if sure and SURELY <= width <= EDITORS else 0
    width = sorted(len(line) for line, _ in pairs)[int(len(pairs) * USUAL)]
    full = sum(_is_full(line, follower, width) for line, follower in pairs)
    ended = sum(_ENDS.search(line) is not None for line, _ in pairs)
    capital = sum(follower[:1].isupper() for _, follower in pairs)
    most_ended = COMMAS if full >= SURELY_FULL * len(pairs) and width >= WIDE else ENDED
    if full < FULL * len(pairs) or ended > most_ended * len(pairs) + 0.5 or capital > CAPITAL * len(pairs) + 0.9:
        return 0
    return width if width >= WIDE or len(pairs) >= MANY_BREAKS else 0


FEW_BREAKS = 3
"""Lines that go on below which their length tells nothing."""

WIDE = 48
MANY_BREAKS = 8
"""Characters of a width that is an editor's, and the lines that a narrower one must be seen in."""

EDITORS = 80
"""Characters of the widest lines that editors and mail programs break."""

ENDED, COMMAS = 0.4, 0.55
"""Share of broken lines that end in a stop or comma: one in five or six of wrapped text, half of verse and lists; and
where nearly all lines are full of an editor's width."""

CAPITAL = 0.7
"""Share of lines that begin with a capital: one in six of English prose, one in three of German, all of old verse."""

USUAL = 0.9
"""Share of broken lines that are no longer than the width: a few were typed beyond it."""

FULL, SURELY_FULL = 0.75, 0.9
"""Share of lines whose next word did not fit: nearly all in wrapped text, a third to a half in verse."""

FULL_HERE = 0.6
"""The same of one paragraph of a text that is wrapped."""

GOES_ON, SURELY = 45, 60
"""Characters of a line that goes on where the next begins with a small letter, and of one that does so after a comma;
lines of verse are shorter."""

MOST_SIGNED = 10
"""Lines of an e-mail's signature; four is good manners."""


def _starts_item(line: str) -> bool:
    return bool(_NUMBERED.match(line) or _BULLET.match(line))


def _is_full(line: str, follower: str, width: int) -> bool:
    """Whether the next line's first word did not fit into a line."""
    return len(line) + 1 + len(follower.split(" ", 1)[0]) > width


def _is_wrapped(chunk: Sequence[str], width: int) -> bool:
    breaks = list(pairwise(chunk))
    full = sum(_is_full(line, follower, width) for line, follower in breaks)
    return width > 0 and full >= FULL_HERE * len(breaks)


def _is_verse(chunk: Sequence[str], width: int) -> bool:
    """Whether the lines of a chunk are lines of verse, or of a list without marks: short, and hardly any ends."""
    if len(chunk) < FEW_BREAKS or _is_wrapped(chunk, width) or any(map(_starts_item, chunk)):
        return False
    ended = sum(_SENTENCE_END.search(line) is not None for line in chunk[:-1])
    return max(map(len, chunk)) <= SURELY and 2 * ended < len(chunk)


def _couplet(block: Block, *, poem: bool) -> list[Block]:
    """The lines of a stanza of two; nothing where the block is none."""
    lines = block.text.split(f" {BREAK} ")
    if not poem or block.kind != "paragraph" or not _is_couplet(lines):
        return []
    return [replace(block, text=lines[0], level=1), replace(block, text=lines[1])]


def _is_couplet(chunk: Sequence[str]) -> bool:
    """Whether two lines are a stanza of a poem: short, and the first goes on in the second."""
    return len(chunk) == 2 and max(map(len, chunk)) <= SURELY and not _SENTENCE_END.search(chunk[0])


def _is_spaced(chunks: Sequence[list[str]]) -> bool:
    """Whether paragraphs stand apart by blank lines: then lines that do not are of one paragraph."""
    lines = sum(len(chunk) for chunk in chunks)
    return len(chunks) >= 0.6 * lines


def _pieces(chunk: list[str], *, wrapped: bool, spaced: bool) -> list[str]:
    pieces: list[str] = []
    before = ""
    for line in chunk:
        starts_item = _starts_item(line)
        goes_on = (line[:1].islower() or _breaks_off(before)) and _may_go_on(before)
        joins = wrapped or goes_on or (spaced and pieces and _SENTENCE_END.search(pieces[-1]))
        before = line
        if not pieces or starts_item or not joins:
            pieces.append(line)
        elif (wrapped or goes_on) and re.search(r"[a-zß-ÿ]-$", pieces[-1]) and line[:1].islower():
            pieces[-1] = pieces[-1][:-1] + line
        else:
            pieces[-1] = f"{pieces[-1]} {line}"
    return pieces


def _breaks_off(line: str) -> bool:
    """Whether a long line ends in the middle of a sentence: with a small word, as no line of a list does."""
    return len(line) >= SURELY and _SMALL_LAST.search(line) is not None


_SMALL_LAST = re.compile(r"(?:^|\s)[a-zà-ÿ]{1,4}$")


def _may_go_on(line: str) -> bool:
    if len(line) >= SURELY:
        return not _SENTENCE_END.search(line)
    return len(line) >= GOES_ON and not _ENDS.search(line)


def _title(pieces: Sequence[str]) -> tuple[str, int]:
    """The title, and the index of the piece that the text begins with."""
    if not pieces:
        return "", 0
    first = pieces[0]
    if len(first) <= LONGEST_HEADING and furniture.found("", "start", first):
        for piece in pieces[1:3]:
            if _is_heading(piece):
                return piece, 0
    _, glued = furniture.prefix("", first)
    stripped = first[glued:].strip()
    if len(pieces) > 1 and is_title(stripped):
        if glued and len(pieces) > 1 and pieces[1] == stripped:
            return stripped, 0  # the stamp's line stays a block, so that what goes with it is recorded
        return stripped, 0 if glued else 1
    return made_title(pieces[0]), 0


def is_title(line: str) -> bool:
    """Whether a first line looks like a headline: short, and no sentence that goes on in the next."""
    return 0 < len(line) <= LONGEST_TITLE and not re.search(r"[.:;,]['\"”’»“)\]]*$", line) and not _is_inner(line)


def _is_inner(line: str) -> bool:
    return len(re.findall(r"[.!?] +[A-ZÀ-Þ]", line)) > 1


def made_title(text: str) -> str:
    """The first words of an untitled text, ending in an ellipsis; the whole first sentence where that is short."""
    sentence = re.split(r"(?<=[.!?…])\s", text, maxsplit=1)[0]
    if len(sentence) <= LONGEST_MADE and sentence == text:
        return sentence
    words = text[: LONGEST_MADE + 1].rpartition(" ")[0] if len(text) > LONGEST_MADE else text
    return f"{(words or text[:LONGEST_MADE]).rstrip(' .,;:!?…–—-')}…"


def alone(line: str) -> tuple[str, tuple[Block, ...]]:
    """Title and blocks of a text of one line."""
    return made_title(line), (Block("paragraph", line),)


def _items(pieces: Sequence[str]) -> list[Block]:
    """Lists: numbers that count up, and bullets that do not stand alone."""
    numbers = [match.group(1) if (match := _NUMBERED.match(piece)) else "" for piece in pieces]
    bullets = [bool(_BULLET.match(piece)) for piece in pieces]
    blocks = []
    for index, piece in enumerate(pieces):
        before, after = index - 1, index + 1
        if numbers[index] and (
            (index and _follows(numbers[before], numbers[index]))
            or (after < len(pieces) and _follows(numbers[index], numbers[after]))
        ):
            blocks.append(Block("item", _NUMBERED.sub("", piece, count=1), 1, numbers[index]))
        elif bullets[index] and (
            piece[0] in "•‣▪◦●∙" or (index and bullets[before]) or (after < len(pieces) and bullets[after])
        ):
            blocks.append(Block("item", _BULLET.sub("", piece, count=1), 1))
        else:
            blocks.append(Block("paragraph", piece))
    return blocks


def _follows(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    if len(one) == len(other) == 1:
        return ord(other) == ord(one) + 1
    roman = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    return one in roman and other in roman and roman.index(other) == roman.index(one) + 1


def _headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Short lines without an end, followed by text, are headings."""
    found = []
    for index, block in enumerate(blocks):
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        is_one = (
            block.kind == "paragraph"
            and _is_heading(block.text)
            and follower is not None
            and not _breaks_off(block.text)
            and (len(follower.text) > len(block.text) or follower.kind == "item" or bool(_ENDS.search(follower.text)))
        )
        found.append(replace(block, kind="heading", level=2) if is_one else block)
    return tuple(found)


def _is_heading(line: str) -> bool:
    first = line[:1]
    if (
        len(line) > LONGEST_HEADING
        or _ENDS.search(line)
        or first.islower()
        or not (first.isalnum() or first in "“\"«„¿¡‘'#")
    ):
        return False
    if _is_inner(line) or BREAK in line or "|" in line or "://" in line or len(line.split()) > 16:
        return False
    label = _LABEL.match(line)
    return not (label and label.group(1).casefold() in _labels())


def _labels() -> set[str]:
    return {label for language in having("furniture") for label in table(language, "furniture").get("labels", ())}


def stamped(texts: Sequence[str]) -> datetime | None:
    """The date that one of a page's stamps gives for machines to read: the first one."""
    return next((found for text in texts if (match := _DATE.search(text)) and (found := moment(match.group(1)))), None)


def _date(pieces: Sequence[str]) -> datetime | None:
    """The date of a stamp (`Published: 2021-03-17`) near the start."""
    for piece in filter(_DATE.search, pieces):
        _, glued = furniture.prefix("", piece)
        stamp = piece[:glued] if glued else piece if furniture.found("", "start", piece) else ""
        if match := _DATE.search(stamp):
            return moment(match.group(1))
    return None
