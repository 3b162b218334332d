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
_H_FREE = r"(?<!\w)(?<![0-9][.,:])(?<!\b[0-9]/)"
_H_END = r"(?![\w²³]|/(?![0-9]))"
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
            followed = words.get("hour_followed", rf" {self.hour.many}(?!\w)")
            named = named or re.match(followed, match.string[match.end() :])
            if "hour_in_spans" in words and match.group()[-1] not in "hH":
                named = named or re.match(words["hour_in_spans"], match.string[match.end(f"{which}m") :])
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

    def hours(self, match: re.Match[str]) -> str | None:
        """`9-13/15-19`."""
        values = [int(match[name]) for name in "abcd"]
        if values != sorted(set(values)) or values[-1] > 24:
            return None
        a, b, c, d = (self.tongue.cardinal(value, self.hour.form) for value in values)
        span = self.tongue.words.get("hours_span", f"{{a}} {self.tongue.words['to']} {{b}}")
        return f"{span.format(a=a, b=b)}, {span.format(a=c, b=d)}"

    def exact(self, match: re.Match[str]) -> str:
        """`10:30:15`."""
        parts = ((self.hour, "h"), (self.minute, "m"), (self.second, "s"))
        said = [self.count(int(match[name]), thing) for thing, name in parts if int(match[name])]
        return " ".join(said) or self.count(0, self.hour)

    def around(self, match: re.Match[str]) -> str:
        """`24 h/24`."""
        words = self.tongue.words
        day = match["unit"] == "j" or match["unit"] == words["days_of"]
        said = self.tongue.cardinal(int(match["n"]), "" if day else self.hour.form)
        return f"{said} {words['days_of' if day else 'hours_of']} {words['out_of']} {said}"

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
    before_time = expression(rf"(?<!\w)(?:{tongue.words.get('before_dotted_time', '(?!)')}) ?$")
    after_time = expression(rf" ?(?:{tongue.words.get('after_dotted_time', '(?!)')})(?!\w)")

    def one(match: re.Match[str]) -> str:
        return tell.time(match, "a")

    def timely(match: re.Match[str]) -> bool:
        before = match.string[max(0, match.start() - 16) : match.start()]
        named = match.group()[-1] == "h" or after_time.match(match.string, match.end())
        return bool(named or before_time.search(before))

    def dotted(match: re.Match[str]) -> str | None:
        return tell.time(match, "a") if timely(match) else None

    def dotted_span(match: re.Match[str]) -> str | None:
        close = match["link"].strip(" -–") == ""
        if not (timely(match) or close):
            return None
        link = match["link"] if match["link"].strip(" -–") else f" {tongue.words['to']} "
        name = f" {tell.hour.many}" if match.group()[-1] == "h" else ""
        return f"{tell.time(match, 'a')}{link}{tell.time(match, 'b')}{name}"

    def rule(pattern: str, say: Callable[[re.Match[str]], str | None], needs: str = DIGITS) -> Rule:
        return Rule("time", expression(pattern), say, frozenset(needs))

    named = f"{tongue.words['hours_of']}|{tongue.words['days_of']}"
    link = rf"(?P<link> ?[-–] ?| (?:{tongue.words['to']}|{tongue.words['and']}) (?:[aà]s |le |alle )?)"
    exact = r"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![\w:]|[.,][0-9])"
    long = r"(?P<h>[0-9]{1,3}) ?h ?(?P<m>[0-5]?[0-9]) ?['′’] ?(?P<s>[0-5][0-9])"
    sport = (
        r"(?P<low>[0-9]{1,3})(?P<mark>''|’’|['′’\"″”])"
        r"(?P<high>[0-5][0-9]|(?<=[0-9][\"″”])[6-9][0-9]|(?<=''|’’)[6-9][0-9])"
    )
    seconds = r"(?:[\"″”]|''|’’|″)?(?!\w)"
    return (
        rule(rf"(?<!\w)(?P<n>24|7) ?(?P<unit>[hj]|{named}) ?(?:/|sur) ?(?P=n)(?!\w)", tell.around, "/s"),
        rule(
            r"(?<![\w.,:/-])(?P<a>[0-9]{1,2})[-–](?P<b>[0-9]{1,2}) ?/ ?"
            r"(?P<c>[0-9]{1,2})[-–](?P<d>[0-9]{1,2})(?![\w/:-]|[.,][0-9])",
            tell.hours,
            "/",
        ),
        rule(_FREE + exact, tell.exact, ":"),
        rule(rf"{_FREE}(?P<h>[0-9]{{1,2}}) ?h(?:eures?)? ?(?:1/2|½)(?!\w)", tell.and_half, "½/"),
        rule(_FREE + long + seconds, tell.long, "'′’"),
        rule(_FREE + sport + seconds, tell.sport, "'′’\"″”"),
        rule(f"{_H_FREE}{_H.format('a')} ?[-–—] ?{_H.format('b')}{_H_END}", tell.span, "hH"),
        rule(f"{_FREE}{_COLON.format('a')} ?[-–—] ?{_COLON.format('b')}{_COLON_END}", tell.span, ":"),
        rule(rf"{_FREE}(?P<low>[0-9]{{1,2}}) ?[-–] ?{_H.format('b')}{_H_END}", tell.half_open, "hH"),
        rule(f"{_H_FREE}{_H.format('a')}{_H_END}", one, "hH"),
        rule(f"{_FREE}{_COLON.format('a')}{_COLON_END}", one, ":"),
        rule(rf"{_FREE}{_DOTTED.format('a')}{link}{_DOTTED.format('b')}{_COLON_END}", dotted_span, "."),
        rule(f"{_FREE}{_DOTTED.format('a')}{_COLON_END}", dotted, "."),
    )
