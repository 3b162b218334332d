"""`episode.json`: an episode as a CMS, a player or a search engine's importer takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articast.publishing.pages import places, texts, theme
from articast.text import numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Episode, Reading, Show, TimedSentence

VERSION = 1
"""Of the layout; grows when a key changes its meaning, not when one is added."""


def record(show: Show, episode: Episode, folder: str = "") -> dict[str, Any]:
    """All of it but its sentences, which are its last; times in seconds, to the millisecond, keys in a fixed order.

    `folder` is where it is to lie, where that is not the episode's own.
    """
    says = texts.interface(episode.language)
    return {
        "version": VERSION,
        "guid": episode.guid,
        "title": episode.title,
        "language": episode.language,
        "direction": texts.direction(episode.language),
        "slug": episode.slug,
        "show": show.title,
        "authors": list(episode.authors),
        "summary": episode.summary,
        "published": texts.iso(episode.published),
        "modified": texts.iso(episode.modified),
        "urls": _urls(show, episode),
        "files": {name: path for name, path in places.files(show, episode, folder).items() if path},
        "bytes": episode.bytes,
        "seconds": _time(episode.seconds),
        "digest": episode.digest,
        "voice": episode.voice,
        "synthetic": episode.synthetic,
        "disclosure": says["synthetic"] if show.disclose else "",
        "tags": list(episode.tags),
        "chapters": [{"start": _time(chapter.start), "title": chapter.title} for chapter in episode.chapters],
        "translations": [
            {
                "language": other.language,
                "name": texts.own_name(other.language),
                "url": places.absolute(show, other.url),
                "file": places.relative(other.url, f"{folder or episode.folder}/episode.json"),
            }
            for other in episode.translations
        ],
        "subscribe": [{"name": name, "url": url} for name, url in show.subscribe],
        "theme": theme.properties(show.theme),
        "interface": {
            "language": says.language,
            "direction": texts.direction(says.language),
            "length": says.minutes(episode.seconds),
            "size": says.size(episode.bytes),
            **{key: says[key] for key in texts.PLAYER},
        },
    }


def _urls(show: Show, episode: Episode) -> dict[str, Any]:
    own = {name: f"{episode.folder}/{path}" for name, path in places.files(show, episode).items() if name in _OWN}
    at = {name: places.absolute(show, path) for name, path in own.items()}
    picture = places.cover(show, episode)
    return {
        "page": places.absolute(show, episode.page),
        "article": places.canonical(show, episode),
        "audio": places.absolute(show, episode.audio),
        "transcripts": {"vtt": at["vtt"], "srt": at["srt"], "json": at["transcript"]},
        "chapters": at["chapters"],
        "feed": places.absolute(show, show.feed),
        "cover": places.absolute(show, picture) if picture else "",
        "embed": at["embed"],
        "episode": places.absolute(show, f"{episode.folder}/episode.json"),
    }


_OWN = frozenset({"vtt", "srt", "transcript", "chapters", "embed"})


def sentences(reading: Reading) -> Iterator[dict[str, Any]]:
    """Each with the number of a list's item that is said before it."""
    numbers = numbering.said(reading.blocks)
    for sentence in reading.sentences:
        number = "" if sentence.offset else numbers[sentence.block]
        yield {**_sentence(sentence), **({"number": number} if number else {})}


def _sentence(sentence: TimedSentence) -> dict[str, Any]:
    found: dict[str, Any] = {
        "start": _time(sentence.start),
        "end": _time(sentence.end),
        "text": sentence.text,
        "block": sentence.block,
    }
    for key in ("language", "voice", "speaker"):
        if value := getattr(sentence, key):
            found[key] = value
    if sentence.words:
        found["words"] = [
            {"start": _time(word.start), "end": _time(word.end), "text": text}
            for word in sentence.words
            if (text := sentence.text[word.offset : word.offset + word.length].strip())
        ]
    return found


def _time(seconds: float) -> float:
    return round(seconds, 3)
