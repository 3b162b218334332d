"""Scores, ratings and stars in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.en.numbers import plain
from articast.wording.rules import Rule, expression

_STARRED = expression(r"(★+)(☆*)")
_HOTEL = expression(
    r"(?<![\w*.,])([1-7](?:\.5)?) ?(?:\*(?=-? ?(?:hotels?|resorts?|hostels?|accommodation|service|reviews?|ratings?)\b)"
    r"|[★⭐]\ufe0f?)(-?)"
)
_STARRED_THING = expression(
    r" (?:hotels?|resorts?|hostels?|reviews?|ratings?|restaurants?|propert|service|experience|rated)"
)
_RATED = expression(
    r"(?<![\w.,/])([0-9]{1,2}(?:\.[0-9]{1,2})?|100)/(5|10|20|100)(?![\w/]|[.,][0-9]| ?[GMk]?Hz)(?:(?= ([a-z-]+))|)"
)
_RATING = expression(
    r"(?i)\b(?:rat(?:e|ed|es|ing|ings)|scor(?:e|es|ed|ing)|gives?|gave|given|got|get|gets|earn(?:s|ed)?|verdict"
    r"|mark(?:s|ed)?|reviews?|grade[ds]?|average[ds]?|a solid|health|a perfect|pain|me)\b[^.!?]{0,30}$"
)
_SCORED = frozenset(("stars", "star", "rating", "ratings", "score", "scores", "points", "marks"))
_COUNTED = frozenset(table("en", "wording")["words"]["surveyed"].split())
_PART = frozenset(("of", "inch", "inches", "mile", "miles", "cup", "second", "seconds"))
_CRICKET = expression(r"(?<![\w.,/-])([0-9]{1,3})[-–/]([0-9])(?![\w/-]|[.,][0-9])")
_INNINGS = expression(
    r"(?i)\b(?:stumps|wickets?|innings|all out|not out|declared?|at lunch|at tea|at the close|overs|ba"
    r"tsm[ae]n|bowled|lbw)\b"
)
_NOUGHT = expression(r"(?<![\w.,/:$€£-])([0-9]{1,2})[-–]([0-9]{1,2})(?![\w/%-]|[.,:][0-9])")
_MATCH = expression(
    r"(?i)\b(?:won|win(?:s|ning)?|wins?|victor(?:y|ies)|beat(?:s|en|ing)?|defeat(?:s|ed)?|los[st]|losing|loss(?:es)?|dr[ae]w"
    r"|draw[ns]?|lead(?:s|ing)?|led|trail(?:s|ed|ing)?|scor(?:e|es|ed|ing)|final|half-?time|goals?|thrash(?:ed|ing)"
    r"|rout(?:ed)?"
    r"|score(?:line)?|aggregate|shut ?out|match|game|sets?|series|up|down|tie[ds]?|tied|record|edged?|downed|result"
    r"|start)\b"
)
_VOTED = expression(r"(?i)\b(?:vot(?:e|es|ed|ing)|rul(?:e|ed|ing)|court|committee|council|board|unanimous|decision)\b")


def _hotel(match: re.Match[str]) -> str:
    """`a 5★ resort`, `4.5★ by users`."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    a_thing = match[2] or "*" in match.group() or _STARRED_THING.match(match.string, match.end())
    if a_thing or re.search(r"(?i)\ban? $", before):
        return f"{plain(match[1])}-star{' ' if match[2] else ''}"
    return f"{plain(match[1])} star{'' if match[1] == '1' else 's'}"


def _starred(match: re.Match[str]) -> str:
    """`★★★★☆`."""
    top, whole = len(match[1]), len(match.group())
    said = plain(str(top)) if top == whole else f"{plain(str(top))} out of {plain(str(whole))}"
    return f"{said} star{'' if whole == 1 else 's'}"


def _rated(match: re.Match[str]) -> str | None:
    """`4.5/5`, `8/10`, `3/5 stars`: so many out of so many; `3/10 of a mile` is a fraction."""
    top, bottom, noun = match.groups()
    if float(top) > int(bottom) or (top[0] == "0" and top != "0") or noun in _PART:
        return None
    known = (
        "." in top
        or noun in _SCORED
        or noun in _COUNTED
        or (bottom == "10" and match.string != match.group())
        or (bottom == "100" and int(top) > 19)
        or _RATING.search(match.string[max(0, match.start() - 48) : match.start()])
    )
    return f"{plain(top)} out of {plain(bottom)}" if known else None


def _cricket(match: re.Match[str]) -> str | None:
    """`284-6`: wickets lost."""
    return f"{plain(match[1])} for {plain(match[2])}" if _INNINGS.search(match.string) and len(match[1]) > 1 else None


def _nought(match: re.Match[str]) -> str | None:
    """`won 2-0`: two nil; `voted 9-0`: nine to zero."""
    if re.match(
        " (?:this season|overall|record|on the (?:season|year)|start)", match.string[match.end() : match.end() + 20]
    ):
        return f"{plain(match[1])} and {plain(match[2])}"
    if "0" not in match.groups() or not _MATCH.search(match.string) or _VOTED.search(match.string):
        return None
    first, last = (plain(one) if one != "0" else "nil" for one in match.groups())
    return f"{first} {last}"


STARS = (
    Rule("stars", _HOTEL, _hotel, frozenset("*★⭐"), digits=True),
    Rule("stars", _STARRED, _starred, frozenset("★")),
)
"""Before pictures go."""
SCORES = (
    Rule("rating", _RATED, _rated, frozenset("/")),
    Rule("score", _CRICKET, _cricket, frozenset("-–/")),
    Rule("score", _NOUGHT, _nought, frozenset("-–")),
)
