"""What rules of several languages need: words as patterns, letters spelled, abbreviations said in full."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BEGIN = expression(r"""(?:^|[.!?…:]["”’»“)\]]*\s|\n)[\s"“„‚«‘'(\[]*$""")
_END = expression(r"""["”’»“]*(?:\n|$)""")
_NEXT = expression(r"""["”’»“)\]]* ["“„«(]?([^\W\d_][^\W\d_’']*)""")


def anyof(words: Iterable[str]) -> str:
    """A group of a pattern for one of the words as they are, the longest first; a space may be missing."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ?") for word in sorted(words, key=len, reverse=True)) + ")"


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


def starts(match: re.Match[str]) -> bool:
    """Whether the match begins a sentence."""
    return not match.start() or bool(_BEGIN.search(match.string[max(0, match.start() - 8) : match.start()]))


def ends(match: re.Match[str]) -> bool:
    """Whether only closing quotes stand between the match and the end of the text or line."""
    return bool(_END.match(match.string, match.end()))


def abbreviations(
    name: str,
    table: Mapping[str, str],
    ahead: str = r"(?:(?<=\.)(?![^\W\d_])|(?!\w))",
    behind: str = r"(?<![\w.])",
    final: str = "",
    starters: frozenset[str] = frozenset(),
) -> Rule:
    """Written abbreviations said in full, also where they begin a sentence with a capital.

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
        if len(key) > 2:  # "v." is "von", "V." an initial
            said.setdefault(capital(key), capital(words) if key[0].islower() else words)
        said[key] = words
    enders = {word.strip().replace(" ", "") for word in final.split("|")}
    spaced = {*table, *(capital(word) for word in table if len(word) > 2)}

    def full(match: re.Match[str]) -> str:
        key = match.group().replace(" ", "")
        words = said[key]
        if key[-1] == "." and (ends(match) or (key in enders and _sentence_follows(match, starters))):
            words += "."
        glued = match.string[match.end() : match.end() + 1].isalnum()
        return f"{words} " if glued else words

    needs = frozenset(".") if all("." in word for word in spaced) else frozenset()
    return Rule(name, expression(behind + anyof(spaced) + ahead), full, needs)


def phrases(table: Mapping[str, str]) -> Rule:
    """What is written in one fixed way and said in another: `24/7`, `C++`."""
    pattern = expression(rf"(?<![\w/]){anyof(table)}(?![\w/])")
    return Rule("phrase", pattern, lambda match: table.get(match.group()) or table[match.group().replace(" ", "")])


def _sentence_follows(match: re.Match[str], starters: frozenset[str]) -> bool:
    found = _NEXT.match(match.string, match.end())
    if found is None:
        return False
    word = found.group(1)
    # South in "Ave. South" is rarer than a sentence, NW in "Ave. NW" is none
    return word in starters if starters else word[0].isupper() and (len(word) == 1 or not word.isupper())
