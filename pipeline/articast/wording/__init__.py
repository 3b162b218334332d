r"""A sentence as a newsreader says it: numbers, money, dates, abbreviations, initialisms, links, own words.

    say(text, language, lexicon, fixed, foreign) → Said
    pass 0    characters   no-break spaces, soft hyphens, ligatures, mathematical alphabets → plain text
    pass 1    fixed, foreign, lexicon, then each Rule of the language, in order, on what no rule before it has taken
    pass 2…   the rules again on what came out, until nothing changes: so `spoken(spoken(x)) == spoken(x)`

Every replacement is a `Change` with offsets into what was written; what no Change covers is said as written.

**How a language plugs in.** Its words are `[wording]` of `voices/<lang>.toml`; a language that needs no more than
tables has the rules of `generic`. What words alone can't say is a module, or a package, `wording/<lang>`, found by its
name. Its shape is `Language`, and the same for each of them:

    RULES: tuple[Rule, ...]            must: the language's rules, in the order in which they are tried
    regional(region) -> tuple[Rule]    may: those of a region, a subtag in lower case (`gb`, `ch`; empty: none is given)

A `Rule` is a name (shown to publishers by `articast script`), a compiled pattern, one small function of the match
that gives what is said or None to decline, and `needs`: characters of which one must be in the text for it to be
worth trying. In a package the rules of a matter stand together in the module of that matter: `numbers` (words for
figures, no rules), `codes`, `calendar`, `readings`, `money`, `measures`, `counts`, `names`, `signs`; `__init__` puts
them in their order. Makers of rules that need only a language's words: `links`, `identifiers`, `capitals`, `marks`,
`common`. `tests/wording/test_shape.py` holds every language to this.

What a rule sees: one line, plain spaces only (no-break and narrow ones are made plain before), `-` for every hyphen,
digits `0-9` (write `[0-9]`, never `\d`), both `'` and `’`, and the character `rules.TAKEN` where an earlier rule or
the lexicon has already put words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, cast

from articast.languages import primary, table
from articast.model import Change, Pronunciation, Said
from articast.wording import foreign as foreign_words
from articast.wording import formulas, generic, heteronyms, items
from articast.wording.characters import plain
from articast.wording.common import SPELLED
from articast.wording.lexicon import Lexicon, parse
from articast.wording.rules import Draft, Edit, Rule, take

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Lexicon", "formula", "item", "parse", "say", "spoken"]

_NONE = Lexicon()


class Language(Protocol):
    """What a module `wording/<lang>` must bring; `regional(region) -> tuple[Rule, ...]` it may."""

    RULES: tuple[Rule, ...]


PASSES = 6
"""At most so many; two is what nearly every changed sentence takes, one what an unchanged one does."""


def spoken(text: str, language: str) -> str:
    """What is said where `text` is written; idempotent, never raises, drops no word without a rule saying so.

    Args:
        text: one sentence as a rule, but any length and any characters.
        language: BCP 47 tag.
    """
    return say(text, language).text


def say(
    text: str,
    language: str,
    lexicon: Lexicon = _NONE,
    fixed: tuple[tuple[int, int, str], ...] = (),
    foreign: tuple[tuple[int, int, str], ...] = (),
) -> Said:
    """What is said where `text` is written, and what changed it.

    Args:
        text: one sentence as a rule.
        language: BCP 47 tag.
        lexicon: the publisher's words; they win over every rule.
        fixed: (start, end, said) spans of `text` that the publisher has worded; they win over the lexicon too.
        foreign: (start, end, BCP 47 tag) spans of `text` in another language, worded by its rules.
    """
    draft = _tidied(Draft(text))
    own = _fixed(text, draft.edits, fixed)
    own += [edit for edit in _foreign(text, draft.edits, foreign, lexicon) if not any(_meet(edit, one) for one in own)]
    kept = own + [edit for edit in lexicon.edits(draft.now, language) if not any(_meet(edit, other) for other in own)]
    kept.sort(key=lambda edit: edit.start)
    rules = _rules(language)
    draft = draft.after(take(draft.now, rules, kept), kept)
    for _ in range(PASSES if draft.edits else 0):
        before = draft.now
        draft = _tidied(draft)
        draft = draft.after(take(draft.now, rules, draft.held))
        if draft.now == before:
            break
    return Said(draft.now, tuple(_changes(text, draft.edits)), tuple(_pronunciations(draft, language)))


def item(text: Said, number: str, language: str) -> Said:
    """What is said of a list's item with its number before it, in figures or a letter: `Three. Stir well.`"""
    return items.counted(text, number, number if number.isalpha() else spoken(number, language), language)


def formula(mathml: str, language: str) -> str | None:
    """What is said for a formula in plain MathML; None where it is too large to be followed, or nobody knows words."""
    return formulas.words(mathml, language, spoken)


def _tidied(draft: Draft) -> Draft:
    """With plain characters and single spaces only; a second look takes what stood on both sides of something gone."""
    for _ in range(2):
        draft = draft.after(plain(draft.now, draft.held))
    return draft


def _fixed(text: str, edits: Sequence[Edit], fixed: tuple[tuple[int, int, str], ...]) -> list[Edit]:
    """The publisher's own spans, moved to where they stand in the plain text."""
    found: list[Edit] = []
    last = 0
    for start, end, said in sorted(fixed):
        first, final = max(start, last), min(end, len(text))
        if first < final:
            found.append(Edit(_moved(edits, first, after=False), _moved(edits, final, after=True), said, "edit"))
            last = final
    return found


def _foreign(
    text: str, edits: Sequence[Edit], foreign: tuple[tuple[int, int, str], ...], lexicon: Lexicon
) -> list[Edit]:
    """Phrases of another language as said there, where they stand in the plain text."""
    worded = tuple((start, end, say(text[start:end], tag, lexicon).text) for start, end, tag in foreign)
    return [replace(edit, rule="language") for edit in _fixed(text, edits, worded)]


def _moved(edits: Sequence[Edit], offset: int, *, after: bool) -> int:
    """Where `offset` is once the edits are made; inside an edit: its start, or its end if `after`."""
    shift = 0
    for edit in edits:
        if edit.end <= offset:
            shift += len(edit.said) - (edit.end - edit.start)
        elif edit.start < offset:
            return edit.start + shift + (len(edit.said) if after else 0)
        else:
            break
    return offset + shift


def _meet(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _changes(text: str, edits: Iterable[Edit]) -> Iterable[Change]:
    for edit in edits:
        if text[edit.start : edit.end] != edit.said:
            yield Change(edit.start, edit.end, edit.said, edit.rule)


_LETTER = re.compile(r"(?<=(?<!\w)[A-Z] )[A-Z](?![\w’'-])|(?<![\w-])[A-Z](?= [A-Z](?!\w))")
"""A letter beside another one, as initialisms are spelled."""


def _pronunciations(draft: Draft, language: str) -> list[Pronunciation]:
    """IPA of the lexicon's words, of letters (`U S A`), of heteronyms, of foreign words."""
    found = [Pronunciation(edit.start, edit.end, edit.ipa) for edit in draft.held if edit.ipa]
    letters: dict[str, str] = table(language, "wording").get("letters", {})
    shift = 0
    for edit in draft.edits if letters else ():
        start = edit.start + shift
        for match in _LETTER.finditer(edit.said):
            first, last = start + match.start(), start + match.end()
            if match.group() in letters and not any(one.start < last and first < one.end for one in found):
                found.append(Pronunciation(first, last, letters[match.group()], "letter"))
        shift += len(edit.said) - (edit.end - edit.start)
    found += heteronyms.readings(draft.now, language, tuple(found))
    found += foreign_words.sounds(draft.now, language, tuple(found))
    return sorted(found, key=lambda one: one.start)


@cache
def _rules(tag: str) -> tuple[Rule, ...]:
    """The rules of a language, by its primary subtag; those of its region where the language's module has some."""
    name = primary(tag)
    module = language(name)
    if module is None:
        return (SPELLED, *generic.rules(name))
    regional = getattr(module, "regional", None)
    if regional is None:
        return (SPELLED, *module.RULES)
    region = next((part for part in tag.lower().replace("_", "-").split("-")[1:] if len(part) == 2), "")
    return (SPELLED, *regional(region))


def language(name: str) -> Language | None:
    """The module `wording/<lang>` of a primary subtag; None where tables are all that the language has."""
    path = f"articast.wording.{name}"
    # two or three letters: a subtag never names one of the modules beside it
    if name.isascii() and name.isalpha() and len(name) in (2, 3) and find_spec(path) is not None:
        return cast("Language", import_module(path))
    return None
