"""Secrets are in nothing that leaves: no message, log, report, catalogue, record or page."""

from __future__ import annotations

import http.server
import json
import logging
import stat
import sys
import threading
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.commands import telling
from articast.commands.cli import main
from tests.conftest import page

PASSWORD, TOKEN, KEY = "hunter2-correct-horse", "tok-9f8e7d6c5b4a", "sk-live-0a1b2c3d4e5f6g7h8i9j"
SECRETS = (PASSWORD, TOKEN, KEY)


def leaks(house, *texts: str) -> list[str]:
    """Where a secret is: in what was said, or in a file of output and state."""
    found = [
        f"said: {text[max(0, text.index(one) - 80) : text.index(one) + 20]}"
        for text in texts
        for one in SECRETS
        if one in text
    ]
    for folder in (house.output, house.root / ".articast"):
        for path in folder.rglob("*"):
            if path.is_file():
                found += [f"{path.name}: {one}" for one in SECRETS if one.encode() in path.read_bytes()]
    return found


REFUSED = {
    "a base URL's password": f"base_url = 'https://me:{PASSWORD}@pod.example/'",
    "a base URL's token": f"base_url = 'https://pod.example/?token={TOKEN}'",
    "a hub's password": f"[show]\nhub = 'https://me:{PASSWORD}@hub.example/'",
    "a hub's token": f"[show]\nhub = 'https://hub.example/?access_token={TOKEN}'",
    "a link's password": f"[show]\nlink = 'https://me:{PASSWORD}@pod.example/'",
    "a new address's password": f"[show]\nnew_feed_url = 'https://me:{PASSWORD}@pod.example/feed.xml'",
    "a funding page's key": f"[show]\nfunding = 'https://pay.example/?api_key={KEY}'",
    "a licence's token": f"[show]\nlicense = 'own'\nlicense_url = 'https://l.example/?token={TOKEN}'",
    "a counting service's password": f"[show]\nprefix = 'https://me:{PASSWORD}@op3.example/e'",
    "a directory's token": f"[show.subscribe]\nApp = 'https://app.example/?token={TOKEN}'",
    "a health check's password": f"healthcheck = 'https://me:{PASSWORD}@hc.example/'",
    "a speech server's password": f"[engines.openai]\nbase_url = 'https://me:{PASSWORD}@tts.example/v1'",
    "a speech server's key": f"[engines.openai]\nbase_url = 'https://tts.example/v1?api_key={KEY}'",
    "a key where its variable's name belongs": f"[engines.openai]\nkey = '{KEY}'",
    "a token where its variable's name belongs": f"[show]\npodping = '{TOKEN}'",
    "a scheduler's password": f"cluster = 'tcp://me:{PASSWORD}@127.0.0.1:1'",
    "a bucket's password": f"output = 'nosuch://me:{PASSWORD}@bucket/x'",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_would_publish_a_secret_is_refused_without_repeating_it(house, capsys, what):
    house.article("a.html", page())
    (house.root / "articast.toml").write_text(REFUSED[what], encoding="utf-8")
    for more in ((), ("--json",), ("--verbose",), ("--log-json",)):
        status = main(["publish", "articles", *more])
        told = capsys.readouterr()
        assert status == 2, told
        assert leaks(house, told.out, told.err) == []


@contextmanager
def service(status: int, body: bytes, headers: dict[str, str]):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  http.server's name

        def log_message(self, *_):
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()


@pytest.mark.parametrize("status", [401, 404, 500, 302])
def test_sources_with_credentials_fail_and_tell_no_secret(house, capsys, monkeypatch, status):
    house.article("a.html", page())
    echo = f"Authorization: Basic {PASSWORD}; bad token {TOKEN}".encode()
    with service(status, echo, {"Location": f"http://me:{PASSWORD}@127.0.0.1:1/?token={TOKEN}"}) as host:
        (house.root / "articast.toml").write_text(
            "voice = 'tone'\n[fetch]\nallow_private = true\nrobots = false\ntimeout = 2\n"
        )
        sources = [f"http://me:{PASSWORD}@{host}/a?token={TOKEN}", f"http://{host}/feed.xml?key={KEY}", "articles"]
        for more in ((), ("--json",), ("--verbose",), ("--log-json",)):
            assert main(["publish", *sources, *more]) == 1
            told = capsys.readouterr()
            assert leaks(house, told.out, told.err) == []
    assert main(["runs", "--json"]) == 0
    assert leaks(house, capsys.readouterr().out) == []


def test_a_service_that_repeats_the_key_does_not_make_us_repeat_it(house, capsys, monkeypatch):
    house.article("a.html", page())
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with service(400, f"wrong key {KEY} in Bearer {KEY}".encode(), {}) as host:
        config = f"[voices]\nen = 'openai:alloy'\n[engines.openai]\nbase_url = 'http://{host}/v1'\npatience = 1\n"
        (house.root / "articast.toml").write_text(config)
        for more in ((), ("--json",), ("--verbose",)):
            assert main(["publish", "articles", *more]) == 1
            told = capsys.readouterr()
            assert leaks(house, told.out, told.err) == []


def test_serve_does_not_show_where_it_cannot(house, capsys):
    for command in (
        ["serve", "--output", f"https://me:{PASSWORD}@pod.example/"],
        ["check", f"http://me:{PASSWORD}@127.0.0.1:1/?token={TOKEN}"],
    ):
        assert main(command) in {1, 2}
        told = capsys.readouterr()
        assert leaks(house, told.out, told.err) == []


def test_whatever_is_logged_is_clean_traces_too(house, capsys, monkeypatch):
    monkeypatch.setenv("MY_SERVICE_TOKEN", TOKEN)
    for as_json in (False, True):
        telling.log(verbose=True, as_json=as_json)
        logger = logging.getLogger("some.library")
        logger.info("GET https://me:%s@x.example/?api_key=%s", PASSWORD, KEY)
        logger.warning("the token is %s", TOKEN)
        error = RuntimeError(f"https://me:{PASSWORD}@x.example/ said {TOKEN}")
        logger.error("failed", exc_info=error)
        told = capsys.readouterr().err
        assert leaks(house, told) == []
        assert "failed" in told
        if as_json:
            assert all(json.loads(line)["logger"] == "some.library" for line in told.splitlines())
    telling.log(verbose=False, as_json=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_the_catalogue_is_for_its_owner_alone(house):
    house.article("a.html", page())
    house.publish()
    for path in (house.root / ".articast").glob("catalogue.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@given(st.text(max_size=200))
def test_cleaning_is_for_any_text_ends_and_is_the_same_again(text):
    once = telling.clean(text)
    assert telling.clean(once) == once
    assert telling.cleaned({"a": [text]}) == {"a": [once]}
