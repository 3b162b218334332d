"""Phone numbers, versions and addresses of machines in English: figures that are a name."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import spell, telephone, versions
from articast.wording.en.numbers import cardinal, designation, digits
from articast.wording.rules import Rule, expression

_UNITS = frozenset(table("en", "wording")["units"])
_WORDS = table("en", "wording")["words"]
_V = expression(r"(?<!\w)[vV](?<!V(?=[0-9]{1,2}(?![\w.])))\.? ?([0-9]{1,4}(?:\.[0-9]{1,4})*)(?!\w|\.[0-9])")
_DOTTED = expression(r"(?<![\w.])((?:[A-Z]\.)?[0-9]{1,4}(?:\.[0-9]{1,4}){2,})(?!\w|\.[0-9])")


def dotted(number: str) -> str:
    """`2.0.1` → `two point zero point one`, `B.1.1.7` → `B one point …`; parts with a leading zero by digit."""
    letter = f"{number[0]} " if number[0].isalpha() else ""
    parts = number[2 if letter else 0 :].split(".")
    word = " dot " if len(parts) == 4 else " point "
    return letter + word.join(map(_part, parts))


def _part(part: str) -> str:
    return digits(part) if part[0] == "0" and len(part) > 1 else cardinal(int(part))


_PHONE = expression(
    r"(?<![\w.,+$€£-])(?:"
    r"\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}"
    r"|(?:1[ .-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}"
    r"|1[ -][2-9][0-9]{2}[ -][0-9]{3}[ -]?[0-9]{4}"
    r"|[2-9][0-9]{2}-[0-9]{4}"
    r"|(?<![0-9] )\(?0[0-9]{2,5}\)?(?:[ -][0-9]{2,6}){1,3}"
    r")(?![\w-]|[.,][0-9])"
)
_EMERGENCY = expression(rf"(?<![\w.,$€£:-])({'|'.join(_WORDS['emergency'].split())})(?![\w%]|[.,:][0-9])")
_CALLING = expression(
    r"(?i)\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing|led|ling)?|phone[ds]?|ring|rang|text|hotline|emer"
    r"gency(?: number)?) (?:[0-9]{3},? (?:or|and) )?$"
)
_CALLED = expression(r"(?i) (?:call|dispatch|operator|emergency|number|hotline|line|service)")


def _emergency(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 28) : match.start()]
    if _CALLING.search(before) or _CALLED.match(match.string, match.end()):
        return digits(match.group(1))
    if match.group(1) != "911" or re.match(" [a-z]{3,}s ", match.string[match.end() : match.end() + 20]):
        return None
    return "nine eleven" if before.endswith("Porsche ") else digits("911")


_LETTERS = expression(r"(?<![\w.,+-])(?:(1)[ -])?([89](?:00|[1-9][0-9]))[- ]([A-Z]+(?:-[A-Z]+)*(?<=[A-Z-]{3}))(?!\w)")


def _letters(match: re.Match[str]) -> str:
    """`1-800-FLOWERS`: the word is there to be said."""
    one, area, word = match.groups()
    said = f"{'one ' if one else ''}{cardinal(int(area)) if area.endswith('00') else digits(area)}"
    return f"{said}, {_said(word)}"


def _said(word: str) -> str:
    return " ".join(part if len(part) == 1 else part.lower() for part in word.split("-"))


_TEXTED = expression(r"([0-9](?<![\w.,$€£-].)[0-9]{4,5})(?![\w,.%]*[0-9])")
_TEXTING = expression(r"(?:\b[Tt]ext(?:ing)?(?: (?:[A-Z]+ )?to)?|[A-Z] to) $")


def _texted(match: re.Match[str]) -> str | None:
    """`Text JOIN to 741741`."""
    head = match.string[max(0, match.start() - 20) : match.start()]
    return digits(match[1]) if _TEXTING.search(head) else None


_NETWORK = expression(r"([0-9](?<![\w.,].)[0-9]{2})\.([0-9]{1,3})([a-z]{1,2})(?!\w)")


def _network(match: re.Match[str]) -> str | None:
    """`802.11ac`; `112.5km` is a measure."""
    whole, part, letters = match.groups()
    return None if letters in _UNITS else f"{designation(whole)} point {_part(part)} {spell(letters, 'A')}"


PHONES = (
    Rule("phone number", _TEXTED, _texted, frozenset("0123456789")),
    Rule("name", _NETWORK, _network, frozenset(".")),
    Rule("phone number", _LETTERS, _letters, frozenset("89")),
    telephone(_PHONE, digits),
    Rule("phone number", _EMERGENCY, _emergency, frozenset("129")),
)
_ROOMS = expression(r"(?<![\w.,])([1-9])(?:(br|BR|bd|BD)|ba|BA)(?:(/)(?=[1-9](?:ba|BA))|(?!\w))")


def _rooms(match: re.Match[str]) -> str:
    """`a 2BR/2BA flat`."""
    return f"{cardinal(int(match[1]))} {'bedroom' if match[2] else 'bath'}{', ' if match[3] else ''}"


VERSIONS = (
    Rule("rooms", _ROOMS, _rooms, frozenset("BbAa")),
    *versions(_WORDS["software"], _V, _DOTTED, dotted, "version"),
)
