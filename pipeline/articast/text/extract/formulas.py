"""Mathematics in a page, however it is set, as its text in a line once, marked with its MathML to be said by that.

MathML, KaTeX, MathJax 2 to 4, pictures with TeX as their text, TeX between dollars and backslashes. Done before
anything looks for the article: readers of pages drop formulas, or read them twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement
from lxml.html import fromstring as html_fromstring

from articast.text.extract import tex
from articast.text.extract.asides import is_tex
from articast.text.extract.inline import FORMULA as MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET = etree.XPath(
    "//math|//mjx-container|//tex-math|//@data-tex/..|//@data-mathml/..|//@data-latex/.."
    "|//script[starts-with(@type,'math/')]|//img[contains(@src,'latex')]"
    "|//@class[contains(.,'katex') or contains(.,'ath') or contains(.,'MJX') or contains(.,'latex')"
    " or contains(.,'ql-') or contains(.,'equation') or .='tex' or starts-with(.,'tex ')]/.."
)
"""By way of attributes: ten times as fast as asking each element for its own."""

_HOLDERS = re.compile(
    r"(?:^|\s)(?:katex(?:-display|-error)?|MathJax(?:_Display|_SVG|_SVG_Display|_CHTML|_Preview)?|mjx-\w+|MJXp-math|MJXc-display"
    r"|mwe-math-element|arithmatex|math|mathjax|math-inline|math-display|math-tex|latex|tex|tex2jax_process|katex-block"
    r"|katex-inline|(?:wp-)?katex-eq|ql-(?:img-)?(?:inline|displayed)[\w-]*|equation|ltx_Math)(?:\s|$)"
)
_SHOWN = re.compile(r"(?:^|[\s_-])(?:display(?:ed)?|block|equation)(?:$|[\s_-])|Display", re.IGNORECASE)
_PICTURE = re.compile(r"(?:^|[\s_-])(?:latex|tex|ql-img|mwe-math|math)", re.IGNORECASE)
_SIMPLE = re.compile(r"[\w\s^+\-=<>.,!]+")
"""AsciiMath that is TeX, too."""

_TEX_SIGN = re.compile(r"[\\^_=]")
_DELIMITED = re.compile(
    r"\\\((?P<round>(?:(?!\\\(|\\\))[\s\S]){1,1500})\\\)|\\\[(?P<square>(?:(?!\\\[|\\\])[\s\S]){1,3000})\\\]"
    r"|\$\$(?P<shown>(?:(?!\$\$)[\s\S]){1,3000})\$\$|\$latex\s+(?P<latex>[^$]{1,1500})\$"
    r"|\[latex(?:\s[^\]]*)?\](?P<code>(?:(?!\[/latex\])[\s\S]){1,1500})\[/latex\]"
    r"|(?P<environment>\\begin\{(?P<name>equation|align|gather|multline|eqnarray)\*?\}"
    r"(?:(?!\\end\{|\\begin\{(?:equation|align|gather))[\s\S]|\\end\{(?!(?P=name))){1,3000}\\end\{(?P=name)\*?\})"
)
_DOLLAR = re.compile(r"(?<![\\$\w])\$(?P<dollar>[^\s$](?:[^$]{0,500}[^\s\\$])?)\$(?![\d$\w])")
_VERBATIM = frozenset(["pre", "code", "script", "style", "textarea", "kbd", "samp", "title", "head"])
_BLOCKS = frozenset(
    [
        "body",
        "article",
        "section",
        "main",
        "div",
        "li",
        "blockquote",
        "td",
        "th",
        "dd",
        "figure",
        "center",
        "aside",
        "details",
        "header",
    ]
)


_SIGNS = ("math", "Math", "katex", "latex", '"tex', "MJX", "mjx", "ql-", "equation")
_DELIMITERS = ("\\(", "\\[", "\\begin{", "$latex ", "[latex")


def settle(root: HtmlElement, markup: str) -> None:
    """Puts each formula's text in its place, once, in an element that has its MathML as `MARK`.

    Args:
        root: the page; it is changed.
        markup: what it was parsed from: most pages have no sign of a formula in it.
    """
    runs = may_run(markup) and _runs(root)
    for element in list(_SET(root)) if any(sign in markup for sign in _SIGNS) else ():
        if element.getroottree().getroot() is not root or not _is_in(element, root):
            continue
        found = _formula(element)
        if found is not None:
            _put(element, *found)
    if runs or any(sign in markup for sign in _DELIMITERS):
        _from_text(root, dollars=runs)
    _from_scripts(root)


def may_run(markup: str) -> bool:
    """Whether a page may run a program that sets TeX: then its scripts are asked."""
    return any(sign in markup for sign in _PROGRAMS)


def _runs(root: HtmlElement) -> bool:
    """Whether the page runs a program that sets TeX, so that single dollars mean a formula."""
    return any(
        any(sign in said for sign in _PROGRAMS)
        for script in root.iter("script", "link")
        if not (script.get("type") or "").startswith("math/")
        for said in ((script.get("src") or script.get("href") or "").lower(), script.text or "")
    )


_PROGRAMS = ("mathjax", "MathJax", "katex", "renderMathInElement", "tex2jax")


def _is_in(element: HtmlElement, root: HtmlElement) -> bool:
    above = element
    while (parent := above.getparent()) is not None:
        above = parent
    return above is root


def _formula(element: HtmlElement) -> tuple[str, str, bool] | None:
    """MathML, TeX and whether it stands on its own; None where the element is no formula."""
    name, classes = element.tag, element.get("class") or ""
    if name == "img":
        written = _of_picture(element)
        return (tex.mathml(written), written, _is_shown(element)) if written else None
    if name == "script":
        written = element.text or ""
        _drop_before(element)
        if "asciimath" in (element.get("type") or "") or "mml" in (element.get("type") or ""):
            made = _parsed(written) or (tex.mathml(written) if _SIMPLE.fullmatch(written) else "")
            return made, "" if "<" in written else written, _is_shown(element)
        return tex.mathml(written), written, "display" in (element.get("type") or "")
    is_holder = _HOLDERS.search(classes) is not None or element.get("data-tex") is not None or name in _OWN
    is_holder = is_holder or element.get("data-mathml") is not None or element.get("data-latex") is not None
    if not is_holder or name in ("body", "html", "article", "main") or _holds_more(element):
        return None
    if "MathJax_Preview" in classes:
        element.drop_tree()
        return None
    if ("MathJax" in classes or name == "mjx-container") and _script_after(element) is not None:
        return None
    return _read(element)


_OWN = frozenset({"math", "mjx-container", "tex-math"})


def _holds_more(element: HtmlElement) -> bool:
    """Whether an element of such a name holds paragraphs, as `<div class="math">` around an article does."""
    return element.tag not in _OWN and next(element.iter("p", "li", "h1", "h2", "h3"), None) is not None


def _read(element: HtmlElement) -> tuple[str, str, bool] | None:
    shown = _is_shown(element)
    written = element.get("data-tex") or element.get("data-latex") or ""
    if not written:
        note = next((n for n in element.iter() if _is_annotation(n)), None)
        written = (note.text or "").strip() if note is not None else ""
    found = element if element.tag == "math" else next(element.iter("math"), None)
    made = tex.plain(found) if found is not None else _parsed(element.get("data-mathml") or "")
    made = made or (tex.mathml(written) if written else "")
    if made or written:
        return made, written or (found.get("alttext") or "" if found is not None else ""), shown
    if found is not None:
        written = found.get("alttext") or ""
        return tex.mathml(written), written or " ".join(found.text_content().split()), shown
    picture = next(element.iter("img"), None)
    written = _of_picture(picture) if picture is not None else ""
    written = written or "".join(element.itertext()).strip()
    delimited = _DELIMITED.fullmatch(written) or _DOLLAR.fullmatch(written)
    if element.tag == "mjx-container" and not written:
        return "", "", shown  # only its drawing is there
    if written and (delimited or (_TEX_SIGN.search(written) and is_tex(written))):
        return tex.mathml(written), written, shown or written.startswith(("\\[", "$$", "\\begin"))
    return None


def _is_annotation(element: HtmlElement) -> bool:
    return element.tag == "annotation" and "tex" in (element.get("encoding") or "").lower()


def _is_shown(element: HtmlElement) -> bool:
    """Whether a formula stands on its own line."""
    shown = (element.get(name) for name in ("data-display", "display", "data-katex-display"))
    if any(value in ("block", "true") for value in shown):
        return True
    inner = element if element.tag == "math" else next(element.iter("math"), None)
    if inner is not None and inner.get("display") == "block":
        return True
    return _SHOWN.search(element.get("class") or "") is not None


def _of_picture(picture: HtmlElement) -> str:
    """The TeX that a picture of a formula was made of; empty where it is another picture."""
    source, text = picture.get("src") or "", picture.get("alt") or ""
    parent = picture.getparent()
    around = [one.get("class") or "" for one in (picture, parent) if one is not None]
    if _PICTURE.search(" ".join(around)) and (_TEX_SIGN.search(text) or len(text) == 1):
        return text
    address = urlsplit(source)
    if re.search(r"latex\.php|latex\.codecogs|/render/math|chart\.apis|quicklatex|mathtex|mimetex", source):
        query = parse_qs(address.query)
        given = next((query[key][0] for key in ("latex", "math", "chl", "tex", "from") if query.get(key)), "")
        return given or unquote(address.query) or text
    return ""


def _parsed(markup: str) -> str:
    if "<" not in markup or len(markup) > 20 * tex.LONGEST:
        return ""
    try:
        found = next(iter(html_fromstring(f"<div>{markup}</div>").iter("math")), None)
    except (etree.LxmlError, ValueError):
        return ""
    return tex.plain(found) if found is not None else ""


def _script_after(element: HtmlElement) -> HtmlElement | None:
    """The `<script type="math/tex">` that a rendered formula was made of, right after it or its wrapper."""
    for one in (element, element.getparent()):
        follower = one.getnext() if one is not None and not (one.tail or "").strip() else None
        if follower is not None and follower.tag == "script" and (follower.get("type") or "").startswith("math/"):
            return follower
    return None


def _drop_before(script: HtmlElement) -> None:
    """Takes what MathJax rendered of a script, right before it."""
    before = script.getprevious()
    while before is not None and not (before.tail or "").strip():
        if not re.search(r"MathJax|MJX|mjx", f"{before.get('class') or ''} {before.tag}"):
            break
        earlier = before.getprevious()
        before.drop_tree()
        before = earlier


def _put(element: HtmlElement, made: str, written: str, shown: bool) -> None:
    parent = element.getparent()
    if parent is None:
        return
    text = tex.linear(made, written)
    for child in list(element):
        element.remove(child)
    element.text = None
    for name in list(element.attrib):
        del element.attrib[name]
    end = ""
    if made and text[-1:] in ".,;" and (match := re.search(r"<mo>[.,;]</mo>(?=(?:</mrow>)*$)", made)):
        made, end, text = made[: match.start()] + made[match.end() :], text[-1], text[:-1]
    if shown and parent.tag in _BLOCKS:
        element.tag = "p"
        inner = etree.SubElement(element, "span")
    else:
        element.tag = "span"
        inner = element
        if shown:
            _space(element)
    inner.set(MARK, made)
    inner.text = text or "…"
    inner.tail = end + (inner.tail or "")


def _space(element: HtmlElement) -> None:
    """White space around what stood on a line of its own."""
    tail = element.tail or ""
    element.tail = tail if tail[:1] in tuple(".,;:!?)") else f" {tail}"
    before = element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} "
    elif (parent := element.getparent()) is not None:
        parent.text = f"{parent.text or ''} "


def _from_text(root: HtmlElement, *, dollars: bool) -> None:
    """TeX between delimiters in the page's text."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.get(MARK) is not None:
            continue
        if element.tag not in _VERBATIM and element.text and not _is_verbatim(element):
            for made in reversed(list(_pieces(element.text, dollars=dollars))):
                _insert(element, 0, *made)
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag not in _VERBATIM and not _is_verbatim(parent):
            for made in reversed(list(_pieces(element.tail, dollars=dollars))):
                _insert(parent, parent.index(element) + 1, *made)


def _is_verbatim(element: HtmlElement) -> bool:
    return next(element.iterancestors("pre", "code", "head", "textarea"), None) is not None


def _pieces(text: str, *, dollars: bool) -> Iterator[tuple[int, int, str, bool]]:
    if "\\" not in text and "$" not in text and "[latex" not in text:
        return
    taken = 0
    found = list(_DELIMITED.finditer(text)) + (list(_DOLLAR.finditer(text)) if dollars else [])
    for match in sorted(found, key=lambda one: one.start()):
        inner = next(part for part in match.groups() if part is not None)
        named = match.groupdict()
        is_sure = bool(named.get("latex") or named.get("code") or named.get("environment"))
        if named.get("shown") and not dollars and not _TEX_SIGN.search(inner):
            continue
        if match.start() >= taken and (is_sure or is_tex(inner)):
            shown = bool(named.get("square") or named.get("shown") or named.get("environment"))
            yield match.start(), match.end(), inner, shown
            taken = match.end()


def _insert(parent: HtmlElement, at: int, start: int, end: int, written: str, shown: bool) -> None:
    """Puts a formula into the text that stands before the child `at` of `parent`."""
    before = parent[at - 1] if at else None
    text = (parent.text if before is None else before.tail) or ""
    made = etree.SubElement(parent, "span")
    parent.remove(made)
    if before is None:
        parent.text = text[:start]
    else:
        before.tail = text[:start]
    parent.insert(at, made)
    made.tail = text[end:]
    found = tex.mathml(written)
    tail = made.tail
    made.tail = ""
    _put(made, found, written, shown=False)
    made.tail = (made.tail or "") + tail
    if shown:
        _space(made)


_VARIABLE = re.compile(
    r"[−-]?\s?(?:[a-zA-Z]|\d*[nkmxyzijt](?:\s?[+−-]\s?(?:\d+|[nkmxyzijt]))?|\d+\s?[+−/-]\s?[nkmxyzijt]|[nkxyzij]\s?/\s?\d+)"
)
_ORDINAL = frozenset(["a", "e", "o", "d", "h", "r", "s", "c"])
_BASE = re.compile(r"(?:(?<![\w.,])\d{1,3}|(?<![^\W_])[^\W\d_])$")


def _from_scripts(root: HtmlElement) -> None:
    """`2<sup>n</sup>` and `<i>a</i><sub>i</sub>`: powers and indices of letters, which a line of text would glue."""
    for element in list(root.iter("sup", "sub")):
        text = element.text_content().strip()
        if not _VARIABLE.fullmatch(text) or element.get("class") or next(element.iter("a"), None) is not None:
            continue
        base = _taken_base(element, text)
        if base:
            script = "".join(f"<mi>{c}</mi>" if c.isalpha() else f"<mn>{c}</mn>" if c.isdigit() else
                             f"<mo>{c.replace('-', '−')}</mo>" for c in re.findall(r"\d+|\S", text))  # fmt: skip
            leaf = f"<mn>{base}</mn>" if base.isdigit() else f"<mi>{base}</mi>"
            name = "msup" if element.tag == "sup" else "msub"
            _put(element, f"<{name}>{leaf}<mrow>{script}</mrow></{name}>", "", shown=False)


def _taken_base(element: HtmlElement, script: str) -> str:
    """Takes what a raised or lowered letter belongs to out of the text before it, and returns it."""
    before = element.getprevious()
    if before is not None and not (before.tail or "").strip() and not before.tail:
        text = before.text_content()
        if before.tag in ("i", "em", "var", "b", "strong", "span") and re.fullmatch(r"[^\W\d_]|\d{1,3}", text):
            before.drop_tree()
            return _trimmed(element, text)
        return ""
    parent = element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    match = _BASE.search(text)
    if script == "o" or match is None or (script in _ORDINAL and element.tag == "sup" and match[0].isdigit()):
        return ""
    return _trimmed(element, match[0])


def _trimmed(element: HtmlElement, base: str) -> str:
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    text = text.removesuffix(base)
    if before is not None:
        before.tail = text
    elif parent is not None:
        parent.text = text
    return base
