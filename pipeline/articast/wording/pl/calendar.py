"""Polish days, years, decades, centuries and hours: ordinals in the case that the sentence asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import final_stop, roman
from articast.wording.pl.grammar import asked, phrase
from articast.wording.pl.hours import (
    DATA,
    DAYS,
    at_hour,
    between_hours,
    clock_time,
    day_hours,
    named_hour,
    open_hours,
    text_before,
    week_span,
)
from articast.wording.pl.numerals import Case, ordinal
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable


_MONTHS: list[str] = DATA["calendar"]["months"]
_NAMES: dict[str, int] = {
    name: number for number, names in enumerate(DATA["calendar"]["written"], 1) for name in names.split()
}
_MONTH = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_LEFT = r"(?<![\w.,:/-])"
_DAY = "[0-3]?[0-9]"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_OF_YEAR = rf"(?:,? (?P<year>{_YEAR})(?![\w-]|[.,:/][0-9])(?: ?(?P<r>r\.|roku)(?!\w))?)?"
_LINK = r"(?P<link>,? (?:i|oraz|lub|albo|do|na|a) | ?[-–] ?|/)"


def _case(match: re.Match[str], otherwise: Case = "nom") -> Case:
    """What the word before asks for: places and times in the locative after `w`, else the first that it may."""
    cases = asked(text_before(match))
    return cases[0] if cases else otherwise


def _of_year(match: re.Match[str]) -> str:
    if not match["year"]:
        return ""
    r = f" roku{final_stop(match, match['r'])}" if match["r"] else ""
    return f" {ordinal(int(match['year']), 'gen')}{r}"


_NAMED_DAY = re.compile(r" (?:to|był[oa]?|jest|będzie) (?!\w+(?:ono|ano|to)\b)")
"""`8 marca to Dzień Kobiet`: the day itself is spoken of."""


def _date(match: re.Match[str]) -> str | None:
    """`3 maja 1791 r.`"""
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    found = re.search(r"(?i)(?<!\w)(przed|po|między|pomiędzy) $", text_before(match))
    cases: dict[str, Case] = {"po": "loc"}
    case: Case = cases.get(found[1].lower(), "ins") if found else "gen"
    if not text_before(match).strip() and _NAMED_DAY.match(match.string, match.end()):
        case = "nom"
    return f"{ordinal(day, case)} {_month(match)}{_of_year(match)}"


def _month(match: re.Match[str]) -> str:
    name = match["month"]
    return _MONTHS[_NAMES[name.lower()] - 1] if name.endswith(".") or len(name) < 4 else name


def _days(match: re.Match[str]) -> str | None:
    """`od 2 do 9 maja`, `2-9 maja`, `w nocy z 2 na 3 maja`."""
    first, last, link = int(match["first"]), int(match["day"]), match["link"]
    if not (1 <= first <= 31 and 1 <= last <= 31):
        return None
    case = _case(match, "gen") if link.strip() == "a" else "gen"
    rest = f"{_month(match)}{_of_year(match)}"
    if link.strip() in "-–":
        start = "" if re.search(r"(?i)(?<!\w)(?:od|między) $", text_before(match)) else "od "
        return f"{start}{ordinal(first, 'gen')} do {ordinal(last, 'gen')} {rest}"
    link = " i " if link == "/" else link
    return f"{ordinal(first, case)}{link}{ordinal(last, case)} {rest}"


def _numeric(match: re.Match[str]) -> str | None:
    """`3.05.1791`, `2021-01-14`, `11 XI 1918`."""
    written = match["m"]
    day, month = int(match["d"]), int(written) if written.isdigit() else roman(written)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    short = len(match.groupdict().get("y") or "0000") == 2 and match["s"] == "."
    if short and not (match["r"] or re.search(r"(?i)(?<!\w)(?:dnia|dniu|z|od|do|na|po|przed) $", text_before(match))):
        return None  # a version: `3.10.12`
    said = f"{ordinal(day, 'gen')} {_MONTHS[month - 1]}"
    if match.groupdict().get("y"):
        year = int(match["y"])
        year += 0 if year > 99 else 1900 if year > 50 else 2000
        said += f" {ordinal(year, 'gen')}"
    r = match.groupdict().get("r")
    return said + (f" roku{final_stop(match, r)}" if r else "")


def _month_year(match: re.Match[str]) -> str:
    """`w maju 2020`."""
    return f"{match['month']}{_of_year(match)}"


def _year(match: re.Match[str]) -> str:
    """`w 1987 r.`, `2024 rok`."""
    noun = match["noun"]
    cases = asked(text_before(match))
    case: Case = {"rok": "nom", "rokiem": "ins", "rokowi": "dat"}.get(noun, "loc" if "loc" in cases else "gen")  # type: ignore[assignment]  # of literals only
    return f"{ordinal(int(match['year']), case)} {'roku' if noun == 'r.' else noun}{final_stop(match, noun)}"


_DATED = re.compile(
    r"(?i)(?<!\w)(?:dnia|dniu|dni|dniach|się|poniedział\w+|wtor\w+|środ[aęy]|czwart\w+|piąt\w+|sobot[aęy]|"
    r"niedziel[aęi]|(?:pon|wt|śr|czw|pt|sob|nd|niedz)\.|termin\w*|data|daty),? (?:[0-9]{1,2} ?[-–] ?)?$"
)
_TIMED = re.compile(r",? (?:o |od |godz\.? |\(?)[0-9]{1,2}[:.][0-9]{2}(?!\w)|,? (?:o|od) godz|,? godz\.? [0-9]")


def _day_month(match: re.Match[str]) -> str | None:
    """`5.12 o 19:30`, `sobota 7.06`, `24-26.05`: where something says that it is a day."""
    day, month = int(match["d"]), int(match["m"])
    known = _DATED.search(text_before(match)) or _TIMED.match(match.string, match.end())
    if not (1 <= day <= 31 and 1 <= month <= 12 and known):
        return None
    first = ""
    if match["first"]:
        first = f"{ordinal(int(match['first']), 'gen')} do "
        first = first if re.search(r"(?i)(?<!\w)od $", text_before(match)) else f"od {first}"
    return f"{first}{ordinal(day, 'gen')} {_MONTHS[month - 1]}{final_stop(match)}"


_YEAR_FORMS: dict[Case, str] = {
    "nom": "rok", "gen": "roku", "dat": "rokowi", "acc": "rok", "ins": "rokiem", "loc": "roku",
}  # fmt: skip


def _bare_year(match: re.Match[str]) -> str | None:
    """`W 1863 wybuchło`, `od 1990 do 2005`, `rok 2020`; a count where things follow."""
    word = match["word"]
    after = match.string[match.end() :][:60]
    counted = any(way.plural and way.case in ("gen", "loc", "ins", "dat") for way in phrase(after))
    if counted and not after.startswith((" do ", " a ", " na ")):
        return None
    low = word.lower()
    case: Case
    if low == "r.":
        case = (asked(text_before(match)) or ("nom",))[0]
        word = _YEAR_FORMS[case]
    elif low in ("rok", "roku"):
        loc = low == "roku" and re.search(r"(?i)(?<!\w)w $", text_before(match))
        case = "nom" if low == "rok" else "loc" if loc else "gen"
    else:
        season = low in ("latem", "zimą", "wiosną", "jesienią")
        case = "gen" if season else (asked(f"{word} ") or ("nom",))[0]
    return f"{word} {ordinal(int(match['year']), case)}"


def _decades(match: re.Match[str]) -> str:
    """`lata 90.`, `lat 50. i 60.`, `latach 1960.`"""
    case: Case = {"lata": "nom", "lat": "gen", "latach": "loc", "latami": "ins", "latom": "dat"}[match["word"].lower()]  # type: ignore[assignment]  # of literals only

    def ten(written: re.Match[str]) -> str:
        return ordinal(int(written.group(1)), case, plural=True)

    tens = re.sub(r"([0-9]+)(?:\.|-te|-tych)?", ten, match["tens"])
    stop = "." if match.group().endswith(".") and match.end() == len(match.string) else ""
    tens = re.sub(" ?[-–] ?", " i ", tens)
    return f"{match['word']} {tens}{stop}"


_CENTURIES = {
    "w.": "", "wiek": "nom", "wieku": "", "wiekiem": "ins", "stulecie": "nom", "stulecia": "gen", "stuleciu": "loc",
    "wieki": "nom", "wieków": "gen", "wiekach": "loc",
}  # fmt: skip


def _century(match: re.Match[str]) -> str | None:
    """`w XX w.`, `XVI-XVII wieku`, `XXI wiek`."""
    noun = match["noun"]
    # `w XVII w. i XVIII w.`
    cases = asked(re.sub(r"[IVX]+ (?:w\.|wieku),? (?:i|oraz|lub|albo) $", "", text_before(match)))
    case: Case = _CENTURIES[noun] or ("loc" if "loc" in cases else "gen")  # type: ignore[assignment]  # of literals only
    if noun == "w." and not cases and not text_before(match).strip():
        case = "nom"
    gender = "n" if noun.startswith("stul") else "m3"
    numbers = [int(run) if run.isdigit() else roman(run) for run in re.findall("[0-9]+|[IVX]+", match["numbers"])]
    if not all(0 < number < 40 for number in numbers):
        return None
    said = [ordinal(number, case, gender) for number in numbers]
    link = re.search(r" (?:i|oraz|lub|albo|do|na|a) ", match["numbers"])
    full = {"nom": "wiek", "loc": "wieku", "gen": "wieku"}[case] if noun == "w." else noun
    return f"{(link[0] if link else ' i ').join(said)} {full}{final_stop(match, noun)}"


def _listed_years(match: re.Match[str]) -> str:
    """`z 1968, 1970 i 1980 r.`: each in the case of the last."""
    case: Case = "loc" if "loc" in asked(text_before(match)) else "gen"
    said = re.sub("[0-9]{4}", lambda year: ordinal(int(year.group()), case), match["years"])
    return f"{said} roku{final_stop(match)}"


def _listed_days(match: re.Match[str]) -> str | None:
    """`6, 7 i 8 października`."""
    days = [int(day) for day in re.findall("[0-9]+", match["days"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    said = re.sub("[0-9]+", lambda day: ordinal(int(day.group()), "gen"), match["days"])
    return f"{said} {_month(match)}{_of_year(match)}"


def _between_years(match: re.Match[str]) -> str:
    """`między 1914 a 1918`, `między 1650 a 1700 r.`"""
    noun = f" rokiem{final_stop(match)}" if match["r"] else ""
    return f"{match['word']} {ordinal(int(match['a']), 'ins')} a {ordinal(int(match['b']), 'ins')}{noun}"


def _rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
    return Rule(name, expression(pattern), say, frozenset(needs))


_R = r"(?: ?(?P<r>r\.|roku)(?!\w))?"
_H = r"(?P<h{0}>[01]?[0-9]|2[0-4])(?:[.:](?P<m{0}>[0-5][0-9]))?"
_HM = r"(?P<h{0}>[01]?[0-9]|2[0-4]){1}(?P<m{0}>[0-5][0-9])"
_ROMANS = r"[IVX]+(?:(?:,? (?:i|oraz|lub|albo|do|na|a) | ?[-–/] ?)[IVX]+)*"
_DAY_NAMES = "|".join(DAYS)


def _short_year(match: re.Match[str]) -> str:
    """`w '68 roku`, `w ’89`."""
    case = _case(match, "nom")
    return f"{ordinal(int(match['y']), case)}{match['noun'] or ''}"


RULES = (
    _rule("year", r"['’](?<![\w'’].)(?P<y>[0-9]{2})(?P<noun> roku)?(?![\w'’])", _short_year, "'’"),
    _rule(
        "date",
        rf"{_LEFT}(?P<days>{_DAY}(?:, {_DAY})+ (?:i|oraz|lub) {_DAY}) (?P<month>(?i:{_MONTH}))(?!\w){_OF_YEAR}",
        _listed_days,
    ),
    _rule(
        "years",
        rf"(?<!\w)(?P<word>[Mm]iędzy|[Pp]omiędzy) (?P<a>{_YEAR}) a (?P<b>{_YEAR})(?![\w-]|[.,:/][0-9])"
        rf"(?! rok)(?: ?(?P<r>r\.))?",
        _between_years,
    ),
    _rule(
        "time",
        (
            r"(?<!\w)(?P<od>[Oo]d) (?P<first>[0-9]{1,2}) do (?P<last>[0-9]{1,2})(?:[.:](?P<m>[0-5][05]))?("
            r"?![\w:%]|[.,][0-9])"
        ),
        open_hours,
    ),
    _rule("time", r"(?<=wpół do )(?P<h>[1-9]|1[0-2])(?![\w:,])", lambda match: ordinal(int(match["h"]), "gen", "f")),
    _rule(
        "time",
        r"(?<=\b[wW] )(?P<n>[0-9]{1,3})['′’](?![\w'’])",
        lambda match: f"{ordinal(int(match['n']), 'loc', 'f')} minucie",
        "'′’",
    ),
    _rule(
        "time",
        (
            r"(?<=między )(?P<a>[1-9]|1[0-9]|2[0-4]) a (?P<b>[1-9]|1[0-9]|2[0-4])(?![\w:%]|[.,-][0-9]| "
            r"[0-9])"
        ),
        between_hours,
    ),
    _rule(
        "date",
        (r"(?<=[pw][it][ąo][tr]ek )(?P<d>[0-3]?[0-9])\.(?=$|[ ,)])(?! [a-z])"),
        lambda match: ordinal(int(match["d"]), "gen") + final_stop(match),
    ),
    _rule(
        "weekdays",
        (
            rf"(?<!\w)(?P<first>(?i:{_DAY_NAMES}))\.? ?(?:[-–]|do) ?(?P<last>(?i:{_DAY_NAMES})"
            r")(?:\.|(?!\w))(?!\w)(?::? (?P<h>[01]?[0-9]|2[0-4]) ?[-–] ?(?P<h2>[01]?[0-9]|2[0-4])("
            r"?![\w:%-]|[.,:][0-9]))?"
        ),
        week_span,
        "-–d",
    ),
    _rule(
        "time",
        (
            rf"(?<!\w)(?P<day>(?i:(?:{_DAY_NAMES})\.|poniedziałek|wtorek|środa|czwartek|"
            r"piątek|sobota|niedziela|piątku|niedzieli|soboty|codziennie))(?P<gap>[,:]? )"
            rf"{_H.format('')} ?[-–] ?{_H.format('2')}"
            r"(?![\w:%]|[.,][0-9])"
        ),
        day_hours,
        "-–",
    ),
    _rule("date", rf"{_LEFT}(?P<y>{_YEAR})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![\w-]){_R}", _numeric, "-"),
    _rule(
        "date",
        (
            rf"{_LEFT}(?P<d>{_DAY})(?P<s>[./-]) ?(?P<m>[01]?[0-9])(?P=s) ?(?P<y>{_YEAR}|"
            rf"[0-9]{{2}}(?=[ ),;]|$))(?![\w/-]|[.,][0-9]){_R}"
        ),
        _numeric,
    ),
    _rule(
        "date",
        (
            rf"{_LEFT}(?P<d>{_DAY})[ .](?P<m>I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})[ .](?P<y>{_YEAR}"
            rf")(?![\w/-]|[.,][0-9]){_R}"
        ),
        _numeric,
        "IVX",
    ),
    _rule(
        "date",
        (
            rf"{_LEFT}(?:(?P<first>{_DAY}) ?[-–] ?)?(?P<d>{_DAY})\.(?P<m>0?[1-9]|1[0-2])(?![\w/%-]|[.,][0-9]"
            rf"| ?(?:proc|%|zł"
            r"|mln|mld|tys))\.?"
        ),
        _day_month,
        ".",
    ),
    _rule("date", rf"{_LEFT}(?<=[Dd]nia |[Dd]niu )(?P<d>{_DAY})\.(?P<m>0[1-9]|1[0-2])(?![\w/-]|[.,][0-9])", _numeric),
    _rule(
        "date",
        (
            rf"{_LEFT}(?P<first>{_DAY})\.?{_LINK}(?P<day>{_DAY})\.? (?P<month>(?i:{_MONTH})"
            rf")(?!\w){_OF_YEAR}"
        ),
        _days,
    ),
    _rule("date", rf"(?<![\w.:/-])(?<![0-9],)(?P<day>{_DAY})\.? (?P<month>(?i:{_MONTH}))(?!\w){_OF_YEAR}", _date),
    _rule("date", rf"(?<!\w)(?P<month>(?i:{_MONTH}))(?!\w) (?P<year>{_YEAR})(?![\w-]|[.,:/][0-9]){_R}", _month_year),
    _rule(
        "years",
        (
            rf"{_LEFT}(?P<years>(?:{_YEAR}(?:,| i| oraz| lub| albo) )+{_YEAR}) ?(?:r\.|"
            r"roku)(?!\w)"
        ),
        _listed_years,
        "r",
    ),
    _rule(
        "year",
        (
            rf"{_LEFT}(?P<year>{_YEAR}|[1-9][0-9]{{2}}(?= (?:r\.|roku))|[1-9][0-9]?(?= (?:r\.|roku)"
            rf" (?:p\.)?n\.e\.)) ?(?P<noun>r\.|"
            r"roku|rokiem|rokowi|rok)(?!\w)"
        ),
        _year,
        "r",
    ),
    _rule(
        "year",
        (
            r"(?<!\w)(?P<word>(?i:we?|od|do|z|po|przed|między|około|rok|roku|r\.|latem|zimą|wiosną|"
            rf"jesienią)) (?P<year>{_YEAR})(?![\w%-]|[.,:/][0-9]| ?[%€$]| zł)"
        ),
        _bare_year,
    ),
    _rule(
        "decade",
        (
            r"(?<!\w)(?P<word>(?i:lata|latach|lat|latami|latom)) (?P<tens>2000\.|(?:[12][0-9])?[1-9]0(?:"
            r"\.|-te|-tych)(?:(?: i | oraz |, | lub | ?[-–] ?)(?:[12][0-9])?[1-9]0(?:\.|-te|-tych)?)*|(?:[12][0-9])?[1-"
            r"9]0(?= [XIV]+ w))"
        ),
        _decades,
        "0",
    ),
    _rule(
        "century",
        (
            rf"(?<![\w.])(?P<numbers>{_ROMANS}|[12]?[0-9]\.) (?P<noun>w\.|wieku|wiekiem|"
            r"wiekach|wieków|wieki|wiek|stulecie|stulecia|stuleciu)(?!\w)"
        ),
        _century,
        "w",
    ),
    _rule(
        "time",
        (
            rf"(?<!\w)(?<![0-9] )(?P<name>(?i:godz\.|godzin(?:ie|y|a|ą|ę|ach))) {_H.format('')}(?:"
            rf" ?[-–] ?{_H.format('2')})?(?![\w:%]|[.,][0-9])"
        ),
        named_hour,
        "g",
    ),
    _rule(
        "time",
        (
            rf"{_LEFT}{_HM.format('', '(?P<sign>[.:])')} ?[-–] ?{_HM.format('2', '(?P=sign)')}(?!["
            r"\w:%]|[.,][0-9])"
        ),
        clock_time,
        ":.",
    ),
    _rule(
        "time",
        rf"{_LEFT}{_HM.format('', '(?P<sign>[.:])')}(?P<h2>)(?P<m2>)(?![\w:%]|[.,][0-9]| [0-9]{{3}}(?![0-9]))",
        clock_time,
        ":.",
    ),
    _rule(
        "time",
        (
            r"(?<=\b[oO] )(?P<h>[01]?[0-9]|2[0-4])(?=(?P<part> (?:rano|wieczorem|w nocy|"
            r"w południe|po południu|nad ranem))?)(?![\w:%/]|[.,-][0-9])"
        ),
        at_hour,
    ),
)
