"""Numbers as written → as counted: separators, decimals, signs, ranges, fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.wording.rules import TAKEN, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Form, Thing, Tongue

INTEGER = r"(?:[0-9]{1,3}(?:[ .’'][0-9]{3}){1,7}(?![0-9])|[0-9]+)"
NUMBER = rf"{INTEGER}(?:,[0-9]+|(?<!\.[0-9]{{3}})\.[0-9]{{1,2}}(?![0-9.]))?"
START = r"(?<!\w)(?<![0-9][.,])(?<![0-9]/)"
SIGN = rf"(?:(?<![\w)\]/{TAKEN}])(?:[+±~≈<>≤≥]=? ?|[-−–]))?"
QUANTITY = rf"(?:{START}{SIGN}{NUMBER}(?: ?(?:-|–|—) ?{NUMBER})?)"
"""A number or a range of two, with its sign; nothing written on to its left."""
LONGEST = 15
"""Digits of the longest number that is counted; longer ones are read digit by digit."""

_RANGE = expression(rf"(?P<low>{SIGN}{NUMBER}) ?[-–—] ?(?P<high>{NUMBER})")
_SEPARATORS = str.maketrans("", "", " .’'")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, taken apart."""

    sign: str
    whole: str
    """Digits only."""
    fraction: str
    """Digits only; empty: none."""

    @property
    def value(self) -> float:
        """Its value, the sign left out."""
        return float(f"{self.whole}.{self.fraction or 0}")

    @property
    def round_million(self) -> bool:
        """Whether it ends in the word million, milliard, …, so that a noun needs its `de`."""
        return not self.fraction and len(self.whole) > 6 and self.whole.endswith("000000") and int(self.whole) > 0


def parse(written: str) -> Number:
    """A match of SIGN + NUMBER taken apart."""
    sign = written[: len(written) - len(written.lstrip("+±~≈<>≤≥=-−– "))].strip()
    bare = written.lstrip("+±~≈<>≤≥=-−– ")
    whole, comma, fraction = bare.partition(",")
    if not comma and re.search(r"\.[0-9]{1,2}$", bare):
        whole, _, fraction = bare.rpartition(".")
    return Number(sign, whole.translate(_SEPARATORS), fraction)


def digits(tongue: Tongue, run: str) -> str:
    """A run of digits read one by one."""
    return " ".join(tongue.cardinal(int(digit), "") for digit in run)


def counted(tongue: Tongue, run: str, form: Form = "") -> str:
    """A run of digits as one number; one with zeros in front, or too long, digit by digit."""
    if len(run) > LONGEST or (len(run) > 1 and run[0] == "0"):
        return digits(tongue, run)
    return tongue.cardinal(int(run), form)


def decimals(tongue: Tongue, run: str) -> str:
    """Digits after the decimal comma: zeros in front one by one, then the number, longer runs digit by digit."""
    rest = run.lstrip("0")
    longest = int(tongue.words.get("decimals_counted", "3"))
    if not rest or len(rest) > longest:
        return digits(tongue, run)
    zeros = [tongue.cardinal(0, "")] * (len(run) - len(rest))
    return " ".join([*zeros, tongue.cardinal(int(rest), "")])


def said(tongue: Tongue, number: Number, form: Form = "") -> str:
    """A number as counted, with its sign."""
    words = counted(tongue, number.whole, "" if number.fraction else form)
    if number.fraction:
        words = f"{words} {tongue.words['decimal']} {decimals(tongue, number.fraction)}"
    return f"{signs(tongue, number.sign)}{words}"


def signs(tongue: Tongue, sign: str) -> str:
    """What stands before a number for its sign, with a space; empty for none."""
    words = tongue.words
    known = {
        "+": words["plus"],
        "±": words["plus_minus"],
        "~": words["about"],
        "≈": words["about"],
        "<": words["under"],
        ">": words["over"],
        "≤": words["at_most"],
        "≥": words["at_least"],
        "<=": words["at_most"],
        ">=": words["at_least"],
    }
    return f"{known.get(sign, words['minus'])} " if sign else ""


def quantity(tongue: Tongue, written: str, form: Form = "") -> tuple[str, Number]:
    """A number or range as counted, and the number that decides on the plural."""
    both = _RANGE.fullmatch(written)
    if both is None:
        number = parse(written)
        return said(tongue, number, form), number
    low, high = parse(both["low"]), parse(both["high"])
    link = tongue.words["near"] if form and near(tongue, written) else tongue.words["to"]
    return f"{said(tongue, low, form)} {link} {said(tongue, high, form)}", high


def near(tongue: Tongue, written: str) -> bool:
    """Whether two numbers written with a hyphen are neighbours, said as a guess: `2-3 persone`, two or three."""
    both = _RANGE.fullmatch(written)
    if both is None or "near" not in tongue.words or not (both["low"].isdigit() and both["high"].isdigit()):
        return False
    return int(both["high"]) - int(both["low"]) == 1 and int(both["high"]) <= 10


def of_thing(tongue: Tongue, number: Number, thing: Thing) -> str:
    """The name of what is counted, as it follows the number."""
    name = thing.one if number.value < tongue.singular_below and not _zero_is_many(tongue, number) else thing.many
    return tongue.of(name) if number.round_million else name


def _zero_is_many(tongue: Tongue, number: Number) -> bool:
    """Zero and fractions of one take the plural where only exactly one is singular."""
    return tongue.singular_below < 2 and number.value != 1


def things(tongue: Tongue, written: str, thing: Thing) -> str:
    """A quantity of something: `vingt et une tonnes`, `un million d'euros`."""
    words, number = quantity(tongue, written, thing.form)
    return f"{words} {of_thing(tongue, number, thing)}"
