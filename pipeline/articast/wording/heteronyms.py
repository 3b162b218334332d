"""Words that are written alike and said otherwise by what they mean: told apart by the words around them.

Only where those tell: else the voice keeps its own reading. Nothing written is touched; what is found is IPA. Words,
patterns and sounds are the language's (`[wording.heteronyms]` of its file).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from articast.languages import primary, table
from articast.model import Pronunciation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REACH = 80
"""Characters before and after a word that are looked at."""

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?!\w)")

_AROUND = {  # of a pair's noun or adjective (0) and verb (1): what stands before and after, by names of `near`
    "verb": (
        ("{to}", ""),
        ("{who}", ""),
        ("{one}", "{object}"),
        ("{first}", "{object}"),
        ("{things}", "{object}"),
        ("{several}", "{goes}"),
        ("{partof}", ""),
        (r"^\W*(?:most|many|few|some) [^\W\d_]+s $", ""),
    ),
    "noun": (
        ("{the}", ""),
        ("{first}", "{told}"),
        (r"^\W*(?:new|public|great) $|\b(?:fresh|local|slow|steady|real|little|further|sharp|rapid|huge) $", ""),
        (
            r"\b(?:in|on|for|with|by|at|from|new|first|last|old|under|without|made|making|makes|much|little) $",
            "",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of saying a word, and where it is said so."""

    ipa: str
    before: re.Pattern[str]
    after: re.Pattern[str]


def readings(text: str, language: str, taken: Sequence[Pronunciation] = ()) -> Iterator[Pronunciation]:
    """IPA of the words that what stands around them decides, in order; none of what is taken already.

    Args:
        text: what is said.
        language: BCP 47 tag.
        taken: of the lexicon, which wins.
    """
    ways = _ways(primary(language))
    for match in _WORD.finditer(text) if ways else ():
        word = match.group()
        if not (word.islower() or word.istitle()) or (
            word != word.lower() and match.start() and not _opens(text, match)
        ):
            continue  # a name (Polish, Reading), or a headline's capitals
        start, end = match.span()
        before = text[max(0, start - _REACH) : start].replace("'", "’")
        after = text[end : end + _REACH].replace("'", "’")
        ipa = next(
            (way.ipa for way in ways.get(word.lower(), ()) if way.before.search(before) and way.after.match(after)), ""
        )
        if ipa and not any(one.start < end and start < one.end for one in taken):
            yield Pronunciation(start, end, _regional(ipa, language), "context")


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence or a quotation begins with it."""
    return not any(map(str.isalnum, text[: match.start()])) or text[: match.start()].rstrip()[-1:] in '.!?:“"‘(—'


@cache
def _ways(language: str) -> dict[str, tuple[_Way, ...]]:
    """Ways of each word, those of its own first, then those that all pairs of noun and verb have."""
    data = table(language, "wording").get("heteronyms", {})
    near = data.get("near", {})

    def pattern(written: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{([a-z]+)\}", lambda name: near[name.group(1)], written), re.IGNORECASE)

    ways = {
        word: tuple(_Way(ipa, pattern(before), pattern(after)) for ipa, before, after in given)
        for word, given in data.get("words", {}).items()
    }
    around = (
        {kind: [(pattern(one), pattern(other)) for one, other in places] for kind, places in _AROUND.items()}
        if near
        else {}
    )
    for word, both in data.get("pairs", {}).items():
        noun, verb = both.split("|")
        shared = [_Way(ipa, *places) for ipa, kind in ((verb, "verb"), (noun, "noun")) for places in around[kind]]
        ways[word] = (*ways.get(word, ()), *shared)
    return ways


def _regional(ipa: str, language: str) -> str:
    """American sounds as said in a region: without an r that no vowel follows, in Britain and its like."""
    if language.lower().replace("_", "-").partition("-")[2][:2] not in {"gb", "au", "nz", "za"}:
        return ipa
    ipa = ipa.replace("ɚ", "ə").replace("ɝ", "ɜː").replace("oʊ", "əʊ").replace("ɑːdʒ", "ɒdʒ").replace("ɑːn", "ɒn")
    return re.sub(r"ɹ(?![aeiouɑɒæɔəɛɜɪʊʌː])", "", ipa)
