"""Titles, summaries, names and lists as authors and systems write them, as what a listener reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.model import Document
from articast.text import extract
from articast.text.extract import words
from tests.conftest import page


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The *gate* and `code`", "The gate and code"),
        ("**Bold** _and_ ~~gone~~", "Bold and gone"),
        ("How <b>the gate</b> was built,<br>see [the plan](https://x.example)", "How the gate was built, see the plan"),
        ("<p>One</p><p>Two</p><script>alert(1)</script>", "One Two"),
        ("![A gate](gate.jpg) opens", "A gate opens"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("Tom &amp;amp; Jerry&#8217;s", "Tom & Jerry’s"),
        ("A&nbsp;B&shy;C", "A BC"),
        ("`&amp;` in HTML", "&amp; in HTML"),
        ("5 * 3 * 2 = 30, snake_case_name", "5 * 3 * 2 = 30, snake_case_name"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("List<String> and Vec<T>", "List<String> and Vec<T>"),
        ("Why <b> is bold", "Why <b> is bold"),
        ("[1] AT&T; R&D", "[1] AT&T; R&D"),
        (r"C:\new and 1\. May", r"C:\new and 1. May"),
        ("# not a heading", "# not a heading"),
        ("1. not a list", "1. not a list"),
        ("  odd\n space ", "odd space"),
        ("🚢 The gate", "🚢 The gate"),
        ("\ud83d\udea2 The gate", "🚢 The gate"),
        ("half \ud83d of one", "half � of one"),
        ("", ""),
    ],
)
def test_marks_and_entities_are_no_words(written: str, read: str) -> None:
    assert words.plain(written) == read


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_written_is_one_line(text: str) -> None:
    found = words.plain(text)
    assert found == " ".join(found.split())


def known(*lines: str) -> extract.Article:
    body = "\n".join(("---", *lines, "---", "", "Nobody knew who had closed the lock that night."))
    return extract.read(Document("a.md", "a.md", body.encode(), "text/markdown"))


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tags: harbour, engineering,  sea lock", ("harbour", "engineering", "sea lock")),
        ("tags: '#harbour #sea-lock'", ("harbour", "sea-lock")),
        ("tags: [Harbour, harbour, ' HARBOUR ']", ("Harbour",)),
        ("tags: [[a, b], c]", ("a", "b", "c")),
        ("tags: [{name: Harbour}, {label: Sea}]", ("Harbour", "Sea")),
        ("tags: ['', null, R&amp;D, 2026]", ("R&D", "2026")),
        ("categories: News, Politics", ("News", "Politics")),
        ("tags: ['Hull, by the sea', c#]", ("Hull, by the sea", "c#")),
    ],
)
def test_tags_are_words_each_once(line: str, tags: tuple[str, ...]) -> None:
    assert known("title: x", line).tags == tags


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("author: '<a href=\"https://a.example\">Ann Lee</a>'",), ("Ann Lee",)),
        (("author: Ann O&#39;Neill & Bob Ray",), ("Ann O'Neill", "Bob Ray")),
        (("author: Ann Lee <ann@a.example>",), ("Ann Lee",)),
        (("authors:", "  ann: {name: Ann Lee}", "  bob: {name: Bob Ray}"), ("Ann Lee", "Bob Ray")),
        (("authors: [{name: Bob & Ray}, Cy Moe]",), ("Bob & Ray", "Cy Moe")),
        (("authors: [{name: Ann Lee and Bob Ray}]",), ("Ann Lee", "Bob Ray")),
        (("author: {display_name: Ann Lee, login: ann}",), ("Ann Lee",)),
        (("author: ''", "byline: Ann Lee"), ("Ann Lee",)),
    ],
)
def test_authors_are_names(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    assert known("title: x", *lines).authors == authors


def test_front_matters_title_and_summary_are_words() -> None:
    found = known("title: The *gate* &amp;amp; I", "summary: '**How** it was [built](https://x.example)'")
    assert (found.title, found.summary) == ("The gate & I", "How it was built")


@pytest.mark.parametrize("date", ["1772697600", "1772697600000", "[2026-03-05]"])
def test_seconds_since_1970_and_a_list_of_one_are_dates(date: str) -> None:
    found = known("title: x", f"date: {date}").published
    assert found
    assert f"{found:%Y-%m-%d}" == "2026-03-05"


def test_authors_are_all_named_where_some_are_nodes_and_some_are_names() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "description": "Tom &amp;amp; Jerry", "author": '
        '[{"@type": "Person", "name": "Ann Lee"}, "Bob Ray", {"@type": "Organization", "name": "The Desk"}]}</script>'
    )
    found = extract.article(page(head=head))
    assert found.authors == ("Ann Lee", "Bob Ray")
    assert found.summary == "Tom & Jerry"
