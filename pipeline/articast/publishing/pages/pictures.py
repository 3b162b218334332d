"""An article's picture as its page shows it: of a size that pages need, without what cameras write into files. Pure."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from articast.errors import SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1280
"""Pixels: the text's width on our pages, twice, for screens of fine pixels."""

SMALLER = 720
"""Pixels of a second one, for screens that have no more: a phone's of two pixels to each of a page's."""

SMALLEST = 48
"""Pixels of the shorter side under which it is a sign and no picture."""

MOST_PIXELS = 64_000_000
"""Pixels that a picture may claim to have: more would be a decompression bomb, or a mistake."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be put beside the page."""

    name: str
    """`picture-<hash>.jpg`"""
    content: bytes
    width: int
    height: int
    smaller: tuple[Picture, ...] = ()
    """The same for smaller screens; none where it is hardly wider itself, or would be no lighter."""


def fitted(data: bytes) -> Picture:
    """The picture upright, in sRGB, at most 1280 pixels wide: a JPEG, or a PNG of what has few colours or lets through.

    Raises:
        SourceError: it is none, a drawing (SVG may run scripts), a sign, or too large to be opened safely.
    """
    import PIL.Image
    from PIL import ImageOps

    try:
        with warnings.catch_warnings(), PIL.Image.open(BytesIO(data)) as image:
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS or min(image.size) < SMALLEST:
                raise SourceError(f"a picture of {image.width} x {image.height} pixels is not shown")
            if image.format == "JPEG":
                image.draft("RGB", (2 * WIDEST, 2 * WIDEST))
            upright = ImageOps.exif_transpose(image)
            upright = _narrowed(upright.convert(_mode(upright)), WIDEST)
            whole = _saved(upright)
            if upright.width < SMALLER * 4 / 3:
                return whole
            small = _saved(_narrowed(upright, SMALLER), is_drawn=whole.name.endswith(".png"))
            return replace(whole, smaller=(small,) if len(small.content) < len(whole.content) else ())
    except PIL.Image.DecompressionBombError as error:
        raise SourceError("a picture has too many pixels to be opened") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise SourceError(f"a picture cannot be read: {error}") from error


def _mode(image: Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _narrowed(image: Image, width: int) -> Image:
    import PIL.Image

    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), PIL.Image.Resampling.LANCZOS)


def _saved(image: Image, *, is_drawn: bool | None = None) -> Picture:
    if is_drawn is None:
        is_drawn = image.mode == "RGBA" or image.getcolors(256) is not None
    out = BytesIO()
    if is_drawn:
        image.save(out, "PNG", optimize=True)
    else:
        image.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    content = out.getvalue()
    name = f"picture-{sha256(content).hexdigest()[:8]}.{'png' if is_drawn else 'jpg'}"
    return Picture(name, content, image.width, image.height)
