"""Show notes: what stands under an episode in a podcast app."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from articast import plain
from articast.model import Block, Mark
from articast.recording import notes
from tests.sample import linked

URL = "https://gazette.example/article"
SAYS = "This voice is synthetic."


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


def test_notes_have_lead_footnotes_links_article_and_disclosure_in_this_order() -> None:
    blocks = (
        Block("heading", "A heading", level=2),
        paragraph("The lead & more."),
        linked("See the report of today.", "https://report.example/?a=1&b=2", "the report"),
        paragraph("The end."),
    )
    footnotes = (linked("As in Smith, 1999, p. 4.", "https://smith.example/", "Smith", "note"),)
    assert notes.html(blocks, footnotes, URL, SAYS) == (
        "<p>The lead &amp; more.</p>\n"
        '<p><strong>Notes</strong></p>\n<ol><li>As in <a href="https://smith.example/">Smith</a>, 1999, p. 4.</li></ol>\n'
        '<p><strong>Links</strong></p>\n<ul><li><a href="https://report.example/?a=1&amp;b=2">the report</a></li></ul>\n'
        f'<p><a href="{URL}">Read the article</a></p>\n'
        "<p>This voice is synthetic.</p>"
    )


def test_words_are_those_of_the_language() -> None:
    made = notes.html((linked("Siehe hier.", "https://a.example/", "hier"),), (paragraph("Note."),), URL, "", "de-AT")
    assert all(word in made for word in ("Links", "Anmerkungen", "Artikel lesen"))


def test_code_tables_and_captions_are_not_listed() -> None:
    kinds = tuple(Block(kind, f"A {kind}.") for kind in ("code", "table", "caption", "note"))
    assert notes.html((), kinds, None) == "<p><strong>Notes</strong></p>\n<ol><li>A note.</li></ol>"


def test_nothing_is_made_of_nothing() -> None:
    assert notes.html((), (), None, "") == ""
    assert notes.html((paragraph("Alone."),), (), None, "") == "<p>Alone.</p>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "#footnote",
        "mailto:a@b.example",
        f"{URL}#part",
        URL,
        "ftp://a.example/",
    ],
)
def test_only_links_that_lead_elsewhere_on_the_web_are_listed(url: str) -> None:
    assert list(notes.links((linked("See here now.", url, "here"),), URL)) == []


def test_a_page_is_listed_once_with_its_first_words() -> None:
    blocks = (
        linked("See here now.", "https://a.example/x", "here"),
        linked("See there now.", "https://a.example/x#part", "there"),
        linked("See  now.", "https://b.example/", " "),
    )
    assert list(notes.links(blocks)) == [("https://a.example/x", "here")]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>",
        "</p><style>*{}</style>",
        "<!-- -->",
        "]]>",
        "&lt;b&gt;",
    ],
)
def test_text_stays_text(text: str) -> None:
    made = notes.html((linked(f"x {text} y", 'https://a.example/"><script>', text),), (paragraph(text),), URL, text)
    tree = etree.fromstring(f"<div>{made}</div>")
    assert {node.tag for node in tree.iter()} <= {"div", *notes.TAGS}
    assert {name for node in tree.iter() for name in node.attrib} <= {"href"}
    assert "".join(tree.itertext()).count(text) == 4


def test_what_does_not_fit_is_left_out_with_a_way_to_the_rest() -> None:
    many = tuple(
        linked(f"See source {number} here.", f"https://a.example/{number}", f"source {number}") for number in range(300)
    )
    made = notes.html(many, (paragraph("A note."),), URL, SAYS)
    assert 3000 < plain.size(made) <= notes.LIMIT - notes.CHAPTERS
    assert f'<li><a href="{URL}">Continue reading</a></li></ul>' in made
    assert "source 0</a>" in made
    assert "A note." in made
    assert made.endswith(f"<p>{SAYS}</p>")
    without = notes.html(many, (), None, SAYS)
    assert "<li>…</li></ul>" in without


def test_a_long_lead_is_cut_at_a_sentence() -> None:
    made = notes.html((paragraph("This is a sentence of some length. " * 100),), (), URL, SAYS)
    assert re.match("<p>(This is a sentence of some length. )+This is a sentence of some length.</p>", made)
    assert plain.size(made) < 1500


@pytest.mark.parametrize("sign", ["&", "<", "ж", "\u00a0x"])
def test_signs_that_grow_as_html_are_counted_as_they_are_written(sign: str) -> None:
    made = notes.html((paragraph(sign * 3000),), (), "https://a.example/" + "x" * 3000, SAYS)
    assert plain.size(made) <= notes.LIMIT - notes.CHAPTERS
    assert "x" * 3000 not in made


def test_a_footnote_longer_than_all_is_left_out_whole() -> None:
    made = notes.html((paragraph("Lead."),), (paragraph("n" * 5000),), URL, SAYS)
    assert "nnn" not in made
    assert "Notes" not in made


@settings(deadline=None)  # other programs may want the machine
@given(
    st.lists(st.text(max_size=400), max_size=6),
    st.lists(st.text(max_size=400), max_size=12),
    st.integers(600, 4000),
)
def test_notes_are_whole_and_within_the_limit(texts: list[str], footnotes: list[str], limit: int) -> None:
    blocks = tuple(
        Block("paragraph", text, marks=(Mark("link", 0, len(text), "https://a.example/"),)) for text in texts
    )
    made = notes.html(blocks, tuple(map(paragraph, footnotes)), URL, SAYS, limit=limit)
    assert plain.size(made) <= limit
    etree.fromstring(f"<div>{made}</div>")
    assert made.endswith(f"<p>{SAYS}</p>")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("One sentence. Another one.", 20, "One sentence."),
        ("no sentence ends here at all", 15, "no sentence…"),
        ("x" * 20, 10, "x" * 7 + "…"),
        ("жжжж", 7, "жж…"),
        ("A. much too early an end", 20, "A. much too early…"),
        ("e\u0301" * 5, 9, "e\u0301e\u0301…"),
        ("", 0, ""),
        ("ab", 1, ""),
    ],
)
def test_cutting(text: str, limit: int, expected: str) -> None:
    assert plain.cut(text, limit) == expected


@settings(deadline=None)  # other programs may want the machine
@given(st.text(), st.integers(3, 50))
def test_a_cut_text_fits_and_begins_alike(text: str, limit: int) -> None:
    made = plain.cut(plain.line(text), limit)
    assert plain.size(made) <= limit
    assert plain.line(text).startswith(made.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \t\r\n b  ", "a b"),
        ("a\x00\x1bb\x7f", "ab"),
        ("a\u2028b\x85c", "a b c"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("\u200fשלום\u200f", "\u200fשלום\u200f"),
        ("n°\u00a05\u202f%", "n°\u00a05\u202f%"),
        ("\ud83d lone", " lone".strip()),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_a_line_of_plain_text(text: str, expected: str) -> None:
    assert plain.line(text) == expected


@settings(deadline=None)  # other programs may want the machine
@given(st.text(st.characters()))
def test_a_line_can_stand_in_xml_and_is_left_alone_afterwards(text: str) -> None:
    made = plain.line(text)
    etree.Element("x").text = made
    assert plain.line(made) == made
