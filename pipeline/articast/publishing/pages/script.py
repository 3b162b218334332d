"""The player's script: its parts in `assets/player/`, cut where they have joints, put together when published.

A browser fetches one file, so that one line in a page is enough. The parts share one scope; style sheets become
strings in it. Indentation and comments that fill lines are for us, and left out.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

PARTS = (
    *("parts.js", "look.css", "marks.css", "address.js", "text.js"),
    *("sound.js", "reading.js", "controls.js", "element.js"),
)
"""In the order in which they stand on each other."""

MORE = ("qr.js", "menu.js")
"""What the player fetches when a reader opens its menu."""

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*\n|//[^\n]*\n)", re.DOTALL | re.MULTILINE)
_BLANK = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


def player() -> bytes:
    """`player.js`: how to use it as a comment, then all parts as one function that runs at once."""
    parts = "".join(_part(name) for name in PARTS)
    once = 'if (customElements.get("listen-to-article")) return;\n'
    return f'{_text("head.js")}"use strict";\n(() => {{\n{once}{parts}}})();\n'.encode()


def more() -> bytes:
    """`player-more.js`: a module, fetched by the player."""
    qr, menu = (compact(_text(f"../more/{name}")) for name in MORE)
    return f"{qr.replace('export const', 'const')}{menu}".encode()


def compact(source: str) -> str:
    """Without indentation, blank lines and comments that begin a line; no text in our parts spans lines."""
    return _BLANK.sub("", _COMMENT.sub("", source)).lstrip("\n")


def _part(name: str) -> str:
    text = compact(_text(name))
    stem, _, kind = name.rpartition(".")
    return f"const {stem.upper()} = {json.dumps(text)};\n" if kind == "css" else text


def _text(name: str) -> str:
    return files(__package__).joinpath("assets", "player", *name.split("/")).read_text(encoding="utf-8")
