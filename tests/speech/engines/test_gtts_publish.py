"""A whole run with gTTS: what was paid for is kept, and the next run goes on where this one had to stop."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.speech.engines.standin import Fault

SENTENCES = [
    f"This is sentence number {name} of the story." for name in ["one", "two", "three", "four", "five", "six", "seven"]
]
ARTICLE = "# A story of seven\n\n" + "\n\n".join(SENTENCES) + "\n"


@pytest.mark.slow
def test_a_run_that_had_to_stop_is_gone_on_with_and_no_clip_is_paid_twice(google, house):
    house.article("story.md", ARTICLE)
    google.faults = {number: Fault(429, headers=(("Retry-After", "7200"),), body=b"<html>") for number in range(12, 99)}
    asked = {"engines": {"gtts": {"pace": 500.0, "patience": 5.0}}, "voice": "gtts", "language": "en"}
    first = house.publish(**asked)
    assert [failure.stage for failure in first.failed] == ["speak"]
    assert "run again in 120 minutes" in first.failed[0].error
    stopped = len(google.asked)
    assert stopped <= 14, "nobody goes on asking"

    google.faults = {}
    second = house.publish(**asked)
    assert not second.failed
    assert len(second.published) == 1
    times = Counter(google.texts)
    refused = Counter(google.texts[11:stopped])
    assert all(times[text] - refused[text] == 1 for text in times), "each text was answered once"
    assert set(SENTENCES) <= set(times)

    before = len(google.asked)
    third = house.publish(**asked)
    assert len(third.unchanged) == 1
    assert len(google.asked) == before
