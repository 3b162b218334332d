"""Blocks, marks and sentences as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.model import Block, Mark, Reading, Seen, TimedSentence
from articast.publishing.pages import prose
from tests.publishing.pages import scenes


def body(*blocks: Block, language: str = "en") -> str:
    """Without the spans of sentences, which most tests are not about."""
    return re.sub(r"</?span data[^>]*>|</span>", "", str(prose.body(scenes.reading(blocks), language)))


def paragraph(text: str, *marks: Mark, **more) -> Block:
    return Block("paragraph", text, marks=marks, **more)


def test_every_sentence_is_one_span_with_its_times():
    made = str(prose.body(scenes.reading((paragraph("One. Two."),)), "en"))
    assert made == (
        '<p><span data-start="0.12" data-end="2.12">One.</span> <span data-start="2.52" data-end="4.52">Two.</span></p>'
    )


def test_a_mark_over_the_end_of_a_sentence_is_closed_and_opened_again():
    text = "See the log. It is long."
    made = str(
        prose.body(scenes.reading((paragraph(text, scenes.mark(text, "log. It", "link", "https://a.example/")),)), "en")
    )
    link = '<a href="https://a.example/">{}</a>'
    assert f">See the {link.format('log.')}</span> <span" in made
    assert f">{link.format('It')} is long.</span>" in made


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark("emphasis", 0, 3), Mark("strong", 2, 5)], "<em>ab<strong>c</strong></em><strong>de</strong>f"),
        ([Mark("strong", 0, 6), Mark("emphasis", 2, 4)], "<strong>ab<em>cd</em>ef</strong>"),
        ([Mark("link", 0, 6, "https://a.example"), Mark("link", 2, 4, "https://b.example")], '<a href="https://a.example">abcdef</a>'),
        ([Mark("link", 0, 6, "javascript:alert(1)")], "abcdef"),
        ([Mark("link", 0, 6, "http://[")], "abcdef"),
        ([Mark("language", 0, 2, "fr")], '<span lang="fr">abcdef'),
        ([Mark("abbreviation", 0, 2, 'A "B"')], '<abbr title="A &#34;B&#34;">ab</abbr>cdef'),
        ([Mark("code", 1, 1)], "abcdef"),
        ([Mark("code", 4, 99)], "abcd<code>ef</code>"),
    ],
)  # fmt: skip
def test_marks_nest_whatever_they_overlap(marks, expected):
    assert body(paragraph("abcdef", *marks)) == f"<p>{expected}</p>"


MARKS = st.builds(
    Mark,
    st.sampled_from(["link", "emphasis", "strong", "code", "language", "abbreviation"]),
    st.integers(0, 30), st.integers(0, 30), st.sampled_from(["https://a.example/?a=1&b=2", "fr", "javascript:x", ""]),
)  # fmt: skip


@given(st.text("ab. <&\"'>\u202eم", max_size=30), st.lists(MARKS, max_size=6))
def test_no_letter_is_lost_or_turned_into_markup(text, marks):
    blocks = (paragraph(text, *marks),)
    tree = lxml.html.fragment_fromstring(str(prose.body(scenes.reading(blocks), "en")))
    assert tree.text_content() == text
    assert not tree.xpath(".//a//a")
    assert all(link.get("href").startswith("https:") for link in tree.iter("a"))


def test_text_that_no_sentence_covers_stays():
    reading = Reading((paragraph("* * * Yes."),), (TimedSentence("Yes.", 0, 1, 0, 6),))
    assert str(prose.body(reading, "en")) == '<p>* * * <span data-start="0" data-end="1">Yes.</span></p>'


def item(text: str, level: int = 1, number: str = "") -> Block:
    return Block("item", text, level=level, number=number)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("a"), item("b", 2), item("c")], "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ([item("a", 1, "3"), item("b", 1, "4")], '<ol><li value="3">a</li><li value="4">b</li></ol>'),
        ([item("a", 1, "iii"), item("b", 1, "iv")], '<ol type="i"><li value="3">a</li><li value="4">b</li></ol>'),
        ([item("a", 1, "i"), item("b", 1, "ii")], '<ol type="i"><li value="1">a</li><li value="2">b</li></ol>'),
        ([item("a", 1, "c"), item("b", 1, "d")], '<ol type="a"><li value="3">a</li><li value="4">b</li></ol>'),
        ([item("a", 1, "B")], '<ol type="A"><li value="2">a</li></ol>'),
        ([item("a", 1, "IX")], '<ol type="I"><li value="9">a</li></ol>'),
        ([item("a", 1, "1.2")], '<ul class="numbered"><li><span class="number">1.2 a</li></ul>'),
        ([item("a", 1, "²")], '<ul class="numbered"><li><span class="number">² a</li></ul>'),
        ([item("a"), item("b", 1, "1")], '<ul><li>a</li></ul><ol><li value="1">b</li></ol>'),
        ([item("deep", 3), item("top", 1)], "<ul><li>deep</li></ul><ul><li>top</li></ul>"),
        ([item("a", 1), item("b", 4), item("c", 2)], "<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li></ul>"),
    ],
)
def test_lists_nest_and_count_as_in_print(items, expected):
    assert body(*items).replace("\n", "") == expected


def test_headings_begin_below_the_title_and_skip_no_rank():
    levels = [1, 3, 6, 3, 2, 1]
    made = body(*(Block("heading", f"h{level}", level=level) for level in levels))
    assert re.findall(r"<h(\d)", made) == ["2", "3", "4", "3", "3", "2"]


def test_quotes_of_one_source_are_one():
    quote = [
        Block("quote", text, source=source)
        for text, source in (("a", "Eve"), ("b", "Eve"), ("c", "https://x.example/y"))
    ]
    assert body(*quote).replace("\n", "") == (
        "<blockquote><p>a</p><p>b</p><cite>Eve</cite></blockquote>"
        '<blockquote cite="https://x.example/y"><p>c</p><cite><a href="https://x.example/y">x.example</a></cite></blockquote>'
    )


def test_parts_in_another_language_say_so_and_turn():
    assert body(paragraph("سلام", language="ar")) == '<p lang="ar" dir="rtl">سلام</p>'
    assert body(paragraph("Moin", language="de")) == '<p lang="de">Moin</p>'
    sentence = TimedSentence("Moin.", 0, 1, 0, 0, language="de")
    assert '<span data-start="0" data-end="1" lang="de">' in str(
        prose.body(Reading((paragraph("Moin."),), (sentence,)), "en")
    )


def test_footnotes_keep_their_numbers():
    notes = (Block("note", "First.", number="3"), Block("note", "Star.", number="*"))
    made = str(prose.notes(Reading((), (), notes), "en"))
    assert made == '<ol>\n<li value="3">First.</li>\n<li>Star.</li>\n</ol>'


def test_tables_and_code_are_no_footnotes():
    blocks = (
        Block("table", "Part | Cost ; Gate | $1 <b>"),
        Block("note", "First.", number="1"),
        Block("code", "a < b"),
    )
    rows = '<tr><th scope="col">Part</th><th scope="col">Cost</th></tr><tr><td>Gate</td><td>$1 &lt;b&gt;</td></tr>'
    assert str(prose.notes(Reading((), (), blocks), "en")).split("\n") == [
        "<ol>",
        '<li value="1">First.</li>',
        "</ol>",
        f'<div class="wide" tabindex="0"><table>{rows}</table></div>',
        '<div class="wide" tabindex="0"><pre><code>a &lt; b</code></pre></div>',
    ]
    assert "<ol>" not in prose.notes(Reading((), (), (Block("code", "a"),)), "en")


def test_what_is_shown_and_not_said_stands_in_its_place():
    code, table = Block("code", "a < b"), Block("table", "Part | Cost ; Gate | $1")
    caption = Block("caption", "The gate. Photo: Eve")
    seen = (
        Seen(0, Block("picture", "A <gate>", source="https://news.example/a.jpg"), "picture-1.jpg", 800, 600),
        Seen(0, caption),
        Seen(1, code),
        Seen(2, table),
        Seen(2, Block("picture", "", source="b.png"), "picture-2.png", 64, 64),
    )
    reading = scenes.reading((paragraph("One."), paragraph("Two.")), (code, table))
    made = str(prose.body(replace(reading, seen=seen), "en"))
    parts = ["<figure>", 'src="picture-1.jpg" alt="A &lt;gate&gt;" width="800" height="600" fetchpriority="high"', "<figcaption>The gate.", "One.", "a &lt; b", "Two.", '<th scope="col">Cost</th>', "picture-2.png"]  # fmt: skip
    assert [made.index(part) for part in parts] == sorted(made.index(part) for part in parts)
    assert str(prose.notes(replace(reading, seen=seen), "en")) == ""
    assert "b.png" not in made.replace("picture-2.png", "")


def test_a_picture_within_a_list_leaves_the_list_whole_on_both_sides():
    items = tuple(Block("item", f"Item {n}.", level=1, number=str(n)) for n in (1, 2, 3))
    seen = (Seen(2, Block("picture", "x", source="x.jpg"), "picture-1.jpg", 80, 60),)
    made = str(prose.body(replace(scenes.reading(items), seen=seen), "en"))
    assert made.count("<ol") == 2
    assert '<li value="3">' in made


def test_a_quotes_source_is_read_along_where_the_script_has_it_said():
    blocks = (Block("quote", "Go.", source="— Eve"), Block("quote", "Eve", source="— Eve"))
    made = str(prose.body(scenes.reading(blocks), "en"))
    assert re.search(r"<p><span data-start[^>]*>Go\.</span></p><cite><span data-start[^>]*>Eve</span></cite>", made)
    assert body(blocks[0]) == "<blockquote><p>Go.</p><cite>Eve</cite></blockquote>"
