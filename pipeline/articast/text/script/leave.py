"""What is not read aloud besides furniture: repeats, footnotes, reference marks. A rule takes blocks, gives what stays.

No rule takes a word without leaving it in `Leaving.left` or `Leaving.notes` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.model import Block
from articast.text.furniture.cut import spliced
from articast.text.furniture.lines import REAL, is_sentence, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.text.furniture.lines import Leaving

_FOOTNOTE = re.compile(r"\[(footnote|fn|note|ref)\](.*?)\[/\1\]", re.IGNORECASE | re.DOTALL)
_EMBEDDED = re.compile(
    r"\[(embed|youtube|vimeo|tweet|instagram|gallery|audio|video|playlist|code|php|css|sourcecode|iframe|googlemaps)\b"
    r"[^\]]{0,500}\](?:(?!\[/?\1)[\s\S]){0,5000}\[/\1\]",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b[^\]]{0,500}\]((?:(?!\[/?(?:wp_)?caption)[\s\S]){0,2000})\[/(?:wp_)?caption\]"
)
_SHORTCODE = re.compile(
    r"\[/?(?:footnote|fn|caption|gallery|embed|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+|su_\w+|fusion_\w+)"
    r"(?:\s[^\]]*)?\]"
    r"|\[[a-z][\w-]{1,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\]]{0,500}\"|'[^'\]]{0,500}'|“[^”\]]{0,500}”|”[^”\]]{0,500}”|[^\s\]]{1,200}))+"
    r"\s*/?\]|\[/[a-z][a-z0-9_-]{2,40}\]",
    re.IGNORECASE,
)
"""Those that are known by name; others by what they set, `[name key="value"]`, and where they end."""
_REFERENCE = re.compile(
    r"\[\^[\w-]{1,40}\]|(?<=[\w.,;:!?”\"»)])\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|note \d{1,3}|\*{1,3}|[†‡])\]"
    r"|(?<=[\w.,;!?”\"»)])(?<![¹²³⁴-⁹⁰])[¹²³⁴-⁹⁰]+(?=[\s.,;:!?)]|$)"
)
_BASE = re.compile(
    r"(?:(?<![^\W\d_])(?:[kcmd]?m|ft|in|mi|yd|[^\W\d_]|[^\W\d_aeiouyäöüàáâèéêìíîòóôùúûœæ]{2})"
    r"|(?<!\d)\d{1,3}|\d[.,]\d+|[\^*+−=/·-][^\s()]*\)|\([^\W\d_]\))$",
    re.IGNORECASE,
)
"""What is raised to a power: units, letters and pairs of consonants (`mc²`), short numbers, sums in brackets. After
words and years a raised number is a note's mark."""

TWICE = 25
"""Letters of a paragraph that is not read again soon after; shorter ones (`And yet.`) are a figure of speech."""

LONG_TWICE = 100
"""Letters of a paragraph that nobody writes twice in one article."""

APART = 3
"""Blocks between two printings of a shorter paragraph that are an accident; refrains stand further apart."""


def footnotes(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes `[footnote]…[/footnote]`, `[1]` and the codes of content management systems out of the text."""
    kept: list[Block] = []
    pairs = _pairs(blocks)
    for block in _joined(blocks):
        if block.kind == "note":
            leaving.notes.append(block)
            leaving.out(block.text, "footnote")
            continue
        if block.kind == "code":  # its brackets are its own
            kept.append(block)
            continue
        now = block
        for pattern, reason in (
            (_FOOTNOTE, "footnote"),
            (_EMBEDDED, "code of the content management system"),
            (_CAPTION, "caption"),
            *((pair, "code of the content management system") for pair in pairs),
            (_SHORTCODE, "code of the content management system"),
            (_REFERENCE, "reference mark"),
        ):
            found = [
                match for match in pattern.finditer(now.text) if reason != "reference mark" or not _is_square(match)
            ]
            for match in found:
                if reason == "footnote" and (note := match.group(2).strip()):
                    leaving.notes.append(Block("note", note))
                leaving.out(match.group(), reason)
            for match in reversed(found):
                now = spliced(now, match.start(), match.end())
        if now.text.strip():
            kept.append(now)
    return kept


_ENDS = re.compile(r"\[/([a-z][a-z0-9_-]{0,40})\]", re.IGNORECASE)
MOST_CODES = 50
"""Different codes of a text that are looked for; no editor has so many."""

_NOTES = frozenset(("footnote", "fn", "note", "ref"))


def _pairs(blocks: Sequence[Block]) -> list[re.Pattern[str]]:
    """The codes without anything set, `[box]`, whose end, `[/box]`, is somewhere in the text."""
    names = {name.lower() for block in blocks if "[/" in block.text for name in _ENDS.findall(block.text)} - _NOTES
    return [re.compile(rf"\[/?{re.escape(name)}\]", re.IGNORECASE) for name in sorted(names)[:MOST_CODES]]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a footnote that goes over several of them is in one."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _open_footnote(joined[-1].text) and "[/" in block.text and len(block.text) < 2000:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
    return joined


def _open_footnote(text: str) -> bool:
    low = text.casefold()
    return any(low.count(f"[{name}]") > low.count(f"[/{name}]") for name in ("footnote", "fn"))


def _is_square(match: re.Match[str]) -> bool:
    """Powers (`m²`, `mc²`, `10¹⁶`) are no marks."""
    return match.group()[0] in "¹²³⁴⁵⁶⁷⁸⁹⁰" and bool(
        _BASE.search(match.string, max(0, match.start() - 40), match.start())
    )


def titles(blocks: Sequence[Block], title: str, leaving: Leaving) -> list[Block]:
    """Takes the title out where it is printed again before the text begins, or as any heading."""
    wanted = key(title)
    kept: list[Block] = []
    started = False
    for block in blocks:
        again = key(block.text) == wanted and wanted != ""
        if again and (not started or block.kind == "heading") and not leaving.stays(block.text):
            leaving.out(block.text, "title printed again")
            continue
        started = started or len(block.text) >= REAL
        kept.append(block)
    return kept


def twice(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes a paragraph that is printed again: a long one anywhere, a shorter one where it stands close to the first.

    Items of lists say the same again (a plan of meals), and so may headings, unless nothing stands between.
    """
    seen: dict[str, int] = {}
    kept: list[Block] = []
    whole = [key(block.text) if block.kind in ("paragraph", "item") else "" for block in blocks]
    for index, block in enumerate(blocks):
        letters = key(block.text)
        if _is_pulled(block, letters, whole, index) and not leaving.stays(block.text):
            leaving.out(block.text, "printed twice")
            continue
        first = seen.get(letters)
        if first is not None and _is_accident(block, len(letters), index - first) and not leaving.stays(block.text):
            leaving.out(block.text, "printed twice")
            continue
        seen[letters] = index
        kept.append(block)
    return kept


PULLED = 220
"""Characters of words that are pulled out of a text and set large beside it."""


def _is_pulled(block: Block, letters: str, whole: Sequence[str], index: int) -> bool:
    """Whether a quotation by itself stands in a paragraph nearby, word for word."""
    text = block.text.strip()
    is_quoted = block.kind == "quote" or (block.kind == "paragraph" and text[:1] in '“„«"' and text[-1:] in '”“»"')
    if not is_quoted or not len(letters) >= TWICE or len(text) > PULLED:
        return False
    near = range(max(0, index - NEAR), min(len(whole), index + NEAR + 1))
    return any(letters in whole[at] and len(whole[at]) > len(letters) for at in near if at != index)


NEAR = 6
"""Blocks between words and where they are pulled out to."""


def _is_accident(block: Block, letters: int, apart: int) -> bool:
    if block.kind == "heading":
        return apart == 1
    if block.kind == "quote":
        return letters >= LONG_TWICE
    return block.kind == "paragraph" and (letters >= LONG_TWICE or (letters >= TWICE and apart <= APART))


def headings(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes headings that are left without a text below them at the end."""
    kept = list(blocks)
    while (
        len(kept) > 1
        and kept[-1].kind == "heading"
        and not (leaving.stays(kept[-1].text) or is_sentence(kept[-1].text))
    ):
        leaving.out(kept.pop().text, "heading without text")
    return kept
