"""The WebSub ping."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from articast.publishing import hub

if TYPE_CHECKING:
    from collections.abc import Iterator

FEED = "https://gazette.example/audio/en/feed.xml"


@contextmanager
def stand_in(status: int) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    asked: list[dict[str, list[str]]] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(status)
            self.end_headers()

        def do_GET(self) -> None:
            asked.append(parse_qs(self.path.partition("?")[2]) | {"token": [self.headers["Authorization"]]})
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


def test_the_hub_is_told_which_feed_changed() -> None:
    with stand_in(204) as (url, asked):
        assert hub.ping(url, FEED) == ""
    assert asked == [{"hub.mode": ["publish"], "hub.url": [FEED]}]


def test_a_hub_that_refuses_is_a_warning() -> None:
    with stand_in(503) as (url, _):
        assert "503" in hub.ping(url, FEED)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "not a url", "http://[", ""])
def test_a_hub_that_is_not_there_is_a_warning(url: str) -> None:
    assert hub.ping(url, FEED, seconds=2).startswith(f"the hub {url} was not told of {FEED}: ")


def test_podping_is_told_with_the_token_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_TOKEN", "s3cret")
    with stand_in(200) as (url, asked):
        assert hub.podping("OUR_TOKEN", FEED, service=url) == ""
    assert asked == [{"url": [FEED], "reason": ["update"], "medium": ["podcast"], "token": ["s3cret"]}]


def test_podping_that_refuses_is_a_warning_without_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_TOKEN", "s3cret")
    with stand_in(403) as (url, _):
        told = hub.podping("OUR_TOKEN", FEED, service=url)
    assert "403" in told
    assert "s3cret" not in told
    assert "OUR_TOKEN is not set" in (monkeypatch.delenv("OUR_TOKEN") or hub.podping("OUR_TOKEN", FEED))


def test_nobody_is_told_where_nothing_is_set() -> None:
    assert hub.tell("", "", FEED) == []
