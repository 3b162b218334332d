"""The short lines around a page's headline and after its text: where readers see who wrote it, and when.

Nothing of teasers, comments, sidebars is read.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from articast.text import furniture
from articast.text.extract.prepare import SILENT, reason
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

LONGEST = 200
"""Characters of a line that says who and when; a standfirst is longer, or says neither."""

PROSE = 140
"""Characters of a paragraph that is the author's; the text has begun with the second."""

BRIEF = 60
"""The same where the page has no such paragraph."""

OWN = 60
"""Characters of its own in an element that holds a byline's parts, and no sentence."""

BEFORE = 25
"""Elements before the headline that are looked at: dates, sections, authors stand above it, too."""

AFTER = 40
"""Elements after the text's last paragraph that are looked at."""

MOST = 4_000
"""Elements of a page that are walked through."""

SURE = 15
"""Letters of a heading that is not found in a title by chance."""

_NOT_HERE = frozenset(
    (
        *("comments", "related articles", "navigation", "sidebar", "share buttons", "newsletter", "promotion"),
        *("cookie notice", "dialog", "page footer", "search box", "player", "buttons", "form"),
    )
)
_TEASERS = re.compile(
    r"(?:^|[-_ ])(?:teasers?|cards?|more|latest|popular|reviews?|comment|(?<!elementor-)widget|tweet"
    r"|twitter-tweet|quote)(?=$|[-_ 0-9])"
)
WRITER = re.compile(
    r"(?:^|[-_ ])(?:by-?line|authors?|author-?name|writers?|contributors?|reporters?|journalists?|p-author|vcard"
    r"|autor|auteur|autore|redakteur|verfasser|skribent|forfatter|kirjoittaja|posted-?by|written-?by)(?=$|[-_ 0-9])"
)
"""Names that markup gives to what names an author."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CAPTION = re.compile("caption|credit", re.IGNORECASE)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div section header footer li ul ol dl dd dt td tr table h1 h2 h3 h4 h5 h6 address main article",
    )
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Line(NamedTuple):
    """A short line near the headline or after the text."""

    element: HtmlElement
    text: str
    names: str
    """Classes, id and what else the markup calls it."""
    early: bool
    """Before the text, or between its first paragraphs; else after its end."""


def lines(body: HtmlElement, title: str) -> list[Line]:
    """The short lines around the headline and after the text, those of other articles left out."""
    elements = list(_walked(body))
    start = _headline(elements, key(title))
    texts = [index for index, element in enumerate(elements) if index > start and _is_prose(element)]
    texts = texts or [index for index, element in enumerate(elements) if index > start and _is_prose(element, BRIEF)]
    begun = texts[1] if len(texts) > 1 else texts[0] if texts else len(elements)
    found = [line for one in elements[max(0, start - BEFORE) : begun + 1] if (line := _line(one, early=True))]
    ended = texts[-1] if texts else len(elements)
    for element in elements[ended + 1 : ended + AFTER]:
        if element.tag in ("h1", "h2", "h3", "h4") and not _is_about_author(element):
            break
        if (line := _line(element, early=False)) is not None:
            found.append(line)
    return found


def short(element: HtmlElement) -> str:
    """An element's text, empty where it is none or too much for a line."""
    pieces = []
    length = 0
    for text in element.itertext():
        pieces.append(text)
        length += len(text)
        if length > 4 * LONGEST:
            return ""
    text = " ".join(" ".join(pieces).split())
    return text if len(text) <= LONGEST else ""


def _walked(body: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a page in order, without what is certainly not the article's."""
    walk = etree.iterwalk(body, events=("start",))
    count = 0
    for _, element in walk:
        if not isinstance(element.tag, str) or element.tag in SILENT or _is_elsewhere(element):
            walk.skip_subtree()
            continue
        yield element
        count += 1
        if count > MOST:
            return


def _is_elsewhere(element: HtmlElement) -> bool:
    if element.tag in ("nav", "aside", "form", "button", "figure", "figcaption", "blockquote"):
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if names == " " and not element.get("role"):
        return False
    low = names.lower()
    is_furniture = reason(element) in _NOT_HERE or (_TEASERS.search(low) and not WRITER.search(low))
    return bool(is_furniture) and not _holds_much(element)


def _holds_much(element: HtmlElement) -> bool:
    """Whether it holds paragraphs or a headline, whatever it is called: themes put such names on everything."""
    return sum(1 for one in islice(element.iter("p", "h1"), 4) if one.tag == "h1" or _is_prose(one, BRIEF)) > 1


def _headline(elements: Sequence[HtmlElement], title: str) -> int:
    """Where the headline stands: the heading that is the title, else says most of it, else the first."""
    first, part = -1, -1
    for index, element in enumerate(elements):
        if element.tag not in ("h1", "h2", "h3") and not (
            element.tag in ("div", "p") and "title" in (element.get("class") or "")
        ):
            continue
        said = key("".join(element.itertext())[:1000])
        if said and said == title:
            return index
        if part < 0 and len(said) > SURE and (said in title or title in said):
            part = index
        if first < 0 and element.tag == "h1":
            first = index
    return max(part, 0) if part >= 0 else max(first, 0)


def _is_prose(element: HtmlElement, least: int = PROSE) -> bool:
    if element.tag == "p":
        return len(" ".join(element.itertext()).strip()) >= least and not _CAPTION.search(element.get("class") or "")
    return element.tag in ("div", "td", "li", "section") and len((element.text or "").strip()) >= least


def _line(element: HtmlElement, *, early: bool) -> Line | None:
    text = short(element)
    if not text:
        return None
    said = [element.get(name) for name in ("class", "id", "itemprop", "rel", "data-testid", "data-hook", "property")]
    names = _CAMEL.sub("-", " ".join(name for name in said if name)).lower()
    if element.tag not in _BLOCKS and not names:
        holder = element.getparent()
        if holder is None or len(_own(holder)) > OWN:  # a phrase inside a sentence
            return None
    return Line(element, text, names, early)


def _own(element: HtmlElement) -> str:
    """The text that stands in an element itself, not in those inside it."""
    return " ".join([element.text or "", *(child.tail or "" for child in islice(element, 20))]).strip()


def _is_about_author(heading: HtmlElement) -> bool:
    rule = furniture.found("", "rest", "".join(heading.itertext())[:80].strip())
    return rule is not None and rule.reason == "about the author"
