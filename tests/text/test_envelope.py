"""Plain text as it is kept: mails with headers and quotes, books with a licence, contents, notes, stress, verse."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from articast.model import Document
from articast.text import extract


def read(text: str):
    return extract.read(Document(source="a.txt", id="a.txt", body=text.encode(), media_type="text/plain"))


def shape(article):
    return [(block.kind, block.text) for block in article.blocks]


MAIL = """From: Rosa Hale <rosa@harbour.example>
To: all@harbour.example
Date: Tue, 12 Jan 2010 09:24:06 -0500
Subject: Re: [harbour] The new
 gauge
Message-ID: <1@harbour.example>

On Mon, Jan 11, 2010 at 05:19:21PM +0100, Tom Brook wrote:

> The gauge reads too high since the storm.
>
> > Did the crew go on Friday?

They did go on Friday, but the ladder was iced over and they turned
back. I have asked for a second visit this week.

--\x20
Rosa Hale
"""


def test_a_mail_is_what_its_author_wrote():
    mail = read(MAIL)
    assert (mail.title, mail.authors) == ("Re: [harbour] The new gauge", ("Rosa Hale",))
    assert mail.published == datetime(2010, 1, 12, 9, 24, 6, tzinfo=timezone(-timedelta(hours=5)))
    assert shape(mail) == [
        (
            "paragraph",
            (
                "They did go on Friday, but the ladder was iced over and they turned back. I have asked for a second visit "
                "this week."
            ),
        )
    ]
    assert [left.reason for left in mail.left_out] == ["e-mail header", "quoted e-mail", "e-mail signature"]
    assert "Tom Brook wrote:" in mail.left_out[1].text


@pytest.mark.parametrize(
    "announced",
    [
        "Am 11.01.2010 um 17:19 schrieb Tom Brook:",
        "Le 11 janv. 2010 à 17:19, Tom Brook a écrit :",
        "El 11/01/2010, Tom Brook escribió:",
        "Il giorno 11 gen 2010 Tom Brook ha scritto:",
    ],
)
def test_who_is_quoted_is_announced_in_many_languages(announced):
    mail = read(f"Subject: Gauge\nFrom: a@b.example\n\nI went there.\n\n{announced}\n> Who goes?\n\nIt was cold.\n")
    assert [text for _, text in shape(mail)] == ["I went there.", "It was cold."]


def test_what_is_forwarded_below_an_answer_is_left_out():
    mail = read(
        "Subject: Gauge\nFrom: a@b.example\n\nI went there.\n\n-----Original Message-----\nFrom: Tom\nWho goes?\n"
    )
    assert [text for _, text in shape(mail)] == ["I went there."]


def test_a_subject_in_another_encoding_is_read():
    assert (
        read("Subject: =?utf-8?q?Der_Pegel_f=C3=BCr_alle?=\nFrom: a@b.example\n\nEr steht.\n").title
        == "Der Pegel für alle"
    )


@pytest.mark.parametrize("text", ["Salt: two spoons\nFlour: one cup\n\nMix them.\n", "Subject: hope\n\nIt is long.\n"])
def test_labels_of_an_author_are_no_mail(text):
    assert read(text).left_out == ()


BOOK = """The Project Gutenberg EBook of The Reef, by Ann Lee

Title: The Reef

Author: Ann Lee

*** START OF THIS PROJECT GUTENBERG EBOOK THE REEF ***

Produced by Some People

CHAPTER I

[Illustration: The lamp]

It was a _very_ dark night.

[Pg 12]

Nobody was there.

End of the Project Gutenberg EBook of The Reef

*** END OF THIS PROJECT GUTENBERG EBOOK THE REEF ***
"""


def test_a_books_licence_is_left_out_and_says_who_wrote_it():
    book = read(BOOK)
    assert (book.title, book.authors) == ("The Reef", ("Ann Lee",))
    assert [text for _, text in shape(book)] == ["CHAPTER I", "It was a very dark night.", "Nobody was there."]
    assert {left.reason for left in book.left_out} == {"furniture: licence"}


def test_contents_with_leaders_go_with_their_heading():
    found = read(
        "The manual\n\nContents\n\n  1 Use ......... 7\n  2 Care . . . . . 12\n\n1 Use\n\nSwitch it on, and wait.\n"
    )
    assert found.title == "The manual"
    assert [text for _, text in shape(found)] == ["1 Use", "Switch it on, and wait."]
    assert [left.reason for left in found.left_out] == ["table of contents"]


def test_an_ellipsis_is_no_leader():
    assert shape(read("The wall\n\nIt stood.... and it stood 12\n\nThen it fell.... in 1911\n"))[0][1].startswith(
        "It stood...."
    )


def test_items_go_on_where_their_lines_are_indented():
    found = read(
        "The plan\n\nTo do:\n\n  * whether it stays, and\n  * who pays for it (it is about forty, so\n    roughly fifty).\n\nRead it.\n"
    )
    assert shape(found)[1:3] == [
        ("item", "whether it stays, and"),
        ("item", "who pays for it (it is about forty, so roughly fifty)."),
    ]


def test_stress_is_marked_and_its_signs_are_gone():
    block = read("The wall\n\nIt was _very_ dark, **so** dark, in snake_case_name or 2 * 3 * 4 and __init__.\n").blocks[
        0
    ]
    assert block.text == "It was very dark, so dark, in snake_case_name or 2 * 3 * 4 and __init__."
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["very", "so"]


def test_notes_at_the_end_are_notes():
    found = read("The wall\n\nIt stood again [1] and fell.* So it went.\n\n[1] By a mason.\n* Later.\n")
    assert shape(found)[1:] == [("note", "[1] By a mason."), ("note", "* Later.")]
    assert shape(read("The wall\n\nIt stood again.\n\n[1] is a number.\n"))[1] == ("paragraph", "[1] is a number.")


def test_lines_of_verse_go_together():
    found = read(
        "The wall\n\nIt stood for long, and nobody knew how long it would, or why.\n\nThe sea was calm\nthe lamp was lit\nwe rowed for home\n"
    )
    assert [(block.text, block.level) for block in found.blocks[1:]] == [
        ("The sea was calm", 1),
        ("the lamp was lit", 1),
        ("we rowed for home", 0),
    ]


def test_a_short_text_that_was_broken_at_a_width_is_one_paragraph():
    text = (
        "They did go on Friday, but the ladder was iced over and they turned\nback. I have asked for another visit.\n"
    )
    assert shape(read(f"The gauge\n\n{text}"))[0][1] == text.replace("\n", " ").strip()


def test_a_header_without_a_body_is_read_or_refused():
    assert read("Subject: Gauge\nFrom: a@b.example\nDate: never\n\nText.\n").published is None


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("The lamp\n\nIt is lit again.\n\n> Is it lit?\n> I asked.", ["It is lit again."]),
        ("The lamp\n\n> It is lit again.\n\nHe said so.", ["It is lit again.", "He said so."]),
        ("> It is lit again.\n> He said so.", ["It is lit again.", "He said so."]),
    ],
)
def test_lines_that_quote_are_another_mails_at_the_end_and_lose_their_sign_elsewhere(text, blocks):
    assert [block.text for block in read(text).blocks] == blocks
