"""Running again with nothing changed, against the first run.

Usage: python -m benchmarks.rerun [ARTICLES]    goal: under 1 % of the first run, and under 3 s
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import batch


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        batch(Path("articles"), count)
        first, again = run(), min(run() for _ in range(3))
        print(f"rerun: {count} articles: first {first:.1f} s, again {again:.2f} s; ratio {again / first:.4f}")


def run() -> float:
    command = [sys.executable, "-m", "articast", "publish", "articles", "--voice", "tone", "--quiet"]
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
