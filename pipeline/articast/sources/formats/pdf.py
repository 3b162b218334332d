"""A PDF with text in it, by pdfminer.six (the extra `pdf`): paragraphs in reading order, columns one after the other.

Running heads, page numbers and rotated text are left out; small text at a page's foot that begins with a mark is a
note. Refused: scans (pictures of pages), those with a password or that forbid to take text out, and those whose letters
nobody can tell.
"""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.model import Known
from articast.sources.formats import _paragraphs as paragraphs
from articast.sources.formats import needs
from articast.sources.formats._html import heading
from articast.sources.formats._paragraphs import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a PDF with text"
SUFFIXES = (".pdf",)
ATTACHED = True

PAGES = 2_000
"""That are read of one file."""
_SPARSE = 25
"""Letters a page below which it is a picture of a page."""
_NOBODY = re.compile(r"user|author|admin|office|microsoft|windows|owner|unknown|\d|[\\/@]", re.IGNORECASE)
_UNTITLED = re.compile(r"untitled|^microsoft word|\.\w{2,4}$|^\W*$|^document\d*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    title: str = ""
    author: str = ""
    language: str = ""


def sniff(file: File) -> bool:
    """By how it begins."""
    return file.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-")


def read(file: File) -> Iterator[Found]:
    """The document as a page.

    Raises:
        SourceError: pdfminer.six is not installed; or it is a scan, locked, broken.
    """
    told, pages = _pages(file)
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters < _SPARSE * max(1, len(pages)):
        raise SourceError(f"{file.source}: is a scan, pictures of pages without text; run it through OCR first")
    unknown = sum(line.text.count("(cid:") for lines in pages for line in lines)
    if unknown * 5 > letters / 20:
        raise SourceError(f"{file.source}: its letters have no meaning that a machine can tell; export it anew")
    found = paragraphs.made(pages)
    titled = any(one.kind == "h1" for one in found)
    notes = [one for one in found if one.kind == "note"]
    body = "\n".join(f"<{one.kind}>{one.markup}</{one.kind}>" for one in found if one.kind != "note")
    if notes:
        listed = "".join(f"<li>{one.markup}</li>" for one in notes)
        body += f'\n<section role="doc-endnotes"><ol>{listed}</ol></section>'
    known = Known(authors=(told.author,) if told.author else (), language=told.language)
    yield file.document(body if titled else heading(told.title or file.stem) + body, known)


def _pages(file: File) -> tuple[_Told, list[list[Line]]]:
    """What its properties say, and the lines of each page in reading order."""
    try:
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
    except ImportError as error:
        raise needs("pdfminer.six", "pdf", f"{file.source}: a PDF") from error
    try:
        document = PDFDocument(PDFParser(io.BytesIO(file.body)))
    except PDFPasswordIncorrect as error:
        raise SourceError(f"{file.source}: is protected by a password; save it without one") from error
    except Exception as error:  # pdfminer raises what its parts do
        raise SourceError(f"{file.source}: the PDF is broken or cut off: {type(error).__name__}") from error
    if not document.is_extractable:
        raise SourceError(f"{file.source}: forbids to take its text out; save it without that lock")
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[list[Line]] = []
    try:
        for number, one in enumerate(PDFPage.create_pages(document)):
            if number == PAGES:
                break
            interpreter.process_page(one)
            pages.append(list(_lines(device.get_result())))
    except Exception as error:  # as above
        raise SourceError(
            f"{file.source}: page {len(pages) + 1} of the PDF is broken: {type(error).__name__}"
        ) from error
    if len(pages) == PAGES:
        raise SourceError(f"{file.source}: has {PAGES:,} pages or more; take it apart")
    return _told(document), pages


def _told(document: Any) -> _Told:
    info: dict[str, Any] = document.info[0] if document.info and isinstance(document.info[0], dict) else {}
    title, author = _string(info.get("Title")), _string(info.get("Author"))
    language = _string(dict(document.catalog).get("Lang"))
    return _Told(
        "" if _UNTITLED.search(title) else title,
        author if " " in author and not _NOBODY.search(author) else "",
        language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "",
    )


def _string(value: Any) -> str:
    if not isinstance(value, bytes):
        return ""
    text = value.decode("utf-16", "replace") if value[:2] in {b"\xfe\xff", b"\xff\xfe"} else value.decode("latin-1")
    return " ".join(text.replace("\0", "").split())


def _lines(layout: Any) -> Iterator[Line]:
    """A page's lines, in the order in which pdfminer lays its boxes."""
    from pdfminer.layout import LTChar, LTTextBox

    height = max(1.0, float(layout.height))
    for box in (one for one in layout if isinstance(one, LTTextBox)):
        for line in box:
            letters = [one for one in line if isinstance(one, LTChar) and one.get_text().strip()]
            if not letters or sum(one.upright for one in letters) * 2 < len(letters):
                continue
            size = Counter(round(one.size * 2) / 2 for one in letters).most_common(1)[0][0]
            bold = sum("bold" in str(one.fontname).lower() for one in letters) * 2 > len(letters)
            text, markup = _text(line, size)
            if text:
                yield Line(
                    text=text,
                    markup=markup,
                    size=size,
                    bold=bold,
                    left=float(line.x0),
                    right=float(line.x1),
                    top=height - float(line.y1),
                    share=1 - float(line.y1) / height,
                )


def _text(line: Any, size: float) -> tuple[str, str]:
    """A line's text, and as HTML with raised small digits as marks of notes."""
    from pdfminer.layout import LTChar

    text, markup, raised = "", "", ""
    base = min((one.y0 for one in line if isinstance(one, LTChar) and one.size >= size * 0.9), default=0.0)
    for one in line:
        char = _LIGATURES.get(one.get_text(), one.get_text()).replace("\n", " ")
        is_mark = isinstance(one, LTChar) and one.size <= size * 0.85 and one.y0 > base + size * 0.15 and char.isdigit()
        if is_mark:
            raised += char
            continue
        if raised:
            markup, raised = f"{markup}<sup>{raised}</sup>", ""
        text, markup = text + char, markup + html.escape(char, quote=False)
    markup += f"<sup>{raised}</sup>" if raised else ""
    return " ".join(text.split()), " ".join(markup.split())


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " "}
