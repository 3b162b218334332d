"""Polish hours, and days of the week with them: ordinals in the case that the sentence asks for."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.pl.grammar import asked, phrase
from articast.wording.pl.numerals import Case, cardinal, ordinal

DATA = table("pl", "wording")


def text_before(match: re.Match[str], reach: int = 40) -> str:
    """What stands before the match, `reach` characters of it."""
    return match.string[max(0, match.start() - reach) : match.start()]


def _time(hour: str, minutes: str | None, case: Case) -> str:
    said = ordinal(int(hour), case, "f")
    if not minutes or not int(minutes):
        return said
    zero = "zero " if minutes[0] == "0" else ""
    return f"{said} {zero}{cardinal(int(minutes))}"


_HOUR_FORMS: dict[Case, str] = {
    "nom": "godzina", "gen": "godziny", "dat": "godzinie", "acc": "godzinę", "ins": "godziną", "loc": "godzinie",
}  # fmt: skip


def _hour_case(before: str) -> Case:
    """Of hours, `w` and `o` ask for the locative, `na` and `po` for what they do with time."""
    match = re.search(r"([^\W\d_]+\.?) $", before)
    word = match[1].lower() if match else ""
    own: dict[str, Case] = {
        "na": "acc",
        "po": "loc",
        "o": "loc",
        "przed": "ins",
        "między": "ins",
        "a": "ins",
        "z": "gen",
    }
    return own.get(word) or (asked(before) or ("nom",))[0]


def named_hour(match: re.Match[str]) -> str | None:
    """`o godz. 9.30`, `od godz. 9.00 do godz. 15.30`, `w godz. 8-16`."""
    if int(match["h"]) > 24:
        return None
    before = text_before(match)
    name = match["name"]
    if match["h2"]:
        several = "godzinach" if re.search(r"(?i)(?<!\w)w $", before) else "godziny"
        span = f"od {_time(match['h'], match['m'], 'gen')} do {_time(match['h2'], match['m2'], 'gen')}"
        return f"{several if name.endswith(('.', 'ach')) else name} {span}"
    case = _hour_case(before)
    full = _HOUR_FORMS[case] if name.endswith(".") else name
    if not name.endswith("."):
        case = {"godzina": "nom", "godziny": "gen", "godzinę": "acc", "godziną": "ins"}.get(name.lower(), "loc")  # type: ignore[assignment]  # of literals only
    return f"{full} {_time(match['h'], match['m'], case)}"


def clock_time(match: re.Match[str]) -> str | None:
    """`o 14:30`, `8.00-16.00`; with a full stop only after a word that tells the time, or as a span."""
    before = text_before(match)
    if match["h2"]:
        start = "" if re.search(r"(?i)(?<!\w)(?:od|między) $", before) else "od "
        return f"{start}{_time(match['h'], match['m'], 'gen')} do {_time(match['h2'], match['m2'], 'gen')}"
    told = re.search(
        r"(?i)(?<!\w)(?:o|po|od|do|przed|około|ok\.|na|godz\.|godzin\w*|przyjazd|odjazd|wyjazd|wylot|przylot|odlot|start|"
        r"zbiórka|początek|koniec|emisja),? $",
        before,
    )
    if match["sign"] == "." and (told is None or match["m"][0] not in "012345" or not _timely(match)):
        return None
    return _time(match["h"], match["m"], _hour_case(before) if told else "nom")


_PREPOSITION = re.compile(r" (?:do|ze?|we?|na|od|i|przy|pod|z) ")


def _timely(match: re.Match[str]) -> bool:
    """Whether `9.30` is a time and no decimal or date: nothing counted follows."""
    after = match.string[match.end() :][:40]
    return not phrase(after) or _PREPOSITION.match(after) is not None or match["m"] in ("00", "15", "30", "45")


_OPEN = re.compile(
    r"(?i)czynn|otwart|godzin|pracuj|dyżur|zaprasz|trwa|odbyw|przyjmuj|wtork|środ|czwart|piąt|sobot|niedziel|poniedz"
)
_CLOCKED = re.compile(r"(?<![\w.,])[0-9]{1,2}[.:][0-5][05](?![\w%]|[.,][0-9])(?! ?(?:zł|km|m|kg|proc|mln|mld))")


def open_hours(match: re.Match[str]) -> str | None:
    """`czynne od 8 do 16`: hours, where nothing is counted."""
    first, last = int(match["first"]), int(match["last"])
    head = match.string[max(0, match.start() - 80) : match.start()]
    told = match["m"] or _OPEN.search(head) or _CLOCKED.search(match.string)
    if not (first < 25 and last < 25 and told) or phrase(match.string[match.end() :][:60]):
        return None
    return f"{match['od']} {ordinal(first, 'gen', 'f')} do {_time(match['last'], match['m'], 'gen')}"


_BEGINS = re.compile("|".join(map(re.escape, DATA["words"]["hour_things"].split())), re.IGNORECASE)


def between_hours(match: re.Match[str]) -> str | None:
    """`między 7 a 8`: hours, where nothing is counted."""
    if phrase(match.string[match.end() :][:40]):
        return None
    return f"{ordinal(int(match['a']), 'ins', 'f')} a {ordinal(int(match['b']), 'ins', 'f')}"


_BY_SO_MUCH = re.compile(
    r"(?i)wzr[oó]s|spad|zmniejsz|zwiększ|mniej|więcej|niższ|wyższ|młodsz|starsz|gra|podnie|obniż|spór|"
    r"chodzi|przed"
)


def at_hour(match: re.Match[str]) -> str | None:
    """`o 9 rano`, `spotkanie o 17`."""
    # `O 17 zaczyna się mecz`: where nothing is counted, it is an hour
    after = match.string[match.end() :]
    opens = match.start() == 2 and re.match(r",? [a-ząćęłńóśźż]{3}", after) is not None
    closes = match.start() > 2 and re.match(r"[.;)]?$", after) is not None
    opens = opens or (closes and not _BY_SO_MUCH.search(text_before(match, 80)))
    if match["part"]:
        return ordinal(int(match["h"]), _hour_case(text_before(match)), "f")
    told = match["part"] or opens or _BEGINS.search(text_before(match, 80))
    if not told or phrase(match.string[match.end() :][:40]):
        return None
    return ordinal(int(match["h"]), _hour_case(text_before(match)), "f")


DAYS = {
    "pon": ("poniedziałku", "poniedziałek"), "pn": ("poniedziałku", "poniedziałek"),
    "wt": ("wtorku", "wtorek"), "śr": ("środy", "środa"),
    "czw": ("czwartku", "czwartek"), "pt": ("piątku", "piątek"), "sob": ("soboty", "sobota"),
    "nd": ("niedzieli", "niedziela"), "niedz": ("niedzieli", "niedziela"),
}  # fmt: skip


def week_span(match: re.Match[str]) -> str:
    """`pon.-pt.`"""
    start = "" if re.search(r"(?i)(?<!\w)od $", text_before(match)) else "od "
    hours = (
        (f" od {ordinal(int(match['h']), 'gen', 'f')} do {ordinal(int(match['h2']), 'gen', 'f')}") if match["h"] else ""
    )
    return f"{start}{DAYS[match['first'].lower()][0]} do {DAYS[match['last'].lower()][0]}{hours}"


def day_hours(match: re.Match[str]) -> str | None:
    """`sob. 9-13`."""
    day, first, last = match["day"], int(match["h"]), int(match["h2"])
    if first > 24 or last > 24:
        return None
    full = DAYS[day.lower().rstrip(".")][1] if day.endswith(".") else day
    said = f"od {_time(match['h'], match['m'], 'gen')} do {_time(match['h2'], match['m2'], 'gen')}"
    return f"{full}{match['gap']}{said}"
