"""Who wrote a text and when, as the page shows it: in the words of its language, whatever the markup is.

Looked for only where metadata does not say it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from articast.languages import filed, table
from articast.text import furniture
from articast.text.extract import around, dates, people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

    from articast.text.extract.around import Line

TOGETHER = 100
"""Characters of an element that holds a name and a date and little else."""

END = 90
"""Characters of a line after the text that has nothing else to say than who wrote that."""

SIGNED = 40
"""Characters of a name after a dash, below a text."""

_NO_WRITER = re.compile(
    r"(?:^|[-_ ])(?:photo|image|img|picture|caption|credit|avatar|bio|description|role|title|job|twitter|email|social"
    r"|date|follow|count|comments?|links?-?list|box-?text|about|publisher|sponsor|disclosure)(?=$|[-_ 0-9])"
)
_DATED = re.compile(
    r"(?:^|[-_ ])(?:dates?|time|timestamp|datetime|published|publish-?date|pub-?date|posted|posted-?on|dateline|updated"
    r"|meta|datum|fecha|data|byline|entry-?meta|post-?meta|article-?meta|info)(?=$|[-_ 0-9])"
)
_SUBJECT = re.compile("cat|tag|topic|section|label|place|location")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the our your zum zur für about all home back next us of in to by new more der die das le la les el los",
    )
)
_PERSON_LINKS = (
    *("author", "autor", "auteur", "/staff/", "/people/", "/profile", "/@", "/writer", "contributor", "/team/"),
)
_ENDS = re.compile(
    r"\s*(?:[|•·–—●]|\s-\s|\d|\b(?:on|am|le|el|il|op|den|in|for|für|para|pour|per|at|with|mit|updated|shared?|published"
    r"|posted|last|aktualisiert|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|publiziert)\b"
    r"|,\s*(?=[^,]{0,30}\b(?:editor|reporter|writer|correspondent|staff|expert|redakt\w+|korrespondent\w*|journalist\w*)\b))",
    re.IGNORECASE,
)


def authors(found: Sequence[Line], language: str, site: Sequence[str]) -> tuple[str, ...]:
    """The people whom a page shows as authors, those before the text first.

    What the markup calls a byline, what begins as one does in the language, and a name alone beside a date.

    Args:
        found: The lines around the headline and after the text.
        language: BCP 47 tag of the page, empty where it is not known.
        site: Names of the site and of its address, which are nobody.
    """
    for early in (True, False):
        near = [line for line in found if line.early is early]
        for ask in (_marked, _called, _introduced, _beside_date, _in_row) if early else (_introduced,):
            if names := ask(near, language, site):
                return people.people(names, language, site, loose=True)
    return ()


def _marked(near: Sequence[Line], language: str, site: Sequence[str]) -> list[str]:
    """The names in what microdata calls the author's."""
    named: list[str] = []
    for line in near:
        if "author" in (line.element.get("itemprop") or "").split():
            inner = [" ".join(one.itertext()) for one in line.element.iter() if one.get("itemprop") == "name"]
            named += people.people(inner or [_before_date(line.text, language)], language, site, loose=bool(inner))
    return named


def _called(near: Sequence[Line], language: str, site: Sequence[str]) -> list[str]:
    """The names in what the markup calls an author's: the first such element, and others right beside it."""
    first: HtmlElement | None = None
    named: list[str] = []
    for line in near:
        if not around.WRITER.search(line.names) or _NO_WRITER.search(line.names):
            continue
        if first is not None and not _is_beside(line.element, first):
            continue
        names = _written(line, language, site, loose=True)
        if names and first is None:
            first = line.element
        named += names
    return named


def _is_beside(element: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements are in one byline: one holds the other, or both are in the same short element."""
    if other in element.iterancestors():
        return True
    shared = next((holder for holder in islice(element.iterancestors(), 3) if other in holder.iter()), None)
    return shared is not None and bool(around.short(shared))


def _introduced(near: Sequence[Line], language: str, site: Sequence[str]) -> list[str]:
    """The names in the first line that begins as a byline does: `By Ann Lee`, or `Written by` and the next line."""
    label = False
    for line in near:
        if label and (names := _written(line, language, site, loose=False)):
            return list(names)
        said = people.introduced(line.text, language) if line.early or len(line.text) <= END else ""
        if not said and not line.early and len(line.text) <= SIGNED and line.text.startswith(("—", "–", "― ")):
            said = line.text.lstrip("–—― ")
        rows = people.within(line.text, language) if not said and line.early and len(line.text) <= TOGETHER else []
        for one in (said, *rows) if said else rows:
            if names := _written(line._replace(text=one), language, site, loose=False):
                return list(names)
        label = line.early and people.is_label(line.text, language)
    return []


def _beside_date(near: Sequence[Line], language: str, site: Sequence[str]) -> list[str]:
    """A name alone, beside a date in the same short element: `<span>Dec 17, 2025</span> <span>Ann Lee</span>`."""
    holders = {line.element.getparent() for line in near}
    leaves = [line for line in near if line.element not in holders and any(map(str.isalnum, line.text))]
    for index, line in enumerate(leaves):
        neighbours = leaves[max(0, index - 1) : index] + leaves[index + 1 : index + 2]
        if not _may_be_name(line) or not any(
            _is_date(one.text, language) and _is_together(one.element, line.element) for one in neighbours
        ):
            continue
        if names := people.people([line.text], language, site):
            return list(names)
    return []


def _in_row(near: Sequence[Line], language: str, site: Sequence[str]) -> list[str]:
    """A name in a row with a date, where signs set them apart: `December 5, 2024 · 3 min · Ann Lee`."""
    for line in near:
        pieces = [piece.strip() for piece in _APART.split(line.text)]
        if not (1 < len(pieces) <= ROW and _META.search(line.names) and len(line.text) <= TOGETHER):
            continue
        if not any(_is_date(piece, language) for piece in pieces):
            continue
        linked = {" ".join(link.itertext()).strip() for link in line.element.iter("a") if not _is_person_link(link)}
        single = [piece for piece in pieces if piece not in linked and len(piece.split()) in (2, 3)]
        if names := people.people([one for one in single if not _is_date(one, language)], language, site):
            return list(names[:1])
    return []


ROW = 6
"""Pieces of a row that says who and when."""

_APART = re.compile(r"\s*[|•·●]\s*|\s+[–—-]\s+")
_META = re.compile(r"(?:^|[-_ ])(?:meta|byline|info|details?|author|header)(?=$|[-_ 0-9])")


def _may_be_name(line: Line) -> bool:
    """Whether a line may be a name and nothing else: `Zur Übersicht` and `About us` stand beside dates, too."""
    words = line.text.split()
    if len(words) not in (2, 3, 4) or line.element.tag in around.HEADINGS:
        return False
    if _NO_WRITER.search(line.names) or _SUBJECT.search(line.names) or _is_other_link(line.element):
        return False
    return words[0].casefold() not in _SMALL and not any(word.casefold() in ("us", "of", "the") for word in words)


def _is_date(text: str, language: str) -> bool:
    """Whether a line is a date or the time that it takes to read the text."""
    if len(text) > TOGETHER or not any(map(str.isdigit, text)):
        return False
    return dates.written(text, language) is not None or furniture.found(language, "start", text) is not None


def _is_other_link(element: HtmlElement) -> bool:
    """Whether an element is a link, or in one, that does not lead to a person: to a section as a rule."""
    near = (element, *islice(element.iterancestors(), 2), *element.iter("a"))
    links = [one for one in near if one.tag == "a"]
    return bool(links) and not any(map(_is_person_link, links))


def _is_together(one: HtmlElement, other: HtmlElement) -> bool:
    holders = list(islice(one.iterancestors(), 3))
    shared = next((holder for holder in islice(other.iterancestors(), 3) if holder in holders), None)
    return shared is not None and 0 < len(around.short(shared)) <= TOGETHER


def _is_person_link(link: HtmlElement) -> bool:
    href = (link.get("href") or "").lower()
    return link.get("rel") == "author" or any(part in href for part in _PERSON_LINKS)


def _written(line: Line, language: str, site: Sequence[str], *, loose: bool) -> tuple[str, ...]:
    links = [" ".join(link.itertext()) for link in line.element.iter("a") if _is_person_link(link)]
    if links and (names := people.people(links, language, site, loose=True)):
        return names
    text = _before_date(line.text, language)
    return people.people([text], language, site, loose=loose and len(text.split()) <= 2)


def _before_date(text: str, language: str) -> str:
    """A byline as far as names go: up to a date, a dash, a place, a duty."""
    end = dates.start(text, language)
    text = text[: end if end is not None else len(text)]
    for pattern in (_ENDS, _stamp_words(filed(language) or "en")):
        if (match := pattern.search(text)) and match.start() > 1:
            text = text[: match.start()]
    return text


@cache
def _stamp_words(tag: str) -> re.Pattern[str]:
    """What says in a language that a date follows, or a picture's maker: names end there."""
    words = [word.rstrip(":") for which in ("published", "updated") for word in table(tag, "furniture").get(which, ())]
    known = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\s+(?:(?:{known})\b|\w{{3,12}}\s?[:：])", re.IGNORECASE)


def published(found: Sequence[Line], language: str) -> datetime | None:
    """The day that a page shows as that of its publication.

    A line that is called a date, or is nothing but one and what stands with it; one that says `published` wins over
    one that says nothing, that over one that says `updated`. A date within a sentence is of something else.
    Where this finds none, htmldate's answer is right on 6 of 10 pages: too few for what is said aloud.
    """
    best: tuple[int, datetime] | None = None
    for line in found:
        if not any(map(str.isdigit, line.text)) or (when := _shown(line, language)) is None:
            continue
        rank = _rank(line, language)
        if rank and (best is None or rank > best[0]):
            best = rank, when
    return best[1] if best else None


def _shown(line: Line, language: str) -> datetime | None:
    machine = line.element.get("datetime") or line.element.get("content")
    return (dates.moment(machine) if machine else None) or dates.written(line.text, language)


def _rank(line: Line, language: str) -> int:
    """How surely a line with a date says when the text was published; 0: not at all."""
    if _says(line.text, "published", language):
        return 4
    if not line.early:
        return 0
    is_called = line.element.tag == "time" or bool(_DATED.search(line.names) or around.WRITER.search(line.names))
    if not is_called and not _is_stamp(line.text, language):
        return 0
    return 1 if _says(line.text, "updated", language) else 3 if is_called else 2


def _is_stamp(text: str, language: str) -> bool:
    """Whether a line is a date and little else."""
    rest = " ".join(re.sub(r"[\d:.,/|·•–—-]+", " ", text).split())
    if len(rest) <= FEW or people.introduced(rest, language):
        return True
    return len(rest) <= OTHER and furniture.labels(language, ("start", "anywhere"), text) is not None


FEW = 12
"""Letters that stand with a date and say nothing: `am`, `on`, `dpa`."""

OTHER = 40
"""Letters beside a date in a line that is a stamp."""


def _says(text: str, which: str, language: str) -> bool:
    tags = dict.fromkeys((filed(language) or "en", "en"))
    low = furniture.even(text.casefold())
    return any(word in low for tag in tags for word in table(tag, "furniture").get(which, ()))
