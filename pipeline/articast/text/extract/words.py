"""What authors and systems write where words belong, as words: no markup, no entities, lists however nested."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

_MARKS = re.compile(r"[*_`~<&\\\[]")
"""Without one of these a text is its own words."""
_HALVES = re.compile("[\ud800-\udfff]")
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"</?(?:br|p|div|h[1-6]|li|ul|ol|hr)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|big|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_TWICE = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
"""An entity that is still one after it was read as one: two programs have escaped the text, one after the other."""


def plain(text: str) -> str:
    """A title, a summary or a name as it is read: Markdown's and HTML's marks gone, entities as what they stand for.

    `5 * 3`, `snake_case`, `a < b` and `List<String>` are words. One line.
    """
    text = _whole(text)
    if not _MARKS.search(text):
        return " ".join(text.split())
    found = "".join(_written(" ".join(bare(text).split())))
    return " ".join(found.replace("\u00ad", "").split())


def _whole(text: str) -> str:
    r"""Halves of one character as that: `\\ud83d\\ude00` is written in YAML by who knows JSON."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def bare(text: str) -> str:
    """The text without HTML's elements; only those that there are: `Is 3 <than> 5` is a title's own words."""
    if "<" not in text:
        return text
    text = _BREAKS.sub(" ", _HIDDEN.sub(" ", text))
    return _INLINE.sub("", text) if "</" in text else text


def _written(line: str) -> Iterator[str]:
    for token in _reader().parseInline(line)[0].children or ():
        if token.type == "code_inline":
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "text_special", "image"):
            yield unescaped(token.content)


def unescaped(text: str) -> str:
    """The text with entities as what they stand for, also those that were escaped once more."""
    while _TWICE.search(text) and (found := unescape(text)) != text:
        text = found
    return text


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return reader.disable(["html_inline", "autolink"])  # `Ann Lee <ann@a.example>` is read by who knows of people


def rows(value: object) -> list[Any]:
    """The members of a list, or of a table of tables (`{ann: {name: Ann Lee}}`), lists within it opened; one alone."""
    if isinstance(value, dict) and value and all(isinstance(one, dict) for one in value.values()):
        value = list(value.values())
    if isinstance(value, list):
        return [inner for one in value for inner in (one if isinstance(one, list) else [one])]
    return [] if value in (None, "") else [value]
