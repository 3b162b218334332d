"""Addresses in English: streets, directions, states, ZIP and post codes."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, ends, spell
from articast.wording.en.numbers import designation, digits
from articast.wording.rules import TAKEN, Rule, expression

_TABLE = table("en", "wording")
_STATES: dict[str, str] = _TABLE["postal"]
_STREETS: dict[str, str] = _TABLE["streets"]
_STARTERS = frozenset(_TABLE["words"]["starters"].split())
_DIRECTIONS = {
    "N": "North", "S": "South", "E": "East", "W": "West",
    "NE": "Northeast", "NW": "Northwest", "SE": "Southeast", "SW": "Southwest",
}  # fmt: skip
_STATE = anyof(_STATES)
_SUFFIX = rf"(?:{anyof(_STREETS)}|{anyof(sorted(set(_STREETS.values())))})"
_NAME = r"(?:[A-Z][\w’'-]*|[0-9]{1,3}(?:st|nd|rd|th))"
_ZIP = expression(r"[0-9](?<![\w.,$€£-].)([0-9]{4})(?:-([0-9]{4}))?(?![\w%-]|[.,][0-9]| [a-z]{3,}s\b)")
_BEFORE_ZIP = expression(
    rf"(?:(?<=[a-z.,] )(?:{_STATE}),?|\b(?i:zip(?: codes?)?):?|\b{anyof(set(_STATES.values()))}) $"
)
_AMBIGUOUS = frozenset(_TABLE["words"]["unsure_states"].split())
_IN_STATE = expression(
    rf"[A-Z](?:(?<=[a-z]\), .)|(?<=[a-z], .))[A-Z](?=[,.;:)!?’']|$| [a-z(–-]| [A-Z][0-9][A-Z]| {TAKEN})"
    rf"|[A-Z](?<=[a-z] .)[A-Z](?= {TAKEN}{{5}})"
)
_SURE = expression(rf"[,.;:)!?]|$| [A-Z][0-9][A-Z]| {TAKEN}")
_HOUSE = expression(
    rf"(?<![\w.,$€£-])(?:([1-9][0-9]{{0,4}}) )?([NSEW]|[NS][EW])(\.?) (?={_NAME}(?: {_NAME})? {_SUFFIX}(?!\w))"
)
_LONG_HOUSE = expression(rf"([1-9](?<![\w.,$€£-].)[0-9]{{4}}) (?=(?:{_NAME} ){{1,3}}{_SUFFIX}(?!\w))")
_BEHIND = expression(r"(?<=[a-z.] )(NE|NW|SE|SW)(?=[,.;:)]|$| [a-z(])")
_STREET = expression(rf"(?<=[\w’'.{TAKEN}] )({anyof(_STREETS)})(?!\w)(\.?)(?![’'])")
_BEFORE_STREET = expression(r"(?:(?:^|[^.!?] |^[\"“(])[A-Z][\w’'-]*|[0-9](?:st|nd|rd|th)|\bJr\.) $")
_RARE = frozenset(("Ter", "Ct", "Pl", "Sq", "Av", "Plz", "Expy", "Tpke", "Ln"))
"""Without a full stop they are streets only behind a house's number."""
_NEXT = expression(r"[\"”’)]* ([A-Z][\w’']*)(?! [A-Z])")
_POSTCODE = expression(r"(?<![\w-])([A-Z]{1,2})([0-9]{1,2})([A-Z]?) ([0-9])([A-Z]{2})(?!\w)")
_CANADIAN = expression(r"(?<![\w-])([A-Z])([0-9])([A-Z]) ?([0-9])([A-Z])([0-9])(?!\w)")


def _zip(match: re.Match[str]) -> str | None:
    """`CA 90210-1234`: digit by digit."""
    if not _BEFORE_ZIP.search(match.string[max(0, match.start() - 24) : match.start()]):
        return None
    figures = match.group().partition("-")[0]
    return digits(figures) + (f", {digits(match[2])}" if match[2] else "")


def _house(match: re.Match[str]) -> str:
    """`350 W. 42nd St.`: neither watts nor a sentence's end."""
    number, direction, _ = match.groups()
    return f"{f'{_number(number)} ' if number else ''}{_DIRECTIONS[direction]} "


def _number(number: str) -> str:
    """Of a house."""
    if len(number) == 4 and number.endswith("00") and number[1] != "0":
        return f"{designation(number[:2])} hundred"
    return designation(number)


def _street(match: re.Match[str]) -> str | None:
    """`Main St.`, `Oak Dr and`: a street; `St. Paul`, `Dr Jones`: a saint, a title."""
    if not _BEFORE_STREET.search(match.string[max(0, match.start() - 24) : match.start()]):
        return None
    name, dot = match.groups()
    if not dot and name in _RARE and not re.search("[0-9]", match.string[max(0, match.start() - 32) : match.start()]):
        return None
    following = _NEXT.match(match.string, match.end())
    starter = following is not None and following[1] in _STARTERS
    if dot and re.match(r" [NS]?[EWNS]\b(?!\.)", match.string[match.end() : match.end() + 4]):
        return _STREETS[name]
    titled = name in ("St", "Dr", "Pl", "Ct", "Av") and re.match(r" [A-Z]", match.string[match.end() :][:2])
    if titled and not (
        dot and (starter or (name == "St" and re.match(r" [A-Z][a-z]+ [a-z]", match.string[match.end() :])))
    ):
        return None
    if not dot and titled:
        return None
    return _STREETS[name] + ("." if dot and (ends(match) or starter) else "")


def _post(match: re.Match[str]) -> str:
    """`SW1A 1AA`."""
    area, district, letter, sector, unit = match.groups()
    outward = f"{spell(area, 'A')} {designation(district)}{f' {letter}' if letter else ''}"
    return f"{outward}, {designation(sector)} {spell(unit, 'A')}"


def _canadian(match: re.Match[str]) -> str:
    parts = [designation(one) if one.isdigit() else one for one in match.groups()]
    return f"{' '.join(parts[:3])}, {' '.join(parts[3:])}"


_DEGREES = frozenset(("MD", "MA", "MS", "PA", "DC", "ME"))
_PERSON = expression(r"(?:[A-Z][\w’'.-]+ [A-Z][\w’'.-]+|[A-Z][\w’'-]+, [A-Z]{2,4}), $")


def _in_state(match: re.Match[str]) -> str | None:
    """`Austin, TX`; whoever is `Jane Doe, MD` has studied."""
    code = match.group()
    unsure = code in _AMBIGUOUS and not _SURE.match(match.string, match.end())
    if code not in _STATES or unsure or (code == "OK" and match.string[match.end() : match.end() + 2] != f" {TAKEN}"):
        return None
    if code in _DEGREES and _PERSON.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    return _STATES[code]


PLACES = (
    Rule("address", _ZIP, _zip, frozenset("0123456789"), digits=True),
    Rule("address", _IN_STATE, _in_state, frozenset(f",{TAKEN}")),
    Rule("address", _POSTCODE, _post, frozenset("0123456789"), digits=True),
    Rule("address", _CANADIAN, _canadian, frozenset("0123456789"), digits=True),
    Rule("address", _HOUSE, _house, frozenset("NSEW")),
    Rule("address", _LONG_HOUSE, lambda match: f"{digits(match[1])} ", frozenset("0123456789"), digits=True),
    Rule("address", _STREET, _street, frozenset("SABRDLCPHTEW")),
    Rule("address", _BEHIND, lambda match: _DIRECTIONS[match[1]].lower(), frozenset("NS")),
)
