"""feedgen's extension for what it does not know: true/false, the podcast namespace, chapters, archives, all links."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import feedgen.feed  # noqa: F401 - feedgen.ext cannot be imported before it
from feedgen.ext.base import BaseExtension
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
"""Prefixes exactly as here: AntennaPod looks at prefix and address."""


class Element(NamedTuple):  # a fifth faster to make than a dataclass, and there are twenty an item
    """An element to be: `name` with its prefix (`itunes:image`), or without one for RSS itself."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = MappingProxyType({})
    children: tuple[Element, ...] = ()

    def markup(self) -> str:
        """As XML text, for an item; a third of the time that a tree takes. Its texts are plain (`plain.line`)."""
        name = self.name
        attributes = "".join([f' {key}="{_escaped(value)}"' for key, value in self.attributes.items()])
        if not self.text and not self.children:
            return f"<{name}{attributes}/>"
        inner = "".join([child.markup() for child in self.children])
        return f"<{name}{attributes}>{escape(self.text, quote=False)}{inner}</{name}>"


@lru_cache(maxsize=1024)
def _escaped(value: str) -> str:
    """Of an attribute: most are the same few in every item."""
    return escape(value)


class ChannelExtension(BaseExtension):  # type: ignore[misc] # feedgen has no types
    """Adds `elements` to the channel, and our namespaces to the feed, but for those `unused`."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.unused: set[str] = set()

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that the whole feed declares."""
        return {prefix: name for prefix, name in NAMESPACES.items() if prefix not in self.unused}

    def extend_rss(self, feed: Any) -> Any:
        """Called by feedgen with the `rss` element."""
        for element in self.elements:
            _append(feed[0], element)
        return feed


def _append(parent: Any, element: Element) -> None:
    node = etree.SubElement(parent, _qualified(element.name), element.attributes)
    if element.text:
        node.text = element.text
    for child in element.children:
        _append(node, child)


@cache
def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
