"""Roman numerals and initials in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, numeral, roman, starts
from articast.wording.en.numbers import ONES, TENS, cardinal, ordinal
from articast.wording.rules import TAKEN, Rule, expression

_TABLE = table("en", "wording")
_WORDS = _TABLE["words"]
_SHORT: dict[str, str] = {written: said for written, said in _TABLE["before_number"].items() if written[-1] == "."}
_NUMERAL = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBERED = expression(
    rf"(?<!\w)((?i:{'|'.join(_WORDS['roman_before'].split())})s?|{anyof(_SHORT)}) ({_NUMERAL})(?!['’](?!s\b)|\w)"
    rf"(?:( ?[–-] ?| and )({_NUMERAL})(?!\w))?"
)
_ALWAYS = frozenset(("Bowl", "WrestleMania", "Psalm", "Psalms", "Olympiad"))
"""Before these C, D, L and M are numerals, too."""
_SPELLED = expression(rf"[IVX] (?:[A-Z](?![\w.])|(?:{'|'.join([*ONES, *TENS[1:]])})\b)")
"""A letter before another one, or before a number's words: a name that was spelled."""
_RULER = expression(rf"(?<!\w)({'|'.join(_WORDS['rulers'].split())}) (?=[IVX])({_NUMERAL})(?!\w)")
_TITLED = expression(
    rf"(?<!\w)((?:{'|'.join(_WORDS['royal'].split())}) [A-Z][\w’-]*[a-z]) (?=[IVX])([IVX]+)(?!\w)"
    rf"|(?<!\w)([A-Z][\w’-]*[a-z]) (?=[IVX])([IVX]+)(?!\w)(?=,? (?:ruled|reigned|abdicated|was crowned|was succeeded"
    r"|succeeded|ascended|conquered|the Great|the Terrible|’s reign|'s reign|of [A-Z]))"
)
_NO_RULER = frozenset(
    (
        *_WORDS["starters"].split(),
        *_WORDS["roman_before"].split(),
        *_WORDS["months"].split(),
        *_WORDS["weekdays"].split(),
        "Yesterday",
        "Today",
        "Once",
        "Later",
        "Here",
        "World",
        "Type",
    )
)
_SEQUEL = expression(r"(?<=[a-z] )(II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?!\w|['’]\w)")
_CENTURY = expression(
    rf"(?<!\w)(?=[IVXL])({_NUMERAL})(?:th)? "
    r"(century|centuries|Olympiads?|Olympics|Olympic|Corps|Legion|Dynasty|[Cc]ongress)(?!\w)"
)
_WORD = expression(r" [a-z]+|['’]")
_FIRST = expression(r" (?:of|was|is|had|and|died|in|from|to|who|became|ruled|reigned|took|married)\b")


def _numbered(match: re.Match[str]) -> str | None:
    word, figures, link, last = match.groups()
    value = roman(figures) if word in _ALWAYS else numeral(figures)
    if not value or (last and not numeral(last)) or _SPELLED.match(match.string, match.start(2)):
        return None
    if figures == "I" and word.islower() and _WORD.match(match.string, match.end()):
        return None  # "in this section I show"
    said = f"{_SHORT.get(word, word)} {cardinal(value)}"
    return said + (f" {'and' if 'and' in link else 'to'} {cardinal(roman(last))}" if last else "")


def _ruler(match: re.Match[str]) -> str | None:
    name, figures = match.groups()
    if figures == "I" and _WORD.match(match.string, match.end()) and not _FIRST.match(match.string, match.end()):
        return None  # "with Henry I went"
    return f"{name} the {ordinal(roman(figures))}"


def _titled(match: re.Match[str]) -> str | None:
    """`Pharaoh Thutmose II`, `Amir I ruled`."""
    name, figures = match[1] or match[3], match[2] or match[4]
    if not roman(figures) or name.rpartition(" ")[2] in _NO_RULER:
        return None
    if (
        match[1]
        and figures == "I"
        and _WORD.match(match.string, match.end())
        and not _FIRST.match(match.string, match.end())
    ):
        return None
    return f"{name} the {ordinal(roman(figures))}"


def _century(match: re.Match[str]) -> str:
    return f"{ordinal(roman(match.group(1)))} {match.group(2)}"


_INITIALS = expression(r"(?<![\w.’'])((?:[A-Z]\. ?){1,5})(?=([A-Z][a-z’']+|[IA] |\ue000))")
_STARTERS = frozenset(_WORDS["starters"].split())
_LETTERED = frozenset(_WORDS["lettered"].split())
_NAME_BEFORE = expression(rf"(?:[A-Z][\w’'-]+|{TAKEN}|by|and|with|of) $")


def _initials(match: re.Match[str]) -> str | None:
    """`J. K. Rowling`, `George W. Bush`, `the U.S. Navy`; a full stop before a new sentence stays."""
    letters = re.findall("[A-Z]", match.group(1))
    head = match.string[max(0, match.start() - 24) : match.start()]
    if match.group(2).strip() in _STARTERS:
        return f"{' '.join(letters)}. " if len(letters) > 1 else None
    if len(letters) == 1 and (head.split() or [""])[-1] in _LETTERED:
        return None  # `Vitamin C. Vitamin D`
    if len(letters) == 1 and not (starts(match) or _NAME_BEFORE.search(head)):
        return None
    return f"{' '.join(letters)} "


ROMAN = (
    Rule("roman numeral", _CENTURY, _century, frozenset("IVX")),
    Rule("roman numeral", _NUMBERED, _numbered, frozenset("IVXLCDM")),
    Rule("roman numeral", _RULER, _ruler, frozenset("IVX")),
    Rule("roman numeral", _TITLED, _titled, frozenset("IVX")),
    Rule("roman numeral", _SEQUEL, lambda match: cardinal(roman(match.group(1))), frozenset("IVX")),
)
INITIALS = (Rule("initial", _INITIALS, _initials, frozenset(".")),)
