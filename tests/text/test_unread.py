"""What is said where a table or code stands: in its place, with its caption or length; or the rows themselves."""

from __future__ import annotations

import pytest

from articast.languages import having, table
from articast.model import Article, Block, Mark
from articast.text import script
from articast.text.script import Direction

TEXT = "The harbour wall was finished in the spring."
LAMPS = Block("table", "Town | Lamps | Year ; Reef | 3 | 1957 ; Pier | 5 | 1960", 1)
CAPTION = Block("caption", "Lamps by town.")


def written(*blocks: Block, language: str = "en", **set_by):
    article = Article("a", "The wall", language, (Block("paragraph", TEXT), *blocks, Block("paragraph", "It stood.")))
    return script.write(article, Direction(byline=False, notice=False, **set_by))


def said(*blocks: Block, **set_by):
    return [(block.kind, block.text) for block in written(*blocks, **set_by).blocks[2:-1]]


@pytest.mark.parametrize("blocks", [(CAPTION, LAMPS), (LAMPS, CAPTION)])
def test_a_table_is_announced_with_its_caption_on_either_side(blocks):
    assert said(*blocks) == [("notice", "A table at this point is not read aloud: Lamps by town.")]


def test_a_caption_that_is_not_said_is_told():
    made = written(CAPTION, LAMPS, Block("caption", "A lamp by night."))
    assert [(left.text, left.reason) for left in made.left_out if left.reason == "caption"] == [
        ("A lamp by night.", "caption")
    ]
    assert "caption" in [left.reason for left in written(CAPTION, LAMPS, tables="skip").left_out]


def test_a_table_is_announced_in_the_articles_language():
    assert said(LAMPS, language="ja") == [("notice", table("ja", "speech")["table"])]
    assert said(CAPTION, LAMPS, language="ja")[0][1].endswith("：Lamps by town。")


def test_a_small_table_is_read_row_by_row_where_the_publisher_wants_it():
    assert said(CAPTION, LAMPS, tables="read") == [
        ("paragraph", "Lamps by town."),
        ("item", "Reef: Lamps 3, Year 1957."),
        ("item", "Pier: Lamps 5, Year 1960."),
    ]
    assert said(Block("table", "Reef | 3 ; Pier | 5"), tables="read") == [("item", "Reef: 3."), ("item", "Pier: 5.")]


@pytest.mark.parametrize(
    "rows",
    [
        "a | b | c | d | e ; 1 | 2 | 3 | 4 | 5",
        " ; ".join(f"{n} | {n}" for n in range(30)),
        f"Reef | {'very ' * 40}long",
    ],
    ids=["wide", "long", "a cell that is a text"],
)
def test_a_larger_one_is_announced_all_the_same(rows):
    assert [kind for kind, _ in said(Block("table", rows), tables="read")] == ["notice"]


def test_a_table_is_passed_over_where_the_publisher_wants_it_and_told():
    made = written(LAMPS, tables="skip")
    assert [block.text for block in made.blocks[1:]] == [TEXT, "It stood."]
    assert [left.reason for left in made.left_out] == ["table"]


def test_code_is_announced_with_its_length_once_for_neighbours():
    assert said(Block("code", "wall")) == [("notice", "A piece of code at this point is not read aloud.")]
    assert said(Block("code", "wall\n\nwall()"), Block("code", "wall")) == [
        ("notice", "3 lines of code at this point are not read aloud.")
    ]
    assert said(Block("code", "a\nb"), language="de")[0][1].startswith("2 Zeilen Programmcode")


def test_lines_of_verse_are_as_close_as_items_and_stanzas_as_paragraphs():
    pauses = written(Block("paragraph", "One", 1), Block("paragraph", "two", 0), Block("paragraph", "three", 0)).pauses
    assert pauses[2] < pauses[3] == pauses[1]


def test_every_language_that_announces_tables_announces_code():
    wanted = [language for language in having("speech") if table(language, "speech").get("table")]
    assert [language for language in wanted if not table(language, "speech").get("code")] == []


def picture(words: str, at: int = 0) -> tuple[Mark, ...]:
    return (Mark("picture", at, at, f"https://x.example/a.jpg {words}".strip()),)


def test_what_pictures_show_is_read_only_where_the_publisher_wants_it():
    block = Block("paragraph", "A boat came in.", marks=picture("A lamp above the sea"))
    assert said(block) == [("paragraph", "A boat came in.")]
    assert said(block, alt=True) == [
        ("caption", "In the picture: A lamp above the sea."),
        ("paragraph", "A boat came in."),
    ]
    after = Block("paragraph", "A boat came in.", marks=picture("A lamp.", len("A boat came in.")))
    assert said(after, alt=True)[1] == ("caption", "In the picture: A lamp.")


@pytest.mark.parametrize("words", ["", "lamp-2024.jpg", "IMG_1234", "A boat came in"])
def test_pictures_without_words_of_their_own_are_not_told(words):
    assert len(said(Block("paragraph", "A boat came in.", marks=picture(words)), alt=True)) == 1
