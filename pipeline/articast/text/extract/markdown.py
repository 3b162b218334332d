"""Markdown → HTML for the block reader: CommonMark, what most people add to it, and no generator's own marks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from articast.text.extract import asides, components, containers, crossrefs, markup, templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt

    from articast.model import LeftOut


def html(text: str, values: Mapping[str, Any], *, is_mdx: bool = False) -> tuple[str, list[LeftOut]]:
    """Markdown without front matter as HTML, and the marks that were left out.

    Args:
        text: as the author wrote it, for whatever generator.
        values: what the front matter says: a template tag may print it.
        is_mdx: braces hold expressions, and lines may import and export.
    """
    laid = markup.Laid()
    written, text = text, asides.laid_aside(text, laid)
    text = crossrefs.told(text, written, values)
    text = templates.without(text, values, laid)
    is_mdx = is_mdx or components.is_mdx(text)
    text = components.without(text, laid, is_mdx=is_mdx)
    text = containers.opened(text, laid)
    for mark in markup.marks():
        text = mark.taken(text, laid)
    return str(_reader(is_mdx).render(laid.restored(text))), laid.left


@cache
def _reader(is_mdx: bool) -> MarkdownIt:
    """CommonMark with tables, struck words, notes, definitions, raised and lowered signs."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, sub_plugin, superscript_plugin):
        reader.use(plugin)
    return reader.disable("code") if is_mdx else reader  # in MDX what is indented is no code
