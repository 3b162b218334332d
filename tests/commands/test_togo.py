"""How long a run still takes: within a fifth of the truth after a minute, whatever the articles are like."""

from __future__ import annotations

import random

import pytest

from articast.commands.togo import ToGo, files_of, words


def _run(seed, *, count=400, mixed=True, reused=0.0, pace=900.0, faster_after=None):
    """(time, seconds to go as told, as they turn out) of every sentence of a made-up run."""
    dice = random.Random(seed)
    kinds = [dice.choice([".html", ".md", ".jpg"]) if mixed else ".html" for _ in range(count)]
    lengths = [0 if kind == ".jpg" else int(dice.lognormvariate(8.3, 0.7)) for kind in kinds]
    sizes = {".html": lambda n: 9000 + n * dice.uniform(1.5, 2.5), ".md": lambda n: 80 + n, ".jpg": lambda _: 200_000}
    files = [(f"a/{n:04d}{kind}", int(sizes[kind](lengths[n]))) for n, kind in enumerate(kinds)]
    togo, now, told = ToGo(files), 0.0, [(0.0, None)]
    for (name, _), length in zip(files, lengths, strict=True):
        if not length:
            continue
        togo.begin(name, length)
        for _ in range(max(1, length // 100)):
            fresh = dice.random() >= reused
            each = length / max(1, length // 100)
            if fresh:
                speed = pace * (2 if faster_after is not None and now > faster_after else 1)
                now += each / speed * dice.uniform(0.5, 1.5)
            togo.clip(name, each, now, fresh=fresh)
            if now >= told[-1][0] + 5:
                told.append((now, togo.seconds(now)))
        togo.end(name)
    return [(at, seconds, now - at) for at, seconds in told]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "kind", [{}, {"mixed": False}, {"reused": 0.6, "pace": 400.0}], ids=["mixed", "pages", "reused"]
)
def test_after_a_minute_the_time_to_go_is_true_within_a_fifth(seed, kind):
    run = _run(seed, **kind)
    later = [(told, true) for at, told, true in run if at >= 60 and true >= 60]
    assert later
    assert all(told is not None for told, _ in later)
    off = [abs(told / true - 1) for told, true in later]
    assert sorted(off)[int(0.95 * len(off))] <= 0.2


def test_a_pace_that_changes_is_followed_within_minutes():
    run = _run(1, count=900, faster_after=300.0)
    told, true = next((told, true) for at, told, true in run if at >= 640)
    assert abs(told / true - 1) <= 0.2


def test_nothing_is_said_before_there_is_a_pace():
    togo = ToGo([])
    assert togo.seconds(0.0) is None
    togo.begin("https://news.example/a", 1000)
    togo.clip("https://news.example/a", 100, 0.0, fresh=True)
    togo.clip("https://news.example/a", 100, 5.0, fresh=True)
    assert togo.seconds(5.0) is None
    togo.clip("https://news.example/a", 300, 30.0, fresh=True)
    assert togo.seconds(30.0) == pytest.approx(500 * 30 / 400)


def test_files_that_came_by_without_a_word_are_not_waited_for():
    togo = ToGo([("a.md", 1000), ("b.md", 1000), ("c.md", 1000), ("d.md", 500)])
    togo.begin("c.md", 900)
    assert togo.characters == pytest.approx(900 + 450)
    togo.end("c.md")
    assert togo.characters == pytest.approx(450)


def test_sources_are_counted_as_they_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, content in {"in/b.md": "bb", "in/a/z.html": "z", "in/.git/x": "x", "one.txt": "one"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    assert files_of(["one.txt", "in", "https://news.example/feed", "gone"]) == [
        ("one.txt", 3),
        ("in/a/z.html", 1),
        ("in/b.md", 2),
    ]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (20, "less than a minute"),
        (80, "about 1 min"),
        (3000, "about 50 min"),
        (9000, "about 2.5 h"),
        (1e5, "about 28 h"),
    ],
)
def test_a_time_is_told_no_finer_than_it_is_true(seconds, told):
    assert words(seconds) == f"{told} to go"
