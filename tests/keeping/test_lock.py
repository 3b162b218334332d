"""One publisher at a time in a bucket: a file that is made only where there is none, and that expires."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from articast.errors import BusyError
from articast.keeping import Store, lock
from articast.keeping.headers import Caching, headers


@pytest.fixture
def bucket():
    """A bucket in memory, as fsspec has it: written whole, read anywhere."""
    store = Store("memory://lock")
    for path in store.sizes():
        store.delete(path)
    return store


def lease(seconds):
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    return json.dumps({"owner": "other:1", "since": "2026-01-01T00:00:00+00:00", "until": until.isoformat()}).encode()


def test_a_bucket_that_another_has_is_refused_and_left_to_it(bucket):
    bucket.write(lock.NAME, lease(60))
    with pytest.raises(BusyError, match="other:1 is publishing there"), lock.locked(bucket):
        pass
    assert b"other:1" in bucket.read(lock.NAME)


@pytest.mark.parametrize("left", [lease(-1), b"rubbish", b"{}"], ids=["expired", "rubbish", "empty"])
def test_a_lock_that_nobody_renews_any_more_is_taken(bucket, left):
    bucket.write(lock.NAME, left)
    with lock.locked(bucket):
        assert b"other:1" not in bucket.read(lock.NAME)
    assert not bucket.has(lock.NAME)


def test_a_lock_is_given_back_where_the_run_fails(bucket):
    with pytest.raises(ZeroDivisionError), lock.locked(bucket):
        raise ZeroDivisionError
    assert not bucket.has(lock.NAME)


def test_a_lock_is_renewed_while_the_run_lasts(bucket, monkeypatch):
    monkeypatch.setattr(lock, "RENEWED", 0.02)
    monkeypatch.setattr(lock, "EXPIRES", timedelta(seconds=1))
    with lock.locked(bucket):
        first = json.loads(bucket.read(lock.NAME))["until"]
        monkeypatch.setattr(lock, "EXPIRES", timedelta(seconds=500))
        for _ in range(500):
            if json.loads(bucket.read(lock.NAME))["until"] > first:
                break
            lock.sleep(0.01)
        assert json.loads(bucket.read(lock.NAME))["until"] > first


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("en/a/a-0123abcd.mp3", "audio/mpeg", "immutable"),
        ("assets/cover-en-0123abcd.jpg", "image/jpeg", "immutable"),
        ("en/feed.xml", "application/rss+xml; charset=utf-8", "max-age=300"),
        ("en/a/index.html", "text/html; charset=utf-8", "max-age=300"),
        ("en/a/record.json", "application/json", "max-age=300"),
    ],
)
def test_a_bucket_is_told_what_a_file_is_and_how_long_it_may_be_kept(path, kind, cache):
    told = headers(path, "s3", Caching())
    assert told["ContentType"] == kind
    assert cache in told["CacheControl"]
    assert headers(path, "memory", Caching()) == {}
