"""Polish counts and ranks: numbers and ordinals that agree with the noun after or before them, Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.languages import table
from articast.wording.common import roman
from articast.wording.pl.grammar import Reading, asked, best, counted, phrase, readings
from articast.wording.pl.numerals import CASES, cardinal, compound, few, ordinal
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from articast.wording.pl.numerals import Case, Gender

_DATA: dict[str, Any] = table("pl", "wording")
_WORDS: dict[str, str] = _DATA["words"]
_LEFT = r"(?<![\w.,:/-])"
_SIGNED = r"(?:(?<![\w)\]\ue000–-])(?P<sign>[-−–+]) ?|(?<![\w.,:/-]))(?<![0-9],)"
_INTEGER = r"(?:[0-9]{1,3}(?:[ .][0-9]{3})+(?![0-9])|[0-9]{1,15})"
_END = r"(?![\w:/%]|[.,-][0-9])"
_RULERS = frozenset(_WORDS["rulers"].split())
_ALONE = frozenset(_WORDS["first_of"].split())
_RANKED = frozenset(_WORDS["ranked"].split())
_HEADINGS = 12
"""Up to it, a number at the start is that of a heading or an item: `3. Wnioski`, but `17. Festiwal Filmowy`."""
_LINKS = re.compile(rf"(?:(?:,| (?:i|oraz|lub|albo|czy|do|a|bądź)) {_INTEGER})+(?=[ .,])")
_BESIDE = re.compile(rf"(?:{_INTEGER}|\ue000+) (?:[^\W\d_]+ ){{1,2}}(?:i|oraz|lub|albo|a) $")
_LISTED = re.compile(rf"(?:{_INTEGER}(?:,| i| oraz| lub| albo| czy|-|–) ?)+$")


_SHORT: dict[str, Gender] = {"RP": "f", "LO": "n", "SP": "f", "LG": "f"}
"""Initialisms that Roman numerals stand before."""
_ABBREVIATED: dict[str, tuple[str, Gender]] = {
    "cz.": ("część", "f"), "rozdz.": ("rozdział", "m3"), "kl.": ("klasa", "f"), "t.": ("tom", "m3"),
    "gr.": ("grupa", "f"),
}  # fmt: skip


def _value(written: str) -> int:
    return int(re.sub("[ .]", "", written))


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 60) : match.start()]


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 80]


def _likely(ways: Sequence[Reading], cases: tuple[Case, ...]) -> Reading | None:
    """The best way; what is often numbered first, `tura` before `tur`."""
    return best([way for way in ways if way.lemma.lower() in _RANKED | _ALONE], cases) or best(ways, cases)


def _agreed(number: int, way: Reading | None) -> str:
    return ordinal(number, way.case, way.gender, plural=way.plural) if way else ordinal(number)


def _rank(match: re.Match[str]) -> str | None:
    """`2. miejsce`, `w 3. i 4. kwartale`, `17. Festiwal`."""
    number = int(match["n"])
    following = re.sub(r"^\.?(?:(?:,| i| oraz| lub| albo| czy| do| ?[-–]) ?[0-9]{1,4}\.)*", "", _after(match))
    capital = following[1:2].isupper()
    opening = not _before(match).strip() or _before(match).lower().endswith("co ") or bool(asked(_before(match)))
    heading = not _before(match).strip() and number <= _HEADINGS
    if capital and (heading or not opening):
        return None  # a heading's number, the end of a sentence
    ways = phrase(following)
    if not ways:
        row = re.match(r" (?:z rzędu|z kolei|w kolejności|w historii)(?= )", following)
        ways = phrase(following[row.end() :]) if row else ()
    if not ways:
        return ordinal(number) if following[1:2].islower() else None
    cases = asked(_before(match)) or asked(
        re.sub(r"[0-9]+\.(?:,| i| oraz| lub| albo| czy| ?[-–]) ?$", "", _before(match))
    )
    single = [way for way in ways if not way.plural] or list(ways)
    return _agreed(number, _likely(single, cases))


def _roman_before(match: re.Match[str]) -> str | None:
    """`II liga`, `I wojna światowa`, `w IV kwartale`; a single letter only before what is numbered so."""
    number = roman(match["roman"])
    word = re.match(r" ([^\W\d_]+)", _after(match))
    if not 0 < number < 100 or word is None:
        return None
    ways = phrase(_after(match))
    lemmas = {way.lemma for way in ways} | {word[1]}
    if len(match["roman"]) == 1 and not (lemmas & _ALONE) and word[1] not in _SHORT:
        return None
    if word[1] in _SHORT:
        gender = _SHORT[word[1]]
        ways = tuple(Reading(word[1], True, False, case, gender) for case in CASES)
    single = [way for way in ways if not way.plural]
    if not single:
        return None
    return _agreed(number, _likely(single, asked(_before(match))))


def _ruler(match: re.Match[str]) -> str | None:
    """`Kazimierza IV`, `rozdział III`: agrees with what stands before."""
    number, word = roman(match["roman"]), match["word"]
    if not 0 < number < 100:
        return None
    ways = readings(word)
    named = [way for way in ways if way.lemma in _RULERS and way.noun]
    ranked = [way for way in ways if way.lemma.lower() in _RANKED and way.noun and not way.plural]
    some = [way for way in named if not way.plural] or ranked
    if not some:
        if re.match(r" [a-ząćęłńóśźż]", _after(match)) and phrase(_after(match)):
            return None  # of the noun after it
        if len(match["roman"]) == 1 or not word[0].isupper():
            return None
        some = [way for way in ways if way.noun and way.gender in ("m1", "f") and not way.plural]
    if not some and not ways and word[1:].islower():
        return f"{word} {cardinal(number)}"  # a name that nobody knows: `Rocky IV`
    return f"{word} {_agreed(number, best(some, asked(_before(match))))}" if some else None


def _shortened(match: re.Match[str]) -> str | None:
    """`cz. III`, `kl. IV`."""
    number = roman(match["roman"])
    name, gender = _ABBREVIATED[match["short"].lower()]
    name = name.capitalize() if match["short"][0].isupper() else name
    return f"{name} {ordinal(number, 'nom', gender)}" if number else None


def _and_half(match: re.Match[str]) -> str:
    """`2,5-letni`: dwuipółletni; `1,5-roczny`: półtoraroczny."""
    return ("półtora" if match["n"] == "1" else f"{compound(int(match['n']))}ipół") + match["tail"]


def _century_word(match: re.Match[str]) -> str | None:
    """`XVIII-wieczny`, `20-letni`, `30-latek`."""
    number = int(match["n"]) if match["n"].isdigit() else roman(match["n"])
    tail = match["tail"]
    if not 0 < number < 10**6:
        return None
    if tail.startswith("lec") and number == 100:
        return f"stu{tail}"
    if match["n"].isdigit():
        return compound(number) + tail
    tens, ones = divmod(number, 10)
    return (
        f"{compound(tens * 10)}{'pierwszo' if ones == 1 else compound(ones)}{tail}"
        if tens > 1 and ones
        else compound(number) + tail
    )


_OUT_OF = re.compile(r" ze? (?:[0-9]+|tych|wszystkich)(?= )")


def _number(match: re.Match[str]) -> str:
    """`32 uczniów`, `1 gruszkę`, `od 5 do 10 osób`."""
    written = match["n"]
    if len(written) > 1 and written[0] == "0":
        return " ".join(cardinal(int(digit)) for digit in written if digit.isdigit())
    after = _after(match)
    part = _OUT_OF.match(after)
    if part and not match["sign"] and _value(written) < 100:
        of = [way for way in phrase(after[part.end() :]) if way.plural and way.case == "gen"]
        if of:  # `2 z 3 walk`: dwie
            return cardinal(_value(written), (asked(_before(match)) or ("nom",))[0], of[0].gender)
    jump = _LINKS.match(after)
    if not jump and not match["sign"] and _value(written) > 1:
        ways = phrase(after)
        numbered = [way for way in ways if way.lemma.lower() in _RANKED | _ALONE]
        if numbered and not any(way.plural for way in ways):
            return _agreed(_value(written), _likely(numbered, asked(_before(match))))  # `w 2 połowie`
    minus = {"": "", "+": "plus "}.get(match["sign"] or "", "minus ")
    before = _LISTED.sub("", _before(match))
    listed = None if asked(before) else _BESIDE.search(before)
    before = before[: listed.start()] if listed else before  # `dla 22 osób i 5 zwierząt`
    return minus + counted(_value(written), after[jump.end() :] if jump else after, before)


def _span(match: re.Match[str]) -> str | None:
    """`5-10 osób`: od pięciu do dziesięciu; `2-3 lata`: dwa, trzy."""
    low, high = _value(match["low"]), _value(match["high"])
    ways = phrase(_after(match))
    if low >= high or not any(way.plural for way in ways):
        return None
    before, after = _before(match), _after(match)
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
    if asked(_before(match), noun=True)[:1] != ("gen",):
        return None
    number, scale, unit = _value(match["n"]), match["scale"], match["unit"]
    if not (scale or unit):
        return None
    forms = _forms(_DATA["magnitudes"][scale] if scale else _UNITS[unit])
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


_UNITS: dict[str, str] = {**_DATA["units"], **_DATA["coins"]}
_ANY_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_ANY_SCALE = "|".join(sorted(map(re.escape, _DATA["magnitudes"]), key=len, reverse=True))


def _rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
    return Rule(name, expression(pattern), say, frozenset(needs))


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
    house = re.search(r"(?i)(?<!\w)(?:ul|al|pl|os)(?:\.|icy|ica|ei|eja|acu|iedle|iedlu)? [^.!?]{0,40}$", _before(match))
    pressure = low > 79 and 39 < high < low and re.search(r"(?i)ciśnieni", match.string)
    pressure = pressure or re.match(r" ?mm ?Hg", _after(match))
    marks = not house and low <= high and high in (5, 6, 10, 20, 100)
    link = "na" if pressure or marks else "przez"
    return f"{cardinal(low)} {link} {cardinal(high)}"


def _one_and_half(match: re.Match[str]) -> str | None:
    """`1,5 szklanki`, `1,5 mln`: półtorej, półtora; before other words as written."""
    if match["unit"]:
        forms = _forms(_DATA["magnitudes"].get(match["unit"]) or _UNITS[match["unit"]])
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
    if asked(_before(match))[:1] != ("gen",):
        return None
    coin = match["coin"] or match["next"]
    whole, cents = _value(match["n"]), int(match["cents"])
    some = (_DATA["coins"][coin], whole), (_DATA["cents"][coin], cents)
    pieces = [f"{cardinal(number, 'gen')} {_forms(forms)[3 if number == 1 else 2]}" for forms, number in some if number]
    return " ".join(pieces) or None


_PERIODS: dict[str, tuple[str, Gender]] = {
    "kw.": ("kwartał|kwartału|kwartałowi|kwartał|kwartałem|kwartale", "m3"),
    "poł.": ("połowa|połowy|połowie|połowę|połową|połowie", "f"),
    "półr.": ("półrocze|półrocza|półroczu|półrocze|półroczem|półroczu", "n"),
}


def _period(match: re.Match[str]) -> str | None:
    """`w I kw.`, `w II poł.`"""
    forms, gender = _PERIODS[match["short"]]
    number = int(match["n"].rstrip(".")) if match["n"][0].isdigit() else roman(match["n"])
    case = (asked(_before(match)) or ("nom",))[0]
    return f"{ordinal(number, case, gender)} {forms.split('|')[CASES.index(case)]}" if number else None


def _times(match: re.Match[str]) -> str:
    """`3x dziennie`."""
    return f"{cardinal(int(match['n']))} {'raz' if match['n'] == '1' else 'razy'}"


def _fraction(match: re.Match[str]) -> str | None:
    """`2/3 głosów`, `o 1/4`: parts are feminine, and in the case that is asked for."""
    top, bottom = int(match["low"]), int(match["high"])
    if not (1 <= top < bottom <= 12) or re.search(
        r"(?i)ocen\w*[^.!?]{0,20}$|(?:ul|al|pl|os)\.[^.!?]{0,40}$", _before(match)
    ):
        return None
    cases = asked(_before(match))
    case: Case = "acc" if re.search(r"(?i)(?<!\w)(?:o|na) $", _before(match)) else cases[0] if cases else "nom"
    if top == 1:
        return f"{cardinal(1, case, 'f')} {ordinal(bottom, case, 'f')}"
    of: Case = case if few(top) or case not in ("nom", "acc") else "gen"
    return f"{cardinal(top, case, 'f')} {ordinal(bottom, of, 'f', plural=True)}"


def _span_of_units(match: re.Match[str]) -> str | None:
    """`5-6 tys. zł`, `10-15%`, `2-3 km`."""
    low, high, scale, unit = _value(match["low"]), _value(match["high"]), match["scale"], match["unit"]
    if low >= high or not (scale or unit):
        return None
    names = [_forms(_DATA["magnitudes"][scale])] if scale else []
    names += [_forms(_UNITS[unit])] if unit else []
    before = _before(match)
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
_TAILS = (
    r"(?P<tail>(?:wiecz|let|lec|lat|osob|miesięcz|dni|godzin|minut|sekund|procent|"
    r"krot|metr|kilometr|litr|stopn|punkt|piętr|pokoj|drzwi|cylindr|calow|tonow|tysięcz|milion|kilogram|"
    r"tygodni|rocz|częśc|etap|ścien|kąt|tom|stron|kart|hektar|złot|strun|woltow|watow|bitow|rdzen|"
    r"koł|oso|gwiazdk|gwiazd|zdan|bram|set)[^\W\d_]*)"
)
RANKS = (
    _rule("period", r"(?<![\w.])(?P<n>[IVX]+|[1-4]\.) (?P<short>kw\.|poł\.|półr\.)(?!\w)", _period, "k."),
    _rule("compound", rf"(?<![\w.,])(?P<n>[0-9]{{1,3}}),5[-–]{_TAILS}", _and_half, "-–"),
    _rule("compound", rf"(?<![\w.,])(?P<n>[0-9]{{1,6}}|[IVX]+)[-–]{_TAILS}", _century_word, "-–"),
    _rule(
        "ordinal",
        (
            r"(?<![\w.,:/-])(?P<n>[1-9][0-9]{0,3})\.(?=[ ,])(?=(?:(?:,| i| oraz| lub|"
            r" albo| czy| do| ?[-–]) ?[0-9]{1,4}\.)* [^\W\d_])"
        ),
        _rank,
        ".",
    ),
    _rule("roman numeral", r"(?<!\w)(?P<word>[^\W\d_]{3,}) (?P<roman>[IVXL]+)(?![\w-]|\.\w)", _ruler, "IVX"),
    _rule(
        "roman numeral",
        r"(?<!\w)(?P<short>(?i:cz\.|rozdz\.|kl\.|t\.|gr\.)) ?(?P<roman>[IVXL]+)(?!\w)",
        _shortened,
        "IVX",
    ),
    _rule("roman numeral", r"(?<![\w.])(?P<roman>[IVXL]+)(?= [^\W\d_]{2})", _roman_before, "IVX"),
)
COUNTS = (
    _rule(
        "fraction",
        (r"(?<![\w.,/])(?P<n>[0-9]{1,3}) ?½(?! ?[^\W\d_])"),
        lambda match: f"{cardinal(int(match['n']))} i pół",
        "½",
    ),
    _rule("fraction", rf"{_LEFT}1,5 (?=[^\W\d_])(?:(?P<unit>{_ANY_SCALE}|{_ANY_UNIT})(?!\w))?", _one_and_half, ","),
    _rule(
        "fraction",
        rf"{_LEFT}(?:(?P<whole>[0-9]{{1,3}}) ?)?(?P<part>½|¼|¾|1/2|[1-9]/[3-9]) ?(?P<unit>{_ANY_UNIT})(?!\w)",
        _part_of_unit,
        "½¼¾/",
    ),
    _rule(
        "money",
        rf"{_LEFT}(?P<n>{_INTEGER}),(?P<cents>[0-9]{{2}})(?: ?(?P<coin>zł|PLN|€|\$)|(?= (?:do|na) "
        rf"{_INTEGER},[0-9]{{2}} ?"
        r"(?P<next>zł|PLN|€|\$)))(?!\w)",
        _price,
        ",",
    ),
    _rule("times", r"(?<![\w.,])(?P<n>[0-9]{1,3}) ?[x×](?= [a-ząćęłńóśźż])", _times, "x×"),
    _rule("age", r"(?<![\w.,])(?P<n>[1-9][0-9]?) l\.(?P<close>(?=[,)])| (?=[a-z]))", _age, "l"),
    _rule("code", r"(?:(?<=\ue000 )|(?<=[Nn]r ))(?P<n>[0-9]+(?:/[0-9]+){2,})(?![\w/])", _number_of_case, "/"),
    _rule(
        "sum", r"√ ?(?P<n>[0-9]{1,6})(?![\w.,])", lambda match: f"pierwiastek z {cardinal(int(match['n']), 'gen')}", "√"
    ),
    _rule("fraction", rf"(?:{_LEFT}(?P<whole>[0-9]{{1,3}}) ?)?(?:(?<![\w/])1/2|½)(?= [^\W\d_])", _half, "½/"),
    _rule("years", rf"{_LEFT}(?P<first>{_YEARS})/(?P<second>[0-9]{{2}}|{_YEARS})(?![\w/]|[.,-][0-9])", _season, "/"),
    _rule("years", rf"{_LEFT}(?P<first>{_YEARS}) ?[-–] ?(?P<second>{_YEARS})(?![\w/%-]|[.,][0-9])", _years, "-–"),
    _rule(
        "measure",
        (
            rf"{_SIGNED}(?P<n>{_INTEGER})(?: ?(?P<scale>{_ANY_SCALE})(?!\w))?(?: ?(?P<unit>{_ANY_UNIT}"
            r"))?(?![\w²³/]|[.,][0-9])"
        ),
        _measured,
    ),
    _rule(
        "range",
        (
            rf"{_LEFT}(?P<low>{_INTEGER}) ?[-–] ?(?P<high>{_INTEGER})(?: ?(?P<scale>{_ANY_SCALE})"
            rf"(?!\w))?(?: ?(?P<unit>{_ANY_UNIT}))?(?![\w²³/]|[.,][0-9])"
        ),
        _span_of_units,
        "-–",
    ),
    _rule("number", rf"{_LEFT}(?P<low>{_INTEGER}) ?[-–] ?(?P<high>{_INTEGER})(?= [^\W\d_])", _span, "-–"),
    _rule("fraction", rf"{_LEFT}(?P<low>[0-9]{{1,2}})/(?P<high>[0-9]{{1,2}})(?= [^\W\d_])", _fraction, "/"),
)
_HOUSE = _rule("number", rf"{_LEFT}(?P<low>[0-9]{{1,4}})/(?P<high>[0-9]{{1,4}})(?![\w/]|[.,-][0-9])", _out_of, "/")
NUMBERS = (
    _HOUSE,
    _rule("number", rf"{_SIGNED}(?P<n>{_INTEGER}){_END}(?! [0-9]{{3}},[0-9])", _number),
)
