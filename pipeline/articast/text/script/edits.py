"""The publisher's edits of one article, `<article>.script.toml`: read, and applied to a script's blocks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from articast.errors import ScriptError
from articast.model import Block, LeftOut
from articast.text.furniture.cut import spliced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Article, BlockKind


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. Words are found whatever their white space, quotes and apostrophes look like."""

    action: Literal["replace", "drop", "add", "keep", "said"]
    text: str
    """The words as written that it is about; for `add` the sentence to add."""
    value: str = ""
    """`replace`: what is read instead; `said`: how the words are said; `add`: the words that it stands at."""
    where: Literal["", "before", "after", "start", "end"] = ""
    """`add`: before or after the words in `value`, or at the text's start or end."""
    optional: bool = False
    """That the words are not there any more is no error."""


@dataclass(frozen=True, slots=True)
class Edits:
    """All that the publisher changed in one article."""

    voice: str = ""
    each: tuple[Edit, ...] = ()
    where: str = ""
    """Their file, for messages."""

    def of(self, *actions: str) -> Iterator[Edit]:
        """Those with one of the actions, in the file's order."""
        return (edit for edit in self.each if edit.action in actions)


_KEYS = {
    "replace": {"text", "with", "optional"},
    "drop": {"text", "optional"},
    "keep": {"text", "optional"},
    "said": {"text", "say", "optional"},
    "add": {"text", "before", "after", "at", "optional"},
}


def read(toml: bytes, where: str) -> Edits:
    """Read a `<article>.script.toml`; `where` names it in messages.

    Raises:
        ScriptError: it is not TOML, or says something that we do not know.
    """
    if not toml.strip():
        return Edits(where=where)
    try:
        said = tomllib.loads(toml.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScriptError(f"{where}: the script's edits are not TOML: {error}") from error
    unknown = set(said) - {*_KEYS, "voice"}
    if unknown:
        raise ScriptError(
            f"{where}: unknown {', '.join(sorted(unknown))}; known: voice, {', '.join(f'[[{key}]]' for key in _KEYS)}"
        )
    voice = said.pop("voice", "")
    if not isinstance(voice, str):
        raise ScriptError(f'{where}: voice must be a name, such as "pico:de-DE"')
    return Edits(
        voice, tuple(edit for action, entries in said.items() for edit in _read(action, entries, where)), where
    )


def _read(action: str, entries: Any, where: str) -> Iterator[Edit]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ScriptError(f"{where}: write [[{action}]], with two brackets, before each edit")
    for number, entry in enumerate(entries, 1):
        name = f"{where}: [[{action}]] number {number}"
        if unknown := set(entry) - _KEYS[action]:
            raise ScriptError(
                f"{name}: unknown {', '.join(sorted(unknown))}; known: {', '.join(sorted(_KEYS[action]))}"
            )
        if not isinstance(entry.get("text"), str) or not entry["text"].strip():
            raise ScriptError(f"{name}: `text` must say which words")
        yield _one(action, entry, name)


def _one(action: str, entry: dict[str, Any], name: str) -> Edit:
    text, optional = " ".join(entry["text"].split()), bool(entry.get("optional", False))
    needed = {"replace": "with", "said": "say"}.get(action)
    if needed:
        if not isinstance(entry.get(needed), str):
            raise ScriptError(f"{name}: `{needed}` is missing")
        return Edit(action, text, " ".join(entry[needed].split()), optional=optional)  # type: ignore[arg-type]
    if action != "add":
        return Edit(action, text, optional=optional)  # type: ignore[arg-type]
    places = [key for key in ("before", "after", "at") if key in entry]
    if (
        len(places) != 1
        or not isinstance(entry[places[0]], str)
        or (places[0] == "at" and entry["at"] not in ("start", "end"))
    ):
        raise ScriptError(f'{name}: say where: before = "words", after = "words", at = "start" or at = "end"')
    if places[0] == "at":
        return Edit("add", text, "", entry["at"], optional)
    return Edit(
        "add", text, " ".join(entry[places[0]].split()), "before" if places[0] == "before" else "after", optional
    )


_EVEN = str.maketrans("’‘‚`´“”„«»‐‑–—−\xa0\u202f\u2009", "'''''\"\"\"\"\"-----   ")


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in a text, whatever kind of quote, dash and space either has."""
    even, wanted = text.translate(_EVEN), words.translate(_EVEN)
    pattern = re.escape(wanted)
    if wanted[:1].isalnum():
        pattern = r"(?<!\w)" + pattern
    if wanted[-1:].isalnum():
        pattern += r"(?!\w)"
    for match in re.finditer(pattern, even):
        yield match.start(), match.end()


def kept(edits: Edits, text: str) -> bool:
    """Whether the publisher wants a block to stay that rules would take out."""
    return any(next(places(text, edit.text), None) for edit in edits.of("keep"))


def apply(edits: Edits, blocks: tuple[Block, ...], article: Article) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """The blocks with every edit but `said` made, and what was dropped.

    Args:
        edits: What the publisher changed.
        blocks: The script's blocks.
        article: As it was before anything was left out: a `keep` must be found in it.

    Raises:
        ScriptError: an edit's words are nowhere.
    """
    left: list[LeftOut] = []
    for edit in edits.each:
        if edit.action in ("replace", "drop"):
            blocks, dropped = _cut(edit, blocks, edits.where)
            left += dropped
        elif edit.action == "add":
            blocks = _add(edit, blocks, edits.where)
        elif edit.action == "keep" and not any(next(places(block.text, edit.text), None) for block in article.blocks):
            _gone(edit, article, edits.where)
    return blocks, tuple(left)


def said(edits: Edits, blocks: tuple[Block, ...]) -> tuple[tuple[int, int, int, str], ...]:
    """The publisher's wording as `Script.said` holds it.

    Raises:
        ScriptError: the words of one are nowhere.
    """
    found: list[tuple[int, int, int, str]] = []
    for edit in edits.of("said"):
        here = [
            (index, start, end, edit.value)
            for index, block in enumerate(blocks)
            for start, end in places(block.text, edit.text)
        ]
        if not here:
            _missing(edit, edit.text, edits.where)
        found += [
            one
            for one in here
            if not any(one[0] == index and one[1] < end and start < one[2] for index, start, end, _ in found)
        ]
    return tuple(sorted(found))


def _gone(edit: Edit, article: Article, where: str) -> None:
    """A `keep` whose words are in no block: extraction took them with the page's markup, or they are not there."""
    if any(next(places(left.text, edit.text), None) for left in article.left_out):
        raise ScriptError(
            f"{where}: [[keep]] {edit.text[:80]!r} was taken out with the page's markup: put it back with [[add]]"
        )
    _missing(edit, edit.text, where)


def _missing(edit: Edit, words: str, where: str) -> None:
    if not edit.optional:
        raise ScriptError(
            f"{where}: [[{edit.action}]] {words[:80]!r} is not in the article any more: mend the words, "
            "remove the edit, or set optional = true"
        )


def _cut(edit: Edit, blocks: tuple[Block, ...], where: str) -> tuple[tuple[Block, ...], list[LeftOut]]:
    changed: list[Block] = []
    left: list[LeftOut] = []
    for block in blocks:
        now = block
        for start, end in reversed(list(places(block.text, edit.text))):
            reason = "dropped by the publisher" if edit.action == "drop" else f"replaced by the publisher: {edit.value}"
            left.append(LeftOut(now.text[start:end], reason))
            now = spliced(now, start, end, edit.value)
        if now.text:
            changed.append(now)
    if not left:
        _missing(edit, edit.text, where)
    return tuple(changed), left


def _add(edit: Edit, blocks: tuple[Block, ...], where: str) -> tuple[Block, ...]:
    new = Block("paragraph", edit.text)
    if edit.where == "end":
        return (*blocks, new)
    if edit.where == "start":
        head = next((index for index, block in enumerate(blocks) if block.kind not in _HEAD), len(blocks))
        return (*blocks[:head], new, *blocks[head:])
    for index, block in enumerate(blocks):
        for start, end in places(block.text, edit.value):
            at = start if edit.where == "before" else end
            text = f"{edit.text} " if edit.where == "before" else f" {edit.text}"
            if block.kind in ("title", "heading"):
                cut = index if edit.where == "before" else index + 1
                return (*blocks[:cut], new, *blocks[cut:])
            return (*blocks[:index], spliced(block, at, at, text, tidy=False), *blocks[index + 1 :])
    _missing(edit, edit.value, where)
    return blocks


_HEAD: set[BlockKind] = {"title", "byline", "notice"}
