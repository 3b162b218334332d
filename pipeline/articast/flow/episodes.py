"""Work and Recording → Episode and Reading: what was made, as everything that is published will tell it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from articast.keeping import Claims
from articast.languages import phrases, primary
from articast.model import Chapter, Credit, Episode, Reading, TimedSentence, Word
from articast.recording import notes
from articast.text import script

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from articast.flow.preparing import Work
    from articast.keeping import Entry
    from articast.model import Article, Block, Listing, Recording, Said, Show
    from articast.speech import speak

SLUG = 60
"""Longest slug in characters: readable, and far from every file system's limit."""

SUMMARY = 300
"""Longest summary in characters that is taken from the text: what feeds and link previews show."""

_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"))

_DECIMAL = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
"""A comma that is no thousands' one: 12,5 must not become 125."""

_ELIDING = frozenset({"ca", "fr", "it", "oc"})
"""Languages whose apostrophe stands between two words (l'été), not within one (it's)."""


def slug_of(article: Article) -> str:
    """A readable ASCII path of an article: the publisher's, else of its title in any script, else a hash of its id."""
    from slugify import slugify

    umlauts = _UMLAUTS if primary(article.language) == "de" else ()
    joined = "-" if primary(article.language) in _ELIDING else ""
    replaced = (*umlauts, ("'", joined), ("’", joined))
    for wish in (article.slug, article.title):
        if slug := slugify(
            _DECIMAL.sub("-", wish), max_length=SLUG, word_boundary=True, save_order=True, replacements=replaced
        ):
            return slug
    return sha256(article.id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def claims_of(article: Article) -> Claims:
    """What the article says of its relatives."""
    return Claims(article.url or "", article.site, article.translation_of, article.translations)


def site_of(article: Article) -> str:
    """What the article's site is called: as its page says, else its host; empty where nobody knows."""
    return article.site or (urlsplit(article.url or "").hostname or "").removeprefix("www.")


def reading_of(
    work: Work, takes: Sequence[speak.Taken], spans: Sequence[tuple[float, float]], origins: Sequence[float]
) -> Reading:
    """The script with the time of every sentence, and of words where the engine told.

    Args:
        work: the article with its sentences.
        takes: their clips.
        spans: start and end of each, as heard.
        origins: where each clip starts.
    """
    timed = []
    own = work.voices[0][1].id
    for sentence, take, (start, end), origin in zip(work.sentences, takes, spans, origins, strict=True):
        covered = work.script.blocks[sentence.block].text[sentence.start : sentence.end]
        assert sentence.said is not None
        voice = work.voice_of(sentence).id
        timed.append(
            TimedSentence(
                text=sentence.written,
                start=_seconds(start),
                end=_seconds(end),
                block=sentence.block,
                offset=sentence.start + covered.index(sentence.written),
                language="" if sentence.language == work.article.language else sentence.language,
                words=_written_words(take.words, sentence.written, sentence.said, origin),
                voice="" if voice == own else voice,
                speaker="" if sentence.speaker in script.ROLES else sentence.speaker,
            )
        )
    return Reading(work.script.blocks, tuple(timed), work.script.notes, work.script.left_out, work.script.seen)


def episode_of(
    work: Work,
    entry: Entry,
    recording: Recording,
    reading: Reading,
    show: Show,
    now: datetime,
    before: Episode | None,
) -> Episode:
    """The episode, but for what only its finished MP3 knows (`audio`, `bytes`, `digest`)."""
    article = work.article
    disclosure = phrases(article.language, "feed")["disclosure"] if show.disclose else ""
    body = tuple(block for block in reading.blocks if block.kind not in {"title", "byline", "notice"})
    said = article.summary if any(map(str.isalnum, article.summary)) else ""
    voice, lead = work.voices[0][1], _own(said, _first(body))
    return Episode(
        guid=entry.guid,
        language=entry.language,
        slug=entry.slug,
        title=article.title,
        published=entry.published,
        modified=now,
        audio="",
        bytes=0,
        seconds=_seconds(recording.seconds),
        voice=voice.id,
        synthetic=voice.synthetic,
        url=article.url,
        authors=article.authors,
        summary=said or _summary(_first(body)),
        lead=lead,
        notes=notes.html(body, work.script.notes, article.url, disclosure, article.language, lead=lead),
        chapters=_chapters(reading, article.title),
        translations=before.translations if before else (),
        tags=article.tags,
        listing=_with_speakers(article, reading),
        dated=article.published is not None,
    )


def _with_speakers(article: Article, reading: Reading) -> Listing:
    """The listing with those who speak in the article, as guests, beside its authors and whom it names itself."""
    named = {name.casefold() for name in (*article.authors, *(credit.name for credit in article.listing.credits))}
    spoke = dict.fromkeys(one.speaker for one in reading.sentences if one.speaker)
    guests = (Credit(name, "guest", "cast") for name in spoke if name.casefold() not in named)
    return replace(article.listing, credits=(*article.listing.credits, *guests))


def _first(body: Sequence[Block]) -> str:
    return next((block.text for block in body if block.kind != "heading"), "")


def _own(summary: str, beginning: str) -> str:
    """The publisher's summary, where it is more than the text's beginning once more, cut or not."""
    said, text = (" ".join(part.split()).rstrip(" .…").casefold() for part in (summary, beginning))
    return "" if text.startswith(said) else summary


def _chapters(reading: Reading, title: str) -> tuple[Chapter, ...]:
    """The headings' places, the title's first; none where the article has no headings."""
    starts: dict[int, float] = {}
    for sentence in reading.sentences:
        starts.setdefault(sentence.block, sentence.start)
    headings = [
        Chapter(starts[index], block.text)
        for index, block in enumerate(reading.blocks)
        if block.kind == "heading" and index in starts
    ]
    return (Chapter(0.0, title), *headings) if headings else ()


def _written_words(words: Sequence[Word], written: str, said: Said, origin: float) -> tuple[Word, ...]:
    """Times of the written words: those of the said words that stand for each, by what was changed where."""
    where = _Alignment(written, said)
    found: list[Word] = []
    for word in words:
        start, end = where.written(word.offset, word.offset + word.length)
        if found and start < found[-1].offset + found[-1].length:  # several said words for one written stretch
            last = found[-1]
            found[-1] = Word(last.start, _seconds(origin + word.end), last.offset, max(last.length, end - last.offset))
        elif end > start:
            found.append(Word(_seconds(origin + word.start), _seconds(origin + word.end), start, end - start))
    return tuple(found)


class _Alignment:
    """Where a stretch of the said text stands in the written one."""

    def __init__(self, written: str, said: Said) -> None:
        self._said: list[int] = [0]
        self._written: list[tuple[int, int]] = [(0, 0)]
        shift = 0
        for change in sorted(said.changes, key=lambda c: c.start):
            begin = change.start + shift
            self._said += [begin, begin + len(change.said)]
            self._written += [(change.start, change.end), (change.end, change.end)]
            shift += len(change.said) - (change.end - change.start)
        self._changed = set(range(1, len(self._said), 2))
        self._length = len(written)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) in the written text of `said[start:end]`."""
        first, last = bisect_right(self._said, start) - 1, bisect_right(self._said, max(start, end - 1)) - 1
        begin, stop = self._written[first][0], self._written[last][1]
        if first not in self._changed:
            begin += start - self._said[first]
        if last not in self._changed:
            stop = self._written[last][0] + end - self._said[last]
        return min(begin, self._length), min(stop, self._length)


def _summary(text: str) -> str:
    """The text, cut after a word where it is long."""
    if len(text) <= SUMMARY:
        return text
    return (text[:SUMMARY].rpartition(" ")[0] or text[:SUMMARY]).rstrip(" ,;:–—-") + " …"


def _seconds(value: float) -> float:
    """To the millisecond, as everything that tells times does."""
    return round(value, 3)
