"""Dutch: its years, as they are said; all else is in `voices/nl.toml`."""

from __future__ import annotations

from functools import lru_cache

from articast.wording.generic import rules


@lru_cache(maxsize=4096)
def year(number: int) -> str:
    """`1987` → `negentienzevenentachtig`, `2019` → `tweeduizend negentien`."""
    from num2words import num2words

    century, rest = divmod(number, 100)
    small = str(num2words(rest, lang="nl")) if rest else ""
    if 1100 <= number < 2000:
        hundred = "" if rest > 9 else "honderd"
        return f"{num2words(century, lang='nl')}{hundred}{small}"
    return str(num2words(number, lang="nl"))


@lru_cache(maxsize=4096)
def ordinal(number: int) -> str:
    """`20` → `twintigste`."""
    from num2words import num2words

    return str(num2words(number, lang="nl", to="ordinal"))


RULES = rules("nl", year=year, ordinal=ordinal)
