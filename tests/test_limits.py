"""What takes longer than it may is ended where it stands, and only that."""

from __future__ import annotations

import pickle
import re
import signal
import threading
import time

import pytest

from articast import limits
from articast.errors import LimitError


def runs_away():
    re.fullmatch("(a|aa)+", "a" * 200 + "b")


def swallows():
    """As a library does that takes every error for its own."""
    while True:
        try:
            while True:
                time.sleep(0.001)
        except Exception:  # noqa: BLE001
            continue


@pytest.mark.parametrize(
    "does",
    [runs_away, swallows, lambda: time.sleep(60), lambda: threading.Lock().acquire() and threading.Event().wait()],
)
def test_what_takes_too_long_is_ended_wherever_it_stands(does):
    with (
        pytest.raises(LimitError, match=r"longer than 0\.05 seconds; \[limits\] prepare_seconds"),
        limits.within(0.05, "prepare_seconds"),
    ):
        does()


def test_what_is_in_time_is_left_alone_and_so_is_everybody_elses_timer():
    fired = []
    before = signal.signal(signal.SIGALRM, lambda *_: fired.append(1))
    left = signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with limits.within(5, "x"):
            pass
        with limits.within(0, "x"):
            pass
        deadline = time.monotonic() + 5
        while not fired and time.monotonic() < deadline:
            time.sleep(0.01)
        assert fired == [1]
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *left)


def test_each_step_has_its_own_time():
    def items():
        yield 1
        yield 2
        time.sleep(60)
        yield 3

    found = []
    with pytest.raises(LimitError):
        found.extend(limits.steps(items(), 0.05, "prepare_seconds"))
    taken = limits.steps(items(), 0.05, "prepare_seconds")
    assert (next(taken), next(taken)) == (1, 2)


def test_what_waits_for_others_is_left_behind():
    forever = threading.Event()
    with pytest.raises(TimeoutError):
        limits.whole(forever.wait, 0.02)
    forever.set()
    assert limits.whole(lambda: 7, 5) == 7
    with pytest.raises(ZeroDivisionError):
        limits.whole(lambda: 1 / 0, 5)


def test_the_error_survives_the_way_home_from_another_process():
    error = pickle.loads(pickle.dumps(LimitError("it took long", "prepare_seconds")))
    assert str(error) == "it took long; [limits] prepare_seconds sets what an article may take"
    assert (error.name, error.why) == ("prepare_seconds", "it took long")
