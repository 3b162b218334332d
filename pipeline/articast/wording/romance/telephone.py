"""Telephone numbers, group by group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Tongue

_ABROAD = r"(?:\+|00(?=[1-9]))[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,4}\)?){2,6}"
_COUNTRY = expression(r"00(?=[1-9][0-9]? )")


def telephones(tongue: Tongue, *patterns: str) -> tuple[Rule, ...]:
    """Rules for telephone numbers: those with a country's code, and the language's own.

    Args:
        tongue: the language.
        patterns: of its countries' numbers; ten digits without a space are said as five pairs.
    """

    def spoken(match: re.Match[str]) -> str:
        plus = f"{tongue.words['plus']} " if match.group().startswith("+") else ""
        return plus + _groups(tongue, match.group())

    return tuple(
        Rule("telephone number", expression(rf"(?<![\w.,/+-]){way}(?![\w/]|[.,-][0-9])"), spoken, frozenset(DIGITS))
        for way in (_ABROAD, *patterns)
    )


def _groups(tongue: Tongue, written: str) -> str:
    """`01 42` → `zéro un, quarante-deux`: commas, since a listener writes along."""
    groups = re.findall(r"[0-9]+", _COUNTRY.sub("00 ", written))
    if len(groups) == 1 and len(groups[0]) == 10:
        groups = re.findall("..", groups[0])
    return ", ".join(_group(tongue, group) for group in groups)


def _group(tongue: Tongue, group: str) -> str:
    rest = group.lstrip("0")
    zeros = [tongue.cardinal(0, "")] * (len(group) - len(rest))
    if len(group) > int(tongue.words.get("phone_group", "3")):
        return " ".join(tongue.cardinal(int(digit), "") for digit in group)
    return " ".join([*zeros, *([tongue.cardinal(int(rest), "")] if rest else [])])
