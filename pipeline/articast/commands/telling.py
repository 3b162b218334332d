"""The one edge where text leaves for people and machines: nothing that lets somebody in goes over it. Edge.

Standard output, standard error, logs, the report and what is sent to a health check all pass here. Messages that are
kept (the catalogue's) are clean already where they are made: `ArticastError` has what `plain.redacted` leaves.
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from functools import cache
from typing import Any

from articast.plain import ELLIPSIS, redacted

_NAMES = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL", re.IGNORECASE)
"""What the environment's variables with secrets are called."""

_SHORTEST = 8
"""Characters of a value that is looked for: shorter ones are words of any text."""


def clean(text: str) -> str:
    """A text as it may leave: without credentials, and without the secrets that the environment holds."""
    shown = redacted(text)
    for secret in _secrets():
        if secret in shown:
            shown = shown.replace(secret, ELLIPSIS)
    return shown


def cleaned(value: Any) -> Any:
    """A JSON value whose every text is clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(name)): cleaned(its) for name, its in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(its) for its in value]
    return value


@cache
def _secrets() -> tuple[str, ...]:
    """Values of the environment's variables that are called like secrets, longest first."""
    found = {value for name, value in os.environ.items() if _NAMES.search(name) and len(value) >= _SHORTEST}
    return tuple(sorted((one for one in found if not os.path.exists(one)), key=len, reverse=True))  # noqa: PTH110


def out(text: str) -> None:
    """To standard output."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files may be anything, terminals may lack letters
    sys.stdout.write(f"{clean(text)}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """To standard error."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    sys.stderr.write(f"{clean(text)}\n")
    sys.stderr.flush()


def log(*, verbose: bool, as_json: bool) -> None:
    """What libraries and we log, on standard error: nothing that publishers need not see, unless it is asked for.

    Args:
        verbose: lines of all that is logged.
        as_json: an object a line, of a run's events too, for programs that collect them.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_json() if as_json else _Clean("%(name)s: %(message)s"))
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("articast.run").setLevel(logging.INFO if as_json or verbose else logging.CRITICAL)
    _secrets.cache_clear()


class _Clean(logging.Formatter):
    """Lines, traces included, as they may leave."""

    def format(self, record: logging.LogRecord) -> str:
        """Clean."""
        return clean(super().format(record))


def _json() -> logging.Formatter:
    """Structlog's objects, a line each."""
    import structlog

    def safe(_: Any, __: str, event: Any) -> Any:
        return cleaned(dict(event))

    def own(_: Any, __: str, event: Any) -> Any:
        return {**event, **(getattr(event.get("_record"), "told", None) or {})}

    before: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        own,
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            safe,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )


def event(name: str, **told: Any) -> None:
    """Log something that happened in a run; it is seen with `--log-json` or `--verbose`."""
    said = ", ".join(f"{key} {value}" for key, value in told.items())
    logging.getLogger("articast.run").info(
        name if not said else f"{name}: {said}", extra={"told": {"event": name, **told}}
    )
