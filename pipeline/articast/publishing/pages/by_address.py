"""`by-address/`: from the address of a page to its episode, so that one line in a theme serves every article.

The player asks for one small file. Its name is the first digits of a hash of the address, its rows are addresses as
they are compared and the episodes' folders. `assets/player/address.js` reads it by the same rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Edition

FOLDER = "by-address"

MOST = 200
"""Rows in a file of two digits, some 20 kB: what has more goes to files of four (a million articles: 15 rows each)."""

_INDEX = re.compile(r"/index\.(html?|php)$")
_KEPT = "/:@!$&()*+,;=~-._|[]"
"""What browsers leave as it is in a path or query, beside letters and digits."""
_PORTS = {"http": 80, "https": 443}


def files(edition: Edition) -> dict[str, dict[str, str]]:
    """Path of each file, and its rows. Of two episodes of one address the newer one is found."""
    shards: defaultdict[str, dict[str, str]] = defaultdict(dict)
    episodes = [one for _, published in edition.shows for one in published if one.url]
    for one in sorted(episodes, key=lambda one: (one.published, one.slug)):
        name = plain(one.url or "")
        if name:
            shards[digits(name)][name] = one.page
    made: dict[str, dict[str, str]] = {}
    for shard in sorted({name[:2] for name in shards}):
        deep = {name: shards[name] for name in sorted(shards) if name.startswith(shard)}
        made.update(_filed(shard, deep))
    return made


def _filed(shard: str, deep: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    if sum(map(len, deep.values())) <= MOST:
        rows = {name: page for rows in deep.values() for name, page in rows.items()}
        return {f"{FOLDER}/{shard}.json": dict(sorted(rows.items()))}
    below = {f"{FOLDER}/{name}.json": dict(sorted(rows.items())) for name, rows in deep.items()}
    return {f"{FOLDER}/{shard}.json": {"": "4"}, **below}


def plain(address: str) -> str:
    """An address as it is compared: without scheme, `www.`, fragment, last slash, `index.html`; empty of no web page.

    A query that the publisher's canonical address has is part of it (`/?p=12`); that of a visit is not, since the
    player asks again without it.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in _PORTS or not host:
        return ""
    try:
        path = normalize("NFC", unquote(parts.path, errors="strict"))
    except UnicodeDecodeError:
        path = quote(parts.path, safe=_KEPT + "%")
    path = _INDEX.sub("/", path).rstrip("/")
    at = f":{port}" if port and port != _PORTS[parts.scheme.lower()] else ""
    query = f"?{quote(parts.query, safe=_KEPT + '%?')}" if parts.query else ""
    return f"{host.removeprefix('www.')}{at}{path}{query}"


def digits(name: str) -> str:
    """The first four hex digits of an address's digest."""
    return digest(name)[:4]


def digest(name: str) -> str:
    """Eight hex digits of FNV-1a (32 bits): small enough to be computed in any browser, http or https."""
    value = 0x811C9DC5
    for byte in name.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"
