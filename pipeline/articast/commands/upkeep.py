"""Taking episodes out, and removing what nothing refers to any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.flow import opened
from articast.publishing import edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.flow import House
    from articast.keeping import Store
    from articast.settings import Settings

DAY = 86_400


def withdraw(name: str, settings: Settings, *, undo: bool = False) -> str:
    """Take an episode out of feeds and pages, or bring it back; its identity stays for ever.

    Args:
        name: id, GUID, `<lang>/<slug>`, slug, page or article URL.
        settings: the run's.
        undo: bring it back.

    Returns:
        What was done, for people.

    Raises:
        ArticastError: no such episode, or more than one.
    """
    with opened(settings) as house:
        entry = house.catalogue.resolve(name)
        folder = f"{entry.language}/{entry.slug}"
        if entry.withdrawn is not undo:
            return f"{folder} is {'withdrawn already' if entry.withdrawn else 'published'}; nothing was done"
        house.catalogue.withdraw(entry.id, undo=undo)
        edition.bring_out(house.output, house.catalogue, settings, house.clock)
        if undo:
            return f"{folder} is published again"
        return f"{folder} is withdrawn; its MP3 stays for those who are listening until `articast prune` finds it old"


def prune(settings: Settings) -> str:
    """Remove clips of no published episode, and audio and covers that nothing names and that are older than a week.

    Returns:
        What was removed, for people.
    """
    with opened(settings) as house:
        clips = _prune_clips(house)
        files = _prune_files(house)
    return f"removed {clips[0]} clips ({clips[1] / 1e6:.1f} MB) and {files[0]} files ({files[1] / 1e6:.1f} MB)"


def _prune_clips(house: House) -> tuple[int, int]:
    named, age = house.catalogue.clips(), house.settings.prune_after_days * DAY
    return _remove(house.shelf, age, house, lambda path: path.endswith(".clip") and path[3:-5] not in named)


def _prune_files(house: House) -> tuple[int, int]:
    named = house.catalogue.covers()
    for _, episode, _, _ in house.catalogue.published():
        named |= {episode.audio, episode.cover, *(other.path for other in episode.alternates)}
    folders = house.catalogue.folders()

    def orphaned(path: str) -> bool:
        folder, _, name = path.rpartition("/")
        made = name.endswith((".mp3", ".opus")) or (name.startswith("cover-") and name.endswith((".jpg", ".png")))
        ours = (folder in folders and made) or path.startswith("assets/cover-")
        return ours and path not in named

    return _remove(house.output, house.settings.prune_after_days * DAY, house, orphaned)


def _remove(store: Store, age: float, house: House, orphaned: Callable[[str], bool]) -> tuple[int, int]:
    """Delete the orphaned files older than `age` seconds; how many, and their bytes."""
    count = size = 0
    for path, length in sorted(store.sizes().items()):
        if orphaned(path) and store.age(path, house.clock.timestamp()) >= age:
            store.delete(path)
            count, size = count + 1, size + length
    return count, size
