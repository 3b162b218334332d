"""A page's text parsed into a tree, whatever comes: bounded depth, no control characters, nothing lost in silence."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from articast.errors import ExtractionError

MAX_CHARACTERS = 64_000_000
"""A page of 50 MB is read; beyond that nobody wrote it."""

MAX_DEPTH = 2_000
"""libxml2 stops at 2048 open elements and drops the rest without a word: we say it."""

DEEP = 150
"""Levels above which useless wrappers are taken out; BeautifulSoup's parser stops at 256. Real pages reach 60."""

MAX_ELEMENTS = 300_000
"""An hour of reading has some 5,000 elements; a tree of more than this costs gigabytes and minutes downstream."""

MAX_ATTRIBUTES = 500
"""Attributes of one element that are read: libxml2 compares each with all others."""

MANY_BREAKS = 2_000
"""Line breaks above which rows of them are made two: a paragraph's end is all that they say."""

MANY_SIGNS = 50_000
"""Equals signs above which elements with too many attributes are looked for; with fewer it takes no second."""

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_GIANT = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)[^<>]{5000,}>")
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){3,}", re.IGNORECASE)
_RAW = re.compile("<(?:[pP][lL][aA][iI][nN]|[xX][mM][pP]|[lL][iI][sS][tT][iI])")
_PLAINTEXT = re.compile(r"</?(?:plaintext|xmp|listing)\b[^>]*>", re.IGNORECASE)


def clean(text: str) -> str:
    """Text without null bytes, control characters and lone surrogates; lines end in a line feed."""
    # by way of bytes, which is ten times as fast as a regular expression over a large page
    text = text.encode("utf-8", "ignore").translate(None, _CONTROLS).decode("utf-8")
    return text.replace("\ufffe", "").replace("\uffff", "").replace("\r\n", "\n").replace("\r", "\n")


OURS = "<!-- articast -->", "<!-- /articast -->"
"""What `articast embed` sets around all that it puts into a page."""


def without_ours(html: str) -> str:
    """A page without what `articast embed` put into it: none of that is the article's, nor says anything of it."""
    first, last = OURS
    kept, done = [], 0
    while (start := html.find(first, done)) >= 0 and (end := html.find(last, start)) >= 0:
        kept.append(html[done:start])
        done = end + len(last)
    return "".join((*kept, html[done:])) if done else html


def parse(html: str) -> lxml_html.HtmlElement:
    """The page as a tree of lxml.

    Raises:
        ExtractionError: it is empty, too large, or nested beyond what a parser follows.
    """
    if len(html) > MAX_CHARACTERS:
        raise ExtractionError(
            f"the page has {len(html):,} characters, more than the {MAX_CHARACTERS:,} that we read: "
            "name the article's own page"
        )
    text = _bounded(_DECLARATION.sub("", without_ours(clean(html))))
    if not text.strip():
        raise ExtractionError("the page is empty")
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractionError(f"the page is not HTML that can be read: {error}") from error
    last = parser.error_log.last_error  # the parser stops at it
    if last is not None and "xcessive depth" in last.message:
        raise ExtractionError(
            f"the page's elements are nested more than {MAX_DEPTH:,} deep: no article looks like this"
        )
    if text.count("<") > MAX_ELEMENTS and (count := int(root.xpath("count(//*)"))) > MAX_ELEMENTS:
        raise ExtractionError(f"the page has {count:,} elements, more than the {MAX_ELEMENTS:,} that we read")
    if "&#" in text and _WRITTEN.search(text):
        _without_controls(root)
    if is_deep(root):
        _unwrap(root)
    return root


def lighten(root: lxml_html.HtmlElement) -> None:
    """Takes out drawings, styles and programs, so that nobody walks through them; what scripts tell or write stays."""
    etree.strip_elements(root, "style", "svg", with_tail=False)
    for script in _PROGRAMS(root):
        script.drop_tree()


_PROGRAMS = etree.XPath("//script[not(contains(@type,'ld+json') or contains(@type,'math') or contains(@type,'tex'))]")


def _without_controls(root: lxml_html.HtmlElement) -> None:
    """Takes out control characters that were written as references: `&#8;` comes through the parser as it is."""
    for element in root.iter():
        for name in ("text", "tail"):
            value = getattr(element, name)
            if value and _CONTROL.search(value):
                setattr(element, name, _CONTROL.sub("", value))
        for name, value in element.items():
            if _CONTROL.search(value):
                element.set(name, _CONTROL.sub("", value))


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


_WRITTEN = re.compile(
    r"&#(?:0*(?:\d|[12]\d|3[01]|127|5[5-7]\d{3}|6553[45])(?!\d)|[xX]0*(?:[01]?[0-9a-fA-F]|7[fF]|[dD][89a-fA-F]..|[fF]{3}[eEfF])(?![0-9a-fA-F]))"
)
"""References to control characters: `&#39;` and `&#8217;` are none."""


def is_deep(element: lxml_html.HtmlElement) -> bool:
    """Whether elements are nested more than `DEEP` levels under this one."""
    return bool(_DEEP(element))


_DEEP = etree.XPath(f"boolean(./*{'/*' * DEEP})")


def _bounded(text: str) -> str:
    """Markup without what costs a parser more than its length: looked for only where a cheap sign of it is there."""
    if _RAW.search(text):
        text = _PLAINTEXT.sub("", text)
    if text.count("<br") + text.count("<BR") > MANY_BREAKS:
        text = _BREAKS.sub("<br><br>", text)
    if text.count("=") > MANY_SIGNS:
        text = _GIANT.sub(
            lambda tag: tag.group() if tag.group().count("=") < MAX_ATTRIBUTES else f"<{tag.group(1)}>", text
        )
    return text


def _unwrap(root: lxml_html.HtmlElement) -> None:
    """Takes out elements that hold nothing but one other element, so that what is inside comes within reach."""
    for element in list(root.iter("div", "section", "span", "font", "center")):
        alone = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
        if alone and element.getparent() is not None:
            element.drop_tag()
