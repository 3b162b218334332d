"""Money, percent, units, fractions and plain numbers in German."""

from __future__ import annotations

import re

from pipeline.languages import table
from pipeline.wording.common import anyof, capital
from pipeline.wording.de.agreement import gender, one
from pipeline.wording.de.numbers import cardinal, designation, digits, ordinal, plain, year
from pipeline.wording.rules import DIGITS, Rule

_WORDS = table("de", "wording")
_CURRENCIES = {sign: words.split("|") for sign, words in _WORDS["currencies"].items()}
_MAGNITUDES = {sign: words.split("|") for sign, words in _WORDS["magnitudes"].items()}
_UNITS = {sign: words.split("|") for sign, words in _WORDS["units"].items()}

WHOLE = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?:[ ’'][0-9]{3})+(?![0-9,.]*[0-9])|[0-9]+)"
NUMBER = rf"{WHOLE}(?:,[0-9]+)?"
_TO = r" ?(?:–|-|bis) ?"
_BIG = anyof(key for key in _MAGNITUDES if len(key.rstrip(".")) > 2)
_SMALL = anyof(key for key in _MAGNITUDES if len(key) <= 2)
_CURRENCY = anyof(_CURRENCIES)
_SYMBOL = anyof(sign for sign in _CURRENCIES if not sign.isalpha() or sign.isupper())
_LEFT = r"(?<![\w.,$€£])"
_SIGN = r"((?<![\w\])–-])[-−+])?"
_MONEY_LAST = re.compile(
    rf"{_SIGN}{_LEFT}({NUMBER})(,(?:--?|[–—]))?(?: ?{_CURRENCY})?(?:({_TO})({NUMBER}))?(?: ?({_BIG})| ?({_SMALL})(?= ?[$€£]))?(\+?)[ -]?({_CURRENCY})(?![\w])"
)
_MONEY_FIRST = re.compile(
    rf"(?<!\w){_SIGN}({_SYMBOL}) ?({NUMBER})(,(?:--?|[–—]))?(?:({_TO})(?:{_SYMBOL})? ?({NUMBER}))?(?: ?({_BIG})|({_SMALL}))?(\+?)(?!\w)"
)


def _scaled(match: re.Match[str], low: str, high: str | None, scale: str | None, kind: str) -> str:
    """The number, its range and its magnitude: `1` before a unit of gender `kind` agrees with it."""
    if scale:
        kind, single, several = _MAGNITUDES[scale]
        small = single[0].islower()
    else:
        single = several = ""
        small = False
    last = high or low
    first = plain(low, "eins" if high else one(match, kind)) if low == "1" and not small else plain(low, "ein")
    words = f"{first} bis {plain(high, 'ein')}" if high else first
    if not scale:
        return words
    if small:
        return f"{words}tausend" if words.isalpha() and "," not in last else f"{words} tausend"
    return f"{words} {single if last == '1' else several}"


def _money_last(match: re.Match[str]) -> str | None:
    sign, low, _, _, high, big, small, more, symbol = match.groups()
    return _money(match, (sign, low, high, big or small, more, symbol))


def _money_first(match: re.Match[str]) -> str | None:
    sign, symbol, low, _, _, high, big, small, more = match.groups()
    return _money(match, (sign, low, high, big or small, more, symbol))


def _money(match: re.Match[str], parts: tuple[str | None, ...]) -> str | None:
    sign, low, high, scale, more, symbol = parts
    assert low is not None
    assert symbol is not None
    kind, name, cent, cents = _CURRENCIES[symbol]
    said = _signed(sign)
    if not scale and not high and re.fullmatch(r"[0-9.  ]*,[0-9]{2}", low):
        return said + _coins(match, low, kind, name, (cent, cents))
    single = name.replace("kanadische ", "kanadischer ").replace("Kronen", "Krone") if low == "1" else name
    stop = "." if symbol.endswith(".") and match.end() == len(match.string) else ""
    return f"{said}{_scaled(match, low, high, scale, kind)}{' plus' if more else ''} {single}{stop}"


def _signed(sign: str | None) -> str:
    return "" if not sign else "plus " if sign == "+" else "minus "


def _coins(match: re.Match[str], low: str, kind: str, name: str, small: tuple[str, str]) -> str:
    """`3,50 €` → `drei Euro fünfzig`."""
    whole, _, hundredths = low.replace(".", "").replace(" ", "").partition(",")
    cent = small[0] if hundredths == "01" else small[1]
    large = f"{plain(whole, one(match, kind) if whole == '1' else 'ein')} {name}"
    if not int(hundredths):
        return large
    if not whole.strip("0"):
        return f"{cardinal(int(hundredths), 'ein')} {cent}"
    return f"{large} {cardinal(int(hundredths))}"


_UNIT = anyof(_UNITS)
_MEASURE = re.compile(
    rf"{_SIGN}{_LEFT}({NUMBER})(?: ?(?:%|°C?))?(?:({_TO})([-−]?{NUMBER}))?(?: ?({_BIG}))?(\+?)( ?|-)({_UNIT})"
    rf"(?:/({_UNIT}|Tag|Woche|Monat|Jahr|Nacht|Person|Kopf|Stunde|Minute|Sekunde))?(?![\w²³]|/\w)"
)


def _measure(match: re.Match[str]) -> str | None:
    sign, low, _, high, scale, more, gap, unit, per = match.groups()
    kind, single, several = _UNITS.get(unit) or _UNITS[unit[0] + " " + unit[1:]]
    if (
        unit in ("A", "W", "V", "N", "J", "L", "m", "s", "h", "g", "t", "l")
        and not gap
        and len(low) == 4
        and unit in "sAVNJ"
    ):
        return None
    after = match.string[match.end() : match.end() + 2]
    number = _scaled(match, low, high, scale, kind)
    name = single if (high or low) == "1" and not scale else several
    tail = f" pro {_UNITS[per][1] if per in _UNITS else per}" if per else ""
    stop = "." if unit.endswith(".") and match.end() == len(match.string) else ""
    link = "-" if gap == "-" and after[:1] == "-" else " "
    return f"{_signed(sign)}{number}{' plus' if more else ''}{link}{name}{tail}{stop}"


_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_FRACTION = re.compile(
    rf"(?<![\w.,/])(?:(?:([0-9]{{1,6}}) ?)?([{''.join(_VULGAR)}])|(?:([0-9]{{1,6}}) )?([0-9]{{1,3}})[/⁄]([0-9]{{1,3}}))(?![\w/]|[.,][0-9])(?: ({_UNIT}|[A-ZÄÖÜ][a-zäöüß]+)(?![\w²³.]))?"
)


def _piece(bottom: int) -> str:
    return "Halbe" if bottom == 2 else ordinal(bottom, "el")


def _fraction(match: re.Match[str]) -> str | None:
    whole_a, vulgar, whole_b, top, bottom, noun = match.groups()
    whole = whole_a or whole_b
    over, under = _VULGAR[vulgar] if vulgar else (int(top), int(bottom))
    if not vulgar and (not 0 < over < under or under > 100 or top[0] == "0" or (under > 12 and over > 12)):
        return None
    tail = ""
    if noun:
        kind, single, several = _UNITS.get(noun) or (gender(noun) or "m", noun, noun)
        if (over, under) == (1, 2) and not whole:
            return f"{_half(match, kind)} {single}"
        tail = f" {several if whole else single}"
    if whole:
        parts = {
            (1, 2): "einhalb",
            (1, 4): "einviertel",
            (3, 4): "dreiviertel",
            (1, 3): "eindrittel",
            (2, 3): "zweidrittel",
        }
        part = parts.get((over, under)) or f" {cardinal(over, 'ein')} {capital(_piece(under))}"
        return f"{plain(whole, 'ein')}{part}{tail}"
    if (over, under) == (1, 2):
        return "ein halb"
    return f"{cardinal(over, 'ein')} {capital(_piece(under))}{tail}"


def _half(match: re.Match[str], kind: str) -> str:
    """`½ Stunde` → `eine halbe`, in the case that the word before asks for."""
    form = one(match, kind)
    endings = {"ein": "er" if kind == "m" else "es", "eine": "e"}
    return f"{form} halb{endings.get(form, 'en')}"


_JOINED = re.compile(
    rf"{_LEFT}({NUMBER})(%|)-?((?:[jJ]ährig|[mM]al|fach|[pP]rozentig|ig(?=\w*(?!\w))|[kK]öpfig|[sS]tündig|[tT]ägig|[wW]öchig|[mM]onatig|[mM]inütig|[tT]eilig|[sS]tellig|[sS]eitig|stöckig|[sS]prachig|[sS]tufig|[pP]olig|[eE]inhalb|[sS]itzig|[tT]ürig|[bB]ändig|[gG]eschossig|[dD]imensional|[kK]lassig|[hH]undert|[sS]tündlich|[jJ]ährlich|[pP]lätzig|[eE]ckig|[lL]agig|[gG]ängig|[rR]äumig|Jährige|Fache)\w*)(?!\w)"
)


def _joined(match: re.Match[str]) -> str | None:
    number, percent, tail = match.groups()
    if tail.startswith("ig") != bool(percent):
        return None
    if percent:
        tail = f"prozent{tail}"
    said = plain(number, "ein")
    if " " in said:
        return f"{said}-{tail}"
    word = said + tail.lower()
    return capital(word) if tail[0].isupper() and tail[:3].lower() != "mal" else word


_TIMES = re.compile(rf"{_LEFT}({NUMBER}) ?[x×](?![ \w]*[0-9])(?=[\s,.;:!?)-]|$)")
_BY = re.compile(rf"{_LEFT}({NUMBER}) ?[x×] ?({NUMBER})(?: ?[x×] ?({NUMBER}))?(?!\w)")
_RATIO = re.compile(r"(?<![\w.,:])([0-9]{1,3}):([0-9]{1,3})(?![\w:]|[.,][0-9])")
_RANGE = re.compile(rf"(?<![\w.,/-])({NUMBER})(?: ?– ?|-| - )({NUMBER})(?![\w]|-[0-9]|[.,/:][0-9])(er(?!\w))?")
_CHAIN = re.compile(r"(?<![\w.,/-])[0-9]+(?:[-/][0-9]+){2,}(?![\w-])")
_ER = re.compile(r"(?<![\w.,])(['’]?)([0-9]{1,4})-?er(n?)(?=-?[A-ZÄÖÜ]|(?!\w))")
_TE = re.compile(r"(?<![\w.,])([0-9]{1,4})(t|st)(e[rnsm]?)(?!\w)")
_YEARS = re.compile(r"(?<![\w.,/-])((?:1[1-9]|20)[0-9]{2})/((?:1[1-9]|20)?[0-9]{2})(?![\w/]|[.,][0-9])")
_POINT = re.compile(r"(?<![\w.,])([0-9]{1,3})\.([0-9]{1,2}|[0-9]{4,})(?![\w.]|,[0-9])")
_PLAIN = re.compile(rf"{_SIGN}(?<![\w.])({NUMBER})(\+(?!\w))?(?!\w)")
_COUNTED = re.compile(r" (?:[a-zäöüß]+(?:e|en|er) )?([A-ZÄÖÜ][\wäöüß]+)")
_DATED = re.compile(
    r"(?i)(?:\bin|\bseit|\bab|\bbis|\bvon|\bjahre?s?|\bjahren|\banfang|\bende|\bmitte|\bum|\bvor|\bnach|\bsommer|\bherbst|\bwinter|\bfrühjahr|\bfrühling|\bund|\bgegen|\bjuli?|\b\w+ar|\b\w+ber|märz|april|mai|juni|august|[,(–-]) ?$"
)


def year_or(written: str, match: re.Match[str]) -> str:
    """A bare four-digit number is a year unless things are counted with it."""
    if len(written) == 4 and written.isdigit() and 1100 <= int(written) < 2000:
        counted = _COUNTED.match(match.string, match.end()) and not _DATED.search(
            match.string[max(0, match.start() - 12) : match.start()]
        )
        if not counted or int(written) % 100:
            return year(int(written)) if not counted else plain(written)
    return plain(written)


def _number(match: re.Match[str]) -> str:
    sign, written, more = match.groups()
    if written == "1" and not sign and not more:
        return _single(match)
    said = plain(written) if sign or more else year_or(written, match)
    if said.endswith("eins") and len(written) > 1 and _COUNTED.match(match.string, match.end()) and "," not in written:
        said = said[:-1] if written[-2:] == "01" and len(written) > 2 else said
    return f"{_signed(sign)}{said}{' plus' if more else ''}"


_NAMED = re.compile(r"(?:[A-ZÄÖÜ][\wäöüß]*|und|plus|minus|mal|zu|Platz|Nummer) $")


def _single(match: re.Match[str]) -> str:
    """`1` before a noun agrees with it, elsewhere it is `eins`."""
    noun = re.match(r" ([A-ZÄÖÜ][a-zäöüß]\w+)", match.string[match.end() : match.end() + 40])
    head = match.string[max(0, match.start() - 24) : match.start()]
    if not noun or _NAMED.search(head) and match.start() > len(head.split()[-1]) + 1:
        return "ein" if match.string[match.end() : match.end() + 1] == "-" else "eins"
    kind = gender(noun.group(1))
    return one(match, kind or "m")


def _range(match: re.Match[str]) -> str:
    low, high, er = match.groups()
    first = year_or(low, match)
    return f"{first} bis {year_or(high, match)}{er or ''}"


def _er(match: re.Match[str]) -> str | None:
    mark, number, tail = match.groups()
    value = int(number)
    said = year(value) if len(number) == 4 else cardinal(value, "ein")
    if " " in said:
        return None
    word = f"{said}er{tail}"
    return capital(word) if match.string[match.end() : match.end() + 1].isupper() else word


def _years(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"{year(int(first))} {year(int(last)) if len(last) == 4 else designation(last)}"


def _point(match: re.Match[str]) -> str:
    """A decimal point, as English has it: `3.5`."""
    return f"{cardinal(int(match.group(1)))} Punkt {digits(match.group(2))}"


_NEEDS = frozenset(DIGITS)

MONEY = (
    Rule("money", _MONEY_LAST, _money_last, _NEEDS),
    Rule("money", _MONEY_FIRST, _money_first, _NEEDS),
)
FRACTIONS = (Rule("fraction", _FRACTION, _fraction, frozenset("/⁄" + "".join(_VULGAR))),)
JOINED = (Rule("number in a word", _JOINED, _joined, _NEEDS),)
MEASURES = (Rule("unit", _MEASURE, _measure, _NEEDS),)
_MAGNITUDE = re.compile(rf"{_SIGN}{_LEFT}({NUMBER})(?:{_TO}({NUMBER}))? ?({_BIG})(?!\w)")


def _magnitude(match: re.Match[str]) -> str:
    sign, low, high, scale = match.groups()
    stop = "." if scale.endswith(".") and match.end() == len(match.string) else ""
    return _signed(sign) + _scaled(match, low, high, scale, "f") + stop


COUNTS = (
    Rule("number", _MAGNITUDE, _magnitude, _NEEDS),
    Rule("number", _CHAIN, lambda match: digits(match.group()), frozenset("-/")),
    Rule("year", _YEARS, _years, frozenset("/")),
    Rule("times", _BY, lambda match: " mal ".join(plain(group) for group in match.groups() if group), frozenset("x×")),
    Rule("times", _TIMES, lambda match: f"{plain(match.group(1), 'ein')}mal", frozenset("x×")),
    Rule("ratio", _RATIO, lambda match: f"{plain(match.group(1))} zu {plain(match.group(2))}", frozenset(":")),
    Rule("decade", _ER, _er, frozenset("e")),
    Rule("ordinal", _TE, lambda match: ordinal(int(match.group(1)), match.group(3)), frozenset("t")),
    Rule("range", _RANGE, _range, frozenset("–-")),
    Rule("number", _POINT, _point, frozenset(".")),
    Rule("number", _PLAIN, _number, _NEEDS),
)
