"""German: what `voices/de.toml` can't say of its numbers, cases, dates and names."""

from __future__ import annotations

from articast.languages import table
from articast.wording.arithmetic import loose_minus
from articast.wording.capitals import capitals, initialisms, mixed
from articast.wording.chess import chess
from articast.wording.common import abbreviations, ends, phrases
from articast.wording.de.calendar import DATES, LIVES, TIMES, WEEKDAYS
from articast.wording.de.codes import PHONES, VERSIONS
from articast.wording.de.counts import COUNTS, MAGNITUDES
from articast.wording.de.measures import FRACTIONS, MEASURES, PER
from articast.wording.de.money import MONEY, PRICES
from articast.wording.de.names import INITIALS, ROMAN
from articast.wording.de.numbers import designation, year
from articast.wording.de.ordinals import ORDINALS
from articast.wording.de.readings import CENTURIES, READINGS
from articast.wording.de.signs import GREEK, LEFT_OVER, OPERATORS, SIGNS
from articast.wording.identifiers import identifiers
from articast.wording.links import links
from articast.wording.marks import emoji, punctuation
from articast.wording.rules import TAKEN, Rule, expression, numbered

_WORDS = table("de", "wording")
_CAPITALS = capitals(_WORDS["initialisms"])
_JANUARY = expression(
    r"(?:(?<=[iI]m )|(?<=Ende )|(?<=Mitte )|(?<=Anfang )|(?<=seit )|(?<=bis ))Jan\.|(?<!\w)Jan\.(?= bis )"
)
"""Elsewhere Jan is a man at the end of a sentence."""
_GRADE = expression(r"\+{2,3}(?:(?<=\b[A-D]\+\+)|(?<=\b[A-D]\+\+\+))(?![\w+])-?")
_DIAMETER = expression(r"Ø ?(?=[0-9][0-9.,]* ?(?:[cmd]?m|Zoll)(?!\w))")
_STREET = expression(r"(?<=[a-zß])str\.(?= [0-9A-ZÄÖÜa-z]|[,;)]|$)")

RULES: tuple[Rule, ...] = (
    *LIVES,
    *emoji(),
    *links(_WORDS["links"], designation),
    phrases(_WORDS["phrases"]),
    *identifiers(designation, year, "Doppelpunkt", "Punkt"),
    *chess(_WORDS, designation),
    loose_minus("minus"),
    Rule(
        "sign",
        _GRADE,
        lambda match: " plus" * match.group().count("+") + " " * match.group().endswith("-"),
        frozenset("+"),
    ),
    Rule("sign", _DIAMETER, lambda _: "Durchmesser ", frozenset("Ø")),
    *numbered(PHONES),
    *numbered(PRICES),
    *WEEKDAYS,
    *numbered(DATES),
    *numbered(READINGS),
    *numbered(TIMES),
    *numbered(VERSIONS),
    *ROMAN,
    abbreviations("abbreviation", _WORDS["before_number"], ahead=rf"(?= ?[0-9{TAKEN}])", behind=r"(?<![\w.&])"),
    abbreviations("abbreviation", _WORDS["see"], ahead=rf"(?= ?(?:[{TAKEN}]|S\.|Kap|Abb|Abschn|Tab|unten|oben|auch))"),
    abbreviations("title", _WORDS["titles"], ahead=r"(?= ?[A-ZÄÖÜ]|-[A-ZÄÖÜ])"),
    *SIGNS,
    *numbered(MONEY),
    *FRACTIONS,
    *numbered(MEASURES),
    *numbered(MAGNITUDES),
    *PER,
    phrases(_WORDS["bare_units"]),
    *ORDINALS,
    *CENTURIES,
    Rule("abbreviation", _JANUARY, lambda match: "Januar." if ends(match) else "Januar", frozenset("J")),
    Rule("abbreviation", _STREET, lambda match: "straße." if ends(match) else "straße", frozenset(".")),
    abbreviations(
        "abbreviation",
        _WORDS["abbreviations"],
        final=_WORDS["sentence_end"]["may"],
        starters=frozenset(_WORDS["words"]["starters"].split()),
    ),
    *INITIALS,
    *numbered(COUNTS),
    *initialisms(_CAPITALS, plural="'s"),
    mixed(_CAPITALS, designation),
    *GREEK,
    *LEFT_OVER,
    *OPERATORS,
    *punctuation(),
)
"""In this order: what is longer and surer comes first, single numbers and letters last."""
