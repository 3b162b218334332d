"""Takes out of a page's tree what is certainly not the article: scripts, navigation, players, share boxes, comments.

Only what its markup names; what its words name is `script`'s part.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_SILENT = """
script style template svg canvas iframe object embed applet audio video map frame frameset noframes link meta
base input select option optgroup textarea datalist progress meter output dialog track source param
amp-ad amp-embed amp-iframe amp-sticky-ad amp-auto-ads amp-analytics amp-consent amp-user-notification amp-sidebar
amp-social-share amp-audio amp-video amp-youtube amp-twitter amp-instagram amp-facebook amp-geo amp-list
listen-to-article
"""
SILENT = frozenset(_SILENT.split())
"""Elements with no text of the article in them, dropped without a record."""

_BY_TAG = {"nav": "navigation", "button": "buttons", "form": "form", "menu": "navigation"}

_BY_ROLE = {
    "navigation": "navigation",
    "search": "search box",
    "banner": "page header",
    "contentinfo": "page footer",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "toolbar": "buttons",
    "menu": "navigation",
    "menubar": "navigation",
}


_BY_NAME: tuple[tuple[str, str], ...] = (
    (
        "comments",
        (
            "comments? commentlist comment-list comments-area comments-section respond disqus disqus_thread dsq "
            "leave-a-reply commentform kommentare kommentar commentaires comentarios commenti reacties komentarze"
        ),
    ),
    (
        "share buttons",
        (
            "share sharing shares sharebar sharedaddy sharethis share-?buttons? social-share social-sharing "
            "social-?media social-?links social-?icons social-?buttons socials addtoany a2a addthis shariff "
            "heateor post-share blog-social article-share post-main-actions print-link follow-us teilen partager "
            "compartir condividi"
        ),
    ),
    (
        "player",
        (
            "audio-?player podcast-?player listen-to-article listen-?button listen-?widget article-audio "
            "audio-widget beyondwords kg-audio-card readspeaker rs_skip rsbtn tts tts-player text-to-speech "
            "speechkit trinity-?player trinityaudio mejs-container jwplayer video-js audio-native elevenlabs "
            "spoken-article instaread ad-auris play-?ht remixd blogcast noa-player speechify(?!-ignore) "
            "listen-bar audio-article podcast-embed spoken-layer read-aloud readaloud webreader gspeech bw-player "
            "vorlesen vorlesefunktion articast"
        ),
    ),
    (
        "related articles",
        (
            "related relatedposts related-posts related-articles related-content related-stories yarpp jp-relatedposts "
            "recommended recommendations read-?more-?links also-?read see-?also-?box more-?stories more-?from "
            "more-?articles more-?posts you-may-also-like outbrain taboola zergnet mgid crp_related read-next up-?next "
            "next-article teaser-list teasers summary-item summary-v2-block w-dyn-items most-?read "
            "most-?popular trending"
        ),
    ),
    (
        "newsletter",
        (
            "newsletter newsletter-?signup newsletter-?form mc_embed_signup mailchimp email-?signup "
            "signup signup-?form signup-?card subscribe-?widget subscription-?widget subscribe-?box subscribe-?form "
            "subscription-?box optin opt-in convertkit"
        ),
    ),
    (
        "promotion",
        (
            "promo promos promobox promo-?box advert advertisement advertising adverts ads adsbygoogle ad-slot ad-unit "
            "ad-?container ad-?wrapper adbox ad-banner werbung publicite anzeige sponsored sponsor-?box cta cta-?box "
            "call-to-action product-?box banner-ad paywall-?offer donation donate donate-?box"
        ),
    ),
    (
        "cookie notice",
        "cookie cookies cookie-?banner cookie-?notice cookie-?consent consent gdpr onetrust cmp didomi cookiebot",
    ),
    (
        "buttons",
        (
            "wp-block-buttons? kg-button-card elementor-button-wrapper sqs-block-button sqs-block-button-container "
            "button-wrapper captioned-button-wrap"
        ),
    ),
    ("breadcrumbs", "breadcrumbs? bread-crumbs? yoast-breadcrumbs"),
    (
        "navigation",
        (
            "navbar navigation pagination paginator pager links-?nextprev prev-?next next-?prev "
            "post-navigation nav-links nav-menu site-nav main-nav "
            "skip-?link skip-to-content screen-reader-shortcut page-links toc table-of-contents lwptoc ez-toc "
            "table-?des-?matieres inhaltsverzeichnis back-to-top hatnote"
        ),
    ),
    ("page footer", "site-footer page-footer global-footer footer-widgets footer-?widget-?area"),
    ("page header", "site-header page-header-nav global-header masthead-nav"),
    ("sidebar", "sidebar side-bar widget-area sidebar-widget"),
    (
        "about the author",
        "author-?box author-?bio author-?info about-?the-?author about-?author post-author-box saboxplugin-wrap",
    ),
    ("dialog", "modal popup pop-up lightbox overlay-content"),
    (
        "article's data",
        (
            "byline dateline entry-meta post-meta article-meta posted-on post-date entry-date cat-links "
            "tags-links post-tags entry-tags tag-list article-tags post-categories entry-footer reading-time "
            "read-time kicker eyebrow post-info vignett overline topline antetitulo volanta surtitre occhiello "
            "dachzeile section-label category-label"
        ),
    ),
    ("edit link", "mw-editsection editsection noprint edit-link md-content__button"),
    ("no content", "robots-nocontent"),
    ("hidden", "sr-only visually-?hidden screen-reader-text screenreader-only visuallyhidden a11y-hidden"),
)

_NAMES = re.compile(
    rf"(?:^|[-_ ])(?:{'|'.join(f'({words.replace(chr(32), chr(124))})' for _, words in _BY_NAME)})(?=$|[-_ 0-9])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = frozenset({"html", "body", "main", "article", "h1"})

KEEP_SHARE = 0.25
"""A node with more than this share of the page's text outside links is no furniture, whatever its name: themes put
`has-sidebar` and `cookies-set` on everything. Measured on the three public benchmarks of articles."""

KEEP_HIDDEN = 0.4
"""The same for paragraphs that are hidden one by one; a hidden container is often shown by a script, and the text."""

KEEP_COMMENTS = 0.8
"""The same for comments, which often outweigh their article; a live ticker is called `comments` too."""

LONGEST = {
    "navigation": 250,
    "breadcrumbs": 250,
    "share buttons": 120,
    "buttons": 120,
    "player": 400,
    "promotion": 400,
    "newsletter": 600,
    "article's data": 300,
    "edit link": 60,
}
"""Letters outside links above which a node is not what it is called: a `toc` that wraps the article, tweets in a
`social` box. Without them navigation cost .005 and promotion .004 of F1 on trafilatura's own pages."""

_HIDDEN_LINE = "hidden line"
_DOUBTFUL = frozenset(
    {
        "hidden",
        "cookie notice",
        "dialog",
        "sidebar",
        "promotion",
        "article's data",
        "page header",
        "form",
        "comments",
        _HIDDEN_LINE,
    }
)
"""Kinds that sites misuse for the article itself, in many small pieces: together they are held to `KEEP_SHARE` too."""


class _Node(NamedTuple):
    element: HtmlElement
    letters: int
    why: str
    kind: str
    """By which it is held to a share of the page."""


def reason(element: HtmlElement) -> str:
    """Why the element is not part of an article, as its markup says; empty where it does not."""
    tag = element.tag
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    role = element.get("role")
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    if element.get("hidden") is not None or element.get("aria-modal") == "true" or _hidden(element):
        return "hidden"
    name, classes = element.get("id"), element.get("class")
    if (name or classes) and (why := _named(f"{name or ''} {classes or ''}")):
        return why
    label, test = element.get("aria-label"), element.get("data-testid") or element.get("data-hook")
    if label or test or "-" in tag:
        words = "-".join((label or "").split()) if len(label or "") <= LONGEST_LABEL else ""
        return _named(f"{words} {test or ''} {tag if '-' in tag else ''}")
    return ""


LONGEST_LABEL = 60
"""Characters of an `aria-label` that says what an element is, and no sentence."""


@lru_cache(maxsize=20_000)
def _named(name: str) -> str:
    """The kind of furniture that an element's id and classes name; pages repeat them, so it is remembered."""
    name = _CAMEL.sub("-", name).lower().strip()
    match = _NAMES.search(name)
    return _BY_NAME[match.lastindex - 1][0] if match and match.lastindex else ""


def _hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


def unmark(root: HtmlElement) -> None:
    """Takes the signs off headings that software puts there to link to them: `Choosing a sail¶`."""
    for anchor in _TO_ITSELF(root):
        if not any(map(str.isalnum, anchor.text_content())):
            drop(anchor)


_TO_ITSELF = etree.XPath(
    "//a[starts-with(@href,'#')][parent::h1 or parent::h2 or parent::h3 or parent::h4 or parent::h5 or parent::h6]"
)


def prepare(body: HtmlElement, selected: Sequence[HtmlElement] = (), title: str = "") -> list[tuple[str, str]]:
    """Takes furniture out of `body` and returns (reason, text) of each node taken, in order.

    What the publisher has `selected` is none, whatever it is called, nor is what it stands in; nor what the headline
    stands in with text below it.
    """
    never = {one for element in (*selected, *_headline(body, title)) for one in (element, *element.iterancestors())}
    beside = list(_beside_players(body, never))
    for element in list(body.iter(*SILENT, "noscript")):
        if element is not body and element not in never:
            drop(element)
    taken: list[tuple[str, str]] = []
    for element in beside:
        if text := _label(element):
            taken.append(("player", text))
            drop(element)
    for element, why in _furniture(body, never):
        text = " ".join(" ".join(element.itertext()).split())
        if text:
            taken.append((why, text))
        drop(element)
    return taken


def _headline(body: HtmlElement, title: str) -> list[HtmlElement]:
    """The article's headline, where the element that is called furniture around it would be its text, too."""
    wanted = key(title)
    found = [one for one in body.iter("h1", "h2") if wanted and key("".join(one.itertext())) == wanted]
    if len(found) != 1:  # teasers of it repeat it
        return []
    holder = found[0].getparent()
    return found if holder is not None and sum(1 for _ in holder.iter("p")) >= TEXT else []


TEXT = 3
"""Paragraphs beside a headline that are its text."""


def _beside_players(body: HtmlElement, never: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Boxes around players, and what stands right after an embedded one: its label or its credit, if it is short."""
    for player in body.iter("audio", "listen-to-article"):
        box = player.getparent()
        if box is not None and box.tag in _BOXES and box is not body and box not in never:
            yield box
    for frame in body.iter("iframe"):
        after = frame.getnext()
        if after is not None and after.tag in _BOXES and not (frame.tail or "").strip() and after not in never:
            text = "".join(_UNLINKED(after))
            if not any(map(str.isalnum, text)):
                yield after


_BOXES = frozenset({"div", "section", "aside", "p"})

LABEL = 60
"""Letters at most of what a box still says when its player is taken out, to be no more than the player's label."""


def _label(element: HtmlElement) -> str:
    """What an element says, where that is short and no sentence, and no picture is in it; else empty."""
    text = " ".join(" ".join(element.itertext()).split())
    is_short = len(text) <= LABEL and not text.endswith((".", "!", "?", "…", "。", "؟", "।"))
    return text if is_short and element.find(".//img") is None else ""


def _furniture(body: HtmlElement, never: set[HtmlElement]) -> list[tuple[HtmlElement, str]]:
    """The outermost furniture nodes that hold too little of the page's text to be the article."""
    read = max(_letters(body), 1)
    found: list[_Node] = []
    inside: set[HtmlElement] = set()
    for element in _NAMED(body):
        if element in inside or element in never or element.tag in _NEVER or not (why := reason(element)):
            continue
        letters = _letters(element)
        kind = why
        if why in ("dialog", "cookie notice", "hidden", "buttons") and letters and _is_about_cookies(element):
            why, kind = "cookie notice", _COOKIES
        elif why == "hidden" and element.tag in _SMALL:
            kind = _HIDDEN_LINE
        if letters <= min(_limit(kind, read), LONGEST.get(kind, read)):
            found.append(_Node(element, letters, why, kind))
            inside.update(element.iter())
    held = Counter[str]()
    for node in found:
        held[node.kind] += node.letters
    return [
        (node.element, node.why)
        for node in found
        if node.kind not in _DOUBTFUL or held[node.kind] <= _limit(node.kind, read)
    ]


_COOKIES = "cookie dialog"
_SMALL = frozenset(
    {"p", "li", "span", "h2", "h3", "h4", "h5", "h6", "a", "small", "em", "strong", "figcaption", "dd", "dt"}
)
_SHARES = {"comments": KEEP_COMMENTS, _COOKIES: 1.0, _HIDDEN_LINE: KEEP_HIDDEN}


def _limit(why: str, read: int) -> float:
    return _SHARES.get(why, KEEP_SHARE) * read


def _is_about_cookies(element: HtmlElement) -> bool:
    """Whether a dialog speaks of cookies and little else: it may be longer than the article behind it."""
    text = "".join(element.itertext())
    return text.lower().count("cookie") * WORDS_A_COOKIE >= text.count(" ") > 0


WORDS_A_COOKIE = 40
"""Words of a text that speaks of cookies for each time that it says the word."""


def _letters(element: HtmlElement) -> int:
    """Characters of an element's text outside links."""
    return sum(len(text.strip()) for text in _UNLINKED(element))


_NAMED = etree.XPath(
    "descendant::*[@class or @id or @role or @hidden or @style or @aria-modal or @aria-label or @data-testid"
    " or @data-hook or contains(name(), '-')"
    " or self::nav or self::button or self::form or self::menu]"
)
_UNLINKED = etree.XPath("descendant::text()[not(ancestor::a)]", smart_strings=False)


def drop(element: HtmlElement) -> None:
    """Takes the element out and keeps the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
