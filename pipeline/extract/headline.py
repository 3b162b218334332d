"""A page's headline: the heading that agrees with what the page's head says, without the site's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.overlay import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s+[|–—·»•:]\s+|\s+-\s+")

LONGEST = 400
"""Characters of a heading that may be a headline."""

MANY = 20
"""Headings of the first level that are looked at."""


def headline(root: HtmlElement, told: Sequence[str], site: str) -> str:
    """The h1 that agrees with what the head says, else what the head says, else the first heading; may be empty.

    Args:
        root: The page.
        told: The titles that its head says, the most trustworthy first.
        site: The site's name, empty where nobody says it.
    """
    titles = [_without_site(text, site) for text in told]
    headings = [" ".join(found.text_content().split()) for found in root.iter("h1")][:MANY]
    headings = [text for text in headings if 0 < len(text) <= LONGEST and key(text) != key(site)]
    for heading in headings:
        if any(_agree(heading, text) for text in titles):
            return heading
    if len(headings) == 1 and any(key(_SEPARATOR.split(text)[0]) == key(headings[0]) for text in titles):
        return headings[0]  # a short one, before a site's name that the page gives nowhere else
    if titles and titles[0]:
        return titles[0]
    if not headings:
        found = root.xpath("//h2[not(ancestor::nav or ancestor::aside or ancestor::footer)]")[:1]
        headings = [" ".join(heading.text_content().split()) for heading in found]
    return next(iter(headings), "")


def _agree(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 12 and (a.startswith(b) or b.startswith(a))))


def _without_site(title: str, site: str) -> str:
    """The title without the site's name at its end or start."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators or not key(site):
        return title
    first, last = separators[0], separators[-1]
    for part, kept in ((title[last.end() :], title[: last.start()]), (title[: first.start()], title[first.end() :])):
        name = key(part)
        if name and (name == key(site) or (name in key(site) and len(name) > 3)) and kept.strip():
            return kept.strip()
    return title
