"""Dutch and Polish, whose rules are made from tables, as a newsreader says them."""

from __future__ import annotations

import pytest

from articast.wording import spoken
from tests.wording.table import Pair, heard, pairs

ROWS = [(language, pair) for language in ("nl", "pl") for pair in pairs(language)]


@pytest.mark.parametrize(("language", "pair"), ROWS)
def test_it_is_said_as_a_newsreader_says_it(language: str, pair: Pair):
    assert heard(spoken(pair.written, language)) in pair.spoken


@pytest.mark.parametrize(("language", "pair"), ROWS)
def test_what_is_said_is_not_changed_again(language: str, pair: Pair):
    said = spoken(pair.written, language)
    assert spoken(said, language) == said


_POLISH = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_of_a_polish_date_has_its_own_name(month: int):
    for written in (
        f"14.{month:02}.2021",
        f"14/{month:02}/2021",
        f"2021-{month:02}-14",
        f"14 {_ROMANS[month - 1]} 2021",
    ):
        assert f"czternastego {_POLISH[month - 1]} dwa tysiące" in spoken(written, "pl"), written


_ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
