"""Pictures of the article: their addresses, and what they show in words, hung on the block that they stand before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from articast.model import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from articast.model import Block

SMALL = 64
"""Pixels a side up to which a picture is a sign: an icon, a face beside a name, one that counts visits."""

_SIGNS = re.compile(
    r"(?:^|[-_ /])(?:avatar|gravatar|emoji|icons?|logo|smiley|spacer|pixel|tracking|badge|latex)(?=$|[-_ /.0-9])"
)
_LATE = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
"""Where pages keep the address of a picture that is fetched when it is scrolled to."""


def settle(root: HtmlElement) -> None:
    """Takes `<source>` out of pictures: libxml2 does not know that it is empty, and has the `<img>` inside it."""
    for picture in list(root.iter("picture")):
        for source in list(picture.iter("source")):
            source.drop_tag()


def told(element: HtmlElement, base: str) -> str:
    """A picture as the value of its mark: address, space, words; empty of signs and of what has no address."""
    if element.get("aria-hidden") == "true" or any(_pixels(element.get(side)) for side in ("width", "height")):
        return ""
    names = " ".join(filter(None, (element.get("class"), element.get("id")))).lower()
    address = _address(element, base)
    if not address or _SIGNS.search(names) or _SIGNS.search(address.lower().rpartition("?")[0] or address.lower()):
        return ""
    return f"{address} {' '.join((element.get('alt') or '').split())}".strip()


def _pixels(length: str | None) -> bool:
    """Whether it is a sign's."""
    text = (length or "").strip().removesuffix("px")
    return text.isascii() and text.isdigit() and int(text) <= SMALL


def _address(element: HtmlElement, base: str) -> str:
    given = [element.get(name) or "" for name in ("src", *_LATE)]
    if candidates := (element.get("srcset") or element.get("data-srcset") or "").split(","):
        given.append((candidates[-1].split() or [""])[0])
    for one in given:
        text = one.strip()
        if not text or text.startswith(("data:", "blob:", "javascript:")) or " " in text.strip():
            text = text.replace(" ", "%20") if " " in text and not text.startswith(("data:", "javascript:")) else ""
        if not text:
            continue
        try:
            address = str(urljoin(base, text))
            scheme = urlsplit(address).scheme
        except ValueError:
            continue
        if scheme in ("http", "https", ""):
            return address
    return ""


def hung(block: Block, pictures: Sequence[str], *, after: bool = False) -> Block:
    """The block with marks of the pictures that stand before it; of the last block also those after it."""
    if not pictures:
        return block
    at = len(block.text) if after else 0
    marks = tuple(Mark("picture", at, at, value) for value in pictures)
    return replace(block, marks=(*block.marks, *marks) if after else (*marks, *block.marks))
