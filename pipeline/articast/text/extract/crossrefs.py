"""Quarto's and Pandoc's cross references, as their pages print them: `@fig-lamp` is `Figure 1`, `@lee2020` a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.languages import filed, table

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = "fig|tbl|sec|eq|lst|thm|lem|cor|prp|def|exm|exr"
_LABEL = re.compile(
    rf"\{{[^}}\n]{{0,200}}?#(?P<braces>(?:{_KINDS})-[\w-]+)|^#\|[ \t]*label:[ \t]*(?P<cell>(?:{_KINDS})-[\w-]+)",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>[^\n{]+?)[ \t]*\{[^}\n]*#(?P<label>sec-[\w-]+)", re.MULTILINE)
_REFERENCE = re.compile(rf"(?<![\w@/\\])-?@(?P<label>(?P<kind>{_KINDS})-[\w-]*\w)", re.IGNORECASE)
_GROUP = re.compile(rf"\[(?P<inside>[^\]\[\n@]{{0,80}}@(?:{_KINDS})-[^\]\[\n]{{1,200}})\](?!\()")
_CITED = re.compile(
    r"(?P<group>\[[^\]\[\n@]{0,80}@[^\]\[\n]{1,200}\](?!\())"
    r"|(?<![\w@/\\-])@(?P<name>[A-Za-z][A-Za-z]+?)[-_:]?(?P<year>(?:1[6-9]|20)\d\d)[a-z]?\b(?:[ \t]*\[[^\]\n]{1,60}\])?"
)


def told(text: str, labels: str, values: Mapping[str, Any]) -> str:
    """The text with its references as a reader sees them.

    Args:
        text: Markdown in which code is laid aside.
        labels: the same with its code: programs have labels, too.
        values: of the front matter: `lang` decides the words, as in Quarto; a bibliography says what `@lee2020` is.
    """
    if "@" not in text:
        return text
    if _REFERENCE.search(text):
        numbers = _numbers(labels)
        titles = {match["label"].lower(): match["title"].strip() for match in _HEADING.finditer(labels)}
        words = _words(str(values.get("lang") or values.get("language") or ""))

        def one(match: re.Match[str]) -> str:
            label = match["label"].lower()
            if label in titles:
                return f"“{titles[label]}”"
            name = str(words.get(match["kind"].lower(), ""))
            number = numbers.get(label)
            return f"{name} {number}".strip() if number else name

        text = _GROUP.sub(lambda match: match["inside"].replace(";", ","), text)
        text = _REFERENCE.sub(one, text)
    if any(values.get(name) for name in ("bibliography", "references", "csl", "citations")):
        text = _CITED.sub(_cited, text)
    return text


def _cited(match: re.Match[str]) -> str:
    """Who is cited in a sentence; what is cited in brackets is none of it, and goes with them."""
    return match["group"] or f"{match['name'].capitalize()} ({match['year']})"


def _numbers(text: str) -> dict[str, int]:
    """The number of each label, counted by kind in the text's order."""
    counted: dict[str, int] = {}
    found: dict[str, int] = {}
    for match in _LABEL.finditer(text):
        label = (match["braces"] or match["cell"]).lower()
        if label not in found:
            kind = label.partition("-")[0]
            counted[kind] = found[label] = counted.get(kind, 0) + 1
    return found


def _words(language: str) -> dict[str, Any]:
    """What a figure, a table and so on are called: English where the language does not say."""
    return {**table("en", "references"), **table(filed(language) or "en", "references")}
