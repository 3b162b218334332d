"""Numbers of list items: what kind of numbering a list has, and what its numbers are worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import Block

_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def kind(numbers: Sequence[str]) -> str:
    """HTML's type of the list whose numbers these are (`1`, `a`, `A`, `i`, `I`); empty where none prints them so."""
    if all(number.isascii() and number.isdigit() for number in numbers):
        return "1"
    for lower, upper, fits in (("i", "I", _roman), ("a", "A", _letter)):
        if lower == "i" and len(numbers[0]) == 1 and numbers[0].lower() != "i":
            continue  # c, d and v are letters in a list that begins with one
        if all(fits(number) and number.islower() for number in numbers):
            return lower
        if all(fits(number.lower()) and number.isupper() for number in numbers):
            return upper
    return ""


def value(number: str, kind: str) -> int:
    """What a number of a list of that kind counts."""
    if kind == "1":
        return int(number)
    if kind in "aA":
        return ord(number.lower()) - ord("a") + 1
    values = [_VALUES[digit] for digit in number.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def said(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The number that is said before each block, as figures or as the letter that it is; empty where it has none.

    Whether `i` and `v` are numerals or letters, the list tells: items of one depth up to one that is less deep.
    """
    found = [""] * len(blocks)
    lists: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind != "item":
            _tell(blocks, lists, found)
            continue
        for depth in [depth for depth in lists if depth > block.level]:
            _tell(blocks, {depth: lists.pop(depth)}, found)
        if block.number:
            lists.setdefault(block.level, []).append(index)
    _tell(blocks, lists, found)
    return tuple(found)


def _tell(blocks: Sequence[Block], lists: dict[int, list[int]], found: list[str]) -> None:
    for items in lists.values():
        its = kind([blocks[index].number for index in items])
        for index in items:
            number = blocks[index].number
            found[index] = str(value(number, its)) if its and its in "1iI" else number.upper() if its else number
    lists.clear()


def _roman(number: str) -> bool:
    return bool(_ROMAN.fullmatch(number))


def _letter(number: str) -> bool:
    return len(number) == 1 and number.isascii() and number.isalpha()
