"""Broken and hostile pages: right words or a clear error, in bounded time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.errors import ExtractionError
from articast.text import extract

SENTENCE = (
    "The harbour was quiet that morning, and nobody had seen the boats leave before the fog came in from the sea."
)
ARTICLE = (
    f"<p>{SENTENCE}</p>" * 2
    + "<p>Only the dogs had heard something in the night, and dogs do not say what they have heard.</p>"
)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><div><div><p>{SENTENCE}<p>{SENTENCE}",
        f"<html><body>{ARTICLE}<plaintext>{ARTICLE}",
        f"<html><body>{ARTICLE}".replace("harbour", "har\0bour"),
        f"<html><body>{ARTICLE}".replace("harbour", "har\x07bo\x0bur"),
        f"<html><body>{ARTICLE}<p>A lone surrogate \ud800 stands here.</p>",
        f"<body>{'<div>' * 1500}{ARTICLE}{'</div>' * 1500}",
        f'<?xml version="1.0" encoding="utf-16"?><html><body>{ARTICLE}',
        f"<html><body>{ARTICLE}<p>{'&amp;&lt;&#x1F600;&bogus;' * 20_000}</p>",
        f"<html><body>{ARTICLE}{'<br>' * 50_000}",
        f"<html><body>{ARTICLE}<div {' '.join(f'a{n}=x' for n in range(20_000))}>x</div>",
        f"<html><body>{ARTICLE}<ul>{'<ul><li>a' * 60}",
        f'<html><head><script type="application/ld+json">{"[" * 50_000}</script></head><body>{ARTICLE}',
        f'<html><head><link rel=canonical href="http://[::1/bad"><base href="http://[bad"></head><body>{ARTICLE}<a href="http://[x">y</a>',
    ],
)
def test_broken_markup_keeps_the_words(page):
    assert SENTENCE in extract.article(page, "https://notes.example/x").text


def test_ten_megabytes_of_nested_elements_are_refused_at_once():
    with pytest.raises(ExtractionError, match="nested"):
        extract.article(f"<html><body>{ARTICLE}{'<div>' * 2_000_000}x")


def test_text_nested_deeper_than_a_parser_follows_is_never_lost_in_silence():
    deep = f"<p>{SENTENCE}</p>{'<div>' * 400}<p>{SENTENCE} At the bottom of it all there is this.</p>{'</div>' * 400}<p>{SENTENCE}</p>"
    assert "At the bottom of it all" in extract.article(f"<html><body>{deep}").text


def test_lists_nested_deep_are_read_whole_and_deeper_than_anyone_follows_refused_not_cut():
    def nested(levels):
        items = "".join(f"<ul><li>The item number {level}" for level in range(levels))
        return extract.article(f"<html><body><article>{ARTICLE}{items}").text

    lines = nested(300).splitlines()
    assert all(f"The item number {level}" in lines for level in range(300))
    with pytest.raises(ExtractionError, match="nested"):
        nested(700)


def test_a_book_on_one_page_is_read_whole_without_its_menus():
    chapters = "".join(f"<h2>Chapter {number}</h2><p>{SENTENCE} {number}</p>" for number in range(13_000))
    menu = "".join(f'<li><a href="/{number}">Book {number} of the same publisher</a></li>' for number in range(200))
    page = f"<body><ul>{menu}</ul><main><h1>The Harbour</h1>{chapters}</main><div>{menu}</div>"
    found = extract.article(page)
    assert found.title == "The Harbour"
    assert [block.text for block in found.blocks if block.kind == "paragraph"] == [
        f"{SENTENCE} {number}" for number in range(13_000)
    ]
    assert sum("Book 7 of" in left.text for left in found.left_out) == 2


def test_a_word_processors_spans_cost_no_word():
    words = " ".join(f'<span style="color:black">word{number}</span>' for number in range(5_000))
    found = extract.article(f"<body>{ARTICLE}<p>{words}</p>{ARTICLE}")
    assert " ".join(f"word{number}" for number in range(5_000)) in found.text


def test_too_many_elements_are_refused():
    with pytest.raises(ExtractionError, match="elements"):
        extract.article(f"<html><body>{'<b>x</b>' * 300_001}")


def test_a_page_beyond_reason_is_refused():
    with pytest.raises(ExtractionError, match="characters"):
        extract.article("<p>" + "word " * 13_000_000)


def test_entities_of_a_document_type_are_not_expanded():
    entities = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    found = extract.article(
        f"{entities}<html><body>{ARTICLE}<p>The entities &b; and &f; stay what they are, in this text.</p>"
    )
    assert "aaaaaaaaaa" not in found.text
    assert len(found.text) < 500


@pytest.mark.slow
def test_a_page_of_fifty_megabytes_is_read():
    paragraphs = "".join(f"<p>Paragraph {n} says that nothing happened. {'word ' * 900}</p>" for n in range(11_000))
    assert len(extract.article(f"<html><body>{paragraphs}").blocks) == 11_000


_TAGS = re.findall(
    r"\w+", "p div b i ul li table td blockquote h2 br pre figure figcaption sup q script noscript template svg math a"
)
_MARKUP = [
    *(f"<{tag}>" for tag in _TAGS),
    *(f"</{tag}>" for tag in _TAGS),
    "<!--",
    "-->",
    "<![CDATA[",
    "<",
    ">",
    "&",
    "&nbsp;",
]
_PIECES = st.sampled_from([*_MARKUP, "word ", "Sentence. ", "\x00", "\u202e", "\u200b", "ﬁ"])


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_no_markup_breaks_the_reader(soup):
    try:
        found = extract.article(f"<html><body>{soup}", "https://notes.example/")
    except ExtractionError:
        return
    assert all(block.text.strip() for block in found.blocks)
    for block in found.blocks:
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)


@pytest.mark.parametrize("sign", ["&#8;", "&#x1F;", "&#8"])
def test_a_control_characters_reference_is_left_out(sign):
    words = "The harbour wall was finished in the spring, after nine winters of work and two of waiting for stone. "
    found = extract.article(f"{sign}<html><body><p title='a{sign}b'>Before{sign} it. {words * 3}</p></body></html>")
    assert found.text.startswith("Before it.")


def test_text_after_the_bodys_end_is_no_fault():
    words = "The harbour wall was finished in the spring, after nine winters of work and two of waiting for stone. "
    assert "harbour wall" in extract.article(f"{words}</body>\n{words}<p>{words}</p></html>{words}").text
