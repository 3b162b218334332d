"""The number of a list's item, said before it."""

from __future__ import annotations

from dataclasses import replace

from articast.languages import table
from articast.model import Change, Pronunciation, Said
from articast.wording.common import capital

RULE = "list number"


def counted(text: Said, number: str, words: str, language: str) -> Said:
    """The text with its number before it, as a sentence of its own: `Three. Stir until it thickens.`

    Nothing is written there, so that word times, transcript and page keep to the item's own words.

    Args:
        text: the item's first sentence as said.
        number: in figures, or the letter that it is.
        words: the same as said.
        language: BCP 47 tag; `item` of its `[speech]` is how a number stands there.
    """
    if not any(map(str.isalnum, words)):
        return text
    before = str(table(language, "speech").get("item", "{number}.")).format(number=capital(words))
    if before[-1] != "。":  # no space stands between Chinese or Japanese sentences
        before += " "
    ipa = table(language, "wording").get("letters", {}).get(number, "")
    shift = len(before)
    return replace(
        text,
        text=before + text.text,
        changes=(Change(0, 0, before, RULE), *text.changes),
        pronunciations=(
            *([Pronunciation(before.index(number), before.index(number) + 1, ipa)] if ipa and number in before else []),
            *(replace(one, start=one.start + shift, end=one.end + shift) for one in text.pronunciations),
        ),
    )
