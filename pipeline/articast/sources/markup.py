"""XML of strangers, read safely: no entity of its own, nothing fetched, broken documents as far as they go."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.entities import name2codepoint
from typing import Any
from urllib.parse import urljoin

from articast.errors import SourceError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*+\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_OWN_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*+\[|<!ENTITY", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,9});")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST = 50_000
"""Entries of one feed or sitemap that are read: what the sitemap protocol allows."""

_NUMBERED = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,8});", re.IGNORECASE)
_NAMESPACE = re.compile(r"""\bxmlns[\w:.-]*+\s*+=\s*+["'][^"'<>]*+""")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def tree(body: bytes, charset: str | None, name: str) -> Any:
    """The root element (lxml) of an XML document, namespaces kept.

    HTML's named entities, which feeds use without declaring them, are their characters.

    Raises:
        SourceError: it declares entities of its own (they can grow without end or name files), or nothing in it is XML.
    """
    from lxml import etree

    text = _DECLARATION.sub("", decoded(body, charset), count=1)
    first = _ELEMENT.search(text)
    if _OWN_ENTITIES.search(text, 0, first.start() if first else len(text)):
        raise SourceError(f"{name}: its XML declares entities of its own, which no feed or sitemap needs; not read")
    text = _FORBIDDEN.sub("", _NAMED.sub(_character, text))
    for namespace in _NAMESPACE.finditer(text):
        if any(not _allowed(reference) for reference in _NUMBERED.finditer(namespace[0])):
            raise SourceError(f"{name}: its XML is broken: a namespace has a character that there is not")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_NUMBERED.sub(_allowed, text).strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: its XML is broken: {error.msg}") from error
    if root is None:
        raise SourceError(f"{name}: there is no XML in it")
    return root


def _allowed(reference: re.Match[str]) -> str:
    """A numeric reference, if it is to a character that XML may hold: libxml2 puts others into names as they are."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return "" if number > 0x10FFFF or _FORBIDDEN.match(chr(number)) else reference[0]


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return chr(name2codepoint[name]) if name in name2codepoint and name not in _XML else entity[0]


def decoded(body: bytes, charset: str | None) -> str:
    """The text of an XML document: by its byte order mark, HTTP's charset, its declaration; else UTF-8 or Windows'."""
    declared = _ENCODING.match(body)
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    by_mark = next((encoding for mark, encoding in marks if body.startswith(mark)), None)
    for encoding in (by_mark, charset, declared[1].decode("ascii") if declared else None, "utf-8"):
        try:
            if encoding:
                return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def inflated(body: bytes, limit: int, name: str) -> bytes:
    """The body, unpacked where it is gzip.

    Raises:
        SourceError: it unpacks to more than `limit` bytes, or is broken.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    found, rest = b"", body
    try:
        while rest.startswith(b"\x1f\x8b") and len(found) <= limit:  # a gzip may be several, one after the other
            unpack = zlib.decompressobj(wbits=31)
            found += unpack.decompress(rest, limit + 1 - len(found))
            if not unpack.eof and len(found) <= limit:
                raise SourceError(f"{name}: its gzip ends in the middle; get it again")
            rest = unpack.unused_data
    except zlib.error as error:
        raise SourceError(f"{name}: its gzip is broken: {error}") from error
    if len(found) > limit:
        raise SourceError(f"{name}: unpacks to over {limit / 2**20:g} MB; raise max_bytes under [fetch]")
    return found


def joined(base: str, address: str) -> str:
    """The absolute URL; empty where the address is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def moment(text: str) -> datetime | None:
    """A date of RFC 822 or ISO 8601, aware (UTC where no zone is given); None where it is none."""
    text = " ".join(text.split())[:64]
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)  # year 1 east of Greenwich has none
    except (ValueError, OverflowError):
        return None
    return found if 1970 <= found.year < 2200 else None
