"""Figures that only their neighbours tell how to read, in English: stopwatches, ratios, odds, scripture, clauses."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop, roman, verse
from articast.wording.en.numbers import (
    NUMBER,
    adjective,
    cardinal,
    designation,
    digits,
    month,
    ordinal,
    plain,
    plural,
    sign_word,
)
from articast.wording.rules import Rule, expression

_WORDS = table("en", "wording")["words"]
_REACH = 32
"""Characters before a figure in which the word that tells its kind is looked for."""

_STOPWATCH = expression(
    r"(?<![\w.,:/$€£])(?:([0-9]{1,2}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])(?:\.([0-9]{1,3}))?"
    r"(?![\w:]|[.,][0-9]| ?[ap]\.?m)"
)
_RUNS = expression(
    r"(?i)\b(?:in|under|time of|record of|best of|mark of|clock(?:ed|ing|s)|last(?:s|ed|ing)|sub-?|ran|split of)"
    r"(?: just| only| about| a)? ?$"
)
_RAN = expression(r"(?i)\b(?:in|time|record|best|clock\w*|ran|finish\w*|mark|marathon|lasted|lasts|length)\b[^.!?]*$")
_RATIO = expression(r"(?<![\w.,:])([0-9]{1,3}):([0-9]{1,3}(?:,[0-9]{3})*)(?![\w:]|[.,][0-9])")
_RATIO_BEFORE = expression(r"(?i)\b(?:ratio|scale|odds|mix\w*|dilut\w+|proportions?|split)\b[^.!?:]*$")
_RATIO_AFTER = expression(r"[ -](?:ratio|scale|split|mix\w*|dilution|leverage|reverse|stock split)")
_OVER = expression(r"(?<![\w.,/])([0-9]{1,4})/([0-9]{1,3})(?![\w/]|[.,][0-9])")
_PRESSURE = expression(r"(?i)(?:\bBP\b|blood pressure|hypertens|systolic|mm ?Hg)")
_ODDS_BEFORE = expression(r"(?i)\b(?:odds|priced|favou?rites?|bookmakers?|outsiders?|start(?:ing|ed)|price)\b[^.!?]*$")
_ODDS_AFTER = expression(r" (?:favou?rite|joint|shot|outsiders?|on|against|chance|odds)\b")
_BOOKS: dict[str, str] = table("en", "wording")["books"]
_VERSE = expression(
    rf"(?<!\w)(?:([123]) )?((?:{anyof([*_WORDS['scripture'].split(), *_BOOKS])})|Is(?=\.))\.? "
    rf"([0-9]{{1,3}}):([0-9]{{1,3}})(?:[-–]([0-9]{{1,3}}))?"
    r"(?![\w:])"
)
_CLAUSE = expression(r"(?<![\w.,])([0-9]{1,4}[A-Z]?)((?:\((?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4})\))+)(s?)(?!\w)")
_DEGREES = expression(
    rf"((?<![\w\])–-])[-−+–])?(?<![\w.,$€£])({NUMBER})(?:(?:[CF]?(?: ?[–-] ?| to ))({NUMBER}))?([CF])(?![\w'’+-])"
)
_WARM = expression(
    r"(?i)\b(?:at|to|of|around|about|above|below|under|over|hits?|reach\w*|exceed\w*|by|between|near|nearly|from|is|was"
    r"|than|oven|topp\w+|almost|only|fan)(?: a| an)? $"
)
_STONE = expression(r"(?<![\w.,])([0-9]{1,2}) ?st,? ([0-9]{1,2}) ?lbs?(?!\w)")
_FOOT = expression(
    r"(?<![\w.,])([0-9]{1,2}) ?(?:ft\.?|feet|foot),? ?([0-9]{1,2}(?:\.[0-9])?) ?(?:ins?\.?|inches)(?!\w)"
)
_INCH = expression(rf"(?<![\w.,'’′/])({NUMBER})(?:″|[\"”](?=[- ][A-Za-z]))")
_POINT = expression(rf"(?<![\w.])({NUMBER})° ?([NSEW])(?!\w)")
_POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_PLURALS = expression(r"(?:(?<=[A-Za-z]-)|(?<=(?<!\w)[A-Z])|(?<=(?<!\w)[A-Z]{2}))([0-9]{1,4})s(?!\w)")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _REACH) : match.start()]


def _count(figures: str, name: str) -> str:
    return f"{plain(figures)} {name}{'' if figures == '1' else 's'}"


def _stopwatch(match: re.Match[str]) -> str | None:
    """`2:01:09`, `42:15`, `1:52.31` where something took so long; else it is a time of day."""
    hours, minutes, seconds, fraction = match.groups()
    known = _RAN.search(_before(match)) if hours else fraction or _RUNS.search(_before(match))
    if not known or (hours and int(minutes) > 59):
        return None
    parts = [(hours, "hour"), (minutes, "minute"), (f"{seconds}.{fraction}" if fraction else seconds, "second")]
    said = [(figures.lstrip("0") or "0", name) for figures, name in parts if figures]
    return " ".join(_count(figures, name) for figures, name in said if figures != "0")


def _ratio(match: re.Match[str]) -> str | None:
    if not (_RATIO_BEFORE.search(_before(match)) or _RATIO_AFTER.match(match.string, match.end())):
        return None
    return f"{plain(match.group(1))} to {plain(match.group(2))}"


def _over(match: re.Match[str]) -> str | None:
    """`120/80` is a blood pressure, `7/2` are odds, where the text speaks of them."""
    top, bottom = match.groups()
    high, low = int(top), int(bottom)
    if 70 <= high <= 250 and 40 <= low < high and _PRESSURE.search(match.string):
        return f"{plain(top)} over {plain(bottom)}"
    if low and (_ODDS_AFTER.match(match.string, match.end()) or _ODDS_BEFORE.search(_before(match))):
        return f"{plain(top)} to {plain(bottom)}"
    return None


def _clause(match: re.Match[str]) -> str:
    """`230(c)(1)` → `230 C 1`: later rules say the figures."""
    steps = re.findall(r"\((\w+)\)", match.group(2))
    number = match.group(1)
    if re.fullmatch("[1-9]0[1-9]", number):
        number = designation(number)  # a `401(k)`
    return " ".join([number, *(step if step.isdigit() else step.upper() for step in steps)]) + (
        "'s" if match[3] else ""
    )


def _degrees(match: re.Match[str]) -> str | None:
    """`35C`, `1.5C`, `180C/160C`: degrees with a fraction, or after a word that measures."""
    sign, low, high, scale = match.groups()
    if not ("." in low or sign or re.search("[CF]/$", _before(match)) or _WARM.search(_before(match))) or len(low) > 4:
        return None
    words = f"{plain(low)} to {plain(high)}" if high else plain(low)
    name = "degree" if (low == "1" and not high) or adjective(match) else "degrees"
    return f"{sign_word(sign)}{words} {name} {'Celsius' if scale == 'C' else 'Fahrenheit'}"


def _foot(match: re.Match[str]) -> str:
    feet, inches = match.groups()
    names = "foot" if feet == "1" else "feet", "inch" if inches == "1" else "inches"
    return f"{plain(feet)} {names[0]} {plain(inches)} {names[1]}"


def _stone(match: re.Match[str]) -> str:
    return f"{plain(match.group(1))} stone {plain(match.group(2))}"


def _inch(match: re.Match[str]) -> str | None:
    """`6.7" screen`; a quotation mark comes in pairs."""
    mark = match.group()[-1]
    if mark != "″" and (match.string.count('"') + match.string.count("”") - match.string.count("“")) % 2 == 0:
        return None
    return f"{plain(match.group(1))} inch"


def _plurals(match: re.Match[str]) -> str:
    """`B-52s`, `H100s`: several of a kind, no seconds."""
    glued = match.string[match.start() - 1 : match.start()].isalpha()
    return f"{' ' if glued else ''}{plural(cardinal(int(match[1])))}"


_NAMED_PLURAL = expression(r"(?<=[a-z] )([0-9]{1,4})s(?!\w)")
_NAME_AHEAD = expression(
    r"(?:^|[^.!?] )(?!(?:In|Under|Over|After|Just|Only|About|The|Early|Mid|Late|Within|By|At|For|To|Age) )"
    r"[A-Z][\w’'-]*[a-z] $"
)


def _named_plural(match: re.Match[str]) -> str | None:
    """`Paragraph 13s`, `Boeing 737s`: no seconds; `Roaring 20s` are."""
    figures = match[1]
    if (figures[-1] == "0" and len(figures) in (2, 4)) or not _NAME_AHEAD.search(_before(match)):
        return None
    return plural(designation(figures))


_UNTIL = expression(
    r"(?i:(?:(?<=[0-9 ][ap]m)|(?<=[ap]\.m\.)) ?[-–] ?(?=noon|midnight|[0-9]{1,2}(?:[:.][0-5][0-9])? ?[ap]\.?m)"
    r"|(?<=noon) ?[-–] ?(?=[0-9]|midnight)|(?<=midnight) ?[-–] ?(?=[0-9]))"
)
_DAY_MONTH = expression(r"(?<=[a-z] )(1[3-9]|2[0-9]|3[01])/(0?[1-9]|1[0-2])(?![\w/]|[.,][0-9])")


def _hex(match: re.Match[str]) -> str:
    """`0x8140`: sign by sign."""
    return "zero x " + " ".join(plain(one) if one.isdigit() else one.upper() for one in match[1])


def _extension(match: re.Match[str]) -> str:
    return digits("".join(filter(None, match.groups())))


def _root(match: re.Match[str]) -> str:
    return f"the square root of {match[1]} " if match[1] else "the square root of "


def _day_month(match: re.Match[str]) -> str | None:
    if not re.search(r"(?i)\b(?:on|by|until|since|from) $", _before(match)):
        return None
    return f"the {ordinal(int(match[1]))} of {month(int(match[2]))}"


_HEX = expression(r"(?<![\w.])0[xX]([0-9A-Fa-f]{2,16})(?!\w)")
_APERTURE = expression(r"(?<![\w/])[fƒ]/([0-9]{1,2}(?:\.[0-9])?)(?!\w|[.,/][0-9])")
_SIGNATURE = expression(r"(?<![\w.,/])([1-9]|12)/([248]|16)(?=[ -](?:time|meter|metre|beat|signature|rhythm)\b)")
_SHARES = expression(
    r"(?<![\w.,/-])([1-9][05])(?:/|-(?=[1-9][05] (?:rule|split|mix|portfolio|chance"
    r"|ratio|divide|blend|ownership|partnership)))"
    r"([1-9][05])(?![\w/-]|[.,][0-9])"
)
_VISION = expression(r"(?<![\w.,/-])(20)/([1-9]0{1,2}|15|25)(?= (?:vision|eyesight|in))")
_SCIENTIFIC = expression(r"([0-9](?<![\w.,].)(?:\.[0-9]+)?)[eE]([-−+]?[0-9]{1,3})(?!\w)")
_EXTENSION = expression(r"(?<=[Ee]xt\. )([0-9])-([0-9]{2,4})(?!\w)|(?<=extension )([0-9])-([0-9]{2,4})(?!\w)")
_COINED = expression(r"(?<!\w)([$€£¥])/([$€£¥]|[a-z]{3,})(?!\w)")
_COINS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_ROOT = expression(r"√ ?(?:\(([^()]{1,20})\)|(?=[\w\ue000]))")
_CENTURY = expression(r"c\.(?<=[0-9](?:st|nd|rd|th) c\.)(?! ?[0-9])")


def _shares(match: re.Match[str]) -> str | None:
    """`60/40`: the parts of a whole."""
    return f"{plain(match[1])} {plain(match[2])}" if int(match[1]) + int(match[2]) == 100 else None


def _scientific(match: re.Match[str]) -> str:
    """`1.5e-3`."""
    sign, power = ("minus ", match[2][1:]) if match[2][0] in "-−" else ("", match[2].lstrip("+"))
    return f"{plain(match[1])} times ten to the {sign}{plain(power) if sign else ordinal(int(power))}"


_AGED = expression(r"([1-9](?<![\w.,-].)[0-9]) ?[-–] ?([1-9][0-9])s(?!\w)")
_ADDED = expression(r"(?<![\w.,])([0-9]{2,3})\+([0-9]{1,2})(st|nd|rd|th)(?!\w)")
_ISOTOPE = expression(r"(?<![\w.,])(14|13|12)C(?!\w)")
_CARBON = expression(r"(?i)half-life|isotop|radiocarbon|carbon|dating|decay|ratio")
_ROAD = expression(r"[NSEW](?<=[0-9] .)(?![\w.’'-])")
_ROADS = expression(r"(?<!\w)(?:I|US|U\.S\.|SR|Hwy\.?|Highway|Route|Rte\.?|Interstate|Exit|Road|A|M)[- ]?[0-9]{1,3} $")
_FEET = expression(r"([0-9])(?<![\w.,].)-ft\.?-([0-9]{1,2})-in\.?(?!\w)")
_BOOK = expression(
    r"(?<!\w)(I{1,3}) (?=(?:Corinthians|Kings|Samuel|Chronicles|Peter|John|Timothy|Thessalonians|M"
    r"accabees)(?: [0-9]|\W|$))"
)
_SPOON = expression(r"([Tt])(?<=[0-9½¼¾⅓⅔] [Tt])\.?(?= (?!of )[a-z]{3,})")
_COOKING = expression(r"(?i)\b(?:flour|sugar|salt|baking|butter|oil|milk|vanilla|stir|cups?|c\.)(?!\w)")
_STOREY = expression(r"fl(?<=[0-9](?:st|nd|rd|th) fl)\.?(?!\w| oz)")
_MILITARY = expression(
    r"(?<![\w.,:/-])(0[0-9]|1[0-9]|2[0-4])([0-5][0-9])(?: ?[-–] ?(0[0-9]|1[0-9]|2[0-4])([0-5][0-9]))?("
    r"?![\w/:-]|[.,][0-9])"
)
_HOURS = expression(r" (?:hours|hrs|GMT|UTC|EST|EDT|PST|Zulu)\b")


def _isotope(match: re.Match[str]) -> str | None:
    """`14C`, where the sentence speaks of isotopes; else it is warm."""
    return f"carbon {plain(match[1])}" if _CARBON.search(match.string) else None


def _road(match: re.Match[str]) -> str | None:
    """`I-405 N`: no newtons."""
    head = match.string[max(0, match.start() - 16) : match.start()]
    return {"N": "North", "S": "South", "E": "East", "W": "West"}[match.group()] if _ROADS.search(head) else None


def _military(match: re.Match[str]) -> str | None:
    """`0600-2300`, `at 0830 hours`: of a clock that begins with nought; else a code."""
    told = re.search(r"(?i)\b(?:at|by|until|from|around|before|after) $", match.string[: match.start()][-8:])
    spans = (match[3] is not None or told is not None) and match[1][0] == "0"
    if not (spans or (match[1][0] == "0" and _HOURS.match(match.string, match.end()))):
        return None
    first = _four(match[1], match[2])
    return f"{first} to {_four(match[3], match[4])}" if match[3] else first


def _four(hour: str, minute: str) -> str:
    said = f"oh {plain(hour[1])}" if hour[0] == "0" and hour != "00" else "zero" if hour == "00" else plain(hour)
    return (
        f"{said} hundred"
        if minute == "00"
        else (f"{said} {'oh ' + plain(minute[1]) if minute[0] == '0' else plain(minute)}")
    )


def _spoon(match: re.Match[str]) -> str | None:
    """`2 T. sugar`: no tons."""
    if not _COOKING.search(match.string):
        return None
    several = not re.search(r"(?:(?<![0-9 ])|(?<![0-9½¼¾⅓⅔/] ))(?<![0-9])1 $", match.string[: match.start()][-4:])
    return f"{'table' if match[1] == 'T' else 'tea'}spoon{'s' * several}"


MILITARY = (Rule("time", _MILITARY, _military, frozenset("0")),)
"""Before telephone numbers."""
_PLANES = expression(r"(?<![\w.,$-])(7[0-8]7)s(?!\w)")
_LETTERED = expression(r"(?<=[a-z] )((?:\((?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4})\)){2,})(?!\w)")
_PART = expression(r"(?i)\b(?:sub)?(?:section|clause|paragraph|part|item|article)s? $")
_SMALL_ROMAN = expression(
    r"(?:(?<=Scene )|(?<=scene )|(?<=page )|(?<=pages )|(?<=pp\. )|(?<=p\. ))([ivx]{1,5})(?![\w'’])"
)
_TALL = expression(r"(?<![\w'’\"])([0-9]{1,4})['’′](?= (?:tall|high|wide|long|deep|above|below|by)\b)")
_CENTURIES = expression(r"(?<=[Tt]he )([1-9]00)s(?= (?:AD|A\.D\.|BC|B\.C\.|CE|BCE))")


def _lettered(match: re.Match[str]) -> str | None:
    """`section (b)(2)(A)`."""
    if not _PART.search(_before(match)):
        return None
    return " ".join(step if step.isdigit() else step.upper() for step in re.findall(r"\((\w+)\)", match[1]))


def _small_roman(match: re.Match[str]) -> str | None:
    number = roman(match[1].upper())
    return plain(str(number)) if number else None


READINGS = (
    Rule("length", _TALL, lambda match: f"{plain(match[1])} feet", frozenset("'’′")),
    Rule("century", _CENTURIES, lambda match: plural(plain(match[1])), frozenset("s")),
    Rule("clause", _LETTERED, _lettered, frozenset("(")),
    Rule("feet and inches", _FEET, lambda match: f"{plain(match[1])}-foot-{plain(match[2])}-inch", frozenset("f")),
    Rule("scripture", _BOOK, lambda match: f"{ordinal(len(match[1])).capitalize()} ", frozenset("I")),
    Rule("unit", _SPOON, _spoon, frozenset("Tt")),
    Rule("abbreviation", _STOREY, lambda match: "floor" + final_stop(match), frozenset("f")),
    Rule("name", _PLANES, lambda match: plural(designation(match[1])), frozenset("7")),
    Rule("ordinal", _ADDED, lambda match: f"{plain(match[1])} plus {ordinal(int(match[2]))}", frozenset("+")),
    Rule("name", _ISOTOPE, _isotope, frozenset("C")),
    Rule("road", _ROAD, _road, frozenset("NSEW")),
    Rule("age", _AGED, lambda match: f"{plain(match[1])} to {plural(plain(match[2]))}", frozenset("s")),
    Rule("ratio", _SHARES, _shares, frozenset("/-")),
    Rule("ratio", _VISION, lambda match: f"{plain(match[1])} {plain(match[2])}", frozenset("/")),
    Rule("time signature", _SIGNATURE, lambda match: f"{plain(match[1])} {plain(match[2])}", frozenset("/")),
    Rule("number", _SCIENTIFIC, _scientific, frozenset("eE")),
    Rule("code", _HEX, _hex, frozenset("xX")),
    Rule("aperture", _APERTURE, lambda match: f"F {plain(match[1])}", frozenset("fƒ")),
    Rule("phone number", _EXTENSION, _extension, frozenset("-")),
    Rule("century", _CENTURY, lambda match: "century" + final_stop(match), frozenset("c")),
    Rule("time", _UNTIL, lambda _: " to ", frozenset("-–")),
    Rule("date", _DAY_MONTH, _day_month, frozenset("/")),
    Rule(
        "scripture",
        _VERSE,
        verse(lambda number: ordinal(number).capitalize(), plain, "to", {**_BOOKS, "Is": "Isaiah"}),
        frozenset(":"),
    ),
    Rule("time", _STOPWATCH, _stopwatch, frozenset(":")),
    Rule("ratio", _RATIO, _ratio, frozenset(":")),
    Rule("ratio", _OVER, _over, frozenset("/")),
    Rule("clause", _CLAUSE, _clause, frozenset("(")),
    Rule("feet and inches", _FOOT, _foot, frozenset("f")),
    Rule("stone and pounds", _STONE, _stone, frozenset("s")),
    Rule("inches", _INCH, _inch, frozenset('″"”')),
    Rule("coordinate", _POINT, lambda match: f"{plain(match[1])} degrees {_POINTS[match[2]]}", frozenset("°")),
    Rule("unit", _DEGREES, _degrees, frozenset("CF")),
    Rule("name", _PLURALS, _plurals, frozenset("s")),
    Rule("name", _NAMED_PLURAL, _named_plural, frozenset("s")),
)
ROMAN_PAGES = (Rule("roman numeral", _SMALL_ROMAN, _small_roman, frozenset("ivx")),)
ROOTS = (
    Rule("sign", _ROOT, _root, frozenset("√")),
    Rule("sign", _COINED, lambda match: f"{_COINS[match[1]]} {_COINS.get(match[2], match[2])}", frozenset("$€£¥")),
)
