"""JSON of strangers: whatever types its values are, what is asked for comes out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from articast.errors import SourceError
from articast.sources.markup import decoded, moment


def parsed(body: bytes, charset: str | None, name: str) -> dict[str, Any]:
    """The object that the JSON is.

    Raises:
        SourceError: it is no JSON, or no object.
    """
    try:
        found = json.loads(decoded(body, charset).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name}: its JSON is broken: {error}") from error
    if not isinstance(found, dict):
        raise SourceError(f"{name}: its JSON is no object")
    return found


def text(table: Any, *keys: str) -> str:
    """The first of the keys that has a text; lone surrogates are left out."""
    for key in keys:
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "ignore").decode()
    return ""


def rows(table: Any, key: str) -> list[dict[str, Any]]:
    """The objects of a list."""
    value = table.get(key) if isinstance(table, dict) else None
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def time(table: Any, *keys: str) -> datetime | None:
    """A date, as text or in milliseconds since 1970."""
    for key in keys:
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 7_258_118_400_000:
            return datetime.fromtimestamp(value // 1000, UTC)
        if isinstance(value, str) and (found := moment(value)):
            return found
    return None
