"""Any characters → plain ones that rules and voices can read: same words, said the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from articast.wording.rules import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

# Whatever is none of: newline, ASCII, Latin-1 from ¡ without the soft hyphen, Latin Extended A and B without
# digraph characters, usual dashes, quotes, ellipsis, €, ™, ½ and their like, superscripts, Greek, Cyrillic.
_ODD = re.compile("[^\n -~¡-\xac\xae-ıĴ-ľŁ-ňŊ-žƀ-ǃǍ-ǰǴ-ɏͰ-ͷͻ-ͽΆΈ-ϏЀ-ҁҊ-ԯ–—‘-‟†‡…‰′″‹›⁄⁰-ⁿ€№™⅐-⅞←-↓−≈≠≤≥]")
_SPACE = re.compile(r"[ \t\n]{2,}|^[ \t\n]|[ \t\n]$")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*"
_CLUSTER = re.compile(f".{_MARKS}", re.DOTALL)
# spaces, a word with whatever is hidden in it, or one sign: a Change covers whole words
_TOKEN = re.compile(r"\s+|[^\s!-/:-@\[-`{-~«»–—‘-‟…]+|.", re.DOTALL)
_OLD_SCRIPTS = 0x0590
"""From Hebrew on, joiners and marks spell words; below (Latin, Greek, Cyrillic) they are ornament."""
_COMPATIBLE = re.compile(
    "[\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2080-\u2089\u210a-\u2115\u2119-\u211d\u2124\u2126\u2128-\u2131"
    "\u2133-\u2138\u2160-\u217f\u2460-\u24ff\u3000-\u3002\ufb00-\ufb06\uff01-\uff5e\uffe0-\uffe6"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f169]"
)
_HYPHENS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u2212": "−",
    "\u00ad": "",
    "\ufe58": "—",
    "\ufe63": "-",
}


def plain(text: str, held: Sequence[Edit] = ()) -> list[Edit]:
    """Edits that make the text plain, in order: NFC, plain spaces (one at a time, none outside), nothing invisible.

    Args:
        text: any characters, lone surrogates too.
        held: stretches not to be touched.
    """
    if not _ODD.search(text) and not _SPACE.search(text):
        return []
    edits = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match.group()
        if token.isspace():
            said, rule = _space(token, start, end, len(text)), "spaces"
        elif token.isascii() and token.isprintable():
            continue
        else:
            said = "".join(_letter(text, one.group(), start + one.start()) for one in _CLUSTER.finditer(token))
            rule = "characters"
        if said != token and not any(edit.start < end and start < edit.end for edit in held):
            edits.append(Edit(start, end, said, rule))
    return edits


def _space(cluster: str, start: int, end: int, length: int) -> str:
    if start == 0 or end == length:
        return ""
    lines = cluster.count("\n") or cluster.count("\r") or cluster.count("\u2029")
    return "\n" * min(lines, 2) or " "


def _letter(text: str, cluster: str, start: int) -> str:
    """One character with its marks, made plain."""
    if cluster.isascii():
        return "" if cluster < " " or cluster == "\x7f" else cluster
    base = cluster[0]
    said = unicodedata.normalize("NFC", "".join(map(_one, cluster[:3] if ord(base) < _OLD_SCRIPTS else cluster)))
    if ord(base) < _OLD_SCRIPTS:
        # marks that no letter has (underline, strike-through, piles of them) are ornament
        said = "".join(character for character in said if not unicodedata.category(character).startswith("M"))
    elif (
        unicodedata.category(base) == "Cf" and start and ord(text[start - 1]) > _OLD_SCRIPTS and base in "\u200c\u200d"
    ):
        return cluster
    return said


def _one(character: str) -> str:
    if character in _HYPHENS:
        return _HYPHENS[character]
    if _COMPATIBLE.match(character):
        return unicodedata.normalize("NFKC", character)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn") or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return character
