"""A run's report: one JSON object for machines, a few lines for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from articast.commands.runs import by_cause
from articast.keeping import Store
from articast.settings import DEFAULT_BASE_URL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from articast.flow import Report
    from articast.settings import Settings
    from articast.sources import Passed

_EXAMPLES = 3
"""Of what was passed over that are named for each reason."""


class Aside(Protocol):
    """What a run, or its rehearsal, set aside without a failure."""

    @property
    def scheduled(self) -> list[tuple[str, datetime]]:
        """As in Report."""

    @property
    def passed(self) -> list[Passed]:
        """As in Report."""


def as_json(report: Report, settings: Settings) -> dict[str, Any]:
    """The report as DESIGN's contract has it; an episode is what its `episode.json` holds, and its source."""
    output = Store(settings.output_url)
    return {
        "published": [
            {"source": source, **json.loads(output.read(f"{episode.folder}/episode.json"))}
            for source, episode in report.published
        ],
        "unchanged": report.unchanged,
        "failed": [{"source": one.source, "stage": one.stage, "error": one.error} for one in report.failed],
        **aside_json(report),
        "warnings": report.warnings,
        "seconds": round(report.seconds, 3),
        "audio_seconds": round(report.audio_seconds, 3),
        "clips": {"spoken": report.spoken, "reused": report.reused},
        "left_out": report.left_out,
        "timings": report.timings,
    }


def timings(report: Report, starting: float) -> str:
    """Where the time went: of the main process a stage a line, of those who worked for it all together, and each.

    Args:
        report: of the run.
        starting: seconds from the command to the run.
    """
    main = {"starting": starting, **report.timings.get("main", {})}
    whole = starting + report.seconds
    rows = [("", f"{whole:.2f} s in all", "")]
    rows += [("main process", name, took) for name, took in _longest(main)]
    workers = {who: its for who, its in report.timings.items() if who != "main"}
    together: dict[str, float] = {}
    for its in workers.values():
        for name, took in its.items():
            together[name] = together.get(name, 0.0) + took
    rows += [(f"{len(workers)} workers", name, took) for name, took in _longest(together)]
    rows += [(who, "all", f"{sum(its.values()):.2f} s") for who, its in sorted(workers.items())]
    return "\n".join("  ".join(filter(None, row)) for row in rows)


def _longest(seconds: Mapping[str, float]) -> list[tuple[str, str]]:
    return [(name, f"{took:.2f} s") for name, took in sorted(seconds.items(), key=lambda one: -one[1])]


def summary(report: Report, settings: Settings, serving: str) -> str:
    """What a person wants to know at the end."""
    counts = (
        f"{len(report.published)} published ({_length(report.audio_seconds)} of speech), "
        f"{len(report.unchanged)} unchanged, {len(report.failed)} failed, in {_length(report.seconds)}; "
        f"{report.spoken} sentences spoken, {report.reused} reused"
    )
    lines = [counts]
    failures = [(one.source, one.stage, one.error) for one in report.failed]
    lines += [f"failed: {line}" for line in by_cause(failures)]
    lines += aside_lines(report)
    lines += [f"warning: {warning}" for warning in report.warnings]
    if settings.base_url == DEFAULT_BASE_URL:
        lines.append(f"The feeds name this machine ({DEFAULT_BASE_URL}); set base_url before the world subscribes.")
        lines.append(f"Look at it: {serving} --open")
    return "\n".join(lines)


def aside_json(found: Aside) -> dict[str, Any]:
    """What waits for its time, and what is no article, for machines."""
    return {
        "scheduled": [{"source": source, "published": when.isoformat()} for source, when in found.scheduled],
        "passed_over": [
            {"reason": why, "count": len(names), "sources": names[:_EXAMPLES]} for why, names in _passed(found).items()
        ],
    }


def aside_lines(found: Aside) -> list[str]:
    """The same for people, a line each, or a line a reason."""
    lines = [f"waits until {when:%Y-%m-%d %H:%M %Z}: {source}" for source, when in found.scheduled]
    return lines + [
        f"passed over: {why}: {len(names)} ({', '.join(names[:_EXAMPLES])}{', …' if len(names) > _EXAMPLES else ''})"
        for why, names in _passed(found).items()
    ]


def _passed(report: Aside) -> dict[str, list[str]]:
    """What is no article, by what it is instead."""
    found: dict[str, list[str]] = {}
    for one in report.passed:
        found.setdefault(one.why, []).append(one.source)
    return found


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
