"""Times of day and durations: `10 h 30`, `14:05`, `9h-17h`, `24 h/24`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.wording.rules import DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from articast.wording.romance.tongue import Thing, Tongue

_FREE = r"(?<!\w)(?<![0-9][.,:/])"
_H = r"(?P<{0}h>[0-9]{{1,3}})(?: ?h|H)(?: ?(?P<{0}m>[0-5][0-9])(?P<{0}w> ?(?:min|mn))?)?"
_COLON = r"(?P<{0}h>[01]?[0-9]|2[0-4]):(?P<{0}m>[0-5][0-9])(?: ?h)?"
_DOTTED = r"(?P<{0}h>[01]?[0-9]|2[0-4])\.(?P<{0}m>[0-5][0-9])(?: ?h)?"
_H_END = r"(?![\w²³/])"
_COLON_END = r"(?![\w%:]|[.,][0-9])"


@dataclass(frozen=True)
class _Clock:
    """How a language tells the time; `[wording.clock]` and words."""

    tongue: Tongue
    hour: Thing
    minute: Thing
    second: Thing

    def count(self, number: int, thing: Thing) -> str:
        """`une heure`, `dix heures`, `zéro heure` or `cero horas`."""
        singular = number == 1 or number < self.tongue.singular_below - 1
        return f"{self.tongue.cardinal(number, thing.form)} {thing.one if singular else thing.many}"

    def time(self, match: re.Match[str], which: str) -> str:
        """The time in the match's groups that begin with `which`."""
        words, number, minutes = self.tongue.words, int(match[f"{which}h"]), match[f"{which}m"]
        if not minutes or minutes == "00":
            named = re.search(words["hour_named"], match.string[max(0, match.start() - 16) : match.start()])
            named = named or re.match(rf" {self.hour.many}(?!\w)", match.string[match.end() :])
            return self.tongue.cardinal(number, self.hour.form) if named else self.count(number, self.hour)
        if match.groupdict().get(f"{which}w"):
            return f"{self.count(number, self.hour)} {self.count(int(minutes), self.minute)}"
        said = words["hour"].format(n=self.tongue.cardinal(number, self.hour.form), name=self._name(number))
        return said + words["minutes"].format(n=self._minutes(minutes))

    def _name(self, number: int) -> str:
        return self.count(number, self.hour).rpartition(" ")[2]

    def _minutes(self, minutes: str) -> str:
        said = self.tongue.cardinal(int(minutes), "f" if self.minute.form == "f" else "")
        zero = minutes[0] == "0" and "minutes_zero" in self.tongue.words
        return f"{self.tongue.cardinal(0, '')} {said}" if zero else said

    def span(self, match: re.Match[str]) -> str:
        """`9h-17h`."""
        return f"{self.time(match, 'a')} {self.tongue.words['to']} {self.time(match, 'b')}"

    def half_open(self, match: re.Match[str]) -> str:
        """`9-17h`."""
        low = self.tongue.cardinal(int(match["low"]), self.hour.form)
        return f"{low} {self.tongue.words['to']} {self.time(match, 'b')}"

    def exact(self, match: re.Match[str]) -> str:
        """`10:30:15`."""
        parts = ((self.hour, "h"), (self.minute, "m"), (self.second, "s"))
        said = [self.count(int(match[name]), thing) for thing, name in parts if int(match[name])]
        return " ".join(said) or self.count(0, self.hour)

    def around(self, match: re.Match[str]) -> str:
        """`24 h/24`."""
        words, said = self.tongue.words, self.tongue.cardinal(int(match["n"]), self.hour.form)
        return f"{said} {words['hours_of' if match['unit'] == 'h' else 'days_of']} {words['out_of']} {said}"

    def and_half(self, match: re.Match[str]) -> str:
        """`1 h ½`."""
        return f"{self.count(int(match['h']), self.hour)} {self.tongue.words['half_past']}"

    def long(self, match: re.Match[str]) -> str:
        """`2h01'39"`."""
        parts = ((self.hour, "h"), (self.minute, "m"), (self.second, "s"))
        return " ".join(self.count(int(match[name]), thing) for thing, name in parts)

    def sport(self, match: re.Match[str]) -> str:
        """`2'30"`, `9"58`."""
        thing = self.minute if match["mark"] in "'′’" else self.second
        rest = self.tongue.cardinal(int(match["high"]), "")
        return f"{self.count(int(match['low']), thing)}{self.tongue.words['minutes'].format(n=rest)}"


def clock(tongue: Tongue) -> tuple[Rule, ...]:
    """Times written with `h` and with a colon, ranges of them first."""
    names = tongue.things("clock")
    tell = _Clock(tongue, names["h"], names["min"], names["s"])
    before_dotted = tongue.words.get("before_dotted_time", "(?!)")

    def one(match: re.Match[str]) -> str:
        return tell.time(match, "a")

    def dotted(match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 16) : match.start()]
        return tell.time(match, "a") if re.search(rf"(?<!\w)(?:{before_dotted}) ?$", before) else None

    def rule(pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
        return Rule("time", expression(pattern), say, frozenset(needs))

    exact = r"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![\w:]|[.,][0-9])"
    long = r"(?P<h>[0-9]{1,3}) ?h ?(?P<m>[0-5]?[0-9]) ?['′’] ?(?P<s>[0-5][0-9])"
    sport = r"(?P<low>[0-9]{1,3})(?P<mark>['′’\"″”])(?P<high>[0-5][0-9])"
    seconds = r"(?:[\"″”]|''|’’|″)?(?!\w)"
    return (
        rule(r"(?<!\w)(?P<n>24|7) ?(?P<unit>[hj]) ?(?:/|sur) ?(?P=n)(?!\w)", tell.around, "/s"),
        rule(_FREE + exact, tell.exact, ":"),
        rule(rf"{_FREE}(?P<h>[0-9]{{1,2}}) ?h(?:eures?)? ?(?:1/2|½)(?!\w)", tell.and_half, "½/"),
        rule(_FREE + long + seconds, tell.long, "'′’"),
        rule(_FREE + sport + seconds, tell.sport, "'′’\"″”"),
        rule(f"{_FREE}{_H.format('a')} ?[-–—] ?{_H.format('b')}{_H_END}", tell.span, "hH"),
        rule(f"{_FREE}{_COLON.format('a')} ?[-–—] ?{_COLON.format('b')}{_COLON_END}", tell.span, ":"),
        rule(rf"{_FREE}(?P<low>[0-9]{{1,2}}) ?[-–] ?{_H.format('b')}{_H_END}", tell.half_open, "hH"),
        rule(f"{_FREE}{_H.format('a')}{_H_END}", one, "hH"),
        rule(f"{_FREE}{_COLON.format('a')}{_COLON_END}", one, ":"),
        rule(f"{_FREE}{_DOTTED.format('a')}{_COLON_END}", dotted, "."),
    )
