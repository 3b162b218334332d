"""Where a line may end within what is written without spaces: at words of Thai, at phrases of Japanese and Chinese.

BudouX's models know them; what they do not know is cut between whole signs, a vowel with its consonant. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

import regex

NO_START = "、。，．・：；！？」』）】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％…）ๆฯ"
NO_END = "「『（【〈《〔（"
"""Signs that begin or end no line, as Japanese and Chinese set text."""

_THAI = re.compile(r"[\u0e01-\u0e5b]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TRADITIONAL = re.compile(r"zh-(?:hant|tw|hk|mo)", re.IGNORECASE)
_BEFORE = frozenset("เแโใไເແໂໃໄ")
"""Vowels of Thai and Lao that are written before the consonant after which they are said."""
_AFTER = frozenset("ะาำๅະາຳ")
"""And those that are letters by themselves, behind it."""
_CLOSES = "\u103a"
"""Of a Burmese consonant that ends a syllable."""
_STACKS = 9
"""Combining class of the sign that puts the next consonant under this one (Khmer, Burmese, Indian scripts)."""


class _Parser(Protocol):
    def parse(self, sentence: str) -> list[str]: ...


def parted(word: str, language: str = "") -> list[str]:
    """What has no space in it, in the pieces between which a line may end; one piece in scripts that have spaces.

    Args:
        word: anything without a space.
        language: a tag: Chinese and Japanese share signs.
    """
    if word.isascii() or not (model := _model(word, language)):
        return [word]
    pieces = [""]
    for piece in _parser(model).parse(word):
        if pieces[-1] and _ends(pieces[-1], piece):
            pieces.append(piece)
        else:
            pieces[-1] += piece
    return pieces


def signs(text: str) -> list[str]:
    """The text in what a reader takes for one sign each: a letter with its marks, a consonant with what is joined."""
    found: list[str] = []
    for sign in regex.findall(r"\X", text):
        before = found[-1][-1] if found else ""
        joined = (
            before in _BEFORE or sign[0] in _AFTER or _CLOSES in sign or unicodedata.combining(before or " ") == _STACKS
        )
        if found and (joined or unicodedata.category(sign[0])[0] == "M"):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _model(word: str, language: str) -> str:
    """Name of the model for a word's script, empty where there is none."""
    if _THAI.search(word):
        return "th"
    if not _HAN.search(word):
        return ""
    if _KANA.search(word) or language.startswith("ja"):
        return "ja"
    return "zh-hant" if _TRADITIONAL.match(language) else "zh-hans"


def _ends(before: str, after: str) -> bool:
    """Whether a line may end between two pieces: not in the midst of a sign, a number, a foreign word."""
    last, first = before[-1], after[0]
    if after[0] in NO_START or last in NO_END or len(signs(last + first)) < 2:
        return False
    return not (_is_spaced(last) and _is_spaced(first))


def _is_spaced(sign: str) -> bool:
    """Whether a sign is a letter or figure of a script that parts its words with spaces."""
    return sign.isalnum() and not _HAN.match(sign) and not _THAI.match(sign)


@cache
def _parser(model: str) -> _Parser:
    import budoux

    known = {
        "th": budoux.load_default_thai_parser,
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }
    parser: _Parser = known[model]()
    return parser
