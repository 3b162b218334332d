"""Whose words a stretch is: interviews, quotations, and what only looks like them."""

from __future__ import annotations

import pytest

from articast.model import Block, Mark
from articast.text.script import speaker_of
from articast.text.script.speakers import found

NAMES = ("Ann Lee", "Bo Carlsen")


def paragraph(text: str, bold: int = 0, kind: str = "paragraph", *, mark: str = "strong", source: str = "") -> Block:
    """A block whose first characters are marked; -1: all of them."""
    marks = (Mark(mark, 0, len(text) if bold < 0 else bold),) if bold else ()
    return Block(kind, text, source=source, marks=marks)


def who(blocks, wanted=NAMES, language="en", quotes=5):
    """Whose words each block is; part of one as (who, words)."""
    told = [""] * len(blocks)
    for index, start, end, name in found(blocks, language, wanted, quotes):
        whole = (start, end) == (0, len(blocks[index].text))
        told[index] = name if whole else (name, blocks[index].text[start:end])
    return told


def test_names_in_bold_with_a_colon_are_an_interview():
    talk = [
        paragraph("The lamp returns", kind="title"),
        paragraph("A storm came."),
        paragraph("GAZETTE: Who lit it?", 8),
        paragraph("Ann Lee: A group of students.", 8),
        paragraph("They had a ladder."),
        paragraph("Carlsen: And a lamp.", 8),
        paragraph("Ms Lee: Two.", 7),
    ]
    assert who(talk) == ["", "", "", "Ann Lee", "Ann Lee", "Bo Carlsen", "Ann Lee"]


def test_what_follows_the_last_turn_is_a_persons_where_turns_go_on_and_the_narrators_where_none_does():
    short = [
        paragraph("Ann Lee: Yes, we did.", 8),
        paragraph("Bo Carlsen: So it is.", 11),
        paragraph("The sea was calm."),
    ]
    assert who(short)[2] == ""
    assert who([short[0], paragraph("And more."), *short[1:]]) == ["Ann Lee", "Ann Lee", "Bo Carlsen", "Bo Carlsen"]
    note = paragraph("Bo Carlsen keeps lamps.", -1, mark="emphasis")
    assert who([short[0], paragraph("And more."), short[1], note, short[2]])[3:] == ["", ""]
    assert who([short[0], paragraph("And more."), short[1], paragraph("Coda", kind="heading"), short[2]])[3:] == [
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("en", "Q", "A"),
        ("de", "Frage", "Antwort"),
        ("fr", "Q", "R"),
        ("it", "D", "R"),
        ("es", "P", "R"),
        ("sv", "Q", "A"),
    ],
)
def test_an_interviews_letters_are_roles_in_its_language(language, question, answer):
    talk = [paragraph(f"{question}: Why?"), paragraph(f"{answer} : Because."), paragraph("So it was.")]
    assert who(talk, ("question", "answer"), language) == ["question", "answer", ""]
    assert who(talk, ("answer",), language) == ["", "answer", ""]


def test_questions_in_bold_are_an_interview_where_there_are_two():
    talk = [
        paragraph("How did it begin?", -1),
        paragraph("With a storm."),
        paragraph("Who paid?", -1),
        paragraph("We."),
    ]
    assert who(talk, ("question", "answer")) == ["question", "answer", "question", "answer"]
    assert who(talk[:2], ("question", "answer")) == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Note: the harbour is closed.",
        "Carlsen: a story of the sea.",
        "At noon, Ann Lee: gone.",
        "10:30 we met.",
        "Ann Lee:",
    ],
)
def test_a_colon_alone_makes_nobody_speak(text):
    assert who([paragraph(text), paragraph("It rained.")]) == ["", ""]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("ANN LEE", "Ann Lee"),
        ("Dr. Ann Lee", "Ann Lee"),
        ("Lee", "Ann Lee"),
        ("A.L.", "Ann Lee"),
        ("Ann Lee (Greens)", "Ann Lee"),
        ("Bo Carlsen, mayor", "Bo Carlsen"),
        ("Leeds", ""),
        ("", ""),
        ("question", ""),
    ],
)
def test_a_printed_name_is_its_bearers(printed, meant):
    assert speaker_of(printed, (*NAMES, "answer")) == meant


def test_a_name_that_two_could_bear_is_nobodys():
    assert speaker_of("Lee", ("Ann Lee", "Tom Lee")) == ""


def test_long_quotations_of_whole_sentences_have_their_voice():
    quote = paragraph("The sea gives and the sea takes.", kind="quote")
    assert who([quote], ("quotes",)) == ["quotes"]
    assert who([quote], ("quotes",), quotes=8) == [""], "too few words"
    inside = "She stood up. “We leave before the dawn. We sail.” Then she left."
    assert who([paragraph(inside)], ("quotes",)) == [("quotes", "“We leave before the dawn. We sail.”")]
    several = [paragraph("„Wir fahren vor dem Morgen."), paragraph("„Wir kommen nie wieder.“")]
    assert who(several, ("quotes",), "de") == ["quotes", "quotes"]
    assert who([quote], NAMES) == [""], "nobody asked for it"


@pytest.mark.parametrize(
    "text",
    [
        "“We leave before the dawn comes in,” she said.",
        "He called it “the worst winter that anyone here remembers”.",
        "She said: “We leave before the dawn comes in.”",
        "“We leave before the dawn comes.” she said, and left.",
        'The 5" pipe and the 6" pipe that we had bought were both gone.',
        "It was “",
        "“" * 50,
    ],
)
def test_a_quotation_in_a_sentence_stays_with_its_narrator(text):
    assert who([paragraph(text)], ("quotes",)) == [""]


def test_a_quote_is_said_by_whom_it_quotes_and_its_source_by_the_narrator():
    quote = paragraph("The sea gives and takes.", kind="quote", source="— Ann Lee")
    source = paragraph("Ann Lee", kind="quote", source="Ann Lee")
    assert who([quote, source]) == ["Ann Lee", ""]
    assert who([quote, paragraph("Ann Lee", kind="quote", source="— Ann Lee")]) == ["Ann Lee", ""]
    below = [paragraph("The sea gives and takes.", kind="quote"), paragraph("— Bo Carlsen", kind="quote")]
    assert who(below, (*NAMES, "quotes")) == ["Bo Carlsen", ""]
