"""A run that touches nothing: what would be spoken, how long it would be, what it would cost."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from articast import sources
from articast.commands.report import aside_json, aside_lines
from articast.errors import ArticastError
from articast.flow import (
    EXPIRED,
    Failure,
    House,
    Kept,
    Memory,
    Work,
    again,
    content_digest,
    expired,
    kept_key,
    kept_tuning,
    limits_of,
    makeshifts,
    odd_names,
    opened,
    options_of,
    published_clips,
    said,
    to_measure,
    waits,
)
from articast.speech import engines, speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from articast.commands.progress import Quiet
    from articast.model import Document, Voice
    from articast.settings import Settings

RATE = 15.0
"""Characters a second of a voice that nobody has measured yet: newsreaders speak 14 to 16 in en, fr and de."""


@dataclass(slots=True)
class Bill:
    """What one article would take: of what is not yet spoken only."""

    source: str
    title: str
    language: str
    voice: str
    sentences: int = 0
    characters: int = 0
    seconds: float = 0.0
    requests: int = 0
    """To a service."""
    price: float = 0.0
    """In the currency of the engine's price; 0 for engines on this machine."""


@dataclass(slots=True)
class Rehearsal:
    """What a run would do."""

    bills: list[Bill] = field(default_factory=list)
    measuring: list[Bill] = field(default_factory=list)
    """What voices that were never measured are asked to say first."""
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    scheduled: list[tuple[str, datetime]] = field(default_factory=list)
    passed: list[sources.Passed] = field(default_factory=list)
    """As in Report."""
    warnings: dict[str, None] = field(default_factory=dict)
    """What the publisher is to be told, each once, in order."""

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "articles": [asdict(bill) for bill in self.bills],
            "measuring": [asdict(bill) for bill in self.measuring],
            "unchanged": self.unchanged,
            "failed": [asdict(failure) for failure in self.failed],
            **aside_json(self),
            "warnings": [*self.warnings],
            "characters": sum(bill.characters for bill in (*self.bills, *self.measuring)),
            "requests": sum(bill.requests for bill in (*self.bills, *self.measuring)),
            "seconds": round(sum(bill.seconds for bill in self.bills), 1),
            "price": round(sum(bill.price for bill in (*self.bills, *self.measuring)), 4),
        }

    def text(self) -> str:
        """For people."""
        lines = [
            f"{bill.source}: {bill.sentences} sentences to speak, {bill.characters} characters, "
            f"about {bill.seconds / 60:.1f} min, {bill.voice}" + (f", costs {bill.price:.2f}" if bill.price else "")
            for bill in self.bills
        ]
        lines += [
            f"{bill.voice} was never measured: {bill.sentences} sentences, {bill.characters} characters, "
            f"{bill.requests} requests" + (f", costs {bill.price:.2f}" if bill.price else "")
            for bill in self.measuring
        ]
        whole = self.as_json()
        cost = f", costs {whole['price']:.2f}" if whole["price"] else ", costs nothing"
        lines += [f"failed: {one.source}: {one.stage}: {one.error}" for one in self.failed]
        lines += aside_lines(self)
        lines += [f"warning: {warning}" for warning in self.warnings]
        lines.append(
            f"{len(self.bills)} to publish, {len(self.unchanged)} unchanged, {len(self.failed)} would fail: "
            f"{whole['characters']} characters, about {whole['seconds'] / 60:.1f} min of speech{cost}"
        )
        return "\n".join(lines)


def rehearse(names: Sequence[str], settings: Settings, watch: Quiet) -> Rehearsal:
    """What `publish` would do with these sources; nothing is spoken, asked for a price, or written."""
    found = Rehearsal()
    with _opened(settings) as house:
        for source, result in _works(house, names, found):
            if result is None:
                found.unchanged.append(source)
            elif isinstance(result, ArticastError):
                found.failed.append(Failure(source, result.stage, str(result)))
                watch.end(source, f"failed: {result.stage}: {result}")
            else:
                found.bills.append(_bill(house, result))
                sent = (engines.sends(voice) for _, voice in result.all_voices)
                found.warnings |= dict.fromkeys([*makeshifts(result), *odd_names(result), *filter(None, sent)])
                found.measuring += _measuring(house, result, found.measuring)
    return found


def works(names: Sequence[str], settings: Settings) -> Iterator[Work | ArticastError]:
    """Every article as it would be spoken, whether it was published before or not, drafts too."""
    with _opened(settings) as house:
        for _, result in _works(house, names):
            assert result is not None
            yield result


def _opened(settings: Settings) -> AbstractContextManager[House]:
    """The house, untouched; texts are prepared on this machine, within the limits of each."""
    return opened(settings.model_copy(update={"cluster": ""}), dry=True)


def _works(
    house: House, names: Sequence[str], aside: Rehearsal | None = None
) -> Iterator[tuple[str, Work | ArticastError | None]]:
    """Each source's work, error, or None where nothing has changed; without `aside` everything, drafts too."""
    order = deque[tuple[str, ArticastError | None] | None]()
    documents = _documents(house, names, aside, order)
    prepare = partial(again, plan=house.plan, limits=limits_of(house.settings))
    for (document, _), future in house.studio.ahead(prepare, documents, lambda _: None):
        while ready := order.popleft():
            yield ready
        try:
            work = future.result()
        except ArticastError as error:
            yield document.source, error
            continue
        if aside and expired(work, house):
            aside.passed.append(sources.Passed(document.source, EXPIRED))
        elif aside and (when := waits(work, house)):
            aside.scheduled.append((document.source, when))
        else:
            yield document.source, work
    yield from filter(None, order)


def _documents(
    house: House, names: Sequence[str], aside: Rehearsal | None, order: deque[tuple[str, ArticastError | None] | None]
) -> Iterator[tuple[Document, Kept]]:
    """The documents to prepare; `order` has None for each of them, and in between what is known of others already."""
    everything = aside is None
    memory = Memory.of(house)
    asked: sources.Memory = _Forgetful() if everything else memory
    options = replace(options_of(house.settings), drafts=everything)
    for item in sources.read(names, options, asked, house.settings.root):
        if isinstance(item, sources.Passed):
            if aside:
                aside.passed.append(item)
        elif isinstance(item, sources.SourceFailure):
            order.append((item.source, item.error))
        elif isinstance(item, sources.Unchanged) or (
            not everything and memory.intact(item.id, memory.digest(content_digest(item)))
        ):
            order.append((item.source, None))
        elif why := sources.no_article(item):
            if aside:
                aside.passed.append(sources.Passed(item.source, why))
        else:
            order.append(None)
            yield item, Kept()


class _Forgetful:
    """Remembers nothing: every source is new."""

    def recall(self, url: str) -> sources.Visit | None:  # noqa: ARG002
        """Nothing."""
        return None

    def remember(self, url: str, visit: sources.Visit) -> None:
        """Nothing is kept."""


def _measuring(house: House, work: Work, known: Sequence[Bill]) -> Iterator[Bill]:
    """Of each of its voices that is asked over a network and was never measured, beside those `known` already."""
    for language, voice in work.all_voices:
        known_already = (voice.id, language) in {(one.voice, one.language) for one in known}
        if engines.find(voice.engine).LOCAL or known_already:
            continue
        bill = Bill("", "", language, voice.id)
        for text in to_measure(house, voice, language):
            bill.sentences += 1
            bill.characters += len(text)
            _charge(bill, voice, text)
        if bill.sentences:
            yield bill


def _charge(bill: Bill, voice: Voice, text: str) -> None:
    """What a service takes for a text."""
    engine = engines.find(voice.engine)
    if isinstance(engine, engines.NetworkEngine):
        bill.requests += engine.requests(text, voice)
        bill.price += engine.price(voice) * len(text) / 1e6


def _bill(house: House, work: Work) -> Bill:
    voice = work.voices[0][1]
    bill = Bill(work.document.source, work.article.title, work.article.language, voice.id)
    counted: set[str] = set()
    before = published_clips(house, work.article.id)
    for sentence in work.sentences:
        its = work.voice_of(sentence)
        tuned = kept_tuning(house, its, sentence.language)
        pace = tuned.pace if tuned else None
        if tuned:
            task = speak.task_of(sentence, its, tuned, house.settings.bitrate, heading=work.is_heading(sentence))
            key = kept_key(before, task) or task.key
            if key in counted or house.shelf.has(speak.path_of(key)):
                continue
            counted.add(key)
        length = len(said(sentence))
        bill.sentences += 1
        bill.characters += length
        bill.seconds += (pace.seconds(said(sentence)) if pace else length / RATE) + sentence.pause
        _charge(bill, its, said(sentence))
    return bill
