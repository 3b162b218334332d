"""German gender and case, as far as the words before a number tell them."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.languages import table
from pipeline.wording.rules import TAKEN

Gender = Literal["m", "f", "n"]
_WORDS = table("de", "wording")["words"]
_DATIVE = frozenset(_WORDS["dative"].split())
_ACCUSATIVE = frozenset(_WORDS["accusative"].split())
_FEMININE = tuple(_WORDS["feminine"].split())
_NEUTER = tuple(_WORDS["neuter"].split())
_MONTHS = frozenset(_WORDS["months"].split())
_WEEKDAYS = frozenset(_WORDS["weekdays"].split())
_ONE = {
    "nominative": {"m": "ein", "f": "eine", "n": "ein"},
    "accusative": {"m": "einen", "f": "eine", "n": "ein"},
    "dative": {"m": "einem", "f": "einer", "n": "einem"},
}
_PREPOSITIONS = (
    "in auf mit von bei zu nach seit aus an vor unter über neben zwischen während wegen trotz innerhalb außerhalb ab außer "
    "Anfang Ende Mitte Beginn Ablauf gegenüber laut dank"
).split()
_CHAIN = re.compile(rf"(?:(?:[0-9]+\.|[{TAKEN}]+|[IVX]+\.),? ?(?:und|bis|oder|sowie|[–-]|,) ?)+$")


def before(match: re.Match[str]) -> list[str]:
    """The last three words before the match, the nearest first; a series of ordinals is skipped."""
    head = match.string[max(0, match.start() - 80) : match.start()]
    return _CHAIN.sub("", head).replace("(", " ").replace("„", " ").split()[-3:][::-1]


def gender(noun: str) -> Gender | None:
    """Of a noun, by its last part or its ending; None where neither tells."""
    low = noun.rstrip('.,;:!?)“"').split("-")[-1]
    folded = low.lower()
    for ends, found in ((_NEUTER, "n"), (_FEMININE, "f")):
        if any(folded == end.lower() or (len(end) > 3 and folded.endswith(end.lower())) for end in ends):
            return found  # type: ignore[return-value]
    if re.search(r"(?:ung|heit|keit|schaft|ion|tät|ik|ur|enz|anz|ei|ade|age)$", folded):
        return "f"
    if re.search(r"(?:chen|lein|um|ment|tel)$", folded):
        return "n"
    if low in _MONTHS or re.search(
        r"(?:er|ling|or|ismus|tag|platz|rang|band|teil|krieg|geburtstag|monat|stock)$", folded
    ):
        return "m"
    return "f" if folded.endswith("e") else None


def one(match: re.Match[str], kind: str) -> str:
    """The article-like form of one before something of gender `kind`: `ein`, `einen`, `einer` …"""
    words = before(match)
    near = words[0].lower() if words else ""
    case = "dative" if near in _DATIVE else "accusative" if near in _ACCUSATIVE else "nominative"
    return _ONE[case][kind]


def ending(match: re.Match[str], noun: str) -> str:
    """Of an ordinal or adjective that stands where the match is, before `noun`: `e`, `en`, `er`, `es`."""
    words = before(match)
    near = words[0] if words else ""
    kind = gender(noun)
    plural = noun in ("Plätze", "Jahre", "Tage", "Spiele", "Runden", "Jahren", "Tagen")
    low = near.lower()
    if low in ("am", "im", "vom", "zum", "zur", "beim", "den", "dem", "des", "unterm", "hinterm", "überm"):
        return "en"
    if low in (
        "das",
        "die",
        "ins",
        "ans",
        "aufs",
        "fürs",
        "durchs",
        "ums",
        "eine",
        "keine",
        "jede",
        "diese",
        "jedes",
        "dieses",
    ):
        return "en" if plural else "e"
    if low in ("der", "dieser", "jeder", "jener"):
        dative = kind == "f" or (len(words) > 1 and words[1].rstrip(",") in _PREPOSITIONS)
        return (
            "en"
            if dative
            or (
                kind is None
                and len(words) > 1
                and words[1][:1].isupper()
                and words[1][-1].isalpha()
                and len(words) > 2
                and words[2].lower() in ("die", "das", "des")
            )
            else "e"
        )
    if re.fullmatch(r"(?:k?ein|[msd]ein|unser|unsr|eur|euer|ihr)(?:en|em|es)|(?:k?ein|[msd]ein|unser|ihr)er", low):
        return "en"
    if re.fullmatch(r"(?:[msdk]ein|unser|unsr|eur|euer|ihr)e", low):
        return "e"
    if len(words) > 1 and near.rstrip(",") in _WEEKDAYS:
        return "en" if words[1].lower() in ("am", "vom", "bis", "zum", "den", "dem", "ab", "seit", "von") else "er"
    if low in (
        "bis",
        "ab",
        "seit",
        "vor",
        "nach",
        "von",
        "auf",
        "über",
        "mit",
        "zwischen",
        "bei",
        "an",
        "in",
        "gegen",
        "für",
        "um",
    ):
        if noun in _MONTHS or kind != "n" and low not in ("in", "für", "gegen", "um"):
            return "er" if kind == "f" and low in ("nach", "von", "mit", "bei", "vor", "ab", "seit") else "en"
        return {
            "f": "er" if low in ("in", "nach", "von", "mit", "bei", "vor", "ab", "seit") else "e",
            "n": "em" if low in ("in", "nach", "von", "mit", "bei", "vor", "ab", "seit") else "es",
        }.get(kind or "", "en")
    return {"f": "e", "n": "es"}.get(kind or "m", "er")
