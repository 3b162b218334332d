"""A CDN is told what changed."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from articast.publishing import purging
from tests.conftest import PARAGRAPHS, page

BASE = "https://pod.example/a/"


@pytest.fixture
def cdn():
    """Its address, what it was sent, and what it answers."""
    asked, answers = [], [200]

    class Cdn(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.headers.get("Authorization"), body))
            self.send_response(answers[0])
            self.end_headers()

        def log_message(self, *_): ...

    with HTTPServer(("127.0.0.1", 0), Cdn) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/purge", asked, answers
        server.shutdown()
        thread.join()


def test_an_address_is_sent_the_paths_and_urls_and_shown_the_key(cdn, monkeypatch):
    address, asked, answers = cdn
    monkeypatch.setenv("CDN_TOKEN", "abcd1234secret")
    assert purging.tell(address, "CDN_TOKEN", BASE, ["en/feed.xml", "index.html", "en/feed.xml"]) == []
    paths = ["en/feed.xml", "index.html"]
    assert asked == [("Bearer abcd1234secret", {"paths": paths, "urls": [BASE + path for path in paths]})]
    answers[0] = 403
    (told,) = purging.tell(address, "CDN_TOKEN", BASE, ["index.html"])
    assert "403" in told
    assert "abcd1234secret" not in told


@pytest.mark.parametrize(
    ("hook", "key", "why"),
    [
        ("http://127.0.0.1:1/", "", "refused"),
        ("https://[", "", "[delivery] purge"),
        ("http://127.0.0.1:1/", "NO_SUCH_VARIABLE", "NO_SUCH_VARIABLE is not set"),
        ("no-such-command-here --now", "", "No such file"),
        ("false", "", "ended with 1"),
        ("'unclosed", "", "No closing quotation"),
        (f"{sys.executable} -c 'raise SystemExit(\"zone unknown\")'", "", "zone unknown"),
    ],
)
def test_what_cannot_be_told_is_a_line_and_no_failure(hook, key, why):
    (told,) = purging.tell(hook, key, BASE, ["index.html"])
    assert why in told


def test_nobody_is_told_where_nothing_changed_or_nobody_is_set():
    assert purging.tell("", "", BASE, ["index.html"]) == []
    assert purging.tell("no-such-command-here", "", BASE, []) == []


def test_a_run_tells_what_it_changed_and_a_run_that_changes_nothing_tells_nothing(house):
    house.article("a.html", page())
    keep = "import sys; open('told.txt', 'a').write(sys.stdin.read())"
    how = {"delivery": {"purge": f'{sys.executable} -c "{keep}"'}}
    house.publish(**how)
    told = (house.root / "told.txt").read_text().split()
    assert f"{BASE}en/feed.xml" in told
    assert not [url for url in told if url.endswith(".mp3")], "a new file's name was never asked for"
    (house.root / "told.txt").unlink()
    house.publish(**how)
    assert not (house.root / "told.txt").exists()
    house.article("a.html", page("The ferry", *PARAGRAPHS[:2]))
    house.publish(**how)
    told = (house.root / "told.txt").read_text().split()
    assert f"{BASE}en/the-ferry/" + "index.html" in told
    assert f"{BASE}assets/player.js" not in told
