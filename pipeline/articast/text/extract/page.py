"""An HTML page → its article's blocks, and all else that the page says with the reason why it is left out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from articast.errors import ExtractionError
from articast.model import LeftOut
from articast.text.extract import between, find, formulas, notes, overlay, selectors, told, tree, verdict
from articast.text.extract.blocks import Reader
from articast.text.extract.prepare import SILENT, drop, prepare
from articast.text.extract.typeset import settle
from articast.text.extract.untangle import untangle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

    from articast.model import Block
    from articast.text.extract.metadata import Metadata

ENOUGH = 50
"""Words below which other ways of finding the article are tried too; trafilatura is made for longer ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a page, or in a part of it."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()


def read(
    root: HtmlElement,
    said: Metadata,
    signs: verdict.Signs,
    article: str = "",
    exclude: Sequence[str] = (),
    settled: Sequence[LeftOut] = (),
) -> Found:
    """The article's blocks in a page's tree.

    Args:
        root: The page; it is changed.
        said: What the page says of itself.
        signs: What it told before anything was taken out.
        article: The publisher's CSS selector of the article, empty where there is none.
        exclude: The publisher's CSS selectors of what never belongs to it.
        settled: What has been taken out of the tree already.

    Raises:
        ExtractionError: too little is left, or a selector finds nothing.
    """
    base = said.base
    body = _body(root)
    left = [*settled, *_excluded(root, exclude)]
    selected = _selected(root, article)
    left += [LeftOut(words, why) for why, words in untangle(body, said.title, said.language)]
    left += [LeftOut(words, f"furniture: {why}") for why, words in prepare(body, selected, said.title)]
    if selected:
        return _judged(signs, _of_selected(body, selected, base), left)
    if find.is_vast(body):
        frame = find.frame(body)
        return _placed(signs, body, frame, _chosen(frame, base, lambda blocks, _: _unlinked(blocks)), left)
    text = find.article_text(root)
    region = find.region(body, text, said.title)
    found = _chosen(region, base, lambda blocks, nodes: _of_article(blocks, nodes, text, said))
    if told.is_other(found.blocks, said.body):
        return _judged(signs, _as_told(body, said), left)
    if verdict.words(found.blocks) < ENOUGH:
        return _judged(signs, _otherwise(body, text, said), left)
    return _placed(signs, body, region, found, left)


def every(markup: str, base: str) -> Found:
    """All blocks of markup that holds nothing but an article, as made from an author's Markdown.

    Raises:
        ExtractionError: it cannot be parsed.
    """
    if not markup.strip():
        return Found(())
    root = tree.parse(f"<html><body>{markup}</body></html>")
    noted = notes.settle(root, markup)
    formulas.settle(root, markup)
    for element in list(root.iter(*SILENT)):
        drop(element)
    left = [*noted, *settle(root)]
    found = _chosen(_body(root), base, lambda blocks, _: [True] * len(blocks))
    return Found(leading(found.blocks), (*left, *found.left_out))


def _placed(
    signs: verdict.Signs, body: HtmlElement, region: HtmlElement, found: Found, left: Sequence[LeftOut]
) -> Found:
    """What was found in a part of the page, with what stands around that."""
    noted = () if region is body else _notes_beside(body, region)
    before, after = _around(body, region)
    return _judged(signs, Found((*found.blocks, *noted), (*before, *found.left_out, *after)), left)


def _notes_beside(body: HtmlElement, region: HtmlElement) -> tuple[Block, ...]:
    """The notes that stand outside the part of a page that was read, as word processors set them; they go with it."""
    inside = set(region.iter()) if (beside := _NOTES(body)) else set()
    found: list[Block] = []
    done: set[HtmlElement] = set()
    for element in beside:
        if element in inside or not done.isdisjoint(element.iterancestors()):
            continue
        done.add(element)
        found += [block for block in Reader("").read(_held(element)) if block.kind == "note"]
    for element in done:
        drop(element)
    return tuple(found)


def _held(element: HtmlElement) -> HtmlElement:
    """An element that holds nothing but a copy of another one: what is read is what stands in it."""
    holder: HtmlElement = deepcopy(element)
    holder.tail = None
    outer: HtmlElement = element.makeelement("div")
    outer.append(holder)
    return outer


_NOTES = etree.XPath(f"descendant::*[@role='{notes.ROLE}']")


def _judged(signs: verdict.Signs, found: Found, left: Sequence[LeftOut]) -> Found:
    result = Found(found.blocks, (*left, *found.left_out))
    verdict.judge(signs, result.blocks, result.left_out)
    return result


def leading(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the marks of links that lead nowhere; they told menus and pointers from text."""
    return tuple(
        replace(block, marks=tuple(mark for mark in block.marks if mark.value or mark.kind != "link"))
        for block in blocks
    )


def _body(root: HtmlElement) -> HtmlElement:
    body = root.find("body")
    return root if body is None else body


def _of_article(blocks: Sequence[Block], nodes: Sequence[HtmlElement], text: str, said: Metadata) -> list[bool]:
    """For each block whether it is of the article that trafilatura found."""
    kept = overlay.chosen(blocks, text)
    kept = find.extended(blocks, nodes, find.below_headline(blocks, nodes, kept, said.title))
    kept = between.joined(blocks, nodes, kept)
    return find.completed(blocks, kept, said.title, said.summary)


def _chosen(
    element: HtmlElement, base: str, choose: Callable[[Sequence[Block], Sequence[HtmlElement]], list[bool]]
) -> Found:
    """The blocks under `element` that `choose` takes, with what belongs between them."""
    reader = Reader(base)
    blocks = reader.read(element)
    kept = choose(blocks, reader.nodes)
    if verdict.is_listing(blocks, kept):
        raise ExtractionError(
            "it is a list of other articles, a front page or a section's: name the articles themselves"
        )
    return Found(tuple(block for block, keep in zip(blocks, kept, strict=True) if keep), tuple(_outside(blocks, kept)))


def _excluded(root: HtmlElement, wanted: Sequence[str]) -> list[LeftOut]:
    left: list[LeftOut] = []
    for selector in wanted:
        for element in selectors.select(root, selector):
            if words := _words(list(element.itertext())):
                left.append(LeftOut(words, f"excluded by the site's rules: {selector}"))
            drop(element)
    return left


def _selected(root: HtmlElement, selector: str) -> list[HtmlElement]:
    if not selector:
        return []
    if found := selectors.select(root, selector):
        return found
    raise ExtractionError(f"the site's CSS selector {selector!r} finds nothing in this page: mend it in articast.toml")


def _of_selected(body: HtmlElement, selected: Sequence[HtmlElement], base: str) -> Found:
    blocks = [block for element in selected for block in Reader(base).read(element)]
    for element in selected:
        drop(element)
    rest = Reader(base).read(body)
    return Found(tuple(blocks), tuple(_outside(rest, [False] * len(rest))))


def _outside(blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[LeftOut]:
    """What is not of the article, neighbours together."""
    run: list[str] = []
    for block, keep in zip(blocks, kept, strict=True):
        if not keep:
            run.append(block.text)
        elif run:
            yield LeftOut("\n".join(run), "outside the article")
            run = []
    if run:
        yield LeftOut("\n".join(run), "outside the article")


def _around(body: HtmlElement, region: HtmlElement) -> tuple[list[LeftOut], list[LeftOut]]:
    """What the page says before and after the part that holds the article."""
    before: list[str] = []
    after: list[str] = []
    element = region
    while element is not body and (parent := element.getparent()) is not None:
        earlier = [parent.text or ""]
        for sibling in parent.iterchildren():
            if sibling is element:
                break
            earlier += [*sibling.itertext(), sibling.tail or ""]
        later = [element.tail or ""]
        for sibling in element.itersiblings():
            later += [*sibling.itertext(), sibling.tail or ""]
        before[:0] = earlier
        after += later
        element = parent
    return tuple([LeftOut(text, "outside the article")] if (text := _words(parts)) else [] for parts in (before, after))  # type: ignore[return-value]


def _words(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


def _otherwise(body: HtmlElement, text: str, said: Metadata) -> Found:
    """For short or odd pages the longest of: what was found, the JSON-LD's own text, what `article` or `main` holds.

    Where that is next to nothing and the page is small, all that is no list of links.
    """
    reader = Reader(said.base)
    blocks = reader.read(body)
    ways = [_of_article(blocks, reader.nodes, told, said) for told in (text, said.body)]
    ways += [
        [_is_within(node, name) and not find.is_links(block) for block, node in zip(blocks, reader.nodes, strict=True)]
        for name in ("article", "main")
    ]
    kept = max(ways, key=lambda way: _count(blocks, way))
    if _count(blocks, kept) < ENOUGH // 2:
        everything = _unlinked(blocks)
        if _count(blocks, everything) <= 3 * ENOUGH or not any(kept):
            kept = max(kept, everything, key=lambda way: _count(blocks, way))
    return Found(tuple(block for block, keep in zip(blocks, kept, strict=True) if keep), tuple(_outside(blocks, kept)))


def _as_told(body: HtmlElement, said: Metadata) -> Found:
    """The article as JSON-LD has it: its blocks in the page, else its own words, which a script would put there."""
    blocks = Reader(said.base).read(body)
    kept = overlay.chosen(blocks, said.body)
    if told.is_other([block for block, keep in zip(blocks, kept, strict=True) if keep], said.body):
        return Found(told.blocks(said.body), tuple(_outside(blocks, [False] * len(blocks))))
    return Found(tuple(block for block, keep in zip(blocks, kept, strict=True) if keep), tuple(_outside(blocks, kept)))


def _unlinked(blocks: Sequence[Block]) -> list[bool]:
    return [not find.is_links(block) for block in blocks]


def _count(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    return verdict.words([block for block, keep in zip(blocks, kept, strict=True) if keep])


def _is_within(node: HtmlElement, name: str) -> bool:
    return node.tag == name or next(node.iterancestors(name), None) is not None
