"""What is odd about what a run published, and what to do: pairs that apps or people take for one."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from articast.flow.run import days_over
from articast.keeping import HIDDEN
from articast.speech import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from articast.flow.run import Run
    from articast.keeping import Output
    from articast.model import Episode
    from articast.settings import Settings
    from articast.speech import speak

ALIKE = 600.0
"""Seconds within which the lengths of two items of one title on one day lie for AntennaPod to take them for one."""


def told(run: Run) -> list[str]:
    """A line for each; where nothing was published, only for articles whose day is over."""
    over = list(days_over(run))
    fresh = {episode.guid: source for source, episode in run.report.published}
    if not fresh:
        return over
    catalogue, settings = run.house.catalogue, run.house.settings
    published = [(article, episode) for article, episode, *_ in catalogue.published()]
    gone = {
        article: names[0]
        for article, names in catalogue.documents().items()
        if article not in run.seen and all(_is_gone(settings, name) for name in names)
    }
    pairs = [*alike([one for _, one in published], fresh), *moved(published, fresh, gone, run.seen.__contains__)]
    return [*over, *pairs]


NAMED = 5
"""Files that are told by name; of more their number."""


def touched(output: Output) -> list[str]:
    """A line where files of ours were removed or changed by others: it is not only the run that writes there."""
    found = output.touched()
    if not found:
        return []
    named = ", ".join(found[:NAMED]) + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")
    return [
        f"changed or removed in {output.url} by others since the last run, and made again as far as can be: {named}"
    ]


def unsaid(run: Run, tasks: Iterable[speak.Task]) -> list[str]:
    """Sounds of the lexicon that a voice cannot say, where nothing else is to be said; each once a run."""
    own = {entry.ipa for entry in run.house.plan.lexicon.entries if entry.ipa and not entry.say}
    found = dict[str, None]()
    for task in tasks if own else ():
        for one in task.pronunciations:
            if one.ipa in own and not engines.takes_ipa(task.voice, one.ipa, task.language):
                word = f"{task.text[one.start : one.end]!r} as [{one.ipa}]"
                found[f"{task.voice.id} cannot say {word} and reads its letters; give `say` in the lexicon"] = None
    return [line for line in found if line not in run.report.warnings]


def alike(episodes: Sequence[Episode], fresh: Mapping[str, str]) -> Iterator[str]:
    """Items that apps show one of: of one show, title and day, and about as long.

    Args:
        episodes: all that are published.
        fresh: the source of each that this run published, by GUID; pairs of older ones were told before.
    """
    groups: dict[tuple[str, str, str], list[Episode]] = {}
    for one in episodes:
        groups.setdefault((one.language, one.title.casefold(), f"{one.published:%Y-%m-%d}"), []).append(one)
    for group in groups.values():
        pairs = pairwise(sorted(group, key=lambda one: one.seconds))
        for first, second in pairs:
            if second.seconds - first.seconds < ALIKE and (first.guid in fresh or second.guid in fresh):
                yield (
                    f"{first.folder} and {second.folder} are both «{first.title}» of {first.published:%Y-%m-%d}: "
                    "apps such as AntennaPod show one of them; put the date or the place into their titles"
                )


def moved(
    published: Sequence[tuple[str, Episode]],
    fresh: Mapping[str, str],
    gone: Mapping[str, str],
    is_seen: Callable[[str], bool],
) -> Iterator[str]:
    """Files that seem to have been moved and changed at once: the old episode stays beside the new one.

    Args:
        published: (article's id, episode).
        fresh: the source of each that this run published, by GUID.
        gone: the file of each article whose file is not there any more, by the article's id.
        is_seen: whether an article came by in this run.
    """
    left = [(article, one) for article, one in published if article in gone]
    for article, new in published:
        source = fresh.get(new.guid)
        if source is None or article in gone or not is_seen(article):
            continue
        for old_id, old in left:
            name = gone[old_id]
            same_name = PurePosixPath(name).name == PurePosixPath(source).name
            if old.language == new.language and (same_name or old.title.casefold() == new.title.casefold()):
                yield (
                    f"{source} looks like {name}, which is gone, moved and changed; its episode {old.folder} stays "
                    f"beside {new.folder}: write `moved_from: {name}` into its front matter and publish again, or "
                    f"`articast withdraw {old.folder}`"
                )


def _is_gone(settings: Settings, name: str) -> bool:
    """Whether that is a file's name, and there is none."""
    other = "://" in name or "!" in name or "\\" in name or name.startswith(("-", "urn:", HIDDEN))
    return not other and not os.path.lexists(settings.path(name))
