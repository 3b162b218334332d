"""The rules of `[furniture]` in `voices/<lang>.toml`: what a page says that is not the author's.

Shared by `extract` (a plain text's title may carry a stamp) and `script` (which leaves furniture out). Each rule is a
regular expression under a reason and a position, fitted without regard to case:

- `anywhere`, `start`, `end`: a block that is nothing but this; anywhere, before the text begins, after it ends;
- `also`: such a line goes, and the titles that follow it;
- `rest`: such a line, late in a page, takes all that follows with it;
- `prefix`: at a block's start, glued to the author's words or not: only the match goes; `suffix` at its end;
- `call`: the last sentence of a short promotion at the end.

`{date}` stands for a date as the language writes it. English rules hold for every language, since themes are English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.languages import primary, shipped, table

POSITIONS = ("anywhere", "start", "end", "also", "rest", "prefix", "suffix", "call")

LONGEST = 400
"""Characters: what is longer is no label. It also keeps any expression's time small."""

LONGEST_TAIL = 80
"""Characters at a block's end in which something is looked for that is glued there."""

LONGEST_ROW = 150
MOST_WORDS = 12
"""Characters and words of a line that may be several labels in a row."""

_SET_APART = re.compile(r"\s*[|•·]\s*")
_BEFORE = " \t\n<«‹←▶►🔊🎧•·|–—*#-"
_AFTER = " \t\n:：>»›→▶►…!|·•–—-"
"""What stands around a label without changing it."""


class Rule(NamedTuple):
    """One expression with what it takes."""

    reason: str
    pattern: re.Pattern[str]


def found(language: str, position: str, text: str) -> Rule | None:
    """The first rule that fits the whole of `text`; positions `prefix` and `suffix` have functions of their own."""
    if len(text) > LONGEST:
        return None
    tag, plain = _tag(language), even(text)
    if position != "call":
        plain = plain.lstrip(_BEFORE).rstrip(_AFTER)
    if not _any(tag, position).fullmatch(plain):
        return None
    return next((rule for rule in rules(tag, position) if rule.pattern.fullmatch(plain)), None)


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
    tag, plain = _tag(language), even(text[:LONGEST])
    if _any(tag, "prefix").match(plain):
        for rule in rules(tag, "prefix"):
            if (match := rule.pattern.match(plain)) and match.end():
                return rule.reason, match.end()
    return "", 0


def suffix(language: str, text: str) -> tuple[str, int]:
    """Reason and start of the furniture glued after the author's words; ("", the text's length) where there is none."""
    tag, tail = _tag(language), even(text[-LONGEST_TAIL:])
    if _any(tag, "suffix").search(tail):
        for rule in rules(tag, "suffix"):
            if match := rule.pattern.search(tail):
                return rule.reason, len(text) - len(tail) + match.start()
    return "", len(text)


@cache
def _tag(language: str) -> str:
    """The language whose rules are taken: English where it has no file; "" is all of them."""
    return "" if not language else primary(language) if primary(language) in shipped() else "en"


def even(text: str) -> str:
    """`text` with one kind of apostrophe and space, as the rules are written; every character keeps its place."""
    return text.replace("'", "’").replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")


@cache
def rules(language: str, position: str) -> tuple[Rule, ...]:
    """Rules of the language and of English, in the file's order; of all languages where `language` is empty."""
    tags = list(dict.fromkeys([*([_tag(language)] if language else shipped()), "en"]))
    dates = "|".join(dict.fromkeys(date(tag) for tag in tags))
    return tuple(
        Rule(reason, _compile(pattern, position, dates))
        for tag in tags
        for reason, patterns in table(tag, "furniture").get(position, {}).items()
        for pattern in patterns
    )


@cache
def _any(language: str, position: str) -> re.Pattern[str]:
    """All rules of a position in one expression: most blocks fit none, and are told so at once."""
    return re.compile("|".join(rule.pattern.pattern for rule in rules(language, position)) or "(?!)", re.IGNORECASE)


def _compile(pattern: str, position: str, dates: str) -> re.Pattern[str]:
    body = f"(?:{pattern.replace('{date}', f'(?:{dates})')})"
    if position == "prefix":
        body = rf"\s*{body}\s*"
    elif position == "suffix":
        body = rf"\s*{body}\s*$"
    return re.compile(body, re.IGNORECASE)


@cache
def date(language: str) -> str:
    """A regular expression of dates as written in the language: `17. März 2021`, `March 17, 2021`, ISO, 17/03/2021."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where a rule needs it

    numeric = (
        r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    )
    try:
        months = Locale.parse(primary(language)).months
    except (UnknownLocaleError, ValueError):
        return numeric
    names = {
        name.rstrip(".")
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in months[form][width].values()
    }
    month = f"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?", r"\d{4}"
    words = (
        rf"(?:\w+,? )?{day} (?:de |d['’])?{month}\.?,? (?:de )?{year}"
        rf"|(?:\w+,? )?{month}\.? {day},? {year}|{month}\.? {year}"
    )
    at, hours = r"[,\s]+(?:at |à |um |a las |alle |às |om |o )?", r"\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|Uhr|h))?"
    clock = rf"(?:{at}{hours}(?:\s*[A-Z]{{2,4}}\b)?)?"
    return rf"(?:{words}|{numeric}){clock}"
