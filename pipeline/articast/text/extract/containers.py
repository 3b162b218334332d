"""Boxes in Markdown, written as lines: admonitions, alerts, tabs and fenced divisions. Their titles and text stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.text.extract.markup import names

if TYPE_CHECKING:
    from articast.text.extract.markup import Laid

_INDENTED = re.compile(
    r"(?P<indent>[ \t]*)(?:(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w -]*?)[ \t]*(?:[\"“](?P<title>.*)[\"”])?"
    r"|===[!+]?[ \t]+[\"“](?P<tab>.+)[\"”])[ \t]*$"
)
"""MkDocs' and Python-Markdown's: what is indented below belongs to it."""

_COLONS = re.compile(r"(?P<indent>[ \t>]*(?:[-*+][ \t]+)*):{3,}[ \t]*(?P<rest>\S.*?)?[ \t]*:*$")
_HEAD = re.compile(
    r"(?:\{(?P<braces>[^}]*)\}|(?P<name>[\w-]+))?[ \t]*(?:\[(?P<square>[^\]]*)\])?"
    r"(?:\{(?P<more>[^}]*)\})?[ \t]*(?P<title>.*)$"
)
_TITLE = re.compile(r"(?:title|label|header|summary)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_ALERT = re.compile(r"(?P<prefix>[ \t]*>[ \t]?)\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\][-+]?[ \t]*(?P<title>.*)$")
_SLASHES = re.compile(r"[ \t]*/{3,}[ \t]*(?:[\w-]+[ \t]*(?:\|[ \t]*(?P<title>.*))?)?$")
"""Pymdown's blocks: `/// note | Title` to `///`."""
_NUXT = re.compile(r"[ \t]*(?::{2,}|#[a-z][\w-]*)[ \t]*$")
"""Nuxt's: where a component ends, and the name of a part of it."""
_NUXT_END = re.compile(r"^[ \t]*::[ \t]*$", re.MULTILINE)
_VERSE = re.compile(r"\| [^|]*$")
_OPTION = re.compile(
    r"[ \t]*:(?:class(?:-[\w-]+)?|name|width|height|alt|align|fig(?:width|class)|scale|target|open|icon|color|animate"
    r"|label|caption|lineno-start|linenos|emphasize-lines|header-rows|stub-columns|widths|delim|file|url|nonumber|depth"
    r"|hidden|columns|gutter|link(?:-[\w-]+)?|shadow|img-\w+|sync|selected|group|text-align|margin|padding|border|id"
    r"|enumerated|language|title):(?:[ \t].*)?$"
)
"""MyST's; an emoji's name may begin a line, too."""


def opened(text: str, laid: Laid) -> str:
    """The text with every box's mark taken, and its title, where it has one, a paragraph of its own."""
    if not any(sign in text for sign in ("::", "!!!", "???", "===", "[!", "///", "\n| ")):
        return text
    lines = text.split("\n")
    if "::" in text and _NUXT_END.search(text):
        lines = ["" if _NUXT.match(line) and ":::" not in line else line for line in lines]
    return "\n".join(_lines(lines, laid))


def _lines(lines: list[str], laid: Laid) -> list[str]:
    done: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if (box := _INDENTED.match(line)) and (end := _inside(lines, at, box)) > at:
            laid.out(line)
            title = box["title"] or box["tab"] or ""
            inner = [_dedented(one, box["indent"]) for one in lines[at + 1 : end]]
            inner = _lines(inner, laid)
            done += [
                "",
                *(["", box["indent"] + title, ""] if title else []),
                *(box["indent"] + one for one in inner),
                "",
            ]
            at = end
        elif alert := _ALERT.match(line):
            laid.out(alert["kind"] and f"[!{alert['kind']}]")
            done += ["", alert["title"], ""]
            at += 1
            while at < len(lines) and lines[at].lstrip().startswith(">"):
                done.append(re.sub(r"^[ \t]*>[ \t]?", "", lines[at]))
                at += 1
            done.append("")
        elif (colons := _COLONS.match(line)) and (":::" in line):
            laid.out(line)
            title = _title(colons["rest"] or "")
            done += ["", *([colons["indent"] + title, ""] if title else [])]
            at += 1
            while colons["rest"] and at < len(lines) and _OPTION.match(lines[at]):
                at += 1
        elif slashes := _SLASHES.match(line):
            laid.out(line)
            done += ["", slashes["title"] or "", ""]
            at += 1
        elif _VERSE.match(line) and (end := _verse(lines, at)) > at + 1:
            done += ["", *(f"{one[2:]}\\" for one in lines[at : end - 1]), lines[end - 1][2:], ""]
            at = end
        else:
            done.append(line)
            at += 1
    return done


def _verse(lines: list[str], at: int) -> int:
    """The index after the lines of a line block: each begins with a bar, and none is a table's row."""
    end = at
    while end < len(lines) and _VERSE.match(lines[end]):
        end += 1
    return end


def _inside(lines: list[str], at: int, box: re.Match[str]) -> int:
    """The index after a box's last line; `at` where nothing is in it and it has no title: then it is no box."""
    width = len(box["indent"].expandtabs(4))
    end = at + 1
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.strip() and len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) < width + 2:
            break
        if line.strip():
            end = index + 1
    return end if end > at + 1 or box["title"] or box["tab"] else at


def _dedented(line: str, indent: str) -> str:
    line = line.expandtabs(4)
    space = len(line) - len(line.lstrip())
    return line[min(space, len(indent.expandtabs(4)) + 4) :]


def _title(rest: str) -> str:
    head = _HEAD.match(rest)
    if head is None or not rest:
        return ""
    for braces in (head["braces"], head["more"]):
        if braces and (found := _TITLE.search(braces)):
            return next(filter(None, found.groups()), "")
    if head["square"]:
        return head["square"]
    name = (head["name"] or head["braces"] or "").lower()
    title = head["title"].strip()
    title = re.sub(r"^\{[^}]*\}|\{[^}]*\}$|^(?:active|open)\b|@?tab(?::active)?\b", "", title).strip()
    return "" if name in names("directives", "untitled") or title.startswith(("{", ".")) else title
