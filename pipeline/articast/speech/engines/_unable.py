"""Languages that espeak-ng lists and cannot say: what it makes of a text is no speech of it, or nothing, or a crash.

Measured with espeakng-loader 0.2.4 and each language's sample by the phonemes that the library makes of it: letters
called by their names, tones left out, no sound at all. Another version of its data may do better: measure it again.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNABLE: Mapping[str, str] = MappingProxyType(
    {
        "chr": "it calls Cherokee letters by number",
        "cmn": "its wheel lacks the readings of Chinese signs: most are said without their tone",
        "cmn-latn-pinyin": "its wheel lacks the readings of Chinese signs: most are said without their tone",
        "cv": "it spells Chuvash letters",
        "fo": "it is silent: its wheel lacks the Faroese dictionary",
        "hak": "it says “Chinese letter” for every sign",
        "ja": "it says “Chinese letter” for every kanji",
        "kaa": "it is silent: its wheel lacks the Karakalpak dictionary",
        "kl": "it crashes: its Greenlandic data is broken",
        "kok": "it calls Konkani vowel signs by their names",
        "my": "it drops most of the Burmese letters",
        "shn": "it calls Shan signs by number",
        "th": "it reads Thai letter by letter, and its tones in English",
        "xex": "it is silent: its wheel lacks the dictionary",
    }
)
"""Our name of the voice: what is wrong with it, in words for a publisher."""
