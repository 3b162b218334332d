"""German numbers as words."""

from __future__ import annotations

from articast.languages import table

_WORDS = table("de", "wording")["numbers"]
ONES: list[str] = _WORDS["ones"].split()
TENS: list[str] = _WORDS["tens"].split()
_SCALES = [(single, f"{single.removesuffix('e')}en") for single in _WORDS["scales"].split()]
_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
LONGEST = 27
"""Digits that the scales reach; longer numbers are said digit by digit."""


def cardinal(number: int, one: str = "eins") -> str:
    """`52361` → `zweiundfünfzigtausenddreihunderteinundsechzig`.

    Args:
        number: any; negative ones too.
        one: the form of a final one: `eins` alone, `ein` before a noun or a part of a word, `einen`, `einer`.
    """
    if number < 0:
        return f"minus {cardinal(-number, one)}"
    if len(str(number)) > LONGEST:
        return digits(str(number))
    millions, small = divmod(number, 1_000_000)
    if not millions:
        return _small(small, one)
    words: list[str] = []
    for single, several in _SCALES:
        millions, group = divmod(millions, 1000)
        if group:
            words.insert(0, f"eine {single}" if group == 1 else f"{_small(group, 'eine')} {several}")
    return " ".join([*words, _small(small, one)] if small else words)


def _small(number: int, one: str) -> str:
    """Below a million, in one word."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _hundreds(rest, one)
    head = ("" if thousands == 1 else _hundreds(thousands, "ein")) + "tausend"
    # "tausendhundert" is no number: the hundred is counted behind a thousand
    return head + ("ein" if 100 <= rest < 200 else "") + (_hundreds(rest, one) if rest else "")


def _hundreds(number: int, one: str) -> str:
    hundreds, rest = divmod(number, 100)
    head = ("" if hundreds == 1 else ONES[hundreds]) + "hundert" if hundreds else ""
    return head + (_tens(rest, one) if rest or not hundreds else "")


def _tens(number: int, one: str) -> str:
    if number == 1:
        return one
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return f"{'ein' if ones == 1 else ONES[ones]}und{TENS[tens]}" if ones else TENS[tens]


def ordinal(number: int, ending: str = "e") -> str:
    """`17, "en"` → `siebzehnten`."""
    rest = number % 100
    if rest in _ORDINALS:
        head = cardinal(number - rest) if number > rest else ""
        return f"{head.replace(' ', '')}{_ORDINALS[rest]}{ending}"
    return f"{cardinal(number).replace(' ', '')}{'t' if 0 < rest < 20 else 'st'}{ending}"


def digits(number: str) -> str:
    """`112` → `eins eins zwei`; what is no digit is left out."""
    return " ".join(ONES[int(figure)] for figure in number if "0" <= figure <= "9")


def year(number: int) -> str:
    """`1984` → `neunzehnhundertvierundachtzig`, `2021` → `zweitausendeinundzwanzig`."""
    if 1100 <= number < 2000:
        century, rest = divmod(number, 100)
        return f"{ONES[century]}hundert" + (_tens(rest, "eins") if rest else "")
    return cardinal(number)


def designation(number: str) -> str:
    """Digits in a name: `9` → `neun`, `007` → by digit, more than four too."""
    if (number[0] == "0" and len(number) > 1) or len(number) > 4:
        return digits(number)
    return cardinal(int(number))


def plain(written: str, one: str = "eins") -> str:
    """A written number: `1.200`, `8 000`, `8'000`, `0,25`, `007`; separators of thousands are points or spaces."""
    whole, _, fraction = written.replace(".", "").replace(" ", "").replace("'", "").replace("’", "").partition(",")
    if len(whole) > 1 and whole[0] == "0" and not fraction:
        return digits(whole)
    if fraction:
        one = "eins"
    said = cardinal(int(whole or "0"), one) if len(whole) <= LONGEST else digits(whole)
    return said + (f" Komma {digits(fraction)}" if fraction else "")


WHOLE = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?:[ ’'][0-9]{3})+(?![0-9,.]*[0-9])|[0-9]+)"
NUMBER = rf"{WHOLE}(?:,[0-9]+)?"
TO = r"(?: ?(?:–|-|bis) ?)"
LEFT = r"(?<![\w.,$€£])"
"""What may not stand before a number."""
SIGN = r"((?<![\w\])–-])[-−+–])?"


def sign_word(sign: str | None) -> str:
    """What is said for a sign before a number."""
    return "" if not sign else "plus " if sign == "+" else "minus "
