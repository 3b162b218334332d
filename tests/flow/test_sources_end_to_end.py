"""From every format to an episode, with the tone engine; what waits for its time; what is passed over."""

from __future__ import annotations

import json
from functools import partialmethod

import pytest

from articast.commands.dry_run import rehearse, works
from articast.commands.progress import Quiet
from articast.commands.report import as_json, summary
from tests.conftest import page
from tests.sources.formats import build
from tests.sources.formats.test_formats import FILES

DATED = "---\ntitle: The future story\ndate: {}\n---\n\nThe ferry left at seven in the morning.\n"


@pytest.fixture
def in_april(monkeypatch, house):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    return house


def test_every_format_becomes_episodes_and_again_nothing(in_april):
    house = in_april
    names = [name for name in FILES if name != "medium.html"]  # the same story as the zip's
    for name, body in ((name, FILES[name]) for name in names):
        house.article(f"{name}-in/{name}", body)
    paths = [f"articles/{name}-in/{name}" for name in names]
    report = house.publish(*paths)
    assert report.failed == []
    sources = {source.split("/")[1].removesuffix("-in") for source, _ in report.published}
    assert set(names) - {"rss.xml", "feed.json"} | {""} == sources, "those say where their entries are"
    assert "https://blog.example/new-library" in {source for source, _ in report.published}
    for _, episode in report.published:
        told = house.episode(episode.folder)
        assert told["seconds"] > 2
        said = " ".join(sentence["text"] for sentence in told["sentences"])
        assert build.FOURTH in said or "ferry" in said
    again = house.publish(*paths)
    assert (again.published, again.failed, again.spoken) == ([], [], 0)
    assert len(again.unchanged) == len(report.published)


def test_a_renamed_export_keeps_its_episodes(in_april):
    house = in_april
    house.article("in/2026-03.json", build.ghost(build.post(uuid="u-1")))
    house.article("zip/notion-1.zip", build.notion())
    house.article("book/one.epub", build.epub())
    first = house.publish()
    for old, new in (
        ("in/2026-03.json", "in/2026-04.json"),
        ("zip/notion-1.zip", "zip/notion-2.zip"),
        ("book/one.epub", "book/1.epub"),
    ):
        (house.root / "articles" / old).rename(house.root / "articles" / new)
    again = house.publish()
    assert again.published == again.failed == []
    assert len(again.unchanged) == len(first.published) == 4


def test_an_article_of_the_future_waits_for_its_time_and_is_no_failure(house, monkeypatch):
    monkeypatch.setattr(type(house), "settings", partialmethod(type(house).settings, future=False))
    house.article("now.md", DATED.format("2026-02-25"))
    path = house.article("later.md", DATED.format("2026-05-01T08:00:00+02:00").replace("future story", "later story"))
    report = house.publish()
    assert [episode.title for _, episode in report.published] == ["The future story"]
    assert [(source, when.isoformat()) for source, when in report.scheduled] == [
        ("articles/later.md", "2026-05-01T08:00:00+02:00")
    ]
    assert report.failed == []
    told = as_json(report, house.settings())
    assert told["scheduled"] == [{"source": "articles/later.md", "published": "2026-05-01T08:00:00+02:00"}]
    assert "waits until 2026-05-01 08:00 UTC+02:00: articles/later.md" in summary(report, house.settings(), "serve")
    assert not any("later" in name for name in house.tree())

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777615199")  # a second before
    assert house.publish().published == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777615200")
    assert [episode.title for _, episode in house.publish().published] == ["The later story"]
    path.unlink()


def test_a_rehearsal_says_what_would_wait_and_what_is_no_article(house):
    house.article("later.md", DATED.format("2036-05-01"))
    house.article("LICENSE.md", "# MIT")
    house.article("gone.md", DATED.format("2020-01-01\nexpiryDate: 2021-01-01"))
    found = rehearse(["articles"], house.settings(future=False), Quiet())
    told = found.as_json()
    assert (told["articles"], told["failed"]) == ([], [])
    assert [one["source"] for one in told["scheduled"]] == ["articles/later.md"]
    assert [one["reason"] for one in told["passed_over"]] == ["licences", "expired articles"]
    assert "waits until 2036-05-01" in found.text()
    proofs = works(["articles/later.md"], house.settings(future=False))
    assert [work.article.title for work in proofs] == ["The future story"], "a proof is read before its time"


def test_an_expired_article_is_not_published_and_one_that_is_out_stays(house):
    gone = DATED.format("2020-01-01\nexpiryDate: 2021-01-01")
    house.article("gone.md", gone)
    report = house.publish()
    assert (report.published, report.failed) == ([], [])
    assert [(one.source, one.why) for one in report.passed] == [("articles/gone.md", "expired articles")]
    house.article("gone.md", gone.replace("2021", "2121"))
    assert [source for source, _ in house.publish().published] == ["articles/gone.md"]
    before = house.tree()
    house.article("gone.md", gone)
    report = house.publish()
    assert (report.unchanged, house.tree()) == (["articles/gone.md"], before)
    assert any("gone.md expired on 2021-01-01" in line and "articast withdraw" in line for line in report.warnings)


def test_an_article_that_nobody_reads_again_is_told_on_the_day_that_it_expires(house, monkeypatch):
    house.article("soon.md", DATED.format("2020-01-01\nexpiryDate: 2030-05-01"))
    house.article("other.md", DATED.format("2020-01-02").replace("future", "other"))
    assert house.publish().warnings == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1903996800")  # 2 May 2030
    report = house.publish()
    assert report.published == [], "both stand as they are"
    (line,) = report.warnings
    assert line.startswith("articles/soon.md expired on 2030-05-01; its episode is out")
    house.article("soon.md", DATED.format("2020-01-01"))
    house.publish()
    assert house.publish().warnings == [], "it has no such day any more"


def test_the_publisher_may_publish_what_is_dated_in_the_future(house):
    house.article("later.md", DATED.format("2036-05-01"))
    assert house.publish(future=False).published == []
    report = house.publish(future=True)
    assert [episode.title for _, episode in report.published] == ["The future story"]
    assert report.scheduled == []


def test_a_published_article_that_is_moved_into_the_future_stays_as_it_is(house):
    house.article("a.md", DATED.format("2026-02-01"))
    house.publish(future=False)
    before = house.tree()
    house.article("a.md", DATED.format("2036-02-01"))
    report = house.publish(future=False)
    assert (report.published, len(report.scheduled)) == ([], 1)
    assert house.tree() == before


def test_what_is_passed_over_is_said_once_a_reason_and_fails_nothing(house):
    for number in range(5):
        house.article(f"old/{number}.html", f'<meta http-equiv="refresh" content="0;url=/new/{number}">')
    house.article("post.html", page())
    house.article("LICENSE", "MIT")
    house.article("LICENSE.md", "# MIT")
    report = house.publish()
    assert len(report.published) == 1
    assert report.failed == []
    told = as_json(report, house.settings())["passed_over"]
    assert [(one["reason"], one["count"], len(one["sources"])) for one in told] == [
        ("licences", 2, 2),
        ("redirects to other pages", 5, 3),
    ]
    assert "passed over: redirects to other pages: 5 (" in summary(report, house.settings(), "serve")
    json.dumps(told)


@pytest.mark.parametrize("order", [("url1.md", "url2.md"), ("url2.md", "url1.md")])
def test_of_two_files_with_one_address_the_first_keeps_it_in_every_run(house, order):
    for name in order:
        house.article(
            name, f"---\ntitle: {name}\nurl: https://x.example/p\n---\n\nThe library opened on Monday. {name}.\n"
        )
    for _ in range(3):
        report = house.publish()
        assert [failure.source for failure in report.failed] == ["articles/url2.md"]
        assert "same article" in report.failed[0].error
        assert "url1" in (house.output / "en/feed.xml").read_text()
        assert "url2" not in (house.output / "en/feed.xml").read_text()
