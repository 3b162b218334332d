"""Makes docs/reference.md from the code: `python -m tests.reference`; test_reference.py holds that it is up to date."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from articast.commands.cli import FAILED, INTERRUPTED, OK, WRONG, _parser
from articast.settings import shows, tables, whole
from articast.settings.values import Table
from articast.speech import engines
from tests import shapes

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference.md"

WHOLE = "At the top"

TABLES = [
    (WHOLE, whole.Settings, ()),
    ("[show], [shows.<lang>]", shows.ShowTable, ()),
    ("[[show.places]]", shows.PlaceTable, ()),
    ("[show.chat]", shows.ChatTable, ()),
    ("[[show.podroll]], [show.publisher]", shows.RemoteTable, ()),
    ("[show.value]", shows.ValueTable, ()),
    ("[[show.value.recipients]]", shows.RecipientTable, ()),
    ("[[shows]]", shows.SeriesTable, (shows.ShowTable,)),
    ("filter of [[shows]]", shows.FilterTable, ()),
    ("[[editions]]", shows.EditionTable, (shows.NamedTable,)),
    ("[speech]", tables.SpeechTable, ()),
    ("[pauses]", tables.PausesTable, ()),
    ("[extract]", tables.ExtractTable, ()),
    ("[fetch]", tables.FetchTable, ()),
    ("[hold]", tables.HoldTable, ()),
    ("[limits]", tables.LimitsTable, ()),
    ("[verify]", tables.VerifyTable, ()),
    ("[delivery]", tables.DeliveryTable, ()),
    ("[signing]", tables.SigningTable, ()),
    ("[engines.<name>]", tables.EngineTable, ()),
]
"""A table of articast.toml, its model, and the models whose settings it has, too."""

NOT_WRITTEN = {"root", "series"}
"""Of Settings: the file's own folder, and what `[[shows]]` is called inside."""

STATUSES = {
    OK: "all is published; nothing is wrong",
    FAILED: "an article failed or was held back (the others are published, each is named with its cause); `check` found faults",
    WRONG: "the command or the configuration is wrong, or the output is not ours to change: nothing was spoken",
    INTERRUPTED: "interrupted; what was done is kept, run the same command to go on",
}


def told(model: type[BaseModel]) -> dict[str, str]:
    """What stands below each of a model's fields."""
    (body,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for one, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            found[one.target.id] = " ".join(str(text).split())
    return found


def default(field: FieldInfo) -> str:
    """As articast.toml writes it; a word where it has no such thing."""
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel | dict) or value is None:
        return ""
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}`"


def bounds(field: FieldInfo) -> str:
    """What may be given: choices, and the ends of a range."""
    if get_origin(field.annotation) is Literal:
        return "One of " + ", ".join(f"`{json.dumps(one)}`" for one in get_args(field.annotation)) + "."
    limits = [*field.metadata, *(part for one in field.metadata for part in getattr(one, "metadata", ()))]
    inner = [part for one in get_args(field.annotation) for part in getattr(one, "__metadata__", ())]
    limits += [part for one in inner for part in getattr(one, "metadata", ())]
    words = {"ge": "at least", "gt": "more than", "le": "at most"}
    found = {
        words[name]: getattr(one, name) for one in limits for name in words if getattr(one, name, None) is not None
    }
    return (", ".join(f"{word} {value:g}" for word, value in found.items()) + ".").capitalize() if found else ""


def table(title: str, model: type[BaseModel], besides: tuple[type[BaseModel], ...]) -> list[str]:
    inherited = {name for one in besides for name in one.model_fields}
    docs = {name: text for one in reversed(model.__mro__) if one in of_ours() for name, text in told(one).items()}
    lines = [f"### {title if title == WHOLE else f'`{title}`'}", ""]
    if besides == (shows.ShowTable,):
        lines += ["And all of `[show]`.", ""]
    elif besides:
        lines += ["And all of `[[shows]]` but `filter`, and of `[show]`.", ""]
    lines += ["| setting | default | |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        if name in NOT_WRITTEN or name in inherited:
            continue
        meaning = " ".join(filter(None, [docs[name], bounds(field)])).replace("|", "\\|")
        lines.append(f"| `{name}` | {default(field)} | {meaning} |")
    return [*lines, ""]


def of_ours() -> set[type]:
    """The models of the settings."""
    found = (one for module in (shows, tables, whole) for one in vars(module).values())
    return {one for one in found if inspect.isclass(one) and issubclass(one, Table)} - {Table}


def engine_options() -> list[str]:
    lines = ["Options of each engine's own, which change the sound, in the same tables:", ""]
    lines += ["| engine | options and their defaults |", "|---|---|"]
    for name in engines.names():
        options = ", ".join(f"`{key} = {json.dumps(value)}`" for key, value in engines.find(name).OPTIONS.items())
        lines.append(f"| `{name}` | {options or 'none'} |")
    return [*lines, ""]


def front_matter() -> list[str]:
    lines = ["| name | others that are understood | |", "|---|---|---|"]
    for names, meaning in shapes.FRONT_MATTER:
        first, *others = names.split()
        lines.append(f"| `{first}` | {' '.join(f'`{one}`' for one in others)} | {meaning} |")
    return [*lines, ""]


def subcommands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


def options(parser: argparse.ArgumentParser, without: set[str]) -> list[str]:
    lines = []
    for one in parser._actions:
        if one.dest in without or one.dest == "help":
            continue
        value = f" {one.metavar}" if one.metavar and one.nargs != 0 else ""
        if not one.option_strings:
            value = f"[{one.metavar}]" if one.nargs in {"?", "*"} else str(one.metavar)
        named = (", ".join(one.option_strings) + value).replace("|", "\\|")
        lines.append(f"| `{named}` | {(one.help or '').replace('|', '/')} |")
    return lines


def commands() -> list[str]:
    parsers = subcommands()
    common = {"config", "output", "json", "quiet", "log_json", "verbose"}
    lines = ["All take these:", "", "| option | |", "|---|---|"]
    lines += options(next(iter(parsers.values())), {one.dest for one in next(iter(parsers.values()))._actions} - common)
    for name, parser in parsers.items():
        own = options(parser, common)
        lines += [
            "",
            f"### `articast {name}`",
            "",
            f"{str(parser.description)[:1].upper()}{str(parser.description)[1:]}.",
            "",
        ]
        lines += ["| | |", "|---|---|", *own] if own else []
    return [*[line for index, line in enumerate(lines) if line or (index and lines[index - 1])], ""]


def rows(head: str, pairs: list[tuple[str, str]]) -> list[str]:
    lines = [f"| {head} | |", "|" + "---|" * (head.count("|") + 2)]
    return [*lines, *(f"| `{name}` | {meaning} |" for name, meaning in pairs), ""]


def page() -> str:
    """All of docs/reference.md."""
    lines = [
        "# Reference",
        "",
        "Made from the program by `python -m tests.reference`; a test holds that it is up to date.",
        "",
        "- [articast.toml](#articasttoml)",
        "- [Front matter](#front-matter)",
        "- [Commands](#commands)",
        "- [Exit statuses](#exit-statuses)",
        "- [JSON](#json)",
        "- [Files of output/](#files-of-output)",
        "",
        "## articast.toml",
        "",
        "`articast init` writes it with every line commented out. Paths are relative to the file.",
        "",
    ]
    for one in TABLES:
        lines += table(*one)
    lines += engine_options()
    lines += ["## Front matter", "", *shapes.FRONT_MATTER_TEXT, "", *front_matter()]
    lines += ["## Commands", "", *commands()]
    lines += ["## Exit statuses", "", "| status | |", "|---|---|"]
    lines += [f"| {status} | {meaning} |" for status, meaning in STATUSES.items()]
    lines += ["", "## JSON", "", *shapes.JSON_TEXT, ""]
    for command, keys in shapes.JSON.items():
        lines += [f"### `{command}`", "", *rows("key", [*keys.items()])]
    lines += ["## Files of output/", "", *shapes.FILES_TEXT, "", *rows("file", [*shapes.FILES.items()])]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
