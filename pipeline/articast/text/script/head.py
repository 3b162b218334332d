"""What is said before the text: title, author and date, that the voice is synthetic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articast.languages import primary, table
from articast.model import Block
from articast.text.furniture.lines import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from articast.model import Article

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»“)\]]*\s")


def title(article: Article, blocks: Sequence[Block]) -> tuple[Block, list[Block]]:
    """The title's block, and the blocks after it.

    A title made of an untitled text's first words is not said before them: then the text's first sentence, whole, is
    the title's block.
    """
    name = article.title.strip()
    first = blocks[0] if blocks else None
    if first is not None and first.kind == "paragraph":
        made = name.removesuffix("…").rstrip()
        if name.endswith("…") and made and first.text.startswith(made):
            end = _SENTENCE_END.search(first.text, len(made))
            if end is None or end.end() >= len(first.text):
                return Block("title", first.text, marks=first.marks), list(blocks[1:])
            head, rest = _cut(first, end.end())
            return head, [rest, *blocks[1:]]
    if not name and first is not None:
        return Block("title", first.text, marks=first.marks), list(blocks[1:])
    return Block("title", name), list(blocks)


def _cut(block: Block, at: int) -> tuple[Block, Block]:
    from dataclasses import replace

    head = tuple(replace(mark, end=min(mark.end, at)) for mark in block.marks if mark.start < at)
    rest = tuple(
        replace(mark, start=max(mark.start - at, 0), end=mark.end - at) for mark in block.marks if mark.end > at
    )
    text = block.text[:at].rstrip()
    head = tuple(replace(mark, end=min(mark.end, len(text))) for mark in head)
    return Block("title", text, marks=head), replace(block, text=block.text[at:], marks=rest)


def byline(article: Article) -> list[Block]:
    """Author and date in the article's language, as far as they are known and the language has words for it."""
    words = table(article.language, "speech")
    said = []
    if article.authors and words.get("byline"):
        said.append(words["byline"].format(authors=_listed(article.authors, article.language)))
    if article.published and words.get("published"):
        said.append(words["published"].format(date=spoken_date(article.published, article.language)))
    text = " ".join(part if part.endswith((*".!?。।",)) else f"{part}." for part in said)
    return [Block("byline", text.replace("..", "."))] if text else []


def notice(language: str) -> list[Block]:
    """That the voice is synthetic, where the language has words for it."""
    text = table(language, "speech").get("notice", "")
    return [Block("notice", text)] if text else []


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    for name in (language.replace("-", "_"), primary(language)):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


def _listed(names: Sequence[str], language: str) -> str:
    from babel.lists import format_list

    return format_list(list(names), locale=_locale(language))


def spoken_date(when: datetime, language: str) -> str:
    """The day in the language's long form: `17. März 2021`, `March 17, 2021`, `1er mars 2021`.

    Where that has an abbreviation (Russian's `г.`), `date` of the language's `[speech]` has the form without.
    """
    from babel.dates import format_date

    words = table(language, "speech")
    text = format_date(when.date(), words.get("date", "long"), locale=_locale(language))
    first = words.get("first", "")
    return re.sub(r"^1(?=\s)", first, text) if first and when.day == 1 else text


def says_again(blocks: Sequence[Block], said: Sequence[Block]) -> set[int]:
    """Indices of early blocks that only say what the byline already said."""
    told = {key(block.text) for block in said}
    return {index for index, block in enumerate(blocks[:4]) if key(block.text) in told}
