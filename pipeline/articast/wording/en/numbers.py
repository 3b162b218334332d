"""English numbers as words: American wording, without "and"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording.rules import expression

if TYPE_CHECKING:
    import re

_WORDS = table("en", "wording")["numbers"]
ONES: list[str] = _WORDS["ones"].split()
TENS: list[str] = _WORDS["tens"].split()
SCALES: list[str] = _WORDS["scales"].split()
_MONTHS: list[str] = table("en", "wording")["words"]["months"].split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
LONGEST = 33
"""Digits that the scales reach; longer numbers are said digit by digit."""


def cardinal(number: int) -> str:
    """`1250` → `one thousand two hundred fifty`."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} hundred" + (f" {cardinal(rest)}" if rest else "")
    if len(str(number)) > LONGEST:
        return digits(str(number))
    words: list[str] = []
    for scale in ("", *SCALES):
        number, group = divmod(number, 1000)
        if group:
            words.insert(0, f"{cardinal(group)} {scale}".strip())
        if not number:
            break
    return " ".join(words)


def ordinal(number: int) -> str:
    """`103` → `one hundred third`."""
    return ordinal_of(cardinal(number))


def ordinal_of(words: str) -> str:
    """`twenty-one` → `twenty-first`."""
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ORDINALS:
        return head + _ORDINALS[last]
    return head + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def month(number: int) -> str:
    """`4` → `April`."""
    return _MONTHS[number - 1]


def plural(words: str) -> str:
    """`fifty` → `fifties`, `third` → `thirds`."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return words + ("es" if words.endswith(("six", "s")) else "s")


def digits(number: str, zero: str = "zero") -> str:
    """`407` → `four zero seven`; what is no digit is left out."""
    return " ".join(zero if figure == "0" else ONES[int(figure)] for figure in number if "0" <= figure <= "9")


def pair(number: int) -> str:
    """Two digits as in years and times: `05` → `oh five`."""
    return f"oh {ONES[number]}" if number < 10 else cardinal(number)


def year(number: int) -> str:
    """`1984` → `nineteen eighty-four`, `2005` → `two thousand five`, `1900` → `nineteen hundred`."""
    century, rest = divmod(number, 100)
    if not 1000 <= number < 10000 or 2000 <= number < 2010 or (not century % 10 and rest < 10):
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {pair(rest)}"


def designation(number: str) -> str:
    """Digits in a name: `9` → `nine`, `380` → `three eighty`, `9001` → `nine thousand one`, `007` → by digit."""
    if (number[0] == "0" and len(number) > 1) or len(number) > 4:
        return digits(number)
    value = int(number)
    if len(number) == 3 and value % 100:
        return f"{ONES[value // 100]} {pair(value % 100)}"
    if len(number) == 4 and value % 100 > 9:
        return f"{cardinal(value // 100)} {cardinal(value % 100)}"
    return cardinal(value)


def plain(written: str) -> str:
    """A written number: `1,000,000`, `8 000`, `0.5`, `.5`, `-3`, `007`; thousands apart by commas or spaces."""
    sign = ""
    if written[0] in "-−+":
        sign = "plus " if written[0] == "+" else "minus "
        written = written[1:]
    whole, _, fraction = written.replace(",", "").replace(" ", "").partition(".")
    if len(whole) > 1 and whole[0] == "0" and not fraction:
        return sign + digits(whole)
    said = cardinal(int(whole or "0")) if len(whole) <= LONGEST else digits(whole)
    return sign + said + (f" point {digits(fraction)}" if fraction else "")


WHOLE = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"  # 5,00,000 in India
    r"|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9,.]*[0-9])|[0-9]+)"
)
NUMBER = rf"(?:{WHOLE}(?:\.[0-9]+)?|\.[0-9]+)"
TO = r"(?: ?[–-] ?)"
_ARTICLE = expression(r"(?i:\ban?|\bper|\bthis|\bthat|\beach|\bevery) $")
_NOUN = expression(
    r"[ -](?!(?:of|in|to|per|a|an|for|on|or|and|from|is|was|at|by|as|if|the|but|with|more|less|worth|each|every|when|"
    r"that|which|into|than|last|next|this)\b)(?:[a-z]{3,}|Series [A-H]\b)"
)


def adjective(match: re.Match[str]) -> bool:
    """Whether what is counted stands in the singular: `a $5 coupon`, `a 10 km run`."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    return bool(_ARTICLE.search(before) and _NOUN.match(match.string, match.end()))


def sign_word(sign: str | None) -> str:
    """What is said for a sign before a number."""
    return "" if not sign else "plus " if sign == "+" else "minus "
