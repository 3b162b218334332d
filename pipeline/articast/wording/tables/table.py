"""What makers of rules from a language's tables share: how numbers are written, how forms agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articast.wording.rules import DIGITS, TAKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


NUMBER = r"(?:[0-9]{1,3}(?:[. ][0-9]{3})+(?![0-9])|[0-9]{1,15})(?:,[0-9]{1,9})?"
LEFT = r"(?<![\w.,:/-])"
SIGNED = rf"(?:(?<![\w)\]{TAKEN}–-])(?P<sign>[-−–+]) ?|(?<![\w.,:/-]))(?<![0-9],)"
NEEDS = frozenset(DIGITS)


@dataclass(frozen=True)
class Counting:
    """How a language counts."""

    cardinal: Callable[[str], str | None]
    """Figures, without separators → words; None: not known."""
    day: Callable[[int], str] | None = None
    """Day of the month, as before its name; None: as counted."""
    year: Callable[[int], str] | None = None
    """As in a date; None: as counted."""
    ordinal: Callable[[int], str] | None = None
    """None: ordinals are left as written."""


def any_of(words: Iterable[str]) -> str:
    """A group of a pattern for one of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@dataclass(frozen=True)
class Table:
    """A language's data and counting."""

    data: Mapping[str, Any]
    counting: Counting

    def word(self, name: str) -> str:
        """A small word of `[wording.words]`; empty: it has none."""
        return str(self.data.get("words", {}).get(name, ""))

    def number(self, written: str) -> str:
        """A written number; what is not known stays in figures."""
        whole, _, part = re.sub(r"[. ]", "", written).partition(",")
        said = self.counting.cardinal(whole) or whole
        if not part:
            return said
        zeros = [self.counting.cardinal("0") or "0"] * (len(part) - len(part.lstrip("0")))
        rest = part.lstrip("0")
        digits = [self.counting.cardinal(digit) or digit for digit in rest] if len(rest) > 2 else []
        tail = digits or ([self.counting.cardinal(rest) or rest] if rest else [])
        return " ".join([said, self.word("decimal"), *zeros, *tail])

    def form(self, forms: str, written: str) -> str:
        """Of `one|few|many|part`, `one|many` or a single one, the form that goes with a written number."""
        names = forms.split("|")
        figures = re.sub(r"[. ]", "", written)
        few = str(self.data.get("plural", {}).get("few", "(?!)"))
        if "," in figures:
            return names[-1]
        if figures == "1":
            return names[0]
        return names[min(1 if re.fullmatch(few, figures) else 2, len(names) - 1)]

    def counted(self, written: str, forms: str) -> str:
        """A number and the form that goes with it; the number feminine where the thing's name is."""
        said = self.number(written)
        feminine: Mapping[str, str] = self.data.get("plural", {}).get("feminine", {})
        if "," not in written and forms.partition("|")[0].partition(" ")[0].endswith("a"):
            head, space, last = said.rpartition(" ")
            last = last if head and written.endswith("1") else feminine.get(last, last)
            said = f"{head}{space}{last}"
        return f"{said} {self.form(forms, written)}"

    def sign(self, match: re.Match[str]) -> str:
        """What is said for the sign of a match."""
        sign = match["sign"]
        return f"{self.word('plus' if sign == '+' else 'minus')} " if sign else ""

    def year(self, number: int) -> str:
        """A year as in a date."""
        return self.counting.year(number) if self.counting.year else self.number(str(number))

    def day(self, number: int) -> str:
        """A day of the month."""
        return self.counting.day(number) if self.counting.day else self.number(str(number))
