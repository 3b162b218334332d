"""HTML as formats make and take it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_ROW = re.compile(r"<table\b[^>]*>(?:\s*<t(?:head|body)\b[^>]*>)?\s*<tr\b.*?</tr>", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]*+>")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u)\b[^<>]*+>", re.IGNORECASE)


def page(title: str, content: str, base: str = "", language: str = "") -> str:
    """An article's content as a page of its own."""
    lang = f' lang="{html.escape(language)}"' if language else ""
    root = f'<base href="{html.escape(base)}">' if base else ""
    heading = f"<h1>{html.escape(title)}</h1>\n" if title else ""
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"{root}</head>\n<body>\n<article>\n{heading}{content}\n</article>\n</body>\n</html>\n"
    )


def heading(title: str) -> str:
    """A title as HTML."""
    return f"<h1>{html.escape(title)}</h1>\n"


def headed(markup: str) -> str:
    """Markup whose tables have their first row as head, as office documents mean it: they are tables, no layout."""
    return _FIRST_ROW.sub(lambda row: re.sub(r"(</?)td\b", r"\1th", row[0]), markup)


def parsed(body: bytes, charset: str | None, name: str) -> Any:
    """The root element (lxml) of a page.

    Raises:
        SourceError: there is nothing in it.
    """
    from lxml import etree
    from lxml import html as parser

    if charset is None:
        try:
            body.decode()
            charset = "utf-8"
        except UnicodeDecodeError:
            charset = None
    try:
        root = parser.document_fromstring(body, parser.HTMLParser(encoding=charset, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise SourceError(f"{name}: there is no HTML in it: {error}") from error
    for element in root.iter():  # the parser lets through what its own elements refuse when they are put elsewhere
        for place in ("text", "tail"):
            if _CONTROL.search(getattr(element, place) or ""):
                setattr(element, place, _CONTROL.sub("", getattr(element, place)))
    return root


def serialised(elements: Iterable[Any]) -> str:
    """Elements as HTML, with what follows each."""
    from lxml import etree

    return "".join(etree.tostring(element, method="html", encoding="unicode") for element in elements)


def inside(element: Any) -> str:
    """What is in an element, as HTML."""
    return html.escape(element.text or "", quote=False) + serialised(element)


def words(element: Any) -> str:
    """An element's text on one line; empty for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def plain(markup: str) -> str:
    """Markup's text on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())


def removed(element: Any) -> None:
    """Take an element out of its tree; the text behind it stays."""
    element.drop_tree()
