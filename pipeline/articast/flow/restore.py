"""What is published is the record: a run takes over what lies in the output and its catalogue does not know."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.errors import ConfigurationError, PublishError
from articast.keeping import named_by_content, records
from articast.publishing import edition, feed, forwarding, searching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from articast.keeping import Catalogue, Output
    from articast.model import Episode
    from articast.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken over."""

    episodes: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        """Whether there was anything."""
        return self.episodes > 0

    def __str__(self) -> str:
        """For people."""
        gone = f", {self.withdrawn} of them withdrawn" if self.withdrawn else ""
        return f"{self.episodes} episodes{gone} were taken over from the output's records"


def take_over(output: Output, catalogue: Catalogue, settings: Settings, stale: datetime | None = None) -> Restored:
    """Have the catalogue know what the output holds: GUIDs, dates, withdrawals, texts, clips, shows.

    Ordinarily that is to see that nobody else has published there since. Where somebody has, or the state is lost,
    every record that the catalogue does not have is read.

    Args:
        output: what lies there.
        catalogue: what is known of it.
        settings: the run's.
        stale: since when the catalogue may know nothing of what was done there: what was written after that is
            doubted, and written again where it is not what it should be.

    Raises:
        ConfigurationError: feeds there name episodes that no record tells of; a run would drop them.
        PublishError: a record cannot be read.
    """
    there = output.sizes()
    known = catalogue.records()
    root, written = _read_root(output, catalogue) if records.NAME in there else (None, "")
    kept = catalogue.recall("edition", "files") or {}
    if root is None and known:
        _of_before(catalogue, there)
    ours = catalogue.recall("here", "roots")  # two, where a new one could not be written
    of_others = root is not None and (written not in ours if ours else root.state != kept.get("state"))
    changed = of_others or stale is not None
    if root is not None and root.state != kept.get("state"):
        catalogue.wrote(records.NAME, -1, "")  # whoever wrote it, it is to be written again
    if root is not None and (changed or not known):
        _root(root, catalogue)
        catalogue.remember("here", "roots", [written])
    if catalogue.recall("edition", "key") is None:
        catalogue.remember("edition", "key", sha256(f"articast {settings.base_url}".encode()).hexdigest()[:32])
    wanted = [path for path in there if _is_record(path) and (changed or not known.get(path.rpartition("/")[0]))]
    places = catalogue.places() if wanted and not changed else {}
    taken = [_episode(output, catalogue, path, content, known, places) for path, content in output.read_all(wanted)]
    if wanted or root is None:
        _refuse_fewer(output, catalogue, there, fewer=settings.fewer)
    if stale is not None:
        for path in output.store.written_since(stale):
            if not named_by_content(path):
                output.doubt(path)
    return Restored(sum(one is not None for one in taken), sum(one == "withdrawn" for one in taken))


def _read_root(output: Output, catalogue: Catalogue) -> tuple[records.Root | None, str]:
    """The root's record and its SHA-256; None where it lost its bytes: what was in it is known, or can be found again.

    Raises:
        PublishError: it cannot be read, and is not what we wrote and then lost the end of.
    """
    content = output.read(records.NAME)
    if not content.strip(b"\0 \n"):
        return None, ""
    try:
        return records.load_root(content), sha256(content).hexdigest()
    except PublishError:
        if _is_unfinished(catalogue, records.NAME, content):
            return None, ""
        raise


def _is_unfinished(catalogue: Catalogue, path: str, content: bytes) -> bool:
    """Whether a file of ours has not the bytes that we wrote: what should be there is known, and written again."""
    kept = catalogue.file(path)
    return kept is not None and kept[0] != len(content)


def _is_record(path: str) -> bool:
    return path.count("/") == 2 and path.endswith(f"/{records.NAME}")


def _root(root: records.Root, catalogue: Catalogue) -> None:
    """Shows, editions, gains, and the edition's own files.

    Those are looked at again when they are made: a run that was killed may have written some of them since.
    """
    for kind in ("edition", "show", "gain", "moved"):
        for name, value in root.remembered.get(kind, {}).items():
            catalogue.remember(kind, name, value)
    for folder in set(catalogue.remembered("moved")).difference(root.remembered.get("moved", {})):
        catalogue.unremember("moved", folder)
    catalogue.remember("edition", "key", root.key)
    for path in (*root.files, records.NAME):
        catalogue.wrote(path, -1, "")


def _episode(
    output: Output, catalogue: Catalogue, path: str, content: bytes, known: Mapping[str, str], ours: Mapping[str, str]
) -> str | None:
    """Take over one record; its state, or None where it was known.

    Args:
        output: where it lies.
        catalogue: is to know it.
        path: of the record.
        content: of the record.
        known: digests of the records that the catalogue knows, by folder.
        ours: folders of the articles that the catalogue knew before and nobody else published since, by GUID.
    """
    digest = sha256(content).hexdigest()
    folder = path.rpartition("/")[0]
    if known.get(folder) == digest:
        return None
    try:
        found = records.load(content, path)
    except PublishError:
        if _is_unfinished(catalogue, path, content):
            return None
        raise
    if found.folder != folder:
        raise ConfigurationError(f"{output.url}/{path} is the record of {found.folder}: put it back there")
    for name, (size, of) in found.files.items():
        catalogue.wrote(f"{folder}/{name}", size, of)
    catalogue.wrote(path, len(content), digest)
    if _is_left_behind(output, catalogue, found, ours):
        return None
    its = catalogue.take_over(records.entry_of(found))
    if revision := records.revision_of(found, its):
        now = revision.episode
        forwarding.note(catalogue, catalogue.episode(its), now, now.modified)  # the run that moved it did not get to
        catalogue.made_elsewhere(its)
        catalogue.commit(revision)
        searching.seek(catalogue, now, revision.reading)  # its pages are not made here
        for audio, replaced in found.addresses:
            catalogue.named(its, audio, replaced)
        _elsewhere(output, catalogue, folder, revision.episode, [audio for audio, _ in found.addresses])
    catalogue.placed(its, found.digests.get("files", ""), digest)
    return found.state


def _is_left_behind(output: Output, catalogue: Catalogue, found: records.Record, ours: Mapping[str, str]) -> bool:
    """Whether a record lies where its episode was before it moved: the run that moved it was killed.

    Where the state is lost, too, there are two records of one episode: that which names the other's audio as its own
    of before is the later one, else the one that was made later.
    """
    here = ours.get(found.guid)
    if here or ((its := catalogue.recall("moved", found.folder)) and its["guid"] == found.guid):
        return here != found.folder
    other = catalogue.identified(found.guid)
    elsewhere = f"{other.language}/{other.slug}" if other else found.folder
    if other is None or elsewhere == found.folder or not output.has(f"{elsewhere}/{records.NAME}"):
        return False
    known = catalogue.episode(other.id)
    if not known or not found.episode:
        return False
    follows = known.audio in {audio for audio, _ in found.addresses}
    followed = found.episode.audio in {audio for audio, _ in catalogue.addresses(other.id)}
    is_older = found.episode.modified < known.modified if follows == followed else followed
    since = max(found.episode.modified, known.modified).isoformat()
    catalogue.remember("moved", found.folder if is_older else elsewhere, {"guid": found.guid, "since": since})
    return is_older


def _elsewhere(output: Output, catalogue: Catalogue, folder: str, episode: Episode, earlier: Iterable[str]) -> None:
    """Have as ours what an episode is or was heard from where its pages were before."""
    there = output.sizes()
    for path in (episode.audio, *(one.path for one in episode.alternates), *earlier):
        if path in there and path.count("/") == 2 and not path.startswith(f"{folder}/"):
            catalogue.wrote(path, there[path], episode.digest if path == episode.audio else "")


def _of_before(catalogue: Catalogue, there: Mapping[str, int]) -> None:
    """Have as ours what a version before records wrote: by the names that it gave, and the catalogue knows."""
    if catalogue.recall("edition", "files") is None or catalogue.files():
        return
    named = {*catalogue.recall("edition", "files")["paths"], *catalogue.covers()}
    folders = catalogue.folders()
    for path, size in there.items():
        folder, _, name = path.rpartition("/")
        audio = name.endswith((".mp3", ".opus")) or name.startswith("cover-")
        if path in named or (folder in folders and (name in edition.COMPANIONS or audio)):
            catalogue.wrote(path, size, "")


def _refuse_fewer(output: Output, catalogue: Catalogue, there: Iterable[str], *, fewer: bool) -> None:
    """See that every episode that a feed there names is known.

    Raises:
        ConfigurationError: one is not.
    """
    guids = catalogue.guids()
    lost: dict[str, int] = {}
    for path in there:
        if path.endswith("/feed.xml") and path.count("/") == 1:
            gone = len(set(feed.named(output.read(path))) - guids)
            if gone:
                lost[path] = gone
    if lost and not fewer:
        told = ", ".join(f"{path} {count}" for path, count in sorted(lost.items()))
        raise ConfigurationError(
            f"{output.url} holds feeds with episodes that neither the state nor a record there tells of ({told}): "
            "put the state folder back; or give --fewer to publish without them"
        )
