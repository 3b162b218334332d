"""A feed: its form, and what it says of its show, against what directories and apps ask for (see docs/check.md)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from articast import plain
from articast.commands.check import covers
from articast.commands.check.fault import Fault
from articast.commands.check.site import content_of
from articast.errors import ConfigurationError
from articast.publishing import feed as publishing_feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from articast.commands.check.site import Site

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
PSC = "{http://podlove.org/simple-chapters}"
PREFIXES = {
    "itunes": ITUNES[1:-1],
    "podcast": PODCAST[1:-1],
    "atom": ATOM[1:-1],
    "content": CONTENT[1:-1],
    "fh": "http://purl.org/syndication/history/1.0",
    "psc": PSC[1:-1],
}
"""Exactly these: AntennaPod looks at prefix and address."""

TITLE, DESCRIPTION = 255, 4000
"""Bytes: Apple's limits."""

MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[A-Za-z0-9-]{2,}")
RULE = re.compile(
    r"(?:RRULE:)?FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*", re.IGNORECASE
)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_RFC_2822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


@dataclass(frozen=True)
class Item:
    """One item."""

    element: etree._Element
    base_url: str

    @cached_property
    def guid(self) -> str:
        """Its GUID."""
        return (self.element.findtext("guid") or "").strip()

    @cached_property
    def title(self) -> str:
        """Its title."""
        return self.element.findtext("title") or ""

    @cached_property
    def audio(self) -> str:
        """Path of its audio under the output; the URL itself where it is none of ours; empty where there is none."""
        enclosure = self.element.find("enclosure")
        return behind(enclosure.get("url", ""), self.base_url) if enclosure is not None else ""

    @property
    def folder(self) -> str:
        """Of its episode."""
        return self.audio.rpartition("/")[0]

    @cached_property
    def date(self) -> datetime | None:
        """When it was published, None where it does not say."""
        return date_of(self.element.findtext("pubDate") or "")[0]


@dataclass(frozen=True)
class Feed:
    """A feed as it lies there."""

    path: str
    channel: etree._Element | None = None
    base_url: str = ""
    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    @property
    def folder(self) -> str:
        """`<lang>`, `shows/<name>`, or a private show's of one subscriber."""
        return self.path.rpartition("/")[0]

    @property
    def language(self) -> str:
        """`<lang>` of its folder; empty where it is no language's show."""
        return "" if "/" in self.folder else self.folder

    @property
    def private(self) -> bool:
        """It is one subscriber's alone."""
        return self.folder.count("/") > 1

    @property
    def whole(self) -> bool:
        """It is the show's own feed, no page of older episodes."""
        return self.path.endswith("/feed.xml")

    @property
    def lasting(self) -> bool:
        """It is the show's own feed or a page of it, not the short one for those who ask often."""
        return self.whole or "/archive-" in self.path

    @property
    def guid(self) -> str:
        """Its `podcast:guid`."""
        return (self.channel.findtext(f"{PODCAST}guid") or "").strip() if self.channel is not None else ""


def read(site: Site, path: str, wanted: str) -> Feed:
    """Parse a feed; `wanted` is the base URL that the configuration sets, empty where it sets none."""
    content = content_of(site, path)
    if content is None:
        return Feed(path, faults=(Fault(path, "unreadable", "cannot be read"),))
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Feed(path, faults=(Fault(path, "feed-xml", f"is no XML: {error}"),))
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return Feed(path, faults=(Fault(path, "feed-xml", "has no channel, or several, or is no RSS 2.0"),))
    faults = list(_form(path, content, root))
    try:
        base_url = base_of(root.iter(f"{ATOM}link"), path)
    except ValueError:
        faults.append(Fault(path, "feed-self", "has no link to itself"))
        base_url = plain.web(wanted) if wanted else ""
    if wanted and path.endswith("/feed.xml") and base_url != plain.web(wanted):
        faults.append(
            Fault(path, "feed-moved", f"says that it is at {base_url}, the configuration says {wanted}: publish again")
        )
    items = tuple(Item(item, base_url) for item in channels[0].iter("item"))
    return Feed(path, channels[0], base_url, items, tuple(faults))


def base_of(links: Iterable[etree._Element], path: str) -> str:
    """The base URL that a feed's link to itself names.

    Raises:
        ValueError: it has no such link.
    """
    for link in links:
        href = str(link.get("href", ""))
        if link.get("rel") == "self" and href.endswith(f"/{path}"):
            return href.removesuffix(path)
    raise ValueError("no link to itself")


def inside(url: str, base_url: str) -> str:
    """The path under the output that a URL of ours names; the URL itself where it is none of ours."""
    return unquote(url.removeprefix(base_url)) if base_url and url.startswith(base_url) else url


def behind(url: str, base_url: str) -> str:
    """As `inside`; of an address that a counting service stands before (`https://op3.dev/e/…`), too."""
    counted = base_url.partition("://")[2]
    if counted and not url.startswith(base_url) and (at := url.find(f"/{counted}")) > len("https://"):
        return unquote(url[at + 1 + len(counted) :])
    return inside(url, base_url)


def is_web(url: str) -> bool:
    """Whether it is an address of the web, plain ASCII and without a user or password in it."""
    try:
        parts = urlsplit(url)
        return (
            bool(parts.hostname)
            and parts.scheme in {"http", "https"}
            and "@" not in parts.netloc
            and url.isascii()
            and not re.search(r"[\s<>\"\\^`{|}]", url)
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False


def date_of(text: str) -> tuple[datetime | None, str]:
    """A date of RFC 2822 with weekday and numeric zone; None and what is wrong with it where it is none."""
    if not text:
        return None, "no date"
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None, f"{text!r} is no date of RFC 2822"
    if not _RFC_2822.fullmatch(text) or found.tzinfo is None:
        return (found if found.tzinfo else None), f"{text!r} is no date of RFC 2822 with a numeric zone"
    if _DAYS[found.weekday()] != text[:3]:
        return found, f"{text!r} is a {_DAYS[found.weekday()]}"
    return found, ""


def _form(path: str, content: bytes, root: etree._Element) -> Iterator[Fault]:
    head = content[:200].split(b"?>")[0].lower()
    try:
        content.decode("utf-8")
        right = head.startswith(b"<?xml") and (b"utf-8" in head)
    except UnicodeDecodeError:
        right = False
    if not right:
        yield Fault(path, "feed-encoding", "is not in UTF-8, or does not say so, or begins with a mark")
    for prefix, address in root.nsmap.items():
        if prefix in PREFIXES and address != PREFIXES[prefix]:
            yield Fault(path, "feed-namespace", f"{prefix} is {address}, apps look for {PREFIXES[prefix]}")
        elif prefix not in PREFIXES and address in PREFIXES.values():
            yield Fault(path, "feed-namespace", f"{address} has the prefix {prefix}, apps look for another")
    for needed in ("itunes", "podcast", "atom"):
        if needed not in root.nsmap:
            yield Fault(path, "feed-namespace", f"{needed} is not declared")
    if root.getroottree().docinfo.doctype:
        yield Fault(path, "feed-xml", "has a document type, which a feed has not")


def faults(site: Site, feed: Feed, now: datetime, disclosed: bool) -> Iterator[Fault]:
    """Of what a feed says of its show, and of the order of its items.

    Args:
        site: where it lies.
        feed: it.
        now: nothing is dated later.
        disclosed: its episodes say that their voice is synthetic.
    """
    channel, path = feed.channel, feed.path
    if channel is None:
        return
    yield from (Fault(path, kind, said) for kind, said in _channel(channel, feed, now))
    if disclosed and not any(
        one.get("purpose") == "ai-content" and one.text == "true" for one in channel.findall(f"{PODCAST}txt")
    ):
        yield Fault(path, "feed-disclosure", "does not say that the voice is synthetic")
    yield from _cover(site, feed, channel)
    dates = [item.date for item in feed.items if item.date]
    if any(one < other for one, other in pairwise(dates)):
        yield Fault(path, "feed-order", "its newest episodes do not come first")
    yield from _pages(site, feed, channel)
    link = channel.findtext("link") or ""
    target = inside(link, feed.base_url)
    if not is_web(link):
        yield Fault(path, "feed-link", f"its link {link!r} is no address of the web")
    elif target != link and f"{target}index.html" not in site.sizes:
        yield Fault(path, "feed-link", f"its link {link} is not there")


def _channel(channel: etree._Element, feed: Feed, now: datetime) -> Iterator[tuple[str, str]]:
    def said(name: str) -> str:
        return (channel.findtext(name) or "").strip()

    for name, limit in (("title", TITLE), ("description", DESCRIPTION)):
        if not said(name) or plain.size(said(name)) > limit:
            yield f"feed-{name}", f"its {name} is missing, or over {limit} bytes"
    language = said("language")
    own = feed.language.partition("-")[0] or language.lower().partition("-")[0]
    if not _TAG.fullmatch(language) or language.lower().partition("-")[0] != own:
        yield "feed-language", f"its language is {language!r}, its folder {feed.language}"
    named = channel.findall(f"{ITUNES}category")
    try:
        first = [one.get("text", "") for one in named[:1]]
        publishing_feed.check_category([*first, *(sub.get("text", "") for one in named[:1] for sub in one)])
    except ConfigurationError as error:
        yield "feed-category", str(error).partition("; known")[0]
    for name, known in (
        (f"{ITUNES}explicit", ("true", "false")),
        (f"{ITUNES}type", ("episodic", "serial")),
        (f"{PODCAST}locked", ("yes", "no", "")),
        (f"{PODCAST}medium", ("podcast", "")),
    ):
        if said(name) not in known:
            what = name.partition("}")[2]
            yield f"feed-{what}", f"{what} is {said(name)!r}, not {' or '.join(filter(None, known))}"
    if not said(f"{ITUNES}author"):
        yield "feed-author", "has no author"
    yield from _identity(channel, feed)
    moment, wrong = date_of(said("lastBuildDate"))
    if wrong and (said("lastBuildDate") or feed.items):
        yield "feed-date", f"lastBuildDate: {wrong}"
    if moment and moment > now:
        yield "feed-date", f"lastBuildDate {said('lastBuildDate')} is in the future"
    yield from _addresses(channel)


def _identity(channel: etree._Element, feed: Feed) -> Iterator[tuple[str, str]]:
    guids = [(one.text or "").strip() for one in channel.findall(f"{PODCAST}guid")]
    try:
        right = len(guids) == 1 and str(uuid.UUID(guids[0])) == guids[0].lower()
    except ValueError:
        right = False
    if not right:
        yield "feed-guid", f"its podcast:guid is {', '.join(guids) or 'missing'}, not one UUID"
    mails = [one.text or "" for one in channel.iter(f"{ITUNES}email")]
    mails += [one.get("owner", "") for one in channel.findall(f"{PODCAST}locked") if one.get("owner") is not None]
    for mail in mails:
        if not MAIL.fullmatch(mail.strip()):
            yield "feed-owner", f"{mail!r} is no e-mail address"
    for link in channel.findall(f"{ATOM}link"):
        if link.get("rel") == "self" and link.get("type") != "application/rss+xml":
            yield "feed-self", f"its link to itself is of type {link.get('type')}"
    selves = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(selves) > 1:
        yield "feed-self", "has several links to itself"
    if feed.base_url and not is_web(feed.base_url):
        yield "feed-self", f"says that it is at {feed.base_url}, which is no plain address of the web"


def _addresses(channel: etree._Element) -> Iterator[tuple[str, str]]:
    urls = [link.get("href", "") for link in channel.findall(f"{ATOM}link") if link.get("rel") != "self"]
    urls += [one.get("url", "") for one in channel.findall(f"{PODCAST}funding")]
    urls += [one.get("url", "") for one in channel.findall(f"{PODCAST}license") if one.get("url") is not None]
    urls += [one.text or "" for one in channel.findall(f"{ITUNES}new-feed-url")]
    for url in urls:
        if not is_web(url):
            yield (
                ("credentials", "has an address with a user or password")
                if "@" in url
                else (
                    "feed-hub",
                    f"{url!r} is no address of the web",
                )
            )
    for often in channel.findall(f"{PODCAST}updateFrequency"):
        if often.get("rrule") is not None and not RULE.fullmatch(often.get("rrule", "")):
            yield "feed-frequency", f"{often.get('rrule')!r} is no rule such as FREQ=WEEKLY"


def _cover(site: Site, feed: Feed, channel: etree._Element) -> Iterator[Fault]:
    images = [one.get("href", "") for one in channel.findall(f"{ITUNES}image")]
    others = [one.findtext("url") or "" for one in channel.findall("image")]
    if len(images) != 1 or inside(images[0], feed.base_url) not in site.sizes:
        yield Fault(feed.path, "feed-cover", "its cover art is missing")
    if others and others != images[:1]:
        yield Fault(feed.path, "feed-cover", "names two covers that differ")
    for image in images[:1]:
        path = inside(image, feed.base_url)
        if not path.lower().endswith((".jpg", ".jpeg", ".png")):
            yield Fault(feed.path, "feed-cover", f"its cover art {image} does not end in .jpg or .png")
        content = content_of(site, path)
        if content is not None and feed.whole:
            yield from covers.faults(path, content)


def _pages(site: Site, feed: Feed, channel: etree._Element) -> Iterator[Fault]:
    for link in channel.findall(f"{ATOM}link"):
        if link.get("rel") in {"next", "prev-archive", "next-archive", "current", "first", "last", "previous", "prev"}:
            path = inside(link.get("href", ""), feed.base_url)
            if path not in site.sizes:
                yield Fault(feed.path, "feed-page", f"its page {link.get('href')} is not there")
