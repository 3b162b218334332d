"""Files held against one another: feeds and episodes, indexes, search, sitemap, translations, assets."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import Counter, defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree

from articast.commands.check.fault import Fault
from articast.commands.check.feeds import behind, inside, is_web
from articast.commands.check.pages import linked, target_of
from articast.commands.check.site import content_of
from articast.commands.check.told import MOST_TOLD
from articast.publishing import pages

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping, Sequence

    from articast.commands.check.feeds import Feed
    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode

_MOST = 50 * 1024 * 1024
"""Bytes of a sitemap that search engines take, unpacked."""
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_INDEX = re.compile(r"([a-z0-9-]+|shows/[a-z0-9-]+)/(page-\d+/)?index\.html")
_NAMED = re.compile(r"-([0-9a-f]{8})\.mp3$")
"""By what is heard of it, when it was first put there; earlier versions: by the whole file."""
_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def faults(site: Site, feeds: Sequence[Feed], told: Mapping[str, Episode], base_url: str) -> Iterator[Fault]:
    """Of all that says the same in several files."""
    whole = {feed.folder: feed for feed in feeds if feed.whole and feed.channel is not None}
    named: dict[str, set[str]] = defaultdict(set)
    for feed in feeds:
        if feed.lasting:
            named[feed.folder] |= {item.folder for item in feed.items if item.folder}
    every = set().union(*named.values())
    for folder in sorted(every):
        if folder.count("/") == 1 and f"{folder}/episode.json" not in site.sizes:
            yield Fault(f"{folder}/episode.json", "companion", "is not there, and a feed names its episode")
    for folder in sorted(told.keys() - every):
        lacks = folder.partition("/")[0] in whole
        kind, said = ("feed-lacks", "is in no feed") if lacks else ("orphan", "its language has no feed")
        yield Fault(f"{folder}/", kind, f"an episode that {said}; publish it again, or withdraw it")
    public = {folder: feed for folder, feed in whole.items() if not feed.private}
    yield from _shows(feeds, whole)
    yield from _indexes(site, public, named, every, base_url)
    yield from _searches(site, public, named)
    open_to_all = {folder for show in public for folder in named[show]}
    shown = {folder: one for folder, one in told.items() if folder in open_to_all}
    if site.listed:
        yield from _index(site, shown)
    yield from _addresses(site, shown, told)
    yield from _sitemap(site, shown, whole, base_url)
    yield from _outline(site, base_url)
    yield from _translations(told)
    yield from _twice(told)
    for path, content in pages.assets():
        there = content_of(site, path)
        if there is None or (len(there) < len(content) // 2 or there.strip() == b""):
            yield Fault(path, "asset", "is not there, or cut: pages need it")


def _outline(site: Site, base_url: str) -> Iterator[Fault]:
    """The list of feeds for those who take all of them."""
    path = "feeds.opml"
    content = content_of(site, path)
    if content is None:
        return
    try:
        root = etree.fromstring(content, _XML)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Fault(path, "opml-form", f"is no XML: {error}")
        return
    urls = [one.get("xmlUrl", "") for one in root.iter("outline") if one.get("xmlUrl") is not None]
    if root.tag != "opml" or not urls:
        yield Fault(path, "opml-form", "is no OPML, or lists no feed")
    for url in urls:
        if site.listed and inside(url, base_url) not in site.sizes:  # over the web, one show may be all that is asked
            yield Fault(path, "opml-form", f"lists {url}, which is not there")


def _shows(feeds: Sequence[Feed], whole: Mapping[str, Feed]) -> Iterator[Fault]:
    shared = Counter(feed.guid for feed in whole.values() if feed.guid and not feed.private)
    for feed in whole.values():
        if shared[feed.guid] > 1 and not feed.private:
            yield Fault(feed.path, "feed-guid-shared", f"its podcast:guid {feed.guid} is another show's, too")
    for feed in feeds:
        own = whole.get(feed.folder)
        if own and not feed.whole and feed.guid and feed.guid != own.guid:
            yield Fault(feed.path, "feed-page", f"its podcast:guid is not that of {own.path}")
        if own and not feed.whole and feed.base_url != own.base_url:
            yield Fault(feed.path, "feed-page", f"says that it is at {feed.base_url}, {own.path} at {own.base_url}")


def _indexes(
    site: Site, public: Mapping[str, Feed], named: Mapping[str, set[str]], every: set[str], base_url: str
) -> Iterator[Fault]:
    shown: dict[str, set[str]] = defaultdict(set)
    for path in site.sizes:
        if found := _INDEX.fullmatch(path):
            shown[found[1]] |= linked(site, path, base_url)
    for folder in public:
        home = f"{folder}/index.html"
        if home not in site.sizes:
            yield Fault(home, "index-lacks", "is not there")
            continue
        for episode in sorted(named[folder] - shown[folder])[:MOST_TOLD]:
            yield Fault(home, "index-lacks", f"{episode} is on no page of it")
    if public:
        if "index.html" not in site.sizes:
            yield Fault("index.html", "home-lacks", "is not there")
        else:
            there = linked(site, "index.html", base_url)
            for folder, feed in sorted(public.items()):
                if feed.items and folder not in there and feed.path not in there:
                    yield Fault("index.html", "home-lacks", f"the show {folder} is not on it")
    for path in sorted(site.sizes):
        if _INDEX.fullmatch(path) or path == "index.html":
            for target in sorted(linked(site, path, base_url)):
                if f"{target}/episode.json" in site.sizes and target not in every:
                    yield Fault(path, "index-names", f"names {target}, which is in no feed")


def _searches(site: Site, public: Mapping[str, Feed], named: Mapping[str, set[str]]) -> Iterator[Fault]:
    for folder in sorted(public):
        path = f"{folder}/search.json"
        found, wrong = _rows(site, path) if folder.startswith("shows/") else (named[folder], "")
        if wrong or found != named[folder]:
            yield Fault(path, "search-form", wrong or "has other episodes than the feed")
        path = f"{folder}/latest.json"
        latest, wrong = _rows(site, path)
        if path in site.sizes and (wrong or not latest <= named[folder] or (named[folder] and not latest)):
            yield Fault(path, "search-form", wrong or "has other episodes than the feed")


def _index(site: Site, shown: Collection[str]) -> Iterator[Fault]:
    """The index of all texts: its files can be read, and it leads to every episode and nowhere else."""
    found: set[str] = set()
    paths = {path for path in site.sizes if path.startswith("search/") and path.endswith(".json")}
    for path in sorted(paths | ({"search/index.json"} if shown else set())):
        try:
            read = json.loads(content_of(site, path) or b"null")
            if not isinstance(read, dict):
                yield Fault(path, "search-form", "is not there, or no part of the search index")
            elif path.startswith("search/rows/"):
                found |= {str(row[1]).strip("/") for row in read.values()}
        except (ValueError, TypeError, IndexError, KeyError) as error:
            yield Fault(path, "search-form", f"cannot be read: {error!r}")
    for folder in sorted(found.symmetric_difference(shown))[:MOST_TOLD]:
        yield Fault("search/", "search-form", f"{'does not lead' if folder in shown else 'leads'} to {folder}")


def _rows(site: Site, path: str) -> tuple[set[str], str]:
    """Folders of the episodes that a list has, and what is wrong with it."""
    content = content_of(site, path)
    if content is None:
        return set(), "is not there"
    try:
        rows = [row[1] for row in json.loads(content) if row[0].strip()]
        return {target for link in rows if (target := target_of(link, path, ""))}, ""
    except (ValueError, TypeError, IndexError, AttributeError, KeyError) as error:
        return set(), f"is no list of episodes: {error!r}"


def _addresses(site: Site, shown: Mapping[str, Episode], told: Mapping[str, Episode]) -> Iterator[Fault]:
    """The way from a page's address to its episode."""
    found: dict[str, str] = {}
    for path in sorted(path for path in site.sizes if path.startswith("by-address/") and path.endswith(".json")):
        try:
            rows = {str(name): str(page) for name, page in json.loads(content_of(site, path) or b"").items() if name}
        except (ValueError, AttributeError, TypeError) as error:
            yield Fault(path, "address-form", f"is no list of addresses: {error!r}")
            continue
        found |= rows
        for name, page in rows.items():
            if page.strip("/") not in told:
                yield Fault(path, "address-form", f"{name} leads to {page}, which is not published")
    if found:
        pages_found = {page.strip("/") for page in found.values()}
        urls = {str(episode.urls.get("article")) for folder, episode in told.items() if folder in pages_found}
        for folder, episode in sorted(shown.items()):
            url = str(episode.urls.get("article"))
            if url != episode.urls.get("page") and folder not in pages_found and url not in urls:
                yield Fault("by-address/", "address-form", f"no address leads to {folder}")


def _sitemap(site: Site, told: Mapping[str, Episode], whole: Mapping[str, Feed], base_url: str) -> Iterator[Fault]:
    path = "sitemap.xml"
    content = content_of(site, path)
    if content is None:
        if whole:
            yield Fault(path, "sitemap-form", "is not there")
        return
    try:
        root = etree.fromstring(content, _XML)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Fault(path, "sitemap-form", f"is no XML: {error}")
        return
    if root.tag not in {f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"}:
        yield Fault(path, "sitemap-form", "is no sitemap")
        return
    found = [(path, root)]
    if root.tag == f"{_SITEMAP}sitemapindex":
        found = yield from _parts(site, root, base_url)
    listed: set[str] = set()
    for where, one in found:
        urls = [(its.text or "").strip() for its in one.iter(f"{_SITEMAP}loc")]
        listed.update(inside(url, base_url).rstrip("/") for url in urls)
        urls += [its.get("href", "") for its in one.iter("{http://www.w3.org/1999/xhtml}link")]
        for url in urls:
            target = inside(url, base_url)
            if not is_web(url) or not base_url or target == url or not _there(site, target):
                yield Fault(where, "sitemap-form", f"names {url}, which is not there")
    for folder, episode in sorted(told.items()):
        if episode.urls.get("article") == episode.urls.get("page") and folder not in listed:
            yield Fault(path, "sitemap-lacks", f"{folder} is not in it")


def _parts(
    site: Site, index: etree._Element, base_url: str
) -> Generator[Fault, None, list[tuple[str, etree._Element]]]:
    """The parts that a sitemap's index names; of those that cannot be read, the fault."""
    found: list[tuple[str, etree._Element]] = []
    for loc in index.iter(f"{_SITEMAP}loc"):
        target = inside((loc.text or "").strip(), base_url)
        content = content_of(site, target)
        if content is None:
            yield Fault("sitemap.xml", "sitemap-form", f"names {(loc.text or '').strip()}, which is not there")
            continue
        try:
            unpacked = _unpacked(content) if target.endswith(".gz") else content
            found.append((target, etree.fromstring(unpacked, _XML)))
        except (etree.XMLSyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
            yield Fault(target, "sitemap-form", f"cannot be read: {error}")
    return found


def _unpacked(content: bytes) -> bytes:
    with gzip.open(BytesIO(content)) as file:
        found = file.read(_MOST + 1)
    if len(found) > _MOST:
        raise ValueError("it is larger than search engines take (50 MB)")
    return found


def _there(site: Site, target: str) -> bool:
    return target in site.sizes or f"{target}index.html" in site.sizes


def _translations(told: Mapping[str, Episode]) -> Iterator[Fault]:
    pages_of = {str(episode.urls.get("page")): folder for folder, episode in told.items()}
    for folder, episode in sorted(told.items()):
        for other in episode.translations:
            target = pages_of.get(other.url)
            if target is None:
                yield Fault(f"{folder}/episode.json", "episode-translation", f"no episode is at {other.url}")
                continue
            back = {translation.url for translation in told[target].translations}
            if told[target].language != other.language or str(episode.urls.get("page")) not in back:
                yield Fault(f"{folder}/episode.json", "episode-translation", f"{target} does not point back to it")


def _twice(told: Mapping[str, Episode]) -> Iterator[Fault]:
    for what, kind in (("guid", "episode-guid"), ("digest", "audio-same")):
        seen: dict[Any, str] = {}
        for folder, episode in sorted(told.items()):
            first = seen.setdefault(getattr(episode, what), folder)
            if first != folder:
                yield Fault(f"{folder}/episode.json", kind, f"its {what} is that of {first}")


def sounds(heard: Mapping[str, str], told: Mapping[str, Episode]) -> Iterator[Fault]:
    """Of MP3s that sound alike, or whose name is that of another's sound.

    Args:
        heard: digest of what is heard of each episode, by folder.
        told: what the episodes' own files say, by folder.
    """
    first: dict[str, str] = {}
    for folder, digest in heard.items():
        if first.setdefault(digest, folder) != folder:
            yield Fault(told[folder].audio, "audio-same", f"sounds as {first[digest]} does")
    names = {digest[:8]: folder for folder, digest in heard.items()}
    for folder in heard:
        named = _NAMED.search(told[folder].audio)
        if named and names.get(named[1], folder) != folder:
            yield Fault(told[folder].audio, "audio-name", f"is named by the sound of {names[named[1]]}")


def named_paths(feeds: Sequence[Feed], told: Mapping[str, Episode]) -> set[str]:
    """Every path under the output that a feed or an episode names."""
    found: set[str] = set()
    for feed in feeds:
        if feed.channel is None:
            continue
        found.add(feed.path)
        for element in feed.channel.iter():
            for name in ("url", "href", "uri"):
                if isinstance(element.tag, str) and (value := element.get(name)):
                    found.add(behind(value, feed.base_url))
        found |= {inside(one.findtext("url") or "", feed.base_url) for one in feed.channel.iter("image")}
    for folder, episode in told.items():
        found |= {f"{folder}/{name}" for name in episode.files.values()}
        cover = str(episode.urls.get("cover") or "")
        found |= {cover[cover.find("assets/") :]} if "assets/" in cover else set()
    return found
