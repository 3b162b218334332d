"""Phone numbers and versions in German: figures that are a name."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import telephone, versions
from articast.wording.de.numbers import cardinal, digits
from articast.wording.rules import Rule, expression

_UNITS = frozenset(table("de", "wording")["units"])
_WORDS = table("de", "wording")["words"]
_V = expression(r"(?<!\w)(?:v\.?|V\.?(?=[0-9]+\.[0-9]))([0-9]{1,4}(?:\.[0-9]{1,4})*)(?!\w|\.[0-9])")
_DOTTED = expression(
    r"(?<![\w.])((?:[A-Z]\.)?[0-9]{1,4}(?:\.[0-9]{1,2}){2,}|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?!\w|\.?[0-9])"
)


def dotted(number: str) -> str:
    """`2.0.1` → `zwei Punkt null Punkt eins`, `B.1.1.7` → `B eins Punkt …`; parts with a leading zero by digit."""
    letter = f"{number[0]} " if number[0].isalpha() else ""
    parts = number[2 if letter else 0 :].split(".")
    return letter + " Punkt ".join(map(_part, parts))


def _part(part: str) -> str:
    return digits(part) if part[0] == "0" and len(part) > 1 else cardinal(int(part))


_PHONE = expression(
    r"(?<![\w.,+$€£-])(?:"
    r"\+[0-9]{1,3}(?: ?\(0\))?(?:[ ./-]{0,3}\(?[0-9]{1,9}\)?){1,6}"
    r"|\(0[0-9]{1,5}\) ?[0-9]{2,9}(?:[ -][0-9]{1,9}){0,5}"
    r"|0 ?[0-9]{2,5}(?: ?[/-] ?| )(?=(?:[ -]?[0-9]){4,})[0-9]{1,9}(?:[ -][0-9]{1,9}){0,5}"
    r"|0[1-9][0-9]{6,11}"
    r")(?![\w-]|[.,][0-9])"
)
_EMERGENCY = expression(rf"(?<![\w.,$€£:-])({'|'.join(_WORDS['emergency'].split())})(?![\w%]|[.,:][0-9])")
_CALLING = expression(
    r"(?:[Nn]otruf(?:nummer)?|[Nn]ummer|Rufnummer|Telefon|Tel\.|Hotline|Feuerwehr|Polizei|Rettungsdienst|Notarzt"
    r"|[Uu]nter(?: der)?|(?:[wW]ählen?|gewählt|wählte|rief|[Rr]ufen|ruf|wählt) (?:Sie |die |den |unter ){0,3})"
    r"(?: die| unter|:)? ?(?:11[0-9] (?:oder|und) )?$"
)


def _emergency(match: re.Match[str]) -> str | None:
    called = re.match(r" (?:an|wählen|gewählt|anrufen|rufen)", match.string[match.end() : match.end() + 40])
    if called or _CALLING.search(match.string[max(0, match.start() - 40) : match.start()]):
        return digits(match.group(1))
    return None


_NETWORK = expression(r"(?<![\w.,])([0-9]{1,4})\.([0-9]{1,3})([a-z]{1,2})(?!\w)")
_PLANE = expression(r"(?<=Boeing )([0-9]{3})-([0-9]{1,4})(?!\w)|(?<=(?<!\w)A)(3[0-9]{2})-([0-9]{3,4})(?!\w)")


def _network(match: re.Match[str]) -> str | None:
    """`802.11ac`; `2.5km` is a measure."""
    whole, part, letters = match.groups()
    if letters in _UNITS:
        return None
    return f"{cardinal(int(whole))} Punkt {_part(part)} {' '.join(letters.upper())}"


def _plane(match: re.Match[str]) -> str:
    """`Boeing 737-800`: no range."""
    first, last = match[1] or match[3], match[2] or match[4]
    return f"{' ' if match[3] else ''}{cardinal(int(first))} {cardinal(int(last))}"


PHONES = (
    Rule("name", _NETWORK, _network, frozenset(".")),
    Rule("name", _PLANE, _plane, frozenset("-")),
    telephone(_PHONE, digits),
    Rule("phone number", _EMERGENCY, _emergency, frozenset("129")),
)


def _bare(match: re.Match[str]) -> str | None:
    """`10.0.17`, `192.168.0.1`; not `3.400.000.000`: groups of three that no address has are thousands."""
    first, *groups = match[1].split(".")
    counted = first[0] != "0" and len(first) < 4 and len(groups) > 1 and all(len(group) == 3 for group in groups)
    if counted and any(group[0] == "0" or int(group) > 255 for group in groups):
        return None
    return dotted(match[1])


VERSIONS = (
    *versions(_WORDS["software"], _V, _DOTTED, dotted, "Version")[:-1],
    Rule("version", _DOTTED, _bare, frozenset(".")),
)
