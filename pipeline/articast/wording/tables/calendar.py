"""Days, years and times of day from a language's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.wording.rules import Rule, expression
from articast.wording.tables.table import LEFT, NEEDS, Table, any_of

if TYPE_CHECKING:
    import re


def dates(table: Table) -> list[Rule]:
    """`3 mei 1871`, `3-5-1871`, `mei 1871`, `mei-juni`; names of months in full."""
    months: dict[str, str] = table.data["months"]
    year = r"(?P<year>[12][0-9]{3})(?!\w|[.,][0-9])"
    named = rf"{LEFT}(?P<day>[0-3]?[0-9])\.? (?P<month>{any_of(months)})(?!\w)(?: {year})?"
    month_year = rf"(?<!\w)(?P<month>{any_of(months)}) {year}"
    full = list(dict.fromkeys(months.values()))
    figures = rf"{LEFT}(?P<d>[0-3]?[0-9])(?P<s>[./-])(?P<m>[01]?[0-9])(?P=s)(?P<y>[12][0-9]{{3}})(?![\w/-]|[.,][0-9])"
    iso = rf"{LEFT}(?P<y>[12][0-9]{{3}})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![\w-])"

    def spelled(match: re.Match[str]) -> str:
        tail = f" {table.year(int(match['year']))}" if match["year"] else ""
        return f"{table.day(int(match['day']))} {months[match['month']]}{tail}"

    def span(match: re.Match[str]) -> str:
        return f"{months[match['a']]}-{months[match['b']]}"

    def of_year(match: re.Match[str]) -> str:
        return f"{months[match['month']]} {table.year(int(match['year']))}"

    def numeric(match: re.Match[str]) -> str | None:
        if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
            return None
        return f"{table.day(int(match['d']))} {full[int(match['m']) - 1]} {table.year(int(match['y']))}"

    spans = rf"(?<!\w)(?P<a>{any_of(months)}) ?[-–] ?(?P<b>{any_of(months)})(?!\w)"
    return [
        Rule("months", expression(spans), span, frozenset("-–")),
        Rule("date", expression(iso), numeric, frozenset("-")),
        Rule("date", expression(figures), numeric, NEEDS),
        Rule("date", expression(named), spelled, NEEDS),
        Rule("date", expression(month_year), of_year, NEEDS),
    ]


def years(table: Table) -> list[Rule]:
    """Four figures after a word that years follow."""
    before = expression(rf"(?<!\w)(?i:{table.word('before_year')})(?: de| het)? $")

    def said(match: re.Match[str]) -> str | None:
        known = before.search(match.string[max(0, match.start() - 24) : match.start()])
        return table.year(int(match.group())) if known else None

    pattern = expression(rf"{LEFT}(?:1[1-9]|20)[0-9]{{2}}(?![\w%€$]| ?[%€$]|[.,/-]?[0-9])")
    tick = expression(r"(?<=[\s-])['’](?=[0-9]{2}(?!\w))")
    return [Rule("year", pattern, said, NEEDS), Rule("year", tick, lambda _: "", frozenset("'’"))]


def times(table: Table) -> list[Rule]:
    """`14.30 uur` and `14:30`; `[wording.words]`: `clock` as said, `hour` written behind."""
    hour = table.word("hour")
    time = r"(?P<h>[01]?[0-9]|2[0-4]){0}(?P<m>[0-5][0-9])"
    marked = rf"{LEFT}{time.format('[.:]')} ?(?:{hour})(?!\w)" if hour else "(?!)"
    bare = rf"{LEFT}{time.format(':')}(?![\w:]|[.,][0-9])"

    def said(match: re.Match[str]) -> str:
        minutes = f" {table.number(match['m'].lstrip('0') or '0')}" if int(match["m"]) else ""
        if match["m"][0] == "0" and minutes:
            minutes = f" {table.number('0')}{minutes}" if table.word("minutes_zero") else minutes
        counted = table.counting.cardinal(str(int(match["h"]))) or match["h"]
        return table.word("clock").format(h=counted, m=minutes)

    def exact(match: re.Match[str]) -> str:
        units: dict[str, str] = table.data["units"]
        hours = table.data["words"]["hours"]
        parts = [(match["h"], hours), (match["m"], units["min"]), (match["s"], units["s"])]
        return " ".join(table.counted(str(int(figures)), name) for figures, name in parts)

    seconds = rf"{LEFT}(?P<h>[0-9]{{1,2}}):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![\w:]|[.,][0-9])"
    whole = [Rule("time", expression(seconds), exact, frozenset(":"))] if table.word("hours") else []
    return [
        *whole,
        Rule("time", expression(marked), said, frozenset(".:")),
        Rule("time", expression(bare), said, frozenset(":")),
    ]
