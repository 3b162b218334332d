"""IPA in the signs of X-SAMPA, as far as a voice has the sounds; else by the nearest that it has."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Mapping[str, str] = MappingProxyType(
    dict(
        pair.split("=", 1)
        for pair in (  # noqa: SIM905 - a hundred strings are harder to read
            "p=p b=b t=t d=d k=k g=g ɡ=g q=q ʔ=? m=m ɱ=m n=n ɲ=J ŋ=N ʈ=t ɖ=d ɟ=d_Z c=t_S "
            "r=r ɾ=4 ɹ=r\\ ɻ=r\\ ʁ=R ʀ=R f=f v=v ʋ=v θ=T ð=D s=s z=z ʃ=S ʒ=Z ʂ=S ʐ=Z ɕ=S ʑ=Z ç=C ʝ=j x=x χ=x "
            "ɣ=G β=B h=h ɦ=h ħ=h j=j ɥ=H w=w ʍ=w l=l ɫ=l ɭ=l ʎ=L "
            "ts=t_s dz=d_z tʃ=t_S dʒ=d_Z ʧ=t_S ʤ=d_Z ʦ=t_s ʣ=d_z pf=p_f "
            "i=i ɪ=I y=y ʏ=Y ɨ=I ʉ=u ɯ=u u=u ʊ=U e=e ɛ=E ø=2 œ=9 ə=@ ɐ=6 ɘ=@ ɵ=@ ɜ=3: ɝ=3:r ɚ=@r æ={ a=a ʌ=V ɔ=O "
            "o=o ɑ=A: ɒ=Q ɤ=V ɑː=A: iː=i: yː=y: uː=u: eː=e: ɛː=E: øː=2: œː=9: aː=a: ɔː=O: oː=o: ɜː=3: æː={ "
            "aɪ=a_I eɪ=e_I ɔɪ=O_I ɔʏ=O_Y aʊ=a_U oʊ=o_U əʊ=@_U ɪə=I_@ eə=e_@ ʊə=U_@ "
            "ɑ̃=A~ ɛ̃=E~ ɔ̃=O~ œ̃=9~ ã=A~ õ=O~ ẽ=E~"
        ).split()
    )
)
"""Longest first: a diphthong, an affricate and a long vowel are one sound in most voices."""

_TIES = {0x0361: None, 0x035C: None}
"""Over and under the letters of an affricate."""

_QUIET = frozenset("ː.‿ ˑ|ʰ̩̯̍̊̚-/[]")
"""What may be left out: length that is no part of a sign above, joints of syllables, breath, marks that a letter
carries a syllable or does not."""

_NEAREST: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "?": ("",), "q": ("k",), "J": ("n j",), "N": ("n g",), "r": ("R", "r\\"), "4": ("r", "R", "t"),
        "r\\": ("R", "r"), "R": ("r\\", "r"), "v": ("B", "b"), "T": ("s",), "D": ("z", "d"), "z": ("s",),
        "S": ("t_S",), "Z": ("S", "j"), "C": ("S", "h", "x"), "x": ("R", "k"), "G": ("g",), "B": ("b",),
        "h": ("x", ""), "H": ("w", "y", "u"), "j": ("i",), "w": ("u", "v"), "L": ("l j",),
        "t_s": ("t s",), "d_z": ("d z",), "t_S": ("t S",), "d_Z": ("d Z", "j"), "p_f": ("p f",),
        "i": ("i:",), "I": ("i",), "y": ("u", "u:"), "Y": ("y", "U"), "u": ("u:",), "U": ("u",), "e": ("e:", "E"),
        "E": ("e",), "2": ("9", "3:", "e"), "9": ("2", "3:", "e"), "@": ("e",), "6": ("a", "V"),
        "3:": ("9:", "9", "e r"), "{": ("E", "e"), "a": ("a:", "{", "V"), "V": ("a",), "O": ("Q", "O:", "o"),
        "o": ("o:", "O:"), "Q": ("O",), "A:": ("a:", "a"), "i:": ("i",), "y:": ("y", "u:"), "u:": ("u",),
        "e:": ("e", "e_I"), "E:": ("E",), "2:": ("2", "3:"), "9:": ("9", "3:"), "a:": ("A:", "a"), "O:": ("o:", "O"),
        "a_I": ("a I",), "e_I": ("e:", "e I"), "O_I": ("O_Y", "O I"), "O_Y": ("O_I", "O I"),
        "a_U": ("a U",), "o_U": ("@_U", "o:", "o U"), "@_U": ("o_U", "o:", "o U"), "I_@": ("I @", "i"),
        "e_@": ("E @",), "U_@": ("U @",), "@r": ("@ r\\", "6", "@ R", "e r"), "3:r": ("3: r\\",),
        "A~": ("a n",), "E~": ("E n",), "O~": ("O n",), "9~": ("9 n",),
    }
)  # fmt: skip
"""Sounds to be said in place of one that a voice has not, best first: as its speakers say foreign names."""


def xsampa(ipa: str, known: frozenset[str]) -> str | None:
    """As `sounds`, in one string."""
    found = sounds(ipa, known)
    return None if found is None else "".join(found)


@lru_cache(maxsize=1024)
def sounds(ipa: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """The sounds of a word one after another, with their stress; None where one of them has no way.

    Args:
        ipa: as a lexicon gives it, slashes and brackets too.
        known: the voice's sounds in X-SAMPA.
    """
    ipa = normalize("NFC", ipa).translate(_TIES)
    out: list[str] = []
    position = 0
    longest = max(map(len, SIGNS))
    while position < len(ipa):
        sign = next(
            (part for size in range(longest, 0, -1) if (part := ipa[position : position + size]) in SIGNS),
            ipa[position],
        )
        position += len(sign)
        if sign in _STRESS:
            out.append(_STRESS[sign])
        elif sign in SIGNS:
            found = _found(SIGNS[sign], known)
            if found is None:
                return None
            out += found
        elif sign not in _QUIET:
            return None
    return tuple(out) if any(sound not in _STRESS.values() for sound in out) else None


_STRESS: Mapping[str, str] = MappingProxyType({"ˈ": '"', "'": '"', "ˌ": "%"})


def _found(sound: str, known: frozenset[str], depth: int = 4) -> list[str] | None:
    """The sound, or what is nearest to it among the known ones."""
    if sound in known or not sound:
        return [sound] if sound else []
    nearest = _NEAREST.get(sound, ())
    for near in nearest:
        if known.issuperset(near.split()):
            return near.split()
    for near in nearest if depth else ():
        parts = [_found(part, known, depth - 1) for part in near.split()]
        if None not in parts:
            return [sound for part in parts if part for sound in part]
    return None
