"""Polish ranks: ordinals that agree with the noun after or before them, Roman numerals, numbers in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.languages import table
from articast.wording.common import roman
from articast.wording.pl.grammar import Reading, asked, best, phrase, readings
from articast.wording.pl.numerals import CASES, cardinal, compound, ordinal
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from articast.wording.pl.numerals import Case, Gender


DATA: dict[str, Any] = table("pl", "wording")
_WORDS: dict[str, str] = DATA["words"]
_RULERS = frozenset(_WORDS["rulers"].split())
ALONE = frozenset(_WORDS["first_of"].split())
RANKED = frozenset(_WORDS["ranked"].split())
_HEADINGS = 12
"""Up to it, a number at the start is that of a heading or an item: `3. Wnioski`, but `17. Festiwal Filmowy`."""
_SHORT: dict[str, Gender] = {"RP": "f", "LO": "n", "SP": "f", "LG": "f"}
"""Initialisms that Roman numerals stand before."""
_ABBREVIATED: dict[str, tuple[str, Gender]] = {
    "cz.": ("część", "f"), "rozdz.": ("rozdział", "m3"), "kl.": ("klasa", "f"), "t.": ("tom", "m3"),
    "gr.": ("grupa", "f"),
}  # fmt: skip


def text_before(match: re.Match[str]) -> str:
    """What stands before the match, as far as it can tell."""
    return match.string[max(0, match.start() - 60) : match.start()]


def text_after(match: re.Match[str]) -> str:
    """What stands behind it."""
    return match.string[match.end() : match.end() + 80]


def likely(ways: Sequence[Reading], cases: tuple[Case, ...]) -> Reading | None:
    """The best way; what is often numbered first, `tura` before `tur`."""
    return best([way for way in ways if way.lemma.lower() in RANKED | ALONE], cases) or best(ways, cases)


def agreed(number: int, way: Reading | None) -> str:
    """An ordinal in the case, gender and number of a noun; in the nominative where none is known."""
    return ordinal(number, way.case, way.gender, plural=way.plural) if way else ordinal(number)


def _rank(match: re.Match[str]) -> str | None:
    """`2. miejsce`, `w 3. i 4. kwartale`, `17. Festiwal`."""
    number = int(match["n"])
    following = re.sub(r"^\.?(?:(?:,| i| oraz| lub| albo| czy| do| ?[-–]) ?[0-9]{1,4}\.)*", "", text_after(match))
    capital = following[1:2].isupper()
    opening = (
        not text_before(match).strip() or text_before(match).lower().endswith("co ") or bool(asked(text_before(match)))
    )
    heading = not text_before(match).strip() and number <= _HEADINGS
    if capital and (heading or not opening):
        return None  # a heading's number, the end of a sentence
    ways = phrase(following)
    if not ways:
        row = re.match(r" (?:z rzędu|z kolei|w kolejności|w historii)(?= )", following)
        ways = phrase(following[row.end() :]) if row else ()
    if not ways:
        return ordinal(number) if following[1:2].islower() else None
    cases = asked(text_before(match)) or asked(
        re.sub(r"[0-9]+\.(?:,| i| oraz| lub| albo| czy| ?[-–]) ?$", "", text_before(match))
    )
    single = [way for way in ways if not way.plural] or list(ways)
    return agreed(number, likely(single, cases))


def _roman_before(match: re.Match[str]) -> str | None:
    """`II liga`, `I wojna światowa`, `w IV kwartale`; a single letter only before what is numbered so."""
    number = roman(match["roman"])
    word = re.match(r" ([^\W\d_]+)", text_after(match))
    if not 0 < number < 100 or word is None:
        return None
    ways = phrase(text_after(match))
    lemmas = {way.lemma for way in ways} | {word[1]}
    if len(match["roman"]) == 1 and not (lemmas & ALONE) and word[1] not in _SHORT:
        return None
    if word[1] in _SHORT:
        gender = _SHORT[word[1]]
        ways = tuple(Reading(word[1], True, False, case, gender) for case in CASES)
    single = [way for way in ways if not way.plural]
    if not single:
        return None
    return agreed(number, likely(single, asked(text_before(match))))


def _ruler(match: re.Match[str]) -> str | None:
    """`Kazimierza IV`, `rozdział III`: agrees with what stands before."""
    number, word = roman(match["roman"]), match["word"]
    if not 0 < number < 100:
        return None
    ways = readings(word)
    named = [way for way in ways if way.lemma in _RULERS and way.noun]
    ranked = [way for way in ways if way.lemma.lower() in RANKED and way.noun and not way.plural]
    some = [way for way in named if not way.plural] or ranked
    if not some:
        if re.match(r" [a-ząćęłńóśźż]", text_after(match)) and phrase(text_after(match)):
            return None  # of the noun after it
        if len(match["roman"]) == 1 or not word[0].isupper():
            return None
        some = [way for way in ways if way.noun and way.gender in ("m1", "f") and not way.plural]
    if not some and not ways and word[1:].islower():
        return f"{word} {cardinal(number)}"  # a name that nobody knows: `Rocky IV`
    return f"{word} {agreed(number, best(some, asked(text_before(match))))}" if some else None


def _shortened(match: re.Match[str]) -> str | None:
    """`cz. III`, `kl. IV`."""
    number = roman(match["roman"])
    name, gender = _ABBREVIATED[match["short"].lower()]
    name = name.capitalize() if match["short"][0].isupper() else name
    return f"{name} {ordinal(number, 'nom', gender)}" if number else None


def _and_half(match: re.Match[str]) -> str:
    """`2,5-letni`: dwuipółletni; `1,5-roczny`: półtoraroczny."""
    return ("półtora" if match["n"] == "1" else f"{compound(int(match['n']))}ipół") + match["tail"]


def _century_word(match: re.Match[str]) -> str | None:
    """`XVIII-wieczny`, `20-letni`, `30-latek`."""
    number = int(match["n"]) if match["n"].isdigit() else roman(match["n"])
    tail = match["tail"]
    if not 0 < number < 10**6:
        return None
    if tail.startswith("lec") and number == 100:
        return f"stu{tail}"
    if match["n"].isdigit():
        return compound(number) + tail
    tens, ones = divmod(number, 10)
    return (
        f"{compound(tens * 10)}{'pierwszo' if ones == 1 else compound(ones)}{tail}"
        if tens > 1 and ones
        else compound(number) + tail
    )


_PERIODS: dict[str, tuple[str, Gender]] = {
    "kw.": ("kwartał|kwartału|kwartałowi|kwartał|kwartałem|kwartale", "m3"),
    "poł.": ("połowa|połowy|połowie|połowę|połową|połowie", "f"),
    "półr.": ("półrocze|półrocza|półroczu|półrocze|półroczem|półroczu", "n"),
}


def _period(match: re.Match[str]) -> str | None:
    """`w I kw.`, `w II poł.`"""
    forms, gender = _PERIODS[match["short"]]
    number = int(match["n"].rstrip(".")) if match["n"][0].isdigit() else roman(match["n"])
    case = (asked(text_before(match)) or ("nom",))[0]
    return f"{ordinal(number, case, gender)} {forms.split('|')[CASES.index(case)]}" if number else None


def rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
    """A rule for numbers."""
    return Rule(name, expression(pattern), say, frozenset(needs))


_TAILS = (
    r"(?P<tail>(?:wiecz|let|lec|lat|osob|miesięcz|dni|godzin|minut|sekund|procent|"
    r"krot|metr|kilometr|litr|stopn|punkt|piętr|pokoj|drzwi|cylindr|calow|tonow|tysięcz|milion|kilogram|"
    r"tygodni|rocz|częśc|etap|ścien|kąt|tom|stron|kart|hektar|złot|strun|woltow|watow|bitow|rdzen|"
    r"koł|oso|gwiazdk|gwiazd|zdan|bram|set)[^\W\d_]*)"
)
RANKS = (
    rule("period", r"(?<![\w.])(?P<n>[IVX]+|[1-4]\.) (?P<short>kw\.|poł\.|półr\.)(?!\w)", _period, "k."),
    rule("compound", rf"(?<![\w.,])(?P<n>[0-9]{{1,3}}),5[-–]{_TAILS}", _and_half, "-–"),
    rule("compound", rf"(?<![\w.,])(?P<n>[0-9]{{1,6}}|[IVX]+)[-–]{_TAILS}", _century_word, "-–"),
    rule(
        "ordinal",
        (
            r"(?<![\w.,:/-])(?P<n>[1-9][0-9]{0,3})\.(?=[ ,])(?=(?:(?:,| i| oraz| lub|"
            r" albo| czy| do| ?[-–]) ?[0-9]{1,4}\.)* [^\W\d_])"
        ),
        _rank,
        ".",
    ),
    rule("roman numeral", r"(?<!\w)(?P<word>[^\W\d_]{3,}) (?P<roman>[IVXL]+)(?![\w-]|\.\w)", _ruler, "IVX"),
    rule(
        "roman numeral",
        r"(?<!\w)(?P<short>(?i:cz\.|rozdz\.|kl\.|t\.|gr\.)) ?(?P<roman>[IVXL]+)(?!\w)",
        _shortened,
        "IVX",
    ),
    rule("roman numeral", r"(?<![\w.])(?P<roman>[IVXL]+)(?= [^\W\d_]{2})", _roman_before, "IVX"),
)
