"""French as a newsreader says it."""

from __future__ import annotations

import pytest

from pipeline.wording import spoken
from tests.wording.table import Pair, heard, pairs

TABLE = pairs("fr")


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: f"{pair.kind}: {pair.written}")
def test_french_is_said_as_a_newsreader_says_it(pair: Pair):
    assert heard(spoken(pair.written, "fr")) in pair.spoken


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: pair.written)
def test_what_is_said_in_french_is_not_changed_again(pair: Pair):
    said = spoken(pair.written, "fr")
    assert spoken(said, "fr") == said
