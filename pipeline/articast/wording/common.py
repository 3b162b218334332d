"""What rules of several languages need: words as patterns, letters spelled, abbreviations said in full."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from articast.wording.rules import CAPITALS, DIGITS, TAKEN, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_BEGIN = expression(r"""(?:^|[.!?…:]["”’»“)\]]*\s|\n)[\s"“„‚«‘'(\[]*$""")
_END = expression(r"""["”’»“]*(?:\n|$)""")
_NEXT = expression(r"""["”’»“)\]]* ["“„«(]?([^\W\d_][^\W\d_’']*)""")


_INITIALS = re.compile(r"[ad]\.C\.")
"""`a.C.`; `A.C.` is somebody's."""


def anyof(words: Iterable[str]) -> str:
    """A group of a pattern for one of the words as they are, the longest first; a space may be missing.

    Beginnings that words have in common are tried once: with some hundred abbreviations that is three times as fast.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(" ?" if character == " " else re.escape(character), {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    """A pattern for what goes on from here; empty: words end here."""
    ways = [character + _branches(rest) for character, rest in tree.items() if character]
    if not ways:
        return ""
    return (ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})") + ("?" if "" in tree else "")


def capital(said: str) -> str:
    """With its first letter upper case."""
    return said[:1].upper() + said[1:]


def spell(letters: str, sticky: str = "") -> str:
    """`CRM` → `C R M`: what every voice reads letter by letter.

    Args:
        letters: of any case.
        sticky: letters that are also words: they cling to the next one (`A-I`), else voices say the word: espeak-ng and
            hibari have "uh eye" for `A I`.
    """
    letters = letters if "ß" in letters else letters.upper()
    said = letters[:1]
    for before, letter in pairwise(letters):
        said += ("-" if before in sticky else " ") + letter
    return said


SPELLED = Rule(
    "initialism",
    expression(
        rf"(?<![\w.&'’-])(?<![{CAPITALS}]{{2}} )(?![AEOWZ] [IVX](?! [A-Z]\b))[{CAPITALS}](?: [{CAPITALS}"
        rf"]){{1,9}}(?![\w.&'’-])"
    ),
    lambda match: match.group(),
    frozenset(CAPITALS),
)
"""Letters that stand apart have been spelled: no later look takes the first of `M R I` for a Roman numeral.
`A I Guerra` is an article and a numeral, `W I lidze` a preposition and one."""


def starts(match: re.Match[str]) -> bool:
    """Whether the match begins a sentence."""
    return not match.start() or bool(_BEGIN.search(match.string[max(0, match.start() - 8) : match.start()]))


def ends(match: re.Match[str]) -> bool:
    """Whether only closing quotes stand between the match and the end of the text or line."""
    return bool(_END.match(match.string, match.end()))


def final_stop(match: re.Match[str], written: str = "") -> str:
    """The full stop that an abbreviation has in common with its sentence: it stays where the match ends the text.

    Args:
        match: of the whole.
        written: the abbreviation, where it is not what the match ends with.
    """
    return "." if (written or match.group()).endswith(".") and match.end() == len(match.string) else ""


def verse(
    rank: Callable[[int], str], plain: Callable[[str], str], to: str, books: Mapping[str, str] | None = None
) -> Callable[[re.Match[str]], str]:
    """How a verse is said, of (number of the book, book, chapter, first verse, last verse).

    Args:
        rank: a book's number as it is called: `First`.
        plain: figures as words.
        to: what is said between the first and the last.
        books: abbreviated → said in full.
    """

    def said(match: re.Match[str]) -> str:
        number, book, chapter, first, last = match.groups()
        book = (books or {}).get(book, book)
        head = f"{rank(int(number))} {book}" if number else book
        return f"{head} {plain(chapter)}, {plain(first)}" + (f" {to} {plain(last)}" if last else "")

    return said


def abbreviations(
    name: str,
    table: Mapping[str, str],
    ahead: str = r"(?:(?<=\.)(?![^\W\d_])|(?!\w))",
    behind: str = r"(?<![\w.])",
    final: str = "",
    starters: frozenset[str] = frozenset(),
) -> Rule:
    """Written abbreviations said in full, also where they begin a sentence with a capital.

    What has a capital by itself and ends a sentence is a word: `in die Schweiz.` is not `schweiz.`
    The full stop of one that ends the text stays; within it, that of those in `final` does where a capital follows.

    Args:
        name: the rule's.
        table: as written → as said; a space in the former may be missing in the text.
        ahead: pattern, a lookahead that must hold behind it.
        behind: pattern, a lookbehind that must hold before it.
        final: those that can end a sentence, separated by `|`.
        starters: words of which one must follow for that, where nouns have capitals too; none: any capital.
    """
    said: dict[str, str] = {}
    for written, words in table.items():
        key = written.replace(" ", "")
        if len(key) > 2 and not _INITIALS.fullmatch(key):  # "v." is "von", "V." an initial
            said.setdefault(capital(key), capital(words) if key[0].islower() else words)
        said[key] = words
    enders = {word.strip().replace(" ", "") for word in final.split("|")}
    capitals = (capital(word) for word in table if len(word) > 2 and not _INITIALS.fullmatch(word.replace(" ", "")))
    spaced = {*table, *capitals}

    own = {written.replace(" ", "") for written in table}

    def full(match: re.Match[str]) -> str | None:
        key = match.group().replace(" ", "")
        words = said[key]
        if key not in own and (ends(match) or (not starts(match) and _sentence_follows(match, starters))):
            return None  # "in die Schweiz.", "mit Max.": a word and the sentence's full stop
        if key[-1] == "." and (ends(match) or (key in enders and _sentence_follows(match, starters))):
            words += "."
        glued = match.string[match.end() : match.end() + 1].isalnum()
        return f"{words} " if glued else words

    needs = frozenset(".") if all("." in word for word in spaced) else frozenset()
    return Rule(name, expression(behind + anyof(spaced) + ahead), full, needs)


def phrases(table: Mapping[str, str]) -> Rule:
    """What is written in one fixed way and said in another: `24/7`, `C++`."""
    pattern = expression(rf"(?<![\w/{TAKEN}]){anyof(table)}(?:(?<=\+\+)(?=[0-9])|(?![\w/{TAKEN}]))")

    def said(match: re.Match[str]) -> str:
        words = table.get(match.group()) or table[match.group().replace(" ", "")]
        return f"{words} " if match.string[match.end() : match.end() + 1].isdigit() else words  # `C++17`

    return Rule("phrase", pattern, said)


def code_names(plus: str) -> Rule:
    """`C++17`, `C#`: what the languages of programs are called."""
    pattern = expression(r"(?<![\w])C(?:\+\+|#)(?:(?=[0-9])|(?!\w))")

    def said(match: re.Match[str]) -> str:
        words = f"C {plus} {plus}" if match.group()[-1] == "+" else "C sharp"
        return f"{words} " if match.string[match.end() : match.end() + 1].isdigit() else words

    return Rule("name", pattern, said, frozenset("+#"))


_ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(numeral: str) -> int:
    """`XIV` → 14; 0 for letters that make no numeral."""
    if not _ROMAN.fullmatch(numeral):
        return 0
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


_PLAIN_ROMAN = re.compile("[IVX]+|(?=.{3})(?:LX|XL|XC|CX|CC|MC|MD|MM)[XLCVI]+|[MDCLXVI]{5,}|L[IVX]{3,}")


def numeral(letters: str) -> int:
    """`XIV` → 14, where it is meant as a numeral; 0 for letters that are a name: section C, Class D, a CD, `MIX`."""
    return roman(letters) if _PLAIN_ROMAN.fullmatch(letters) else 0


GREEK_LETTER = expression(r"(?<![Α-Ωα-ωά-ώ])([α-ωΑ-Ω∆∇∂∑∞∫])([²³]?)(?![Α-Ωα-ωά-ώ])")
"""One that stands alone, as in formulas; in Greek words they have company."""


def greek(names: Mapping[str, str], powers: Mapping[str, str]) -> Callable[[re.Match[str]], str | None]:
    """How a Greek letter of `GREEK_LETTER` is said: `π`, `α-particle`, `∆T`, `χ²`.

    Args:
        names: letter → as said.
        powers: `²` and `³` → what is said behind the name.
    """

    def said(match: re.Match[str]) -> str | None:
        if match[1] not in names:
            return None
        name = names[match[1]] + powers.get(match[2], "")
        before = match.string[match.start() - 1 : match.start()] if match.start() else ""
        after = match.string[match.end() : match.end() + 1]
        return (
            (" " if before.isalnum() or before == TAKEN else "")
            + name
            + (" " if after.isalnum() or after == TAKEN else "")
        )

    return said


def telephone(pattern: re.Pattern[str], digits: Callable[[str], str]) -> Rule:
    """A telephone number digit by digit, with a comma between its groups so that they can be written down.

    Args:
        pattern: of the number; one with a plus that is short, or grouped by thousands, is left alone.
        digits: what is said for a group.
    """

    def phone(match: re.Match[str]) -> str | None:
        groups = re.findall(r"[0-9]+", match.group())
        plus = match.group()[0] == "+"
        if plus and (sum(map(len, groups)) < 8 or re.fullmatch(r"\+[0-9]{1,3}(?:[.,][0-9]{3})+", match.group())):
            return None
        return ("plus " if plus else "") + ", ".join(map(digits, groups))

    return Rule("phone number", pattern, phone, frozenset(DIGITS))


def versions(
    software: str, short: re.Pattern[str], bare: re.Pattern[str], dotted: Callable[[str], str], word: str
) -> tuple[Rule, ...]:
    """Numbers with points that are no decimals.

    Args:
        software: names after which `3.12` is a version, separated by spaces.
        short: pattern of `v2.3`, its number in group 1.
        bare: pattern of `2.3.1` by itself, the number in group 1.
        dotted: what is said for such a number.
        word: "version".
    """
    named = expression(rf"(?<!\w)({anyof(software.split())}) ([0-9]{{1,4}}(?:\.[0-9]{{1,4}})+)(\+?)(?![\w]|\.[0-9])")

    def said(match: re.Match[str]) -> str:
        return f"{match[1]} {dotted(match[2])}{' plus' if match[3] else ''}"

    return (
        Rule("version", named, said, frozenset(".")),
        Rule("version", short, lambda match: f"{word} {dotted(match[1])}", frozenset("vV")),
        Rule("version", bare, lambda match: dotted(match[1]), frozenset(".")),
    )


def sections(names: str, dotted: Callable[[str], str]) -> Rule:
    """The number of a part of a text, whose points are no decimals: `figura 3.2`, `§ 4.1`, `tablas 2.1 y 2.2`.

    Nothing after other words, before a unit, or with three digits behind the point.

    Args:
        names: pattern of what such parts are called, abbreviated or not.
        dotted: what is said for the number.
    """
    named = expression(rf"(?<!\w)(?i:{names}) ?(?:[0-9]{{1,3}}\.[0-9]{{1,2}},?(?: [a-z]{{1,3}})? )?$")

    def said(match: re.Match[str]) -> str | None:
        return dotted(match.group()) if named.search(match.string[: match.start()][-40:]) else None

    pattern = expression(r"[0-9](?<![\w.,/:-].)[0-9]{0,2}\.[0-9]{1,2}(?![\w%‰€$£]|[.,:/-][0-9]| ?[%‰€$£])")
    return Rule("section", pattern, said, frozenset("."), digits=True)


def _sentence_follows(match: re.Match[str], starters: frozenset[str]) -> bool:
    found = _NEXT.match(match.string, match.end())
    if found is None:
        return False
    word = found.group(1)
    # South in "Ave. South" is rarer than a sentence, NW in "Ave. NW" is none
    return word in starters if starters else word[0].isupper() and (len(word) == 1 or not word.isupper())
