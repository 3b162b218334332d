"""Taking episodes out, and removing what nothing refers to any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from articast.flow import heard_in, mend, opened
from articast.publishing import edition, forwarding, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.flow import House
    from articast.keeping import Catalogue, Entry, Output, Shelf
    from articast.settings import Settings

DAY = 86_400


def withdraw(name: str, settings: Settings, *, undo: bool = False, now: bool = False) -> str:
    """Take an episode out of feeds and pages, or bring it back; its identity stays for ever, and so does a notice.

    Killed anywhere and run again it ends as if it had not been: what is done already is not done again.

    Args:
        name: id, GUID, `<lang>/<slug>`, slug, page or article URL.
        settings: the run's.
        undo: bring it back.
        now: its audio and what is kept of its text go, too.

    Returns:
        What was done, for people.

    Raises:
        ArticastError: no such episode, or more than one.
    """
    with opened(settings) as house:
        catalogue = house.catalogue
        entry = catalogue.resolve(name)
        folder = f"{entry.language}/{entry.slug}"
        if undo:
            return _bring_back(house, entry, folder)
        if not entry.withdrawn:
            catalogue.withdraw(entry.id)
        mend(house, entry.guid)  # editions that it was in are made again without it
        edition.bring_out(house.output, catalogue, settings, house.clock)
        if not now:
            return f"{folder} is withdrawn; its MP3 stays for those who listen now until `articast prune` finds it old"
        for path, article in heard_in(catalogue, entry.guid).items():
            house.output.delete(path)
            catalogue.unnamed(article, path)
        for path in _sounds(catalogue, entry.id) | set(catalogue.files(folder)):
            if not path.endswith(("/index.html", "/record.json")):
                house.output.delete(path)
        catalogue.forget(entry.id)
        edition.bring_out(house.output, catalogue, settings, house.clock)
        return f"{folder} is withdrawn and its audio is gone; take it out of caches (a CDN's) as well"


def _sounds(catalogue: Catalogue, article: str) -> set[str]:
    """Every file that an episode is or was heard from, wherever its pages were then."""
    episode = catalogue.episode(article)
    now = {episode.audio, episode.cover, *(one.path for one in episode.alternates)} if episode else set()
    ours = {path for path in (*now, *(audio for audio, _ in catalogue.addresses(article))) if path.count("/") == 2}
    return {path for path in ours if catalogue.file(path) is not None}


def _bring_back(house: House, entry: Entry, folder: str) -> str:
    catalogue = house.catalogue
    episode = catalogue.episode(entry.id)
    whole = episode is not None and house.output.stands(episode.audio)
    whole = whole and all(house.output.stands(path) for path in _pictures(house, folder, entry.id))
    if not whole:
        catalogue.forget(entry.id)
    if entry.withdrawn:
        catalogue.withdraw(entry.id, undo=True)
    edition.bring_out(house.output, catalogue, house.settings, house.clock)
    if whole:
        return f"{folder} is published again"
    back = catalogue.entry(entry.id)
    assert back, "it was resolved"
    catalogue.placed(entry.id, "", edition.record(house.output, catalogue, back, None, ""))
    return f"{folder} is withdrawn no more, but its audio is gone: the next `articast publish` of its source makes it"


def restore(settings: Settings) -> str:
    """Take over what the output holds and the state does not know; bring feeds and pages up to it.

    Returns:
        What was taken over, for people.
    """
    with opened(settings) as house:
        edition.bring_out(house.output, house.catalogue, settings, house.clock)
        return str(house.restored)


def prune(settings: Settings) -> str:
    """Remove clips of no published episode, and audio, covers and pictures that nothing names any more.

    What a feed named stays for `answer_days` after another took its place; other files for `prune_after_days`.

    Returns:
        What was removed, for people.
    """
    with opened(settings) as house:
        clips = _prune_clips(house)
        folders = house.catalogue.folders()
        there = set(house.output.sizes())
        files = _prune_files(house)
        for folder in {path.rpartition("/")[0] for path in there - set(house.output.sizes())} & set(folders):
            house.catalogue.placed(folders[folder], "")  # its record names what is gone
        edition.bring_out(house.output, house.catalogue, settings, house.clock)
    return f"removed {clips[0]} clips ({clips[1] / 1e6:.1f} MB) and {files[0]} files ({files[1] / 1e6:.1f} MB)"


def _prune_clips(house: House) -> tuple[int, int]:
    named, age = house.catalogue.clips(), house.settings.prune_after_days * DAY
    return _remove(house.shelf, age, house, lambda path: path[3:-5] not in named)


def _prune_files(house: House) -> tuple[int, int]:
    catalogue, settings = house.catalogue, house.settings
    since = (house.clock - timedelta(days=settings.answer_days)).isoformat()
    forwarding.expire(catalogue, since)
    named = {*catalogue.covers(), *catalogue.answered(since)}
    named |= {path for cover in catalogue.covers() for path in pages.small_covers(cover)}
    for _, episode, _, _ in catalogue.published():
        named |= {episode.audio, episode.cover, *(other.path for other in episode.alternates)}

    with_pictures = {path.rpartition("/")[0] for path in house.output.sizes() if "/picture-" in path}
    for article, episode, _, _ in catalogue.published():
        if episode.folder in with_pictures:
            named |= set(_pictures(house, episode.folder, article))

    def orphaned(path: str) -> bool:
        name = path.rpartition("/")[2]
        media = name.endswith((".mp3", ".opus")) or name.startswith(("cover-", "picture-"))
        return media and path not in named and catalogue.file(path) is not None

    return _remove(house.output, settings.prune_after_days * DAY, house, orphaned)


def _pictures(house: House, folder: str, article: str) -> Iterator[str]:
    """Paths of the pictures of an article's published episode."""
    for one in house.catalogue.reading(article).seen:
        yield from (f"{folder}/{path}" for path in one.paths)


def _remove(store: Shelf | Output, age: float, house: House, orphaned: Callable[[str], bool]) -> tuple[int, int]:
    """Delete the orphaned files older than `age` seconds; how many, and their bytes."""
    count = size = 0
    for path, length in sorted(store.sizes().items()):
        if orphaned(path) and store.age(path, house.clock.timestamp()) >= age:
            store.delete(path)
            count, size = count + 1, size + length
    return count, size
