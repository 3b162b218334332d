"""Files, folders, archives and globs → articles, in name order, each as it is asked for."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Document
from articast.sources import archives, files, formats, passing
from articast.sources.archives import IN
from articast.sources.formats import File
from articast.sources.kinds import MEDIA_TYPES, SUFFIXES, is_draft, kind_of
from articast.sources.timing import in_time
from articast.sources.values import Passed, SourceFailure, Unchanged, Visit, Visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from articast.sources.formats import Format, Found
    from articast.sources.values import Memory, Options

_DEPTH = 3
"""Archives within archives that are read; Notion's export has one."""
_GLOB = re.compile(r"[*?]|\[[^\]]+\]")
_PLAIN = tuple(SUFFIXES)
"""Endings of files that are one article each, for all that their folder tells."""
_DATA = frozenset({".xml", ".json", ".csv"})
"""Endings of what is an export rarely, and something else mostly."""
_EXPORT = re.compile(
    rb'wordpress\.org/export/|\A[\xef\xbb\xbf\s]*+\{\s*+"(?:db|meta|data)"|\A[^\n]{0,200}?post_id[^\n]{0,300}?is_published'
)
_FEED = re.compile(rb"\A[\xef\xbb\xbf\s]*\{.{0,400}jsonfeed\.org", re.DOTALL)


def named(name: str, options: Options, base: Path, memory: Memory) -> Iterator[Found | Unchanged]:
    """Articles of what a publisher named: a file, a folder, an archive, a glob, or `-`.

    A page or text in a folder that has not been touched since it was published is not read again.
    """
    try:
        if name == "-":
            yield from _everything(files.standard_input(options), options)
        elif is_glob(name):
            yield from _matching(name, options, base)
        elif Path(name).is_dir():
            folder = Path(name)
            yield from _folder(folder, options, base, memory, frozenset(), site=passing.is_site(folder))
        else:
            yield from _alone(files.given(Path(name), options, base), options)
    except SourceError as error:
        yield SourceFailure(name, error)
    except OSError as error:
        yield SourceFailure(name, SourceError(f"{name}: {files.why(error)}"))


def _alone(file: File, options: Options) -> Iterator[Found]:
    """A file that was named: if it is a draft, that is a failure."""
    for found in _everything(file, options):
        if isinstance(found, Passed) and found.source == file.source:
            why = f"{file.source}: says that it is a draft; take that out to publish it"
            yield SourceFailure(
                file.source, SourceError(why if found.why == "drafts" else f"{file.source}: {found.why}")
            )
        else:
            yield found


def is_glob(name: str) -> bool:
    """Whether a name stands for several files, and is none itself."""
    return _GLOB.search(name) is not None and not os.path.lexists(name)


def _matching(pattern: str, options: Options, base: Path) -> Iterator[Found]:
    """Articles of the files that a glob names, in order; `**` is any number of folders.

    Raises:
        SourceError: it names none.
    """
    parts = Path(pattern).parts
    first = next(at for at, part in enumerate(parts) if _GLOB.search(part))
    found = sorted(path for path in Path(*parts[:first]).glob(str(Path(*parts[first:]))) if not path.is_dir())
    hidden = {path for path in found if any(part.startswith(".") for part in path.parts[first:])}
    if not found:
        raise SourceError(f"{pattern}: no file has such a name")
    for path in found:
        if path not in hidden and not path.name.endswith(files.EDITS) and not _ours(path, options):
            yield from _entry(path, options, base, why="", named=True)


def excluded(identity: str, options: Options) -> bool:
    """Whether the publisher passes an article's id (a path, a URL) over."""
    return any(_pattern(glob).fullmatch(identity) for glob in options.exclude)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    """A glob as an expression: `**/` is any number of folders, `*` and `?` stop at a slash; a folder is all in it."""
    made = ""
    for part in re.findall(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", glob.removeprefix("./").rstrip("/"), re.DOTALL):
        if part == "**/":
            made += "(?:.*/)?"
        elif part == "**":
            made += ".*"
        elif part in {"*", "?"}:
            made += "[^/]*" if part == "*" else "[^/]"
        elif len(part) > 1:
            inside = part[1:-1].replace("\\", "\\\\")
            made += "[" + ("^" + inside[1:] if inside.startswith("!") else inside) + "]"
        else:
            made += re.escape(part)
    return re.compile(f"{made}(?:/.*)?", re.DOTALL)


def _folder(
    path: Path, options: Options, base: Path, memory: Memory, above: frozenset[str], *, site: bool
) -> Iterator[Found | Unchanged]:
    """Articles of a folder in name order, folders where their names come; links that lead back up are passed over."""
    here = os.path.realpath(path)
    ours = {os.path.realpath(one) for one in options.ours}
    if here in above or here in ours:
        return
    with os.scandir(path) as entries:
        listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    index = _index([entry.name for entry in listed], lambda name: files.given(path / name, options, base))
    if index:
        yield from _read(*index)
        return
    names = {entry.name for entry in listed}
    pages = any(name.lower().endswith(files.PAGES) for name in names)
    edited = any(name.lower().endswith(files.EDITS) for name in names)
    for entry in listed:
        inside = path / entry.name
        if entry.name.endswith(files.EDITS) or (options.exclude and excluded(files.id_of(inside, base), options)):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError as error:  # a link to itself
            yield SourceFailure(entry.path, SourceError(f"{entry.path}: {files.why(error)}"))
            continue
        if not is_folder:
            why = passing.of_name(entry.name, site=site, beside_pages=pages, twins=names)
            real = os.path.realpath(inside) if entry.is_symlink() else os.path.join(here, entry.name)  # noqa: PTH118
            if real not in ours:
                home = site and not above and entry.name == "index.html"
                if why or home or not entry.name.endswith(_PLAIN):
                    yield from _entry(inside, options, base, why, home=home)
                else:
                    yield from _remembered(inside, options, base, memory, edited=edited)
        elif why := passing.of_folder(entry.name):
            yield Passed(entry.path, why)
        else:
            try:
                yield from _folder(inside, options, base, memory, above | {here}, site=site)
            except OSError as error:
                yield SourceFailure(entry.path, SourceError(f"{entry.path}: {files.why(error)}"))


def _remembered(
    path: Path, options: Options, base: Path, memory: Memory, *, edited: bool
) -> Iterator[Found | Unchanged]:
    """A page or text of a folder; not read where it was not touched since it was published."""
    try:
        stamp, identity = files.stamp(path, options, edited=edited), files.id_of(path, base)
    except OSError:
        stamp, identity = "", ""
    if stamp and (visit := memory.recall(identity)) and visit.stamp == stamp:
        yield Unchanged(str(path), visit.seen)
        return
    for found in _entry(path, options, base, ""):
        if stamp and isinstance(found, Document) and found.id == identity:
            values = {one.name: getattr(found, one.name) for one in fields(found)}
            yield Visited(**values, visits=((identity, Visit(seen=identity, stamp=stamp)),))
        else:
            yield found


def _ours(path: Path, options: Options) -> bool:
    return bool(options.ours) and path.resolve() in {ours.resolve() for ours in options.ours}


def _entry(
    path: Path, options: Options, base: Path, why: str, *, home: bool = False, named: bool = False
) -> Iterator[Found]:
    """What a file of a folder gives; nothing where it is of no kind that we read."""
    suffix = path.suffix.lower()
    try:
        if options.exclude and excluded(files.id_of(path, base), options):
            return
        if suffix in _DATA and not named:
            start = files.beginning(path)
            if kind_of(start, "", path.name) in {"feed", "sitemap"} or _FEED.match(start):
                why = why or ("" if _EXPORT.search(start) else "feeds and sitemaps")
            elif not _EXPORT.search(start):
                return
        if why:
            yield Passed(str(path), why)
        elif suffix in SUFFIXES or suffix in formats.suffixes() or suffix == ".zip" or named:
            file = files.given(path, options, base, listed=True)
            if suffix in _DATA and not named and not formats.find(file):
                return
            for found in _everything(file, options):
                what = passing.of_home(found) if home and isinstance(found, Document) else ""
                yield Passed(found.source, what) if what else found
    except SourceError as error:
        yield SourceFailure(str(path), error)
    except OSError as error:
        yield SourceFailure(str(path), SourceError(f"{path}: {files.why(error)}"))


def _everything(file: File, options: Options) -> Iterator[Found]:
    """All articles of a file.

    Raises:
        SourceError: it is of no kind that we read.
    """
    one = formats.find(file)
    if one:
        yield from _read(one, file)
    elif file.name.endswith(".zip") or (file.source == "-" and file.body.startswith(archives.START)):
        yield from within(file, options, 0)
    else:
        found = files.page(file)
        draft = found.media_type == MEDIA_TYPES["markdown"] and not options.drafts and is_draft(found.body)
        yield Passed(file.source, "drafts") if draft else found


def _read(one: Format, file: File) -> Iterator[Found]:
    """What a format finds in a file, as far as it comes."""
    try:
        yield from in_time(one.read(file), file.seconds, file.source)
    except SourceError as error:
        yield SourceFailure(file.source, error)


def _index(names: Sequence[str], given: Callable[[str], File]) -> tuple[Format, File] | None:
    """The format that reads a folder as a whole, and the file that says so."""
    for one in formats.every():
        name = getattr(one, "INDEX", "")
        if name and name in names:
            file = given(name)
            if one.sniff(file):
                return one, file
    return None


def within(file: File, options: Options, depth: int) -> Iterator[Found]:
    """Articles of an archive, as of a folder.

    Raises:
        SourceError: it is broken, locked, or no honest one.
    """
    archive = archives.opened(file.body, file.source, file.limit)

    def given(name: str) -> File:
        folder = posixpath.dirname(name)
        return File(
            source=file.within(name),
            id=f"{file.id}{IN}{name}",
            body=archive.read(name) or b"",
            limit=file.limit,
            seconds=file.seconds,
            modified=file.modified,
            listed=True,
            beside=lambda other: archive.read(posixpath.normpath(posixpath.join(folder, other))),
        )

    folders: dict[str, list[str]] = {}
    for name in archive.names:
        folders.setdefault(posixpath.dirname(name), []).append(posixpath.basename(name))
    indexed: list[str] = []
    for folder, names in folders.items():
        found = _index(names, lambda name, folder=folder: given(posixpath.join(folder, name)))  # type: ignore[misc]
        if found:
            indexed.append(f"{folder}/" if folder else "")
            yield from _read(*found)
    for name in archive.names:
        if not name.startswith(tuple(indexed) or "\0"):
            yield from _member(name, given, options, depth)


def _member(name: str, given: Callable[[str], File], options: Options, depth: int) -> Iterator[Found]:
    """What a file of an archive gives; nothing where it is of no kind that we read."""
    *folders, own = name.split("/")
    suffix = posixpath.splitext(own)[1].lower()
    if any(part.startswith(".") for part in (*folders, own)):
        return
    try:
        why = next(filter(None, map(passing.of_folder, folders)), "") or passing.of_name(own)
        if why:
            yield Passed(name, why)
        elif suffix in SUFFIXES or suffix in formats.suffixes() or suffix == ".zip":
            file = given(name)
            if options.exclude and excluded(file.id, options):
                return
            if suffix == ".zip":
                yield from within(file, options, depth + 1) if depth < _DEPTH else ()
            elif suffix not in _DATA or formats.find(file):
                yield from _everything(file, options)
    except SourceError as error:
        yield SourceFailure(name, error)
