"""Dates, years and times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import final_stop
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.wording.romance.tongue import Tongue

_NEEDS = frozenset(DIGITS)
_THIS_CENTURY = 50
"""Two-digit years below it are of the 2000s."""


def _months(tongue: Tongue) -> dict[str, int]:
    """Names and abbreviations, in lower case, by the month's number."""
    names = tongue.data["months"]["names"]
    short = tongue.data["months"].get("short", {})
    return {name: number for number, name in enumerate(names, 1)} | {
        key: names.index(name) + 1 for key, name in short.items()
    }


def dates(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for dates, in order."""
    months = _months(tongue)
    names = tongue.data["months"]["names"]
    by_length = sorted(map(re.escape, months), key=len, reverse=True)
    month = rf"(?P<month>(?i:{'|'.join(by_length)}))(?:(?<=\.)|(?!\w))"
    joint = tongue.words["of_date"]

    def full(day: int, month: int, year: str) -> str | None:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _THIS_CENTURY else 1900)
        return tongue.words["date"].format(
            day=tongue.said_day(day), month=names[month - 1], year=tongue.said_year(number)
        )

    def iso(match: re.Match[str]) -> str | None:
        # `3.10.12` is a version or a section, unless something asks for a day
        if len(match["y"]) == 2 and match.groupdict().get("s") == ".":
            head = match.string[max(0, match.start() - 16) : match.start()]
            if not asked.search(head):
                return None
        return full(int(match["d"]), int(match["m"]), match["y"])

    def short(match: re.Match[str]) -> str | None:
        day, number = int(match["d"]), int(match["m"])
        if not (1 <= number <= 12 and 1 <= day <= 31):
            return None
        return match["before"] + tongue.words["day_month"].format(day=tongue.said_day(day), month=names[number - 1])

    def spelled(match: re.Match[str]) -> str | None:
        day = int(match["day"])
        if not 1 <= day <= 31:
            return None
        # the day alone is replaced where the month stays as written: least change, best offsets
        to = f" {tongue.words['to']} {tongue.said_day(int(match['until']))}" if match["until"] else ""
        name = names[months[match["month"].lower()] - 1]
        name = match["month"] if match["month"].lower() == name else name
        year = f"{match['of'] or ' '}{tongue.said_year(int(match['year']))}" if match["year"] else ""
        number = first_day if match["first"] and first_day else tongue.said_day(day)
        link, of = match["joint"], match["of"] or " "
        if match["month"].endswith(".") or name != match["month"]:  # `11 sept. 2001`: 11 de septiembre de 2001
            full_date = tongue.words["date"].partition("{month}")
            link = full_date[0].removeprefix("{day}") if link == " " else link
            of = full_date[2].removesuffix("{year}") if of == " " else of
            year = f"{of}{tongue.said_year(int(match['year']))}" if match["year"] else ""
        return f"{number}{to}{link}{name}{year}"

    def days(match: re.Match[str]) -> str | None:
        figures = [int(match[name]) for name in ("a", "b", "bb", "c") if match[name]]
        if figures != sorted(set(figures)) or not 1 <= figures[0] <= figures[-1] <= 31:
            return None
        link = f" {tongue.words['and']} " if len(figures) == 2 else ", "
        return f"{link.join(map(tongue.said_day, figures))}{match['joint']}{match['month']}"

    def month_year(match: re.Match[str]) -> str | None:
        name = names[months[match["month"].lower()] - 1]
        name = match["month"] if match["month"].lower() == name else name
        link = match["joint"]
        if name != match["month"] and link == " ":
            link = tongue.words["date"].partition("{month}")[2].removesuffix("{year}")
        return f"{name}{link}{tongue.said_year(int(match['year']))}"

    asked = expression(rf"(?:(?<!\w)(?:{tongue.words['before_day']}) |[(\[]|(?<!\w)[–-] )$")
    # `le 1/4 de finale` is a share, `el 1/4 de 2020` a day
    shares = r" (?:de|du|des|del|della|dei|degli|delle|di|da|do|das|dos)(?!\w| [0-9])| d['’]"
    first, first_day = tongue.words["first_marks"], tongue.words.get("first_day", "")
    before = rf"(?<!\w)(?P<before>(?:{tongue.words['before_day']}) |[Ll]['’](?=1?1/))"
    until = r"(?: ?[-–] ?(?P<until>[0-3]?[0-9]))?"
    day = rf"(?<!\w)(?<![0-9][.,:/-])(?P<day>[0-3]?[0-9])(?P<first>(?<=1)(?:{first}))?{until}"
    several = (
        r"(?<![\w.,:/-])(?P<a>[0-3]?[0-9])(?:/(?P<b>[0-3]?[0-9])"
        r"|(?P<s>[/-])(?P<bb>[0-3]?[0-9])(?P=s)(?P<c>[0-3]?[0-9]))"
    )
    figures = (
        r"(?<![\w.,/-])(?P<d>[0-3]?[0-9])(?:(?<=[^0-9]1)(?:er|º))?(?P<s>[/.-])(?P<m>[01]?[0-9])(?P=s)"
        r"(?P<y>(?:[12][0-9])?[0-9]{2})"
    )
    four = r"(?P<year>[12][0-9]{3})(?!\w|[.,][0-9])"

    def rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None]) -> Rule:
        return Rule(name, expression(pattern), say, frozenset(DIGITS))

    return (
        rule("date", rf"{several}(?P<joint>{joint}){month}", days),
        rule("date", r"(?<![\w.,/-])(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![\w/-])", iso),
        rule("date", rf"{figures}(?![\w/-]|[.,][0-9])", iso),
        rule(
            "date",
            (
                rf"{before}(?P<d>[0-3]?[0-9])(?:(?<=1)(?:{first}))?/(?P<m>[01]?[0-9])(?![\w/-]|"
                rf"[.,][0-9]|{shares})"
            ),
            short,
        ),
        rule(
            "date",
            (
                r"(?<![\w.,/:-])(?P<before>)(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])"
                r"(?=,? (?:a las?|[àa]s?|alle|ore|dalle|das|de las|dès) (?:ore )?[0-9]{1,2}(?:[:.h ]|$))"
            ),
            short,
        ),
        rule("date", rf"{day}(?P<joint>{joint}){month}(?:(?P<of>{joint}|,? ){four})?", spelled),
        rule("year", rf"(?<!\w){month}(?P<joint>{joint}){four}", month_year),
    )


def months(tongue: Tongue) -> tuple[Rule, ...]:
    """`ene.-mar.`: a span of shortened months."""
    names, known = tongue.data["months"]["names"], _months(tongue)
    some = "|".join(sorted(map(re.escape, known), key=len, reverse=True))

    def span(match: re.Match[str]) -> str:
        first, last = (names[known.get(match[which].lower(), 3) - 1] for which in "ab")  # 3: `mar.`, a weekday too
        return f"{first}-{last}"

    alone = "|".join(sorted((re.escape(name) for name in known if name[-1] == "." and name != "mar."), key=len))
    before = "".join(
        rf"(?<=\b{word} )|" for word in ("em", "de", "até", "en", "desde", "hasta", "a", "di", "fin", "fino a")
    )
    single = rf"(?:{before}(?!))(?P<a>{alone})(?! ?[0-9]|[\w-])"

    def one(match: re.Match[str]) -> str:
        return f"{names[known[match['a']] - 1]}{final_stop(match)}"

    pattern = rf"(?<!\w)(?P<a>(?i:{some})) ?[-–] ?(?P<b>(?i:{some}|mar\.))(?:(?<=\.)|(?!\w))"
    return (
        Rule("months", expression(pattern), span, frozenset("-–")),
        Rule("month", expression(single), one, frozenset(".")),
    )


def weekdays(tongue: Tongue) -> tuple[Rule, ...]:
    """`lun-ven`, `seg. a sex.`: shortened days that are a span; `[wording.days]`."""
    days: dict[str, str] = tongue.data.get("days", {})
    if not days:
        return ()

    def span(match: re.Match[str]) -> str:
        link = match["link"] if match["link"].strip(" -–") else f" {tongue.words['to']} "
        stop = "." if match.group().endswith(".") and match.end() == len(match.string) else ""
        return f"{days[match['first'].lower()]}{link}{days[match['last'].lower()]}{stop}"

    some = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    names = "|".join(tongue.data["months"]["names"])
    pattern = (
        rf"(?<!\w)(?P<first>(?i:{some}))\.?(?P<link> ?[-–/] ?| (?:a|à|au|al|e|et|y) )(?P<last>(?i:{some}))(?!\w)\.?"
    )
    one = (
        rf"(?<!\w)(?P<day>(?i:{some}))\.(?=,? (?:[aà]s? |das |de |a las |dalle |alle )?[0-9]{{1,2}}(?:h"
        rf"|:|\.[0-9]| ?[-–]| (?:de )?(?:{names})(?!\w)|/[01]?[0-9](?![0-9/])))"
    )

    def single(match: re.Match[str]) -> str:
        return days[match["day"].lower()]

    return (
        Rule(("weekdays"), expression(pattern), span),
        Rule("weekday", expression(one), single, frozenset("."), digits=True),
    )


def seasons(tongue: Tongue) -> tuple[Rule, ...]:
    """Two years in a row that are one season, said without a word between: `2020/21`, `temporada 24/25`."""
    named = expression(rf"(?<!\w)(?i:{tongue.words['seasons']}) (?:\w+ )?$")

    def said(match: re.Match[str]) -> str | None:
        first, second = match["first"], match["second"]
        after = int(first) + 1
        known = named.search(match.string[max(0, match.start() - 30) : match.start()])
        if int(second) not in (after, after % 100) or len(second) > len(first):
            return None
        if (match["sign"] != "/" and len(second) == 4 and not known) or (len(first) == 2 and not known):
            return None
        if len(first) == 2:
            return f"{tongue.cardinal(int(first), '')} {tongue.cardinal(int(second), '')}"
        whole = len(second) == 4 or second[0] == "0" or "season_in_full" in tongue.words
        last = tongue.said_year(after) if whole else tongue.cardinal(int(second), "")
        return f"{tongue.said_year(int(first))} {last}"

    pattern = (
        r"(?<![\w.,/-])(?P<first>(?:1[0-9]|20)[0-9]{2}|[0-9]{2}(?=[/-])|[2-9][0-9]{2}(?=/))(?P<sign>[-–/])"
        r"(?P<second>[0-9]{2,4})(?![\w/%]|[.,-][0-9])"
    )
    return (Rule("years", expression(pattern), said, frozenset("-–/")),)


def quarters(tongue: Tongue) -> tuple[Rule, ...]:
    """`3T22`, `1T 2024`: a quarter and its year; where the language has `quarter` among its words."""
    words = tongue.words
    if "quarter" not in words:
        return ()

    def said(match: re.Match[str]) -> str:
        number, year = int(match["n"]), int(match["y"])
        name = tongue.data["roman"].get("shortened", {}).get(tongue.ordinal(number, "m", False))
        name = name or tongue.ordinal(number, "m", False)
        return f"{name} {words['quarter']} {words['of_year']} {tongue.said_year(year if year > 99 else year + 2000)}"

    pattern = r"(?<![\w.,])(?P<n>[1-4])[ºo°]?[TQ] ?(?P<y>20[0-9]{2}|[0-3][0-9])(?!\w|[.,][0-9])"
    return (Rule("quarter", expression(pattern), said, frozenset("TQ")),)


def years(tongue: Tongue) -> tuple[Rule, ...]:
    """Years known by the word before them, where they are not said as a count; the apostrophe of `'68` goes."""
    before = expression(rf"(?<!\w)(?i:{tongue.words['before_year']})(?: |['’])$")
    decades = tongue.words["decades"]
    whole = r"1[0-9]{3}|20[0-9]{2}|(?<=an )[89][0-9]{2}"

    def said(match: re.Match[str]) -> str | None:
        known = before.search(match.string[max(0, match.start() - 20) : match.start()])
        return tongue.said_year(int(match.group())) if known else None

    def decade(match: re.Match[str]) -> str:
        return f"{match['before']}{tongue.said_year(int(match['year']))}"

    return (
        Rule("year", expression(rf"(?<![\w.,/-])(?:{whole})(?![\w%€$]| ?[%€$]|[.,/-]?[0-9])"), said, _NEEDS),
        Rule(
            "year",
            expression(
                rf"(?<!\w)(?P<before>(?:{decades}) )['’]?(?P<year>[1-9]0|1[0-9]{{3}}|20[0-9]{{2}})(?![\w%]|[-–][0-9])"
            ),
            decade,
            _NEEDS,
        ),
        Rule(
            "year",
            expression(r"(?:(?<=[\s-])|^)['’](?=[0-9]{2}0?(?![\w%'’]|[.,][0-9]))"),
            lambda _: "",
            frozenset("'’"),
        ),
    )
