"""Whether a revision may take the place of what is published: it is held where it is worse. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from articast.languages import primary
from articast.model import Measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articast.model import Block, LeftOut
    from articast.settings import HoldTable

_AROUND = frozenset({"title", "byline", "notice"})
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Scripts without spaces between words: a sign counts as one."""

RUN = 3
"""Words in a row that are looked for in the other text: names and small words alone make no likeness."""

ALIKE = 0.5
"""Titles more alike than this (difflib's ratio) are one title with a correction."""


def measures(blocks: Sequence[Block], sentences: int, left_out: Iterable[LeftOut]) -> Measures:
    """What a text is held against another by."""
    spoken = [block.text for block in blocks if block.kind not in _AROUND]
    size = sum(map(len, spoken))
    gone = sum(len(one.text) for one in left_out if one.reason.startswith("furniture"))
    return Measures(sum(map(_count, spoken)), sentences, round(gone / (size + gone), 3) if size + gone else 0.0)


def verdict(
    before: tuple[str, str, Sequence[Block], Measures],
    after: tuple[str, str, Sequence[Block], Measures],
    hold: HoldTable,
) -> str:
    """Why the revision is worse than what is published, in words for the publisher; empty where it is not.

    A text that was edited, corrected, shortened a little or updated passes. It does not say what is true: a rewritten
    article is held, too, until it is accepted.

    Args:
        before: language, title, blocks and measures of what is published.
        after: of the revision.
        hold: thresholds.
    """
    (language, title, blocks, had), (now_in, now_titled, now_blocks, has) = before, after
    if hold.language and primary(language) != primary(now_in):
        return f"it is in another language ({now_in} in place of {language})"
    if hold.shorter and has.words < had.words * hold.shorter:
        return f"it has {has.words} words, what is published has {had.words}"
    if hold.thin and has.words < hold.thin <= had.words:
        return f"it has only {has.words} words"
    if hold.furniture and has.left_out > hold.furniture >= had.left_out:
        return f"{has.left_out:.0%} of its page is no text of an article"
    other_title = hold.unlike and SequenceMatcher(None, title.lower(), now_titled.lower()).ratio() < ALIKE
    if other_title and new_in(blocks, now_blocks) > hold.unlike:
        return f"both its title (“{now_titled}” in place of “{title}”) and its text are others"
    return ""


def _count(text: str) -> int:
    signs = len(_SIGNS.findall(text))
    return signs + len(_WORD.findall(_SIGNS.sub(" ", text)))


def new_in(before: Sequence[Block], after: Sequence[Block]) -> float:
    """Share of the runs of words of a text that are not in the one before, 0 to 1."""
    old, now = _runs(before), _runs(after)
    return len(now - old) / len(now) if now else 0.0


def _runs(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    words = [
        word
        for block in blocks
        if block.kind not in _AROUND
        for word in _WORD.findall(_SIGNS.sub(lambda sign: f" {sign.group()} ", block.text.lower()))
    ]
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))} if words else set()
