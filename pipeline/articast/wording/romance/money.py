"""Money: `3,50 €`, `23 Md€`, `$23bn`, `CHF 50`, `200 €/mois`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.wording.romance.numbers import NUMBER, QUANTITY, SIGN, Number, counted, of_thing, parse, signs, things
from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.wording.romance.tongue import Thing, Tongue

_ENGLISH = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"


@dataclass(frozen=True, slots=True)
class _Purse:
    """What money is called."""

    tongue: Tongue
    coins: Mapping[str, Thing]
    cents: Mapping[str, Thing]
    """The hundredth part of some of the coins."""
    magnitudes: Mapping[str, Thing]

    def amount(self, written: str, coin: str, magnitude: str = "") -> str:
        """An amount in words."""
        if magnitude in ("k", "K"):
            return things(self.tongue, _thousands(written), self.coins[coin])
        if magnitude == self.tongue.words.get("thousand"):
            return self._thousand(written, self.coins[coin])
        if magnitude:
            many = things(self.tongue, written, self.magnitudes[magnitude])
            return f"{many} {self.tongue.of(self.coins[coin].many)}"
        number = parse(written) if re.fullmatch(rf"{SIGN}{NUMBER}", written) else None  # else a range
        if number and coin in self.cents and len(number.fraction) in (1, 2):
            return self._with_cents(number, coin)
        return things(self.tongue, written, self.coins[coin])

    def _thousand(self, written: str, coin: Thing) -> str:
        """`20 mila euro`: one number, which agrees with the coin."""
        number = parse(written)
        if number.fraction or number.sign or len(number.whole) > 3:
            thousand = self.magnitudes[self.tongue.words["thousand"]]
            return f"{things(self.tongue, written, thousand)} {coin.many}"
        return f"{self.tongue.cardinal(int(number.whole) * 1000, coin.form)} {coin.many}"

    def _with_cents(self, number: Number, coin: str) -> str:
        tongue, cent = self.tongue, self.cents[coin]
        cents = int(number.fraction.ljust(2, "0"))
        whole = Number(number.sign, number.whole, "")
        if not cents:
            return f"{quantity_of(tongue, whole, self.coins[coin])}"
        if not int(number.whole):
            said = tongue.cardinal(cents, cent.form)
            return f"{signs(tongue, number.sign)}{said} {cent.one if cents == 1 else cent.many}"
        zero = f"{tongue.cardinal(0, '')} " if cents < 10 and "cents_zero" in tongue.words else ""
        # "tres euros con cinco" is fifty to many ears
        name = f" {cent.one if cents == 1 else cent.many}" if cents < 10 and not zero else ""
        joined = tongue.words["cents"].replace("{}", f"{zero}{tongue.cardinal(cents, cent.form if name else '')}{name}")
        return f"{quantity_of(tongue, whole, self.coins[coin])}{joined}"


def quantity_of(tongue: Tongue, number: Number, thing: Thing) -> str:
    """A parsed number of something."""
    words = f"{signs(tongue, number.sign)}{counted(tongue, number.whole, thing.form)}"
    return f"{words} {of_thing(tongue, number, thing)}"


def _thousands(written: str) -> str:
    """`2,5` thousand as digits."""
    return re.sub(
        NUMBER,
        lambda match: f"{parse(match.group()).value * 1000:.0f}",
        written,
    )


def money(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for money, in order."""
    purse = _Purse(tongue, tongue.things("coins"), tongue.things("cents"), tongue.things("magnitudes"))
    coins = "|".join(sorted(map(re.escape, purse.coins), key=len, reverse=True))
    ahead_coins = "|".join(sorted((re.escape(coin) for coin in purse.coins if coin != "F"), key=len, reverse=True))
    magnitudes = "|".join(sorted(map(re.escape, (*purse.magnitudes, "k", "K")), key=len, reverse=True))
    of = tongue.words["of_coin"]
    needs = frozenset("".join(coin[0] for coin in purse.coins))

    def said(match: re.Match[str]) -> str:
        return purse.amount(match["number"], match["coin"], match["magnitude"] or "")

    def said_ahead(match: re.Match[str]) -> str:
        number = match["number"]
        if re.fullmatch(_ENGLISH, number):  # who writes the sign first may separate as in English
            number = number.replace(",", "").replace(".", ",")
        return purse.amount(number, match["coin"], match["magnitude"] or "")

    number = rf"(?P<number>{_ENGLISH}(?![0-9])|{NUMBER}(?:[-–]{NUMBER})?)"
    much = rf"(?: ?(?P<magnitude>{magnitudes})(?!\w))?"
    ahead = expression(rf"(?<![\w$])(?P<coin>{ahead_coins}) ?{number}{much}(?!\w)")
    behind = expression(rf"(?P<number>{QUANTITY})(?: ?(?P<magnitude>{magnitudes}))? ?(?:{of})?(?P<coin>{coins})(?!\w)")
    whole = r"(?<![\w.,])(?P<whole>[0-9]{1,6}) ?"
    between = expression(rf"{whole}(?P<coin>{coins}) ?(?P<cents>[0-9]{{2}})(?![\w%]|[.,][0-9])")

    def split(match: re.Match[str]) -> str | None:
        coin = match["coin"]
        return purse.amount(f"{match['whole']},{match['cents']}", coin) if coin in purse.cents else None

    # `bajó de 12,50 a 11,85 euros`: the coin is that of both
    both = expression(
        rf"(?<![\w.,])(?P<number>[0-9][0-9. ]*,[0-9]{{2}})(?= (?:a|e|o|u|y|à|et|ou|para|hasta|por|contra|contro) "
        rf"[0-9][0-9. ]*,[0-9]{{2}} ?(?P<coin>{coins})(?!\w))"
    )

    def same(match: re.Match[str]) -> str:
        return purse.amount(match["number"], match["coin"])

    return (
        Rule("money", both, same, needs),
        Rule("money", between, split, needs),
        Rule("money", behind, said, needs),
        Rule("money", ahead, said_ahead, needs),
    )
