"""Reads `pairs/<lang>.txt`: a line is what is written, an arrow, what is said; `|` separates what is right too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from articast.model import Change, Said


class Pair(NamedTuple):
    """One row of a table."""

    kind: str
    written: str
    spoken: tuple[str, ...]


def pairs(language: str) -> list[Pair]:
    """The rows of a language's table; `\\u00a0` and `\\u202f` in it are those spaces."""
    found, kind = [], ""
    for line in (Path(__file__).parent / "pairs" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        text = line.replace("\\u00a0", "\u00a0").replace("\\u202f", "\u202f")
        if re.fullmatch(r"\[[a-z]+\]", text):
            kind = text.strip("[]")
        elif text and not text.startswith("# "):
            written, arrow, spoken = f"{text} ".rpartition(" → ")
            assert arrow, f"{language}: {line!r} has no arrow"
            found.append(Pair(kind, written, tuple(heard(said) for said in spoken.split("|"))))
    return found


def sentences(language: str) -> list[tuple[str, frozenset[str]]]:
    """The rows of `sentences/<language>.txt`: whole sentences, `{written → said|said so too}` in them."""
    found = []
    for line in (Path(__file__).parent / "sentences" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        written, ways = "", [""]
        for at, piece in enumerate(re.split(r"\{(.*?)\}", line)):
            shown, arrow, said = piece.rpartition(" → ") if at % 2 else (piece, "", piece)
            assert bool(arrow) == bool(at % 2), f"{language}: {line!r} has a brace without an arrow"
            written += shown
            ways = [way + way_on for way in ways for way_on in (said.split("|") if at % 2 else [said])]
        found.append((written, frozenset(map(heard, ways))))
    return found


def heard(said: str) -> str:
    """What a listener can tell apart: case, punctuation and hyphens go."""
    letters = re.sub(r"[^\w']", " ", said.lower().replace("’", "'"))
    return " ".join(letters.split())


def lost(written: str, said: Said) -> list[Change]:
    """Changes that leave nothing to hear where something was to be said: letters or figures were written, none come."""
    return [
        change
        for change in said.changes
        if "emoji" not in change.rule
        and re.search(r"[^\W_]", written[change.start : change.end])
        and not re.search(r"[^\W_]", change.said)
    ]


SCRAPS = st.sampled_from(
    (
        *"€$£%‰°²³½¾&/+-–−—=×<>≤≥~≈#@.,:;!?…'’\"«»()[]*_^|\u00a0\u202f\u2009\u200b\u00ad🎉",
        "0", "1", "2", "21", "007", "80", "1.000.000", "8 000", "3,50", "1,5", "2.5", "52\u202f361", "12345678901234567890",
        "1er", "2e", "XXI", "IV", "Ier", "h", "10h30", "10:30", "2021-04-22", "17/03/2021", "2010-2015", "km", "km/h",
        "m²", "kWh", "M", "Md", "M€", "mln", "CX", "ONU", "COVID-19", "MP3", "NON", "S.N.C.F.", "l'", "d'", "M.", "Mme",
        "Sr.", "sig.", "etc.", "p.", "n°", "n.º", "art.", "av. J.-C.", "mai", "mayo", "maggio", "de", "à", "a", "et",
        "versions", "personas", "ore", "l'IA", "été", "lemonde.fr", "info@exemple.fr", "#MeToo", "\n", "\ue000", "\udc00",
        "𝟏𝟐", "ﬁ", "٣", "中文", "e\u0301",
    )
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(SCRAPS, max_size=12).map("".join),
    st.lists(SCRAPS, max_size=12).map(" ".join),
    st.text(alphabet="0123456789.,:/- €%hIVX°'", max_size=25),
)
"""Texts that rules may trip over."""
