"""What is asked of a bucket: no more than must be, however many episodes there are, and in an order that holds."""

from __future__ import annotations

from collections import Counter
from threading import Barrier, Lock, local

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from articast.errors import PublishError
from articast.keeping import Catalogue, Output, Store

REQUESTS = ("cat_file", "pipe_file", "put_file", "find", "info", "rm_file", "exists", "isfile", "size", "modified")


class Killed(BaseException):
    """What becomes of a machine: no request more."""


class Counting(MemoryFileSystem):
    """A bucket in memory that notes what it is asked: each call from outside is a request."""

    protocol = "counting"
    store: dict = {}  # noqa: RUF012  shared, as in the class above
    pseudo_dirs = [""]  # noqa: RUF012
    asked: list = []  # noqa: RUF012
    refuses: set = set()  # noqa: RUF012
    together: Barrier | None = None
    lives: int = 10**9
    lock, inside = Lock(), local()

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(str(path).replace("counting://", "memory://"))

    @classmethod
    def count(cls) -> dict[str, int]:
        return dict(Counter(name for name, _ in cls.asked))


def _noted(name):
    plain = getattr(MemoryFileSystem, name)

    def does(self, path, *args, **kwargs):
        if getattr(self.inside, "a_request", False):
            return plain(self, path, *args, **kwargs)
        to = args[0] if name == "put_file" else path
        with self.lock:
            if len(self.asked) >= self.lives:
                raise Killed
            self.asked.append((name, str(to).rpartition("audio/")[2]))
        if name == "pipe_file" and self.together:
            self.together.wait(10)
        if name == "pipe_file" and str(to).endswith(tuple(self.refuses)):
            raise OSError("503 slow down")
        self.inside.a_request = True
        try:
            with self.lock:
                return plain(self, path, *args, **kwargs)
        finally:
            self.inside.a_request = False

    return does


for _name in REQUESTS:
    setattr(Counting, _name, _noted(_name))


@pytest.fixture
def bucket(monkeypatch):
    fsspec.register_implementation("counting", Counting, clobber=True)
    for name, value in {
        "store": {},
        "pseudo_dirs": [""],
        "asked": [],
        "refuses": set(),
        "together": None,
        "lives": 10**9,
    }.items():
        monkeypatch.setattr(Counting, name, value)
    return Counting


@pytest.fixture
def output(bucket, tmp_path):
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield Output(Store("counting://pod/audio"), catalogue)
    catalogue.close()


def _publish(house, bucket, count):
    for number in range(count):
        house.article(f"{number}.txt", f"Story {number}\n\nThe ferry left at {number}.")
    bucket.asked.clear()
    return house.publish(output="counting://pod/audio")


def test_a_run_where_nothing_changed_asks_the_same_few_requests_of_3_episodes_and_of_30(house, bucket):
    asked = {}
    for count in (3, 30):
        _publish(house, bucket, count)
        again = _publish(house, bucket, count)
        assert len(again.unchanged) == count
        asked[count] = bucket.count()
    assert asked[3] == asked[30]
    assert asked[30]["find"] == 1
    assert sum(asked[30].values()) <= 8, asked[
        30
    ]  # the lock looked at, taken and given back, one listing, the root's record


def test_a_new_episode_costs_a_request_for_each_file_that_it_changes_and_none_for_a_look(house, bucket):
    _publish(house, bucket, 3)
    before = dict(bucket.store)
    _publish(house, bucket, 4)
    changed = [path for path, file in bucket.store.items() if before.get(path) is not file]
    asked = bucket.count()
    assert asked["pipe_file"] + asked["put_file"] == len(changed) + 1  # the lock
    assert asked.get("size", 0) == 0
    assert asked["cat_file"] <= 5, bucket.asked  # the lock, the root's record, the cover that goes into the tag


def test_the_record_comes_after_all_companions_and_feeds_come_after_the_record(house, bucket):
    _publish(house, bucket, 2)
    put = [path for name, path in bucket.asked if name in {"pipe_file", "put_file"}]
    for folder in ("en/story-0", "en/story-1"):
        own = [path for path in put if path.startswith(folder)]
        assert own[0].endswith(".mp3")
        assert own[-1] == f"{folder}/record.json"
        assert put.index(f"{folder}/record.json") < put.index("en/feed.xml") < put.index("record.json")


def test_files_go_to_a_bucket_several_at_a_time(output, bucket):
    bucket.together = Barrier(4)  # none is let through before four are there
    output.write_all((f"en/a/{number}.json", b"{}") for number in range(4))
    assert sorted(output.sizes()) == [f"en/a/{number}.json" for number in range(4)]


def test_one_that_cannot_be_written_is_one_clear_error_and_the_next_run_writes_only_what_is_missing(
    output, bucket, tmp_path
):
    files = [(f"en/a/{number}.json", b"{}") for number in range(8)]
    bucket.refuses = {"3.json"}
    with pytest.raises(PublishError, match=r"cannot write en/a/3\.json in counting://pod/audio: 503 slow down"):
        output.write_all(files)
    bucket.refuses = set()
    assert "en/a/3.json" in output.broken()
    output.write_all(files)
    assert output.broken() == set()
    bucket.asked.clear()
    output.write_all(files)
    assert bucket.asked == []


def test_a_file_whose_writing_was_cut_off_is_not_taken_for_what_it_was_before(output, bucket):
    output.write("en/feed.xml", b"old")
    bucket.refuses = {"feed.xml"}
    with pytest.raises(PublishError):
        output.write("en/feed.xml", b"new")
    bucket.refuses = set()
    Store("counting://pod/audio").replace("en/feed.xml", b"new")  # its answer was lost, the bytes were not
    assert output.write("en/feed.xml", b"old")
    assert output.read("en/feed.xml") == b"old"


def test_where_files_are_made_safe_on_disk_several_are_at_a_time(tmp_path):
    together = Barrier(3, timeout=20)

    class Slow(Store):
        def write(self, path, content):
            together.wait()
            return super().write(path, content)

    output = Output(Slow(str(tmp_path / "output")), Catalogue(tmp_path / "catalogue.sqlite"))
    output.write_all(((f"en/{name}/record.json", name.encode()) for name in "abc"), on_disk=3)
    assert [output.read(f"en/{name}/record.json") for name in "abc"] == [b"a", b"b", b"c"]
    assert all(output.stands(f"en/{name}/record.json") for name in "abc")
