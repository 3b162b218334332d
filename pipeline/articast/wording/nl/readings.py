"""What Dutch dates, hours, telephones, parts and Roman numerals are said as: one function a kind."""

from __future__ import annotations

import re

from articast.wording.common import roman
from articast.wording.nl.numbers import DATA, DAYS, MONTHS, WORDS, by_digit, cardinal, in_pairs, ordinal, year
from articast.wording.rules import expression


def phone(match: re.Match[str]) -> str:
    """`06-11223344`, `030-2345678`, `+31 6 12 34 56 78`."""
    groups = re.findall("[0-9]+", match.group())
    plus = "plus " if match.group().startswith("+") else ""
    said = [in_pairs(group) if len(group) == 8 else by_digit(group) for group in groups]
    return plus + ", ".join(said)


def hundreds(match: re.Match[str]) -> str:
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


def clock(match: re.Match[str]) -> str:
    """`15u30`, `9u`, `9.30-12.30 uur`, `van 9.00 tot 17.00 uur`."""
    first = _time(match["h"], match["m"])
    if not match["h2"]:
        return first
    if not int(match["m"] or 0):
        first = first.removesuffix(" uur")
    link = match["link"] if match["link"].strip(" -–") else " tot "
    return f"{first}{link}{_time(match['h2'], match['m2'])}"


def season(match: re.Match[str]) -> str | None:
    """`2021/22`, `seizoen 2023-2024`."""
    first, second = int(match["first"]), match["second"]
    named = re.search(r"(?i)(?:seizoen|schooljaar|studiejaar|jaargang|winter) $", match.string[: match.start()][-20:])
    if int(second) not in (first + 1, (first + 1) % 100) or not (match["sign"] == "/" or named or len(second) == 2):
        return None
    return f"{year(first)} {cardinal(int(second)) if len(second) == 2 and second[0] != '0' else year(first + 1)}"


def weekday(match: re.Match[str]) -> str:
    """`di. 3 maart`."""
    return DAYS[match["day"].lower()]


def weekdays(match: re.Match[str]) -> str:
    """`ma. t/m vr.`"""
    return f"{DAYS[match['first'].lower()]} tot en met {DAYS[match['last'].lower()]}"


_RULERS = frozenset(WORDS["rulers"].split())
_NUMBERED = frozenset(WORDS["numbered"].split())


def numbered(match: re.Match[str]) -> str | None:
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


def roman_rank(match: re.Match[str]) -> str | None:
    """`XVIIIe eeuw`, `IIe Wereldoorlog`."""
    number = roman(match["roman"])
    return ordinal(number) if number else None


_SHORT_NAMES = {
    "hfst": "hoofdstuk", "dl": "deel", "afd": "afdeling", "bijl": "bijlage", "afb": (
        "afbeelding"
    ), "fig": "figuur", "nr": "nummer"
}  # fmt: skip


def short_roman(match: re.Match[str]) -> str | None:
    """`hfst. IV`."""
    number, name = roman(match["roman"]), _SHORT_NAMES[match["short"].lower()]
    name = name.capitalize() if match["short"][0].isupper() else name
    return f"{name} {cardinal(number)}" if number else None


def post_code(match: re.Match[str]) -> str:
    """`1234 AB`: twaalf vierendertig A B."""
    return f"{in_pairs(match['n']).replace(',', '')} {' '.join(match['letters'])}"


def out_of(match: re.Match[str]) -> str | None:
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


def part_of_unit(match: re.Match[str]) -> str | None:
    """`1/4 l`, `1 ¾ dl`: een kwart liter."""
    part = _PARTS.get(match["part"]) or DATA["fractions"].get(match["part"])
    if part is None:
        return None
    whole = f"{cardinal(int(match['whole']))} en " if match["whole"] else ""
    return f"{whole}{part} {DATA['units'][match['unit']].partition('|')[0]}"


def stopwatch(match: re.Match[str]) -> str:
    """`1.45,23`: minutes, seconds and hundredths."""
    minutes = f"{cardinal(int(match['m']))} {'minuut' if match['m'] == '1' else 'minuten'} "
    fraction = match["f"]
    said = by_digit(fraction) if len(fraction) > 2 or fraction[0] == "0" else cardinal(int(fraction))
    return f"{minutes}{cardinal(int(match['s']))} komma {said} seconden"


_RACE = expression(r"(?i)\b(?:[0-9]+ ?k?m|kilometer|meter|marathon|liep|zwom|schaatste|reed|fietste|finish\w*|tijd)\b")


def run_time(match: re.Match[str]) -> str | None:
    """`liep de 10 km in 32.15`: minutes and seconds."""
    if not _RACE.search(match.string[: match.start()]):
        return None
    seconds = f" en {cardinal(int(match['s']))} seconden" if int(match["s"]) else ""
    return f"{cardinal(int(match['m']))} {'minuut' if match['m'] == '1' else 'minuten'}{seconds}"


_NEUTER = frozenset(WORDS["neuter"].split())


def half_of(match: re.Match[str]) -> str:
    """`1/2 theelepel`, `1 1/2 uur`, `2 ½ kop`."""
    noun = re.match(r" ([^\W\d_]+)", match.string[match.end() :])
    own = DATA["units"][match["unit"]].partition("|")[0] if match["unit"] else ""
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


def day_month(match: re.Match[str]) -> str | None:
    """`dinsdag 3/12`."""
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal(day)} {MONTHS[month - 1]}"


def short_date(match: re.Match[str]) -> str | None:
    """`3-5-'85`."""
    day, month, short = int(match["d"]), int(match["m"]), int(match["y"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal(day)} {MONTHS[month - 1]} {year(short + (1900 if short > 50 else 2000))}"


def court_file(match: re.Match[str]) -> str:
    """`nr. 18/01234`: of a court's file."""
    return f"{cardinal(int(match['a']))}, {by_digit(match['b'])}"


def duration(match: re.Match[str]) -> str:
    """`1.42.05 uur`: how long."""
    names = (("h", "uur", "uur"), ("m", "minuut", "minuten"), ("s", "seconde", "seconden"))
    some = [(int(match[key]), one, many) for key, one, many in names]
    return " ".join(f"{cardinal(number)} {one if number == 1 else many}" for number, one, many in some if number)


def bare_hours(match: re.Match[str]) -> str | None:
    """`6.00-22.00`: decimals have a comma."""
    if int(match["h"]) >= int(match["h2"]):
        return None
    return clock(match)


def and_half(match: re.Match[str]) -> str:
    """`3½` by itself."""
    number = int(match["n"])
    if number == 1:
        return "anderhalf"
    return f"{cardinal(number)}ënhalf" if number in (2, 3) else f"{cardinal(number)} en een half"


def height(match: re.Match[str]) -> str:
    """`1m80`."""
    return f"{cardinal(int(match['n']))} meter {cardinal(int(match['cm']))}"


def big_rank(match: re.Match[str]) -> str:
    """`100.000e`."""
    return ordinal(int(match["n"].replace(".", "")))


def thousands(match: re.Match[str]) -> str:
    """`€ 20k`."""
    return f"{match['coin']} {match['n']}.000"


def article_of_law(match: re.Match[str]) -> str:
    """`art. 3:40`."""
    return " ".join(cardinal(int(match[name])) for name in ("n", "m", "n2", "m2") if match[name])


def with_comma(match: re.Match[str]) -> str:
    """`$3.75`, `15.5%` as English writes them."""
    return match.group().replace(",", "").replace(".", ",")


def unit_alone(match: re.Match[str]) -> str:
    """`per km²`."""
    return f"{match['before']} {DATA['units'][match['unit']].partition('|')[0]}"


def fold(match: re.Match[str]) -> str:
    """`3x zo veel`, `2,5x`."""
    whole, _, part = match["n"].partition(",")
    decimal = f" komma {by_digit(part) if len(part) > 2 or part[:1] == '0' else cardinal(int(part))}" if part else ""
    return f"{cardinal(int(whole))}{decimal} keer"


def aged(match: re.Match[str]) -> str:
    """`65+`, `65-plus`."""
    return f"{cardinal(int(match['n']))} plus"
