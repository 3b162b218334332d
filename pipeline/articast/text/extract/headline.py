"""A page's headline: the heading that agrees with what the page's head says, without the site's name."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from lxml import etree

from articast.text.extract.blocks import Reader
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s+[|–—·»•:]\s+|\s+-\s+")
_SET_OFF = re.compile(r"[|·»«•‹›–—_]|::|:\s|\s-+\s|\s[~/\\<>←→]+\s|\s[(\[]")
"""What parts a title from a site's name, however it is set: `Wall | Notes`, `Wall—Notes`, `Wall (Notes)`."""

_WORD = re.compile(r"[^\W_]+")

LONGEST = 400
"""Characters of a heading that may be a headline where the page's head does not say all of it."""

MANY = 20
"""Headings of the first level that are looked at."""

FEW = 3
"""Headings of the second level that are: they hold the title where the first level has the site's name."""

CUT = 12
"""Letters of a title above which another that begins with them is the same, cut or gone on."""


def headline(root: HtmlElement, told: Sequence[str], site: str) -> str:
    """The h1 that agrees with what the head says, else what the head says, else the first heading; may be empty.

    Args:
        root: The page.
        told: The titles that its head says, the most trustworthy first.
        site: The site's name, empty where nobody says it.
    """
    titles = [title for text in told if key(title := _without_site(text, site)) != key(site) or not key(site)]
    first = [text for h1 in islice(root.iter("h1"), MANY) if not _is_home(h1) and (text := _text(h1))]
    first = [text for text in first if key(text) != key(site) or not key(site)]
    second = [text for h2 in _SECOND(root)[:FEW] if (text := _text(h2))]
    third = [text for heading in _TITLED(root)[:FEW] if (text := _text(heading))]
    short = [text for text in first if len(text) <= LONGEST]
    if found := (
        _at("whole", first, titles)
        or _at("start", first, titles)
        or next((text for text in short if any(_is_cut(text, title) for title in titles)), "")
        or _at("whole", second, titles)
        or _at("start", second, titles)
        or _at("end", first, titles)
        or _at("end", second, titles)
        or _at("whole", third, titles)
        or _at("end", third, titles)
        or (_with_more(short[0], titles) if len(short) == 1 else "")
        or (_in_other_words(short[0], titles) if len(short) == 1 else "")
        or _alone(root, short, titles)
    ):
        return found
    return next(iter([*map(_without_tail, titles), *(short or second), *told]), "")


SHARED = 0.6
"""Share of a heading's words, or of the title's, that must be the other's for both to be one headline."""

FEWEST = 3
"""Words that must be shared at least."""

TAIL = 4
"""Words of a site's name after a dash, where nobody says what the site is called."""


def _alone(root: HtmlElement, headings: Sequence[str], titles: Sequence[str]) -> str:
    """An article's only headline, where the head has a word or two, as `Home` or the site's name."""
    if len(headings) != 1 or any(len(_words(title)) > 2 for title in titles):
        return ""
    return headings[0] if len(_words(headings[0])) > 2 and _OF_ARTICLE(root) else ""


_OF_ARTICLE = etree.XPath("boolean(//article//h1 | //main//h1)")


def _in_other_words(heading: str, titles: Sequence[str]) -> str:
    """A page's only headline that the head says with other words: both would be read as two."""
    ours = set(_words(heading))
    for title in titles:
        theirs = set(_words(_without_tail(title)))
        shared = len(ours & theirs)
        if shared >= FEWEST and shared >= SHARED * min(len(ours), len(theirs)):
            return heading
    return ""


def _without_tail(title: str) -> str:
    """The title without what stands last after a bar or a dash, a site's name as a rule: short, in capitals."""
    if (site := _CJK_SITE.search(title)) and site.start() > 1:
        return title[: site.start()].strip()
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: separator.start()].strip(), title[separator.end() :].strip()
        sign = separator.group().strip()
        is_name = tail[:1].isupper() and len(tail.split()) <= TAIL and len(tail) < len(head)
        if sign in "|»·" or (sign in "-–—" and is_name):
            return head if len(_words(head)) > 1 else title
        return title
    return title


_CJK_SITE = re.compile(
    r"\s*[-_—–|｜]\s*[^\s\-_—–|｜]{1,10}"
    r"(?:网|網|报|報|新闻|新聞|日报|在线|在線|ニュース|デジタル|뉴스|일보|신문)$"
)
"""A site's name that nothing but a stroke parts from a title: there are no capitals to tell it by."""

_SECOND = etree.XPath("//h2[not(ancestor::nav or ancestor::aside or ancestor::footer)]")


_TITLED = etree.XPath(
    "//h3[contains(@class,'title') or contains(@class,'headline') or contains(@class,'header')]"
    "[not(ancestor::nav or ancestor::aside or ancestor::footer)]"
)
"""Old themes have their site's name in the first level, the date in the second."""


def _text(heading: HtmlElement) -> str:
    """A heading's text as it is read in the article: words apart that a line's end parts."""
    return " ".join(" ".join(block.text for block in Reader("").read(heading)).split())


def _is_home(heading: HtmlElement) -> bool:
    """Whether a heading is a link to the site's front page, as its name is."""
    anchor = next(heading.iter("a"), None)
    if anchor is None or key("".join(anchor.itertext())) != key("".join(heading.itertext())):
        return False
    href = (anchor.get("href") or "#").strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.path in ("", "/") and not (parts.query or parts.fragment or href == "#")


def _at(place: Literal["whole", "start", "end"], headings: Sequence[str], titles: Sequence[str]) -> str:
    """The first heading that is a title, or stands at its start or end, set off from the rest; empty where none is."""
    return next((text for text in headings if any(_place(text, title) == place for title in titles)), "")


def _place(heading: str, title: str) -> Literal["whole", "start", "end", ""]:
    ours, theirs = _words(heading), _words(title)
    if not ours:  # emoji alone
        rest = title.removeprefix(heading) if title.startswith(heading) else "?"
        return "whole" if not rest else "start" if _SET_OFF.match(f"{rest} ") or _SET_OFF.match(rest.lstrip()) else ""
    count = len(ours)
    if ours == theirs:
        return "whole"
    matches = list(_WORD.finditer(title))
    if theirs[:count] == ours and _SET_OFF.search(title, matches[count - 1].end(), matches[count].start()):
        return "start"
    if theirs[-count:] == ours and _SET_OFF.search(title, matches[-count - 1].end(), matches[-count].start()):
        return "end"
    return ""


def _words(text: str) -> list[str]:
    return [key(word) for word in _WORD.findall(text)]


def _is_cut(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return min(len(a), len(b)) > CUT and (a.startswith(b) or b.startswith(a))


def _with_more(heading: str, titles: Sequence[str]) -> str:
    """A page's only headline that says more than the title, a kicker before it as a rule; empty where it does not."""
    ours = key(heading)
    for title in titles:
        name = key(_SEPARATOR.split(title)[0])
        if 2 * len(name) >= len(ours) and (ours.endswith(name) or ours.startswith(name)):
            return heading
    return ""


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
