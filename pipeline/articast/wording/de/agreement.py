"""German gender and case, as far as the words before a number tell them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from articast.languages import table
from articast.wording.rules import TAKEN, expression

Gender = Literal["m", "f", "n"]
_TABLE = table("de", "wording")
_WORDS = _TABLE["words"]
_DATIVE = frozenset(_WORDS["dative"].split())
_ACCUSATIVE = frozenset(_WORDS["accusative"].split())
_FEMININE = tuple(_WORDS["feminine"].split())
_NEUTER = tuple(_WORDS["neuter"].split())
_PLURALS = frozenset(("Plätze", "Jahre", "Tage", "Spiele", "Runden", "Jahren", "Tagen"))
_MONTHS = frozenset(_WORDS["months"].split())
_WEEKDAYS = frozenset(_WORDS["weekdays"].split())
_ONE = {
    "nominative": {"m": "ein", "f": "eine", "n": "ein"},
    "accusative": {"m": "einen", "f": "eine", "n": "ein"},
    "dative": {"m": "einem", "f": "einer", "n": "einem"},
}
_PREPOSITIONS = frozenset(_WORDS["prepositions"].split())
_SKIPPED = frozenset(_WORDS["skipped"].split())
_ADVERBS = frozenset(_WORDS["adverbs"].split())
_WEAK_EN = frozenset(_WORDS["endings_en"].split())
_WEAK_E = frozenset(_WORDS["endings_e"].split())
_BY_DATE = frozenset(("am", "vom", "bis", "zum", "den", "dem", "ab", "seit", "von"))
_STRONG = {
    "nominative": {"m": "er", "f": "e", "n": "es"},
    "accusative": {"m": "en", "f": "e", "n": "es"},
    "dative": {"m": "em", "f": "er", "n": "em"},
}
_CHAIN = expression(rf"(?:(?:(?:[0-9]+\.)+|[{TAKEN}]+|[IVX]+\.),? ?(?:und|bis|oder|sowie|[–-]|,) ?)+$")


_LISTED = expression(
    rf"(?<!\w)([^\W\d_]+) (?:[0-9]+|[{TAKEN}]+)(?: |(?<={TAKEN})) ?(?:[A-ZÄÖÜ]\w+ )?(?:und|oder|sowie) $"
)


def before(match: re.Match[str]) -> list[str]:
    """The last three words before the match, the nearest first; a series of ordinals is skipped."""
    head = match.string[max(0, match.start() - 80) : match.start()]
    return _CHAIN.sub("", head).replace("(", " ").replace("„", " ").split()[-3:][::-1]


@cache
def _genders() -> dict[str, Gender]:
    """Nouns in lower case → gender, those that begin no compound's end with `=`; `[wording.genders]`."""
    return {noun: kind for kind, nouns in _TABLE["genders"].items() for noun in nouns.split()}


@lru_cache(maxsize=4096)
def gender(noun: str) -> Gender | None:
    """Of a noun, by its last part or its ending; None where neither tells."""
    low = noun.rstrip('.,;:!?)“"').split("-")[-1]
    folded = low.lower()
    for ends, found in ((_NEUTER, "n"), (_FEMININE, "f")):
        if any(folded == end.lower() or (len(end) > 3 and folded.endswith(end.lower())) for end in ends):
            return found  # type: ignore[return-value]
    if re.search(
        r"(?:itzende|ordnende|deutsche|bekannte|verwandte|angeklagte|jugendliche|erwachsene|kranke|tote|fremde|gelehrte|ordnete|stellte|tragte|beamte|platzierte)$",
        folded,
    ):
        return "m"  # persons, called by what they do: of a woman the article tells
    known = _genders()
    # `Bratwurst` like `Wurst`: the longest word that it ends with
    ends = (f"={folded}", *(folded[at:] for at in range(len(folded) - 2)))
    last = next((end for end in ends if end in known), "")
    if last:
        return known[last]
    if re.search(r"(?:ung|heit|keit|schaft|ion|tät|ik|ur|enz|anz|ei|ade|age)$", folded):
        return "f"
    if re.search(r"(?:chen|lein|um|ment|tel)$", folded):
        return "n"
    if low in _MONTHS or re.search(
        r"(?:er|ling|or|ismus|tag|platz|rang|band|teil|krieg|geburtstag|monat|stock)$", folded
    ):
        return "m"
    return "f" if folded.endswith("e") else None


def several(noun: str) -> bool:
    """Whether a noun is a plural, as far as its ending tells."""
    low = noun.rstrip('.,;:!?)“"')
    return low in _PLURALS or bool(
        re.search(
            r"(?:schaften|ungen|heiten|keiten|ionen|täten|spiele|spielen|tage[ns]?|wochen|jahre|festspiele|wahlen|kämpfe)$",
            low,
        )
    )


def one(match: re.Match[str], kind: str) -> str:
    """The article-like form of one before something of gender `kind`: `ein`, `einen`, `einer` …"""
    near = next((word.lower() for word in before(match) if word.lower() not in _SKIPPED), "")
    if near in ("und", "oder", "sowie"):  # `nach 1 Jahr und 1 Stunde`
        listed = _LISTED.search(match.string[max(0, match.start() - 48) : match.start()])
        near = listed[1].lower() if listed else near
    case = "dative" if near in _DATIVE else "accusative" if near in _ACCUSATIVE else "nominative"
    return _ONE[case][kind]


def ending(match: re.Match[str], noun: str) -> str:
    """Of an ordinal or adjective that stands where the match is, before `noun`: `e`, `en`, `er`, `es`, `em`."""
    words = [*before(match), "", ""]
    if words[0].lower() in _ADVERBS and words[1]:  # `den insgesamt 36. Titel`
        words = [*words[1:], ""]
    near, far = words[0].lower(), words[1].rstrip(",")
    kind = gender(noun)
    if near in _WEAK_EN or (words[0].islower() and near.endswith("en") and far in _WEAK_EN):
        return "en"  # `im späten 19. Jahrhundert` like `im 19.`
    if near in _WEAK_E:
        return "en" if several(noun) else "e"
    if near == "jeder":  # nearly always a subject: `jeder fünfte Deutsche`
        return "en" if far in _PREPOSITIONS else "e"
    if near in ("der", "dieser", "jener"):
        # "der" is a masculine subject, or any other case of a feminine noun
        return "en" if kind == "f" or far in _PREPOSITIONS or several(noun) else "e"
    if far and (words[0].rstrip(",") in _WEEKDAYS or TAKEN in near):  # `Mo.` was said before
        return "en" if far.lower() in _BY_DATE else "er"
    if noun in _MONTHS and near in _DATIVE | _ACCUSATIVE:
        return "en"
    case = "dative" if near in _DATIVE else "accusative" if near in _ACCUSATIVE else "nominative"
    return _STRONG[case][kind or "m"]
