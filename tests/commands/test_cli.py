"""The command line, as a terminal, cron and an editor's tool use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import tomllib
import urllib.request

import pytest

from articast.commands.cli import main
from tests.conftest import page


@pytest.fixture
def at_home(house):
    house.settings()
    return house


def run(capsys, *arguments):
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_publish_reports_one_json_object(at_home, capsys):
    at_home.article("a.html", page())
    at_home.article("b.txt", b"\x00\x01\x02" * 100)
    status, out, err = run(capsys, "publish", "articles", "--voice", "tone", "--json", "--quiet")
    assert status == 1
    report = json.loads(out)
    assert set(report) >= {"published", "unchanged", "failed", "seconds", "audio_seconds", "clips"}
    assert report["published"][0]["source"].endswith("a.html")
    assert report["published"][0]["guid"]
    assert [failure["stage"] for failure in report["failed"]] == ["sources"]
    assert report["failed"][0]["error"]
    assert "b.txt" in err
    status, out, _ = run(capsys, "publish", "articles/a.html", "--voice", "tone", "--json", "--quiet")
    assert status == 0
    assert json.loads(out)["clips"] == {"spoken": 0, "reused": 0}


@pytest.mark.parametrize(
    ("config", "arguments", "says"),
    [
        ("", ["publish"], "nothing to publish"),
        ("", ["publish", "articles", "--voice", "pipr"], "known"),
        ("base_ur = 'x'", ["publish", "articles"], "base_ur"),
        ("base_url = 'ftp://x/'", ["publish", "articles"], "base_url"),
        ("[pauses]\nsentence = -1", ["publish", "articles"], "pauses.sentence"),
        ("not toml", ["publish", "articles"], "not TOML"),
        ("lexicon = 'none.toml'", ["publish", "articles"], "none.toml"),
        ("", ["publish", "articles", "--config", "nowhere.toml"], "nowhere.toml"),
        ("", ["serve", "--output", "nothing-here"], "nothing is published"),
        ("", ["serve", "--output", "articles", "--port", "99999"], "65535"),
        ("[show]\ncategory = ['Nws']", ["publish", "articles"], "did you mean 'News'"),
        ("[shows.de]\ncategory = ['News', 'X']", ["publish", "articles", "--dry-run"], "subcategory"),
    ],
)
def test_a_wrong_command_or_configuration_exits_2_and_says_what(at_home, capsys, config, arguments, says):
    at_home.article("a.html", page())
    (at_home.root / "articast.toml").write_text(config)
    status, out, err = run(capsys, *arguments)
    assert status == 2, err
    assert says in err
    assert not out
    assert not (at_home.root / "output").exists()
    status, out, _ = run(capsys, *arguments, "--json")
    told = json.loads(out)["error"]
    assert (status, told["stage"]) == (2, "configuration")
    assert says in told["error"]


def test_a_run_that_cannot_go_on_tells_it_to_machines_too(at_home, capsys):
    at_home.article("a.html", page())
    (at_home.root / "taken").write_text("a file")
    status, out, err = run(capsys, "publish", "articles", "--voice", "tone", "--output", "taken", "--json", "--quiet")
    told = json.loads(out)
    assert status == 2
    assert set(told) == {"error"}
    assert told["error"]["stage"] == "configuration"
    assert "taken" in told["error"]["error"]
    assert "taken" in err


def test_a_proof_that_cannot_be_made_is_one_json_object(at_home, capsys):
    status, out, err = run(capsys, "script", "nowhere.html", "--json")
    assert (status, json.loads(out)["error"]["stage"]) == (1, "sources")
    assert "nowhere.html" in err


def test_a_folder_without_an_article_is_told_of(at_home, capsys):
    (at_home.root / "articles").mkdir()
    status, out, _ = run(capsys, "publish", "articles", "--json", "--quiet")
    assert status == 0
    assert json.loads(out)["warnings"] == ["there is no article in articles"]
    assert "no article in articles" in run(capsys, "publish", "articles")[1]


def test_commands_that_change_what_is_published_keep_where_it_is(at_home, capsys):
    path = at_home.article("a.html", page())
    at_home.article("b.html", page("The tide"))
    over = ("--voice", "tone", "--quiet")
    assert run(capsys, "publish", "articles", *over, "--base-url", "https://pod.example/a/")[0] == 0
    ferry = ["withdraw", "en/the-ferry"]
    for command in (ferry, [*ferry, "--undo"], ["embed", str(path)], ["publish", "articles", *over]):
        status, out, err = run(capsys, *command)
        assert status == 0, err
        assert "127.0.0.1" not in out
        assert "127.0.0.1" not in (at_home.output / "en/feed.xml").read_text()
    assert "https://pod.example/a/ stays there" in err
    assert run(capsys, "check")[0] == 0


@pytest.mark.parametrize("command", [["withdraw", "en/the-ferry"], ["prune"], ["init", "--config", "new.toml"]])
def test_what_was_done_is_one_json_object(at_home, capsys, command):
    at_home.article("a.html", page())
    at_home.publish()
    status, out, _ = run(capsys, *command, "--json", "--output", str(at_home.output))
    assert status == 0
    assert isinstance(json.loads(out)["done"], str)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking them")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_being_told_to_stop_ends_a_run_in_order(at_home, name):
    """Its processes end with it, too: they hold its standard output, which nobody could read to the end."""
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip(f"{name} is ignored here, as under nohup, and so it is by what is started from here")
    for number in range(200):
        at_home.article(f"{number}.html", page(f"Article {number}", *[f"Sentence {n} of {number}." for n in range(30)]))
    command = [
        sys.executable,
        "-m",
        "articast",
        "publish",
        "articles",
        "--voice",
        "tone",
        "--jobs",
        "2",
        "--json",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stderr is not None
        for line in run.stderr:  # it is at work
            if "published" in line:
                break
        run.send_signal(getattr(signal, name))
        out, _ = run.communicate(timeout=60)
    assert run.returncode == 130
    assert json.loads(out)["error"]["stage"] == "interrupted"


STUCK = """
import sqlite3, threading
from articast.commands import leaving
leaving.heed()
with leaving.in_time(lambda: print("told", flush=True) or 130, 0.2):
    threading.Timer(0.5, print, ["at work"], {"flush": True}).start()  # by then the library has the main thread
    sqlite3.connect(":memory:").execute(
        "WITH RECURSIVE one(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM one) SELECT count(*) FROM one"
    ).fetchall()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking them")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_run_leaves_though_its_main_thread_never_comes_back_from_a_library(name):
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip(f"{name} is ignored here, as under nohup, and so it is by what is started from here")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "at work\n"
        run.send_signal(getattr(signal, name))
        try:
            out, _ = run.communicate(timeout=30)
        finally:
            run.kill()
    assert (run.returncode, out) == (130, "told\n")


def test_a_dry_run_counts_what_is_not_yet_spoken_and_touches_nothing(at_home, capsys):
    at_home.article("a.html", page())
    before = sorted(at_home.root.rglob("*"))
    status, out, _ = run(capsys, "publish", "articles", "--voice", "tone", "--dry-run", "--json")
    told = json.loads(out)
    assert status == 0
    assert told["characters"] > 100
    assert told["seconds"] > 5
    assert told["price"] == 0
    assert sorted(at_home.root.rglob("*")) == before
    run(capsys, "publish", "articles", "--voice", "tone", "--quiet")
    status, out, _ = run(capsys, "publish", "articles", "--voice", "tone", "--dry-run", "--json")
    assert json.loads(out)["characters"] == 0


def test_a_script_of_what_holds_no_article_says_so(at_home, capsys):
    at_home.article("LICENSE.md", "# MIT")
    status, _, said = run(capsys, "script", "articles")
    assert status == 1
    assert "there is no article in it" in said


def test_script_shows_what_is_said_and_what_is_left_out(at_home, capsys):
    path = at_home.article("a.html", page("The ferry", "It cost $5. Nobody paid.", "Share this article"))
    status, out, _ = run(capsys, "script", str(path), "--json")
    told = json.loads(out)
    assert status == 0
    assert told["sentences"][0]["written"].startswith("The ferry")
    said = {one["written"]: one["said"] for one in told["sentences"]}
    assert "five dollars" in said["It cost $5."]
    assert said["Nobody paid."] is None
    assert told["authors"] == []
    assert told["published"] is None
    status, out, _ = run(capsys, "script", str(path))
    assert "five dollars" in out
    assert not (at_home.root / ".articast").exists()


def test_init_writes_a_configuration_that_is_valid_and_never_over_one(at_home, capsys):
    (at_home.root / "articast.toml").unlink()
    assert run(capsys, "init")[0] == 0
    text = (at_home.root / "articast.toml").read_text()
    assert tomllib.loads(text)
    at_home.article("a.html", page())
    assert run(capsys, "publish", "articles", "--voice", "tone", "--dry-run")[0] == 0
    uncommented = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and ("=" in line or line.startswith("# [")) else line
        for line in text.splitlines()
        if "articast.toml:" not in line
    )
    table = tomllib.loads(uncommented)
    from articast.settings import Settings

    Settings.model_validate(table)
    assert run(capsys, "init")[0] == 2


def test_serve_gives_ranges_validators_and_types(at_home, capsys):
    from articast.commands.serve import server

    at_home.article("a.html", page())
    episode = at_home.publish().published[0][1]
    with server(at_home.output, port=0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{serving.server_address[1]}/"

        def get(path, **headers):
            request = urllib.request.Request(base + path, headers=headers)
            try:
                return urllib.request.urlopen(request)
            except urllib.error.HTTPError as error:
                return error

        whole = get(episode.audio)
        content = whole.read()
        assert len(content) == episode.bytes
        assert whole.headers["Content-Type"] == "audio/mpeg"
        part = get(episode.audio, Range="bytes=100-199")
        assert (part.status, part.read()) == (206, content[100:200])
        assert part.headers["Content-Range"] == f"bytes 100-199/{episode.bytes}"
        assert get(episode.audio, Range="bytes=-50").read() == content[-50:]
        assert get(episode.audio, Range="bytes=999999999-").status == 416
        feed = get("en/feed.xml")
        assert feed.headers["Content-Type"].startswith("application/rss+xml")
        assert get("en/feed.xml", **{"If-None-Match": feed.headers["ETag"]}).status == 304
        assert get("en/feed.xml", **{"If-Modified-Since": feed.headers["Last-Modified"]}).status == 304
        assert get("en/feed.xml", **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
        assert get("").status == 200
        for outside in ("../articast.toml", "%2e%2e/articast.toml", "..%2f..%2fetc/passwd", ".hidden", "en/nothing"):
            assert get(outside).status == 404, outside
        serving.shutdown()


def test_voices_lists_who_speaks_and_why(at_home, capsys):
    status, out, _ = run(capsys, "voices", "--json")
    assert status == 0
    found = {one["language"]: one for one in json.loads(out)}
    assert found["en"]["voice"].startswith("hibari:")
    assert found["pl"]["voice"].startswith("espeak:")
    assert found["en"]["licence"]
    status, out, _ = run(capsys, "voices", "de")
    assert "pico" in out or "espeak" in out


def test_check_finds_planted_faults(at_home, capsys):
    at_home.article("a.html", page())
    episode = at_home.publish().published[0][1]
    over = ("--output", str(at_home.output))
    (at_home.root / "articast.toml").write_text('base_url = "https://pod.example/a/"\n')
    assert run(capsys, "check", *over)[0] == 0
    audio = at_home.output / episode.audio
    content = audio.read_bytes()
    audio.write_bytes(content[:-50])
    status, out, _ = run(capsys, "check", *over)
    assert status == 1
    assert "bytes" in out
    audio.unlink()
    status, out, _ = run(capsys, "check", "--json", *over)
    assert any("not there" in fault["fault"] for fault in json.loads(out)["faults"])
    audio.write_bytes(content)
    transcript = at_home.output / episode.folder / "transcript.vtt"
    transcript.unlink()
    assert "transcript.vtt" in run(capsys, "check", *over)[1]


def test_configured_sources_are_found_beside_the_configuration(at_home, capsys, monkeypatch):
    at_home.article("a.html", page())
    (at_home.root / "articast.toml").write_text('sources = ["articles"]\n')
    (at_home.root / "elsewhere").mkdir()
    monkeypatch.chdir(at_home.root / "elsewhere")
    status, _, err = run(capsys, "publish", "--config", "../articast.toml", "--voice", "tone", "--quiet")
    assert status == 0, err
    assert (at_home.root / "output/en/the-ferry/index.html").is_file()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[engines.espeak]\npace = 1.0", "pace"),
        ("[engines.gtts]\nprice = 1.0", "price"),
        ("[engines.nobody]\npace = 1.0", "nobody"),
        ("[engines.espeak]\nspeeed = 1.0", "speeed"),
    ],
)
def test_a_setting_that_an_engine_does_not_know_is_named(at_home, capsys, table, says):
    at_home.article("a.html", page())
    (at_home.root / "articast.toml").write_text(table)
    status, _, err = run(capsys, "publish", "articles", "--voice", "espeak")
    assert status in (1, 2)
    assert says in err


def test_the_price_of_a_service_is_in_the_dry_run(at_home, capsys, monkeypatch):
    monkeypatch.setenv("SPEECH_KEY", "sk-secret-of-the-publisher")
    at_home.article("a.html", page())
    (at_home.root / "articast.toml").write_text(
        '[engines.openai]\nbase_url = "http://127.0.0.1:9/v1"\nprice = 1000000.0\nkey = "SPEECH_KEY"\n'
    )
    status, out, err = run(capsys, "publish", "articles", "--voice", "openai", "--dry-run", "--json")
    assert status == 0, err
    told = json.loads(out)
    assert told["price"] == told["characters"] > 100
    (measuring,) = told["measuring"]
    assert measuring["voice"] == "openai:alloy"
    assert measuring["requests"] == measuring["sentences"] > 4, "what it is measured by is paid for, too"
    assert told["requests"] == measuring["requests"] + told["articles"][0]["requests"]
    assert told["price"] == measuring["price"] + told["articles"][0]["price"]
    assert "sk-secret" not in out + err


def test_a_makeshift_voice_is_told_of_once_a_language_and_what_mends_it(at_home, capsys, monkeypatch):
    monkeypatch.setenv("ARTICAST_VOICES", str(at_home.root / "voices"))
    for name in ("a", "b"):
        at_home.article(f"{name}.html", page(f"Bron {name}", "De brug is nieuw en lang.", lang="nl"))
    for told in (("publish", "articles", "--dry-run"), ("publish", "articles")):
        _, out, _ = run(capsys, *told, "--json", "--quiet")
        (warning,) = json.loads(out)["warnings"]
        assert "espeak:nl is a makeshift" in warning
        assert "articast voices install nl_NL-ronnie-medium" in warning
