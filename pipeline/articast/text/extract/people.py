"""Who wrote a text: names of people out of what pages put where an author belongs.

Pages name the site there, the section, the agency, a login; a listener is told people's names or none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from articast.languages import filed, table
from articast.text.furniture import even
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 60
"""Characters of one person's name."""

MOST = 6
"""Words of it."""

CROWD = 12
"""Authors of one text that are named; papers have hundreds."""

_PARTS = re.compile(
    r"\s*(?:[;/|\u2022\u00b7\n\t\u3001\uff0c\u060c]|\s&\s|\+|,\s*(?:and|und|et|y|e|en|i|og|och|ja|a|és|și|ve|dan|và)\s|"
    r"\s(?:and|und|et|en|og|och|ja|és|și|ve|dan|và|και|и|та)\s"
    r"|(?<=\w\s)(?<=[^\s,]\s)(?:y|e|i)\s(?=\S+\s\S))\s*"
)
"""What stands between two authors. `y`, `e`, `i` are in names, too: a name of two words must follow them."""

_TURNED = re.compile(r"((?:[^\W\d_][^\s,]*\s){0,3}[^\W\d_][^\s,]+),\s*([^\W\d_][^\s,]*(?:\s[^\W\d_][^\s,]*)?)")
_PARTICLES = frozenset(
    re.findall(
        r"\S+",
        """
        de da do dos das del della delle dei di du des la le les los van von der den ter ten vom zu zum zur af av
        al el bin ibn ben abu bint y e i und und't 't op of san st saint mac mc o' da' d' l' à
        """,
    )
)
_PLACED = frozenset(("à", "in", "aus", "en", "w", "we", "i", "из"))
"""What stands before a place where its writer was: `Par Ann Lee, à Brest`."""
_DEGREE = re.compile(
    r"(?:,?\s+(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?Sc|B\.?A|B\.?Sc|MBA|MPH|MS|RN?D?|RDN|LD|CPA|CFP|CEPF|JD|Esq|D\.?Phil|DDS|DVM|FAND|Jr|Sr"
    r"|FACP|FRCP|LCSW|PsyD|EdD|NP|CSCS|CPT)[.®]*)+$"
)
_TITLES = re.compile(r"(?:(?:Mr|Mrs|Ms|Herr|Frau)\.?\s+)+(?=[^\W\d_])")
_DOMAIN = re.compile(r"[\w-]+\.(?:[a-z]{2,4}|example|online|media|info|news|blog)\b(?!\.)", re.IGNORECASE)
_AROUND = ' \t\n\r,;:|·•–—-/\u200b\ufeff()[]（）【】«»"“”„→›>←‹<*✍︎✏'
_BRACKETS = re.compile(r"\s*[(\[（【].{0,80}$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def people(said: Iterable[str], language: str, site: Iterable[str] = (), *, loose: bool = False) -> tuple[str, ...]:
    """The people among what is said to be a text's authors, each once, as they are called.

    Args:
        said: What the page has where an author belongs, a name or several each.
        language: BCP 47 tag of the page, empty where it is not known.
        site: Names of the site and of its address, which are nobody.
        loose: Also names of one word and in small letters, as logins are: where the page says that it is a person.
    """
    strangers = {key(name) for name in site if key(name)}
    names = [name for text in said for name in _names(text, language, strangers, loose=loose)]
    unlike = {key(name): name for name in reversed(names)}
    return tuple(dict.fromkeys(name for name in names if unlike[key(name)] == name))[:CROWD]


def _names(text: str, language: str, strangers: set[str], *, loose: bool) -> Iterator[str]:
    text = without_by(" ".join(text.split()).strip(_AROUND), language)
    if not text or len(text) > CROWD * LONGEST:
        return
    whole = _BRACKETS.sub("", text)
    if turned := _turned(whole):
        yield turned
        return
    for piece in _PARTS.split(whole):
        if turned := _turned(piece):
            yield turned
            continue
        for name in _DEGREE.sub("", piece).split(","):
            if found := _person(name, language, strangers, loose=loose):
                yield found


def _turned(text: str) -> str:
    """`Ann Lee` of `Lee, Ann`; empty where it is not so written: `Ann Lee, Tom Brook` are two."""
    match = _TURNED.fullmatch(text.strip(_AROUND))
    if match is None:
        return ""
    last, first = match.groups()
    words = last.split()
    if (len(words) > 1 and words[0].casefold() not in _PARTICLES) or _DEGREE.fullmatch(f", {first}"):
        return ""
    if not (last[:1].isupper() or words[0].casefold() in _PARTICLES) or not first[:1].isupper():
        return ""
    return "" if any(_is_nobody(part, "en") for part in (last, first)) else _upright(f"{first} {last}")


def _person(name: str, language: str, strangers: set[str], *, loose: bool) -> str:
    """The name if it is a person's, without title and degree, else nothing."""
    name = _DEGREE.sub("", _TITLES.sub("", without_by(name.strip(_AROUND), language))).strip(_AROUND)
    name = _once(name)
    if not 1 < len(name) <= LONGEST or not any(map(str.isalpha, name)) or is_label(name, language):
        return ""
    if key(name) in strangers and not (loose and " " in name):  # a site may be called as its author is
        return ""
    if "@" in name or ":" in name or _DOMAIN.search(name) or "www." in name or "_" in name:
        return ""
    words = name.split()
    if words[0] in _PLACED:
        return ""
    if len(words) > MOST or _is_nobody(name, language):
        return ""
    if _CJK.search(name):
        return name if len(name.replace(" ", "").replace("・", "")) <= 16 and not re.search(r"\d", name) else ""
    if any(map(str.isdigit, name)) or (len(words) == 1 and ("." in name[:-1] or "admin" in name.casefold())):
        return ""
    if len(words) == 1 and (not loose or name.isupper() or (len(name) < 4 and name.islower())):  # agencies, initials
        return ""
    if name != name.casefold() or not _has_case(name):
        return _upright(name) if all(map(_is_capital, words)) else ""
    return name if loose and len(words) <= 2 else ""


def _is_capital(word: str) -> bool:
    """Whether a word may be in a name: `Lee`, `van`, `d’Arc`, and what is written in a script without capitals."""
    return word[:1].isupper() or not _has_case(word) or word.casefold() in _PARTICLES or word[1:2] in ("’", "'")


def _once(name: str) -> str:
    """A name that the markup says several times: `Ann Lee Ann Lee`."""
    words = name.split()
    for times in (4, 3, 2):
        part = words[: len(words) // times]
        if part and part * times == words:
            return " ".join(part)
    return name


def _has_case(text: str) -> bool:
    return text.casefold() != text.upper()


def _upright(name: str) -> str:
    """A name set in capitals as it is written otherwise."""
    words = name.split()
    if len(words) > 1 and name.upper() == name and name.casefold() != name and all(len(word) > 1 for word in words):
        return " ".join(_capital(word) for word in words)
    return name


def _capital(word: str) -> str:
    if len(word) == 2 and not word.endswith("."):
        return word.capitalize() if word.casefold() in _PARTICLES or re.search("[AEIOUY]", word) else word
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def without_by(text: str, language: str) -> str:
    """A name without what introduces it: `By`, `Von`, `Text:`, `View all posts by`."""
    match = _by(filed(language) or "en").match(even(text))
    return text[match.end() :].strip(_AROUND) if match else text


def introduced(text: str, language: str) -> str:
    """What follows the words that introduce an author at a line's start; empty where they do not stand there."""
    match = _by(filed(language) or "en").match(even(text))
    if match is None and (behind := _behind(filed(language) or "en").match(text)):
        return behind[1]
    return text[match.end() :].strip() if match else ""


@cache
def _behind(tag: str) -> re.Pattern[str]:
    """A name before what its bearer is, where a language says it in that order: `김하나 기자`."""
    words = "|".join(table(tag, "furniture").get("after", ())) or "(?!)"
    return re.compile(rf"[^\w\n]{{0,3}}([^\W\d_]{{2,8}}(?:\s[^\W\d_]{{1,8}})?)\s?(?:{words})(?=$|[\s=·/(（）)】\]])")


def within(text: str, language: str) -> list[str]:
    """What follows labels of an author's in a row of labels, each as far as the next one: `来源：… 作者：李明`."""
    return [
        text[match.start(1) : match.end(1)].strip() for match in _labelled(filed(language) or "en").finditer(even(text))
    ]


@cache
def _labelled(tag: str) -> re.Pattern[str]:
    phrases = [phrase for name in dict.fromkeys((tag, "en")) for phrase in table(name, "furniture").get("by", ())]
    glued = [phrase.removesuffix(":") for phrase in phrases if _CJK.search(phrase) or phrase.endswith(":")]
    return re.compile(
        rf"(?:^|[\s|·•])(?:{'|'.join(glued) or '(?!)'})\s?(?:[:：]|(?<=[:：]))\s?([^:：|·•\n]{{2,{LONGEST}}}?)"
        r"(?=\s*(?:$|[|·•]|[^\s:：]{1,20}\s?[:：]))",
        re.IGNORECASE,
    )


def is_label(text: str, language: str) -> bool:
    """Whether a line is nothing but what introduces an author: `Written by`, `Text:`."""
    match = _by(filed(language) or "en").match(f"{even(text)} x")
    return match is not None and match.end() > len(text)


@cache
def _by(tag: str) -> re.Pattern[str]:
    phrases = [phrase for name in dict.fromkeys((tag, "en")) for phrase in table(name, "furniture").get("by", ())]
    glued = [phrase for phrase in phrases if _CJK.search(phrase) or phrase.endswith(":")]
    return re.compile(
        rf"[^\w\n]{{0,4}}(?:(?:{'|'.join(phrases)})(?:\s*[:：／/|]\s*|\s+)"
        rf"|(?:{'|'.join(glued) or '(?!)'})\s*[:：／/|]?\s*)(?=[^\W\d_])",
        re.IGNORECASE,
    )


def _is_nobody(name: str, language: str) -> bool:
    """Whether a name has a word that no person's has: `Redaktion`, `Staff`, `Harbour Media`."""
    return _nobody(filed(language) or "en").search(even(name)) is not None


@cache
def _nobody(tag: str) -> re.Pattern[str]:
    said = (str(table(name, "furniture").get("nobody", "")).split() for name in dict.fromkeys((tag, "en")))
    words = [word for name in said for word in name]
    spaced = [word.replace("_", " ") for word in words if not _CJK.search(word)]
    glued = [word for word in words if _CJK.search(word)]
    return re.compile(
        rf"\b(?:{'|'.join(sorted(spaced, key=len, reverse=True))})\b|{'|'.join(glued) or '(?!)'}", re.IGNORECASE
    )


def of_address(url: str | None) -> tuple[str, ...]:
    """A site's names by its address: `notes.example`, `notes`."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ()
    parts = host.removeprefix("www.").split(".")
    return (host, ".".join(parts), *parts[:-1][-2:]) if len(parts) > 1 else ()
