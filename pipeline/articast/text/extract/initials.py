"""A first letter that is set large, as an element of its own: it goes back to the word that it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SET = etree.XPath(
    "//@class[contains(.,'cap') or contains(.,'Cap') or contains(.,'initial') or contains(.,'lettrine')"
    " or contains(.,'letter') or contains(.,'Letter') or contains(.,'versal')]/.."
)
_NAME = re.compile(
    r"(?:^|[\s_-])(?:drop-?caps?|dropped-?cap|dropcap-\w+|cap-?drop|initial(?:-?letter|-?cap)?|lettrine|first-?letter"
    r"|big-?letter|versal)(?=$|[\s_-])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\"“„«‘'(¿¡]?[^\W\d_]['’]?")
_WORDS = frozenset("aioyeuwzàéèêòóôöåæøвкосуия")
"""Letters that are a word in some language; before these a space may be the author's."""


def settle(root: HtmlElement) -> None:
    """Puts such letters where their word goes on, in the same paragraph or in the next."""
    for picture in list(_PICTURED(root)):
        _written_out(picture)
    for element in _SET(root):
        text = element.text_content()
        if not _LETTER.fullmatch(text.strip()) or not _NAME.search(element.get("class") or ""):
            continue
        letter, tail = text.strip(), element.tail or ""
        if not tail.strip():
            _into_next(element, letter)
        elif tail.lstrip()[:1].islower() and (text[-1:].isspace() or tail[:1].isspace()):
            alone = letter[-1:].casefold() in _WORDS
            if not alone or _is_known(root, letter, tail):
                _set(element, letter)
                element.tail = tail.lstrip()
        elif tail[:1].isspace() or not text[-1:].isspace():
            _set(element, letter)


_PICTURED = etree.XPath("//img[string-length(normalize-space(@alt))=1]")


def _written_out(picture: HtmlElement) -> None:
    """A first letter that is a picture: its words are the letter, and the rest of its word follows it."""
    letter, holder = (picture.get("alt") or "").strip(), picture
    while not (holder.tail or "").strip() and (parent := holder.getparent()) is not None and parent.tag in _INLINE:
        holder = parent
    before, parent = holder.getprevious(), holder.getparent()
    rest = holder.tail or ""
    if parent is None or before is not None or (parent.text or "").strip() or not _LETTER.fullmatch(letter):
        return
    if rest[:1].islower():
        parent.text = f"{letter}{rest}"
        holder.tail = None
        parent.remove(holder)


_INLINE = frozenset(("span", "b", "strong", "em", "i", "a"))


def _set(element: HtmlElement, letter: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = letter


def _is_known(root: HtmlElement, letter: str, tail: str) -> bool:
    """Whether the letter's word is one of the text's, and the rest of it alone is none: `A` before `nd so`."""
    rest = re.split(r"\W", tail.lstrip(), maxsplit=1)[0].casefold()
    known = set(re.findall(r"[^\W\d_]+", root.text_content().casefold())) - {rest} if rest else set()
    return letter[-1:].casefold() + rest in known


def _into_next(element: HtmlElement, letter: str) -> None:
    """A letter in an element of its own before the paragraph that it begins."""
    holder = element
    while (parent := holder.getparent()) is not None and parent.text_content().strip() == letter:
        holder = parent
    following = holder.getnext()
    if following is None or not isinstance(following.tag, str) or (holder.tail or "").strip():
        return
    inner = following
    while not (inner.text or "").strip() and len(inner) and isinstance(inner[0].tag, str):
        inner = inner[0]
    text = (inner.text or "").lstrip()
    if text[:1].islower() or (text[:2].isupper() and len(letter) == 1):
        inner.text = f"{letter}{text}"
        holder.drop_tree()
