"""Letters for cover art, in any script that we have a fount for: what has which, how long lines are, where they break.

Latin, Greek and Cyrillic are set in Source Serif and Source Sans, other scripts in Noto Sans; Chinese, Japanese and
Korean need the extra `cjk` (20 MB). What no fount has (emoji, odd signs) is left out, the rest is set. Pure.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from PIL import ImageDraw, ImageFont, features

from articast.languages import primary
from articast.recording import breaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

Kind = Literal["serif", "sans"]
Token = tuple[str, str]
"""What stands before a word on its line (a space or nothing), and the word."""

WEIGHT = 600
"""Of founts that have any: semi-bold, as the others are."""
OPEN_LINES, LINES = 1.36, 1.13
"""Line step in letter heights: of scripts with signs above and below (Thai, Devanagari, Arabic), and of the others."""
_BASE = 0.93
"""Where the baseline is under a line's top, in letter heights."""
_SHAPED = ("Arabic", "Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar",
           "Oriya", "Sinhala", "Tamil", "Telugu", "Thai")  # fmt: skip
_PLAIN = ("Armenian", "Ethiopic", "Georgian", "Hebrew")
_CJK = {"ja": 0, "ko": 1, "zh": 2, "zh-hant": 3}
"""Place of a language's own shapes in the file of founts; Japanese where the language has none."""
_JOINERS = "\u200c\u200d"
"""They decide how Persian and Indian letters are joined: no signs of their own, but not to be left out between them."""
_HYPHENED = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
"""Scripts whose words have a hyphen where they are parted."""


class Face(NamedTuple):
    """One fount."""

    package: str
    path: str
    place: int = 0
    """In a file of several."""
    variable: bool = True


@cache
def faces(kind: Kind, language: str) -> tuple[Face, ...]:
    """The founts that a text is set in, the preferred first: each sign is of the first that has it."""
    source = {
        "serif": Face("font_source_serif_pro", "files/SourceSerifPro-Semibold.ttf", variable=False),
        "sans": Face("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf", variable=False),
    }
    scripts = ("", *_PLAIN, *(_SHAPED if features.check("raqm") else ()))
    found = [source[kind], *(Face("manimgx_fonts", f"NotoSans{script}[wght].ttf") for script in scripts)]
    if find_spec("manimgx_fonts_cjk"):
        tag = language.lower()
        index = _CJK.get("-".join(tag.split("-")[:2]), _CJK.get(primary(tag), 0))
        found.append(Face("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", index))
    return tuple(face for face in found if find_spec(face.package))


@lru_cache(maxsize=64)
def font(face: Face, pixels: int, *, shaped: bool = True) -> ImageFont.FreeTypeFont:
    """A fount at a height in pixels; not `shaped`: a sign is a glyph, whatever the script makes of it."""
    engine = None if shaped else ImageFont.Layout.BASIC
    with as_file(files(face.package).joinpath(*face.path.split("/"))) as path:
        made = ImageFont.truetype(str(path), pixels, index=face.place, layout_engine=engine)
    if face.variable:
        axes = made.get_variation_axes()
        made.set_variation_by_axes([WEIGHT if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
    return made


@lru_cache(maxsize=4096)
def _has(face: Face, sign: str) -> bool:
    """Whether a fount has a sign, or what it is put together from.

    Unshaped: shaping takes the Thai `ำ` apart first, and two boxes are not the one box of a sign that is missing.
    """
    parts = unicodedata.normalize("NFD", sign)
    return _drawn(face, sign) or (len(parts) > 1 and all(_drawn(face, part) for part in parts))


def _drawn(face: Face, sign: str) -> bool:
    return bytes(font(face, 24, shaped=False).getmask(sign)) != _missing(face)


@cache
def _missing(face: Face) -> bytes:
    return bytes(font(face, 24, shaped=False).getmask("\U0010fffe"))


@lru_cache(maxsize=1024)
def _face(sign: str, kind: Kind, language: str) -> Face | None:
    return next((face for face in faces(kind, language) if _has(face, sign)), None)


def settable(text: str, kind: Kind = "serif", language: str = "") -> str:
    """The text with what no fount has left out, and what belonged to that: joiners, selectors, rings round figures."""
    kept: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if sign in _JOINERS:
            if kept and kept[-1].strip() and unicodedata.category(kept[-1])[0] in "LM":
                kept.append(sign)
        elif sign.isspace():
            kept.append(" ")
        elif category[0] != "C" and category != "Me" and not "\ufe00" <= sign <= "\ufe0f":
            bare = category[0] == "M" and not (kept and kept[-1].strip())
            if not bare and _face(sign, kind, language):
                kept.append(sign)
            elif kept and kept[-1].strip():
                kept.append(" " if category[0] == "S" else "")
    line = " ".join("".join(kept).split())
    for sign in ":;,.!?":  # what stood before it was left out
        line = line.replace(f" {sign}", sign) if f" {sign}" not in " ".join(text.split()) else line
    return line if any(unicodedata.category(sign)[0] in "LN" for sign in line) else ""


def is_leftward(text: str) -> bool:
    """Whether it is read from right to left."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)


@dataclass(frozen=True, slots=True)
class Pen:
    """Sets lines in letters of one height."""

    kind: Kind
    pixels: int
    language: str = ""

    def length(self, text: str) -> float:
        """Of a line, in pixels."""
        return sum(font(face, self.pixels).getlength(part, direction=_way(part)) for face, part in self._runs(text))

    def step(self, text: str) -> int:
        """From line to line, in pixels."""
        first = faces(self.kind, self.language)[:2]
        plain = all(face in first or "CJK" in face.path for face, _ in self._runs(text))
        return round(self.pixels * (LINES if plain else OPEN_LINES))

    def draw(self, image: Image.Image, box: tuple[int, int, int], text: str, ink: tuple[int, int, int]) -> None:
        """Set a line.

        Args:
            image: to draw on.
            box: left and right edge and the line's top, in pixels; a text from right to left begins at the right one.
            text: one line.
            ink: its colour.
        """
        left, right, top = box
        leftward = is_leftward(text)
        runs = list(self._runs(text))
        at = right - self.length(text) if leftward else float(left)
        pen = ImageDraw.Draw(image)
        for face, part in reversed(runs) if leftward else runs:
            found = font(face, self.pixels)
            pen.text((at, top + _BASE * self.pixels), part, ink, found, anchor="ls", direction=_way(part))
            at += found.getlength(part, direction=_way(part))

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """Stretches of one fount; spaces, figures and marks stay with the letters before them."""
        current: Face | None = None
        part = ""
        for sign in text:
            stays = current and (sign in _JOINERS or (not sign.isalpha() and _has(current, sign)))
            face = current if stays else _face(sign, self.kind, self.language) or current
            if face != current and part:
                assert current
                yield current, part
                part = ""
            current, part = face, part + sign
        if current and part:
            yield current, part


def _way(text: str) -> str | None:
    """Which way a stretch is set; without raqm nothing that needs it is set at all."""
    if not features.check("raqm"):
        return None
    return "rtl" if is_leftward(text) else "ltr"


def tokens(text: str, language: str = "") -> list[Token]:
    """The text in pieces between which a line may end."""
    found: list[Token] = []
    for word in text.replace(" –", "\u00a0–").replace(" —", "\u00a0—").split(" "):
        first, *others = breaks.parted(word, language)
        found += [(" ", first), *(("", piece) for piece in others)]
    return found


def wrapped(words: Sequence[Token], pen: Pen, width: float) -> list[str]:
    """Lines as full as the words allow; no separating dot at an edge."""
    lines = [""]
    for before, word in words:
        longer = f"{lines[-1]}{before}{word}" if lines[-1] else word
        if lines[-1] and pen.length(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line.strip(" ·|•") or line for line in lines]


def broken(word: Token, pen: Pen, width: float) -> list[Token]:
    """The word in pieces that fit, at its syllables where these are known, with hyphens; one piece where it fits."""
    before, text = word
    hyphen = "-" if unicodedata.name(text[:1] or " ", "").startswith(_HYPHENED) else ""
    pieces: list[Token] = []
    while pen.length(text) > width:
        places = [at for at in syllables(text, pen.language) if pen.length(text[:at] + "-") <= width]
        anywhere = accumulate(len(sign) for sign in breaks.signs(text)[:-1])
        end = max(places, default=0) or max(
            (at for at in anywhere if pen.length(text[:at] + hyphen) <= width), default=0
        )
        if not end:
            break
        pieces.append((before, text[:end].rstrip("-") + hyphen))
        before, text = " " if hyphen else "", text[end:]
    return [*pieces, (before, text)] if text else pieces


def syllables(word: str, language: str) -> list[int]:
    """Where a word may be parted; nowhere in a language whose rules we lack."""
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return list(pyphen.Pyphen(lang=known, left=3, right=3).positions(word)) if known else []


def shortened(text: str, pen: Pen, width: float) -> str:
    """The text, or as much of it as fits, and an ellipsis."""
    if pen.length(text) <= width:
        return text
    kept = text.rstrip(" …")
    while kept and pen.length(kept + "…") > width:
        kept = kept[:-1].rstrip()
    return kept + "…"
