"""What Polish words around a number tell: gender and case of the noun after it, the case that a preposition asks for.

The words' forms are those of Morfeusz, a dictionary of Polish; where its wheel is missing nothing is known of a noun,
and numbers are said in the nominative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from articast.languages import table
from articast.wording.pl.numerals import CASES, Case, Gender, cardinal, collective, few

if TYPE_CHECKING:
    from collections.abc import Sequence

_THINGS = frozenset(["model", "as", "orzeł", "typ", "egzemplarz", "element"])
"""Words that are a man's seldom."""
_WORD = re.compile(r" ?([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+\.?) $")
_GENDERS: tuple[Gender, ...] = ("m1", "m2", "m3", "f", "n")
_NOUNS = frozenset(["subst", "ger", "depr"])
_ADJECTIVES = frozenset(["adj", "ppas", "pact", "adja"])


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a word."""

    lemma: str
    noun: bool
    plural: bool
    case: Case
    gender: Gender
    given: bool = False
    """Whether it is a given name."""


@cache
def _morfeusz() -> Any:
    """The dictionary, loaded when first asked; None where its wheel is not installed."""
    try:
        from morfeusz2 import Morfeusz  # type: ignore[import-untyped]  # it has none
    except ImportError:
        return None
    return Morfeusz(generate=False, expand_tags=False)


@lru_cache(maxsize=8192)
def readings(word: str) -> tuple[Reading, ...]:
    """The ways to take a word as a noun or an adjective; none where it is neither, or not known."""
    dictionary = _morfeusz()
    if dictionary is None:
        return ()
    found = []
    analysed = dictionary.analyse(word)
    whole = max((end for _, end, _ in analysed), default=0)  # `tom` may be `to` and `m`, too
    for start, end, (_, lemma, tag, names, labels) in analysed:
        parts = tag.split(":")
        if (start, end) != (0, whole) or parts[0] not in _NOUNS | _ADJECTIVES or _rare(labels):
            continue
        marks = {mark for part in parts[1:] for mark in part.replace("inst", "ins").split(".")}
        found += [
            Reading(lemma.partition(":")[0], parts[0] in _NOUNS, "pl" in marks, case, gender, "imię" in names)
            for case in CASES
            if case in marks
            for gender in _GENDERS
            if gender in marks
        ]
    return tuple(found)


def _rare(labels: Sequence[str]) -> bool:
    """Whether a word is slang, of a trade, or old: `kot` of a young soldier."""
    return any(label in said for said in labels for label in ("pot.", "środ.", "daw.", "hist.", "karc.", "rzad."))


def _agreeing(some: Sequence[Reading], others: Sequence[Reading]) -> list[Reading]:
    keys = {(one.plural, one.case, one.gender) for one in others}
    return [one for one in some if (one.plural, one.case, one.gender) in keys]


def phrase(after: str) -> tuple[Reading, ...]:
    """Ways to take the noun within the next words, adjectives before it passed by: ` nowych domów` → those of `domów`.

    Args:
        after: the text from the space on.
    """
    adjectives: list[tuple[Reading, ...]] = []
    at = 0
    for _ in range(4):
        match = _WORD.match(after, at)
        if match is None or (at and match.group()[0] != " "):
            break
        ways = readings(match[1]) or readings(match[1].lower())
        nouns = [way for way in ways if way.noun]
        if nouns and not (adjectives and not _all_agree(nouns, adjectives)):
            for adjective in adjectives:
                nouns = _agreeing(nouns, adjective)
            return tuple(nouns)
        own = tuple(way for way in ways if not way.noun)
        if not own:
            break
        adjectives.append(own)
        at = match.end()
    return adjectives[0] if adjectives else ()


def _all_agree(nouns: list[Reading], adjectives: list[tuple[Reading, ...]]) -> bool:
    return all(_agreeing(nouns, adjective) for adjective in adjectives)


@cache
def _asked() -> dict[str, tuple[Case, ...]]:
    """Words before a number → the cases that they ask for, the likeliest first; `[wording.cases]`."""
    cases: dict[str, tuple[Case, ...]] = {}
    for names, words in table("pl", "wording")["cases"].items():
        some = tuple(case for name in names.split() for case in CASES if case == name)
        cases |= dict.fromkeys(words.split(), some)
    return cases


@cache
def _governors() -> frozenset[str]:
    return frozenset(table("pl", "wording")["words"]["governors"].split())


_WITH = re.compile(
    r"(?i)(?<!\w)(?:zgodni?e|niezgodnie|wraz|razem|łącznie|porównaniu|związku|rozmow\w+|umow\w+|współprac\w+|"
    r"spotkani\w+) ze? $"
)
"""Before `z`: with, and not out of."""


def asked(before: str, *, noun: bool = False) -> tuple[Case, ...]:
    """The cases that the word before a number asks for; none where it says nothing.

    Args:
        before: the text up to the number, its space included; adverbs between are passed by (`aż do 5`).
        noun: whether something counted follows: then nouns ask, too (`grupa 5 osób`).
    """
    for _ in range(3):
        match = _BEFORE.search(before)
        if match is None:
            return ()
        word = match[1].lower()
        if word in ("z", "ze") and _WITH.search(before):
            return ("ins",)
        if word not in table("pl", "wording")["words"]["passed"].split():
            return _asked().get(word) or (("gen",) if noun and word in _governors() else ())
        before = before[: match.start()]
    return ()


def counted(number: int, after: str, before: str) -> str:
    """A number as it stands before what is counted, `pięciu uczniów`; what is counted stays as it is written."""
    ways = phrase(after)
    cases = asked(before, noun=bool(ways))
    if number == 1:
        one = best([way for way in ways if not way.plural], cases)
        return cardinal(1, one.case, one.gender) if one else cardinal(1, _alone(cases, bool(ways)))
    several = [way for way in ways if way.plural]
    if not several:
        return cardinal(number, _alone(cases, bool(ways)))
    if any(way.lemma == "dziecko" for way in several):
        one = best(several, cases)
        if one and one.case not in ("nom", "acc", "gen"):
            return cardinal(number, one.case, "n")  # `z 2 dziećmi`: after a collective the noun were a genitive
        return collective(number, _genitive(cases))
    oblique = [way for way in several if way.case in cases and way.case not in ("nom", "acc")]
    direct = [way for way in several if way.case in ("nom", "acc")]
    if few(number) and not oblique and direct:
        case: Case = "acc" if direct[0].case == "acc" or "acc" in cases else "nom"
        return cardinal(number, case, _gender(direct))
    genitives = [way for way in several if way.case == "gen"]
    if genitives and not (oblique and oblique[0].case != "gen"):
        men = any(way.gender == "m1" and way.lemma not in _THINGS for way in genitives)
        case = "gen" if few(number) or (cases and cases[0] == "gen") else "nom"
        return cardinal(
            number, case, "m1" if men else next((way.gender for way in genitives if way.gender != "m1"), "m3")
        )
    one = best(oblique or several, cases)
    return cardinal(number, one.case, one.gender) if one else cardinal(number)


def _gender(ways: Sequence[Reading]) -> Gender:
    """The likeliest gender of a plural: `cytryny` are lemons sooner than stones called `cytryn`."""
    genders = {way.gender for way in ways if way.lemma not in _THINGS}
    return "m2" if "m2" in genders else "f" if "f" in genders else ways[0].gender


def _genitive(cases: tuple[Case, ...]) -> Case:
    return "gen" if cases and cases[0] == "gen" else "nom"


def _alone(cases: tuple[Case, ...], noun: bool) -> Case:
    """Of a number without a noun that tells: `od pięciu do dziesięciu`."""
    return "nom" if noun and not cases else _genitive(cases)


def best(ways: Sequence[Reading], cases: tuple[Case, ...]) -> Reading | None:
    """The likeliest way: in a case that is asked for, else nominative, accusative, genitive."""
    for case in (*cases, *(() if cases else CASES)):
        for way in ways:
            if way.case == case:
                return way
    return ways[0] if ways else None
