"""Units, percent, fractions and numbers that are part of a word in German."""

from __future__ import annotations

import re
from math import gcd

from articast.languages import table
from articast.wording.common import anyof, capital, final_stop
from articast.wording.de.agreement import before, gender, one
from articast.wording.de.money import BIG, scaled
from articast.wording.de.numbers import LEFT, NUMBER, SIGN, TO, cardinal, ordinal, plain, sign_word
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_WORDS = table("de", "wording")
_UNITS: dict[str, list[str]] = {sign: words.split("|") for sign, words in _WORDS["units"].items()}
_UNIT = anyof(_UNITS)
_MEASURE = expression(
    rf"{SIGN}{LEFT}({NUMBER})(?: ?(?:%|°C?))?(?:{TO}([-−]?{NUMBER}))?(?: ?({BIG}))?(\+?)( ?|-)({_UNIT})"
    rf"(?:/({_UNIT}|[A-ZÄÖÜ][a-zäöü]{{2,}}))?(?![\w²³]|/[^\W\d])"
)
_PER = expression(
    rf"(?<={TAKEN}) ?/ ?(100 ?)?({anyof(unit for unit in _UNITS if unit != '%')}|[A-ZÄÖÜ][a-zäöü]{{2,}})(?![\w/])"
    r"|(?<=[0-9])/(min|Min|Std|Tag|Woche|Monat|Jahr|Nacht)(?!\w)()"
)
_LITRES = expression(rf"{LEFT}({NUMBER}) ?(l|kWh) ?(?:/|pro|auf) ?100 ?km(?!\w)")


_DATIVE = frozenset((*_WORDS["words"]["dative"].split(), "unter"))
_DATIVE_N = frozenset(("Jahre", "Monate", "Tage", "Punkte", "Lichtjahre", "Basispunkte"))


def _measure(match: re.Match[str]) -> str | None:
    sign, low, high, scale, more, gap, unit, per = match.groups()
    kind, single, several = _UNITS.get(unit) or _spaced(unit)
    if not gap and (unit == "A" or (unit in ("s", "V", "N", "J") and len(low) > 3)):
        return None
    number = scaled(match, low, high, scale, kind)
    name = single if (high or low) == "1" and not scale else several
    if name in _DATIVE_N and (before(match) or [""])[0].lower() in _DATIVE:
        name += "n"
    tail = f" pro {_UNITS[per][1] if per in _UNITS else per}" if per else ""
    stop = final_stop(match, unit)
    compound = gap == "-" and match.string[match.end() : match.end() + 1] == "-"
    return f"{sign_word(sign)}{number}{' plus' if more else ''}{'-' if compound else ' '}{name}{tail}{stop}"


def _spaced(unit: str) -> list[str]:
    """The unit as the table has it, where the text has no space in it."""
    return next(words for written, words in _UNITS.items() if written.replace(" ", "") == unit.replace(" ", ""))


def _litres(match: re.Match[str]) -> str:
    return f"{scaled(match, match.group(1), None, None, 'm')} {_UNITS[match.group(2)][2]} auf hundert Kilometer"


def _per(match: re.Match[str]) -> str:
    unit = match[2] or match[3]
    name = _UNITS[unit][1] if unit in _UNITS else unit
    return f" pro {'hundert ' if match.group(1) else ''}{name}"


_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SIGNS = "".join(_VULGAR)
# no fraction: a court's file, `I ZR 12/20`
_FRACTION = expression(
    rf"((?<![\w)\]–-])[-−–+])?(?<![\w.,/])(?<![A-Z]R )(?:(?:([0-9]{{1,6}}) ?)?"
    rf"([{_SIGNS}])|(?:([0-9]{{1,6}}) )?([0-9]{{1,3}})"
    rf"[/⁄]([0-9]{{1,3}}))(?![\w/]|[.,][0-9])(?: ({_UNIT}|[A-ZÄÖÜ][a-zäöüß]+)(?![\w²³.]))?"
)
_PARTS = {(1, 2): "einhalb", (1, 4): "einviertel", (3, 4): "dreiviertel", (1, 3): "eindrittel", (2, 3): "zweidrittel"}


def _fraction(match: re.Match[str]) -> str | None:
    minus, whole, sign, other, top, bottom, noun = match.groups()
    head = sign_word(minus)
    whole = whole or other
    over, under = _VULGAR[sign] if sign else (int(top), int(bottom))
    if not sign and (not 0 < over < under or under > 100 or top[0] == "0" or (under > 12 and over > 12)):
        return None
    if not sign and re.search(
        rf"(?:{TAKEN}|\b(?:Heft|Nummer|Ausgabe|Zimmer|Gleis|Haus)) $", match.string[: match.start()][-12:]
    ):
        return None  # `Nr. 7/8`
    if not sign and not whole and gcd(over, under) > 1 and (under > 12 or noun in _UNITS):
        # not in lowest terms: a network's `10/100`, a pipe of `6/8 mm`
        return f"{head}{plain(top)} {plain(bottom)} {_UNITS[noun][2]}" if noun in _UNITS else None
    tail = ""
    if noun:
        kind, single, several = _UNITS.get(noun) or (gender(noun) or "m", noun, noun)
        if (over, under) == (1, 2) and not whole:
            return f"{head}{_half(match, kind)} {single}"
        tail = f" {several if whole else single}"
    if whole:
        part = _PARTS.get((over, under)) or f" {_share(over, under)}"
        return f"{head}{plain(whole, 'ein')}{part}{tail}"
    if over == 1 and under > 2 and (before(match) or [""])[0].lower() in ("ein", "eine", "einen", "einem"):
        return f"{capital(ordinal(under, 'el'))}{tail}"  # `ein 1/4 Jahr`
    if over == 1 and under > 2:
        return f"{head}{one(match, 'n')} {capital(ordinal(under, 'el'))}{tail}"
    return f"{head}{_share(over, under) if under > 2 else 'ein halb'}{tail}"


def _share(over: int, under: int) -> str:
    """`3, 4` → `drei Viertel`."""
    return f"{cardinal(over, 'ein')} {capital(ordinal(under, 'el'))}"


def _half(match: re.Match[str], kind: str) -> str:
    """`½ Stunde` → `eine halbe`, in the case that the word before asks for."""
    words = before(match)
    if words and re.fullmatch(r"(?i:k?eine[rmns]?)", words[0]):
        return "halbe" if words[0].lower() in ("eine", "keine") else "halben"
    if words and words[0].lower() == "ein":
        return "halber" if kind == "m" else "halbes"
    form = one(match, kind)
    endings = {"ein": "er" if kind == "m" else "es", "eine": "e"}
    return f"{form} halb{endings.get(form, 'en')}"


_TAILS = "|".join(_WORDS["numbers"]["tails"].split())
_JOINED = expression(rf"{LEFT}({NUMBER})(?:-?((?i:{_TAILS})\w*)| ?%-?(ig\w*))(?!\w)")


def _joined(match: re.Match[str]) -> str:
    """`20-jährig` → `zwanzigjährig`, `der 20-Jährige` → `der Zwanzigjährige`."""
    number, tail, percent = match.groups()
    tail = f"prozent{percent}" if percent else tail
    word = plain(number, "ein") + tail.lower()
    return capital(word) if tail[0].isupper() and not tail.startswith("Mal") else word


_COUNTED_PER = expression(
    rf"(?<![\w.])([0-9][0-9.,]*|[{TAKEN}]+)( [A-ZÄÖÜ][\wäöüß]+\.?|[{TAKEN} ]*) ?/ ?"
    rf"({anyof(_WORDS['words']['per'].split())})(?![\w/²³])"
)
_COMPOUND = expression(
    rf"(?<=[0-9{TAKEN}])-({anyof(unit for unit in _UNITS if unit.isalnum() and unit not in 'VABCKNJT')})-(?=[A-ZÄÖÜ])"
)


def _counted_per(match: re.Match[str]) -> str | None:
    """`20 Larven/m²`."""
    number, things, unit = match.groups()
    if things.strip() in _UNITS or not things.strip():
        return None
    return f"{number}{things} pro {_UNITS[unit][1] if unit in _UNITS else unit}"


_FINAL = expression(r"(?<![\w.,/])1/(2|4|8|16|32)-?[Ff]inal(?=e|\w)")
_AT_KM = expression(
    r"(?<=\b[BbZz]ei )km(?= [0-9])|(?<=\b[Aa]b )km(?= [0-9])|(?<=\b[Bb]is )km(?= [0-9])|(?<=, )km(?= [0-9])"
)
FRACTIONS = (
    Rule("unit", _AT_KM, lambda _: "Kilometer", frozenset("k"), digits=True),
    Rule(
        "fraction",
        _FINAL,
        lambda match: f"{capital(ordinal(int(match[1]), 'el')) if match[1] != '2' else 'Halb'}final",
        frozenset("/"),
    ),
    Rule("fraction", _FRACTION, _fraction, frozenset("/⁄" + _SIGNS)),
)
MEASURES = (
    Rule("slash", _COUNTED_PER, _counted_per, frozenset("/")),
    Rule("unit", _COMPOUND, lambda match: f"-{_UNITS[match[1]][1]}-", frozenset("-")),
    Rule("number in a word", _JOINED, _joined, frozenset(DIGITS)),
    Rule("unit", _LITRES, _litres, frozenset(DIGITS)),
    Rule("unit", _MEASURE, _measure, frozenset(DIGITS)),
)
_AFTER_PER = expression(
    rf"(?<=\bpro )({anyof(unit for unit in _UNITS if len(unit) > 1)})(?![\w²³/])|(?<=\bje )"
    rf"({anyof(('kWh', 'km', 'ha', 'm²', 'qm'))})(?![\w²³/])"
)
PER = (
    Rule("unit", _AFTER_PER, lambda match: _UNITS[match[1] or match[2]][1], frozenset("pj")),
    Rule("slash", _PER, _per, frozenset("/")),
)
