"""Recognisers: what listens. One file each; a recogniser is a module (or any object) that fits `Recogniser`.

A third party's recogniser is found by an entry point of the group `articast.recognisers`, whose name is its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from articast.speech import plugins

if TYPE_CHECKING:
    from articast.model import Speech


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


def names() -> tuple[str, ...]:
    """All recognisers' names, our own first."""
    return plugins.names(__name__)


@cache
def find(name: str) -> Recogniser:
    """The recogniser of that name.

    Raises:
        ConfigurationError: there is none, and the message lists those there are; or a third party's cannot be loaded.
    """
    return cast("Recogniser", plugins.find(__name__, name))
