"""Audits what is published, as an app, a browser and a listener would find it: reads `output/`, believes nothing."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from articast.errors import ArticastError
from articast.keeping import Store
from articast.model import FRAME_SECONDS
from articast.plain import web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articast.settings import Settings

_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"
_SELF = "{http://www.w3.org/2005/Atom}link"
_XML = etree.XMLParser(resolve_entities=False, no_network=True)
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "audio": "src", "source": "src", "track": "src"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    path: str
    """Of the file that is wrong, under the output."""
    fault: str

    def as_json(self) -> dict[str, str]:
        """For machines."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.path}: {self.fault}"


def as_published(settings: Settings) -> Settings:
    """The settings; where nobody set a base URL with that which the feeds in the output name, else as they are.

    Who published with `--base-url` and leaves it out of a later command must not find the feeds of the world naming
    this machine.
    """
    if "base_url" in settings.model_fields_set:
        return settings
    output = Store(settings.output_url)
    try:
        feeds = sorted(path for path in output.sizes() if path.endswith("/feed.xml"))
    except (OSError, ArticastError):  # whatever is wrong there, writing will say it
        return settings
    for path in feeds:
        try:
            links = (link for _, link in etree.iterparse(BytesIO(output.read(path)), tag=_SELF, resolve_entities=False))
            return settings.model_copy(update={"base_url": _base(links, path)})
        except (etree.XMLSyntaxError, ValueError):
            continue
    return settings


def _base(links: Iterable[etree._Element], path: str) -> str:
    """The base URL that a feed's link to itself names.

    Raises:
        ValueError: it has no such link.
    """
    for link in links:
        href = str(link.get("href", ""))
        if link.get("rel") == "self" and href.endswith(f"/{path}"):
            return href.removesuffix(path)
    raise ValueError("no link to itself")


def check(settings: Settings) -> list[Fault]:
    """All faults of the output; empty when all is well. What mends most of them is `articast publish`.

    An MP3 is read whole, one at a time.
    """
    output = Store(settings.output_url)
    sizes = output.sizes()
    if not any(path.endswith("/feed.xml") for path in sizes):
        return [Fault(settings.output_url, "nothing is published here; run `articast publish`")]
    faults = [Fault(path, "a file that was never finished") for path in sizes if path.endswith(".part")]
    for path in sorted(sizes):
        if path.rpartition("/")[2].startswith(("feed", "archive")) and path.endswith(".xml"):
            faults += _feed(output, path, sizes, settings.base_url if "base_url" in settings.model_fields_set else "")
        elif path.endswith("/episode.json"):
            faults += _episode(output, path, sizes)
        elif path.endswith(".html"):
            faults += _page(output, path, sizes)
    return faults


def _feed(output: Store, path: str, sizes: dict[str, int], wanted: str) -> Iterator[Fault]:
    """Faults of a feed; `wanted` is the base URL that the configuration sets, empty where it sets none."""
    try:
        feed = etree.fromstring(output.read(path), _XML)
        channel = feed.find("channel")
    except etree.XMLSyntaxError as error:
        yield Fault(path, f"is no XML: {error}")
        return
    if channel is None:
        yield Fault(path, "has no channel")
        return
    try:
        base_url = _base(feed.iter(_SELF), path)
    except ValueError:
        yield Fault(path, "has no link to itself")
        base_url = wanted
    if wanted and base_url != web(wanted):
        yield Fault(path, f"says that it is at {base_url}, the configuration says {wanted}: publish again")
    seen: set[str] = set()
    for item in channel.iter("item"):
        guid, title = item.findtext("guid") or "", item.findtext("title") or ""
        if not guid or guid in seen:
            yield Fault(path, f"«{title}»: {'the guid of another item' if guid else 'no guid'}")
        seen.add(guid)
        yield from (Fault(path, f"«{title}»: {fault}") for fault in _item(item, sizes, base_url))
    image = channel.find(f"{_ITUNES}image")
    if image is None or _inside(image.get("href", ""), base_url) not in sizes:
        yield Fault(path, "its cover art is missing")


def _item(item: etree._Element, sizes: dict[str, int], base_url: str) -> Iterator[str]:
    enclosure = item.find("enclosure")
    if enclosure is None:
        yield "no enclosure"
        return
    audio = _inside(enclosure.get("url", ""), base_url)
    if audio not in sizes:
        yield f"its audio {enclosure.get('url')} is not there"
    elif str(sizes[audio]) != enclosure.get("length"):
        yield f"says {enclosure.get('length')} bytes, its audio has {sizes[audio]}"
    for companion in (*item.iter(f"{_PODCAST}transcript"), *item.iter(f"{_PODCAST}chapters")):
        if _inside(companion.get("url", ""), base_url) not in sizes:
            yield f"{companion.get('url')} is not there"
    image = item.find(f"{_ITUNES}image")
    if image is not None and _inside(image.get("href", ""), base_url) not in sizes:
        yield f"its cover art {image.get('href')} is not there"
    for other in item.iter(f"{_PODCAST}alternateEnclosure"):
        for source in other.iter(f"{_PODCAST}source"):
            size = sizes.get(_inside(source.get("uri", ""), base_url))
            if size is None:
                yield f"its other audio {source.get('uri')} is not there"
            elif str(size) != other.get("length"):
                yield f"says {other.get('length')} bytes, its other audio {source.get('uri')} has {size}"


def _episode(output: Store, path: str, sizes: dict[str, int]) -> Iterator[Fault]:
    folder = path.rpartition("/")[0]
    try:
        told: dict[str, Any] = json.loads(output.read(path))
        audio = f"{folder}/{told['files']['audio']}"
        sentences, seconds, size = told["sentences"], float(told["seconds"]), told["bytes"]
    except (ValueError, KeyError, TypeError) as error:
        yield Fault(path, f"cannot be read: {error!r}")
        return
    if audio not in sizes:
        yield Fault(path, f"its audio {audio} is not there")
        return
    if size != sizes[audio]:
        yield Fault(path, f"says {size} bytes, {audio} has {sizes[audio]}")
    yield from (Fault(audio, fault) for fault in _audio(output.read(audio), seconds))
    times = [(sentence["start"], sentence["end"]) for sentence in sentences]
    in_order = all(start < end for start, end in times) and all(
        end <= start + 0.001 for (_, end), (start, _) in pairwise(times)
    )
    if not times or not in_order or times[-1][1] > seconds + FRAME_SECONDS:
        yield Fault(path, "the times of its sentences are not in order, or beyond its end")
    for name in ("transcript.vtt", "transcript.srt", "transcript.json", "chapters.json", "index.html"):
        if f"{folder}/{name}" not in sizes:
            yield Fault(f"{folder}/{name}", "is not there")


def _audio(content: bytes, seconds: float) -> Iterator[str]:
    from mutagen.id3 import ID3, ID3NoHeaderError
    from mutagen.mp3 import MP3, HeaderNotFoundError

    try:
        tag = ID3(BytesIO(content))
        yield from (f"its tag has no {name}" for name in ("TIT2", "TALB", "TLAN", "APIC") if not tag.getall(name))
        length = float(getattr(MP3(BytesIO(content)).info, "length", 0.0))
    except (ID3NoHeaderError, HeaderNotFoundError) as error:
        yield f"is no tagged MP3: {error}"
        return
    start = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    count, fault = frames(content, start)
    if fault:
        yield fault
    for name, heard in (("its frames", count * FRAME_SECONDS), ("its head", length)):
        if abs(heard - seconds) > FRAME_SECONDS + 0.001:
            yield f"{name} say {heard:.3f} s, the page says {seconds:.3f} s"


def frames(content: bytes, start: int) -> tuple[int, str]:
    """How many MP3 frames there are from `start` to the end, and the first fault, empty where there is none.

    Checks that all are of one bitrate, 48 kHz, mono, end to end, and that none is a Xing, Info or VBRI header.
    """
    count, at, first = 0, start, b""
    while at + 4 <= len(content):
        head = content[at : at + 4]
        if not first:
            first = head
        if head[:2] != first[:2] or (head[2] ^ first[2]) & 0xFC or head[3] >> 6 != first[3] >> 6:
            return count, f"no frame like the others at byte {at} ({count * FRAME_SECONDS:.3f} s)"
        rate = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)[head[2] >> 4]
        if not rate or struct.unpack(">H", head[:2])[0] & 0xFFFE != 0xFFFA:
            return count, f"no MPEG-1 Layer III frame at byte {at}"
        if any(content[at + offset : at + offset + 4] in {b"Xing", b"Info", b"VBRI"} for offset in (13, 21, 36)):
            return count, f"a {content[at + 21 : at + 25]!r} header inside, at byte {at}: players misjudge its length"
        at += 3 * rate
        count += 1
    return count, "" if at == len(content) and count else f"ends in the middle of a frame, at byte {len(content)}"


class _Links(HTMLParser):
    """Collects what a page points at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note its link."""
        value = dict(attrs).get(_LINKS.get(tag, ""))
        if value:
            self.found.append(value)


def _page(output: Store, path: str, sizes: dict[str, int]) -> Iterator[Fault]:
    links = _Links()
    links.feed(output.read(path).decode("utf-8", "replace"))
    for link in dict.fromkeys(links.found):
        try:
            parts = urlsplit(link)
        except ValueError:
            yield Fault(path, f"points at {link}, which is no address")
            continue
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = unquote(urlsplit(urljoin(f"http://here/{path}", parts.path)).path).lstrip("/")
        if (target or "index.html") not in sizes and f"{target.rstrip('/')}/index.html".lstrip("/") not in sizes:
            yield Fault(path, f"points at {link}, which is not there")


def _inside(url: str, base_url: str) -> str:
    """The path under the output that a URL of ours names; the URL itself where it is none of ours."""
    return unquote(url.removeprefix(base_url)) if url.startswith(base_url) else url
