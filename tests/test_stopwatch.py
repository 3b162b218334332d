"""Where the time goes: each stage for itself, each worker too."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from articast import stopwatch
from articast.commands import main
from tests.conftest import page


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on only when it is told to."""
    now = [0.0]
    monkeypatch.setattr(stopwatch, "perf_counter", lambda: now[0])

    def go(seconds):
        now[0] += seconds

    return go


def test_a_stage_within_another_counts_for_itself_alone(clock):
    with stopwatch.measuring("other") as spent:
        clock(1)
        with stopwatch.stage("outer"):
            clock(2)
            with stopwatch.stage("inner"):
                clock(4)
            clock(8)
        for item in stopwatch.staged("source", iter("ab")):
            clock(16)
            assert item
    assert spent == {"other": 33.0, "outer": 10.0, "inner": 4.0, "source": 0.0}


def test_a_stage_that_fails_is_over_and_nothing_is_counted_where_nobody_measures(clock):
    with stopwatch.measuring("other") as spent:
        with suppress(ValueError), stopwatch.stage("bad"):
            clock(1)
            raise ValueError
        clock(2)
    assert spent == {"other": 2.0, "bad": 1.0}
    with stopwatch.stage("alone"):
        clock(1)
    assert "alone" not in spent


def test_a_run_tells_and_keeps_where_its_time_went(house, capsys):
    house.article("a.html", page())
    assert main(["publish", "articles", "--voice", "tone", "--jobs", "1", "--json", "--quiet", "--timings"]) == 0
    told = capsys.readouterr()
    timings = json.loads(told.out)["timings"]
    assert {"sources", "waiting", "episodes", "pages", "feeds and indexes"} <= timings.pop("main").keys()
    (worker,) = timings.values()
    assert {"extract", "script", "voice", "gate", "sound"} <= worker.keys()
    assert "starting" in told.err
    assert "voice" in told.err
    assert main(["runs", "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert "voice" in next(its for who, its in run["timings"].items() if who != "main")
