"""German: what `voices/de.toml` can't say of its numbers, cases, dates and names."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.capitals import capitals, initialisms, mixed
from pipeline.wording.common import abbreviations, anyof
from pipeline.wording.de.calendar import DATES, ORDINALS, TIMES
from pipeline.wording.de.money import COUNTS, FRACTIONS, JOINED, MEASURES, MONEY
from pipeline.wording.de.names import INITIALS, OPERATORS, PHONES, ROMAN, SIGNS, VERSIONS
from pipeline.wording.de.numbers import designation
from pipeline.wording.links import links
from pipeline.wording.marks import emoji, punctuation
from pipeline.wording.rules import Rule

_WORDS = table("de", "wording")
_CAPITALS = capitals(_WORDS["initialisms"])
_FINAL = _WORDS["sentence_end"]["may"]


def _phrases(words: dict[str, str]) -> Rule:
    pattern = re.compile(rf"(?<![\w/]){anyof(words)}(?![\w/])")
    return Rule("phrase", pattern, lambda match: words[match.group()])


_STREET = re.compile(r"(?<=[a-zß])str\.(?= [0-9A-ZÄÖÜa-z]|[,)]|$)")

RULES: tuple[Rule, ...] = (
    *emoji(),
    *links(_WORDS["links"], designation),
    _phrases(_WORDS["phrases"]),
    *PHONES,
    *DATES,
    *TIMES,
    *VERSIONS,
    abbreviations("abbreviation", _WORDS["before_number"], ahead=r"(?= ?(?:[0-9]|[IVX]+\b))", behind=r"(?<![\w.&])"),
    abbreviations("title", _WORDS["titles"], ahead=r"(?= ?[A-ZÄÖÜ])"),
    *SIGNS,
    *MONEY,
    *FRACTIONS,
    *JOINED,
    *MEASURES,
    COUNTS[0],
    *ROMAN,
    *ORDINALS,
    Rule(
        "abbreviation",
        _STREET,
        lambda match: "straße" + ("." if match.end() == len(match.string) else ""),
        frozenset("."),
    ),
    abbreviations("abbreviation", _WORDS["abbreviations"], final=_FINAL),
    *INITIALS,
    *COUNTS[1:],
    *initialisms(_CAPITALS),
    mixed(_CAPITALS, designation),
    *OPERATORS,
    *punctuation(),
)
"""In this order: what is longer and surer comes first, single numbers and letters last."""
