"""TeX → MathML, and MathML as one line of text: what a formula is called on a page that has no typesetting."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

LONGEST = 3_000
"""Characters of TeX or MathML that are read; what is longer is no formula that anybody would say."""

_DELIMITED = re.compile(
    r"^\s*(?:\$\$(?P<a>.*)\$\$|\$(?P<b>.*)\$|\\\((?P<c>.*)\\\)|\\\[(?P<d>.*)\\\]|\\ensuremath\{(?P<e>.*)\})\s*$",
    re.DOTALL,
)
_NO_SAY = re.compile(
    r"%\s*<!\[CDATA\[|%?\s*\]\]>|\\(?:label|tag\*?|ref|eqref|hspace\*?|vspace\*?|color|class|cssId)\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaystyle|textstyle|scriptstyle|limits|nolimits|left\.|right\.|bigl?|bigr|Bigl?|Bigr|biggl?"
    r"|biggr|Biggl?|Biggr|quad|qquad|,|;|!|:| |allowbreak|nobreak|hfill|middle|mathstrut|strut|smash)(?![A-Za-z])"
)
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\{(?:equation|align|aligned|gather|gathered|multline|eqnarray|alignat|flalign|split|math"
    r"|displaymath|alignedat)\*?\}(?:\{\d+\})?"
)
_CHEMISTRY = re.compile(r"\\(?:ce|cf)\{([^{}]*)\}")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_RAISABLE = re.compile(r"[-−]?\d+|n", re.ASCII)


def mathml(tex: str) -> str:
    """A formula's MathML; empty where it is no TeX that can be read, or too long to be said."""
    from latex2mathml.converter import convert

    if match := _DELIMITED.match(tex):
        tex = next(group for group in match.groups() if group is not None)
    tex = _CHEMISTRY.sub(lambda match: rf"\text{{{_chemical(match[1])}}}", tex)
    tex = _NO_SAY.sub(" ", re.sub(r"(?<=\d)\{,\}(?=\d)", r"\\text{,}", tex))
    if _ENVIRONMENT.search(tex):
        tex = _ENVIRONMENT.sub("", tex).replace("&", "")
        tex = re.sub(r"\\\\(?:\[[^\]]*\])?\s*$", "", tex.strip())
        tex = re.sub(r",?\s*\\\\(?:\[[^\]]*\])?", ",", tex)
    braces = re.findall(r"(?<!\\)[{}]", tex)
    if not tex.strip() or len(tex) > LONGEST or braces.count("{") != braces.count("}"):
        return ""
    try:
        made = convert(tex)
    except Exception:  # noqa: BLE001 - the library has a dozen errors, and IndexError on what is no TeX
        return ""
    try:
        root = etree.fromstring(made.encode(), etree.XMLParser(resolve_entities=False, recover=True))
    except etree.XMLSyntaxError:
        return ""
    return "" if root is None else plain(root)


def _chemical(text: str) -> str:
    return re.sub(r"(?<=[A-Za-z)])\d+", lambda digits: digits[0].translate(_LOWERED), text.replace("->", "→"))


_LEAVES = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_INSIDE = frozenset(["semantics", "mstyle", "mpadded", "menclose", "maction", "math", "mrow", "mtd"])
"""What holds a formula and says nothing of its own."""

_UNSAID = frozenset(
    [
        "annotation",
        "annotation-xml",
        "mspace",
        "mphantom",
        "maligngroup",
        "malignmark",
        "mprescripts",
        "none",
        "script",
        "style",
    ]
)
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b")
_SAME = str.maketrans({"−": "−", "-": "−", "*": "∗", "´": "′", "'": "′", "’": "′", "\u2016": "‖", "∙": "·", "⋅": "·"})


def plain(root: _Element) -> str:
    """MathML with nothing in it but its structure and letters; empty where that is too long, or is no formula."""
    made = _plain(root)
    if made is None or not any(_name(leaf) in _LEAVES for leaf in made.iter()):
        return ""
    if any((leaf.text or "").startswith("\\") for leaf in made.iter()):  # a command that nobody knew
        return ""
    text = etree.tostring(made, encoding="unicode", with_tail=False)
    return text if len(text) <= LONGEST else ""


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _plain(element: _Element, depth: int = 0) -> _Element | None:
    name = _name(element)
    if not name or name in _UNSAID or depth > 40:
        return None
    if name in _LEAVES:
        leaf = etree.Element(name)
        text = "".join(str(part) for part in element.itertext())
        if name != "mtext":
            text = "".join(unicodedata.normalize("NFKC", sign) if sign.isalnum() else sign for sign in text.strip())
            text = text.translate(_INVISIBLE)
            text = text.translate(_SAME) if name == "mo" else text
        leaf.text = re.sub(r"\s+", " ", text) if name == "mtext" else " ".join(text.split())
        return leaf if leaf.text.strip() else None
    inside = [made for child in element if (made := _plain(child, depth + 1)) is not None]
    if name == "semantics":
        inside = inside[:1]
    inside = _grouped(inside)
    if name == "mfenced":
        return _fenced(element, inside)
    if name in _INSIDE and len(inside) == 1 and name != "mtd":
        return inside[0]
    kept = etree.Element("mrow" if name in _INSIDE and name != "mtd" else name)
    if name == "mfrac" and element.get("linethickness") in ("0", "0pt", "0px"):
        kept.set("linethickness", "0")
    kept.extend(inside)
    return kept


def _grouped(parts: list[_Element]) -> list[_Element]:
    """`10{,}000` is one number."""
    kept: list[_Element] = []
    for part in parts:
        if len(kept) > 1 and kept[-1].tag == "mtext" and kept[-1].text == "," and kept[-2].tag == part.tag == "mn":
            kept.pop()
            kept[-1].text = f"{kept[-1].text},{part.text}"
        else:
            kept.append(part)
    return kept


def _fenced(element: _Element, inside: list[_Element]) -> _Element:
    row = etree.Element("mrow")
    signs = (element.get("separators", ",") or "").replace(" ", "")
    for sign, what in ((element.get("open", "("), None), (None, inside), (element.get("close", ")"), None)):
        if sign:
            etree.SubElement(row, "mo").text = sign
        for index, child in enumerate(what or ()):
            if index and signs:
                etree.SubElement(row, "mo").text = signs[min(index, len(signs)) - 1]
            row.append(child)
    return row


def line(element: _Element) -> str:
    """Plain MathML as text in a line: `(n(n+1))/2`, `√(x+1)`, `x₁`, `eˣ`."""
    name, parts = _name(element), [line(child) for child in element]
    if name in _LEAVES:
        text = element.text or ""
        if name in ("mi", "mo") and len(text) > 1 and text.isalpha():
            return f" {text} "
        return f" {text} " if name == "mo" and text in _SPACED else f"{text} " if text in (",", ";") else text
    if name == "mfrac" and len(parts) == 2:
        return f"{_held(element[0], parts[0])}/{_held(element[1], parts[1])}"
    if name in ("msqrt", "mroot") and parts:
        degree = {"3": "∛", "4": "∜"}.get(parts[1].strip(), f"{parts[1].strip()}√") if name == "mroot" else "√"
        inner = "".join(parts[:1] if name == "mroot" else parts).strip()
        return f"{degree}{inner if len(inner) == 1 or inner.isdigit() else f'({inner})'}"
    if name in ("msup", "msub", "msubsup", "munder", "mover", "munderover") and len(parts) > 1:
        return _scripted(name, parts)
    if name == "mtr":
        return ", ".join(part.strip() for part in parts)
    if name == "mtable":
        return "; ".join(parts)
    return "".join(parts)


_SPACED = frozenset("=<>≤≥≠≈≡∼∝+−±∓×÷→⇒⇔∈∉⊂⊆∪∩∧∨∣:∘")


def _held(element: _Element, text: str) -> str:
    text = text.strip()
    return text if _name(element) in _LEAVES or len(text) == 1 else f"({text})"


def _scripted(name: str, parts: Sequence[str]) -> str:
    base, scripts = parts[0].rstrip(), [part.strip() for part in parts[1:]]
    if name == "mover":
        return f"{base}{_ACCENTS.get(scripts[0], '')}"
    below = scripts[0] if name in ("msub", "msubsup", "munder", "munderover") else ""
    above = scripts[-1] if name in ("msup", "msubsup", "munderover") else ""
    text = base
    if below:
        text += below.translate(_LOWERED) if below.isdigit() else f"_{below if len(below) == 1 else f'({below})'}"
    if above:
        if _RAISABLE.fullmatch(above):
            text += above.translate(_RAISED)
        elif above in ("′", "″", "°", "∘", "∗", "†", "′′"):
            text += above.replace("∘", "°")
        else:
            text += f"^{above if len(above) == 1 else f'({above})'}"
    return f"{text} " if name in ("munderover", "munder") or base in ("∑", "∏", "∫") else text


_ACCENTS = {"^": "̂", "ˆ": "̂", "¯": "̄", "―": "̄", "‾": "̄", "→": "⃗", "~": "̃", "˜": "̃", "˙": "̇", "¨": "̈"}


def linear(mathml: str, tex: str = "") -> str:
    """What stands for a formula in a text: its MathML in a line, else its TeX without the signs that nobody says."""
    if mathml:
        text = " ".join(line(etree.fromstring(mathml)).split())
        return re.sub(r"\s+([,;.)])", r"\1", re.sub(r"\(\s+", "(", text))
    return " ".join(re.sub(r"\\(?:begin|end)\{[^{}]*\}|\\[A-Za-z]+|[\\{}$&]", " ", tex).split())[:200]
