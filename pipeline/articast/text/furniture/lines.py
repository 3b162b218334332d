"""Takes furniture out of blocks by its words and where they stand; what is taken is kept with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articast.model import LeftOut
from articast.text import furniture
from articast.text.furniture.cut import spliced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from articast.model import Block

_LETTERS = re.compile(r"[\W_]+")
_HASHTAGS = re.compile(r"#[\w/-]*[^\W\d_][\w/-]*(?:[\s,·•|]+#[\w/-]*[^\W\d_][\w/-]*)+[\s.]*")
_LAST_TAGS = re.compile(rf"(?<=[.!?…。])\s+(?:{_HASHTAGS.pattern})$")
"""A row of hashtags files a text; a single one is a word of it, or a heading."""
_MACHINE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")

HEAD = 6
"""Blocks among which the start's furniture stands; it ends at the first block of real text."""

REAL = 200
"""Characters of a block that is surely the author's text: the start's furniture ends there."""

REST_SHARE = 0.5
"""Share of the text before a `rest` line at least: related cards stand after the article, and are shorter."""


HEADED, HEADED_SHARE = 500, 0.2
"""The same where the line is a heading that speaks to readers (`You may also like`), and characters before it at least:
whole articles may stand below it."""
_TO_READERS = re.compile(r"\b(?:you|você|vocês|te|le|vous|dich|dir|sie|ihnen|cię|ci|ti|je|jou|u)\b", re.IGNORECASE)


@dataclass(slots=True)
class Leaving:
    """What has been taken out so far."""

    language: str
    stays: Callable[[str], bool]
    """Whether the publisher wants a text to stay."""
    authors: tuple[str, ...] = ()
    """Who wrote the article: who is spoken of after its end is told about, not telling."""
    left: list[LeftOut] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)

    def out(self, text: str, reason: str) -> None:
        """Records a text that is not read."""
        if text.strip():
            self.left.append(LeftOut(text.strip(), reason))


def key(text: str) -> str:
    """Letters and digits alone, in lower case and on the line: the same whatever was done to markup and spaces."""
    if text.isascii():  # ten times as fast, and keys are most of what finding an article costs
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    letters = _LETTERS.sub("", text.casefold())
    return letters.translate(_ON_THE_LINE) if _OFF_THE_LINE.search(letters) else letters


_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_ON_THE_LINE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_OFF_THE_LINE = re.compile("[⁰¹²³⁴-⁹₀-₉]")


def glued(blocks: Sequence[Block], leaving: Leaving) -> list[Block]:
    """Takes off furniture that is glued before or after the author's words."""
    kept: list[Block] = []
    for block in blocks:
        now = block
        if now.kind not in ("code", "table", "note") and not leaving.stays(now.text):
            reason, end = furniture.prefix(leaving.language, now.text)
            if end:
                leaving.out(now.text[:end], f"furniture: {reason}")
                now = spliced(now, 0, end)
            reason, start = furniture.suffix(leaving.language, now.text)
            if start < len(now.text):
                leaving.out(now.text[start:], f"furniture: {reason}")
                now = spliced(now, start, len(now.text))
            if "#" in now.text and (tags := _LAST_TAGS.search(now.text, max(0, len(now.text) - furniture.LONGEST))):
                leaving.out(tags.group(), "furniture: hashtags")
                now = spliced(now, tags.start(), len(now.text))
        if now.text.strip():
            kept.append(now)
    return kept


def lines(blocks: Sequence[Block], own: Sequence[str], leaving: Leaving) -> list[Block]:
    """Takes blocks that are nothing but furniture, by phrase and position."""
    rules = [_own(phrase) for phrase in own]
    blocks = _before_the_end(blocks, leaving)
    blocks = _sponsored(blocks, leaving)
    kept = [block for block in blocks if not (_anywhere(block, rules, leaving) or _introduces(block, leaving))]
    kept = _start(kept, leaving)
    kept = _also(kept, leaving)
    kept = _rest(kept, leaving)
    return kept if is_headings(blocks) else _end(kept, leaving)


def _before_the_end(blocks: Sequence[Block], leaving: Leaving) -> Sequence[Block]:
    """The blocks before a press release's sign of its end: below it stands who sent it, and whom to ask."""
    total, before = sum(len(block.text) for block in blocks), 0
    for index, block in enumerate(blocks):
        if (
            before >= REST_SHARE * total
            and block.kind in ("paragraph", "heading")
            and THE_END.fullmatch(block.text.strip())
        ):
            for gone in blocks[index:]:
                leaving.out(gone.text, "furniture: after the end")
            return blocks[:index]
        before += len(block.text)
    return blocks


THE_END = re.compile(r"(?:#\s?){3}|[-–—]\s?30\s?[-–—]|[-–—(\[]*\s?(?:ENDS|Ends|ends)\s?[-–—)\]]*")


def is_headings(blocks: Sequence[Block]) -> bool:
    """Whether a text is headings alone, an agenda say: then they are what is read."""
    return all(block.kind in ("heading", "note", "caption") for block in blocks)


def _own(phrase: str) -> re.Pattern[str]:
    """The publisher's phrase as an expression; one that is none is taken as plain words."""
    try:
        return re.compile(rf"\s*(?:{furniture.even(phrase)})\s*", re.IGNORECASE)
    except re.error:
        return re.compile(rf"\s*{re.escape(furniture.even(phrase))}\s*", re.IGNORECASE)


def _anywhere(block: Block, own: Sequence[re.Pattern[str]], leaving: Leaving) -> bool:
    if block.kind in ("code", "table", "note") or leaving.stays(block.text):
        return False
    text = furniture.even(block.text)
    if any(pattern.fullmatch(text) for pattern in own):
        leaving.out(block.text, "furniture: the site's own")
        return True
    if block.kind in ("paragraph", "item") and len(text) <= furniture.LONGEST and _HASHTAGS.fullmatch(text):
        leaving.out(block.text, "furniture: hashtags")
        return True
    if _MACHINE_DATE.fullmatch(text) or not any(map(str.isalnum, text)):
        leaving.out(block.text, "furniture: stamp" if text[:1].isdigit() else "no words")
        return True
    if block.kind in ("paragraph", "heading") and len(text) <= LONGEST_POINTER and _TICKER.fullmatch(text):
        leaving.out(block.text, "furniture: related articles")
        return True
    rule = furniture.labels(leaving.language, ("anywhere",), text)
    if rule is None and (asked := _ASKED.match(text)) and len(text) - asked.end() >= LEAST_CALL:
        rule = furniture.labels(leaving.language, ("anywhere",), text[asked.end() :])
    if rule:
        leaving.out(block.text, f"furniture: {rule.reason}")
    return rule is not None


def _sponsored(blocks: Sequence[Block], leaving: Leaving) -> Sequence[Block]:
    """Newsletters' boxes of sponsors, which no markup names: a line that says so, and what follows it with links that
    count who comes by them.
    """
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if _is_sponsors(blocks[at], leaving):
            while end < min(len(blocks), at + 1 + BOX) and blocks[end].kind != "heading" and _is_counted(blocks[end]):
                end += 1
        if end > at + 1:
            for gone in blocks[at:end]:
                leaving.out(gone.text, "furniture: sponsor")
        else:
            kept.append(blocks[at])
        at = end
    return kept


BOX = 4
"""Paragraphs of a sponsor's box."""
LONGEST_LABEL = 70


def _is_sponsors(block: Block, leaving: Leaving) -> bool:
    if block.kind not in ("heading", "paragraph") or len(block.text) > LONGEST_LABEL or leaving.stays(block.text):
        return False
    return furniture.found(leaving.language, "sponsor", block.text) is not None


def _is_counted(block: Block) -> bool:
    return any(mark.kind == "link" and _TRACKED.search(mark.value) for mark in block.marks)


_TRACKED = re.compile(r"[?&](?:utm_\w+|aff\w*|campaign|coupon|sponsor\w*|_bhlid)=|^https?://(?:link|click|track)\.")


def _introduces(block: Block, leaving: Leaving) -> bool:
    """Whether a paragraph says who an author is, wherever it stands: boxes beside the headline do."""
    text = block.text.lstrip("–—- *")
    if block.kind not in ("paragraph", "quote") or len(text) > LONGEST_BIO or leaving.stays(block.text):
        return False
    if not any(" " in name and text.startswith(name) for name in leaving.authors):
        return False
    rule = furniture.found(leaving.language, "end", _FIRST.split(text, maxsplit=1)[0][: furniture.LONGEST])
    if rule is None or rule.reason != "about the author":
        return False
    leaving.out(block.text, f"furniture: {rule.reason}")
    return True


LONGEST_BIO = 700
"""Characters of a paragraph about an author."""
_FIRST = re.compile(r"(?<=[a-zß-ÿ][.!?])\s+")


def _start(blocks: list[Block], leaving: Leaving) -> list[Block]:
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if index >= HEAD or len(block.text) >= REAL:
            return [*kept, *blocks[index:]]
        rule = furniture.labels(leaving.language, ("start", "anywhere"), block.text) if block.kind in _LINES else None
        rule = rule or (_STAMP if _is_byline(block, leaving) else None)
        if rule and not leaving.stays(block.text):
            leaving.out(block.text, f"furniture: {rule.reason}")
        else:
            kept.append(block)
    return kept


_TICKER = re.compile(r"(?:\+\s?){2,}[^+\n]{3,180}(?:\s?\+){2,}|>{2,}[^<>\n]{3,180}<{2,}")
"""A newsroom's line about other news: `+++ … +++`."""
_ASKED = re.compile(r"[^.!?…\n]{5,90}\?\s+")
"""The question before a call: `Do you want to miss nothing? …`."""
LEAST_CALL = 20
"""Characters of such a call; `Who knows? Listen.` is somebody's own."""

_STAMP = furniture.Rule("stamp", "")


def _is_byline(block: Block, leaving: Leaving) -> bool:
    """Whether a line says the authors' names, which are known, and a word that introduces them."""
    text = block.text
    if block.kind not in _LINES or not leaving.authors or len(text) > furniture.LONGEST_ROW:
        return False
    said, names = key(text), key("".join(leaving.authors))
    if names and said.endswith(names) and 0 <= len(said) - len(names) <= WORD_BEFORE and " " in text:
        return True
    name = leaving.authors[0]
    if len(leaving.authors) > 1 or not (text.startswith(name) or text.endswith(name)):
        return False
    rest = _COUNTED.sub("", text.removeprefix(name) if text.startswith(name) else text.removesuffix(name))
    return bool(rest.strip()) and furniture.labels(leaving.language, ("start", "anywhere"), rest.strip()) is not None


_COUNTED = re.compile(r"\s*[^\W\d_]+ \(\d+\)$")
"""`Comments (4)`, which stands after who and when."""

WORD_BEFORE = 10
"""Letters of `by`, `written by` and their like before a name."""


def _also(blocks: list[Block], leaving: Leaving) -> list[Block]:
    """`Read also:` between paragraphs goes, and the titles of other articles that follow it."""
    linked = any(mark.kind == "link" for block in blocks for mark in block.marks)
    kept: list[Block] = []
    titles = 0
    for block in blocks:
        rule = _also_rule(block, leaving.language) if block.kind in (*_LINES, "quote") else None
        titles = 2 if rule else titles - 1
        gone = rule is not None or (titles >= 0 and _is_foreign_title(block, linked=linked))
        if gone and not leaving.stays(block.text):
            leaving.out(block.text, f"furniture: {rule.reason if rule else 'related articles'}")
            titles += block.kind == "item"  # a list of them goes to its end
        else:
            kept.append(block)
            titles = 0
    return kept


def _also_rule(block: Block, language: str) -> furniture.Rule | None:
    """The rule that a pointer to another article fits: in the page's language, or with a link and a colon in any.

    Templates tell the language of the theme: a Spanish page says that it is English. A line that is one link, all of it
    in capitals, is a headline of another article.
    """
    text = block.text
    rule = furniture.found(language, "also", text)
    links = [mark for mark in block.marks if mark.kind == "link"]
    if rule is not None or len(text) > LONGEST_POINTER or not links:
        return rule
    if sum(mark.end - mark.start for mark in links) >= 0.9 * len(text):
        is_shouted = text.isupper() and len(text.split()) >= SHOUTED
        if block.kind == "paragraph" and (is_shouted or text.rstrip().endswith((">", "→", "»", "›"))):
            return _POINTER
    elif links[-1].end < len(text.rstrip(" .»›→>)")):
        return None
    label = _LABELLED.match(text)
    if label is None:
        return None
    title = label[0] + re.sub(r"[.!?]", "", text[label.end() :])[:LONGEST_TITLE]  # rules take no sentences
    return furniture.found(language, "also", title) or furniture.found("", "also", title)


LONGEST_POINTER = 220
LONGEST_TITLE = 100
SHOUTED = 4
"""Characters of a pointer at most, and of its title that are looked at; words of one that has no label at least."""
_LABELLED = re.compile(r"[^:|»→：.!?]{2,40}[:|»→：]\s?")


def _is_foreign_title(block: Block, *, linked: bool) -> bool:
    """A line that is one link; where the text has no links at all, a line without an end."""
    if block.kind not in _LINES or len(block.text) > 160:
        return False
    if linked:
        return sum(mark.end - mark.start for mark in block.marks if mark.kind == "link") >= 0.9 * len(block.text)
    return block.kind != "heading" and re.search(r"[.!?:;,…]['\"”’»“)]*$", block.text) is None


_LINES = ("paragraph", "heading", "item")


def _rest(blocks: list[Block], leaving: Leaving) -> list[Block]:
    """After a line such as `More to explore`, late in the page, nothing is the article's."""
    total = sum(len(block.text) for block in blocks)
    before = 0
    for index, block in enumerate(blocks):
        is_sure = block.kind == "heading" and before >= HEADED and _TO_READERS.search(block.text)
        least = (HEADED_SHARE if is_sure else REST_SHARE) * total
        if before >= least and block.kind in _LINES and not leaving.stays(block.text):
            rule = furniture.found(leaving.language, "rest", block.text)
            if rule:
                for gone in blocks[index:]:
                    leaving.out(gone.text, f"furniture: {rule.reason}")
                return blocks[:index]
        before += len(block.text)
    return blocks


def _end(blocks: list[Block], leaving: Leaving) -> list[Block]:
    kept = list(blocks[: _teasers(blocks)])
    for teaser in blocks[len(kept) :]:
        leaving.out(teaser.text, "furniture: related articles")
    gone: list[tuple[str, str]] = []
    while (
        len(kept) > 1
        and kept[-1].kind in ("paragraph", "heading", "item", "quote")
        and not leaving.stays(kept[-1].text)
    ):
        text = kept[-1].text
        rule = furniture.labels(leaving.language, ("end", "anywhere"), text) or _call(text, leaving.language)
        rule = rule or (furniture.found(leaving.language, "start", text) if gone else None)
        rule = rule or (_POINTER if _is_pointer(kept[-1]) else None) or _after_all(kept, leaving)
        if rule is None and kept[-1].kind == "heading" and not is_sentence(text):
            reason = "heading without text"
        elif rule is None:
            break
        else:
            reason = f"furniture: {rule.reason}"
        gone.append((text, reason))
        kept.pop()
    for text, reason in reversed(gone):
        leaving.out(text, reason)
    return kept


def _teasers(blocks: Sequence[Block]) -> int:
    """Where the teasers begin that a text ends with: pairs of a heading and the beginning of a text, cut off."""
    at = len(blocks)
    while at >= 2 and blocks[at - 2].kind == "heading" and _is_cut_off(blocks[at - 1]):
        at -= 2
    if not 2 * ALIKE <= len(blocks) - at <= 2 * MOST_ALIKE:
        return len(blocks)
    before, after = (sum(len(block.text) for block in part) for part in (blocks[:at], blocks[at:]))
    return at if before >= after else len(blocks)


ALIKE, MOST_ALIKE = 2, 12
"""Teasers after a text, at least and at most; together they are shorter than it."""


def _is_cut_off(block: Block) -> bool:
    text = block.text.rstrip()
    return block.kind == "paragraph" and CUT[0] <= len(text) <= CUT[1] and _CUT_OFF.search(text) is not None


CUT = 60, 400
"""Characters of a teaser that shows the beginning of a text."""
_CUT_OFF = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\])$|[^\W\d_]$")


def _after_all(blocks: Sequence[Block], leaving: Leaving) -> furniture.Rule | None:
    """What needs no language of its own: a line about the author, an address to write to; phrases of other languages.

    Pages put them in the language of their theme or of their group, whatever the article is in.
    """
    block, text = blocks[-1], blocks[-1].text
    if block.kind == "quote":
        return None
    if len(text) <= LONGEST_BIO and any(_is_about(name, blocks) for name in leaving.authors):
        return _ABOUT
    if len(text) > furniture.LONGEST:
        return _disclaimed(text, leaving.language)
    if any(_by_first_name(text, name, leaving.language) for name in leaving.authors):
        return _ABOUT
    if len(text) <= CONTACT and _ADDRESSED.search(text):
        return _CONTACT
    positions = ("end", "rest", "also", "anywhere") if len(text) <= LABEL else ("end",)
    return next((rule for position in positions if (rule := furniture.found("", position, text))), None)


def _is_about(name: str, blocks: Sequence[Block]) -> bool:
    """Whether a text's last paragraph begins with its author's name, whom nothing before it names: not so where one who
    is called as its author is whom it is about.
    """
    if " " not in name or not blocks[-1].text.lstrip("–—- *").startswith(name):
        return False
    return not any(name in block.text for block in blocks[:-1] if block.kind not in ("caption", "note"))


def _disclaimed(text: str, language: str) -> furniture.Rule | None:
    """What a long paragraph at the end is by its first sentences: what lawyers write is longer than any label."""
    rule = furniture.found(language, "end", text[: furniture.LONGEST])
    return rule if rule and rule.reason == "disclaimer" else None


def _by_first_name(text: str, name: str, language: str) -> bool:
    """Whether a last paragraph calls the author by the first name: `Ann is a painter who lives by the sea.`"""
    first = name.split(maxsplit=1)[0] if " " in name else ""
    if len(first) < LEAST_NAME or not text.startswith(f"{first} "):
        return False
    rule = furniture.found(language, "end", name + text[len(first) :])
    return rule is not None and rule.reason == "about the author"


LEAST_NAME = 3
"""Letters of a first name by which an author is called."""

_ABOUT = furniture.Rule("about the author", "")
_CONTACT = furniture.Rule("contact", "")
_ADDRESSED = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}|(?:^|[\s(])@\w{3,}", re.IGNORECASE)
CONTACT = 200
"""Characters of a last line that has somebody's address in it."""

_POINTER = furniture.Rule("related articles", "")


def _is_pointer(block: Block) -> bool:
    """Whether a last line is a label and a link to something else: `More from the harbour: Fog again`."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if len(links) != 1 or block.kind not in ("paragraph", "item") or not 0 < links[0].start <= LABEL:
        return False
    is_last = links[0].end >= len(block.text.rstrip(" .»›→>"))
    return is_last and block.text[: links[0].start].rstrip().endswith((":", "：", "|", "»", "→"))


LABEL = 60
"""Characters of what stands before such a link."""

SENTENCE = 60
"""Characters of a heading that may be a text of its own."""


def is_sentence(text: str) -> bool:
    """Whether a heading is a whole sentence: lists of pictures have one above each, and nothing else."""
    return len(text) >= SENTENCE and text.rstrip("\"'”’»").endswith((".", "!", "?", "。"))


LONGEST_CALL = 60
"""Words of a promotion at the end; longer ones are an author's last paragraph with a wish."""


def _call(text: str, language: str) -> furniture.Rule | None:
    """`Is your brand ready? Get started here.`: a short block whose last sentence is a button's."""
    if text.count(" ") >= LONGEST_CALL:  # counted without a list: a text of megabytes may be one paragraph
        return None
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    return furniture.found(language, "call", last)
