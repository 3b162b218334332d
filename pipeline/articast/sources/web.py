"""Pages, feeds and sitemaps → Documents."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Document, Known
from articast.plain import redacted, without_secrets
from articast.sources import archives, feeds, files, formats, jsonfeed, sitemaps
from articast.sources.client import Answer, Client, FetchError
from articast.sources.folders import excluded, within
from articast.sources.formats import File
from articast.sources.kinds import MEDIA_TYPES, Kind, kind_of
from articast.sources.markup import inflated, moment
from articast.sources.timing import in_time
from articast.sources.values import Fetched, Passed, SourceFailure, Unchanged, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articast.sources.values import Memory

    Found = Document | Unchanged | SourceFailure | Passed

_DEPTH = 3
"""How deep indexes of sitemaps are followed; the protocol has one level."""


@dataclass(frozen=True, slots=True)
class Web:
    """What reads addresses."""

    client: Client
    memory: Memory

    def read(self, name: str) -> Iterator[Found]:
        """Everything that an address stands for: a page, or all pages of a feed or sitemap."""
        url = name
        try:
            url = self.client.introduce(name)
            visit = self.memory.recall(url)
            answer = self._ask(url, visit)
            if not answer.modified and visit:
                yield Unchanged(redacted(url), visit.seen)
                return
            yield from self.contents(url, answer, 0)
        except FetchError as error:
            yield SourceFailure(redacted(url), error)
        except SourceError as error:
            yield SourceFailure(redacted(url), error)

    def list_file(self, path: Path, base: Path) -> Iterator[Found]:
        """Everything that a file names or holds: a feed, a sitemap, an export."""
        try:
            file = files.given(path, self.client.options, base)
            answer = Answer("", file.body, "", None, "", "", modified=True)
            yield from self.contents(str(path), answer, 0, file)
        except SourceError as error:
            yield SourceFailure(str(path), error)
        except OSError as error:
            yield SourceFailure(str(path), SourceError(f"{path}: {files.why(error)}"))

    def contents(self, source: str, answer: Answer, depth: int, file: File | None = None) -> Iterator[Found]:
        """What an answer holds, or a file that is no answer.

        Raises:
            SourceError: nothing that we read.
        """
        body = inflated(answer.body, self.client.options.max_bytes, source)
        seconds = self.client.options.seconds
        kind = kind_of(body, "" if body is not answer.body else answer.media_type, _path(answer.url))
        answer = replace(answer, body=body)
        given = replace(file, body=body) if file else self._file(source, answer)
        if formats.find(given):
            yield from self._pages(given, answer, Known(), "")
        elif jsonfeed.is_one(body):
            for entry in in_time(jsonfeed.entries(body, answer.charset, answer.url or source), seconds, source):
                yield from self._entry(entry, source)
        elif kind == "feed":
            for entry in in_time(feeds.entries(body, answer.charset, answer.url or source), seconds, source):
                yield from self._entry(entry, source)
        elif kind in {"sitemap", "addresses"}:
            yield from self._places(source, answer, kind, depth)
        elif file:
            yield files.page(given)
        else:
            yield from self._pages(given, answer, Known(), "")

    def _file(self, source: str, answer: Answer) -> File:
        """An answer as formats take it."""
        return File(
            source=redacted(source),
            id=source,
            body=answer.body,
            limit=self.client.options.max_bytes,
            seconds=self.client.options.seconds,
            modified=moment(answer.last_modified),
            url=without_secrets(answer.url),
            charset=answer.charset,
        )

    def _pages(self, file: File, answer: Answer, known: Known, digest: str) -> Iterator[Found]:
        """The articles of a page, or of what an address leads to instead of one.

        Raises:
            SourceError: it is no article.
        """
        one = formats.find(file)
        if one is None and not file.body.startswith(archives.START):
            kind = kind_of(answer.body, answer.media_type, _path(answer.url))
            yield _page(file.id, answer, kind, known, digest)
            return
        found = list(
            in_time(one.read(file), file.seconds, file.source) if one else within(file, self.client.options, 0)
        )
        visits = _visits(file.id, answer, digest) if len(found) == 1 else ()
        for made in found:
            yield _fetched(made, known, visits) if isinstance(made, Document) else made

    def _ask(self, url: str, visit: Visit | None) -> Answer:
        return self.client.get(url, visit.etag, visit.last_modified) if visit else self.client.get(url)

    def _entry(self, entry: feeds.Entry, feed: str) -> Iterator[Found]:
        """One entry: its content where the feed has it whole, else its page; neither where it has not changed."""
        source = entry.link or f"{feed} {entry.guid or entry.known.title}"
        try:
            url = self.client.introduce(entry.link) if entry.link else feed
            if excluded(url, self.client.options):
                return
            if entry.full:
                yield _from_feed(entry, url if entry.link else "", feed)
            else:
                yield from self._linked(url, replace(entry.known, url=""), entry.digest)
        except SourceError as error:
            yield SourceFailure(redacted(source), error)

    def _linked(self, url: str, known: Known, digest: str) -> Iterator[Found]:
        """A page that a feed or sitemap names; `digest` is of what that says, empty where it says nothing of changes.

        Raises:
            SourceError: it cannot be fetched, or is no article.
        """
        visit = self.memory.recall(url)
        if visit and digest and visit.digest == digest:
            yield Unchanged(redacted(url), visit.seen)
            return
        answer = self._ask(url, visit)
        if visit and not answer.modified:
            self.memory.remember(url, replace(visit, digest=digest))  # what was published is still what there is
            yield Unchanged(redacted(url), visit.seen)
            return
        for found in self._pages(self._file(url, answer), answer, known, digest):
            yield replace(found, listed=True) if isinstance(found, Document) else found

    def _places(self, source: str, answer: Answer, kind: Kind, depth: int) -> Iterator[Found]:
        listed = (
            sitemaps.addresses(answer.body, answer.url)
            if kind == "addresses"
            else sitemaps.places(answer.body, answer.charset, answer.url or source)
        )
        for place in in_time(listed, self.client.options.seconds, source):
            url = place.url
            try:
                url = self.client.introduce(place.url)
                if excluded(url, self.client.options):
                    continue
                if not place.index:
                    yield from self._linked(url, Known(), _digest(place.changed))
                elif depth < _DEPTH:
                    yield from self.contents(url, self.client.get(url), depth + 1)
                else:
                    yield SourceFailure(redacted(url), SourceError(f"{url}: sitemaps of {source} are nested too deep"))
            except SourceError as error:
                yield SourceFailure(redacted(url), error)


def _from_feed(entry: feeds.Entry, url: str, feed: str) -> Fetched:
    """The document of an entry that is whole in its feed."""
    identity = entry.known.url or entry.guid or f"{feed}#{entry.digest[:16]}"
    return Fetched(
        source=redacted(url or identity),
        id=identity,
        body=entry.page().encode(),
        media_type=MEDIA_TYPES["html"],
        url=without_secrets(url or feed),
        charset="utf-8",
        modified=entry.known.modified,
        known=entry.known,
        listed=True,
    )


def _page(source: str, answer: Answer, kind: Kind, known: Known, digest: str) -> Fetched:
    """The document of a page.

    Raises:
        SourceError: it is no article.
    """
    if kind not in MEDIA_TYPES:
        what = answer.media_type or "nothing that we know"
        raise SourceError(f"{source}: is {what}; {files.readable()}")
    return Fetched(
        source=redacted(source),
        id=source,
        body=answer.body,
        media_type=MEDIA_TYPES[kind],
        url=without_secrets(answer.url),
        charset=answer.charset,
        modified=moment(answer.last_modified),
        known=known,
        visits=_visits(source, answer, digest),
    )


def _visits(source: str, answer: Answer, digest: str) -> tuple[tuple[str, Visit], ...]:
    """What is to be remembered of a page once it is published."""
    visit = Visit(etag=answer.etag, last_modified=answer.last_modified, digest=digest, seen=source)
    return ((source, visit),) if answer.url and (answer.etag or answer.last_modified or digest) else ()


def _fetched(made: Document, known: Known, visits: tuple[tuple[str, Visit], ...]) -> Fetched:
    """A format's document with what a feed says of it, and the visit that it came by."""
    values = {one.name: getattr(made, one.name) for one in fields(Document)}
    said = {one.name: getattr(known, one.name) or getattr(made.known, one.name) for one in fields(Known)}
    visits = tuple((url, replace(visit, seen=made.id)) for url, visit in visits)
    return Fetched(**{**values, "known": Known(**said)}, visits=visits)


def _digest(changed: str) -> str:
    return sha256(changed.encode()).hexdigest() if changed else ""


def _path(url: str) -> str:
    return url.partition("?")[0]
