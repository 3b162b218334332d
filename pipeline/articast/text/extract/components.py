"""Components in Markdown: MDX's, Vue's and Astro's tags, MDX's imports, exports and expressions in braces."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lxml.html import defs

from articast.text.extract.templates import Tag, reduced

if TYPE_CHECKING:
    from articast.text.extract.markup import Laid

_ESM = re.compile(
    r"""^(?:import\s+(?:[\w*{}\s,$]{1,2000}?\sfrom\s*)?["'][^"'\n]+["'][ \t]*;?[ \t]*$
    |export\s+(?:default\b|const\b|let\b|var\b|function\b|async\b|class\b|type\b|interface\b|\{|\*))""",
    re.MULTILINE | re.VERBOSE,
)
_CONSTANT = re.compile(
    r"^export\s+(?:const|let|var)\s+(\w+)\s*=\s*(?:([\"'`])([^\"'`$\n]*)\2|(-?\d[\d.]*))\s*;?[ \t]*$"
)
_NAME = re.compile(r"</?([A-Za-z][\w.:-]*)|<(/?)>")
_SPACE = re.compile(r"[\s,]*")
_KEY = re.compile(r"[@:#.]?[\w$@:.-]+(?:\([\w.,'\" ]*\))?")
_BARE = re.compile(r"[^\s\"'=<>`{}]+")
LONGEST = 6_000
"""Characters of one tag or expression; longer ones are data, and cost nothing to leave to the parser."""

PATIENCE = 1_000
"""Angle brackets that open no tag after which none is looked for any more: it is no prose then."""

_HTML = frozenset(defs.tags) | frozenset(
    re.findall(
        r"\w+",
        """
        article aside details figcaption figure footer header hgroup main mark nav output picture search section source
        summary svg template time track video audio wbr canvas data datalist dialog embed math meter path progress ruby
        rb rp rt rtc slot g circle rect line polyline polygon text tspan defs use
        """,
    )
)


def is_mdx(text: str) -> bool:
    """Whether a text imports or exports as MDX does."""
    return _ESM.search(text) is not None


def without(text: str, laid: Laid, *, is_mdx: bool) -> str:
    """The text without components' tags; in MDX without imports, exports and expressions, too."""
    constants: dict[str, str] = {}
    if is_mdx:
        text = _without_modules(text, constants, laid)
    if "<" in text:
        text = _without_tags(text, laid)
    return _without_expressions(text, constants, laid) if is_mdx else text


def _without_modules(text: str, constants: dict[str, str], laid: Laid) -> str:
    """Takes import and export statements: each to the line where its brackets are closed, or a blank one after that."""
    done: list[str] = []
    at = 0
    for match in _ESM.finditer(text):
        if match.start() < at:
            continue
        end = _statement_end(text, match.start())
        statement = text[match.start() : end]
        if constant := _CONSTANT.match(statement.strip()):
            constants[constant[1]] = constant[3] if constant[3] is not None else constant[4]
        laid.out(statement)
        done.append(text[at : match.start()])
        at = end
    return "".join([*done, text[at:]])


def _statement_end(text: str, start: int) -> int:
    depth, at = 0, start
    while at < len(text) and at - start < 5 * LONGEST:
        sign = text[at]
        if sign in "\"'`":
            at = _quoted(text, at)
            continue
        depth += (sign in "({[") - (sign in ")}]")
        if sign == "\n" and depth <= 0:
            return at
        at += 1
    return at


def _quoted(text: str, at: int) -> int:
    """The place after a string that begins at `at`; the next one where it does not end."""
    sign = text[at]
    for index in range(at + 1, min(len(text), at + LONGEST)):
        if text[index] == sign and text[index - 1] != "\\":
            return index + 1
        if text[index] == "\n" and sign != "`":
            break
    return at + 1


def _without_tags(text: str, laid: Laid) -> str:
    tags: list[tuple[int, int, Tag]] = []
    plain: list[tuple[int, int, str]] = []
    closing = {match[0][2:].lower() for match in re.finditer(r"</[A-Za-z][\w.:-]*", text)}
    at = failed = 0
    while (start := text.find("<", at)) >= 0 and failed < PATIENCE:
        found = _tag(text, start)
        if found is None:
            at, failed = start + 1, failed + 1
            continue
        end, tag, is_odd = found
        at = end
        name = _NAME.match(text, start)
        assert name is not None
        written = name[1] or ""
        if is_component(written):
            if _is_word(text, start, end, tag, closing):
                plain.append((start, end, escape(text[start:end], quote=False)))
            else:
                tags.append((start, end, tag))
        elif is_odd and written:
            kept = "".join(
                f' {key}="{escape(value)}"' for key, value in tag.named.items() if key in ("src", "href", "alt")
            )
            plain.append((start, end, f"</{written}>" if tag.closes else f"<{written}{kept}{' /' * tag.alone}>"))
    text, tags = _with(text, plain, tags)
    return reduced(text, [(start, _line_end(text, start, end), tag) for start, end, tag in tags], {}, laid)


def _with(
    text: str, plain: list[tuple[int, int, str]], tags: list[tuple[int, int, Tag]]
) -> tuple[str, list[tuple[int, int, Tag]]]:
    """The text with `plain` put in, and where its tags are then."""
    done: list[str] = []
    moved: list[tuple[int, int, Tag]] = []
    at = length = 0
    for start, end, what in sorted([*plain, *tags], key=lambda one: one[0]):
        done.append(text[at:start])
        length += start - at
        written = what if isinstance(what, str) else text[start:end]
        if isinstance(what, Tag):
            moved.append((length, length + len(written), what))
        done.append(written)
        length += len(written)
        at = end
    return "".join([*done, text[at:]]), moved


def is_component(name: str) -> bool:
    """Whether a tag's name is no element's of HTML; empty is a fragment's."""
    return not name or "." in name or (name.lower() not in _HTML) or (name[0].isupper() and not name.isupper())


def _is_word(text: str, start: int, end: int, tag: Tag, closing: set[str]) -> bool:
    """`List<String>`, `Press <Enter>`: a word of the author's in angle brackets, and no tag."""
    if tag.named or tag.alone or tag.closes or not tag.name or tag.name in closing or "-" in tag.name:
        return False
    return bool(text[max(0, text.rfind("\n", 0, start)) : start].strip() or text[end : end + 2].strip())


def _line_end(text: str, start: int, end: int) -> int:
    """A tag alone in its line is taken with the white space before what follows, so that this is no code."""
    if text[text.rfind("\n", 0, start) + 1 : start].strip():
        return end
    after = re.compile(r"[ \t]*\n[ \t]*(?=<)").match(text, end)
    return after.end() if after else end


def _tag(text: str, start: int) -> tuple[int, Tag, bool] | None:
    """The end of the tag at `start`, what it says, and whether HTML would not read it; None where there is none."""
    name = _NAME.match(text, start)
    if name is None:
        return None
    if not name[1]:
        return name.end(), Tag("", {}, closes=bool(name[2])), False
    closes = text[start + 1] == "/"
    named: dict[str, str] = {}
    at, is_odd = name.end(), False
    while at < len(text) and at - start < LONGEST:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("/>", at):
            return at + 2, Tag(name[1].lower(), named, closes=closes, alone=True), is_odd
        if text.startswith(">", at):
            return at + 1, Tag(name[1].lower(), named, closes=closes), is_odd
        if text.startswith("{", at):
            if (end := _braced(text, at)) is None:
                return None
            at, is_odd = end, True
            continue
        key = _KEY.match(text, at)
        if key is None or (at == name.end()):
            return None
        at, value, odd = _value(text, key.end())
        if at < 0:
            return None
        is_odd = is_odd or odd or not key[0][0].isalpha()
        named[key[0].lower()] = value
    return None


def _value(text: str, at: int) -> tuple[int, str, bool]:
    """The end and value of an attribute after its name, and whether HTML would not read it; the end is -1 for none."""
    equals = re.compile(r"\s*=\s*").match(text, at)
    if not equals:
        return at, "", False
    at = equals.end()
    if text[at : at + 1] in ("'", '"'):
        end = text.find(text[at], at + 1, at + LONGEST)
        return (end + 1, text[at + 1 : end], False) if end > 0 else (-1, "", False)
    if text[at : at + 1] == "{":
        close = _braced(text, at)
        inner = text[at + 1 : close - 1].strip() if close else ""
        literal = re.fullmatch(r"([\"'`])([^\"'`$]*)\1", inner)
        return (close, literal[2] if literal else "", True) if close else (-1, "", False)
    bare = _BARE.match(text, at)
    return (bare.end(), bare[0], False) if bare else (-1, "", False)


def _braced(text: str, start: int) -> int | None:
    """The place after the brace that closes the one at `start`."""
    depth, at = 0, start
    while at < len(text) and at - start < LONGEST:
        sign = text[at]
        if sign in "\"'`" and depth:
            at = _quoted(text, at)
            continue
        depth += (sign == "{") - (sign == "}")
        at += 1
        if not depth:
            return at
    return None


def _without_expressions(text: str, constants: dict[str, str], laid: Laid) -> str:
    done: list[str] = []
    at = 0
    while (start := text.find("{", at)) >= 0:
        end = None if text[start - 1 : start] == "\\" and start else _braced(text, start)
        if end is None:
            done.append(text[at : start + 1])
            at = start + 1
            continue
        inner = text[start + 1 : end - 1].strip()
        literal = re.fullmatch(r"([\"'`])([^\"'`$]*)\1", inner)
        value = literal[2] if literal else constants.get(inner)
        done.append(text[at:start])
        if value is None:
            laid.out(text[start:end])
        done.append(value or "")
        at = end
    return "".join([*done, text[at:]])
