"""articast.toml, the command line and the environment → one checked `Settings`."""

from __future__ import annotations

import os
import re
import tomllib
from copy import deepcopy
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from articast.errors import ConfigurationError
from articast.settings.shows import EditionTable, SeriesTable, ShowTable
from articast.settings.tables import EngineTable
from articast.settings.whole import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails


def load(
    config: Path | None, overrides: dict[str, Any], further: Callable[[Settings], Iterable[str]] = lambda _: ()
) -> Settings:
    """Read the configuration and lay the command line over it.

    Args:
        config: the file that `--config` named; None: `articast.toml` here, where present.
        overrides: what the command line set; None values are left out.
        further: what else is wrong with the settings, a line each; asked of those that fit where others don't.

    Raises:
        ConfigurationError: file missing, not TOML, an unknown key or a value that does not fit; names each.
    """
    path = config or Path("articast.toml")
    table: dict[str, Any] = {}
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path}: not TOML: {error}") from error
    elif config is not None:
        raise ConfigurationError(f"{path}: no such file; `articast init` writes one")
    table["root"] = path.parent
    table |= {name: value for name, value in overrides.items() if value is not None}
    settings, wrong = _validated(table)
    wrong += further(settings) if settings else ()
    if wrong or not settings:
        told = "\n  ".join(dict.fromkeys(wrong))
        where = path if path.is_file() else "command line"
        raise ConfigurationError(f"{where}: {told}" if len(set(wrong)) == 1 else f"{where}:\n  {told}")
    return settings


def _validated(table: dict[str, Any]) -> tuple[Settings | None, list[str]]:
    """The settings, without those that do not fit, and what is wrong with these; None where nothing is left."""
    wrong: list[str] = []
    fitting = deepcopy(table)
    for _ in range(3):  # what a whole table must be is asked when its values fit
        try:
            return Settings.model_validate(fitting), wrong
        except ValidationError as error:
            wrong += map(_told, error.errors())
            for one in error.errors():
                _drop(fitting, _place(one))
    return None, wrong


def _drop(table: Any, place: list[int | str]) -> None:
    """Take a setting out, with its table where it stands in a list."""
    for name in place:
        if not isinstance(table, dict) or name not in table:
            return
        if name == place[-1] or not isinstance(table[name], dict):
            del table[name]
            return
        table = table[name]


def _told(error: ErrorDetails) -> str:
    """One fault of the configuration, in words of ours where pydantic's are those of its own making."""
    place = _place(error)
    name = ".".join(map(str, ["shows", *place[1:]] if place[:1] == ["series"] else place))
    if error["type"] != "extra_forbidden":
        said = error["msg"].removeprefix("Value error, ")
        return f"{name}: {said}" if name else said
    near = get_close_matches(str(place[-1]), _keys(place[:-1]), 1)
    return f"{name}: there is no such setting" + (f"; did you mean {near[0]}?" if near else "")


def _place(error: ErrorDetails) -> list[int | str]:
    """Names of the tables and the key, without pydantic's own words (`[key]`, `function-after[…]`)."""
    unknown = error["type"] == "extra_forbidden"  # its key is the publisher's, whatever it looks like
    *tables, last = error["loc"] or ("",)
    named = [part for part in tables if not (isinstance(part, str) and re.search(r"[\[(]", part))]
    return [*named, last] if unknown or not (isinstance(last, str) and re.search(r"[\[(]", last)) else named


def _keys(table: list[int | str]) -> list[str]:
    """The settings of a table, by its place; none where its keys are the publisher's own."""
    own = {
        "show": ShowTable,
        "shows": ShowTable,
        "series": SeriesTable,
        "editions": EditionTable,
        "engines": EngineTable,
    }
    tables = {name: field.annotation for name, field in Settings.model_fields.items()} | own
    found: Any = tables.get(str(table[0])) if table else Settings
    return [*found.model_fields] if isinstance(found, type) and issubclass(found, BaseModel) else []


def now() -> datetime:
    """The clock: SOURCE_DATE_EPOCH where set (reproducible builds), else the time.

    Raises:
        ConfigurationError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(f"SOURCE_DATE_EPOCH={epoch} is no number of seconds") from error
