"""French: how it counts, and its rules in order. Words are in `voices/fr.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from articast.wording.common import final_stop
from articast.wording.romance import order
from articast.wording.romance.numbers import counted
from articast.wording.romance.regions import respelled
from articast.wording.romance.tongue import Form, tongue
from articast.wording.rules import Rule, expression

_VOWEL = expression(r"[aeiouàâäéèêëîïôöùûüœæ]|h(?!ertz|aut|onte|éros|ollandais|uit|asard|andicap)", re.IGNORECASE)


_SMALL = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_SCALES = ("million", "milliard", "billion", "billiard", "trillion", "trilliard")
"""Long scale; from 10**6 on."""


@lru_cache(maxsize=8192)
def cardinal(number: int, form: Form = "") -> str:
    """`vingt et un`, `vingt et une`, `quatre-vingts`.

    Our own, since num2words takes 20 ms to import.
    """
    thousands, rest = divmod(number, 1000)
    above, thousands = divmod(thousands, 1000)
    words: list[str] = []
    for scale in _SCALES:
        above, group = divmod(above, 1000)
        if group:
            words.insert(0, f"{_below_thousand(group)} {scale}{'s' * (group > 1)}")
    if thousands:
        # "mille" is no noun: quatre-vingt mille, deux cent mille
        before = re.sub(r"(?<=vingt|.cent)s$", "", _below_thousand(thousands))
        words.append("mille" if thousands == 1 else f"{before} mille")
    if rest or not words:
        words.append(_below_thousand(rest))
    said = " ".join(words)
    return re.sub(r"\bun$", "une", said) if form == "f" else said


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    small = _below_hundred(rest)
    if not hundreds:
        return small
    head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent"
    return f"{head} {small}" if rest else head + "s" * (hundreds > 1)


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    ones += 10 * (tens in (7, 9))  # soixante-dix, quatre-vingt-dix
    if not ones:
        return _TENS[tens] + "s" * (tens == 8)
    link = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{link}{_SMALL[ones]}"


@lru_cache(maxsize=8192)
def ordinal(number: int, form: Form = "m", plural: bool = False) -> str:
    """`premier`, `première`, `quatre-vingtième`, `vingt et unièmes`."""
    if number == 1:
        return ("première" if form == "f" else "premier") + "s" * plural
    words = cardinal(number).removesuffix("s") if number % 100 in (0, 80) and number >= 80 else cardinal(number)
    if words.startswith("un mill") and number in (10**6, 10**9):
        words = words[3:]
    for end, stem in (("un", "un"), ("cinq", "cinqu"), ("neuf", "neuv")):
        if words.endswith(end):
            return f"{words.removesuffix(end)}{stem}ième" + "s" * plural
    return f"{words.removesuffix('e')}ième" + "s" * plural


def of(word: str) -> str:
    """`d'euros`, `de dollars`, `de yens`, `d'heures`, `de hertz`."""
    return f"d'{word}" if _VOWEL.match(word) else f"de {word}"


def day(number: int) -> str:
    """Day of the month: the first is an ordinal."""
    return "premier" if number == 1 else cardinal(number)


@lru_cache(maxsize=8192)
def year(number: int) -> str:
    """A year: as counted, without the plural's `s` of `quatre-vingts` and `cents`."""
    words = cardinal(number)
    return words.removesuffix("s") if words.endswith(("vingts", "cents")) else words


FRENCH = tongue("fr", cardinal=cardinal, ordinal=ordinal, of=of, singular_below=2, day=day, year=year, fold_form="f")


def _digits(run: str) -> str:
    return counted(FRENCH, run)


def _initials(match: re.Match[str]) -> str:
    return match.group().replace(".", "").replace("-", " ")


def _article(match: re.Match[str]) -> str:
    """Articles of law: `49.3` is quarante-neuf trois, `L. 121-1` L cent vingt et un un."""
    word = "articles" if match["word"].lower().startswith("articles") else "article"
    letter = f"{match['letter']} " if match["letter"] else ""
    numbers = " ".join(_digits(run) for run in re.findall("[0-9]+", match["number"]))
    return f"{word.capitalize() if match['word'][0].isupper() else word} {letter}{numbers}"


_ARTICLE = expression(
    r"(?<!\w)(?P<word>(?i:art\.|articles?)) ?(?:(?P<letter>[LRDA])\.? ?)?(?P<number>[0-9]+(?:[.-][0-9]+)+)(?!\w)"
)


def _code(match: re.Match[str]) -> str:
    """`R. 421-5`, an article of a code."""
    return f"{match['letter']} {' '.join(_digits(run) for run in re.findall('[0-9]+', match['number']))}"


_QUARTER = expression(r"(?<!\w)(?P<half>[TQSH])(?P<number>[1-4])(?= (?:19|20)[0-9]{2}(?!\w))")


def _quarter(match: re.Match[str]) -> str:
    name = "trimestre" if match["half"] in "TQ" else "semestre"
    return f"{ordinal(int(match['number']))} {name}"


def _decree(match: re.Match[str]) -> str:
    """`décret 2020-1310`: two numbers, no range."""
    return f"{match['word']} {_digits(match['first'])}, {_digits(match['second'])}"


def _age(match: re.Match[str]) -> str:
    """`-18 ans`, `les + de 60 ans`."""
    return f"{'plus' if match['sign'] == '+' else 'moins'} de {match['number']} ans"


def _fever(match: re.Match[str]) -> str:
    """`37°2`."""
    return f"{_digits(match['n'])} degrés {_digits(match['rest'])}"


def _height(match: re.Match[str]) -> str:
    """`1m80`."""
    metres = "mètre" if match["metres"] == "1" else "mètres"
    return f"{_digits(match['metres'])} {metres} {_digits(match['rest'])}"


_DECREE = expression(
    r"(?<!\w)(?P<word>(?i:décrets?|lois?|ordonnances?|arrêtés?|circulaires?|directives?)) "
    r"(?P<first>[0-9]{2,4})[-/](?P<second>[0-9]{1,5})(?!\w|[-/][0-9])"
)
_AGE = expression(
    r"(?<!\w)(?P<sign>[-+−]|–(?<=gratuit –)|–(?<=les –)|–(?<=aux –)) ?(?:de )?(?P<number>[1-9][0-9]) ans(?!\w)"
)
_HEIGHT = expression(r"(?<![\w.,])(?P<metres>[0-9]{1,3})m(?P<rest>[0-9]{2})(?!\w)")
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|octobre|novembre"
_SEPTEMBER = expression(rf"(?<!\w)(?P<before>(?:{_MONTHS}) (?:à|et|ou|en) )sept\.(?! ?\w)")


def _september(match: re.Match[str]) -> str:
    """`de mai à sept.`: a month after a month, no number."""
    return f"{match['before']}septembre."


_DAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}
_WEEK = expression(rf"(?<!\w)(?P<first>{'|'.join(_DAYS)})\.(?P<to> (?:au|et|ou) )(?P<last>{'|'.join(_DAYS)})\.")


def _week(match: re.Match[str]) -> str:
    """`du mar. au dim.`"""
    return f"{_DAYS[match['first']]}{match['to']}{_DAYS[match['last']]}{final_stop(match)}"


_FINAL = expression(r"(?<![\w.,/])1/(?P<of>[248]|16|32)(?:es|e|èmes|ème)?(?= (?:de )?finales?(?!\w))")


def _final(match: re.Match[str]) -> str:
    """`les 1/8 de finale`."""
    several = re.search(r"(?i)(?:les|des|aux|en) $", match.string[: match.start()][-4:])
    share = {2: "demi", 4: "quart"}.get(int(match["of"])) or ordinal(int(match["of"]))
    return share + "s" * bool(several and share != "demi")


_CAR = expression(
    r"(?i:(?<=\bla )|(?<=\bune )|(?<=\bsa )|(?<=\bma )|(?<=vieille )|(?<=petite )|(?<=Renault ))(?P<n>4)L(?!\w)"
)
_HOME = expression(
    r"(?i)\b(?:appt|appartement|maison|studio|lou(?:e|er)|vend|vends|chambres?|ch\.|séjour|cuisine|m²|m2)\b|m²"
)
_PAGES = expression(r"p\.(?<=[0-9] p\.)(?! ?[0-9])")
_TIE = expression(r"(?<=\()(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?=\))")
_PRICES = expression(r"(?P<n>[0-9][0-9 ]*,[0-9]{2})(?= (?:à|et|ou|contre) [0-9 ]*[0-9],[0-9]{2} ?(?P<coin>€|euros))")
_MILLIONS = expression(r"M(?<=[0-9],[0-9] M)(?=[.,;:)]|$)")


_MINUTE = expression(r"min(?<=[0-9][eᵉ] min)\.?(?!\w)")


def _minute(match: re.Match[str]) -> str:
    return "minute." if match.end() == len(match.string) else "minute"


def _pages(match: re.Match[str]) -> str:
    return ("pièces" if _HOME.search(match.string) else "pages") + final_stop(match)


def _christ(match: re.Match[str]) -> str:
    """`J.-C.`, of no name."""
    return "Jésus-Christ" + final_stop(match)


def _tie(match: re.Match[str]) -> str | None:
    """`7-6 (7/3)`: a tie-break."""
    known = re.search(r"(?:7-6|6-7) $", match.string[: match.start() - 1][-5:])
    return f"{_digits(match['a'])} à {_digits(match['b'])}" if known else None


_MINUTED = expression(r"(?<=[àÀ] la )(?P<n>[0-9]{1,3})['’′](?![\w'’])")
_TOWARDS = expression(r"(?<![\w.])v\. ?(?=1[0-9]{3}(?![\w.])|20[0-9]{2}(?![\w.]))")
_AVENUE = expression(r"(?<!\w)av\. ?(?=d(?:u|es|e la|e l['’]|e|['’])(?: |(?<=['’]))[A-ZÀ-Þ])")
_OWN = (
    Rule("abbreviation", expression(r"(?<![\w.])m\.(?= (?:en|le|vers) [12]?[0-9])"), lambda _: "mort", frozenset("m")),
    Rule("abbreviation", expression(r"(?<![\w.])n\.(?= (?:en|le|vers) [12]?[0-9])"), lambda _: "né", frozenset("n")),
    Rule("abbreviation", _AVENUE, lambda _: "avenue ", frozenset(".")),
    Rule("time", _MINUTED, lambda match: f"{ordinal(int(match['n']))} minute", frozenset("'’′")),
    Rule("abbreviation", _TOWARDS, lambda _: "vers ", frozenset("v")),
    Rule("fraction", _FINAL, _final, frozenset("/")),
    # no litres: `une 4L`, `sa vieille 2L`
    Rule("name", _CAR, lambda match: f"{_digits(match['n'])} L", frozenset("L")),
    Rule("abbreviation", _MINUTE, _minute, frozenset("m")),
    Rule("abbreviation", expression(r"éd\.(?<=[lL]['’]éd\.)(?! ?[A-ZÀ-Þ])"), lambda _: "édition", frozenset("é")),
    Rule(
        "abbreviation",
        expression(r"J\.-C\.(?! ?[A-ZÀ-Þ])"),
        lambda match: "Jésus-Christ" + final_stop(match),
        frozenset("J"),
    ),
    Rule("pages", _PAGES, _pages, frozenset("p")),
    Rule("score", _TIE, _tie, frozenset("/")),
    Rule("money", _PRICES, lambda match: f"{match['n']} {match['coin']}", frozenset(",")),
    Rule("number", _MILLIONS, lambda _: "millions", frozenset("M")),
    Rule("weekdays", _WEEK, _week, frozenset(".")),
    Rule("month", _SEPTEMBER, _september, frozenset(".")),
    Rule("decree", _DECREE, _decree, frozenset("-/")),
    Rule("age", _AGE, _age, frozenset("-+−–")),
    Rule("length", _HEIGHT, _height, frozenset("m")),
    Rule("temperature", expression(r"(?<![\w.,])(?P<n>[0-9]{2})°(?P<rest>[0-9])(?!\w)"), _fever, frozenset("°")),
    Rule("minus", expression(r"(?<=(?<!\w)[JHNn])-(?=[0-9]{1,3}(?!\w))"), lambda _: " moins ", frozenset("-")),
    Rule("percent", expression(r"(?<=\b[LlUuCc]e )%|(?<=\bun )%"), lambda _: "pourcentage", frozenset("%")),
    Rule("plus", expression(r"(?<=\bet )\+(?!\w)(?! de)"), lambda _: "plus", frozenset("+")),
    Rule("plus", expression(r"(?<=\w) \+ (?=de )"), lambda _: " plus ", frozenset("+")),
    Rule("number sign", expression(r"(?<!\w)[Nn]° ?(?=[a-zà-ÿ]{3})"), lambda _: "numéro ", frozenset("°")),
    Rule("article of law", _ARTICLE, _article, frozenset(".-")),
    Rule(
        "article of law",
        expression(
            r"(?<![\w.])(?P<letter>[LRDA])\. ?(?P<number>[0-9]{2,4}-[0-9]+(?:-[0-9]+)*)"
            r"(?!\w)"
        ),
        _code,
        frozenset("-"),
    ),
    Rule("quarter", _QUARTER, _quarter, frozenset("TQSH")),
    Rule("abbreviation", expression(r"(?<!\w)max\.?(?!\w)(?! [A-ZÀ-Þ]\w)"), lambda _: "maximum", frozenset("x")),
    Rule(
        "century",
        expression(r"(?<=[IVX][eᵉ]) s\.(?= av| \ue000| et | ou | à | puis |[,;)]|$)"),
        lambda match: " siècle" + final_stop(match),
        frozenset("."),
    ),
    Rule("initials", expression(r"(?<![\w.])[A-ZÉ]\.-[A-ZÉ]\.(?= [A-ZÀ-Þ])"), _initials, frozenset("-")),
)
_PHONES = (
    r"(?:1[ -])?\(?[2-9][0-9]{2}\)?[ .-][2-9][0-9]{2}-[0-9]{4}",
    r"[0-9]{3} [0-9]{3} [0-9]{3} [0-9]{5}",
    r"0[1-9](?:[ .-]?[0-9]{2}){4}",
    r"0 ?8[0-9]{2}(?: ?[0-9]{3}){2}",
)

RULES = order.rules(FRENCH, _PHONES, _OWN)


def regional(region: str) -> tuple[Rule, ...]:
    """Belgium and Switzerland say `septante` and `nonante`."""
    return respelled(RULES, FRENCH.data["regions"]["be"]) if region in ("be", "ch") else RULES
