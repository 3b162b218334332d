"""IPA in espeak-ng's own signs, as one of its voices understands them.

Its signs (`[[m'i:tIN]]`) mean something else in each voice, so each that its data names is spoken once and what the
library says of it in IPA is turned round: half a second a voice and process, and only where a lexicon gives sounds.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from articast.speech.engines._scripts import Fitted
from articast.speech.engines._sounds import SIGNS, sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from articast.model import Pronunciation

PHONEMES = 0x100
"""Flag of `espeak_Synth`: what stands in `[[…]]` are sounds."""

_TABLE, _NAME, _ENTRY = 36, 32, 16
"""Bytes of a table's head in `phontab`, of its name there, and of a sound's entry, which begins with its sign."""

_VOWELS = "iIyYeEuU2396@aAoOVQ{&M}1"
"""How X-SAMPA's vowels begin: espeak's stress stands right before the vowel, IPA's before its syllable."""

_STRESS = {'"': "'", "%": ","}


def signs(data: Path) -> tuple[str, ...]:
    """All signs that the data names, shortest first; those of tones and of the library's own needs left out."""
    raw = (data / "phontab").read_bytes()
    found: set[str] = set()
    at = 4
    for _ in range(raw[0]):
        count, at = raw[at], at + _TABLE
        for place in range(at, at + count * _ENTRY, _ENTRY):
            found.add(raw[place : place + 4].split(b"\0")[0].decode("latin-1"))
        at += count * _ENTRY
    plain = (sign for sign in found if sign[:1].isalpha() or sign[:1] in set("@&23689?"))
    return tuple(
        sorted((sign for sign in plain if sign.isascii() and sign.isprintable()), key=lambda one: (len(one), one))
    )


def table(signs: Iterable[str], ask: Callable[[str], str]) -> dict[str, str]:
    """The voice's sign for each sound of `_sounds.SIGNS` (in X-SAMPA) that it has.

    Args:
        signs: espeak's.
        ask: gives the IPA that the voice makes of a text.
    """
    alone: dict[str, str] = {}
    before: dict[str, str] = {}
    vowel = normalize("NFC", ask("[['a]]"))
    for sign in signs:
        alone.setdefault(normalize("NFC", ask(f"[[{sign}]]")).strip("ˈˌ "), sign)
        ipa = normalize("NFC", ask(f"[[{sign}'a]]"))  # a stop that ends a word is another one in German or Polish
        if ipa.endswith(vowel):
            before.setdefault(ipa.removesuffix(vowel).strip("ˈˌ "), sign)
    found: dict[str, str] = {}
    for ipa, xsampa in SIGNS.items():
        by_ipa = alone if xsampa[0] in _VOWELS else before
        if ipa in by_ipa:
            found.setdefault(xsampa, by_ipa[ipa])
    return found


def written(ipa: str, known: Mapping[str, str]) -> str | None:
    """A word's sounds in the voice's signs; None where one of them has no way."""
    said = sounds(ipa, frozenset(known))
    if said is None:
        return None
    out, stress = [], ""
    for sound in said:
        if sound in _STRESS:
            stress = _STRESS[sound]
        elif sound[0] in _VOWELS:
            out.append(stress + known[sound])
            stress = ""
        else:
            out.append(known[sound])
    return "_|".join(out).replace("_|'", "'").replace("_|,", ",") if out else None


def with_sounds(fitted: Fitted, pronunciations: Iterable[Pronunciation], known: Mapping[str, str]) -> Fitted | None:
    """The text with the sounds that are given, where one of them can be said; brackets of its own are round then."""
    text, spans, position, any_said = list[str](), list[tuple[int, int]](), 0, False
    for wanted in sorted(pronunciations, key=lambda one: one.start):
        inside = [at for at, (start, end) in enumerate(fitted.spans) if wanted.start <= start and end <= wanted.end]
        said = written(wanted.ipa, known)
        if said is None or not inside or inside[0] < position:
            continue
        text += [_round(fitted.text[position : inside[0]]), f"[[{said}]]"]
        spans += [*fitted.spans[position : inside[0]], *[(wanted.start, wanted.end)] * (len(said) + 4)]
        position, any_said = inside[-1] + 1, True
    if not any_said:
        return None
    return Fitted("".join([*text, _round(fitted.text[position:])]), (*spans, *fitted.spans[position:]))


def heard(events: Any, kind: int) -> str:
    """The IPA that the library tells with its sounds."""
    said, index = "", 0
    while events and events[index].type:
        if events[index].type == kind:
            address = ctypes.addressof(events[index]) + type(events[index]).id.offset
            said += ctypes.string_at(address, 8).split(b"\0")[0].decode("utf-8", "replace")
        index += 1
    return said


def _round(text: str) -> str:
    return text.translate(str.maketrans("[]", "()"))
