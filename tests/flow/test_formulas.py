"""Mathematics in pages and Markdown: in the text once, in its place, with what it is said by."""

from __future__ import annotations

import pytest

from articast.flow.preparing import Plan, prepare
from articast.model import Document

BEFORE = "The harbour wall was finished in the spring, and the masons went home for good."
AFTER = "In the autumn the first boats came in, with new nets and a great deal of patience."
ENERGY = "<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
NOTED = (
    "<math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>"
    '<annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math>'
)
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{NOTED}</span>'
    '<span class="katex-html" aria-hidden="true"><span>E</span><span>=mc2</span></span></span>'
)


def said(inside: str, language: str = "en", head: str = ""):
    """What is written and said between two paragraphs, and all that was left out."""
    page = (
        f'<html lang="{language}"><head><title>The wall</title>{head}</head><body><article><h1>The wall</h1>'
        f"<p>{BEFORE}</p>{inside}<p>{AFTER}</p></article></body></html>"
    )
    work = prepare(Document("a.html", "a.html", page.encode(), "text/html"), Plan(voice="tone"))
    spoken = [s for s in work.sentences if work.script.blocks[s.block].kind not in ("title", "byline", "notice")]
    return [(s.written, s.said.text) for s in spoken[1:-1]], work.script.left_out


@pytest.mark.parametrize(
    "markup",
    [
        ENERGY,
        KATEX,
        (
            f'<span class="MathJax_Preview">E=mc2</span><span class="MathJax"><nobr>E=mc2</nobr>{ENERGY}</span>'
            '<script type="math/tex">E = mc^2</script>'
        ),
        '<script type="math/tex">E = mc^2</script>',
        f'<mjx-container><mjx-math aria-hidden="true"></mjx-math><mjx-assistive-mml>{ENERGY}</mjx-assistive-mml></mjx-container>',
        f'<span class="mwe-math-element"><span style="display: none;">{NOTED}</span><img alt="E=mc^2" class="mwe-math-fallback-image-inline" src="x.svg"></span>',
        '<img class="latex" src="https://pics.example/latex.php?latex=E%3Dmc%5E2" alt="E=mc^2">',
        '<span class="math inline">\\(E = mc^2\\)</span>',
        "\\(E = mc^2\\)",
        "$latex E = mc^2$",
    ],
    ids=["mathml", "katex", "mathjax-2", "mathjax-script", "mathjax-3", "wikipedia", "picture", "pandoc", "raw", "wordpress"],
)  # fmt: skip
def test_a_formula_is_said_once_however_it_is_set(markup):
    assert said(f"<p>We know {markup} for a body at rest.</p>")[0] == [
        ("We know E = mc² for a body at rest.", "We know E equals m c squared for a body at rest.")
    ]


def test_single_dollars_are_formulas_only_where_a_program_sets_them():
    runs = '<script src="https://cdn.example/mathjax@3/tex.js"></script>'
    assert said("<p>Say $x^2$ at a price of $5 or $6.</p>", head=runs)[0][0][0] == "Say x² at a price of $5 or $6."
    assert said("<p>From $x^2$ to none.</p>")[0][0][0] == "From $x^2$ to none."


def test_a_formula_on_its_own_line_is_its_own_sentence():
    found, _ = said(f"<p>We know that</p><div class='katex-display'>{KATEX}</div><p>holds at rest.</p>")
    assert [written for written, _ in found] == ["We know that", "E = mc²", "holds at rest."]


def test_what_is_too_large_is_called_a_formula_and_told():
    matrix = "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>"
    found, left = said(f"<p>We know {matrix} here.</p>")
    assert found[0][1] == "We know a formula here."
    assert ("formula", "1, 2") in [(one.reason, one.text) for one in left]
    assert said(f"<p>Wir kennen {matrix} hier.</p>", "de")[0][0][1] == "Wir kennen eine Formel hier."


def test_tex_that_nobody_can_read_is_called_a_formula():
    assert said("<p>We know \\(\\frac{x^2\\) here.</p>")[0][0][1] == "We know a formula here."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("It grows like 2<sup>n</sup>.", "It grows like two to the power of n."),
        ("Take <i>x</i><sub>i</sub> first.", "Take x sub i first."),
        ("On the 21<sup>st</sup> day.", "On the twenty-first day."),
        ("It holds CO<sub>2</sub> there.", "It holds C O two there."),
        ("It is n<sup>o</sup> of them.", "It is no of them."),
        ("So <inline-formula><tex-math>$x^2$</tex-math></inline-formula> it is.", "So x squared it is."),
        ('So <mjx-container jax="SVG"><svg></svg></mjx-container> it is.', "So a formula it is."),
        ('So <span class="katex-error">\\frac{x</span> it is.', "So a formula it is."),
    ],
)
def test_raised_and_lowered_letters_are_not_glued(written, says):
    assert said(f"<p>{written}</p>")[0][0][1] == says


def test_markdown_says_its_formulas():
    text = f"# The wall\n\n{BEFORE}\n\nAn area of $A = \\pi r^2$ each, and\n\n$$\\sum_{{i=1}}^n i$$\n\n{AFTER}\n"
    work = prepare(Document("a.md", "a.md", text.encode(), "text/markdown"), Plan(voice="tone", language="en"))
    assert "An area of A equals pi r squared each, and" in [s.said.text for s in work.sentences]
    assert "the sum from i equals one to n of i" in [s.said.text for s in work.sentences]


def test_a_comma_that_ends_a_formula_stays_after_it():
    assert said("<p>We know \\(a = b_1,\\) and more.</p>")[0][0] == (
        "We know a = b₁, and more.",
        "We know A equals b sub one, and more.",
    )
