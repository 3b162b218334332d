"""Those who watch over runs are told: `runs`, JSON logs, a health check, a metrics file, one message a cause."""

from __future__ import annotations

import http.server
import json
import re
import threading
from contextlib import contextmanager

import pytest

from articast.commands import signals
from articast.commands.cli import main
from articast.commands.runs import by_cause
from articast.errors import PublishError
from articast.publishing import edition
from tests.conftest import page


@contextmanager
def watching():
    asked: list[tuple[str, str]] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append((self.path, self.rfile.read(int(self.headers["content-length"] or 0)).decode()))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_address[1]}/abc", asked
        serving.shutdown()


def test_start_end_and_failure_are_told_to_a_health_check_and_counted_for_prometheus(house, capsys, monkeypatch):
    house.article("a.html", page())
    with watching() as (url, asked):
        config = f"voice = 'tone'\nhealthcheck = '{url}'\nmetrics = 'told/articast.prom'\n"
        (house.root / "articast.toml").write_text(config)
        assert main(["publish", "articles", "--quiet"]) == 0
        assert asked == [("/abc/start", ""), ("/abc", "1 published, 0 unchanged, 0 failed")]
        house.article("bad.html", "<p>")
        asked.clear()
        assert main(["publish", "articles", "--quiet"]) == 1
        assert [path for path, _ in asked] == ["/abc/start", "/abc/fail"]
    told = (house.root / "told/articast.prom").read_text()
    rows = dict(line.split() for line in told.splitlines() if not line.startswith("#"))
    assert (rows["articast_run_status"], rows["articast_run_failed"], rows["articast_run_unchanged"]) == ("1", "1", "1")
    assert [path.name for path in (house.root / "told").iterdir()] == ["articast.prom"]
    assert all(re.fullmatch(r"articast_\w+ [0-9.]+", line) for line in told.splitlines() if line[0] != "#")


def test_a_health_check_or_metrics_file_that_cannot_be_had_stops_no_run(house, capsys):
    house.article("a.html", page())
    (house.root / "taken").write_text("a file")
    config = "voice = 'tone'\nhealthcheck = 'http://127.0.0.1:1/x'\nmetrics = 'taken/x.prom'\n"
    (house.root / "articast.toml").write_text(config)
    assert main(["publish", "articles"]) == 0
    err = capsys.readouterr().err
    assert "the health check was not told" in err
    assert "metrics were not written" in err


def test_of_a_run_that_cannot_end_it_is_told_what_was_done(house, capsys, monkeypatch):
    house.article("a.html", page())

    def broken(*_):
        raise PublishError("cannot write en/feed.xml in s3://bucket: it is gone")

    monkeypatch.setattr(edition, "bring_out", broken)
    (house.root / "articast.toml").write_text("voice = 'tone'\nmetrics = 'm.prom'\n")
    assert main(["publish", "articles"]) == 1
    assert "the run could not end; 1 published, 0 unchanged, 0 failed before" in capsys.readouterr().err
    assert "articast_run_published 1" in (house.root / "m.prom").read_text()
    assert main(["runs"]) == 0
    assert "did not end" in capsys.readouterr().out


def test_the_last_runs_are_listed_with_what_failed(house, capsys):
    assert main(["runs"]) == 0
    assert "no run is known here" in capsys.readouterr().out
    assert not (house.root / ".articast").exists(), "asking makes nothing"
    house.article("a.html", page())
    house.article("bad.html", "<p>")
    house.publish()
    house.publish()
    assert main(["runs", "--last", "1"]) == 0
    first, failed = capsys.readouterr().out.splitlines()
    assert "0 published, 1 unchanged, 1 failed" in first
    assert "bad.html" in failed
    assert main(["runs", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["runs"]
    assert [run["published"] for run in found] == [0, 1]
    assert found[0]["failures"][0]["stage"] == "extract"


def test_a_log_for_machines_is_an_object_a_line(house, capsys):
    house.article("a.html", page())
    assert main(["publish", "articles", "--voice", "tone", "--log-json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert [one["event"] for one in events] == ["run started", "speaking", "article", "run ended"]
    assert events[1]["sentences"] > 2
    assert events[2]["outcome"] == "published"
    assert events[3]["status"] == 0


def test_many_articles_of_one_cause_are_one_message_with_a_count(house, capsys):
    for number in range(30):
        house.article(f"bad-{number:02d}.html", "<p>")
    assert main(["publish", "articles", "--voice", "tone"]) == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) <= 6, told.err
    assert "30 articles: " in told.err
    assert len([line for line in told.out.splitlines() if line.startswith("failed: ")]) == 1


@pytest.mark.parametrize(
    ("failures", "lines"),
    [
        ([], []),
        ([("a", "speak", "a: no voice")], ["a: speak: a: no voice"]),
        ([("a", "speak", "no voice"), ("b", "gate", "no voice")], ["a: speak: no voice", "b: gate: no voice"]),
        ([(n, "speak", f"{n}: no voice") for n in ("one", "two")], ["2 articles: speak: …: no voice (one, two)"]),
        ([(n, "s", "x") for n in "abcde"], ["5 articles: s: x (a, b, c, …)"]),
    ],
)
def test_failures_are_told_by_cause(failures, lines):
    assert by_cause(failures) == lines


def test_a_run_that_could_not_end_has_no_times():
    told = signals.exposition(signals.Tally(published=2), None, 1, 1.0)
    assert "articast_run_published 2" in told
    assert "seconds " not in told.replace("timestamp_seconds", "")
