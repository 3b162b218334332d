"""An HTML page → its article's blocks, and all else that the page says with the reason why it is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree

from pipeline.errors import ExtractionError
from pipeline.extract import find, tree
from pipeline.extract.blocks import Reader
from pipeline.extract.prepare import SILENT, drop, prepare
from pipeline.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.model import Block

ENOUGH = 50
"""Words below which other ways of finding the article are tried too; trafilatura is made for longer ones."""

TOO_LITTLE = 20
"""Words of an 8-second episode: if no more is left of a page that says much more, it is no article."""

_WORD = re.compile(r"[^\W_]+")
_SHELL = re.compile(r"(?:enable|activate|turn on|requires?|need|activ(?:er|ez)|aktivier\w+|activa\w*|abilita\w*)[^.]{0,40}javascript|javascript[^.]{0,60}(?:enable|disabled|required|aktivier|désactivé|activ)", re.IGNORECASE)
_ERROR = re.compile(r"^\W*(?:error\s*)?(?:40[0134]|410|429|50[0234])\b|page (?:not found|introuvable|non trouvée)|not found|access denied|forbidden|seite nicht gefunden|página no encontrada|pagina non trovata|just a moment|are you (?:a )?(?:human|robot)|attention required|captcha|service unavailable|bad gateway", re.IGNORECASE)
_PAYWALL = re.compile(r"(?:subscribe|sign in|log in|register|become a (?:member|subscriber))[^.]{0,60}(?:to (?:continue|read|keep|access)|for full access|unlimited)|(?:this|the) (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members)|already a subscriber|réservé aux abonnés|il vous reste [^.]{0,30}à lire|abonnez-vous pour|weiterlesen mit|nur für abonnenten|jetzt abonnieren und|bereits abonnent|solo para suscriptores|contenuto riservato agli abbonati|exclusivo para assinantes|alleen voor abonnees|tylko dla prenumeratorów", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a page."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


def read(root: HtmlElement, base: str, article: str = "", exclude: Sequence[str] = (), body_text: str = "") -> Found:
    """The article's blocks in a page's tree.

    Args:
        root: The page; it is changed.
        base: Address that its links are relative to.
        article: The publisher's CSS selector of the article, empty where there is none.
        exclude: The publisher's CSS selectors of what never belongs to it.
        body_text: The article's text as the page's JSON-LD gives it, empty where it does not.

    Raises:
        ExtractionError: too little is left, or a selector finds nothing.
    """
    body = root.find("body")
    body = root if body is None else body
    says = _Says.of(root, body)
    taken = prepare(body)
    left = [LeftOut(words, f"furniture: {why}") for why, words in taken]
    markup = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    soup = BeautifulSoup(markup, "lxml")
    for selector in exclude:
        for node in _select(soup, selector):
            if words := " ".join(node.get_text(" ").split()):
                left.append(LeftOut(words, f"excluded by the site's rules: {selector}"))
            node.decompose()
    if article:
        return _selected(soup, article, base, left, says)
    if exclude:
        root = _reparsed(soup)
    reader = Reader(base)
    blocks = reader.read(soup)
    text = find.article_text(root)
    kept = find.chosen(blocks, text)
    kept = find.completed(blocks, reader.nodes, kept)
    if _words(blocks, kept) < ENOUGH:
        kept = _otherwise(blocks, reader.nodes, kept, body_text)
    left += [LeftOut(reference, "reference mark") for reference in reader.references if reference]
    left += _outside(blocks, kept)
    found = Found(tuple(block for block, keep in zip(blocks, kept, strict=True) if keep), tuple(left))
    says.judge(found.blocks)
    return found


def every(markup: str, base: str) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """All blocks of markup that holds nothing but an article, as made from an author's Markdown; and reference marks.

    Raises:
        ExtractionError: it cannot be parsed.
    """
    if not markup.strip():
        return (), ()
    root = tree.parse(f"<html><body>{markup}</body></html>")
    for element in list(root.iter(*SILENT)):
        drop(element)
    reader = Reader(base)
    blocks = reader.read(BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml"))
    return blocks, tuple(LeftOut(mark, "reference mark") for mark in reader.references if mark)


def _select(soup: BeautifulSoup, selector: str) -> list[Tag]:
    from soupsieve import SelectorSyntaxError  # noqa: PLC0415 - only for sites with rules

    try:
        return list(soup.select(selector))
    except SelectorSyntaxError as error:
        raise ExtractionError(f"the site's CSS selector {selector!r} cannot be read: {str(error).splitlines()[0]}") from error


def _selected(soup: BeautifulSoup, selector: str, base: str, left: list[LeftOut], says: _Says) -> Found:
    nodes = _select(soup, selector)
    if not nodes:
        raise ExtractionError(f"the site's CSS selector {selector!r} finds nothing in this page: mend it in articast.toml")
    outermost = [node for node in nodes if not any(parent in nodes for parent in node.parents)]
    blocks: list[Block] = []
    for node in outermost:
        reader = Reader(base)
        blocks += reader.read(node)
        left += [LeftOut(reference, "reference mark") for reference in reader.references if reference]
        node.decompose()
    rest = Reader(base).read(soup)
    found = Found(tuple(blocks), (*left, *_outside(rest, [False] * len(rest))))
    says.judge(found.blocks)
    return found


def _reparsed(soup: BeautifulSoup) -> HtmlElement:
    return tree.parse(str(soup))


def _outside(blocks: Sequence[Block], kept: Sequence[bool]) -> list[LeftOut]:
    """What is not of the article, neighbours together."""
    left: list[LeftOut] = []
    run: list[str] = []
    for block, keep in [*zip(blocks, kept, strict=True), (None, True)]:
        if not keep and block is not None:
            run.append(block.text)
        elif run:
            left.append(LeftOut("\n".join(run), "outside the article"))
            run = []
    return left


def _words(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    return sum(count(block.text) for block, keep in zip(blocks, kept, strict=True) if keep and block.kind != "caption")


def count(text: str) -> int:
    """Words; scripts without spaces have about one in two letters."""
    found = _WORD.findall(text)
    return sum(max(1, len(word) // 2) if word[0] >= "\u2e80" else 1 for word in found)


def _otherwise(blocks: Sequence[Block], nodes: Sequence[Tag | None], kept: list[bool], body_text: str) -> list[bool]:
    """For short or odd pages: the JSON-LD's own text, what `article` or `main` holds, at last all that is no list of links."""
    candidates = [kept]
    if body_text:
        candidates.append(find.chosen(blocks, body_text))
    for name in ("article", "main"):
        candidates.append([_within(node, name) and not find.is_links(block) for block, node in zip(blocks, nodes, strict=True)])
    best = max(candidates, key=lambda one: _words(blocks, one))
    if _words(blocks, best) < ENOUGH // 2:
        everything = [not find.is_links(block) for block in blocks]
        if _words(blocks, everything) <= 3 * ENOUGH or not any(best):
            best = max(best, everything, key=lambda one: _words(blocks, one))
    return best


def _within(node: Tag | None, name: str) -> bool:
    return node is not None and (node.name == name or node.find_parent(name) is not None)


@dataclass(frozen=True, slots=True)
class _Says:
    """What tells why a page has no article; read before it is pruned."""

    title: str
    words: int
    script: int
    shell: bool
    paywall: bool

    @classmethod
    def of(cls, root: HtmlElement, body: HtmlElement) -> _Says:
        title = " ".join((root.findtext(".//title") or "").split())
        script = sum(len(element.text or "") + 40 for element in root.iter("script"))
        visible = [text for element in body.iter() if isinstance(element.tag, str) and element.tag not in ("script", "style", "template")
                   for text in (element.text, ) if text] + [element.tail for element in body.iter() if element.tail and element is not body]
        whole = " ".join(visible)
        locked = any('"isAccessibleForFree"' in (element.text or "") and re.search(r'"isAccessibleForFree"\s*:\s*"?false', element.text or "", re.IGNORECASE)
                     for element in root.iter("script"))
        return cls(title, count(whole[:200_000]), script, bool(_SHELL.search(whole[:200_000])), locked or bool(_PAYWALL.search(whole[:200_000])))

    def judge(self, blocks: Sequence[Block]) -> None:
        """Raises ExtractionError where the blocks are too little of an article."""
        left = sum(count(block.text) for block in blocks if block.kind not in ("caption", "note"))
        first = " ".join(block.text for block in blocks[:3])
        if left < 3 * ENOUGH and (_ERROR.search(self.title) or _ERROR.search(first[:80])) and left < 80:
            raise ExtractionError(f"this is an error page ({(self.title or first)[:60]!r}), not an article")
        if left < TOO_LITTLE and (self.shell or self.script > 50 * max(self.words, 1)):
            raise ExtractionError(
                f"the page's text is made by JavaScript in the browser; {left} words are left without it: "
                "name its feed, or a page that holds the text"
            )
        if left < 3 * ENOUGH and self.paywall:
            raise ExtractionError(f"only {left} words are left of the page: it is behind a paywall")
        if left == 0:
            raise ExtractionError("there is no text in the page")
        if left < TOO_LITTLE and self.words >= 5 * left and self.words - left > 2 * ENOUGH:
            raise ExtractionError(
                f"only {left} of the page's {self.words} words look like an article: name the article's element in "
                "articast.toml ([extract] article = \"CSS selector\") if it is one"
            )
