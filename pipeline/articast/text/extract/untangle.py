"""Sets a page's tree right before anything looks for its article: words are parted and joined as a reader sees them.

Buttons that are words of a sentence stay, embedded posts are told whose they are, other articles of an endless page go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from articast.languages import table
from articast.text import furniture
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

POST = "data-articast-post"
"""Attribute of the paragraphs that an embedded post became."""

Taken = tuple[str, str]
"""Why, and the words."""

WORD = 60
"""Characters of a button that is a word of a sentence."""

BESIDE = 15
"""Letters of a paragraph around a button that make it one of its words."""

ALIKE = 3
"""Paragraphs of an article after which another one may follow."""

_POSTS = (
    *("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"),
    *("threads-embed", "text-post-media", "fb-post", "reddit-embed-bq", "reddit-card", "linkedin-embed", "vk-post"),
)
_HANDLE = re.compile(r"\(?\s?@[\w.@-]+\s?\)?")
_SHARED = re.compile(r"(?:https?://\S+|\b(?:pic\.twitter|t\.co|youtu\.be|bit\.ly)\S*)", re.IGNORECASE)
_SHARED_BY = re.compile(
    r"^(?:a post shared by|ein beitrag geteilt von|une publication partagée par|post by)\s+", re.IGNORECASE
)
_DASH = re.compile(r"^\s*[—–―-]+\s*")


def untangle(body: HtmlElement, title: str, language: str) -> list[Taken]:
    """Changes the tree under `body`; returns what that took out, in order.

    Args:
        body: The page's body.
        title: The headline, by which its article is known among others.
        language: BCP 47 tag: what is said of an embedded post is said in it.
    """
    taken = list(_others(body, title))
    taken += _posts(body, language)
    taken += _sounds(body)
    taken += _labels(body)
    taken += _times(body)
    _words(body)
    _quotes(body)
    _links(body)
    _captions(body)
    _turns(body)
    _tabs(body)
    return taken


def _out(element: HtmlElement, why: str) -> Iterator[Taken]:
    text = " ".join(" ".join(element.itertext()).split())
    if element.getparent() is not None:
        element.drop_tree()
    if text:
        yield why, text


def _others(body: HtmlElement, title: str) -> Iterator[Taken]:
    """The articles that an endless page loads after the one that was asked for."""
    articles = list(body.iter("article"))
    if len(articles) < 2 or not title:
        return
    own = next(
        (one for one in articles if any(key("".join(h.itertext())) == key(title) for h in one.iter("h1", "h2"))), None
    )
    if own is None or sum(1 for one in own.iter("p") if len("".join(one.itertext())) > WORD) < ALIKE:
        return
    around = {own, *own.iterancestors(), *own.iterdescendants("article")}
    after = articles[articles.index(own) + 1 :]
    for other in after:
        if other in around or other.getparent() is None or not _is_whole(other):
            continue
        yield from _out(other, "another article")


def _is_whole(other: HtmlElement) -> bool:
    """Whether an article is one of its own: it has a headline, and is called something, as parts of one are not."""
    heading = next(other.iter("h1", "h2", "h3"), None)
    return heading is not None and (heading.tag == "h1" or bool(other.get("class")))


def _posts(body: HtmlElement, language: str) -> Iterator[Taken]:
    """Embedded posts of social networks become a sentence of whose they are, and their words."""
    for quote in list(_QUOTES(body)):
        classes = (quote.get("class") or "").split()
        if not any(name in classes for name in _POSTS):
            continue
        whole = " ".join(" ".join(quote.itertext()).split())
        name = _poster(quote)
        texts = [text for one in quote.iter("p") if (text := _posted(one))]
        parent = quote.getparent()
        if parent is None:
            continue
        texts = [text for text in dict.fromkeys(texts) if not (_SHARED_BY.match(text) or _DASH.match(text))]
        if not texts:
            yield from _out(quote, "embedded post")
            continue
        if phrase := str(table(language or "en", "speech").get("post", "")):
            line = lxml_html.Element("p")
            if name:
                line.text = phrase.format(name=name)
                line.set(POST, "")
                quote.addprevious(line)
        fresh = lxml_html.Element("blockquote")
        for text in texts:
            paragraph = etree.SubElement(fresh, "p")
            paragraph.text = text
            paragraph.set(POST, "")
        fresh.tail = quote.tail
        parent.replace(quote, fresh)
        left = key(whole)
        for text in texts:
            left = left.replace(key(text), "", 1)
        if left:
            yield "embedded post's address", whole[-200:]


_QUOTES = etree.XPath("descendant::blockquote[@class] | descendant::div[@class='fb-post']")


def _poster(quote: HtmlElement) -> str:
    """Whose post it is: what stands after the dash, before the handle; empty where nobody says it."""
    texts = [quote.text or "", *(child.tail or "" for child in quote)]
    texts += ["".join(one.itertext()) for one in quote.iter("p") if "@" in "".join(one.itertext())]
    said = next((text for text in texts if _DASH.match(text) and len(text.strip()) > 2), "")
    if not said:
        line = next(
            (
                _SHARED_BY.sub("", "".join(a.itertext()))
                for a in quote.iter("a")
                if _SHARED_BY.match("".join(a.itertext()))
            ),
            "",
        )
        said = line
    return " ".join(_HANDLE.split(_DASH.sub("", said), maxsplit=1)[0].split()).strip(" ,—–-(")


def _posted(paragraph: HtmlElement) -> str:
    """A post's words without addresses and pictures' names, hashtags and handles as they are said."""
    text = _SHARED.sub("", " ".join(" ".join(paragraph.itertext()).split()))
    return " ".join(re.sub(r"(?<!\w)@(?=\w)", "", text).split())


def _sounds(body: HtmlElement) -> Iterator[Taken]:
    """How a word sounds, written for the eye, and where a place is on the map: encyclopedias set both."""
    for one in list(_SOUNDS(body)):
        element, parent, before = one, one.getparent(), one.getprevious()
        is_one = element.get("id") == "coordinates" or not _SOUNDING.isdisjoint((element.get("class") or "").split())
        if parent is None or not is_one:
            continue
        if parent.tag == "a" and not (parent.text or "").strip() and not (element.tail or "").strip():
            element, parent, before = parent, parent.getparent(), parent.getprevious()
            if parent is None:
                continue
        lead = before.tail if before is not None else parent.text
        if lead and (element.tail or "")[:1] in tuple(";,") and lead.rstrip().endswith("("):
            element.tail = (element.tail or "").lstrip(";, ")
        if lead and (element.tail or parent.tail or "")[:1] in (")", ",", ";", "]"):
            if before is not None:
                before.tail = lead.rstrip(" /;,")
            else:
                parent.text = lead.rstrip(" /;,")
        yield from _out(element, "how a word is pronounced, or where a place is")


_SOUNDING = frozenset(("IPA", "geo-inline", "mw-jump-link", "ext-phonos"))
_SOUNDS = etree.XPath(
    "descendant::*/@class[contains(.,'IPA') or contains(.,'geo-inline') or contains(.,'mw-jump')"
    " or contains(.,'phonos')]/.."
    "|descendant::*/@id[.='coordinates']/.."
)


def _labels(body: HtmlElement) -> Iterator[Taken]:
    """The names of sections above a headline or a lead: links marked as such, words in capitals set apart."""
    for link in list(_TAGGED(body)):
        holder = link.getparent()
        if holder is None or holder.tag in ("body", "article", "main"):
            continue
        text = key("".join(holder.itertext()))
        if text and text == key("".join("".join(one.itertext()) for one in holder.iter("a"))):
            yield from _out(holder, "furniture: article's data")
    for span in list(_KICKERS(body)):
        text, tail = "".join(span.itertext()).strip(), (span.tail or "").strip()
        first, second = tail[:1], tail[1:2]
        if (
            text.isupper()
            and len(text) >= 3
            and len(text.split()) <= 3
            and first.isupper()
            and (second.islower() or second == " ")
        ):
            yield from _out(span, "furniture: article's data")


_TAGGED = etree.XPath("descendant::a[@rel='category tag' or @rel='tag' or @rel='category' or @rel='tag category']")
_KICKERS = etree.XPath(
    "descendant::*/@class[contains(.,'standfirst') or contains(.,'lead') or contains(.,'intro')"
    " or contains(.,'summary') or contains(.,'deck') or contains(.,'excerpt')]"
    "/../descendant-or-self::*/span[not(preceding-sibling::node()[normalize-space()])]"
)


def _times(body: HtmlElement) -> Iterator[Taken]:
    """A date that a paragraph begins with, and that nothing parts from its first word, stands apart on the page."""
    for moment in list(body.iter("time")):
        parent, tail = moment.getparent(), moment.tail or ""
        is_first = parent is not None and moment.getprevious() is None and not (parent.text or "").strip()
        if is_first and tail[:1].isalpha() and any(map(str.isdigit, moment.text_content()[-5:])):
            yield from _out(moment, "furniture: stamp")


def _words(body: HtmlElement) -> None:
    """Buttons in the middle of a sentence are words of it."""
    for button in list(body.iter("button")):
        parent = button.getparent()
        if parent is None or parent.tag not in ("p", "li", "span", "em", "strong", "dd", "blockquote"):
            continue
        text = "".join(button.itertext()).strip()
        holder = next(
            (one for one in (parent, *parent.iterancestors()) if one.tag in ("p", "li", "dd", "blockquote")), parent
        )
        own = [piece for piece in _OUTSIDE(holder) if piece.strip()]
        after = _AFTER(button)
        if 0 < len(text) <= WORD and sum(map(len, own)) >= BESIDE and any(map(str.isalpha, "".join(after[:3]))):
            button.drop_tag()


_OUTSIDE = etree.XPath("descendant::text()[not(ancestor::button)]", smart_strings=False)
_AFTER = etree.XPath("following-sibling::node()/descendant-or-self::text()", smart_strings=False)


def _quotes(body: HtmlElement) -> None:
    """Words that a browser sets in quotation marks have them: `<q>it is lit</q>`."""
    for quote in body.iter("q"):
        text = "".join(quote.itertext()).strip()
        if not text or text[0] in "\"'“„«‘‚「":
            continue
        quote.text = f"“{quote.text or ''}"
        if len(quote):
            quote[-1].tail = f"{quote[-1].tail or ''}”"
        else:
            quote.text += "”"


def _links(body: HtmlElement) -> None:
    """Links that stand side by side with nothing between are set apart, as their boxes are."""
    for link in body.iter("a"):
        follower = link.getnext()
        if link.tail or follower is None or follower.tag != "a":
            continue
        one, other = "".join(link.itertext()), "".join(follower.itertext())
        if len(one.split()) > 1 and len(other.split()) > 1 and not one[-1:].isspace() and not other[:1].isspace():
            link.tail = " "


def _tabs(body: HtmlElement) -> None:
    """What tabs are called stands before what is in them, one after the other: nobody sees them side by side."""
    for row in list(_TABS(body)):
        names = [" ".join("".join(one.itertext()).split()) for one in row.iter("label", "li", "button", "a")]
        holder = row.getparent()
        panels = list(_PANELS(holder)) if holder is not None else []
        if not names or len(names) != len(panels) or len(names) > MOST_TABS or not all(names):
            continue
        if next(row.iterancestors("article", "main"), None) is None or any(map(_is_elsewhere, names)):
            continue
        for name, panel in zip(names, panels, strict=True):
            panel.attrib.pop("hidden", None)
            label = lxml_html.Element("p")
            label.text = name
            panel.insert(0, label)
            label.tail, panel.text = panel.text, ""
        row.drop_tree()


def _is_elsewhere(name: str) -> bool:
    """Whether what a tab is called is no part of an article: `Most read`, `Comments`."""
    if name.endswith(")") and name[-2:-1].isdigit():  # so many of them: what others wrote
        return True
    return any(furniture.found("", position, name) for position in ("rest", "anywhere"))


MOST_TABS = 12
_TABS = etree.XPath("descendant::*/@role[.='tablist']/.. | descendant::*/@class[contains(.,'tabbed-labels')]/..")
_PANELS = etree.XPath(
    "descendant::*/@role[.='tabpanel']/.. | descendant::*/@class[contains(concat(' ',.,' '),' tabbed-block ')]/.."
)


def _turns(body: HtmlElement) -> None:
    """`Question:` and what is asked, set as a list of terms, are one paragraph each."""
    for term in list(body.iter("dt")):
        label, said = " ".join("".join(term.itertext()).split()), term.getnext()
        if said is None or said.tag != "dd" or not label.endswith((":", "：")) or len(label) > WORD:
            continue
        first = next(iter(said), None)
        holder = first if first is not None and first.tag == "p" and not (said.text or "").strip() else said
        holder.text = f"{label} {(holder.text or '').lstrip()}"
        term.drop_tree()


def _captions(body: HtmlElement) -> None:
    """A paragraph that holds nothing but a caption is one."""
    for span in _INLINE_CAPTIONS(body):
        parent = span.getparent()
        if key("".join(parent.itertext())) == key("".join(span.itertext())):
            parent.set("class", "caption")


_INLINE_CAPTIONS = etree.XPath(
    "descendant::p/*[self::span or self::em or self::small or self::i]"
    "[contains(@class,'caption') or contains(@class,'credit')]"
)
