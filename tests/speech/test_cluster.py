"""A Dask cluster in place of this machine's processes: the real scheduler and workers, on this machine."""

from __future__ import annotations

import threading

import pytest

from articast.commands.check import check
from articast.errors import ConfigurationError
from tests.conftest import page, told
from tests.flow.test_bad_input import failures, odd_engine, titles  # noqa: F401  a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("cluster"),  # one at a time: a cluster takes both cores
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # distributed's and tornado's own
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # distributed leaves sockets of lost workers to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def cluster():
    """Two workers, each a process with one thread."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0, silence_logs=50
    ) as found:
        yield found


def test_a_cluster_publishes_the_same_bytes_as_this_machine(house, cluster):
    for number in range(3):
        house.article(f"{number}.html", page(f"Article {number}", f"This is the article with the number {number}."))
    report = house.publish(cluster=cluster.scheduler_address)
    assert failures(report) == {}
    assert report.spoken > 0
    assert check(house.settings()) == []
    here = house.publish(output="elsewhere", state="elsewhere-state")
    assert {source: episode.digest for source, episode in here.published} == {
        source: episode.digest for source, episode in report.published
    }


def test_a_worker_that_is_lost_costs_nothing_but_its_time(house, cluster, monkeypatch):
    sentences = " ".join(f"Sentence {n} is about the number {n * n}." for n in range(60))
    house.article("a.html", page("Long", sentences))
    worker = next(iter(cluster.workers.values()))
    lost = threading.Event()

    def clip(work, spoken, seconds):
        if not lost.is_set():
            lost.set()
            worker.process.process._process.kill()  # as a machine that goes down

    from articast.commands.progress import Quiet

    monkeypatch.setattr(Quiet, "clip", lambda _self, *told: clip(*told))
    report = house.publish(cluster=cluster.scheduler_address)
    assert lost.is_set()
    assert failures(report) == {}
    assert report.spoken >= 60
    assert check(house.settings()) == []


def test_two_of_three_workers_that_are_lost_change_nothing_of_what_is_published(house, monkeypatch):
    distributed = pytest.importorskip("distributed")
    from articast.commands.progress import Quiet

    for number in range(2):
        sentences = " ".join(f"Sentence {n} is about the number {n * n + number}." for n in range(25))
        house.article(f"{number}.html", page(f"Long {number}", sentences))
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0, silence_logs=50
    ) as three:
        doomed = list(three.workers.values())[:2]

        def clip(_self, _work, _spoken, _seconds):
            if doomed:
                doomed.pop().process.process._process.kill()

        monkeypatch.setattr(Quiet, "clip", clip)
        report = house.publish(cluster=three.scheduler_address)
    assert not doomed
    assert failures(report) == {}
    tree = told(house)
    house.publish(output="here", state="here-state")
    monkeypatch.setattr(type(house), "output", house.root / "here")
    assert told(house) == tree


def test_a_voice_that_needs_something_is_spoken_only_where_it_is(house):
    distributed = pytest.importorskip("distributed")
    options = {"nthreads": 1, "silence_logs": 50, "dashboard": False}
    house.article("a.html", page("Long", " ".join(f"Sentence {n} is about the number {n * n}." for n in range(30))))
    with distributed.SpecCluster(
        scheduler={"cls": distributed.Scheduler, "options": {"dashboard": False, "port": 0}},
        workers={
            "with": {"cls": distributed.Nanny, "options": {**options, "resources": {"VOICE": 1}}},
            "without": {"cls": distributed.Nanny, "options": options},
        },
        silence_logs=50,
    ) as two:
        report = house.publish(cluster=two.scheduler_address, cluster_needs={"tone": "VOICE"})
        assert failures(report) == {}
        spoke = [who for who, seconds in report.timings.items() if "voice" in seconds]
        assert len(spoke) == 1, report.timings
        with pytest.raises(ConfigurationError, match=r"no worker has declared GPU, which \[cluster_needs\] asks for"):
            house.publish(
                cluster=two.scheduler_address,
                cluster_needs={"tone": "GPU"},
                cluster_wait=0.5,
                state="another",
                output="another-output",
            )


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"python": "3.11.9", "distributed": "2026.8.0", "articast": "1.2"}, ""),
        (
            {"python": "3.11.9", "distributed": "2025.1.0", "articast": "1.2"},
            "Dask's distributed 2025.1.0, here is 2026",
        ),
        (
            {"python": "3.11.9", "distributed": "2026.8.0", "articast": "1.1"},
            "Articast 1.1, here is 1.2: install the sam",
        ),
        ({"python": "3.11.9", "distributed": "2026.8.0", "articast": None}, "has no Articast: pip install it there"),
        (
            {"python": "3.13.1", "distributed": "2026.8.0", "articast": "1.2"},
            "runs Python 3.13, here is 3.11: use the same",
        ),
    ],
)
def test_a_cluster_of_another_version_is_told_before_anything_is_spoken(there, told):
    from articast.speech.executors import unlike

    here = {"packages": {"python": "3.11.2", "distributed": "2026.8.0", "articast": "1.2"}}
    scheduler = {"packages": {**here["packages"], "articast": None}}  # a scheduler needs none
    found = unlike({"client": here, "scheduler": scheduler, "workers": {"tcp://10.0.0.2:1": {"packages": there}}})
    assert told in found
    assert bool(found) == bool(told)
    assert not told or found.startswith("worker tcp://10.0.0.2:1")


def test_an_article_that_kills_every_worker_fails_alone(house, odd_engine, cluster):  # noqa: F811
    house.article("bad.html", page("Bad", "It is here that it dies. Nobody knows why."))
    house.article("good.html", page())
    report = house.publish(voice="odd", cluster=cluster.scheduler_address)
    assert list(failures(report)) == ["bad.html"]
    assert titles(report) == {"good.html": "The ferry"}


def test_a_worker_that_hangs_is_ended_and_its_article_fails_alone(house, odd_engine, cluster):  # noqa: F811
    def processes():
        return {nanny.pid for nanny in cluster.workers.values()}

    before = processes()
    house.article("bad.html", page("Bad", "It is here that it loops. Nobody knows why."))
    house.article("good.html", page())
    report = house.publish(voice="odd", cluster=cluster.scheduler_address, limits={"sentence_seconds": 2})
    assert "longer than 2 seconds; [limits] sentence_seconds" in failures(report)["bad.html"]
    assert titles(report) == {"good.html": "The ferry"}
    cluster.wait_for_workers(2, timeout=60)
    assert len(before - processes()) == 1, "it is not left to hang there"


def test_a_cluster_without_a_worker_is_waited_for_no_longer_than_told(house):
    distributed = pytest.importorskip("distributed")
    house.article("a.html", page())
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        with pytest.raises(ConfigurationError, match=r"no worker has joined in 0\.2 s; start one"):
            house.publish(cluster=empty.scheduler_address, cluster_wait=0.2)
        assert not list(house.output.glob("en/*/*.mp3"))


def test_a_cluster_that_grows_by_need_is_given_the_need(house):
    distributed = pytest.importorskip("distributed")
    house.article("a.html", page())
    with distributed.LocalCluster(
        n_workers=0, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0, silence_logs=50
    ) as none:
        none.adapt(minimum=0, maximum=1, interval="100ms")
        assert failures(house.publish(cluster=none.scheduler_address, cluster_wait=60)) == {}


def test_how_many_work_is_told_at_first_and_when_workers_join_or_die(monkeypatch):
    from types import SimpleNamespace

    from articast.speech import executors

    cores = {"a": 2}
    monkeypatch.setattr(executors, "RECOUNTED", -1.0)
    cluster = executors.Cluster.__new__(executors.Cluster)
    told = []
    cluster._client = SimpleNamespace(ncores=lambda: cores)
    cluster._tell, cluster._size, cluster._counted = told.append, 0, float("-inf")
    assert cluster.size == 2
    cores |= dict.fromkeys("bcdef", 2)
    assert cluster.size == 12
    cores.clear()
    assert cluster.size == 1, "until another joins"
    assert told == [
        "cluster: 1 worker, 2 sentences at a time",
        "cluster: 6 workers, 12 sentences at a time",
        "cluster: 0 workers, 0 sentences at a time",
    ]


def test_a_cluster_that_is_not_there_is_one_clear_error(house, monkeypatch):
    monkeypatch.setattr("articast.speech.executors.ANSWERS_IN", "1s")
    house.article("a.html", page())
    with pytest.raises(ConfigurationError, match="no Dask scheduler"):
        house.publish(cluster="tcp://127.0.0.1:1")
