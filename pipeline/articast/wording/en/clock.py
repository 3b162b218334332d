"""Times of day and how long something takes, in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.en.numbers import cardinal, pair
from articast.wording.rules import DIGITS, Rule, expression

_WORDS = table("en", "wording")["words"]
_STARTERS = frozenset(_WORDS["starters"].split())
_ZONE = r"(?:UTC|GMT|[ECMP][SD]?T|BST|CET|CEST|Z)"
_CLOCK = expression(
    r"(?<![\w.,:/$€£])(?:([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?::([0-5][0-9]))?|([0-9]{1,2}))"
    r"(?:( ?[–-] ?| to )(?:([01]?[0-9]|2[0-4])[:.]([0-5][0-9])|([0-9]{1,2})))?"
    r" ?([ap])(\.?) ?m(?(10)\.?|)(?!\w)",
    re.IGNORECASE,
)
_DAYTIME = expression(
    r"(?<![\w.,:/])([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?![\w:]|[.,][0-9])"
    rf"( ?h(?:rs|ours)?(?!\w))?( {_ZONE}(?!\w))?( o['’]clock)?"
)
_FROM_TO = expression(
    r"(?<![\w.,:/$€£–-])([01]?[0-9]|2[0-3]):([0-5][0-9]) ?[–-] ?([01]?[0-9]|2[0-4]):([0-5][0-9])(?![\w:])"
)


def _minutes(minutes: int) -> str:
    return f" {pair(minutes)}" if minutes else ""


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, second, only, link, hour2, minute2, only2, half, _ = match.groups()
    if int(hour or only) > 24:
        return None
    said = cardinal(int(hour or only)) + _minutes(int(minute or 0))
    if second and int(second):
        said += f" and {cardinal(int(second))} seconds"
    if link:
        said += f" to {cardinal(int(hour2 or only2))}{_minutes(int(minute2 or 0))}"
    following = re.match(r"""["”’)]*(?:$|\s+["“]?(\w+))""", match.string[match.end() : match.end() + 24])
    final = following is not None and (following.group(1) is None or following.group(1) in _STARTERS)
    stop = "." if final and match.group()[-1] == "." else ""
    return f"{said} {'A-M' if half in 'aA' else 'P M'}{stop}"


def hours(hour: int, minute: int) -> str:
    """`14, 30` → `fourteen thirty`; a full hour as `midnight`, `nine o'clock`, `fourteen hundred`."""
    if minute:
        return f"{cardinal(hour)}{_minutes(minute)}"
    if hour == 0:
        return "midnight"
    return f"{cardinal(hour)} o'clock" if hour <= 12 else f"{cardinal(hour)} hundred"


def _daytime(match: re.Match[str]) -> str:
    hour, minute, second, _, zone, clock = match.groups()
    if second:
        said = f"{cardinal(int(hour))}{_minutes(int(minute)) or ' hundred'} and {cardinal(int(second))} seconds"
    else:
        said = hours(int(hour), int(minute))
        if clock and not said.endswith("o'clock"):
            said = f"{cardinal(int(hour))}{_minutes(int(minute))} o'clock"
    return said + (f" {' '.join(zone.strip())}" if zone else "")


def _from_to(match: re.Match[str]) -> str:
    hour, minute, hour2, minute2 = map(int, match.groups())
    return f"{hours(hour, minute)} to {hours(hour2, minute2)}"


_HOURS_MINUTES = expression(
    r"(?<![\w.,])(?:([0-9]{1,3}) ?h(?:rs?)? ?([0-5]?[0-9]) ?m(?:ins?)?(?: ?([0-5]?[0-9]) ?s(?:ecs?)?)?"
    r"|([0-9]{1,2})m ?([0-5]?[0-9])s)(?!\w)"
)


def _hours_minutes(match: re.Match[str]) -> str:
    parts = [
        f"{cardinal(int(digits))} {unit}{'' if int(digits) == 1 else 's'}"
        for digits, unit in zip(match.groups(), ("hour", "minute", "second", "minute", "second"), strict=True)
        if digits
    ]
    return " ".join(parts)


_ZONES = expression(r"(?<=[ECMP]T)/(?=[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap])")
_DOTTED_TIME = expression(
    r"(?<=\bat )(1[0-9]|2[0-3])\.([0-5][05])(?!\w|[.,][0-9]|%| (?:per|percent|points?|a|an"
    r"|euros?|dollars?|pounds?|[mb]illion|cents?|on)\b)"
)
_SHORT_HOURS = expression(r"([0-9](?<![\w.,].)[0-9]?) ?h ?([0-5][0-9])(?! ?min)(?!\w)")


def _short_hours(match: re.Match[str]) -> str:
    """`2h30`."""
    said = f"{cardinal(int(match[1]))} hour{'' if int(match[1]) == 1 else 's'}"
    return f"{said} {cardinal(int(match[2]))}" if int(match[2]) else said


_NEEDS = frozenset(DIGITS)
TIMES = (
    Rule("time", _ZONES, lambda _: ", ", frozenset("/")),
    Rule("time", _DOTTED_TIME, lambda match: hours(int(match[1]), int(match[2])), frozenset(".")),
    Rule("time", _SHORT_HOURS, _short_hours, frozenset("h")),
    Rule("time", _CLOCK, _clock, _NEEDS),
    Rule("time", _FROM_TO, _from_to, frozenset(":")),
    Rule("time", _HOURS_MINUTES, _hours_minutes, frozenset("hm")),
    Rule("time", _DAYTIME, _daytime, frozenset(":")),
)
