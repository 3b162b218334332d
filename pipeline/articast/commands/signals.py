"""Who watches over runs is told: a health check's address at start, end and failure, and a file for Prometheus. Edge.

Both are off unless the configuration names them; that neither answers never stops a run.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from articast.commands import telling

if TYPE_CHECKING:
    from articast.flow import Report, Work
    from articast.settings import Settings

SECONDS = 10.0
"""Longest wait for a health check to answer."""


@dataclass(slots=True)
class Tally:
    """What became of each source so far: what can be told of a run that could not end."""

    published: int = 0
    unchanged: int = 0
    failed: int = 0
    begun: int = 0
    named: list[str] = field(default_factory=list)
    """Sources that were published."""

    def __str__(self) -> str:
        return f"{self.published} published, {self.unchanged} unchanged, {self.failed} failed before"


def ping(settings: Settings, what: str = "", text: str = "") -> None:
    """Tell the health check, as Healthchecks.io has it: `what` is `start` or `fail`, empty where all is well."""
    if not settings.healthcheck:
        return
    import httpx

    url = settings.healthcheck.rstrip("/") + (f"/{what}" if what else "")
    try:
        httpx.post(url, content=telling.clean(text).encode("utf-8", "replace"), timeout=SECONDS).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        telling.say(f"articast: the health check was not told: {str(error) or type(error).__name__}")


def measure(settings: Settings, tally: Tally, report: Report | None, status: int) -> None:
    """Write the file that Prometheus' node exporter collects; `report` is None of a run that could not end."""
    if not settings.metrics:
        return
    path = settings.path(settings.metrics)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="ascii") as file:
            file.write(exposition(tally, report, status, time()))
        written = Path(file.name)
        written.chmod(0o644)
        written.replace(path)
    except OSError as error:
        telling.say(f"articast: metrics were not written to {path}: {error.strerror}")


def exposition(tally: Tally, report: Report | None, status: int, now: float) -> str:
    """The run in Prometheus' text format.

    Args:
        tally: counts.
        report: what the run did, None where it could not end.
        status: its exit status.
        now: Unix time.
    """
    rows = [
        ("run_timestamp_seconds", "When the last run ended.", f"{now:.0f}"),
        ("run_status", "Exit status of the last run.", f"{status}"),
        ("run_published", "Episodes published in the last run.", f"{tally.published}"),
        ("run_unchanged", "Sources unchanged in the last run.", f"{tally.unchanged}"),
        ("run_failed", "Articles that failed in the last run.", f"{tally.failed}"),
    ]
    if report:
        rows += [
            ("run_seconds", "How long the last run took.", f"{report.seconds:.3f}"),
            ("run_audio_seconds", "Speech published in the last run.", f"{report.audio_seconds:.3f}"),
            ("run_clips_spoken", "Sentences spoken in the last run.", f"{report.spoken}"),
            ("run_clips_reused", "Sentences reused in the last run.", f"{report.reused}"),
            ("run_warnings", "Warnings of the last run.", f"{len(report.warnings)}"),
        ]
    return "".join(
        f"# HELP articast_{name} {what}\n# TYPE articast_{name} gauge\narticast_{name} {value}\n"
        for name, what, value in rows
    )


def counted(tally: Tally, source: str, outcome: str) -> None:
    """Note how a source ended, and log it."""
    kind = outcome.partition(":")[0]
    if kind in {"published", "unchanged", "failed"}:
        setattr(tally, kind, getattr(tally, kind) + 1)
    if kind == "published":
        tally.named.append(source)
    if kind != "unchanged":
        telling.event("article", source=source, outcome=outcome)


def began(tally: Tally, work: Work) -> None:
    """Note that an article's sentences are about to be spoken."""
    tally.begun += 1
    telling.event(
        "speaking",
        source=work.document.source,
        sentences=len(work.sentences),
        language=work.article.language,
        voice=work.voices[0][1].id,
    )
