"""The catalogue keeps identities for ever and commits an episode whole."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from articast.errors import ArticastError, PublishError
from articast.keeping.catalogue import Catalogue, Claims, Made, Revision, dumps, loads
from articast.model import Block, Chapter, Episode, Reading, TimedSentence, Translation, Word

DAY = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2025, 2, 2, tzinfo=UTC)


@pytest.fixture
def catalogue(tmp_path):
    found = Catalogue(tmp_path / "state" / "catalogue.sqlite")
    yield found
    found.close()


def episode(entry) -> Episode:
    return Episode(
        entry.guid,
        entry.language,
        entry.slug,
        "Title «ü»",
        entry.published,
        DAY,
        f"{entry.language}/x.mp3",
        3,
        1.5,
        "tone:plain",
        chapters=(Chapter(0.0, "One"),),
        translations=(Translation("de", "de/x/"),),
        tags=("a", "b"),
    )


READING = Reading(
    (Block("title", "Title"),), (TimedSentence("Title", 0.25, 1.25, 0, 0, words=(Word(0.25, 1.25, 0, 5),)),)
)


def publish(catalogue, article: str = "a.html", slug: str = "a"):
    entry = catalogue.adopt(article, "en", slug, None, DAY)
    made = Made(article, "digest", "casting")
    catalogue.commit(Revision(article, made, episode(entry), READING, Claims(url="https://x.example/a"), ("k1", "k2")))
    return entry


def test_an_articles_identity_never_changes(catalogue):
    first = catalogue.adopt("https://x.example/a", "en", "title", None, DAY)
    again = catalogue.adopt("https://x.example/a", "en", "another-title", None, LATER)
    assert again == first
    assert first.published == DAY
    assert first.guid == "3ee33a86-6fa4-5b7e-9f5f-0b9bd1fc1d65" or len(first.guid) == 36


def test_a_date_that_the_publisher_declares_wins_and_stays(catalogue):
    catalogue.adopt("a", "en", "a", None, DAY)
    assert catalogue.adopt("a", "en", "a", LATER, DAY).published == LATER
    assert catalogue.adopt("a", "en", "a", None, DAY).published == LATER


def test_slugs_are_given_once_a_language(catalogue):
    slugs = [catalogue.adopt(name, "en", "news", None, DAY).slug for name in "abc"]
    assert slugs == ["news", "news-2", "news-3"]
    assert catalogue.adopt("d", "de", "news", None, DAY).slug == "news"
    moved = catalogue.adopt("d", "en", "news", None, DAY)
    assert (moved.language, moved.slug) == ("en", "news-4")


def test_what_is_published_comes_back_as_it_went_in(catalogue, tmp_path):
    entry = publish(catalogue)
    catalogue.close()
    reopened = Catalogue(tmp_path / "state" / "catalogue.sqlite")
    ((name, found, claims, _),) = reopened.published()
    assert (name, found, claims) == ("a.html", episode(entry), Claims(url="https://x.example/a"))
    assert reopened.reading("a.html") == READING
    assert reopened.made("a.html") == Made("a.html", "digest", "casting")
    assert reopened.clips() == {"k1", "k2"}
    reopened.close()


def test_values_survive_as_json():
    made = Episode("g", "en", "s", "t \u2028 \U0001f642", DAY, LATER, "a", 1, 0.1 + 0.2, "v")
    assert loads(Episode, dumps(made)) == made
    assert dumps(loads(Episode, dumps(made))) == dumps(made)


def test_a_revision_that_cannot_be_committed_leaves_the_old_one(catalogue, monkeypatch):
    entry = publish(catalogue)
    broken = Revision("a.html", Made("a.html", "new", "new"), episode(entry), READING, Claims(), (b"no text",))
    with pytest.raises(TypeError):
        catalogue.commit(broken)
    nobody = Revision("b.html", Made("b.html", None, "x"), episode(entry), READING, Claims(), ())
    with pytest.raises(PublishError):
        catalogue.commit(nobody)
    assert catalogue.made("a.html") == Made("a.html", "digest", "casting")
    assert catalogue.made("b.html") is None
    publish(catalogue, "c.html", "c")


@pytest.mark.parametrize("name", ["a.html", "en/a", "a", "https://pod.example/x/en/a/", "/en/a/", "guid"])
def test_an_episode_is_found_by_whatever_a_person_calls_it(catalogue, name):
    entry = publish(catalogue)
    assert catalogue.resolve(entry.guid if name == "guid" else name) == entry


def test_a_name_of_no_episode_or_of_several_is_told(catalogue):
    publish(catalogue)
    entry = catalogue.adopt("de.html", "de", "a", None, DAY)
    catalogue.commit(Revision("de.html", Made("de.html", "d", "c"), episode(entry), READING, Claims(), ()))
    with pytest.raises(ArticastError, match="de/a, en/a"):
        catalogue.resolve("a")
    with pytest.raises(ArticastError, match="no episode"):
        catalogue.resolve("nothing")
    with pytest.raises(ArticastError, match="no episode"):
        catalogue.resolve("%")


def test_withdrawing_hides_and_undoing_shows(catalogue):
    publish(catalogue)
    catalogue.withdraw("a.html")
    assert list(catalogue.published()) == []
    assert catalogue.withdrawn() == {"en/a": "a.html"}
    catalogue.withdraw("a.html", undo=True)
    assert len(list(catalogue.published())) == 1


def test_small_values_are_kept_by_kind_and_name(catalogue):
    catalogue.remember("gain", "x", {"gain": -3})
    catalogue.remember("gain", "x", {"gain": -4})
    assert catalogue.recall("gain", "x") == {"gain": -4}
    assert catalogue.recall("show", "x") is None


def test_runs_and_failures_are_noted(catalogue, tmp_path):
    run = catalogue.begin(DAY)
    catalogue.fail(run, "a.html", "speak", "why")
    catalogue.end(run, LATER, (1, 2, 3), {"main": {"sources": 0.1}})
    catalogue.close()
    with sqlite3.connect(tmp_path / "state" / "catalogue.sqlite") as database:
        assert database.execute("SELECT published, unchanged, failed FROM runs").fetchall() == [(1, 2, 3)]
        assert database.execute("SELECT source, stage, error FROM failures").fetchall() == [("a.html", "speak", "why")]
    database.close()


def test_a_dry_run_reads_and_makes_nothing(catalogue, tmp_path):
    empty = Catalogue(tmp_path / "none" / "catalogue.sqlite", dry=True)
    assert list(empty.published()) == []
    empty.close()
    assert not (tmp_path / "none").exists()
    publish(catalogue)
    catalogue.close()
    reading = Catalogue(tmp_path / "state" / "catalogue.sqlite", dry=True)
    assert len(list(reading.published())) == 1
    with pytest.raises(PublishError):
        reading.begin(DAY)
    reading.close()
