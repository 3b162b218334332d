"""The flow: sources in, what is published out. Composes the edges; only this room knows the order of the stages.

`publish` is the whole flow on one screen. A run works in a `house`; `preparing` is the text half of the flow, which
runs in the pool; `episodes` and `mastering` make of a recording what is put in place; `memory` is what still holds of
earlier runs. The names below are fetched when they are asked for: a worker that prepares texts needs no feeds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articast.flow.clips import kept_key, published_clips
    from articast.flow.compiling import heard_in, mend
    from articast.flow.house import House, kept_tuning, limits_of, opened, options_of, to_measure
    from articast.flow.memory import Memory
    from articast.flow.preparing import Kept, Work, again, content_digest, makeshifts, odd_names, plan_of, said
    from articast.flow.run import EXPIRED, Failure, Report, expired, waits

__all__ = [
    "EXPIRED",
    "Failure",
    "House",
    "Kept",
    "Memory",
    "Report",
    "Work",
    "again",
    "content_digest",
    "expired",
    "heard_in",
    "kept_key",
    "kept_tuning",
    "limits_of",
    "makeshifts",
    "mend",
    "odd_names",
    "opened",
    "options_of",
    "plan_of",
    "published_clips",
    "said",
    "to_measure",
    "waits",
]

_HOMES = {
    **dict.fromkeys(("House", "kept_tuning", "limits_of", "opened", "options_of", "to_measure"), "house"),
    **dict.fromkeys(
        ("Kept", "Work", "again", "content_digest", "makeshifts", "odd_names", "plan_of", "said"),
        "preparing",
    ),
    **dict.fromkeys(("EXPIRED", "Failure", "Report", "expired", "waits"), "run"),
    "Memory": "memory",
    **dict.fromkeys(("heard_in", "mend"), "compiling"),
    **dict.fromkeys(("kept_key", "published_clips"), "clips"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'articast.flow' has no attribute '{name}'")
    return getattr(import_module(f"articast.flow.{_HOMES[name]}"), name)
