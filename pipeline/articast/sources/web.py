"""Pages, feeds and sitemaps → Documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.errors import SourceError
from articast.model import Known
from articast.plain import redacted, without_secrets
from articast.sources import feeds, files, sitemaps
from articast.sources.client import Answer, Client, FetchError
from articast.sources.kinds import MEDIA_TYPES, Kind, kind_of
from articast.sources.markup import inflated, moment
from articast.sources.values import Fetched, SourceFailure, Unchanged, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articast.sources.values import Memory

    Found = Fetched | Unchanged | SourceFailure

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

    def list_file(self, path: Path) -> Iterator[Found]:
        """Everything that a feed or sitemap in a file names."""
        try:
            body, _ = files.contents(path, self.client.options)
            yield from self.contents(str(path), Answer("", body, "", None, "", "", modified=True), 0)
        except SourceError as error:
            yield SourceFailure(str(path), error)
        except OSError as error:
            yield SourceFailure(str(path), SourceError(f"{path}: {files.why(error)}"))

    def contents(self, source: str, answer: Answer, depth: int) -> Iterator[Found]:
        """What an answer holds.

        Raises:
            SourceError: nothing that we read.
        """
        body = inflated(answer.body, self.client.options.max_bytes, source)
        answer = replace(answer, body=body)
        kind = kind_of(body, "" if body is not answer.body else answer.media_type, _path(answer.url))
        if kind == "feed":
            for entry in feeds.entries(body, answer.charset, answer.url):
                yield self._entry(entry, source)
        elif kind in {"sitemap", "addresses"}:
            yield from self._places(source, answer, kind, depth)
        else:
            yield _page(source, answer, kind, Known(), "")

    def _ask(self, url: str, visit: Visit | None) -> Answer:
        return self.client.get(url, visit.etag, visit.last_modified) if visit else self.client.get(url)

    def _entry(self, entry: feeds.Entry, feed: str) -> Found:
        """One entry: its content where the feed has it whole, else its page; neither where it has not changed."""
        source = entry.link or f"{feed} {entry.guid or entry.known.title}"
        try:
            url = self.client.introduce(entry.link) if entry.link else feed
            if entry.full:
                return _from_feed(entry, url if entry.link else "", feed)
            return self._linked(url, replace(entry.known, url=""), entry.digest)
        except SourceError as error:
            return SourceFailure(redacted(source), error)

    def _linked(self, url: str, known: Known, digest: str) -> Found:
        """A page that a feed or sitemap names; `digest` is of what that says, empty where it says nothing of changes.

        Raises:
            SourceError: it cannot be fetched, or is no article.
        """
        visit = self.memory.recall(url)
        if visit and digest and visit.digest == digest:
            return Unchanged(redacted(url), visit.seen)
        answer = self._ask(url, visit)
        if visit and not answer.modified:
            self.memory.remember(url, replace(visit, digest=digest))  # what was published is still what there is
            return Unchanged(redacted(url), visit.seen)
        kind = kind_of(answer.body, answer.media_type, _path(answer.url))
        return _page(url, answer, kind, known, digest)

    def _places(self, source: str, answer: Answer, kind: Kind, depth: int) -> Iterator[Found]:
        listed = (
            sitemaps.addresses(answer.body, answer.url)
            if kind == "addresses"
            else sitemaps.places(answer.body, answer.charset, answer.url)
        )
        for place in listed:
            url = place.url
            try:
                url = self.client.introduce(place.url)
                if not place.index:
                    yield self._linked(url, Known(), _digest(place.changed))
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
    )


def _page(source: str, answer: Answer, kind: Kind, known: Known, digest: str) -> Fetched:
    """The document of a page.

    Raises:
        SourceError: it is no article.
    """
    if kind not in MEDIA_TYPES:
        what = answer.media_type or "nothing that we know"
        raise SourceError(f"{source}: is {what}; articles are HTML, Markdown or plain text")
    visit = Visit(etag=answer.etag, last_modified=answer.last_modified, digest=digest, seen=source)
    return Fetched(
        source=redacted(source),
        id=source,
        body=answer.body,
        media_type=MEDIA_TYPES[kind],
        url=without_secrets(answer.url),
        charset=answer.charset,
        modified=moment(answer.last_modified),
        known=known,
        visits=((source, visit),) if answer.etag or answer.last_modified or digest else (),
    )


def _digest(changed: str) -> str:
    return sha256(changed.encode()).hexdigest() if changed else ""


def _path(url: str) -> str:
    return url.partition("?")[0]
