"""Files in a folder or elsewhere: put in place whole, and only inside."""

from __future__ import annotations

import pytest

from articast.errors import ConfigurationError, PublishError
from articast.keeping.store import Store


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    return Store(str(tmp_path / "out") if request.param == "folder" else f"memory://{tmp_path}")


def test_what_is_written_is_read_listed_and_deleted(store):
    assert store.sizes() == {}
    assert store.write("en/a/index.html", b"page")
    assert store.read("en/a/index.html") == b"page"
    assert store.has("en/a/index.html")
    assert not store.has("en/a")
    assert store.sizes() == {"en/a/index.html": 4}
    assert store.age("en/a/index.html", 4e9) > 0
    store.delete("en/a/index.html")
    store.delete("en/a/index.html")
    assert store.sizes() == {}
    with pytest.raises(FileNotFoundError):
        store.read("en/a/index.html")


def test_the_same_bytes_are_not_written_again(store):
    assert store.write("a", b"one")
    assert not store.write("a", b"one")
    assert store.write("a", b"two")
    assert store.read("a") == b"two"


def test_a_file_is_moved_in(store, tmp_path):
    source = tmp_path / "made.mp3"
    source.write_bytes(b"sound")
    store.put(source, "en/a/a.mp3")
    assert store.read("en/a/a.mp3") == b"sound"
    assert not source.exists()


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../up", "a/../../up", "a/..", ".", "./a", "a//b", "a/", "a\\b", "a\0b", "a\nb"]
)
def test_no_path_leads_outside(store, path):
    for does in (store.read, store.has, store.delete, lambda name: store.write(name, b"x")):
        with pytest.raises(PublishError):
            does(path)


def test_empty_folders_go_with_their_last_file_but_never_the_root(tmp_path):
    store = Store(str(tmp_path / "out"))
    store.write("en/a/b/c.html", b"x")
    store.write("en/keep.html", b"x")
    store.delete("en/a/b/c.html")
    assert not (tmp_path / "out/en/a").exists()
    store.delete("en/keep.html")
    assert (tmp_path / "out").is_dir()


def test_a_path_through_a_file_is_one_clear_error_and_leaves_nothing(tmp_path):
    store = Store(str(tmp_path / "out"))
    store.write("en", b"a file where a folder should be")
    with pytest.raises(PublishError, match=r"en/feed\.xml"):
        store.write("en/feed.xml", b"x")
    assert store.sizes() == {"en": 31}


def test_an_output_that_is_a_file_is_one_clear_error(tmp_path):
    (tmp_path / "out").write_text("a file where the folder should be")
    store = Store(str(tmp_path / "out"))
    with pytest.raises(PublishError, match=r"cannot list .*out: Not a directory; name a folder"):
        store.sizes()


def test_links_that_lead_out_of_the_output_are_not_listed_as_folders(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("x")
    store = Store(str(tmp_path / "out"))
    store.write("a", b"x")
    (tmp_path / "out/link").symlink_to(tmp_path / "outside")
    assert store.sizes() == {"a": 1}


def test_unknown_kinds_of_store_are_named_without_their_password():
    with pytest.raises(ConfigurationError, match=r"nope://host/folder") as error:
        Store("nope://me:s3cret@host/folder")
    assert "s3cret" not in str(error.value)
