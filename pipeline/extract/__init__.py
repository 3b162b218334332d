"""Document → Article: finds what an author wrote in HTML, Markdown or plain text. Pure: bytes in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Article, Document


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What the publisher says of a site's pages; it wins over everything that is found out."""

    article: str = ""
    """CSS selector of the element or elements that hold the article; empty: found out."""
    exclude: tuple[str, ...] = ()
    """CSS selectors of what never belongs to it."""


def article(html: str, url: str | None = None) -> Article:
    """The article of an HTML page.

    Raises:
        ExtractionError: there is none in it, or too little is left of it.
    """
    from pipeline.model import Article, Block  # noqa: PLC0415

    return Article(id=url or "", title="", language="", blocks=(Block("paragraph", html),), url=url)


def read(document: Document, rules: SiteRules = SiteRules()) -> Article:  # noqa: B008 - frozen
    """The article of a document of any media type that we read; what `document.known` says wins.

    Raises:
        ExtractionError: there is none in it, or too little is left of it.
    """
    del rules
    return article(document.body.decode("utf-8", "replace"), document.url)
