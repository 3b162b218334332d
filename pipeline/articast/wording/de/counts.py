"""Plain numbers, ranges, ratios and multiples in German."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, capital, final_stop
from articast.wording.de.agreement import gender, one
from articast.wording.de.money import BIG, scaled
from articast.wording.de.numbers import (
    LEFT,
    NUMBER,
    SIGN,
    TO,
    cardinal,
    designation,
    digits,
    ordinal,
    plain,
    sign_word,
    year,
)
from articast.wording.en.numbers import ordinal as english
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_WORDS = table("de", "wording")["words"]
_COUNTED = expression(
    rf" (?:(?!(?:{'|'.join(_WORDS['determiners'].split())}) )([a-zäöüß]+(?:e|en|er)) )?([A-ZÄÖÜ][\wäöüß]+)"
)
_NUMBERED = frozenset(
    (*_WORDS["numbered"].split(), "Port", "Artikel", "Zeile", "Absatz", "Paragraf", "Drucksache", "Position")
)
_PLURAL = expression(r".*(?:e|e[nr]|n|s)")
_UNCHANGED = frozenset(_WORDS["unchanged"].split())
"""Nouns that are counted without a plural: `1500 Mann`."""
_MADE = expression(
    rf"(?:{'|'.join(_WORDS['made'].split())})e[nrsm]?|(?:ge|er|be|ver|ent|zer|ein|auf|aus|ab|an|um|über|unter)\w+(?:te|ene)"
)
"""Participles of what happened in a year: `die 1956 gegründete Firma`."""
_DID = expression(
    r"\b(?:gewann|holte|errang|heiratete|gründete|eröffnete|promovierte|veröffentlichte"
    r"|komponierte|starb|zog)(?: (?:er|sie|es))? $"
)
_CAST = frozenset(("Stimmen", "Punkte", "Menschen", "Besucher", "Wähler", "Mitglieder", "Preise", "Aktien"))
_ABOUT = expression(
    r"\b(?:[Rr]und|[Ee]twa|[Ff]ast|[Kk]napp|[Cc]irca|als|bis zu|[Ii]nsgesamt|[Gg]ut|sind"
    r"|waren|werden|wurden|mindestens|höchstens) $"
)
_BECAME = expression(r"\b(?:wurde|war|wird|ist|blieb|werde|sei)(?: (?:er|sie|es|ich))? $")
_DATED = expression(
    r"(?i:\b(?:in|seit|ab|bis|von|jahre?s?|jahren|anfang|ende|mitte|um|vor|nach|sommer|herbst|winter|frühjahr|frühling|und|gegen|"
    r"juli?|\w+ar|\w+ber|märz|april|mai|juni|august)|[,(–-]) ?$"
)


def _year_or(written: str, match: re.Match[str]) -> str:
    """A bare four-digit number is a year unless things are counted with it."""
    if not re.fullmatch("1[1-9][0-9]{2}", written):
        return plain(written)
    head = match.string[max(0, match.start() - 16) : match.start()]
    if head.endswith("/") or (head.split() or [""])[-1] in _NUMBERED:
        return plain(written)
    counted = _COUNTED.match(match.string, match.end())
    if _ABOUT.search(head):
        return plain(written)
    if not counted or _DATED.search(head) or _BECAME.search(head):
        return year(int(written))
    adjective, noun = counted.groups()
    if _DID.search(head) and noun not in _UNCHANGED and noun not in _CAST:
        return year(int(written))
    things = _PLURAL.fullmatch(noun) or noun in _UNCHANGED
    return plain(written) if things and not (adjective and _MADE.fullmatch(adjective)) else year(int(written))


_LENGTHS = {"m": "Meter", "cm": "Zentimeter", "mm": "Millimeter", "km": "Kilometer", "px": "Pixel"}
_MAGNITUDE = expression(rf"{SIGN}{LEFT}({NUMBER})(?:{TO}({NUMBER}))?[ -]?({BIG})(?!\w)")
_CHAIN = expression(r"(?<![\w.,/-])[0-9]+(?:[-/][0-9]+){2,}(?![\w-])")
_SEASON = expression(r"(?<![\w.,/-])((?:1[1-9]|20)[0-9]{2})/((?:1[1-9]|20)?[0-9]{2})(?![\w/]|[.,][0-9])")
_BY = expression(rf"{LEFT}({NUMBER}) ?[x×] ?({NUMBER})(?: ?[x×] ?({NUMBER}))?(?: ?({anyof(_LENGTHS)})(?!\w)|(?!\w))")
_BY_UNIT = expression(rf"{LEFT}({NUMBER}) ?[x×] ?(?:({NUMBER}) ?[x×] ?)?(?={TAKEN})")
_TIMES = expression(rf"{LEFT}({NUMBER})(?:{TO}({NUMBER}))? ?[x×](?! ?[0-9{TAKEN}])(?! [-+−=] )(?=[\s,.;:!?)-]|$)")
_RATIO = expression(r"(?<![\w.,:])([0-9]{1,3})(?: : |:)([0-9]{1,3}(?:\.[0-9]{3})*)(?![\w:]|[.,][0-9])")
_ER = expression(r"(?<![\w.,])['’]?([0-9]{1,4})-?er(n?)(?=-?[A-ZÄÖÜ]|(?!\w))")
_TE = expression(r"(?<![\w.,])([0-9]{1,4})(?:t|st)(e[rnsm]?)(?!\w)")
_RANGE = expression(rf"(?<![\w.,/-])({NUMBER})(?: ?– ?|-| - )({NUMBER})(?!\w|-[0-9]|[.,/:][0-9])")
_POINT = expression(r"(?<![\w.,])([0-9]{1,3})\.([0-9]{1,2}|[0-9]{4,})(?!\w|[.,][0-9])")
_SHORT_YEAR = expression(r"(?<!\w)['’]([0-9]{2})(?![\w'’])")
_PLAIN = expression(rf"{SIGN}(?<![\w.])({NUMBER})(\+(?!\w))?(?!\w)")
_TO_ONE = expression(r"(?<![\w.,-])([0-9]{1,3})-zu-([0-9]{1,3})(?=-|(?!\w))")
_ENGLISH = expression(r"(?<![\w.,-])([0-9]{1,3})(?:st|nd|rd|th)(?!\w)")
_NAMED = expression(r"(?:[A-ZÄÖÜ][\wäöüß]*|und|plus|minus|mal|zu|Platz|Nummer) $")
_LISTED = expression(rf"(?:[0-9]|{TAKEN}) (?!{'|'.join(_NUMBERED)})[A-ZÄÖÜ][a-zäöüß]+ und $")
_PARTS = frozenset(("Satz", "Nummer", "Absatz", "Unterabsatz", "Buchstabe", "Halbsatz", "Alternative", "Ziffer"))
_NOUN = expression(r" ([A-ZÄÖÜ][a-zäöüß]\w*)")


def _chain(match: re.Match[str]) -> str:
    """`90-60-90`; longer or with a nought in front: digit by digit."""
    parts = re.split("[-/]", match.group())
    if all(len(part) < 3 and part[0] != "0" for part in parts):
        return " ".join(map(plain, parts))
    return digits(match.group())


def _magnitude(match: re.Match[str]) -> str:
    sign, low, high, scale = match.groups()
    stop = final_stop(match, scale)
    return sign_word(sign) + scaled(match, low, high, scale, "f") + stop


def _season(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"{year(int(first))} {year(int(last)) if len(last) == 4 else designation(last)}"


def _by(match: re.Match[str]) -> str:
    """`3 x 1 Tablette`: the last one agrees with what is counted."""
    sides = [side for side in match.groups()[:3] if side]
    if match[4]:
        return f"{' mal '.join(map(plain, sides))} {_LENGTHS[match[4]]}"
    noun = _NOUN.match(match.string, match.end())
    last = _ONE.get(gender(noun[1]) or "m", "ein") if noun and sides[-1] == "1" else plain(sides[-1])
    return " mal ".join([*map(plain, sides[:-1]), last])


def _by_unit(match: re.Match[str]) -> str:
    """`30 x 20 x 10 cm`, whose last side was said with its unit."""
    return "".join(f"{plain(side)} mal " for side in match.groups() if side)


_ONE = {"m": "ein", "f": "eine", "n": "ein"}


def _times(match: re.Match[str]) -> str:
    low, high = match.groups()
    return f"{plain(low, 'ein')} bis {plain(high, 'ein')}mal" if high else f"{plain(low, 'ein')}mal"


def _er(match: re.Match[str]) -> str:
    number, tail = match.groups()
    word = f"{year(int(number)) if len(number) == 4 else cardinal(int(number), 'ein')}er{tail}"
    return capital(word) if match.string[match.end() : match.end() + 1].isupper() else word


_SCORED = expression(
    r"gew[ao]nn|[Ss]ieg|siegte|verlor|unterlag|schlug|bezwang|Niederlage|Unentschieden|Remis|Bilanz|Endstand|Spielstand|Rückstand"
    r"|Führung|Ergebnis|Satzball|Halbzeit"
)
_UNSCORED = expression(r" ?(?:%|Uhr|Jahre|Tage|Wochen|Monate|Stunden|Minuten|Prozent|Euro|[a-zäöü]+e[nr] [A-Z])")


def _range(match: re.Match[str]) -> str:
    low, high = match.groups()
    small = low.isdigit() and high.isdigit() and len(low) < 4 and len(high) < 4
    if small and (
        int(low) >= int(high) or (_SCORED.search(match.string) and not _UNSCORED.match(match.string, match.end()))
    ):
        return (
            f"{plain(low)} zu {plain(high)}"
            if high != "0" or not _SCORED.search(match.string)
            else f"{plain(low)} zu null"
        )
    if low == "1" and re.match(r" [^\W\d_]", match.string[match.end() : match.end() + 2]):
        return f"ein bis {plain(high)}"
    return f"{_year_or(low, match)} bis {_year_or(high, match)}"


def _plain(match: re.Match[str]) -> str:
    sign, written, more = match.groups()
    if written == "1" and not sign and not more:
        return _single(match)
    said = plain(written) if sign or more else _year_or(written, match)
    return f"{sign_word(sign)}{said}{' plus' if more else ''}"


def _single(match: re.Match[str]) -> str:
    """`1` before a noun agrees with it, elsewhere it is `eins`."""
    head = match.string[max(0, match.start() - 24) : match.start()]
    noun = _NOUN.match(match.string, match.end())
    # "und 1 Prise", "21 Frauen und 1 Mann"
    known = noun and head.endswith(" und ") and (gender(noun.group(1)) or _LISTED.search(head))
    if not noun or (not known and _NAMED.search(head) and match.start() > len(head.split()[-1]) + 1):
        return "ein" if match.string[match.end() : match.end() + 1] in ("-", TAKEN) else "eins"
    if (head[-2:-1] == TAKEN and noun.group(1) in _PARTS) or re.search("[A-ZÄÖÜ]", noun.group(1)[1:]):
        return "eins"  # `Abs. 1 Satz 2`, `Nr. 1 StVO`
    return one(match, gender(noun.group(1)) or "m")


_NEEDS = frozenset(DIGITS)
MAGNITUDES = (Rule("number", _MAGNITUDE, _magnitude, _NEEDS),)
_SCIENTIFIC = expression(r"(?<![\w.,])([0-9](?:,[0-9]+)?)[eE]([-−+]?[0-9]{1,3})(?!\w)")


def _scientific(match: re.Match[str]) -> str:
    """`1,5e-3`."""
    return f"{plain(match[1])} mal zehn hoch {'minus ' if match[2][0] in '-−' else ''}{plain(match[2].lstrip('+-−'))}"


COUNTS = (
    Rule("number", _SCIENTIFIC, _scientific, frozenset("eE")),
    Rule("ratio", _TO_ONE, lambda match: f"{plain(match[1])}-zu-{plain(match[2])}", frozenset("-")),
    Rule("ordinal", _ENGLISH, lambda match: english(int(match[1])).capitalize(), frozenset("snrt")),
    Rule("number", _CHAIN, _chain, frozenset("-/")),
    Rule("year", _SEASON, _season, frozenset("/")),
    Rule("times", _BY_UNIT, _by_unit, frozenset("x×")),
    Rule("times", _BY, _by, frozenset("x×")),
    Rule("times", _TIMES, _times, frozenset("x×")),
    Rule("ratio", _RATIO, lambda match: f"{plain(match.group(1))} zu {plain(match.group(2))}", frozenset(":")),
    Rule("decade", _ER, _er, frozenset("e")),
    Rule("ordinal", _TE, lambda match: ordinal(int(match.group(1)), match.group(2)), frozenset("t")),
    Rule("range", _RANGE, _range, frozenset("–-")),
    Rule("number", _POINT, lambda match: f"{plain(match.group(1))} Punkt {digits(match.group(2))}", frozenset(".")),
    Rule("year", _SHORT_YEAR, lambda match: designation(match.group(1)), frozenset("'’")),
    Rule("number", _PLAIN, _plain, _NEEDS),
)
