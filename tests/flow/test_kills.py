"""Killed anywhere, run again: it ends where an undisturbed run does. `benchmarks/trust` tries all places."""

from __future__ import annotations

import pytest

from benchmarks import trust

pytestmark = pytest.mark.slow


def test_a_command_that_was_killed_before_any_of_its_writes_ends_right_when_it_is_run_again():
    tried = list(trust.kills(18))
    assert {name for name, _, _ in tried} == {"publish", "edit", "withdraw", "undo", "take down", "prune"}
    assert [(name, places) for name, places, _ in tried] == [(name, good) for name, _, good in tried]
