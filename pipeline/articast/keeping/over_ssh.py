"""What is different where a store is reached over SSH (`sftp://`): one connection, folders that must be made, renaming.

Whose key a server shows is looked up in `~/.ssh/known_hosts`, as `ssh` does; who we are, in the agent and `~/.ssh`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = {"sftp", "ssh"}
"""fsspec's names."""

CONNECTS, ANSWERS = 15.0, 60.0
"""Seconds that a server may take to let us in, and to answer a request or take a stretch of a file."""


@cache
def options() -> dict[str, Any]:
    """What fsspec is told for a connection.

    Raises:
        ImportError: paramiko is not installed.
    """
    try:
        import paramiko
    except ImportError as error:
        raise ImportError("paramiko is not installed: pip install 'articast[sftp]'") from error

    class Known(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
        """Takes only keys that `ssh` knows."""

        def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:  # noqa: ARG002
            """Look it up; fsspec gives its client none."""
            known = Path.home() / ".ssh" / "known_hosts"
            if not (known.is_file() and paramiko.HostKeys(str(known)).check(hostname, key)):
                raise paramiko.SSHException(
                    f"the server's key is not the one in {known}, or none is there: "
                    f"`ssh-keyscan` or a first `ssh` to {hostname} writes it"
                )

    limits = dict.fromkeys(("timeout", "banner_timeout", "auth_timeout"), CONNECTS)
    return {"host_key_policy": Known, **limits}


def bounded(files: Any) -> None:
    """Have no request of a connection take for ever."""
    files.ftp.get_channel().settimeout(ANSWERS)


def placed(files: Any, path: str, content: bytes) -> None:
    """Put bytes in place, whole or not at all."""

    def write(temporary: str) -> None:
        with files.ftp.open(temporary, "wb") as file:
            file.set_pipelined(pipelined=True)
            file.write(content)

    _whole(files, path, write)


def sent(files: Any, source: Path, path: str) -> None:
    """Put a local file in place, whole or not at all."""
    _whole(files, path, lambda temporary: files.ftp.put(str(source), temporary))


def created(files: Any, path: str, content: bytes) -> bool:
    """Put a file in place where there is none; False where there is one."""
    _folder(files, path)
    try:
        with files.ftp.open(path, "wx") as file:
            file.write(content)
    except OSError:
        if files.exists(path):
            return False
        raise
    return True


def _whole(files: Any, path: str, write: Callable[[str], object]) -> None:
    folder = path.rpartition("/")[0]
    temporary = f"{folder}/.{token_hex(4)}.part"
    try:
        write(temporary)
    except FileNotFoundError:  # a new folder: asked only then
        _folder(files, path)
        write(temporary)
    files.ftp.posix_rename(temporary, path)


def _folder(files: Any, path: str) -> None:
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
