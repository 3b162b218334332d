"""Names of standards, flaws and machines: their figures are no ranges, sums or scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES = (
    "ISO IEC IEEE DIN EN BS NF UNI UNE ANSI ASTM NEN PN RFC ETSI ITU GB JIS GOST SAE NZS AS KS CSA NIST SP FIPS ECMA"
    " VDE VDI UL API NFPA ASME MIL STD IS SN TS TR NBR SS NBN CEI ASHRAE"
)
_BODIES = frozenset(_NAMES.split())
"""Of standards, as they are written before a number."""
_STANDARD = expression(
    r"([A-Z](?<![\w-].)[A-Z]{1,5}[/ -](?:[A-Z]{1,4}[/ -]){0,2})([0-9]{2,6})((?:-[0-9]{1,3}){0,2})"
    r"(?:([:-])((?:19|20)[0-9]{2}))?(?![\w-]|[.,:][0-9])"
)
_FLAW = expression(r"(?<![\w-])(CVE|CWE|GHSA)-([0-9]{4})-([0-9]{3,7})(?![\w-])")


_ADDRESS = expression(
    r"(?<![\w:.])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]{1,4}:){7})(?=:*[0-9A-Fa-f]*[0-9])(?:[0-9A-Fa-f]{0,4}:){2,7}"
    r"[0-9A-Fa-f]{0,4}(?![\w:])"
)


_SHARE = expression(r"\.(?<=[A-Z]{2}\.)(MI|PA|DE|AS|WA|MC|BR|LS|SW|VX|TO|HK|AX|OL|ST|HE|BK|TW|KS|B)(?![\w.])")
"""`ENI.MI`, `BRK.B`: a share and where it is dealt in."""
_ISOTOPE = expression(r"(Cs|Sr|Pu|Tc|Rn|Po|Th|Xe|Kr|Ba|Zr|Ru|Ra|Am|Np|Ir|Lu)(?<![\w-]..)-([1-2]?[0-9]{2})(?!\w)")
_DECISION = expression(r"ECLI:([A-Z]{2}):([A-Z]{1,7}):((?:19|20)[0-9]{2}):([A-Z0-9.]+)(?<!\.)(?!\w)")
"""Of a court in Europe."""
_ACCOUNT = expression(
    r"([A-Z](?<![\w-].)[A-Z])([0-9]{2})"
    r"((?: ?(?:[A-Z]{4}|[A-Z]?[0-9]{3,4}|[0-9]{1,3}[A-Z0-9])){2,7}(?: ?[A-Z0-9]{1,3})?)(?![\w-])"
)
_BANK = expression(r"((?:BIC|SWIFT):? )([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?!\w)")
_BOOK = expression(r"(IS[BS]N(?:-1[03])?:? )([0-9][0-9 -]{6,15}[0-9X])(?!\w)")
_TAX = expression(r"((?:NIF|CIF|DNI|NIE|NIPC|KvK|BSN|REGON|NIP|KRS|PESEL):? )([A-Z]?[0-9]{7,11}-?[A-Z]?)(?!\w)")


def accounts(number: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules for accounts and banks, sign by sign: `DE89 3704 0044 0532 0130 00`, `BIC COBADEFFXXX`.

    Args:
        number: figures → what is said.
    """

    def signs(run: str) -> str:
        return " ".join(number(one) if one.isdigit() else one for one in run)

    def book(match: re.Match[str]) -> str:
        return match[1] + ", ".join(map(signs, re.findall("[0-9X]+", match[2])))

    def named(match: re.Match[str]) -> str:
        return match[1] + signs(match[2].replace("-", ""))

    def account(match: re.Match[str]) -> str | None:
        rest = match[3].replace(" ", "")
        if len(rest) < 11 or sum(one.isdigit() for one in rest) < 8:
            return None
        groups = [rest[at : at + 4] for at in range(0, len(rest), 4)]
        return f"{' '.join(match[1])} {number(match[2])}, {', '.join(map(signs, groups))}"

    return (
        Rule("account", _ACCOUNT, account, frozenset("0123456789"), digits=True),
        Rule("account", _TAX, named, frozenset("NCDKBRP"), digits=True),
        Rule("book number", _BOOK, book, frozenset("I"), digits=True),
        Rule("account", _BANK, named, frozenset("BS")),
    )


def identifiers(
    number: Callable[[str], str], year: Callable[[int], str], colon: str, dot: str = ""
) -> tuple[Rule, ...]:
    """Rules for standards, flaws and addresses of machines: `ISO 8601-1:2019`, `CVE-2024-3094`, `fe80::1`.

    Args:
        number: a number of a name → what is said.
        year: what is said for one.
        dot: what is said for the full stop of a share's sign; empty: nothing.
        colon: the sign's name, said where an address is shortened by two of them.
    """

    def address(match: re.Match[str]) -> str:
        groups = [
            " ".join(number(one) if one.isdigit() else one.upper() for one in group)
            for group in match.group().split(":")
        ]
        said = " , ".join(group or colon for group in groups).replace(f"{colon} , {colon}", colon)
        return said.replace(colon, f"{colon} {colon}").replace(" ,", ",")

    def standard(match: re.Match[str]) -> str | None:
        if not (match[3] or match[4] or match[1][-1] == "-") or not _BODIES.issuperset(re.findall("[A-Z]+", match[1])):
            return None
        parts = [number(part) for part in (match[2], *re.findall("[0-9]+", match[3]))]
        names = re.sub("[/ -]+", " ", match[1])
        return f"{names}{', '.join([*parts, year(int(match[5]))] if match[5] else parts)}"

    def flaw(match: re.Match[str]) -> str:
        return f"{match[1]} {year(int(match[2]))}, {number(match[3])}"

    def decision(match: re.Match[str]) -> str:
        return f"E C L I, {' '.join(match[1])}, {' '.join(match[2])}, {year(int(match[3]))}, " + ", ".join(
            number(one) if one.isdigit() else " ".join(one) for one in re.findall("[0-9]+|[A-Z]+", match[4])
        )

    def share(match: re.Match[str]) -> str:
        return " ".join(["", *([dot] if dot else []), *match[1]])

    def isotope(match: re.Match[str]) -> str:
        return f"{match[1][0]} {match[1][1].upper()} {number(match[2])}"

    return (
        Rule("ticker", _SHARE, share, frozenset(".")),
        Rule("isotope", _ISOTOPE, isotope, frozenset("-"), digits=True),
        Rule("code", _DECISION, decision, frozenset("E"), digits=True),
        *accounts(number),
        Rule("code", _STANDARD, standard, frozenset("-:"), digits=True),
        Rule("code", _FLAW, flaw, frozenset("-"), digits=True),
        Rule("code", _ADDRESS, address, frozenset(":"), digits=True),
    )
