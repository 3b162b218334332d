"""All rules of a Romance language, in the order in which they are tried: what is most telling comes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording import arithmetic, capitals, common, links, marks
from articast.wording.chess import chess
from articast.wording.compass import winds
from articast.wording.identifiers import identifiers
from articast.wording.romance import (
    calendar,
    clock,
    figures,
    inclusive,
    money,
    parts,
    ranks,
    rates,
    readings,
    sums,
    telephone,
    titles,
)
from articast.wording.romance.numbers import counted
from articast.wording.rules import numbered

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Tongue
    from articast.wording.rules import Rule

_SEVERAL = r"(?= ?[0-9IVX]+(?: ?[-–] ?| et | à | y | a | e | ed )[0-9IVX])"
_NUMBER = r"(?= ?(?:[0-9]|[IVX]+(?!\w)))"


def rules(
    tongue: Tongue, phones: tuple[str, ...] = (), own: tuple[Rule, ...] = (), early: tuple[Rule, ...] = ()
) -> tuple[Rule, ...]:
    """The rules.

    Args:
        tongue: the language; of its data, `first` are abbreviations before all others, `plural` and `singular` those
            before numbers, `titles` those before names.
        phones: patterns of its telephone numbers.
        own: rules that only it has; tried right after links and readings.
        early: those that come before links.
    """
    data, final = tongue.data, tongue.words.get("final", "")
    known = capitals.capitals(data["initialisms"])

    laws = data.get("laws", {})  # `D.L. 18/2020` is taken with its number
    dotted = {
        written: words
        for written, words in {**data["first"], **data["abbreviations"]}.items()
        if written not in data["units"]
        and written not in laws
        and re.fullmatch(r"[^\W\d_]+\.(?: ?[^\W\d_]+\.?)* ?[^\W\d_]+\.", written)
    }

    def digits(run: str) -> str:
        return counted(tongue, run)

    def dotted_number(run: str) -> str:
        return f" {tongue.words['point']} ".join(map(digits, run.split(".")))

    return (
        *marks.emoji(),
        *early,
        common.sections(tongue.words.get("sections", "(?!)"), dotted_number),
        common.abbreviations("abbreviation", dotted),  # before `p.es.` is taken for a site in Spain
        *links.links(data["links"], digits),
        common.abbreviations("abbreviation", data["first"], final=final),
        *identifiers(digits, tongue.said_year, tongue.words["colon"], tongue.words["point"]),
        common.code_names(tongue.words["plus"]),
        *inclusive.inclusive(tongue),
        *chess(data, digits),
        *numbered(figures.english(tongue)),
        *numbered(readings.readings(tongue)),
        arithmetic.loose_minus(tongue.words["minus"]),
        arithmetic.diameter(tongue.words["diameter"]),
        *winds(data.get("winds", {})),
        *own,
        *numbered(figures.models(tongue)),
        common.abbreviations("abbreviation", data["plural"], ahead=_SEVERAL),
        common.abbreviations("abbreviation", data["singular"], ahead=_NUMBER),
        *titles.titles(tongue),
        *numbered(arithmetic.sums(tongue.words)),
        *numbered(sums.comparisons(tongue)),
        *numbered(telephone.telephones(tongue, *phones)),
        *numbered(ranks.numbered(tongue)),
        *calendar.weekdays(tongue),
        *numbered(calendar.seasons(tongue)),
        *numbered(calendar.quarters(tongue)),
        *calendar.months(tongue),
        *parts.measures(tongue),
        *numbered(calendar.dates(tongue)),
        *numbered(clock.clock(tongue)),
        *numbered(money.money(tongue)),
        *numbered(sums.thousands(tongue)),
        *numbered(rates.percents(tongue)),
        *rates.units(tongue),
        *ranks.ordinals(tongue),
        *ranks.romans(tongue),
        common.abbreviations("abbreviation", data["abbreviations"], final=final),
        *numbered(figures.versions(tongue)),
        *parts.fractions(tongue),
        *sums.sums(tongue),
        *numbered(calendar.years(tongue)),
        *figures.names(tongue),
        capitals.bracketed(known),
        capitals.mixed(known, digits),
        *numbered(figures.numbers(tongue)),
        *figures.signs(tongue),
        *capitals.initialisms(known, plural=""),
        *marks.punctuation(),
    )
