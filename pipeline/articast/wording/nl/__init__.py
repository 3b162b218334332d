"""Dutch: years, hours, telephones and Roman numerals, as they are said; all else is in `voices/nl.toml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import final_stop, roman
from articast.wording.generic import rules, speller
from articast.wording.nl.numbers import DATA, DAYS, by_digit, cardinal, ordinal, year
from articast.wording.nl.readings import (
    aged,
    and_half,
    article_of_law,
    bare_hours,
    big_rank,
    clock,
    court_file,
    day_month,
    duration,
    fold,
    half_of,
    height,
    hundreds,
    numbered,
    out_of,
    part_of_unit,
    phone,
    post_code,
    roman_rank,
    run_time,
    season,
    short_date,
    short_roman,
    stopwatch,
    thousands,
    unit_alone,
    weekday,
    weekdays,
    with_comma,
)
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable


_LEFT = r"(?<![\w.,:/-])"


def _rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
    return Rule(name, expression(pattern), say, frozenset(needs))


_MONTH_NAMES = "|".join(map(re.escape, DATA["months"]))
_SHORT_DAYS = "|".join(DAYS)
_ALONE = "|".join(
    sorted(
        (re.escape(unit) for unit in DATA["units"] if re.search("[²³]|^k[mg]$|^kWh$|^m[23]$", unit)),
        key=len,
        reverse=True,
    )
)
_HALVED = "|".join(
    sorted((re.escape(unit) for unit in DATA["units"] if unit not in ("u", "u.", "%", "°")), key=len, reverse=True)
)
_UU = r"(?P<h{0}>[01]?[0-9]|2[0-4])(?: ?u(?:ur)?\.? ?)(?P<m{0}>[0-5][0-9])?"
_DOT = r"(?P<h{0}>[01]?[0-9]|2[0-4])[.:](?P<m{0}>[0-5][0-9])"
_LINK = r"(?P<link> ?[-–] ?| (?:tot|en|t/m|tot en met) )"
_DRUK = r"dr\.(?:(?<=[0-9]e dr\.)|(?<=[0-9]de dr\.))"
_FIRST = (
    _rule("abbreviation", _DRUK, lambda _: "druk", "d"),
    _rule("street", r"str\.(?<=[a-z]{3}str\.)(?= [0-9]|[,;)]|$)", lambda match: "straat" + final_stop(match), "."),
    _rule("number", r"(?<=[Nn]r\. )(?P<a>[0-9]{1,4})/(?P<b>[0-9]{4,6})(?![\w/])", court_file, "/"),
    _rule("roman numeral", (
        r"(?<=[0-9])-(?P<roman>I{1,3}|IV)(?![\w.-])"
    ), lambda match: f" {cardinal(roman(match['roman']))}", "I"),
    _rule("time", (
        r"(?<![\w.,:])(?P<h>[0-9]{1,2})\.(?P<m>[0-5][0-9])\.(?P<s>[0-5][0-9])(?= uur| u\b)(?: uur| u"
        r"\b)"
    ), duration, "."),
    _rule("time", (
        rf"{_LEFT}{_DOT.format('')}(?P<link> ?[-–] ?){_DOT.format('2')}(?![\w:%]|[.,][0-9]| ?(?:uur|u"
        rf"\b))"
    ), bare_hours, "-–"),
    _rule(
        "years",
        r"(?<![\w/])['’](?P<a>[0-9]{2})/['’]?(?P<b>[0-9]{2})(?![\w/])",
        lambda match: f"{cardinal(int(match['a']))} {cardinal(int(match['b']))}",
        "'’",
    ),
    _rule("time", r"(?<=\b[Ii]n )(?P<m>[0-9]{1,3})\.(?P<s>[0-5][0-9])(?=[,;)]|\.?$| \(| [a-z])", run_time, "."),
    _rule("fraction", r"(?<![\w.,/])(?P<n>[0-9]{1,3}) ?½(?! ?[^\W\d_])", and_half, "½"),
    _rule("date", (
        r"(?<![\w.,/:-])(?P<d>[0-3]?[0-9])-(?P<m>[01]?[0-9])-['’]?(?P<y>[0-9]{2})"
        r"(?![\w-]|[.,][0-9])"
        ), short_date, "-"),
    _rule("article of law", (
        r"(?<=\b[Aa]rtikel )(?P<n>[0-9]+):(?P<m>[0-9]+)(?![\w:])|(?<=\b[Aa]rt\. )"
        r"(?P<n2>[0-9]+):(?P<m2>[0-9]+)(?![\w:])"
        ), article_of_law, ":"),
    _rule(
        "number",
        r"(?<=[Kk]v[Kk]-nr\. )[0-9]{8}(?!\w)|(?<=[Kk]v[Kk] )[0-9]{8}(?!\w)|(?<=[Kk]v[Kk]-nummer )[0-9]{8}(?!\w)",
        lambda match: by_digit(match.group()),
    ),
    _rule("money", r"(?P<coin>[€$£]) ?(?P<n>[0-9]{1,3})k(?!\w)", thousands, "k"),
    _rule("length", r"(?<![\w.,])(?P<n>[0-9])m(?P<cm>[0-9]{2})(?!\w)", height, "m"),
    _rule("ordinal", r"(?<![\w.,])(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+)(?:e|de|ste)(?!\w)", big_rank, "."),
    _rule("number", (
        r"(?<=[$£])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?(?![0-9])|(?<=[$£€])"
        r"[0-9]+\.[0-9]{2}(?![0-9])|(?<![\w.,])[0-9]{1,3}\.[0-9]{1,2} ?%"
        ), with_comma, ",."),
    _rule("telephone number", (
        r"(?<![\w.,/-])(?:(?:\+|00)(?:31|32)(?:[ -]?\(0\))?(?:[ .-]?[0-9]{1,4}){2,6}|"
        r"\(?0[0-9]{1,3}\)?[ -][0-9]{6,8}|\(?0[0-9]{1,3}\)?[ /-][0-9]{2,3}(?:[ .][0-9]{2}){2,3}|\(?0[0-9]{1,2}\)?[ "
        r"-][0-9]{3} [0-9]{4}|\(?0[0-9]{1,2}\)? - [0-9]{3}(?: [0-9]{2}){2}|0[0-9]{1,2} ?- ?[0-9]{3"
        r"} [0-9]{4}|06[ -][0-9]{4} [0-9]{4}|0[89]00[ -][0-9]{4}(?: "
        r"?[0-9]{3})?)(?![\w/]|[.,-][0-9])"
        ), phone, "0+"),
    _rule("post code", r"(?<![\w.,-])(?P<n>[1-9][0-9]{3}) ?(?P<letters>[A-Z]{2})(?=,| [A-Z][a-z]|$)", post_code),
    _rule("weekdays", (
        rf"(?<!\w)(?P<first>(?i:{_SHORT_DAYS}))\.? ?(?:t/m|[-–]) ?(?P<last>(?i:{_SHORT_DAYS})"
        r")(?:\.(?!$)|(?!\w))"
        ), weekdays, "/-–"),
    _rule("weekday", (
        rf"(?<!\w)(?P<day>(?i:{_SHORT_DAYS}))(?:\.(?= [0-9])|(?=:? [0-9]{{1,2}}(?:[.:][0-9]{{2}})? "
        rf"?[-–] ?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?(?: uur|$|[,;]))|(?= [0-9]{{1,2}} (?:"
        rf"{_MONTH_NAMES}"
        r")))"
        ), weekday),
    _rule("date", (
        r"(?:(?<=dag )|(?<=dag op )|(?<=\ue000\ue000 ))(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])"
        r"(?![\w/]|[.,-][0-9])"
        ), day_month, "/"),
    _rule("fraction", (
        rf"(?:{_LEFT}(?P<whole>[0-9]{{1,3}}) ?)?(?:(?<![\w/])1/2|½)(?: ?(?P<unit>{_HALVED})(?!\w)|(?= "
        rf"[^\W\d_]))"
    ), half_of, "½/"),
    _rule("fraction", (
        rf"{_LEFT}(?:(?P<whole>[0-9]{{1,3}}) ?)?(?P<part>¼|¾|⅓|⅔|[1-3]/[34]) ?(?P<unit>{_HALVED})(?!\w)"
    ), part_of_unit, "¼¾⅓⅔/"),
    _rule("time", (
        r"(?<![\w.,:])(?P<m>[0-9]{1,2})[.:](?P<s>[0-5][0-9]),(?P<f>[0-9]{1,3})(?![\w%]|[.,][0-9])"
    ), stopwatch, ","),
    _rule("number", rf"(?<![\w.,:/-])[0-9]{{1,3}}\.[0-9]{{1,2}}(?= ?(?:{_HALVED})(?![\w/]))", with_comma, "."),
    _rule("years", (
        rf"{_LEFT}(?P<first>1[0-9]{{3}}|20[0-9]{{2}})(?P<sign>[/-])(?P<second>[0-9]{{4}}|"
        rf"[0-9]{{2}})(?![\w/]|[.,-][0-9])"
        ), season, "/-"),
    _rule("time", rf"{_LEFT}{_UU.format('')}(?:{_LINK}{_UU.format('2')})?(?<! )(?![\w²³/]|[.,][0-9])", clock, "u"),
    _rule("time", rf"{_LEFT}{_DOT.format('')}{_LINK}{_DOT.format('2')} ?(?:uur|u\b\.?)", clock, ".:"),
    _rule("times", r"(?<![\w.,])(?P<n>[0-9]{1,4}(?:,[0-9]+)?) ?[x×](?= (?:[a-z]|\()|[.,;)]|$)", fold, "x×"),
    _rule("age", r"(?<![\w.,])(?P<n>[1-9][0-9])(?:\+|-plus)(?![\w+]|-?[0-9])", aged, "+-"),
    _rule("unit", (
        rf"(?<!\w)(?P<before>[Pp]er|[Dd]e|[Ee]en|[Ee]lke|[Hh]et) (?P<unit>{_ALONE})"
        r"(?![\w²³/])"
        ), unit_alone, "mk"),
    _rule("roman numeral", (
        r"(?<!\w)(?P<short>[Hh]fst|[Dd]l|[Aa]fd|[Bb]ijl|[Aa]fb|[Ff]ig|[Nn]r)\. (?P<roman>[IVX]+)(?!"
        r"[\w.])"
    ), short_roman, "IVX"),
    _rule("roman numeral", r"(?<![\w.])(?P<roman>[IVX]+)(?:e|de|ste)(?!\w)", roman_rank, "IVX"),
    _rule("roman numeral", (
        r"(?<!\w)(?P<word>WO|[^\W\d_]{3,}) (?P<roman>[IVX]+)(?![\w'’-]|\.\w| [A-Z](?!\w)"
        r")"
        ), numbered, "IVX"),
)  # fmt: skip
_NUMBERS = (
    _rule("number", rf"{_LEFT}1[1-9][0-9]{{2}}(?![\w:/%]|[.,-][0-9]| ?[%€])", hundreds, "1"),
    _rule("number", rf"{_LEFT}0[0-9]+(?![\w:/%]|[.,-][0-9])", lambda match: by_digit(match.group()), "0"),
    _rule("fraction", rf"{_LEFT}(?P<low>[0-9]{{1,3}})/(?P<high>[0-9]{{1,3}})(?![\w/]|[.,-][0-9])", out_of, "/"),
)  # fmt: skip
_SPELL = speller("nl")


def _figures(figures: str) -> str | None:
    """`1500` → `vijftienhonderd`, as counts and measures of round hundreds are said."""
    hundreds = (
        figures.isdigit() and len(figures) == 4 and figures[0] == "1" and figures[1] != "0" and figures[2:] == "00"
    )
    return f"{cardinal(int(figures[:2]))}honderd" if hundreds else _SPELL(figures)


_OTHERS = rules("nl", _NUMBERS, _figures, year=year, ordinal=ordinal)
_LINKS = tuple(
    rule for rule in _OTHERS if rule.name in ("section", "link", "e-mail address", "handle", "hashtag", "emoji")
)
RULES = (*_LINKS, *_FIRST, *(rule for rule in _OTHERS if rule not in _LINKS))
