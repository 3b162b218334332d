"""Times of day and durations: `10 h 30`, `14:05`, `9h-17h`, `24 h/24`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.wording.rules import DIGITS, Rule

if TYPE_CHECKING:
    from pipeline.wording.romance.tongue import Tongue

_NEEDS = frozenset(DIGITS)
_H = r"(?<!\w)(?<![0-9][.,:/])(?P<{0}h>[0-9]{{1,3}}) ?h(?: ?(?P<{0}m>[0-5][0-9])(?P<{0}w> ?(?:min|mn))?)?(?![\w²³/])"
_COLON = r"(?<!\w)(?<![0-9][.,:/])(?P<{0}h>[01]?[0-9]|2[0-4])[:](?P<{0}m>[0-5][0-9])(?![\w%:]|[.,][0-9])"


def clock(tongue: Tongue) -> tuple[Rule, ...]:
    """Times written with `h` and with a colon, ranges of them first."""
    words = tongue.words
    hour, minute, second = (tongue.things("clock")[key] for key in ("h", "min", "s"))

    def time(match: re.Match[str], which: str) -> str:
        number, minutes = int(match[f"{which}h"]), match[f"{which}m"]
        name = hour.one if number == 1 or number < tongue.singular_below - 1 else hour.many
        said = words["hour"].format(n=tongue.cardinal(number, hour.form), name=name)
        if not minutes or minutes == "00":
            return said
        spelled = tongue.cardinal(int(minutes), "")
        if match.groupdict().get(f"{which}w"):
            return (
                f"{said} {tongue.cardinal(int(minutes), minute.form)} {minute.one if minutes == '01' else minute.many}"
            )
        return said + words["minutes"].format(n=spelled)

    def span(match: re.Match[str]) -> str:
        return f"{time(match, 'a')} {words['to']} {time(match, 'b')}"

    def one(match: re.Match[str]) -> str:
        return time(match, "a")

    def exact(match: re.Match[str]) -> str:
        parts = zip((hour, minute, second), (match["h"], match["m"], match["s"]), strict=True)
        return (
            " ".join(
                f"{tongue.cardinal(int(n), thing.form)} {thing.one if int(n) < 2 else thing.many}"
                for thing, n in parts
                if int(n)
            )
            or f"{tongue.cardinal(0, '')} {hour.one}"
        )

    def around(match: re.Match[str]) -> str:
        said = tongue.cardinal(int(match["n"]), hour.form)
        name = words["hours_of"] if match["unit"] == "h" else words["days_of"]
        return f"{said} {name} {words['out_of']} {said}"

    def bare_span(match: re.Match[str]) -> str:
        low = tongue.cardinal(int(match["low"]), hour.form)
        return f"{low} {words['to']} {time(match, 'b')}"

    both = (_H, _COLON)
    return (
        Rule(
            "time", re.compile(r"(?<!\w)(?P<n>24|7) ?(?P<unit>[hj]) ?(?:/|sur) ?(?P=n)(?!\w)"), around, frozenset("/s")
        ),
        Rule(
            "time",
            re.compile(
                r"(?<![\w:.,])(?P<h>[01]?[0-9]|2[0-4])[:](?P<m>[0-5][0-9])[:](?P<s>[0-5][0-9])(?![\w:]|[.,][0-9])"
            ),
            exact,
            frozenset(":"),
        ),
        *(
            Rule(
                "time",
                re.compile(
                    _unended(way).format("a") + " ?[-–—] ?" + way.format("b").replace(r"(?<!\w)(?<![0-9][.,:/])", "", 1)
                ),
                span,
                _NEEDS,
            )
            for way in both
        ),
        Rule(
            "time",
            re.compile(
                r"(?<![\w:.,])(?P<low>[0-9]{1,2}) ?[-–] ?" + _H.format("b").replace(r"(?<!\w)(?<![0-9][.,:/])", "", 1)
            ),
            bare_span,
            _NEEDS,
        ),
        *(Rule("time", re.compile(way.format("a")), one, _NEEDS) for way in both),
    )


def _unended(way: str) -> str:
    return way.rpartition("(?!")[0]
