"""What is around a plain text: an e-mail's headers and quotes, Project Gutenberg's licence, contents with leaders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.headerregistry import HeaderRegistry
from functools import cache
from typing import TYPE_CHECKING

from articast.languages import having, table
from articast.model import Known, LeftOut
from articast.text.extract import moments

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = re.compile(
    r"\A\s*(?:From [^\n]*\n)?((?:[A-Z][A-Za-z0-9-]{0,40}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,})[ \t]*(?:\n|\Z)"
)
_MAIL = frozenset(
    ("from", "to", "subject", "date", "message-id", "cc", "reply-to", "sender", "delivered-to", "received")
)
_QUOTED = re.compile(r"[ \t]*(?:>|\|(?=\s))")
_ORIGINAL = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Wiadomość oryginalna)[ \t]*-{2,}[ \t]*$",
    re.IGNORECASE,
)
_START = re.compile(r"^\*{3} ?START OF TH(?:E|IS) PROJECT GUTENBERG[^\n]*$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(
    r"^(?:\*{3} ?END OF TH(?:E|IS) PROJECT GUTENBERG[^\n]*|End of (?:the )?Project Gutenberg[^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LABEL = re.compile(r"^(Title|Author|Language|Release Date):[ \t]*(.+(?:\n[ \t]+\S.*)*)$", re.MULTILINE | re.IGNORECASE)
_PRODUCED = re.compile(
    r"\A\s*((?:Produced by|E-text prepared by|This etext was)[^\n]*(?:\n[^\n]+)*)\n\s*\n", re.IGNORECASE
)
_PAGE = re.compile(r"[ \t]*(?:\[Pg \d+\]|\{\d{1,4}\}|\[Page \d+\])")
_PICTURE = re.compile(r"\[Illustration(?::([^\]]*))?\]", re.IGNORECASE)
_LEADER = re.compile(r"[ \t]*\S.*?[ \t]*(?:\.[ \t]?){4,}[ \t]*(?:\d{1,4}|[ivxlc]{1,6})[ \t]*$")
_HEADING = 40
"""Characters of a line above contents that is their heading."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A text without what is around it."""

    text: str
    known: Known = field(default_factory=Known)
    left: tuple[LeftOut, ...] = ()


def opened(text: str) -> Opened:
    """The text that an author wrote, what its envelope says of it, and what was left out.

    Args:
        text: with line feeds for line ends.
    """
    known, left = Known(), list[LeftOut]()
    if book := _book(text):
        text, known, left = book
    elif mail := _mail(text):
        text, known, left = mail
    elif _QUOTED_LINE.search(text):
        text, quoted = _answered(text)
        left += [LeftOut(part, "quoted e-mail") for part in quoted]
    text = _without_contents(text, left)
    return Opened(text, known, tuple(left))


def _book(text: str) -> tuple[str, Known, list[LeftOut]] | None:
    start = _START.search(text)
    if start is None:
        return None
    end = _END.search(text, start.end())
    said = {match[1].lower(): " ".join(match[2].split()) for match in _LABEL.finditer(text[: start.start()])}
    inner = text[start.end() : end.start() if end else len(text)]
    around = [text[: start.end()], text[end.start() :] if end else ""]
    if produced := _PRODUCED.match(inner):
        around.append(produced[1])
        inner = inner[produced.end() :]
    inner = _PICTURE.sub("", _PAGE.sub("", inner))
    author = said.get("author", "")
    known = Known(title=said.get("title", ""), authors=(author,) if author else ())
    return inner, known, [LeftOut(part.strip(), "furniture: licence") for part in around if part.strip()]


def _mail(text: str) -> tuple[str, Known, list[LeftOut]] | None:
    header = _HEADER.match(text)
    if header is None:
        return None
    said: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]+", " ", header[1]).split("\n"):
        name, _, value = line.partition(":")
        said.setdefault(name.strip().lower(), value.strip())
    if len(_MAIL & set(said)) < 2 or not {"from", "subject"} & set(said):
        return None
    body, quoted = _unquoted(text[header.end() :])
    known = Known(
        title=_decoded("subject", said.get("subject", "")),
        authors=_sender(said.get("from", "")),
        published=moments.read(said.get("date", "")),
    )
    left = [LeftOut(header[1].strip(), "e-mail header"), *(LeftOut(part, "quoted e-mail") for part in quoted)]
    return body, known, left


@cache
def _registry() -> HeaderRegistry:
    return HeaderRegistry()


def _decoded(name: str, value: str) -> str:
    return str(_registry()(name, value)) if "=?" in value else value


def _sender(value: str) -> tuple[str, ...]:
    """The name of who wrote it; an address is no name."""
    from email.utils import parseaddr

    name = _decoded("subject", parseaddr(value)[0]).strip()
    if not name and (match := re.search(r"\(([^()@]+)\)", value)):
        name = match[1].strip()
    return (name,) if name else ()


def _unquoted(body: str) -> tuple[str, list[str]]:
    """The body without the quotes of other mails and the lines that announce them."""
    lines = body.split("\n")
    original = next((index for index, line in enumerate(lines) if _ORIGINAL.match(line)), None)
    quoted = []
    if original is not None and any(line.strip() for line in lines[:original]):
        quoted.append("\n".join(lines[original:]).strip())
        lines = lines[:original]
    kept: list[str] = []
    run: list[str] = []
    for line in [*lines, "\x00"]:
        if _QUOTED.match(line):
            run.append(line)
        elif not line.strip() and run:
            kept.append("")
        else:
            if run:
                announced = _announced(kept)
                quoted.append("\n".join([*announced, *run]).strip())
                run = []
            kept.append(line)
    return "\n".join(kept[:-1]), quoted


_QUOTED_LINE = re.compile(r"^>+ ?\S", re.MULTILINE)


def _answered(text: str) -> tuple[str, list[str]]:
    """A text without headers: what it quotes at its end is another mail's; before that, lines lose their sign."""
    if text.rstrip().rpartition("\n")[2].startswith(">"):
        body, quoted = _unquoted(text)
        if body.strip():
            return body, quoted
    return re.sub(r"^>+ ?", "", text, flags=re.MULTILINE), []


def _announced(kept: list[str]) -> list[str]:
    """Takes `On Monday, Tom wrote:` from the end of what is kept: a short paragraph that ends in a colon."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    start = end
    while start and kept[start - 1].strip() and end - start < 3:
        start -= 1
    said = kept[start:end]
    text = " ".join(said)
    if not re.search(r"[:：]\s*$", text) or not any(re.search(phrase, text, re.IGNORECASE) for phrase in _phrases()):
        return []
    del kept[start:]
    kept.append("")
    return said


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(table(language, "mail")["wrote"] for language in having("mail"))


def _without_contents(text: str, left: list[LeftOut]) -> str:
    """The text without lines of contents, dots to a page's number, and the heading above them."""
    if "...." not in text and ". . ." not in text:
        return text
    lines = text.split("\n")
    found = [index for index, line in enumerate(lines) if _LEADER.match(line)]
    if len(found) < 2:
        return text
    gone = set(found)
    gone |= {index for index in range(found[0], found[-1]) if not lines[index].strip()}
    above = _above(lines, found[0])
    if above is not None:
        gone.add(above)
    left.append(LeftOut("\n".join(lines[index].strip() for index in sorted(gone)).strip(), "table of contents"))
    return "\n".join("" if index in gone else line for index, line in enumerate(lines))


def _above(lines: Sequence[str], first: int) -> int | None:
    """The line above contents that is their heading; not the text's first, which is its title."""
    index = next((i for i in range(first - 1, -1, -1) if lines[i].strip()), None)
    if index is None or not any(line.strip() for line in lines[:index]):
        return None
    line = lines[index].strip()
    return index if len(line) <= _HEADING and not re.search(r"[.!?,;]$", line) else None
