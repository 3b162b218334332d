"""What is published of everything so far: an episode's files, then shows, feeds and indexes, in an order that holds.

Audio first, then its companions and page, then what points at them: a feed never names a file that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from articast.keeping import differing, records
from articast.model import Edition, Translation
from articast.publishing import companions, feed, forwarding, searching, series, shape
from articast.settings import show as show_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from articast.keeping import Catalogue, Claims, Entry, Output, Revision
    from articast.model import Episode, Show
    from articast.settings import Settings

COMPANIONS, digest = companions.NAMES, companions.digest


@dataclass(frozen=True, slots=True)
class Published:
    """One episode as the catalogue has it."""

    id: str
    episode: Episode
    claims: Claims
    files: str
    """Digest of all that its companions were last made from."""


def place(output: Output, catalogue: Catalogue, show: Show, entry: Entry, revision: Revision) -> str:
    """Put an episode's companions, page and record in place; its MP3 is there already.

    The record is the last: what a killed run leaves without one is unfinished, and is made again.

    Returns:
        SHA-256 of the record.
    """
    _beside(output, catalogue, show, revision)
    return record(output, catalogue, entry, revision, digest(show, revision.episode))


def _beside(output: Output, catalogue: Catalogue, show: Show, revision: Revision) -> None:
    """Put an episode's companions in place; until its record is, it is unfinished."""
    catalogue.placed(revision.made.id, "")
    searching.seek(catalogue, revision.episode, revision.reading)
    output.write_all(companions.made(show, revision.episode, revision.reading))


def record(output: Output, catalogue: Catalogue, entry: Entry, revision: Revision | None, made_from: str) -> str:
    """Write an episode's record; of a withdrawn one only who it was.

    Returns:
        The record's SHA-256.
    """
    path, content = _recorded(output, catalogue, entry, revision, made_from)
    output.write(path, content)
    return sha256(content).hexdigest()


def _recorded(
    output: Output, catalogue: Catalogue, entry: Entry, revision: Revision | None, made_from: str
) -> tuple[str, bytes]:
    """Path and bytes of an episode's record.

    Args:
        output: where its files are.
        catalogue: knows the files of its folder, and what audio feeds named before.
        entry: its identity.
        revision: what is published; None of a withdrawn one whose text is gone.
        made_from: digest of all that its companions were made from.
    """
    folder = f"{entry.language}/{entry.slug}"
    there = {path: its for path, its in catalogue.files(folder).items() if output.has(path)}
    there.pop(f"{folder}/{records.NAME}", None)
    noted = {path: its if its[0] >= 0 else output.looked_at(path) for path, its in there.items()}
    files = {path.removeprefix(f"{folder}/"): its for path, its in noted.items()}
    key, told = key_of(catalogue), catalogue.addresses(entry.id)
    before = catalogue.episode(entry.id)
    if revision and before and before.audio != revision.episode.audio:
        told.append((before.audio, revision.episode.modified.isoformat()))
    told = sorted((one for one in told if not revision or one[0] != revision.episode.audio), key=itemgetter(1, 0))
    content = records.dump(records.record_of(entry, revision, files, told, key, program(), made_from))
    return f"{folder}/{records.NAME}", content


def key_of(catalogue: Catalogue) -> str:
    """What names that are not published are digested with: made once, told in the root's record, kept for ever."""
    kept = catalogue.recall("edition", "key")
    assert isinstance(kept, str), "made when the house was opened"
    return kept


def assets(output: Output) -> None:
    """Put in place what every page needs, before the first page is there."""
    from articast.publishing import pages

    for path, content in pages.assets():
        output.write(path, content)


def bring_out(output: Output, catalogue: Catalogue, settings: Settings, stamp: datetime) -> tuple[Show, ...]:
    """Bring feeds, pages and indexes up to what the catalogue says. Does nothing where nothing has changed.

    Pages of new episodes come first, then indexes and feeds, then the root's record; what is taken out goes last.

    Returns:
        The shows whose feed changed.

    Raises:
        PublishError: the output cannot be written; what was there stays.
    """
    output.tidy()
    kept, broken = catalogue.recall("edition", "files"), output.broken()
    stood = {path.removesuffix("/feed.xml") for path in _language_feeds(kept)}
    standing = _settled(catalogue, settings, {tag: show(output, catalogue, settings, tag) for tag in sorted(stood)})
    gone = catalogue.recall("here", "gone")
    if kept and standing and not (broken or gone or catalogue.touched()) and output.stands(records.NAME):
        return ()
    published = list(_linked([Published(*row) for row in catalogue.published()], catalogue))
    languages = sorted(stood.union(one.episode.language for one in published))
    shows = {language: show(output, catalogue, settings, language) for language in languages}
    edition, private = _shared_out(output, catalogue, settings, shows, published)
    first = settings.language or next(iter(settings.languages), "")
    state = _state(edition, private, published, first, catalogue.remembered("moved"))
    spoilt = {path.rpartition("/")[0] for path in broken}
    touched = catalogue.touched() if standing else {one.id for one in published}
    _place_again(output, catalogue, shows, _outdated(published, shows, touched, spoilt))
    changed: tuple[Show, ...] = ()
    ours = (*kept["paths"], *(catalogue.recall("private", "files") or ())) if kept else ()
    if gone or not (kept and kept["state"] == state and broken.isdisjoint(ours) and output.stands(records.NAME)):
        changed = _put(output, catalogue, edition, private, state, stamp, first)
    told = catalogue.records()
    for folder, article in catalogue.withdrawn().items():
        if not told.get(folder) or folder in spoilt:
            _withdraw(output, catalogue, shows, folder, article)
    catalogue.remember("here", "settled", _base(settings, shows))
    catalogue.settled()
    return changed


def _settled(catalogue: Catalogue, settings: Settings, shows: Mapping[str, Show]) -> bool:
    """Whether all but articles is as when all was last brought out: code, words, settings, shows, subscribers."""
    return bool(catalogue.recall("here", "settled") == _base(settings, shows))


_ELSEWHERE = {
    "jobs",
    "cluster",
    "wait",
    "accept",
    "refresh",
    "fewer",
    "sources",
    "fetch",
    "hold",
    "verify",
    "engines",
    "limits",
}
"""Settings that no page or feed shows."""


def _base(settings: Settings, shows: Mapping[str, Show]) -> str:
    """Digest of all that pages and feeds are made from, articles aside."""
    told = settings.model_dump_json(exclude=_ELSEWHERE, exclude_defaults=True)
    whole = sha256("\n".join([shape.edition(shows), shape.covers(), told]).encode())
    for tag, its in sorted(shows.items()):
        whole.update(f"{shape.companions(tag)}{differing(its)}".encode())
    for table in (*settings.series, *settings.editions):
        whole.update("\n".join(series.tokens(settings, table)).encode())
        artwork = settings.path(table.cover)
        whole.update(artwork.read_bytes() if table.cover and artwork.is_file() else b"")
    return whole.hexdigest()


def _state(
    edition: Edition, private: Edition, published: Sequence[Published], first: str, moved: Mapping[str, object]
) -> str:
    """Digest of all that feeds and indexes are made from.

    Args:
        edition: public shows.
        private: those of subscribers.
        published: all episodes.
        first: the publisher's own language.
        moved: what was published elsewhere before.
    """
    shows = (*edition.shows, *private.shows)
    whole = sha256(f"{first}\n{shape.edition({its.language for its, _ in shows})}".encode())
    for its, episodes in shows:
        whole.update("\n".join([differing(its), *(one.guid for one in episodes), ""]).encode())
    for one in published:
        whole.update(differing(one.episode).encode())
    if moved:
        whole.update("\n".join([*moved, *(shape.companions(its.language) for its, _ in shows)]).encode())
    return whole.hexdigest()


TOGETHER = 32
"""Episodes whose records are made safe on disk at a time: alone each takes 7 ms, all pages after an update minutes."""


def _outdated(
    published: Sequence[Published], shows: Mapping[str, Show], touched: Container[str], spoilt: Container[str]
) -> Iterator[Published]:
    """Episodes whose companions were made from something else, or are damaged."""
    for one in published:
        if one.id not in touched and one.files and one.episode.folder not in spoilt:
            continue
        if one.episode.folder in spoilt or one.files != digest(shows[one.episode.language], one.episode):
            yield one


def _place_again(
    output: Output, catalogue: Catalogue, shows: Mapping[str, Show], outdated: Iterator[Published]
) -> None:
    """Make episodes' companions and records from what the catalogue keeps of them."""
    while some := [*islice(outdated, TOGETHER)]:
        made: list[tuple[str, str, str, bytes]] = []
        for one in some:
            entry, revision = catalogue.entry(one.id), catalogue.revision(one.id)
            if entry and revision:
                its = shows[one.episode.language]
                _beside(output, catalogue, its, revision)
                made_from = digest(its, revision.episode)
                made.append((one.id, made_from, *_recorded(output, catalogue, entry, revision, made_from)))
        output.write_all(((path, content) for *_, path, content in made), on_disk=TOGETHER)
        for article, made_from, _, content in made:
            catalogue.placed(article, made_from, sha256(content).hexdigest())


def _put(
    output: Output,
    catalogue: Catalogue,
    edition: Edition,
    private: Edition,
    state: str,
    stamp: datetime,
    first: str,
) -> tuple[Show, ...]:
    """Put feeds and indexes in place, then what says of them that they are.

    Where subscribers' feeds are is kept apart: the root's record, which everybody can read, has nothing of it.
    """
    kept = catalogue.recall("edition", "files")
    apart = set(catalogue.recall("private", "files") or ())
    hidden = [path for path, content in _feeds(private, catalogue, stamp) if [output.write(path, content)]]
    catalogue.remember("private", "files", sorted(apart.union(hidden)))
    files = _files(output, edition, catalogue, stamp, first)
    written = {path: content is not None and output.write(path, content) for path, content in files}
    for path in [*forwarding.left(catalogue, written)]:
        output.delete(path)
    gone = {*(kept["paths"] if kept else ()), *(catalogue.recall("here", "gone") or ()), *apart}
    gone = gone.difference(written, hidden)
    catalogue.remember("here", "gone", sorted(gone))  # until they are: a run may be killed before
    catalogue.remember("edition", "files", {"state": state, "paths": list(written)})
    root(output, catalogue)
    catalogue.remember("private", "files", hidden)
    here = {one.folder for _, episodes in edition.shows for one in episodes}
    for path in gone:
        if path.rpartition("/")[0] not in here:  # an episode that is back there has pages of its own
            output.delete(path)
    catalogue.remember("here", "gone", [])
    return tuple(its for its, _ in edition.shows if written.get(its.feed))


def root(output: Output, catalogue: Catalogue) -> None:
    """Write the root's record: what belongs to no episode, and what tells other publishers that there was a change."""
    kept = catalogue.recall("edition", "files")
    remembered = {kind: catalogue.remembered(kind) for kind in ("edition", "show", "gain", "moved")}
    covers = {its["cover"] for its in remembered["show"].values() if its.get("cover")}
    names = {*kept["paths"], *covers, *(path for one in covers for path in _small(one))}
    files = {path: its for path in sorted(names) if (its := catalogue.file(path))}
    content = records.dump(records.Root(key_of(catalogue), kept["state"], 1, program(), remembered, files))
    digest_of_it = sha256(content).hexdigest()
    catalogue.remember("here", "roots", [*(catalogue.recall("here", "roots") or ()), digest_of_it])  # it may fail now
    output.write(records.NAME, content)
    catalogue.remember("here", "roots", [digest_of_it])


def _shared_out(
    output: Output, catalogue: Catalogue, settings: Settings, shows: Mapping[str, Show], published: Sequence[Published]
) -> tuple[Edition, Edition]:
    """The public shows with their episodes, the languages' first; and of each private one what each subscriber has."""
    documents = catalogue.documents()
    read = [(one.episode, documents.get(one.id, ())) for one in published]
    found = series.line_up(read, sorted(shows), settings)
    public = [(shows[language], episodes) for language, episodes in found.languages]
    private: list[tuple[Show, tuple[Episode, ...]]] = []
    for table, language, episodes in found.series:
        its = show(output, catalogue, settings, language, name=table.name)
        if table.subscribers:
            private += [(series.private(its, token), episodes) for token in series.tokens(settings, table)]
        else:
            public.append((its, episodes))
    return Edition(tuple(public)), Edition(tuple(private))


def show(
    output: Output, catalogue: Catalogue, settings: Settings, language: str, site: str = "", name: str = ""
) -> Show:
    """A language's show, with its cover put in place; what is never to change of it is kept from now on.

    Its name is what the site of its first article is called (`site`), where the publisher gives it none: a later
    article's would stand in new tags and covers, and not in those of the same run.
    """
    its = kept_show(catalogue, settings, language, site, name)
    own = next((one.cover for one in (*settings.series, *settings.editions) if one.name == name), "") if name else ""
    artwork = settings.path(own or settings.shows.get(language, settings.show).cover or settings.show.cover)
    drawn_from = (
        artwork.read_bytes() if artwork.is_file() else f"{shape.covers()}{its.title}{its.author}{its.theme}".encode()
    )
    kept = catalogue.recall("show", its.folder) or {}
    is_there = "cover" in kept and all(output.stands(path) for path in (kept["cover"], *_small(kept["cover"])))
    if kept.get("cover_source") != (source := sha256(drawn_from).hexdigest()) or not is_there:
        image, suffix = _cover(artwork, its)
        path = f"assets/cover-{name or language}-{sha256(image).hexdigest()[:8]}{suffix}"
        output.write(path, image)
        for small, smaller in zip(_small(path), _smaller(image), strict=True):
            output.write(small, smaller)
        now = {"cover": path, "cover_source": source, "guid": its.guid, "site": _site(kept, site), "named": True}
        catalogue.remember("show", its.folder, now)
        return replace(its, cover=path)
    return its


def kept_show(catalogue: Catalogue, settings: Settings, language: str, site: str = "", name: str = "") -> Show:
    """A language's show as it was last put in place: its guid and its name stay, whatever comes later."""
    kept = catalogue.recall("show", f"shows/{name}" if name else language) or {}
    its = show_of(settings, language, _site(kept, site), name)
    return replace(its, guid=its.guid or kept.get("guid") or feed.guid(its), cover=kept.get("cover", ""))


def _site(kept: Mapping[str, str], site: str) -> str:
    """The site's name: as it was when the show was first made (earlier versions took a later article's as well)."""
    return kept.get("site", "") if kept.get("named") else kept.get("site") or site


def number(catalogue: Catalogue, its_show: Show, episode: Episode) -> int:
    """The number that an episode has in its serial show, 0: none yet; it is given when the feed is written."""
    if its_show.type != "serial":
        return 0
    kept = catalogue.recall("edition", f"numbers/{its_show.folder}") or {}
    return int(kept.get(episode.guid, 0))


@cache
def program() -> str:
    """Our version, as records tell it."""
    return f"articast {version('articast')}"


def _cover(artwork: Path, its: Show) -> tuple[bytes, str]:
    """A show's cover and its suffix: the publisher's own, else one with its title."""
    from articast.recording import covers

    if artwork.is_file():
        own = covers.own(artwork.read_bytes())
        return own.image, own.suffix
    return covers.show(its.title, its.author, dict(its.theme).get("accent", ""), language=its.language), ".jpg"


PAGE_COVER = (20_000, 800)
"""Bytes, and pixels a side, of a show's cover as pages and the player show it: the large one has some 100,000 bytes."""

HOME_COVER = (8_000, 192)
"""The same on the home page, 96 CSS pixels wide: there may be many, and a page weighs 45 kB before it is heard."""


def _smaller(image: bytes) -> tuple[bytes, ...]:
    from articast.recording import covers

    return tuple(covers.small(image, *most) for most in (PAGE_COVER, HOME_COVER))


def _small(cover: str) -> tuple[str, ...]:
    from articast.publishing import pages

    return pages.small_covers(cover)


def _files(
    output: Output, edition: Edition, catalogue: Catalogue, stamp: datetime, first: str
) -> Iterator[tuple[str, bytes | None]]:
    """Path and content of each file of the edition; None: it lies there as it is to be."""
    from articast.publishing import pages

    yield from pages.assets()
    for its, episodes in edition.shows:
        for path, text in pages.show(its, episodes):
            yield path, text.encode()
    yield from _feeds(edition, catalogue, stamp)
    spoken = Edition(tuple(one for one in edition.shows if one[1]))
    yield "feeds.opml", series.opml([its for its, _ in edition.shows]).encode()
    yield "index.html", pages.home(spoken if spoken.shows else edition, first).encode()
    spoken = Edition(tuple(one for one in spoken.shows if not one[0].name or one[1][0].edition))  # each episode once
    for path, rows in pages.addresses(spoken):
        yield path, rows.encode()
    yield from searching.files(spoken, catalogue)
    languages = {its.language: its for its, _ in edition.shows if not its.name}
    yield from forwarding.files(output, catalogue, languages, [one for _, of in edition.shows for one in of])
    yield from pages.sitemap(spoken)


def _feeds(edition: Edition, catalogue: Catalogue, stamp: datetime) -> Iterator[tuple[str, bytes]]:
    for its, episodes in edition.shows:
        archived = feed.archives(its, episodes, catalogue.recall("edition", f"archives/{_counted(its)}") or {})
        numbered = feed.numbers(its, episodes, catalogue.recall("edition", f"numbers/{_counted(its)}") or {})
        catalogue.remember("edition", f"archives/{_counted(its)}", archived)  # for ever: before anybody can read them
        catalogue.remember("edition", f"numbers/{_counted(its)}", numbered)
        yield from feed.render(its, episodes, stamp, archived, numbered)


def _counted(its: Show) -> str:
    """Under what a show's numbers and archive pages are kept: subscribers of a private one have the same."""
    return "/".join(its.folder.split("/")[:2])


def _language_feeds(kept: Mapping[str, Any] | None) -> list[str]:
    """Every language's feed that there was: an app whose feed is gone drops the subscription."""
    paths = kept["paths"] if kept else ()
    return [path for path in paths if path.endswith("/feed.xml") and path.count("/") == 1]


def _withdraw(output: Output, catalogue: Catalogue, shows: Mapping[str, Show], folder: str, article: str) -> None:
    """Leave a notice in place of what is withdrawn; its MP3 stays until it is pruned, or `--now`.

    Feeds name it no longer when its pages go.
    """
    from articast.publishing import pages

    entry, revision = catalogue.entry(article), catalogue.revision(article)
    if entry is None:
        return
    for name in COMPANIONS:
        if name != "index.html" and output.has(f"{folder}/{name}"):
            output.delete(f"{folder}/{name}")
    if entry.language in shows:
        output.write(f"{folder}/index.html", pages.withdrawn(shows[entry.language]).encode())
    catalogue.placed(article, "", record(output, catalogue, entry, revision, ""))


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
