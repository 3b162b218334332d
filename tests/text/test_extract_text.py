"""Markdown, plain text and bytes: front matter, titles, lists, encodings."""

from __future__ import annotations

import textwrap
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.errors import ExtractionError
from articast.model import Document, Known
from articast.text import extract
from articast.text.extract import decode
from articast.text.extract.decode import mended
from articast.text.furniture.lines import key


def read(text: str | bytes, media_type: str = "text/plain", **said):
    body = text.encode() if isinstance(text, str) else text
    return extract.read(Document(source="a.txt", id="a.txt", body=body, media_type=media_type, **said))


def shape(article):
    return [(block.kind, block.text) for block in article.blocks]


MARKDOWN = """---
title: Die Mauer im Hafen
date: 2021-03-17
author: [Erika Muster, Max Moritz]
lang: de
slug: mauer
voice: "pico:de-DE"
canonical: https://notizen.example/mauer
translation_of: the-wall.md
image: mauer.jpg
description: Wie eine Stadt zu ihrem Hafen kam.
tags: meer, bau
---

# Die Mauer im Hafen

Die *Mauer* wurde 1911 fertig.[^1] Mehr dazu [hier](bericht.html).

## Was es brauchte

3. Steine
4. Neun Winter

> Wir werden es nicht erleben.

```sh
make wall
```

[^1]: Nach neun Wintern.
"""


def test_markdown_with_front_matter():
    found = read(MARKDOWN, "text/markdown")
    assert shape(found) == [
        ("paragraph", "Die Mauer wurde 1911 fertig. Mehr dazu hier."),
        ("heading", "Was es brauchte"),
        ("item", "Steine"),
        ("item", "Neun Winter"),
        ("quote", "Wir werden es nicht erleben."),
        ("code", "make wall"),
        ("note", "Nach neun Wintern."),
    ]
    assert [block.number for block in found.blocks if block.kind == "item"] == ["3", "4"]
    assert found.title == "Die Mauer im Hafen"
    assert found.authors == ("Erika Muster", "Max Moritz")
    assert found.published == datetime(2021, 3, 17, tzinfo=UTC)
    assert (found.language, found.language_told) == ("de", True)
    assert (found.slug, found.voice, found.translation_of) == ("mauer", "pico:de-DE", "the-wall.md")
    assert found.id == found.url == "https://notizen.example/mauer"
    assert found.summary == "Wie eine Stadt zu ihrem Hafen kam."
    assert found.tags == ("meer", "bau")
    links = [mark.value for mark in found.blocks[0].marks if mark.kind == "link"]
    assert links == ["https://notizen.example/bericht.html"]


def test_toml_front_matter_and_no_front_matter():
    found = read('+++\ntitle = "Wall"\ndate = 2021-03-17T08:00:00Z\n+++\nIt stands.\n', "text/markdown")
    assert (found.title, shape(found)) == ("Wall", [("paragraph", "It stands.")])
    assert read("# Wall\n\nIt stands.\n", "text/markdown").title == "Wall"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ntitle: [unclosed\n---\nText.", "front matter cannot be read"),
        ("---\n- a\n- b\n---\nText.", "no table"),
        ("---\ndate: soon\n---\nText.", "date is 'soon'"),
        ("---\ntitle: Only this\n---\n", "no text"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named(text, says):
    with pytest.raises(ExtractionError, match=says):
        read(text, "text/markdown")


def test_known_wins_over_front_matter():
    assert read(MARKDOWN, "text/markdown", known=Known(title="Anders")).title == "Anders"


TITLED = """How the wall was built

It took nine winters. Nobody had asked the sea.

What it cost

More than the town had, and less than the sea took every year before.

1. Stone
2. Winters
3. Patience

- ships
- men
"""


def test_plain_text_has_title_headings_and_lists():
    found = read(TITLED)
    assert found.title == "How the wall was built"
    assert shape(found) == [
        ("paragraph", "It took nine winters. Nobody had asked the sea."),
        ("heading", "What it cost"),
        ("paragraph", "More than the town had, and less than the sea took every year before."),
        ("item", "Stone"),
        ("item", "Winters"),
        ("item", "Patience"),
        ("item", "ships"),
        ("item", "men"),
    ]
    assert [block.number for block in found.blocks if block.kind == "item"] == ["1", "2", "3", "", ""]


def test_hard_wrapped_lines_are_one_paragraph():
    text = """The wall

It took nine winters to build the wall, and in each of them the
sea came in and took some of the stones away again, so that the
men said they were not building a wall but feeding an animal that
was never full and never said thank you.

Then it stood.
"""
    first, second = read(text).blocks
    assert "each of them the sea came in" in first.text
    assert second.text == "Then it stood."


def test_a_line_each_is_a_paragraph_each():
    text = "A wall in the sea\nThe first winter was hard for all of them.\nThe second was harder.\nThen came spring."
    assert len(read(text).blocks) == 3


def test_a_text_without_a_title_has_its_first_words_and_keeps_them_in_the_text():
    text = "It took nine winters, and two of those were lost because the quarry had no stone to give. Then it stood.\n\nMore."
    found = read(text)
    assert found.title.endswith("…")
    assert found.blocks[0].text.startswith(found.title[:-1])


def test_one_line_is_a_text():
    assert shape(read("The library is closed on Monday.")) == [("paragraph", "The library is closed on Monday.")]


def test_a_stamp_gives_the_date():
    found = read(
        "The wall stands\n\nPublished: 2021-04-22\n\nIt took nine winters to build it, and nobody believed in it."
    )
    assert found.published == datetime(2021, 4, 22, tzinfo=UTC)


def test_a_stamp_before_the_title_is_not_the_title():
    found = read("Last updated: The wall stands\n\nThe wall stands\n\nIt took nine winters to build it.")
    assert found.title == "The wall stands"


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1).filter(str.strip)
)
def test_no_letter_of_a_plain_text_is_lost(text):
    try:
        found = read(text)
    except ExtractionError:
        assert not key(text)
        return
    letters = key(found.title) + key("".join(block.number + block.text for block in found.blocks))
    assert all(letter in letters for letter in key(mended(text)))


FRENCH = "Le mur du port a été achevé en 1911, après neuf hivers de travaux : « personne n’y croyait », écrit le maire.\n\nÀ Noël."


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (FRENCH.encode(), None),
        (b"\xef\xbb\xbf" + FRENCH.encode(), None),
        (FRENCH.encode("cp1252"), "iso-8859-1"),
        (FRENCH.encode("cp1252"), "windows-1252"),
        (FRENCH.encode("cp1252"), "no-such-charset"),
        (FRENCH.encode("cp1252"), None),
        (b"\xff\xfe" + FRENCH.encode("utf-16-le"), None),
        (FRENCH.encode("utf-16-le"), None),
    ],
)
def test_text_is_read_in_its_encoding(body, charset):
    found = read(body, charset=charset)
    assert "achevé en 1911" in found.title + found.text


def test_a_page_in_a_legacy_encoding_names_it_itself():
    page = f'<html><head><meta charset="iso-8859-15"><title>Mur</title></head><body><p>{FRENCH.replace("’", "").split("«")[0]}</p>'
    assert "achevé" in read(page.encode("iso-8859-15"), "text/html").text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café était fermé, l'été passé.", "cp1252"),
        ("Où est le garçon ? Il a mangé à l’hôtel.", "cp1252"),
        ("El niño comió mañana, ¿no?", "cp1252"),
        ("Über die Brücke gehen schöne Mädchen.", "cp1252"),
        ("“Don’t,” he said – naïvely.", "cp1252"),
        ("Zażółć gęślą jaźń, mówi żółty kot na łące.", "cp1250"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy.", "cp1250"),
        ("Широкая электрификация южных губерний даст мощный толчок подъёму.", "cp1251"),
    ],
)
def test_a_short_text_in_an_encoding_that_nobody_names_is_read_right(text, encoding):
    assert decode.text(text.encode(encoding)) == text


def test_a_few_wrong_bytes_do_not_change_the_encoding():
    body = FRENCH.encode() * 50 + b"\xff"
    assert "achevé" in read(body).text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (b"%PDF-1.7 something", "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_a_clear_error_that_names_the_file(body, says):
    with pytest.raises(ExtractionError, match=rf"a\.txt: .*{says}"):
        read(body)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body):
    for media_type in ("text/plain", "text/html", "text/markdown"):
        with suppress(ExtractionError):
            assert read(body, media_type).blocks


PROSE = (
    "Als die Mauer im Frühling 1911 fertig war, standen die Männer auf dem Hafen und sahen, dass das Meer noch da war, "
    "so wie es vor ihnen da gewesen war und nach ihnen da sein würde, und niemand von ihnen sagte an diesem Tag ein Wort."
)


@pytest.mark.parametrize("width", [30, 40, 50, 60, 72, 80, 100, 120])
def test_lines_broken_at_any_width_are_one_paragraph(width):
    paragraphs = [f"{PROSE} {PROSE[:number]}." for number in (60, 90, 120, 150)]
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in paragraphs)
    assert [block.text for block in read(f"Die Mauer\n\n{text}").blocks] == paragraphs


def test_a_long_address_and_paragraphs_of_two_lines_do_not_make_it_verse():
    lines = "The wall was finished in the spring of 1911, after nine winters of work\nand two of waiting for stone."
    text = f"The wall\n\n{lines}\n\nhttps://notes.example/{'a' * 90}\n\n{lines.replace('wall', 'pier')}\n"
    assert [len(block.text.splitlines()) for block in read(text).blocks] == [1, 1, 1]


@pytest.mark.parametrize(
    "verse",
    [
        (
            "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
            "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date."
        ),
        (
            "the wind comes over the wall at night\nand nobody hears what it says to the stone\n"
            "it says the same thing every time\nit asks the wall to come back home"
        ),
        "Roses are red,\nviolets are blue,\nsugar is sweet\nand so are you.",
        "Jane Doe\nJohn Roe\nAnn Lee\nMaria Silva",
    ],
)
def test_lines_of_verse_and_of_lists_stay_apart(verse):
    assert [block.text for block in read(f"The wall\n\n{verse}\n").blocks] == verse.splitlines()


def test_an_e_mails_signature_is_left_out_and_told():
    found = read(f"The wall\n\n{PROSE}\n\n-- \nJane Doe\nHarbour Notes, Tel. 123\n")
    assert shape(found) == [("paragraph", PROSE)]
    assert [(left.text, left.reason) for left in found.left_out] == [
        ("Jane Doe Harbour Notes, Tel. 123", "e-mail signature")
    ]


def markdown(text: str, **known):
    return extract.read(Document("a.md", "texts/a.md", text.encode(), "text/markdown", **known))


def test_front_matter_means_its_words():
    found = markdown(
        "---\ntitle: yes\nlanguage: no\nslug: 007\ndate: 2021-03-17\npublished: true\n---\nThe wall stands.\n"
    )
    assert (found.title, found.language, found.slug) == ("yes", "no", "007")
    assert found.published == datetime(2021, 3, 17, tzinfo=UTC)


def test_a_link_in_front_matter_is_not_where_the_article_is_read():
    assert markdown("---\ntitle: A\nlink: https://other.example/x\n---\nThe wall stands.\n").url is None


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("perma.md", "texts/perma.md"),
        ("./perma.md", "texts/perma.md"),
        ("../de/perma.md", "de/perma.md"),
        ("texts/perma.md", "texts/perma.md"),
        ("https://notes.example/perma", "https://notes.example/perma"),
    ],
)
def test_a_translation_names_a_file_beside_it_or_an_id(said, means):
    assert markdown(f"---\ntranslation_of: {said}\n---\nThe wall stands.\n").translation_of == means


def test_an_items_second_paragraph_is_no_item():
    found = markdown("# A\n\n1. One\n\n   More of it.\n\n2. Two\n")
    assert [(block.kind, block.number, block.text) for block in found.blocks] == [
        ("item", "1", "One"),
        ("paragraph", "", "More of it."),
        ("item", "2", "Two"),
    ]


def test_boxes_to_tick_are_not_read():
    found = markdown("# A\n\n- [ ] Open *it*\n- [x] Done\n")
    assert [block.text for block in found.blocks] == ["Open it", "Done"]
    assert [(mark.start, mark.end) for block in found.blocks for mark in block.marks] == [(5, 7)]
    assert [block.text for block in read("A\n\n- [ ] Open it\n- [x] Done it\n").blocks] == ["Open it", "Done it"]


def test_code_keeps_its_lines():
    found = markdown("# A\n\nThe wall stands.\n\n```\nfor it in them:\n    print(it)\n```\n")
    assert found.blocks[-1].text == "for it in them:\n    print(it)"


def test_the_picture_of_an_article_without_one_is_not_its_page():
    page = b"<html lang=en><title>The wall</title><body><p>The wall stands. It took nine winters, and more.</p>"
    assert extract.read(Document("a", "a", page, "text/html", url="https://notes.example/wall")).image == ""
