"""An item: one episode in a feed."""

from __future__ import annotations

import html
from itertools import accumulate
from typing import TYPE_CHECKING

from feedgen.entry import FeedEntry
from lxml import etree

from articast import languages, plain
from articast.publishing.feed import address, namespace
from articast.publishing.feed.extension import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from articast.model import Chapter, Episode, Show

TITLE = 255
"""Bytes of a title: Apple's limit."""
DESCRIPTION = 4000
"""Bytes of a description: Apple's limit."""
END = "</item>\n"
TAGS = 20
"""Of an article that a feed names: more are a system's own, and no reader's."""
LISTED = 3
"""Chapters that Apple and Spotify need to see a time list in a description."""


def render(show: Show, episode: Episode, published: datetime, number: int = 0) -> str:
    """An `<item>` as text, without the namespaces that its feed declares.

    `published` is its date, as `address.appeared` says; `number` is its place in its season or show (0: none).
    """
    entry = FeedEntry()
    entry.title(title(episode))
    entry.link(href=address.page(show, episode))
    outline = episode.outline
    described, content = describe(show, episode, outline)
    entry.description(described)
    entry.guid(episode.guid, permalink=False)
    entry.enclosure(address.audio(show, episode.audio), str(episode.bytes), "audio/mpeg")
    more = (
        Element("pubDate", address.date(published)),
        *_itunes(show, episode, number),
        *namespace.item(show, episode, outline, number),
        *_chapters(show, episode, outline),
    )
    return _written(entry, content, more)


def title(episode: Episode) -> str:
    """The episode's title within Apple's limit; never empty."""
    return plain.cut(plain.line(episode.title) or episode.slug, TITLE)


def describe(show: Show, episode: Episode, outline: Sequence[Chapter]) -> tuple[str, str]:
    """(description, content): the show notes with the time list and the disclosure, the former within Apple's limit.

    Notes over the limit are in the content alone, and the description is the summary.
    """
    words = languages.phrases(episode.language, "feed")
    summary = plain.line(episode.lead or episode.summary) or title(episode)
    disclosure = f"<p>{html.escape(words['disclosure'], quote=False)}</p>" if show.disclose else ""
    lead = f"<p>{plain.markup(summary, DESCRIPTION // 2)}</p>"
    notes = episode.notes or lead
    if disclosure and disclosure not in notes:
        notes += f"\n{disclosure}"
    listed = notes + time_list(outline, str(words["chapters"]))
    if plain.size(listed) <= DESCRIPTION:
        return listed, listed
    if plain.size(notes) <= DESCRIPTION:
        return notes, listed
    return f"{lead}\n{disclosure}".strip(), listed


def time_list(chapters: Sequence[Chapter], heading: str) -> str:
    """Chapters as lines that Apple's and Spotify's apps turn into links; empty where there are too few."""
    rows, last = [], -1
    for chapter in chapters:
        second = int(chapter.start)
        if second > last:
            rows.append(f"{_clock(second)} {html.escape(plain.line(chapter.title), quote=False)}")
            last = second
    if len(rows) < LISTED:
        return ""
    return f"\n<p><strong>{html.escape(heading, quote=False)}</strong></p>\n<p>{'<br>'.join(rows)}</p>"


def _itunes(show: Show, episode: Episode, number: int) -> Iterator[Element]:
    yield Element("itunes:duration", str(max(1, round(episode.seconds))))
    said = episode.listing
    explicit = show.explicit if said.explicit is None else said.explicit
    yield Element("itunes:explicit", str(explicit).lower())
    yield Element("itunes:episodeType", said.kind)
    if said.season:
        yield Element("itunes:season", str(said.season))
    if number:
        yield Element("itunes:episode", str(number))
    if said.block:
        yield Element("itunes:block", "Yes")
    authors = plain.cut(", ".join(filter(None, map(plain.line, episode.authors))), TITLE)
    if authors:
        yield Element("itunes:author", authors)
    if episode.cover:
        yield Element("itunes:image", "", {"href": address.url(show, episode.cover)})
    tags = [word for tag in episode.tags if (word := plain.line(tag))][:TAGS]
    yield from (Element("category", tag) for tag in tags)
    ends = accumulate(plain.size(tag) + len(", ") for tag in tags)
    if words := ", ".join(tag for tag, end in zip(tags, ends, strict=True) if end - len(", ") <= TITLE):
        yield Element("itunes:keywords", words)


def _chapters(show: Show, episode: Episode, outline: Sequence[Chapter]) -> Iterator[Element]:
    """The address of the namespace's chapters, and Podlove's simple ones."""
    if not outline:
        return
    where = address.url(show, f"{episode.folder}/chapters.json")
    yield Element("podcast:chapters", "", {"url": where, "type": "application/json+chapters"})
    rows, base = [], address.url(show)
    for chapter in outline:
        seconds, rest = divmod(round(chapter.start * 1000), 1000)
        start = f"{_clock(seconds)}.{rest:03d}"
        href = plain.web(chapter.url) or base + episode.moment(chapter.start)
        rows.append(Element("psc:chapter", "", {"start": start, "title": plain.line(chapter.title), "href": href}))
    yield Element("psc:chapters", "", {"version": "1.2"}, tuple(rows))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _written(entry: FeedEntry, content: str, more: Sequence[Element]) -> str:
    """The item of feedgen, and what it does not know or would declare the namespace of again in each item."""
    item: str = etree.tostring(entry.rss_entry(), encoding="unicode", pretty_print=True)
    cdata = content.replace("]]>", "]]&gt;")
    rest = "".join([f"  {element.markup()}\n" for element in more])
    return f"{item.removesuffix(END)}  <content:encoded><![CDATA[{cdata}]]></content:encoded>\n{rest}{END}"
