"""The player in WebKit and Firefox, driven by the browsers' own WebDriver; skipped where there is none.

Debian: `webkit2gtk-driver`, `gstreamer1.0-plugins-good`, `gstreamer1.0-libav`, `xvfb`; Firefox with `geckodriver`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.publishing.pages.test_player import PAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MINI = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))), None)
DRIVERS = {
    "WebKitWebDriver": {"webkitgtk:browserOptions": {"binary": str(MINI), "args": ["--automation"]}},
    "geckodriver": {"moz:firefoxOptions": {"args": ["-headless"]}},
}
PLAYER = "document.querySelector('listen-to-article')"


class Driven:
    """One window of a browser, by W3C WebDriver."""

    def __init__(self, port: int, wanted: dict) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.session = (
            f"/session/{self.ask('POST', '/session', {'capabilities': {'alwaysMatch': wanted}})['sessionId']}"
        )

    def ask(self, method: str, path: str, values: dict | None = None):
        body = json.dumps(values).encode() if values is not None else None
        with urlopen(Request(self.address + path, body, method=method), timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script: str):
        return self.ask("POST", f"{self.session}/execute/sync", {"script": f"return {script}", "args": []})

    def until(self, script: str):
        for _ in range(150):
            if found := self.run(script):
                return found
            time.sleep(0.1)
        pytest.fail(f"never came true: {script}")

    def press(self, part: str) -> None:
        """A press with a pointer: browsers play for nothing less."""
        x, y = self.run(f"((b) => [b.x + b.width / 2, b.y + b.height / 2])({part}.getBoundingClientRect())")
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]  # fmt: skip
        self.ask("POST", f"{self.session}/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": moves}]})


@contextmanager
def driven(name: str):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    screen = [] if os.environ.get("DISPLAY") or name == "geckodriver" else ["xvfb-run", "-a"]
    process = subprocess.Popen([*screen, name, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    try:
        for _ in range(100):
            try:
                window = Driven(port, DRIVERS[name])
                break
            except URLError:
                time.sleep(0.1)
        yield window
        window.ask("DELETE", window.session)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


@pytest.mark.parametrize("name", DRIVERS)
def test_an_article_is_heard_read_along_and_found_in_other_browsers(name, site):
    if not shutil.which(name) or (name == "WebKitWebDriver" and not MINI):
        pytest.skip(f"no {name} here")
    if name == "WebKitWebDriver" and not (os.environ.get("DISPLAY") or shutil.which("xvfb-run")):
        pytest.skip("no screen for WebKit here: install xvfb")
    with driven(name) as window:
        window.ask("POST", f"{window.session}/url", {"url": site + PAGE})
        window.until(f"!!{PLAYER}.shadowRoot?.querySelector('.player')")
        window.press(f"{PLAYER}.shadowRoot.querySelector('.play')")
        window.until(f"{PLAYER}.currentTime > 0.5")
        window.until("CSS.highlights.get('articast-sentence')?.size")
        window.run(f"{PLAYER}.shadowRoot.querySelector('[part=more]').click()")
        window.until(f"{PLAYER}.shadowRoot.querySelector('#more').textContent.includes('Sleep timer')")
        window.ask("POST", f"{window.session}/url", {"url": f"{site}?q=mended"})
        assert window.until("document.querySelector('.search [role=status]')?.textContent") == "Found: 1"
