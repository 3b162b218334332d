"""What typesetting says inside a line: marks of notes and struck words go, raised and lowered digits get characters.

Done before anything looks for the article: a mark glued to a word hides its paragraph from whoever compares texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from articast.model import LeftOut
from articast.text.extract import initials
from articast.text.extract.kinds import is_reference, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_POWER = re.compile(r"[-−–]?\d{1,4}", re.ASCII)
_INDEX = re.compile(r"\d{1,3}", re.ASCII)
_READINGS = frozenset({"rp", "rt", "rtc"})
"""The reading of a ruby text would say the word twice."""

_ATTACHED = tuple(",.;:!?…)]}’”»%")
"""What goes to the word before it when nothing stands between any more."""

_SET = etree.XPath(
    "//sup|//sub|//del|//s|//strike|//rp|//rt|//rtc|//@role[.='doc-noteref' or .='doc-backlink']/.."
    "|//a/@href[contains(.,'#')]/..|//a/@rev/..|//a/@class[contains(.,'footnote')]/.."
    "|//@style[contains(.,'line-through')]/.."
)
"""By way of attributes: ten times as fast as asking each element for its own."""


def settle(root: HtmlElement) -> list[LeftOut]:
    """Changes the tree so that its text is what is written to be read, and returns what that took out, in order."""
    initials.settle(root)
    _apart(root)
    return [left for element in _SET(root) for left in _settled(element) if left.text]


def _apart(root: HtmlElement) -> None:
    """Boxes in a line that stand side by side with nothing between are set apart where a word cannot go on so."""
    for one in root.iter("span"):
        follower = one.getnext()
        if one.tail or follower is None or follower.tag != "span":
            continue
        end, start = "".join(one.itertext())[-2:], "".join(follower.itertext())[:2]
        is_edge = (end[-1:].islower() and (start[:1].isupper() or start[:1].isdigit())) or (
            end[-1:].isdigit() and start[:1].isupper()
        )
        if len(end) == len(start) == _PAIR and is_edge:
            one.tail = " "


_PAIR = 2


def _settled(element: HtmlElement) -> Iterator[LeftOut]:
    name = element.tag
    if name in _READINGS:
        take_out(element)
    elif is_reference(element):
        yield LeftOut(words(element), "reference mark")
        take_out(element)
    elif name in ("del", "s", "strike") or "line-through" in (element.get("style") or ""):
        yield LeftOut(words(element), "struck through")
        take_out(element)
    elif name in ("sup", "sub"):
        _lift(element)


def _lift(element: HtmlElement) -> None:
    """`10<sup>16</sup>` is 10¹⁶ and `CO<sub>2</sub>` CO₂; a fraction set with both stays as it is written."""
    text = element.text_content().strip()
    before = _before(element)[-1:]
    if _is_fraction(element):
        if before.isdigit():
            _put(element, f" {text}")
    elif element.tag == "sub":
        if before.isalnum() and _INDEX.fullmatch(text):
            _put(element, text.translate(_LOWERED))
    elif (before.isalnum() or before in (")", "]")) and _POWER.fullmatch(text):
        _put(element, text.translate(_RAISED))


def _is_fraction(element: HtmlElement) -> bool:
    """Whether a raised number stands above a lowered one: `<sup>1</sup>/<sub>2</sub>`, either half of it."""
    if element.tag == "sup":
        follower = element.getnext()
        return (element.tail or "").strip() in ("/", "⁄") and follower is not None and follower.tag == "sub"
    above = element.getprevious()
    return above is not None and above.tag == "sup" and (above.tail or "").strip() in ("/", "⁄")


def _before(element: HtmlElement) -> str:
    """The text right before an element, as far as its own parent and neighbour hold it."""
    neighbour = element.getprevious()
    if neighbour is not None:
        return neighbour.tail or "".join(neighbour.itertext())
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _put(element: HtmlElement, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def take_out(element: HtmlElement) -> None:
    """Takes the element out, and the space before it where a comma would follow that."""
    parent = element.getparent()
    if parent is None:
        return
    if (element.tail or "").startswith(_ATTACHED):
        neighbour = element.getprevious()
        if neighbour is not None and neighbour.tail:
            neighbour.tail = neighbour.tail.rstrip()
        elif neighbour is None and parent.text:
            parent.text = parent.text.rstrip()
    element.drop_tree()
