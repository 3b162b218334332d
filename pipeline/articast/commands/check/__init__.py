"""Audits what is published, as an app, a browser and a listener would find it: reads it all, believes nothing.

A folder, a bucket or an address of the web (`site`) is read whole: every feed (`feeds`, `items`), every episode's own
file (`told`, `episodes`), its MP3 (`audio`), transcripts (`timed`) and page (`pages`), cover art (`covers`); then they
are held against one another (`together`), the catalogue and the records (`kept`), and what nothing leads to is told
(`foreign`). What there is to find is the table in `fault`; `repair` has made again what can be.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING

from lxml import etree

from articast.commands.check import audio, episodes, feeds, foreign, items, kept, pages, timed, together
from articast.commands.check import told as telling
from articast.commands.check.audio import frames
from articast.commands.check.fault import KINDS, NOTES, REMEDIES, Fault, told
from articast.commands.check.repair import repair
from articast.commands.check.served import Served, visited
from articast.commands.check.site import Site, Stored, content_of
from articast.errors import ArticastError
from articast.keeping import Store
from articast.settings import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.settings import Settings

__all__ = [
    "KINDS",
    "NOTES",
    "REMEDIES",
    "Fault",
    "as_published",
    "audit",
    "check",
    "frames",
    "repair",
    "site_of",
    "told",
]

_FEED = re.compile(r"([^/]+|shows/[^/]+|shows/[^/]+/[^/]+)/(feed(-[a-z]+)?|archive-\d+)\.xml")
_PAGES = re.compile(r"(index\.html|[^/]+/index\.html|[^/]+/[^/]+/(index|embed)\.html|shows/[^/]+/page-\d+/index\.html)")


def as_published(settings: Settings) -> Settings:
    """The settings; where nobody set a base URL with that which the feeds in the output name, else as they are.

    Who published with `--base-url` and leaves it out of a later command must not find the feeds of the world naming
    this machine.
    """
    if "base_url" in settings.model_fields_set:
        return settings
    output = Store(settings.output_url)
    try:
        paths = sorted(path for path in output.sizes() if path.endswith("/feed.xml"))
    except (OSError, ArticastError):  # whatever is wrong there, writing will say it
        return settings
    for path in paths:
        try:
            content = BytesIO(output.read(path))
            links = (link for _, link in etree.iterparse(content, tag=f"{feeds.ATOM}link", resolve_entities=False))
            return settings.model_copy(update={"base_url": feeds.base_of(links, path)})
        except (etree.XMLSyntaxError, ValueError):
            continue
    return settings


@contextmanager
def site_of(where: str) -> Iterator[Site | None]:
    """What lies at an address of the web, in a folder or a bucket; None where no place is named.

    Raises:
        SourceError: nobody answers there.
        ConfigurationError: no such kind of bucket.
    """
    if where.startswith(("http://", "https://")):
        with visited(where) as served:
            yield served
    else:
        yield Stored(Store(where)) if where else None


def check(settings: Settings) -> list[Fault]:
    """All faults of the output; empty when all is well. What mends most of them is `articast publish`."""
    return [fault for fault in audit(settings) if not fault.note]


def audit(settings: Settings, site: Site | None = None, *, quick: bool = False) -> list[Fault]:
    """All faults of what is published, and what else is to be told of it.

    An MP3 is read whole, a few at a time, and decoded a minute at a time.

    Args:
        settings: the configuration that it is held against.
        site: where it lies; None: in the output of the configuration, which is held against its catalogue, too.
        quick: no sound is read: its name and size must do.
    """
    state = kept.known(settings.state_url) if site is None else None
    where = site or Stored(Store(settings.output_url))
    if not any(path.endswith("/feed.xml") for path in where.sizes):
        return [Fault(where.name, "nothing-published", "nothing is published here; run `articast publish`")]
    moment = max(now(), datetime.now(UTC))
    wanted = settings.base_url if "base_url" in settings.model_fields_set and site is None else ""
    found: list[Fault] = []
    read = [feeds.read(where, path, wanted) for path in sorted(where.sizes) if _FEED.fullmatch(path)]
    base_url = next((feed.base_url for feed in read if feed.base_url), "")
    known: dict[str, telling.Episode] = {}
    for path in sorted(path for path in where.sizes if path.endswith("/episode.json") and path.count("/") == 2):
        content = content_of(where, path)
        episode, faulty = telling.read(path, content) if content is not None else (None, [_unreadable(path)])
        found += faulty
        folder = path.rpartition("/")[0]
        if episode and not _forwards(where, folder, f"{episode.language}/{episode.slug}"):
            known[folder] = episode
    for feed in read:
        disclosed = any(known[item.folder].disclosure for item in feed.items if item.folder in known)
        found += [
            *feed.faults,
            *feeds.faults(where, feed, moment, disclosed),
            *items.faults(where, feed, known, moment),
        ]
    for path in sorted(path for path in where.sizes if _PAGES.fullmatch(path)):
        found += pages.faults(where, path, base_url)
    with ThreadPoolExecutor(settings.jobs or os.cpu_count() or 1) as threads:
        sounds = list(threads.map(partial(_episode, where, base_url, moment, quick), known.items()))
    for _, faulty in sounds:
        found += faulty
    heard = {folder: digest for folder, (digest, _) in zip(known, sounds, strict=True) if digest}
    found += together.sounds(heard, known)
    found += [*together.faults(where, read, known, base_url), *kept.of_records(where, known, quick=quick)]
    if state is not None:
        found += [*kept.faults(where, state, read, known), *kept.of_sounds(state, heard, known)]
    if isinstance(where, Served):
        found += where.faults
    if where.listed:
        named = together.named_paths(read, known) | (state.edition if state else frozenset())
        before = kept.recorded(where) | (state.before if state else frozenset())
        found += foreign.faults(
            where, {path.rpartition("/")[0] for path in where.sizes if path.count("/") == 2}, named, before
        )
    return list(dict.fromkeys(found))


_FORWARD = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


def _forwards(where: Site, folder: str, home: str) -> bool:
    """Whether an `episode.json` lies where its episode was before: the page there leads to its home.

    What else lies there is held against the root's record, as all that belongs to no episode.
    """
    if folder == home or f"{home}/episode.json" not in where.sizes:
        return False
    page = content_of(where, f"{folder}/index.html")
    found = _FORWARD.search(page.decode("utf-8", "replace")) if page else None
    return found is not None and normpath(f"{folder}/{found[1]}") == home


def _unreadable(path: str) -> Fault:
    return Fault(path, "unreadable", "cannot be read")


def _episode(
    site: Site, base_url: str, moment: datetime, quick: bool, named: tuple[str, telling.Episode]
) -> tuple[str, list[Fault]]:
    """Digest of what is heard of an episode, and all that is wrong with it and its files."""
    folder, episode = named
    found = [*episodes.faults(site, folder, episode, base_url, moment), *timed.faults(site, folder, episode)]
    found += pages.of_episode(site, folder, episode, base_url)
    path = f"{folder}/{episode.files.get('audio', '')}"
    if quick:
        return "", found
    content = content_of(site, path)
    if content is None:
        return "", [*found, *([_unreadable(path)] if path in site.sizes else [])]
    sound = audio.look(path, content, episode)
    return sound.digest, [*found, *sound.faults]
