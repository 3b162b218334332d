"""Template tags in Markdown: Hugo's shortcodes, Liquid's, Nunjucks' and Jinja's tags, what prints a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from articast.text.extract.markup import data, formula, names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.text.extract.markup import Laid

_TAG = re.compile(
    r"\{\{(?P<angle>[<%])(?!\s*/\*)\s*(?P<close>/)?\s*(?P<name>[\w./-]*)"
    r"(?P<rest>(?:\"(?:[^\"\\]|\\.){0,2000}\"|`[^`]{0,2000}`|(?!(?:/?[>%])\}\}|\{\{)[\s\S]){0,3000}?)"
    r"\s*(?P<self>/)?[>%]\}\}"
    r"|\{%[-~+]?\s*(?P<end>end)?_?(?P<liquid>[\w./-]*)(?P<args>(?:(?!%\}|\{%)[\s\S]){0,3000})%\}"
)
_VALUE = re.compile(r"(?<![=\\])\{\{\{?[&>~-]?\s*(?P<value>(?:(?!\{\{)[^{}]|\{[^{}]{0,200}\}){0,1000}?)\s*[~-]?\}?\}\}")
_SCRIPTLET = re.compile(r"<%(?:(?!%>|<%)[\s\S]){0,2000}%>|<\?(?:(?!\?>)[\s\S]){0,2000}\?>")
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
    r"|`(?P<ticks>[^`]*)`|(?P<bare>[^\s\"'`,]+))"
)
_PATH = re.compile(r"^\$?(?:page|post|frontmatter|doc|meta|site|\.Params|\.Page\.Params|)\.([\w.]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of whatever language."""

    name: str
    """In lower case; a partial's is its file's: `figure.html` of `{% include media/figure.html %}`."""
    named: dict[str, str]
    words: tuple[str, ...] = ()
    """Quoted arguments without a name."""
    closes: bool = False
    alone: bool = False
    """It closes itself."""


def without(text: str, values: Mapping[str, Any], laid: Laid) -> str:
    """The text without template tags; what they print of the front matter, their titles and captions stay."""
    if "{{" in text or "{%" in text:
        text = reduced(
            text, [(match.start(), match.end(), _read(match)) for match in _TAG.finditer(text)], values, laid
        )
        text = _VALUE.sub(lambda match: _printed(match, values, laid), text)
    if "<%" in text or "<?" in text:
        for match in _SCRIPTLET.finditer(text):
            laid.out(match[0])
        text = _SCRIPTLET.sub("", text)
    return text


def _read(match: re.Match[str]) -> Tag:
    if match["angle"]:
        name, rest, closes = match["name"], match["rest"], bool(match["close"])
    else:
        name, rest, closes = match["liquid"], match["args"], bool(match["end"])
    named: dict[str, str] = {}
    words: list[str] = []
    for found in _ARGUMENT.finditer(rest):
        value = next((v for v in (found["double"], found["single"], found["ticks"]) if v is not None), None)
        if found["key"]:
            named[found["key"].lower()] = value if value is not None else found["bare"] or ""
        elif value is not None:
            words.append(value)
        elif found["bare"] and name in ("include", "render", "include_relative", "partial", "include_cached"):
            name = found["bare"].rpartition("/")[2]
        elif found["bare"] and name == "param":
            words.append(found["bare"])
    return Tag(name.lower(), named, tuple(words), closes, bool(match["self"]))


def reduced(text: str, tags: list[tuple[int, int, Tag]], values: Mapping[str, Any], laid: Laid) -> str:
    """The text with each tag as what is kept of it; a silent pair goes with all between its tags."""
    done: list[str] = []
    at = 0
    closers: dict[str, list[int]] = {}
    for start, _, tag in tags:
        if tag.closes:
            closers.setdefault(tag.name, []).append(start)
    ends = {start: end for start, end, _ in tags}
    for start, end, tag in tags:
        if start < at:
            continue
        done.append(text[at:start])
        places = closers.get(tag.name, [])
        following = bisect_right(places, start)
        after = places[following] if following < len(places) else None
        paired = after is not None and not tag.closes and not tag.alone
        at = end
        if paired and after is not None and tag.name in names("tags", "formulas"):
            at = ends[after]
            done.append(laid.put(formula(laid.plain(text[end:after]), is_block="\n" in text[end:after])))
        elif not tag.closes and tag.name in names("tags", "notes") and (note := _note(tag, text[end:after])):
            at = ends[after] if paired and after is not None else end
            done.append(note)
        elif paired and after is not None and tag.name in names("tags", "silent"):
            at = ends[after]
            laid.out(text[start:at])
        else:
            laid.out(text[start:end])
            if not tag.closes:
                done.append(kept(tag, paired=paired, values=values))
    return "".join([*done, text[at:]])


_ICON = re.compile(r"[a-z0-9]+(?:[-:/][a-z0-9]+)+")
"""What an icon is called, which themes take in a title's place: `circle-info`."""


def _note(tag: Tag, inside: str) -> str:
    """A note in a line, as pages have it: what stands between a pair of tags, else what one of them says."""
    said = inside if not (tag.alone or tag.words) else next(iter(tag.words), "")
    return f'<span class="sidenote">{said}</span>' if said.strip() and "{{" not in said and "\n\n" not in said else ""


def kept(tag: Tag, *, paired: bool, values: Mapping[str, Any]) -> str:
    """What is kept of an opening tag: a picture's caption, a titled part's title, a value of the front matter."""
    if tag.name in names("tags", "figures"):
        caption = next((tag.named[key] for key in data()["tags"]["captions"] if tag.named.get(key)), "")
        return f"\n\n<figure><figcaption>{escape(caption)}</figcaption></figure>\n\n" if caption else ""
    if tag.name in ("param", "var", "meta") and tag.words:
        return _value(values, tag.words[0])
    if paired and tag.name in names("tags", "titled"):
        title = next((tag.named[key] for key in data()["tags"]["titles"] if tag.named.get(key)), "")
        words = (word for word in tag.words if not _ICON.fullmatch(word))
        title = title or next((word for word in words if word.lower() not in names("tags", "titled")), "")
        return f"\n\n{title}\n\n" if title and any(map(str.isalnum, title)) else ""
    return ""


def _printed(match: re.Match[str], values: Mapping[str, Any], laid: Laid) -> str:
    laid.out(match[0])
    expression = match["value"].split("|")[0].strip()
    if path := _PATH.match(expression):
        return _value(values, path[1])
    if re.fullmatch(r"[\"'][^\"']*[\"']", expression):
        return expression[1:-1]
    return _value(values, expression) if expression in ("title", "author", "date") else ""


def _value(values: Mapping[str, Any], path: str) -> str:
    found: Any = values
    for name in path.lower().replace("-", "_").split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return str(found) if isinstance(found, str | int | float) else ""
