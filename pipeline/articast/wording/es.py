"""Spanish: how it counts, and its rules. Words are in `voices/es.toml`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from articast.wording.common import final_stop
from articast.wording.romance import order
from articast.wording.romance.tongue import Form, tongue
from articast.wording.rules import Rule, expression

_UNITS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENS = (
    "", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo",
    "octogésimo", "nonagésimo",
)  # fmt: skip
_HUNDREDS = (
    "", "centésimo", "ducentésimo", "tricentésimo", "cuadringentésimo", "quingentésimo", "sexcentésimo",
    "septingentésimo", "octingentésimo", "noningentésimo",
)  # fmt: skip
_TEENS = {11: "undécimo", 12: "duodécimo", 17: "decimoséptimo", 18: "decimoctavo"}


@lru_cache(maxsize=8192)
def cardinal(number: int, form: Form = "") -> str:
    """`veintiuno`, `veintiún`, `veintiuna`, `doscientas`."""
    from num2words import num2words

    words: str = num2words(number, lang="es")
    words = re.sub(r"veintiuno(?= mil)", "veintiún", words)
    words = re.sub(r"\buno(?= mil)", "un", words)
    if form == "m":
        return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))
    if form == "f":
        much, million, rest = words.rpartition("millones" if "millones" in words else "millón")
        rest = re.sub(r"uno$", "una", re.sub(r"(cient|quinient)os", r"\1as", rest))
        return much + million + rest
    return words


@lru_cache(maxsize=8192)
def ordinal(number: int, form: Form = "m", plural: bool = False) -> str:
    """`primero`, `decimotercera`, `vigésimo primero`; over a thousand as counted."""
    if number >= 1000:
        return "milésimo" if number == 1000 else cardinal(number)
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    if rest in _TEENS:
        small = _TEENS[rest]
    elif tens == 1 and units:
        small = f"decimo{_UNITS[units]}"
    else:
        small = f"{_TENS[tens]} {_UNITS[units]}".strip()
    words = f"{_HUNDREDS[hundreds]} {small}".strip()
    if form == "f":
        words = re.sub(r"o(?= |$)", "a", words)
    return re.sub(r"(?<=[ao])(?= |$)", "s", words) if plural else words


def of(word: str) -> str:
    """`de euros`."""
    return f"de {word}"


def _quarter(match: re.Match[str]) -> str:
    name = "primer" if match["number"] == "1" else "tercer" if match["number"] == "3" else ordinal(int(match["number"]))
    return f"{name} trimestre{' de' if match['de'] is None else ''}"


SPANISH = tongue("es", cardinal=cardinal, ordinal=ordinal, of=of, day=cardinal, fold_form="f")
_AHEAD = expression(r"(?<!\w)(?P<number>[1-4])T(?= (?P<de>de )?(?:19|20)[0-9]{2}(?!\w))")
_BEHIND = expression(r"(?<!\w)T(?P<number>[1-4])(?= (?P<de>de )?(?:19|20)[0-9]{2}(?!\w))")
_PHONES = (
    r"[6789][0-9]{2}(?: [0-9]{3}){2}",
    r"[6789][0-9]{2}(?: [0-9]{2}){3}",
    r"[89][0-9] [0-9]{3} [0-9]{2} [0-9]{2}",
    r"\([0-9]{2,3}\) ?[0-9]{3,4}[ -][0-9]{4}",
)

_RANK = expression(r"(?<![\w.,])(?P<n>[0-9]{1,3})\.?(?P<ending>er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)(?!\w|\.\w)")
_HALF = expression(r"(?<=[0-9]) ?(?P<half>[aApP])\.? ?[mM](?:\.|(?!\w))")


def _rank(match: re.Match[str]) -> str:
    """`2.do`, which is no site in a domain of that name."""
    number, ending = int(match["n"]), match["ending"]
    if ending == "er" or (ending == "ro" and re.match(r" [a-záéíóúñ]", match.string[match.end() :])):
        return {1: "primer", 3: "tercer"}.get(number, ordinal(number))
    return ordinal(number, "f" if ending.endswith("a") else "m")


def _half_of_day(match: re.Match[str]) -> str:
    """`8 am`, `3:30 PM`."""
    stop = "." if match.group().endswith(".") and match.end() == len(match.string) else ""
    return (" de la mañana" if match["half"] in "aA" else " de la tarde") + stop


_PESOS = Rule(
    "money",
    expression(r"\$(?= ?[0-9][0-9.,]* ?(?:MXN|USD|COP|ARS|CLP|UYU|CAD|AUD|pesos|dólares)(?!\w))"),
    lambda _: "",
    frozenset("$"),
)
_EARLY = (
    _PESOS,
    Rule("ordinal", _RANK, _rank, frozenset("roamv")),
    Rule("time", _HALF, _half_of_day, frozenset("mM")),
    Rule(
        "time",
        expression(r"(?<!\w)[Mm]in\.? (?P<n>[0-9]{1,3})['’′](?= |$|[,;)])"),
        lambda match: f"{'M' if match.group()[0] == 'M' else 'm'}inuto {cardinal(int(match['n']))}",
        frozenset("'’′"),
    ),
)
_CENTURY = Rule("century", expression(r"(?<![\w.])S\. ?(?=[IVX]{2,}(?!\w))"), lambda _: "siglo ", frozenset("S"))
_ROOMS = expression(r"(?<=[0-9] )hab\.(?!/)")
_HOME = expression(
    r"(?i)\b(?:piso|apartamento|vivienda|chalet|casa|baños?|alquil\w+|ático|dúplex|depto|departamento|adosado)\b"
)


def _rooms(match: re.Match[str]) -> str | None:
    """`piso de 3 hab.`: no inhabitants."""
    count = re.search(r"(?<![0-9.])(1?[0-9]) $", match.string[: match.start()][-5:])
    if not count or not _HOME.search(match.string):
        return None
    return ("habitación" if count[1] == "1" else "habitaciones") + final_stop(match)


_OWN = (
    Rule(
        "era",
        expression(r"A\.C\.(?<=[0-9] A\.C\.)"),
        lambda match: "antes de Cristo" + final_stop(match),
        frozenset("A"),
    ),
    _CENTURY,
    Rule("abbreviation", _ROOMS, _rooms, frozenset("h")),
    Rule(("quarter"), _AHEAD, _quarter, frozenset("T")),
    Rule("quarter", _BEHIND, _quarter, frozenset("T")),
)
RULES = order.rules(SPANISH, _PHONES, _OWN, _EARLY)
_COMMA_GROUPS = frozenset(["mx", "us", "pr", "do", "gt", "hn", "ni", "sv", "pa"])
"""Where thousands have a comma and decimals a point."""


_PESO = frozenset(["mx", "ar", "cl", "co", "uy", "do", "cu"])
"""Where `$` is a peso."""


def regional(region: str) -> tuple[Rule, ...]:
    """Countries whose `$` is a peso; Mexico and those who write `1,250.5` for mil doscientos cincuenta punto cinco."""
    if region not in _COMMA_GROUPS | _PESO:
        return RULES
    data = dict(SPANISH.data)
    if region in _COMMA_GROUPS:
        data["words"] = {**SPANISH.words, "comma_groups": "yes", "decimal": "punto"}
    if region == "mx":
        data["titles"] = {**data["titles"], **data["regions"]["mx"]}
    if region in _PESO:
        data["coins"] = {**data["coins"], "$": ["peso", "pesos"]}
        data["cents"] = {**data["cents"], "$": ["centavo", "centavos"]}
    return order.rules(replace(SPANISH, data=data), _PHONES, _OWN, _EARLY)
