"""Figures that only their neighbours tell how to read, in German: stopwatches, ratios, scripture, coordinates."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop, verse
from articast.wording.de.agreement import ending
from articast.wording.de.agreement import one as agreeing
from articast.wording.de.numbers import NUMBER, WHOLE, digits, ordinal, plain
from articast.wording.rules import TAKEN, Rule, expression

_WORDS = table("de", "wording")["words"]
_NAMES = {"h": ("Stunde", "Stunden"), "m": ("Minute", "Minuten"), "s": ("Sekunde", "Sekunden")}

_STOPWATCH = expression(
    r"(?<![\w.,:/])(?:([0-9]{1,2}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])(?:(?:,|\.(?=[0-9]{1,2} "
    r"(?:Min|Sek|Std|Stun)))([0-9]{1,3}))?(?![\w:]|[.,][0-9])(?! ?Uhr)"
    r"(?: (Stunden?|Std\.?|h|Minuten?|Min\.|min\.?|Sekunden)(?!\w))?"
)
_AT = expression(r"(?:\b(?i:um|ab|gegen|bis|seit|nach|von|uhr|zeit)|[,(]) $")
_RATIO = expression(rf"(?<![\w.,:])([0-9]{{1,3}}):({WHOLE})(?![\w:]|[.,][0-9])(?=( (?:Mio|Mrd|Mill|Bill))?)")
_SCALE = expression(r"(?i)(?:maßstab|verhältnis|mischung|chancen?|quote|wahrscheinlichkeit|übersetzung|wette)[^.!?:]*$")
_PRESSURE = expression(r"(?<![\w.,/])([0-9]{2,3})/([0-9]{2,3})(?![\w/]|[.,][0-9])(?: mm ?Hg)?")
_BLOOD = expression(r"Blutdruck|Hyperton|systol|mm ?Hg")
_BOOKS: dict[str, str] = table("de", "wording")["books"]
_VERSE = expression(
    rf"(?<!\w)(?:([1-5])\.? ?)?({anyof([*_WORDS['scripture'].split(), *_BOOKS])})\.? ([0-9]{{1,3}}),([0-9]{{1,3}})"
    r"(?:[-–]([0-9]{1,3}))?(?![\w:])"
)
_FIRST = ("", "Erster", "Zweiter", "Dritter", "Vierter", "Fünfter")
_POINT = expression(
    rf"(?<![\w.,])({NUMBER})° ?(?:([0-9]{{1,2}})[’'′] ?)?(?:([0-9.]{{1,6}})[\"”″] ?)?"
    r"(?:([NSOWE])(?!\w)|(?<=[’'′\"”″ ])(?=[NSOW]))"
)
_POINTS = {"N": "Nord", "S": "Süd", "O": "Ost", "E": "Ost", "W": "West"}
_NAMED = expression(r"(?<![\w.,-])([A-Z]{1,4})([0-9]+)([.,])([0-9]+)(?!\w|[.,][0-9])")
_MILESTONE = expression(r"(?<![\w.])(?<![0-9] )km (?=[0-9]{1,4}(?!\w|[.,][0-9]))")
_CENTURY = expression(r"(?<!\w)(Jh|Jhd|Jhdt)\.(?!\w)")
_GENITIVE = expression(
    rf"\b(?:[Dd]es|[Ee]ines|[Dd]ieses|[Jj]enes) (?:[a-zäöüß]+en )?(?:[{TAKEN}]+(?: (?:und|bis) | ?[–/-] ?)?)+ $"
)
_OF = expression(rf"(?<!\w)v\. ?(?={TAKEN})")
_PLACED = expression(
    r"(?<!\w)(wurde|wird|werde|war|als|ist|landete als|knapp) ([1-9][0-9]?)\."
    r"(?= (?:im|in|ins|bei|beim|hinter|vor|über|auf|und|am)\b"
    r"|,|[\"”’»“)\]]*$)"
)


def _count(figures: str, name: str, first: str = "eine") -> str:
    one, many = _NAMES[name]
    return f"{first} {one}" if figures == "1" else f"{plain(figures)} {many}"


def _stopwatch(match: re.Match[str]) -> str | None:
    """`2:01:09`, `1:52,31`, `42:15 Minuten`: how long something took; else it is a time of day or a score."""
    hours, minutes, seconds, fraction, unit = match.groups()
    timed = unit or fraction or (hours and not _AT.search(match.string[max(0, match.start() - 8) : match.start()]))
    if not timed:
        return None
    if not hours and unit and unit[0] in "Sh" and not unit.startswith("Sek"):
        parts = [(minutes, "h"), (seconds, "m")]
    else:
        parts = [(hours, "h"), (minutes, "m"), (f"{seconds},{fraction}" if fraction else seconds, "s")]
    said = [(figures.lstrip("0") or "0", name) for figures, name in parts if figures]
    said = [(f"0{figures}" if figures[0] == "," else figures, name) for figures, name in said if figures != "0"]
    if not said:
        return None
    first, *rest = said
    words = [_count(*first, agreeing(match, "f")), *(_count(*part) for part in rest)]
    return " ".join(words) + final_stop(match)


def _ratio(match: re.Match[str]) -> str | None:
    """`1:10.000`, `1:140 Mio.`, `im Verhältnis 1:10`: no time of day."""
    head = match.string[max(0, match.start() - 40) : match.start()]
    if not (match[3] or len(match[2]) > 3 or _SCALE.search(head)):
        return None
    return f"{plain(match[1])} zu {plain(match[2])}"


def _pressure(match: re.Match[str]) -> str | None:
    high, low = int(match[1]), int(match[2])
    if not (70 <= high <= 250 and 40 <= low < high and _BLOOD.search(match.string)):
        return None
    return f"{plain(match[1])} zu {plain(match[2])}"


def _point(match: re.Match[str]) -> str:
    degrees, minutes, seconds, side = match.groups()
    said = f"{plain(degrees, 'ein')} Grad"
    if minutes:
        said += f" {_count(minutes.lstrip('0') or '0', 'm')}"
    if seconds:
        said += f" {_count(seconds.replace('.', ',').lstrip('0') or '0', 's')}"
    return said + (f" {_POINTS[side]}" if side else " ")


def _named(match: re.Match[str]) -> str:
    """`PM2,5`."""
    letters, whole, mark, part = match.groups()
    return f"{' '.join(letters)} {plain(whole)} {'Komma' if mark == ',' else 'Punkt'} {plain(part)}"


def _century(match: re.Match[str]) -> str | None:
    """`des 20. Jh.`: the genitive."""
    if not _GENITIVE.search(match.string[max(0, match.start() - 80) : match.start()]):
        return None
    return "Jahrhunderts" + final_stop(match)


def _placed(match: re.Match[str]) -> str | None:
    """`wurde 2. im Slalom`: a woman's place where the sentence begins with her; at its end, `80.` is an age."""
    if match[1] in ("wurde", "wird", "ist", "war") and int(match[2]) > 17 and match.end() == len(match.string):
        return None
    her = re.search(r"(?:^|[.!?] |und )(?:Sie\b|sie\b|Die \w+in\b|Ihre \w+in\b)", match.string[: match.start()])
    word = ordinal(int(match[2]), "e" if her else "er").capitalize()
    return f"{match[1]} {word}{final_stop(match)}"


_SENTENCE = expression(r"(?<!\w)(Abs\. ?[0-9]+[a-z]?,? )S\. ?(?=[0-9])")
_MINUTE = expression(r"(?<![\w.,])([0-9]{1,3})\. ?Min\.(?!\w)")
_STARS = expression(r"(?<![\w*.,])([1-7]) ?\*(?![\w*])(-?)")
_HOSTS = expression(r"(?i)hotel|pension|resort|unterkunft|herberge")
_HOUR = expression(r"([0-9][0-9]?) ?h(?![\w/])")
_AT_HOUR = expression(r"(?:\b(?i:um|ab|gegen|bis|vor|seit)) $")
_MODEL = expression(r"(?<!\w)([A-Z]{2})\.([0-9]{1,2})(?!\w|\.[0-9])")
_CITIES = anyof(_WORDS["cities"].split())
_ABROAD = expression(r"(?<!\w)(A|CH|D|L|FL)-([0-9]{4,5})(?= [A-ZÄÖÜ])")
_CITY = expression(rf"(?:^|(?<=[0-9a-zß], )|(?<=in )|(?<=\()|(?<=\| ))([0-9]{{4,5}})(?= {_CITIES}(?!\w))")
_PLACE = expression(r"([0-9][0-9]{4})(?= [A-ZÄÖÜ][a-zäöü])(?:(?<=[0-9], .....)|(?<=[0-9][a-z], .....)|(?<=\bD-.....))")
_SECURITY = expression(r"(?<=WKN )([0-9A-Z]{6})(?!\w)|(?<=WKN: )([0-9A-Z]{6})(?!\w)")
_PRICES = expression(
    r"([0-9][0-9.]*,[0-9]{2})(?= (?:auf|und|oder|bzw\.|statt|bis) "
    r"[0-9.]+,[0-9]{2} ?(€|EUR|Euro|Franken|CHF)(?!\w))"
)
_THIS_YEAR = expression(rf"(?<={TAKEN} )d\. ?J\.(?! [A-ZÄÖÜ])")
_DIAMETER = expression(rf"(?<=[0-9m{TAKEN}]) ?[Øø](?! ?[0-9])")


def _minute(match: re.Match[str]) -> str:
    """`in der 89. Min.`"""
    return f"{ordinal(int(match[1]), ending(match, 'Minute'))} Minute{final_stop(match)}"


def _stars(match: re.Match[str]) -> str | None:
    if not _HOSTS.search(match.string):
        return None
    return f"{plain(match[1], 'ein')}-Sterne-" if match[2] else f"{plain(match[1])} Sterne"


def _hour(match: re.Match[str]) -> str | None:
    """`um 19 h`."""
    if int(match[1]) > 24 or not _AT_HOUR.search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    return f"{plain(match[1], 'ein')} Uhr"


def _prices(match: re.Match[str]) -> str:
    """`von 9,20 auf 11,50 Euro`: both are prices."""
    return f"{match[1]} {match[2]}"


_RATED = expression(
    r"(?<![\w.,/])([0-9]{1,2}(?:,[0-9]{1,2})?|100)/(5|6|10|15|20|100)(?![\w/]|[.,][0-9])(?: ([A-ZÄÖÜ]\w+)(n?))?"
)
_RATES = frozenset(_WORDS["surveyed"].split())
_RATING = expression(
    r"(?i)\b(?:bewert\w+|note|wertung|vergeb\w+|vergab|gibt|gebe|bekommt|erhielt|erhält|punktzahl|ergebnis|urteil)\b[^.!?]{0,30}$"
)
_LETTER = expression(r"[Ll]it\.(?<!\w[Ll]it\.) ?(?=[a-z]\b)")
_INCHES = expression(rf"(?<![\w.,'’′])({NUMBER}) ?(?:″|[\"”](?!\w))")


def _inches(match: re.Match[str]) -> str | None:
    marks = match.string.count('"') + match.string.count("”")
    return f"{plain(match[1])} Zoll" if match.group()[-1] == "″" or marks == 1 else None


def _rated(match: re.Match[str]) -> str | None:
    """`4,5/5 Sterne`, `8/10 Personen`: so many of so many."""
    top, bottom, noun, _ = match.groups()
    if float(top.replace(",", ".")) > int(bottom):
        return None
    known = "," in top or noun in _RATES or _RATING.search(match.string[max(0, match.start() - 48) : match.start()])
    if not known:
        return None
    name = {"Punkte": "Punkten", "Sterne": "Sternen", "Teile": "Teilen"}.get(noun, noun) if noun else ""
    return f"{plain(top)} von {plain(bottom)}{f' {name}' if name else ''}"


_CODE = expression(
    r"(?:(?<=PLZ )|(?<=PLZ: )|(?<=Postleitzahl ))([0-9]{4,5})(?!\w)|(?:(?<=Durchwahl )|"
    r"(?<=DW )|(?<=Fax: )|(?<=Fax ))-([0-9]{1,5})(?!\w)"
)
_REVISED = expression(r"(?<![\w.,])([1-9][0-9]?)\.(?=, [a-zäöüß]+\.? (?:und [a-zäöüß]+\.? )?Aufl)")
_ADDED = expression(
    r"(?<![\w.,])([0-9]{2,3})\.? ?\+ ?([0-9]{1,2})\.?(?= Min|, |\))|(?<=der )([0-9]{2,3})\.\+([0-9]{1,"
    r"2})(?!\w)"
)
_KELVIN = expression(r"K(?<=[0-9]{3} K)(?![\w.-])")


def _added(match: re.Match[str]) -> str:
    """`in der 90.+3 Minute`."""
    figures = [one for one in match.groups() if one]
    return " plus ".join(map(plain, figures))


_INCH_WIDE = expression(r"(?<![\w.,'’′])([0-9]{1,3}(?:,[0-9]|/[0-9]{1,2})?) ?[\"”″](?=-[A-ZÄÖÜ])")
READINGS = (
    Rule("range", expression(r"(?<=Chr\.) ?[-–] ?(?=[0-9])"), lambda _: " bis ", frozenset("C")),
    Rule("inches", _INCH_WIDE, lambda match: f"{'halb' if match[1] == '1/2' else match[1]} Zoll", frozenset('″"”')),
    Rule("time", _ADDED, _added, frozenset("+")),
    Rule("unit", _KELVIN, lambda _: "Kelvin", frozenset("K")),
    Rule("postcode", _CODE, lambda match: digits(match[1] or match[2]), frozenset("PDF")),
    Rule("ordinal", _REVISED, lambda match: ordinal(int(match[1]), "e"), frozenset(",")),
    Rule("rating", _RATED, _rated, frozenset("/")),
    Rule("clause", _LETTER, lambda _: "Buchstabe ", frozenset(".")),
    Rule("inches", _INCHES, _inches, frozenset('″"”')),
    Rule("clause", _SENTENCE, lambda match: f"{match[1]}Satz ", frozenset("S")),
    Rule("ordinal", _MINUTE, _minute, frozenset("M")),
    Rule("stars", _STARS, _stars, frozenset("*")),
    Rule("time", _HOUR, _hour, frozenset("h")),
    Rule("name", _MODEL, lambda match: f"{match[1]} {match[2]}", frozenset(".")),
    Rule("postcode", _PLACE, lambda match: digits(match[1]), frozenset(",-")),
    Rule("postcode", _ABROAD, lambda match: f"{match[1]} {digits(match[2])}", frozenset("-")),
    Rule("postcode", _CITY, lambda match: digits(match[1])),
    Rule("code", _SECURITY, lambda match: " ".join(match[1] or match[2]), frozenset("W")),
    Rule("money", _PRICES, _prices, frozenset(",")),
    Rule("date", _THIS_YEAR, lambda _: "dieses Jahres", frozenset("J")),
    Rule("sign", _DIAMETER, lambda _: " Durchmesser", frozenset("Øø")),
    Rule("scripture", _VERSE, verse(_FIRST.__getitem__, plain, "bis", _BOOKS), frozenset(",")),
    Rule("time", _STOPWATCH, _stopwatch, frozenset(":")),
    Rule("ratio", _RATIO, _ratio, frozenset(":")),
    Rule("ratio", _PRESSURE, _pressure, frozenset("/")),
    Rule("coordinate", _POINT, _point, frozenset("°")),
    Rule("name", _NAMED, _named, frozenset(",.")),
    Rule("ordinal", _PLACED, _placed, frozenset(".")),
    Rule("abbreviation", _MILESTONE, lambda _: "Kilometer ", frozenset("k")),
    Rule("abbreviation", _OF, lambda _: "vom ", frozenset(".")),
)
"""After the dates."""
CENTURIES = (Rule("abbreviation", _CENTURY, _century, frozenset("J")),)
"""After the ordinals."""
