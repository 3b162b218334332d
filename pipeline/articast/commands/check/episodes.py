"""An episode's folder: what `episode.json` says, held against itself and against the files beside it."""

from __future__ import annotations

import re
import uuid
from itertools import pairwise
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from articast.commands.check.fault import Fault
from articast.commands.check.told import MOST_TOLD, STEP
from articast.model import FRAME_SECONDS
from articast.publishing import edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode

_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = frozenset({"neural", "formant", "tone"})


def faults(site: Site, folder: str, told: Episode, base_url: str, now: datetime) -> Iterator[Fault]:
    """Of `episode.json` and of what should lie beside it.

    Args:
        site: where it lies.
        folder: `<lang>/<slug>`.
        told: what it says.
        base_url: where its feed says that the output is; empty where no feed says it.
        now: nothing is dated later.
    """
    path = f"{folder}/episode.json"
    if f"{told.language}/{told.slug}" != folder:
        yield Fault(path, "episode-place", f"says that it is {told.language}/{told.slug}")
    if not _is_uuid(told.guid):
        yield Fault(path, "episode-guid", f"its guid {told.guid!r} is no UUID")
    if not told.title.strip() or not told.voice.strip() or told.synthetic not in _KINDS:
        yield Fault(path, "episode-json", "has no title, no voice, or a kind of voice that there is not")
    for name, moment in (("published", told.published), ("modified", told.modified)):
        if name == "modified" and moment > now:
            yield Fault(path, "episode-date", f"{name} {moment.isoformat()} is in the future")
    yield from _audio(site, path, told, folder)
    yield from _sentences(path, told)
    yield from _chapters(path, told)
    yield from _places(site, path, told, folder, base_url)
    for name in edition.COMPANIONS:
        if f"{folder}/{name}" not in site.sizes:
            yield Fault(f"{folder}/{name}", "companion", "is not there")


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _audio(site: Site, path: str, told: Episode, folder: str) -> Iterator[Fault]:
    audio = f"{folder}/{told.files.get('audio', '')}"
    if audio not in site.sizes:
        yield Fault(path, "episode-audio", f"its audio {audio} is not there")
    elif told.bytes != site.sizes[audio]:
        yield Fault(path, "episode-bytes", f"says {told.bytes} bytes, {audio} has {site.sizes[audio]}")
    if not _DIGEST.fullmatch(told.digest):
        yield Fault(path, "episode-digest", f"its digest {told.digest!r} is no SHA-256")


def _sentences(path: str, told: Episode) -> Iterator[Fault]:
    sentences = told.sentences
    if not sentences or not all(sentence.text.strip() for sentence in sentences):
        yield Fault(path, "episode-text", "has a sentence without a word, or none at all")
    in_order = all(one.start < one.end for one in sentences) and all(
        one.end <= other.start + STEP and one.block <= other.block for one, other in pairwise(sentences)
    )
    if not in_order or (sentences and sentences[-1].end > told.seconds + FRAME_SECONDS):
        yield Fault(path, "episode-times", "the times of its sentences are not in order, or beyond its end")
    strange = [
        one for one in sentences if not all(_within(word.start, word.end, one.start, one.end) for word in one.words)
    ]
    unsaid = [one for one in sentences if not all(word.text in one.text for word in one.words)]
    for one in (strange + unsaid)[:MOST_TOLD]:
        yield Fault(path, "episode-words", f"«{one.text}»: words that are not in it, or not in its time")


def _within(start: float, end: float, first: float, last: float) -> bool:
    """Engines place a sentence's last word up to a quarter of a second beyond what is heard of it."""
    return first - 0.3 <= start <= end <= last + 0.3


def _chapters(path: str, told: Episode) -> Iterator[Fault]:
    starts = [chapter.start for chapter in told.chapters]
    if starts != sorted(starts) or len(set(starts)) < len(starts) or (starts and starts[-1] >= told.seconds):
        yield Fault(path, "episode-chapters", "its chapters are not in order, or beyond its end")
    if not all(chapter.title.strip() for chapter in told.chapters):
        yield Fault(path, "episode-chapters", "a chapter has no title")


def _places(site: Site, path: str, told: Episode, folder: str, base_url: str) -> Iterator[Fault]:
    here = {name: _target(folder, file) for name, file in told.files.items()}
    for name, target in here.items():
        if target not in site.sizes and f"{target}/index.html" not in site.sizes:
            yield Fault(path, "episode-file", f"its {name} {told.files[name]} is not there")
    names = ("audio", "chapters", "feed", "cover", "embed", "page")
    urls: dict[str, Any] = {name: told.urls.get(name) for name in names}
    transcripts = told.urls.get("transcripts")
    if isinstance(transcripts, dict):
        urls |= {"transcript" if name == "json" else name: url for name, url in transcripts.items()}
    for name, url in urls.items():
        if name not in here and not url:
            continue
        if not isinstance(url, str) or (base_url and _path(url, base_url) != here.get(name, "").rstrip("/")):
            yield Fault(path, "episode-address", f"the address of its {name}, {url}, is not that of the file")
    if base_url and (url := told.urls.get("episode")) != urljoin(base_url, path):
        yield Fault(path, "episode-address", f"says that it is at {url}")
    for other in told.translations:
        if f"{_target(folder, other.file)}/index.html" not in site.sizes:
            yield Fault(path, "episode-translation", f"its translation {other.file} is not there")


def _target(folder: str, link: str) -> str:
    """The path under the output that a relative link means; no slash at its end."""
    return normpath(join(folder, unquote(link)))


def _path(url: str, base_url: str) -> str:
    return unquote(url.removeprefix(base_url)).rstrip("/") if url.startswith(base_url) else url
