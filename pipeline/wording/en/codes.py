"""Phone numbers, versions and addresses of machines in English: figures that are a name."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.common import anyof
from pipeline.wording.en.numbers import cardinal, digits
from pipeline.wording.rules import DIGITS, Rule

_WORDS = table("en", "wording")["words"]
_SOFTWARE = anyof(_WORDS["software"].split())
_VERSION = re.compile(rf"(?<!\w)({_SOFTWARE}) ([0-9]{{1,4}}(?:\.[0-9]{{1,4}})+)(\+?)(?![\w]|\.[0-9])")
_V = re.compile(r"(?<!\w)[vV]\.? ?([0-9]{1,4}(?:\.[0-9]{1,4})*)(?!\w|\.[0-9])")
_DOTTED = re.compile(r"(?<![\w.])([0-9]{1,4}(?:\.[0-9]{1,4}){2,})(?!\w|\.[0-9])")


def dotted(number: str) -> str:
    """`2.0.1` → `two point zero point one`; parts with a leading zero by digit."""
    parts = number.split(".")
    word = " dot " if len(parts) == 4 else " point "
    return word.join(digits(part) if part[0] == "0" and len(part) > 1 else cardinal(int(part)) for part in parts)


def _version(match: re.Match[str]) -> str:
    return f"{match.group(1)} {dotted(match.group(2))}{' plus' if match.group(3) else ''}"


_PHONE = re.compile(
    r"(?<![\w.,+$€£-])(?:"
    r"\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}"
    r"|(?:1[ .-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}"
    r"|1[ -][2-9][0-9]{2}[ -][0-9]{3}[ -]?[0-9]{4}"
    r"|[2-9][0-9]{2}-[0-9]{4}"
    r"|\(?0[0-9]{2,5}\)?(?:[ -][0-9]{2,6}){1,3}"
    r")(?![\w-]|[.,][0-9])"
)
_EMERGENCY = re.compile(rf"(?<![\w.,$€£:-])({'|'.join(_WORDS['emergency'].split())})(?![\w%]|[.,:][0-9])")
_CALLING = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing|led|ling)?|phone[ds]?|ring|rang|text|number|hotline|emergency|line|to|on|or) $"
)
_CALLED = re.compile(r"(?i) (?:call|dispatch|operator|emergency|number|hotline|line|service)")


def _phone(match: re.Match[str]) -> str | None:
    """Digit by digit, a comma between groups so that they can be written down."""
    groups = re.findall(r"[0-9]+", match.group())
    if match.group()[0] == "+" and (
        sum(map(len, groups)) < 8 or re.fullmatch(r"\+[0-9]{1,3}(?:[.,][0-9]{3})+", match.group())
    ):
        return None  # a number with its sign
    return ("plus " if match.group()[0] == "+" else "") + ", ".join(digits(group) for group in groups)


def _emergency(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 14) : match.start()]
    called = _CALLED.match(match.string, match.end())
    if match.group(1) == "911" and before.endswith("Porsche "):
        return "nine eleven"
    if (
        called
        or (
            _CALLING.search(before)
            and (match.group(1) == "911" or not re.search(r"(?i)\b(?:to|on|or|number) $", before))
        )
        or (match.group(1) == "911")
    ):
        return digits(match.group(1))
    return None


PHONES = (
    Rule("phone number", _PHONE, _phone, frozenset(DIGITS)),
    Rule("phone number", _EMERGENCY, _emergency, frozenset("129")),
)
VERSIONS = (
    Rule("version", _VERSION, _version, frozenset(".")),
    Rule("version", _V, lambda match: f"version {dotted(match.group(1))}", frozenset("vV")),
    Rule("version", _DOTTED, lambda match: dotted(match.group(1)), frozenset(".")),
)
