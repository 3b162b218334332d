"""Roman numerals, phone numbers, versions, signs and initials in German."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.common import anyof, starts
from pipeline.wording.de.numbers import cardinal, digits, ordinal
from pipeline.wording.rules import DIGITS, TAKEN, Rule

_WORDS = table("de", "wording")["words"]
_ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMBERED = re.compile(
    rf"(?<!\w)({'|'.join(_WORDS['numbered'].split())}) (?=[IVXLCDM])({_ROMAN})(?![\w])(?:( ?[–-] ?| und | bis )(?=[IVXLCDM])({_ROMAN})(?!\w))?"
)
_RULER = re.compile(rf"(?<!\w)({'|'.join(_WORDS['rulers'].split())}) (?=[IVX])({_ROMAN})\.?(?!\w)")
_SEQUEL = re.compile(r"(?<=[a-zß] )(II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?![\w.]|['’]\w)")


def roman(numeral: str) -> int:
    """`XIV` → 14; 0 for letters that make no numeral."""
    if not re.fullmatch(_ROMAN, numeral):
        return 0
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _numbered(match: re.Match[str]) -> str:
    word, numeral, link, last = match.groups()
    said = f"{word} {cardinal(roman(numeral))}"
    return said + (f" {'und' if 'und' in link else 'bis'} {cardinal(roman(last))}" if last else "")


def _ruler(match: re.Match[str]) -> str:
    """`Ludwig XIV.` → `Ludwig der Vierzehnte`, in the case that its name or the words before show."""
    name, numeral = match.groups()
    head = match.string[max(0, match.start() - 16) : match.start()]
    feminine = name in ("Elisabeth", "Elizabeth", "Katharina", "Kleopatra", "Beatrix", "Margarethe")
    dative = re.search(
        r"(?i)\b(?:von|mit|unter|nach|bei|zu|seit|vor)(?: (?:König|Kaiser|Papst|Königin|Kaiserin|Zar))? $", head
    )
    accusative = re.search(r"(?i)\b(?:für|gegen|durch|ohne|über|um|auf)(?: (?:König|Kaiser|Papst))? $", head)
    if feminine:
        article, end = ("der", "en") if dative else ("die", "e")
    elif name.endswith("s") and name not in (
        "Johannes",
        "Charles",
        "Nikolaus",
        "Pius",
        "Clemens",
        "Julius",
        "Ramses",
        "Ptolemaios",
        "Carlos",
    ):
        article, end = "des", "en"
    elif dative:
        article, end = "dem", "en"
    elif accusative:
        article, end = "den", "en"
    else:
        article, end = "der", "e"
    said = ordinal(roman(numeral), end)
    final = match.group().endswith(".") and re.match(r"""["”’»“)\]]*(?:\n|$)""", match.string[match.end() : match.end() + 40])
    return f"{name} {article} {said[0].upper()}{said[1:]}{'.' if final else ''}"


_SOFTWARE = anyof(_WORDS["software"].split())
_VERSION = re.compile(rf"(?<!\w)({_SOFTWARE}) ([0-9]{{1,4}}(?:\.[0-9]{{1,4}})+)(\+?)(?![\w]|\.[0-9])")
_V = re.compile(r"(?<!\w)[vV]\.? ?([0-9]{1,4}(?:\.[0-9]{1,4})*)(?!\w|\.[0-9])")
_DOTTED = re.compile(r"(?<![\w.])([0-9]{1,4}(?:\.[0-9]{1,2}){2,}|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?!\w|\.?[0-9])")


def dotted(number: str) -> str:
    """`2.0.1` → `zwei Punkt null Punkt eins`; parts with a leading zero by digit."""
    return " Punkt ".join(
        digits(part) if part[0] == "0" and len(part) > 1 else cardinal(int(part)) for part in number.split(".")
    )


def _version(match: re.Match[str]) -> str:
    return f"{match.group(1)} {dotted(match.group(2))}{' plus' if match.group(3) else ''}"


_PHONE = re.compile(
    r"(?<![\w.,+$€£-])(?:"
    r"\+[0-9]{1,3}(?:[ ./-]{1,3}\(?[0-9]{1,9}\)?){1,6}"
    r"|\(0[0-9]{1,5}\) ?[0-9]{2,9}(?:[ -][0-9]{1,9}){0,5}"
    r"|0[0-9]{2,5}(?: ?[/-] ?| )[0-9]{2,9}(?:[ -][0-9]{1,9}){0,5}"
    r"|0[1-9][0-9]{6,11}"
    r")(?![\w-]|[.,][0-9])"
)
_EMERGENCY = re.compile(rf"(?<![\w.,$€£:-])({'|'.join(_WORDS['emergency'].split())})(?![\w%]|[.,:][0-9])")
_CALLING = re.compile(
    r"(?:[Nn]otruf(?:nummer)?|[Nn]ummer|Rufnummer|Telefon|Tel\.|Hotline|Feuerwehr|Polizei|Rettungsdienst|(?:[wW]ählen?|gewählt|wählte|rief|rufen|ruf|wählt) (?:Sie |die |den |unter )*|[Uu]nter(?: der)?|Notarzt)(?: die| unter|:)? ?(?:11[0-9] (?:oder|und) )?$"
)


def _phone(match: re.Match[str]) -> str:
    """Digit by digit, a comma between groups so that they can be written down."""
    groups = re.findall(r"[0-9]+", match.group())
    return ("plus " if match.group()[0] == "+" else "") + ", ".join(digits(group) for group in groups)


def _emergency(match: re.Match[str]) -> str | None:
    called = re.match(r" (?:an|wählen|gewählt|anrufen|rufen)", match.string[match.end() : match.end() + 40])
    if called or _CALLING.search(match.string[max(0, match.start() - 40) : match.start()]):
        return digits(match.group(1))
    return None


_INITIAL = re.compile(r"(?<![\w.’'])([A-ZÄÖÜ])\. ?(?=[A-ZÄÖÜ](?:[a-zäöüß’']|\.))")


def _initial(match: re.Match[str]) -> str | None:
    head = match.string[max(0, match.start() - 40) : match.start()]
    following = re.match(r"\w+", match.string[match.end() : match.end() + 40])
    if (following and following.group() in _STARTERS) or re.search(r"(?<!\w)[A-ZÄÖÜ] $", head[-3:]):
        return None
    if not starts(match) and not re.search(
        rf"(?:[A-ZÄÖÜ][\w’'-]*|[A-ZÄÖÜ]\.|{TAKEN}|von|und|mit|bei|an) $", head[-24:]
    ):
        return None
    return f"{match.group(1)} "


_STARTERS = frozenset(_WORDS["starters"].split())
_SIGNS = {
    "≈": "etwa ", "~": "etwa ", "∼": "etwa ", "<": "weniger als ", ">": "mehr als ", "≤": "höchstens ", "≥": "mindestens ",
    "±": "plus minus ", "<=": "höchstens ", ">=": "mindestens ", "Ø": "durchschnittlich ", "ø": "durchschnittlich ",
}  # fmt: skip
_BEFORE_NUMBER = re.compile(r"(?<![\w<>=])(<=|>=|[≈~∼<>≤≥±Øø]) ?(?=[-−]?[$€£]?[0-9])")
_BETWEEN = re.compile(
    rf"(?<=[\w)%]) ?([=≠±×÷≈<>+]|\+/-) ?(?=[\w($€£{TAKEN}-])|(?<=[\w)%{TAKEN}]) ([=≠±×÷≈<>+]|\+/-) (?=\S)"
)
_OPERATORS = {
    "=": "gleich", "≠": "ungleich", "±": "plus minus", "+/-": "plus minus", "×": "mal", "÷": "geteilt durch", "≈": "ungefähr",
    "<": "kleiner als", ">": "größer als", "+": "plus",
}  # fmt: skip
_AND = re.compile(r" ?& ?")
_SLASH = re.compile(rf"(?<=[^\W_]|[)”’\"'.%“]|{TAKEN}) ?/ ?(?=[^\W_]|[(“‘\"'„$€£]|{TAKEN})")
_INNEN = re.compile(r"(?<=[a-zß])(?:[:*_]|/-?)(innen|in)(?![a-zäöüß])")
_PER = re.compile(
    rf"(?<=[\w{TAKEN}]) ?/ ?(?=(?:Tag|Woche|Monat|Jahr|Nacht|Person|Kopf|Stunde|Minute|Sekunde|Stück)(?!\w))"
)


def _between(match: re.Match[str]) -> str | None:
    sign = match.group(1) or match.group(2)
    spaced = match.group().startswith(" ") and match.group().endswith(" ")
    if sign in "+<>=" and not spaced and sign != "=":
        return None
    return f" {_OPERATORS[sign]} "


ROMAN = (
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
    Rule("version", _V, lambda match: f"Version {dotted(match.group(1))}", frozenset("vV")),
    Rule("version", _DOTTED, lambda match: dotted(match.group(1)), frozenset(".")),
)
INITIALS = (Rule("initial", _INITIAL, _initial, frozenset(".")),)
SIGNS = (
    Rule(
        "gender sign",
        _INNEN,
        lambda match: f"-{match.group(1).capitalize()}" if False else match.group(1).capitalize(),
        frozenset(":*_/"),
    ),
    Rule("sign", _BEFORE_NUMBER, lambda match: _SIGNS[match.group(1)], frozenset("≈~∼<>≤≥±Øø")),
    Rule("sign", _AND, lambda match: " und " if match.start() else "und ", frozenset("&")),
)
OPERATORS = (
    Rule("sign", _BETWEEN, _between, frozenset("=≠±×÷≈<>+")),
    Rule("slash", _PER, lambda _: " pro ", frozenset("/")),
    Rule("slash", _SLASH, lambda _: ", ", frozenset("/")),
)
