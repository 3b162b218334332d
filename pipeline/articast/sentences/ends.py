"""Where sentences end.

Languages with a table `[sentences]` in `voices/` are split by the rules here: every full stop, question or exclamation
mark before white space is a question to `_ends`, answered from what stands before and after it. The others are split
by sentencex, which knows 300 languages but is lost in quotation marks. Measured by
`benchmarks/sentences.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from articast.languages import table
from articast.sentences import others

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOP = re.compile(
    r"""
    (?<![.!?…‽])(?<![.!?…‽][\ \u00a0\u202f])  # at the start of a run, so that a long row of dots takes linear time
    (?P<stop>[.!?…‽]++(?:[\ \u00a0\u202f]?[.!?…‽]++)*+)  # a run of stops, as wide as . . . or ... !
    (?P<closer>(?:["'”’“»«›‹)\]}*_]|\ ?\[\d{1,3}\]|[\ \u00a0\u202f]»(?=[\s,;]|$))*+  # quotes, brackets, notes' marks
      [.!?…]*+)
    (?:\s++|\Z)
    (?P<opener>["'“”„«»‹›‚‘’(\[{¿¡*_–—-]*+[\ \u00a0\u202f]?+)  # what may stand before the next word
    (?P<next>[^\W_][\w'’-]*+)?
    """,
    re.VERBOSE,
)
_BREAK = re.compile(
    r"(?<!\s)[^\S\n]*+\n[^\S\n]*+(?:\n\s*+|(?=[•⁃‣◦▪●*–-]\s))|(?<!\s)\s++(?=[•⁃‣▪●]\s?\w)|[\u2028\u2029\f\v]\s*+"
)
"""A blank line, a line that begins with a bullet, a bullet anywhere."""
_WORD_BEFORE = re.compile(r"""[^\s"“”„«»‹›‚‘(\[{/–—•⁃‣▪●]*\Z""")
_MARKER = re.compile(r"(?<!\S)(?:(\d{1,3}|[a-z])(\.\)|[.)]))[ \u00a0](?=\S)")
_BEFORE_MARKER = " \u00a0*_(\"'“„«•⁃‣◦▪●"
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}\Z")
_ROMAN = re.compile(r"[IVXL]{2,6}\Z|[IVX]\Z")
_NUMERAL = re.compile(r"[IVXLC]{2,7}\Z")
"""A Roman number that may follow an abbreviation, `vol. II`; one letter may be a word: `He said no. I went.`"""
_OMISSION = re.compile(r"[.…\s]*\Z")
_REACH = 60
"""Characters before a stop that are looked at."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's table."""

    goes_on: frozenset[str]
    """Abbreviations after which the sentence always goes on."""
    may_end: frozenset[str]
    """Abbreviations that end a sentence only if the next word is one that begins sentences."""
    before_number: frozenset[str]
    """Abbreviations only where a number follows."""
    starters: frozenset[str]
    """Words with a capital only because they begin a sentence."""
    suffixes: frozenset[str]
    """Ends of words that are shortened, where a number follows: `Hauptstr. 5`."""
    exclaimed: frozenset[str]
    """Names written with an exclamation mark."""
    ordinals: bool
    """Whether a number with a full stop is an ordinal."""
    after_ordinal: frozenset[str]
    """Words that follow ordinals: months, centuries, ranks."""
    known: frozenset[str]
    """All of the table's words that are written with a stop."""


@cache
def _rules(language: str) -> _Rules | None:
    found = table(language, "sentences")
    if "starters" not in found:
        return None

    def words(name: str) -> frozenset[str]:
        return frozenset(found.get(name, ()))

    return _Rules(
        goes_on=words("goes_on"),
        may_end=words("may_end"),
        before_number=words("before_number"),
        starters=words("starters"),
        suffixes=words("suffixes"),
        exclaimed=words("exclaimed"),
        ordinals=bool(found.get("ordinals", False)),
        after_ordinal=words("after_ordinal"),
        known=words("goes_on") | words("may_end") | words("before_number") | words("exclaimed"),
    )


def split(text: str, language: str) -> list[str]:
    """Sentences of `text`, each with the white space after it; joined they are the text again.

    Not split after abbreviations, initials, ordinals, in decimals, at an ellipsis inside a sentence, nor where a quote
    or bracket goes on. Blank lines and bullets always split. Each has something beside white space, unless the whole
    text has nothing else; the empty text has none.
    """
    rules = _rules(language)
    ends = _boundaries(text, rules) if rules else others.ends(text, language)
    pieces: list[str] = []
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        if not piece:
            continue
        if pieces and (not piece.strip() or not pieces[-1].strip()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        start = end
    return pieces


def _boundaries(text: str, rules: _Rules) -> Iterator[int]:
    """Where sentences end by our own rules, ascending."""
    start = 0
    for mark in [*_BREAK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        yield from _in_paragraph(text, start, end, rules)
        if mark:
            yield mark.end()
            start = mark.end()


def _in_paragraph(text: str, start: int, end: int, rules: _Rules) -> Iterator[int]:
    """Ends within `text[start:end]`, without its own."""
    first = start
    for item in (*_items(text, start, end), end):
        for mark in _STOP.finditer(text, first, item):
            here = mark.start("opener")
            if here < item and _ends(first, mark, rules):
                yield here
                first = here
        if start < item < end:
            yield item
        first = item


def _items(text: str, start: int, end: int) -> list[int]:
    """Where the items begin of a list printed in one line, `1. … 2. …` or `a) … b) …`; empty where there is none."""
    mark = _MARKER.match(text, start, end)
    if not mark or mark[1] not in {"1", "a"}:
        return []
    found = [mark.start()]
    expected, closing = _after(mark[1]), mark[2]
    for later in _MARKER.finditer(text, mark.end(), end):
        if later[1] == expected and later[2] == closing:
            found.append(later.start())
            expected = _after(expected)
    return found if len(found) > 1 else []


def _after(marker: str) -> str:
    return str(int(marker) + 1) if marker.isdigit() else chr(ord(marker) + 1)


def _ends(first: int, mark: re.Match[str], rules: _Rules) -> bool:
    """Whether a sentence that began at `first` ends at this stop."""
    following, stop, closer = mark["next"] or "", mark["stop"], mark["closer"].strip("*_")
    word = _word_before(first, mark)
    if following[:1].islower() and not _begins_anyway(following) and not _begins_small(word, mark, rules):
        return False
    if mark.string.startswith(("[...]", "[…]", "(...)", "(…)"), mark.start("opener")):
        return False  # what was left out goes with what stands before it
    if mark.start() - first < _REACH and not any(map(str.isalnum, _before(first, mark))):
        return False  # nothing was said yet: "… I hope."
    if _marks_item(first, mark, word) or _goes_on_in_bracket(first, mark):
        return False
    if _OMISSION.match(stop) and len(stop) > 1:
        return _omission_ends(mark)
    if stop == "." and not closer:
        return _period_ends(first, mark, word, rules)
    if stop[0] == "!" and word in rules.exclaimed:
        return _starts(following, rules)
    return True


def _before(first: int, mark: re.Match[str]) -> str:
    """What stands before the stop in its sentence, as far as anyone needs to see."""
    return mark.string[max(first, mark.start() - _REACH) : mark.start()]


def _word_before(first: int, mark: re.Match[str]) -> str:
    """The word that the stop follows, without its elided article: `art` of `l'art`, but `didn't` whole."""
    found = _WORD_BEFORE.search(_before(first, mark))
    word = found[0].lstrip("'’-,") if found else ""
    elided, _, rest = word.replace("’", "'").rpartition("'")
    return rest if elided and len(rest) > 2 else word


def _marks_item(first: int, mark: re.Match[str], word: str) -> bool:
    """Whether the stop belongs to a list's marker at the sentence's start: `1.`, `a.`, `• 3.)`"""
    if mark["stop"] != "." or mark["closer"] not in {"", ")"} or not (word.isdigit() or len(word) == 1):
        return False
    return mark.start() - first < _REACH and not _before(first, mark)[: -len(word)].strip(_BEFORE_MARKER)


def _omission_ends(mark: re.Match[str]) -> bool:
    """Whether dots end the sentence: not `[...]`, nor three wide ones, which stand for words left out."""
    text, at = mark.string, mark.start()
    if mark["closer"][:1] in {")", "]"} and text[at - 1 : at] in {"(", "["}:
        return text[max(0, at - 3) : at - 1].rstrip()[-1:] in {".", "!", "?"}
    return not ("." in mark["stop"] and mark["stop"].count(".") == 3 and " " in mark["stop"])


def _begins_anyway(word: str) -> bool:
    """`iPhone` and addresses are not written with a capital."""
    return word[1:2].isupper() or word in {"http", "https", "www"}


def _begins_small(word: str, mark: re.Match[str], rules: _Rules) -> bool:
    """Whether a sentence begins without its capital: after a plain word, with a word that begins sentences."""
    following = mark["next"]
    if mark["closer"] or mark["stop"] not in {".", "!", "?"} or mark["opener"].strip():
        return False
    if word.isdigit():
        return not rules.ordinals and _starts(following[0].upper() + following[1:], rules)
    if len(word) < 3 or not word.replace("'", "").replace("’", "").isalnum() or word in rules.known:
        return False
    return (len(word) > 4 and word.islower()) or _starts(following[0].upper() + following[1:], rules)


def _starts(word: str, rules: _Rules) -> bool:
    """Whether a word with a capital is likely the first of a sentence."""
    word = word.replace("’", "'")
    return word in rules.starters or f"{word.partition(chr(39))[0]}'" in rules.starters


def _starts_after(mark: re.Match[str], rules: _Rules) -> bool:
    """Whether what follows a stop that may be an abbreviation's is likely the first of a sentence."""
    if mark["next"]:
        return _starts(mark["next"], rules)
    return mark.string[mark.end() : mark.end() + 1] not in {"$", "€", "£", "¥", "%", "&", "+", "@", "#", "/"}


def _period_ends(first: int, mark: re.Match[str], word: str, rules: _Rules) -> bool:
    """A single full stop: the end, or an abbreviation's or ordinal's?"""
    following = mark["next"] or ""
    if not word:
        return True
    if word.isdigit() or (rules.ordinals and _ROMAN.match(word)):
        return not rules.ordinals or _number_ends(first, mark, word, rules)
    counted = word in rules.before_number or word.endswith(tuple(rules.suffixes))
    if counted and (following[:1].isdigit() or _NUMERAL.match(following)):
        return False
    bare = word.lstrip(".")
    begins = not _before(first, mark)[: -len(word)].strip(_BEFORE_MARKER)
    if bare in rules.goes_on or (begins and bare[:1].lower() + bare[1:] in rules.goes_on):
        return False
    if len(word) == 1 and word.isalpha() and not (word.islower() and bare in rules.may_end):
        return _letter_ends(first, mark, word, rules)
    if bare in rules.may_end or _DOTTED.match(bare):
        return _starts_after(mark, rules)
    return True


def _letter_ends(first: int, mark: re.Match[str], word: str, rules: _Rules) -> bool:
    """One letter and a full stop: an initial, a part of `z. B.`, or the end of `Plan B.`"""
    before = _before(first, mark)[:-1].split()
    if before and len(before[-1]) == 2 and before[-1][1] == "." and f"{before[-1]}{word}" in rules.goes_on:
        return False
    if before and before[-1] == mark["next"] and not before[-1].endswith("."):
        return True  # "Vitamin C. Vitamin D."
    initial = len(mark["next"] or "") == 1 and mark.string[mark.end() : mark.end() + 1] == "."
    return not word.islower() and not initial and _starts_after(mark, rules)


def _number_ends(first: int, mark: re.Match[str], word: str, rules: _Rules) -> bool:
    """A number and a full stop where that may be an ordinal: does the sentence end?"""
    before = _before(first, mark).split()[-2:-1]
    if before and before[0] == mark["next"]:
        return True  # "Platz 1. Platz 2."
    if mark["next"] in rules.after_ordinal:
        return False
    if before and before[0].endswith(".") and before[0][:-1].endswith(tuple(rules.suffixes)):
        return True  # "Hauptstr. 5. Sie"
    if word.isdigit() and (len(word) > 2 or (before and before[0].rstrip(".") in rules.before_number)):
        return True  # a year, or the 7 of "Nr. 7."
    return _starts_after(mark, rules)


def _goes_on_in_bracket(first: int, mark: re.Match[str]) -> bool:
    """Whether the stop is inside a bracket after which the sentence goes on: `(Really. It is.) at`."""
    text = mark.string
    opened = text.rfind("(", max(first, mark.start() - 300), mark.start())
    if opened < 0 or text.find(")", opened, mark.end("closer")) >= 0:
        return False
    if opened - first < _REACH and not text[first:opened].strip():
        return False
    closed = text.find(")", mark.end("closer"), mark.end("closer") + 300)
    if closed < 0:
        return False
    rest = text[closed + 1 : closed + 4].lstrip()
    return bool(rest) and (rest[0].islower() or rest[0] in ",;:.")
