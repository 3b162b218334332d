"""A mail (`.eml`): a newsletter as it was sent. Subject, sender and date are the article's title, author and date.

The HTML of it is read where there is one, else its plain text. Encrypted mails are refused.
"""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesParser
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from articast.errors import SourceError
from articast.model import Known
from articast.sources.formats._html import inside, page, parsed, plain, serialised
from articast.sources.markup import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from articast.sources.formats import File, Found

NAME = "a mail (.eml)"
SUFFIXES = (".eml",)
ATTACHED = True

_HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|antw|tr|rif|rv|sv|vs|odp)\s*:\s*)+", re.IGNORECASE)
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def sniff(file: File) -> bool:
    """By its name, and by the lines that every mail begins with."""
    return file.name.endswith(".eml") and _HEADER.match(file.body.replace(b"\r\n", b"\n")[: 256 * 1024]) is not None


def read(file: File) -> Iterator[Found]:
    """The mail's text.

    Raises:
        SourceError: it is encrypted, or has no text.
    """
    try:
        message: Any = BytesParser(policy=policy.default).parsebytes(file.body)
        sealed = message.get_content_type() in _SEALED
        title, known = _known(message)
        part = message.get_body(("html",)) or message.get_body(("plain",))
        text = _text(part) if part is not None else ""
    except Exception as error:  # the parser meets what no mail is: parts in parts without end, heads that are none
        raise SourceError(f"{file.source}: the mail is broken: {type(error).__name__}") from error
    if sealed:
        raise SourceError(f"{file.source}: the mail is encrypted; save it decrypted")
    if part is None or not text.strip():
        raise SourceError(f"{file.source}: the mail has no text")
    if part.get_content_type() == "text/plain":
        yield file.document(text.replace("\r\n", "\n").partition("\n-- \n")[0], known, "text/plain")
        return
    if not plain(text):
        raise SourceError(f"{file.source}: the mail has no text but pictures")
    root = parsed(text.encode("utf-8", "ignore"), "utf-8", file.source)
    found = root.find("body")
    yield file.document(page(title, inside(found) if found is not None else serialised([root])), known, whole=False)


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an encoding that there is not
        found = part.get_payload(decode=True)
        return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""


def _known(message: Any) -> tuple[str, Known]:
    def header(name: str) -> str:
        return " ".join(str(message.get(name) or "").encode("utf-8", "ignore").decode().split())

    title = _REPLY.sub("", header("Subject"))
    name = parseaddr(header("From"))[0]
    language = header("Content-Language").partition(",")[0].strip()
    return title, Known(
        title=title,
        authors=(name,) if name and "@" not in name else (),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "",
        published=moment(header("Date")),
    )
