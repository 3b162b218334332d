"""What is said where a table or code stands, which are seen, not heard; and a small table's rows, if they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.languages import table as words_of
from articast.model import Block
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS, MOST_ROWS = 4, 20
"""Of a table that is read: what a listener can keep apart."""

LONGEST_CELL = 120
"""Characters of a cell of such a table."""


def table(caption: str, language: str) -> list[Block]:
    """That a table is not read, with its caption; nothing where the language has no words for it."""
    return _notice(words_of(language, "speech").get("table", ""), caption)


def code(text: str, language: str) -> list[Block]:
    """That code is not read, and how many lines it has; nothing where the language has no words for it."""
    words = words_of(language, "speech")
    count = sum(1 for line in text.split("\n") if line.strip())
    said = words.get("code_lines", "").format(count=count) if count > 1 else ""
    return _notice(said or words.get("code", ""), "")


def pictures(blocks: Sequence[Block], language: str) -> list[Block]:
    """The blocks, with what each picture shows before or after the block that it hangs on.

    A picture without words, or whose words the text around it says, is not told.
    """
    words = words_of(language, "speech").get("picture", "{text}")
    told: list[Block] = []
    for index, block in enumerate(blocks):
        near = "".join(key(one.text) for one in blocks[max(0, index - 1) : index + 2])
        for is_after in (False, True):
            if is_after:
                told.append(block)
            for mark in block.marks:
                shown = mark.value.partition(" ")[2].rstrip(" .") if mark.kind == "picture" else ""
                if shown and (mark.start > 0) is is_after and _FILE.search(shown) is None and key(shown) not in near:
                    told.append(Block("caption", f"{words.format(text=shown)}."))
    return told


_FILE = re.compile(
    r"^\S+\.(?:jpe?g|png|gif|webp|svg|avif)$|^(?:img|dsc|image|screenshot|photo)[\s_-]*\d+$", re.IGNORECASE
)
"""The name of a file in place of words."""


def _notice(text: str, caption: str) -> list[Block]:
    if text and caption:
        end = text[-1]
        text = f"{text[:-1]}{'：' if end == '。' else ': '}{caption.rstrip(' .。')}{end}"
    return [Block("notice", text)] if text else []


def rows(block: Block) -> list[Block]:
    """A small table's rows, each an item that names its columns where the first row does; none of a larger one.

    `Berlin: population 3.7 million, area 892.`
    """
    cells = [[cell.strip() for cell in row.split(" | ")] for row in block.text.split(" ; ")]
    heads, body = (cells[0], cells[1:]) if block.level else ([], cells)
    widest = max(map(len, cells))
    longest = max(len(cell) for row in cells for cell in row)
    if not body or widest > MOST_COLUMNS or len(body) > MOST_ROWS or longest > LONGEST_CELL:
        return []
    return [Block("item", said, 1, language=block.language) for row in body if (said := _row(row, heads))]


def _row(row: list[str], heads: list[str]) -> str:
    named = [
        f"{heads[index]} {cell}" if index < len(heads) and heads[index] else cell
        for index, cell in enumerate(row)
        if cell and index
    ]
    text = f"{row[0]}: {', '.join(named)}" if row[0] and named else row[0] or ", ".join(named)
    return text if not text or text.endswith((".", "!", "?", "。")) else f"{text}."
