"""Large expressions are kept as modules' bytecode is, and are the same as compiled ones."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from articast import expressions, languages

PATTERN = (
    r"(?P<r0>(?:published|updated)\s*:?\s*\d{4})|(?P<r1>(?-i:[A-ZÄÖÜ])[^.!?]{2,9}\.)|(?P<r2>all rights? reserved(?=\.))"
)
TEXTS = ("Published: 2024", "Über uns.", "über uns.", "ALL RIGHTS RESERVED.", "all right", "", "UPDATED 20245")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def kept(made_from="one", asked=None):
    def write():
        if asked is not None:
            asked.append(made_from)
        return PATTERN

    return expressions.kept("some", made_from, write, re.IGNORECASE)


def seen(pattern):
    return [
        (match and (match.span(), match.lastgroup, match.groupdict()))
        for text in TEXTS
        for match in (pattern.fullmatch(text), pattern.search(text))
    ]


def test_what_is_kept_finds_what_is_compiled_and_is_not_compiled_again(home):
    asked = []
    first, second = kept(asked=asked), kept(asked=asked)
    plain = re.compile(PATTERN, re.IGNORECASE)
    assert seen(first) == seen(second) == seen(plain)
    assert (second.pattern, second.flags, second.groups) == (plain.pattern, plain.flags, plain.groups)
    assert asked == ["one"]


def test_what_it_is_made_from_decides(home):
    asked = []
    kept("one", asked), kept("two", asked)
    assert asked == ["one", "two"]


@pytest.mark.parametrize("damage", [lambda old: old[:0], lambda old: old[:-9], lambda old: b"\xff" * len(old)])
def test_a_damaged_file_is_made_anew(home, damage):
    kept()
    (file,) = home.rglob("*.kept")
    good = file.read_bytes()
    file.write_bytes(damage(good))
    assert seen(kept()) == seen(re.compile(PATTERN, re.IGNORECASE))
    assert file.read_bytes() == good


def test_nothing_is_kept_where_python_keeps_no_bytecode(home, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    asked = []
    assert seen(kept(asked=asked)) == seen(kept(asked=asked))
    assert asked == ["one", "one"]
    assert not [*home.rglob("*.kept")]


def test_a_language_s_table_is_the_same_from_its_file_and_as_it_was_kept(home):
    read = languages._file.__wrapped__
    assert read("pt") == read("pt") == tomllib.loads(languages.text_of("pt"))
    assert [*home.rglob("language-pt.*.kept")]
