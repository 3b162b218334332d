"""A bucket as output: the real S3 client against a server on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from itertools import cycle

import pytest

from articast.commands.check import check
from articast.commands.upkeep import prune, withdraw
from articast.errors import ConfigurationError, PublishError
from articast.keeping.store import Store
from tests.conftest import PARAGRAPHS, page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # botocore's and moto's own
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # aiobotocore leaves connections to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OTHER = "This one is of another kind, without boats. It is about trains and tunnels, and about those who dig them."


@pytest.fixture
def bucket(monkeypatch):
    """The endpoint of a server with the empty bucket `pod`."""
    boto3 = pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    server_module = pytest.importorskip("moto.server")
    import s3fs

    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket="pod")
    yield endpoint
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_a_bucket_is_published_to_checked_and_pruned_as_a_folder_is(house, bucket, monkeypatch):
    house.article("a.html", page())
    house.article("b.html", page("Other", OTHER))
    there = {"output": "s3://pod/audio", "base_url": f"{bucket}/pod/audio/", "prune_after_days": 0}
    first = house.publish(**there)
    assert not first.failed
    assert not house.output.exists()
    assert check(house.settings(**there)) == []
    store = Store("s3://pod/audio")
    before = {path: store.read(path) for path in store.sizes()}

    again = house.publish(**there)
    assert (len(again.published), len(again.unchanged), again.spoken) == (0, 2, 0)
    assert {path: store.read(path) for path in store.sizes()} == before

    house.article("a.html", page("The ferry", *PARAGRAPHS[:2]))
    old, new = first.published[0][1], house.publish(**there).published[0][1]
    assert store.has(old.audio)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    prune(house.settings(**there))
    assert not store.has(old.audio)
    assert store.has(new.audio)
    withdraw("en/other", house.settings(**there))
    assert not store.has("en/other/episode.json")
    assert check(house.settings(**there)) == []


def test_files_in_a_bucket_have_the_types_that_browsers_and_apps_need(house, bucket):
    house.article("a.html", page())
    episode = house.publish(output="s3://pod/audio", base_url=f"{bucket}/pod/audio/").published[0][1]
    types = {
        "en/feed.xml": "application/rss+xml; charset=utf-8",
        "index.html": "text/html; charset=utf-8",
        f"{episode.folder}/transcript.vtt": "text/vtt; charset=utf-8",
        f"{episode.folder}/chapters.json": "application/json",
        "assets/player.js": "text/javascript; charset=utf-8",
        "assets/player.css": "text/css; charset=utf-8",
        episode.audio: "audio/mpeg",
    }
    import boto3

    client = boto3.client("s3", endpoint_url=bucket, region_name="us-east-1")
    for path, kind in types.items():
        assert client.head_object(Bucket="pod", Key=f"audio/{path}")["ContentType"] == kind, path


def test_a_bucket_that_is_not_there_or_not_ours_is_one_clear_error(house, bucket, monkeypatch):
    house.article("a.html", page())
    with pytest.raises(PublishError, match="nowhere") as error:
        house.publish(output="s3://nowhere/audio")
    assert "s3cret" not in str(error.value)
    with pytest.raises(ConfigurationError, match="fooo"):
        house.publish(output="fooo://nowhere/audio")


def test_an_upload_that_hangs_ends_with_one_clear_error(bucket, monkeypatch):
    from articast.keeping import remote

    monkeypatch.setattr(remote, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, answers none
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        store = Store("s3://pod/audio")
        with pytest.raises(PublishError, match=r"cannot write a\.html in s3://pod/audio: no answer in 1 s; run again"):
            store.replace("a.html", b"page")


def test_a_listing_that_hangs_ends_with_one_clear_error(bucket, monkeypatch):
    from articast.keeping import remote

    monkeypatch.setattr(remote, "PATIENCE", 0.5)
    monkeypatch.setattr(remote, "LISTING", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(PublishError, match=r"cannot list s3://pod/audio: no answer in 1 s; run again"):
            Store("s3://pod/audio").sizes()


# what fails on the way


@pytest.fixture
def faulty(bucket, monkeypatch):
    """Gives a bucket of which requests fail as a plan says."""
    import stamina

    from tests.keeping.faulty import Faulty

    opened = []

    def between(plan):
        opened.append(Faulty(bucket, plan))
        monkeypatch.setenv("AWS_ENDPOINT_URL", opened[-1].url)
        _forget()
        return opened[-1]

    with stamina.set_testing(testing=True, attempts=7):  # waits for nothing
        yield between
    for one in opened:
        one.close()


def _forget():
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()


SAME = {"output": "s3://pod/faulty/audio", "state": "s3://pod/faulty/state", "jobs": 1}


def test_with_every_fifth_request_failing_a_bucket_holds_what_a_folder_does(house, bucket, faulty, monkeypatch):
    house.article("0.html", page("Story 0", "The ferry left at seven."))
    house.publish(jobs=1)
    kinds = cycle(("500", "503", "lost"))

    def plan(number, command, _):
        return None if number % 5 else "cut" if command == "GET" else next(kinds)

    between = faulty(plan)
    assert not house.publish(**SAME).failed
    house.article("0.html", page("Story 0", "The ferry left at noon."))
    for there in ({"jobs": 1}, SAME):
        assert not house.publish(**there).failed
    done = {(command, fault) for command, _, fault in between.seen}
    assert {("PUT", "500"), ("PUT", "503"), ("PUT", "lost"), ("GET", "cut")} <= done
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket)
    _forget()
    store = Store("s3://pod/faulty/audio")
    assert store.sizes().keys() == house.tree().keys()
    assert {p for p in store.sizes() if store.read(p) != (house.output / p).read_bytes()} <= {"record.json"}
    assert check(house.settings(**SAME)) == []


def test_a_put_that_hangs_once_is_sent_again(bucket, faulty, monkeypatch):
    from articast.keeping import remote

    monkeypatch.setattr(remote, "PATIENCE", 4.0)  # the second try answers within it on a busy machine, too
    between = faulty(lambda number, command, _: "hang" if command == "PUT" and number == 0 else None)
    Store("s3://pod/audio").replace("a.html", b"page")
    assert [fault for command, _, fault in between.seen if command == "PUT"] == ["hang", None]
    assert Store("s3://pod/audio").read("a.html") == b"page"


def test_a_lock_whose_answer_was_lost_is_not_another_runs(bucket, faulty):
    from articast.keeping import locked

    puts = []

    def plan(_, command, path):
        puts.extend([path] if command == "PUT" else [])
        return "lost" if command == "PUT" and len(puts) == 1 else None

    faulty(plan)
    with locked(Store("s3://pod/lost")):
        assert len(puts) > 1
    assert Store("s3://pod/lost").sizes() == {}


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        ("403 ExpiredToken", "output: cannot write .articast.part in s3://pod/audio: ExpiredToken"),
        ("403 InvalidAccessKeyId", "output: cannot write .articast.part in s3://pod/audio: InvalidAccessKeyId"),
        ("403 SignatureDoesNotMatch", "output: cannot write .articast.part in s3://pod/audio: SignatureDoesNotMatch"),
        ("404 NoSuchBucket", "output: cannot write .articast.part in s3://pod/audio: NoSuchBucket"),
    ],
)
def test_a_bucket_that_refuses_is_told_in_one_line_before_anything_is_spoken(house, faulty, capsys, refused, told):
    from articast.commands.cli import main

    house.article("a.html", page())
    between = faulty(lambda *_: refused)
    assert main(["publish", "articles", "--voice", "tone", "--output", "s3://pod/audio"]) == 2
    assert told in capsys.readouterr().err
    assert len(between.seen) <= 3, "it is not asked again and again"
    assert not (house.root / ".articast" / "clips").exists()


# Google's and Azure's


@pytest.fixture
def googles(monkeypatch):
    """The empty bucket `pod` of a stand-in for Google's storage."""
    monkeypatch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")  # read as it is imported: asks for credentials
    pytest.importorskip("gcsfs")
    emulator = pytest.importorskip("gcp_storage_emulator.server")
    import fsspec
    import gcsfs
    from google.auth.credentials import AnonymousCredentials
    from google.cloud import storage

    server = emulator.create_server("127.0.0.1", 0, in_memory=True, default_bucket="pod")
    server.start()
    endpoint = f"http://127.0.0.1:{server._api._httpd.socket.getsockname()[1]}"
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", endpoint)
    monkeypatch.setitem(fsspec.config.conf, "gs", {"token": "anon"})
    gcsfs.GCSFileSystem.clear_instance_cache()
    options = {"api_endpoint": endpoint}
    yield storage.Client("test", AnonymousCredentials(), client_options=options).bucket("pod")
    gcsfs.GCSFileSystem.clear_instance_cache()
    server.stop()


def test_a_bucket_of_googles_is_published_to_and_tells_caches_how_long(house, googles):
    house.article("a.html", page())
    there = {"output": "gs://pod/audio", "delivery": {"others": "public, max-age=60"}}
    episode = house.publish(**there).published[0][1]
    assert house.publish(**there).published == []
    assert check(house.settings(**there)) == []
    for path, cached in ((episode.audio, "public, max-age=31536000, immutable"), ("en/feed.xml", "public, max-age=60")):
        assert googles.get_blob(f"audio/{path}").cache_control == cached, path
    assert googles.get_blob("audio/en/feed.xml").content_type.startswith("application/rss+xml")


@pytest.fixture
def azures(monkeypatch, tmp_path):
    """The empty container `pod` of Azure's own emulator (`npm install -g azurite`)."""
    program = shutil.which("azurite-blob")
    if not program:
        pytest.skip("needs azurite")
    pytest.importorskip("adlfs")
    from azure.storage.blob import BlobServiceClient

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    emulators = (
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="  # known to all
    )
    told = f"AccountName=devstoreaccount1;AccountKey={emulators};BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1"
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", f"DefaultEndpointsProtocol=http;{told};")
    quiet = ["--silent", "--skipApiVersionCheck", "--disableTelemetry"]
    there = ["--location", str(tmp_path / "azurite"), "--blobHost", "127.0.0.1", "--blobPort", str(port)]
    with subprocess.Popen([program, *quiet, *there], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as emulator:
        client = BlobServiceClient.from_connection_string(os.environ["AZURE_STORAGE_CONNECTION_STRING"])
        yield client.create_container("pod")  # asks again until it is there
        emulator.terminate()


def test_a_container_of_azures_is_published_to_and_keeps_the_state(house, azures):
    house.article("a.html", page())
    there = {"output": "az://pod/audio", "state": "az://pod/state"}
    episode = house.publish(**there).published[0][1]
    again = house.publish(**there)
    assert (again.spoken, len(again.unchanged), again.restored) == (0, 1, "")
    assert check(house.settings(**there)) == []
    feed = azures.get_blob_client("audio/en/feed.xml").get_blob_properties().content_settings
    assert (feed.content_type, feed.cache_control) == ("application/rss+xml; charset=utf-8", "public, max-age=300")
    sound = azures.get_blob_client(f"audio/{episode.audio}").get_blob_properties().content_settings
    assert "immutable" in sound.cache_control


def test_azure_is_told_the_type_and_how_long_caches_may_keep_a_file():
    pytest.importorskip("adlfs")
    from articast.keeping.headers import Caching, headers

    told = headers("en/feed.xml", "abfs", Caching(others="no-cache"))["content_settings"]
    assert (told.content_type, told.cache_control) == ("application/rss+xml; charset=utf-8", "no-cache")
