"""Everything that must hold before a change lands: `python -m tests`. CI runs the same.

Gets a Chromium for the browser tests where one can be had; they are skipped, and say so, where none can.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    os.chdir(ROOT)
    browser()
    steps = (
        [str(HERE / "ruff"), "check", "."],
        [str(HERE / "ruff"), "format", "--check", "."],
        [str(HERE / "mypy")],
        [str(HERE / "lint-imports")],
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "auto",
            "--dist",
            "loadgroup",
            "--hypothesis-profile=gate",
            *sys.argv[1:],
        ],
    )
    failed = [step for step in steps if run(step)]
    for step in failed:
        print("FAILED:", " ".join(step))  # noqa: T201
    return 1 if failed else 0


def run(step: list[str]) -> int:
    print("+", *step, flush=True)  # noqa: T201
    return subprocess.run(step, check=False).returncode


def browser() -> None:
    """Take the machine's own browser, else Playwright's, else the system's package where we may install it."""
    if any(map(shutil.which, BROWSERS)) or os.environ.get("ARTICAST_CHROMIUM"):
        return
    if run([sys.executable, "-m", "playwright", "install", "chromium"]) == 0:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "chromium"])


if __name__ == "__main__":
    sys.exit(main())
