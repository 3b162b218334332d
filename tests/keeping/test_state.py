"""A state in a bucket: machines that come and go share it; lost, stale or fought over, what is published is right."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from articast.commands.check import check
from articast.commands.runs import runs
from articast.commands.upkeep import prune
from articast.errors import BusyError, PublishError
from articast.keeping import Catalogue, Store, lock, state_of
from articast.keeping import state as keeping
from tests.keeping.test_requests import Counting, Killed, bucket  # noqa: F401  a fixture

STATE = {"state": "counting://pod/state"}
HERE = {"output": "counting://pod/audio", **STATE}
ONE, TWO = "There is a ferry at seven.", "There is a ferry at nine."


@pytest.fixture(autouse=True)
def _in_no_time(bucket, monkeypatch):  # noqa: F811
    monkeypatch.setattr(lock, "STEP", 0.01)
    monkeypatch.setattr("articast.sources.files.SETTLED", 0)  # a file is known by its times at once


def _story(house, *sentences, name="a.txt"):
    house.article(name, "The ferry\n\n" + " ".join(sentences))


def _files(folder="audio"):
    return {path.partition(f"{folder}/")[2]: file.getvalue() for path, file in Counting.store.items() if folder in path}


def _catalogues():
    return sorted(path.rpartition("/")[2] for path in Counting.store if "/catalogue/" in path)


def test_a_machine_without_a_state_goes_on_where_another_ended(house):
    _story(house, ONE, TWO)
    first = house.publish(**HERE)
    assert (first.spoken, first.restored) == (4, "")
    assert not (house.root / ".articast").exists(), "nothing stays on the machine"
    before = _files()
    again = house.publish(**HERE)
    assert (again.spoken, len(again.unchanged), again.restored) == (0, 1, ""), "nothing was taken over: it was known"
    assert _files() == before
    _story(house, ONE, "There is none at nine.")
    changed = house.publish(**HERE)
    assert (changed.spoken, changed.reused) == (1, 3), "clips are had from the bucket"
    assert check(house.settings(**HERE)) == []
    assert [run["published"] for run in runs(house.settings(**HERE), 9)] == [1, 1], (
        "where nothing changed, none is kept"
    )


def test_it_publishes_the_same_as_a_folder(house):
    _story(house, ONE, TWO)
    house.publish()
    house.publish(**HERE)
    there = _files()
    assert there.keys() == house.tree().keys()
    assert {path for path, content in there.items() if (house.output / path).read_bytes() != content} <= {"record.json"}


def test_a_run_where_nothing_changed_brings_nothing_up_and_each_other_run_a_catalogue_of_its_own(house):
    _story(house, ONE)
    house.publish(**HERE)
    assert _catalogues() == ["00000001.sqlite.gz"]
    Counting.asked.clear()
    house.publish(**HERE)
    assert _catalogues() == ["00000001.sqlite.gz"]
    assert sum(Counting.count().values()) <= 20, Counting.asked
    for number in range(2, 5):
        _story(house, f"Number {number}.")
        house.publish(**HERE, accept=["all"])
    assert _catalogues() == ["00000003.sqlite.gz", "00000004.sqlite.gz"], "the newest, and the one before it"


def test_a_lost_state_is_made_again_of_the_records_and_the_sound(house):
    _story(house, ONE, TWO)
    house.publish(**HERE)
    before = _files()
    for path in [path for path in Counting.store if "/state/" in path]:
        del Counting.store[path]
    again = house.publish(**HERE)
    assert (again.spoken, len(again.published)) == (0, 0)
    assert again.restored.startswith("1 episodes")
    assert _files() == before


def test_a_damaged_catalogue_is_as_good_as_none(house):
    _story(house, ONE)
    house.publish(**HERE)
    before = _files()
    for damage in (b"rubbish", b"", _packed(b"no database at all" * 99)):
        (path,) = [path for path in Counting.store if path.endswith(_catalogues()[-1])]
        Store("counting://pod").replace(path.partition("pod/")[2], damage)
        assert house.publish(**HERE).spoken == 0
        assert _files() == before
    assert check(house.settings(**HERE)) == []


def _packed(content):
    import gzip

    return gzip.compress(content)


def test_a_stale_catalogue_is_told_by_the_lock_that_was_left_and_what_is_there_is_doubted(house, monkeypatch):
    _story(house, ONE)
    house.publish(**HERE)
    right = _files()

    def killed(*_):
        raise KeyboardInterrupt

    _story(house, TWO)
    with monkeypatch.context() as patch:  # the feeds are out, the catalogue is not brought up, no lock is given back
        patch.setattr(keeping, "_keep", killed)
        patch.setattr(lock.Lease, "give_back", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            house.publish(**HERE)
    with pytest.raises(BusyError, match="is publishing there"):
        house.publish(**HERE)
    _expire()
    _story(house, ONE)  # changed back: the stale catalogue has this very text as what is published
    report = house.publish(**HERE)
    assert report.spoken == 0, "its clips are there"
    assert check(house.settings(**HERE)) == []
    now = _files()
    assert {path for path in right if path.endswith((".mp3", ".vtt")) and right[path] != now.get(path)} == set()
    assert "seven" in json.loads(now["en/the-ferry/episode.json"])["sentences"][-1]["text"]


@pytest.mark.parametrize("lives", range(8, 80, 9))
def test_a_machine_that_is_gone_after_any_request_leaves_what_the_next_one_makes_right(house, lives):
    _story(house, ONE)
    house.publish(**HERE)
    _story(house, TWO)
    Counting.asked.clear()
    Counting.lives = lives
    with suppress(Killed):
        house.publish(**HERE)
    Counting.lives = 10**9
    _expire()
    assert not house.publish(**HERE).failed
    assert check(house.settings(**HERE)) == []
    assert not [path for path in _files() if path.endswith(lock.NAME)]
    assert "nine" in json.loads(_files()["en/the-ferry/episode.json"])["sentences"][-1]["text"]


def _expire():
    for path in [path for path in Counting.store if path.endswith(lock.NAME)]:
        store = Store("counting://pod")
        held = json.loads(store.read(path.partition("pod/")[2]))
        held["until"] = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        store.replace(path.partition("pod/")[2], json.dumps(held).encode())


@pytest.mark.parametrize("part", ["/state/", "lock.json"])
def test_a_run_that_cannot_bring_up_its_state_says_so_and_the_next_one_is_right(house, monkeypatch, part):
    _story(house, ONE)
    house.publish(**HERE)
    _story(house, TWO)
    with monkeypatch.context() as patch:
        patch.setattr(Counting, "refuses", {".sqlite.gz"})
        with pytest.raises(PublishError, match=r"cannot write 00000002\.sqlite\.gz in counting://pod/state/catalogue"):
            house.publish(**HERE)
    report = house.publish(**HERE)
    assert (report.spoken, len(report.unchanged)) == (0, 1)
    assert check(house.settings(**HERE)) == []


def test_two_publishers_with_one_state_are_refused_before_anything_is_spoken(house):
    _story(house, ONE)
    with lock.locked(Store("counting://pod/state/catalogue")), pytest.raises(BusyError, match="--wait"):
        house.publish(**HERE)
    assert not [path for path in Counting.store if path.endswith((".mp3", ".clip"))]


def test_a_catalogue_that_another_brought_up_meanwhile_stays(house, tmp_path):
    with state_of(STATE["state"]) as state:
        Store("counting://pod/state/catalogue").create("00000001.sqlite.gz", b"another's")
        catalogue = Catalogue(state.catalogue)
        catalogue.remember("here", "x", 1)
        with pytest.raises(BusyError, match="that one stays"):
            state.keep(catalogue)
        catalogue.close()
    assert Store("counting://pod/state/catalogue").read("00000001.sqlite.gz") == b"another's"


def test_a_run_whose_output_another_took_over_stops_before_it_writes(house, monkeypatch):
    _story(house, ONE)
    _story(house, TWO, name="b.txt")
    monkeypatch.setattr(lock, "EXPIRES", timedelta(seconds=-1))  # as on a machine that slept
    theirs = b'{"owner": "other:1", "run": "1", "until": "2999-01-01T00:00:00+00:00"}'
    from articast.commands.progress import Quiet

    monkeypatch.setattr(Quiet, "begin", lambda *_: Store("counting://pod/audio").replace(lock.NAME, theirs))
    with pytest.raises(BusyError, match="another run took it over"):
        house.publish(output="counting://pod/audio")
    assert not [path for path in _files() if path.endswith((".xml", "record.json"))]
    assert _files()[lock.NAME] == theirs, "and leaves the other's lock alone"


def test_clips_of_no_episode_are_pruned_in_the_bucket_too(house, monkeypatch):
    _story(house, ONE)
    house.publish(**HERE)
    _story(house, TWO)
    house.publish(**HERE)
    count = len(_files("clips"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    assert prune(house.settings(**HERE, prune_after_days=0)).startswith("removed 1 clips")
    assert len(_files("clips")) == count - 1


def test_clips_at_hand_stay_within_their_bound_and_the_bucket_has_them_all(bucket, tmp_path, monkeypatch):  # noqa: F811
    from articast.keeping import Shelf, shelf

    monkeypatch.setattr(shelf, "AT_HAND", 250)
    found = Shelf(Store(str(tmp_path)), Store("counting://pod/clips"))
    for number in range(9):
        found.write(f"0{number}/clip", bytes(100))
    found.settle()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    assert [found.read(f"0{number}/clip") for number in range(9)] == [bytes(100)] * 9
    found.ahead(["0x/clip"])
    assert not found.has("0x/clip")
    found.write("0x/clip", b"new")
    assert found.read("0x/clip") == b"new"
    found.close()


def test_an_expired_lock_that_two_find_is_had_by_one(bucket):  # noqa: F811
    store = Store("counting://pod/audio")
    me, other = {"owner": "me", "run": "1"}, b'{"owner": "other", "run": "2", "until": "2999-01-01T00:00:00+00:00"}'
    store.replace(lock.NAME, b'{"owner": "dead", "run": "0", "until": "2020-01-01T00:00:00+00:00"}')
    plain = lock.sleep

    def meanwhile(seconds):
        plain(seconds)
        store.replace(lock.NAME, other)  # it had found the expired one, too, took away ours and made its own

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "sleep", meanwhile)
        with pytest.raises(BusyError, match="other is publishing"):
            lock._taken(store, me, 0)


def test_a_lock_whose_making_was_answered_too_late_is_ours(bucket):  # noqa: F811
    store = Store("counting://pod/audio")
    assert store.create("x", b"mine")
    assert store.create("x", b"mine"), "the client asked again, since the first answer was lost"
    assert not store.create("x", b"another's")
