"""Polish counts and ranks: numbers and ordinals that agree with the noun after or before them, Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.pl.grammar import asked, counted, phrase
from articast.wording.pl.numerals import cardinal, few, ordinal
from articast.wording.pl.ranks import ALONE, DATA, RANKED, agreed, likely, rule, text_after, text_before

if TYPE_CHECKING:
    from articast.wording.pl.numerals import Case, Gender


_LEFT = r"(?<![\w.,:/-])"
_SIGNED = r"(?:(?<![\w)\]\ue000–-])(?P<sign>[-−–+]) ?|(?<![\w.,:/-]))(?<![0-9],)"
_INTEGER = r"(?:[0-9]{1,3}(?:[ .][0-9]{3})+(?![0-9])|[0-9]{1,15})"
_END = r"(?![\w:/%]|[.,-][0-9])"
_LINKS = re.compile(rf"(?:(?:,| (?:i|oraz|lub|albo|czy|do|a|bądź)) {_INTEGER})+(?=[ .,])")
_BESIDE = re.compile(rf"(?:{_INTEGER}|\ue000+) (?:[^\W\d_]+ ){{1,2}}(?:i|oraz|lub|albo|a) $")
_LISTED = re.compile(rf"(?:{_INTEGER}(?:,| i| oraz| lub| albo| czy|-|–) ?)+$")


def _value(written: str) -> int:
    return int(re.sub("[ .]", "", written))


_OUT_OF = re.compile(r" ze? (?:[0-9]+|tych|wszystkich)(?= )")


def _number(match: re.Match[str]) -> str:
    """`32 uczniów`, `1 gruszkę`, `od 5 do 10 osób`."""
    written = match["n"]
    if len(written) > 1 and written[0] == "0":
        return " ".join(cardinal(int(digit)) for digit in written if digit.isdigit())
    after = text_after(match)
    part = _OUT_OF.match(after)
    if part and not match["sign"] and _value(written) < 100:
        of = [way for way in phrase(after[part.end() :]) if way.plural and way.case == "gen"]
        if of:  # `2 z 3 walk`: dwie
            return cardinal(_value(written), (asked(text_before(match)) or ("nom",))[0], of[0].gender)
    jump = _LINKS.match(after)
    if not jump and not match["sign"] and _value(written) > 1:
        ways = phrase(after)
        numbered = [way for way in ways if way.lemma.lower() in RANKED | ALONE]
        if numbered and not any(way.plural for way in ways):
            return agreed(_value(written), likely(numbered, asked(text_before(match))))  # `w 2 połowie`
    minus = {"": "", "+": "plus "}.get(match["sign"] or "", "minus ")
    before = _LISTED.sub("", text_before(match))
    listed = None if asked(before) else _BESIDE.search(before)
    before = before[: listed.start()] if listed else before  # `dla 22 osób i 5 zwierząt`
    return minus + counted(_value(written), after[jump.end() :] if jump else after, before)


def _span(match: re.Match[str]) -> str | None:
    """`5-10 osób`: od pięciu do dziesięciu; `2-3 lata`: dwa, trzy."""
    low, high = _value(match["low"]), _value(match["high"])
    ways = phrase(text_after(match))
    if low >= high or not any(way.plural for way in ways):
        return None
    before, after = text_before(match), text_after(match)
    cases = asked(before)
    genitive = any(way.plural and way.case == "gen" for way in ways)
    if cases == ("gen",) or (genitive and high - low > 1 and not cases):
        start = "" if re.search(r"(?i)(?<!\w)od $", before) else "od "
        start = "" if cases and not start else start if not cases else ""
        link = " do " if start or re.search(r"(?i)(?<!\w)od $", before) else "-"
        return f"{start}{cardinal(low, 'gen')}{link}{cardinal(high, 'gen')}"
    return f"{counted(low, after, before)}-{counted(high, after, before)}"


def _measured(match: re.Match[str]) -> str | None:
    """`do 5 km`, `około 20 zł`, `powyżej 3 tys. osób`: in the genitive, where the word before asks for it."""
    if asked(text_before(match), noun=True)[:1] != ("gen",):
        return None
    number, scale, unit = _value(match["n"]), match["scale"], match["unit"]
    if not (scale or unit):
        return None
    forms = _forms(DATA["magnitudes"][scale] if scale else _UNITS[unit])
    one = number == 1 and forms[0] != forms[2]
    name = forms[3] if one else forms[2]
    feminine = name != forms[2] and _feminine(forms)
    pieces = ["plus" if match["sign"] == "+" else "minus"] * bool(match["sign"]) + [
        cardinal(number, "gen", "f" if feminine else "m3"),
        name,
    ]
    if scale and unit:
        pieces.append(_forms(_UNITS[unit])[2])
    stop = "." if (unit or scale).endswith(".") and match.end() == len(match.string) else ""
    return " ".join(pieces) + stop


def _forms(written: str) -> list[str]:
    forms = written.split("|")
    return (forms * 4)[:4] if len(forms) == 1 else [*forms, forms[-1]][:4]


def _feminine(forms: list[str]) -> bool:
    return forms[0].split()[0].endswith("a")


_UNITS: dict[str, str] = {**DATA["units"], **DATA["coins"]}
_ANY_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_ANY_SCALE = "|".join(sorted(map(re.escape, DATA["magnitudes"]), key=len, reverse=True))


def _half(match: re.Match[str]) -> str:
    """`1/2 szklanki`, `1 1/2 łyżki`, `2 ½ roku`."""
    ways = phrase(match.string[match.end() :])
    feminine = bool(ways) and ways[0].gender == "f"
    if not match["whole"]:
        return "pół"
    if match["whole"] == "1":
        return "półtorej" if feminine else "półtora"
    return f"{cardinal(int(match['whole']), 'nom', 'f' if feminine else 'm3')} i pół"


def _out_of(match: re.Match[str]) -> str:
    """`Długa 12/5`: przez; `4/5 gwiazdek`, `8/10`: na."""
    low, high = int(match["low"]), int(match["high"])
    house = re.search(
        r"(?i)(?<!\w)(?:ul|al|pl|os)(?:\.|icy|ica|ei|eja|acu|iedle|iedlu)? [^.!?]{0,40}$", text_before(match)
    )
    pressure = low > 79 and 39 < high < low and re.search(r"(?i)ciśnieni", match.string)
    pressure = pressure or re.match(r" ?mm ?Hg", text_after(match))
    marks = not house and low <= high and high in (5, 6, 10, 20, 100)
    link = "na" if pressure or marks else "przez"
    return f"{cardinal(low)} {link} {cardinal(high)}"


def _one_and_half(match: re.Match[str]) -> str | None:
    """`1,5 szklanki`, `1,5 mln`: półtorej, półtora; before other words as written."""
    if match["unit"]:
        forms = _forms(DATA["magnitudes"].get(match["unit"]) or _UNITS[match["unit"]])
        stop = "." if match["unit"].endswith(".") and match.end() == len(match.string) else ""
        return f"{'półtorej' if _feminine(forms) else 'półtora'} {forms[3]}{stop}"
    some = [way for way in phrase(match.string[match.end() - 1 :][:60]) if way.case == "gen" and not way.plural]
    return f"{'półtorej' if some[0].gender == 'f' else 'półtora'} " if some else None


_PARTS_OF = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4)}


def _part_of_unit(match: re.Match[str]) -> str | None:
    """`½ l`, `1 ½ kg`, `3/4 l`: of one unit, whose name is in the genitive."""
    top, bottom = _PARTS_OF.get(match["part"]) or map(int, match["part"].split("/"))
    forms = _forms(_UNITS[match["unit"]])
    if top >= bottom:
        return None
    name, whole = forms[3], match["whole"]
    if bottom == 2:
        if whole == "1":
            return f"{'półtorej' if _feminine(forms) else 'półtora'} {name}"
        head = f"{cardinal(int(whole), 'nom', 'f' if _feminine(forms) else 'm3')} i " if whole else ""
        return f"{head}pół {name}"
    of = ordinal(bottom, "nom" if few(top) or top == 1 else "gen", "f", plural=top > 1)
    head = f"{cardinal(int(whole))} i " if whole else ""
    return f"{head}{cardinal(top, 'nom', 'f')} {of} {name}"


def _price(match: re.Match[str]) -> str | None:
    """`spadł z 12,50 do 11,85 zł`: in the genitive where the word before asks for it, the coin with both."""
    if asked(text_before(match))[:1] != ("gen",):
        return None
    coin = match["coin"] or match["next"]
    whole, cents = _value(match["n"]), int(match["cents"])
    some = (DATA["coins"][coin], whole), (DATA["cents"][coin], cents)
    pieces = [f"{cardinal(number, 'gen')} {_forms(forms)[3 if number == 1 else 2]}" for forms, number in some if number]
    return " ".join(pieces) or None


def _times(match: re.Match[str]) -> str:
    """`3x dziennie`."""
    return f"{cardinal(int(match['n']))} {'raz' if match['n'] == '1' else 'razy'}"


def _fraction(match: re.Match[str]) -> str | None:
    """`2/3 głosów`, `o 1/4`: parts are feminine, and in the case that is asked for."""
    top, bottom = int(match["low"]), int(match["high"])
    if not (1 <= top < bottom <= 12) or re.search(
        r"(?i)ocen\w*[^.!?]{0,20}$|(?:ul|al|pl|os)\.[^.!?]{0,40}$", text_before(match)
    ):
        return None
    cases = asked(text_before(match))
    case: Case = "acc" if re.search(r"(?i)(?<!\w)(?:o|na) $", text_before(match)) else cases[0] if cases else "nom"
    if top == 1:
        return f"{cardinal(1, case, 'f')} {ordinal(bottom, case, 'f')}"
    of: Case = case if few(top) or case not in ("nom", "acc") else "gen"
    return f"{cardinal(top, case, 'f')} {ordinal(bottom, of, 'f', plural=True)}"


def _span_of_units(match: re.Match[str]) -> str | None:
    """`5-6 tys. zł`, `10-15%`, `2-3 km`."""
    low, high, scale, unit = _value(match["low"]), _value(match["high"]), match["scale"], match["unit"]
    if low >= high or not (scale or unit):
        return None
    names = [_forms(DATA["magnitudes"][scale])] if scale else []
    names += [_forms(_UNITS[unit])] if unit else []
    before = text_before(match)
    cases = asked(before, noun=True)
    if cases[:1] == ("gen",):
        first, link, case = "", "-", "gen"
    elif high - low == 1:
        first, link, case = "", "-", "nom"
    elif cases and cases[0] in ("acc", "nom"):
        first, link, case = "", " do ", "acc"  # `przez 25-30 min`
    else:
        first, link, case = "od ", " do ", "gen"
    if case == "nom":
        feminine: Gender = "f" if _feminine(names[0]) else "m3"
        said = f"{cardinal(low, 'nom', feminine)}{link}{cardinal(high, 'nom', feminine)}"
        tail = [names[0][1 if few(high) else 2], *(forms[2] for forms in names[1:])]
    else:
        said = f"{first}{cardinal(low, case)}{link}{cardinal(high, 'gen')}"
        tail = [forms[2] for forms in names]
    stop = "." if (unit or scale).endswith(".") and match.end() == len(match.string) else ""
    return f"{said} {' '.join(tail)}{stop}"


def _season(match: re.Match[str]) -> str | None:
    """`sezon 2023/24`."""
    first, second = int(match["first"]), match["second"]
    if int(second) not in (first + 1, (first + 1) % 100):
        return None
    return f"{cardinal(first)}, {cardinal(int(second))}"


def _years(match: re.Match[str]) -> str:
    """`1939-1945`."""
    return f"{cardinal(int(match['first']))}, {cardinal(int(match['second']))}"


def _age(match: re.Match[str]) -> str:
    """`(45 l.)`: years, no litres."""
    number = int(match["n"])
    return f"{cardinal(number)} {'rok' if number == 1 else 'lata' if few(number) else 'lat'}{match['close']}"


def _number_of_case(match: re.Match[str]) -> str:
    """`nr 2024/05/123`."""
    return " przez ".join(cardinal(int(run)) for run in match["n"].split("/"))


_YEARS = r"(?:1[0-9]{3}|20[0-9]{2})"
COUNTS = (
    rule(
        "fraction",
        (r"(?<![\w.,/])(?P<n>[0-9]{1,3}) ?½(?! ?[^\W\d_])"),
        lambda match: f"{cardinal(int(match['n']))} i pół",
        "½",
    ),
    rule("fraction", rf"{_LEFT}1,5 (?=[^\W\d_])(?:(?P<unit>{_ANY_SCALE}|{_ANY_UNIT})(?!\w))?", _one_and_half, ","),
    rule(
        "fraction",
        rf"{_LEFT}(?:(?P<whole>[0-9]{{1,3}}) ?)?(?P<part>½|¼|¾|1/2|[1-9]/[3-9]) ?(?P<unit>{_ANY_UNIT})(?!\w)",
        _part_of_unit,
        "½¼¾/",
    ),
    rule(
        "money",
        rf"{_LEFT}(?P<n>{_INTEGER}),(?P<cents>[0-9]{{2}})(?: ?(?P<coin>zł|PLN|€|\$)|(?= (?:do|na) "
        rf"{_INTEGER},[0-9]{{2}} ?"
        r"(?P<next>zł|PLN|€|\$)))(?!\w)",
        _price,
        ",",
    ),
    rule("times", r"(?<![\w.,])(?P<n>[0-9]{1,3}) ?[x×](?= [a-ząćęłńóśźż])", _times, "x×"),
    rule("age", r"(?<![\w.,])(?P<n>[1-9][0-9]?) l\.(?P<close>(?=[,)])| (?=[a-z]))", _age, "l"),
    rule("code", r"(?:(?<=\ue000 )|(?<=[Nn]r ))(?P<n>[0-9]+(?:/[0-9]+){2,})(?![\w/])", _number_of_case, "/"),
    rule(
        "sum", r"√ ?(?P<n>[0-9]{1,6})(?![\w.,])", lambda match: f"pierwiastek z {cardinal(int(match['n']), 'gen')}", "√"
    ),
    rule("fraction", rf"(?:{_LEFT}(?P<whole>[0-9]{{1,3}}) ?)?(?:(?<![\w/])1/2|½)(?= [^\W\d_])", _half, "½/"),
    rule("years", rf"{_LEFT}(?P<first>{_YEARS})/(?P<second>[0-9]{{2}}|{_YEARS})(?![\w/]|[.,-][0-9])", _season, "/"),
    rule("years", rf"{_LEFT}(?P<first>{_YEARS}) ?[-–] ?(?P<second>{_YEARS})(?![\w/%-]|[.,][0-9])", _years, "-–"),
    rule(
        "measure",
        (
            rf"{_SIGNED}(?P<n>{_INTEGER})(?: ?(?P<scale>{_ANY_SCALE})(?!\w))?(?: ?(?P<unit>{_ANY_UNIT}"
            r"))?(?![\w²³/]|[.,][0-9])"
        ),
        _measured,
    ),
    rule(
        "range",
        (
            rf"{_LEFT}(?P<low>{_INTEGER}) ?[-–] ?(?P<high>{_INTEGER})(?: ?(?P<scale>{_ANY_SCALE})"
            rf"(?!\w))?(?: ?(?P<unit>{_ANY_UNIT}))?(?![\w²³/]|[.,][0-9])"
        ),
        _span_of_units,
        "-–",
    ),
    rule("number", rf"{_LEFT}(?P<low>{_INTEGER}) ?[-–] ?(?P<high>{_INTEGER})(?= [^\W\d_])", _span, "-–"),
    rule("fraction", rf"{_LEFT}(?P<low>[0-9]{{1,2}})/(?P<high>[0-9]{{1,2}})(?= [^\W\d_])", _fraction, "/"),
)
_HOUSE = rule("number", rf"{_LEFT}(?P<low>[0-9]{{1,4}})/(?P<high>[0-9]{{1,4}})(?![\w/]|[.,-][0-9])", _out_of, "/")
NUMBERS = (
    _HOUSE,
    rule("number", rf"{_SIGNED}(?P<n>{_INTEGER}){_END}(?! [0-9]{{3}},[0-9])", _number),
)
