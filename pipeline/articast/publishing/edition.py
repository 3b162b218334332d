"""What is published of everything so far: an episode's files, then shows, feeds and indexes, in an order that holds.

Audio first, then its companions and page, then what points at them: a feed never names a file that is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from articast.keeping import dumps
from articast.languages import folder as data
from articast.languages import phrases
from articast.model import Edition, Translation
from articast.publishing import feed
from articast.recording import transcripts
from articast.settings import show as show_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from articast.keeping import Catalogue, Claims, Store
    from articast.model import Episode, Reading, Show
    from articast.settings import Settings

COMPANIONS = (
    "transcript.vtt",
    "transcript.srt",
    "transcript.json",
    "chapters.json",
    "episode.json",
    "player.json",
    "oembed.json",
    "embed.html",
    "index.html",
)
"""Files beside an episode's MP3, in the order in which they are put in place."""

_UNFINISHED = re.compile(r"(^|/)\.[a-z0-9_]{8}\.part$")
"""A file of a run that was killed while it wrote."""


@dataclass(frozen=True, slots=True)
class Published:
    """One episode as the catalogue has it."""

    id: str
    episode: Episode
    claims: Claims
    files: str
    """Digest of all that its companions were last made from."""


def place(output: Store, show: Show, episode: Episode, reading: Reading) -> str:
    """Put an episode's companions and page in place; its MP3 is there already.

    Returns:
        The digest of what they were made from, to be kept in the catalogue.
    """
    from articast.publishing import pages

    speaker = phrases(episode.language, "feed")["speaker"] if show.disclose else ""
    makers = {  # called one after the other: a book's are megabytes each
        "transcript.vtt": lambda: transcripts.vtt(episode, reading, speaker),
        "transcript.srt": lambda: transcripts.srt(episode, reading),
        "transcript.json": lambda: transcripts.json(episode, reading, speaker),
        "chapters.json": lambda: transcripts.chapters(episode, show.base_url),
        "episode.json": lambda: pages.episode_json(show, episode, reading),
        "player.json": lambda: pages.player_json(show, episode),
        "oembed.json": lambda: pages.oembed(show, episode),
        "embed.html": lambda: pages.embed_page(show, episode, reading),
        "index.html": lambda: pages.article(show, episode, reading),
    }
    for name in COMPANIONS:
        output.write(f"{episode.folder}/{name}", makers[name]().encode())
    return digest(show, episode)


def bring_out(output: Store, catalogue: Catalogue, settings: Settings, stamp: datetime) -> tuple[Show, ...]:
    """Bring feeds, pages and indexes up to what the catalogue says. Does nothing where nothing has changed.

    Returns:
        The shows whose feed changed.

    Raises:
        PublishError: the output cannot be written; what was there stays.
    """
    there = output.sizes()
    published = [Published(*row) for row in catalogue.published()]
    published = list(_linked(published, catalogue))
    kept = catalogue.recall("edition", "files")
    languages = _languages(published, kept["paths"] if kept else ())
    shows = {language: show(output, catalogue, settings, language) for language in languages}
    state = sha256(
        "\n".join(
            [fingerprint(), *(dumps(s) for s in shows.values()), *(p.id + dumps(p.episode) for p in published)]
        ).encode()
    ).hexdigest()
    for path in [path for path in there if _UNFINISHED.search(path)]:
        output.delete(path)
    _withdraw(output, catalogue, there)
    for one in published:
        its_show = shows[one.episode.language]
        complete = all(f"{one.episode.folder}/{name}" in there for name in COMPANIONS)
        if not complete or one.files != digest(its_show, one.episode):
            catalogue.placed(one.id, place(output, its_show, one.episode, catalogue.reading(one.id)))
    if kept and kept["state"] == state and all(path in there for path in kept["paths"]):
        return ()
    edition = Edition(tuple((its, tuple(_newest(published, language))) for language, its in sorted(shows.items())))
    written = {path: output.write(path, content) for path, content in _files(edition, catalogue, stamp)}
    for path in set(kept["paths"] if kept else ()) - set(written):
        output.delete(path)
    catalogue.remember("edition", "files", {"state": state, "paths": list(written)})
    return tuple(its for its, _ in edition.shows if written.get(its.feed))


def show(output: Store, catalogue: Catalogue, settings: Settings, language: str, site: str = "") -> Show:
    """A language's show, with its cover put in place; what is never to change of it is kept from now on.

    Its name is what the site of its first article is called (`site`), where the publisher gives it none: a later
    article's would stand in new tags and covers, and not in those of the same run.
    """
    its = kept_show(catalogue, settings, language, site)
    artwork = settings.path(settings.shows.get(language, settings.show).cover or settings.show.cover)
    drawn_from = (
        artwork.read_bytes() if artwork.is_file() else f"{fingerprint()}{its.title}{its.author}{its.theme}".encode()
    )
    kept = catalogue.recall("show", language) or {}
    if kept.get("cover_source") != (source := sha256(drawn_from).hexdigest()) or not output.has(kept["cover"]):
        image, suffix = _cover(artwork, its)
        path = f"assets/cover-{language}-{sha256(image).hexdigest()[:8]}{suffix}"
        output.write(path, image)
        now = {"cover": path, "cover_source": source, "guid": its.guid, "site": _site(kept, site), "named": True}
        catalogue.remember("show", language, now)
        return replace(its, cover=path)
    return its


def kept_show(catalogue: Catalogue, settings: Settings, language: str, site: str = "") -> Show:
    """A language's show as it was last put in place: its guid and its name stay, whatever comes later."""
    kept = catalogue.recall("show", language) or {}
    its = show_of(settings, language, _site(kept, site))
    return replace(its, guid=its.guid or kept.get("guid") or feed.guid(its), cover=kept.get("cover", ""))


def _site(kept: Mapping[str, str], site: str) -> str:
    """The site's name: as it was when the show was first made (earlier versions took a later article's as well)."""
    return kept.get("site", "") if kept.get("named") else kept.get("site") or site


def number(catalogue: Catalogue, its_show: Show, episode: Episode) -> int:
    """The number that an episode has in its serial show, 0: none yet; it is given when the feed is written."""
    if its_show.type != "serial":
        return 0
    kept = catalogue.recall("edition", f"numbers/{its_show.language}") or {}
    return int(kept.get(episode.guid, 0))


def digest(its_show: Show, episode: Episode) -> str:
    """Of all that an episode's companions and page are made from, beside its reading (which its MP3 stands for)."""
    return sha256(f"{fingerprint()}\n{dumps(its_show)}\n{dumps(episode)}".encode()).hexdigest()


@cache
def fingerprint() -> str:
    """Digest of our own code and data: what an update may have changed is made anew (clips are kept by their keys)."""
    whole = sha256()
    for folder in (Path(__file__).parents[1], data()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def _cover(artwork: Path, its: Show) -> tuple[bytes, str]:
    """A show's cover and its suffix: the publisher's own, else one with its title."""
    from articast.recording import covers

    if artwork.is_file():
        own = covers.own(artwork.read_bytes())
        return own.image, own.suffix
    return covers.show(its.title, its.author, dict(its.theme).get("accent", ""), language=its.language), ".jpg"


def _files(edition: Edition, catalogue: Catalogue, stamp: datetime) -> Iterator[tuple[str, bytes]]:
    from articast.publishing import pages

    yield from pages.assets()
    for its, episodes in edition.shows:
        for path, text in pages.show(its, episodes):
            yield path, text.encode()
    for its, episodes in edition.shows:
        archived = feed.archives(its, episodes, catalogue.recall("edition", f"archives/{its.language}") or {})
        numbered = feed.numbers(its, episodes, catalogue.recall("edition", f"numbers/{its.language}") or {})
        catalogue.remember("edition", f"archives/{its.language}", archived)  # for ever: before anybody can read them
        catalogue.remember("edition", f"numbers/{its.language}", numbered)
        yield from feed.render(its, episodes, stamp, archived, numbered)
    spoken = Edition(tuple(one for one in edition.shows if one[1]))
    yield "index.html", pages.home(spoken if spoken.shows else edition).encode()
    for path, rows in pages.addresses(spoken):
        yield path, rows.encode()
    yield "sitemap.xml", pages.sitemap(spoken).encode()


def _newest(published: Iterable[Published], language: str) -> list[Episode]:
    its = [one.episode for one in published if one.episode.language == language]
    return sorted(its, key=lambda episode: (episode.published, episode.slug), reverse=True)


def _languages(published: Iterable[Published], before: Iterable[str]) -> list[str]:
    """Of all that is published, and of every feed that was: an app whose feed is gone drops the subscription.

    Args:
        published: all episodes.
        before: paths of the last edition's files.
    """
    feeds = {path.removesuffix("/feed.xml") for path in before if path.endswith("/feed.xml")}
    return sorted(feeds.union(one.episode.language for one in published))


def _withdraw(output: Store, catalogue: Catalogue, there: dict[str, int]) -> None:
    """Remove the pages of what is no longer published; its MP3 stays until it is pruned."""
    for folder in catalogue.withdrawn():
        for name in COMPANIONS:
            if f"{folder}/{name}" in there:
                output.delete(f"{folder}/{name}")


def _linked(published: list[Published], catalogue: Catalogue) -> Iterator[Published]:
    """Each with the translations that are published now."""
    groups = _groups(published, catalogue.documents())
    for one in published:
        others = {
            other.episode.language: Translation(other.episode.language, other.episode.page)
            for other in groups[one.id]
            if other.episode.language != one.episode.language
        }
        links = tuple(others[language] for language in sorted(others))
        if links != one.episode.translations:
            episode = replace(one.episode, translations=links)
            catalogue.amend(one.id, episode)
            yield replace(one, episode=episode)
        else:
            yield one


def _groups(published: list[Published], documents: Mapping[str, Sequence[str]]) -> dict[str, list[Published]]:
    """Articles that are one work in several languages, by id: who names whom, either way, and so on.

    An article is known by its id, address, GUID and page, and by the files that it was read from (`documents`, by id).
    Two that say they translate the same are one work though that one is not published. What a page's head lists counts
    only where it is published: sites name their front page there.
    """
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while (up := leader.setdefault(name, name)) != name:
            leader[name] = leader.setdefault(up, up)
            name = up
        return name

    for one in published:
        names = (one.claims.url, one.episode.guid, one.episode.folder, *documents.get(one.id, ()))
        for name in filter(None, names):
            leader[find(_name(name))] = find(_name(one.id))
    known = set(leader)
    for one in published:
        if one.claims.translation_of:
            leader[find(_name(one.claims.translation_of))] = find(_name(one.id))
        for claim in one.claims.translations:
            if _name(claim.url) in known:
                leader[find(_name(claim.url))] = find(_name(one.id))
    groups: dict[str, list[Published]] = {}
    for one in published:
        groups.setdefault(find(_name(one.id)), []).append(one)
    return {one.id: groups[find(_name(one.id))] for one in published}


def _name(url: str) -> str:
    """A URL or path as it is compared: without scheme, fragment and last slash."""
    return url.partition("#")[0].removeprefix("https://").removeprefix("http://").rstrip("/")
