"""What a rule is, and how rules are tried on a text: pure values, no language in here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TAKEN = "\ue000"
"""Stands for every character that an earlier rule or the lexicon has taken: no letter, digit, space or punctuation.
A private-use character, so the plain text has none of its own."""

DIGITS = "0123456789"
_DIGITS = frozenset(DIGITS)
CAPITALS = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())


class _Expression:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._pattern, self._flags)
        # from now on found without a detour
        vars(self).update(
            {method: getattr(compiled, method) for method in ("finditer", "match", "search", "fullmatch", "sub")}
        )
        return getattr(compiled, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off until first used.

    Compiling all of a language's takes 30 ms, which each worker pays; a text needs about half of them.
    """
    return cast("re.Pattern[str]", _Expression(pattern, flags))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which something written is said otherwise."""

    name: str
    """In plain English, for the publisher: `money`, `date`, `initialism`."""
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    """What is said instead of the whole match; None to leave it to later rules; the match itself to keep it from them.
    `match.string` is the whole text, for a look at what stands before and after."""
    needs: frozenset[str] = frozenset()
    """The rule is only tried on texts that have one of these characters; empty: on all."""
    digits: bool = False
    """It is only tried on texts that have a digit, too."""


def numbered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, tried only where there is a digit: most sentences have none."""
    return tuple(replace(rule, digits=True) for rule in rules)


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` is replaced by `said`."""

    start: int
    end: int
    said: str
    rule: str
    ipa: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from written to said."""

    written: str
    edits: tuple[Edit, ...] = ()
    """All that was changed, as edits of `written`."""
    held: tuple[Edit, ...] = ()
    """The publisher's own words where they stand in `now`: no rule touches them."""

    @property
    def now(self) -> str:
        """What is said so far."""
        return apply(self.written, self.edits)

    def after(self, found: Sequence[Edit], held: Sequence[Edit] | None = None) -> Draft:
        """With edits of `now` made; they are in order, and clear of the held ones or among them.

        Args:
            found: the edits.
            held: those of them that no rule may touch from now on; None: as before.
        """
        if not found:
            return self
        held = self.held if held is None else held
        edits = chained(self.edits, self.now, found)
        return Draft(self.written, tuple(edits), tuple(place(found, held)))


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they are in order and do not overlap."""
    if not edits:
        return text
    pieces: list[str] = []
    last = 0
    for edit in edits:
        pieces += (text[last : edit.start], edit.said)
        last = edit.end
    pieces.append(text[last:])
    return "".join(pieces)


def take(text: str, rules: Sequence[Rule], held: Sequence[Edit] = ()) -> list[Edit]:
    """What the rules change in the text, in order: each is tried on what none before it has taken.

    Args:
        text: plain text.
        rules: in the order in which they are tried.
        held: edits that come first, in order, and are part of the answer.
    """
    found = list(held)
    work = _masked(text, held)
    start = 0
    for line in work.split("\n"):  # no rule looks across lines, and a short text needs fewer rules
        found += _take_line(line, rules, start)
        start += len(line) + 1
    found.sort(key=lambda edit: (edit.start, edit.end))
    own = frozenset(held)
    # an edit that changes nothing only kept later rules away; held ones are kept for their place
    return [edit for edit in found if edit in own or text[edit.start : edit.end] != edit.said]


def _take_line(work: str, rules: Sequence[Rule], start: int) -> list[Edit]:
    """What the rules change in a line that begins at `start`, in the order of the rules."""
    found: list[Edit] = []
    characters = frozenset(work)
    figures = not _DIGITS.isdisjoint(characters)
    for rule in rules:
        if (rule.digits and not figures) or (rule.needs and rule.needs.isdisjoint(characters)):
            continue
        new = []
        for match in rule.pattern.finditer(work):
            said = rule.say(match)
            if said is not None and match.end() > match.start():
                new.append(Edit(match.start(), match.end(), said, rule.name))
        if new:
            work = _masked(work, new)
            found += [replace(edit, start=edit.start + start, end=edit.end + start) for edit in new] if start else new
    return found


def _masked(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    last = 0
    for edit in edits:
        pieces += (text[last : edit.start], TAKEN * (edit.end - edit.start))
        last = edit.end
    pieces.append(text[last:])
    return "".join(pieces)


def place(edits: Sequence[Edit], held: Sequence[Edit]) -> list[Edit]:
    """Where the held ones stand once the edits are made, as edits that change nothing.

    Args:
        edits: in order, the held ones among them or clear of them.
        held: in order.
    """
    placed = []
    shift = at = 0
    for one in held:
        while at < len(edits) and edits[at].start < one.start:
            edit = edits[at]
            shift += len(edit.said) - (edit.end - edit.start)
            at += 1
        placed.append(replace(one, start=one.start + shift, end=one.start + shift + len(one.said)))
    return placed


def chained(first: Sequence[Edit], middle: str, second: Sequence[Edit]) -> list[Edit]:
    """One list of edits of a text that does what the first list and then the second do.

    Args:
        first: edits of the text, in order, not overlapping.
        middle: what they make of it.
        second: edits of `middle`, in order, not overlapping.
    """
    merged: list[Edit] = []
    # (start, end in the middle, difference of length that the edit made, edit)
    spans: list[tuple[int, int, Edit, bool]] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        spans.append((start, start + len(edit.said), edit, True))
        shift += len(edit.said) - (edit.end - edit.start)
    spans += [(edit.start, edit.end, edit, False) for edit in second]
    spans.sort(key=lambda span: (span[0], span[1]))
    shift = 0  # middle offset - text offset, in front of the group
    at = 0
    while at < len(spans):
        low, high, _, _ = spans[at]
        stop = at + 1
        while stop < len(spans) and spans[stop][0] < high:
            high = max(high, spans[stop][1])
            stop += 1
        group = spans[at:stop]
        before = [edit for _, _, edit, old in group if old]
        after = [edit for _, _, edit, old in group if not old]
        grown = sum(len(edit.said) - (edit.end - edit.start) for edit in before)
        moved = [replace(edit, start=edit.start - low, end=edit.end - low) for edit in after]
        said = apply(middle[low:high], moved)
        merged.append(Edit(low - shift, high - shift - grown, said, _names(before, after)))
        shift += grown
        at = stop
    return merged


def _names(before: Sequence[Edit], after: Sequence[Edit]) -> str:
    """The rules of a merged edit; what only tidied characters goes unnamed beside others."""
    names = list(dict.fromkeys(edit.rule for edit in (*before, *after)))
    telling = [name for name in names if name not in ("characters", "spaces")]
    return " + ".join(telling or names)
