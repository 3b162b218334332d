"""Cover art: a square JPEG for a show or an episode, set from its title or cut from the publisher's image. Pure.

A card is a deep colour, the title in a serif, a row of bars as of sound, the author's name. Scripts that the fonts do
not have (Source Serif and Source Sans: Latin, Greek, Cyrillic) get the bars alone: no boxes instead of letters.
"""

from __future__ import annotations

import warnings
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageCms, ImageColor, ImageDraw, ImageFont, ImageOps

from articast.errors import SourceError

SIZE = 1400
"""Pixels a side: the least that Apple Podcasts takes (3000 the most)."""

LARGEST = 500_000
"""Bytes of a cover: Apple asks for at most 512 KB."""

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

Colour = tuple[int, int, int]


def show(title: str, author: str, accent: str = "", size: int = SIZE) -> bytes:
    """A show's cover.

    Args:
        title: of the show; set as large as it fits.
        author: of the show, may be empty.
        accent: the background, as CSS writes colours (`#0b5fff`, `#05f`, `navy`, `hsl(…)`); empty, or one that only
            browsers know (`oklch(…)`, `var(…)`): a deep colour that the title decides.
        size: pixels a side, 1400 to 3000.

    Returns:
        JPEG, RGB, under 500 KB; the same bytes for the same arguments.
    """
    return _card(title, author, "", accent, size, seed=title)


def episode(title: str, show_title: str, accent: str = "", size: int = SIZE) -> bytes:
    """An episode's cover: the show's name small above, the episode's title large; the show decides the colour."""
    return _card(title, "", show_title, accent, size, seed=show_title)


def from_image(data: bytes, size: int = SIZE) -> bytes:
    """The publisher's image as a cover: upright, its middle cut to a square, RGB, without its metadata.

    Args:
        data: JPEG, PNG, WebP, GIF (its first frame), TIFF, …
        size: pixels a side.

    Raises:
        SourceError: no image, a drawing (SVG), too large to be opened safely, or too small to be seen.
    """
    head = data[:1000].lstrip().lower()
    if b"<svg" in head or head.startswith((b"<?xml", b"<!doctype svg")):
        raise SourceError("the cover image is an SVG, a drawing that podcast apps do not show; give a JPEG or PNG")
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data)) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is the lower bound
            _check(image)
            if image.format == "JPEG":
                image.draft("RGB" if image.mode == "RGB" else None, (2 * size, 2 * size))  # decodes no more than needed
            upright = ImageOps.exif_transpose(image)
            return _jpeg(ImageOps.fit(_rgb(upright), (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4)))
    except Image.DecompressionBombError as error:
        raise SourceError(
            "the cover image has too many pixels to be opened; give one of at most 8000 x 8000"
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise SourceError(f"the cover image cannot be read ({error}); give a JPEG or PNG") from error


def _check(image: Image.Image) -> None:
    """Raises SourceError for an image of a size that is no cover's; nothing is decoded yet."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise SourceError(f"the cover image has {width} x {height} pixels; give one of at most 8000 x 8000")
    if min(width, height) < SMALLEST:
        raise SourceError(f"the cover image has only {width} x {height} pixels; give one of 1400 x 1400 or more")


def _rgb(image: Image.Image) -> Image.Image:
    """In sRGB, on white where it is transparent, 16 bits as 8."""
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
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return image.convert("RGB")


def _card(title: str, below: str, above: str, accent: str, size: int, seed: str) -> bytes:
    """A card: background (of the accent or the seed), bars, and the lines of text that the fonts can set."""
    ground = _ground(accent, seed)
    ink = _ink(ground)
    image = Image.new("RGB", (size, size), ground)
    margin = round(0.085 * size)
    settable = _settable(title, "serif")
    _bars(image, title, _mixed(ground, ink, 0.3), settable=settable)
    if not settable:
        return _jpeg(image)
    draw = ImageDraw.Draw(image)
    top = margin
    if above and _settable(above, "sans"):
        font = _font("sans", round(0.042 * size))
        draw.text((margin, top), _shortened(above, font, size - 2 * margin), _mixed(ground, ink, 0.82), font)
        top += round(0.09 * size)
    lines, font, step = _fitted(title, size - 2 * margin, round(0.63 * size) - top, size)
    for index, line in enumerate(lines):
        draw.text((margin, top + index * step), line, ink, font)
    if below and _settable(below, "sans"):
        font = _font("sans", round(0.048 * size))
        line = _shortened(below, font, size - 2 * margin)
        draw.text((margin, size - margin), line, _mixed(ground, ink, 0.82), font, anchor="ls")
    return _jpeg(image)


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


def _fitted(title: str, width: int, height: int, size: int) -> tuple[list[str], ImageFont.FreeTypeFont, int]:
    """The title's lines, font and line step: the largest size at which all of it fits, else cut with an ellipsis.

    Words that are wider than the card are broken only at the smaller sizes.
    """
    for share in (0.15, 0.135, 0.12, 0.108, 0.096, 0.086, 0.077, 0.069, 0.062, 0.056):
        font = _font("serif", round(share * size))
        step = round(share * size * 1.13)
        words = " ".join(title.split()).replace(" –", "\u00a0–").replace(" —", "\u00a0—").split(" ")
        if share < 0.1:
            words = [part for word in words for part in _broken(word, font, width)]
        lines = _lines(words, font, width)
        if len(lines) * step <= height and all(font.getlength(line) <= width for line in lines):
            return lines, font, step
    kept = lines[: max(1, height // step)]
    return [*kept[:-1], _shortened(kept[-1] + " …", font, width)], font, step


def _lines(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Words in as few lines as they need, the lines as even as can be."""
    best = _wrapped(words, font, width)
    for narrower in range(95, 50, -5):
        lines = _wrapped(words, font, width * narrower // 100)
        if len(lines) > len(best):
            break
        best = lines
    return best


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The word in pieces that fit, with hyphens; one piece where it fits."""
    pieces = []
    while font.getlength(word) > width:
        end = max((at for at in range(1, len(word)) if font.getlength(word[:at] + "-") <= width), default=1)
        pieces.append(word[:end] + "-")
        word = word[end:]
    return [*pieces, word]


def _wrapped(words: list[str], font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _shortened(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """The text, or as much of it as fits, and an ellipsis."""
    if font.getlength(text) <= width:
        return text
    kept = text.rstrip(" …")
    while kept and font.getlength(kept + "…") > width:
        kept = kept[:-1].rstrip()
    return kept + "…"


@cache
def _font(kind: str, pixels: int) -> ImageFont.FreeTypeFont:
    package, name = {
        "serif": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
        "sans": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    }[kind]
    return ImageFont.truetype(BytesIO(files(package).joinpath("files", name).read_bytes()), pixels)


def _settable(text: str, kind: str) -> bool:
    """Whether the font has every sign of the text, and there is one."""
    font = _font(kind, 40)
    missing = bytes(font.getmask("\U0010fffe"))
    signs = set("".join(text.split()))
    return bool(signs) and all(bytes(font.getmask(sign)) != missing for sign in signs)


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
