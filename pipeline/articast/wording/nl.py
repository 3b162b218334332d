"""Dutch: years, hours, telephones and Roman numerals, as they are said; all else is in `voices/nl.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from articast.languages import table
from articast.wording.common import final_stop, roman
from articast.wording.generic import rules, speller
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable

_DATA: dict[str, Any] = table("nl", "wording")
_WORDS: dict[str, str] = _DATA["words"]
_MONTHS = list(dict.fromkeys(_DATA["months"].values()))
_DAYS: dict[str, str] = _DATA["weekdays"]
_LEFT = r"(?<![\w.,:/-])"


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """`vierentwintig`."""
    from num2words import num2words

    return str(num2words(number, lang="nl"))


@lru_cache(maxsize=4096)
def year(number: int) -> str:
    """`1987` → `negentienzevenentachtig`, `2019` → `tweeduizend negentien`."""
    century, rest = divmod(number, 100)
    small = cardinal(rest) if rest else ""
    if 1100 <= number < 2000:
        hundred = "" if rest > 9 else "honderd"
        return f"{cardinal(century)}{hundred}{small}"
    return cardinal(number)


@lru_cache(maxsize=4096)
def ordinal(number: int) -> str:
    """`20` → `twintigste`."""
    from num2words import num2words

    return str(num2words(number, lang="nl", to="ordinal"))


def _digits(run: str) -> str:
    return " ".join(cardinal(int(digit)) for digit in run)


def _pairs(run: str) -> str:
    """`11223344` in pairs, a zero by itself."""
    if len(run) % 2 or len(run) < 4:
        return _digits(run)
    pairs = re.findall("..", run)
    return ", ".join(_digits(pair) if pair[0] == "0" else cardinal(int(pair)) for pair in pairs)


def _phone(match: re.Match[str]) -> str:
    """`06-11223344`, `030-2345678`, `+31 6 12 34 56 78`."""
    groups = re.findall("[0-9]+", match.group())
    plus = "plus " if match.group().startswith("+") else ""
    said = [_pairs(group) if len(group) == 8 else _digits(group) for group in groups]
    return plus + ", ".join(said)


def _hundreds(match: re.Match[str]) -> str:
    """Without a separator, 1100 to 1999 are said in hundreds, years and counts alike: `vijftienhonderd mensen`."""
    number = int(match.group())
    century, rest = divmod(number, 100)
    counted = re.match(r" [a-zë]+(?:en|s)(?!\w)", match.string[match.end() :])
    if not counted and rest > 9:
        return year(number)
    return f"{cardinal(century)}honderd{cardinal(rest) if rest else ''}"


def _time(hour: str, minutes: str | None) -> str:
    tail = f" {cardinal(int(minutes))}" if minutes and int(minutes) else ""
    return f"{cardinal(int(hour))} uur{tail}"


def _clock(match: re.Match[str]) -> str:
    """`15u30`, `9u`, `9.30-12.30 uur`, `van 9.00 tot 17.00 uur`."""
    first = _time(match["h"], match["m"])
    if not match["h2"]:
        return first
    if not int(match["m"] or 0):
        first = first.removesuffix(" uur")
    link = match["link"] if match["link"].strip(" -–") else " tot "
    return f"{first}{link}{_time(match['h2'], match['m2'])}"


def _season(match: re.Match[str]) -> str | None:
    """`2021/22`, `seizoen 2023-2024`."""
    first, second = int(match["first"]), match["second"]
    named = re.search(r"(?i)(?:seizoen|schooljaar|studiejaar|jaargang|winter) $", match.string[: match.start()][-20:])
    if int(second) not in (first + 1, (first + 1) % 100) or not (match["sign"] == "/" or named or len(second) == 2):
        return None
    return f"{year(first)} {cardinal(int(second)) if len(second) == 2 and second[0] != '0' else year(first + 1)}"


def _weekday(match: re.Match[str]) -> str:
    """`di. 3 maart`."""
    return _DAYS[match["day"].lower()]


def _weekdays(match: re.Match[str]) -> str:
    """`ma. t/m vr.`"""
    return f"{_DAYS[match['first'].lower()]} tot en met {_DAYS[match['last'].lower()]}"


_RULERS = frozenset(_WORDS["rulers"].split())
_NUMBERED = frozenset(_WORDS["numbered"].split())


def _roman(match: re.Match[str]) -> str | None:
    """`Urbanus IV`: de vierde; `kabinet Drees III`, `Hoofdstuk VI`: drie, zes."""
    word, number = match["word"], roman(match["roman"])
    if not 0 < number < 90:
        return None
    low = word.lower()
    numbered = low in _NUMBERED
    before = match.string[max(0, match.start() - 30) : match.start()]
    team = re.search(r"(?i)kabinet(?:ten)?[ -](?:\w+[ -])*$", before)
    if not team and (word in _RULERS or (word[0].isupper() and low.endswith("us"))):
        return f"{word} de {ordinal(number)}"
    if numbered or (word[0].isupper() and (len(match["roman"]) > 1 or team)):
        return f"{word} {cardinal(number)}"
    return None


def _roman_rank(match: re.Match[str]) -> str | None:
    """`XVIIIe eeuw`, `IIe Wereldoorlog`."""
    number = roman(match["roman"])
    return ordinal(number) if number else None


_SHORT_NAMES = {
    "hfst": "hoofdstuk", "dl": "deel", "afd": "afdeling", "bijl": "bijlage", "afb": (
        "afbeelding"
    ), "fig": "figuur", "nr": "nummer"
}  # fmt: skip


def _short_roman(match: re.Match[str]) -> str | None:
    """`hfst. IV`."""
    number, name = roman(match["roman"]), _SHORT_NAMES[match["short"].lower()]
    name = name.capitalize() if match["short"][0].isupper() else name
    return f"{name} {cardinal(number)}" if number else None


def _post(match: re.Match[str]) -> str:
    """`1234 AB`: twaalf vierendertig A B."""
    return f"{_pairs(match['n']).replace(',', '')} {' '.join(match['letters'])}"


def _out_of(match: re.Match[str]) -> str | None:
    """`4/5 sterren`, `7/10`: op; `5/8`: vijf achtste."""
    low, high = int(match["low"]), int(match["high"])
    named = re.search(r"(?i)(?:seizoen|schooljaar|winter) $", match.string[: match.start()][-12:])
    if named and high == low + 1:
        return f"{cardinal(low)} {cardinal(high)}"
    if re.search(r"(?i)(?<!\w)ma(?:at|ten) (?:[0-9/]+ )?$", match.string[: match.start()][-16:]):
        return f"{cardinal(low)} {cardinal(high)}"  # of clothes
    if re.match(r" (?:van|deel) ", match.string[match.end() :][:8]) and 2 < high <= 10 and low < high:
        return f"{cardinal(low)} {ordinal(high)}"
    if low > high or low == 0:
        return f"{cardinal(low)} {cardinal(high)}"
    if re.match(r" (?:sterren|ballen)", match.string[match.end() :]):
        return f"{cardinal(low)} van de {cardinal(high)}"
    if high in (5, 6, 10, 20, 100):
        return f"{cardinal(low)} op {cardinal(high)}"
    return f"{cardinal(low)} {ordinal(high)}" if high < 1000 else None


_PARTS = {"¼": "een kwart", "¾": "drie kwart", "⅓": "een derde", "⅔": "twee derde"}


def _part_of_unit(match: re.Match[str]) -> str | None:
    """`1/4 l`, `1 ¾ dl`: een kwart liter."""
    part = _PARTS.get(match["part"]) or _DATA["fractions"].get(match["part"])
    if part is None:
        return None
    whole = f"{cardinal(int(match['whole']))} en " if match["whole"] else ""
    return f"{whole}{part} {_DATA['units'][match['unit']].partition('|')[0]}"


def _stopwatch(match: re.Match[str]) -> str:
    """`1.45,23`: minutes, seconds and hundredths."""
    minutes = f"{cardinal(int(match['m']))} {'minuut' if match['m'] == '1' else 'minuten'} "
    fraction = match["f"]
    said = _digits(fraction) if len(fraction) > 2 or fraction[0] == "0" else cardinal(int(fraction))
    return f"{minutes}{cardinal(int(match['s']))} komma {said} seconden"


_RACE = expression(r"(?i)\b(?:[0-9]+ ?k?m|kilometer|meter|marathon|liep|zwom|schaatste|reed|fietste|finish\w*|tijd)\b")


def _run(match: re.Match[str]) -> str | None:
    """`liep de 10 km in 32.15`: minutes and seconds."""
    if not _RACE.search(match.string[: match.start()]):
        return None
    seconds = f" en {cardinal(int(match['s']))} seconden" if int(match["s"]) else ""
    return f"{cardinal(int(match['m']))} {'minuut' if match['m'] == '1' else 'minuten'}{seconds}"


_NEUTER = frozenset(_WORDS["neuter"].split())


def _half(match: re.Match[str]) -> str:
    """`1/2 theelepel`, `1 1/2 uur`, `2 ½ kop`."""
    noun = re.match(r" ([^\W\d_]+)", match.string[match.end() :])
    own = _DATA["units"][match["unit"]].partition("|")[0] if match["unit"] else ""
    name = own or (noun[1] if noun else "")
    half = "half" if not name or name.lower() in _NEUTER else "halve"
    half += f" {name}" if match["unit"] else ""
    if not match["whole"]:
        given = re.search(r"(?i)(?<!\w)(?:een|de|het) $", match.string[: match.start()][-4:])
        return half if given else f"een {half}"
    if match["whole"] == "1":
        return f"ander{half}"
    whole = cardinal(int(match["whole"]))
    return f"{whole}ën{half}" if whole in ("twee", "drie") else f"{whole} en een {half}"


def _day_month(match: re.Match[str]) -> str | None:
    """`dinsdag 3/12`."""
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal(day)} {_MONTHS[month - 1]}"


def _short_date(match: re.Match[str]) -> str | None:
    """`3-5-'85`."""
    day, month, short = int(match["d"]), int(match["m"]), int(match["y"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal(day)} {_MONTHS[month - 1]} {year(short + (1900 if short > 50 else 2000))}"


def _file(match: re.Match[str]) -> str:
    """`nr. 18/01234`: of a court's file."""
    return f"{cardinal(int(match['a']))}, {_digits(match['b'])}"


def _long(match: re.Match[str]) -> str:
    """`1.42.05 uur`: how long."""
    names = (("h", "uur", "uur"), ("m", "minuut", "minuten"), ("s", "seconde", "seconden"))
    some = [(int(match[key]), one, many) for key, one, many in names]
    return " ".join(f"{cardinal(number)} {one if number == 1 else many}" for number, one, many in some if number)


def _bare_hours(match: re.Match[str]) -> str | None:
    """`6.00-22.00`: decimals have a comma."""
    if int(match["h"]) >= int(match["h2"]):
        return None
    return _clock(match)


def _and_half(match: re.Match[str]) -> str:
    """`3½` by itself."""
    number = int(match["n"])
    if number == 1:
        return "anderhalf"
    return f"{cardinal(number)}ënhalf" if number in (2, 3) else f"{cardinal(number)} en een half"


def _height(match: re.Match[str]) -> str:
    """`1m80`."""
    return f"{cardinal(int(match['n']))} meter {cardinal(int(match['cm']))}"


def _big_rank(match: re.Match[str]) -> str:
    """`100.000e`."""
    return ordinal(int(match["n"].replace(".", "")))


def _thousands(match: re.Match[str]) -> str:
    """`€ 20k`."""
    return f"{match['coin']} {match['n']}.000"


def _law(match: re.Match[str]) -> str:
    """`art. 3:40`."""
    return " ".join(cardinal(int(match[name])) for name in ("n", "m", "n2", "m2") if match[name])


def _comma(match: re.Match[str]) -> str:
    """`$3.75`, `15.5%` as English writes them."""
    return match.group().replace(",", "").replace(".", ",")


def _alone(match: re.Match[str]) -> str:
    """`per km²`."""
    return f"{match['before']} {_DATA['units'][match['unit']].partition('|')[0]}"


def _times(match: re.Match[str]) -> str:
    """`3x zo veel`, `2,5x`."""
    whole, _, part = match["n"].partition(",")
    decimal = f" komma {_digits(part) if len(part) > 2 or part[:1] == '0' else cardinal(int(part))}" if part else ""
    return f"{cardinal(int(whole))}{decimal} keer"


def _over(match: re.Match[str]) -> str:
    """`65+`, `65-plus`."""
    return f"{cardinal(int(match['n']))} plus"


def _rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
    return Rule(name, expression(pattern), say, frozenset(needs))


_MONTH_NAMES = "|".join(map(re.escape, _DATA["months"]))
_SHORT_DAYS = "|".join(_DAYS)
_ALONE = "|".join(
    sorted(
        (re.escape(unit) for unit in _DATA["units"] if re.search("[²³]|^k[mg]$|^kWh$|^m[23]$", unit)),
        key=len,
        reverse=True,
    )
)
_HALVED = "|".join(
    sorted((re.escape(unit) for unit in _DATA["units"] if unit not in ("u", "u.", "%", "°")), key=len, reverse=True)
)
_UU = r"(?P<h{0}>[01]?[0-9]|2[0-4])(?: ?u(?:ur)?\.? ?)(?P<m{0}>[0-5][0-9])?"
_DOT = r"(?P<h{0}>[01]?[0-9]|2[0-4])[.:](?P<m{0}>[0-5][0-9])"
_LINK = r"(?P<link> ?[-–] ?| (?:tot|en|t/m|tot en met) )"
_DRUK = r"dr\.(?:(?<=[0-9]e dr\.)|(?<=[0-9]de dr\.))"
_FIRST = (
    _rule("abbreviation", _DRUK, lambda _: "druk", "d"),
    _rule("street", r"str\.(?<=[a-z]{3}str\.)(?= [0-9]|[,;)]|$)", lambda match: "straat" + final_stop(match), "."),
    _rule("number", r"(?<=[Nn]r\. )(?P<a>[0-9]{1,4})/(?P<b>[0-9]{4,6})(?![\w/])", _file, "/"),
    _rule("roman numeral", (
        r"(?<=[0-9])-(?P<roman>I{1,3}|IV)(?![\w.-])"
    ), lambda match: f" {cardinal(roman(match['roman']))}", "I"),
    _rule("time", (
        r"(?<![\w.,:])(?P<h>[0-9]{1,2})\.(?P<m>[0-5][0-9])\.(?P<s>[0-5][0-9])(?= uur| u\b)(?: uur| u"
        r"\b)"
    ), _long, "."),
    _rule("time", (
        rf"{_LEFT}{_DOT.format('')}(?P<link> ?[-–] ?){_DOT.format('2')}(?![\w:%]|[.,][0-9]| ?(?:uur|u"
        rf"\b))"
    ), _bare_hours, "-–"),
    _rule(
        "years",
        r"(?<![\w/])['’](?P<a>[0-9]{2})/['’]?(?P<b>[0-9]{2})(?![\w/])",
        lambda match: f"{cardinal(int(match['a']))} {cardinal(int(match['b']))}",
        "'’",
    ),
    _rule("time", r"(?<=\b[Ii]n )(?P<m>[0-9]{1,3})\.(?P<s>[0-5][0-9])(?=[,;)]|\.?$| \(| [a-z])", _run, "."),
    _rule("fraction", r"(?<![\w.,/])(?P<n>[0-9]{1,3}) ?½(?! ?[^\W\d_])", _and_half, "½"),
    _rule("date", (
        r"(?<![\w.,/:-])(?P<d>[0-3]?[0-9])-(?P<m>[01]?[0-9])-['’]?(?P<y>[0-9]{2})"
        r"(?![\w-]|[.,][0-9])"
        ), _short_date, "-"),
    _rule("article of law", (
        r"(?<=\b[Aa]rtikel )(?P<n>[0-9]+):(?P<m>[0-9]+)(?![\w:])|(?<=\b[Aa]rt\. )"
        r"(?P<n2>[0-9]+):(?P<m2>[0-9]+)(?![\w:])"
        ), _law, ":"),
    _rule(
        "number",
        r"(?<=[Kk]v[Kk]-nr\. )[0-9]{8}(?!\w)|(?<=[Kk]v[Kk] )[0-9]{8}(?!\w)|(?<=[Kk]v[Kk]-nummer )[0-9]{8}(?!\w)",
        lambda match: _digits(match.group()),
    ),
    _rule("money", r"(?P<coin>[€$£]) ?(?P<n>[0-9]{1,3})k(?!\w)", _thousands, "k"),
    _rule("length", r"(?<![\w.,])(?P<n>[0-9])m(?P<cm>[0-9]{2})(?!\w)", _height, "m"),
    _rule("ordinal", r"(?<![\w.,])(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+)(?:e|de|ste)(?!\w)", _big_rank, "."),
    _rule("number", (
        r"(?<=[$£])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?(?![0-9])|(?<=[$£€])"
        r"[0-9]+\.[0-9]{2}(?![0-9])|(?<![\w.,])[0-9]{1,3}\.[0-9]{1,2} ?%"
        ), _comma, ",."),
    _rule("telephone number", (
        r"(?<![\w.,/-])(?:(?:\+|00)(?:31|32)(?:[ -]?\(0\))?(?:[ .-]?[0-9]{1,4}){2,6}|"
        r"\(?0[0-9]{1,3}\)?[ -][0-9]{6,8}|\(?0[0-9]{1,3}\)?[ /-][0-9]{2,3}(?:[ .][0-9]{2}){2,3}|\(?0[0-9]{1,2}\)?[ "
        r"-][0-9]{3} [0-9]{4}|\(?0[0-9]{1,2}\)? - [0-9]{3}(?: [0-9]{2}){2}|0[0-9]{1,2} ?- ?[0-9]{3"
        r"} [0-9]{4}|06[ -][0-9]{4} [0-9]{4}|0[89]00[ -][0-9]{4}(?: "
        r"?[0-9]{3})?)(?![\w/]|[.,-][0-9])"
        ), _phone, "0+"),
    _rule("post code", r"(?<![\w.,-])(?P<n>[1-9][0-9]{3}) ?(?P<letters>[A-Z]{2})(?=,| [A-Z][a-z]|$)", _post),
    _rule("weekdays", (
        rf"(?<!\w)(?P<first>(?i:{_SHORT_DAYS}))\.? ?(?:t/m|[-–]) ?(?P<last>(?i:{_SHORT_DAYS})"
        r")(?:\.(?!$)|(?!\w))"
        ), _weekdays, "/-–"),
    _rule("weekday", (
        rf"(?<!\w)(?P<day>(?i:{_SHORT_DAYS}))(?:\.(?= [0-9])|(?=:? [0-9]{{1,2}}(?:[.:][0-9]{{2}})? "
        rf"?[-–] ?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?(?: uur|$|[,;]))|(?= [0-9]{{1,2}} (?:"
        rf"{_MONTH_NAMES}"
        r")))"
        ), _weekday),
    _rule("date", (
        r"(?:(?<=dag )|(?<=dag op )|(?<=\ue000\ue000 ))(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])"
        r"(?![\w/]|[.,-][0-9])"
        ), _day_month, "/"),
    _rule("fraction", (
        rf"(?:{_LEFT}(?P<whole>[0-9]{{1,3}}) ?)?(?:(?<![\w/])1/2|½)(?: ?(?P<unit>{_HALVED})(?!\w)|(?= "
        rf"[^\W\d_]))"
    ), _half, "½/"),
    _rule("fraction", (
        rf"{_LEFT}(?:(?P<whole>[0-9]{{1,3}}) ?)?(?P<part>¼|¾|⅓|⅔|[1-3]/[34]) ?(?P<unit>{_HALVED})(?!\w)"
    ), _part_of_unit, "¼¾⅓⅔/"),
    _rule("time", (
        r"(?<![\w.,:])(?P<m>[0-9]{1,2})[.:](?P<s>[0-5][0-9]),(?P<f>[0-9]{1,3})(?![\w%]|[.,][0-9])"
    ), _stopwatch, ","),
    _rule("number", rf"(?<![\w.,:/-])[0-9]{{1,3}}\.[0-9]{{1,2}}(?= ?(?:{_HALVED})(?![\w/]))", _comma, "."),
    _rule("years", (
        rf"{_LEFT}(?P<first>1[0-9]{{3}}|20[0-9]{{2}})(?P<sign>[/-])(?P<second>[0-9]{{4}}|"
        rf"[0-9]{{2}})(?![\w/]|[.,-][0-9])"
        ), _season, "/-"),
    _rule("time", rf"{_LEFT}{_UU.format('')}(?:{_LINK}{_UU.format('2')})?(?<! )(?![\w²³/]|[.,][0-9])", _clock, "u"),
    _rule("time", rf"{_LEFT}{_DOT.format('')}{_LINK}{_DOT.format('2')} ?(?:uur|u\b\.?)", _clock, ".:"),
    _rule("times", r"(?<![\w.,])(?P<n>[0-9]{1,4}(?:,[0-9]+)?) ?[x×](?= (?:[a-z]|\()|[.,;)]|$)", _times, "x×"),
    _rule("age", r"(?<![\w.,])(?P<n>[1-9][0-9])(?:\+|-plus)(?![\w+]|-?[0-9])", _over, "+-"),
    _rule("unit", (
        rf"(?<!\w)(?P<before>[Pp]er|[Dd]e|[Ee]en|[Ee]lke|[Hh]et) (?P<unit>{_ALONE})"
        r"(?![\w²³/])"
        ), _alone, "mk"),
    _rule("roman numeral", (
        r"(?<!\w)(?P<short>[Hh]fst|[Dd]l|[Aa]fd|[Bb]ijl|[Aa]fb|[Ff]ig|[Nn]r)\. (?P<roman>[IVX]+)(?!"
        r"[\w.])"
    ), _short_roman, "IVX"),
    _rule("roman numeral", r"(?<![\w.])(?P<roman>[IVX]+)(?:e|de|ste)(?!\w)", _roman_rank, "IVX"),
    _rule("roman numeral", (
        r"(?<!\w)(?P<word>WO|[^\W\d_]{3,}) (?P<roman>[IVX]+)(?![\w'’-]|\.\w| [A-Z](?!\w)"
        r")"
        ), _roman, "IVX"),
)  # fmt: skip
_NUMBERS = (
    _rule("number", rf"{_LEFT}1[1-9][0-9]{{2}}(?![\w:/%]|[.,-][0-9]| ?[%€])", _hundreds, "1"),
    _rule("number", rf"{_LEFT}0[0-9]+(?![\w:/%]|[.,-][0-9])", lambda match: _digits(match.group()), "0"),
    _rule("fraction", rf"{_LEFT}(?P<low>[0-9]{{1,3}})/(?P<high>[0-9]{{1,3}})(?![\w/]|[.,-][0-9])", _out_of, "/"),
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
