"""Markdown without what its generator put in: shortcodes, template tags, components, attributes. The words stay.

`markup.toml` knows the marks. Code and formulas are laid aside first, so that nothing in them is taken for a mark.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from articast.model import LeftOut

REASON = "markup"


@dataclass(slots=True)
class Laid:
    """What has been laid aside, with a token in its place that no rule takes apart; and what was left out."""

    aside: list[str] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    def put(self, markdown: str) -> str:
        """A token for `markdown`, which `restored` puts back."""
        self.aside.append(markdown)
        return f"\x02{len(self.aside) - 1}\x03"

    def out(self, text: str) -> None:
        """Records what is left out."""
        if text := self.plain(text).strip():
            self.left.append(LeftOut(text, REASON))

    def plain(self, text: str) -> str:
        """The text with what was laid aside in it, as it was."""
        for _ in range(4):
            if "\x02" not in text:
                break
            text = _TOKEN.sub(lambda token: self.aside[int(token[1])], text)
        return text

    def restored(self, text: str) -> str:
        """The text with what was laid aside in its place; further lines stand below the first, as deep."""
        for _ in range(4):
            if "\x02" not in text:
                break
            text = _IN_LINE.sub(self._line, text)
        return text

    def _line(self, match: re.Match[str]) -> str:
        first = _PREFIX.match(match[0])
        below = re.sub(r"[^\s>]", " ", first[0]) if first else ""
        line = _TOKEN.sub(lambda token: self.aside[int(token[1])], match[0])
        return line.replace("\n", f"\n{below}") if below else line


_TOKEN = re.compile("\x02(\\d+)\x03")
_IN_LINE = re.compile("^[^\n\x02]*\x02[^\n]*", re.MULTILINE)
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*")


@cache
def data() -> dict[str, Any]:
    """What `markup.toml` says. Do not change it."""
    with (Path(__file__).parent / "markup.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def names(table: str, key: str) -> frozenset[str]:
    """The names in a table's entry."""
    return frozenset(data()[table][key].split())


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is known by its form."""

    pattern: re.Pattern[str]
    keep: str
    quiet: bool

    def taken(self, text: str, laid: Laid) -> str:
        """The text without it, but for what is kept of it."""
        return self.pattern.sub(lambda match: self._kept(match, laid), text)

    def _kept(self, match: re.Match[str], laid: Laid) -> str:
        if not self.quiet:
            laid.out(match[0])
        return match.expand(self.keep)


@cache
def marks() -> tuple[Mark, ...]:
    """Those of `markup.toml`, in its order."""
    return tuple(
        Mark(re.compile(one["pattern"]), one.get("keep", ""), one.get("quiet", False)) for one in data()["mark"]
    )


def formula(tex: str, *, is_block: bool = False) -> str:
    """A formula in TeX as HTML that Markdown leaves alone."""
    written = escape(" ".join(tex.split()), quote=True)
    if is_block:
        return f'\n\n<div class="math display" data-tex="{written}" data-display="block"></div>\n\n'
    return f'<span class="math inline" data-tex="{written}"></span>'
