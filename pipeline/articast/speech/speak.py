"""Sentences → clips: through an engine, the quality gate and the store; in parallel, no clip paid for twice."""

from __future__ import annotations

import json
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from operator import itemgetter
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from articast.errors import ArticastError, EngineError, LimitError, QualityError
from articast.limits import USUAL, Limits, late
from articast.model import Clip, Take, Word
from articast.speech import calibrating, engines, executors, samples
from articast.speech.crew import Crew
from articast.speech.hanging import Hanging
from articast.speech.pace import Pace
from articast.stopwatch import stage, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from articast.model import Pronunciation, Said, Sentence, Speech, Voice
    from articast.speech import verify
    from articast.stopwatch import Spent

A = TypeVar("A")
R = TypeVar("R")
W = TypeVar("W")

VERSION = 2
"""In every clip's key: raise it when `sound` gives other bytes for the same speech."""

PATIENCE = 2.0
"""Seconds that a run that is told to stop waits for the sentences under way."""

LOOK = 1.0
"""Seconds after which a run that waits looks whether anything is late."""

TAKES = 3
"""How often a sentence is spoken, with other seeds, before its article fails."""

HEADING = 0.92
"""Times the voice's rate at which a title or heading is said: heard as one, and nothing is strained (by ear and by the
gate: every engine has `speed`, none but Pico a pitch that stays natural)."""

PAID_TAKES = 2
"""How often a service is asked for a sentence whose words are only doubtful."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was measured of a voice on its own speech, once, and kept."""

    gain: float
    """dB, constant for the voice."""
    pace: Pace | None
    speed: float = 1.0
    """Times the rate of the voice as it is set, so that those of one show are as fast as each other."""


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence to speak: a plain value, for whatever executor."""

    text: str
    language: str
    voice: Voice
    tuning: Tuning
    bitrate: int
    pronunciations: tuple[Pronunciation, ...] = ()
    listening: verify.Listening | None = None
    """How its words are heard before it is kept; no part of the key, since the bytes do not depend on it."""
    kept: str = ""
    """Key of the clip that was published for this very asking, whatever version made it; empty: none was."""
    heading: bool = False
    """It is a title or a heading, and said like one."""

    @property
    def asked(self) -> str:
        """As `asked` says."""
        return asked(self.text, self.language, self.voice, self.pronunciations, self.bitrate, heading=self.heading)

    @property
    def speaking(self) -> Voice:
        """The voice at the rate at which it says this."""
        return engines.paced(self.voice, self.tuning.speed * (HEADING if self.heading else 1.0))

    @property
    def even(self) -> bool:
        """Whether its level is brought near the voice's own."""
        return not getattr(engines.find(self.voice.engine), "STEADY", False)

    @property
    def quick(self) -> bool:
        """Whether the voice is encoded in the quicker way."""
        return bool(getattr(engines.find(self.voice.engine), "QUICK", False))

    @property
    def key(self) -> str:
        """The clip's: all that decides its bytes and nothing else; what is published stays as it is."""
        if self.kept:
            return self.kept
        parts = (
            VERSION,
            self.text,
            self.language,
            self.voice.id,
            self.speaking.options,
            version_of(self.voice),
            [(p.start, p.end, p.ipa) for p in self.pronunciations],
            self.tuning.gain,
            self.bitrate,
            *(["narrow"] if self.quick else []),
            *(["even 8"] if self.even else []),
            *(["spelled"] if self.pronunciations and engines.spells(self.voice) else []),
            *filter(None, [engines.manner(self.text, self.voice, self.language)]),
        )
        return sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def asked(
    text: str,
    language: str,
    voice: Voice,
    pronunciations: tuple[Pronunciation, ...],
    bitrate: int,
    *,
    heading: bool = False,
) -> str:
    """What is asked for, as a digest: a clip's key without what only versions of programs and models decide."""
    sounds = [(p.start, p.end, p.ipa) for p in pronunciations]
    parts = text, language, voice.id, voice.options, sounds, bitrate, *(["heading"] if heading else [])
    return sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:16]


class Shelf(Protocol):
    """Where clips are kept (a store)."""

    def read(self, path: str) -> bytes:
        """All of a file; FileNotFoundError where there is none."""

    def write(self, path: str, content: bytes) -> bool:
        """Put a file in place, whole."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence's clip as the flow carries it: its frames are on the shelf."""

    take: Take
    packed: str = "[]"
    """Its words, as a packed clip has them: a book's would be megabytes more as objects."""

    @property
    def words(self) -> tuple[Word, ...]:
        """When each of its words is said, from the clip's start."""
        return tuple(Word(*word) for word in json.loads(self.packed))


@dataclass(slots=True)
class _Ledger(Generic[W]):
    """A work under way: its clips as they come in."""

    work: W
    taken: list[Taken | None]
    error: ArticastError | None = None
    left: int = 0
    began: float = field(default_factory=monotonic)

    @property
    def is_over(self) -> bool:
        """Whether it waits for nothing any more: all is there, or it took too long."""
        return not self.left or isinstance(self.error, LimitError)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A sentence under way: its clip's key, and since when by the monotonic clock."""

    key: str
    task: Task
    at: float = field(default_factory=monotonic)


class Studio:
    """Speaks works in order, sentences of several works at a time, on all cores.

    Clips are written to the shelf as they come; a run that dies has lost those under way, at most a few a core.
    One class, since all of it is the state of one queue.
    """

    def __init__(
        self,
        shelf: Shelf,
        jobs: int,
        cluster: str = "",
        concurrency: Mapping[str, int] | None = None,
        listening: verify.Listening | None = None,
        limits: Limits = USUAL,
        patience: Mapping[str, float] | None = None,
    ) -> None:
        """Nothing is started until there is something to do.

        Args:
            shelf: where clips are kept.
            jobs: processes.
            cluster: address of a Dask scheduler that is used in place of processes here; empty: none.
            concurrency: requests at a time of each engine that is asked over a network.
            listening: how the words of every fresh take are heard; None: they are not.
            limits: what a sentence and an article may take.
            patience: seconds to go on asking for one text, of each engine that is told so.
        """
        self._shelf = shelf
        self.crew = Crew(jobs, cluster, concurrency or {}, limits, patience)
        self._listening = listening
        self._running: dict[Future[Clip], _Begun] = {}
        self._hanging = Hanging(limits.sentence_seconds)
        self.spoken = 0
        self.reused = 0
        self.timings: list[Spent] = []
        """Who worked on each sentence, and where the time went."""

    def ahead(
        self, function: Callable[[A], R], items: Iterator[A], glimpse: Callable[[R], None]
    ) -> Iterator[tuple[A, Future[R]]]:
        """As `Crew.ahead`."""
        return self.crew.ahead(function, items, glimpse)

    def close(self) -> None:
        """Stop; what is under way is dropped."""
        if self._running:
            self.crew.abandon()
        self.crew.close()

    def stop(self) -> None:
        """Keep the sentences that are waited for, as far as they come within `PATIENCE`; give up all else."""
        done, _ = wait(self._running, timeout=PATIENCE)
        for future in done:
            if not future.cancelled() and future.exception() is None:
                self._shelf.write(path_of(self._running[future].key), pack(future.result()))
        self._running.clear()
        self.crew.abandon()

    def tune(self, voice: Voice, language: str, texts: tuple[str, ...]) -> Callable[[], Tuning]:
        """Begin to measure a voice on its own speech.

        Returns:
            What waits for the outcome; it raises ArticastError where the voice does not speak.
        """
        measure = partial(tuning, language=language, texts=texts)
        if engines.find(voice.engine).LOCAL:
            begun = self.crew.submit(measure, voice, voice=voice.id)
        else:
            measure = partial(_tuning_kept, shelf=self._shelf, language=language, texts=texts)
            begun = self.crew.asking(voice.engine).submit(measure, voice)

        def outcome() -> Tuning:
            if error := self._hanging.why_not(voice):
                raise error
            try:
                if not engines.find(voice.engine).LOCAL:
                    return begun.result(self.crew.patience())
                return self.crew.settled(measure, (voice, begun))[1].result()
            except TimeoutError:
                raise self._hanging.again(voice, texts[0]) from None
            except LimitError as error:
                raise self._hanging.again(voice, texts[0], error) from error

        return outcome

    def record(
        self, works: Iterator[tuple[W, tuple[Task, ...]]], watch: Callable[[W, int, float], None]
    ) -> Iterator[tuple[W, list[Taken] | ArticastError]]:
        """Every work with the clips of its tasks, in order of the works; or with the error that it failed with.

        Args:
            works: each with its tasks; read as they are needed.
            watch: told of every clip: its work, 1 where it was spoken and 0 where it was reused, its seconds.
        """
        ledgers: deque[_Ledger[W]] = deque()
        waiting: dict[str, list[tuple[_Ledger[W], int]]] = {}
        running = self._running

        def give(key: str, clip: Clip, fresh: int) -> None:
            for ledger, index in waiting.pop(key):
                ledger.taken[index] = Taken(Take.of(key, clip), json.dumps(_plain(clip.words)))
                ledger.left -= 1
                watch(ledger.work, fresh, clip.seconds)
                self.spoken, self.reused = self.spoken + fresh, self.reused + 1 - fresh
                fresh = 0

        def refuse(key: str, error: ArticastError) -> None:
            for ledger, _ in waiting.pop(key):
                ledger.error = ledger.error or error
                ledger.left -= 1

        def settle() -> None:
            for future in self._done(ledgers, waiting):
                begun = running.pop(future)
                if future.cancelled():  # of works that are given up
                    waiting.pop(begun.key)
                    continue
                clip = self._outcome(future, begun)
                if isinstance(clip, Clip):
                    self.timings.append(clip.spent)
                if isinstance(clip, ArticastError):
                    refuse(begun.key, clip)
                else:
                    with stage("clips"):
                        self._shelf.write(path_of(begun.key), pack(clip))
                    give(begun.key, clip, 1)

        for work, tasks in works:
            ledger = _Ledger(work, [None] * len(tasks), left=len(tasks))
            ledgers.append(ledger)
            for index, task in enumerate(tasks):
                ledger.error = ledger.error or self._hanging.why_not(task.voice)
                if ledger.error:
                    ledger.left -= 1
                    continue
                wanted, kept = self._found(task, waiting)
                key = wanted.key
                waiting.setdefault(key, []).append((ledger, index))
                if kept:
                    give(key, kept, 0)
                if kept or len(waiting[key]) > 1:
                    continue
                heard = replace(wanted, listening=self._listening)
                running[self._begin(heard)] = _Begun(key, heard)
                while len(running) >= self.crew.window:
                    settle()
            while ledgers and ledgers[0].is_over:
                yield _closed(ledgers.popleft())
        while ledgers:
            while not ledgers[0].is_over:
                settle()
            yield _closed(ledgers.popleft())

    def _done(
        self, ledgers: Iterable[_Ledger[W]], waiting: Mapping[str, list[tuple[_Ledger[W], int]]]
    ) -> list[Future[Clip]]:
        """What is done of that which is under way, or is to be waited for no longer; waits a moment for it."""
        running, most = self._running, self.crew.limits.article_seconds
        for ledger in ledgers:
            if most and not ledger.is_over and monotonic() - ledger.began > most:
                ledger.error = late(most, "article_seconds")
        with stage("waiting"):
            done = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED).done
        if done:
            return [*done]
        return [
            future
            for future, begun in running.items()
            if _is_late(self.crew, future, begun)
            or (all(ledger.is_over for ledger, _ in waiting[begun.key]) and future.cancel())
        ]

    def _outcome(self, future: Future[Clip], begun: _Begun) -> Clip | ArticastError:
        """The clip, or why there is none; an innocent one is made once more where a process died or hung."""
        task = begun.task
        if not future.done():
            if engines.find(task.voice.engine).LOCAL:
                future = self.crew.given_up(speak, (task, future))
            else:
                self.crew.asking(task.voice.engine).replace()
                return self._hanging.again(task.voice, task.text)
        elif executors.died(future):
            future = self.crew.again(speak, task)
        error = executors.failure(future)
        if isinstance(error, LimitError):
            return self._hanging.again(task.voice, task.text, error)
        if error:
            return _understood(error, task)
        self._hanging.no_more(task.voice)
        return future.result()

    def _begin(self, task: Task) -> Future[Clip]:
        if engines.find(task.voice.engine).LOCAL:
            return self.crew.submit(speak, task, voice=task.voice.id)
        return self.crew.asking(task.voice.engine).submit(self._ask, task)

    def _ask(self, task: Task) -> Clip:
        """As `speak`, for an engine that is asked over a network: the asking in this thread, the encoding in the pool.

        A process that dies over the encoding does not make it ask again.
        """
        encode, speech = partial(_finished, task), _take(task)
        return self.crew.settled(encode, (speech, self.crew.submit(encode, speech)))[1].result()

    def _found(self, task: Task, waiting: Container[str]) -> tuple[Task, Clip | None]:
        """The task with its clip, where that is there; what was published is spoken anew where it is lost."""
        if task.kept:
            if task.kept in waiting:
                return task, None
            if clip := self._kept(task.kept):
                return task, clip
            task = replace(task, kept="")
        return task, None if task.key in waiting else self._kept(task.key)

    def _kept(self, key: str) -> Clip | None:
        try:
            return unpack(self._shelf.read(path_of(key)))
        except FileNotFoundError:
            return None


def speak(task: Task) -> Clip:
    """Speak, check and encode one sentence: a plain function of values, for a process here or on another machine.

    Raises:
        VoiceError: the voice cannot say it.
        EngineError: the engine failed.
        QualityError: every take had a defect.
    """
    clip, spent = timed("voice", lambda: _finished(task, _take(task)))
    return replace(clip, spent=spent)


def tuning(voice: Voice, language: str, texts: tuple[str, ...]) -> Tuning:
    """Measure a voice on its own speech: its gain for -16 LUFS, how fast it speaks, and how fast it is to speak.

    One whose speed the publisher has set, and one that is paid by what it says, keep their rate.

    Raises:
        QualityError: too few of its answers are good.
    """
    gain, pace, seconds = calibrating.measured(voice, language, texts, calibrating.spoken)
    free = engines.takes_pace(voice) and "speed" not in dict(voice.options)
    speed = calibrating.speed(seconds, samples.usual(language, texts)) if free else 1.0
    if speed == 1.0:
        return Tuning(gain, pace)
    gain, pace, _ = calibrating.measured(engines.paced(voice, speed), language, texts, calibrating.spoken)
    return Tuning(gain, pace, speed)


def _tuning_kept(voice: Voice, *, shelf: Shelf, language: str, texts: tuple[str, ...]) -> Tuning:
    """As `tuning`, with each answer kept that was asked for over a network."""

    def say(voice: Voice, language: str, text: str, seed: int) -> Speech:
        path = calibrating.path_of(voice, language, text, seed)
        try:
            return calibrating.unpack(shelf.read(path))
        except FileNotFoundError:
            speech = calibrating.spoken(voice, language, text, seed)
            shelf.write(path, calibrating.pack(speech))
            return speech

    gain, pace, _ = calibrating.measured(voice, language, texts, say)
    return Tuning(gain, pace)


def pace_of(kept: dict[str, Any] | None) -> Pace | None:
    """A pace as it was kept."""
    return Pace(**kept) if kept else None


def pack(clip: Clip) -> bytes:
    """A clip as one file: a line of JSON, then its frames."""
    head = {
        "bitrate": clip.bitrate,
        "lead": clip.lead,
        "tail": clip.tail,
        "words": _plain(clip.words),
        "digest": sha256(clip.frames).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + clip.frames


def _plain(words: tuple[Word, ...]) -> list[tuple[float, float, int, int]]:
    return [(word.start, word.end, word.offset, word.length) for word in words]


def words_of(packed: str) -> list[tuple[float, float, int, int]]:
    """Times of words as `Taken.packed` has them: start, end, offset, length."""
    found: list[tuple[float, float, int, int]] = json.loads(packed)
    return found


def unpack(packed: bytes) -> Clip:
    """The clip that `pack` wrote.

    Raises:
        FileNotFoundError: the file is damaged: as good as none, it will be spoken again.
    """
    head, _, frames = packed.partition(b"\n")
    try:
        values: dict[str, Any] = json.loads(head)
        words = tuple(Word(*word) for word in values.pop("words"))
        digest = values.pop("digest", "")
        clip = Clip(frames=frames, words=words, **values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileNotFoundError("a damaged clip") from error
    if not frames or not clip.bitrate or len(frames) % (3 * clip.bitrate):
        raise FileNotFoundError("a cut clip")
    if digest and sha256(frames).hexdigest() != digest:
        raise FileNotFoundError("a changed clip")
    return clip


def frames_of(packed: bytes) -> bytes:
    """Only the frames of a packed clip."""
    return packed.partition(b"\n")[2]


def path_of(key: str) -> str:
    """Where a clip stands on its shelf."""
    return f"{key[:2]}/{key}.clip"


def task_of(sentence: Sentence, voice: Voice, tuned: Tuning, bitrate: int, *, heading: bool = False) -> Task:
    """The task of speaking a worded sentence."""
    said = sentence.said
    assert said is not None, "not worded yet"
    return Task(said.text, sentence.language, voice, tuned, bitrate, sounds_for(voice, said), heading=heading)


def sounds_for(voice: Voice, said: Said) -> tuple[Pronunciation, ...]:
    """What the voice is told of how words sound; a service's own model reads foreign words better than we tell it."""
    if engines.find(voice.engine).LOCAL:
        return said.pronunciations
    return tuple(one for one in said.pronunciations if one.kind != "foreign")


def _finished(task: Task, speech: Speech) -> Clip:
    from articast.speech import aligning, sound

    if not speech.words:
        with stage("word times"):
            speech = replace(speech, words=aligning.times(speech, task.text, task.language))
    with stage("sound"):
        return sound.finish(speech, task.tuning.gain, task.bitrate, even=task.even, quick=task.quick)


def _take(task: Task) -> Speech:
    """A take without a defect, and without a doubt where there is one: the least doubtful where all have one."""
    from articast.speech import doubting, gate, verify

    engine, ears = engines.find(task.voice.engine), task.listening
    found: tuple[str, ...] = ()
    doubtful: list[tuple[float, Speech]] = []
    takes = ears.attempts if ears else TAKES
    for seed in range(takes):
        speech = engine.say(task.text, task.speaking, task.language, seed=seed, pronunciations=task.pronunciations)
        with stage("gate"):
            found = gate.defects(speech, task.text, task.language, task.tuning.pace)
        doubt = 0.0
        if not found:
            with stage("word times"):
                speech, doubt = doubting.judged(speech, task.text, task.language, task.tuning.pace)
        heard = bool(ears and verify.hears(ears, task.language) and (doubt or not ears.doubtful))
        with stage("hearing"):
            found = found or (verify.defects(speech, task.text, task.language, ears) if heard else ())
        if not found and (heard or not doubt):
            return speech
        if not found:
            doubtful.append((doubt, speech))
            if not engine.LOCAL and len(doubtful) >= PAID_TAKES:
                break
    if doubtful:
        return min(doubtful, key=itemgetter(0))[1]
    raise QualityError(
        f"«{task.text}»: {task.voice.id} spoke it {takes} times and each take was refused ({'; '.join(found)}); "
        "write it otherwise in the article's .script.toml, or choose another voice"
    )


@cache
def version_of(voice: Voice) -> str:
    """Of the voice's engine and model: asked once a run, not once a sentence."""
    return engines.find(voice.engine).version(voice)


def _is_late(crew: Crew, future: Future[Clip], begun: _Begun) -> bool:
    """Whether nobody else will end it: a service's answer, a process that is stopped, a worker of a cluster."""
    name = begun.task.voice.engine
    if engines.find(name).LOCAL:
        patience = crew.patience()
        return crew.overdue(future) or (patience is not None and monotonic() - begun.at > patience)
    return crew.hangs(name, future)


def _closed(ledger: _Ledger[W]) -> tuple[W, list[Taken] | ArticastError]:
    if ledger.error:
        return ledger.work, ledger.error
    return ledger.work, [taken for taken in ledger.taken if taken is not None]


def _understood(error: BaseException, task: Task) -> ArticastError:
    """What kept a sentence from being spoken; a library's own error is told with the sentence, the voice and a way out.

    Raises:
        BaseException: what is no sentence's error (Ctrl-C).
    """
    if isinstance(error, ArticastError):
        return error
    if not isinstance(error, Exception):
        raise error
    return EngineError(
        f"«{task.text}»: {task.voice.id} failed with {type(error).__name__}: {error}; "
        "write the sentence otherwise in the article's .script.toml, or choose another voice"
    )
