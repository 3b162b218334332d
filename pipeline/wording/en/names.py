"""Roman numerals, phone numbers, versions, signs and initials in English."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.common import anyof, starts
from pipeline.wording.en.numbers import cardinal, digits, ordinal
from pipeline.wording.rules import DIGITS, TAKEN, Rule

_WORDS = table("en", "wording")["words"]
_ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMBERED = re.compile(
    rf"(?<!\w)((?i:{'|'.join(_WORDS['roman_before'].split())})s?) (?=[IVXLCDM])({_ROMAN})(?!['’\w])(?:( ?[–-] ?| and )(?=[IVXLCDM])({_ROMAN})(?!\w))?"
)
_RULER = re.compile(rf"(?<!\w)({'|'.join(_WORDS['rulers'].split())}) (?=[IVX])({_ROMAN})(?!\w)")
_SEQUEL = re.compile(r"(?<=[a-z] )(II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?!\w|['’]\w)")
_CENTURY = re.compile(rf"(?<!\w)(?=[IVX])({_ROMAN})(?:th)? (century|centuries)(?!\w)")


def roman(numeral: str) -> int:
    """`XIV` → 14."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _numbered(match: re.Match[str]) -> str | None:
    word, numeral, link, last = match.groups()
    if numeral == "I" and re.match(r" (?:[a-z]+|['’])", match.string[match.end() : match.end() + 40]) and word.islower():
        return None  # "in this section I show"
    said = f"{word} {cardinal(roman(numeral))}"
    return said + (f" {'and' if 'and' in link else 'to'} {cardinal(roman(last))}" if last else "")


def _ruler(match: re.Match[str]) -> str | None:
    if (
        match.group(2) == "I"
        and re.match(r" (?:[a-z]+)", match.string[match.end() : match.end() + 40])
        and not re.match(
            r" (?:of|was|is|had|and|died|in|from|to|who|became|ruled|reigned|took|married)\b",
            match.string[match.end() : match.end() + 40],
        )
    ):
        return None
    return f"{match.group(1)} the {ordinal(roman(match.group(2)))}"


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


def _phone(match: re.Match[str]) -> str:
    """Digit by digit, a comma between groups so that they can be written down."""
    groups = re.findall(r"[0-9]+", match.group())
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


_INITIAL = re.compile(r"(?<![\w.’'])([A-Z])\. ?(?=[A-Z](?:[a-z’']|\.))")
_NOT_NAMES = re.compile(r"(?:The|Then|This|That|It|In|And|But|We|He|She|They|If|So|A|I|You|What|When|At|On|For|As)\b")


def _initial(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 40) : match.start()]
    if re.search(r"(?<!\w)[A-Z] $", before[-3:]) or _NOT_NAMES.match(match.string, match.end()) or not (
        starts(match) or re.search(r"(?:[A-Z][\w’'-]*|[A-Z]\.|\ue000|by|and) $", before[-24:])
    ):
        return None
    return f"{match.group(1)} "


def _sign(said: str) -> str:
    return said


_SIGNS = {
    "≈": "approximately ", "~": "about ", "∼": "about ", "<": "less than ", ">": "more than ", "≤": "at most ", "≥": "at least ",
    "±": "plus or minus ",
}  # fmt: skip
_BEFORE_NUMBER = re.compile(r"(?<![\w<>=])(<=|>=|[≈~∼<>≤≥±]) ?(?=[-−]?[$€£]?\.?[0-9])")
_BETWEEN = re.compile(
    r"(?<=[\w)%]) ?([=≠±×÷≈<>+]|\+/-) ?(?=[\w($€£\ue000-])|(?<=[\w)%\ue000]) ([=≠±×÷≈<>+]|\+/-) (?=\S)"
)
_OPERATORS = {
    "=": "equals", "≠": "is not", "±": "plus or minus", "+/-": "plus or minus", "×": "times", "÷": "divided by", "≈": "is about",
    "<": "is less than", ">": "is more than", "+": "plus",
}  # fmt: skip
_AND = re.compile(r" ?& ?")
_SLASH = re.compile(r"(?<=[^\W_]|[)\ue000”’\"'.%]) ?/ ?(?=[^\W_]|[(\ue000“‘\"'$€£])")
_PER = re.compile(r"(?<=[\w\ue000]) ?/ ?(?=(?:day|week|month|year|night|person|hour|minute|second|piece|unit)(?!\w))")
_NUMBER_SIGN = re.compile(r"(?<![\w&#])#(?=[0-9])")


def _before_number(match: re.Match[str]) -> str:
    return {"<=": "at most ", ">=": "at least "}.get(match.group(1)) or _SIGNS[match.group(1)]


def _between(match: re.Match[str]) -> str | None:
    sign = match.group(1) or match.group(2)
    spaced = match.group().startswith(" ") and match.group().endswith(" ")
    if sign in "+<>=" and not spaced:
        numbers = match.string[match.start() - 1 : match.start()].isdigit()
        if not numbers and sign != "=":
            return None
    return f" {_OPERATORS[sign]} "


ROMAN = (
    Rule(
        "roman numeral", _CENTURY, lambda match: f"{ordinal(roman(match.group(1)))} {match.group(2)}", frozenset("IVX")
    ),
    Rule("roman numeral", _NUMBERED, _numbered, frozenset("IVXLCDM")),
    Rule("roman numeral", _RULER, _ruler, frozenset("IVX")),
    Rule("roman numeral", _SEQUEL, lambda match: cardinal(roman(match.group(1))), frozenset("IVX")),
)
PHONES = (
    Rule("phone number", _PHONE, _phone, frozenset(DIGITS)),
    Rule("phone number", _EMERGENCY, _emergency, frozenset("129")),
)
VERSIONS = (
    Rule("version", _VERSION, _version, frozenset(".")),
    Rule("version", _V, lambda match: f"version {dotted(match.group(1))}", frozenset("vV")),
    Rule("version", _DOTTED, lambda match: dotted(match.group(1)), frozenset(".")),
)
INITIALS = (Rule("initial", _INITIAL, _initial, frozenset(".")),)
SIGNS = (
    Rule("sign", _NUMBER_SIGN, lambda _: "number ", frozenset("#")),
    Rule("sign", _BEFORE_NUMBER, _before_number, frozenset("≈~∼<>≤≥±")),
    Rule("sign", _AND, lambda match: " and " if match.start() else "and ", frozenset("&")),
)
OPERATORS = (
    Rule("sign", _BETWEEN, _between, frozenset("=≠±×÷≈<>+")),
    Rule("slash", _PER, lambda match: " per " if match.start() and match.string[match.start() - 1] in TAKEN else None, frozenset("/")),
    Rule("slash", _SLASH, lambda _: " slash ", frozenset("/")),
)
