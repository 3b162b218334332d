"""RSS 2.0, RSS 1.0 and Atom → entries. Pure."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from articast.errors import SourceError
from articast.model import Known
from articast.sources.formats._html import page, plain
from articast.sources.markup import MOST, joined, moment, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_MEDIA = "http://search.yahoo.com/mrss/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|continue reading|read more|weiterlesen|mehr lesen|lire la suite|leer más"
    r"|continua a leggere|leia mais|lees verder|czytaj dalej)[\s→»>.…]*\Z",
    re.IGNORECASE,
)
FULL = 600
"""Characters from which a content that is not cut off counts as the whole article; below that the page is asked, since
many feeds give their teaser as content. Teasers of WordPress have 55 words, about 350 characters."""

SHORT = 200
SUMMED = 0.7
"""A shorter content is whole, too, if the feed has a summary beside it of at most so much of its length."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    link: str
    """Absolute URL of its page, empty where there is none."""
    guid: str
    known: Known
    content: str
    """HTML, as whole as the feed has it."""
    base: str
    """What its relative links are relative to."""
    full: bool
    """Whether `content` is the whole article."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that the feed says, hex."""
        return sha256(repr((self.link, self.guid, self.known, self.content)).encode()).hexdigest()

    def page(self) -> str:
        """The content as an HTML page of its own."""
        return page(self.known.title, self.content, self.base, self.known.language)


def entries(body: bytes, charset: str | None, url: str) -> Iterator[Entry]:
    """The entries of a feed in its order.

    Args:
        body: the feed.
        charset: as HTTP declared it.
        url: the feed's own, for relative links.

    Raises:
        SourceError: it is no XML, or unsafe, or without end.
    """
    root = tree(body, charset, url)
    language = root.get(_XML_LANG) or next((_text(channel, "language") for channel in _children(root, "channel")), "")
    base = joined(url, root.get(_XML_BASE) or "")
    for number, element in enumerate(root.iter("{*}item", "{*}entry")):
        if number == MOST:
            raise SourceError(f"{url}: lists over {MOST:,} entries; the rest is not read")
        yield _entry(element, language, joined(base, element.get(_XML_BASE) or ""))


def _entry(element: Any, language: str, base: str) -> Entry:
    link = _link(element, base)
    content, whole = _content(element)
    summary = plain(_markup(_first(element, "summary", "description")))
    known = Known(
        title=plain(_markup(_first(element, "title"))),
        authors=tuple(dict.fromkeys(_authors(element))),
        language=element.get(_XML_LANG) or _text(element, "language") or language,
        published=moment(_text(element, "pubDate", "published", "issued", "date", "created")),
        modified=moment(_text(element, "updated", "modified")),
        url=without_tracking(link),
        summary=summary if len(summary) <= 2000 else "",
        image=_image(element, base),
        tags=tuple(dict.fromkeys(_tags(element))),
    )
    said = plain(content)
    enough = len(said) >= FULL or (len(said) >= SHORT and 0 < len(summary) < SUMMED * len(said))
    full = whole and enough and not is_cut(said)
    return Entry(link, _text(element, "guid", "id"), known, content, link or base, full or not link)


def is_cut(text: str) -> bool:
    """Whether a text ends as a teaser does: `…`, `Read more`."""
    return _CUT.search(text[-80:]) is not None


def _children(element: Any, *names: str) -> Iterator[Any]:
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in names and _MEDIA not in child.tag:
            yield child


def _first(element: Any, *names: str) -> Any:
    """The first child of the first name that has one with text in it."""
    for name in names:
        for child in _children(element, name):
            if len(child) or (child.text or "").strip():
                return child
    return None


def _text(element: Any, *names: str) -> str:
    found = _first(element, *names)
    return "".join(found.itertext()).strip() if found is not None else ""


def _markup(element: Any) -> str:
    """An element's content as HTML: escaped, CDATA, XHTML and plain text alike."""
    from lxml import etree

    if element is None:
        return ""
    kind = (element.get("type") or "").lower()
    if len(element):
        inside = "".join(etree.tostring(child, method="html", encoding="unicode") for child in element)
        return re.sub(r"(</?)\w+:(\w)", r"\1\2", html.escape(element.text or "", quote=False) + inside)
    text = element.text or ""
    if kind in {"text", "text/plain"}:
        return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text))
    namespace = element.tag.partition("}")[0].strip("{")
    return html.escape(text) if namespace in _ATOM and not kind else text


def _content(element: Any) -> tuple[str, bool]:
    """The longest that the feed has of the article, as HTML, and whether the feed means it to be the article."""
    for child in _children(element, "encoded"):
        if _CONTENT in child.tag and (child.text or "").strip():
            return _markup(child), True
    for child in _children(element, "content", "body", "div"):
        if not child.get("src"):
            return _markup(child), True
    short = _markup(_first(element, "description", "summary"))
    return short, short.lower().count("<p") > 2  # a teaser has one paragraph


def _link(element: Any, base: str) -> str:
    found = ""
    for child in _children(element, "link"):
        address = child.get("href") or child.text or ""
        if child.get("rel", "alternate") == "alternate" and address.strip():
            found = address
            break
    if not found:
        for child in _children(element, "guid", "id"):
            if child.get("isPermaLink", "true") == "true" and (child.text or "").strip().startswith("http"):
                found = child.text or ""
    found = "".join(found.split())
    return joined(base, found) if found else ""


def _authors(element: Any) -> Iterator[str]:
    for child in _children(element, "author", "creator", "contributor"):
        name = _text(child, "name") if len(child) else (child.text or "")
        name = " ".join(name.split())
        bracketed = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)
        name = bracketed[1] if bracketed else name
        if name and "@" not in name:
            yield name


def _tags(element: Any) -> Iterator[str]:
    for child in _children(element, "category", "subject"):
        name = " ".join((child.get("label") or child.text or child.get("term") or "").split())
        if name:
            yield name


def _image(element: Any, base: str) -> str:
    for child in element.iter(f"{{{_MEDIA}}}content", f"{{{_MEDIA}}}thumbnail", "enclosure"):
        kind = f"{child.get('type') or ''} {child.get('medium') or ''}"
        if child.get("url") and ("image" in kind or child.tag.endswith("thumbnail")):
            return joined(base, child.get("url").strip())
    return ""


def without_tracking(url: str) -> str:
    """The URL without the parameters that only count visits (`utm_…`), so that the article keeps its identity."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "utm_" not in parts.query:
        return url
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name[:4] != "utm_"]
    return urlunsplit(parts._replace(query=urlencode(query)))
