"""The rules of `[furniture]` in `voices/<lang>.toml`: what a page says that is not the author's.

Shared by `extract` (a plain text's title may carry a stamp) and `script` (which leaves furniture out). Each rule is a
regular expression under a reason and a position, fitted without regard to case:

- `anywhere`, `start`, `end`: a block that is nothing but this; anywhere, before the text begins, after it ends;
- `also`: such a line goes, and the titles that follow it;
- `rest`: such a line, late in a page, takes all that follows with it;
- `prefix`: at a block's start, glued to the author's words or not: only the match goes; `suffix` at its end;
- `call`: the last sentence of a short promotion at the end;
- `sponsor`: such a line, and the paragraphs after it whose links count who comes by them.

`{date}` stands for a date as the language writes it. English rules hold for every language, since themes are English.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from articast import compiled, expressions
from articast.languages import filed, having, table, text_of

POSITIONS = ("anywhere", "start", "end", "also", "rest", "prefix", "suffix", "call", "sponsor")

LONGEST = 400
"""Characters: what is longer is no label. It also keeps any expression's time small."""

LONGEST_TAIL = 80
"""Characters at a block's end in which something is looked for that is glued there."""

LONGEST_ROW = 150
MOST_WORDS = 12
"""Characters and words of a line that may be several labels in a row."""

_SET_APART = re.compile(r"\s*[|•·]\s*")
_BEFORE = " \t\n<>«»‹›←→➡☞👉▶►▸🔊🎧•·|–—*#-"
_AFTER = " \t\n:：>»›→▶►…!|·•–—-"
"""What stands around a label without changing it."""


class Rule(NamedTuple):
    """One expression with what it takes."""

    reason: str
    pattern: str


@lru_cache(maxsize=4_096)
def found(language: str, position: str, text: str) -> Rule | None:
    """The first rule that fits the whole of `text`; positions `prefix` and `suffix` have functions of their own."""
    if len(text) > LONGEST:
        return None
    tag = _tag(language)
    plain = _plain(tag, text)
    if position != "call":
        plain = plain.lstrip(_BEFORE).rstrip(_AFTER)
        plain = plain.rstrip(".") if plain.endswith("...") else plain
    match = _any(tag, position).fullmatch(plain)
    if match is None and plain[:1] in ("(", "[") and plain[-1:] in (")", "]"):
        match = _any(tag, position).fullmatch(plain[1:-1].strip())
    return _rule(tag, position, match) if match else None


def labels(language: str, positions: tuple[str, ...], text: str) -> Rule | None:
    """The rule that a line fits, or one of several where the line is nothing but furniture set side by side.

    `Published: 17.03.2026 | 3 min read`, `Listen to article Download audio as MP3`.
    """

    def one(piece: str) -> Rule | None:
        return next((rule for position in positions if (rule := found(language, position, piece))), None)

    if (rule := one(text)) or len(text) > LONGEST_ROW:
        return rule
    pieces = [piece for piece in _SET_APART.split(text) if piece.strip()]
    if len(pieces) > 1:
        rules_ = [one(piece) for piece in pieces]
        return rules_[0] if all(rules_) else None
    words = text.split()
    if len(words) > MOST_WORDS:
        return None
    for at in range(1, len(words)):
        if (rule := one(" ".join(words[:at]))) and one(" ".join(words[at:])):
            return rule
    return None


def prefix(language: str, text: str) -> tuple[str, int]:
    """Reason and length of the furniture glued before the author's words; ("", 0) where there is none."""
    if not _GLUED.search(text[:LONGEST]):
        return "", 0
    tag = _tag(language)
    match = _any(tag, "prefix").match(_plain(tag, text[:LONGEST]))
    return (_rule(tag, "prefix", match).reason, match.end()) if match else ("", 0)


def suffix(language: str, text: str) -> tuple[str, int]:
    """Reason and start of the furniture glued after the author's words; ("", the text's length) where there is none."""
    tag, tail = _tag(language), text[-LONGEST_TAIL:]
    match = _any(tag, "suffix").search(_plain(tag, tail))
    return (_rule(tag, "suffix", match).reason, len(text) - len(tail) + match.start()) if match else ("", len(text))


@cache
def _tag(language: str) -> str:
    """The language whose rules are taken: English where it has no file; "" is all of them."""
    return "" if not language else filed(language) or "en"


def even(text: str) -> str:
    """`text` with one kind of apostrophe and space, as the rules are written; every character keeps its place."""
    return text.replace("'", "’").replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")


def _plain(tag: str, text: str) -> str:
    """`text` as the rules are written, the month of every date in it masked; every character keeps its place."""
    text = even(text)
    return _WORD_OF_DATE.sub(partial(_masked, _months(tag)), text) if _WORD_OF_DATE.search(text) else text


def _masked(months: frozenset[str], match: re.Match[str]) -> str:
    word = match.group()
    return _MASK * len(word) if word.casefold() in months else word


@cache
def _months(tag: str) -> frozenset[str]:
    """Names of months, whole and short, in the language and in English; in all languages where `tag` is empty."""
    languages = (tag, "en") if tag else having("furniture")
    made_from = f"{_made_from(tag)} {version('babel')}"
    return compiled.kept(
        f"months-{tag or 'all'}",
        made_from,
        lambda: frozenset(name for language in languages for name in _names_of_months(language)),
    )


def _names_of_months(language: str) -> list[str]:
    if told := table(language, "furniture").get("months"):
        return str(told).split()
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return []
    widths = (months[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated"))
    return [name.rstrip(".").casefold() for width in widths for name in width.values()]


@cache
def rules(tag: str, position: str) -> tuple[Rule, ...]:
    """Rules of the language and of English, in the file's order; of all languages where `tag` is empty."""
    made = [
        Rule("stamp", pattern)
        for language in ([tag] if tag else having("furniture"))
        for pattern in (_stamps(language) if position == "start" else _signed(language) if position == "end" else ())
    ]
    return (*_written(tag, position), *made)


def _written(tag: str, position: str) -> tuple[Rule, ...]:
    return tuple(
        Rule(reason, _whole(pattern, position))
        for language in dict.fromkeys([*([tag] if tag else having("furniture")), "en"])
        for reason, patterns in table(language, "furniture").get(position, {}).items()
        for pattern in patterns
    )


def _stamps(language: str) -> list[str]:
    """Lines that say who and when, made of the words with which the language says it."""
    words = table(language, "furniture")
    when = "|".join(re.escape(word) for which in ("published", "updated") for word in words.get(which, ()))
    by = "|".join(words.get("by", ()))
    if not when or not by:
        return []
    day = f"(?:{DATE})"
    stamp = rf"(?:(?:{when})[\s:：]*\w{{0,4}}[:：]?\s?)?{day}(?:[\s|,·•–-]*(?:{when}))?\.?"
    again = rf"(?:{stamp}|(?:{when})[\s:：]*(?:\w{{1,3}} )?\d{{1,2}}[:.h]\d{{2}}(?: ?(?:[ap]\.?m\.?|\w{{1,3}}))?)"
    name = r"(?-i:[^\W\d_a-zß-öø-ÿ])[^.!?。\n]{1,60}"
    return [
        rf"{stamp}(?:[\s|,·•–-]+{again})?(?:[\s|,·•–-]+(?:(?:{by})[\s:：]*)?{name})?",
        rf"{stamp}(?:{by})[\s:：／/]*{name}",
        rf"(?:{by})[\s:：／/]*{name}(?:[\s|,·•–-]+{stamp})?",
    ]


def _signed(language: str) -> list[str]:
    """Lines after a text that say when it was published, or who wrote it: a bare date may be the author's own."""
    words = table(language, "furniture")
    when = "|".join(re.escape(word) for which in ("published", "updated") for word in words.get(which, ()))
    by = "|".join(words.get("by", ()))
    if not when or not by:
        return []
    name = r"(?-i:[^\W\d_a-zß-öø-ÿ][\w.’-]*)(?: [\w.’-]+){1,4}"
    return [rf"(?:{when})[\s:：]*\w{{0,4}}\s?(?:{DATE})", rf"(?:{by})[\s:：／/]*{name}"]


@cache
def _any(tag: str, position: str) -> re.Pattern[str]:
    """All rules of a position in one expression, a named group each: compiled once, most blocks fit none."""

    def written() -> str:
        groups = (f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules(tag, position)))
        return "|".join(groups) or "(?!)"

    return expressions.kept(f"furniture-{tag or 'all'}-{position}", _made_from(tag), written, re.IGNORECASE)


@cache
def _made_from(tag: str) -> str:
    """Digest of all that the rules are made from."""
    whole = sha256(Path(__file__).read_bytes())
    for language in dict.fromkeys([*([tag] if tag else having("furniture")), "en"]):
        whole.update(text_of(language).encode())
    return whole.hexdigest()


def _rule(tag: str, position: str, match: re.Match[str]) -> Rule:
    """The rule that matched: its group is the last to close."""
    assert match.lastgroup is not None, "every rule is a group"
    return rules(tag, position)[int(match.lastgroup[1:])]


def _whole(pattern: str, position: str) -> str:
    body = f"(?:{pattern.replace('{date}', f'(?>{DATE})')})"
    if position == "prefix":
        return rf"\s*{body}\s*"
    return rf"\s*{body}\s*$" if position == "suffix" else body


_GLUED = re.compile(r":|\d\D{0,12}[A-ZÀ-ÖØ-ÞĀ-Ž\"„“«‘¿¡]|[^\W\d_A-ZÀ-ÖØ-Þ](?=[^\W\d_a-zß-öø-ÿ]|[\"„“«‘¿¡])")
"""What every rule of `prefix` needs: a colon, a date with a capital or quote soon after it, or a small letter with one
glued to it. Looked for first: the rules of all languages take 60 ms to read and compile."""
_WORD_OF_DATE = re.compile(r"[^\W\d_]+(?=\.?,? (?:de )?\d)")
"""In all shapes of a date, a day or a year follows the month."""
_MASK = "\ue000"
"""Stands for each letter of a month: the rules stay small, whatever the number of languages (a private character)."""


def _date() -> str:
    """A regular expression of dates: `17. März 2021`, `March 17, 2021`, ISO, 17/03/2021, the months masked."""
    numeric = (
        r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    )
    day, month, year = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?", f"{_MASK}+", r"\d{4}"
    words = (
        rf"(?:\w+,? )?{day} (?:de |d’)?{month}\.?,? (?:de )?{year}"
        rf"|(?:\w+,? )?{month}\.? {day},? {year}|{month}\.? {year}"
    )
    at, hours = (
        r"[,\s|–-]+(?:at |à |um |a las |alle |às |om |o |kl\.? |klo |ve |godz\. |в |о )?",
        r"\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|Uhr|h))?",
    )
    signs = r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?\d{1,2}[時时시:：]\s?\d{1,2}\s?[分분]?)?"
    return rf"(?:{signs}|{words}|{numeric})(?:{at}{hours}(?:\s*[A-Z]{{2,4}}\b)?)?"


DATE = _date()
