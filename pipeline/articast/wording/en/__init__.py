"""English: what `voices/en.toml` can't say of its numbers, dates and names."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording.arithmetic import diameter, loose_minus
from articast.wording.capitals import capitals, initialisms, mixed
from articast.wording.chess import chess
from articast.wording.common import abbreviations, anyof, phrases
from articast.wording.en.calendar import DATES, NAMES, RANGES, SHORT_YEARS
from articast.wording.en.clock import TIMES
from articast.wording.en.codes import PHONES, VERSIONS
from articast.wording.en.counts import COUNTS, SEASONS
from articast.wording.en.measures import FRACTIONS, MEASURES
from articast.wording.en.money import MONEY, TICKERS
from articast.wording.en.names import INITIALS, ROMAN
from articast.wording.en.numbers import designation, year
from articast.wording.en.places import PLACES
from articast.wording.en.readings import MILITARY, READINGS, ROMAN_PAGES, ROOTS
from articast.wording.en.scores import SCORES, STARS
from articast.wording.en.short import SHORT
from articast.wording.en.signs import GREEK, LEFT_OVER, OPERATORS, PER, SIGNS
from articast.wording.identifiers import identifiers
from articast.wording.links import links
from articast.wording.marks import emoji, punctuation
from articast.wording.rules import TAKEN, Rule, expression, numbered

if TYPE_CHECKING:
    import re

_WORDS = table("en", "wording")
_CAPITALS = capitals(_WORDS["initialisms"])
_GROUP = expression(
    r"(?:(?<=\bof )|(?<=\bby )|(?<=\bthe )|(?<=\bagainst )|(?<=\bwith )|(?<=\banti-)|(?<=\bfrom )|(?<=\bjoin )"
    r"|(?<=\bjoined ))"
    r"IS(?![\w’'])(?! [A-Z]{2})|(?<!\w)IS(?=[- ](?:fighters?|militants?|group|attack|claimed|terror\w*|supporters?)\b)"
)
"""The so-called Islamic State; elsewhere `IS` is the emphasised verb."""
_STATES: dict[str, str] = _WORDS["states"]
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}
_POSTAL: dict[str, str] = _WORDS["postal"]
_PARTY = expression(
    rf"(?<![\w.])([DRI])-(?:(?={anyof(_STATES)}|{anyof(set(_POSTAL.values()))})|({anyof(_POSTAL)})(?!\w))"
)


def _party(match: re.Match[str]) -> str:
    """`D-Calif.`, `R-Texas`, `D-NY`."""
    return f"{_PARTIES[match[1]]} of {_POSTAL[match[2]] if match[2] else ''}"


_IN_STATE = expression(r"(?:[a-z.], |\b[Ii]n |[a-z]ern |upstate |\ue000)$")
_STATE = abbreviations("state", _STATES, behind="")


def _state(match: re.Match[str]) -> str | None:
    """`Cambridge, Mass.`; the words before are looked at last, since that is faster."""
    return _STATE.say(match) if _IN_STATE.search(match.string[max(0, match.start() - 9) : match.start()]) else None


RULES: tuple[Rule, ...] = (
    *STARS,
    *emoji(),
    *links(_WORDS["links"], designation),
    phrases(_WORDS["phrases"]),
    *identifiers(designation, year, "colon", "dot"),
    *numbered(MILITARY),
    *chess(_WORDS, designation),
    diameter("diameter"),
    loose_minus("minus"),
    *numbered(PHONES),
    *PLACES,
    *numbered(SEASONS),
    *NAMES,
    *numbered(DATES),
    *numbered(SCORES),
    *SHORT,
    *numbered(READINGS),
    *numbered(TIMES),
    *numbered(VERSIONS),
    *ROMAN,
    *ROMAN_PAGES,
    abbreviations("abbreviation", _WORDS["before_number"], ahead=rf"(?= ?[0-9{TAKEN}])", behind=r"(?<![\w.&])"),
    Rule("party", _PARTY, _party, frozenset("-")),
    replace(_STATE, say=_state),
    abbreviations("abbreviation", _WORDS["uncounted"], behind=r"(?<![\w./])(?<![0-9½¼¾⅓⅔])(?<![0-9½¼¾⅓⅔][ -])"),
    abbreviations("title", _WORDS["titles"], ahead=r"(?= ?[A-ZÀ-Ö])"),
    abbreviations("abbreviation", _WORDS["abbreviations"], behind=r"(?<![\w./])", final=_WORDS["sentence_end"]["may"]),
    *INITIALS,
    *ROOTS,
    *TICKERS,
    *SIGNS,
    *numbered(MONEY),
    *FRACTIONS,
    *numbered(MEASURES),
    *PER,
    phrases(_WORDS["bare_units"]),
    *SHORT_YEARS,
    *numbered(COUNTS),
    Rule("initialism", _GROUP, lambda _: "I S", frozenset("S")),
    *initialisms(_CAPITALS, plural="'s"),
    mixed(_CAPITALS, designation),
    *GREEK,
    *LEFT_OVER,
    *RANGES,
    *OPERATORS,
    *punctuation(),
)
"""In this order: what is longer and surer comes first, single numbers and letters last."""

_AMERICAN = frozenset(("", "us", "pr", "ph"))


@cache
def regional(region: str) -> tuple[Rule, ...]:
    """The rules where `region` is spoken of, a subtag in lower case: American ones unless it is another's."""
    if region in _AMERICAN:
        return RULES
    from articast.wording.en.british import british
    from articast.wording.en.calendar import BRITISH

    return tuple(british(replace(rule, say=BRITISH.get(rule.say, rule.say))) for rule in RULES)
