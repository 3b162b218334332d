"""Articast: articles in, podcast feeds and article pages out. The flow is in `articast.flow.publish`: start there.

    from articast import Settings, publish

    report = publish(["articles/"], Settings(base_url="https://example.org/audio/"))

Both are fetched when they are asked for: `articast --help` loads neither.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articast.flow.publish import publish
    from articast.flow.run import Report
    from articast.settings import Settings

__all__ = ["Report", "Settings", "publish"]

_HOMES = {"Report": "flow.run", "Settings": "settings", "publish": "flow.publish"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'articast' has no attribute '{name}'")
    return getattr(import_module(f"articast.{_HOMES[name]}"), name)
