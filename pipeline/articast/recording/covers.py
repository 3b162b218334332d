"""Cover art: a square JPEG for a show or an episode, set from its title or cut from the publisher's image. Pure.

A card is a deep colour, the title in large letters (a subtitle small under it), a row of bars as of sound, the author's
name. What no fount has is left out (`lettering`); a title of nothing else gets the bars alone: no boxes for letters.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageColor, ImageDraw, ImageOps, ImageStat

from articast.errors import SourceError
from articast.recording import lettering

if TYPE_CHECKING:
    from articast.recording.lettering import Pen, Token

SIZE = 3000
"""Pixels a side: the most that Apple Podcasts takes, and what it asks for (1400 the least)."""

LEAST = 1400

LARGEST = 500_000
"""Bytes of a cover: Apple asks for at most 512 KB."""

KEPT = 512 * 1024
"""Bytes up to which the publisher's own JPEG is left as it is."""

LIGHT = 225
"""Mean brightness (of 255) of what is seen of a transparent image above which it is set on dark."""

READABLE_HEAD = 0.11
"""Height of a title's letters, as a share of the cover: six pixels where an app shows it at 55. A title that would be
smaller gives up what stands behind its colon or dash to a line of small letters."""

MOST_PIXELS = 64_000_000
"""Pixels that an image may claim to have: more would be a decompression bomb, or a mistake."""

SMALLEST = 200
"""Pixels of an image's shorter side under which it is an icon and no cover."""

READABLE = 4.5
"""Contrast of text with its background at least (WCAG 2.2, 1.4.3)."""

SCALE = 2
"""Shapes are drawn as many times larger and shrunk, for smooth edges."""

DEEP = (
    "#1f3a5f", "#1d4e6b", "#17545a", "#1f5a4a", "#2f5233", "#3b2f63", "#54306b", "#6a2350",
    "#7a2333", "#8a3420", "#7a4a12", "#2b4a8b", "#0f4c81", "#5c1f3b", "#245b6e", "#234a3f",
)  # fmt: skip
"""Backgrounds that white letters are read well on."""

_SUBTITLE = re.compile(r"(?:\s[–—|·•-]|:)\s+|：")
"""What parts a title from its subtitle."""

Colour = tuple[int, int, int]


def show(title: str, author: str, accent: str = "", size: int = SIZE, language: str = "") -> bytes:
    """A show's cover.

    Args:
        title: of the show; set as large as it fits.
        author: of the show, may be empty.
        accent: the background, as CSS writes colours (`#0b5fff`, `#05f`, `navy`, `hsl(…)`); empty, or one that only
            browsers know (`oklch(…)`, `var(…)`): a deep colour that the title decides.
        size: pixels a side, 1400 to 3000.
        language: of the title: decides where words are parted, and the shapes of Chinese signs.

    Returns:
        JPEG, RGB, under 500 KB; the same bytes for the same arguments.
    """
    return _card(title, author, "", accent, size, seed=title, language=language)


def episode(title: str, show_title: str, accent: str = "", size: int = SIZE, language: str = "") -> bytes:
    """An episode's cover: the show's name small above, the episode's title large; the show decides the colour."""
    return _card(title, "", show_title, accent, size, seed=show_title, language=language)


@dataclass(frozen=True, slots=True)
class Own:
    """A publisher's own cover, as it is published."""

    image: bytes
    suffix: str
    """`.jpg` or `.png`."""
    warnings: tuple[str, ...] = ()
    """What of it does not conform, and what was done."""


def own(data: bytes) -> Own:
    """A publisher's own cover: byte for byte where directories take it, else made such.

    Raises:
        SourceError: as `from_image` says.
    """
    with _opened(data) as image:
        width, height = image.size
        kind, mode, clear = image.format, image.mode, image.has_transparency_data
    fits = width == height and LEAST <= width <= SIZE and mode in {"RGB", "L"} and not clear
    large = (f"{len(data) // 1000} kB are more than the 512 that Apple asks for",) if len(data) > KEPT else ()
    if fits and kind == "PNG":
        return Own(data, ".png", large)
    if fits and kind == "JPEG" and not large:
        return Own(data, ".jpg")
    told = []
    if width != height:
        told.append(f"{width} x {height} pixels are no square: its middle was cut out")
    if min(width, height) < LEAST:
        told.append(f"{width} x {height} pixels are under {LEAST} x {LEAST}: it was made larger, and is blurred")
    if clear:
        told.append("it is transparent: it was set on a ground")
    elif mode not in {"RGB", "L"}:
        told.append(f"its colours are {mode}: they were made RGB")
    if max(width, height) > SIZE:
        told.append(f"{width} x {height} pixels are over {SIZE} x {SIZE}: it was made smaller")
    return Own(from_image(data), ".jpg", tuple(told))


@lru_cache(maxsize=16)
def small(data: bytes, most: int, largest: int = 800) -> bytes:
    """A cover as it is put into tags: a JPEG of at most `most` bytes, `largest` pixels a side or fewer.

    Cars and old players load it whole, and it counts with every download.
    """
    for side in (largest, *(size for size in (600, 400, 300, 200) if size < largest)):
        shrunk = _shrunk(data, side)
        for quality in (88, 78, 66):
            buffer = BytesIO()
            shrunk.save(buffer, "JPEG", quality=quality, optimize=True)
            if buffer.tell() <= most:
                return buffer.getvalue()
    return buffer.getvalue()


@lru_cache(maxsize=4)
def _shrunk(data: bytes, side: int) -> Image.Image:
    """A cover with fewer pixels a side; the last are kept, since a show's cover goes into all its tags."""
    return _decoded(data).resize((side, side), Image.Resampling.LANCZOS)


@lru_cache(maxsize=1)
def _decoded(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        image.draft("RGB", (800, 800))
        return image.convert("RGB")


def from_image(data: bytes, size: int = 0) -> bytes:
    """The publisher's image as a cover: upright, its middle cut to a square, RGB, without its metadata.

    Args:
        data: JPEG, PNG, WebP, GIF (its first frame), TIFF, …
        size: pixels a side; 0: as many as its shorter side has, 1400 to 3000.

    Raises:
        SourceError: no image, a drawing (SVG), too large to be opened safely, or too small to be seen.
    """
    with _opened(data) as image:
        size = size or min(SIZE, max(LEAST, min(image.size)))
        try:
            if image.format == "JPEG":
                image.draft("RGB" if image.mode == "RGB" else None, (2 * size, 2 * size))  # decodes no more than needed
            upright = ImageOps.exif_transpose(image)
            return _jpeg(ImageOps.fit(_rgb(upright), (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4)))
        except (OSError, ValueError, SyntaxError) as error:
            raise SourceError(f"the cover image cannot be read ({error}); give a JPEG or PNG") from error


def from_book(data: bytes) -> bytes:
    """A book's cover, upright as books are, whole on a square of the colour of its edges; JPEG.

    Raises:
        SourceError: as `from_image`.
    """
    with _opened(data) as image:
        size = min(SIZE, max(LEAST, *image.size))
        try:
            upright = _rgb(ImageOps.exif_transpose(image))
            left, right = upright.crop((0, 0, 1, upright.height)), upright.crop((upright.width - 1, 0, *upright.size))
            edges = [side.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) for side in (left, right)]
            colour = tuple(sum(parts) // 2 for parts in zip(*edges, strict=True))
            return _jpeg(ImageOps.pad(upright, (size, size), Image.Resampling.LANCZOS, color=colour))
        except (OSError, ValueError, SyntaxError) as error:
            raise SourceError(f"the book's cover cannot be read ({error}); name one with cover") from error


def _opened(data: bytes) -> Image.Image:
    """The image, its size looked at, nothing decoded yet.

    Raises:
        SourceError: as `from_image` says.
    """
    head = data[:1000].lstrip().lower()
    if b"<svg" in head or head.startswith((b"<?xml", b"<!doctype svg")):
        raise SourceError("the cover image is an SVG, a drawing that podcast apps do not show; give a JPEG or PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is the lower bound
            image = Image.open(BytesIO(data))
        _check(image)
    except Image.DecompressionBombError as error:
        raise SourceError(
            "the cover image has too many pixels to be opened; give one of at most 8000 x 8000"
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise SourceError(f"the cover image cannot be read ({error}); give a JPEG or PNG") from error
    return image


def _check(image: Image.Image) -> None:
    """Raises SourceError for an image of a size that is no cover's; nothing is decoded yet."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise SourceError(f"the cover image has {width} x {height} pixels; give one of at most 8000 x 8000")
    if min(width, height) < SMALLEST:
        raise SourceError(f"the cover image has only {width} x {height} pixels; give one of 1400 x 1400 or more")


def _rgb(image: Image.Image) -> Image.Image:
    """In sRGB, 16 bits as 8; where it is transparent on white, a near-white drawing on near-black."""
    if image.mode.startswith("I") or image.mode == "F":
        top = 65535 if image.mode.startswith("I") else 1
        return image.convert("F").point(lambda value: value * (255 / top)).convert("L").convert("RGB")
    profile = image.info.get("icc_profile")
    if image.mode in ("RGB", "CMYK", "L") and profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            found = None  # a broken profile: its numbers are taken as sRGB
        if found is not None:
            return found
    if image.has_transparency_data:
        image = image.convert("RGBA")
        seen = image.getchannel("A")
        light = seen.getbbox() is not None and ImageStat.Stat(image.convert("L"), seen).mean[0] > LIGHT
        ground = Image.new("RGBA", image.size, "#16181d" if light else "white")
        return Image.alpha_composite(ground, image).convert("RGB")
    return image.convert("RGB")


def _card(title: str, below: str, above: str, accent: str, size: int, seed: str, language: str) -> bytes:
    """A card: background (of the accent or the seed), bars, and the lines of text that the founts can set."""
    ground = _ground(accent, seed)
    ink = _ink(ground)
    image = Image.new("RGB", (size, size), ground)
    margin = round(0.085 * size)
    head = lettering.settable(title, "serif", language)
    _bars(image, title, _mixed(ground, ink, 0.3), settable=bool(head))
    if not head:
        return _jpeg(image)
    top, right = margin, size - margin
    quiet = _mixed(ground, ink, 0.82)
    if line := lettering.settable(above, "sans", language):
        pen = lettering.Pen("sans", round(0.042 * size), language)
        pen.draw(image, (margin, right, top), lettering.shortened(line, pen, size - 2 * margin), quiet)
        top += round(0.09 * size)
    lines, pen, rest = _titled(head, size - 2 * margin, round(0.63 * size) - top, size, language)
    for line in lines:
        pen.draw(image, (margin, right, top), line, ink)
        top += pen.step(head)
    if rest:
        small_pen = lettering.Pen("sans", round(0.05 * size), language)
        line = lettering.shortened(rest, small_pen, size - 2 * margin)
        small_pen.draw(image, (margin, right, top + round(0.012 * size)), line, quiet)
    if line := lettering.settable(below, "sans", language):
        pen = lettering.Pen("sans", round(0.048 * size), language)
        line = lettering.shortened(line, pen, size - 2 * margin)
        pen.draw(image, (margin, right, size - margin - pen.pixels), line, quiet)
    return _jpeg(image)


def _titled(title: str, width: int, height: int, size: int, language: str) -> tuple[list[str], Pen, str]:
    """The title's lines and pen; and what of it stands small beneath, where all of it could not be read."""
    lines, pen = _fitted(title, width, height, size, language)
    parts = _SUBTITLE.split(title, maxsplit=1)
    if pen.pixels >= READABLE_HEAD * size or len(parts) == 1 or not all(map(str.strip, parts)):
        return lines, pen, ""
    head, rest = (part.strip() for part in parts)
    lines, pen = _fitted(head, width, height - round(0.08 * size), size, language)
    return lines, pen, rest


def _bars(image: Image.Image, seed: str, colour: Colour, *, settable: bool) -> None:
    """A row of rounded bars, high and low as the seed says: a sentence seen as sound."""
    size = image.width
    margin, count = round(0.085 * size), 29
    middle, reach = (0.77, 0.085) if settable else (0.5, 0.24)
    step = (size - 2 * margin) / count
    width = 0.52 * step
    top, bottom = int((middle - reach) * size) - 1, int((middle + reach) * size) + 2
    layer = Image.new("L", (size * SCALE, (bottom - top) * SCALE), 0)
    draw = ImageDraw.Draw(layer)
    for index, value in enumerate(_heights(seed, count)):
        left, half = margin + index * step + (step - width) / 2, max(value * reach * size, width / 2)
        box = (left, middle * size - half - top, left + width, middle * size + half - top)
        draw.rounded_rectangle([SCALE * edge for edge in box], SCALE * width / 2, fill=255)
    mask = layer.resize((size, bottom - top), Image.Resampling.LANCZOS)
    image.paste(colour, (0, top), mask)


def _heights(seed: str, count: int) -> list[float]:
    """Heights of bars, 0 to 1: words of a few syllables with pauses between, from the seed alone."""
    numbers = [byte / 255 for round_ in range(3) for byte in sha256(f"{round_}{seed}".encode()).digest()]
    heights: list[float] = []
    at = 0
    while len(heights) < count:
        length = 3 + int(numbers[at] * 5)
        peak = 0.45 + 0.55 * numbers[at + 1]
        shape = [1 - abs(2 * (index + 0.5) / length - 1) ** 1.6 for index in range(length)]
        heights += [peak * part * (0.65 + 0.35 * numbers[at + 2 + index]) for index, part in enumerate(shape)] + [0.0]
        at = (at + 2 + length) % 80
    return heights[:count]


def _fitted(title: str, width: int, height: int, size: int, language: str = "") -> tuple[list[str], Pen]:
    """The title's lines and pen: the largest size at which all of it fits, else cut with an ellipsis.

    Words that are wider than the card are parted only at the smaller sizes.
    """
    for share in (0.2, 0.18, 0.165, 0.15, 0.135, 0.12, 0.108, 0.096, 0.086, 0.077, 0.069, 0.062, 0.056):
        pen = lettering.Pen("serif", round(share * size), language)
        words = lettering.tokens(title, language)
        if share < 0.1:
            words = [part for word in words for part in lettering.broken(word, pen, width)]
        lines = _lines(words, pen, width)
        if len(lines) * pen.step(title) <= height and all(pen.length(line) <= width for line in lines):
            return lines, pen
    kept = lines[: max(1, height // pen.step(title))]
    return [*kept[:-1], lettering.shortened(kept[-1] + " …", pen, width)], pen


def _lines(words: list[Token], pen: Pen, width: int) -> list[str]:
    """Words in as few lines as they need, the lines as even as can be."""
    best = lettering.wrapped(words, pen, width)
    for narrower in range(95, 50, -5):
        lines = lettering.wrapped(words, pen, width * narrower // 100)
        if len(lines) > len(best):
            break
        best = lines
    return best


def _ground(accent: str, seed: str) -> Colour:
    """The accent, or the deep colour that the seed decides; darkened where no letters could be read on it."""
    number = int.from_bytes(sha256(seed.encode()).digest()[:4], "big")
    try:
        red, green, blue = ImageColor.getrgb(accent)[:3]
    except ValueError:
        red, green, blue = ImageColor.getrgb(DEEP[number % len(DEEP)])[:3]
    colour = (red, green, blue)
    while _contrast(colour, _ink(colour)) < READABLE:
        colour = _mixed(colour, (0, 0, 0), 0.08)
    return colour


def _ink(ground: Colour) -> Colour:
    """Off-white or near-black: what is read better."""
    light, dark = (252, 250, 245), (18, 18, 22)
    return max(light, dark, key=lambda ink: _contrast(ground, ink))


def _contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG defines it."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with a share of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _jpeg(image: Image.Image) -> bytes:
    """As JPEG under 500 KB, at the best quality that keeps it so."""
    for quality in (90, 84, 76, 66, 54, 40, 25, 10):
        buffer = BytesIO()
        sampling = 0 if quality > 80 else 2  # letters keep sharp edges where there is room
        try:
            image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=sampling)
        except OSError:
            continue  # larger than Pillow's own buffer, which is one byte a pixel: too large for us as well
        if buffer.tell() <= LARGEST:
            return buffer.getvalue()
    return _jpeg(image.resize((image.width // 2, image.height // 2)).resize(image.size))
