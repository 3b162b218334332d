"""Formulas in words, in each language that has words for them."""

from __future__ import annotations

import pytest

from articast import wording
from articast.languages import having, table
from articast.text.extract.tex import mathml

SAID = [
    ("en", r"\frac{1}{2}", "one half"),
    ("en", r"\frac{a+b}{2}", "A plus b over two"),
    ("en", r"\sqrt[3]{8}", "the cube root of eight"),
    ("en", r"x^3 - y^{-1}", "x cubed minus y to the power of minus one"),
    ("en", r"\sum_{i=1}^n i", "the sum from i equals one to n of i"),
    ("en", r"\lim_{x\to 0} f(x)", "the limit as x goes to zero of f of x"),
    ("en", r"n(n+1)", "n times open bracket n plus one close bracket"),
    ("en", r"\alpha \le \Omega", "alpha is less than or equal to capital omega"),
    ("en", r"|x| \neq 3.5", "the absolute value of x is not equal to three point five"),
    ("en", r"90^\circ", "ninety degrees"),
    ("en", r"50\%", "fifty percent"),
    ("en", r"\binom{n}{k}", "n choose k"),
    ("en", r"10{,}000", "ten thousand"),
    ("en", r"\ce{H2O}", "H two O"),
    ("en", r"\begin{align} a &= b \\ c &= d \end{align}", "A equals b, c equals d"),
    ("de", r"\frac{1}{2}", "ein halb"),
    ("de", r"a^2 + b^2 = 3.5", "a Quadrat plus b Quadrat gleich drei Komma fünf"),
    ("de", r"\sqrt{x}", "Wurzel aus x"),
    ("fr", r"\frac{a}{y}", "a sur i grec"),
    ("fr", r"x^2 = 3.5", "x au carré égale trois virgule cinq"),
    ("es", r"\sqrt{x} \ge 2", "la raíz cuadrada de x mayor o igual que dos"),
    ("it", r"x^2 = y", "x al quadrato uguale a ipsilon"),
    ("pt", r"x_1 + x_2", "x índice um mais x índice dois"),
    ("nl", r"x^2 = 4", "x kwadraat is gelijk aan vier"),
    ("pl", r"x^2 = y", "x do kwadratu równa się igrek"),
]


@pytest.mark.parametrize(("language", "tex", "words"), SAID)
def test_formulas_of_everyday_size_are_said(language, tex, words):
    assert wording.formula(mathml(tex), language) == words


@pytest.mark.parametrize(
    "tex",
    [
        "+".join(f"x_{{{n}}}" for n in range(30)),
        r"\frac{\frac{\frac{a}{b}}{c}}{d}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\unknown{x}",
        r"\frac{",
        "",
    ],
)
def test_larger_ones_are_not(tex):
    assert wording.formula(mathml(tex), "en") is None


def test_a_language_without_words_for_them_says_none():
    assert wording.formula(mathml("x^2"), "sv") is None


def test_every_language_with_words_has_all_of_them():
    wanted = {name: set(table("en", "formulas")[name]) for name in ("shapes", "signs", "large", "accents")}
    for language in having("formulas"):
        said = table(language, "formulas")
        assert {name: set(said[name]) for name in wanted} == wanted, language
        assert len(said["greek"].split()) == 24


def test_every_language_can_say_that_a_formula_stands_there():
    assert [language for language in having("speech") if not table(language, "speech").get("formula")] == []
