"""What is not read aloud: furniture by phrase and position, repeats, footnotes. A rule takes blocks, gives what stays.

No rule takes a word without leaving it in `Leaving.left` or `Leaving.notes` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline import furniture
from pipeline.model import Block, LeftOut
from pipeline.script.edits import spliced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LETTERS = re.compile(r"[\W_]+")
_FOOTNOTE = re.compile(r"\[(footnote|fn|note|ref)\](.*?)\[/\1\]", re.IGNORECASE | re.DOTALL)
_SHORTCODE = re.compile(
    r"\[/?(?:footnote|fn|caption|gallery|embed|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+)(?:\s[^\]]*)?\]",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<=[\w.,;:!?”\"»)])\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|note \d{1,3}|\*{1,3}|[†‡])\]"
    r"|(?<=[^\W\d]|[.,;!?”\"»)])[¹²³⁴-⁹⁰]+(?=[\s.,;:!?)]|$)"
)
_UNIT = re.compile(r"(?:\b(?:[kcmd]?m|km|ft|in|mi|yd)|\b[xyabcnr])$", re.IGNORECASE)
_ONLY_ADDRESS = re.compile(r"https?://\S+")
_MACHINE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")

HEAD = 6
"""Blocks among which the start's furniture stands; it ends at the first block of real text."""

REAL = 200
"""Characters of a block that is surely the author's text: the start's furniture ends there."""

REST_SHARE = 0.5
"""Share of the text before a `rest` line at least: related cards stand after the article, and are shorter."""

TWICE = 25
"""Letters of a paragraph that is not read again soon after; shorter ones (`And yet.`) are a figure of speech."""

LONG_TWICE = 100
"""Letters of a paragraph that nobody writes twice in one article."""

APART = 3
"""Blocks between two printings of a shorter paragraph that are an accident; refrains stand further apart."""


@dataclass(slots=True)
class Leaving:
    """What has been taken out so far."""

    language: str
    stays: Callable[[str], bool]
    """Whether the publisher wants a text to stay."""
    left: list[LeftOut] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)

    def out(self, text: str, reason: str) -> None:
        """Records a text that is not read."""
        if text.strip():
            self.left.append(LeftOut(text.strip(), reason))


def key(text: str) -> str:
    """Letters and digits alone, lower case."""
    return _LETTERS.sub("", text.casefold())


def footnotes(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes `[footnote]…[/footnote]`, `[1]` and the codes of content management systems out of the text."""
    kept: list[Block] = []
    for block in _joined(blocks):
        if block.kind == "note":
            leaving.notes.append(block)
            leaving.out(block.text, "footnote")
            continue
        now = block
        for pattern, reason in (
            (_FOOTNOTE, "footnote"),
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
    """Squares and cubes (`m²`, `x²`) are no marks."""
    return match.group()[0] in "¹²³⁴⁵⁶⁷⁸⁹⁰" and bool(_UNIT.search(match.string[: match.start()]))


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


def glued(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes off furniture that is glued before or after the author's words."""
    kept: list[Block] = []
    for block in blocks:
        now = block
        if now.kind not in ("code", "table", "note") and not leaving.stays(now.text):
            reason, end = furniture.prefix(leaving.language, now.text)
            if end:
                leaving.out(now.text[:end], f"furniture: {reason}")
                now = spliced(now, 0, end)
            reason, start = furniture.suffix(leaving.language, now.text)
            if start < len(now.text):
                leaving.out(now.text[start:], f"furniture: {reason}")
                now = spliced(now, start, len(now.text))
        if now.text.strip():
            kept.append(now)
    return kept


def lines(blocks: Sequence[Block], own: Sequence[str], leaving: Leaving) -> list[Block]:
    """Takes blocks that are nothing but furniture, by phrase and position."""
    rules = [_own(phrase) for phrase in own]
    kept = [block for block in blocks if not _anywhere(block, rules, leaving)]
    kept = _start(kept, leaving)
    kept = _also(kept, leaving)
    kept = _rest(kept, leaving)
    return _end(kept, leaving)


def _own(phrase: str) -> re.Pattern[str]:
    """The publisher's phrase as an expression; one that is none is taken as plain words."""
    try:
        return re.compile(rf"\s*(?:{furniture.even(phrase)})\s*", re.IGNORECASE)
    except re.error:
        return re.compile(rf"\s*{re.escape(furniture.even(phrase))}\s*", re.IGNORECASE)


def _anywhere(block: Block, own: Sequence[re.Pattern[str]], leaving: Leaving) -> bool:
    if block.kind in ("code", "table", "note") or leaving.stays(block.text):
        return False
    text = furniture.even(block.text)
    if any(pattern.fullmatch(text) for pattern in own):
        leaving.out(block.text, "furniture: the site's own")
        return True
    if _MACHINE_DATE.fullmatch(text) or not any(map(str.isalnum, text)):
        leaving.out(block.text, "furniture: stamp" if text[:1].isdigit() else "no words")
        return True
    rule = furniture.found(leaving.language, "anywhere", text)
    if rule:
        leaving.out(block.text, f"furniture: {rule.reason}")
    return rule is not None


def _start(blocks: list[Block], leaving: Leaving) -> list[Block]:
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if index >= HEAD or len(block.text) >= REAL:
            return [*kept, *blocks[index:]]
        rule = furniture.found(leaving.language, "start", block.text) if block.kind in _LINES else None
        if rule and not leaving.stays(block.text):
            leaving.out(block.text, f"furniture: {rule.reason}")
        else:
            kept.append(block)
    return kept


def _also(blocks: list[Block], leaving: Leaving) -> list[Block]:
    """`Read also:` between paragraphs goes, and the titles of other articles that follow it."""
    linked = any(mark.kind == "link" for block in blocks for mark in block.marks)
    kept: list[Block] = []
    titles = 0
    for block in blocks:
        rule = furniture.found(leaving.language, "also", block.text) if block.kind in _LINES else None
        titles = 2 if rule else titles - 1
        gone = rule is not None or (titles >= 0 and _is_foreign_title(block, linked=linked))
        if gone and not leaving.stays(block.text):
            leaving.out(block.text, f"furniture: {rule.reason if rule else 'related articles'}")
        else:
            kept.append(block)
            titles = 0
    return kept


def _is_foreign_title(block: Block, *, linked: bool) -> bool:
    """A line that is one link; where the text has no links at all, a line without an end."""
    if block.kind not in _LINES or len(block.text) > 160:
        return False
    if linked:
        return sum(mark.end - mark.start for mark in block.marks if mark.kind == "link") >= 0.9 * len(block.text)
    return block.kind != "heading" and re.search(r"[.!?:;,…]['\"”’»“)]*$", block.text) is None


_LINES = ("paragraph", "heading", "item")


def _rest(blocks: list[Block], leaving: Leaving) -> list[Block]:
    """After a line such as `More to explore`, late in the page, nothing is the article's."""
    total = sum(len(block.text) for block in blocks)
    before = 0
    for index, block in enumerate(blocks):
        if before >= REST_SHARE * total and block.kind in _LINES and not leaving.stays(block.text):
            rule = furniture.found(leaving.language, "rest", block.text)
            if rule:
                for gone in blocks[index:]:
                    leaving.out(gone.text, f"furniture: {rule.reason}")
                return blocks[:index]
        before += len(block.text)
    return blocks


def _end(blocks: list[Block], leaving: Leaving) -> list[Block]:
    kept = list(blocks)
    gone: list[tuple[str, str]] = []
    while (
        len(kept) > 1
        and kept[-1].kind in ("paragraph", "heading", "item", "quote")
        and not leaving.stays(kept[-1].text)
    ):
        text = kept[-1].text
        rule = furniture.found(leaving.language, "end", text) or _call(text, leaving.language)
        rule = rule or (furniture.found(leaving.language, "start", text) if gone else None)
        if rule is None and kept[-1].kind == "heading":
            reason = "heading without text"
        elif rule is None:
            break
        else:
            reason = f"furniture: {rule.reason}"
        gone.append((text, reason))
        kept.pop()
    for text, reason in reversed(gone):
        leaving.out(text, reason)
    return kept


LONGEST_CALL = 60
"""Words of a promotion at the end; longer ones are an author's last paragraph with a wish."""


def _call(text: str, language: str) -> furniture.Rule | None:
    """`Is your brand ready? Get started here.`: a short block whose last sentence is a button's."""
    if len(text.split()) > LONGEST_CALL:
        return None
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    return furniture.found(language, "call", last)


def twice(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes a paragraph that is printed again: a long one anywhere, a shorter one where it stands close to the first.

    Items of lists say the same again (a plan of meals), and so may headings, unless nothing stands between.
    """
    seen: dict[str, int] = {}
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        letters = key(block.text)
        first = seen.get(letters)
        if first is not None and _is_accident(block, len(letters), index - first) and not leaving.stays(block.text):
            leaving.out(block.text, "printed twice")
            continue
        seen[letters] = index
        kept.append(block)
    return kept


def _is_accident(block: Block, letters: int, apart: int) -> bool:
    if block.kind == "heading":
        return apart == 1
    if block.kind == "quote":
        return letters >= LONG_TWICE
    return block.kind == "paragraph" and (letters >= LONG_TWICE or (letters >= TWICE and apart <= APART))


def headings(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes headings that are left without a text below them at the end."""
    kept = list(blocks)
    while len(kept) > 1 and kept[-1].kind == "heading" and not leaving.stays(kept[-1].text):
        leaving.out(kept.pop().text, "heading without text")
    return kept
