"""What the audit found is made again: pages and feeds at once, from the catalogue; audio by the next `publish`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.commands.check.fault import KINDS
from articast.flow import opened
from articast.publishing import edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articast.commands.check.fault import Fault
    from articast.settings import Settings


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done."""

    rendered: bool = False
    removed: int = 0
    asked: tuple[str, ...] = ()
    """Folders of episodes whose audio `publish` makes again."""

    def __str__(self) -> str:
        said = ["rendered pages and feeds anew"] if self.rendered else []
        said += [f"removed {self.removed} unfinished files"] if self.removed else []
        if self.asked:
            said.append(f"`articast publish` makes the audio again of {', '.join(self.asked)}")
        return "; ".join(said) or "nothing can be repaired here"


def repair(settings: Settings, faults: Iterable[Fault]) -> Repaired:
    """Make again what can be.

    What is rendered comes from the catalogue. An MP3 that is not what was published is asked of the next run: it is
    joined again from the clips that are kept.

    Raises:
        PublishError: the output or state cannot be written.
    """
    found = list(faults)
    remedies = {KINDS[fault.kind].remedy for fault in found}
    folders = sorted(
        {
            "/".join(fault.path.split("/")[:2])
            for fault in found
            if KINDS[fault.kind].remedy == "record" and "/" in fault.path
        }
    )
    removed = 0
    with opened(settings) as house:
        known = {episode.folder: article for article, episode, _, _ in house.catalogue.published()}
        unfinished = [fault.path for fault in found if KINDS[fault.kind].remedy == "clean"]
        for path in unfinished:
            if path.endswith(".part"):
                house.output.delete(path)
                removed += 1
        asked = tuple(folder for folder in folders if folder in known)
        rendered = bool(remedies & {"render", "publish", "record"}) and bool(known)
        if rendered:
            for fault in found:
                house.output.doubt(fault.path)
            for article in known.values():
                house.catalogue.placed(article, "")
            kept = house.catalogue.recall("edition", "files")
            if kept:
                house.catalogue.remember("edition", "files", {**kept, "state": ""})
            edition.bring_out(house.output, house.catalogue, house.settings, house.clock)
        for folder in asked:
            house.catalogue.doubt(known[folder])
    return Repaired(rendered, removed, asked)
