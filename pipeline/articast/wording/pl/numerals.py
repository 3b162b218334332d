"""Polish numerals in all cases: pure words, no text in here."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

Case: TypeAlias = Literal["nom", "gen", "dat", "acc", "ins", "loc"]
Gender: TypeAlias = Literal["m1", "m2", "m3", "f", "n"]
"""Of men, animals, things; as Morfeusz calls them."""

CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "loc")
_LOW = (
    "zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "jedenaście",
    "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście", "osiemnaście",
    "dziewiętnaście",
)  # fmt: skip
_LOW_OBLIQUE = (
    "zera", "jednego", "dwóch", "trzech", "czterech", "pięciu", "sześciu", "siedmiu", "ośmiu", "dziewięciu",
    "dziesięciu", "jedenastu", "dwunastu", "trzynastu", "czternastu", "piętnastu", "szesnastu", "siedemnastu",
    "osiemnastu", "dziewiętnastu",
)  # fmt: skip
_TENS = (
    "", "", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt",
    "osiemdziesiąt", "dziewięćdziesiąt",
)  # fmt: skip
_TENS_OBLIQUE = (
    "", "", "dwudziestu", "trzydziestu", "czterdziestu", "pięćdziesięciu", "sześćdziesięciu", "siedemdziesięciu",
    "osiemdziesięciu", "dziewięćdziesięciu",
)  # fmt: skip
_HUNDREDS = (
    "", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset",
)  # fmt: skip
_HUNDREDS_OBLIQUE = (
    "", "stu", "dwustu", "trzystu", "czterystu", "pięciuset", "sześciuset", "siedmiuset", "ośmiuset", "dziewięciuset",
)  # fmt: skip
_ONE: dict[Case, tuple[str, str, str]] = {  # masculine, feminine, neuter
    "nom": ("jeden", "jedna", "jedno"),
    "gen": ("jednego", "jednej", "jednego"),
    "dat": ("jednemu", "jednej", "jednemu"),
    "acc": ("jeden", "jedną", "jedno"),
    "ins": ("jednym", "jedną", "jednym"),
    "loc": ("jednym", "jednej", "jednym"),
}
_FEW: dict[Case, tuple[str, str, str]] = {
    "nom": ("dwa", "trzy", "cztery"),
    "gen": ("dwóch", "trzech", "czterech"),
    "dat": ("dwóm", "trzem", "czterem"),
    "acc": ("dwa", "trzy", "cztery"),
    "ins": ("dwoma", "trzema", "czterema"),
    "loc": ("dwóch", "trzech", "czterech"),
}
_SCALES: tuple[tuple[str, str], ...] = (
    ("tysiąc", "tysi"), ("milion", "milion"), ("miliard", "miliard"), ("bilion", "bilion"), ("biliard", "biliard"),
)  # fmt: skip
_SCALE_ONE: dict[Case, str] = {"nom": "", "gen": "a", "dat": "owi", "acc": "", "ins": "em", "loc": "ie"}
_SCALE_MANY: dict[Case, str] = {"nom": "y", "gen": "ów", "dat": "om", "acc": "y", "ins": "ami", "loc": "ach"}


def few(number: int) -> bool:
    """Whether things counted by it are in the case that the sentence asks for: 2 to 4, 22 to 24 …"""
    return 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14


@lru_cache(maxsize=8192)
def cardinal(number: int, case: Case = "nom", gender: Gender = "m3") -> str:
    """Of 0 ≤ number < 10**18: `dwadzieścia dwie`, `pięciu`, `dwóch tysięcy`."""
    words: list[str] = []
    above, rest = divmod(number, 1000)
    for scale in _SCALES:
        above, group = divmod(above, 1000)
        if group:
            words.insert(0, _scaled(group, scale, case))
    if rest or not words:
        words.append(_below_thousand(rest, case, gender, alone=not words))
    return " ".join(words)


def _scaled(group: int, scale: tuple[str, str], case: Case) -> str:
    name, stem = scale
    if group == 1:
        if name == "tysiąc" and case == "loc":
            return "tysiącu"
        if case == "loc" and name.endswith("ard"):
            return f"{name}zie"
        return name + _SCALE_ONE[case]
    of: Case = case if case not in ("nom", "acc") else ("nom" if few(group) else "gen")
    many = f"{stem}ęcy" if name == "tysiąc" and of == "gen" else name + _SCALE_MANY[of]
    if name == "tysiąc" and of in ("nom", "acc"):
        many = "tysiące"
    return f"{_below_thousand(group, case, 'm3', alone=True)} {many}"


def _below_thousand(number: int, case: Case, gender: Gender, *, alone: bool) -> str:
    # of men, "pięciu" stands for nominative and accusative too
    oblique = case not in ("nom", "acc") or (gender == "m1" and number > 1)
    hundreds, rest = divmod(number, 100)
    words = [(_HUNDREDS_OBLIQUE if oblique else _HUNDREDS)[hundreds]] if hundreds else []
    if rest >= 20:
        words.append((_TENS_OBLIQUE if oblique else _TENS)[rest // 10])
        rest %= 10
    if rest == 1:
        words.append(_one(case, gender) if number == 1 and alone else "jeden")
    elif 2 <= rest <= 4:
        words.append(_few(rest, case, gender, compound=bool(words)))
    elif rest or not words:
        words.append((_LOW_OBLIQUE if oblique and (rest or case != "acc") else _LOW)[rest])
    return " ".join(words)


def _one(case: Case, gender: Gender) -> str:
    if case == "acc" and gender in ("m1", "m2"):
        return "jednego"
    return _ONE[case][{"f": 1, "n": 2}.get(gender, 0)]


def _few(rest: int, case: Case, gender: Gender, *, compound: bool) -> str:
    if gender == "m1" and case in ("nom", "acc"):
        agreed = case == "nom" and not compound
        return ("dwaj", "trzej", "czterej")[rest - 2] if agreed else _FEW["gen"][rest - 2]
    if rest == 2 and gender == "f" and case in ("nom", "acc", "ins"):
        return "dwiema" if case == "ins" else "dwie"
    return _FEW[case][rest - 2]


_COLLECTIVE = (
    "", "", "dwoje", "troje", "czworo", "pięcioro", "sześcioro", "siedmioro", "ośmioro", "dziewięcioro",
    "dziesięcioro", "jedenaścioro", "dwanaścioro", "trzynaścioro", "czternaścioro", "piętnaścioro",
)  # fmt: skip


def collective(number: int, case: Case) -> str:
    """Of children: `dwoje`, `pięciorga`; of those above fifteen as counted."""
    if not 2 <= number < len(_COLLECTIVE):
        return cardinal(number, case, "n")
    word = _COLLECTIVE[number]
    if case in ("nom", "acc"):
        return word
    return word[:-1] + {"gen": "ga", "dat": "gu", "ins": "giem", "loc": "gu"}[case]


_RANKS = (
    "zerowy", "pierwszy", "drugi", "trzeci", "czwarty", "piąty", "szósty", "siódmy", "ósmy", "dziewiąty", "dziesiąty",
    "jedenasty", "dwunasty", "trzynasty", "czternasty", "piętnasty", "szesnasty", "siedemnasty", "osiemnasty",
    "dziewiętnasty",
)  # fmt: skip
_TENTHS = (
    "", "", "dwudziesty", "trzydziesty", "czterdziesty", "pięćdziesiąty", "sześćdziesiąty", "siedemdziesiąty",
    "osiemdziesiąty", "dziewięćdziesiąty",
)  # fmt: skip
_HUNDREDTHS = (
    "", "setny", "dwusetny", "trzechsetny", "czterechsetny", "pięćsetny", "sześćsetny", "siedemsetny", "osiemsetny",
    "dziewięćsetny",
)  # fmt: skip
_ENDINGS: dict[Case, tuple[str, str, str, str]] = {  # masculine, feminine, neuter, several; after -y
    "nom": ("y", "a", "e", "e"),
    "gen": ("ego", "ej", "ego", "ych"),
    "dat": ("emu", "ej", "emu", "ym"),
    "acc": ("y", "ą", "e", "e"),
    "ins": ("ym", "ą", "ym", "ymi"),
    "loc": ("ym", "ej", "ym", "ych"),
}


@lru_cache(maxsize=8192)
def ordinal(number: int, case: Case = "nom", gender: Gender = "m3", *, plural: bool = False) -> str:
    """Of 0 ≤ number < 10**6: `trzeciego`, `dwudziestej pierwszej`, `tysiąc dziewięćset dziewięćdziesiątych`."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    if thousands and not rest:
        before = "" if thousands == 1 else compound(thousands)
        return declined(f"{before}tysięczny", case, gender, plural=plural)
    words = [cardinal(thousands * 1000)] if thousands else []
    if hundreds and not small:
        return " ".join([*words, declined(_HUNDREDTHS[hundreds], case, gender, plural=plural)])
    if hundreds:
        words.append(_HUNDREDS[hundreds])
    if small >= 20:
        words.append(declined(_TENTHS[small // 10], case, gender, plural=plural))
        small %= 10
        if not small:
            return " ".join(words)
    return " ".join([*words, declined(_RANKS[small], case, gender, plural=plural)])


def declined(word: str, case: Case, gender: Gender, *, plural: bool) -> str:
    """An adjective in -y or -i, given in the masculine nominative, in another case, gender or number."""
    if plural and gender == "m1" and case == "acc":
        case = "gen"
    if not plural and gender in ("m1", "m2") and case == "acc":
        case = "gen"
    column = 3 if plural else {"f": 1, "n": 2}.get(gender, 0)
    ending = _ENDINGS[case][column]
    if word[-1] == "y":
        return word[:-1] + ending
    # drugi, trzeci: the i stays before e, and before a after c
    soft = ending.replace("y", "i", 1) if ending[0] == "y" else ending
    stem = word[:-1]
    if ending[0] == "e" or (ending[0] in "aą" and stem[-1] == "c"):
        return f"{stem}i{ending}"
    return stem + soft


_PARTS = (
    "", "jedno", "dwu", "trzy", "cztero", "pięcio", "sześcio", "siedmio", "ośmio", "dziewięcio", "dziesięcio",
    "jedenasto", "dwunasto", "trzynasto", "czternasto", "piętnasto", "szesnasto", "siedemnasto", "osiemnasto",
    "dziewiętnasto",
)  # fmt: skip
_TEN_PARTS = (
    "", "", "dwudziesto", "trzydziesto", "czterdziesto", "pięćdziesięcio", "sześćdziesięcio", "siedemdziesięcio",
    "osiemdziesięcio", "dziewięćdziesięcio",
)  # fmt: skip


def compound(number: int) -> str:
    """As the first part of a word, of 1 ≤ number < 10**6: `dwudziesto` of `dwudziestoletni`."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    said = "" if not thousands else "tysiąc" if thousands == 1 else f"{compound(thousands)}tysięczno"
    said += _HUNDREDS_OBLIQUE[hundreds]
    if small >= 20:
        said += _TEN_PARTS[small // 10]
        small %= 10
    return said + _PARTS[small]
