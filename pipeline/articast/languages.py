"""What we know of each language: `voices/<lang>.toml`, read once. A language without a file has the defaults."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from articast import compiled


def primary(tag: str) -> str:
    """The primary language subtag of a BCP 47 tag, lower case: `de` of `de-AT`, `zh` of `zh_Hant`."""
    return tag.replace("_", "-").partition("-")[0].lower()


@cache
def folder() -> Path:
    """Where the languages' files are: inside the installed package, beside `pipeline/` in a checkout."""
    here = Path(__file__).parent
    inside = here / "voices"
    return inside if inside.is_dir() else here.parents[1] / "voices"


@cache
def shipped() -> tuple[str, ...]:
    """Languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in folder().glob("*.toml")))


_READ_AS = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}
"""Tags whose file has another name: older ones, Norwegian's two, and where Chinese is written in traditional signs."""


@cache
def filed(language: str) -> str:
    """Name of the language's file: its full tag's, its script's or its primary one's; empty where there is none."""
    tag = language.lower().replace("_", "-")
    wishes = (tag, "-".join(tag.split("-")[:2]), primary(tag))
    names = (_READ_AS.get(wish, wish) for wish in wishes)
    return next((name for name in names if name in shipped()), "")


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Table `name` of the language's file, as `filed` finds it, else empty. Do not change it."""
    tag = filed(language)
    if not tag:
        return {}
    found = _file(tag).get(name, {})
    assert isinstance(found, dict), f"voices/{tag}.toml: [{name}] is no table"
    return found


@cache
def having(name: str) -> tuple[str, ...]:
    """Languages whose file has such a table, sorted; the others' files are not parsed, which takes 1.5 ms each."""
    heads = f"\n[{name}]", f"\n[{name}."
    return tuple(tag for tag in shipped() if any(head in text_of(tag) for head in heads))


@cache
@cache
def phrases(language: str, name: str) -> dict[str, Any]:
    """Table `name` of the interface's texts in this language; what it lacks is English. Do not change it."""
    return {**table("en", name), **table(language, name)}


@cache
def _file(tag: str) -> dict[str, Any]:
    text = text_of(tag)
    return compiled.kept(f"language-{tag}", text, lambda: tomllib.loads(text))


def text_of(tag: str) -> str:
    """A language's file as it is, by its name (`filed`)."""
    return (folder() / f"{tag}.toml").read_text(encoding="utf-8")


def language_name(language: str) -> str:
    """A language's name in itself: `Deutsch`; the tag where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        return (Locale.parse(language.replace("-", "_")).get_display_name() or language).capitalize()
    except (UnknownLocaleError, ValueError):
        return language
