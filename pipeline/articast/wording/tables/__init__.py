"""Rules that a language's tables make by themselves: money, units, dates, times, ordinals, signs, initialisms.

A language needs no module for them: `[wording.units]`, `[wording.coins]` … of `voices/<lang>.toml` are enough, and each
table that is missing only leaves its rules out. What tables can't say, how days and years are counted, is `Counting`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from articast.wording.arithmetic import sums
from articast.wording.capitals import bracketed, capitals, initialisms, mixed
from articast.wording.rules import Rule, expression
from articast.wording.tables.calendar import dates, times, years
from articast.wording.tables.figures import POWER, coordinates, models, ordinals, raised, scales, versions
from articast.wording.tables.quantities import inches, money, ranges, sides, units
from articast.wording.tables.table import NEEDS, NUMBER, SIGNED, Counting, Table

if TYPE_CHECKING:
    from collections.abc import Mapping


def table_rules(data: Mapping[str, Any], counting: Counting, numbers: tuple[Rule, ...] = ()) -> tuple[Rule, ...]:
    """The rules before plain numbers, in order; only those whose words the language's `[wording]` has.

    Args:
        data: `[wording]`.
        counting: what it can't say.
        numbers: the language's own rules for numbers that are nothing else, tried before the one for any of them.
    """
    table = Table(data, counting)
    found: list[Rule] = list(sums(data.get("words", {})))
    if data.get("words", {}).get("kelvin"):
        kelvin = expression(r"K(?<=[0-9]{3} K)(?![\w€$.-])")
        found.append(Rule("unit", kelvin, lambda _: table.word("kelvin"), frozenset("K")))
    if data.get("points"):
        found.append(coordinates(table))
    if data.get("words", {}).get("power"):
        found.append(Rule("sum", POWER, lambda match: raised(table, match), frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")))
    if data.get("words", {}).get("point"):
        found += versions(table)
    if data.get("months"):
        found += dates(table)
    if data.get("words", {}).get("ratio"):
        found += scales(table)
    if data.get("words", {}).get("clock"):
        found += times(table)
    if data.get("coins"):
        found += money(table)
    if data.get("units"):
        found += inches(table)
        found += sides(table)
        found += units(table)
    if data.get("words", {}).get("to"):
        found += models(table)
        found += ranges(table)
    if data.get("words", {}).get("before_year"):
        found += years(table)
    if counting.ordinal:
        found += ordinals(table, counting.ordinal)
    found += numbers
    if data.get("words", {}).get("minus"):
        pattern = expression(rf"{SIGNED}(?P<n>{NUMBER})(?![\w:/]|[.,-][0-9])")
        found.append(Rule("number", pattern, lambda match: table.sign(match) + table.number(match["n"]), NEEDS))
    return tuple(found)


def names(data: Mapping[str, Any], counting: Counting) -> tuple[Rule, ...]:
    """Words in capitals and names with digits, where the language has `[wording.initialisms]`."""
    if "initialisms" not in data:
        return ()
    known = capitals(data["initialisms"])
    some = initialisms(known, plural="'s")
    exact = tuple(
        replace(rule, needs=frozenset()) for rule in some if rule.name == "name"
    )  # `PiS` is a word before it is three letters
    low = expression(r"(?<=[^\W\d_])-(?=[0-9]+(?!\w))")
    return (
        Rule("name", low, lambda _: " ", NEEDS),
        *exact,
        bracketed(known),
        mixed(known, lambda digits: counting.cardinal(digits) or digits),
        *some,
    )
