"""`articast runs`: the last runs and what failed in them, from the catalogue."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from articast.keeping import Catalogue, state_of

if TYPE_CHECKING:
    from articast.settings import Settings


def runs(settings: Settings, most: int) -> list[dict[str, Any]]:
    """The last runs, newest first; each with what failed in it.

    Raises:
        PublishError: the catalogue cannot be read, or a run is at work.
    """
    with state_of(settings.state_url, dry=True) as state, closing(Catalogue(state.catalogue, dry=True)) as catalogue:
        return catalogue.runs(most)


def text(found: list[dict[str, Any]]) -> str:
    """For people, a run a line, its failures below it by cause."""
    if not found:
        return "no run is known here; run `articast publish`"
    lines = []
    for run in found:
        started = datetime.fromisoformat(run["started"])
        if run["finished"]:
            seconds = round((datetime.fromisoformat(run["finished"]) - started).total_seconds())
            counts = f"{run['published']} published, {run['unchanged']} unchanged, {run['failed']} failed, {seconds} s"
        else:
            counts = "did not end"
        lines.append(f"{started:%Y-%m-%d %H:%M} {counts}")
        lines += [f"  {line}" for line in by_cause([(f["source"], f["stage"], f["error"]) for f in run["failures"]])]
    return "\n".join(lines)


MOST_NAMED = 3
"""Sources that are named of those with one cause."""


def by_cause(failures: list[tuple[str, str, str]]) -> list[str]:
    """A line a cause: with its source where it is one, else with a count and the first of them.

    Args:
        failures: (source, stage, error) of each.
    """
    causes: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for source, stage, error in failures:
        cause = error.replace(source, "…") if source else error
        causes.setdefault((stage, cause), []).append((source, error))
    lines = []
    for (stage, cause), those in causes.items():
        if len(those) == 1:
            lines.append(f"{those[0][0]}: {stage}: {those[0][1]}")
        else:
            names = ", ".join(source for source, _ in those[:MOST_NAMED])
            more = ", …" if len(those) > MOST_NAMED else ""
            lines.append(f"{len(those)} articles: {stage}: {cause} ({names}{more})")
    return lines
