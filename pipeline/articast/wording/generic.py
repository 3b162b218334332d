"""Rules for a language that has no module of its own: numbers as num2words knows them, links, marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording.arithmetic import diameter, rates, signs
from articast.wording.chess import chess
from articast.wording.common import abbreviations, code_names, phrases, sections
from articast.wording.compass import winds
from articast.wording.identifiers import accounts, identifiers
from articast.wording.links import links
from articast.wording.marks import emoji, punctuation
from articast.wording.rules import CAPITALS, DIGITS, TAKEN, Rule, expression
from articast.wording.tables import names, table_rules
from articast.wording.tables.table import Counting

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = expression(
    r"(?<![\w.,:/-])([-−]?)((?:[0-9]{1,3}(?:[. ,][0-9]{3})+|[0-9]{1,15})(?:[.,][0-9]{1,9})?)(?![\w:/]|[.,-][0-9])"
)
_BARE = expression(
    r"(?<![\w.,:/'’−–-])(?<![0-9] )[0-9]{1,3}(?![\w:/%‰°]|[.,:'’-]\w| [0-9]|\.? ?[^\W\d_]\.|\. [^\W\d_])"
)
"""Figures that are nothing but a number: no time, date, ordinal, decimal or group, which voices read as their language
does, with their endings (`4-én`, `3. maj`, `kl. 14.30`)."""
_GROUPED = expression(r"[0-9]{1,3}(?:([. ,])[0-9]{3})(?:\1[0-9]{3})*")
_LINKS = {"dot": ".", "slash": "/", "at": "@", "dash": "-", "underscore": "_", "handle": "@", "hashtag": "#"}


def rules(
    language: str,
    numbers: tuple[Rule, ...] = (),
    number: Callable[[str], str | None] | None = None,
    **counts: Callable[[int], str],
) -> tuple[Rule, ...]:
    """The rules for a language by its primary subtag; figures that num2words cannot say are left to the voice.

    Args:
        language: primary subtag.
        numbers: its own rules for plain numbers.
        number: figures → words where num2words has others, or None for it to say; it is asked first.
        counts: of `tables.Counting`, what num2words alone does not know: `day`, `year`, `ordinal`.
    """
    words = table(language, "wording")
    number = number or speller(language)
    counting = Counting(number, **counts)
    found = [*emoji()]
    if "links" in words:
        found += links({"domains": "com org net", **words["links"]}, lambda digits: number(digits) or digits)
    found += chess(words, number)

    def digits(run: str) -> str:
        return number(run) or run

    small = words.get("words", {})
    if small.get("colon"):
        year = counts.get("year") or (lambda value: digits(str(value)))
        found += identifiers(digits, year, small["colon"], small.get("point", ""))
    else:
        found += accounts(digits)
    if small.get("plus"):
        found.append(code_names(small["plus"]))
    if small.get("sections"):
        found.append(sections(small["sections"], lambda run: _dotted(run, number, small["point"])))
    if "before_number" in words:
        found.append(abbreviations("abbreviation", words["before_number"], ahead=rf"(?= ?[0-9{TAKEN}])"))
    if "titles" in words:
        found.append(abbreviations("title", words["titles"], ahead=rf"(?:(?<=\.)|(?!\w))(?= ?[{CAPITALS}])"))
    if "fractions" in words:
        found.append(phrases(words["fractions"]))
    if small.get("diameter"):
        found.append(diameter(small["diameter"]))
    found += winds(words.get("winds", {}))
    found += table_rules(words, counting, numbers)
    found += rates(words)
    if "abbreviations" in words:
        found.append(abbreviations("abbreviation", words["abbreviations"]))
    found += names(words, counting)
    if words.get("words"):
        found.append(Rule("number", _NUMBER, lambda match: _said(match, number), frozenset(DIGITS)))
    else:
        found.append(Rule("number", _BARE, lambda match: number(match.group()), frozenset(DIGITS)))
    return (*found, *signs(words), *punctuation())


def _dotted(run: str, number: Callable[[str], str | None], point: str) -> str:
    """`3.2` as numbers with the word for a point between; a part with noughts in front figure by figure."""

    def part(figures: str) -> str:
        runs = figures if figures[0] == "0" else [figures]
        return " ".join(number(one) or one for one in runs)

    return f" {point} ".join(map(part, run.split(".")))


def _said(match: re.Match[str], number: Callable[[str], str | None]) -> str | None:
    sign, written = match.groups()
    if sign:
        return None  # minus has a word in every language, and num2words does not know them all
    grouped = _GROUPED.fullmatch(written)
    if grouped:
        return number(re.sub(r"[., ]", "", written))
    whole, _, fraction = written.replace(" ", "").replace(",", ".").partition(".")
    if fraction and ("." in fraction or len(fraction) > 4):
        return None
    return number(f"{whole}.{fraction}" if fraction else whole)


def speller(language: str) -> Callable[[str], str | None]:
    """A function of figures that gives words, or None where num2words does not know the language or the number."""

    @lru_cache(maxsize=4096)  # num2words takes a tenth of a millisecond and more
    def spell(figures: str) -> str | None:
        from num2words import CONVERTER_CLASSES, num2words

        if language not in CONVERTER_CLASSES:
            return None  # it would take `fil` for Finnish
        if len(figures) > 1 and figures[0] == "0" and "." not in figures:
            return None
        try:
            said = num2words(float(figures) if "." in figures else int(figures), lang=language)
        # what the fifty language modules of num2words raise on a number or a language that they lack
        except (NotImplementedError, OverflowError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            return None
        said = str(said).strip()
        return None if not said or any(character.isdigit() for character in said) else said

    return spell
