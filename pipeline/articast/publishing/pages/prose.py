"""A Reading's blocks as HTML: sentences in spans with their times, inline markup, lists and quotes as they were.

A sentence is always one span; markup that runs over its end is closed there and opened again in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from articast.publishing.pages.texts import direction
from articast.text import numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articast.model import Block, Mark, Reading, Seen, TimedSentence

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_TAGS = {"emphasis": "em", "strong": "strong", "code": "code"}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A block and what is said of it."""

    block: Block
    sentences: tuple[TimedSentence, ...] = ()


def body(reading: Reading, language: str) -> Markup:
    """The article's text below its head: all blocks but the title, the byline and the notice at its beginning.

    A notice further down (that a table is not read aloud) stands where it is said; pictures, code and tables stand
    where they stood.
    """
    below, heads = [], set(_HEAD)
    for index, spoken in enumerate(_spoken(reading)):
        if spoken.block.kind in heads:
            heads.remove(spoken.block.kind)
        else:
            below.append((index, spoken))
    out: list[Markup] = []
    at = 0
    for place, shown in groupby(reading.seen, key=lambda one: one.before):
        out.extend(_blocks([one for index, one in below if at <= index < place], language))
        out.extend(_shown(list(shown), language))
        at = max(at, place)
    out.extend(_blocks([one for index, one in below if index >= at], language))
    return _join(out)


def _shown(between: list[Seen], language: str) -> Iterator[Markup]:
    """What stands between two blocks: pictures with the caption that follows them, captions, code, tables."""
    while between:
        run = list(takewhile(lambda one: one.block.kind == "picture", between))
        rest = between[len(run) :]
        caption = rest[0].block if rest and rest[0].block.kind == "caption" else None
        if run:
            yield _figure(run, caption, language)
            between = rest[1:] if caption else rest
        else:
            block = rest[0].block
            yield _element(_Spoken(block), language) if caption else _unread(block, language)
            between = rest[1:]


def _figure(pictures: list[Seen], caption: Block | None, language: str) -> Markup:
    shown = _join(_image(one, language) for one in pictures)
    if not caption:
        return Markup("<figure>{}</figure>").format(shown)
    own = _language(caption.language, language)
    return Markup("<figure>{}<figcaption{}>{}</figcaption></figure>").format(
        shown, own, _inline(_Spoken(caption), language)
    )


SIZES = "(min-width: 38.5rem) 36rem, calc(100vw - 2.5rem)"
"""How wide the text is, and a picture in it, as the style sheet has it."""


TOP = 3
"""Blocks at the top: a picture before the text, after title, byline and notice, is seen at once: not fetched late."""


def _image(one: Seen, language: str) -> Markup:
    image = Markup('<img src="{}"{} alt="{}"{} width="{}" height="{}"{} decoding="async">')
    how = Markup(' loading="lazy"') if one.before > TOP else Markup(' fetchpriority="high"')
    every = ", ".join(f"{path} {width}w" for path, width in (*one.smaller, (one.path, one.width)))
    more = Markup(' srcset="{}" sizes="{}"').format(every, SIZES) if one.smaller else ""
    return image.format(
        one.path, more, one.block.text, _language(one.block.language, language), one.width, one.height, how
    )


def head(reading: Reading, kind: str, language: str) -> Markup:
    """The inline text of the first block of that kind (`title`, `byline`, `notice`); empty where there is none."""
    for spoken in _spoken(reading):
        if spoken.block.kind == kind:
            return _inline(spoken, language)
    return Markup()


def notes(reading: Reading, language: str) -> Markup:
    """Footnotes as a list, each with its number in print; tables and code that have no place in the text."""
    shown = {(one.block.kind, one.block.text) for one in reading.seen}
    blocks = [block for block in reading.notes if (block.kind, block.text) not in shown]
    item = Markup("<li{}{}>{}</li>")
    footnotes = [
        item.format(_value(block.number), _language(block.language, language), _inline(_Spoken(block), language))
        for block in blocks
        if block.kind not in ("table", "code")
    ]
    return _join(
        [
            *([Markup("<ol>\n{}\n</ol>").format(_join(footnotes))] if footnotes else []),
            *(_unread(block, language) for block in blocks if block.kind in ("table", "code")),
        ]
    )


def _unread(block: Block, language: str) -> Markup:
    """A table or a program: wide, so that its own part of the page can be scrolled, by keyboard too."""
    wide = Markup('<div class="wide" tabindex="0"{}>{}</div>')
    if block.kind == "code":
        return wide.format("", Markup("<pre><code>{}</code></pre>").format(block.text))
    first, *rows = block.text.split(" ; ")
    head = _row(first, Markup('<th scope="col">{}</th>')) if rows else Markup()
    below = Markup().join(_row(row, Markup("<td>{}</td>")) for row in rows or [first])
    return wide.format(_language(block.language, language), Markup("<table>{}{}</table>").format(head, below))


def _row(row: str, cell: Markup) -> Markup:
    """Cells of a row; the first row of several is what the others are about."""
    return Markup("<tr>{}</tr>").format(Markup().join(cell.format(one) for one in row.split(" | ")))


_HEAD = frozenset({"title", "byline", "notice"})


def _spoken(reading: Reading) -> Iterator[_Spoken]:
    of: dict[int, list[TimedSentence]] = {}
    for sentence in reading.sentences:
        of.setdefault(sentence.block, []).append(sentence)
    for index, block in enumerate(reading.blocks):
        yield _Spoken(block, tuple(of.get(index, ())))


def _blocks(blocks: list[_Spoken], language: str) -> Iterator[Markup]:
    levels: list[int] = []
    for kind, group in groupby(blocks, key=lambda spoken: spoken.block.kind):
        if kind == "item":
            yield from _lists(list(group), language)
        elif kind == "quote":
            for source, quotes in groupby(group, key=lambda spoken: spoken.block.source):
                yield _quote(source, list(quotes), language)
        else:
            for spoken in group:
                yield _heading(spoken, levels, language) if kind == "heading" else _element(spoken, language)


_ELEMENTS = {
    "caption": ("p", "caption"),
    "code": ("pre", ""),
    "table": ("p", "table"),
    "note": ("p", "note"),
    "notice": ("p", "aside"),
}


def _element(spoken: _Spoken, language: str) -> Markup:
    tag, name = _ELEMENTS.get(spoken.block.kind, ("p", ""))
    return _tag(tag, _inline(spoken, language), spoken.block.language, language, name)


def _heading(spoken: _Spoken, levels: list[int], language: str) -> Markup:
    """Ranks below the title, whatever the page called them: an outline skips none (`levels` are those open)."""
    rank = spoken.block.level or 2
    while levels and levels[-1] >= rank:
        levels.pop()
    levels.append(rank)
    return _tag(f"h{min(6, len(levels) + 1)}", _inline(spoken, language), spoken.block.language, language)


_DASHES = " -–—―~"
"""Before a source's name; ours is the style sheet's."""


def _quote(source: str, quotes: list[_Spoken], language: str) -> Markup:
    said = quotes.pop() if len(quotes) > 1 and quotes[-1].block.text == source.strip(_DASHES) else None
    inner = _join(_tag("p", _inline(quote, language), quote.block.language, language) for quote in quotes)
    if not source:
        return Markup("<blockquote>{}</blockquote>").format(inner)
    if said:  # the script has it read after the quote
        return Markup("<blockquote>{}<cite>{}</cite></blockquote>").format(inner, _inline(said, language))
    if safe(source):
        host = urlsplit(source).hostname or source
        return Markup('<blockquote cite="{}">{}<cite><a href="{}">{}</a></cite></blockquote>').format(
            source, inner, source, host
        )
    return Markup("<blockquote>{}<cite>{}</cite></blockquote>").format(inner, source.lstrip(_DASHES))


def _lists(items: list[_Spoken], language: str) -> Iterator[Markup]:
    """Lists of the outermost level in these items; deeper ones inside the item before them."""
    depth = min(item.block.level for item in items)
    if items[0].block.level > depth:  # a list that begins indented: its depth says nothing yet
        first = next(index for index, item in enumerate(items) if item.block.level == depth)
        yield from _lists(items[:first], language)
        yield from _lists(items[first:], language)
        return
    starts = [index for index, item in enumerate(items) if item.block.level == depth]
    parts = [items[a:b] for a, b in zip(starts, [*starts[1:], len(items)], strict=True)]
    for ordered, run in groupby(parts, key=lambda part: bool(part[0].block.number)):
        yield _list(list(run), language, ordered=ordered)


def _list(parts: list[list[_Spoken]], language: str, *, ordered: bool) -> Markup:
    kind = numbering.kind([part[0].block.number for part in parts]) if ordered else ""
    lines = []
    for first, *below in parts:
        nested = _join(_lists(below, language)) if below else Markup()
        number = first.block.number
        value = Markup(' value="{}"').format(numbering.value(number, kind)) if kind else Markup()
        printed = Markup('<span class="number">{} </span>').format(number) if ordered and not kind else Markup()
        lines.append(
            Markup("<li{}{}>{}{}{}</li>").format(
                value, _language(first.block.language, language), printed, _inline(first, language), nested
            )
        )
    if not kind:
        return Markup("<ul{}>\n{}\n</ul>").format(Markup(' class="numbered"') if ordered else "", _join(lines))
    form = Markup(' type="{}"').format(kind) if kind != "1" else Markup()
    return Markup("<ol{}>\n{}\n</ol>").format(form, _join(lines))


def _value(number: str) -> Markup:
    return Markup(' value="{}"').format(int(number)) if number.isascii() and number.isdigit() else Markup()


def _inline(spoken: _Spoken, language: str) -> Markup:
    """The block's text, each sentence in its span, text between them bare."""
    block, at, out = spoken.block, 0, []
    base = block.language or language
    for sentence in spoken.sentences:
        end = sentence.offset + len(sentence.text)
        out.append(_marked(block, at, sentence.offset, base))
        out.append(
            Markup('<span data-start="{}" data-end="{}"{}>{}</span>').format(
                _seconds(sentence.start),
                _seconds(sentence.end),
                _language(sentence.language, base),
                _marked(block, sentence.offset, end, sentence.language or base),
            )
        )
        at = end
    out.append(_marked(block, at, len(block.text), base))
    return Markup().join(out)


def _marked(block: Block, start: int, end: int, language: str) -> Markup:
    """`block.text[start:end]` with its markup: marks that overlap are closed and opened so that elements nest."""
    if not block.text[start:end].strip():
        return escape(block.text[start:end])  # a link of a space alone would have no name
    marks = [mark for mark in block.marks if max(mark.start, start) < min(mark.end, end) and _known(mark)]
    cuts = sorted({start, end, *(c for mark in marks for c in (mark.start, mark.end) if start < c < end)})
    out: list[Markup] = []
    still: list[tuple[Mark, str]] = []
    for a, b in pairwise(cuts):
        wanted = _nest([mark for mark in marks if mark.start <= a and mark.end >= b])
        keep = next((i for i, pair in enumerate(still) if i >= len(wanted) or pair[0] is not wanted[i]), len(still))
        while len(still) > keep:
            out.append(Markup("</{}>").format(still.pop()[1]))
        for mark in wanted[keep:]:
            tag, opening = _open(mark, language)
            out.append(opening)
            still.append((mark, tag))
        out.append(escape(block.text[a:b]))
    out.extend(Markup("</{}>").format(tag) for _, tag in reversed(still))
    return Markup().join(out)


def _nest(marks: list[Mark]) -> list[Mark]:
    """Outermost first; of links only one, since they do not nest."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    link = next((mark for mark in ordered if mark.kind == "link"), None)
    return [mark for mark in ordered if mark.kind != "link" or mark is link]


def _known(mark: Mark) -> bool:
    if mark.kind == "link":
        return safe(mark.value)
    return mark.kind != "language" or bool(mark.value)


def _open(mark: Mark, language: str) -> tuple[str, Markup]:
    if mark.kind == "link":
        return "a", Markup('<a href="{}">').format(mark.value)
    if mark.kind == "language":
        return "span", Markup("<span{}>").format(_language(mark.value, language))
    if mark.kind == "abbreviation":
        title = Markup(' title="{}"').format(mark.value) if mark.value else Markup()
        return "abbr", Markup("<abbr{}>").format(title)
    tag = _TAGS[mark.kind]
    return tag, Markup("<{}>").format(tag)


def safe(url: str) -> bool:
    """Whether a link may lead there: a web, mail or telephone address; never a script."""
    try:
        return urlsplit(url.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _tag(tag: str, inner: Markup, own: str, language: str, name: str = "") -> Markup:
    attribute = Markup(' class="{}"').format(name) if name else Markup()
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, attribute, _language(own, language), inner)


def _language(own: str, around: str) -> Markup:
    """`lang`, and `dir` where it turns, of a part in another language than what is around it."""
    if not own or own.lower() == around.lower():
        return Markup()
    turned = direction(own)
    side = Markup(' dir="{}"').format(turned) if turned != direction(around) else Markup()
    return Markup(' lang="{}"{}').format(own, side)


def _seconds(time: float) -> str:
    """Milliseconds are enough, and the same digits as in `episode.json`."""
    return repr(round(time, 3))


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)
