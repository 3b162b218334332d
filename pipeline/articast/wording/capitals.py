"""Words in capitals: initialisms are spelled, acronyms and emphasised words said as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.wording.common import spell, starts
from articast.wording.rules import CAPITALS, DIGITS, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UPPER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŒ"
LOWER = "a-zß-öø-ÿąćęłńóśźżœ"
_MIXED = expression(rf"(?<![\w.,])(?=\w*[0-9{UPPER}])(?=[0-9]*[^\W\d_])([^\W_]{{2,}})(?!\w)")
_RUNS = expression(rf"[0-9]+|[{UPPER}]+(?![{LOWER}])|[{UPPER}]?[{LOWER}]+|[{UPPER}]|[^\W\d]")
_NEAR_BEFORE = expression(rf"([{UPPER}]{{2,}})[^\w]{{1,3}}$")
_NEAR_AFTER = expression(rf"[^\w]{{1,3}}([{UPPER}]{{2,}})(?!\w)")


@dataclass(frozen=True)
class Capitals:
    """What a language knows of words in capitals; `[wording.initialisms]`."""

    spelled: frozenset[str]
    """Initialisms that look like words."""
    words: Mapping[str, str]
    """Acronyms said as words, in capitals → as they are given to the voice."""
    ordinary: frozenset[str]
    """Short ordinary words that are shouted sometimes."""
    sticky: str
    """Letters that are also words: see `spell`."""
    single: str
    """Letters that are words of their own, in a shouted sentence."""
    vowels: str
    onsets: frozenset[str]
    """Consonants that can begin a syllable."""
    codas: frozenset[str]
    """Consonants that can end one."""

    def word(self, letters: str) -> bool:
        """Whether capitals are to be read as an ordinary word or by its syllables, as far as they alone tell."""
        if letters in self.spelled:
            return False
        return letters in self.ordinary or letters in self.words or (len(letters) > 3 and self.pronounceable(letters))

    def vocal(self, letters: str) -> bool:
        """Whether there is a vowel in them."""
        return any(letter in self.vowels for letter in letters.lower())

    def pronounceable(self, letters: str) -> bool:
        """Whether consonants and vowels take turns as in the language's own words."""
        clusters = re.split(f"[{self.vowels}]{{1,3}}", letters.lower())
        if len(clusters) < 2:
            return False
        first, *middle, last = clusters
        if (first and first not in self.onsets) or (last and last not in self.codas):
            return False
        return all(any(self._split(cluster, cut) for cut in range(len(cluster) + 1)) for cluster in middle)

    def _split(self, cluster: str, cut: int) -> bool:
        coda, onset = cluster[:cut], cluster[cut:]
        return (not coda or coda in self.codas) and (not onset or onset in self.onsets)


def capitals(table: Mapping[str, str]) -> Capitals:
    """Read `[wording.initialisms]`: each value is a string of words separated by spaces; each may miss.

    In `words`, `UNESCO` is said `Unesco`, `SaaS=sass` as it stands behind the sign.
    """
    words = {}
    for entry in table.get("words", "").split():
        written, _, said = entry.partition("=")
        words[written] = said.replace("_", " ") or written.capitalize()
    sets = {key: frozenset(table.get(key, "").split()) for key in ("spelled", "ordinary", "onsets", "codas")}
    return Capitals(
        words=words,
        sticky=table.get("sticky", ""),
        single=table.get("single", ""),
        vowels=table.get("vowels", "aeiouyäöüàâéèêëîïôùûœæáíóúąęó"),
        **sets,
    )


def initialisms(known: Capitals, plural: str = "s") -> tuple[Rule, ...]:
    """Rules for words in capitals.

    Args:
        known: `capitals(table(language, "wording")["initialisms"])`.
        plural: what is said for a small `s` at the end (`CCOs`).
    """

    def shouted(match: re.Match[str]) -> bool:
        before = _NEAR_BEFORE.search(match.string[max(0, match.start() - 24) : match.start()])
        after = _NEAR_AFTER.match(match.string[match.end() : match.end() + 24])
        return any(
            near is not None and known.word(near.group(1)) and near.group(1) not in known.words
            for near in (before, after)
        )

    def said(match: re.Match[str]) -> str | None:
        letters, tail = match.group(1), match.group(2) or ""
        if letters in known.words:
            return known.words[letters] + tail
        if letters in known.spelled:
            emphasis = letters in known.ordinary and shouted(match)
        else:
            emphasis = known.word(letters) or (len(letters) > 3 and known.vocal(letters) and shouted(match))
        if not tail and emphasis:
            return letters.capitalize() if starts(match) else letters.lower()
        return spell(letters, known.sticky) + (plural if tail == "s" else tail)

    def named(match: re.Match[str]) -> str:
        word = known.words[match.group(1)]
        return word + (plural if re.search(rf"(?<![^ -])[{UPPER}]$", word) and match.group(2) else match.group(2))

    def dotted(match: re.Match[str]) -> str | None:
        letters = match.group(1).replace(".", "")
        stop = "." if re.match(r"""["”’»“)\]]*(?:\n|$)""", match.string[match.end() : match.end() + 40]) else ""
        return spell(letters, known.sticky) + (match.group(2) or "") + stop

    exact = [word for word in known.words if not word.isupper()]
    rules = [
        Rule("initialism", expression(rf"(?<![\w.])((?:[{UPPER}]\.){{2,}})(['’]s)?(?!\w)"), dotted, frozenset(".")),
        Rule("initialism", expression(rf"(?<!\w)([{UPPER}]{{2,}})(['’]?s)?(?![\w])"), said, frozenset(CAPITALS)),
    ]
    if known.single:
        pattern = expression(rf"(?<=[{UPPER}]{{2}} )[{known.single}](?= [{UPPER}]{{2}})")
        lower = Rule("initialism", pattern, lambda match: match.group().lower() if shouted(match) else None)
        rules.insert(0, lower)
    if exact:
        pattern = expression(rf"(?<!\w)({'|'.join(sorted(exact, key=len, reverse=True))})(s?)(?!\w)")
        rules.insert(0, Rule("name", pattern, named, frozenset(CAPITALS)))
    return tuple(rules)


def mixed(known: Capitals, number: Callable[[str], str]) -> Rule:
    """The rule for names of letters and digits or of changing capitals: `MP3`, `Five9`, `B2B`, `CXBuzz`, `RoR`.

    Args:
        known: as for `initialisms`.
        number: digits within a name → what is said.
    """

    def run(piece: str) -> str:
        if "0" <= piece[0] <= "9":
            return number(piece)
        if piece.isupper():
            return known.words.get(piece) or spell(piece, known.sticky)
        short = len(piece) == 1 or (len(piece) == 2 and not re.search(f"[{known.vowels}]", piece.lower()))
        return spell(piece) if short else piece

    def said(match: re.Match[str]) -> str | None:
        token = match.group(1)
        runs = _RUNS.findall(token)
        digits = any("0" <= character <= "9" for character in token)
        if (token.isascii() and token.isdigit()) or len(runs) < 2 or "".join(runs) != token:
            return None
        if len(token) == 3 and token[::2].isupper() and token[1].islower() and token.isalpha():
            return spell(token, known.sticky)  # IoT, RoR, AfD
        letters = all(len(piece) == 1 for piece in runs) and sum(piece.isupper() for piece in runs) > 1
        spelled = any(len(piece) > 1 and piece.isupper() for piece in runs)
        if not (digits or letters or spelled):
            return None
        links = ["-" if piece in known.sticky else " " for piece in runs[:-1]]
        return "".join(run(piece) + link for piece, link in zip(runs, [*links, ""], strict=True))

    return Rule("name", _MIXED, said, frozenset(CAPITALS + DIGITS))
