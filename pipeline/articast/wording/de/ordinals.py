"""Ordinals in German: a full stop after a number that does not end the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording.common import roman
from articast.wording.de.agreement import before, ending, gender
from articast.wording.de.numbers import ordinal
from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    import re

_WORDS = table("de", "wording")["words"]
_STARTERS = frozenset(_WORDS["starters"].split())
_MARKED = frozenset(_WORDS["articles"].split())
_ROMAN_NOUNS = frozenset(_WORDS["roman_nouns"].split())
_NOUN = r"((?:[a-zäöüß]+(?:e[rnsm]?) |[A-ZÄÖÜ][a-zäöüß]+(?:schen|alen|ären) )?[A-ZÄÖÜ][\wäöüß-]+|[a-zäöüß]+)"
_NUMBER = r"(?<![\w.,/:])([0-9]{1,3}|[IVX]{1,5})\."
_BEFORE_NOUN = expression(rf"{_NUMBER}(?=(?: ?(?:[–-]|und|bis|oder|,) ?[0-9IVX]{{1,3}}\.)* ?{_NOUN})")
_SPAN = expression(r"(?<![\w.,/])([0-9]{1,3})\. ?([–/-]) ?([0-9]{1,3})\.(?= ([A-ZÄÖÜ][\wäöüß-]+))")
_JOINED = expression(r"(?<![\w.,])([0-9]{1,3})\.-(?=[A-ZÄÖÜ])")
_ALONE = expression(
    r"(?<!\w)([Dd]er|[Dd]ie|[Dd]as|[Aa]m|[Zz]um|[Vv]om|[Bb]is|[Dd]en|[Dd]em|[Jj]ede[rs]?|[Jj]ede[nm]) ([0-9]{1,3})\."
    r"(?=[,;:)!?]|\"|“| (?:(?:und|oder|bis)(?! [0-9]{1,3}\. [A-ZÄÖÜ])|um|in|auf|ist|war|wird"
    r"|von|des|der|bei|beim|im|an|am|mit|aus|nach|vor)\b)"
)
_LARGE = expression(
    r"(?<!\w)([Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|[Zz]um|[Zz]ur|[Ii]hre[nr]"
    r"|[Ss]eine[nr]) ([0-9]{4}|[0-9]{1,3}\.[0-9]{3})\."
    r"(?= ([A-ZÄÖÜ][\wäöüß-]+))"
)
_WEEKDAY = expression(r"(?<=tag, )([0-9]{1,2})\.(?=,)|(?<=woch, )([0-9]{1,2})\.(?=,)")
_LAST = expression(r"(?<!\w)([Aa]m|[Zz]um|[Vv]om|[Dd]e[nrm]|[Dd]ie|[Dd]as) ([12]?[0-9]|3[01])\.(?=[\"”’»“)\]]*$)")


def _before_noun(match: re.Match[str]) -> str | None:
    written, following = match.groups()
    first, noun = following.split()[0], following.split()[-1]
    if not written[0].isdigit() and (not 0 < roman(written) < 40 or (len(written) == 1 and noun not in _ROMAN_NOUNS)):
        return None
    words = before(match)
    near = words[0].lower() if words else ""
    value = int(written) if written[0].isdigit() else roman(written)
    if first in _STARTERS:
        # "am 5. Dann ging er": a date's ordinal and the sentence's end in one
        dated = near in ("am", "zum", "vom", "bis", "dem", "den") and 0 < value < 32
        return f"{ordinal(value, 'en')}." if dated else None
    if first[0].islower() and near not in _MARKED and first not in ("und", "bis", "oder"):
        return None
    said = ordinal(value, ending(match, noun))
    glued = "" if match.string[match.end() : match.end() + 1] in " ,–-" else " "
    return (said.capitalize() if noun.startswith("Weltkrieg") else said) + glued


def _span(match: re.Match[str]) -> str:
    first, sign, last, noun = match.groups()
    end = ending(match, noun)
    return f"{ordinal(int(first), end)} {'und' if sign == '/' else 'bis'} {ordinal(int(last), end)}"


def _large(match: re.Match[str]) -> str:
    """`der 1000. Besucher`: only after an article, since years end sentences, too."""
    word, figures, noun = match.groups()
    low = word.lower()
    weak = low in ("das", "die") or (low == "der" and gender(noun) != "f")
    return f"{word} {ordinal(int(figures.replace('.', '')), 'e' if weak else 'en')}"


def _alone(match: re.Match[str]) -> str:
    word, number = match.groups()
    end = "e" if word.lower() in ("der", "die", "das", "jeder", "jede", "jedes") else "en"
    return f"{word} {ordinal(int(number), end)}"


def _last(match: re.Match[str]) -> str:
    end = "e" if match.group(1).lower() in ("der", "die", "das") else "en"
    return f"{match.group(1)} {ordinal(int(match.group(2)), end)}."


_NEEDS = frozenset(".")
ORDINALS = (
    Rule("ordinal", _JOINED, lambda match: f"{ordinal(int(match[1]), 'e')}-", _NEEDS),
    Rule("ordinal", _SPAN, _span, _NEEDS),
    Rule("ordinal", _LARGE, _large, _NEEDS),
    Rule("ordinal", _WEEKDAY, lambda match: ordinal(int(match[1] or match[2]), "en"), _NEEDS),
    Rule("ordinal", _ALONE, _alone, _NEEDS),
    Rule("ordinal", _BEFORE_NOUN, _before_noun, _NEEDS),
    Rule("ordinal", _LAST, _last, _NEEDS),
)
