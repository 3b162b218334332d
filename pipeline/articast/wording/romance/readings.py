"""Figures that only their neighbours tell how to read: coordinates, stopwatches, scales, laws, scripture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.marks import quoted
from articast.wording.romance.numbers import NUMBER, counted, parse, said, things
from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Thing, Tongue

_FREE = r"(?<![\w.,:/])"
_MINUTES = r"(?: ?(?P<m>[0-9]{1,2}) ?['’′])?(?: ?(?P<s>[0-9]{1,2}(?:[.,][0-9]+)?) ?[\"”″])?"
_COORDINATE = expression(rf"{_FREE}(?P<d>[0-9]{{1,3}}(?:[.,][0-9]+)?)°{_MINUTES}(?: ?(?P<side>[NSEWO])(?!\w))?")
_SCALE = expression(
    rf"{_FREE}(?P<low>[0-9]{{1,3}}):(?P<high>[0-9]{{1,3}}(?:[ .][0-9]{{3}})+|[0-9]{{1,3}})(?![\w:]|[.,]?[0-9])"
)
_TIMED = expression(
    rf"{_FREE}(?P<m>[0-9]{{1,2}})(?::(?=[0-9]+,)|['′’])(?P<s>[0-5][0-9])(?P<mark>[,\"”″]|"
    rf"''|’’)(?P<f>[0-9]{{1,3}})(?!\w)"
)
_LONG = expression(
    rf"{_FREE}(?P<h>[0-9]{{1,3}}) ?h ?(?P<m>[0-5]?[0-9]) ?(?:min|mn|m) ?(?P<s>[0-5]?[0-9]) ?(?:sec|seg|s)(?!\w)"
)
_EXACT = expression(
    rf"{_FREE}(?:(?P<h>[0-9]{{1,3}}) ?h ?|(?=[0-9]+ ?['’′] )|(?=[0-9]+['’′][0-5][0-9][\"”″]"
    rf"(?![0-9])))(?P<m>[0-5]?[0-9]) ?['’′] ?(?P<s>[0-5]"
    rf"?[0-9]) ?(?:[\"”″]|''|’’|s(?!\w))"
)
_HEIGHT = expression(r"(?<![\w.,])(?P<m>[0-9]{1,2}) ?m ?(?P<cm>[0-9]{2})(?![\w%]|[.,][0-9]| ?(?:m|h|s|min|seg|sec)\b)")
_TENTHS = expression(r"(?<![\w.,])(?P<s>[0-9]{1,2})s(?P<f>[0-9]{1,3})(?!\w)")
_VOLTS = expression(r"(?<![\w.,/])(?P<a>[1-4][0-9]{2})[/-](?P<b>[1-4][0-9]{2}) ?V(?![\w/])")
_KILOMETRE = expression(r"km(?:(?<=[, (]km)|(?<=^km))(?<![0-9] km)(?<!\ue000 km)(?= [0-9])")
_KELVIN = expression(r"K(?<=[0-9]{3} K)(?![\w€$.-])")
_DIED = expression(r"[†✝] ?(?:(?P<year>(?=1?[0-9]{3}(?![0-9])|20[0-9]{2}))|(?=[0-9]{1,2}(?:er|º)? ))")
_CIRCA = expression(r"(?<![\w.])ca?\. ?(?=1[0-9]{3}(?![\w.])|20[0-9]{2}(?![\w.])|\[?[5-9][0-9]{2}(?![\w.]))")
_WARM = expression(
    r"(?<![\w.,+−–-])(?P<n>[0-9]{1,2}(?:,[0-9])?)[º°](?=[.,;)]| (?:de|à|por la) (?:noche|noite|día|dia)|$)"
)
_HEAT = expression(
    r"(?i)[º°] ?C(?!\w)|temperatur|\btemp\.|grad[ou]s|máx|mín|calor|frío\b|frio\b|febre|fiebre|forno\b|horno\b"
)
_COLD = expression(r"(?<![\w.,])(?P<n>[-−][0-9]{1,3}(?:,[0-9])?)[º°](?![\w0-9]| ?C)")
_HOUSE = expression(r"(?<=[0-9A-Za-zº°ª.]) [-–] (?=[0-9]{5} [A-ZÀ-Þ][a-zà-ÿ])")
_ELAPSED = expression(
    rf"{_FREE}(?:(?P<h>[0-9]{{1,3}}) ?h ?)?(?P<m>[0-9]{{1,2}}) ?(?:m(?:in|n)?|['′’])"
    rf"(?(h)(?!\w|[.,][0-9]|['’])|(?: ?(?P<s>[0-9]{{1,2}}) ?s(?:eg|ec)?(?!\w)))"
)
_PLAYED = expression(r"(?<![\w.,'’‘])(?P<n>[0-9]{1,3})['′’](?![\w'’\"”+])")
_THAT = expression(r"(?i)(?<!\w)(?:al|dal|nel|el|del|no|o|do|au|la|le|du|ao|aos|os) $")
_SINGLE_QUOTE = expression(r"(?<!\w)['‘’][^\W\d_]")
_POWER = (
    r"(?<![\w.,])(?P<base>[0-9]{{1,9}})(?P<power>(?![²³](?![⁻⁰¹²³⁴-⁹]))[⁻⁰¹²³⁴-⁹]+)(?!\w)(?: (?P<unit>{})(?![\w²³⁻/]))?"
)
_LENGTH = r"(?:[cmk]?m|px|pixels?|pouces|p[íi]xele?s|pulgadas|pollici|polegadas)(?!\w)"
_SIDES = expression(
    rf"(?<![\w.,])(?=[0-9][0-9.,  ]*[x×])(?P<n>{NUMBER}) ?[x×] ?(?=(?:{NUMBER} ?[x×] ?)?{NUMBER} ?{_LENGTH})"
)
_INCHES = expression(rf"(?<![\w.,'’′])(?P<n>{NUMBER}) ?(?:″|[\"”](?!\w))")
_STARS = expression(r"(?<![\w*.,])(?P<n>[1-7]) ?\*(?![\w*])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def readings(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules; those of laws and scripture only where the language's data has their words."""
    words, winds = tongue.words, tongue.data["points"]
    clock, units = tongue.things("clock"), tongue.things("units")
    known = "|".join(sorted((re.escape(unit) for unit in units if len(unit) > 1), key=len, reverse=True))
    raised = "|".join([known, *(unit for unit in "mgslJW" if unit in units)])
    near = expression(rf"(?i:{words['ratio_before']})[^.!?:]*$")

    def count(figures: str, thing: Thing) -> str:
        return things(tongue, figures.lstrip("0") or "0", thing)

    def coordinate(match: re.Match[str]) -> str | None:
        if not (match["m"] or match["side"]):
            return None
        parts = [things(tongue, match["d"].replace(".", ","), clock["°"])]
        parts += [count(match[name], clock[unit]) for name, unit in (("m", "min"), ("s", "s")) if match[name]]
        return " ".join([*parts, winds[match["side"]]] if match["side"] else parts)

    def scale(match: re.Match[str]) -> str | None:
        head = match.string[max(0, match.start() - 40) : match.start()]
        if len(match["high"]) < 4 and not near.search(head):
            return None
        return f"{said(tongue, parse(match['low']))} {words['ratio']} {said(tongue, parse(match['high']))}"

    def timed(match: re.Match[str]) -> str:
        minutes = f"{count(match['m'], clock['min'])} " if int(match["m"]) else ""
        if match["mark"] == ",":
            return minutes + things(tongue, f"{int(match['s'])},{match['f']}", clock["s"])
        return f"{minutes}{count(match['s'], clock['s'])} {counted(tongue, match['f'])}"

    def long(match: re.Match[str]) -> str:
        return " ".join(count(match[name], clock[unit]) for name, unit in (("h", "h"), ("m", "min"), ("s", "s")))

    def warm(match: re.Match[str]) -> str | None:
        return things(tongue, match["n"], clock["°"]) if _HEAT.search(match.string) else None

    def tenths(match: re.Match[str]) -> str:
        return f"{count(match['s'], clock['s'])}{words['minutes'].format(n=counted(tongue, match['f']))}"

    def height(match: re.Match[str]) -> str:
        return f"{count(match['m'], units['m'])}{words['height']}{counted(tongue, match['cm'].lstrip('0') or '0')}"

    def elapsed(match: re.Match[str]) -> str:
        some = [count(match[name], clock[unit]) for name, unit in (("h", "h"), ("m", "min"), ("s", "s")) if match[name]]
        return " ".join(some)

    def minutes(match: re.Match[str]) -> str | None:
        if _SINGLE_QUOTE.search(match.string[: match.start() + 1]):
            return None
        if _THAT.search(match.string[max(0, match.start() - 6) : match.start()]):
            # one minute of the match: `el 45'`; Italian has its own ordinal for it
            return f"{clock['min'].one} {counted(tongue, match['n'])}" if "minute_named" in words else None
        return count(match["n"], clock["min"])

    def power(match: re.Match[str]) -> str:
        raised = match["power"].translate(_RAISED)
        sign = f"{words['minus']} " if raised[0] == "-" else ""
        unit = f" {units[match['unit']].many}" if match["unit"] else ""
        return (
            f"{counted(tongue, match['base'])} {words['power']} {sign}{counted(tongue, raised.strip('-') or '0')}{unit}"
        )

    def inverse(match: re.Match[str]) -> str:
        return f" {tongue.per(units[match['unit']])}"

    def sides(match: re.Match[str]) -> str:
        relay = re.match(r"(?:50|60|[1-9]00) ?m(?!\w)|(?:[1248]00|1[05]00) ?m(?!\w)", match.string[match.end() :])
        link = words["times"] if relay and match["n"] in ("3", "4", "5", "6", "8", "10") else words["by"]
        return f"{said(tongue, parse(match['n']))} {link} "

    def inches(match: re.Match[str]) -> str | None:
        if match.group()[-1] != "″" and quoted(match.string[: match.end() - 1]):
            return None
        return things(tongue, match["n"], units['"'])

    def stars(match: re.Match[str]) -> str | None:
        one, many = words["stars"].split("|")
        known = re.search(rf"(?i)(?:{words['hotels']})", match.string)
        return f"{counted(tongue, match['n'], 'f')} {one if match['n'] == '1' else many}" if known else None

    def volts(match: re.Match[str]) -> str:
        return f"{counted(tongue, match['a'])}, {things(tongue, match['b'], units['V'])}"

    return (
        Rule("unit", _VOLTS, volts, frozenset("V"), digits=True),
        Rule("unit", _KILOMETRE, lambda _: units["km"].one, frozenset("k"), digits=True),
        Rule("unit", _KELVIN, lambda _: words["kelvin"], frozenset("K")),
        Rule("temperature", _WARM, warm, frozenset("º°")),
        Rule("temperature", _COLD, lambda match: things(tongue, match["n"], clock["°"]), frozenset("º°")),
        Rule(
            "date",
            _DIED,
            lambda match: f"{words['died_in' if match['year'] is not None else 'died_on']} ",
            frozenset("†✝"),
        ),
        Rule("abbreviation", _CIRCA, lambda _: f"{words['circa']} ", frozenset("c")),
        Rule("time", _TENTHS, tenths, frozenset("s")),
        Rule("address", _HOUSE, lambda _: ", ", frozenset("-–")),
        Rule("time", _EXACT, elapsed, frozenset("'’′")),
        *((Rule("length", _HEIGHT, height, frozenset("m")),) if "height" in words else ()),
        Rule("coordinate", _COORDINATE, coordinate, frozenset("°")),
        Rule("time", _TIMED, timed, frozenset(":'′’")),
        Rule("sum", expression(rf"(?<=[0-9²³¹⁰⁴-⁹\ue000]) ?(?P<unit>{known})⁻¹(?!\w)"), inverse, frozenset("⁻")),
        Rule("time", _LONG, long, frozenset("h")),
        Rule("time", _PLAYED, minutes, frozenset("'′’")),
        Rule("time", _ELAPSED, elapsed, frozenset("m'′’")),
        Rule("ratio", _SCALE, scale, frozenset(":")),
        Rule("sum", expression(_POWER.format(raised)), power, frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹")),
        Rule("times", _SIDES, sides, frozenset("x×")),
        Rule("inches", _INCHES, inches, frozenset('″"”')),
        Rule("stars", _STARS, stars, frozenset("*")),
        *_verses(tongue),
        *_laws(tongue),
    )


def _verses(tongue: Tongue) -> tuple[Rule, ...]:
    """`Jean 3,16-18`."""
    words = tongue.words

    def verse(match: re.Match[str]) -> str:
        last = f" {words['to']} {counted(tongue, match['last'])}" if match["last"] else ""
        rank = f"{tongue.ordinal(int(match['n']), 'f', False).capitalize()} " if match["n"] else ""
        return (
            f"{rank}{books.get(match['book'], match['book'])} {counted(tongue, match['chapter'])}, "
            f"{counted(tongue, match['first'])}{last}"
        )

    books: dict[str, str] = tongue.data.get("books", {})
    names = "|".join(sorted({*words["scripture"].split(), *books}, key=len, reverse=True))
    pattern = (
        rf"(?<!\w)(?:(?P<n>[1-3]) ?)?(?P<book>{names}) (?P<chapter>[0-9]{{1,3}})[,:] ?(?P<first>[0-9]{{1,3}})"
        r"(?:[-–](?P<last>[0-9]{1,3}))?(?![\w:]|[.,][0-9])"
    )
    return (Rule("scripture", expression(pattern), verse, frozenset(",:")),)


def _laws(tongue: Tongue) -> tuple[Rule, ...]:
    """`legge n. 104/92`, `art. 24.2`; a language without these words has rules of its own."""
    words, laws = tongue.words, tongue.data.get("laws", {})
    if not laws:
        return ()

    def law(match: re.Match[str]) -> str:
        number = f"{words['number']} " if match["nr"] else ""
        year = tongue.said_year(int(match["year"]))
        return f"{laws[match['law']]} {number}{counted(tongue, match['n'].replace('.', ''))} {words['of_year']} {year}"

    def article(match: re.Match[str]) -> str:
        name = words["article"].capitalize() if match["name"][0].isupper() else words["article"]
        return f"{name} {counted(tongue, match['n'])} {words['point']} {counted(tongue, match['m'])}"

    names = "|".join(sorted(map(re.escape, laws), key=len, reverse=True))
    year = r"(?P<year>(?:1[89]|20)[0-9]{2}|[0-9]{2})"
    numbers = rf"(?P<n>[0-9]{{1,3}}(?:\.[0-9]{{3}})*|[0-9]+)/{year}(?![\w/])"
    nr = rf"(?P<nr>(?:{words['number_marks']}) ?)?"
    return (
        Rule("law", expression(rf"(?<!\w)(?P<law>{names}) {nr}{numbers}"), law, frozenset("/")),
        Rule(
            "article of law",
            expression(
                rf"(?<!\w)(?P<name>(?i:art\.|{words['article']})) (?P<n>[0-9]+)\.(?P<m>[0-9]{{1,2}})(?![\w.]|,[0-9])"
            ),
            article,
            frozenset("."),
        ),
    )
