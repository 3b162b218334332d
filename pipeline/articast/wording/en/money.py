"""Money in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, spell
from articast.wording.en.numbers import NUMBER, TO, adjective, cardinal, plain, sign_word
from articast.wording.rules import DIGITS, Rule, expression

_WORDS = table("en", "wording")
_CURRENCIES = {sign: words.split("|") for sign, words in _WORDS["currencies"].items()} | {
    "¢": ["cent", "cents", "", ""]
}
_MAGNITUDES: dict[str, str] = _WORDS["magnitudes"]
_SHORT = anyof(written for written in _MAGNITUDES if len(written) < 4)
_MAGNITUDE = rf"(?:[ -]?(?:thousand|million|billion|trillion|crore|lakh)|{_SHORT}| (?:bn|mn|tn|mln|trn))(?!\w)"
_CURRENCY = anyof(sign for sign in _CURRENCIES if sign != "¢")
_SIGN = r"((?<![\w\])–-])[-−+–])?"
_FIRST = expression(
    rf"{_SIGN}(?<![\w$€£])({_CURRENCY}) ?({NUMBER})({_MAGNITUDE})?"
    rf"(?:(?:{TO}|(?<=[0-9]) to (?=(?:{_CURRENCY})? ?{NUMBER}{_MAGNITUDE}))(?:{_CURRENCY})? ?({NUMBER}))?"
    rf"({_MAGNITUDE})?(\+?)( ?pp(?!\w)|(?<=\.[0-9][0-9])p)?(?!\w)"
)
_LAST = expression(
    rf"{_SIGN}(?<![\w.,$€£])({NUMBER})({_MAGNITUDE})?(?:{TO}({NUMBER}))?({_MAGNITUDE})?(\+?) ?({_CURRENCY}|¢)(?!\w)"
)


_OWNED = expression(r"(?i:\bthe|\bits|\bhis|\bher|\btheir|\bour) $")
_THING = expression(
    r" (?!(?:they|that|he|she|it|we|you|of|in|to|from|for|on|or|and|is|was|were|are"
    r"|will|would|had|has|have|more|less|a|each"
    r"|he|at|by|per|as|not|into|over|when|which|who|already|worth|with|plus|mark|limit|cap)\b)[a-z]{2,}(?<!ed)(?<!ing)(?!\w)"
)
"""What a sum belongs to: `the $1.9 trillion bill`."""
_TWICE = expression(rf"\$(?={NUMBER} ?(?:USD|CAD|AUD|NZD)(?!\w))")
_TICKER = expression(r"(?<![\w$])\$([A-Z]{1,5})(?![\w$])")


def _first(match: re.Match[str]) -> str:
    sign, symbol, low, middle, high, scale, more, person = match.groups()
    return _money(match, sign, symbol, (low, middle, high, scale, more)) + (
        " per person" if person and "pp" in person else ""
    )


def _last(match: re.Match[str]) -> str:
    sign, low, middle, high, scale, more, symbol = match.groups()
    return _money(match, sign, symbol, (low, middle, high, scale, more))


def _money(
    match: re.Match[str], sign: str | None, symbol: str, parts: tuple[str, str | None, str | None, str | None, str]
) -> str:
    """`$5–10 million` → `five to ten million dollars`."""
    low, middle, high, scale, more = parts
    one, many, cent, cents = _CURRENCIES[symbol]
    said = sign_word(sign)
    if not (middle or scale or high) and cent and re.fullmatch(r"[0-9, ]*\.[0-9]{2}", low):
        return said + _coins(low, (one, many, cent, cents))
    if high and cent and not (middle or scale) and all(re.fullmatch(r"[0-9, ]*\.[0-9]{2}", one) for one in (low, high)):
        return f"{said}{_coins(low, (one, many, cent, cents))} to {_coins(high, (one, many, cent, cents))}"
    words = plain(low) + _scale(middle)
    if high:
        words = f"{plain(low)}{_scale(middle) if middle != scale else ''} to {plain(high)}"
    hyphen = bool(re.match("-(?!plus)[a-z]", match.string[match.end() : match.end() + 5])) or bool(
        _OWNED.search(match.string[max(0, match.start() - 6) : match.start()])
        and _THING.match(match.string, match.end())
    )
    single = (
        hyphen
        or (scale or middle or "").startswith("-")
        or adjective(match)
        or (not (middle or scale) and (high or low) == "1")
    )
    return f"{said}{words}{_scale(scale)}{' plus' if more else ''} {one if single else many}"


def _scale(written: str | None) -> str:
    return f" {_MAGNITUDES[written.strip(' -')]}" if written else ""


def _coins(low: str, names: tuple[str, str, str, str]) -> str:
    """`5.99` → `five dollars and ninety-nine cents`."""
    one, many, cent, cents = names
    whole, _, hundredths = low.replace(",", "").replace(" ", "").partition(".")
    small = f"{cardinal(int(hundredths))} {cent if hundredths == '01' else cents}"
    large = f"{plain(whole or '0')} {one if whole == '1' else many}"
    if not int(hundredths):
        return large
    return f"{large} and {small}" if whole.strip("0") else small


MONEY = (
    Rule("money", _TWICE, lambda _: "", frozenset("$")),
    Rule("money", _FIRST, _first, frozenset(DIGITS)),
    Rule("money", _LAST, _last, frozenset(DIGITS)),
)
TICKERS = (Rule("ticker", _TICKER, lambda match: spell(match[1], "A"), frozenset("$")),)
"""`$TSLA`: a share's sign, not money."""
