"""Italian: how it counts, its elisions, and its rules. Words are in `voices/it.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from articast.wording.common import final_stop, starts
from articast.wording.romance import order
from articast.wording.romance.numbers import QUANTITY, things
from articast.wording.romance.regions import respelled
from articast.wording.romance.tongue import Form, Thing, tongue
from articast.wording.rules import Rule, expression

_UNITS = ("", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo")
_FULL_ARTICLE = expression(r"s[bcdfglmnpqrtv]|z|gn|ps|pn|x|y[aeiou]", re.IGNORECASE)
_VOWEL = expression(r"[aeiouàèéìòù]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def cardinal(number: int, form: Form = "") -> str:
    """`ventuno`, `un`, `una`, `ventun milioni`."""
    from num2words import num2words

    if number == 1 and form:
        return "una" if form == "f" else "un"
    words = str(num2words(number, lang="it")).replace("dicotto", "diciotto")  # as num2words 0.5.14 writes 118
    return re.sub(r"(?<=\w)tre$", "tré", re.sub(r"uno(?= mili)", "un", words))


@lru_cache(maxsize=8192)
def ordinal(number: int, form: Form = "m", plural: bool = False) -> str:
    """`primo`, `ventunesima`, `quarti`."""
    from num2words import num2words

    words = (
        _UNITS[number]
        if number < len(_UNITS)
        else str(num2words(number, lang="it", to="ordinal")).replace("dicott", "diciott")
    )
    ending = {("m", False): "o", ("f", False): "a", ("m", True): "i", ("f", True): "e"}[
        "f" if form == "f" else "m", plural
    ]
    return words[:-1] + ending


def of(word: str) -> str:
    """`di euro`."""
    return f"di {word}"


def day(number: int) -> str:
    """Day of the month: the first is an ordinal."""
    return "primo" if number == 1 else cardinal(number)


ITALIAN = tongue("it", cardinal=cardinal, ordinal=ordinal, of=of, day=day)


def _one(match: re.Match[str]) -> str | None:
    """One, which agrees with the sound after it: `un'ora`, `uno studente`."""
    noun = match["noun"]
    feminine = ITALIAN.form(f" {noun}", single=True) == "f"
    if feminine and _VOWEL.match(noun):
        return f"un'{noun}"
    if not feminine and _FULL_ARTICLE.match(noun):
        return f"uno {noun}"
    return None


def _one_o_clock(match: re.Match[str]) -> str:
    """`alle 1:30`: all'una e trenta."""
    short = match["article"].lower().rstrip("'’")
    article = {"alle": "all'", "dalle": "dall'", "le": "l'"}.get(short, f"{short}'")
    article = article.capitalize() if match["article"][0].isupper() else article
    minutes = match["minutes"]
    return f"{article}una" + (f" e {cardinal(int(minutes))}" if minutes and int(minutes) else "")


def _degrees(match: re.Match[str]) -> str | None:
    """`20°`: an ordinal before a noun or after an article, else degrees."""
    noun = re.match(r" ([a-zà-ù]{3,})", match.string[match.end() :])
    after = match.string[match.end() : match.end() + 8]
    if starts(match) and match["number"].isdigit() and re.match(r" (?:con|in|su|al|nel|nella|davanti|dietro)\b", after):
        return None  # `2° con 45 punti`
    if _PLACED.search(match.string[max(0, match.start() - 16) : match.start()]):
        return None  # `è arrivato 1°`
    if noun and not ITALIAN.is_no_noun(noun[1]):
        return None
    return things(ITALIAN, match["number"], Thing("grado", "gradi"))


_PLACED = expression(r"(?i)(?:arrivat|classificat|giunt|finit|piazzat|chius)[a-zò]+ $|post[oi] $")
_DEGREES = expression(
    rf"(?<!\b[Ii]l )(?<!\b[Ll]a )(?<!\b[Aa]l )(?<!\b[Dd]el )(?!(?<=\b[Dd]al )1°)(?<!l['’])"
    rf"(?P<number>{QUANTITY})°(?![º\w]| C\b)"
)
_ARTICLES = {
    "l": "il",
    "dell": "del",
    "all": "al",
    "dall": "dal",
    "nell": "nel",
    "sull": "sul",
    "L": "Il",
    "Dall": "Dal",
}
_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_FIRST = expression(rf"(?<!\w)(?P<article>{'|'.join(_ARTICLES)})['’]1(?= (?:{_MONTHS})(?!\w))")


def _first(match: re.Match[str]) -> str:
    """`l'1 gennaio`, read "l'uno", is said with its ordinal."""
    return f"{_ARTICLES[match['article']]} primo"


_AGED = expression(r"(?<![\w.,])(?:(?P<low>[0-9]{2})-)?(?P<n>[0-9]{2})(?P<end>enn[ei])(?!\w)")
_COMMA_TIME = expression(r"(?<=\b[Oo]re )(?P<h>[01]?[0-9]|2[0-4]),(?P<m>[0-5][0-9])(?!\w|,[0-9])")


def _aged(match: re.Match[str]) -> str:
    """`30enne`, `18-25enni`: trentenne, diciotto-venticinquenni."""
    stem = cardinal(int(match["n"]))
    stem = stem[:-1] if stem[-1] in "aeiouèé" else stem
    low = f"{cardinal(int(match['low']))}-" if match["low"] else ""
    return f"{low}{stem}{match['end']}"


def _comma_time(match: re.Match[str]) -> str:
    """`ore 9,30`."""
    minutes = f" e {cardinal(int(match['m']))}" if int(match["m"]) else ""
    return f"{cardinal(int(match['h']))}{minutes}"


_LIRE = expression(r"(?<!\w)L\. ?(?=[0-9]{1,3}(?:\.[0-9]{3})+(?![\w/]))")
_MINUTE = expression(r"(?:(?<=[Aa]l )|(?<=[Dd]al )|(?<=[Nn]el ))(?P<n>[0-9]{1,3})['′’](?![\w'’])")
_DAYS = {
    "lun": "lunedì",
    "mar": "martedì",
    "mer": "mercoledì",
    "gio": "giovedì",
    "ven": "venerdì",
    "sab": "sabato",
    "dom": "domenica",
}
_DAY_HOURS = expression(
    rf"(?<!\w)(?:(?P<from>(?i:{'|'.join([*_DAYS, *_DAYS.values()])}))\.? ?[-–/] ?)?"
    rf"(?P<day>(?i:{'|'.join([*_DAYS, *_DAYS.values()])}))\.?:? (?P<a>[01]?[0-9]|2[0-4])[-–](?P<b"
    rf">[01]?[0-9]|2[0-4])(?![\w:/-]|[.,][0-9])"
)


def _day_hours(match: re.Match[str]) -> str:
    """`sab. 9-13`: sabato dalle nove alle tredici."""
    first, last = cardinal(int(match["a"])), cardinal(int(match["b"]))
    day = _DAYS.get(match["day"].lower(), match["day"])
    start = f"{_DAYS.get(match['from'].lower(), match['from'])} " if match["from"] else ""
    return f"{start}{day} dalle {first} alle {last}"


def _least(match: re.Match[str]) -> str:
    """`min. 18 anni`: minimo; of temperatures, minima."""
    warm = re.match(r"[-−–+]?[0-9]+(?:,[0-9])? ?°", match.string[match.end() : match.end() + 10])
    return f"{match.group()[0]}inim{'a' if warm else 'o'} "


_LEAST = expression(r"(?<![\w.])(?<![0-9] )[Mm]in\.? (?=[-−–+]?[0-9])")
_WEEKS = expression(r"sett\.(?<=[0-9] sett\.)(?= (?:di|al|dopo|fa|consecutive) [a-z]| (?:dopo|fa)\b)")
_OWN = (
    Rule(
        "abbreviation",
        _WEEKS,
        lambda match: "settimana" if match.string[: match.start()].endswith(" 1 ") else "settimane",
        frozenset("s"),
    ),
    Rule(
        "era", expression(r"A\.C\.(?<=[0-9] A\.C\.)"), lambda match: "avanti Cristo" + final_stop(match), frozenset("A")
    ),
    Rule("abbreviation", _LEAST, _least, frozenset("mM")),
    Rule("time", _DAY_HOURS, _day_hours, frozenset("-–")),
    Rule("abbreviation", expression(r"(?<=[0-9][ªa] )ed\."), lambda _: "edizione", frozenset("e")),
    Rule("age", _AGED, _aged, frozenset("e")),
    Rule("time", _COMMA_TIME, _comma_time, frozenset(",")),
    Rule("money", _LIRE, lambda _: "lire ", frozenset("L")),
    Rule("time", _MINUTE, lambda match: f"{ordinal(int(match['n']), 'm')} minuto", frozenset("'′’")),
    Rule("date", _FIRST, _first, frozenset("1")),
    Rule("unit", _DEGREES, _degrees, frozenset("°")),
    Rule(
        "time",
        expression(
            r"(?<!\w)(?P<article>(?:[Aa]lle|[Dd]alle|[Ll]e)(?= )|(?:[Aa]ll|[Dd]all|[Ll])['’](?=1"
            r"[.:]))(?: ore)? ?0?1(?:[:.](?P<minutes>[0-5][0-9]))?"
            r"(?![\w%€]|[.,:][0-9])"
        ),
        _one_o_clock,
        frozenset("1"),
    ),
    Rule("number", expression(r"(?<![\w.,:/-])1 (?P<noun>[^\W\d_]{3,})(?!\w)"), _one, frozenset("1")),
)
_PHONES = (
    r"0[0-9]{1,3}[ /.-][0-9]{3,4}[ .-]?[0-9]{2,5}",
    r"3[0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{4}",
    r"3[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{3}",
    r"3[0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}",
    r"800[ .-][0-9]{3}[ .-]?[0-9]{3}",
)

RULES = respelled(order.rules(ITALIAN, _PHONES, _OWN), {"una ora": "un'ora"})
