"""`sitemap.xml`: the pages that live here; of a large archive an index of parts, of which a new episode changes one."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from markupsafe import escape

from articast.publishing.pages import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.model import Edition, Episode, Show

PART = 10_000
"""Pages in a part: about 2 MB, 100 kB of it packed. Search engines take 50,000 and 50 MB (sitemaps.org)."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def files(edition: Edition, part: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file; `sitemap.xml` is the last, since it names the others.

    Pages of articles that live at the publisher's are not in it: a sitemap that lists what points elsewhere
    contradicts itself. They belong in the publisher's own.

    Args:
        edition: what is published.
        part: pages of articles that one file has; where there are more, the oldest are in the first.
    """
    here = [(one, its) for its, episodes in edition.shows for one in episodes if not one.url]
    if len(here) <= part:
        yield "sitemap.xml", _whole([*_fronts(edition, alone=False)])
        return
    here.sort(key=lambda one: (one[0].published, one[0].guid))
    show = edition.shows[0][0]
    index = []
    for number, first in enumerate(range(0, len(here), part), 1):
        last = first + part >= len(here)
        pages = [_page(its, one) for one, its in here[first : first + part]]
        name = f"sitemap-{number}.xml.gz"
        yield name, gzip.compress(_whole([*_fronts(edition, alone=True), *pages] if last else pages), mtime=0)
        changed = max(one.modified for one, _ in here[first : first + part]).date().isoformat()
        index.append(f"<sitemap><loc>{escape(places.absolute(show, name))}</loc><lastmod>{changed}</lastmod></sitemap>")
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{chr(10).join(index)}\n</sitemapindex>\n".encode()


def _fronts(edition: Edition, *, alone: bool) -> Iterator[str]:
    """The home page and the shows', each with its articles' unless they are to stand alone."""
    for its, _ in edition.shows[:1]:
        yield _entry(places.absolute(its, ""))
    for its, episodes in edition.shows:
        changed = max((episode.modified for episode in episodes), default=None)
        yield _entry(places.absolute(its, f"{its.folder}/"), changed.date().isoformat() if changed else "")
        if not alone:
            yield from (_page(its, one) for one in episodes if not one.url)


def _page(its: Show, episode: Episode) -> str:
    others = {other.language: places.absolute(its, other.url) for other in episode.translations}
    page = places.absolute(its, episode.page)
    group = sorted({**others, episode.language: page}.items()) if others else []
    return _entry(page, episode.modified.date().isoformat(), group)


def _whole(entries: Sequence[str]) -> bytes:
    space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {space}>\n{''.join(entries)}</urlset>\n".encode()


def _entry(url: str, changed: str = "", group: Sequence[tuple[str, str]] = ()) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(address)}"/>' for tag, address in group
    )
    return f"<url><loc>{escape(url)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}{links}</url>\n"
