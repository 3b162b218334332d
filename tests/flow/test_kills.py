"""Killed anywhere, run again: it ends where an undisturbed run does. `benchmarks/trust` tries all places."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent


def test_a_command_that_was_killed_before_any_of_its_writes_ends_right_when_it_is_run_again():
    # in a process of its own: it forks, and a test runner's threads may hold locks that a fork would wait for without end
    command = [sys.executable, "-m", "benchmarks.trust", "40"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=True).stdout
    tried = re.findall(r"^([a-z, ]+): (\d+) of (\d+) kills end well$", told, re.MULTILINE)
    assert {"publish", "edit", "withdraw", "undo", "take down", "prune", "move", "restore", "edition"} <= {
        name for name, _, _ in tried
    }
    assert [(name, good) for name, good, _ in tried] == [(name, places) for name, _, places in tried]
