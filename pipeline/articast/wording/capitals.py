"""Words in capitals: initialisms are spelled, acronyms and emphasised words said as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articast.wording.common import anyof, spell, starts
from articast.wording.rules import CAPITALS, DIGITS, TAKEN, Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UPPER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŒ"
LOWER = "a-zß-öø-ÿąćęłńóśźżœ"
_MIXED = expression(rf"(?<![\w.,])(?=\w*[0-9{UPPER}])(?=[0-9]*[^\W\d_])([^\W_]{{2,}})(?!\w)")
_RUNS = expression(rf"[0-9]+|[{UPPER}]+(?![{LOWER}])|[{UPPER}]?[{LOWER}]+|[{UPPER}]|[^\W\d]")
_RUN_BEFORE = expression(rf"(?:(?<!\w)[{UPPER}ß’']+[^\w.!?]{{1,3}}|(?<!\w)[{UPPER}]{{2,}}\. |{TAKEN}+ )+$")
_RUN_AFTER = expression(rf"(?:[^\w.!?]{{1,3}}[{UPPER}ß’']+(?!\w)| {TAKEN}+)+")
_TOKEN = expression(rf"[{UPPER}ß]+")
_REACH = 64
"""Characters on either side in which capitals go on, as in a headline."""
_DATELINE = expression(
    rf"[^\w]?[{UPPER}][{UPPER}’'. -]*(?: ?/ ?[{UPPER}][{UPPER}. -]*)?"
    r"(?: \(\w+\)|, (?:\w{3,9}\.? )?[0-9\ue000]| ?[–—] )"
)


_ELEMENTS = frozenset(
    re.findall(
        "[A-Z][a-z]?",
        "HLiBeBCNOFNaMgAlSiPSClKCaScTiVCrMnFeCoNiCuZnGaGeAsSeBrRbSrYZrNbMoAgCdInSnSbTeICsBaLaCeWPtAuHgTlPbBiU",
    )
)
"""Signs of the chemical elements that compounds are written with."""
_CLITICS = frozenset(("VE", "RE", "LL", "EM", "T", "D", "M", "EST"))


@dataclass(frozen=True)
class Capitals:
    """What a language knows of words in capitals; `[wording.initialisms]`."""

    spelled: frozenset[str]
    """Initialisms that look like words."""
    words: Mapping[str, str]
    """Acronyms said as words, in capitals → as they are given to the voice."""
    ordinary: frozenset[str]
    """Short ordinary words that are shouted sometimes."""
    shouted: frozenset[str]
    """Short words and parts of names that are words only among words: alone they are initialisms."""
    both: frozenset[str]
    """Of the ordinary ones, those that are initialisms in a headline, too: `US SIGNS DEAL`."""
    after: frozenset[str]
    """Words after which such a one is a word: `WITH US`."""
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
        if letters in self.ordinary or letters in self.words:
            return True
        # hardly an initialism has seven letters and two syllables
        return len(letters) > 3 and (self.pronounceable(letters) or (len(letters) > 6 and self.syllables(letters) > 1))

    def tells(self, letters: str) -> bool:
        """Whether capitals are a word for sure, so that those beside them are shouted words, too."""
        if letters in self.spelled or letters in self.words:
            return False
        return self.word(letters) or (len(letters) > 4 and self.syllables(letters) > 0)

    def syllables(self, letters: str) -> int:
        """How many runs of vowels there are."""
        return len(re.findall(f"[{self.vowels}]+", letters.lower()))

    def vocal(self, letters: str) -> bool:
        """Whether there is a vowel in them."""
        return any(letter in self.vowels for letter in letters.lower())

    def pronounceable(self, letters: str) -> bool:
        """Whether consonants and vowels take turns as in the language's own words."""
        clusters = re.split(f"[{self.vowels}]{{1,3}}", re.sub(f"qu(?=[{self.vowels}])", "q", letters.lower()))
        if len(clusters) < 2:
            return False
        first, *middle, last = clusters
        if (first and first not in self.onsets and first != "q") or (last and last not in self.codas):
            return False
        return all(any(self._split(cluster, cut) for cut in range(len(cluster) + 1)) for cluster in middle)

    def _split(self, cluster: str, cut: int) -> bool:
        coda, onset = cluster[:cut], cluster[cut:]
        return (not coda or coda in self.codas) and (not onset or onset == "q" or onset in self.onsets)


_SETS = ("spelled", "ordinary", "shouted", "both", "after", "onsets", "codas")


def capitals(table: Mapping[str, str]) -> Capitals:
    """Read `[wording.initialisms]`: each value is a string of words separated by spaces; each may miss.

    In `words`, `UNESCO` is said `Unesco`, `SaaS=sass` as it stands behind the sign.
    """
    words = {}
    for entry in table.get("words", "").split():
        written, _, said = entry.partition("=")
        words[written] = said.replace("_", " ") or written.capitalize()
    sets = {key: frozenset(table.get(key, "").split()) for key in _SETS}
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
        """Whether words in capitals stand on either side, as in a headline."""
        text = match.string
        before = _RUN_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        after = _RUN_AFTER.match(text, match.end(), match.end() + _REACH)
        near = (before.group() if before else "") + " " + (after.group() if after else "")
        return any(map(known.tells, _TOKEN.findall(near)))

    def dateline(match: re.Match[str]) -> bool:
        """Whether a place is named at the head of a report: `BAD EMS (dpa)`."""
        head = _DATELINE.match(match.string) if len(match.group(1)) > 2 and known.vocal(match.group(1)) else None
        return head is not None and head.end() >= match.end()

    def meant(match: re.Match[str]) -> bool:
        """Whether what is a word and an initialism is the word, in a headline."""
        if match.group(1) not in known.both:
            return True
        before = re.search(r"([^\W\d_]+)[^\w.!?]{1,2}$", match.string[max(0, match.start() - 16) : match.start()])
        return before is not None and before[1].upper() in known.after

    def said(match: re.Match[str]) -> str | None:
        letters, tail = match.group(1), match.group(2) or ""
        if letters in known.words and not (letters in known.shouted and shouted(match)):
            return known.words[letters] + tail
        if letters in known.spelled:
            wordlike = letters in known.ordinary or letters in known.shouted  # the E R A, but THE END OF AN ERA
            emphasis = wordlike and shouted(match) and meant(match)
        else:
            emphasis = known.word(letters) or (
                (letters in known.shouted or (len(letters) > 3 and known.vocal(letters))) and shouted(match)
            )
            emphasis = emphasis or dateline(match)
        if emphasis and (not tail or tail[0] in "'’" or len(letters) > 3):
            return (letters.capitalize() if starts(match) else letters.lower()) + tail
        return spell(letters, known.sticky) + (plural if tail == "s" else tail)

    def contracted(match: re.Match[str]) -> str | None:
        """`I'VE`, `DON'T`, `QU'EST`: a word; `NASA'S`, `L'ONU`: an initialism and its ending or article."""
        head, tail = match.group(1), match.group(2)
        if len(tail) == 1 and tail not in {"S", *_CLITICS} and not shouted(match):
            return None  # `L'A 380`
        if tail == "S" and head not in known.ordinary:
            if head in known.words:
                return f"{known.words[head]}'s"
            if head in known.spelled or not (known.word(head) or shouted(match)):
                return f"{spell(head, known.sticky)}'s"
        elif (
            tail not in _CLITICS
            and head != "J"
            and (tail in known.spelled or tail in known.words or (1 < len(tail) < 4 and not known.word(tail)))
        ):
            return None
        word = match.group().lower()
        return word.capitalize() if starts(match) or head == "I" else word

    def named(match: re.Match[str]) -> str:
        word = known.words[match.group(1)]
        return word + (plural if re.search(rf"(?<![^ -])[{UPPER}]$", word) and match.group(2) else match.group(2))

    def dotted(match: re.Match[str]) -> str | None:
        letters = match.group(1).replace(".", "")
        stop = "." if re.match(r"""["”’»“)\]]*(?:\n|$)""", match.string[match.end() : match.end() + 40]) else ""
        tail = plural if match.group(2) == "s" else match.group(2) or ""
        return spell(letters, known.sticky) + tail + stop

    exact = [word for word in known.words if not (word.isupper() and word.isalpha())]
    rules = [
        Rule("initialism", expression(rf"(?<![\w.])((?:[{UPPER}]\.){{2,}})(['’]?s)?(?!\w)"), dotted, frozenset(".")),
        Rule(
            "capitals",
            expression(rf"(?<!\w)([{UPPER}]+)['’]([{UPPER}]+)(?![\w’'])(?! [{UPPER}](?!\w))"),
            contracted,
            frozenset("'’"),
        ),
        Rule(
            "initialism",
            expression(rf"(?<!\w)([{UPPER}]ß?[{UPPER}][{UPPER}ß]*)(['’]?s)?(?![\w])"),
            said,
            frozenset(CAPITALS),
        ),
    ]
    if known.single:
        letter = f"[{known.single}]"
        pattern = expression(
            rf"(?:(?<=[{UPPER}]{{2}} )|(?<=[{UPPER}]{{2}} {letter} )){letter}(?= (?:{letter} )?(?:"
            rf"[{UPPER}]['’])?[{UPPER}]{{2}})"
        )
        lower = Rule("initialism", pattern, lambda match: match.group().lower() if shouted(match) else None)
        rules.insert(0, lower)
    if exact:
        pattern = expression(rf"(?<!\w)({anyof(exact)})(s?)(?!\w)")
        rules.insert(0, Rule("name", pattern, named, frozenset(CAPITALS)))
    return tuple(rules)


def bracketed(known: Capitals) -> Rule:
    """Two or three capitals by themselves in brackets are an initialism, whatever word they look like: `(NE)`."""
    pattern = expression(rf"(?<=\()[{UPPER}]{{2,3}}(?=\))")

    def said(match: re.Match[str]) -> str | None:
        return None if match.group() in known.words else spell(match.group(), known.sticky)

    return Rule("initialism", pattern, said, frozenset("("))


def mixed(known: Capitals, number: Callable[[str], str]) -> Rule:
    """The rule for names of letters and digits or of changing capitals: `MP3`, `Five9`, `B2B`, `CXBuzz`, `RoR`.

    Args:
        known: as for `initialisms`.
        number: digits within a name → what is said.
    """

    def run(piece: str) -> str:
        if "0" <= piece[0] <= "9":
            return number(piece)
        if piece.isupper() and len(piece) > 3 and known.word(piece) and piece not in known.words:
            return piece.capitalize()
        if piece.isupper():
            return known.words.get(piece) or spell(piece, known.sticky)
        short = len(piece) == 1 or (len(piece) == 2 and not re.search(f"[{known.vowels}]", piece.lower()))
        return spell(piece) if short else piece

    def said(match: re.Match[str]) -> str | None:
        token = match.group(1)
        runs = _RUNS.findall(token)
        cut = next((at for at in range(5, 2, -1) if token[:at] in known.spelled and token[at:].islower()), 0)
        if cut and len(token) > cut + 1:
            runs = [token[:cut], token[cut:]]  # `ZDFneo`
        digits = any("0" <= character <= "9" for character in token)
        if (token.isascii() and token.isdigit()) or len(runs) < 2 or "".join(runs) != token:
            return None
        if len(token) == 3 and token[::2].isupper() and token[1].islower() and token.isalpha():
            return spell(token, known.sticky)  # IoT, RoR, AfD
        if re.fullmatch(rf"[{UPPER}]{{2,}}s", token):
            return None  # `IDs`: several of an initialism
        atoms = re.findall("[A-Z][a-z]?|[0-9]+", token)
        atomic = all(one in _ELEMENTS or one.isdigit() for one in atoms) and "".join(atoms) == token
        several = sum(one.isalpha() for one in atoms) > 1
        if atomic and several and token[0] in CAPITALS and not token.isupper():
            parts = (number(one) if one.isdigit() else spell(one, known.sticky) for one in atoms)
            return " ".join(parts)  # `NaCl`, `CaCO3`
        ends = token[0].isupper() and token[-1].isupper()
        dumb = ends and not any(known.vocal(piece) for piece in runs if len(piece) > 1)  # `EStG`, no `MHz`
        letters = (dumb or all(len(piece) == 1 for piece in runs)) and sum(piece[0].isupper() for piece in runs) > 1
        spelled = any(len(piece) > 1 and piece.isupper() for piece in runs)
        if not (digits or letters or spelled):
            return None
        links = ["-" if piece in known.sticky else " " for piece in runs[:-1]]
        return "".join(run(piece) + link for piece, link in zip(runs, [*links, ""], strict=True))

    return Rule("name", _MIXED, said, frozenset(CAPITALS + DIGITS))
