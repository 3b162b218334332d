"""A formula in words: `x squared plus one half`. From plain MathML, by `[formulas]` of `voices/<lang>.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from articast.languages import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

LARGEST = 36
"""Letters, numbers and signs of a formula that a listener can follow; the formula for quadratic equations has 18."""

DEEPEST = 2
"""Fractions and roots inside one another."""

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_VARIANTS = str.maketrans("ϵϑϕϱϖς∊", "εθφρπσε")
_OPENING, _CLOSING = {"(": ")", "[": "]", "{": "}"}, frozenset(")]}")
_FUNCTIONS = frozenset(["f", "g", "h", "F", "G", "P", "p", "E", "O", "φ", "ψ", "ζ", "Γ", "Pr", "Var", "Cov"])
"""Letters after which a bracket holds what they are of, not a factor."""

_BARS = frozenset("|∣‖")
_LEAVES = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_LARGE_SIGNS = frozenset("∑∏∫∮∬⋃⋂")
_UNDER, _OVER = frozenset({"msub", "munder", "msubsup", "munderover"}), frozenset({"msup", "msubsup", "munderover"})


def words(mathml: str, language: str, spoken: Callable[[str, str], str]) -> str | None:
    """What is said for a formula; None where it is too large to be followed, or the language has no words for it.

    Args:
        mathml: plain, as extraction leaves it.
        language: BCP 47 tag.
        spoken: words for numbers and text.
    """
    said = table(language, "formulas")
    if not mathml or not said:
        return None
    try:
        root = etree.fromstring(mathml)
    except etree.XMLSyntaxError:
        return None
    if not _is_small(root):
        return None
    text = _Words(language, spoken).of(root)
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    return re.sub(r"[,;]+(?=[,.;])|,$", "", text) or None


def _is_small(root: _Element) -> bool:
    leaves = sum(1 for leaf in root.iter() if leaf.tag in _LEAVES)
    depth = max(
        sum(1 for above in leaf.iterancestors() if above.tag in ("mfrac", "msqrt", "mroot")) for leaf in root.iter()
    )
    tables = next(root.iter("mtable", "mmultiscripts", "mlongdiv", "mstack"), None)
    return leaves <= LARGEST and depth <= DEEPEST and tables is None


@cache
def _sections(language: str) -> dict[str, Any]:
    said = table(language, "formulas")
    greek = dict(zip(_GREEK, said["greek"].split(), strict=True))
    capital = {letter.upper(): said["shapes"]["capital"].format(a=name) for letter, name in greek.items()}
    return {**said, "letters": {**capital, **greek, **said.get("letters", {})}}


class _Words:
    def __init__(self, language: str, spoken: Callable[[str, str], str]) -> None:
        said = _sections(language)
        self._language = language
        self._spoken = spoken
        self._shapes: dict[str, str] = said["shapes"]
        self._signs: dict[str, str] = said["signs"]
        self._names: dict[str, str] = said["names"]
        self._large: dict[str, str] = said["large"]
        self._accents: dict[str, str] = said["accents"]
        self._letters: dict[str, str] = said["letters"]
        self._decimal: str = said.get("decimal", ".")

    def of(self, element: _Element) -> str:
        """The words for an element."""
        name = element.tag
        if name in _LEAVES:
            return self._leaf(element)
        parts = list(element)
        if name == "mfrac" and len(parts) == 2:
            return self._fraction(element, *parts)
        if name == "msqrt":
            return self._shape("root", self._row(parts))
        if name == "mroot" and len(parts) == 2:
            if _text(parts[1]) == "3":
                return self._shape("cube_root", self.of(parts[0]))
            return self._shape("any_root", self.of(parts[0]), self.of(parts[1]))
        if name in ("mover", "munder") and len(parts) == 2 and (accent := self._accents.get(_text(parts[1]))):
            return accent.format(a=self.of(parts[0]))
        if name in _UNDER | _OVER | {"mover"} and len(parts) > 1:
            return self._scripted(name, parts)
        return self._row(parts)

    def _shape(self, name: str, a: str = "", b: str = "") -> str:
        return self._shapes[name].format(a=a, b=b)

    def _leaf(self, element: _Element) -> str:
        text = (element.text or "").translate(_VARIANTS)
        if element.tag == "mn":
            return self._number(text)
        if element.tag in ("mtext", "ms"):
            return self._spoken(text, self._language)
        if text in self._names:
            return self._names[text]
        if text in self._signs:
            return self._signs[text]
        if text in self._large:
            return self._large[text]
        if len(text) == 1:
            return self._letters.get(text, text if text.isalnum() else "")
        return self._spoken(text, self._language) if any(map(str.isalnum, text)) else ""

    def _number(self, text: str) -> str:
        if self._decimal != "." and re.fullmatch(r"\d+\.\d+", text):
            text = text.replace(".", self._decimal)
        return self._spoken(text, self._language)

    def _fraction(self, element: _Element, above: _Element, below: _Element) -> str:
        if element.get("linethickness") == "0":
            return self._shape("choose", self.of(above), self.of(below))
        a, b = _text(above), _text(below)
        if a.isdigit() and b.isdigit() and len(a) < 3 and len(b) < 4:
            said = self._spoken(f"{a}/{b}", self._language)
            if not any(map(str.isdigit, said)):
                return said
        simple = _count(above) <= 3 and _count(below) <= 2
        return self._shape("over" if simple else "fraction", self.of(above), self.of(below))

    def _scripted(self, name: str, parts: Sequence[_Element]) -> str:
        base = parts[0]
        below = parts[1] if name in _UNDER else None
        above = parts[-1] if name in _OVER or name == "mover" else None
        text = _text(base)
        if text in _LARGE_SIGNS:
            return self._limits(self._large.get(text, self._shape("sum")), below, above)
        if text in ("lim", "max", "min", "sup", "inf", "argmax", "argmin", "limsup", "liminf") and below is not None:
            return self._shape("limit" if text == "lim" else "among", self.of(below), self.of(base))
        if text in ("log", "lg") and below is not None:
            return self._shape("logarithm", self.of(below))
        said = self.of(base)
        if below is not None:
            said = self._shape("index", said, self.of(below))
        return self._raised(base, said, above) if above is not None else said

    def _limits(self, sign: str, below: _Element | None, above: _Element | None) -> str:
        if below is not None and above is not None:
            return self._shape("between", sign, self.of(below)) + " " + self._shape("up_to", self.of(above))
        return self._shape("over_all", sign, self.of(below)) if below is not None else sign

    def _raised(self, base: _Element, said: str, above: _Element) -> str:
        power = _text(above)
        if power in ("°", "∘"):
            return self._spoken(f"{_text(base)}°", self._language) if base.tag == "mn" else f"{said} {self._signs['°']}"
        if power and set(power) <= set("′″"):
            return self._shape("prime" if power == "′" else "double_prime", said)
        if power in ("∗", "⋆", "†", "+", "−"):
            return f"{said} {self._signs.get(power, '')}"
        if power in ("2", "3"):
            return self._shape("squared" if power == "2" else "cubed", said)
        return self._shape("power", said, self.of(above))

    def _row(self, parts: Sequence[_Element]) -> str:
        said: list[str] = []
        at = 0
        while at < len(parts):
            part, text = parts[at], _text(parts[at])
            before = parts[at - 1] if at else None
            if part.tag == "mo" and text in _OPENING and (end := _closing(parts, at)):
                said.append(self._bracketed(before, text, parts[at + 1 : end]))
                at = end + 1
                continue
            if part.tag == "mo" and text in _BARS and (end := _bar(parts, at)) and _opens(before):
                said.append(self._shape("absolute", self._row(parts[at + 1 : end])))
                at = end + 1
                continue
            if part.tag == "mn" and at + 1 < len(parts) and _text(parts[at + 1]) == "%":
                said.append(self._spoken(f"{text}%", self._language))
                at += 2
                continue
            if text == ":" and not (before is not None and before.tag == "mn"):
                said.append(",")  # `f: A → B`; between numbers it is a proportion
            else:
                said.append(self._minus(before, self.of(part), text))
            at += 1
        return " ".join(said)

    def _minus(self, before: _Element | None, said: str, text: str) -> str:
        """A sign before a number is no sum."""
        if text == "−" and (before is None or (before.tag == "mo" and _text(before) not in _CLOSING | {"!", "%"})):
            return self._shape("negative")
        return said

    def _bracketed(self, before: _Element | None, sign: str, inside: Sequence[_Element]) -> str:
        text = self._row(inside)
        if sign == "{":
            return self._shape("set", text)
        size = sum(_count(part) for part in inside)
        if before is not None and _is_function(before):
            return self._shape("of", text) if size <= 1 or len(inside) <= 3 else self._shape("of", f"{text},")
        if len(inside) == 1 and inside[0].tag == "mfrac" and inside[0].get("linethickness") == "0":
            return text
        held = text if size <= 1 else self._shape("brackets", text)
        return f"{self._shape('times')} {held}" if before is not None and _is_factor(before) else held


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _count(element: _Element) -> int:
    return sum(1 for leaf in element.iter() if leaf.tag in _LEAVES)


def _closing(parts: Sequence[_Element], start: int) -> int:
    """The index of what closes the bracket at `start`; 0 where nothing does."""
    depth = 0
    for index in range(start, len(parts)):
        text = _text(parts[index]) if parts[index].tag == "mo" else ""
        depth += (text in _OPENING) - (text in _CLOSING)
        if not depth:
            return index
    return 0


def _bar(parts: Sequence[_Element], start: int) -> int:
    return next((i for i in range(start + 2, len(parts)) if parts[i].tag == "mo" and _text(parts[i]) in _BARS), 0)


def _opens(before: _Element | None) -> bool:
    return before is None or (before.tag == "mo" and _text(before) not in _CLOSING)


def _is_function(before: _Element) -> bool:
    name = before[0] if before.tag in ("msup", "msub", "msubsup") and len(before) else before
    text = _text(name)
    return text in _FUNCTIONS or (name.tag in ("mi", "mo") and len(text) > 1 and text.isalpha())


def _is_factor(before: _Element) -> bool:
    return before.tag != "mo" or _text(before) in _CLOSING
