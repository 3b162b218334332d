"""Portuguese, Brazilian where the two differ: how it counts, and its rules. Words are in `voices/pt.toml`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from articast.wording.common import roman
from articast.wording.romance import order
from articast.wording.romance.regions import respelled
from articast.wording.romance.tongue import Form, tongue
from articast.wording.rules import Rule, expression


@lru_cache(maxsize=8192)
def cardinal(number: int, form: Form = "") -> str:
    """`vinte e um`, `vinte e uma`, `duas`, `duzentas`."""
    return _agreed(number, form, "pt_BR")


@lru_cache(maxsize=8192)
def european(number: int, form: Form = "") -> str:
    """As in Portugal: `dezassete`, `mil milhões`."""
    return _agreed(number, form, "pt")


def _agreed(number: int, form: Form, language: str) -> str:
    from num2words import num2words

    words: str = num2words(number, lang=language).replace(",", "")
    if form != "f":
        return words
    much, million, rest = words.rpartition("milhões" if "milhões" in words else "milhão")
    rest = re.sub(r"entos\b", "entas", rest)
    return much + million + re.sub(r"\bdois\b", "duas", re.sub(r"\bum$", "uma", rest))


@lru_cache(maxsize=8192)
def ordinal(number: int, form: Form = "m", plural: bool = False) -> str:
    """`primeiro`, `vigésima primeira`."""
    from num2words import num2words

    words: str = num2words(number, lang="pt_BR", to="ordinal") if number <= 1000 else cardinal(number)
    if form == "f":
        words = re.sub(r"o(?= |$)", "a", words)
    return re.sub(r"(?<=[ao])(?= |$)", "s", words) if plural else words


def of(word: str) -> str:
    """`de reais`."""
    return f"de {word}"


def day(number: int) -> str:
    """Day of the month: the first is an ordinal."""
    return "primeiro" if number == 1 else cardinal(number)


PORTUGUESE = tongue("pt", cardinal=cardinal, ordinal=ordinal, of=of, singular_below=2, day=day, fold_form="f")
_PHONES = (
    r"0[389]00[ -]?[0-9]{3}[ -]?[0-9]{4}",
    r"2[0-9] [0-9]{3} [0-9]{2} [0-9]{2}",
    r"[0-9]{7}-[0-9]{2}\.[0-9]{4}\.[0-9]\.[0-9]{2}\.[0-9]{4}",
    r"[0-9]{5}-[0-9]{3}",
    r"[0-9]{4}-[0-9]{3}(?= [A-Z])",
    r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}",
    r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}",
    r"(?:[2-9][0-9]{3}(?<!20[0-9]{2})|9[0-9]{4})-[0-9]{4}",
    r"\(?[1-9][0-9]\)? 9?[0-9]{4}[ -][0-9]{4}",
    r"[29][0-9]{2} [0-9]{3} [0-9]{3}",
)

_PARTS = expression(r"(?<![\w.,/])(?P<top>[1-9])/(?P<bottom>[1-9])(?:(?= d[aeo]s? )|(?![\w/]|[.,][0-9]))")
_SHARED = expression(r"(?i)(?:maioria|minoria|quórum|cerca|mais|menos|quase|aproximadamente)(?: \w+)?(?: de)? $")
_RATIO = expression(r"(?i)(?:proporção|razão|relação|escala|taxa) de $")
_ITEM = expression(r"(?<=[º°0-9], )(?P<roman>[IVXL]{1,7})(?=[,;) ]|$)")
_NAMES = ("", "", "meio", "terço", "quarto", "quinto", "sexto", "sétimo", "oitavo", "nono")
_MINUTE = expression(r"(?<=[aA]os )(?P<n>[0-9]{1,3})['′’](?![\w'’])")
_SCORE = expression(r"(?<![\w.,])(?P<a>[0-9]{1,2}) ?x ?(?P<b>[0-9]{1,2})(?![\w.,]?[0-9]| ?[cmk]?m\b)")
_MATCH = expression(r"(?i)venc|gole|derrot|empat|bat|perd|placar|jog|final|copa|mundial|seleção|brasileir|gol\b|turno")


def _part(match: re.Match[str]) -> str | None:
    """`2/3 dos entrevistados` is no date."""
    top, bottom = int(match["top"]), int(match["bottom"])
    share = match.string[match.end() :][:2] == " d" or _SHARED.search(match.string[: match.start()][-40:])
    if _RATIO.search(match.string[: match.start()][-24:]):
        return f"{cardinal(top)} para {cardinal(bottom)}"
    if top >= bottom or not share:
        return None
    if match.string[: match.start()].lower().endswith("um "):
        return _NAMES[bottom]
    return f"{cardinal(top)} {_NAMES[bottom]}{'s' if top > 1 else ''}"


def _score(match: re.Match[str]) -> str | None:
    """`4x0`."""
    # `Santos 3 x 1 Bahia`
    teams = re.search(r"[A-ZÀ-Þ][\w-]* $", match.string[: match.start()][-24:]) and re.match(
        r" [A-ZÀ-Þ]", match.string[match.end() :]
    )
    said = f"{cardinal(int(match['a']))} a {cardinal(int(match['b']))}"
    return said if teams or _MATCH.search(match.string) else None


_THE_DAY = expression(r"(?<=\b[oO] )(?P<d>[4-9]|[12][0-9]|3[01])/(?P<m>0?[1-9]|1[0-2])(?![\w/]|[.,][0-9]| d[aeo]s? )")


def _the_day(match: re.Match[str]) -> str:
    """`o 11/9`."""
    return f"{day(int(match['d']))} de {PORTUGUESE.data['months']['names'][int(match['m']) - 1]}"


def _item(match: re.Match[str]) -> str | None:
    """`art. 5º, LV`: the item of an article."""
    number = roman(match["roman"])
    law = re.search(
        (r"(?i)(?:art\.?|artigos?|§) ?[0-9]+[º°]?(?:, § ?[0-9]+[º°]?)?, $"), match.string[: match.start()][-32:]
    )
    return cardinal(number) if number and law else None


_SET = expression(r"(?<![\w.,/])(?P<a>[0-7])/(?P<b>[0-7])(?![\w/]|[.,][0-9])")
_SETS = expression(
    r"(?<![\w.,/])(?:[67]/[0-7]|[0-7]/[67])(?![\w/])[^0-9]{0,12}(?:\([0-9]+[-/][0-9]+\)[^0-9]{0,4})?[0-7]/[0-7](?![\w/])|sets"
)


def _set(match: re.Match[str]) -> str | None:
    """`6/4 e 7/6`: of a match of tennis."""
    a, b = int(match["a"]), int(match["b"])
    return f"{cardinal(a)} a {cardinal(b)}" if (6 in (a, b) or 7 in (a, b)) and _SETS.search(match.string) else None


def _extreme(match: re.Match[str]) -> str:
    """`temp. máx.`"""
    return "máxima" if match.group()[2] == "x" else "mínima"


def _most(match: re.Match[str]) -> str:
    """`carga máx.`: of what is feminine, máxima."""
    feminine = PORTUGUESE.form(f" {match['noun']}", single=True) == "f"
    return f"{match['noun']} {'máxim' if match['sign'] else 'mínim'}{'a' if feminine else 'o'}"


def _weekdays(match: re.Match[str]) -> str:
    """`2ªs e 4ªs feiras`."""
    return ("segundas", "terças", "quartas", "quintas", "sextas")[int(match["n"]) - 2]


_OWN = (
    Rule(
        "abbreviation",
        expression(r"(?<!\w)(?P<noun>[a-zà-ÿA-Z]{4,}) m(?:(?P<sign>á)x|ín)\.(?! ?[A-ZÀ-Þ])"),
        _most,
        frozenset("áí"),
    ),
    Rule("weekday", expression(r"(?P<n>[2-6])ªs(?!\w)"), _weekdays, frozenset("ª")),
    Rule(
        "pressure",
        expression(r"(?<=\bPA )(?P<a>[0-9]{1,3}) ?[x/×] ?(?P<b>[0-9]{1,3})(?![\w,])"),
        lambda match: f"{cardinal(int(match['a']))} por {cardinal(int(match['b']))}",
        frozenset("P"),
        digits=True,
    ),
    Rule("abbreviation", expression(r"(?<=[Tt]emp\. )(?:máx|mín)\."), _extreme, frozenset("áí")),
    Rule("time", expression(r"(?<=[0-9]) ?[pP][mM](?!\w)"), lambda _: " da tarde", frozenset("pP"), digits=True),
    Rule("time", expression(r"(?<=[0-9]) ?[aA][mM](?!\w)"), lambda _: " da manhã", frozenset("aA"), digits=True),
    Rule("date", _THE_DAY, _the_day, frozenset("/")),
    Rule("roman numeral", _ITEM, _item, frozenset("IVXLC")),
    Rule("name", expression(r"(?<!\w)4[x×]4(?!\w)"), lambda _: "quatro por quatro", frozenset("x×")),
    Rule("share", expression(r"(?<![\w.,/])50/50(?![\w/])"), lambda _: "cinquenta cinquenta", frozenset("/")),
    Rule("score", _SET, _set, frozenset("/")),
    Rule("fraction", _PARTS, _part, frozenset("/")),
    Rule("time", _MINUTE, lambda match: f"{cardinal(int(match['n']))} minutos", frozenset("'′’")),
    Rule("score", _SCORE, _score, frozenset("x")),
)

EUROPEAN = replace(PORTUGUESE, cardinal=european)
RULES = order.rules(PORTUGUESE, _PHONES, _OWN)
_EUROPEAN = frozenset(["pt", "ao", "mz", "cv", "gw", "st", "tl", "mo"])


def regional(region: str) -> tuple[Rule, ...]:
    """Portugal, and those who write as it does, say `dezassete` and `mil milhões`."""
    if region not in _EUROPEAN:
        return RULES
    return respelled(order.rules(EUROPEAN, _PHONES, _OWN), PORTUGUESE.data["regions"]["pt"])
