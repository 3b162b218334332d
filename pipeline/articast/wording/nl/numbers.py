"""Dutch numbers, years and ranks as words, and the language's data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from articast.languages import table

DATA: dict[str, Any] = table("nl", "wording")
WORDS: dict[str, str] = DATA["words"]
MONTHS = list(dict.fromkeys(DATA["months"].values()))
DAYS: dict[str, str] = DATA["weekdays"]


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """`vierentwintig`."""
    from num2words import num2words

    return str(num2words(number, lang="nl"))


@lru_cache(maxsize=4096)
def year(number: int) -> str:
    """`1987` → `negentienzevenentachtig`, `2019` → `tweeduizend negentien`."""
    century, rest = divmod(number, 100)
    small = cardinal(rest) if rest else ""
    if 1100 <= number < 2000:
        hundred = "" if rest > 9 else "honderd"
        return f"{cardinal(century)}{hundred}{small}"
    return cardinal(number)


@lru_cache(maxsize=4096)
def ordinal(number: int) -> str:
    """`20` → `twintigste`."""
    from num2words import num2words

    return str(num2words(number, lang="nl", to="ordinal"))


def by_digit(run: str) -> str:
    """`06` → `nul zes`."""
    return " ".join(cardinal(int(digit)) for digit in run)


def in_pairs(run: str) -> str:
    """`11223344` in pairs, a zero by itself."""
    if len(run) % 2 or len(run) < 4:
        return by_digit(run)
    pairs = re.findall("..", run)
    return ", ".join(by_digit(pair) if pair[0] == "0" else cardinal(int(pair)) for pair in pairs)
