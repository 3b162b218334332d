"""Money in German."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop
from articast.wording.de.agreement import one
from articast.wording.de.numbers import LEFT, NUMBER, SIGN, TO, WHOLE, cardinal, plain, sign_word
from articast.wording.rules import DIGITS, Rule, expression

_WORDS = table("de", "wording")
_CURRENCIES = {sign: words.split("|") for sign, words in _WORDS["currencies"].items()}
_MAGNITUDES = {sign: words.split("|") for sign, words in _WORDS["magnitudes"].items()}
BIG = anyof(key for key in _MAGNITUDES if len(key.rstrip(".")) > 2)
"""`Mio.`, `Milliarden` …: what may follow any number."""
_SMALL = anyof(key for key in _MAGNITUDES if len(key) <= 2)
_CURRENCY = anyof(_CURRENCIES)
_SYMBOL = anyof(sign for sign in _CURRENCIES if not sign.isalpha() or sign.isupper())
_ROUND = r"(?:,(?: ?--?| ?[–—]))?"
_LAST = expression(
    rf"{SIGN}{LEFT}({NUMBER}){_ROUND}(?: ?{_CURRENCY})?(?:{TO}({NUMBER}))?(?: ?({BIG})| ?({_SMALL})(?= ?[$€£]))?(\+?)"
    rf"[ -]?({_CURRENCY})(?!\w)"
)
_FIRST = expression(
    rf"{SIGN}(?<!\w)({_SYMBOL}) ?({NUMBER}){_ROUND}(?:{TO}(?:{_SYMBOL})? ?({NUMBER}))?"
    rf"(?: ?({BIG})|({_SMALL}))?(\+?)(?!\w)"
)
_SINGLE = {"kanadische": "kanadischer", "australische": "australischer", "Kronen": "Krone", "Rupien": "Rupie"}


def scaled(match: re.Match[str], low: str, high: str | None, scale: str | None, kind: str) -> str:
    """A number, its range and magnitude, agreeing with what follows: `eine Million`, `einen` before `Euro`.

    Args:
        match: where it stands, for the case.
        low: the number as written.
        high: the range's other end.
        scale: `Mio.`, `Mrd.` …
        kind: gender of the unit: m, f, n.
    """
    single, several = "", ""
    if scale:
        kind, single, several = _MAGNITUDES[scale]
    if single == "tausend":
        words = plain(low, "ein") if not high else f"{plain(low)} bis {plain(high, 'ein')}"
        return f"{words}tausend" if re.fullmatch("[0-9]{1,3}", high or low) else f"{words} tausend"
    first = one(match, kind) if low == "1" and not high else plain(low, "eins" if high else "ein")
    words = f"{first} bis {plain(high, 'ein')}" if high else first
    if not scale:
        return words
    return f"{words} {single if (high or low) == '1' else several}"


def _last(match: re.Match[str]) -> str:
    sign, low, high, big, small, more, symbol = match.groups()
    return _money(match, sign, symbol, (low, high, big or small, more))


def _first(match: re.Match[str]) -> str:
    sign, symbol, low, high, big, small, more = match.groups()
    return _money(match, sign, symbol, (low, high, big or small, more))


def _money(match: re.Match[str], sign: str | None, symbol: str, parts: tuple[str, str | None, str | None, str]) -> str:
    low, high, scale, more = parts
    kind, name, cent, cents = _CURRENCIES[symbol]
    if not scale and not high and re.fullmatch(r"[0-9. ]*,[0-9]{2}", low):
        return sign_word(sign) + _coins(match, low, kind, name, (cent, cents))
    single = " ".join(_SINGLE.get(word, word) for word in name.split()) if low == "1" and not scale else name
    stop = final_stop(match, symbol)
    return f"{sign_word(sign)}{scaled(match, low, high, scale, kind)}{' plus' if more else ''} {single}{stop}"


def _coins(match: re.Match[str], low: str, kind: str, name: str, small: tuple[str, str]) -> str:
    """`3,50 €` → `drei Euro fünfzig`."""
    whole, _, hundredths = low.replace(".", "").replace(" ", "").partition(",")
    large = f"{one(match, kind) if whole == '1' else plain(whole, 'ein')} {name}"
    if not int(hundredths):
        return large
    if not whole.strip("0"):
        return f"{cardinal(int(hundredths), 'ein')} {small[0] if hundredths == '01' else small[1]}"
    return f"{large} {cardinal(int(hundredths))}"


_SWISS = expression(
    rf"(?<!\w)(CHF|S?Fr\.|sFr\.|US\$|AU\$|CA\$|[$£]|USD|GBP) ?([1-9][0-9]{{0,2}}(?:[’'][0-9]{{3}})+"
    rf"|{WHOLE})\.([0-9]{{2}}"
    rf"|[–-]{{1,2}})(?![\w%]|[.,:][0-9]| ?(?:Uhr|[–-] ?[0-9]))"
    rf"|(?<![\w.,:$£'’])([1-9][0-9]{{0,2}}(?:[’'][0-9]{{3}})+|{WHOLE})\.([0-9]{{2}}) (CHF|Fr\."
    rf"|Franken|Dollar|US-Dollar|Pfund|USD|€|EUR|Euro)(?!\w)"
)


def _swiss(match: re.Match[str]) -> str | None:
    """`Fr. 12.50`, `$5.50`: a full stop before the hundredths."""
    symbol, whole, part = (match[1] or match[6]), (match[2] or match[4]), (match[3] or match[5])
    dated = match.string[match.end() : match.end() + 1] == "." and part.isdigit() and 0 < int(part) < 13
    if symbol == "Fr." and dated and match.end() + 1 < len(match.string) and whole.isdigit() and int(whole) < 32:
        return None  # `Fr. 14.10., 20 Uhr`
    kind, name, cent, cents = _CURRENCIES[symbol.replace("sFr.", "SFr.")]
    if symbol in ("CHF", "Fr.", "SFr.", "sFr."):
        name = "Franken"
    low = re.sub("['’ ]", "", whole) + f",{part if part.isdigit() else '00'}"
    return _coins(match, low, kind, name, (cent, cents)) + final_stop(match, match[6] or "")


_THOUSANDS = expression(rf"(?<!\w)(?:TEUR|T€) ?({NUMBER})(?![\w%])")
_THOUSANDS_AFTER = expression(rf"(?<![\w.,])({WHOLE}) ?(?:TEUR|T€)(?!\w)")


def _thousands_after(match: re.Match[str]) -> str:
    """`2.000 T€`: zwei Millionen Euro."""
    value = int(re.sub("[. ]", "", match[1])) * 1000
    return f"{cardinal(value, 'ein')} Euro"


PRICES = (
    Rule("money", _THOUSANDS_AFTER, _thousands_after, frozenset("T")),
    Rule("money", _THOUSANDS, lambda match: f"{plain(match[1], 'ein')}tausend Euro", frozenset("T")),
    Rule("money", _SWISS, _swiss, frozenset(".")),
)
"""Before the weekdays: `Fr. 12.50` is no Friday."""
MONEY = (
    Rule("money", _LAST, _last, frozenset(DIGITS)),
    Rule("money", _FIRST, _first, frozenset(DIGITS)),
)
