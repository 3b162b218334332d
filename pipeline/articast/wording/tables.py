"""Rules that a language's tables make by themselves: money, units, dates, times, ordinals, signs, initialisms.

A language needs no module for them: `[wording.units]`, `[wording.coins]` … of `voices/<lang>.toml` are enough, and each
table that is missing only leaves its rules out. What tables can't say, how days and years are counted, is `Counting`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from articast.wording.arithmetic import sums
from articast.wording.capitals import bracketed, capitals, initialisms, mixed
from articast.wording.common import final_stop, roman
from articast.wording.marks import quoted
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NUMBER = r"(?:[0-9]{1,3}(?:[. ][0-9]{3})+(?![0-9])|[0-9]{1,15})(?:,[0-9]{1,9})?"
_LEFT = r"(?<![\w.,:/-])"
_SIGNED = rf"(?:(?<![\w)\]{TAKEN}–-])(?P<sign>[-−–+]) ?|(?<![\w.,:/-]))(?<![0-9],)"
_NEEDS = frozenset(DIGITS)


@dataclass(frozen=True)
class Counting:
    """How a language counts."""

    cardinal: Callable[[str], str | None]
    """Figures, without separators → words; None: not known."""
    day: Callable[[int], str] | None = None
    """Day of the month, as before its name; None: as counted."""
    year: Callable[[int], str] | None = None
    """As in a date; None: as counted."""
    ordinal: Callable[[int], str] | None = None
    """None: ordinals are left as written."""


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@dataclass(frozen=True)
class _Table:
    """A language's data and counting."""

    data: Mapping[str, Any]
    counting: Counting

    def word(self, name: str) -> str:
        """A small word of `[wording.words]`; empty: it has none."""
        return str(self.data.get("words", {}).get(name, ""))

    def number(self, written: str) -> str:
        """A written number; what is not known stays in figures."""
        whole, _, part = re.sub(r"[. ]", "", written).partition(",")
        said = self.counting.cardinal(whole) or whole
        if not part:
            return said
        zeros = [self.counting.cardinal("0") or "0"] * (len(part) - len(part.lstrip("0")))
        rest = part.lstrip("0")
        digits = [self.counting.cardinal(digit) or digit for digit in rest] if len(rest) > 2 else []
        tail = digits or ([self.counting.cardinal(rest) or rest] if rest else [])
        return " ".join([said, self.word("decimal"), *zeros, *tail])

    def form(self, forms: str, written: str) -> str:
        """Of `one|few|many|part`, `one|many` or a single one, the form that goes with a written number."""
        names = forms.split("|")
        figures = re.sub(r"[. ]", "", written)
        few = str(self.data.get("plural", {}).get("few", "(?!)"))
        if "," in figures:
            return names[-1]
        if figures == "1":
            return names[0]
        return names[min(1 if re.fullmatch(few, figures) else 2, len(names) - 1)]

    def counted(self, written: str, forms: str) -> str:
        """A number and the form that goes with it; the number feminine where the thing's name is."""
        said = self.number(written)
        feminine: Mapping[str, str] = self.data.get("plural", {}).get("feminine", {})
        if "," not in written and forms.partition("|")[0].partition(" ")[0].endswith("a"):
            head, space, last = said.rpartition(" ")
            last = last if head and written.endswith("1") else feminine.get(last, last)
            said = f"{head}{space}{last}"
        return f"{said} {self.form(forms, written)}"

    def sign(self, match: re.Match[str]) -> str:
        """What is said for the sign of a match."""
        sign = match["sign"]
        return f"{self.word('plus' if sign == '+' else 'minus')} " if sign else ""

    def year(self, number: int) -> str:
        """A year as in a date."""
        return self.counting.year(number) if self.counting.year else self.number(str(number))

    def day(self, number: int) -> str:
        """A day of the month."""
        return self.counting.day(number) if self.counting.day else self.number(str(number))


def table_rules(data: Mapping[str, Any], counting: Counting, numbers: tuple[Rule, ...] = ()) -> tuple[Rule, ...]:
    """The rules before plain numbers, in order; only those whose words the language's `[wording]` has.

    Args:
        data: `[wording]`.
        counting: what it can't say.
        numbers: the language's own rules for numbers that are nothing else, tried before the one for any of them.
    """
    table = _Table(data, counting)
    found: list[Rule] = list(sums(data.get("words", {})))
    if data.get("words", {}).get("kelvin"):
        kelvin = expression(r"K(?<=[0-9]{3} K)(?![\w€$.-])")
        found.append(Rule("unit", kelvin, lambda _: table.word("kelvin"), frozenset("K")))
    if data.get("points"):
        found.append(_coordinates(table))
    if data.get("words", {}).get("power"):
        found.append(Rule("sum", _POWER, lambda match: _raised(table, match), frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")))
    if data.get("words", {}).get("point"):
        found += _versions(table)
    if data.get("months"):
        found += _dates(table)
    if data.get("words", {}).get("ratio"):
        found += _scales(table)
    if data.get("words", {}).get("clock"):
        found += _times(table)
    if data.get("coins"):
        found += _money(table)
    if data.get("units"):
        found += _inches(table)
        found += _sides(table)
        found += _units(table)
    if data.get("words", {}).get("to"):
        found += _models(table)
        found += _ranges(table)
    if data.get("words", {}).get("before_year"):
        found += _years(table)
    if counting.ordinal:
        found += _ordinals(table, counting.ordinal)
    found += numbers
    if data.get("words", {}).get("minus"):
        pattern = expression(rf"{_SIGNED}(?P<n>{_NUMBER})(?![\w:/]|[.,-][0-9])")
        found.append(Rule("number", pattern, lambda match: table.sign(match) + table.number(match["n"]), _NEEDS))
    return tuple(found)


def _coordinates(table: _Table) -> Rule:
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
    pattern = rf"{_LEFT}(?P<d>[0-9]{{1,3}}(?:,[0-9]+)?) ?°{minutes}(?: ?(?P<side>{_any(points)})(?!\w))?"
    return Rule("coordinate", expression(pattern), said, frozenset("°"))


_POWER = expression(
    r"(?<![\w.,])(?P<base>[0-9]{1,9})(?P<power>⁻?[⁰¹²³⁴-⁹]{1,3})(?: (?P<unit>[A-Za-zµ]{1,3}"
    r"(?:/[a-z]{1,3}[²³]?)?)(?![\w/]))?"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _raised(table: _Table, match: re.Match[str]) -> str:
    """`10²³ kg`."""
    raised = match["power"].translate(_RAISED)
    sign = f"{table.word('minus')} " if raised[0] == "-" else ""
    unit = table.data.get("units", {}).get(match["unit"])
    tail = f" {table.form(unit, '5')}" if unit else f" {match['unit']}" if match["unit"] else ""
    return f"{table.number(match['base'])} {table.word('power')} {sign}{table.number(raised.strip('-'))}{tail}"


def names(data: Mapping[str, Any], counting: Counting) -> tuple[Rule, ...]:
    """Words in capitals and names with digits, where the language has `[wording.initialisms]`."""
    if "initialisms" not in data:
        return ()
    known = capitals(data["initialisms"])
    some = initialisms(known, plural="'s")
    exact = tuple(
        replace(rule, needs=frozenset()) for rule in some if rule.name == "name"
    )  # `PiS` is a word before it is three letters
    low = expression(r"(?<=[^\W\d_])-(?=[0-9]+(?!\w))")
    return (
        Rule("name", low, lambda _: " ", _NEEDS),
        *exact,
        bracketed(known),
        mixed(known, lambda digits: counting.cardinal(digits) or digits),
        *some,
    )


def _versions(table: _Table) -> list[Rule]:
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
            _NEEDS,
        ),
        Rule("version", expression(named), product, frozenset(".")),
    ]


def _dates(table: _Table) -> list[Rule]:
    months: dict[str, str] = table.data["months"]
    year = r"(?P<year>[12][0-9]{3})(?!\w|[.,][0-9])"
    named = rf"{_LEFT}(?P<day>[0-3]?[0-9])\.? (?P<month>{_any(months)})(?!\w)(?: {year})?"
    month_year = rf"(?<!\w)(?P<month>{_any(months)}) {year}"
    full = list(dict.fromkeys(months.values()))
    figures = rf"{_LEFT}(?P<d>[0-3]?[0-9])(?P<s>[./-])(?P<m>[01]?[0-9])(?P=s)(?P<y>[12][0-9]{{3}})(?![\w/-]|[.,][0-9])"
    iso = rf"{_LEFT}(?P<y>[12][0-9]{{3}})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![\w-])"

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

    spans = rf"(?<!\w)(?P<a>{_any(months)}) ?[-–] ?(?P<b>{_any(months)})(?!\w)"
    return [
        Rule("months", expression(spans), span, frozenset("-–")),
        Rule("date", expression(iso), numeric, frozenset("-")),
        Rule("date", expression(figures), numeric, _NEEDS),
        Rule("date", expression(named), spelled, _NEEDS),
        Rule("date", expression(month_year), of_year, _NEEDS),
    ]


def _years(table: _Table) -> list[Rule]:
    """Four figures after a word that years follow."""
    before = expression(rf"(?<!\w)(?i:{table.word('before_year')})(?: de| het)? $")

    def said(match: re.Match[str]) -> str | None:
        known = before.search(match.string[max(0, match.start() - 24) : match.start()])
        return table.year(int(match.group())) if known else None

    pattern = expression(rf"{_LEFT}(?:1[1-9]|20)[0-9]{{2}}(?![\w%€$]| ?[%€$]|[.,/-]?[0-9])")
    tick = expression(r"(?<=[\s-])['’](?=[0-9]{2}(?!\w))")
    return [Rule("year", pattern, said, _NEEDS), Rule("year", tick, lambda _: "", frozenset("'’"))]


def _times(table: _Table) -> list[Rule]:
    """`14.30 uur` and `14:30`; `[wording.words]`: `clock` as said, `hour` written behind."""
    hour = table.word("hour")
    time = r"(?P<h>[01]?[0-9]|2[0-4]){0}(?P<m>[0-5][0-9])"
    marked = rf"{_LEFT}{time.format('[.:]')} ?(?:{hour})(?!\w)" if hour else "(?!)"
    bare = rf"{_LEFT}{time.format(':')}(?![\w:]|[.,][0-9])"

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

    seconds = rf"{_LEFT}(?P<h>[0-9]{{1,2}}):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![\w:]|[.,][0-9])"
    whole = [Rule("time", expression(seconds), exact, frozenset(":"))] if table.word("hours") else []
    return [
        *whole,
        Rule("time", expression(marked), said, frozenset(".:")),
        Rule("time", expression(bare), said, frozenset(":")),
    ]


def _scales(table: _Table) -> list[Rule]:
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
    scales = rf"(?:{named}|{_LEFT}(?=1:[0-9. ]{{4}}))(?P<n>[0-9]{{1,3}}):(?P<m>{_NUMBER})(?![\w:])"
    known: dict[str, str] = table.data.get("books", {})
    books = _any({*table.word("scripture").split(), *known})
    verses = (
        rf"(?<!\w)(?:(?P<n>[1-3])\.? ?)?(?P<book>{books}) (?P<chapter>[0-9]{{1,3}})[,:] ?(?P<first>[0-9]{{1,3}})"
        rf"(?:[-–](?P<last>[0-9]{{1,3}}))?(?![\w:])"
    )
    return [
        Rule("ratio", expression(scales), scale, frozenset(":")),
        Rule("scripture", expression(verses), verse, frozenset(",:")),
    ]


def _money(table: _Table) -> list[Rule]:
    coins: dict[str, str] = table.data["coins"]
    cents: dict[str, str] = table.data.get("cents", {})
    scales: dict[str, str] = table.data.get("magnitudes", {})
    much = rf"(?: ?(?P<scale>{_any(scales)})(?!\w))?"

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

    ahead = rf"(?<![\w$])(?P<coin>{_any(coins)}) ?(?P<n>{_NUMBER})(?:,-+)?{much}(?!\w)"
    several = (
        rf"(?<![\w$])(?P<coin>{_any(coins)}) ?(?P<low>{_NUMBER}) ?[-–] ?(?:(?P=coin) ?)?(?P<high>"
        rf"{_NUMBER}){much}(?![\w-])"
    )
    behind = rf"{_LEFT}(?P<n>{_NUMBER}){much} ?(?P<coin>{_any(coins)})(?!\w)"
    scaled = rf"{_LEFT}(?P<n>{_NUMBER}) ?(?P<scale>{_any(scales)})(?!\w)"
    spans = [Rule("money", expression(several), span, frozenset("-–"))] if table.word("to") else []
    rules = [
        *spans,
        Rule("money", expression(behind), said, _NEEDS),
        Rule("money", expression(ahead), said, _NEEDS),
    ]
    if scales:
        pattern = expression(scaled)
        rules.append(
            Rule(
                "number",
                pattern,
                lambda match: f"{table.number(match['n'])} {table.form(scales[match['scale']], match['n'])}",
                _NEEDS,
            )
        )
    return rules


def _units(table: _Table) -> list[Rule]:
    units: dict[str, str] = table.data["units"]
    link = rf"(?: ?[-–] ?| {table.word('to') or '(?!)'} )"
    to = rf"(?:(?: ?%(?={link}{_NUMBER} ?%))?{link}(?P<high>{_NUMBER}))?"

    def said(match: re.Match[str]) -> str:
        low, high = match["low"], match["high"]
        before = f"{table.number(low)} {table.word('to')} " if high else ""
        stop = final_stop(match, match["unit"])
        rate = f" {table.word('per_unit') or table.word('per')} {per[match['per']]}" if match["per"] else ""
        return f"{table.sign(match)}{before}{table.counted(high or low, units[match['unit']])}{rate}{stop}"

    per: dict[str, str] = table.data.get("per", {})
    rate = rf"(?:/(?P<per>{_any(key for key in per if key.isalpha())})(?!\w))?" if per else "(?P<per>(?!))?"
    pattern = rf"{_SIGNED}(?P<low>{_NUMBER}){to}[ -]?(?P<unit>{_any(units)}){rate}(?![\w²³]|/[a-z])"
    return [Rule("unit", expression(pattern), said, _NEEDS)]


def _inches(table: _Table) -> list[Rule]:
    """`een 55" tv`, `27″`; no quotation mark that closes. And a lens's `f/1.8`."""

    def said(match: re.Match[str]) -> str | None:
        before = match.string[: match.start()]
        if match.group()[-1] in '"”' and (quoted(match.string[: match.end() - 1]) or _DECADE.search(before[-9:])):
            return None
        return table.counted(match["n"].replace(".", ","), table.word("inches"))

    def lens(match: re.Match[str]) -> str:
        return f"F {table.number(match['n'].replace('.', ','))}"

    inches = rf"{_LEFT}(?P<n>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)(?:″|[\"”](?!\w)|[- ]inch(?:es)?(?!\w))"
    stop = r"f(?<![\w.].)/ ?(?P<n>[0-9]{1,2}(?:[.,][0-9]{1,2})?)(?![\w/])"
    some = [Rule("inches", expression(inches), said, frozenset('″"”i'), digits=True)] if table.word("inches") else []
    return [*some, Rule("lens", expression(stop), lens, frozenset("/"), digits=True)]


_DECADE = expression(r"(?i)(?<!\w)(?:lat|lata|latach|jaren) $")
_LENGTHS = ("mm", "cm", "dm", "m", "km", "px")


def _sides(table: _Table) -> list[Rule]:
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
        rf"{_LEFT}(?P<sides>{side} ?[x×] ?{side}(?: ?[x×] ?{side})?)(?: ?(?P<unit>{_any(named)})"
        rf"(?![\w²³/]))?(?!\w|[.,][0-9])"
    )
    return [Rule("times", expression(sides), said, frozenset("x×"), digits=True)]


def _models(table: _Table) -> list[Rule]:
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


def _ranges(table: _Table) -> list[Rule]:
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

    pattern = rf"{_LEFT}(?P<low>{_NUMBER})(?P<sign> ?[-–] ?|:)(?P<high>{_NUMBER})(?![\w:/]|[.,-][0-9])"
    return [Rule("range", expression(pattern), said, frozenset("-–:"))]


def _ordinals(table: _Table, ordinal: Callable[[int], str]) -> list[Rule]:
    rules = []
    endings = table.word("ordinal_endings")
    if endings:
        pattern = expression(rf"(?<![\w.,-])([0-9]{{1,4}})(?:{endings})(?!\w)")
        rules.append(Rule("ordinal", pattern, lambda match: ordinal(int(match[1])), _NEEDS))
    rulers, ruler = table.word("rulers"), table.word("ruler")
    if rulers:
        pattern = expression(rf"(?<!\w)({_any(rulers.split())}) (?=[IVX])([IVX]+)(?![\w])")

        def said(match: re.Match[str]) -> str:
            return ruler.format(match[1], ordinal(roman(match[2])))

        rules.append(Rule("roman numeral", pattern, said, frozenset("IVX")))
    return rules
