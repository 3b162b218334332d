"""The elements that a publisher's CSS selector names: BeautifulSoup's selectors, `:has()` and `:is()` among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from articast.errors import ExtractionError
from articast.text.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = "data-articast-number"


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The outermost elements under `root`, or itself, that the selector fits, in the page's order.

    Raises:
        ExtractionError: the selector cannot be read, or the page is nested too deep for it.
    """
    from bs4 import BeautifulSoup
    from soupsieve import SelectorSyntaxError

    if tree.is_deep(root):
        raise ExtractionError(f"the page's elements are nested more than {tree.DEEP} deep: no selector reaches there")
    elements = list(root.iter())
    for number, element in enumerate(elements):
        element.set(_NUMBER, str(number))
    markup = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    for element in elements:
        del element.attrib[_NUMBER]
    try:
        found = {elements[int(str(tag[_NUMBER]))] for tag in BeautifulSoup(markup, "lxml").select(selector)}
    except SelectorSyntaxError as error:
        cause = str(error).splitlines()[0]
        raise ExtractionError(f"the site's CSS selector {selector!r} cannot be read: {cause}") from error
    return [element for element in elements if element in found and found.isdisjoint(element.iterancestors())]
