"""Which questions a voice rises at: those that ask for yes or no, and not those that ask who, where or why."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from articast.languages import table

_ASKED = re.compile(r"\?[?!]*[\"”“»«’')\]]*\s*$")

_BEGIN = r"(?:^|[,;:.!?…–—]\s+)[\W_]*"
"""Where a question may begin: at the start, or after what is said before it («If it is closed, where…»)."""


def melody(sentence: str, language: str) -> Literal["rise", "fall", ""]:
    """How a sentence ends: `rise` or `fall` for a question; nothing for what is none, or where a language has no words.

    A question falls where it begins with a word that asks (`[questions]` of the language's file), or leaves a choice.
    """
    if not _ASKED.search(sentence):
        return ""
    falling = _falling(language)
    if falling is None:
        return ""
    found = falling.search(sentence)
    hangs = found and found.group()[:1] == "," and _indirect(language).match(sentence)
    return "fall" if found and not hangs else "rise"


@cache
def _indirect(language: str) -> re.Pattern[str]:
    """A question on which another one hangs after a comma."""
    begins = table(language, "questions").get("indirect", "(?!)")
    return re.compile(rf"[\W_]*{begins}(?!\w)", re.IGNORECASE)


@cache
def _falling(language: str) -> re.Pattern[str] | None:
    known = table(language, "questions")
    if not known:
        return None
    before, asks, choice = (str(known[key]) for key in ("before", "asks", "choice"))
    return re.compile(rf"{_BEGIN}(?:(?:{before})\s+){{0,3}}(?:{asks})(?![\w])(?![^?]*[.;]\s)|{choice}", re.IGNORECASE)
