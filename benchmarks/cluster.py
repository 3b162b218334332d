"""Two Dask workers against one, with a voice that costs CPU: how much sooner an article is spoken.

Usage: python -m benchmarks.cluster [WORDS]    goal: at least 1.8, on a machine with more than two cores
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from distributed import LocalCluster

from articast.commands.progress import Quiet
from articast.flow.publish import publish
from articast.settings import load
from benchmarks.articles import plain

VOICE = "hibari"


def main() -> None:
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    logging.disable(logging.WARNING)
    os.environ["OMP_NUM_THREADS"] = "1"  # one core a worker
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        plain(Path("warm/a.txt"), 60, seed=1)
        plain(Path("articles/a.txt"), words)
        one, two = seconds(1), seconds(2)
        spoken = f"{words} words with {VOICE}"
        print(f"cluster: {spoken}: one worker {one:.1f} s, two {two:.1f} s; {one / two:.2f} times as fast")


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
