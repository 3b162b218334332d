"""Document → Article: finds what an author wrote in HTML, Markdown or plain text. Pure: bytes in, values out.

`prepare` takes out what the markup says is no article, `blocks` reads the rest, trafilatura chooses which of it is one.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articast.errors import ExtractionError
from articast.model import Article, Known, LeftOut
from articast.text.extract import (
    decode,
    envelope,
    formulas,
    frontmatter,
    listing,
    markdown,
    metadata,
    notes,
    page,
    pictures,
    plain,
    tree,
    verdict,
)
from articast.text.extract.misspelt import misspelt
from articast.text.extract.prepare import unmark
from articast.text.extract.typeset import settle
from articast.text.furniture.lines import Leaving, glued, key, lines

if TYPE_CHECKING:
    from articast.model import Block, Document
    from articast.text.extract.metadata import Metadata


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What the publisher says of a site's pages; it wins over everything that is found out."""

    article: str = ""
    """CSS selector of the element or elements that hold the article; empty: found out."""
    exclude: tuple[str, ...] = ()
    """CSS selectors of what never belongs to it."""


EARLY = 600
"""Characters before a first heading that may be the title: a standfirst, a stamp; after more it is a section's."""

_NO_RULES = SiteRules()


def article(html: str, url: str | None = None) -> Article:
    """The article of an HTML page.

    Raises:
        ExtractionError: there is none in it, or too little is left of it.
    """
    return _from_page(html, url, url or "", _NO_RULES)


def read(document: Document, rules: SiteRules = _NO_RULES) -> Article:
    """The article of a document of any media type that we read; what `document.known` says wins.

    Raises:
        ExtractionError: there is none in it, or too little is left of it; the message names the document.
    """
    try:
        text = decode.text(document.body, document.charset)
        if document.whole:
            return _from_content(text, document)
        if document.media_type in ("text/html", "application/xhtml+xml"):
            return _told(_from_page(text, document.url, document.id, rules), document.known)
        if document.media_type == "text/markdown":
            return _from_markdown(text, document)
        return _from_plain(text, document)
    except ExtractionError as error:
        raise ExtractionError(f"{document.source}: {error}") from error


def odd_names(document: Document) -> tuple[tuple[str, str], ...]:
    """Names in a document's front matter that are nearly ours, each with the one that was meant."""
    if document.media_type != "text/markdown":
        return ()
    front = frontmatter.split(decode.text(document.body, document.charset), document.id)
    return misspelt(front.values) if not front.properties else ()


def _from_page(html: str, url: str | None, identity: str, rules: SiteRules) -> Article:
    root = tree.parse(html)
    signs = verdict.Signs.of(root)
    if not formulas.may_run(html):
        tree.lighten(root)
    unmark(root)
    pictures.settle(root)
    noted = notes.settle(root, html)
    formulas.settle(root, html)
    settled = [*noted, *settle(root)]
    said = metadata.read(root, url)
    found = page.read(root, said, signs, rules.article, rules.exclude, settled)
    leaving = Leaving(said.language or "en", lambda _: False, said.authors, list(found.left_out))
    blocks = lines(glued(found.blocks, leaving), (), leaving)
    if not blocks:
        raise ExtractionError("there is no text in the page but what all pages say; see `articast script`")
    if said.published is None:
        stamps = [left.text for left in leaving.left[len(found.left_out) :] if left.reason == "furniture: stamp"]
        said = replace(said, published=plain.stamped(stamps))
    title, told = _titled(said.title, page.leading(blocks))
    if not any(block.kind != "caption" for block in told):
        raise ExtractionError(f"there is no text in the page but its title ({title[:60]!r})")
    return _article(identity, title, told, said, tuple(leaving.left), url)


def _from_content(html: str, document: Document) -> Article:
    found = page.every(html, document.known.url or document.url or "")
    if not any(block.kind not in ("note", "code", "table") for block in found.blocks):
        raise ExtractionError("there is no text in it")
    title, blocks = _titled(document.known.title, found.blocks)
    made = _article(document.id, title, blocks, metadata.Metadata(), found.left_out, document.url)
    return _told(made, document.known)


def _from_markdown(text: str, document: Document) -> Article:
    front = frontmatter.split(text, document.id)
    known = front.known
    if document.url is None:
        known = replace(known, translation_of=_beside(document.id, known.translation_of))
    known = _over(document.known, known)
    base = known.url or document.url or ""
    is_mdx = document.source.lower().endswith(".mdx")
    markup, marks = markdown.html(front.text, front.values, is_mdx=is_mdx)
    found = page.every(markup, base)
    blocks, left = found.blocks, (*found.left_out, *marks)
    if front.properties:
        left = (*left, LeftOut(front.properties, "the article's data"))
    if not any(block.kind not in ("note", "code", "table") for block in blocks):
        raise ExtractionError("there is no text in the file")
    title, blocks = _titled(known.title, blocks)
    return _told(_article(document.id, title, blocks, metadata.Metadata(), left, document.url), known)


def _from_plain(text: str, document: Document) -> Article:
    inside = envelope.opened(tree.clean(text))
    title, blocks, published, signature = plain.read(inside.text, inside.known.title)
    if not title and not blocks:
        raise ExtractionError("there is no text in the file")
    if not blocks:  # one line is a text without a title, not a title without a text
        title, blocks = plain.alone(title)
    said = metadata.Metadata(published=published)
    left = (*inside.left, *((LeftOut(signature, "e-mail signature"),) if signature else ()))
    return _told(_article(document.id, title, blocks, said, left, document.url), _over(document.known, inside.known))


def _titled(title: str, blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Title, and blocks without the heading that is it; where nobody says it the first heading or first words."""
    if title:
        for index, block in enumerate(blocks[:8]):
            if block.kind == "heading" and key(block.text) == key(title):
                return title, blocks[:index] + blocks[index + 1 :]
        return title, blocks
    first = next((index for index, block in enumerate(blocks) if block.kind == "heading"), None)
    if first is not None and sum(len(block.text) for block in blocks[:first]) < EARLY:
        return blocks[first].text, blocks[:first] + blocks[first + 1 :]
    spoken = next((block for block in blocks if block.kind in ("paragraph", "quote", "item")), None)
    return plain.made_title(spoken.text) if spoken else "", blocks


def _article(
    identity: str, title: str, blocks: tuple[Block, ...], said: Metadata, left_out: tuple[LeftOut, ...], url: str | None
) -> Article:
    canonical = said.url or url
    return Article(
        id=canonical or identity,
        title=title,
        language=said.language,
        blocks=blocks,
        url=canonical,
        authors=said.authors,
        published=said.published,
        modified=said.modified,
        summary=said.summary,
        image=said.image,
        site=said.site,
        translations=said.translations,
        tags=said.tags,
        listing=said.listing,
        left_out=left_out,
    )


def _over(first: Known, second: Known) -> Known:
    """What `first` says, else what `second` does."""
    found = {name: getattr(first, name) or getattr(second, name) for name in Known.__dataclass_fields__}
    return Known(**found | {"listing": listing.over(first.listing, second.listing)})


def _beside(file: str, name: str) -> str:
    """The id of another file that a file names, by a bare name or a path that begins with a dot."""
    if not name or ":" in name or name.startswith("/") or ("/" in name and not name.startswith(".")):
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def _told(article: Article, known: Known) -> Article:
    """The article with what the publisher says of it in place of what was found."""
    url = known.url or article.url
    blocks = article.blocks
    if known.title:
        _, blocks = _titled(known.title, blocks)
    return replace(
        article,
        id=known.url or article.id,
        title=known.title or article.title,
        blocks=blocks,
        language=known.language or article.language,
        language_told=bool(known.language) or article.language_told,
        url=url,
        authors=known.authors or article.authors,
        published=known.published or article.published,
        modified=known.modified or article.modified,
        summary=known.summary or article.summary,
        image=(metadata.absolute(known.image, url or "") or known.image) if known.image else article.image,
        translation_of=known.translation_of or article.translation_of,
        moved_from=known.moved_from or article.moved_from,
        tags=known.tags or article.tags,
        listing=listing.over(known.listing, article.listing),
        voice=known.voice or article.voice,
        slug=known.slug or article.slug,
        expires=known.expires or article.expires,
    )
