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

_BEFORE = re.compile(r"\s{0,9}(?:<!--|(?://|/\*)?\s{0,9}<!\[CDATA\[\s{0,9}(?:\*/)?)")
_AFTER = re.compile(r"(?:-->|(?://|/\*)?\s{0,9}\]\]>\s{0,9}(?:\*/)?)$")
"""What old templates set around a script so that browsers older than scripts show none of it."""

_TAIL = 40
"""Characters at a script's end in which that is looked for."""

_LAST_COMMA = re.compile(r",(?=\s{0,99}[\]}])")


def article(root: HtmlElement) -> dict[str, Any]:
    """The JSON-LD node that describes the article, its authors in full, else an empty one."""
    best: dict[str, Any] = {}
    rank = 0
    named: dict[str, dict[str, Any]] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MAX_JSON:
            continue
        if is_ours(script.text) or (found := _read(script.text)) is None:
            continue
        for node in _nodes(found):
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                named.setdefault(name, node)
            worth = _worth(node)
            if worth > rank:
                best, rank = node, worth
    return {**best, **{name: _in_full(best[name], named) for name in ("author", "creator") if name in best}}


def is_ours(text: str) -> bool:
    """Whether JSON-LD is what `articast embed` put into the page: it speaks of the sound, and of its day."""
    return "/transcript.vtt" in text and '#audio"' in text


def kinds(node: dict[str, Any]) -> list[str]:
    """The types of a node."""
    said = node.get("@type")
    return [kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str)]


def _read(text: str) -> Any:
    text = text.strip()
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    text = (text[:-_TAIL] + _AFTER.sub("", text[-_TAIL:])).strip().removesuffix(";")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        return None
    except ValueError:
        try:
            return json.loads(_LAST_COMMA.sub("", text), strict=False)
        except (ValueError, RecursionError):
            return None


def _worth(node: dict[str, Any]) -> int:
    return max((1 if kind.endswith("WebPage") else 2 for kind in kinds(node) if _ARTICLE_TYPES.search(kind)), default=0)


def _in_full(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """A node, or a list of them, with what another node of the same `@id` says: authors are often only referred to."""
    if isinstance(value, list):
        return [_in_full(one, named) for one in value]
    if isinstance(value, dict) and isinstance(name := value.get("@id"), str):
        return {**named.get(name, {}), **value}
    return value


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            stack.extend(
                inner for name in ("mainEntity", "mainEntityOfPage", "@graph") if (inner := node.get(name)) is not None
            )
