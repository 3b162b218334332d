"""What is looked up by its name: modules of a package of ours, and what third parties bring by entry points.

The public modules of `articast.speech.engines` are our engines; an entry point of the group `articast.engines`, in any
package that is installed, is a third party's. Ours win: what is installed beside us never changes what a name means.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoints, distributions
from pkgutil import iter_modules
from typing import Any

from articast.errors import ConfigurationError


def names(package: str) -> tuple[str, ...]:
    """All names that can be found, our own first.

    Args:
        package: of ours, by its full name; its last part in the plural names the group of entry points.
    """
    own = _own(package)
    return (*own, *sorted({point.name for point in _brought(package)} - set(own)))


def find(package: str, name: str) -> Any:
    """The module of that name, or what a third party's entry point of that name stands for.

    Args:
        package: as in `names`.
        name: one of them.

    Raises:
        ConfigurationError: there is none, and the message lists those there are; or a third party's cannot be loaded.
    """
    if name in _own(package):
        return import_module(f"{package}.{name}")
    noun = _plural(package).removesuffix("s")
    for point in _brought(package).select(name=name):
        try:
            return point.load()
        except (ImportError, AttributeError) as error:
            whose = point.dist.name if point.dist else point.value
            raise ConfigurationError(
                f"{noun} '{name}' cannot be loaded: {error}; install {whose} anew, or choose another"
            ) from error
    raise ConfigurationError(f"no {noun} '{name}'; known: {', '.join(names(package))}")


@cache
def installed() -> EntryPoints:
    """What third parties bring. Every package's list of its own is read (20 ms and more): once a process, if at all."""
    points = (point for package in distributions() for point in package.entry_points)
    return EntryPoints(point for point in points if point.group.startswith("articast."))


def _brought(package: str) -> EntryPoints:
    return installed().select(group=f"articast.{_plural(package)}")


@cache
def _own(package: str) -> tuple[str, ...]:
    folders = import_module(package).__path__
    return tuple(module.name for module in iter_modules(folders) if not module.name.startswith("_"))


def _plural(package: str) -> str:
    return package.rpartition(".")[2]
