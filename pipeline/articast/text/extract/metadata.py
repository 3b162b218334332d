"""What a page says of itself: JSON-LD, OpenGraph, meta elements, link elements. Nothing of it is believed blindly."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from articast.languages import primary
from articast.model import Listing, Translation
from articast.text.extract import around, byline, dates, jsonld, listing, people, words
from articast.text.extract.dates import moment
from articast.text.extract.headline import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Metadata:
    """As the page says; empty where it does not."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    url: str = ""
    site: str = ""
    image: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
    listing: Listing = field(default_factory=Listing)
    base: str = ""
    """Address that the page's links are relative to."""
    body: str = ""
    """The article's text, where JSON-LD holds it."""


@dataclass(frozen=True, slots=True)
class _Page:
    root: HtmlElement
    base: str
    meta: dict[str, list[str]]
    linked: dict[str, Any] = field(default_factory=dict)

    def said(self, *names: str) -> str:
        """The first of the meta elements `names` that says something."""
        return next((value for name in names for value in self.meta.get(name, ())), "")


def read(root: HtmlElement, url: str | None) -> Metadata:
    """The metadata of a page that came from `url`; call it before the tree is pruned."""
    page = _Page(root, _base(root, url), _meta(root), jsonld.article(root))
    language = _language(page)
    canonical = _canonical(page, url)
    site = _line(page.said("og:site_name", "application-name")) or _name(page.linked.get("publisher"))
    title = headline(root, _titles(page), site)
    names = (site, _name(page.linked.get("publisher")), *people.of_address(canonical or url))
    authors, published = _authors(page, language, names), _first_date(page, "datePublished", _PUBLISHED)
    published = published or dates.of_address(canonical) or dates.of_address(url or "")
    if not authors or published is None:
        shown = around.lines(body if (body := root.find("body")) is not None else root, title)
        authors = authors or byline.authors(shown, language, names)
        published = published or byline.published(shown, language)
    return Metadata(
        title=title,
        authors=authors,
        published=published,
        modified=_first_date(page, "dateModified", _MODIFIED),
        language=language,
        url=canonical,
        site=site,
        image=_image(page),
        summary=_line(page.said("og:description", "description", "twitter:description", "dc.description"))
        or _line(page.linked.get("description")),
        tags=_tags(page),
        translations=_translations(page, language, {canonical, url or ""}),
        listing=listing.of_page(page.meta, page.linked),
        base=page.base or canonical,
        body=text if isinstance(text := page.linked.get("articleBody"), str) else "",
    )


_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
    *("dcterms.created", "dcterms.date", "publish-date", "publishdate", "pubdate", "sailthru.date"),
    *("parsely-pub-date", "citation_publication_date"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")


def _first_date(page: _Page, name: str, names: tuple[str, ...]) -> datetime | None:
    said = moment(page.linked.get(name)) or moment(page.said(*names))
    return said or next((found for text in _times(page.root, name) if (found := moment(text))), None)


def _times(root: HtmlElement, name: str) -> Iterator[object]:
    for element in root.xpath(f'//*[@itemprop="{name}"]'):
        yield element.get("datetime") or element.get("content") or element.text_content().strip()[:60]
        yield element.get("title")
    if name == "datePublished":
        for element in root.xpath(
            "//time[@pubdate]|//article//header//time[@datetime]"
            "|//time[contains(@class,'publish')]|//time[contains(@class,'entry-date')]"
        )[:3]:
            yield element.get("datetime") or ""
        times = root.xpath("//article//time[@datetime]")
        if len(times) == 1:
            yield times[0].get("datetime")


def _base(root: HtmlElement, url: str | None) -> str:
    href = next(iter(root.xpath("//base/@href")), "")
    try:
        return str(urljoin(url or "", href))
    except ValueError:
        return url or ""


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (
            element.get("property") or element.get("name") or element.get("http-equiv") or element.get("itemprop") or ""
        )
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str):
        return ""
    return " ".join(words.unescaped(words.bare(value)).split())  # JSON-LD often holds markup and entities


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _line(value.get("name") if isinstance(value, dict) else value)


def _titles(page: _Page) -> list[str]:
    """What the head says that the title is, the most trustworthy first."""
    said = (
        page.linked.get("headline"),
        page.said("og:title", "twitter:title", "dc.title"),
        page.root.findtext(".//title"),
    )
    lines = [line for text in said if text and (line := _line(text))]
    # as written too: `Why <b>bold</b> is bold` may be the title's own words, which the page's heading tells
    written = (" ".join(text.split()) for text in said if isinstance(text, str))
    return list(dict.fromkeys(filter(None, (*lines, *written))))


def _authors(page: _Page, language: str, site: Sequence[str]) -> tuple[str, ...]:
    """The people who wrote it: as JSON-LD has them, else meta elements, else the markup of the text."""
    said = page.linked.get("author") or page.linked.get("creator")
    nodes = [one for one in (said if isinstance(said, list) else [said]) if one]
    named: list[str] = []
    for one in nodes:
        kinds = set(jsonld.kinds(one)) if isinstance(one, dict) else set()
        if not kinds & _IS_BODY:
            named += people.people([_name(one)], language, site, loose="Person" in kinds)
    if found := people.people(named, language, site, loose=True):
        return found
    for names in _AUTHORS:
        texts = [_line(text) for name in names for text in page.meta.get(name, ()) if "://" not in text]
        if found := people.people(texts, language, site, loose=len(texts) == 1):
            return found
    return ()


_IS_BODY = frozenset(
    {"Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand", "EducationalOrganization", "NGO"}
    | {"GovernmentOrganization", "LocalBusiness", "CollegeOrUniversity", "Periodical", "Newspaper"}
)
_AUTHORS = (
    ("author", "article:author", "og:author"),
    ("citation_author",),
    ("dc.creator", "dcterms.creator", "dc.contributor"),
    ("parsely-author",),
    ("sailthru.author", "byl", "article.author", "article-author", "article:author_name", "cxenseparse:author"),
    ("twitter:data1",),
)
"""Meta elements that name authors, the most trustworthy first."""


def _language(page: _Page) -> str:
    body = page.root.find("body")
    said = (
        page.root.get("lang"),
        page.root.get("xml:lang"),
        page.root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        body.get("lang") if body is not None else None,
        _line(page.linked.get("inLanguage")),
        page.said("content-language", "language", "dc.language", "og:locale"),
    )
    return next((tag(text) for text in said if text and tag(text)), "")


def tag(text: str) -> str:
    """A language tag in BCP 47 form (`pt-BR`), empty where `text` is none."""
    text = text.split(",", maxsplit=1)[0].split(".", maxsplit=1)[0].strip()
    if not _TAG.match(text):
        return ""
    first, *rest = text.replace("_", "-").split("-")
    return "-".join(
        [
            first.lower(),
            *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest),
        ]
    )


def absolute(href: str, base: str) -> str:
    """An http address, made absolute; empty where there is none: an empty one is not the page's own."""
    if not href.strip():
        return ""
    try:
        target = urljoin(base, href.strip())
        parts = urlsplit(target)
    except ValueError:
        return ""
    return target if parts.scheme in ("http", "https") and parts.hostname else ""


def _canonical(page: _Page, url: str | None) -> str:
    said = [
        *page.root.xpath("//link[contains(concat(' ',translate(@rel,'CANOIL','canoil'),' '),' canonical ')]/@href"),
        page.said("og:url"),
        url or "",
    ]
    for href in said:
        target = absolute(href, page.base).partition("#")[0]
        # a home page named as canonical is a site's mistake that would make all its articles one
        if target and (urlsplit(target).path.strip("/") or urlsplit(target).query or not _has_path(url)):
            return target
    return ""


def _has_path(url: str | None) -> bool:
    return bool(url) and bool(urlsplit(url or "").path.strip("/"))


def _translations(page: _Page, language: str, own: set[str]) -> tuple[Translation, ...]:
    found: dict[str, str] = {}
    for element in page.root.iter("link"):
        if "alternate" not in (element.get("rel") or "").lower().split() or not element.get("hreflang"):
            continue
        other, target = tag(element.get("hreflang")), absolute(element.get("href") or "", page.base)
        if other and target and target not in own and primary(other) != primary(language):
            found.setdefault(other, target)
    return tuple(Translation(language, url) for language, url in found.items())


def _image(page: _Page) -> str:
    said = page.said("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
    linked = page.linked.get("image")
    linked = linked[0] if isinstance(linked, list) and linked else linked
    linked = linked.get("url") if isinstance(linked, dict) else linked
    found = (said or (linked if isinstance(linked, str) else "")).strip()
    if not found or page.base:
        return absolute(found, page.base) if found else ""
    return absolute(found, "") or ("" if _ADDRESS.match(found) else found)


def _tags(page: _Page) -> tuple[str, ...]:
    said: Any = page.meta.get("article:tag") or page.linked.get("keywords") or page.meta.get("keywords") or []
    lists = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    split = [_line(part) for one in lists if isinstance(one, str) for part in one.split(",")]
    return tuple(dict.fromkeys(tag for tag in split if 1 < len(tag) <= 60))[:20]
