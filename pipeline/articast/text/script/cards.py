"""Promotion cards inside a text: a title line and a teaser of another article, pasted between the author's paragraphs.

In plain text nothing marks them. Each sign below is rare in an author's own text; a card needs a strong one, or several
weak ones together. What goes is listed with its reason, and the publisher can `keep` it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.languages import primary, table
from articast.text.furniture import even
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.model import Block
    from articast.text.furniture.lines import Leaving

REASON = "furniture: promotion card"
LONGEST = 600
"""Characters of a teaser; teasers are cut at 300 or so, and one may be printed twice."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_GLUE = re.compile(r"(?<=[^\W\d_])\s+(?=[A-ZÀ-ÞŁŚŻŹĆ])")
_ENDED = re.compile(r"[.!?:;,…–—-]\s*$")
OWN = 80
"""Characters of the paragraphs by which it is told whether the author speaks as `I`."""

PERSONAL = 0.5
"""Share of paragraphs in the author's own voice (I, we, you) above which an impersonal one is a sign."""


def cards(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes cards out: a heading-like line, a single teaser after it, and the text goes on after that."""
    signs = _Signs(leaving.language, blocks)
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        line = blocks[index]
        teaser = blocks[index + 1] if index + 1 < len(blocks) else None
        after = blocks[index + 2] if index + 2 < len(blocks) else None
        if (
            teaser is not None
            and signs.is_card(line, teaser, after)
            and not (leaving.stays(line.text) or leaving.stays(teaser.text))
        ):
            leaving.out(line.text, REASON)
            leaving.out(teaser.text, REASON)
            index += 2
        else:
            kept.append(line)
            index += 1
    return kept


class _Signs:
    def __init__(self, language: str, blocks: Sequence[Block]) -> None:
        said = table(language, "furniture") if language else {}
        self._opens = [re.compile(pattern, re.IGNORECASE) for pattern in said.get("opens", ())]
        personal = said.get("personal")
        self._personal = re.compile(personal, re.IGNORECASE) if personal else None
        self._german = primary(language) == "de"
        texts = [block.text for block in blocks if block.kind == "paragraph" and len(block.text) > OWN]
        own = sum(self._is_personal(text) for text in texts)
        self._is_told = len(texts) >= 5 and own >= PERSONAL * len(texts)

    def is_card(self, line: Block, teaser: Block, after: Block | None) -> bool:
        if not self._may_be(line, teaser, after):
            return False
        if halves(teaser.text) or repeats_its_title(teaser.text):
            return True
        weak = 0
        weak += bool(re.search(r"\w\s?: ", line.text)) or line.text.endswith("?")
        weak += (teaser.text[:1].islower() and not line.text[-1:].islower()) or teaser.text[:1].islower()
        weak += (not self._german) and has_glue(teaser.text)
        weak += self._is_teasing(teaser.text)
        weak += self._is_told and not self._is_personal(teaser.text)
        return weak >= 3

    def _may_be(self, line: Block, teaser: Block, after: Block | None) -> bool:
        return (
            line.kind in ("heading", "paragraph")
            and teaser.kind == "paragraph"
            and after is not None
            and 3 <= len(line.text.split()) <= 20
            and not re.search(r"[.:;,…]$", line.text)
            and 60 <= len(teaser.text) <= LONGEST
            and len(line.text) < len(teaser.text)
        )

    def _is_personal(self, text: str) -> bool:
        return bool(self._personal and self._personal.search(even(text)))

    def _is_teasing(self, text: str) -> bool:
        """The last sentence asks what the article behind the link answers, or says to find out."""
        last = _SENTENCE.split(text.strip())[-1]
        return any(pattern.match(last) for pattern in self._opens)


def halves(text: str) -> bool:
    """Whether a text is the same words twice, one after the other."""
    words = text.split()
    half = len(words) // 2
    return half >= 6 and len(words) % 2 == 0 and key(" ".join(words[:half])) == key(" ".join(words[half:]))


def repeats_its_title(text: str) -> bool:
    """Whether a text begins with a title glued to a first sentence that begins with the title's words.

    `The state of rail: what changed this year The state of rail is …`: at least three words, 8 letters, again, and
    nothing ended between.
    """
    for match in _GLUE.finditer(text[:300]):
        before, after = text[: match.start()], text[match.end() :]
        words = after.split()[:3]
        if len(words) == 3 and len(before.split()) >= 5 and not _ENDED.search(before):
            start = key(" ".join(words))
            if len(start) >= 8 and key(before).startswith(start) and "." not in before:
                return True
    return False


def has_glue(text: str) -> bool:
    """Whether a sentence begins though the one before has not ended: `the whole story The brain …`.

    Only an article or pronoun counts: names are written with capitals anywhere.
    """
    return bool(_MIDDLE.search(text[:300]))


_MIDDLE = re.compile(
    r"(?<=[a-zß-ÿ])\s+(?:The|This|These|When|With|What|How|If|In|Le|La|Les|Ce|Cette|Ces|Un|Une|Des|El|Los|Las|Una|Il|Lo|Gli|"
    r"Os|As|Uma|Het|Een|De)\s+[a-zß-ÿ]{3,}"
)
