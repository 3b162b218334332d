"""English outside America: the day before the month, and in numbers after the hundreds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from articast.wording.en.numbers import ONES, TENS, ordinal
from articast.wording.rules import expression

if TYPE_CHECKING:
    import re

    from articast.wording.rules import Rule

_SMALL = "|".join([*map(ordinal, (*range(1, 20), *range(20, 100, 10))), *ONES[1:], *TENS[2:]])
_SCALE = "hundred|thousand|million|billion|trillion"
_AND = expression(
    rf"\b({_SCALE}) (?=(?:{_SMALL})\b(?:-(?:{_SMALL})\b)?(?! (?:{_SCALE})))|\b(hundred) (?=(?:{_SMALL})\b)"
)
"""After hundreds before anything smaller; after thousands where no hundreds follow."""


def anded(said: str) -> str:
    """`one hundred fifth` → `one hundred and fifth`, `two thousand five` → `two thousand and five`."""
    return _AND.sub(r"\g<0>and ", said) if "hundred" in said or "thousand" in said or "illion" in said else said


def british(rule: Rule) -> Rule:
    """The rule with British numbers in what it says."""
    say = rule.say

    def said(match: re.Match[str]) -> str | None:
        words = say(match)
        return words and anded(words)

    return replace(rule, say=said)
