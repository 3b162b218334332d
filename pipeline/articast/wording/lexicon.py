"""The publisher's own words: how a name, a product, an initialism is said. They win over every rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from articast.errors import ConfigurationError
from articast.languages import primary
from articast.wording.common import ends
from articast.wording.rules import Edit

ALL = "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """How one written word or phrase is said."""

    written: str
    say: str = ""
    """Empty: as written (only its IPA is given, or the rules are to leave it alone)."""
    ipa: str = ""
    case: bool = True
    """False: however it is capitalised."""
    language: str = ALL
    """`all` or a BCP 47 tag in lower case."""


_Compiled: TypeAlias = tuple[re.Pattern[str], dict[str, Entry], dict[str, Entry]]


@dataclass(frozen=True)
class Lexicon:
    """Entries for all languages and for single ones; a language's own win over those for all."""

    entries: tuple[Entry, ...] = ()

    def edits(self, text: str, language: str) -> list[Edit]:
        """What the lexicon changes in a plain text, in order: whole words, the longest entry at each place."""
        compiled = self._compiled(language) if self.entries else None
        if compiled is None:
            return []
        pattern, exact, folded = compiled
        found = []
        for match in pattern.finditer(text):
            key = _key(match.group())
            entry = exact.get(key) or folded[key.casefold()]
            # the full stop of `p.m.` at the end is the sentence's too: it stays
            stop = match.group()[-1] == "." and entry.say[-1:] not in tuple(".!?…") and ends(match)
            said = entry.say or match.group()[: -1 if stop else None]
            found.append(Edit(match.start(), match.end() - stop, said, f"lexicon: {entry.written}", entry.ipa))
        return found

    @cached_property
    def _patterns(self) -> dict[str, _Compiled | None]:
        return {}

    def _compiled(self, language: str) -> _Compiled | None:
        if language not in self._patterns:
            self._patterns[language] = self._compile(language.lower().replace("_", "-"))
        return self._patterns[language]

    def _compile(self, language: str) -> _Compiled | None:
        exact: dict[str, Entry] = {}
        folded: dict[str, Entry] = {}
        for scope in (ALL, primary(language), language):  # the closest is put in last, and stays
            for entry in self.entries:
                if entry.language == scope:
                    key = _key(entry.written)
                    (exact if entry.case else folded)[key if entry.case else key.casefold()] = entry
        if not exact and not folded:
            return None
        ways = [(key, _pattern(key)) for key in exact] + [(key, f"(?i:{_pattern(key)})") for key in folded]
        ways.sort(key=lambda way: len(way[0]), reverse=True)
        return re.compile("|".join(way for _, way in ways)), exact, folded


def _key(written: str) -> str:
    return " ".join(written.replace("’", "'").split())


def _pattern(key: str) -> str:
    before = r"(?<!\w)" if key[0].isalnum() else ""
    after = r"(?!\w)" if key[-1].isalnum() else ""
    return before + re.escape(key).replace("'", "['’]").replace(r"\ ", r"\s+") + after


def parse(table: Mapping[str, object], where: str) -> Lexicon:
    """The lexicon of a TOML table: sections `[all]`, `[en]`, `[de]` …, in each `WORD = "as said"` or a table.

    Args:
        table: as read; entries outside a section are for all languages.
        where: the file's name, for messages.

    Raises:
        ConfigurationError: an entry is not of that form; the message names the file and the entry.
    """
    entries: list[Entry] = []
    for name, value in table.items():
        if isinstance(value, Mapping) and not ({"say", "ipa"} & value.keys()):
            entries += (_entry(word, said, name.lower().replace("_", "-"), where) for word, said in value.items())
        else:
            entries.append(_entry(name, value, ALL, where))
    return Lexicon(tuple(entries))


def _entry(written: str, value: object, language: str, where: str) -> Entry:
    entry = f"{where}: lexicon entry [{language}] {written!r}"
    if not _key(written):
        raise ConfigurationError(f"{entry} has no word: write the word, then how it is said")
    given = {"say": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping):
        raise ConfigurationError(f'{entry} is {value!r}: give a string, or {{say = "…", ipa = "…", case = false}}')
    unknown = sorted(given.keys() - {"say", "ipa", "case"})
    if unknown:
        raise ConfigurationError(f"{entry} has {', '.join(unknown)}: known are say, ipa, case")
    say, ipa, case = given.get("say", ""), given.get("ipa", ""), given.get("case", True)
    if not isinstance(say, str) or not isinstance(ipa, str):
        raise ConfigurationError(f"{entry}: say and ipa are strings")
    if not isinstance(case, bool):
        raise ConfigurationError(f"{entry}: case is true or false, not {case!r}")
    if not say.strip() and not ipa.strip():
        raise ConfigurationError(f"{entry} says nothing: give say, ipa or both")
    return Entry(written, say.strip(), ipa.strip(), case, language)
