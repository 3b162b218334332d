"""No paragraph of the author is lost, however short or oddly set; what is raised, lowered or struck is read right."""

from __future__ import annotations

import pytest

from articast.text import extract

SEA = [
    "The harbour wall was finished in the spring of 1911, after nine winters of work and two of waiting for stone.",
    "Nobody in the town had believed that the sea could be kept out, and for the first year it was not.",
    "In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.",
    "Today the wall is a place to walk on Sundays, and the only thing that it keeps out is the wind.",
]
MARK = '<sup><a href="#fn1">1</a></sup>'

TEMPLATES = {
    "one container": '<main><article><h1>The wall</h1><div class="content">{}</div></article></main>',
    "a section each": '<main><article><h1>The wall</h1><div class="content"><h2>First</h2>{}</div></article></main>',
    "bare": "<h1>The wall</h1>{}",
}


def texts(body: str) -> list[str]:
    page = f"<html lang=en><head><title>The wall | Notes</title></head><body>{body}</body></html>"
    return [block.text for block in extract.article(page).blocks]


def among(middle: str, template: str = TEMPLATES["one container"], before: int = 2) -> list[str]:
    paragraphs = [f"<p>{text}</p>" for text in SEA]
    return texts(template.format("".join([*paragraphs[:before], middle, *paragraphs[before:]])))


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Why?", "Why?"),
        ("He left.", "He left."),
        ("Never", "Never"),
        (f"The work had three parts{MARK}, as he said:", "The work had three parts, as he said:"),
        ("Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to stop.", "Press Ctrl+C to stop."),
        ('It was <time datetime="1911">1911</time> then.', "It was 1911 then."),
        ("The <var>x</var> is <math><mi>y</mi></math>.", "The x is y."),
        ("The <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> sign is old.", "The 漢 sign is old."),
        ("It was <del>red</del> <ins>blue</ins> that day.", "It was blue that day."),
        ("It was CO<sub>2</sub> that did it.", "It was CO₂ that did it."),
        ('He <a href="/a">went</a> <a href="/b">home</a>.', "He went home."),
        ("The <mark>marked</mark> one.", "The marked one."),
    ],
)
def test_a_short_paragraph_between_others_stays(template, markup, text):
    assert text in among(f"<p>{markup}</p>", template)


@pytest.mark.parametrize("before", [0, 4], ids=["first", "last"])
@pytest.mark.parametrize(
    "markup", ["It was <time>1911</time> then.", 'He <a href="/a">went</a> <a href="/b">home</a>.']
)
def test_a_short_sentence_right_before_and_after_the_others_stays(before, markup):
    assert len(among(f"<p>{markup}</p>", before=before)) == len(SEA) + 1


def test_lists_and_centred_lines_between_paragraphs_stay():
    body = "<p>Two things were needed:</p><ul><li>Stone</li><li>Wood</li></ul><center>And patience</center>"
    found = among(body, TEMPLATES["bare"])
    assert found[2:-2] == ["Two things were needed:", "Stone", "Wood", "And patience"]


def test_a_template_with_a_wrapper_for_each_paragraph_keeps_the_short_ones():
    parts = [*SEA[:2], "Was it <time>1911</time>?", *SEA[2:]]
    body = "".join(f'<div class="text"><p>{text}</p></div>' for text in parts)
    assert texts(f"<main><article><h1>The wall</h1>{body}</article></main>") == [*SEA[:2], "Was it 1911?", *SEA[2:]]


@pytest.mark.parametrize(
    "furniture",
    [
        '<p><a href="/other">More walls.</a></p>',
        '<img src="wall.jpg"><center>The wall as seen from the boats</center>',
        '<p class="robots-nocontent">This slideshow requires JavaScript.</p>',
    ],
    ids=["a teaser", "a caption", "a widget"],
)
def test_what_is_no_sentence_of_the_author_does_not_come_with_it(furniture):
    assert among(furniture) == SEA


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>16</sup> of them", "10¹⁶ of them"),
        ("10<sup>-16</sup> m", "10⁻¹⁶ m"),
        ("E = mc<sup>2</sup>, he wrote", "E = mc², he wrote"),
        ("5 m<sup>3</sup> of it", "5 m³ of it"),
        ("(a+b)<sup>2</sup> is it", "(a+b)² is it"),
        ("<i>x</i><sup>2</sup> it is", "x² it is"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO₂ and H₂O"),
        ("on the 1<sup>st</sup> of May", "on the 1st of May"),
        ("<sup>14</sup>C it is", "14C it is"),
        ("Ca<sup>2+</sup> it is", "Ca2+ it is"),
        ("half, <sup>1</sup>/<sub>2</sub> of it", "half, 1/2 of it"),
        ("3<sup>1</sup>/<sub>2</sub> of it", "3 1/2 of it"),
        (f"the wall{MARK} of 10<sup>3</sup> men", "the wall of 10³ men"),
        ("the wall <sup>[1]</sup>, he said", "the wall, he said"),
    ],
)
def test_raised_and_lowered_numbers_have_characters_of_their_own_and_marks_of_notes_go(markup, text):
    assert text in among(f"<p>{markup}</p>")


@pytest.mark.parametrize(
    "struck",
    ["<del>red</del>", "<s>red</s>", "<strike>red</strike>", '<span style="text-decoration: line-through">red</span>'],
)
def test_struck_words_are_left_out_and_told(struck):
    page = (
        f"<html lang=en><title>The wall</title><body><article><p>It was {struck}, {SEA[0]}</p><p>{SEA[1]}</p></article>"
    )
    article = extract.article(page)
    assert article.blocks[0].text == f"It was, {SEA[0]}"
    assert [left.text for left in article.left_out if left.reason == "struck through"] == ["red"]
