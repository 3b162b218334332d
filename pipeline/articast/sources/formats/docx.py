"""A Word document (`.docx`): its text, headings, lists, tables, links and notes, by mammoth.

Left out: comments, tracked deletions, headers and footers, pictures (their alternative text stays). Author and dates
of the file's properties are the computer's more often than the article's: only the author is taken, where it is a
name. One with a password is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.model import Known
from articast.sources.archives import IN, START, Archive, opened
from articast.sources.formats._html import headed, heading, plain, words
from articast.sources.markup import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a Word document (.docx)"
SUFFIXES = (".docx", ".docm", ".doc")
ATTACHED = True

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files and those with a password begin with."""
_NOBODY = re.compile(r"user|author|admin|office|python|microsoft|windows|owner|unknown|docx|\d", re.IGNORECASE)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
br[type='page'] =>
"""


def sniff(file: File) -> bool:
    """By its name and how it begins; without a name that says anything, by what is in it."""
    nameless = "." not in file.name and b"word/document.xml" in file.body
    return (file.name.endswith(SUFFIXES) or nameless) and file.body.startswith((START, _OLE))


def read(file: File) -> Iterator[Found]:
    """The document as a page.

    Raises:
        SourceError: it has a password, is an old `.doc`, broken, or has no text.
    """
    if file.body.startswith(_OLE):
        old = "is protected by a password" if "EncryptedPackage".encode("utf-16-le") in file.body else "is an old .doc"
        raise SourceError(f"{file.source}: {old}; save it as .docx without a password")
    archive = opened(file.body, file.source, file.limit)
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in (archive.read(name) or b""):
            raise SourceError(f"{file.source}: {name} in it declares a document type, which no Word document does")
    markup = _converted(file)
    if not plain(markup):
        raise SourceError(f"{file.source}: there is no text in the document")
    title, known = _known(archive)
    known = known if file.url else replace(known, image=_first_picture(archive))
    yield file.document(markup if "<h1" in markup else heading(title or file.stem) + markup, known)


def _converted(file: File) -> str:
    import mammoth

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(file.body), style_map=_STYLES, convert_image=mammoth.images.img_element(_picture)
        )
    except Exception as error:  # mammoth says nothing of what it raises at a broken document
        raise SourceError(f"{file.source}: is no Word document that can be read: {error}") from error
    return headed(str(made.value))


def _picture(image: Any) -> dict[str, str]:  # noqa: ARG001  mammoth adds the alternative text itself
    return {"src": ""}


_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_MEDIA = re.compile(r"\.(?:jpe?g|png|webp|gif|tiff?)$", re.IGNORECASE)


def _first_picture(archive: Archive) -> str:
    """Where in the file its first picture lies, as `Known.image`; empty where there is none."""
    body, related = archive.read("word/document.xml"), archive.read("word/_rels/document.xml.rels")
    if body is None or related is None:
        return ""
    targets = {str(one.get("Id")): str(one.get("Target")) for one in tree(related, None, archive.source)}
    for one in tree(body, None, archive.source).iter("{*}blip"):
        path = posixpath.normpath(posixpath.join("word", targets.get(str(one.get(_EMBED)), ""))).lstrip("/")
        if _MEDIA.search(path) and path in archive.names:
            return f"{IN}{path}"
    return ""


def _known(archive: Archive) -> tuple[str, Known]:
    """Title and what else the properties say."""
    body = archive.read("docProps/core.xml")
    if body is None:
        return "", Known()
    root = tree(body, None, archive.source)
    said = {child.tag.rpartition("}")[2]: words(child) for child in root if isinstance(child.tag, str)}
    author = said.get("creator", "")
    person = " " in author and not _NOBODY.search(author)
    tags = re.split(r"\s*[,;]\s*", said.get("keywords", ""))
    return said.get("title", ""), Known(
        authors=(author,) if person else (),
        summary=said.get("description", "") if "python-docx" not in said.get("description", "") else "",
        tags=tuple(tag for tag in tags if tag),
    )
