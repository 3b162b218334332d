"""What of an article's words and addresses may be published: no control characters, no half characters, no passwords.

Front matter, JSON-LD and edits can hold any of them, written as escapes; XML and JSON cannot. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.errors import ExtractionError
from articast.plain import web

if TYPE_CHECKING:
    from articast.model import Article, Block, Listing, Script

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALVES = re.compile("[\ud800-\udfff\ufffe\uffff]")
_USER = re.compile(r"^([a-z][a-z0-9+.-]*:)?//[^/?#]*@", re.IGNORECASE)


def text(value: str) -> str:
    """The text as long as before, with spaces for control characters and U+FFFD for what is no character."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub(" ", value))


def address(url: str) -> str:
    """The URL without user and password."""
    return text(_USER.sub(r"\1//", url)) if "@" in url else text(url)


def article(found: Article, source: str) -> Article:
    """The article with what is said of it made fit to be published; its blocks come with the script.

    Args:
        found: as it was read.
        source: what it is called in an error.

    Raises:
        ExtractionError: its own address is none.
    """
    url = address(found.url) if found.url else None
    if url and url.startswith(("/", ".")) and not url.startswith("//"):
        url = None  # where in its site it is, as Hugo has it: an identity, but nothing that can be linked to
    if url and not web(url):
        raise ExtractionError(
            f"{source}: its url '{url}' is no address like https://example.org/x; mend it in the front matter"
        )
    return replace(
        found,
        id=address(found.id),
        url=url,
        title=" ".join(text(found.title).split()),
        authors=tuple(map(text, found.authors)),
        summary=text(found.summary),
        image=address(found.image),
        site=text(found.site),
        slug=text(found.slug),
        translation_of=address(found.translation_of),
        translations=tuple(replace(other, url=address(other.url)) for other in found.translations),
        tags=tuple(map(text, found.tags)),
        listing=_listing(found.listing),
    )


def _listing(found: Listing) -> Listing:
    return replace(
        found,
        season_name=text(found.season_name),
        section=text(found.section),
        soundbites=tuple(replace(one, title=text(one.title)) for one in found.soundbites),
        location=tuple(map(text, found.location)),
        chat=address(found.chat),
        links=tuple((address(url), text(words)) for url, words in found.links),
        social=tuple(map(address, found.social)),
        credits=tuple(
            replace(
                one,
                name=text(one.name),
                role=text(one.role),
                group=text(one.group),
                url=address(one.url),
                image=address(one.image),
            )
            for one in found.credits
        ),
    )


def script(written: Script) -> Script:
    """The script with every block made fit to be published; offsets stay true."""
    return replace(
        written,
        title=text(written.title),
        blocks=tuple(map(_block, written.blocks)),
        notes=tuple(map(_block, written.notes)),
        seen=tuple(replace(one, block=_block(one.block)) for one in written.seen),
        left_out=tuple(replace(one, text=text(one.text)) for one in written.left_out),
        said=tuple((block, start, end, text(said)) for block, start, end, said in written.said),
    )


def _block(block: Block) -> Block:
    marks = tuple(
        replace(mark, value=address(mark.value) if mark.kind == "link" else text(mark.value)) for mark in block.marks
    )
    return replace(block, text=text(block.text), number=text(block.number), source=address(block.source), marks=marks)
