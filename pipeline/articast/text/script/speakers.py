"""Whose words a stretch of the script is: an interview's speakers, and what is quoted at length. Pure.

Only those are looked for whom the publisher gave a voice: by name, by the role `question` or `answer`, as `quotes`.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from articast.languages import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from articast.model import Block

    Stretch = tuple[int, int, int, str]
    """Block, start and end in its text, whose words."""

Role = Literal["question", "answer", "quotes"]

ROLES: tuple[Role, ...] = ("question", "answer", "quotes")
"""Of those who speak without a name."""

_HEAD = frozenset({"title", "byline", "notice", "heading"})
"""Never anybody's words but the article's; a heading ends a turn."""

LONGEST = 60
"""Characters of a label: a name with title and office, as a rule."""

_DASHED = re.compile(r"[-–—―~]+\s*(?=[^\W\d_])")
"""What stands before the name below a quote."""

_PLAIN = re.compile(rf"([^\W\d_][^:：.!?«»„“”\"]{{0,{LONGEST}}}?)\s?[:：](?=\s|$)")
"""A label that nothing but its colon marks."""

_MARKS = (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ('"', '"'), ("「", "」"), ("『", "』"))
_ENDED = re.compile(r"[.!?…。！？][\"”“»«’')\]」』]{0,4}\s{0,2}$")
_LAST = re.compile(r"[.!?…。！？]['’]?$")
_GOES_ON = re.compile(r"\s*(?:[,;:–—-]|[^\W\d_A-Z])")
"""What follows a quotation that is no whole sentence: `“…,” she said`."""


def found(blocks: Sequence[Block], language: str, wanted: Sequence[str], quotes: int) -> tuple[Stretch, ...]:
    """Stretches that somebody else than the narrator says, in order, none over another.

    Args:
        blocks: the script's.
        language: of the article.
        wanted: names and roles that have a voice, as the publisher writes them.
        quotes: words from which on a quotation is one, where `quotes` is wanted.
    """
    turns = _turns(blocks, language, wanted)
    said = {index: who for index, who in turns.items() if who}
    stretches = [(index, 0, len(blocks[index].text), who) for index, who in said.items()]
    free = [index for index, block in enumerate(blocks) if index not in said and block.kind not in _HEAD]
    stretches += _sources(blocks, free, wanted)
    taken = {stretch[0] for stretch in stretches}
    if "quotes" in wanted:
        stretches += _quotations(blocks, [index for index in free if index not in taken], quotes)
    return tuple(sorted(stretches))


def speaker_of(name: str, wanted: Sequence[str]) -> str:
    """Which of the names is meant by a name as printed: itself, without title or with more, its last or first word.

    Empty where none is, or more than one could be.
    """
    plain = _plain(name)
    exact = [one for one in wanted if _plain(one) == plain]
    if exact or not plain:
        return exact[0] if exact else ""
    near = [one for one in wanted if one not in ROLES and _is_near(plain, _plain(one))]
    return near[0] if len(near) == 1 else ""


def _is_near(printed: str, name: str) -> bool:
    words = name.split()
    initials = "".join(word[0] for word in words)
    if printed.replace(".", "").replace(" ", "") == initials and len(words) > 1:
        return True
    head = re.split(r"\s*[,(]", printed)[0].split()
    return bool(head) and (head == words or head[-len(words) :] == words or head[-1] == words[-1] or head == words[:1])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).strip(" :：*_-–—―~")


def _turns(blocks: Sequence[Block], language: str, wanted: Sequence[str]) -> dict[int, str]:
    """Whose turn each block is in, empty for the narrator's; blocks of no turn are left out."""
    labels = _labels(blocks, language, wanted) or _asked(blocks, wanted)
    if not any(labels.values()):
        return {}
    several = _goes_on(blocks, sorted(labels))
    found = dict[int, str]()
    current, left = "", 0
    for index, block in enumerate(blocks):
        if index in labels:
            current, left = labels[index], sum(at > index for at in labels)
        elif _ends(block) or (not left and not several):
            current = ""
        if current:
            found[index] = current
    return found


def _ends(block: Block) -> bool:
    """Whether a turn is over here: a heading, or a whole paragraph in italics, which is the editors'."""
    return block.kind in _HEAD or _whole(block, "emphasis")


def _goes_on(blocks: Sequence[Block], labels: Sequence[int]) -> bool:
    """Whether this interview has turns of several paragraphs: else what follows the last one is the narrator's."""
    return any(after > at + 1 and not any(map(_ends, blocks[at + 1 : after])) for at, after in pairwise(labels))


def _labels(blocks: Sequence[Block], language: str, wanted: Sequence[str]) -> dict[int, str]:
    """Blocks that begin with somebody's name and a colon, and who it is; empty where he has no voice of his own."""
    printed = {
        index: label
        for index, block in enumerate(blocks)
        if block.kind not in _HEAD and (label := _label(block)) is not None
    }
    often = Counter(_plain(text) for text, _ in printed.values())
    roles = _roles(language)
    labels: dict[int, str] = {}
    for index, (text, bold) in printed.items():
        role = roles.get(_plain(text).rstrip("."), "")
        who = speaker_of(text, wanted)
        if not who and role:
            who = role if role in wanted else ""
        elif not bold and often[_plain(text)] < 2 and _plain(who) != _plain(text):
            continue
        labels[index] = who
    return labels


def _label(block: Block) -> tuple[str, bool] | None:
    """The name before a block's first colon, and whether it is in bold."""
    strong = next((mark for mark in block.marks if mark.kind == "strong" and mark.start == 0), None)
    if strong and strong.end <= LONGEST:
        text, rest = block.text[: strong.end].strip(), block.text[strong.end :].lstrip()
        letter = len(text) == 2 and text.endswith(".")
        if rest and (text.endswith((":", "：")) or rest.startswith((":", "：")) or letter):
            return text.strip(" :："), True
    match = _PLAIN.match(block.text)
    return (match[1], False) if match and block.text[match.end() :].strip() else None


def _roles(language: str) -> Mapping[str, str]:
    """`question` or `answer` by what an interview prints for it, English where the language has no words of its own."""
    words = table(language, "interview") or table("en", "interview")
    return {str(word).casefold(): role for role, printed in words.items() for word in printed}


def _asked(blocks: Sequence[Block], wanted: Sequence[str]) -> dict[int, str]:
    """Questions in bold, two or more, and the answers that follow them, where no name stands before either."""
    if not {"question", "answer"} & set(wanted):
        return {}
    asked = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.kind == "paragraph" and _whole(block, "strong") and block.text.rstrip().endswith(("?", "？", ";", "؟"))
        and blocks[index + 1].kind not in _HEAD and not _whole(blocks[index + 1], "strong")
    ]  # fmt: skip
    if len(asked) < 2:
        return {}
    return {
        at: role if role in wanted else ""
        for index in asked
        for at, role in ((index, "question"), (index + 1, "answer"))
    }


def _whole(block: Block, kind: str) -> bool:
    """Whether all of a block is marked so, its last sign perhaps aside."""
    marked = sum(mark.end - mark.start for mark in block.marks if mark.kind == kind)
    return bool(marked) and marked >= len(block.text.strip()) - 2


def _sources(blocks: Sequence[Block], free: Sequence[int], wanted: Sequence[str]) -> Iterator[Stretch]:
    """Quotes that say whose they are, and he has a voice."""
    names = [name for name in wanted if name not in ROLES]
    run: list[int] = []
    for index in free:
        run = [*run, index] if run and run[-1] == index - 1 else [index]
        if blocks[index].kind != "quote":
            run = []
        elif name := _source(blocks[index]):
            who = speaker_of(name, names)
            yield from ((at, 0, len(blocks[at].text), who) for at in run if who and not _is_source(blocks[at]))
            run = []


def _source(block: Block) -> str:
    """Whose the words of a quote are, where it says so; or where it is the line below a quote that says so."""
    return block.text if _is_source(block) else block.source.strip(" -–—―~")


def _is_source(block: Block) -> bool:
    return (bool(block.source) and block.text == block.source.strip(" -–—―~")) or (
        len(block.text) <= LONGEST and bool(_DASHED.match(block.text))
    )


def _quotations(blocks: Sequence[Block], free: Sequence[int], least: int) -> Iterator[Stretch]:
    """Quotes of at least so many words, and whole sentences in quotation marks."""
    run: list[Stretch] = []
    for index in free:
        block = blocks[index]
        quote = block.kind == "quote" and not _is_source(block)
        opened = _open(block.text)
        if run and not (run[-1][0] == index - 1 and (quote or opened or _inside(block.text))):
            yield from _long(blocks, run, least)
            run = []
        if quote or opened:
            run.append((index, 0, len(block.text), "quotes"))
            continue
        for start, end in _inside(block.text):
            run.append((index, start, end, "quotes"))
            if end < len(block.text.rstrip()) or start:
                yield from _long(blocks, run, least)
                run = []
    yield from _long(blocks, run, least)


def _long(blocks: Sequence[Block], run: Sequence[Stretch], least: int) -> Iterator[Stretch]:
    words = sum(len(blocks[index].text[start:end].split()) for index, start, end, _ in run)
    if run and words >= least:
        yield from run


def _open(text: str) -> bool:
    """Whether a whole paragraph is quoted that ends without a mark: the next one goes on."""
    return any(
        text.startswith(mark) and closing not in text[1:] and text.count(mark) == 1 for mark, closing in _MARKS[:5]
        if not any(text.startswith(mark) and other in text[1:] for one, other in _MARKS if one == mark)
    )  # fmt: skip


def _inside(text: str) -> list[tuple[int, int]]:
    """Where whole sentences stand in quotation marks, marks included."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        place = next(
            (
                (at, end + len(closing))
                for mark, closing in _MARKS
                if text.startswith(mark, at) and (end := text.find(closing, at + 1)) > 0
                and (not at or _ENDED.search(text[max(0, at - 8) : at])) and _LAST.search(text[at + 1 : end])
                and not _GOES_ON.match(text[end + len(closing) :])
            ),
            None,
        )  # fmt: skip
        if place:
            found.append(place)
        at = place[1] if place else at + 1
    return found
