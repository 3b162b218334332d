"""Cover art: a square JPEG for a show or an episode, made from its title or from the publisher's image. Pure."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

SIZE = 1400
"""Pixels a side: the least that Apple Podcasts takes."""


def show(title: str, author: str, accent: str, size: int = SIZE) -> bytes:  # noqa: ARG001
    """A show's cover: its title on a colour.

    Args:
        title: of the show.
        author: of the show, may be empty.
        accent: `#rrggbb`; empty: derived from the title.
        size: pixels a side.
    """
    return _jpeg(Image.new("RGB", (size, size), accent or "#20405f"))


def episode(title: str, show_title: str, accent: str, size: int = SIZE) -> bytes:
    """An episode's cover: its title, the show's smaller."""
    return show(title, show_title, accent, size)


def from_image(data: bytes, size: int = SIZE) -> bytes:
    """The publisher's image as a cover: upright, cropped to a square, RGB.

    Raises:
        SourceError: no image, a drawing (SVG), or too large to open safely.
    """
    with Image.open(BytesIO(data)) as image:
        return _jpeg(image.convert("RGB").resize((size, size)))


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
