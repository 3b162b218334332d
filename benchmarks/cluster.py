"""Dask workers against one: with a voice that costs CPU, and simulated ones that sleep, to see the scheduler's limit.

Usage: python -m benchmarks.cluster [WORDS]          goal: two workers at least 1.9, where each has a core
       python -m benchmarks.cluster simulated        goal: eight that sleep a second a sentence at least 7
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from distributed import Client, LocalCluster

from articast.commands.progress import Quiet
from articast.flow.publish import publish
from articast.settings import load
from benchmarks.articles import plain

VOICE = "hibari"
SLEEP = 1.0
"""Seconds that a simulated voice takes for a sentence."""
SENTENCES = 12
"""That each simulated worker speaks."""


def main() -> None:
    logging.disable(logging.WARNING)
    os.environ["OMP_NUM_THREADS"] = "1"  # one core a worker
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        if sys.argv[1:2] == ["simulated"]:
            simulated(8)
            return
        words = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
        plain(Path("warm/a.txt"), 60, seed=1)
        plain(Path("articles/a.txt"), words)
        one, two = seconds(1), seconds(2)
        spoken = f"{words} words with {VOICE}"
        print(f"cluster: {spoken}: one worker {one:.1f} s, two {two:.1f} s; {one / two:.2f} times as fast")


def simulated(workers: int) -> None:
    """Sentences a second of one worker and of so many whose voice only sleeps."""
    rates = {}
    for count in (1, workers):
        article = Path(f"articles{count}/a.txt")
        article.parent.mkdir()
        said = (f"The ferry number {number} left at {number}." for number in range(SENTENCES * count))
        article.write_text(f"The ferries\n\n{' '.join(said)}\n", encoding="utf-8")
        with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0", memory_limit=0) as cluster:
            settings = load(
                None,
                {"voice": "tone", "language": "en", "cluster": cluster.scheduler_address, "state": f"state{count}"}
                | {"output": f"output{count}"},
            )
            Path("warm").mkdir(exist_ok=True)
            Path("warm/a.txt").write_text("Warm\n\nIt is warm here today.\n", encoding="utf-8")
            publish(["warm"], settings, Quiet())
            with Client(cluster) as client:
                client.run(sleepy, SLEEP)
            began = time.monotonic()
            report = publish([str(article.parent)], settings, Quiet())
            rates[count] = report.spoken / (time.monotonic() - began)
            assert not report.failed, report.failed
    gain = rates[workers] / rates[1]
    print(
        f"cluster: simulated, {SLEEP:g} s a sentence: one worker {rates[1]:.2f} sentences a second, "
        f"{workers} {rates[workers]:.2f}; {gain:.2f} times as fast"
    )


def sleepy(delay: float) -> None:
    """Have this worker's tone take its time, as a voice on a machine of its own would."""
    from articast.speech.engines import tone

    plain_say = tone.say

    def say(*args: object, **options: object) -> object:
        time.sleep(delay)
        return plain_say(*args, **options)

    tone.say = say


def seconds(workers: int) -> float:
    """Wall time of an article on so many workers that have loaded their voice already."""
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0", memory_limit=0) as cluster:
        overrides = {"voice": VOICE, "language": "en", "cluster": cluster.scheduler_address, "state": f"state{workers}"}
        settings = load(None, overrides | {"output": f"output{workers}"})
        publish(["warm"], settings, Quiet())
        began = time.monotonic()
        report = publish(["articles"], settings, Quiet())
        assert not report.failed, report.failed
        return time.monotonic() - began


if __name__ == "__main__":
    main()
