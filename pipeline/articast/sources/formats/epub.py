"""An EPUB book: a chapter an episode, in the order of its spine.

Chapters are what the book's contents name; a chapter in several files is one, several chapters in one file are taken
apart. Passed over: cover, title page, contents, imprint, index and what else is no text to listen to. A book with DRM
is refused.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from articast.errors import SourceError
from articast.model import Document, Known
from articast.sources.archives import IN, START, Archive, opened
from articast.sources.formats._html import inside, parsed, removed, serialised, words
from articast.sources.markup import tree
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.sources.formats import File, Found

NAME = "an EPUB book"
SUFFIXES = (".epub",)
ATTACHED = True

_MARK = b"application/epub+zip"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to lock fonts alone, which is no lock for us."""
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PASSED_LISTED = (
    "cover frontispiece titlepage halftitlepage halftitle copyright-page copyright imprint imprimatur colophon "
    "toc landmarks loi lot loa lov page-list index acknowledgments dedication other-credits contributors biblio "
    "bibliography glossary endnotes footnotes rearnotes notes seriespage backlink appendix-ads praise text-only"
)
_PASSED = frozenset(_PASSED_LISTED.split())
"""`epub:type`s and guide types that are passed over."""
_TITLES = re.compile(
    r"cover|title ?page|half ?title|copyright|imprint|colophon|uncopyright|(table of )?contents|dedication|cubierta"
    r"|impressum|titelseite|inhalt(sverzeichnis)?|widmung|couverture|page de titre|mentions légales|table des matières"
    r"|portada|créditos|índice|copertina|frontespizio|indice|sommario|inhoud(sopgave)?|omslag|okładka|spis treści",
    re.IGNORECASE,
)
_LEAST = 200
"""Characters below which a spine's file that no contents name is no chapter."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    label: str
    parts: tuple[str, ...]
    """Bodies as HTML."""
    name: str
    """Path in the book, with the anchor."""
    kinds: frozenset[str]


def sniff(file: File) -> bool:
    """By its first member, or its name."""
    return file.body.startswith(START) and (_MARK in file.body[:100] or file.name.endswith(".epub"))


def read(file: File) -> Iterator[Found]:
    """The chapters.

    Raises:
        SourceError: no book that can be read, or one with DRM.
    """
    archive = opened(file.body, file.source, file.limit)
    _unlocked(archive)
    package = _package(archive)
    title = _said(package[0], "title") or file.stem
    known = Known(
        authors=tuple(dict.fromkeys(filter(None, map(words, package[0].iter("{*}creator"))))),
        language=_language(_said(package[0], "language")),
        tags=(title,),
        image=f"{IN}{cover}" if not file.url and (cover := _cover(archive, *package)) else "",
    )
    number = 0
    for chapter in _chapters(archive, *package):
        text = "\n".join(chapter.parts)
        if chapter.kinds & _PASSED or _TITLES.fullmatch(chapter.label):
            yield Passed(file.within(chapter.name), "pages of a book that are no chapter")
            continue
        number += 1
        made = file.entry(
            chapter.name,
            text,
            replace(known, title=chapter.label or f"{title}, {number}", slug=_slug(title, chapter.label, number)),
        )
        yield _after(made, number)


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself."""

    title: str
    authors: tuple[str, ...]
    language: str
    """BCP 47 tag, empty where it says none."""
    summary: str
    cover: bytes
    """The cover's image as it is; empty where it has none."""


def about(body: bytes, source: str, limit: int) -> Book:
    """A book as a whole.

    Raises:
        SourceError: no book that can be read.
    """
    archive = opened(body, source, limit)
    package, folder = _package(archive)
    cover = _cover(archive, package, folder)
    return Book(
        title=_said(package, "title"),
        authors=tuple(dict.fromkeys(filter(None, map(words, package.iter("{*}creator"))))),
        language=_language(_said(package, "language")),
        summary=" ".join(re.sub(r"<[^>]*>", " ", _said(package, "description")).split()),
        cover=(archive.read(cover) or b"") if cover else b"",
    )


def _cover(archive: Archive, package: Any, folder: str) -> str:
    """The path of the cover's image: EPUB 3's, EPUB 2's, else one that is called so; empty where there is none."""
    images = {
        str(item.get("id")): item for item in package.iter("{*}item") if "image" in str(item.get("media-type") or "")
    }
    named = next((str(one.get("content")) for one in package.iter("{*}meta") if one.get("name") == "cover"), "")
    found = next((one for one in images.values() if "cover-image" in str(one.get("properties") or "").split()), None)
    if found is None:
        found = images.get(named)
    if found is None:
        found = next(
            (
                one
                for key, one in images.items()
                if "cover" in f"{key} {posixpath.basename(str(one.get('href')))}".lower()
            ),
            None,
        )
    path = _path(folder, found.get("href")) if found is not None else ""
    return path if path in archive.names else ""


def _after(document: Document, number: int) -> Document:
    """A chapter's time is the book's and a second for each chapter before it, so that feeds keep their order."""
    moment = document.modified
    return replace(document, modified=moment + timedelta(seconds=number) if moment else None)


def _slug(title: str, label: str, number: int) -> str:
    from slugify import slugify

    return str(slugify(f"{title[:60]} {label[:60] or number}"))


def _language(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) and text.lower() != "und" else ""


def _unlocked(archive: Archive) -> None:
    locked = archive.read("META-INF/encryption.xml")
    if locked is None:
        return
    root = tree(locked, None, archive.source)
    ways = {str(method.get("Algorithm")) for method in root.iter("{*}EncryptionMethod")}
    if ways - set(_FONTS):
        raise SourceError(f"{archive.source}: the book is locked (DRM); only books without a lock are read")


def _package(archive: Archive) -> tuple[Any, str]:
    """The root of the package document, and its folder.

    Raises:
        SourceError: there is none.
    """
    container = archive.read("META-INF/container.xml")
    where = ""
    if container is not None:
        rootfile = next(tree(container, None, archive.source).iter("{*}rootfile"), None)
        where = unquote(str(rootfile.get("full-path") or "")) if rootfile is not None else ""
    where = where or next((name for name in archive.names if name.endswith(".opf")), "")
    body = archive.read(where) if where else None
    if body is None:
        raise SourceError(f"{archive.source}: the book has no list of its files (OPF); it is broken")
    return _xml(body, archive.source), posixpath.dirname(where)


def _xml(body: bytes, source: str) -> Any:
    """XML of a book: its doctype, which old books have, names no entity that is needed."""
    return tree(re.sub(rb"<!DOCTYPE[^\[>]*>", b"", body, count=1), None, source)


def _chapters(archive: Archive, package: Any, folder: str) -> Iterator[_Chapter]:
    items = {item.get("id"): item for item in package.iter("{*}item")}
    guide = {
        _path(folder, ref.get("href")).partition("#")[0]: str(ref.get("type")) for ref in package.iter("{*}reference")
    }
    labels = _contents(archive, items, folder)
    open_chapter: _Chapter | None = None
    for ref in package.iter("{*}itemref"):
        item = items.get(ref.get("idref"))
        if item is None or ref.get("linear") == "no" or "nav" in str(item.get("properties") or "").split():
            continue
        path = _path(folder, item.get("href"))
        body = archive.read(path) if "html" in str(item.get("media-type")) else None
        if body is None:
            continue
        for found in _pieces(archive.source, path, body, labels, guide.get(path, "")):
            if found.label or not open_chapter:
                if open_chapter:
                    yield open_chapter
                open_chapter = found if found.label or _words(found) >= _LEAST else None
            else:
                open_chapter = replace(open_chapter, parts=(*open_chapter.parts, *found.parts))
    if open_chapter:
        yield open_chapter


def _words(chapter: _Chapter) -> int:
    return sum(len(re.sub(r"<[^>]*>|\s", "", part)) for part in chapter.parts)


def _pieces(source: str, path: str, body: bytes, labels: dict[str, str], guide: str) -> Iterator[_Chapter]:
    """A file's chapters; one without a label goes on with what was before it, unless the contents name nothing."""
    root = parsed(body, None, source)
    content = root.find("body")
    if content is None:
        return
    kinds = {*guide.lower().split("."), *_types(content)}
    anchors = {name.partition("#")[2]: label for name, label in labels.items() if name.partition("#")[0] == path}
    whole = anchors.pop("", "")
    if not labels:  # a book without contents: a file is a chapter
        heading = next((one for one in content.iter("h1", "h2", "h3")), None)
        whole = words(heading) or posixpath.basename(path)
    marked = {one.get("id"): one for one in content.iter() if one.get("id") in anchors}
    starts = [(marked[name], label, name) for name, label in anchors.items() if name in marked]
    if len(starts) + bool(whole) <= 1:
        label = whole or next(iter(anchors.values()), "")
        yield _Chapter(label, (_without(content, label),), path, frozenset(kinds))
        return
    yield from _split(content, starts, whole, path, frozenset(kinds))


def _types(content: Any) -> Iterator[str]:
    """`epub:type`s of the body and of what holds all of it."""
    one = content
    while one is not None:
        for name in ("epub:type", _TYPE, "type"):
            yield from str(one.get(name) or "").lower().split()
        children = [child for child in one if isinstance(child.tag, str)]
        one = children[0] if len(children) == 1 and not (one.text or "").strip() else None


def _split(
    content: Any, starts: Sequence[tuple[Any, str, str]], whole: str, path: str, kinds: frozenset[str]
) -> Iterator[_Chapter]:
    """A file cut before the elements that the contents name, at the first level below the body that has several."""
    level = content
    while len([child for child in level if isinstance(child.tag, str)]) == 1:
        level = next(child for child in level if isinstance(child.tag, str))
    first: dict[Any, tuple[str, str]] = {}
    for element, label, name in starts:
        top = element
        while top.getparent() is not None and top.getparent() is not level:
            top = top.getparent()
        first.setdefault(top, (label, name))
    label, name = whole, ""
    parts: list[Any] = []
    for child in list(level):
        if child in first:
            if parts:
                yield _Chapter(label, (_serialised(parts, label),), f"{path}#{name}" if name else path, kinds)
            parts, (label, name) = [], first[child]
        parts.append(child)
    if parts:
        yield _Chapter(label, (_serialised(parts, label),), f"{path}#{name}" if name else path, kinds)


def _serialised(parts: Sequence[Any], label: str) -> str:
    for part in parts:
        if part.tag in {"h1", "h2", "h3", "h4"} and _same(words(part), label):
            return serialised([one for one in parts if one is not part])
        _drop_heading(part, label)
    return serialised(parts)


def _without(content: Any, label: str) -> str:
    _drop_heading(content, label)
    return inside(content)


def _drop_heading(element: Any, label: str) -> None:
    """Take out the heading that is the chapter's title: it is said once."""
    for heading in list(element.iter("h1", "h2", "h3", "h4"))[:2]:
        if _same(words(heading), label) and heading.getparent() is not None:
            removed_text = heading
            for child in list(removed_text):
                removed_text.remove(child)
            removed_text.text = ""
            removed(heading)
            return


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).lower() == re.sub(r"\W", "", other).lower() != ""


def _contents(archive: Archive, items: dict[Any, Any], folder: str) -> dict[str, str]:
    """What the contents name, by path and anchor: EPUB 3's, else EPUB 2's."""
    for item in items.values():
        if "nav" in str(item.get("properties") or "").split():
            path = _path(folder, item.get("href"))
            body = archive.read(path)
            found = _nav(parsed(body, None, archive.source), posixpath.dirname(path)) if body else {}
            if found:
                return found
    for item in items.values():
        if item.get("media-type") == "application/x-dtbncx+xml":
            path = _path(folder, item.get("href"))
            body = archive.read(path)
            if body:
                points = _xml(body, archive.source).iter("{*}navPoint")
                return {
                    _path(posixpath.dirname(path), src.get("src")): words(point.find("{*}navLabel"))
                    for point in points
                    if (src := point.find("{*}content")) is not None
                }
    return {}


def _nav(root: Any, folder: str) -> dict[str, str]:
    for nav in root.iter("nav"):
        kinds = str(nav.get("epub:type") or nav.get(_TYPE) or nav.get("role") or "toc")
        if "toc" in kinds:
            return {_path(folder, link.get("href")): words(link) for link in nav.iter("a") if link.get("href")}
    return {}


def _said(package: Any, name: str) -> str:
    return words(next(package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"), None))


def _path(folder: str, href: Any) -> str:
    path, hash_, anchor = unquote(str(href or "")).partition("#")
    return posixpath.normpath(posixpath.join(folder, path)) + hash_ + anchor
