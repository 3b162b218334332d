"""An item: its form, what apps ask of it, and that it says what its episode's own file says."""

from __future__ import annotations

import base64
import itertools
import re
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from articast import plain
from articast.commands.check import covers
from articast.commands.check.fault import Fault
from articast.commands.check.feeds import CONTENT, DESCRIPTION, ITUNES, PODCAST, PSC, TITLE, date_of, inside, is_web
from articast.commands.check.site import content_of
from articast.commands.check.told import STEP, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from articast.commands.check.feeds import Feed, Item
    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode

_TYPES = {"vtt": "text/vtt", "srt": "application/x-subrip", "json": "application/json", "html": "text/html"}
_KINDS = ("full", "trailer", "bonus")
_NUMBERED = ("episode", "season", "episodeType")
"""A number is one episode's of its kind in its season."""
_FORBIDDEN = re.compile(
    r"<\s*(?:script|style|iframe|object|embed|form|img|link|meta|svg|video|audio)\b|<[^>]*\s(?:on\w+\s*=|href=.javascript:)",
    re.IGNORECASE,
)

ALIKE = 600
"""Seconds by which the lengths of two items of one title on one day may differ for AntennaPod to take them for one."""


def faults(site: Site, feed: Feed, told: Mapping[str, Episode], now: datetime) -> Iterator[Fault]:
    """Of every item of a feed, and of items that apps take for one another.

    Args:
        site: where all lies.
        feed: it.
        told: what the episodes' own files say, by folder.
        now: nothing is dated later.
    """
    serial = feed.channel is not None and feed.channel.findtext(f"{ITUNES}type") == "serial"
    seen: dict[str, set[str]] = defaultdict(set)
    for item in feed.items:
        name = f"«{item.title}»"
        for kind, said in _item(site, item, serial, now):
            yield Fault(feed.path, kind, f"{name}: {said}")
        if episode := told.get(item.folder):
            for kind, said in _against(item, episode):
                yield Fault(feed.path, kind, f"{name}: {said}")
        number, season, part = (item.element.findtext(f"{ITUNES}{tag}") or "" for tag in _NUMBERED)
        for kind, value, said in (
            ("item-guid-twice", item.guid, "the guid of another item"),
            ("item-audio-twice", item.audio, "the audio of another item"),
            ("item-number", number and f"{season}/{number}/{part}", f"its number {number} is another item's"),
        ):
            if value and value in seen[kind]:
                yield Fault(feed.path, kind, f"{name}: {said}")
            seen[kind].add(value)
    yield from _alike(feed) if feed.lasting else ()


def _item(site: Site, item: Item, serial: bool, now: datetime) -> Iterator[tuple[str, str]]:
    element = item.element
    if not item.title.strip() or plain.size(item.title) > TITLE:
        yield "item-title", f"no title, or over {TITLE} bytes"
    guid = element.find("guid")
    if not item.guid or guid is None:
        yield "item-guid", "no guid"
    elif guid.get("isPermaLink", "true") != "false" and not is_web(item.guid):
        yield "item-guid", "its guid is said to be an address, and is none"
    yield from _enclosure(site, item)
    yield from _dates(element, now)
    yield from _texts(site, item)
    seconds = (element.findtext(f"{ITUNES}duration") or "").strip()
    if not re.fullmatch(r"[1-9]\d*", seconds):
        yield "item-duration", f"its duration is {seconds!r}, not whole seconds"
    explicit, kind = element.findtext(f"{ITUNES}explicit"), element.findtext(f"{ITUNES}episodeType")
    if explicit not in {"true", "false"}:
        yield "item-explicit", f"explicit is {explicit!r}, not true or false"
    if kind not in _KINDS:
        yield "item-kind", f"episodeType is {kind!r}, not {', '.join(_KINDS)}"
    number = element.findtext(f"{ITUNES}episode")
    if (number is not None or (serial and kind == "full")) and not re.fullmatch(r"[1-9]\d*", number or ""):
        yield "item-number", f"its number is {number!r}"
    yield from _companions(site, item)


def _enclosure(site: Site, item: Item) -> Iterator[tuple[str, str]]:
    found = item.element.findall("enclosure")
    if len(found) != 1:
        yield (
            "item-enclosure",
            "no enclosure" if not found else f"{len(found)} enclosures: apps take the first or the last",
        )
    for enclosure in found[:1]:
        url, length = enclosure.get("url", ""), enclosure.get("length")
        size = site.sizes.get(item.audio)
        if size is None:
            yield "item-audio", f"its audio {url} is not there"
        elif str(size) != length:
            yield "item-length", f"says {length} bytes, its audio has {size}"
        if enclosure.get("type") != "audio/mpeg":
            yield "item-type", f"its audio is said to be {enclosure.get('type')}"
        if not is_web(url) or not url.lower().endswith(".mp3") or item.audio == url:
            yield (
                "item-address",
                f"its audio's address {url} is elsewhere than the feed, or no plain one ending in .mp3",
            )


def _dates(element: _Element, now: datetime) -> Iterator[tuple[str, str]]:
    found = element.findall("pubDate")
    moment, wrong = date_of((found[0].text or "") if len(found) == 1 else "")
    if wrong:
        yield "item-date", wrong
    if moment and moment > now:
        yield "item-future", f"its date {found[0].text} is in the future: apps drop it"


def _texts(site: Site, item: Item) -> Iterator[tuple[str, str]]:
    element = item.element
    link = element.findtext("link") or ""
    target = inside(link, item.base_url)
    if not is_web(link):
        yield "item-link", f"its link {link!r} is no address of the web"
    elif target != link and f"{target}index.html" not in site.sizes:
        yield "item-link", f"its link {link} is not there"
    described, content = element.findtext("description") or "", element.findtext(f"{CONTENT}encoded")
    if not described.strip() or plain.size(described) > DESCRIPTION:
        yield "item-description", f"no description, or over {DESCRIPTION} bytes"
    if content is not None and not content.strip():
        yield "item-description", "its show notes are empty"
    for text in filter(None, (described, content)):
        if match := _FORBIDDEN.search(text):
            yield "item-markup", f"markup in its show notes that apps do not take: {match[0][:40]}"
    image = element.find(f"{ITUNES}image")
    if image is not None:
        path = inside(image.get("href", ""), item.base_url)
        if path not in site.sizes:
            yield "item-cover", f"its cover art {image.get('href')} is not there"
        elif content_ := content_of(site, path):
            yield from (
                (fault.kind, f"its cover {fault.path} {fault.fault}") for fault in covers.faults(path, content_)
            )


def _companions(site: Site, item: Item) -> Iterator[tuple[str, str]]:
    element = item.element
    transcripts = element.findall(f"{PODCAST}transcript")
    if not transcripts:
        yield "item-transcript", "no transcript"
    for one in transcripts:
        url = one.get("url", "")
        path = inside(url, item.base_url)
        if path not in site.sizes:
            yield "item-transcript", f"{url} is not there"
        if one.get("type") != _TYPES.get(path.rpartition(".")[2], ""):
            yield "item-transcript", f"{url} is said to be {one.get('type')}"
        if path.rpartition("/")[0] not in {item.folder, ""}:
            yield "item-transcript", f"{url} is another episode's"
    for one in element.findall(f"{PODCAST}chapters"):
        if inside(one.get("url", ""), item.base_url) not in site.sizes:
            yield "item-chapters", f"{one.get('url')} is not there"
        if one.get("type") != "application/json+chapters":
            yield "item-chapters", f"its chapters are said to be {one.get('type')}"
    for other in element.iter(f"{PODCAST}alternateEnclosure"):
        yield from _other(site, item, other)


def _other(site: Site, item: Item, other: _Element) -> Iterator[tuple[str, str]]:
    sources = list(other.iter(f"{PODCAST}source"))
    if not sources or not (other.get("type") or "").startswith(("audio/", "video/")):
        yield "item-other-audio", "its other audio has no address, or no type"
    for source in sources:
        path = inside(source.get("uri", ""), item.base_url)
        size = site.sizes.get(path)
        if size is None:
            yield "item-other-audio", f"its other audio {source.get('uri')} is not there"
        elif str(size) != other.get("length"):
            yield (
                "item-other-audio",
                f"says {other.get('length')} bytes, its other audio {source.get('uri')} has {size}",
            )
        for integrity in other.findall(f"{PODCAST}integrity"):
            content = content_of(site, path)
            digest = base64.b64encode(sha256(content).digest()).decode() if content is not None else ""
            if content is not None and integrity.get("value") != f"sha256-{digest}":
                yield "item-other-audio", f"its other audio {source.get('uri')} has another digest"


def _against(item: Item, told: Episode) -> Iterator[tuple[str, str]]:
    """What the item says otherwise than the episode's own file."""
    element = item.element
    if item.guid and item.guid != told.guid:
        yield "item-guid", f"its guid is {item.guid}, its episode's {told.guid}"
    if item.title and item.title != plain.cut(plain.line(told.title) or told.slug, TITLE):
        yield "item-differs", f"its episode is called «{told.title}»"
    if item.audio != told.audio:
        yield "item-differs", f"its audio is {item.audio}, its episode's {told.audio}"
    seconds = element.findtext(f"{ITUNES}duration") or ""
    if seconds.isdigit() and int(seconds) != max(1, round(told.seconds)):
        yield "item-duration", f"says {seconds} s, its episode has {told.seconds:.1f} s"
    if (
        item.date
        and item.date != told.published
        and not (told.published > told.modified and item.date >= told.modified)
    ):
        yield "item-date", f"says {item.date.isoformat()}, its episode {told.published.isoformat()}"
    link = element.findtext("link") or ""
    if is_web(link) and link != plain.web(str(told.urls.get("article"))):
        yield "item-link", f"its link is {link}, its episode's {told.urls.get('article')}"
    for one in element.findall(f"{PODCAST}transcript"):
        if (one.get("language") or told.language).lower() != told.language.lower():
            yield "item-transcript", f"{one.get('url')} is said to be in {one.get('language')}"
    persons = [one.text or "" for one in element.findall(f"{PODCAST}person") if one.get("role", "author") == "author"]
    if persons and squeezed("".join(persons)) != squeezed("".join(plain.line(one)[:128] for one in told.authors)):
        yield "item-differs", f"its authors are {', '.join(persons)}, its episode's {', '.join(told.authors)}"
    if told.disclosure and not any(one.get("purpose") == "ai-content" for one in element.findall(f"{PODCAST}txt")):
        yield "feed-disclosure", "does not say that the voice is synthetic"
    if told.outline and element.find(f"{PODCAST}chapters") is None:
        yield "item-chapters", "names no chapters, its episode has some"
    rows = [(_clock(one.get("start", "")), one.get("title", "")) for one in element.iter(f"{PSC}chapter")]
    if rows and not _same(rows, told.outline):
        yield "item-chapters", "its chapters differ from its episode's"


def _same(rows: list[tuple[float, str]], outline: tuple[tuple[float, str], ...]) -> bool:
    return len(rows) == len(outline) and all(
        abs(at - start) <= STEP and squeezed(title) == squeezed(name)
        for (at, title), (start, name) in zip(rows, outline, strict=True)
    )


def _clock(text: str) -> float:
    try:
        hours, minutes, seconds = (float(part) for part in text.split(":"))
    except ValueError:
        return -1.0
    return hours * 3600 + minutes * 60 + seconds


def _alike(feed: Feed) -> Iterator[Fault]:
    """Items that AntennaPod takes for one: title and day the same, lengths near each other."""
    found: dict[tuple[str, Any], list[Item]] = defaultdict(list)
    for item in feed.items:
        if item.date and item.title.strip():
            found[item.title.strip().casefold(), item.date.date()].append(item)
    for (_, day), items in found.items():
        lengths = sorted(int(one.element.findtext(f"{ITUNES}duration") or 0) for one in items if _numbered(one))
        if len({one.guid for one in items}) > 1 and any(b - a < ALIKE for a, b in itertools.pairwise(lengths)):
            yield Fault(
                feed.path,
                "item-alike",
                f"{len(items)} items «{items[0].title}» on {day:%d %B %Y}: AntennaPod shows only one of them",
            )


def _numbered(item: Item) -> bool:
    return (item.element.findtext(f"{ITUNES}duration") or "").strip().isdigit()
