"""Notes in a page: their marks go, their texts are blocks of their own with a note's role; editors' comments go.

Told by what leads where (a mark and its note point at each other), by the names that software gives them, and where
neither is there by numbers: a raised one after a word, the same one before a paragraph further down.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from articast.languages import having, table
from articast.model import LeftOut
from articast.text.extract.kinds import words
from articast.text.extract.typeset import take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

ROLE = "doc-footnote"
"""The role by which the block reader knows a note."""

LONGEST = 3_000
"""Letters of a note; what is longer is a chapter that a number in a table of contents leads to."""

_LABEL = r"\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[*∗†‡§¶#]{1,3}|(?:note|nt?|fn|anm|an)\.?\s?\d{1,3}"
_MARK = re.compile(rf"[\[(]?\s?(?:{_LABEL})(?:\s?[,;–-]\s?(?:{_LABEL}))*\s?[\])]?", re.IGNORECASE)
_STARTS = re.compile(r"\s*[\[(]?(\d{1,3}|[*∗†‡§¶]{1,3}|[¹²³⁴-⁹⁰]{1,3})[\])]?[.:)]?\s+(?=\S)")
_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_NOTE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot|side|margin|end)-?_?notes?(?:__?(?:note|content|text|body|inner)|-(?:content|text|body|inner|tooltip))?"
    r"(?=\s|$)|(?:^|\s)(?:ltx_note_outer|footnote_tooltip|marginnote|fn-text|note-text|mfn-note|inline-?note)(?=\s|$)",
    re.IGNORECASE,
)
_MARK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?[-_]*(?:ref(?:erence)?|referrer|anchor|number|mark|link|call|plugin_tooltip_text)|note-?ref"
    r"|fn-?ref|sidenote-(?:number|toggle)|margin-toggle|aside-link|ltx_note_mark|noteref|footnoteref|ref-?mark|fnref"
    r"|modern-footnotes-footnote|easy-footnote|reference-mark|MsoFootnoteReference|MsoEndnoteReference)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:^|[\s_-])(?:MsoComment\w*|msocom\w*|cmnt\w*|critic-?comment|editor-?comment|review-?comment)(?=[\s_-]|$)"
    r"|^#?_?(?:msocom|cmnt|_msoanchor|_msocom)_?(?:ref)?_?\d+|mso-element:\s*comment",
    re.IGNORECASE,
)
_INLINE = frozenset("span small a label em i aside sup div details ins q cite font b strong u".split())  # noqa: SIM905
_HOLDERS = frozenset("p li div aside td dd dt section blockquote figure footer".split())  # noqa: SIM905
_ANCHORS = etree.XPath("//a[contains(@href,'#')]")
_NAMED = etree.XPath("//*[@id or @name]")
_RAISED = etree.XPath("//sup[not(descendant::a)]")
_CLASSED = etree.XPath(
    "//@class[contains(.,'ote') or contains(.,'aside') or contains(.,'margin-toggle') or contains(.,'ref')"
    " or contains(.,'fn')]/..|//@*[name()='epub:type']/..|//@data-footnote/..|//@data-note/..|//xref"
)
_COMMENTED = etree.XPath(
    "//@class[contains(.,'Comment') or contains(.,'msocom') or contains(.,'critic') or contains(.,'cmnt')"
    " or contains(.,'editor-') or contains(.,'review-')]/..|//@href[contains(.,'#cmnt') or contains(.,'msocom')]/.."
    "|//@*[name()='id' or name()='name'][contains(.,'cmnt') or contains(.,'mso')]/.."
    "|//@style[contains(.,'mso-element')]/.."
)
"""By way of attributes: ten times as fast as asking each element for its own."""


_COMMENT_SIGNS = re.compile("MsoComment|msocom|mso-element|cmnt|(?:critic|editor|review)[-_]?comment", re.IGNORECASE)


def settle(root: HtmlElement, markup: str) -> list[LeftOut]:
    """Takes the marks of notes and editors' comments out of the tree, gives notes their role, and returns what went.

    Args:
        root: the page; it is changed.
        markup: what it was parsed from: most pages have no sign of an editor's comment in it.
    """
    left = list(_comments(root)) if _COMMENT_SIGNS.search(markup) else []
    left += [*_linked(root), *_named(root)]
    labels: set[str] = set()
    left += _raised(root, labels)
    left += _numbered(root, labels)
    return [one for one in left if one.text]


def _comments(root: HtmlElement) -> Iterator[LeftOut]:
    """What editors say to each other: Google's and Word's comments, in the text and after it."""
    for element in _COMMENTED(root):
        signs = [element.get(name) or "" for name in ("class", "href", "id", "name", "style")]
        if not any(_COMMENT.search(sign) for sign in signs if sign) or not _is_in(element, root):
            continue
        whole = element
        if element.tag == "a":
            is_back = re.search(r"ref|anchor", element.get("href") or "", re.IGNORECASE) is not None
            holder = _holder(element) if is_back else next(element.iterancestors("sup"), None)
            whole = holder if holder is not None else element
            above = whole.getparent()
            if is_back and above is not None and above.tag == "div" and len(words(above)) < LONGEST // 2:
                whole = above if all(child.tag in ("p", "br") for child in above) else whole
        if whole.getparent() is not None and whole.tag != "body":
            yield LeftOut(words(whole), "editor's comment")
            take_out(whole)


def _is_in(element: HtmlElement, root: HtmlElement) -> bool:
    """Whether an element is in the tree still, below its root."""
    return element is not root and next(element.iterancestors(root.tag), None) is root


def _named(root: HtmlElement) -> Iterator[LeftOut]:
    """Marks and notes that software names: by class, by `epub:type`, by an attribute that holds the text."""
    for element in root.iter("fn", "fn-group"):  # of JATS, as journals have it
        element.set("role", ROLE)
    for element in list(_CLASSED(root)):
        if not _is_in(element, root) or element.tag in ("body", "html", "article", "main"):
            continue
        kind, classes = element.get("epub:type") or element.get("type") or "", element.get("class") or ""
        kind = "noteref" if element.tag == "xref" and element.get("ref-type") in ("fn", "bibr", "table-fn") else kind
        if note := element.get("data-footnote") or (element.get("data-note") or ""):
            _after(element, " ".join(note.split()))
        if kind in ("noteref", "backlink", "referrer") or (_MARK_CLASS.search(classes) and _is_mark(words(element))):
            yield LeftOut(words(element), "reference mark")
            take_out(element)
        elif kind in ("footnote", "rearnote", "endnote", "note", "footnotes", "endnotes", "rearnotes"):
            element.set("role", ROLE)
        elif element.tag in _INLINE and classes and _NOTE_CLASS.search(classes) and _is_inside_text(element):
            if next(element.iter("p", "li"), None) is not None:  # a list of them
                element.set("role", ROLE)
            else:
                _out_of_line(element)


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None or not any(map(str.isalnum, text))


def _is_inside_text(element: HtmlElement) -> bool:
    """Whether a note's text stands in the middle of a paragraph, and is not all of it."""
    holder = next(element.iterancestors("p", "li", "td", "dd", "h1", "h2", "h3", "h4", "blockquote", "div"), None)
    inner, text = words(element), words(holder) if holder is not None else ""
    return (
        len(inner) > 3 and len(inner) < LONGEST and holder is not None and text != inner and not _MARK.fullmatch(inner)
    )


def _out_of_line(element: HtmlElement) -> None:
    """Puts a note in a line behind the paragraph that it stands in."""
    text = words(element)
    while start := _STARTS.match(text):
        text = text[start.end() :]
    _after(element, text)
    take_out(element)


def _after(element: HtmlElement, text: str) -> None:
    holder = next(element.iterancestors("p", "li", "td", "dd", "h1", "h2", "h3", "h4", "blockquote", "div"), None)
    if holder is None or not text:
        return
    note = etree.SubElement(holder, "p")
    note.text = text
    note.set("role", ROLE)
    if holder.tag in ("p", "h1", "h2", "h3", "h4") and holder.getparent() is not None:
        while (following := holder.getnext()) is not None and following.get("role") == ROLE and not holder.tail:
            holder = following
        note.tail, holder.tail = holder.tail, ""
        holder.addnext(note)


def _linked(root: HtmlElement) -> Iterator[LeftOut]:
    """Marks that lead to a note further down, whose own mark may lead back."""
    anchors = list(_ANCHORS(root))
    if not anchors:
        return
    places: dict[HtmlElement, int] = {}
    named: dict[str, HtmlElement] = {}
    for element in _NAMED(root):
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    for anchor in anchors:
        target = named.get((anchor.get("href") or "").rpartition("#")[2])
        if target is None or target is anchor or anchor.getparent() is None:
            continue
        text = words(anchor)
        if not (_MARK.fullmatch(text) or anchor.get("id") or anchor.get("name") or _is_bracketed(anchor)):
            continue
        if _is_menu(anchor):
            continue
        places = places or {element: number for number, element in enumerate(root.iter())}
        if places.get(target, -1) <= places.get(anchor, -1):
            continue
        note = _note(target)
        if note is None or note in anchor.iterancestors():
            continue
        if not _MARK.fullmatch(text):  # words that lead to a note stay, where that leads back
            if _leads_back(note, anchor):
                note.set("role", ROLE)
            elif note.tag in ("li", "dd") and _is_bracketed(anchor):
                yield from _citation(anchor)
            continue
        note.set("role", ROLE)
        _without_label(note)
        mark, bare = anchor, text.strip("[]() ")
        while (above := mark.getparent()) is not None and words(above).strip("[]() ") == bare and above.tag in _AROUND:
            mark = above
        yield LeftOut(words(mark), "reference mark")
        take_out(mark)


def _is_bracketed(anchor: HtmlElement) -> bool:
    """Whether a link stands alone in square brackets: `[Lee 1907]`, which leads to a list's item."""
    before = anchor.getprevious()
    lead = (before.tail if before is not None else anchor.getparent().text) or ""
    return lead.rstrip().endswith("[") and (anchor.tail or "").lstrip().startswith("]")


def _citation(anchor: HtmlElement) -> Iterator[LeftOut]:
    before, parent = anchor.getprevious(), anchor.getparent()
    yield LeftOut(f"[{words(anchor)}]", "reference mark")
    if before is not None:
        before.tail = (before.tail or "").rstrip()[:-1].rstrip()
    else:
        parent.text = (parent.text or "").rstrip()[:-1].rstrip()
    anchor.tail = (anchor.tail or "").lstrip()[1:]
    take_out(anchor)


_AROUND = frozenset(("sup", "span", "small", "b", "i", "em"))


def _leads_back(note: HtmlElement, anchor: HtmlElement) -> bool:
    """Whether an arrow in a note leads to the link that led to it."""
    names = {f"#{name}" for name in (anchor.get("id"), anchor.get("name")) if name}
    return any(
        link.get("href") in names and not any(map(str.isalnum, words(link))) for link in note.iter("a")
    ) and bool(names)


def _is_menu(anchor: HtmlElement) -> bool:
    """Whether a number is one of a row of links, a table of contents or pages, not a mark in a text."""
    holder = next(anchor.iterancestors("p", "li", "td", "div", "nav", "dd", "h1", "h2", "h3", "blockquote"), None)
    if holder is None or holder.tag == "nav":
        return True
    text = words(holder)
    return len(text) < 12 or sum(len(words(link)) for link in holder.iter("a")) > 0.8 * len(text)


def _note(target: HtmlElement) -> HtmlElement | None:
    """The element that is a note, of one that its mark leads to; None where that is something else."""
    holder = target if target.tag in _HOLDERS and len(words(target)) > 3 else _holder(target)
    if holder is None or holder.tag in ("body", "article", "main"):
        return None
    if next(holder.iter("h1", "h2", "h3", "h4", "table", "figure"), None) is not None or len(words(holder)) > LONGEST:
        return None
    return holder


def _holder(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors() if above.tag in _HOLDERS), None)


def _without_label(note: HtmlElement) -> None:
    """Takes a note's own number, and the way back, which are no words of it."""
    for anchor in list(note.iter("a")):
        text = words(anchor)
        if "#" in (anchor.get("href") or "#") and (not any(map(str.isalnum, text)) or _MARK.fullmatch(text)):
            whole, bare = anchor.getparent(), text.strip("[]() ")
            is_all = whole is not None and whole.tag in _AROUND and words(whole).strip("[]() ") == bare
            take_out(whole if is_all and whole is not None else anchor)


_AFTER_WORD = re.compile(r"[\w”\"’'»)\].,;:!?…。，」]$")
_ENDED = re.compile(r"[.,;:!?…”\"’»)\]。，」]$")


def _raised(root: HtmlElement, labels: set[str]) -> Iterator[LeftOut]:
    """Raised numbers and signs without a link: after a stop, a comma, a quote; signs and brackets after words, too."""
    for element in list(_RAISED(root)):
        text = words(element)
        if element.getparent() is None or not text or not _MARK.fullmatch(text):
            continue
        before, after = _text_before(element), (element.tail or "")
        if not before.strip():
            continue
        bare = text.strip("[]() ")
        is_sign = not bare[:1].isalnum() or text[:1] in "[("
        ended = _ENDED.search(before) is not None and not re.search(r"\d[.,]$|[−+/^=]\)$", before)
        spaced = before[-1:].isspace() and bare.isdigit() and not after[:1].isalpha()
        if before.rstrip().endswith(")") and bare.isdigit() and re.search(r"[−+*/=^]", before[-12:]):
            continue
        several = before[-1:].isalpha() and re.fullmatch(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})+", bare) is not None
        if before[-1:].isalpha() and bare.isdigit():
            labels.add(bare)  # a power of it or a note's mark: the script tells
        if after.lstrip().startswith(("/", "⁄")) or not (is_sign or several or (ended and len(bare) < 4) or spaced):
            continue
        labels.update(re.split(r"\s?[,;–-]\s?", bare))
        yield LeftOut(text, "reference mark")
        take_out(element)


def _text_before(element: HtmlElement) -> str:
    """What stands before an element in its block, the end of it."""
    pieces: list[str] = []
    at = element
    while at is not None and sum(map(len, pieces)) < 20:
        neighbour = at.getprevious()
        if neighbour is not None:
            pieces.append(neighbour.tail or "")
            pieces.append("".join(neighbour.itertext()) if isinstance(neighbour.tag, str) else "")
            at = neighbour
            continue
        parent = at.getparent()
        if parent is None:
            break
        pieces.append(parent.text or "")
        if parent.tag in _HOLDERS:
            break
        at = parent
    return "".join(reversed(pieces))


def _numbered(root: HtmlElement, labels: set[str]) -> Iterator[LeftOut]:
    """Gives paragraphs that begin with a mark's number a note's role, at the end; and numbered asides."""
    known = labels | _in_text(root)
    _under_heading(root, ("h2", "h3", "h4", "h5", "h6", *(("p", "b", "strong") if known else ())))
    if not known:
        return
    for aside in root.iter("aside"):
        lists = list(aside.iterchildren("ol"))
        if (len(lists) == 1 and (lists[0].get("start") or "1") in known and words(aside) == words(lists[0])) or (
            (start := _STARTS.match(words(aside))) and start[1] in known
        ):
            aside.set("role", ROLE)
    signs: set[str] = set()
    is_over = False  # what stands before is the text: only a raised number or one in square brackets tells a note there
    paragraphs = list(root.iter("p", "li", "dd"))
    for paragraph in reversed(paragraphs[len(paragraphs) // 3 :]):
        if paragraph.get("role") == ROLE or not words(paragraph):
            continue
        label = _starts_with(paragraph)
        if label is None or label not in known:
            is_over = is_over or not _is_end(paragraph)
            continue
        if is_over and not _is_surely_numbered(paragraph):
            continue
        paragraph.set("role", ROLE)
        if not label[0].isdigit():
            signs.add(label)
    if signs:
        yield from _without_sign(root, signs)


def _is_surely_numbered(paragraph: HtmlElement) -> bool:
    first = next(iter(paragraph), None)
    is_raised = first is not None and first.tag == "sup" and not (paragraph.text or "").strip()
    return is_raised or words(paragraph)[:1] in ("[", *_RAISED_DIGITS)


_RAISED_DIGITS = tuple("¹²³⁴⁵⁶⁷⁸⁹⁰")


def _is_end(paragraph: HtmlElement) -> bool:
    """Whether a paragraph at the end of a page may stand below notes: a short line, a link."""
    return len(words(paragraph)) < 40


def _starts_with(paragraph: HtmlElement) -> str | None:
    """The number or sign that a paragraph begins with, raised or in brackets, and takes it off."""
    first = next(iter(paragraph), None)
    if first is not None and not (paragraph.text or "").strip() and first.tag in ("sup", "span", "a", "b", "strong"):
        label = words(first).strip("[]().: ")
        if re.fullmatch(r"\d{1,3}|[*∗†‡§¶]{1,3}", label) and first.tag in ("sup", "a"):
            return label
    inside = first.text if first is not None and first.tag in _INLINE and not paragraph.text else paragraph.text
    match = _STARTS.match(inside or "")
    return match[1].translate(_DIGITS) if match and (match[0].strip()[:1] in "[(*∗†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰") else None


def _in_text(root: HtmlElement) -> set[str]:
    """Numbers in square brackets, raised numbers and signs after words, as in plain text."""
    text = _STRING(root)
    if _NUMBERED.search(text) or any(_is_after_word(text, sign.start()) for sign in _STAR.finditer(text)):
        text = " ".join(_PROSE(root))
    found = set(re.findall(r"(?<=[\w.,;!?”\"»)])\s?\[(\d{1,3})\](?![(.\[])", text)) if "[" in text else set()
    if _RAISED_SIGN.search(text):
        found |= {
            digits.translate(_DIGITS) for digits in re.findall(r"(?<=[\w.,;!?”\"»)])[¹²³⁴-⁹⁰]{1,3}(?![\w⁻])", text)
        }
    if _STAR.search(text):
        found |= set(_STARRED.findall(text))
    return found


_STRING = etree.XPath("string(//body)", smart_strings=False)
_PROSE = etree.XPath("//body//text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False)
_RAISED_SIGN = re.compile("[¹²³⁴-⁹⁰]")
_STAR = re.compile("[*∗†‡]")
_NUMBERED = re.compile(r"\[\d{1,3}\]")
_STARRED = re.compile(r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,;!?”\"’)]))([*∗†‡]{1,3})(?=[\s.,;:!?)]|$)")


def _is_after_word(text: str, at: int) -> bool:
    """Whether a letter stands before a sign, or one and a stop."""
    before = text[max(0, at - 2) : at]
    return before[-1:].isalpha() or (before[:1].isalpha() and not before[-1:].isspace())


def _without_sign(root: HtmlElement, signs: set[str]) -> Iterator[LeftOut]:
    """Takes the signs of notes that have been found off the words that they stand at: `Nobody knew.*`."""
    for element in root.iter("p", "li", "blockquote", "td", "em", "strong", "span", "a"):
        if element.get("role") == ROLE:
            continue
        for name, text in (("text", element.text), ("tail", element.tail)):
            if text and any(sign in text for sign in signs):
                bare = _STARRED.sub(lambda match: "" if match[1] in signs else match[0], text)
                if bare != text:
                    setattr(element, name, bare)
                    yield LeftOut(" ".join(sorted(signs)), "reference mark")


def _under_heading(root: HtmlElement, names: tuple[str, ...]) -> None:
    """Gives lists below a heading `Notes` or `References` at the end a note's role."""
    for heading in root.iter(*names):
        if len(text := words(heading)) > 30 or text.strip(" :.").casefold() not in _headings():
            continue
        following = list(heading.itersiblings())
        if following and all(one.tag in ("ol", "ul", "p", "dl", "div", "hr", "br") for one in following):
            lists = [one for one in following if one.tag in ("ol", "ul", "dl")]
            for one in lists or _works(following):
                one.set("role", ROLE)


def _works(following: list[HtmlElement]) -> list[HtmlElement]:
    """The paragraphs below a heading that are works, as science lists them: each has a year, or most of them."""
    told = [one for one in following if one.tag in ("p", "div") and words(one)]
    dated = [one for one in told if len(text := words(one)) <= LONGEST_WORK and _DATED.search(text)]
    return told if len(dated) > 1 and len(dated) >= 0.7 * len(told) else []


LONGEST_WORK = 500
"""Characters of a work in a list of them."""
_DATED = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)[a-z]?\b|\bdoi\b|https?://", re.IGNORECASE)


@cache
def _headings() -> frozenset[str]:
    return frozenset(one for tag in having("notes") for one in table(tag, "notes").get("headings", ()))
