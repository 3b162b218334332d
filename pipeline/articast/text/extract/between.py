"""What stands between an article's chosen paragraphs is the author's too, however short: `Why?`, `He left.`

Measured on three benchmarks of articles: trafilatura's own .9341 and scrapinghub's .9720 as before, WCXB .9581 → .9607.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from articast.text.extract.find import is_ended, is_sentence
from articast.text.extract.untangle import POST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from articast.model import Block

    Key: TypeAlias = tuple[HtmlElement, str]
    """An element, and of what make its children are that each hold a paragraph; empty for the paragraphs in it."""

ALIKE = 3
"""Chosen paragraphs by which a container, or wrappers of one make, are known to hold the text."""

SHORT = 60
"""Characters of a sentence after the last chosen one: longer ones, left out on purpose, are disclaimers, promotions."""

_TEXT = ("paragraph", "quote", "item")
_LIKE_TEXT = frozenset(
    re.findall(r"\w+", "p li ul ol dl dt dd blockquote pre center h1 h2 h3 h4 h5 h6 address font details summary")
)
"""Elements that a container holds as its text; others are containers of their own."""


def joined(blocks: Sequence[Block], nodes: Sequence[HtmlElement], kept: Sequence[bool]) -> list[bool]:
    """`kept`, with what stands between chosen blocks of the same container, and the sentences right around them.

    Furniture is taken later, by its words. What is nothing but a link is another article's title, what stands under a
    picture without a sentence's end its caption.
    """
    done = list(kept)
    holders = [_holder(node) for node in nodes]
    for keys, least in (([(holder, "") for holder in holders], 1), ([_wrapper(holder) for holder in holders], ALIKE)):
        _fill(blocks, nodes, keys, least, done)
    _reach(blocks, holders, done)
    _lead_to(blocks, nodes, done)
    _of_posts(nodes, done)
    return done


def _of_posts(nodes: Sequence[HtmlElement], done: list[bool]) -> None:
    """An embedded post is whole, with who wrote it, or not at all: where a part of it or its neighbours were chosen."""
    index = 0
    while index < len(nodes):
        end = index
        while end < len(nodes) and nodes[end].get(POST) is not None:
            end += 1
        if end > index:
            near = any(done[max(0, index - 2) : index]) and any(done[end : end + 2])
            done[index:end] = [near or any(done[index:end])] * (end - index)
        index = max(end, index + 1)


def _lead_to(blocks: Sequence[Block], nodes: Sequence[HtmlElement], done: list[bool]) -> None:
    """The items of a list that a chosen paragraph ends with a colon before: `You still need to check:`."""
    for index in range(1, len(blocks)):
        if done[index] or blocks[index].kind != "item" or not done[index - 1]:
            continue
        before = blocks[index - 1]
        done[index] = before.text.endswith((":", "：")) or (
            before.kind == "item" and _list(nodes[index]) is _list(nodes[index - 1]) and _is_listed(blocks, done, index)
        )


def _list(node: HtmlElement) -> HtmlElement | None:
    return next((one for one in (node, *node.iterancestors()) if one.tag in ("ul", "ol")), None)


def _reach(blocks: Sequence[Block], holders: Sequence[HtmlElement], done: list[bool]) -> None:
    """Sentences of the same container right before its first chosen paragraph, and short ones right after its last."""
    chosen: dict[HtmlElement, list[int]] = {}
    for index, (block, holder) in enumerate(zip(blocks, holders, strict=True)):
        if done[index] and block.kind in _TEXT:
            chosen.setdefault(holder, []).append(index)
    for holder, among in chosen.items():
        if len(among) < ALIKE:
            continue
        for around in (range(among[0] - 1, -1, -1), range(among[-1] + 1, len(blocks))):
            for index in around:
                block = blocks[index]
                is_next = holders[index] is holder and not done[index] and block.kind in _TEXT
                if not is_next or not _is_told(block) or is_teaser(block):
                    break
                if index > among[-1] and len(block.text) > SHORT:
                    break
                done[index] = True


def _fill(
    blocks: Sequence[Block], nodes: Sequence[HtmlElement], keys: Sequence[Key], least: int, done: list[bool]
) -> None:
    chosen: dict[Key, list[int]] = {}
    for index, (block, key) in enumerate(zip(blocks, keys, strict=True)):
        if done[index] and block.kind in _TEXT:
            chosen.setdefault(key, []).append(index)
    for index in range(len(blocks) - 1, -1, -1):  # from the end: a label stays with what it is the label of
        among = chosen.get(keys[index], [])
        if not done[index] and len(among) >= least and among[0] < index < among[-1]:
            done[index] = (not is_teaser(blocks[index]) or _is_listed(blocks, done, index)) and (
                _is_told(blocks[index])
                or (
                    (blocks[index].kind in ("heading", "item") or (done[index + 1] and _is_text(blocks[index + 1])))
                    and not _is_under_picture(nodes[index])
                )
            )


def _is_listed(blocks: Sequence[Block], done: Sequence[bool], index: int) -> bool:
    """Whether an item is of a list of links that a chosen paragraph leads to: `You can find them here:`."""
    if blocks[index].kind != "item":
        return False
    before = next((n for n in range(index - 1, -1, -1) if blocks[n].kind != "item"), None)
    return before is not None and done[before] and blocks[before].text.endswith((":", "："))


def _holder(node: HtmlElement) -> HtmlElement:
    """The element that holds a block among others."""
    while (parent := node.getparent()) is not None and (
        node.tag in _LIKE_TEXT
        or (node.tag == "div" and not node.get("class") and not node.get("id"))
        or (node.tag in _BOXES and _CALLOUT.search((node.get("class") or "").lower()))
    ):
        node = parent
    return node


_BOXES = frozenset(("div", "figure", "aside", "section"))
_CALLOUT = re.compile(
    r"(?:^|[-_ ])(?:callout|admonition|alert|infobox|info-box|note-box|tip|hint|warning)(?=$|[-_ 0-9])"
)
"""Boxes that an editor sets between paragraphs, for what is to be seen of them."""


def _wrapper(holder: HtmlElement) -> Key:
    """For templates that put each paragraph into an element of its own."""
    parent = holder.getparent()
    return holder if parent is None else parent, f"{holder.tag} {holder.get('class') or ''}"


def is_teaser(block: Block) -> bool:
    """Whether a block is links, and no sentence of its own around them."""
    linked = sum(mark.end - mark.start for mark in block.marks if mark.kind == "link")
    return linked > (0.9 if is_ended(block) else 0.6) * len(block.text) and not (
        block.kind == "paragraph" and is_sentence(block)
    )


def _is_told(block: Block) -> bool:
    """Whether a text has a sentence's end; a colon is a label's too."""
    return is_ended(block) and not block.text.endswith((":", "："))


def _is_text(block: Block) -> bool:
    """Whether a label before it is the author's: what follows is text, no address to write to."""
    return block.kind != "paragraph" or is_ended(block)


def _is_under_picture(node: HtmlElement) -> bool:
    """Whether a block stands with a picture, or right after one."""
    if next(node.iter("img"), None) is not None:
        return True
    before = node.getprevious()
    while before is not None and before.tag == "br":
        before = before.getprevious()
    return before is not None and next(before.iter("img"), None) is not None and not before.text_content().strip()
