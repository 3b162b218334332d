"""Money, units, sides and ranges from a language's tables."""

from __future__ import annotations

import re

from articast.wording.common import final_stop
from articast.wording.marks import quoted
from articast.wording.rules import Rule, expression
from articast.wording.tables.table import LEFT, NEEDS, NUMBER, SIGNED, Table, any_of


def money(table: Table) -> list[Rule]:
    """`€ 5`, `5,50 zł`, `€ 10.000-15.000`, `3 mln euro`."""
    coins: dict[str, str] = table.data["coins"]
    cents: dict[str, str] = table.data.get("cents", {})
    scales: dict[str, str] = table.data.get("magnitudes", {})
    much = rf"(?: ?(?P<scale>{any_of(scales)})(?!\w))?"

    def said(match: re.Match[str]) -> str:
        written, coin, scale = match["n"], match["coin"], match["scale"]
        if scale:
            return f"{table.number(written)} {table.form(scales[scale], written)} {table.form(coins[coin], '5')}"
        whole, _, part = written.partition(",")
        if coin not in cents or len(part) != 2:
            return f"{table.number(written)} {table.form(coins[coin], written)}"
        small = f"{table.number(part.lstrip('0') or '0')} {table.form(cents[coin], part.lstrip('0'))}"
        if not int(part):
            return f"{table.number(whole)} {table.form(coins[coin], whole)}"
        if not int(re.sub(r"\D", "", whole)):
            return small
        tail = small if table.word("cents_named") else table.number(part.lstrip("0"))
        return f"{table.number(whole)} {table.form(coins[coin], whole)} {tail}"

    def span(match: re.Match[str]) -> str:
        """`€ 10.000-15.000`, `€ 5 - € 7`."""
        low, high, coin, scale = match["low"], match["high"], match["coin"], match["scale"]
        tail = f" {table.form(scales[scale], high)}" if scale else ""
        name = table.form(coins[coin], "5" if scale else high)
        return f"{table.number(low)} {table.word('to')} {table.number(high)}{tail} {name}"

    ahead = rf"(?<![\w$])(?P<coin>{any_of(coins)}) ?(?P<n>{NUMBER})(?:,-+)?{much}(?!\w)"
    several = (
        rf"(?<![\w$])(?P<coin>{any_of(coins)}) ?(?P<low>{NUMBER}) ?[-–] ?(?:(?P=coin) ?)?(?P<high>"
        rf"{NUMBER}){much}(?![\w-])"
    )
    behind = rf"{LEFT}(?P<n>{NUMBER}){much} ?(?P<coin>{any_of(coins)})(?!\w)"
    scaled = rf"{LEFT}(?P<n>{NUMBER}) ?(?P<scale>{any_of(scales)})(?!\w)"
    spans = [Rule("money", expression(several), span, frozenset("-–"))] if table.word("to") else []
    rules = [
        *spans,
        Rule("money", expression(behind), said, NEEDS),
        Rule("money", expression(ahead), said, NEEDS),
    ]
    if scales:
        pattern = expression(scaled)
        rules.append(
            Rule(
                "number",
                pattern,
                lambda match: f"{table.number(match['n'])} {table.form(scales[match['scale']], match['n'])}",
                NEEDS,
            )
        )
    return rules


def units(table: Table) -> list[Rule]:
    """`20-25 min`, `5 mm/u`, `-3 °C`."""
    units: dict[str, str] = table.data["units"]
    link = rf"(?: ?[-–] ?| {table.word('to') or '(?!)'} )"
    to = rf"(?:(?: ?%(?={link}{NUMBER} ?%))?{link}(?P<high>{NUMBER}))?"

    def said(match: re.Match[str]) -> str:
        low, high = match["low"], match["high"]
        before = f"{table.number(low)} {table.word('to')} " if high else ""
        stop = final_stop(match, match["unit"])
        rate = f" {table.word('per_unit') or table.word('per')} {per[match['per']]}" if match["per"] else ""
        return f"{table.sign(match)}{before}{table.counted(high or low, units[match['unit']])}{rate}{stop}"

    per: dict[str, str] = table.data.get("per", {})
    rate = rf"(?:/(?P<per>{any_of(key for key in per if key.isalpha())})(?!\w))?" if per else "(?P<per>(?!))?"
    pattern = rf"{SIGNED}(?P<low>{NUMBER}){to}[ -]?(?P<unit>{any_of(units)}){rate}(?![\w²³]|/[a-z])"
    return [Rule("unit", expression(pattern), said, NEEDS)]


def inches(table: Table) -> list[Rule]:
    """`een 55" tv`, `27″`; no quotation mark that closes. And a lens's `f/1.8`."""

    def said(match: re.Match[str]) -> str | None:
        before = match.string[: match.start()]
        if match.group()[-1] in '"”' and (quoted(match.string[: match.end() - 1]) or _DECADE.search(before[-9:])):
            return None
        return table.counted(match["n"].replace(".", ","), table.word("inches"))

    def lens(match: re.Match[str]) -> str:
        return f"F {table.number(match['n'].replace('.', ','))}"

    inches = rf"{LEFT}(?P<n>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)(?:″|[\"”](?!\w)|[- ]inch(?:es)?(?!\w))"
    stop = r"f(?<![\w.].)/ ?(?P<n>[0-9]{1,2}(?:[.,][0-9]{1,2})?)(?![\w/])"
    some = [Rule("inches", expression(inches), said, frozenset('″"”i'), digits=True)] if table.word("inches") else []
    return [*some, Rule("lens", expression(stop), lens, frozenset("/"), digits=True)]


_DECADE = expression(r"(?i)(?<!\w)(?:lat|lata|latach|jaren) $")
_LENGTHS = ("mm", "cm", "dm", "m", "km", "px")


def sides(table: Table) -> list[Rule]:
    """`10x15 cm`, `3x3`; `4x100 m` is run four times."""
    units: dict[str, str] = table.data["units"]
    if not table.word("by"):
        return []
    named = [unit for unit in _LENGTHS if unit in units]

    def said(match: re.Match[str]) -> str | None:
        numbers, unit = re.split(" ?[x×] ?", match["sides"]), match["unit"]
        if not unit and " " in match["sides"]:
            return None
        relay = len(numbers) == 2 and numbers[0] in ("3", "4", "5", "10") and unit in ("m", "km")
        relay = relay and numbers[1] in ("50", "60", "100", "200", "400", "500", "800", "1500", "1", "5", "7,5", "10")
        link = f" {table.word('times' if relay else 'by')} "
        tail = f" {table.form(units[unit], numbers[-1])}" if unit else ""
        return link.join(map(table.number, numbers)) + tail

    side = r"[0-9]{1,5}(?:,[0-9]{1,2})?"
    sides = (
        rf"{LEFT}(?!0x)(?P<sides>{side} ?[x×] ?{side}(?: ?[x×] ?{side})?)(?: ?(?P<unit>{any_of(named)})"
        rf"(?![\w²³/]))?(?!\w|[.,][0-9])"
    )
    return [Rule("times", expression(sides), said, frozenset("x×"), digits=True)]


def ranges(table: Table) -> list[Rule]:
    """`10–15` grows; `3-2`, `3:2` are scores."""

    def said(match: re.Match[str]) -> str:
        low, high = match["low"], match["high"]
        grows = int(re.sub(r"\D", "", low)) < int(re.sub(r"\D", "", high)) and match["sign"] != ":"
        years = [table.year(int(one)) if re.fullmatch("1[1-9][0-9]{2}|20[0-9]{2}", one) else "" for one in (low, high)]
        first, last = (year or table.number(one) for year, one in zip(years, (low, high), strict=True))
        ratio = (
            match["sign"] == ":"
            and table.word("ratios")
            and re.search(
                rf"(?i)(?:{table.word('ratios')})[^.!?:]{{0,20}}$",
                match.string[max(0, match.start() - 36) : match.start()],
            )
        )
        link = table.word("ratio") if ratio else table.word("to") if grows else table.word("score")
        return " ".join(word for word in (first, link, last) if word)

    pattern = rf"{LEFT}(?P<low>{NUMBER})(?P<sign> ?[-–] ?|:)(?P<high>{NUMBER})(?![\w:/]|[.,-][0-9])"
    return [Rule("range", expression(pattern), said, frozenset("-–:"))]
