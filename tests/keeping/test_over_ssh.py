"""A server over SSH as output: the real client against a real server on this machine."""

from __future__ import annotations

import asyncio
import gc
import threading
from pathlib import Path

import pytest

from articast.commands.check import check
from articast.commands.cli import main
from articast.errors import ConfigurationError
from articast.keeping import Store
from tests.conftest import page

asyncssh = pytest.importorskip("asyncssh")
pytest.importorskip("paramiko")

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def server(tmp_path_factory, monkeypatch):
    """Gives (address, folder that is served) of a server that takes one password, its key known."""
    home, served = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("served")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    key, loop, ready, found = (
        asyncssh.generate_private_key("ssh-ed25519"),
        asyncio.new_event_loop(),
        threading.Event(),
        [],
    )

    class Publisher(asyncssh.SSHServer):
        def password_auth_supported(self):
            return True

        def validate_password(self, username, password):
            return (username, password) == ("pod", "s3cret")

    async def listen():
        found.append(
            await asyncssh.listen(
                "127.0.0.1",
                0,
                server_host_keys=[key],
                server_factory=Publisher,
                sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(served)),
            )
        )
        ready.set()

    def run():
        loop.run_until_complete(listen())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    port = found[0].sockets[0].getsockname()[1]
    (home / ".ssh").mkdir()
    public = key.export_public_key().decode().split()
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {public[0]} {public[1]}\n")
    yield f"sftp://pod:s3cret@127.0.0.1:{port}", served
    _forget()
    asyncio.run_coroutine_threadsafe(_closed(found[0]), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    loop.close()
    gc.collect()  # paramiko leaves sockets of those that were refused


async def _closed(listener):
    listener.close()
    await listener.wait_closed()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()


def _forget():
    """Close connections that fsspec keeps."""
    from fsspec.implementations.sftp import SFTPFileSystem

    for one in SFTPFileSystem._cache.values():
        one.client.close()
    SFTPFileSystem.clear_instance_cache()


def _tree(folder: Path):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_server_over_ssh_holds_what_a_folder_does_and_may_keep_the_state_too(house, server):
    url, served = server
    there = {"output": f"{url}/audio", "state": f"{url}/state"}
    house.article("a.html", page())
    house.publish()
    assert not house.publish(**there).failed
    assert _tree(served / "audio").keys() == house.tree().keys()
    assert {path for path, has in _tree(served / "audio").items() if has != (house.output / path).read_bytes()} <= {
        "record.json"
    }
    again = house.publish(**there)
    assert (again.spoken, len(again.unchanged)) == (0, 1)
    assert check(house.settings(**there)) == []
    assert not [path for path in _tree(served) if path.endswith((".part", "lock.json"))]


def test_a_file_is_made_only_where_there_is_none(server):
    store = Store(f"{server[0]}/audio")
    assert store.create("en/x", b"one")
    assert store.create("en/x", b"one"), "ours: it was asked twice"
    assert not store.create("en/x", b"two")
    assert store.read("en/x") == b"one"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("password", "Authentication failed"),
        ("key", "the server's key is not the one in"),
        ("port", "Unable to connect"),
    ],
)
def test_a_server_that_does_not_let_us_in_is_told_in_one_line_before_anything_is_spoken(
    house, server, capsys, wrong, told
):
    url = server[0]
    if wrong == "password":
        url = url.replace("s3cret", "secret")
    elif wrong == "key":
        (Path.home() / ".ssh" / "known_hosts").write_text("")
    else:
        url = "sftp://pod:s3cret@127.0.0.1:9"
    _forget()
    with pytest.raises(ConfigurationError, match=told) as error:
        Store(f"{url}/audio")
    assert "cret@" not in str(error.value)
    house.article("a.html", page())
    assert main(["publish", "articles", "--voice", "tone", "--output", f"{url}/audio"]) == 2
    assert told in capsys.readouterr().err
    assert not (house.root / ".articast" / "clips").exists()
