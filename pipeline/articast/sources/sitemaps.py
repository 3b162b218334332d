"""Sitemaps and sitemap indexes → addresses. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.sources.markup import MOST, joined, tree

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap."""

    url: str
    changed: str
    """`lastmod` as printed, empty where there is none."""
    index: bool
    """Whether it is another sitemap."""


def places(body: bytes, charset: str | None, url: str) -> Iterator[Place]:
    """What a sitemap lists, in its order.

    Raises:
        SourceError: it is no XML, or unsafe, or without end.
    """
    root = tree(body, charset, url)
    for number, element in enumerate(root):
        if number == MOST:
            raise SourceError(f"{url}: lists over {MOST:,} addresses; the rest is not read")
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name not in {"url", "sitemap"}:
            continue
        said = {
            child.tag.rpartition("}")[2]: "".join((child.text or "").split())
            for child in element
            if isinstance(child.tag, str)
        }
        if said.get("loc"):
            yield Place(joined(url, said["loc"]), said.get("lastmod", ""), name == "sitemap")


def addresses(body: bytes, url: str) -> Iterator[Place]:
    """The addresses of a sitemap that is plain text, a line each."""
    for line in body.decode("utf-8", "replace").split():
        yield Place(joined(url, line), "", index=False)
