"""Words' times brought from what is said to what is written; slugs; summaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.flow.episodes import SLUG, SUMMARY, _summary, _written_words, slug_of
from articast.model import Article, Change, Said, Word


def words_of(said: str) -> tuple[Word, ...]:
    """Every word of a said text: the first at second 0, each a second long."""
    found, at = [], 0
    for second, word in enumerate(said.split(" ")):
        found.append(Word(second, second + 1.0, at, len(word)))
        at += len(word) + 1
    return tuple(found)


def wording(written: str, *changes: tuple[str, str]) -> Said:
    """The written text with each (from, to) changed once, in order."""
    made, text, last = [], "", 0
    for old, new in changes:
        start = written.index(old, last)
        made.append(Change(start, start + len(old), new, "rule"))
        text += written[last:start] + new
        last = start + len(old)
    return Said(text + written[last:], tuple(made))


@pytest.mark.parametrize(
    ("written", "changes", "expected"),
    [
        ("no change here", (), [("no", 0, 1), ("change", 1, 2), ("here", 2, 3)]),
        ("it cost $5 then", (("$5", "five dollars"),), [("it", 0, 1), ("cost", 1, 2), ("$5", 2, 4), ("then", 4, 5)]),
        ("Dr. Holt", (("Dr.", "Doctor"),), [("Dr.", 0, 1), ("Holt", 1, 2)]),
        (
            "at 7:30 p.m. sharp",
            (("7:30 p.m.", "seven thirty P M"),),
            [("at", 0, 1), ("7:30 p.m.", 1, 5), ("sharp", 5, 6)],
        ),
        ("1 and 22", (("1", "one"), ("22", "twenty two")), [("1", 0, 1), ("and", 1, 2), ("22", 2, 4)]),
        ("10km away", (("10", "ten "), ("km", "kilometres")), [("10", 0, 1), ("km", 1, 2), ("away", 2, 3)]),
        ("a 50-year plan", (("50", "fifty"),), [("a", 0, 1), ("50-year", 1, 2), ("plan", 2, 3)]),
        ("gone * here", (("* ", ""),), [("gone", 0, 1), ("here", 1, 2)]),
    ],
)
def test_a_written_word_is_heard_when_what_stands_for_it_is(written, changes, expected):
    said = wording(written, *changes)
    found = _written_words(words_of(said.text), written, said, 0.0)
    assert [(written[w.offset : w.offset + w.length], w.start, w.end) for w in found] == expected


def test_times_count_from_the_episodes_start():
    said = Said("two words")
    assert [(w.start, w.end) for w in _written_words(words_of(said.text), "two words", said, 12.0004)] == [
        (12.0, 13.0),
        (13.0, 14.0),
    ]


@given(
    st.lists(
        st.tuples(st.text("ab1", min_size=1, max_size=4), st.one_of(st.none(), st.text("xy ", min_size=0, max_size=9))),
        min_size=1,
        max_size=8,
    )
)
def test_words_stay_in_order_and_inside_whatever_was_changed(parts):
    written, said, changes = "", "", []
    for old, new in parts:
        if new is not None:
            changes.append(Change(len(written), len(written) + len(old), new, "rule"))
        written, said = written + old + " ", said + (old if new is None else new) + " "
    at, spoken = 0, []
    for second, word in enumerate(said.split()):
        at = said.index(word, at)
        spoken.append(Word(second, second + 1, at, len(word)))
        at += len(word)
    found = _written_words(spoken, written, Said(said, tuple(changes)), 0.0)
    end = 0
    for word in found:
        assert word.offset >= end
        assert word.length > 0
        end = word.offset + word.length
        assert end <= len(written)
    assert [word.start for word in found] == sorted(word.start for word in found)


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Straßenbahn übt Größe", "de", "strassenbahn-uebt-groesse"),
        ("Où est l’été ?", "fr", "ou-est-l-ete"),
        ("It’s the ferry's last day", "en", "its-the-ferrys-last-day"),
        ("L'albero e l’ombra", "it", "l-albero-e-l-ombra"),
        ("Привет, мир", "ru", "privet-mir"),
        ("Sie kostete 12,5 Mio. €", "de", "sie-kostete-12-5-mio-eur"),
        ("It cost 12,500 and 1.5", "en", "it-cost-12500-and-1-5"),
        ("../../etc/passwd", "en", "etc-passwd"),
        ("CON: a & b <c>", "en", "con-a-b-c"),
        ("word " * 60, "en", "word-" * 11 + "word"),
    ],
)
def test_a_slug_is_the_title_as_one_would_type_it(title, language, slug):
    found = slug_of(Article("id", title, language, ()))
    assert found == slug
    assert len(found) <= SLUG


@given(st.text(max_size=80), st.text(max_size=30))
def test_a_slug_is_never_empty_and_only_letters_digits_and_hyphens(title, wish):
    slug = slug_of(Article("some id", title, "en", (), slug=wish))
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_the_publishers_slug_wins():
    assert slug_of(Article("id", "A title", "en", (), slug="My Slug!")) == "my-slug"


def test_a_summary_ends_after_a_word():
    assert _summary("Short.") == "Short."
    cut = _summary("many words, " * 60)
    assert len(cut) <= SUMMARY + 2
    assert cut.endswith("words …")
    assert len(_summary("x" * 1000)) <= SUMMARY + 2
    assert _summary("x" * 1000).startswith("xxx")
