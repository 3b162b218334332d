"""Tables of written and spoken: `<lang>.tsv` with class, written, spoken (alternatives separated by `|`)."""

from __future__ import annotations

import re
from pathlib import Path


def rows(language: str) -> list[tuple[str, str, list[str]]]:
    """Class, written, the ways in which it may be said."""
    lines = Path(__file__).with_name(f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [(kind, written, spoken.split("|")) for kind, written, spoken in cells]


def heard(said: str) -> str:
    """What can be heard of a text: no case, no punctuation, hyphens as spaces."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-–—/]", " ", said.lower())).split())
