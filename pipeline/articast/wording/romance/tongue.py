"""What the rules of this package need to know of a language: its `[wording]` table and how it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from articast.languages import table
from articast.wording.rules import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Form: TypeAlias = Literal["", "m", "f"]
"""How a number agrees: with nothing, with a masculine noun after it, with a feminine one."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: a unit, a coin, a magnitude."""

    one: str
    many: str
    form: Form = "m"


@dataclass(frozen=True)
class Tongue:
    """A Romance language: data of `voices/<code>.toml` and the few functions that data can't be."""

    code: str
    cardinal: Callable[[int, Form], str]
    """Of 0 ≤ n < 10**15."""
    ordinal: Callable[[int, Form, bool], str]
    """Of n ≥ 1, form, whether plural."""
    of: Callable[[str], str]
    """`de` or its like before a word, the word included: `d'euros`, `de dollars`."""
    singular_below: float = 1.000001
    """Values under it take the singular: 2 in French (1,5 litre), just 1 elsewhere."""
    day: Callable[[int], str] | None = None
    """Day of the month; None: as counted."""
    year: Callable[[int], str] | None = None
    """None: as counted."""
    fold_form: Form = ""
    """Of the word for `times`: `vingt et une fois`."""
    data: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """`[wording.words]`: the small words that rules put in."""
        found: Mapping[str, str] = self.data["words"]
        return found

    def things(self, name: str) -> dict[str, Thing]:
        """A table of things counted: `"km" = ["kilomètre", "kilomètres"]`, a third entry `"f"` for a feminine one."""
        return {key: _thing(value) for key, value in self.data.get(name, {}).items()}

    def said_day(self, day: int) -> str:
        """A day of the month."""
        return self.day(day) if self.day else self.cardinal(day, "m")

    def said_year(self, year: int) -> str:
        """A year."""
        return self.year(year) if self.year else self.cardinal(year, "")

    def _nouns(self, gender: str) -> frozenset[str]:
        """Those that are of a gender for sure; with their plurals, where the language's data has but the singulars."""
        data = self.data.get("gender", {})
        more = str(data.get(f"{gender}_nouns", "")).split()
        return frozenset((*data.get(gender, ()), *more, *(f"{noun}s" for noun in more)))

    @cached_property
    def _feminine(self) -> frozenset[str]:
        return self._nouns("feminine")

    @cached_property
    def _masculine(self) -> frozenset[str]:
        return self._nouns("masculine")

    @cached_property
    def _feminine_ending(self) -> re.Pattern[str]:
        return _endings(self.data.get("gender", {}).get("feminine_endings", ()))

    @cached_property
    def _feminine_singular(self) -> re.Pattern[str]:
        """Of a noun that is known to be a singular, where that tells more."""
        gender = self.data.get("gender", {})
        return _endings(gender.get("feminine_singular", gender.get("feminine_endings", ())))

    @cached_property
    def _either(self) -> re.Pattern[str]:
        """Words that stand between a number and its noun and tell nothing: adjectives alike in both genders."""
        return expression("(?:" + "|".join(self.data.get("gender", {}).get("no_sign", ("(?!)",))) + ")$")

    @cached_property
    def _no_noun(self) -> frozenset[str]:
        """Words that follow a number and are nothing counted: prepositions, verbs."""
        return frozenset(self.data.get("gender", {}).get("no_noun", "").split())

    @cached_property
    def _plural(self) -> re.Pattern[str]:
        return expression(self.data.get("gender", {}).get("plural", ""))

    def per(self, thing: Thing) -> str:
        """`par jour`; `all'ora`, `alla settimana`, where the word agrees."""
        words = self.words
        if "per_vowel" in words and thing.one[0] in "aeiou":
            return f"{words['per_vowel']}{thing.one}"
        return f"{words['per_f'] if thing.form == 'f' and 'per_f' in words else words['per']} {thing.one}"

    def plural(self, word: str) -> bool:
        """Whether a word looks like a plural, where the language's data can tell."""
        return bool(self._plural.pattern and self._plural.search(word))

    def is_no_noun(self, word: str) -> bool:
        """Whether a word in lower case is a preposition, a verb: nothing that is counted."""
        return word in self._no_noun

    def form(self, after: str, *, several: bool = False, single: bool = False) -> Form:
        """How a number agrees with what follows it in the text: the noun within the next words, if there is one.

        Args:
            after: the text behind the number, from the space on.
            several: the number takes a plural, so that a word that looks like none is not what is counted.
            single: there is one, or a part of it: what is counted is a singular.
        """
        for word in _AFTER.match(after).group("words").split()[:3]:  # type: ignore[union-attr]  # it matches anything
            low = word.lower()
            if low in self._no_noun:
                return ""
            if low in self._feminine or low in self._masculine:
                return "f" if low in self._feminine else "m"
            if self._either.search(low):
                continue
            if several and not self._plural.search(low):
                return ""
            ending = self._feminine_singular if single else self._feminine_ending
            return "f" if ending.search(low) else "m"
        return ""


_AFTER = expression(r"(?P<words>(?: [^\W\d_\ue000]+){0,3})")


def _endings(endings: Sequence[str]) -> re.Pattern[str]:
    return expression("(?:" + "|".join(map(re.escape, endings)) + ")$" if endings else "(?!)")


def _thing(value: list[str]) -> Thing:
    one, many, *form = value
    return Thing(one, many, "f" if form == ["f"] else "m")


def tongue(code: str, **functions: Any) -> Tongue:
    """The language `code` with its `[wording]` table."""
    return Tongue(code, data=table(code, "wording"), **functions)
