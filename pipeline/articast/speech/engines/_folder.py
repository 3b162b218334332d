"""Where voices that the publisher installed live.

<folder>/piper/fr_FR-siwis-medium.onnx        the model
<folder>/piper/fr_FR-siwis-medium.onnx.json   its configuration
<folder>/piper/fr_FR-siwis-medium.installed.json  licence and checksums, written by `articast voices install`
<folder>/kokoro/kokoro-v1.0.onnx, voices-v1.0.bin, kokoro-v1.0.installed.json
"""

from __future__ import annotations

import json
import os
import sys
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path

from articast.errors import NotReadyError

QUALITIES = ("high", "medium", "low", "x_low")
"""Of Piper's voices, as their names end, best first."""


def folder() -> Path:
    """`$ARTICAST_VOICES`, else `articast/voices` in the user's data folder of the platform. It need not be there."""
    if chosen := os.environ.get("ARTICAST_VOICES"):
        return Path(chosen).expanduser()
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "articast" / "voices"


def licence(model: Path) -> str:
    """What the installer wrote down of a model's licence; empty for a model put there by hand."""
    record = model.with_name(f"{model.stem}.installed.json")
    if not record.is_file():
        return ""
    return str(json.loads(record.read_text(encoding="utf-8")).get("licence", ""))


def broken() -> tuple[type[Exception], ...]:
    """What loading a damaged model raises: onnxruntime's errors share no base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    kinds = (state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf, state.NoSuchFile)
    return (OSError, ValueError, KeyError, RuntimeError, EOFError, *kinds)


def digest(path: Path) -> str:
    """16 hex digits of a file's SHA-256; read once a process while the file stays the same.

    Raises:
        NotReadyError: the file is not there.
    """
    if not path.is_file():
        raise NotReadyError(f"the voice's model {path.name} is not installed: articast voices install {path.stem}")
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=64)
def _digest(path: Path, size: int, changed: int) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:16]
