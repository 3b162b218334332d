"""Pages: their links, and that an episode's page says, plays and shows what the episode is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from articast.commands.check.fault import Fault
from articast.commands.check.site import content_of
from articast.commands.check.told import MOST_TOLD, STEP, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode

_LINKS = {
    "a": "href", "link": "href", "script": "src", "img": "src", "audio": "src", "source": "src", "track": "src",
    "iframe": "src", "listen-to-article": "src",
}  # fmt: skip
_RUNS = frozenset({"javascript", "vbscript", "data"})
_OURS = frozenset({"http", "https", ""})


def faults(site: Site, path: str, base_url: str) -> Iterator[Fault]:
    """Of any page: that it can be read, and that all its links lead somewhere.

    Args:
        site: where it lies.
        path: of the page.
        base_url: where the output is seen by the world; empty where nobody says it.
    """
    page = _parsed(site, path)
    if page is None:
        yield Fault(path, "page-html", "is no page")
        return
    content = content_of(site, path) or b""
    if not (page.findtext(".//title") or "").strip() or not content.rstrip().lower().endswith(b"</html>"):
        yield Fault(path, "page-html", "has no title, or is cut off before its end")
    for link in dict.fromkeys(_found(page)):
        yield from _link(site, path, link, base_url)


def _parsed(site: Site, path: str) -> Any:
    content = content_of(site, path)
    if not content or not content.strip():
        return None
    try:
        return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _found(page: Any) -> Iterator[str]:
    for element in page.iter(*_LINKS):
        if (value := element.get(_LINKS[element.tag])) is not None:
            yield value


def _link(site: Site, path: str, link: str, base_url: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(link.strip())
        if parts.scheme in _RUNS and not link.startswith("data:image/"):
            yield Fault(path, "page-address", f"points at {link[:60]}, which runs something")
            return
    except ValueError:
        yield Fault(path, "page-address", f"points at {link}, which is no address")
        return
    if "@" in parts.netloc:
        yield Fault(path, "credentials", "points at an address with a user or password in it")
    target = target_of(link, path, base_url)
    if target is not None and target not in site.sizes and f"{target}/index.html".lstrip("/") not in site.sizes:
        yield Fault(path, "page-link", f"points at {link}, which is not there")


def target_of(link: str, path: str, base_url: str) -> str | None:
    """The path under the output that a link on a page means, without a slash at its end; None where it leads away."""
    absolute = urljoin(f"http://here.invalid/{path}", link.strip())
    if base_url and absolute.startswith(base_url):
        absolute = f"http://here.invalid/{absolute.removeprefix(base_url)}"
    parts = urlsplit(absolute)
    if parts.hostname != "here.invalid" or parts.scheme not in _OURS or link.startswith("#"):
        return None
    if not urlsplit(link).path and not link.startswith(("http://", "https://")):
        return None
    return unquote(parts.path).strip("/")


def of_episode(site: Site, folder: str, told: Episode, base_url: str) -> Iterator[Fault]:
    """Of an episode's own page, its player alone, and what a CMS asks for."""
    path = f"{folder}/index.html"
    page = _parsed(site, path)
    if page is not None:
        yield from _head(path, page, told, base_url)
        yield from _player(path, page, told)
        yield from _text(path, page, told)
        yield from _data(path, page, told)
    yield from _embed(site, folder, told, base_url)


def _head(path: str, page: Any, told: Episode, base_url: str) -> Iterator[Fault]:
    if (page.get("lang") or "").lower() != told.language.lower():
        yield Fault(path, "page-language", f"says that its language is {page.get('lang')!r}, not {told.language}")
    if squeezed(told.title) not in squeezed(page.findtext(".//title") or ""):
        yield Fault(path, "page-html", "its title is not the episode's")
    links = [
        (one.get("rel") or "", one.get("hreflang"), one.get("href") or "", one.get("type")) for one in page.iter("link")
    ]
    canonical = [href for rel, _, href, _ in links if rel == "canonical"]
    if canonical != [told.urls.get("article")]:
        yield Fault(path, "page-canonical", f"says that its article is at {', '.join(canonical) or 'no address'}")
    feeds = [target_of(href, path, base_url) for rel, _, href, kind in links if kind == "application/rss+xml"]
    if f"{told.language}/feed.xml" not in feeds:
        yield Fault(path, "page-head", "does not link its feed")
    said = {one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")}
    for name, wanted in (("og:audio", told.urls.get("audio")), ("og:url", told.urls.get("article"))):
        if name in said and said[name] != wanted:
            yield Fault(path, "page-head", f"{name} is {said[name]}, its episode's is {wanted}")
    if squeezed(said.get("og:title") or "") != squeezed(told.title):
        yield Fault(path, "page-head", "og:title is not the episode's title")
    tags = {tag for rel, tag, _, _ in links if tag and tag != "x-default"}
    wanted_tags = {other.language for other in told.translations} | ({told.language} if told.translations else set())
    if tags != wanted_tags:
        yield Fault(path, "page-languages", f"names {', '.join(sorted(tags)) or 'no language'} as its translations")
    for rel, tag, href, _ in links:
        urls = {other.language: other.url for other in told.translations}
        if rel == "alternate" and tag in urls and href != urls[tag]:
            yield Fault(path, "page-languages", f"its translation {tag} is at {urls[tag]}, it says {href}")


def _player(path: str, page: Any, told: Episode) -> Iterator[Fault]:
    wanted = told.files.get("audio", "")
    sources = [one.get("src") or "" for one in page.iter("audio")]
    if sources != [wanted]:
        yield Fault(path, "page-audio", f"plays {', '.join(sources) or 'nothing'}, its episode is {wanted}")
    if not any(one.get("href") == wanted and one.get("download") is not None for one in page.iter("a")):
        yield Fault(path, "page-audio", "does not offer its episode for download")
    data = [one.get("src") or "" for one in page.iter("listen-to-article")]
    if data != ["episode.json"]:
        yield Fault(path, "page-audio", f"its player reads {', '.join(data) or 'nothing'}")
    if told.disclosure and squeezed(told.disclosure) not in squeezed(page.text_content()):
        yield Fault(path, "page-disclosure", "does not say that the voice is synthetic")


def _text(path: str, page: Any, told: Episode) -> Iterator[Fault]:
    timed = [one for one in page.iter() if isinstance(one.tag, str) and one.get("data-start") is not None]
    spans: dict[float, str] = {}
    for one in timed:
        try:
            start, end = float(one.get("data-start")), float(one.get("data-end"))
        except (TypeError, ValueError):
            yield Fault(path, "page-times", f"{one.get('data-start')!r} to {one.get('data-end')!r} are no times")
            return
        spans[start] = spans.get(start, "") + squeezed(one.text_content())
        if not any(abs(its.start - start) <= STEP and abs(its.end - end) <= STEP for its in _near(told, start)):
            yield Fault(path, "page-times", f"«{one.text_content()[:60]}» is not said at {start:.3f} s")
            return
    missing = [its for its in told.sentences if squeezed(its.text) not in _at(spans, its.start)]
    yield from (Fault(path, "page-text", f"«{its.text}» is not in it") for its in missing[:MOST_TOLD])
    starts = [float(one.get("data-start")) for one in timed if one.getparent() is not None]
    if starts != sorted(starts):
        yield Fault(path, "page-text", "its sentences do not stand in the order in which they are said")


def _near(told: Episode, start: float) -> list[Any]:
    from bisect import bisect_left

    at = bisect_left(told.sentences, start - 2 * STEP, key=lambda one: one.start)
    return list(told.sentences[at : at + 2])


def _at(spans: dict[float, str], start: float) -> str:
    return spans.get(start) or next((text for at, text in spans.items() if abs(at - start) <= STEP), "")


def _data(path: str, page: Any, told: Episode) -> Iterator[Fault]:
    """Its JSON-LD: what search engines and assistants read."""
    found: list[Any] = []
    for one in page.iter("script"):
        if one.get("type") == "application/ld+json":
            try:
                value = json.loads(one.text or "")
                found += value.get("@graph", [value])
            except (ValueError, TypeError, AttributeError):
                yield Fault(path, "page-data", "its JSON-LD cannot be parsed")
                return
    articles = [one for one in found if isinstance(one, dict) and one.get("@type") == "Article"]
    if not articles:
        yield Fault(path, "page-data", "has no JSON-LD of its article")
        return
    article = articles[0]
    sound = article.get("audio") if isinstance(article.get("audio"), dict) else {}
    assert isinstance(sound, dict)
    length = f"PT{max(1, round(told.seconds))}S"
    for name, said, wanted in (
        ("headline", squeezed(str(article.get("headline"))), squeezed(told.title)),
        ("inLanguage", article.get("inLanguage"), told.language),
        ("url", article.get("url"), told.urls.get("article")),
        ("datePublished", article.get("datePublished", told.published.isoformat()), told.published.isoformat()),
        ("contentUrl", sound.get("contentUrl"), told.urls.get("audio")),
        ("duration", sound.get("duration"), length),
        ("encodingFormat", sound.get("encodingFormat"), "audio/mpeg"),
        ("sha256", sound.get("sha256", told.digest), told.digest),
    ):
        if said != wanted:
            yield Fault(path, "page-data", f"its JSON-LD says {name} {said}, its episode {wanted}")
    episodes = [one for one in found if isinstance(one, dict) and one.get("@type") == "PodcastEpisode"]
    if episodes and (episodes[0].get("identifier") != told.guid or episodes[0].get("duration") != length):
        yield Fault(path, "page-data", "its JSON-LD is of another episode")
    if told.disclosure and not sound.get("digitalSourceType"):
        yield Fault(path, "page-disclosure", "its JSON-LD does not say that the voice is synthetic")


def _embed(site: Site, folder: str, told: Episode, base_url: str) -> Iterator[Fault]:
    path = f"{folder}/embed.html"
    page = _parsed(site, path)
    if page is not None:
        wanted = told.files.get("audio", "")
        if [one.get("src") for one in page.iter("audio")] != [wanted]:
            yield Fault(path, "embed-form", "does not play its episode's audio")
        if squeezed(told.title) not in squeezed(page.text_content()):
            yield Fault(path, "embed-form", "has another title than its episode")
        if told.disclosure and squeezed(told.disclosure) not in squeezed(page.text_content()):
            yield Fault(path, "page-disclosure", "does not say that the voice is synthetic")
    path = f"{folder}/player.json"
    content = content_of(site, path)
    if content is not None and not _alike(content, content_of(site, f"{folder}/episode.json") or b""):
        yield Fault(path, "player-form", "is not what episode.json says, without its sentences")
    path = f"{folder}/oembed.json"
    content = content_of(site, path)
    if content is None:
        return
    try:
        answer = json.loads(content)
        frame, title = answer["html"], answer["title"]
        right = answer["version"] == "1.0" and answer["type"] == "rich" and squeezed(title) == squeezed(told.title)
        right = right and f"{folder}/embed.html" in unquote(frame) and base_url in frame
        right = right and all(isinstance(answer[name], int) and answer[name] > 0 for name in ("width", "height"))
    except (ValueError, KeyError, TypeError, AttributeError):
        right = False
    if not right:
        yield Fault(path, "embed-form", "is no oEmbed answer of its episode")


def _alike(light: bytes, whole: bytes) -> bool:
    """Whether `player.json` says what `episode.json` does, but for its sentences."""
    try:
        said = json.loads(light)
        return bool(said == {key: value for key, value in json.loads(whole).items() if key in said}) and "files" in said
    except (ValueError, AttributeError, TypeError):
        return False


def linked(site: Site, path: str, base_url: str) -> set[str]:
    """The paths under the output that a page points at, without a slash at their ends."""
    page = _parsed(site, path)
    if page is None:
        return set()
    found = (target_of(one.get("href") or "", path, base_url) for one in page.iter("a"))
    return {target for target in found if target is not None}
