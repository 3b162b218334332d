"""E-mail addresses, web addresses, handles and hashtags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.wording.common import spell
from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DOMAIN = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[A-Za-z]{2,24}"
_STOP = r"(?=[.,;:!?)\]’'…]*(?:[\s<>\"“”„«»]|$))"
_EMAIL = expression(rf"(?:mailto:)?(?<![\w@.+-])([\w.+-]*\w)@({_DOMAIN})(?![\w@])")
_URL = expression(rf"(?i:https?|ftp)://(?:www\.)?([^\s<>\"“”„«»/?#]+?)((?:[/?#][^\s<>\"“”„«»]*?)?){_STOP}")
_HOST = expression(rf"(?<![\w@./-])(www\.)?({_DOMAIN})(?!\w|@|-\w)((?:/[^\s<>\"“”„«»]*?{_STOP})?)")
_HANDLE = expression(r"(?<![\w@./])@([A-Za-z]\w*(?:\.\w+)*)")
_HASHTAG = expression(r"(?<![\w&/#])#([^\W\d_]\w*|[0-9]+[^\W\d]\w*)")
_HUMPS = expression(
    r"_+|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])"
)
_SIGNS = expression(r"([-_.~+=%&]|[0-9]+)")


def humps(name: str, number: Callable[[str], str]) -> str:
    """`CommunityDude2` → `Community Dude two`; initialisms in it stay for the rule that spells them."""
    pieces = [piece for piece in _HUMPS.split(name) if piece]
    return " ".join(number(piece) if piece.isdigit() and piece.isascii() else piece for piece in pieces)


def links(words: Mapping[str, str], number: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules for e-mail addresses, URLs, bare hosts (`Wired.com`), handles and hashtags.

    Not said: the scheme, `www.`, a query, a fragment.

    Args:
        words: `[wording.links]`: how `dot`, `slash`, `at`, `dash`, `underscore`, `handle` and `hashtag` are said;
            `domains`: top-level domains and endings of files by which a bare host is known; `spoken`: those of two
            letters said as a word; `spelled`: names that are initialisms though they have a vowel; `sticky`: see
            `spell`; `files`: endings of files, which are spelled.
        number: digits → what is said.
    """
    known = frozenset(words["domains"].split())
    spoken = frozenset(words.get("spoken", "").split())
    known |= frozenset(words.get("files", "").split())

    def url(match: re.Match[str]) -> str:
        return _address(match.group(1), match.group(2), words, spoken, number)

    def host(match: re.Match[str]) -> str | None:
        name = match.group(2)
        if match.group(1) is None and name.rpartition(".")[2].lower() not in known:
            return None
        if match.group(1) is None and re.search(r"\.[A-Z][a-z]", name):
            return None  # two sentences glued together
        return _address(name, match.group(3), words, spoken, number)

    def email(match: re.Match[str]) -> str:
        name, place = _part(match.group(1), words, number), _address(match.group(2), "", words, spoken, number)
        return f"{name} {words['at']} {place}"

    def handle(match: re.Match[str]) -> str:
        return f"{words['handle']} {humps(match.group(1), number)}".lstrip()

    def hashtag(match: re.Match[str]) -> str:
        return f"{words['hashtag']} {humps(match.group(1), number)}"

    return (
        Rule("e-mail address", _EMAIL, email, frozenset("@")),
        Rule("link", _URL, url, frozenset("/")),
        Rule("link", _HOST, host, frozenset(".")),
        Rule("handle", _HANDLE, handle, frozenset("@")),
        Rule("hashtag", _HASHTAG, hashtag, frozenset("#")),
    )


def _part(name: str, words: Mapping[str, str], number: Callable[[str], str]) -> str:
    """One label of a host, step of a path or name of a mailbox, its signs and digits said."""
    signs = {".": words["dot"], "-": words["dash"], "_": words["underscore"]}
    said = []
    for piece in _SIGNS.split(name):
        if piece.isdigit() and piece.isascii():
            said.append(number(piece))
        else:
            said.append(signs.get(piece, "" if _SIGNS.fullmatch(piece) else piece))
    return " ".join(piece for piece in said if piece)


def _initials(label: str, words: Mapping[str, str]) -> bool:
    """`bbc`, `nhs`: letters that nobody can read as a word."""
    low = label.lower()
    return low in words.get("spelled", "").split() or bool(
        re.fullmatch("[^\\W\\d_]{2,4}", low) and not re.search("[aeiouyäöüáéíóúàèìòùâêîôûœæąęó]", low)
    )


def _address(
    host: str, path: str, words: Mapping[str, str], spoken: frozenset[str], number: Callable[[str], str]
) -> str:
    labels = host.partition(":")[0].strip(".").split(".")
    said = [
        spell(labels[0], words.get("sticky", "")) if _initials(labels[0], words) else _part(labels[0], words, number)
    ]
    for label in labels[1:]:
        low = label.lower()
        short = label.isalpha() and low not in spoken and (len(label) == 2 or low in words.get("files", "").split())
        said.append(spell(label, words.get("sticky", "")) if short else _part(label, words, number))
    steps = [re.sub(r"\.(?:html?|php|aspx?)$", "", step) for step in re.split(r"[?#]", path)[0].split("/")]
    return f" {words['slash']} ".join(
        [f" {words['dot']} ".join(said), *(_part(step, words, number) for step in steps if step)]
    )
