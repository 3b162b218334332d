"""The player in the publisher's own page: put below its main heading, everything else byte for byte.

The page is read as Latin-1, in which every byte is a character: so that places in the text are places in the bytes,
whatever encoding its letters are in, and what is put in is ASCII. What an earlier run put in is taken out first.
"""

from __future__ import annotations

import codecs
import re
from html import unescape
from typing import TYPE_CHECKING

from articast.errors import ConfigurationError, ExtractionError
from articast.publishing import pages
from articast.publishing.host_page import Heading, HostPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.model import Episode, Show

_ASIDE = frozenset({"nav", "aside", "footer", "dialog"})
_OURS = re.compile(r"\n?<!-- articast -->.*?<!-- /articast -->", re.DOTALL)
_CHARSET = re.compile(r"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_ARTICLE = re.compile(
    r"""["']@type["']\s*:\s*(?:\[\s*)?["'](?:\w*Article|BlogPosting|Report)["']|schema\.org/(?:\w*Article|BlogPosting)\b"""
)
"""A page that tells machines itself that it is an article."""
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<parts>(?:[.#][\w-]+)*)", re.ASCII | re.IGNORECASE)


def splice(html: bytes, show: Show, episode: Episode, place: str = "") -> bytes:
    """A copy of the page with the player, head links and JSON-LD put in.

    The player is put after the heading that is the episode's title, from the third level on one without a link, since
    lists of articles have such; else after the first heading of level 1, in the
    article if there is one; else at the start of the article or the body. A header that sets its parts side by side
    keeps them: the player goes after it. Where the page has a comment `<!-- articast: player -->`, it goes there.
    Done twice, it gives what once gives.

    Args:
        html: the page.
        show: whose episode it is.
        episode: of the page's article.
        place: selector (`.byline`, `header#top`) of the element after which the player goes, if the page has it.

    Raises:
        ExtractionError: the encoding does not keep ASCII as it is (ISO-2022-JP, UTF-7).
        ConfigurationError: `place` is no simple selector.
    """
    return _written(html, lambda text, charset: _spliced(text, charset, show, episode, place))


def without(html: bytes) -> bytes:
    """A copy of the page without what `splice` put in, else byte for byte."""
    try:
        return _written(html, lambda text, _: _OURS.sub("", text) if "<!-- /articast -->" in text else text)
    except ExtractionError:
        return html


def canonical(html: bytes) -> str:
    """What the page says that its address is; empty where it says nothing."""
    link = _CANONICAL.search(html[:200_000].decode("utf-8", "replace").replace("\x00", ""))
    href = _HREF.search(link[0]) if link else None
    return unescape(next(filter(None, href.groups()), "")) if href else ""


def _written(html: bytes, change: Callable[[str, str], str]) -> bytes:
    """The page changed as text in which every character that is not ours stands for what its bytes were."""
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if html.startswith(bom) and not len(html) % 2:
            text = html.decode(encoding, "surrogatepass")
            return change(text, encoding).encode(encoding, "surrogatepass")
    text = html.decode("latin-1")
    declared = _CHARSET.search(text[:4096])
    charset = "utf-8" if html.startswith(codecs.BOM_UTF8) or not declared else declared[1].lower()
    if charset in {"iso-2022-jp", "utf-7", "hz-gb-2312"}:
        raise ExtractionError(
            f"the page is in {charset}, in which markup cannot be found byte by byte; save it as UTF-8"
        )
    return change(text, charset).encode("latin-1")


def _spliced(text: str, charset: str, show: Show, episode: Episode, place: str) -> str:
    if "<!-- /articast -->" in text:
        text = _OURS.sub("", text)
    page = HostPage(text, _selector(place))
    heading = _main(page.headings, episode.title, charset)
    at = next((one for one in (page.here, page.placed) if one >= 0), heading.after if heading else page.start)
    head = pages.head(show, episode, alone=bool(_ARTICLE.search(text)))
    puts = sorted([(page.head, head), (at, pages.player(show, episode, _article(page, heading)))])
    out, done = [], 0
    for put, markup in puts:
        ours = markup.encode("ascii", "xmlcharrefreplace").decode("ascii")
        out += [text[done:put], f"\n<!-- articast -->\n{ours}\n<!-- /articast -->"]
        done = put
    return "".join([*out, text[done:]])


def _selector(place: str) -> tuple[str, frozenset[str]]:
    """Tag and `.class`, `#id` parts of a selector of one element.

    Raises:
        ConfigurationError: it is of more than one, or none.
    """
    found = _SIMPLE.fullmatch(place.strip())
    if not found:
        raise ConfigurationError(f"'{place}' is no simple selector; give a tag, .class or #id, as header.entry-header")
    return (found["tag"] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", found["parts"]))


def _main(headings: list[Heading], title: str, charset: str) -> Heading | None:
    wanted = _letters(title)
    closed = [
        heading
        for heading in headings
        if heading.after >= 0 and not _ASIDE & set(heading.inside) and not (heading.level > 2 and _is_linked(heading))
    ]
    ranks = sorted(
        (
            (
                not wanted or _letters(_decoded("".join(heading.words), charset)) != wanted,
                heading.level,
                not heading.article,
                heading.start,
            ),
            index,
        )
        for index, heading in enumerate(closed)
    )
    if not ranks:
        return None
    (foreign, level, *_), best = ranks[0]
    return None if foreign and level > 1 else closed[best]


def _is_linked(heading: Heading) -> bool:
    return heading.is_linked or "a" in heading.inside


def _article(page: HostPage, heading: Heading | None) -> str:
    """Where the player finds the sentences: around the heading, else the page's only article, its main part, all."""
    if heading and heading.article:
        return heading.article
    if page.counts.get("article", 0) == 1:
        return "article"
    return "main" if page.counts.get("main") else "body"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _decoded(text: str, charset: str) -> str:
    if charset.startswith("utf-16"):
        return unescape(text)
    raw = text.encode("latin-1", "replace")
    try:
        return unescape(raw.decode(charset, "replace"))
    except LookupError:
        return unescape(raw.decode("utf-8", "replace"))
