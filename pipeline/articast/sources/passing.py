"""What in a folder, a built site or a list is no article, and what it is instead: said once a kind, never a failure.

Names are looked at where a folder is read; a page's content only where it is new (`of_document`), since an archive of
ten thousand pages is read in a second or two. What declares itself an article is one, wherever it stands.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.sources import formats
from articast.sources.formats._html import parsed, words
from articast.sources.kinds import MEDIA_TYPES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from articast.model import Document

LISTS = "lists of articles"
HOMES = "home pages"
ERRORS = "error pages"
REDIRECTS = "redirects to other pages"

_PROGRAMS = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages", "__MACOSX"})
_LICENCE = re.compile(
    r"(?:(?:un)?licen[cs]es?)(?:[-_.](?:mit|apache|bsd|[al]?gpl|mpl|isc|ofl|cc|\d)[\w.-]*)?(?:\.(?:md|txt))?"
    r"|(?:copying|notice|copyright|ofl|patents|third[-_]party[-_]\w+)(?:\.txt)?",
    re.IGNORECASE,
)
_MACHINES = re.compile(
    r"(?:robots|humans|security|ads|app-ads|llms(?:-\w+)?|requirements[\w-]*|cmakelists|sitemap|urllist)\.txt"
    r"|(?:google[0-9a-f]{12,20}|yandex_[0-9a-f]+|pinterest-[0-9a-f]+|msvalidate)\.html",
    re.IGNORECASE,
)
_ERROR = re.compile(r"(?:40[0-9]|50[0-9x])\.x?html?", re.IGNORECASE)
_INDEX = re.compile(r"_index\.(?:md|markdown|html)", re.IGNORECASE)
"""Hugo's own pages of a section."""
_MADE = re.compile(
    r"(?:genindex|py-modindex|search|search-results|sitemap|offline|maintenance)\.x?html?|licen[cs]es?\.x?html?",
    re.IGNORECASE,
)
"""Pages of a built site that are no articles; in another folder they may be about these things."""
_SOURCE_LISTED = (
    "_config.yml _config.yaml _posts config.toml config.yaml hugo.toml hugo.yaml mkdocs.yml package.json conf.py "
    "eleventy.config.js .eleventy.js astro.config.mjs docusaurus.config.js pelicanconf.py book.toml _quarto.yml "
    "articast.toml Gemfile"
)
_SOURCE = frozenset(_SOURCE_LISTED.split())
"""What lies in a folder that a site is built from: there, Markdown is its articles, whatever HTML is beside it."""
_SITE_LISTED = (
    "sitemap.xml sitemap_index.xml sitemap-index.xml robots.txt 404.html feed.xml rss.xml atom.xml index.xml "
    "feed.json index.json assets static css js _next _astro _static wp-content wp-includes"
)
_SITE = frozenset(_SITE_LISTED.split())
"""One of these beside an `index.html`: the folder is a built site, whose only articles are its pages."""
_LISTING_LISTED = (
    "tag tags category categories topic topics author authors archive archives keyword keywords label labels "
    "series schlagwort schlagwoerter kategorie kategorien thema themen autor autoren archiv etiquette etiquettes "
    "mot-cle categorie auteur auteurs etiqueta etiquetas categoria archivo argomento argomenti autore trefwoord "
    "kategoria"
)
_LISTING = frozenset(_LISTING_LISTED.split())
"""Folders of a site in which each page is a list, if it does not say that it is an article."""
_DATED = re.compile(r"(?:^|/)(?:(?:19|20)\d\d(?:/\d\d?){0,2}|page/\d+|p/\d+)/index\.html?\Z")
"""A year's, month's or day's own page, or a further page of a list."""

_ARTICLE = re.compile(
    r"(?:News|Tech|Scholarly|Report|Opinion\w*|Advertiser\w*|Satirical|SocialMedia)?(?:Article|Posting)|Report|Review"
)
_JSON_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_COLLECTION = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "Blog", "ProfilePage"})
_AROUND = frozenset(["nav", "header", "footer", "aside", "script", "style", "noscript", "template", "form", "svg"])
_REFRESH = re.compile(r"\d*\s*[;,]\s*url\s*=", re.IGNORECASE)
_LOCATION = re.compile(r"(?:window\.|document\.)?location(?:\.href)?\s*=|location\.replace\(")
_STUB = 300
"""Characters that a page of a redirect may have: a line, and a link."""
_CARDS = 3
_CARD = 400
"""A page with so many headings that lead to pages of its own site, and so few characters for each, is a list: teasers
have 50 to 300. Where a list is expected by its address, one with less than `_LEAST` characters is one without them."""
_LEAST = 120


def is_site(folder: Path) -> bool:
    """Whether a folder is a built site: a home page, and what only sites have."""
    if not (folder / "index.html").is_file() or any((folder / name).exists() for name in _SOURCE):
        return False
    return any((folder / name).exists() for name in _SITE)


def of_folder(name: str) -> str:
    """What all of a folder is, if it has no articles; else nothing."""
    return "folders of programs" if name in _PROGRAMS else ""


def of_name(name: str, *, site: bool = False, beside_pages: bool = False, twins: Container[str] = ()) -> str:
    """What a file is by its name, if it is no article; else nothing.

    Args:
        name: without folders.
        site: whether it is in a built site.
        beside_pages: whether web pages or Markdown files are in the same folder.
        twins: names of the files in the same folder.
    """
    suffix = posixpath.splitext(name.lower())[1].removeprefix(".")
    if _LICENCE.fullmatch(name):
        return "licences"
    if _MACHINES.fullmatch(name):
        return "files for machines"
    if _ERROR.fullmatch(name):
        return ERRORS
    if _INDEX.fullmatch(name):
        return LISTS
    if site and _MADE.fullmatch(name):
        return "pages of a site that are no articles"
    kind = SUFFIXES.get(f".{suffix}")
    if site and kind in {"plain", "markdown"}:
        return "files that are no pages of the site"
    if kind == "plain" and f"{name.removesuffix(suffix)}html" in twins:
        return "texts of pages beside them"
    if (site or beside_pages) and f".{suffix}" in _attached():
        return f"attachments of pages (to publish them name them, or a glob: **/*.{suffix})"
    return ""


@cache
def _attached() -> frozenset[str]:
    """Endings of files that are attachments where they are beside pages."""
    return frozenset(suffix for one in formats.every() if one.ATTACHED for suffix in one.SUFFIXES) | {".zip"}


def of_document(document: Document) -> str:
    """What a page is that nobody named by itself, if it is no article; else nothing."""
    if document.media_type != MEDIA_TYPES["html"] or document.whole or not document.listed:
        return ""
    try:
        root = parsed(document.body, document.charset, document.source)
    except SourceError:
        return ""
    return _what(root, (document.url or document.id).partition("?")[0])


def of_home(document: Document) -> str:
    """What the first page of a built site is, if it is no article; else nothing."""
    root = parsed(document.body, document.charset, document.source)
    return "" if _declared(root)[0] else HOMES


def _what(root: Any, path: str) -> str:
    if _is_redirect(root):
        return REDIRECTS
    body = root.find("body")
    classes = set(str(body.get("class") or "").split()) if body is not None else set()
    if "error404" in classes or re.search(r"(?:^|/)404(?:/index\.html?)?/?\Z", path):
        return ERRORS
    article, collection = _declared(root)
    if article:
        return ""
    folders = {part.lower() for part in path.split("/")[:-1]}
    text, linked, cards = _measured(body if body is not None else root)
    listing = bool(
        folders & _LISTING or _DATED.search(path) or classes & {"archive", "search-results", "blog", "paged"}
    )
    many = cards >= _CARDS and text < _CARD * cards
    if listing and (collection or cards or linked * 3 > text or text < _LEAST):
        return LISTS
    if many or (linked * 2 > text and (cards or collection)):
        return HOMES if re.fullmatch(r"(?:https?://[^/]*)?/?(?:index\.html?)?", path) else LISTS
    return ""


def _is_redirect(root: Any) -> bool:
    refresh = any(
        str(meta.get("http-equiv") or "").lower() == "refresh"
        and _REFRESH.match(str(meta.get("content") or "").strip())
        for meta in root.iter("meta")
    )
    scripted = any(_LOCATION.search(script.text or "") for script in root.iter("script"))
    if not (refresh or scripted):
        return False
    body = root.find("body")
    return len(words(body)) - sum(len(words(one)) for one in root.iter("script", "style")) < _STUB


def _declared(root: Any) -> tuple[bool, bool]:
    """Whether a page says that it is an article, and that it is a list."""
    opened = {str(meta.get("property") or "").lower(): str(meta.get("content") or "") for meta in root.iter("meta")}
    said = [
        kind
        for script in root.iter("script")
        if "ld+json" in str(script.get("type") or "")
        for kind in _JSON_TYPE.findall(script.text or "")
    ]
    articles = sum(_ARTICLE.fullmatch(kind) is not None for kind in said)
    marked = sum(
        _ARTICLE.fullmatch(str(one.get("itemtype") or "").rpartition("/")[2]) is not None for one in root.iter("*")
    )
    collection = bool(_COLLECTION & set(said)) and articles != 1
    declared = opened.get("og:type", "").lower() == "article" or "article:published_time" in opened
    return (declared or articles == 1 or marked == 1) and not collection, collection


def _measured(body: Any) -> tuple[int, int, int]:
    """Characters of a page's middle, those of them in links, and headings that lead to pages of the same site."""
    text = linked = cards = 0
    stack: list[tuple[Any, bool, bool]] = [(body, False, False)]
    while stack:
        element, in_link, in_heading = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _AROUND:
            continue
        if element.tag == "a" and element.get("href"):
            in_link = True
            inner = element.find(".//h2") is not None or element.find(".//h3") is not None
            cards += (in_heading or inner) and _is_near(str(element.get("href")))
        in_heading = in_heading or element.tag in {"h1", "h2", "h3", "h4"}
        own = len((element.text or "").strip())
        text += own
        linked += own if in_link else 0
        for child in element:
            tail = len((child.tail or "").strip())
            text += tail
            linked += tail if in_link else 0
            stack.append((child, in_link, in_heading))
    return text, linked, cards


def _is_near(href: str) -> bool:
    return not href.startswith(("#", "http:", "https:", "mailto:", "//"))
