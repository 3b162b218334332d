"""Peak memory of a 10-hour text against a 5-minute one, the whole family of processes.

Usage: python -m benchmarks.memory [HOURS]    goal: at most 1.3
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.articles import plain

WORDS_A_MINUTE = 150


def main() -> None:
    hours = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        plain(Path("short/a.txt"), 5 * WORDS_A_MINUTE)
        plain(Path("long/a.txt"), int(hours * 60 * WORDS_A_MINUTE), seed=1)
        short, long = peak("short"), peak("long")
        print(f"memory: 5 min {short:.0f} MB, {hours:g} h {long:.0f} MB; ratio {long / short:.2f}")


def peak(folder: str) -> float:
    """Highest sum of resident memory of the run and its children, in MB."""
    command = [
        sys.executable,
        "-m",
        "articast",
        "publish",
        folder,
        "--voice",
        "tone",
        "--quiet",
        "--language",
        "en",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    highest = 0.0
    done = threading.Event()

    def look() -> None:
        nonlocal highest
        while not done.is_set():
            highest = max(highest, family(running.pid))
            time.sleep(0.1)

    watching = threading.Thread(target=look)
    watching.start()
    status = running.wait()
    done.set()
    watching.join()
    assert status == 0
    return highest


def family(root: int) -> float:
    parents: dict[int, int] = {}
    sizes: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                shares = (entry / "smaps_rollup").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            sizes[int(entry.name)] = int(shares.partition("\nPss:")[2].split()[0]) / 1024

    def belongs(pid: int) -> bool:
        while pid > 1:
            if pid == root:
                return True
            pid = parents.get(pid, 0)
        return False

    return sum(size for pid, size in sizes.items() if belongs(pid))


if __name__ == "__main__":
    main()
