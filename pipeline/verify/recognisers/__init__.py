"""Recognisers: what listens. One file each; a recogniser is a module (or any object) that fits `Recogniser`.

A third party's recogniser is found by an entry point of the group `articast.recognisers`, whose name is its own.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from pipeline.model import Speech


class Recogniser(Protocol):
    """What every recogniser can do. Two calls of `hear` with the same arguments give the same text."""

    def missing(self, model: str) -> str:
        """What keeps it from listening with this model and the way out; empty when it is ready. Cheap: loads nothing.

        Args:
            model: path of the model as the publisher gave it; empty where he gave none.
        """

    def knows(self, language: str, model: str) -> bool:
        """Whether the model hears this language (BCP 47). May load it."""

    def hear(self, speech: Speech, language: str, model: str) -> str:
        """What is said, as the recogniser writes it; empty where nothing is. Never downloads anything.

        Args:
            speech: of any rate and length.
            language: BCP 47, one that it `knows`.
            model: path of the model; loaded once a process.

        Raises:
            ConfigurationError: its package or the model is not here, or the model cannot be read.
        """


@cache
def names() -> tuple[str, ...]:
    """All recognisers' names, our own first."""
    own = [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
    return (*own, *sorted({point.name for point in entry_points(group="articast.recognisers")} - set(own)))


@cache
def find(name: str) -> Recogniser:
    """The recogniser of that name.

    Raises:
        ConfigurationError: there is none; the message lists those there are.
    """
    if name not in names():
        raise ConfigurationError(f"[verify] recogniser: no recogniser '{name}'; known: {', '.join(names())}")
    for point in entry_points(group="articast.recognisers"):
        if point.name == name:
            return cast("Recogniser", point.load())
    return cast("Recogniser", import_module(f"{__name__}.{name}"))
