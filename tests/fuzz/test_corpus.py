"""The kept corpus, and bytes of Hypothesis' own: a value or an error of ours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS, tried


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_has_an_answer(name):
    kept = sorted((CORPUS / name).iterdir())
    assert len(kept) >= 4
    for path in kept:
        tried(name, path.read_bytes())


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "extraction"])  # tests/text has its own
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_every_kept_input_that_is_damaged_has_an_answer(name, data):
    kept = sorted((CORPUS / name).iterdir())
    body = data.draw(st.sampled_from(kept)).read_bytes()
    at = data.draw(st.integers(0, len(body)))
    tried(name, body[:at] + data.draw(st.binary(max_size=6)) + body[at + data.draw(st.integers(0, 9)) :])
