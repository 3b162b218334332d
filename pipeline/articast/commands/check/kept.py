"""What is published, held against the catalogue and the records: what should be there, and as what."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from articast.commands.check.fault import Fault
from articast.commands.check.site import content_of
from articast.commands.check.told import loaded
from articast.errors import ArticastError
from articast.keeping import Catalogue, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from articast.commands.check.feeds import Feed
    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode
    from articast.model import Episode as Made


@dataclass(frozen=True)
class Kept:
    """What the state folder knows."""

    episodes: Mapping[str, Made] = field(default_factory=dict)
    """Those that are published, by folder."""
    withdrawn: frozenset[str] = frozenset()
    """Folders."""
    before: frozenset[str] = frozenset()
    """Paths of audio and covers of earlier revisions."""
    edition: frozenset[str] = frozenset()
    """Paths of the edition's own files: feeds, indexes, assets."""
    guids: Mapping[str, str] = field(default_factory=dict)
    """Of shows, by language."""


def known(where: str) -> Kept | None:
    """What the catalogue of a state (a folder, or one in a bucket) knows; None where there is none to be read now.

    A run that is at work holds it; a damaged one says so when it is next written to.
    """
    try:
        with state_of(where, dry=True) as state:
            return _known(state.catalogue) if state.catalogue.is_file() else None
    except ArticastError:
        return None


def _known(path: Path) -> Kept:
    with closing(Catalogue(path, dry=True)) as catalogue:
        episodes = {episode.folder: episode for _, episode, _, _ in catalogue.published()}
        shows = catalogue.remembered("show")
        return Kept(
            episodes,
            frozenset(catalogue.withdrawn()),
            frozenset({*catalogue.earlier(), *catalogue.files()}),
            frozenset((catalogue.recall("edition", "files") or {}).get("paths", ())),
            {language: one["guid"] for language, one in shows.items() if one.get("guid")},
        )


def faults(site: Site, kept: Kept, feeds: Sequence[Feed], told: Mapping[str, Episode]) -> Iterator[Fault]:
    """What is not as the catalogue has it."""
    for folder, made in sorted(kept.episodes.items()):
        episode = told.get(folder)
        if episode is None:
            if f"{folder}/episode.json" not in site.sizes:
                yield Fault(f"{folder}/episode.json", "kept-missing", f"«{made.title}» is published and is not there")
            continue
        path = f"{folder}/episode.json"
        if episode.guid != made.guid:
            yield Fault(path, "episode-guid", f"its guid is {episode.guid}, the one that is kept is {made.guid}")
        for name, said, meant in (
            ("title", episode.title, made.title),
            ("date", episode.published, made.published.replace(microsecond=0)),
            ("audio", episode.audio, made.audio),
            ("digest", episode.digest, made.digest),
            ("authors", episode.authors, made.authors),
            ("voice", episode.voice, made.voice),
        ):
            if meant not in (said, ""):
                yield Fault(path, "episode-kept", f"its {name} is {said}, the catalogue has {meant}")
    for feed in feeds:
        if feed.channel is not None and feed.whole and (guid := kept.guids.get(feed.folder)) and feed.guid != guid:
            yield Fault(feed.path, "feed-guid-kept", f"its podcast:guid is {feed.guid}, the one that is kept is {guid}")
        for item in feed.items:
            if item.folder in kept.withdrawn:
                yield Fault(feed.path, "kept-withdrawn", f"«{item.title}» was withdrawn and is still in it")
    for folder in sorted(kept.withdrawn & set(told)):
        yield Fault(f"{folder}/episode.json", "kept-withdrawn", "was withdrawn and is still there")


def of_sounds(kept: Kept, heard: Mapping[str, str], told: Mapping[str, Episode]) -> Iterator[Fault]:
    """Of MP3s that sound otherwise than what was published; `heard` is the digest of each one's frames, by folder."""
    for folder, digest in heard.items():
        made = kept.episodes.get(folder)
        if made and made.heard and made.heard != digest:
            yield Fault(told[folder].audio, "episode-digest", "sounds otherwise than what was published")


def recorded(site: Site) -> set[str]:
    """Paths that records name: files of withdrawn episodes, and audio that feeds named before, are not unknown."""
    found: set[str] = set()
    for path in site.sizes:
        if not path.endswith("record.json"):
            continue
        folder = path.removesuffix("record.json")
        try:
            values: dict[str, Any] = loaded(content_of(site, path) or b"")
            found |= {f"{folder}{name}" for name in _files(values.get("files", {}))}
            found |= {str(address[0]) for address in values.get("addresses", [])}
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue  # told elsewhere
    return found


_SOUND = (".mp3", ".opus")


def of_records(site: Site, told: Mapping[str, Episode], *, quick: bool = False) -> Iterator[Fault]:
    """Of every record that lies beside what it describes; `quick` reads no sound, its size must do."""
    for path in sorted(site.sizes):
        if path == "record.json" or path.endswith("/record.json"):
            yield from _record(site, path, told, quick=quick)
    if any(path.endswith("record.json") for path in site.sizes):
        for path in ("record.json", *(f"{folder}/record.json" for folder in sorted(told))):
            if path not in site.sizes:
                yield Fault(path, "record-missing", "is not there: without it a lost state folder cannot be restored")


def _record(site: Site, path: str, told: Mapping[str, Episode], *, quick: bool) -> Iterator[Fault]:
    folder = path.rpartition("/")[0]
    try:
        values: dict[str, Any] = loaded(content_of(site, path) or b"")
        files = _files(values.get("files", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(path, "record-form", f"is no record: {error!r}")
        return
    state = values.get("state", "published")
    for name, (size, digest) in sorted(files.items()):
        file = f"{folder}/{name}" if folder and not name.startswith(f"{folder}/") else name
        if quick and name.endswith(_SOUND) and site.sizes.get(file) == size:
            continue
        content = content_of(site, file)
        if content is None:
            yield Fault(file, "record-missing", f"is not there; {path} names it")
        elif (size is not None and len(content) != size) or (digest and sha256(content).hexdigest() != digest):
            yield Fault(file, "record-differs", f"has other bytes than {path} says")
    episode = told.get(folder)
    if episode and folder:
        made = values.get("episode")
        made = made if isinstance(made, dict) else {}
        for name, written, said in (
            ("guid", values.get("guid"), episode.guid),
            ("title", values.get("title"), episode.title),
            ("language", values.get("language"), episode.language),
            ("slug", values.get("slug"), episode.slug),
            ("date", _moment(values.get("published")), episode.published),
            ("audio", made.get("audio"), episode.audio),
            ("digest", made.get("digest"), episode.digest),
            ("bytes", made.get("bytes"), episode.bytes),
        ):
            if written is not None and written != said:
                yield Fault(path, "record-identity", f"its {name} is {written}, the episode's {said}")
        if state == "withdrawn":
            yield Fault(path, "record-identity", "says that it was withdrawn, and its page is there")


def _moment(text: Any) -> datetime | None:
    """To the second, as `episode.json` has it; None where it is no date."""
    try:
        return datetime.fromisoformat(text).replace(microsecond=0)
    except (ValueError, TypeError):
        return None


def _files(value: Any) -> dict[str, tuple[int | None, str]]:
    """(bytes, digest) of each file that a record names."""
    if isinstance(value, list):
        value = {one.get("path") or one["name"]: one for one in value}
    found = {}
    for name, one in value.items():
        if isinstance(one, dict):
            size, digest = one.get("bytes", one.get("size")), one.get("digest", one.get("sha256", ""))
        else:
            size, digest = (one[0], one[1]) if isinstance(one, list) else (None, str(one))
        found[str(name)] = (int(size) if size is not None else None, str(digest or ""))
    return found
