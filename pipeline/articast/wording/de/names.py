"""Roman numerals and initials in German."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import anyof, final_stop, numeral, roman, starts
from articast.wording.de.numbers import ONES, TENS, cardinal, designation, ordinal
from articast.wording.rules import TAKEN, Rule, expression

_WORDS = table("de", "wording")["words"]
_ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_SHORT: dict[str, str] = {
    written: said for written, said in table("de", "wording")["before_number"].items() if written[-1] == "."
}
_NUMBERED = expression(
    rf"(?<!\w)({'|'.join(_WORDS['numbered'].split())}|{anyof(_SHORT)}) (?=[IVXLCDM])({_ROMAN})(?!\w)(?:\.(?= [a-z]))?"
    rf"(?:( ?[–-] ?| und | bis )(?=[IVXLCDM])({_ROMAN})(?!\w))?"
)
_RULERS = frozenset(_WORDS["rulers"].split())
_RULER = expression(rf"(?<!\w)({'|'.join(_WORDS['rulers'].split())}) (?=[IVX])({_ROMAN})\.?(?!\w)")
_SPELLED = expression(rf"[IVX] (?:[A-Z](?![\w.])|(?:{'|'.join([*ONES, *TENS[1:]])})\b)")
"""A letter before another one, or before a number's words: a name that was spelled."""
_TITLED = expression(
    rf"(?<!\w)((?:{'|'.join(_WORDS['royal'].split())}) )?([A-ZÄÖÜ][a-zäöüß]+) (?=[IVX])({_ROMAN})(\.?)(?!\w)"
)
_ROMAN_NOUNS = frozenset(_WORDS["roman_nouns"].split())
_NO_RULER = frozenset((*_WORDS["starters"].split(), *_WORDS["numbered"].split(), *_WORDS["roman_nouns"].split()))
_SEQUEL = expression(r"(?<=[a-zß] )(II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?![\w.]|['’]\w)")


def _numbered(match: re.Match[str]) -> str | None:
    word, figures, link, last = match.groups()
    if (
        not (roman(figures) if word == "Bowl" else numeral(figures))
        or (last and not numeral(last))
        or _SPELLED.match(match.string, match.start(2))
    ):
        return None
    said = f"{_SHORT.get(word, word)} {cardinal(roman(figures))}"
    return said + (f" {'und' if 'und' in link else 'bis'} {cardinal(roman(last))}" if last else "")


def _titled(match: re.Match[str]) -> str | None:
    """`Carl XVI. Gustaf`, `König Zog I.`: whoever has a title, or a numeral with a full stop behind a name."""
    title, name, figures, stop = match.groups()
    if name in _NO_RULER or not roman(figures) or (not title and (not stop or len(figures) < 2)):
        return None
    following = match.string[match.end() : match.end() + 2]
    if not title and following[1:].isupper() and match.string[match.end() + 1 :].split()[0].rstrip(",") in _ROMAN_NOUNS:
        return None
    said = _crowned(match, name, figures)
    return f"{title}{said}" if title else said


def _ruler(match: re.Match[str]) -> str:
    """`Ludwig XIV.` → `Ludwig der Vierzehnte`, in the case that its name or the words before show."""
    return _crowned(match, *match.groups())


def _crowned(match: re.Match[str], name: str, figures: str) -> str:
    head = match.string[max(0, match.start() - 32) : match.start()]
    feminine = name in ("Elisabeth", "Elizabeth", "Katharina", "Kleopatra", "Beatrix", "Margarethe")
    dative = re.search(
        r"(?i)\b(?:von|mit|unter|nach|bei|zu|seit|vor|dem)(?: "
        rf"(?:{'|'.join(_WORDS['royal'].split())}))?(?: [A-Z][a-zäöüß]+)?(?: (?:[IVX]+\.|{TAKEN}+),? und)? $",
        head,
    )
    accusative = re.search(r"(?i)\b(?:für|gegen|durch|ohne|über|um|auf)(?: (?:König|Kaiser|Papst))? $", head)
    if feminine:
        article, end = ("der", "en") if dative else ("die", "e")
    elif name.endswith("s") and name[:-1] in _RULERS:
        article, end = "des", "en"
    elif dative:
        article, end = "dem", "en"
    elif accusative:
        article, end = "den", "en"
    else:
        article, end = "der", "e"
    said = ordinal(roman(figures), end)
    final = match.group().endswith(".") and re.match(
        r"""["”’»“)\]]*(?:\n|$)""", match.string[match.end() : match.end() + 40]
    )
    return f"{name} {article} {said[0].upper()}{said[1:]}{'.' if final else ''}"


_STARTERS = frozenset(_WORDS["starters"].split())
_LETTERED = frozenset(_WORDS["lettered"].split())
_INITIALS = expression(rf"(?<![\w.’'])((?:[A-ZÄÖÜ]\. ?){{1,5}})(?=([A-ZÄÖÜ][a-zäöüß’']+|{TAKEN}))")
_NAME_BEFORE = expression(rf"(?:[A-ZÄÖÜ][\w’'-]+|{TAKEN}|von|und|mit|bei|an|durch) $")


def _initials(match: re.Match[str]) -> str | None:
    """`J. K. Rowling`, `Johann S. Bach`; a full stop before a new sentence stays."""
    letters = re.findall("[A-ZÄÖÜ]", match.group(1))
    head = match.string[max(0, match.start() - 24) : match.start()]
    if match.group(2) in _STARTERS:
        return f"{' '.join(letters)}. " if len(letters) > 1 else None
    if len(letters) == 1 and (head.split() or [""])[-1] in _LETTERED:
        return None  # `Vitamin C. Vitamin D`
    if len(letters) == 1 and not (starts(match) or _NAME_BEFORE.search(head)):
        return None
    return f"{' '.join(letters)} "


_SENATE = expression(r"(?<!\w)([IVX]{1,4}) (?=(?:ZR|ZB|StR|ARZ|AZR|ZA)\b)")
_CLAUSE = expression(r"(?<!§)§§? ?[0-9]+[a-z]? (I{1,3}|I?V|VI{1,3})(?![\w.])")


def _clause(match: re.Match[str]) -> str:
    """`§ 280 I`: the paragraph's first part."""
    return f"{match.group()[: -len(match[1])]}{cardinal(roman(match[1]))}"


ROMAN = (
    Rule("roman numeral", _SENATE, lambda match: f"{cardinal(roman(match[1]))} ", frozenset("IVX")),
    Rule("roman numeral", _CLAUSE, _clause, frozenset("§")),
    Rule("roman numeral", _NUMBERED, _numbered, frozenset("IVXLCDM")),
    Rule("roman numeral", _RULER, _ruler, frozenset("IVX")),
    Rule("roman numeral", _TITLED, _titled, frozenset("IVX")),
    Rule("roman numeral", _SEQUEL, lambda match: cardinal(roman(match.group(1))), frozenset("IVX")),
)
_ARTICLE = expression(r"d\.(?<=[a-zäöüß)] d\.) (?=([A-ZÄÖÜ][a-zäöüß]+))")
_RIVER = expression(r"([aiAI])(?<![\w.].)\. ?d\. (?=[A-ZÄÖÜ][a-zäöüß]{2,})")


_WITHIN = expression(r"(?<=[a-zß]-)([IVX]{1,4})(?=-[A-ZÄÖÜ][a-zäöüß])")
_PLATE = expression(r"(?<![\w-])([A-ZÄÖÜ]{1,3})-([A-Z]{1,2}) ([0-9]{1,4})([EH]?)(?![\w,.-]*[0-9])(?!\w)")
_SQUARE = expression(r"pl\.(?<=[a-zß]pl\.)(?= [0-9]|[,;)]|$)")


def _plate(match: re.Match[str]) -> str:
    """`B-AB 1234`: letters and figures of a car."""
    letters = " ".join(match[1] + match[2])
    return f"{letters} {designation(match[3])}{f' {match[4]}' if match[4] else ''}"


def _article(match: re.Match[str]) -> str:
    """`Präsident d. Republik`, `Vorsitzender d. Vereins`: the genitive, of a man or thing where its noun shows it."""
    return "des " if re.search("(?<![sueaio])s$", match[1]) else "der "


def _river(match: re.Match[str]) -> str:
    """`Neuburg a. d. Donau`."""
    word = {"a": "an", "i": "in"}[match[1].lower()]
    return f"{word.capitalize() if match[1].isupper() else word} der "


INITIALS = (
    Rule("roman numeral", _WITHIN, lambda match: cardinal(roman(match[1])), frozenset("IVX")),
    Rule("code", _PLATE, _plate, frozenset("-"), digits=True),
    Rule("abbreviation", _SQUARE, lambda match: f"platz{final_stop(match)}", frozenset(".")),
    Rule("abbreviation", _RIVER, _river, frozenset("d")),
    Rule("abbreviation", _ARTICLE, _article, frozenset("d")),
    Rule("initial", _INITIALS, _initials, frozenset(".")),
)
