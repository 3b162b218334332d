"""English words in another language's text, said as its speakers say them: with their sounds, by the language's means.

`voices/english.tsv` has the words, how English says them, and in which languages they are nobody's own; the table
`[foreign.en]` of a language's file says which of its sounds takes an English one's place. Nothing written is touched;
what is found is IPA, and the publisher's lexicon wins. Voices that read English by themselves pay no heed (`FOREIGN`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from articast.languages import folder, primary, table
from articast.model import Pronunciation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOREIGN = "foreign"
"""`Pronunciation.kind` of what is found here."""

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}(?![^\W\d_])")
_VOWEL = r"[aeiouæɑɔəɛɜɪʊʌ]"
_CODA = re.compile(rf"ɹ(?!{_VOWEL}|[ˈˌ]{_VOWEL})")
_LETTERS = re.compile(r"[aeiouy]+")
_SYLLABLE = re.compile(r"aɪ|aʊ|eɪ|oʊ|ɔɪ|[æɑɔəɛɜɪʊʌiu]ː?")


def sounds(text: str, language: str, taken: Sequence[Pronunciation] = ()) -> Iterator[Pronunciation]:
    """IPA of the English words of a text, in order; none of what is taken already.

    Args:
        text: what is said.
        language: BCP 47 tag of the text.
        taken: of the lexicon and the like, which win.
    """
    known = _words(primary(language))
    for match in _WORD.finditer(text) if known else ():
        word = match.group()
        if word.isupper() or (ipa := known.get(word.lower())) is None:
            continue
        start, end = match.span()
        if not any(one.start < end and start < one.end for one in taken):
            yield Pronunciation(start, end, ipa, FOREIGN)


@cache
def _words(language: str) -> dict[str, str]:
    """English words that are none of the language's own, with the IPA that it has for them."""
    rules = table(language, "foreign").get("en")
    if not rules:
        return {}
    lines = (folder() / "english.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: adapted(word, ipa, rules) for word, ipa, languages in rows if language in languages.split()}


def adapted(word: str, ipa: str, rules: Mapping[str, Any]) -> str:
    """English sounds in those of another language.

    Args:
        word: as it is written, in small letters.
        ipa: as English says it.
        rules: `[foreign.en]` of the language: `sounds`, by longest match, `ɹ.` being an r that no vowel follows;
            `reduced`, true where a vowel that English swallows is said as its letter; `before_s`, what is said before
            an s that begins a word and has a consonant after it; `stress`, false where the language marks none.
    """
    known: dict[str, str] = rules["sounds"]
    marked = _CODA.sub("ɹ.", ipa)
    if rules.get("reduced") and len(letters := _vowels(word)) == len(_SYLLABLE.findall(ipa)):
        swallowed = iter(letters)
        marked = _SYLLABLE.sub(
            lambda one: next(swallowed) if one.group() == "ə" else next(swallowed) and one.group(), marked
        )
    said = _pattern(tuple(known)).sub(lambda one: known[one.group()], marked)
    if before := rules.get("before_s"):
        said = re.sub(r"^([ˈˌ]?)s(?=[ˈˌ]?[ptkmnlwbdgf])", rf"{before}\1s", said)
    return said if rules.get("stress", True) else re.sub("[ˈˌ]", "", said)


def _vowels(word: str) -> list[str]:
    """The first letter of each of its vowels, a silent e at the end left out."""
    groups = _LETTERS.findall(re.sub(r"(?<=[^aeiouy])e(?=s?$)", "", word))
    return [group[0].replace("y", "i") for group in groups]


@cache
def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
