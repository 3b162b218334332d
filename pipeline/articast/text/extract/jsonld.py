"""What a page's JSON-LD says of its article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsArticle|Posting|Review|WebPage)$")
_MAX_JSON = 2_000_000
"""Characters of JSON-LD that are read: the largest honest ones have some 100 kB."""


def article(root: HtmlElement) -> dict[str, Any]:
    """The JSON-LD node that describes the article, else an empty one."""
    best: dict[str, Any] = {}
    rank = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            found = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(found):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            for kind in kinds:
                if isinstance(kind, str) and _ARTICLE_TYPES.search(kind):
                    worth = 1 if kind.endswith("WebPage") else 2
                    if worth > rank:
                        best, rank = node, worth
    return best


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            stack.extend(inner for name in ("mainEntity", "@graph") if (inner := node.get(name)) is not None)
