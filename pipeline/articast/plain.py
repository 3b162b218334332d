"""Plain text and addresses fit to leave the house: for XML, ID3 and subtitles alike."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; white space is kept and collapsed below
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates: they leak into what stands beside
    "\ufdd0-\ufdef\ufffe\uffff\ufeff\U0001fffe\U0001ffff"  # noncharacters and the byte order mark
    "\ud800-\udfff]"  # lone surrogates: no encoding has them
)
_SPACE = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029 ]+")
ELLIPSIS = "…"

_LETS_IN = r"(?:token|key|sig|signature|secret|password|passwd|passphrase|pwd|pass|auth|credentials?|jwt|session|sid)"
"""How the name of an address's parameter ends whose value lets somebody in: `access_token`, `X-Amz-Signature`."""
_SECRET = re.compile(rf"([?&;#][^=&;#\s]*?{_LETS_IN})=[^&;#\s\"'<>]*", re.IGNORECASE)
_NAMED = re.compile(rf".*{_LETS_IN}", re.IGNORECASE | re.DOTALL)
_USER = re.compile(r"(?<=://)(?:[^\s/?#@:\"'<>]*:(?!\d{1,5}/)[^\s@\"'<>]*@)?(?:[^\s/?#\"'<>]*@)?")
"""User and password of an address. A password may wrongly hold a slash; a port and a path with an @ are none."""
_SCHEME = re.compile(r"\b(Basic|Bearer)\s+(?=\S*[0-9=]|\S{20})[A-Za-z0-9._~+/=-]{8,}")


def line(text: str) -> str:
    """`text` on one line, without what XML forbids or what turns its surroundings around; no-break spaces stay."""
    if text.isprintable() and "  " not in text:  # most are: three times as fast
        return text.strip(" ")
    return fit(text).strip(" ")


def fit(text: str) -> str:
    """Like `line`, of a stretch of a text: a space at its ends stays."""
    return _SPACE.sub(" ", _UNFIT.sub("", text))


def size(text: str) -> int:
    """Bytes in UTF-8: what Apple's limits count."""
    return len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` bytes of UTF-8; shorter text comes back as it is.

    It is cut at a sentence's end (past half of the limit, so that little is lost), else at a word's, else anywhere;
    with an ellipsis where it breaks off within a sentence.
    """
    if size(text) <= limit:
        return text
    room = max(0, limit - size(ELLIPSIS))
    head = text.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore")
    while head and unicodedata.combining(text[len(head)]):
        head = head[:-1]
    ends = [match.end() for match in re.finditer(r"[.!?。！？]['\"»”’)\]]*(?=\s)", head)]
    if ends and ends[-1] > len(head) // 2:
        return head[: ends[-1]]
    space = -1 if text[len(head) : len(head) + 1].isspace() else head.rfind(" ")
    return (head[:space] if space > 0 else head).rstrip(" ,;:–—-") + (ELLIPSIS if limit >= size(ELLIPSIS) else "")


def markup(text: str, limit: int) -> str:
    """`text` as HTML in at most `limit` bytes of UTF-8, cut as by `cut`."""
    made = cut(text, limit)
    while size(html.escape(made, quote=False)) > limit:
        made = cut(made, size(made) * 3 // 4)
    return html.escape(made, quote=False)


@lru_cache(maxsize=256)
def web(address: str) -> str:
    """An address of the web as ASCII, with its path and query as they were; empty where it is none."""
    try:
        parts = urlsplit(line(address))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
        rest = (quote(part, safe="/%:?@!$&'()*+,;=~[]") for part in (parts.path, parts.query, parts.fragment))
        return urlunsplit((parts.scheme, _host(parts.netloc), *rest))
    except ValueError:  # a port or host that cannot be
        return ""


def redacted(text: str) -> str:
    """A message, log line or address fit to be read by anybody: without users, passwords, tokens, keys, signatures.

    What stands before the `@` of an address goes; the values of parameters that let somebody in become `…`; so do the
    credentials of HTTP headers. The rest stays, so that the publisher knows which address is meant. Again, it is the
    same.
    """
    if "://" not in text and "=" not in text and not _SCHEME.search(text):
        return text
    shown = _SECRET.sub(rf"\1={ELLIPSIS}", _USER.sub("", text))
    return _SCHEME.sub(rf"\1 {ELLIPSIS}", shown)


def without_secrets(url: str) -> str:
    """An address without user and password, and without the parameters that let somebody in: the same for everybody."""
    bare = _USER.sub("", url, count=1)
    if "?" not in bare:
        return bare
    start, _, rest = bare.partition("?")
    query, hash_, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if not _NAMED.fullmatch(unquote_plus(part.partition("=")[0]))]
    return start + ("?" + "&".join(kept) if kept else "") + hash_ + fragment


def _host(netloc: str) -> str:
    name, colon, port = netloc.partition(":")
    return (name.lower() if name.isascii() else name.encode("idna").decode("ascii")) + colon + port
