"""The numbers of lists: told apart, counted, and said before their items."""

from __future__ import annotations

import pytest

from articast import wording
from articast.model import Block
from articast.text import numbering
from tests.conftest import PARAGRAPHS, page


def items(*numbers: str, level: int = 1) -> list[Block]:
    return [Block("item", "Stir well.", level, number) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("1", "2", "10"), ("1", "2", "10")),
        (("a", "b", "c"), ("A", "B", "C")),
        (("i", "ii", "iii", "iv"), ("1", "2", "3", "4")),
        (("IX", "X", "XI"), ("9", "10", "11")),
        (("h", "i", "j"), ("H", "I", "J")),
        (("c", "d"), ("C", "D")),
        (("1.1", "1.2"), ("1.1", "1.2")),
        (("", ""), ("", "")),
    ],
)
def test_numerals_and_letters_are_told_apart_by_their_list(numbers, said):
    assert numbering.said(items(*numbers)) == said


def test_a_list_inside_a_list_has_numbers_of_its_own():
    blocks = [*items("1"), *items("i", "ii", level=2), *items("2"), *items("i", level=2), Block("paragraph", "x")]
    assert numbering.said(blocks) == ("1", "1", "2", "2", "1", "")
    apart = [*items("h"), Block("paragraph", "And then:"), *items("i", "ii")]
    assert numbering.said(apart) == ("H", "", "1", "2")


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", "3", "Three. Stir well."),
        ("en", "21", "Twenty-one. Stir well."),
        ("en", "B", "B. Stir well."),
        ("de", "1", "Eins. Stir well."),
        ("de", "3", "Drei. Stir well."),
        ("fr", "2", "Deux. Stir well."),
        ("es", "1", "Uno. Stir well."),
        ("it", "1", "Uno. Stir well."),
        ("pt", "2", "Dois. Stir well."),
        ("nl", "1", "Één. Stir well."),
        ("pl", "1", "Jeden. Stir well."),
        ("sv", "2", "Två. Stir well."),
        ("ja", "2", "二。Stir well."),
        ("hi", "2", "2। Stir well."),
        ("en", "*", "Stir well."),
    ],
)
def test_a_number_is_said_as_a_sentence_before_its_item(language, number, said):
    assert wording.item(wording.say("Stir well.", language), number, language).text == said


def test_what_is_told_of_the_item_s_own_words_moves_with_them():
    lexicon = wording.Lexicon()
    text = wording.say("Use ABC now.", "en", lexicon)
    said = wording.item(text, "A", "en")
    assert said.changes[1:] == text.changes
    assert [said.text[one.start : one.end] for one in said.pronunciations] == [
        "A",
        *(text.text[one.start : one.end] for one in text.pronunciations),
    ]


ORDERED = "<ol><li>Peel the apples. Keep the skins.</li><li>Stir 2 eggs.</li></ol><ul><li>A spoon</li></ul>"


def test_a_script_says_numbers_once_an_item_and_none_before_a_bullet(house):
    house.article("a.html", page("Cake", *PARAGRAPHS).replace("</article>", f"{ORDERED}</article>"))
    from articast.commands.dry_run import works

    (work,) = works(["articles"], house.settings())
    told = {sentence.written: sentence.said.text for sentence in work.sentences}
    assert told["Peel the apples."] == "One. Peel the apples."
    assert told["Keep the skins."] == "Keep the skins."
    assert told["Stir 2 eggs."] == "Two. Stir two eggs."
    assert told["A spoon"] == "A spoon"


def test_page_transcript_and_word_times_keep_to_what_is_written(house):
    house.article("a.html", page("Cake", *PARAGRAPHS).replace("</article>", f"{ORDERED}</article>"))
    episode = house.publish().published[0][1]
    told = house.episode(episode.folder)["sentences"]
    peel, stir = (next(one for one in told if one["text"].startswith(text)) for text in ("Peel", "Stir"))
    assert (peel["number"], stir["number"]) == ("1", "2")
    assert not any("number" in one for one in told if one not in (peel, stir))
    assert [word["text"] for word in peel["words"]] == ["Peel", "the", "apples"]
    assert peel["words"][0]["start"] > peel["start"], "the number is heard first"
    transcript = (house.output / episode.folder / "transcript.vtt").read_text()
    assert "Peel the apples." in transcript
    assert "One." not in transcript
