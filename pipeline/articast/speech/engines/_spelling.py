"""IPA as letters, for services that take no phonemes: what a reader of the language would say so, or nearly.

The letters are the language's (`[respelling]` of its file). What has no letters there (a click, a tone, most of other
languages' vowels) cannot be told, and the run says so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from articast.languages import primary, table
from articast.speech.engines._scripts import Fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articast.model import Pronunciation

_QUIET = re.compile("[/\\[\\]ˈˌ'.‿ \u0361\u035c\u032f\u0329\u02d1|-]")
"""What no letter stands for: stress, joints of syllables."""


def spelled(ipa: str, language: str) -> str | None:
    """The letters; None where the language has none for one of the sounds.

    Args:
        ipa: as a lexicon gives it.
        language: BCP 47 of the text.
    """
    letters = table(language, "respelling")
    signs, out, at = _QUIET.sub("", normalize("NFC", ipa)), "", 0
    while at < len(signs):
        sign = next((signs[at : at + size] for size in (3, 2, 1) if signs[at : at + size] in letters), "")
        if not sign:
            return None
        out += str(letters[sign])
        at += len(sign)
    for written, instead in _orders(primary(language)):
        out = written.sub(instead, out)
    return out or None


@cache
def _orders(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Letters that are written otherwise beside certain others: `g` before `e` in French is `gu`."""
    return tuple((re.compile(one), instead) for one, instead in table(language, "respelling").get("_then", ()))


def respelled(fitted: Fitted, pronunciations: Iterable[Pronunciation], language: str) -> Fitted:
    """The text with the words of the lexicon as they are to be read; what the text's context decides stays as it is.

    Args:
        fitted: the text.
        pronunciations: its sounds, in places of the text that was asked for.
        language: BCP 47 of the text.
    """
    text, spans, position = "", list[tuple[int, int]](), 0
    for wanted in sorted(pronunciations, key=lambda one: one.start):
        inside = [at for at, (start, end) in enumerate(fitted.spans) if wanted.start <= start and end <= wanted.end]
        letters = spelled(wanted.ipa, language) if not wanted.kind and inside and inside[0] >= position else None
        if letters:
            if fitted.text[inside[0]].isupper():
                letters = letters[0].upper() + letters[1:]
            text += fitted.text[position : inside[0]] + letters
            spans += [*fitted.spans[position : inside[0]], *[(wanted.start, wanted.end)] * len(letters)]
            position = inside[-1] + 1
    return Fitted(text + fitted.text[position:], (*spans, *fitted.spans[position:]))
