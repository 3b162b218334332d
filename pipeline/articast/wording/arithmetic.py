"""Signs between numbers and words for languages made from tables: `5 + 3`, `20 : 4 = 5`, `x²`, `≤ 3`, `€/kg`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.wording.common import final_stop
from articast.wording.rules import TAKEN, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_TERM = r"\(?[0-9]+(?:[.,][0-9]+)*\)?"
_TO_RESULT = rf"(?={_TERM}(?: ?[-+−–×x*:/÷] ?{_TERM})* ?=)"


def sums(words: Mapping[str, str]) -> tuple[Rule, ...]:
    """What stands for minus and divided in a sum that has a result, and powers of letters: `10 - 4 = 6`, `x²`.

    Without an equals sign, `10-4` and `20:5` are no sums here: ranges, scores and times are written so.

    Args:
        words: of `[wording.words]`: `minus`, `divided`, `squared` and `cubed`.
    """
    if "divided" not in words:
        return ()

    def operator(match: re.Match[str]) -> str:
        return f" {words['minus' if match['sign'] in '-−–' else 'divided']} "

    def power(match: re.Match[str]) -> str:
        return f" {words['squared' if match.group() == '²' else 'cubed']}"

    def letters(match: re.Match[str]) -> str:
        return " ".join(match.group()).upper()  # `mc²`

    between = rf"(?<=[0-9)]) ?(?P<sign>[-−–:/÷]) ?{_TO_RESULT}"
    return (
        Rule("sum", expression(between), operator, frozenset("=")),
        Rule("sum", expression(r"(?<=[0-9)]) ?(?P<sign>÷) ?(?=[0-9(])"), operator, frozenset("÷")),
        Rule(
            "sum",
            expression(r"(?<![\w.,])(?<![0-9] )(?!km|cm|mm|dm|hm|in|ft)[A-Za-z]{2}(?=[²³](?!\w))"),
            letters,
            frozenset("²³"),
        ),
        Rule("sum", expression(rf"(?<={TAKEN})[²³](?!\w)"), power, frozenset("²³")),
        Rule("sum", expression(r"(?<=(?<!\w)(?<![0-9] )[a-ln-zA-Z])[²³](?!\w)"), power, frozenset("²³")),
    )


def rates(data: Mapping[str, Any]) -> tuple[Rule, ...]:
    """`€/kg`, `zł/szt.`: what comes to one, from `[wording.per]`."""
    per: dict[str, str] = data.get("per", {})
    if not per:
        return ()
    word = data["words"]["per"]

    def said(match: re.Match[str]) -> str:
        return f" {word} {per[match['per']]}{final_stop(match)}"

    under = rf"(?<=[{TAKEN}a-z²³]) ?/ ?(?P<per>{_any(per)})(?!\w)"
    return (Rule("unit", expression(under), said, frozenset("/")),)


_BEFORE_LOSS = (
    "to even of by at was is were about and or only from between than auf sogar um bei von und oder nur war ist bis "
    "même à de par soit et ou est était entre seulement a incluso y o era hasta solo del por anche e di da fino "
    "até mesmo em para ainda"
)
"""Words after which a minus may stand apart from its number."""


def loose_minus(word: str) -> Rule:
    """`(- 2,5 %`, `même - 3,5 %`: a minus apart from its number, which is a share or a heat.

    After other words, and where dashes come in pairs, it is left to be a pause.
    """
    ahead = expression(rf"(?<!\w)(?:{'|'.join(_BEFORE_LOSS.split())}) $")
    pair = re.compile(r"\w [-−–] (?![0-9])")

    def said(match: re.Match[str]) -> str | None:
        before = match.string[: match.start()]
        alone = before.endswith(("(", ": ", "; ")) or not before
        return f"{word} " if alone or (ahead.search(before[-16:]) and not pair.search(match.string)) else None

    sign = expression(r"[-−–] (?<!\w.)(?=[0-9]+(?:[.,][0-9]+)? ?[%‰°])")
    return Rule("minus", sign, said, frozenset("-−–"), digits=True)


def diameter(word: str) -> Rule:
    """`Ø 20 cm`; a letter of Danish words before anything but a number."""
    sign = expression(rf"[Ø⌀∅](?<!\w.) ?(?=[0-9{TAKEN}])")
    return Rule("sign", sign, lambda _: f"{word} ", frozenset("Ø⌀∅"))


def signs(data: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Signs between words, from `[wording.signs]`."""
    table: dict[str, str] = data.get("signs", {})
    words: dict[str, str] = data.get("words", {})
    if not table:
        return ()
    more = []
    if "root" in words:
        more.append(Rule("sum", expression(rf"√ ?(?=[\w{TAKEN}(])"), lambda _: f"{words['root']} ", frozenset("√")))
        more.append(Rule("sum", expression(r"(?<!\w)π(?!\w)"), lambda _: "pi", frozenset("π")))
    if "times" in words:
        between = rf"(?<=[0-9{TAKEN})]) ?[x*] ?(?=[0-9{TAKEN}(])"
        more.append(Rule("times", expression(between), lambda _: f" {words['times']} ", frozenset("x*")))
    if "plus" in words:
        over = rf"(?<=[0-9{TAKEN}])\+(?![\w+{TAKEN}])"
        more.append(Rule("sign", expression(over), lambda _: f" {words['plus']}", frozenset("+")))
    more += rates(data)
    if "plus" in words:
        grade = expression(r"\+{1,3}(?:(?<=(?<!\w)[A-D]\+)|(?<=(?<!\w)[A-D]\+\+)|(?<=(?<!\w)[A-D]\+\+\+))(?![\w+])-?")
        more.append(
            Rule(
                "sign",
                grade,
                lambda match: f" {words['plus']}" * match.group().count("+") + " " * (match.group()[-1] == "-"),
                frozenset("+"),
            )
        )
    more.append(Rule("sign", expression(r"(?<=[^\W\d_])/(?=[^\W\d_])"), lambda _: " ", frozenset("/")))
    for sign, name in (("<", "less"), (">", "greater"), ("≤", "less_or_equal"), ("≥", "greater_or_equal")):
        if name in words:
            between = rf"(?<=[\w{TAKEN})]) ?{sign} ?(?=[0-9{TAKEN}])"
            more.append(Rule("sign", expression(between), lambda _, name=name: f" {words[name]} ", frozenset(sign)))  # type: ignore[misc]  # a default keeps the name
    compared = (("<", "under"), (">", "over"), ("≤", "at_most"), ("≥", "at_least"))
    for sign, name in (*compared, ("±", "plus_minus"), ("≈", "about"), ("~", "about")):
        if name in words:
            # `x > 5` compares, `meer > 100` counts
            free = rf"(?<![\w{TAKEN})] )(?<![\w{TAKEN})])" if (sign, name) in compared else rf"(?<![\w{TAKEN}])"
            ahead = rf"{free}{re.escape(sign)} ?(?=[0-9{TAKEN}])"
            more.append(Rule("sign", expression(ahead), lambda _, name=name: f"{words[name]} ", frozenset(sign)))  # type: ignore[misc]  # a default keeps the name
    pattern = expression(rf"(?<=[\w{TAKEN}.)]) ?({_any(table)}) ?(?=[\w{TAKEN}(])")
    return (*more, Rule("sign", pattern, lambda match: f" {table[match[1]]} ", frozenset("".join(table))))
