"""A document's way to worded sentences, in the pool of processes: extract | identify | script | sentences | wording."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from articast import sentences, wording
from articast.errors import ConfigurationError, ExtractionError, LimitError, VoiceError
from articast.flow import cast
from articast.languages import primary, table
from articast.limits import USUAL, Limits, within
from articast.model import LeftOut, Pauses, Sentence
from articast.speech import casting, engines
from articast.stopwatch import NOTHING, Spent, stage, timed
from articast.text import extract, identify, numbering, sanitise, script
from articast.wording import Lexicon, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articast.model import Article, Document, Said, Script, Voice
    from articast.settings import Settings

_SPEAKABLE = re.compile(r"[^\W_]")
"""A letter or a digit of any script: without one there is nothing to say."""

_ROOM = 0.7
"""Share of a voice's limit that written text is first cut to: what is said is longer than what is written (numbers).
Where that is not enough the sentence is cut again, smaller."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides an article's script and voices: part of what tells whether it must be made again."""

    language: str = ""
    """Every article's; empty: found out."""
    languages: tuple[str, ...] = ()
    """The site's; empty: any."""
    voice: str = ""
    """For every article; empty: by language."""
    voices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Per language, in order of preference."""
    options: tuple[tuple[str, tuple[tuple[str, str | float | int | bool], ...]], ...] = ()
    """Per engine, what changes the sound."""
    pauses: tuple[tuple[str, float], ...] = ()
    """What the publisher sets of them."""
    rules: extract.SiteRules = field(default_factory=extract.SiteRules)
    direction: script.Direction = field(default_factory=script.Direction)
    lexicon: Lexicon = field(default_factory=Lexicon)
    switch_language: bool = False
    speakers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """By name or role (`question`, `answer`, `quotes`): (language's tag or empty, voice), in order of preference."""
    refresh: bool = False
    """Nothing is kept of how an article was made before."""
    without: tuple[str, ...] = ()
    """Voices (`engine:name`) that gave up on the article: the next one in order is cast."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays as it was when an article is made again: its voices, and how unchanged sentences are said."""

    voices: tuple[tuple[str, str, str], ...] = ()
    """(language, the publisher's wish then, the voice's id)."""
    said: tuple[tuple[str, str, str, Said], ...] = ()
    """(written, language, the number said before it, what is said): of sentences worded under the same lexicon."""


@dataclass(frozen=True, slots=True)
class Work:
    """An article ready to be spoken."""

    document: Document
    digest: str
    """Of the document's content."""
    article: Article
    """Its language is found out."""
    folder: str
    """`<lang>` of the output."""
    script: Script
    sentences: tuple[Sentence, ...]
    """Worded; those with nothing to say are in `script.left_out`."""
    voices: tuple[tuple[str, Voice], ...]
    """The voice of each language that its sentences are in; the article's own first."""
    wishes: tuple[tuple[str, str], ...] = ()
    """What the publisher asked for, of each of these languages; empty: the best that is ready."""
    parts: tuple[cast.Part, ...] = ()
    """The voices of those whose words are not the narrator's."""
    told: tuple[str, ...] = ()
    """What the publisher is to be told."""

    def voice_of(self, sentence: Sentence) -> Voice:
        """Who says a sentence."""
        who = {(part.language, part.speaker): part.voice for part in self.parts}
        return who.get((sentence.language, sentence.speaker)) or dict(self.voices)[sentence.language]

    def is_heading(self, sentence: Sentence) -> bool:
        """Whether a sentence is of the title or of a heading."""
        return self.script.blocks[sentence.block].kind in ("title", "heading")

    @property
    def all_voices(self) -> tuple[tuple[str, Voice], ...]:
        """Every voice with each language that it is to speak, the narrator's first."""
        parts = ((part.language, part.voice) for part in self.parts)
        return tuple(dict.fromkeys((*self.voices, *parts)))

    spent: Spent = field(default=NOTHING, compare=False, repr=False)
    """Who made it, and where the time went."""

    @property
    def characters(self) -> int:
        """Of what is said."""
        return sum(len(said(sentence)) for sentence in self.sentences)


_NOTHING = Kept()


def plan_of(settings: Settings) -> Plan:
    """What a run's settings decide of every article.

    Raises:
        ConfigurationError: the lexicon cannot be read.
    """
    voices = {language: (v,) if isinstance(v, str) else v for language, v in settings.voices.items()}
    speech, found = settings.speech, settings.extract
    return Plan(
        language=settings.language,
        languages=settings.languages,
        voice=settings.voice,
        voices=tuple(sorted(voices.items())),
        options=tuple((name, tuple(sorted(table.options.items()))) for name, table in sorted(settings.engines.items())),
        pauses=tuple(settings.pauses.model_dump(exclude_none=True).items()),
        rules=extract.SiteRules(found.article, found.exclude),
        direction=script.Direction(
            captions=speech.captions,
            alt=speech.alt,
            tables=speech.tables,
            byline=speech.byline,
            notice=speech.notice,
            speakers=tuple(name for name, _ in _speakers(settings)),
            quotes=speech.quotes_from,
            furniture=found.furniture,
        ),
        lexicon=_lexicon(settings),
        switch_language=speech.switch_language,
        speakers=_speakers(settings),
        refresh=settings.refresh,
    )


def _speakers(settings: Settings) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """[speakers], and `quotes` of [speech] among them."""
    named = dict(settings.speakers) | ({"quotes": settings.speech.quotes} if settings.speech.quotes else {})
    return tuple(
        (name, tuple(voices.items()) if isinstance(voices, dict) else (("", voices),))
        for name, voices in sorted(named.items())
    )


def _lexicon(settings: Settings) -> Lexicon:
    if not isinstance(settings.lexicon, str):
        return parse(settings.lexicon, "[lexicon]")
    path = settings.path(settings.lexicon)
    try:
        return parse(tomllib.loads(path.read_text(encoding="utf-8")), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"lexicon {path}: {error}") from error


def prepare(document: Document, plan: Plan, kept: Kept = _NOTHING, limits: Limits = USUAL) -> Work:
    """Make an article's script and word it.

    Args:
        document: as it came.
        plan: the run's.
        kept: of what it was published as, so that an update of ours changes no sentence that the author did not.
        limits: what it may take.

    Raises:
        ExtractionError: no article in it, or nothing to say.
        VoiceError: no voice for it.
        LimitError: it takes longer than it may, or has more text.
    """
    with within(limits.prepare_seconds, "prepare_seconds"):
        return _prepared(document, plan, kept, limits.characters)


def _prepared(document: Document, plan: Plan, kept: Kept, most: int) -> Work:
    _no_longer(document, most)
    with stage("extract"):
        article = sanitise.article(extract.read(document, plan.rules), document.source)
    if most and (size := sum(len(block.text) for block in article.blocks)) > most:
        raise _too_long(size, most)
    if plan.language:
        article = replace(article, language=plan.language, language_told=True)
    with stage("language"):
        article = replace(article, language=identify.language(article, plan.languages))
    pauses = pauses_of(article.language, plan)
    direction = replace(plan.direction, pauses=pauses)
    edits = script.edits(document.edits, document.source)
    with stage("script"):
        written = with_formulas(sanitise.script(script.write(article, direction, edits)))
    wanted = written.voice or article.voice or cast.author_voice(article, plan)
    wish = cast.wish_of(article.language, wanted, plan)
    voice = cast.cast_voice(article.language, wanted, plan, kept)
    cut = _switched(sentences.cut(written, pauses, int(voice.limit * _ROOM)), written, plan)
    parts, told = cast.parts(cut, plan, kept)
    limits = {(part.language, part.speaker): part.voice.limit for part in parts}
    numbers = numbering.said(written.blocks)
    before = {} if plan.refresh else {one[:3]: one[3] for one in kept.said}
    worded = tuple(
        said
        for sentence in cut
        for said in _worded(
            sentence,
            written,
            numbers,
            plan.lexicon,
            limits.get((sentence.language, sentence.speaker), voice.limit),
            before,
        )
    )
    spoken = tuple(sentence for sentence in worded if _SPEAKABLE.search(said(sentence)))
    if not spoken:
        raise ExtractionError(f"{document.source}: there is no word to say in it")
    silent = tuple(LeftOut(s.written, "nothing to say in it") for s in worded if not _SPEAKABLE.search(said(s)))
    languages = dict.fromkeys((article.language, *(sentence.language for sentence in spoken)))
    work = Work(
        document=document,
        digest=content_digest(document),
        article=article,
        folder=folder_of(article.language, plan),
        script=replace(written, left_out=(*written.left_out, *silent)),
        sentences=spoken,
        voices=tuple(
            (language, voice if language == article.language else cast.cast_voice(language, "", plan, kept))
            for language in languages
        ),
        wishes=tuple(
            (language, wish if language == article.language else cast.wish_of(language, "", plan))
            for language in languages
        ),
        parts=parts,
        told=told,
    )
    for sentence in spoken:
        if reason := engines.unread(work.voice_of(sentence), said(sentence)):
            raise VoiceError(reason)
    return work


def with_formulas(written: Script) -> Script:
    """The script with its formulas said in words; what is too large is called `a formula`, and listed as left out."""
    said, left, blocks = list(written.said), list(written.left_out), []
    for index, block in enumerate(written.blocks):
        language = block.language or written.language
        for mark in block.marks:
            if mark.kind != "formula" or any(at == index and s < mark.end and mark.start < e for at, s, e, _ in said):
                continue
            words = wording.formula(mark.value, language)
            if words is None and (words := table(language, "speech").get("formula")):
                left.append(LeftOut(block.text[mark.start : mark.end], "formula"))
            if words:
                said.append((index, mark.start, mark.end, words))
        blocks.append(replace(block, marks=tuple(mark for mark in block.marks if mark.kind != "formula")))
    return replace(written, blocks=tuple(blocks), said=tuple(sorted(said)), left_out=tuple(left))


def again(known: tuple[Document, Kept], plan: Plan, limits: Limits = USUAL) -> Work:
    """`prepare` of a document with what is kept of it: for the pool, which gives one value."""
    work, spent = timed("texts", lambda: prepare(known[0], plan, known[1], limits))
    return replace(work, spent=spent)


_DENSE = 8
"""Times the characters that an article may have: what a page shows beside its article is less."""

_UNSEEN = re.compile(rb"<(script|style|!--)")


def _no_longer(document: Document, most: int) -> None:
    """Fail at once what cannot but be too long, before anything reads it.

    Raises:
        LimitError: it shows several times the characters that an article may have.
    """
    if not most or len(document.body) <= most * _DENSE:
        return
    shown, at, body = 0, 0, document.body.lower()
    while match := _UNSEEN.search(body, at):
        shown += _outside_tags(body[at : match.start()])
        end = body.find(b"-->" if match[1] == b"!--" else b"</" + match[1], match.end())
        at = end if end >= 0 else len(body)
    shown += _outside_tags(body[at:])
    if shown > most * _DENSE:
        raise _too_long(shown, most)


def _outside_tags(body: bytes) -> int:
    return sum(len(part) - part.find(b">") - 1 for part in body.split(b"<"))


def _too_long(size: int, most: int) -> LimitError:
    return LimitError(f"its text has {size:,} characters, more than {most:,}", "characters")


def content_digest(document: Document) -> str:
    """Of all that a document says."""
    whole = sha256()
    for part in (
        document.body,
        document.edits,
        repr(document.known).encode("utf-8", "surrogatepass"),
        document.media_type.encode(),
    ):
        whole.update(sha256(part).digest())
    return whole.hexdigest()


def said(sentence: Sentence) -> str:
    """What a worded sentence's voice is given."""
    assert sentence.said is not None, "not worded yet"
    return sentence.said.text


def pauses_of(language: str, plan: Plan) -> Pauses:
    """The publisher's pauses over the language's own over the defaults."""
    return Pauses(**{**table(language, "pauses"), **dict(plan.pauses)})


def folder_of(language: str, plan: Plan) -> str:
    """`<lang>` of the output: the primary subtag, or the full tag where the publisher set one."""
    tag = language.lower()
    return tag if tag == plan.language.lower() or tag in plan.languages else primary(language)


def odd_names(work: Work) -> tuple[str, ...]:
    """What the publisher is to be told of names in an article's front matter that are not ours, and nearly are."""
    return tuple(
        f"{work.document.source}: its front matter says `{name}`, which is not read; did you mean `{meant}`?"
        for name, meant in extract.odd_names(work.document)
    )


def makeshifts(work: Work) -> tuple[str, ...]:
    """What the publisher is to be told of the voices: those he did not ask for that are hardly understood, and those
    he asked for that do not speak the language.
    """
    wishes = dict(work.wishes)
    found = (casting.makeshift(language, voice) for language, voice in work.voices if not wishes.get(language))
    return (*filter(None, found), *work.told)


def _switched(cut: Iterable[Sentence], written: Script, plan: Plan) -> list[Sentence]:
    """Whole sentences in another language, where the publisher wants them spoken so: as the page marks them, or as they
    read, where that is another of the site's languages.
    """
    if not plan.switch_language:
        return list(cut)
    return [replace(one, language=_marked(one, written) or _heard(one, plan.languages)) for one in cut]


def _marked(sentence: Sentence, written: Script) -> str:
    """The language of a mark over the whole sentence, signs aside; empty where there is none."""
    block = written.blocks[sentence.block]
    for mark in block.marks:
        if mark.kind == "language" and primary(mark.value) != primary(sentence.language):
            before, after = block.text[sentence.start : mark.start], block.text[mark.end : sentence.end]
            if mark.start < sentence.end and sentence.start < mark.end and not re.search(r"\w", before + after):
                return mark.value
    return ""


def _heard(sentence: Sentence, among: tuple[str, ...]) -> str:
    found = identify.sentence(sentence.written, among) if len(among) > 1 else ""
    return found if found and primary(found) != primary(sentence.language) else sentence.language


def _worded(
    sentence: Sentence,
    written: Script,
    numbers: Sequence[str],
    lexicon: Lexicon,
    limit: int,
    before: Mapping[tuple[str, str, str], Said],
) -> list[Sentence]:
    """The sentence with what is said; in smaller pieces where that would be over the voice's limit.

    The first one of a list's item is said with its number, as `numbers` has it for each block.
    """
    inside = sentence.written
    offset = sentence.start + written.blocks[sentence.block].text[sentence.start : sentence.end].index(inside)
    fixed = tuple(
        (start - offset, end - offset, text)
        for block, start, end, text in written.said
        if block == sentence.block and start >= offset and end <= offset + len(inside)
    )
    foreign = tuple(
        (mark.start - offset, mark.end - offset, mark.value)
        for mark in written.blocks[sentence.block].marks
        if mark.kind == "language" and mark.start >= offset and mark.end <= offset + len(inside)
        if primary(mark.value) != primary(sentence.language)
    )
    number = "" if sentence.start else numbers[sentence.block]
    as_before = None if fixed or foreign else before.get((inside, sentence.language, number))
    if as_before and len(as_before.text) <= limit:
        return [replace(sentence, said=as_before)]
    worded = wording.say(inside, sentence.language, lexicon, fixed, foreign)
    if number and _SPEAKABLE.search(worded.text):
        worded = wording.item(worded, number, sentence.language)
    if len(worded.text) <= limit or len(inside) < 2:
        return [replace(sentence, said=worded)]
    smaller = sentences.pieces(sentence, max(1, len(inside) // 2))
    return [said for piece in smaller for said in _worded(piece, written, numbers, lexicon, limit, before)]
