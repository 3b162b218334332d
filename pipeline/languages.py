"""What we know of each language: `voices/<lang>.toml`, read once. A language without a file has the defaults."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def primary(tag: str) -> str:
    """The primary language subtag of a BCP 47 tag, lower case: `de` of `de-AT`, `zh` of `zh_Hant`."""
    return tag.replace("_", "-").partition("-")[0].lower()


@cache
def shipped() -> tuple[str, ...]:
    """Languages that have a file, sorted."""
    return tuple(sorted(entry.name[:-5] for entry in files("voices").iterdir() if entry.name.endswith(".toml")))


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Table `name` of the language's file: of its full tag, else of its primary one, else empty. Do not change it."""
    for tag in (language.lower().replace("_", "-"), primary(language)):
        if tag in shipped():
            found = _file(tag).get(name, {})
            assert isinstance(found, dict), f"voices/{tag}.toml: [{name}] is no table"
            return found
    return {}


@cache
def phrases(language: str, name: str) -> dict[str, Any]:
    """Table `name` of the interface's texts in this language; what it lacks is English. Do not change it."""
    return {**table("en", name), **table(language, name)}


@cache
def _file(tag: str) -> dict[str, Any]:
    return tomllib.loads(files("voices").joinpath(f"{tag}.toml").read_text(encoding="utf-8"))
