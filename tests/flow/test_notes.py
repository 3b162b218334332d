"""Notes of every kind: their marks in no sentence, their texts in the show notes, editors' comments nowhere."""

from __future__ import annotations

import pytest

from articast.flow.preparing import Plan, prepare
from articast.model import Document

BEFORE = "The harbour wall was finished in the spring, and the masons went home for good."
AFTER = "In the autumn the first boats came in, with new nets and a great deal of patience."
NOTE = "By a mason from the north."


def read(inside: str, after: str = ""):
    """What is said between two paragraphs, the show notes, and what was left out."""
    page = (
        f'<html lang="en"><head><title>The wall</title></head><body><article><h1>The wall</h1><p>{BEFORE}</p>'
        f"<p>{inside}</p><p>{AFTER}</p>{after}</article></body></html>"
    )
    work = prepare(Document("a.html", "a.html", page.encode(), "text/html"), Plan(voice="tone"))
    spoken = [
        s.written for s in work.sentences if work.script.blocks[s.block].kind not in ("title", "byline", "notice")
    ]
    assert spoken[0] == BEFORE
    assert spoken[-1] == AFTER
    return " ".join(spoken[1:-1]), [note.text for note in work.script.notes], work.script.left_out


LINKED = {
    "raised link": ('<sup><a href="#n1">1</a></sup>', f'<ol><li id="n1">{NOTE}</li></ol>'),
    "epub": ('<a epub:type="noteref" href="#n1">1</a>', f'<aside epub:type="footnote" id="n1"><p>{NOTE}</p></aside>'),
    "google": (
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
        f'<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;{NOTE}</span></p></div>',
    ),
    "word": (
        '<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference"><span>[1]</span></span></a>',
        ('<hr><div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1">'
        f'<span class="MsoFootnoteReference">[1]</span></a> {NOTE}</p></div>'),
    ),
    "substack": (
        '<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>',
        ('<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>'
        f'<div class="footnote-content"><p>{NOTE}</p></div></div>'),
    ),
    "wordpress block": (
        '<sup data-fn="u" class="fn"><a href="#u" id="u-link">1</a></sup>',
        f'<ol class="wp-block-footnotes"><li id="u">{NOTE} <a href="#u-link">↩︎</a></li></ol>',
    ),
    "wordpress span": (
        '<span class="easy-footnote"><a href="#n1" title=""><sup>1</sup></a></span>',
        f'<ol class="easy-footnotes-wrapper"><li id="n1">{NOTE}</li></ol>',
    ),
    "docbook": (
        '<sup>[<a name="i" href="#ftn.i" class="footnote">1</a>]</sup>',
        f'<div class="footnotes"><div class="footnote"><p><sup>[<a name="ftn.i" href="#i">1</a>] </sup>{NOTE}</p></div></div>',
    ),
    "journal": ('<xref ref-type="fn" rid="f">1</xref>', f'<fn-group><fn id="f"><p>{NOTE}</p></fn></fn-group>'),
    "side note": ('<label for="s" class="margin-toggle sidenote-number"></label><span class="sidenote">' + NOTE + "</span>", ""),
    "margin note": (f'<label for="s" class="margin-toggle">⊕</label><span class="marginnote">{NOTE}</span>', ""),
    "span in line": (f'<span class="footnote">{NOTE}</span>', ""),
    "latex": (
        ('<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer">'
        f'<span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>{NOTE}</span></span></span>'),
        "",
    ),
    "attribute": (f'<span data-footnote="{NOTE}"></span>', ""),
}  # fmt: skip


@pytest.mark.parametrize(("mark", "note"), LINKED.values(), ids=LINKED)
def test_a_note_is_in_the_show_notes_and_in_no_sentence(mark, note):
    said, notes, _ = read(f"The lamp was lit again.{mark} It was seen from far out at sea.", note)
    assert said == "The lamp was lit again. It was seen from far out at sea."
    assert notes == [NOTE]


NUMBERED = {
    "raised": ("<sup>1</sup>", f"<hr><p><sup>1</sup> {NOTE}</p>"),
    "in brackets": (" [1]", f"<hr><p>[1] {NOTE}</p>"),
    "as characters": ("¹", f"<hr><p>¹ {NOTE}</p>"),
    "a star": ("<sup>*</sup>", f"<p><sup>*</sup> {NOTE}</p>"),
    "under a heading": ("<sup>1</sup>", f"<h2>Notes</h2><ol><li>{NOTE}</li></ol>"),
    "in an aside": ("<sup>1</sup>", f'<aside><ol start="1"><li>{NOTE}</li></ol></aside>'),
}


@pytest.mark.parametrize(("mark", "note"), NUMBERED.values(), ids=NUMBERED)
def test_a_note_without_a_link_is_known_by_its_number(mark, note):
    said, notes, _ = read(f"The lamp was lit again.{mark} It was seen from far out at sea.", note)
    assert said == "The lamp was lit again. It was seen from far out at sea."
    assert [text.lstrip("[]1¹* ") for text in notes] == [NOTE]


@pytest.mark.parametrize(
    "written",
    [
        "The room has 40 m<sup>2</sup>, or 10<sup>6</sup> of (a+b)<sup>2</sup>.",
        "It was the 21<sup>st</sup> lamp with <sup>3</sup>He in it.",
        'It was lit <a href="https://harbour.example/a#part">2</a> times.',
        'Of the parts <a href="#part">1</a> and 2 the first is good.',
    ],
)
def test_powers_and_links_are_no_marks(written):
    _, notes, left = read(written)
    assert notes == []
    assert [one for one in left if one.reason == "reference mark"] == []


def test_a_number_that_leads_to_a_chapter_is_no_mark():
    inside = 'See part <a href="#a">1</a> of it.</p><h2 id="a">The first part</h2><p>It goes on at length.'
    said, notes, _ = read(inside)
    assert (said, notes) == ("See part 1 of it. The first part It goes on at length.", [])


COMMENTS = {
    "google": (
        '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Check this.</span></p></div>',
    ),
    "word": (
        '<a href="#_msocom_1" class="msocomanchor">[AL1]</a>',
        '<div style="mso-element:comment-list"><div style="mso-element:comment"><p class="MsoCommentText">Check this.</p></div></div>',
    ),
}


@pytest.mark.parametrize(("mark", "comment"), COMMENTS.values(), ids=COMMENTS)
def test_an_editors_comment_is_dropped_and_told(mark, comment):
    said, notes, left = read(f"The lamp was lit again.{mark}", comment)
    assert (said, notes) == ("The lamp was lit again.", [])
    told = [one.text for one in left if one.reason == "editor's comment"]
    assert any("Check this." in text for text in told)


def test_words_that_lead_to_a_note_stay():
    said, notes, _ = read(
        'The lamp was <a href="#n" id="r">lit again</a> then.',
        f'<section><ol><li id="n">{NOTE} <a href="#r" aria-label="Back">↩</a></li></ol></section>',
    )
    assert (said, notes) == ("The lamp was lit again then.", [NOTE])


def test_a_mark_of_markdown_whose_note_is_missing_is_not_said():
    assert read("The lamp was lit again[^1] then.")[0] == "The lamp was lit again then."
