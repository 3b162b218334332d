"""Ordinals, Roman numerals and what is numbered: `21e`, `XXIᵉ siècle`, `Louis XIV`, `chapitre IV`, `n° 5`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import roman
from articast.wording.romance.numbers import INTEGER, START, counted
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Form, Tongue

_NEEDS = frozenset(DIGITS)
_ROMANS = frozenset("IVX")


def ordinals(tongue: Tongue) -> tuple[Rule, ...]:
    """Digits or Roman numerals with an ordinal's ending; the endings and what they mean are `[wording.ordinals]`."""
    endings = tongue.data["ordinals"]["endings"]
    special = tongue.data["ordinals"].get("special", {})
    by_length = "|".join(sorted(map(re.escape, endings), key=len, reverse=True))

    feminine_before = expression(rf"(?<!\w)(?i:{tongue.data['ordinals']['feminine_before']}) $")

    def form(match: re.Match[str]) -> Form:
        after = tongue.form(match.string[match.end() : match.end() + 80])
        if after:
            return after
        return "f" if feminine_before.search(match.string[max(0, match.start() - 12) : match.start()]) else "m"

    def said(match: re.Match[str]) -> str | None:
        written = re.sub(r"[ .’']", "", match["number"])
        number = int(written) if written.isdigit() else roman(written)
        meaning = endings[match["ending"]]  # the only number that takes it, gender, p for the plural; any may miss
        only, kind = meaning.rstrip("fmp"), meaning.lstrip(DIGITS)
        if not number or len(written) > 9 or (only and int(only) != number):
            return None
        of_ending: Form = "f" if "f" in kind else "m" if "m" in kind else form(match)
        glued = " " if match.string[match.end() : match.end() + 1].isalpha() else ""  # `2ºD`
        return (special.get(f"{number}{match['ending']}") or tongue.ordinal(number, of_ending, "p" in kind)) + glued

    letters = by_length  # `3a` is an ordinal, `Va` a verb
    if "digits_only" in tongue.data["ordinals"]:
        some = endings.keys() - set(tongue.data["ordinals"]["digits_only"].split())
        letters = "|".join(sorted(map(re.escape, some), key=len, reverse=True))
    digit = expression(
        rf"{START}(?P<number>{INTEGER}) ?(?:(?<! ))(?P<ending>{by_length})(?:(?!\w)|(?<=[ºª°])(?=[A-Z](?!\w)))"
    )
    letter = expression(rf"(?<!\w)(?P<number>[IVX]+|[IVXL]{{2,}})(?P<ending>{letters})(?!\w)")
    return (Rule("ordinal", digit, said, _NEEDS), Rule("roman numeral", letter, said, _ROMANS))


def romans(tongue: Tongue) -> tuple[Rule, ...]:
    """Roman numerals after the word for what they number, or a sovereign's name; elsewhere two letters at least."""
    data = tongue.data["roman"]
    after = "|".join(sorted(map(re.escape, data["after"].split()), key=len, reverse=True))
    names = "|".join(sorted(map(re.escape, data["names"].split()), key=len, reverse=True))
    women = frozenset(data.get("women", "").split())
    lower = "|".join(data.get("lower_after", "").split()) or "(?!)"
    ordinal_up_to = data.get("ordinal_up_to", 1)
    ordinal_before = "|".join(data.get("ordinal_before", "").split()) or "(?!)"
    never = frozenset(data.get("never", "").split())
    shortened = data.get("shortened", {})

    def numbered(match: re.Match[str]) -> str | None:
        number = roman(match["roman"])
        return f"{match['before']}{tongue.cardinal(number, '')}" if number else None

    def sovereign(match: re.Match[str]) -> str | None:
        number = roman(match["roman"])
        if not number or match["roman"] in never:
            return None
        form: Form = "f" if match["name"] in women else "m"
        said = tongue.ordinal(number, form, False) if number <= ordinal_up_to else tongue.cardinal(number, "")
        return f"{match['name']} {said}"

    def article_of_many(match: re.Match[str]) -> bool:
        """Whether `I` is no numeral: `I secoli` are the centuries."""
        several = re.match(r" [^\W\d_]+[ei](?!\w)", match.string[match.end("roman") :])
        return match["roman"] == data.get("plural_article") and several is not None

    def century(match: re.Match[str]) -> str | None:
        number = roman(match["roman"])
        if not 0 < number <= int(data.get("noun_up_to", ordinal_up_to)) or article_of_many(match):
            return None
        words = tongue.ordinal(number, tongue.form(match.string[match.end() :][:80]) or "m", False)
        return str(shortened.get(words, words))

    def alone(match: re.Match[str]) -> str | None:
        number = roman(match.group())
        if not number or match.group() in never:
            return None
        if match.string[max(0, match.start() - 2) : match.start()] == f"{TAKEN} ":
            return match.group()  # the word before was shortened: the next look reads both
        return tongue.cardinal(number, "")

    def small(match: re.Match[str]) -> str | None:
        number, second = roman(match["roman"].upper()), roman((match["second"] or "I").upper())
        if not number or not second:
            return None
        link = match["link"] or ""
        link = link if link.strip(" -–") else f" {tongue.words['to']} "
        return f"{match['before']}{called(number)}" + (f"{link}{called(second)}" if match["second"] else "")

    def called(number: int) -> str:
        return tongue.ordinal(number, "m", False) if number <= ordinal_up_to else tongue.cardinal(number, "")

    def noun(match: re.Match[str]) -> str | None:
        number = roman(match["roman"])
        word = re.match(r"\w+", match.string[match.end() + 1 :])
        if (
            article_of_many(match)
            or not number
            or (word and tongue.is_no_noun(word.group().lower()))
            or match["roman"] in never
        ):
            return None
        if number > int(data.get("noun_up_to", ordinal_up_to)):
            return match["before"] + tongue.cardinal(number, "")
        form: Form = "f" if match["before"].strip().lower().endswith("a") else "m"
        words = tongue.ordinal(number, form, False)
        return match["before"] + str(shortened.get(words, words))

    article = data.get("ordinal_after", "(?!)")
    return (
        Rule(
            "roman numeral",
            expression(
                rf"(?<!\w)(?P<before>(?i:{lower}) )(?P<roman>[ivxIVX]+)"
                r"(?:(?P<link>(?: e| y| ou| o| a| al|,) | ?[-–] ?)(?P<second>[ivxIVX]+))?(?![\w'’]|\.\w)"
            ),
            small,
            frozenset("ivxIVX"),
        ),
        Rule(
            "roman numeral",
            expression(rf"(?<!\w)(?P<before>(?:{article}) )(?P<roman>[IVX]+)(?= [^\W\d_]{{4}})"),
            noun,
            _ROMANS,
        ),
        Rule(
            "roman numeral",
            expression(
                rf"(?<!\w)(?P<before>(?i:{after}) )(?P<roman>[IVX]+|[IVXL]{{2,}}|[IVXLC]{{3,}})"
                r"(?![\w'’]|\.\w| [A-Z](?!\w))"
            ),
            numbered,
            _ROMANS | frozenset("LC"),
        ),
        Rule(
            "roman numeral",
            expression(rf"(?<!\w)(?P<name>{names})[ -](?P<roman>[IVX]+)(?![\w'’]|\.\w| [A-Z](?!\w))"),
            sovereign,
            _ROMANS,
        ),
        Rule(
            "roman numeral",
            expression(
                rf"(?<![\w.])(?P<roman>[IVX]+)(?=(?: (?:e|o|y|al|ed?)(?: (?:il|el|la|o|a)| l['’])? ?[IVX]+)? "
                rf"(?:{ordinal_before})(?:(?<=\.)|(?!\w)))"
            ),
            century,
            _ROMANS,
        ),
        Rule(
            "roman numeral",
            expression(r"(?<![\w.&/])(?:(?<!-)|(?<=[IVX\ue000]-))[IVX]{2,}(?![\w&'’]|\.\w|-(?![IVX]+(?!\w))[A-Z])"),
            alone,
            _ROMANS,
        ),
    )


def numbered(tongue: Tongue) -> tuple[Rule, ...]:
    """`n° 5`, `#7`, `décret n° 2021-123`."""
    words = tongue.words

    def coded(match: re.Match[str]) -> str:
        case = re.fullmatch(r"([0-9]+)/((?:19|20)[0-9]{2})", match["code"])
        if case and "of_year" in words:  # `n.º 123/2019`
            return f"{words['number']} {counted(tongue, case[1])} {words['of_year']} {tongue.said_year(int(case[2]))}"
        return f"{words['number']} {', '.join(counted(tongue, run) for run in re.findall('[0-9]+', match['code']))}"

    code = expression(rf"(?<!\w)(?:{words['number_marks']}) ?(?P<code>[0-9]+(?:[-/][0-9]+(?:\.[0-9]{{3}})*)+)(?!\w)")
    sign = expression(rf"(?<!\w)(?:{words['number_marks']}) ?(?=[0-9])|(?<!\w)№ ?(?=[0-9])")
    many = expression(rf"(?<!\w)(?:{words['numbers_marks']}) ?(?=[0-9])")
    return (
        Rule("number sign", code, coded, _NEEDS),
        Rule("number sign", many, lambda _: f"{words['numbers']} ", _NEEDS),
        Rule(
            "number sign",
            sign,
            lambda match: (
                f"{words['number'].capitalize() if match.group()[0] == 'N' and not match.start() else words['number']} "
            ),
            _NEEDS,
        ),
        Rule(
            "number sign",
            expression(r"(?<![\w&#/])#(?=[0-9]{1,4}(?!\w))"),
            lambda _: f"{words['number']} ",
            frozenset("#"),
        ),
    )
