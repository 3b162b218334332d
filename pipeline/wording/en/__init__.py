"""English: what `voices/en.toml` can't say of its numbers, dates and names."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.capitals import capitals, initialisms, mixed
from pipeline.wording.common import abbreviations, anyof
from pipeline.wording.en.calendar import DATES, RANGES, SHORT_YEARS, TIMES
from pipeline.wording.en.money import COUNTS, FRACTIONS, MEASURES, MONEY
from pipeline.wording.en.names import INITIALS, OPERATORS, PHONES, ROMAN, SIGNS, VERSIONS
from pipeline.wording.en.numbers import designation
from pipeline.wording.links import links
from pipeline.wording.marks import emoji, punctuation
from pipeline.wording.rules import Rule

_WORDS = table("en", "wording")
_CAPITALS = capitals(_WORDS["initialisms"])
_FINAL = _WORDS["sentence_end"]["may"]
_STREET = re.compile(r"(?<=[a-z] )(St|Dr)\.(?! ?[A-Z])|(?<=[a-z] )(St|Dr)\.(?= [A-Z][a-z]+ [a-z]|$)")


def _phrases(words: dict[str, str]) -> Rule:
    pattern = re.compile(rf"(?<![\w/]){anyof(words)}(?![\w/])")
    return Rule("phrase", pattern, lambda match: words[match.group()])


RULES: tuple[Rule, ...] = (
    *emoji(),
    *links(_WORDS["links"], designation),
    _phrases(_WORDS["phrases"]),
    *PHONES,
    *DATES,
    *TIMES,
    *VERSIONS,
    abbreviations("abbreviation", _WORDS["before_number"], ahead=r"(?= ?(?:[0-9]|[IVX]+\b))", behind=r"(?<![\w.&])"),
    Rule(
        "abbreviation",
        _STREET,
        lambda match: {"St": "Street", "Dr": "Drive"}[match.group(1) or match.group(2)],
        frozenset("."),
    ),
    abbreviations("title", _WORDS["titles"], ahead=r"(?= ?[A-ZÀ-Ö])"),
    abbreviations("abbreviation", _WORDS["abbreviations"], final=_FINAL),
    *INITIALS,
    *SIGNS,
    *MONEY,
    *FRACTIONS,
    *MEASURES,
    *SHORT_YEARS,
    *ROMAN,
    *COUNTS,
    *initialisms(_CAPITALS, plural="'s"),
    mixed(_CAPITALS, designation),
    *RANGES,
    *OPERATORS,
    *punctuation(),
)
"""In this order: what is longer and surer comes first, single numbers and letters last."""
