"""A local server with byte ranges, and Chromium."""

from __future__ import annotations

import os
import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.publishing.pages import scenes

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required", "--mute-audio",
]  # fmt: skip


class Ranges(SimpleHTTPRequestHandler):
    """Files as a podcast host gives them: with byte ranges and open to other origins."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".mp3": "audio/mpeg", ".json": "application/json"}  # fmt: skip  # noqa: RUF012
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            return self._answer(404, b"", "text/plain")
        body, wanted = path.read_bytes(), re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            return self._answer(200, body, self.guess_type(str(path)))
        first, end = int(wanted[1]), int(wanted[2] or len(body) - 1)
        return self._answer(206, body[first : end + 1], self.guess_type(str(path)), f"bytes {first}-{end}/{len(body)}")

    def do_HEAD(self):
        there = Path(self.translate_path(self.path)).is_file()
        self._answer(200 if there else 404, b"", self.guess_type(self.path))

    def _answer(self, status, body, kind, span=""):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Access-Control-Allow-Origin", "*")
        if span:
            self.send_header("Content-Range", span)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser has enough of a sound

    def log_message(self, *args):
        pass


def serve(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranges, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def output(tmp_path_factory):
    """`output/` as the pages make it."""
    folder = tmp_path_factory.mktemp("site")
    scenes.publish(folder / "some" / "where", [scenes.english(), scenes.arabic(), scenes.german()])
    return folder / "some" / "where"


@pytest.fixture(scope="session")
def site(output):
    """Its address, under a path, as on a shared host."""
    server, address = serve(output.parents[1])
    yield f"{address}some/where/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def elsewhere(tmp_path):
    """Another origin: a folder to write the publisher's page into, and its address."""
    server, address = serve(tmp_path)
    yield tmp_path, address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """The browser; tests that need one are skipped, with the reason, where there is none."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install 'articast[test]'"
    )
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("ARTICAST_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except sync_api.Error as error:
            pytest.skip(f"no Chromium: install it, or run `playwright install chromium` ({str(error).splitlines()[0]})")
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Opens pages; at the end nothing may have been said on the console, and nobody else been asked for anything."""
    contexts, said, asked = [], [], set()

    def open_page(address, *, ready=True, wait="load", **options):
        context = chromium.new_context(viewport=options.pop("viewport", {"width": 390, "height": 844}), **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request", lambda request: asked.add(request.url.split("/")[2]) if request.url.startswith("http") else None
        )
        page.goto(address, wait_until=wait)
        if ready:
            page.locator("listen-to-article >> css=.player").wait_for()
        return page

    open_page.said, open_page.asked = said, asked
    yield open_page
    for context in contexts:
        context.close()
    assert not said
    assert all(host.startswith("127.0.0.1:") for host in asked)
