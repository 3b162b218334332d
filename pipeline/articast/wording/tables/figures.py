"""Coordinates, powers, versions, scales, machines and ranks from a language's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.wording.common import roman
from articast.wording.rules import Rule, expression
from articast.wording.tables.table import LEFT, NEEDS, NUMBER, Table, any_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


def coordinates(table: Table) -> Rule:
    """`52°22′N`, `4° 53' 20" OL`; degrees of heat or of an angle have no minutes and no side."""
    points: dict[str, str] = table.data["points"]
    units: dict[str, str] = table.data["units"]

    def said(match: re.Match[str]) -> str | None:
        if not (match["m"] or match["side"]):
            return None
        parts = [("d", "°"), ("m", "min"), ("s", "s")]
        some = [table.counted(match[name].lstrip("0") or "0", units[unit]) for name, unit in parts if match[name]]
        return " ".join([*some, *([points[match["side"]]] if match["side"] else [])])

    minutes = r"(?: ?(?P<m>[0-9]{1,2}) ?['’′])?(?: ?(?P<s>[0-9]{1,2}(?:,[0-9]+)?) ?(?:[\"”″]|''|’’))?"
    pattern = rf"{LEFT}(?P<d>[0-9]{{1,3}}(?:,[0-9]+)?) ?°{minutes}(?: ?(?P<side>{any_of(points)})(?!\w))?"
    return Rule("coordinate", expression(pattern), said, frozenset("°"))


POWER = expression(
    r"(?<![\w.,])(?P<base>[0-9]{1,9})(?P<power>⁻?[⁰¹²³⁴-⁹]{1,3})(?: (?P<unit>[A-Za-zµ]{1,3}"
    r"(?:/[a-z]{1,3}[²³]?)?)(?![\w/]))?"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def raised(table: Table, match: re.Match[str]) -> str:
    """`10²³ kg`."""
    raised = match["power"].translate(_RAISED)
    sign = f"{table.word('minus')} " if raised[0] == "-" else ""
    unit = table.data.get("units", {}).get(match["unit"])
    tail = f" {table.form(unit, '5')}" if unit else f" {match['unit']}" if match["unit"] else ""
    return f"{table.number(match['base'])} {table.word('power')} {sign}{table.number(raised.strip('-'))}{tail}"


def versions(table: Table) -> list[Rule]:
    """Figures with several full stops, or one after a name: `2.3.1`, `Python 3.12`."""

    def said(match: re.Match[str]) -> str | None:
        first, *groups = match["n"].split(".")
        # 2.500.000.000 is a number, 192.168.100.101 a machine's
        machine = len(groups) == 3 and len(first) == 3 and all(100 <= int(group) <= 255 for group in groups)
        if all(len(group) == 3 for group in groups) and len(first) <= 3 and not machine:
            return None
        return f" {table.word('point')} ".join(table.number(group) for group in (first, *groups))

    named = r"(?<=[^\W\d_] )(?P<n>[0-9]{1,3}\.[0-9]{1,2})(?![\w%€$]|[.,:][0-9]| ?[%€$])"
    software = (
        "Python|PHP|Java|Windows|Android|iOS|macOS|Ubuntu|Debian|Linux|Firefox|Chrome|WordPress|Bluetooth|USB|HTTP"
    )
    word = r"[A-Z][\w+#-]*|[a-z]+[A-Z]\w*|v"
    asked = r"(?i:versie|wersja|wersji|wersję)"
    name = expression(rf"(?<!\w)(?:(?<!^)(?<![.!?…] )(?:{word})|{software}|{asked}) $")

    def product(match: re.Match[str]) -> str | None:
        return said(match) if name.search(match.string[: match.start()][-30:]) else None

    return [
        Rule(
            "version",
            expression(r"(?<![\w.,])(?P<v>[vV])?(?P<n>[0-9]+(?:\.[0-9]+){2,})(?![\w]|[.,:][0-9])"),
            said,
            NEEDS,
        ),
        Rule("version", expression(named), product, frozenset(".")),
    ]


def scales(table: Table) -> list[Rule]:
    """`schaal 1:25.000`, and verses of scripture: figures with a colon that are no time."""

    def scale(match: re.Match[str]) -> str:
        before = f"{match['before']} " if match["before"] else ""
        return f"{before}{table.number(match['n'])} {table.word('ratio')} {table.number(match['m'])}"

    def verse(match: re.Match[str]) -> str:
        last = f" {table.word('to')} {table.number(match['last'])}" if match["last"] else ""
        rank = table.counting.ordinal(int(match["n"])).capitalize() if match["n"] and table.counting.ordinal else ""
        book = f"{rank} {known.get(match['book'], match['book'])}".strip()
        return f"{book} {table.number(match['chapter'])}, {table.number(match['first'])}{last}"

    named = rf"(?P<before>(?<!\w)(?i:{table.word('scales')})(?: [^\W\d_]+)?) "
    scales = rf"(?:{named}|{LEFT}(?=1:[0-9. ]{{4}}))(?P<n>[0-9]{{1,3}}):(?P<m>{NUMBER})(?![\w:])"
    known: dict[str, str] = table.data.get("books", {})
    books = any_of({*table.word("scripture").split(), *known})
    verses = (
        rf"(?<!\w)(?:(?P<n>[1-3])\.? ?)?(?P<book>{books}) (?P<chapter>[0-9]{{1,3}})[,:] ?(?P<first>[0-9]{{1,3}})"
        rf"(?:[-–](?P<last>[0-9]{{1,3}}))?(?![\w:])"
    )
    return [
        Rule("ratio", expression(scales), scale, frozenset(":")),
        Rule("scripture", expression(verses), verse, frozenset(",:")),
    ]


def models(table: Table) -> list[Rule]:
    """Machines: the figures after the hyphen are part of the name: `Boeing 737-900`, `A330-200`."""

    def said(match: re.Match[str]) -> str:
        return f"{match['maker']}{table.number(match['type'])} {table.number(match['variant'])}"

    makers = "Boeing|Embraer|Bombardier|Antonow|Antonov|Tupolew|Tupolev|Fokker|McDonnell|Douglas|Suchoj|Cessna"
    named = rf"(?<!\w)(?P<maker>(?:{makers}) )(?P<type>[0-9]{{2,3}})-(?P<variant>[0-9]{{1,4}})(?!\w|[.,][0-9])"
    lettered = r"(?<=[A-Z][0-9]{2})-(?=[0-9])|(?<=[A-Z][0-9]{3})-(?=[0-9])|(?<=[A-Z][0-9]{4})-(?=[0-9])"
    return [
        Rule("name", expression(named), said, frozenset("-")),
        Rule("name", expression(lettered), lambda _: " ", frozenset("-")),
    ]


def ordinals(table: Table, ordinal: Callable[[int], str]) -> list[Rule]:
    """`3e`, and sovereigns' Roman numerals."""
    rules = []
    endings = table.word("ordinal_endings")
    if endings:
        pattern = expression(rf"(?<![\w.,-])([0-9]{{1,4}})(?:{endings})(?!\w)")
        rules.append(Rule("ordinal", pattern, lambda match: ordinal(int(match[1])), NEEDS))
    rulers, ruler = table.word("rulers"), table.word("ruler")
    if rulers:
        pattern = expression(rf"(?<!\w)({any_of(rulers.split())}) (?=[IVX])([IVX]+)(?![\w])")

        def said(match: re.Match[str]) -> str:
            return ruler.format(match[1], ordinal(roman(match[2])))

        rules.append(Rule("roman numeral", pattern, said, frozenset("IVX")))
    return rules
