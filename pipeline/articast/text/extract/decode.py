"""Bytes → text: by byte order mark, declared charset, the page's own meta element, else by what the bytes look like."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from articast.errors import ExtractionError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']", re.IGNORECASE)
_WEB = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "unicode": "utf-8",
}
"""What the names mean on the web (WHATWG Encoding Standard), not in the registers."""

_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"ID3",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
    b"fLaC",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x00\x00\x00",
)
BINARY_SHARE = 0.05
"""Share of control characters above which bytes are no text; real pages hold at most a few."""


def text(body: bytes, charset: str | None = None) -> str:
    """The text of a document.

    Raises:
        ExtractionError: it is empty, or not text at all.
    """
    if not body.strip():
        raise ExtractionError("the file is empty")
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if body.startswith(_SIGNATURES):
        raise ExtractionError(f"this is a binary file (it begins with {body[:4]!r}), not a text or page")
    declared = [
        charset or "",
        *(match.group(1).decode("ascii") for pattern in (_XML, _META) if (match := pattern.search(body[:4096]))),
    ]
    found = _strictly(body, ["utf-8", *declared] if not charset else [charset, "utf-8", *declared[1:]])
    if found is None:
        found = _guessed(body, [name for name in declared if name])
    controls = sum(body.count(byte) for byte in _CONTROLS)
    if controls > BINARY_SHARE * len(body):
        wide = _wide(body)
        if wide is None:
            raise ExtractionError("this is a binary file, not a text or page")
        return wide
    return mended(found)


_CONTROLS = tuple(bytes([code]) for code in (*range(9), *range(14, 27), *range(28, 32)))


_TWICE = re.compile(
    "[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}"
    "|ð[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3}"
)
"""Letters of UTF-8 that were read as Windows-1252 and written again: `â€™` for `’`."""


def mended(text: str) -> str:
    """The text with what was encoded twice set right, as `itâ€™s` is: no author writes such signs in a row.

    Two signs alone prove nothing: a Portuguese `IRMÃ”` ends in capitals before a quotation mark. They are set right
    where the text has three in a row, or two beside a small letter.
    """
    if not any(sign in text for sign in "ÂÃâð"):
        return text
    proved = any(len(match[0]) > 2 or _is_in_a_word(match) for match in _TWICE.finditer(text))
    return _TWICE.sub(_once, text) if proved else text


def _is_in_a_word(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return any(sign.islower() and sign.isalpha() for sign in around)


def _once(match: re.Match[str]) -> str:
    signs = b"".join(_byte(sign) for sign in match[0])
    try:
        return signs.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _strictly(body: bytes, names: list[str]) -> str | None:
    for name in names:
        if name:
            try:
                return body.decode(_WEB.get(name.lower(), name))
            except (LookupError, UnicodeError):
                continue
    return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is zero."""
    if len(body) < 4:
        return None
    even, odd = body[::2].count(0), body[1::2].count(0)
    half = len(body) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return body.decode("utf-16-le", "replace")
    if even > 0.4 * half and odd < 0.1 * half:
        return body.decode("utf-16-be", "replace")
    return None


def _guessed(body: bytes, declared: list[str]) -> str:
    """Bytes that fit no declared encoding: mended where only a few are wrong, else guessed by charset-normalizer."""
    for name in ["utf-8", *declared]:
        try:
            found = body.decode(_WEB.get(name.lower(), name), "replace")
        except LookupError:
            continue
        wrong = found.count("\N{REPLACEMENT CHARACTER}")
        if wrong <= max(1, len(found) // 2000):
            return found
    sample = body[:SAMPLE]
    if _is_western(sample):
        return body.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return body.decode(best.encoding if best else "cp1252", "replace")


SAMPLE = 200_000
"""Bytes that an encoding is guessed by."""

_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",
    "äöüß",
    "áéíñóúü",
    "àáâãçéêíóôõú",
    "àèéìîòù",
    "áéëèïóöü",
    "åäöæøé",
)
"""Letters beyond ASCII of French, German, Spanish, Portuguese, Italian, Dutch and the Scandinavian languages."""

ONE_LANGUAGE = 0.95
"""Share of them that must be one language's: the rest are foreign names."""

FEW = 0.35
"""Share of all letters that are beyond ASCII; French has .04, a short line up to .3; Greek nearly all."""

_IN_WORD = re.compile(r"[^\W\d_][^\w\s\x00-\x7f’‘´·\xad–—-][^\W\d_]")
"""A sign inside a word, as `³` in Polish read as French."""


def _is_western(sample: bytes) -> bool:
    """Whether bytes are a western language's text in Windows-1252: short ones are guessed to be Czech otherwise."""
    try:
        text = sample.decode("cp1252").lower()
    except UnicodeDecodeError:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    marked = [letter for letter in letters if not letter.isascii() and letter not in "ªºµ"]
    if not marked or len(marked) > FEW * len(letters) or _IN_WORD.search(text):
        return False
    counts = Counter(marked)
    one = max(sum(counts[letter] for letter in language) for language in _WESTERN)
    return one >= ONE_LANGUAGE * len(marked)
