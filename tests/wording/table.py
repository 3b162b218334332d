"""Reads `pairs/<lang>.txt`: a line is what is written, an arrow, what is said; `|` separates what is right too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """One row of a table."""

    kind: str
    written: str
    spoken: tuple[str, ...]


def pairs(language: str) -> list[Pair]:
    """The rows of a language's table; `\\u00a0` and `\\u202f` in it are those spaces."""
    found, kind = [], ""
    for line in (Path(__file__).parent / "pairs" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        text = line.replace("\\u00a0", "\u00a0").replace("\\u202f", "\u202f")
        if re.fullmatch(r"\[[a-z]+\]", text):
            kind = text.strip("[]")
        elif text and not text.startswith("# "):
            written, arrow, spoken = f"{text} ".rpartition(" → ")
            assert arrow, f"{language}: {line!r} has no arrow"
            found.append(Pair(kind, written, tuple(heard(said) for said in spoken.split("|"))))
    return found


def heard(said: str) -> str:
    """What a listener can tell apart: case, punctuation and hyphens go."""
    letters = re.sub(r"[^\w']", " ", said.lower().replace("’", "'"))
    return " ".join(letters.split())
