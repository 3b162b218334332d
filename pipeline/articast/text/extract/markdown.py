"""Markdown with front matter → HTML for the block reader, and what the front matter says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from articast.errors import ExtractionError
from articast.model import Known
from articast.text.extract import listing
from articast.text.extract.metadata import moment, tag
from articast.text.extract.tree import clean

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(text: str) -> tuple[Known, str]:
    """What the front matter (YAML between `---`, TOML between `+++`) says, and the Markdown after it.

    Raises:
        ExtractionError: the front matter is not YAML or TOML, or not a table.
    """
    text = clean(text)
    match = _FRONT.match(text)
    if not match:
        return Known(), text
    return _known(_table(match.group(2), match.group(1))), text[match.end() :]


def html(text: str) -> str:
    """The Markdown as HTML: CommonMark, tables, strike-through, footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return str(reader.render(text))


def _table(text: str, fence: str) -> dict[str, Any]:
    import tomllib

    import yaml

    class AsWritten(yaml.SafeLoader):
        """Reads `title: yes`, `language: no` and `slug: 007` as the words they are; days and times as such."""

    AsWritten.yaml_implicit_resolvers = {
        first: [(name, pattern) for name, pattern in known if name.endswith((":timestamp", ":null", ":merge"))]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        found = tomllib.loads(text) if fence == "+++" else yaml.load(text, AsWritten)  # noqa: S506 - it is a SafeLoader
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        where = " ".join(str(error).split())[:200]
        raise ExtractionError(f"front matter cannot be read: {where}") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ExtractionError("front matter is no table of names and values: write `title: …` a line")
    return {str(name).strip().lower(): value for name, value in found.items()}


def _known(said: dict[str, Any]) -> Known:
    said = {name.replace("-", "_"): value for name, value in said.items()}
    return Known(
        title=_first(said, "title"),
        authors=_list(said, "authors", "author", "by"),
        language=tag(_first(said, "language", "lang", "locale")),
        published=_date(said, "date", "published", "pubdate", "publish_date", "date_published"),
        modified=_date(said, "modified", "updated", "lastmod", "last_modified"),
        url=_first(said, "canonical", "canonical_url", "url"),
        summary=_first(said, "summary", "description", "excerpt", "lead"),
        image=_first(said, "image", "cover", "featured_image", "thumbnail"),
        slug=_first(said, "slug"),
        voice=_first(said, "voice"),
        translation_of=_first(said, "translation_of", "translationof"),
        tags=_list(said, "tags", "keywords", "categories"),
        listing=listing.of_table(said),
    )


def _first(said: dict[str, Any], *names: str) -> str:
    for name in names:
        value = said.get(name)
        if isinstance(value, dict):
            value = value.get("src") or value.get("url") or value.get("name")
        if isinstance(value, list) and value:
            value = value[0]
        if value not in (None, "") and not isinstance(value, dict | list | bool):
            return " ".join(str(value).split())
    return ""


def _list(said: dict[str, Any], *names: str) -> tuple[str, ...]:
    for name in names:
        value = said.get(name)
        if isinstance(value, str):
            value = re.split(r"\s*[,;]\s*", value.strip()) if name in ("tags", "keywords") else [value]
        if isinstance(value, dict):
            value = [value]
        if isinstance(value, list) and value:
            named = (one.get("name") if isinstance(one, dict) else one for one in value)
            return tuple(
                " ".join(str(one).split()) for one in named if isinstance(one, str | int | float) and one != ""
            )
    return ()


_SWITCHES = frozenset({"true", "false", "yes", "no", "on", "off"})


def _date(said: dict[str, Any], *names: str) -> datetime | None:
    for name in names:
        value = said.get(name)
        if str(value).strip().lower() in _SWITCHES:  # `published: true` is Jekyll's word for `draft: false`
            continue
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, date):
            return datetime.combine(value, time(), UTC)
        if found := moment(value):
            return found
        if value not in (None, ""):
            raise ExtractionError(
                f"front matter: {name} is {value!r}, no date that we know: write 2021-03-17 or 2021-03-17T08:00:00Z"
            )
    return None
