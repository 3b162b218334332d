"""What is published as the world gets it: over HTTP, from the home page and the feeds on, every file that one names.

Edge. Only files under the address are asked for, with HEAD first, as apps do it; nothing else is.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from articast.commands.check.fault import Fault
from articast.commands.check.feeds import behind
from articast.errors import SourceError
from articast.publishing import edition, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    import httpx

SECONDS = 30.0
"""Longest wait for an answer's next bytes."""

MOST = 2**30
"""Bytes of one file: 36 hours of speech. What sends more is no episode."""

AT_ONCE = 8
"""Requests at a time: what a browser does."""

_TYPES = {
    ".xml": ("application/rss+xml", "application/xml", "text/xml"),
    ".mp3": ("audio/mpeg",),
    ".vtt": ("text/vtt",),
    ".srt": ("application/x-subrip", "application/srt", "text/plain", "text/srt"),
    ".json": ("application/json", "application/json+chapters", "application/json+oembed"),
    ".html": ("text/html",),
    ".js": ("text/javascript", "application/javascript"),
    ".css": ("text/css",),
    ".jpg": ("image/jpeg",),
    ".svg": ("image/svg+xml",),
    ".opus": ("audio/ogg", "audio/opus"),
}
_SHARED = ("transcript.vtt", "transcript.srt", "transcript.json", "chapters.json", "episode.json")
"""Fetched by players on other pages: they need leave to read them (CORS)."""


@dataclass
class Served:
    """A site behind an address."""

    name: str
    """Where the output is: ends in a slash."""
    client: httpx.Client
    sizes: dict[str, int] = field(default_factory=dict)
    sent: list[Fault] = field(default_factory=list)
    """What is wrong with how each file is sent."""
    listed: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            OSError: it cannot be had.
        """
        import httpx

        content = bytearray()
        try:
            with self.client.stream("GET", self.address(path)) as answer:
                answer.raise_for_status()
                for chunk in answer.iter_bytes():
                    content += chunk
                    if len(content) > MOST:
                        raise OSError(f"{path} is over {MOST} bytes")
        except httpx.HTTPError as error:
            raise OSError(str(error)) from error
        return bytes(content)

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with how files are sent: a server sends all of a kind alike, so one of each stands for all."""
        told: dict[tuple[str, str], list[Fault]] = {}
        for fault in sorted(self.sent, key=lambda fault: fault.path):
            told.setdefault((fault.kind, fault.path.rpartition(".")[2]), []).append(fault)
        return [
            Fault(first.path, first.kind, f"{first.fault}{f' (and {len(others)} more)' if others else ''}")
            for first, *others in told.values()
        ]

    def address(self, path: str) -> str:
        """Of a file: a page by its folder, as links have it."""
        asked = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        return self.name + quote(asked, safe="/-._~")


def visited(url: str) -> Served:
    """Find all that is published under an address, by what its feeds and pages name.

    Args:
        url: of the output, or of one of its feeds.

    Raises:
        SourceError: nobody answers there.
    """
    import httpx

    from articast.commands.check.feeds import base_of

    client = httpx.Client(timeout=SECONDS, follow_redirects=True, headers={"user-agent": "articast-check"})
    base = url
    if urlsplit(url).path.endswith(".xml"):
        try:
            root = etree.fromstring(client.get(url).raise_for_status().content, etree.XMLParser(resolve_entities=False))
            said = base_of(root.iter("{http://www.w3.org/2005/Atom}link"), "/".join(urlsplit(url).path.split("/")[-2:]))
            base = url.rpartition("/")[0].rpartition("/")[0] + "/" if not url.startswith(said) else said
        except (httpx.HTTPError, httpx.InvalidURL, etree.XMLSyntaxError, ValueError) as error:
            client.close()
            raise SourceError(f"{url} cannot be read: {error}") from error
    found = Served(base if base.endswith("/") else f"{base}/", client)
    try:
        client.get(found.name)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        client.close()
        raise SourceError(f"{url} cannot be read: {str(error) or type(error).__name__}") from error
    _crawl(found)
    return found


def _crawl(found: Served) -> None:
    """From the home page to shows, feeds, items, and all that lies beside an episode."""
    seen: set[str] = set()
    waiting = {"index.html", "sitemap.xml", *(path for path, _ in pages.assets())}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while waiting:
            seen |= waiting
            for path, size, faults in threads.map(lambda path: _asked(found, path), sorted(waiting)):
                found.sent += faults
                if size is not None:
                    found.sizes[path] = size
            there = sorted(path for path in waiting if path in found.sizes)
            waiting = {
                path for named in threads.map(lambda path: set(_named(found, path)), there) for path in named
            } - seen


def _asked(found: Served, path: str) -> tuple[str, int | None, list[Fault]]:
    """(path, bytes or None where it is not there, what is wrong with how it is sent)."""
    import httpx

    faults: list[Fault] = []
    suffix = "." + path.rpartition(".")[2]
    try:
        answer = found.client.head(found.address(path), headers={"accept-encoding": "identity"})
        if answer.status_code in {403, 405, 501}:
            got = found.client.get(found.address(path), headers={"range": "bytes=0-0"})
            if got.is_success:
                faults.append(Fault(path, "server-head", f"does not answer HEAD ({answer.status_code}), as Apple asks"))
                answer = got
        if not answer.is_success:
            return path, None, faults
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if suffix in _TYPES and kind not in _TYPES[suffix]:
            faults.append(Fault(path, "server-type", f"is sent as {kind or 'nothing'}, not as {_TYPES[suffix][0]}"))
        if path.endswith(_SHARED) and answer.headers.get("access-control-allow-origin") != "*":
            faults.append(Fault(path, "server-cors", "may not be read by players on other sites"))
        if suffix == ".mp3":
            part = found.client.get(found.address(path), headers={"range": "bytes=0-1"})
            if part.status_code != httpx.codes.PARTIAL_CONTENT or len(part.content) != 2:
                faults.append(Fault(path, "server-range", f"is not sent in parts (answer {part.status_code})"))
        length = answer.headers.get("content-length", "")
        return path, int(length) if length.isdigit() else len(found.read(path)), faults
    except (httpx.HTTPError, OSError):
        return path, None, faults


def _named(found: Served, path: str) -> Iterator[str]:
    """The paths under the output that a page or feed names."""
    if path.endswith((".html", ".xml")):
        try:
            content = found.read(path)
        except OSError:
            return
        yield from _of_feed(found, path, content) if path.endswith(".xml") else _of_page(path, content)
        show = re.fullmatch(r"([^/]+|shows/[^/]+)/index\.html", path)
        if show:
            yield from (f"{show[1]}/feed.xml", f"{show[1]}/latest.json")


def _of_page(path: str, content: bytes) -> Iterator[str]:
    try:
        page = lxml_html.document_fromstring(content)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for element in page.iter("a", "link", "img"):
        target = urljoin(f"http://here.invalid/{path}", element.get("href") or element.get("src") or "")
        parts = urlsplit(target)
        if parts.hostname == "here.invalid" and parts.path != "/":
            inner = unquote(parts.path).strip("/")
            yield f"{inner}/index.html" if parts.path.endswith("/") else inner


def _of_feed(found: Served, path: str, content: bytes) -> Iterator[str]:
    from articast.commands.check.feeds import base_of

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
        base_url = base_of(root.iter("{http://www.w3.org/2005/Atom}link"), path)
    except (etree.XMLSyntaxError, ValueError):
        base_url, root = found.name, None
    if root is None or root.tag != "rss":
        return
    for element in root.iter():
        for name in ("url", "href", "uri"):
            value = element.get(name) if isinstance(element.tag, str) else None
            if value and (target := behind(value, base_url)) != value and re.search(r"\.\w+$", target):
                yield target
                if element.tag == "enclosure":
                    folder = target.rpartition("/")[0]
                    yield from (f"{folder}/{companion}" for companion in edition.COMPANIONS)
