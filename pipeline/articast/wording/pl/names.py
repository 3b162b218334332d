"""Polish abbreviations that are declined, telephone numbers and post codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.languages import table
from articast.wording.common import final_stop
from articast.wording.pl.grammar import Reading, asked, best, phrase, readings
from articast.wording.pl.numerals import CASES, Case, cardinal, declined, ordinal
from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATA: dict[str, Any] = table("pl", "wording")
_DECLINED: dict[str, str] = _DATA["declined"]
_ADJECTIVES: dict[str, str] = _DATA["declined_adjectives"]
_CALL = re.compile(r"(?i)tel|dzwo|numer|nr|kontakt|sms|infolini|kom(?:órk|\.)|fax|faks|whatsapp")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 60) : match.start()]


def _ways(match: re.Match[str]) -> list[Reading]:
    """Ways to take the name after an abbreviation."""
    word = re.match(rf"(?: (?:{_TITLES}|[A-ZĆŁŚŹŻ]\.))* ?([^\W\d_]{{2,}})", match.string[match.end() :])
    return [way for way in readings(word[1]) if not way.plural] if word else []


def _title(match: re.Match[str]) -> str | None:
    """`prof. Nowaka`: profesora; of a woman it stays; `przy ul. Leśnej`: ulicy."""
    written = match["short"]
    key = written.rstrip(".") if written.lower() == "nr." else written
    key = key if key in _DECLINED else key[0].lower() + key[1:]
    *forms, kind = _DECLINED[key].split("|")
    cases = asked(_before(match), noun=True)
    if key.startswith("nr") and cases == ("gen", "ins"):
        cases = ("ins",)  # `zawodnik z nr 12`
    case = (
        _place(match, cases)
        if kind == "place"
        else _person(match, cases)
        if kind == "person"
        else (cases or ("nom",))[0]
    )
    said = forms[CASES.index(case)]
    if match.groupdict().get("n"):
        said += f" {cardinal(int(match['n']))}"  # no count: `art. 2 ustawy`
    return said[0].upper() + said[1:] if written[0].isupper() else said


def _person(match: re.Match[str], cases: tuple[Case, ...]) -> Case:
    men = [way for way in _ways(match) if way.noun and way.gender == "m1"]
    women = [way for way in _ways(match) if way.gender == "f"]
    if not men or (women and any(way.case == "nom" for way in women) and not cases):
        return "nom"
    way = best(men, cases)
    return way.case if way else "nom"


def _place(match: re.Match[str], cases: tuple[Case, ...]) -> Case:
    ways = [way for way in _ways(match) if not way.noun]
    if not cases and re.match(rf" {_TITLES}", match.string[match.end() :]):
        return "nom"  # `ul. gen. Sikorskiego`
    if cases:
        fit = best([way for way in ways if way.case in cases], cases)
        return fit.case if fit else cases[0]
    way = best(ways, ("nom", "gen", "acc", "loc", "ins", "dat"))
    return way.case if way else "nom"


def _adjective(match: re.Match[str]) -> str | None:
    """`św. Anny`: świętej; `tzw. dopalacze`: tak zwane."""
    written = match["short"]
    word = _ADJECTIVES[written.lower()]
    ways: Sequence[Reading] = phrase(match.string[match.end() :][:60])
    if written.lower() == "hab.":
        ways = [way for way in _ways(match) if way.noun and way.gender in ("m1", "f") and not way.plural]
    if written.lower() == "św.":
        ways = [way for way in _ways(match) if way.noun and way.gender in ("m1", "f", "m3")]
        given = [way for way in ways if way.given] or ways
        ways = [way for way in given if way.gender == "m1"] or given
    way = best(ways, asked(_before(match)))
    case: Case = way.case if way else "nom"
    head, _, last = word.rpartition(" ")
    said = declined(last, case, way.gender if way else "m3", plural=way.plural if way else False)
    said = f"{head} {said}".strip()
    return said[0].upper() + said[1:] if written[0].isupper() else said


def digits(written: str) -> str:
    """`012` → `zero dwanaście`, of a group of a telephone number."""
    rest = written.lstrip("0")
    zeros = ["zero"] * (len(written) - len(rest))
    if len(rest) > 3:
        return " ".join([*zeros, *(cardinal(int(digit)) for digit in rest)])
    return " ".join([*zeros, *([cardinal(int(rest))] if rest else [])])


def _phone(match: re.Match[str]) -> str | None:
    """`601 222 333`; a number where something is counted by it."""
    groups = re.findall("[0-9]+", match.group())
    plus = match.group().lstrip("(").startswith("+")
    after = match.string[match.end() : match.end() + 40]
    called = plus or len(groups) > 3 or _CALL.search(match.string[max(0, match.start() - 40) : match.start()])
    if not called and (groups[-1] == "000" or re.match(r" ?(?:zł|euro|[€$%]|mln|tys)", after) or phrase(after)):
        return None
    return ("plus " if plus else "") + ", ".join(map(digits, groups))


def _post(match: re.Match[str]) -> str:
    """`00-950 Warszawa`."""
    return f"{digits(match['a'])}, {digits(match['b'])}"


def _pages(match: re.Match[str]) -> str:
    """`s. 12-15`: strony od dwunastej do piętnastej."""
    name = match["name"] if match["name"][-1] != "." else "strony"
    low, high = (ordinal(int(match[which]), "gen", "f") for which in ("low", "high"))
    return f"{name} od {low} do {high}"


_TITLES = (
    r"(?:św|abp|bp|hab|inż|dr|prof|med|bryg|dyw|broni|rez|zw|nadzw|lek|arch|mgr|ks|n|pil|dypl|kan|kpt|"
    r"gen|płk|ppłk|mjr|por|marsz|kard|o)\.?"
)
_SHORT = "|".join(sorted((re.escape(key) for key in _DECLINED), key=len, reverse=True))
_SHORT_ADJECTIVES = "|".join(sorted((re.escape(key) for key in _ADJECTIVES), key=len, reverse=True))
_CLASSES = {
    "kl": ("klasa", "klasy", "klasie", "klasę", "klasą", "klasie"),
    "gr": ("grupa", "grupy", "grupie", "grupę", "grupą", "grupie"),
}


def _class(match: re.Match[str]) -> str:
    """`w kl. 8b`: w klasie ósmej."""
    case: Case = (asked(_before(match)) or ("nom",))[0]
    said = _CLASSES[match["short"].lower()][CASES.index(case)]
    said = said.capitalize() if match["short"][0].isupper() else said
    return f"{said} {ordinal(int(match['n']), case, 'f')}" + (f" {match['letter'].upper()}" if match["letter"] else "")


RULES = (
    Rule(
        "class",
        expression(
            r"(?<![\w.])(?P<short>[Kk]l|[Gg]r)\. ?(?P<n>[1-9][0-9]?) ?(?P<letter>[a-hA-H](?!\w))?(?![\w/-]|[.,][0-9])"
        ),
        _class,
        frozenset("kKgG"),
        digits=True,
    ),
    Rule("address", expression(r"(?<=[0-9][a-z])/(?=[0-9])"), lambda _: " przez ", frozenset("/")),
    Rule(
        "abbreviation",
        expression(
            r"(?<![\w.])(?P<short>[Nn]r\.?|pkt|str\.|[Aa]rt\.|ust\.|[Rr]ozdz\.|poz\.|[Tt]ab\.|[Rr]ys\.) ?"
            r"(?P<n>[1-9][0-9]{0,3})(?= [^\W\d])(?! (?:i|oraz|lub|do|albo) [0-9])"
        ),
        _title,
        frozenset(DIGITS),
    ),
    Rule(
        "abbreviation",
        expression(
            r"(?<![\w.])(?P<short>[Nn]r\.?|pkt|str\.|[Aa]rt\.|ust\.|[Rr]ozdz\.|"
            r"poz\.|[Tt]ab\.|[Rr]ys\.|(?:[Uu]l|[Aa]l|[Pp]l|[Oo]s)\.)(?= ?(?:[-−]?[0-9]|\ue000))"
        ),
        _title,
        frozenset(DIGITS),
    ),
    Rule(
        "abbreviation",
        expression(r"(?<!§)§ ?(?P<n>[1-9][0-9]{0,3})(?= [^\W\d])(?! (?:i|oraz|lub|do|albo) [0-9])"),
        lambda match: f"paragraf {cardinal(int(match['n']))}",
        frozenset("§"),
    ),
    Rule(
        "abbreviation",
        expression(
            rf"(?<![\w.])(?P<short>(?i:{_SHORT}))(?! [IVXL]{{1,6}}(?!\w))(?=(?: {_TITLES})* [^\W\d_a-ząćęłńóśźż])"
        ),
        _title,
    ),
    Rule(
        "pages",
        expression(
            r"(?<!\w)(?P<name>ss?\.|str\.|stron[aęy]|stronach) ?(?P<low>[0-9]{1,4}) ?[-–] ?(?P<hig"
            r"h>[0-9]{1,4})(?![\w-])"
        ),
        _pages,
        frozenset("s"),
    ),
    Rule("abbreviation", expression(r"(?<=[0-9] )m\. ?(?=[0-9])"), lambda _: "mieszkania ", frozenset("m")),
    Rule(
        "abbreviation",
        expression(
            rf"(?<![\w.])(?P<short>(?i:{_SHORT}))(?= [^\W\d_]+[sc]k(?:i|ie|im|iego|iej)"
            r"(?!\w))"
        ),
        _title,
    ),
    Rule(
        "abbreviation",
        expression(rf"(?<![\w.])(?P<short>(?i:{_SHORT_ADJECTIVES}))(?= [^\W\d_])"),
        _adjective,
        frozenset("."),
    ),
    Rule(
        "telephone number",
        expression(
            r"(?<![\w.,/-])(?:(?:\+|00)[1-9][0-9]{0,2} ?)?(?:\(?[0-9]{2}\)?[ -][0-9]{3}[ -][0-9]{"
            r"2}[ -][0-9]{2}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}|[0-9]{3}-[0-9]{3}-[0-9]{2}-[0-9]{2})(?![\w/]|"
            r"[ .,-][0-9])"
        ),
        _phone,
        frozenset(DIGITS),
    ),
    Rule(
        "post code",
        expression(r"(?<![\w.,/-])(?P<a>[0-9]{2})-(?P<b>[0-9]{3})(?= [A-ZĄĆĘŁŃÓŚŹŻ])"),
        _post,
        frozenset("-"),
    ),
)

_EXTENTS = {"wys": "wysokości", "szer": "szerokości", "dł": "długości", "gł": "głębokości", "głęb": "głębokości"}

MEASURED = (
    Rule(
        "abbreviation",
        expression(r"(?:(?<=\ue000 )|(?<=[0-9] m )|(?<=[0-9] [cmk]m ))(?P<short>wys|szer|dł|głęb|gł)\."),
        lambda match: _EXTENTS[match["short"]] + final_stop(match),
        frozenset("."),
    ),
    Rule(
        "abbreviation",
        expression(r"(?<![\w.])(?P<short>[Tt]emp\.)(?= ?(?:[-−]?[0-9]|\ue000))"),
        _title,
        frozenset("t"),
    ),
)
"""Tried after numbers, which look at them for their case: `w temp. 180 °C`."""
