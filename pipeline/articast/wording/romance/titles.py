"""Titles of one letter, and those that agree with the name after them: `M. Roux`, `S. Maria`, `D. Maria`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.languages import table
from articast.wording import common
from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from articast.wording.romance.tongue import Tongue

_VOWEL = expression(r"[AEIOUÀÁÈÉÌÍÒÓÙÚ]")
_BEFORE = expression(r"(?:(?<!\w)[A-ZÀ-Þ]\.[ -]?|(?<!\w)(?P<word>[^\W\d_]{2,}) )$")
_FULL = expression(r"S[^aeiou]")
_LETTERS = r"[A-ZÀ-Þ]\."
"""After `S.`: the next of several letters, `S.A.`."""
_NAME = expression(r" ?(?P<name>[A-ZÀ-Þ][^\W\d_]*)")


def titles(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for titles before names; a letter after an initial or a given name is an initial itself."""
    written = tongue.data["titles"]
    agreeing = tongue.data.get("agreeing", {})
    forms = {title: said for title, said in agreeing.items() if isinstance(said, list)}
    single = [title for title in {*written, *forms} if len(title) == 2 and title[1] == "."]
    names = _Names(
        starters=frozenset(table(tongue.code, "sentences").get("starters", ())),
        given=frozenset(agreeing.get("given", "").split()),
        women=frozenset(agreeing.get("women", "").split()),
        men=frozenset(agreeing.get("men", "").split()),
        rulers=frozenset(tongue.data["roman"]["names"].split()),
    )

    def said(match: re.Match[str]) -> str | None:
        found = _NAME.match(match.string, match.end())
        name = found["name"] if found else ""
        if len(name) == 1:
            return None  # `R. O vírus`: an article begins the next sentence
        if names.initial(match.string[max(0, match.start() - 40) : match.start()], name):
            return None
        title = match["title"]
        words = names.agreed(forms[title], name) if title in forms else written[title]
        return words if words[-1] == "'" else words + match["gap"]

    ahead = rf"(?!{_LETTERS}){tongue.words['before_name']}"
    # `S. M. el Rey` comes before `S. Pedro`, and `Mme` after `M. et Mme`
    several = {title: words for title, words in written.items() if re.fullmatch(r"(?:[A-Z]\. ?){2,}", title)}
    rest = {title: words for title, words in written.items() if title not in {*single, *several}}
    # a name follows: `il Prof. A. Verdi` is no sentence's end
    rest |= {
        common.capital(title): words
        for title, words in rest.items()
        if len(title) > 3 and common.capital(title) not in rest
    }
    pattern = "|".join(map(re.escape, sorted({*single, *forms}, key=len, reverse=True))) or "(?!)"
    return (
        *((common.abbreviations("title", several, ahead=ahead),) if several else ()),
        Rule("title", expression(rf"(?<![\w.])(?P<title>{pattern})(?P<gap> ?){ahead}"), said, frozenset(".")),
        common.abbreviations("title", rest, ahead=ahead),
    )


@dataclass(frozen=True)
class _Names:
    """What tells a title from an initial, a man from a woman; `[wording.agreeing]`."""

    starters: frozenset[str]
    """Words that begin sentences: no names, though they have a capital."""
    given: frozenset[str]
    """Names after which an initial stands; empty: any word with a capital may be one."""
    women: frozenset[str]
    """Names of women that do not end in a."""
    men: frozenset[str]
    """Names of men that do."""
    rulers: frozenset[str]

    def initial(self, before: str, name: str) -> bool:
        """Whether a letter between the two is a middle name's: `John D. Rockefeller`, `J. D. Vance`."""
        found = _BEFORE.search(before)
        if found is None:
            return False
        word = found["word"]
        if word is None:
            return True
        if self.given or word[0].islower():
            return word in self.given
        known = name in self.rulers or name in self.women or name in self.men
        return not (known or word in self.starters or word.isupper())

    def agreed(self, forms: list[str], name: str) -> str:
        """Of the forms for a man, a woman; before s and a consonant, before a vowel: that of the name."""
        man, lady, *more = forms
        woman = name in self.women or (name.endswith("a") and name not in self.men)
        if more and _VOWEL.match(name) and (not woman or more[1][-1] == "'"):
            return more[1]
        if woman:
            return lady
        return more[0] if more and _FULL.match(name) else man
