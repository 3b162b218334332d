"""A feed's channel: what is said of the show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from feedgen.feed import FeedGenerator

from articast import languages, plain
from articast.publishing.feed import address, namespace
from articast.publishing.feed.extension import ChannelExtension, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from articast.model import Show

TITLE = 255
"""Bytes of a title: Apple's limit."""
DESCRIPTION = 4000
"""Bytes of a description: Apple's limit."""
_ENDED = re.compile(r"[.!?…:;。！？؟।][\s\"'”’»)\]]*$")
"""A text that another sentence may follow: a title, or a description of a few words, has no stop of its own."""


Kind = Literal["complete", "archive", "recent", "part"]
"""What a page holds: the whole show, an archive page, the newest alone (no directory is to take it for the show), or
one of several."""
_HISTORY = frozenset({"complete", "archive"})
"""Kinds that RFC 5005 has an element for."""


def render(
    show: Show,
    changed: datetime | None,
    links: Sequence[tuple[str, str]],
    kind: Kind,
    *,
    chapters: bool,
    trailers: Sequence[Element] = (),
) -> tuple[str, str]:
    """The feed's text before its items and after them.

    `changed` is of the newest item, None where there is none; `links` are (rel, URL) of the Atom links; `kind` is what
    it holds (RFC 5005); `trailers` are elements of `namespace`; `chapters` says that an item has some: namespaces are
    declared where they are used, since the W3C's validator warns of those that it does not know.
    """
    feed = FeedGenerator()
    feed.register_extension("articast", ChannelExtension, None, atom=False)
    feed.articast.unused = {prefix for prefix, used in (("fh", kind in _HISTORY), ("psc", chapters)) if not used}
    title = plain.cut(plain.line(show.title), TITLE)
    link = plain.web(show.link) or address.url(show, f"{show.folder}/")
    feed.title(title)
    feed.link(href=link, rel="alternate")
    feed.description(describe(show))
    feed.language(show.language)
    feed.generator("Articast")
    feed.docs("")
    feed.copyright(plain.line(show.copyright) or None)
    if show.cover:
        feed.image(url=address.url(show, show.cover), title=title, link=link)
    # feedgen would write this date through the process's locale, which is not safe beside other threads: we write it.
    vars(feed)["_FeedGenerator__rss_lastBuildDate"] = None
    if changed:
        feed.articast.elements.append(Element("lastBuildDate", address.date(changed)))
    feed.articast.elements += [
        *(Element("atom:link", "", _link(rel, href)) for rel, href in links),
        *([Element(f"fh:{kind}")] if kind in _HISTORY else []),
        *([Element("itunes:block", "Yes")] if kind == "recent" or show.block else []),
        *_itunes(show),
        *namespace.channel(show),
        *trailers,
    ]
    text = feed.rss_str(pretty=True, encoding="utf-8", xml_declaration=False).decode("utf-8")
    head, tail = re.split(r"(?=  </channel>)", f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', maxsplit=1)
    return head, tail


def describe(show: Show) -> str:
    """The show's description, with the disclosure, within Apple's limit."""
    disclosure = str(languages.phrases(show.language, "feed")["disclosure_show"]) if show.disclose else ""
    own = plain.line(show.description) or plain.line(show.title)
    if not disclosure or disclosure in own:
        return plain.cut(own, DESCRIPTION)
    own = plain.cut(own, DESCRIPTION - plain.size(disclosure) - len(". "))
    return f"{own}{'' if _ENDED.search(own) else '.'} {disclosure}"


def _link(rel: str, href: str) -> dict[str, str]:
    return {"rel": rel, "href": href} | ({} if rel == "hub" else {"type": "application/rss+xml"})


def _itunes(show: Show) -> Iterator[Element]:
    author = plain.cut(plain.line(show.author), TITLE)
    if author:
        yield Element("itunes:author", author)
    yield Element("itunes:type", show.type)
    yield Element("itunes:explicit", str(show.explicit).lower())
    first, *subs = show.category
    nested = tuple(Element("itunes:category", "", {"text": sub}) for sub in subs)
    yield Element("itunes:category", "", {"text": first}, nested)
    if show.cover:
        yield Element("itunes:image", "", {"href": address.url(show, show.cover)})
    if show.owner_email:
        name = (Element("itunes:name", author),) if author else ()
        yield Element("itunes:owner", "", {}, (*name, Element("itunes:email", plain.line(show.owner_email))))
    if moved := plain.web(show.new_feed_url):
        yield Element("itunes:new-feed-url", moved)
