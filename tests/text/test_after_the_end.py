"""What stands after an article's end and needs no language of its own to be known; and what only looks like it."""

from __future__ import annotations

import pytest

from articast.model import Article, Block
from articast.text import extract, script
from articast.text.extract.decode import mended
from articast.text.script import Direction

TEXT = tuple(f"The wall was finished in the spring of 19{year}, after nine winters of work." for year in (11, 12, 13))


def said(*last: str, authors: tuple[str, ...] = (), language: str = "en") -> list[str]:
    blocks = tuple(Block("paragraph", one) for one in (*TEXT, *last))
    article = Article("a", "The wall", language, blocks, authors=authors)
    return [block.text for block in script.write(article, Direction(byline=False, notice=False)).blocks[4:]]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee lives by the sea and keeps bees.",
        "— Ann Lee",
        "Ideas go to desk@harbour.example, day and night.",
        "Twitter: @annlee",
        "Mehr Artikel aus dieser Rubrik",
        "Abonnez-vous à notre newsletter",
        "Källa: TT",
        "#sea #harbour/wall #1911x",
        "(dpa)",
    ],
)
def test_what_is_no_text_of_the_authors_is_not_read_after_it(line):
    assert said(line, authors=("Ann Lee",)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ann kept bees there for the rest of her life.",
        "It was the first of May, and nobody knew what to write to whom.",
        "They called it #harbourwall, and laughed.",
        "In the end the ends met.",
    ],
)
def test_the_authors_last_words_stay(line):
    assert said(line, authors=("Ann Lee",)) == [line]


@pytest.mark.parametrize("sign", ["###", "# # #", "-30-", "ENDS", "- Ends -"])
def test_nothing_is_read_below_a_press_releases_end(sign):
    assert said(sign, "About Harbour Lamps", "Harbour Lamps makes lamps for all ports.") == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("itâ€™s", "it’s"),
        ("cafÃ©", "café"),
        ("a\xc2\xa0b", "a\xa0b"),
        ("ð\x9f\x8c± ok", "🌱 ok"),
        ("âge d’or, MAÇÃO, « Â »", "âge d’or, MAÇÃO, « Â »"),
        ("“A IRMÃ” e a MANHÃ…", "“A IRMÃ” e a MANHÃ…"),
        ("Ã\x80 NoÃ«l", "À Noël"),
    ],
)
def test_text_that_was_encoded_twice_is_set_right(written, right):
    assert mended(written) == right


def test_quoted_words_have_the_marks_that_a_browser_sets():
    page = f"<article><h1>T</h1>{''.join(f'<p>{one}</p>' for one in TEXT)}<p>She said <q>it is lit</q> and left.</p></article>"
    assert "She said “it is lit” and left." in extract.article(page).text


def test_testimonials_do_not_stand_for_the_text_below_the_headline():
    praise = "".join(
        f"<div class='t'><p>We have worked with them for {n} years now, and are very impressed with their style, "
        f"their knowledge and their patience, which has helped us in {n} projects of ours so far.</p></div>"
        for n in range(2, 14)
    )
    text = "".join(f"<p>{one}</p>" for one in (*TEXT, TEXT[0].replace("1911", "1914")))
    page = f"<html><head><title>The wall</title></head><body><div>{praise}</div><h2>The wall</h2><div>{text}</div></body></html>"
    assert TEXT[1] in extract.article(page).text
