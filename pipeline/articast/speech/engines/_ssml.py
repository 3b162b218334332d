"""A text as SSML: what the article brings of markup is text, sounds of the lexicon are `<phoneme>`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from articast.model import Pronunciation
    from articast.speech.engines._scripts import Fitted


def with_ipa(
    fitted: Fitted,
    pronunciations: Iterable[Pronunciation],
    plain: Callable[[str, int], str] = lambda text, _: escape(text),
) -> str:
    """The text with its sounds.

    Args:
        fitted: the text.
        pronunciations: its sounds, in places of the text that was asked for.
        plain: writes a stretch of the text, which begins at that place in it.
    """
    out, position = list[str](), 0
    for wanted in sorted(pronunciations, key=lambda one: one.start):
        inside = [at for at, (start, end) in enumerate(fitted.spans) if wanted.start <= start and end <= wanted.end]
        if inside and inside[0] >= position:
            out.append(plain(fitted.text[position : inside[0]], position))
            sounds = quoteattr(wanted.ipa.strip("/[]"))
            word = escape(fitted.text[inside[0] : inside[-1] + 1])
            out.append(f'<phoneme alphabet="ipa" ph={sounds}>{word}</phoneme>')
            position = inside[-1] + 1
    return "".join([*out, plain(fitted.text[position:], position)])
