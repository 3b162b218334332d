"""JSON-LD: what search engines and assistants read of an episode and of a show (schema.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from articast.publishing.pages import places, texts

if TYPE_CHECKING:
    from articast.model import Episode, Show

_SOURCE = "https://schema.org/"
_SOURCES = {
    "neural": "TrainedAlgorithmicMediaDigitalSource",
    "formant": "AlgorithmicMediaDigitalSource",
    "tone": "AlgorithmicMediaDigitalSource",
}
"""Members of schema.org's IPTCDigitalSourceEnumeration."""


def episode(show: Show, one: Episode, picture: str = "") -> dict[str, Any]:
    """The article, its sound, and the episode of the podcast that it is; `picture` is the article's own."""
    sound, page = places.absolute(show, one.audio), places.absolute(show, one.page)
    article = {
        "@type": "Article",
        "@id": f"{places.canonical(show, one)}#article",
        "headline": texts.upright(one.title),
        "description": one.summary,
        "url": places.canonical(show, one),
        "mainEntityOfPage": places.canonical(show, one),
        "inLanguage": one.language,
        "datePublished": texts.iso(one.published) if one.dated else "",
        "dateModified": texts.iso(max(one.published, one.modified)) if one.dated else "",
        "author": [{"@type": "Person", "name": name} for name in one.authors],
        "publisher": _publisher(show),
        "image": picture or _picture(show, one),
        "keywords": list(one.tags),
        "isAccessibleForFree": True,
        "audio": audio(show, one),
        "workTranslation": [
            {"@type": "Article", "inLanguage": other.language, "url": places.absolute(show, other.url)}
            for other in one.translations
        ],
    }
    podcast = {
        "@type": "PodcastEpisode",
        "@id": f"{page}#episode",
        "identifier": one.guid,
        "name": texts.upright(one.title),
        "description": one.summary,
        "url": page,
        "inLanguage": one.language,
        "datePublished": texts.iso(one.published),
        "duration": _duration(one),
        "associatedMedia": {"@id": f"{sound}#audio"},
        "partOfSeries": series(show),
    }
    trail = ((show.title, f"{show.language}/"), (one.title, one.page))
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": texts.upright(name), "item": places.absolute(show, path)}
            for place, (name, path) in enumerate(trail, 1)
        ],
    }
    return {"@context": "https://schema.org", "@graph": [_said(article), _said(podcast), crumbs]}


def beside(show: Show, one: Episode) -> dict[str, Any]:
    """The sound alone, for a page that says itself that it is an article: none of ours beside the theme's own."""
    return {"@context": "https://schema.org", **audio(show, one)}


def audio(show: Show, one: Episode) -> dict[str, Any]:
    """The MP3, and how its voice was made."""
    sound = places.absolute(show, one.audio)
    found = {
        "@type": "AudioObject",
        "@id": f"{sound}#audio",
        "name": texts.upright(one.title),
        "contentUrl": sound,
        "embedUrl": places.absolute(show, f"{one.folder}/embed.html"),
        "encodingFormat": "audio/mpeg",
        "duration": _duration(one),
        "contentSize": texts.interface("en").size(one.bytes).replace(texts.UNBROKEN, " "),
        "inLanguage": one.language,
        "uploadDate": texts.iso(one.modified),
        "transcript": places.absolute(show, f"{one.folder}/transcript.vtt"),
        "sha256": one.digest,
        "digitalSourceType": _SOURCE + _SOURCES[one.synthetic] if show.disclose else "",
    }
    return _said(found)


def series(show: Show) -> dict[str, Any]:
    """The podcast of a language."""
    found = {
        "@type": "PodcastSeries",
        "@id": f"{places.absolute(show, show.feed)}#podcast",
        "name": texts.upright(show.title),
        "description": show.description,
        "url": places.absolute(show, f"{show.folder}/"),
        "webFeed": places.absolute(show, show.feed),
        "inLanguage": show.language,
        "image": places.absolute(show, show.cover) if show.cover else "",
        "author": _publisher(show),
        "license": show.license_url,
    }
    return _said(found)


def site(show: Show, name: str, language: str) -> dict[str, Any]:
    """The site of all shows, and how it is searched."""
    home = places.absolute(show, "")
    found = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": texts.upright(name),
        "url": home,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": "https://schema.org", **_said(found)}


def script(value: dict[str, Any]) -> Markup:
    """As the content of a script element: nothing in it can end the element or begin a comment; plain ASCII."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - escaped


def _publisher(show: Show) -> dict[str, Any] | str:
    if not (show.author or show.title):
        return ""
    return _said({"@type": "Organization", "name": show.author or show.title, "url": show.link})


def _picture(show: Show, one: Episode) -> str:
    path = places.cover(show, one)
    return places.absolute(show, path) if path else ""


def _duration(one: Episode) -> str:
    return f"PT{max(1, round(one.seconds))}S"


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody said."""
    return {key: value for key, value in found.items() if value not in ("", [], None)}
