"""Bad days beside kills, for `benchmarks.trust`: faults of a disk or bucket, wrecked articles, damaged outputs, hostile
inputs, planted secrets, words that might get lost. Each says how many were tried, and how many went well.
"""

from __future__ import annotations

import random
import tempfile
from concurrent.futures import Executor, Future
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from articast import sources
from articast.commands.check import audit
from articast.commands.check.site import Stored
from articast.commands.cli import main
from articast.errors import ArticastError, PublishError
from articast.flow.publish import publish
from articast.keeping import Store, database
from articast.recording import covers
from articast.settings import Settings, load
from articast.speech import executors, speak
from benchmarks.scenes import SETTINGS, copied, done, missing, scenes, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.scenes import Scene


class Here(Executor):
    """A pool that works at once, in this process: a thousand runs need no thousand pools."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Do it."""
        found: Future[Any] = Future()
        try:
            found.set_result(function(*arguments, **named))
        except Exception as error:  # noqa: BLE001  whoever waits for it has it
            found.set_exception(error)
        return found


@contextmanager
def here() -> Iterator[None]:
    """Work in this process; what every run makes alike is made once."""
    with (
        mock.patch.object(executors, "processes", return_value=Here()),
        mock.patch.object(executors, "load_ahead"),
        mock.patch.object(covers, "show", lru_cache(covers.show)),
        mock.patch.object(speak, "tuning", lru_cache(speak.tuning)),
    ):
        yield


# faults of a disk or bucket

WRITES, READS = ("replace", "create", "put", "delete"), ("read", "sizes")
_CHANGE = ("INSERT", "UPDATE", "DELETE", "COMMIT")


def changes(arguments: tuple[object, ...]) -> bool:
    """Whether a call of a store's or of the catalogue's changes something."""
    return isinstance(arguments[0], Store) or str(arguments[1]).lstrip().startswith(_CHANGE)


class Broken:
    """A store that fails at its operation number `at`, in one of the ways that disks and buckets fail."""

    def __init__(self, how: str, at: int | None) -> None:
        self.how, self.at = how, at
        self.count = 0
        self.hit = ""

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """An operation of the store that may fail."""

        def does(store: Store, *arguments: Any) -> Any:
            now, self.count = self.count, self.count + 1
            if now != self.at:
                return real(store, *arguments)
            self.hit = f"{name} {arguments[-1] if name == 'put' else arguments[0] if arguments else ''}"
            if self.how in {"cut", "zeros"} and name in {"replace", "create"}:
                half, size = arguments[1][: len(arguments[1]) // 2], len(arguments[1])
                return real(store, arguments[0], half if self.how == "cut" else bytes(size))
            if self.how == "lost":  # done, and nobody heard of it
                real(store, *arguments)
            if self.how == "torn" and name in {"replace", "create"}:
                real(store, arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise PublishError(f"cannot {name}: {self.how}")

        return does

    def statements(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """The catalogue's statements, of which one finds no room."""

        def does(*arguments: Any) -> Any:
            if changes(arguments):
                now, self.count = self.count, self.count + 1
                if now == self.at:
                    self.hit = str(arguments[1])[:60]
                    raise PublishError("catalogue.sqlite: database or disk is full")
            return real(*arguments)

        return does

    @contextmanager
    def store(self) -> Iterator[None]:
        """Stores, or the catalogue, break so."""
        names = READS if self.how == "unread" else WRITES
        patches = [mock.patch.object(Store, name, self.watched(name, getattr(Store, name))) for name in names]
        if self.how == "catalogue":
            ours = database._Connection  # noqa: SLF001  where all its statements pass
            patches = [mock.patch.object(ours, "execute", self.statements(ours.execute))]
        with ExitStack() as stack:
            for patch in patches:
                stack.enter_context(patch)
            yield


HOWS = ("full", "lost", "torn", "cut", "zeros", "unread", "catalogue")
"""A full disk; an answer that is lost; a file of which half arrived; one that is cut off without a word; one that a
power cut left as zeros, as long as it was; one that cannot be read; a catalogue that finds no room."""

SILENT = frozenset({"cut", "zeros"})
"""Nobody is told of these when they happen."""


def faults(most: int) -> Iterator[tuple[str, int, int]]:
    """(scene and fault, how many, how many after which all was well).

    Well is: the command failed, or warned, or nothing is other than it should be; no feed names what is missing; and
    the command, run again, ends where an undisturbed one does.
    """
    with tempfile.TemporaryDirectory() as folder, here():
        house = Path(folder) / "broken"
        acts = list(scenes(Path(folder)))
        counts, right = {}, {}
        for act in acts:
            done(copied(act.start, house), act.does)
            right[act.name] = tree(house)
            for how in HOWS:
                counted = Broken(how, None)
                _done(copied(act.start, house), act.does, counted)
                counts[act.name, how] = counted.count
        step = max(1.0, sum(counts.values()) / most)
        at = 0.0
        for act in acts:
            for how in HOWS:
                places, count = [], counts[act.name, how]
                while at < count:
                    places.append(int(at))
                    at += step
                at -= count
                good = sum(_survived(copied(act.start, house), act, Broken(how, n), right[act.name]) for n in places)
                yield f"{act.name}, {how}", len(places), good


def _done(house: Path, does: Callable[[Settings], object], broken: Broken) -> bool:
    """Do it; whether it failed and said so."""
    with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
        try:
            with broken.store():
                report = done(house, does)
        except ArticastError:
            return True
        return bool(getattr(report, "failed", None) or getattr(report, "warnings", None))


def _survived(house: Path, act: Scene, broken: Broken, wanted: dict[str, str]) -> bool:
    where, was_missing = "", missing(house)
    try:
        told = _done(house, act.does, broken)
        if broken.how not in SILENT and broken.how != "torn":  # a feed that the disk cut off is none
            where = missing(house) and not was_missing and "a feed names what is missing"
        if not told and broken.how not in SILENT and tree(house) != wanted:
            where = where or "it failed, and nobody was told"
        done(house, act.does)
        if broken.how == "zeros" and tree(house) != wanted and audit(Settings(), _site(house)):
            return not where  # what is as long as it was is for `check` to find
        if (found := tree(house)) != wanted:
            other = sorted(one for one in {*found, *wanted} if found.get(one) != wanted.get(one))
            where = where or f"other: {other[:4]}"
    except Exception as error:  # noqa: BLE001  counted, and told
        where = f"{type(error).__name__}: {error}"
    if where:
        print(f"  {act.name}: {broken.how} at {broken.at} ({broken.hit}): {where}", flush=True)
    return not where


def _site(house: Path) -> Stored:
    return Stored(Store(str(house / "output")))


# planted faults, as an upload, an editor or a disk leaves them


def planted() -> tuple[int, int]:
    """(faults planted, found by `check` under their name)."""
    from tests.commands.planting import FAULTS, Output
    from tests.commands.test_check_faults import FAEHRE, FERRY, TIDE

    found = 0
    with tempfile.TemporaryDirectory() as folder, here(), chdir(folder):
        Path("articles").mkdir()
        for name, text in (("a.md", FERRY), ("b.md", TIDE), ("c.md", FAEHRE)):
            Path("articles", name).write_text(text, encoding="utf-8")
        publish(["articles"], load(None, dict(SETTINGS)))
        for what, (kind, plant) in FAULTS.items():
            output = copied(Path("output"), Path("damaged"))
            plant(Output(output))
            told = {fault.kind for fault in audit(Settings(), Stored(Store(str(output)))) if not fault.note}
            found += kind in told
            if kind not in told:
                print(f"  {what}: not found as {kind}, but {sorted(told)}")
    return len(FAULTS), found


# wrecks in place of a good article

_TEXT = [
    f"Paragraph {sign} is about the harbour. The boats of {sign} lie at pier {number}, and nobody minds the rain."
    for number, sign in enumerate("ABCDEFGHIJKLMNOPQRST")
]


def page(title: str, paragraphs: list[str], language: str = "en", around: str = "") -> str:
    """A page with an article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{around}<article><h1>{title}</h1>{body}</article></body></html>"
    )


def _of(text: str, times: int) -> list[str]:
    return [text.format(n) for n in range(1, times + 1)]


WRECKS = {
    "a cookie wall": page(
        "We value your privacy",
        _of("We and our {0} partners store cookies on your device. You may accept or reject each of them here.", 12),
    ),
    "a maintenance page": page("Down for maintenance", ["We will be back soon.", "Thank you for your patience."]),
    "an emptied body": page("The harbour", []),
    "three of twenty paragraphs": page("The harbour", _TEXT[:3]),
    "another language": page(
        "Der Hafen",
        _of("Absatz {0} erzählt vom Hafen. Er hat zwei Sätze, und beide sind auf Deutsch geschrieben.", 20),
        "de",
    ),
    "a paywall": page("The harbour", [_TEXT[0], "Subscribe now to read on. Already a subscriber? Log in."]),
    "a log-in page": page("Log in", ["Please enter your user name and your password.", "Forgot your password?"]),
    "a page that is not found": page("404 Not Found", ["The page that you asked for is not here any more."]),
    "an error of the server": "<html><head><title>Error</title></head><body><h1>Fatal error</h1><pre>Uncaught "
    "exception in /srv/www/index.php on line 12\nStack trace: #0 {main}</pre></body></html>",
    "a page made by a script": '<html><head><title>The harbour</title></head><body><div id="root"></div>'
    '<script src="/app.js"></script></body></html>',
    "another article altogether": page(
        "Ten ways to win at cards",
        _of("Tip {0} for the casino: play late, bet small and cash your bonus out today.", 20),
    ),
    "a page cut off in transfer": page("The harbour", _TEXT)[:520],
}


def wrecks() -> tuple[int, int]:
    """(wrecks put in place of an article, held back with the old one untouched)."""
    held = 0
    with tempfile.TemporaryDirectory() as folder, here(), chdir(folder):
        Path("articles").mkdir()
        Path("articles/a.html").write_text(page("The harbour", _TEXT), encoding="utf-8")
        settings = load(None, dict(SETTINGS))
        publish(["articles"], settings)
        before = tree(Path())
        for what, text in WRECKS.items():
            Path("articles/a.html").write_text(text, encoding="utf-8")
            with redirect_stderr(StringIO()):
                report = publish(["articles"], settings)
            good = bool(report.failed) and tree(Path()) == before
            held += good
            if not good:
                print(f"  {what}: {report.failed or 'published'}")
    return len(WRECKS), held


# hostile inputs


def hostile(most: int) -> tuple[int, int]:
    """(damaged and hostile files read, read or refused as they should be, with the good one after them)."""
    from tests.sources.test_hostile import PIECES, SEEDS, Client, FetchError, Forgetful, Options, edited, is_sound

    chance, sound = random.Random(13), 0

    def get(_self: Any, url: str, *_conditions: Any) -> Any:
        raise FetchError(url, "there is no network here")

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(Client, "get", get):
        good = Path(folder, "good.txt")
        good.write_text("A good one.\n\nIts words are here.", encoding="utf-8")
        names = sorted(SEEDS)
        for number in range(most):
            name = names[number % len(names)]
            edits = [(chance.randrange(1 << 20), chance.randrange(40), chance.choice(PIECES)) for _ in range(3)]
            path = Path(folder, name)
            path.write_bytes(edited(SEEDS[name], edits))
            found = list(sources.read([str(path), str(good)], Options(max_bytes=2**22), Forgetful(), Path(folder)))
            with suppress(AssertionError):
                sound += is_sound(found)
                continue
            print(f"  {name} {edits}: {found}")
    return most, sound


# secrets


def secrets() -> tuple[int, int]:
    """(secrets planted in the configuration and on the command line, found in what was said or written)."""
    from tests.commands.test_secrets import KEY, PASSWORD, REFUSED, SECRETS, TOKEN

    leaked = tried = 0
    commands = [
        ["publish", "articles"],
        ["publish", "--dry-run"],
        ["check"],
        ["runs"],
        ["voices"],
        ["prune"],
        ["restore"],
    ]
    addressed = [
        ["publish", f"http://me:{PASSWORD}@127.0.0.1:1/a?token={TOKEN}", "--voice", "tone"],
        ["check", f"http://me:{PASSWORD}@127.0.0.1:1/?token={TOKEN}"],
        ["serve", "--output", f"https://me:{PASSWORD}@pod.example/"],
        ["publish", "articles", "--cluster", f"tcp://me:{PASSWORD}@127.0.0.1:1", "--voice", "tone"],
        ["script", f"http://127.0.0.1:1/a?api_key={KEY}"],
        ["withdraw", f"https://me:{PASSWORD}@pod.example/a"],
    ]
    with tempfile.TemporaryDirectory() as folder, here(), chdir(folder):
        Path("articles").mkdir()
        Path("articles/a.html").write_text(page("The harbour", _TEXT[:3]), encoding="utf-8")
        tries = [(config, command) for config in REFUSED.values() for command in commands]
        tries += [("", command) for command in addressed]
        for config, command in tries:
            Path("articast.toml").write_text(config, encoding="utf-8")
            for more in ([], ["--json"], ["--verbose"]):
                out, err = StringIO(), StringIO()
                with redirect_stdout(out), redirect_stderr(err), suppress(SystemExit):
                    main([*command, *more])
                said = out.getvalue() + err.getvalue() + _written()
                tried += 1
                if bad := [one for one in SECRETS if one in said]:
                    leaked += 1
                    print(f"  {command} with {config!r}: {bad}")
    return tried, leaked


def _written() -> str:
    return "".join(
        path.read_bytes().decode("utf-8", "replace")
        for folder in ("output", ".articast")
        for path in Path(folder).rglob("*")
        if path.is_file() and path.suffix not in {".mp3", ".clip", ".jpg", ".png"}
    )


# words


def words() -> tuple[int, int]:
    """(words of the examples' articles, those that are neither said nor listed as left out)."""
    import json
    import re

    examples = Path(__file__).parent.parent / "examples"
    total = lost = 0
    with tempfile.TemporaryDirectory() as folder, here(), chdir(folder):
        settings = load(None, {**SETTINGS, "future": True})
        report = publish([str(examples)], settings)
        for source, episode in report.published:
            spoken = json.loads(Path("output", episode.folder, "episode.json").read_bytes())
            said = re.findall(r"\w+", " ".join(one["text"] for one in spoken["sentences"]))
            from articast.commands.dry_run import works

            ((work),) = works([source], settings)
            assert not isinstance(work, ArticastError)
            own = re.findall(r"\w+", " ".join(block.text for block in work.script.blocks))
            gone = _missing(own, said)
            total, lost = total + len(own), lost + len(gone)
            if gone:
                print(f"  {source}: {gone[:10]}")
    return total, lost


def _missing(own: list[str], said: list[str]) -> list[str]:
    """Words that are not among those said, in their order."""
    gone, at = [], 0
    for word in own:
        try:
            at = said.index(word, at) + 1
        except ValueError:
            gone.append(word)
    return gone
