"""Cover art: what directories and apps ask of it."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from articast.commands.check.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST, MOST, BYTES = 1400, 3000, 512 * 1024
"""Pixels a side and bytes that Apple Podcasts takes."""


@lru_cache(maxsize=16)  # the show's cover is in every episode's tag
def kind_of(content: bytes) -> tuple[str, str, int, int] | None:
    """(format, mode, width, height) of a picture that can be decoded; None where it is none."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image.load()
            return image.format or "", image.mode, image.width, image.height
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def faults(path: str, content: bytes) -> Iterator[Fault]:
    """Of one cover."""
    found = kind_of(content)
    if found is None:
        yield Fault(path, "cover-kind", "is no picture that can be read")
        return
    kind, mode, width, height = found
    if kind not in {"JPEG", "PNG"} or mode not in {"RGB", "L"}:
        yield Fault(path, "cover-kind", f"is {kind}, {mode}: directories take JPEG or PNG in RGB without transparency")
    if width != height or not LEAST <= width <= MOST:
        yield Fault(path, "cover-shape", f"has {width} x {height} pixels: it must be a square of {LEAST} to {MOST}")
    if len(content) > BYTES:
        yield Fault(path, "cover-size", f"has {len(content)} bytes: Apple takes {BYTES} at most")
