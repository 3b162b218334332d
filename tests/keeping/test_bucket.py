"""A bucket as output: the real S3 client against a server on this machine."""

from __future__ import annotations

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
    import socket

    from articast.keeping import remote

    monkeypatch.setattr(remote, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, answers none
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        store = Store("s3://pod/audio")
        with pytest.raises(PublishError, match=r"cannot write a\.html in s3://pod/audio: no answer in 1 s; run again"):
            store.replace("a.html", b"page")


def test_a_listing_that_hangs_ends_with_one_clear_error(bucket, monkeypatch):
    import socket

    from articast.keeping import remote

    monkeypatch.setattr(remote, "PATIENCE", 0.5)
    monkeypatch.setattr(remote, "LISTING", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(PublishError, match=r"cannot list s3://pod/audio: no answer in 1 s; run again"):
            Store("s3://pod/audio").sizes()


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


def test_azure_is_told_the_type_and_how_long_caches_may_keep_a_file():
    pytest.importorskip("adlfs")
    from articast.keeping.headers import Caching, headers

    told = headers("en/feed.xml", "abfs", Caching(others="no-cache"))["content_settings"]
    assert (told.content_type, told.cache_control) == ("application/rss+xml; charset=utf-8", "no-cache")
