"""What an author's Markdown says of itself before its text: front matter of all generators, and the text after it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from articast.errors import ExtractionError
from articast.model import Known
from articast.text.extract import listing, moments, words
from articast.text.extract.metadata import tag
from articast.text.extract.tree import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCED = re.compile(
    r"\A\s*(---|\+\+\+|;;;)[ \t]*(ya?ml|toml|json|js)?[ \t]*\n(.*?)^(?:\1|\.\.\.(?<=^\.\.\.))[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_LANGUAGES = {"---": "yaml", "+++": "toml", ";;;": "json"}
"""Of what stands between such lines."""

_LINE = re.compile(r"([A-Za-z][\w ()/-]{0,39}?)[ \t]*:[ \t]+(\S.*)")
_HEADER = re.compile(r"\A\s*((?:[A-Za-z][\w-]{0,30}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+)[ \t]*\n")
"""`Title: …` a line, as Pelican and MultiMarkdown have it."""

_NIKOLA = re.compile(r"\A\s*<!--[ \t]*\n((?:\.\. [\w-]+:[^\n]*\n)+)[ \t]*-->[ \t]*\n")
_PERCENT = re.compile(r"\A%[ \t]+(\S[^\n]*)\n(?:%[ \t]*([^\n]*)\n)?(?:%[ \t]*([^\n]*)\n)?")
_PROPERTIES = re.compile(r"\A\s*(#[ \t]+\S[^\n]*)\n\s*\n((?:[A-Z][\w ()/-]{0,39}:[ \t]+\S[^\n]*\n)+)[ \t]*\n")
"""A title, and below it an exported page's properties, as Notion writes them."""

_PROPERTY = frozenset(
    re.split(
        r"\s*,\s*",
        """author, authors, assign, assignee, owner, person, created, created by, created time, date, date created,
        due, due date, last edited, last edited by, last edited time, updated, published, publish date, status, stage,
        tags, tag, category, type, topic, language, url, slug, priority, project, related, reviewed, word count, id""",
    )
)
"""What such properties are called, by default or often, in lower case."""


class Front(NamedTuple):
    """A file's front matter, and what follows."""

    known: Known
    values: dict[str, Any]
    """All that it says, names in lower case with underscores: templates in the text may refer to it."""
    text: str
    properties: str = ""
    """Lines below the title that are no text of the author's."""


def split(text: str, file: str = "") -> Front:
    """What the front matter says (YAML, TOML or JSON, or a header of `Name: value` lines), and the Markdown after it.

    Args:
        text: of the file.
        file: its path: `2024-12-05-title.md` has the date where the front matter has none, or one that could be two.

    Raises:
        ExtractionError: the front matter cannot be read, or is not a table.
    """
    front = _split(clean(text).lstrip("\ufeff"), named(file))
    if front.known.published is None and (day := named(file)):
        return front._replace(known=replace(front.known, published=day))
    return front


def _split(text: str, day: datetime | None) -> Front:
    if match := _FENCED.match(text):
        said = _table(match[3], match[2] or _LANGUAGES[match[1]])
        return Front(_known(said, day), said, text[match.end() :])
    if text.lstrip()[:1] == "{" and (found := _json(text)):
        return Front(_known(found[0], day), *found)
    return _unfenced(text)


def _unfenced(text: str) -> Front:
    if match := _NIKOLA.match(text):
        said = _pairs(line.removeprefix(".. ") for line in match[1].splitlines())
        return Front(_known(said), said, text[match.end() :])
    if match := _PERCENT.match(text):
        said = {"title": match[1], "authors": match[2] or "", "date": match[3] or ""}
        return Front(_known(said, strict=False), said, text[match.end() :])
    if (match := _HEADER.match(text)) and "title" in (said := _pairs(match[1].splitlines())):
        return Front(_known(said, strict=False), said, text[match.end() :])
    if match := _PROPERTIES.match(text):
        said = _pairs(match[2].splitlines())
        if 2 * sum(name.replace("_", " ") in _PROPERTY for name in said) >= len(said) and len(said) > 1:
            return Front(
                _known(_renamed(said), strict=False), said, f"{match[1]}\n\n{text[match.end() :]}", match[2].strip()
            )
    return Front(Known(), {}, text)


def _renamed(said: dict[str, Any]) -> dict[str, Any]:
    """Properties under the names that front matter has for them."""
    other = {"created": "date", "created_time": "date", "date_created": "date", "created_by": "author"}
    other |= {"last_edited_time": "modified", "last_edited": "modified", "tag": "tags", "person": "author"}
    said = {name: value for name, value in said.items() if name != "published" or moments.read(str(value))}
    renamed = {other.get(name, name): value for name, value in said.items()}
    return {**renamed, **{name: value for name, value in said.items() if name not in other}}


def _pairs(lines: Iterable[str]) -> dict[str, Any]:
    said = {}
    for line in lines:
        name, _, value = line.partition(":")
        if value.strip():
            said[_name(name)] = value.strip()
    return said


def _name(name: object) -> str:
    return re.sub(r"[\s:-]+", "_", str(name).strip().lower())


def _json(text: str) -> tuple[dict[str, Any], str] | None:
    import json

    start = len(text) - len(text.lstrip())
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or text[end : end + 1] not in ("\n", ""):
        return None
    return {_name(name): value for name, value in found.items()}, text[end:]


def _table(text: str, language: str) -> dict[str, Any]:
    import json
    import tomllib

    import yaml

    class AsWritten(yaml.SafeLoader):
        """Reads `title: yes`, `language: no` and `slug: 007` as the words they are; days and times as such."""

    AsWritten.yaml_implicit_resolvers = {
        first: [(name, pattern) for name, pattern in known if name.endswith((":timestamp", ":null", ":merge"))]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        if language.startswith("j") and language != "json":  # an object of JavaScript is YAML in braces, mostly
            text = re.sub(r"^\s*(?:module\.exports\s*=|export\s+default|return)\s*|;\s*$", "", text)
        if language == "toml":
            found: object = tomllib.loads(text)
        elif language == "json":
            found = json.loads(text if text.lstrip().startswith("{") else f"{{{text}}}")
        else:
            found = yaml.load(text, AsWritten)  # noqa: S506 - it is a SafeLoader
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        where = " ".join(str(error).split())[:200]
        raise ExtractionError(f"front matter cannot be read: {where}") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ExtractionError("front matter is no table of names and values: write `title: …` a line")
    return {_name(name): value for name, value in found.items()}


_INNER = ("extra", "params", "taxonomies", "metadata", "frontmatter")
"""Tables inside front matter that hold what others have in it itself: Zola's, Hugo's, Quarto's."""


_PUBLISHED = (
    *("publishdate", "publish_date", "date", "published", "pubdate", "pub_date", "date_published", "datepublished"),
    *("published_at", "publishedat", "publishedon", "created", "created_at"),
)
_MODIFIED = (
    *("modified", "updated", "lastmod", "last_modified", "last_modified_at", "updated_at", "updateddate"),
    *("updated_date", "date_modified", "datemodified", "last_update", "lastupdated", "date_modified"),
)


_EXPIRES = ("expirydate", "expiry_date", "unpublishdate", "unpublish_date", "expires", "unpublished_at")
"""From when on a page is not built any more: Hugo's names for it, and others'."""

_NAMED = re.compile(r"(?:.*/)?(\d{4})-(\d\d)-(\d\d)[-_][^/]*(?:/index\.\w+)?", re.DOTALL)


def named(path: str) -> datetime | None:
    """The date that a file's name begins with, or its folder's, as of Jekyll, Eleventy and Docusaurus."""
    found = _NAMED.fullmatch(path)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _known(said: dict[str, Any], day: datetime | None = None, *, strict: bool = True) -> Known:
    for name in _INNER:
        if isinstance(inner := said.get(name), dict):
            said = {**{_name(key): value for key, value in inner.items()}, **said}
    when = said.get("date")
    if isinstance(when, dict):
        said = {**said, "date": when.get("created") or when.get("published"), "modified": when.get("updated")}
    return Known(
        title=words.plain(_first(said, "title")),
        authors=_people(said, "authors", "author", "by", "byline", "creator", "writer"),
        language=tag(_first(said, "language", "lang", "locale")),
        published=_date(said, _PUBLISHED, day, strict=strict),
        modified=_date(said, _MODIFIED, strict=strict),
        expires=_date(said, _EXPIRES, strict=strict),
        url=_address(said, "canonical", "canonical_url", "canonicalurl", "url"),
        summary=words.plain(_first(said, "summary", "description", "excerpt", "lead", "abstract", "desc")),
        image=_first(
            said, "image", "cover", "featured_image", "hero_image", "heroimage", "thumbnail", "banner", "images", "img"
        ),
        slug=_first(said, "slug"),
        voice=_first(said, "voice"),
        translation_of=_first(said, "translation_of", "translationof"),
        moved_from=_first(said, "moved_from", "movedfrom"),
        tags=_tags(said),
        listing=listing.of_table(said),
    )


_INSIDE = ("src", "url", "path", "image", "filename", "name", "text")


def _first(said: dict[str, Any], *names: str) -> str:
    for name in names:
        value = said.get(name)
        if isinstance(value, dict):
            value = next((inner for key in _INSIDE if (inner := value.get(key))), None)
        if isinstance(value, list) and value:
            value = value[0]
        if value not in (None, "") and not isinstance(value, dict | list | bool):
            return " ".join(str(value).split())
    return ""


def _address(said: dict[str, Any], *names: str) -> str:
    """The first address; a path is where a generator puts the page, and no address before a site is known."""
    return next((value for name in names if (value := _first(said, name)) and not value.startswith("/")), "")


def _list(said: dict[str, Any], *names: str) -> tuple[str, ...]:
    for name in names:
        named = [_called(one) for one in words.rows(said.get(name))]
        if named:
            return tuple(filter(None, named))
    return ()


def _called(one: object) -> str:
    """A word of a list, or what a table in it is called."""
    if isinstance(one, dict):
        one = next((one[key] for key in ("name", "title", "label") if one.get(key)), "")
    return words.plain(str(one)) if isinstance(one, str | int | float) and one not in ("", 0, False) else ""


def _tags(said: dict[str, Any]) -> tuple[str, ...]:
    """Each tag once: a list, or `one, two`, `one; two`, `#one #two` in a line."""
    for name in ("tags", "keywords", "categories"):
        value = said.get(name)
        if isinstance(value, str):
            value = re.split(r"\s*[,;]\s*|\s+(?=#\w)", value.strip(" \t[]"))
        found: dict[str, str] = {}
        for tag_ in _list({name: value}, name):
            if word := tag_.lstrip("#").strip():
                found.setdefault(word.casefold(), word)
        if found:
            return tuple(found.values())
    return ()


_BETWEEN = re.compile(r"\s*;\s*|\s+(?:&|and|und|et|y|e|i|en)\s+")
_TRAILING = re.compile(r"\s*(?:<[^<>]*>|\([^()]*@[^()]*\))\s*$|^@(?=\w)")


def _people(said: dict[str, Any], *names: str) -> tuple[str, ...]:
    """Names of persons: `Ann Lee and Bob Ray`, `Ann Lee, Bob Ray`, `[[Ann Lee]]`, `Ann Lee <ann@…>` are told apart.

    What stands in a table is one's name, as `{name: Bob & Ray}`, unless it is full names of several.
    """
    rows = next(filter(None, (words.rows(said.get(name)) for name in names)), [])
    people: list[str] = []
    for row in rows:
        if isinstance(row, dict) and not row.get("name"):
            people.append(str(row.get("display_name") or row.get("label") or row.get("title") or ""))
            continue
        name = _called(row).replace("[[", "").replace("]]", "")
        parts = _BETWEEN.split(name)
        if isinstance(row, dict) and not all(len(part.split()) > 1 for part in parts):
            parts = [name]
        for part in parts:
            people += _apart(part)
    return tuple(dict.fromkeys(name for person in people if (name := _TRAILING.sub("", person).strip())))


def _apart(part: str) -> list[str]:
    """`Ann Lee, Bob Ray` as two, `Lee, Ann` as one."""
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces):
        return pieces
    if len(pieces) == 2 and all(len(piece.split()) == 1 and piece[0].isupper() for piece in pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    if len(pieces) > 1 and all(piece and piece == piece.lower() for piece in pieces):
        return pieces  # names of a list of authors
    return [part]


_SWITCHES = frozenset(("true", "false", "yes", "no", "on", "off", "today", "now", "last-modified", "git created"))
"""What is said in place of a date, and is none of the article's."""


def _date(said: dict[str, Any], names: Iterable[str], day: datetime | None = None, *, strict: bool) -> datetime | None:
    for name in names:
        value = said.get(name)
        value = next(iter(value), None) if isinstance(value, list) else value
        if isinstance(value, dict):
            value = value.get("date") or value.get("time")
        if value in (None, "") or str(value).strip().lower() in _SWITCHES:  # `published: true` is Jekyll's `draft: no`
            continue
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, date):
            return datetime.combine(value, time(), UTC)
        if found := moments.read(str(value)) or moments.near(str(value), day):
            return found
        if strict:
            raise ExtractionError(
                f"front matter: {name} is {value!r}, no date that we know: write 2021-03-17 or 2021-03-17T08:00:00Z"
            )
    return None
