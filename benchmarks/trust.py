"""Bad days: `python -m benchmarks.trust`; `python -m benchmarks.trust 300` tries kills alone, so many.

Every write, move and removal in output and shelf of publish, edit, withdraw, its undoing and prune is a place to be
killed. After each no feed may name what is missing, and the command, run again, must end where an undisturbed one does.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

from articast.commands.upkeep import prune, withdraw
from articast.flow.publish import publish
from articast.keeping import Store
from articast.settings import Settings, load
from benchmarks import bad_days

BASE = "https://pod.example/a/"
FIRST = "The ferry left at seven. Almost nobody was on it, and those who were did not talk."
SECOND = "By noon the wind had turned. The captain poured herself a cup of tea, and waited for better."
NOW, LATER = 1_772_000_000, 1_772_000_000 + 500 * 86_400


def main() -> None:
    """Kill that many runs, spread over all places, and say how many ended well; then, without a number, all else."""
    alone = len(sys.argv) > 1
    killed = well = 0
    for name, places, good in kills(int(sys.argv[1]) if alone else 300):
        killed, well = killed + places, well + good
        print(f"{name}: {good} of {places} kills end well", flush=True)
    print(f"trust: {well} of {killed} kills survived", flush=True)
    if not alone:
        _all_else()


def _all_else() -> None:
    failed = survived = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, places, good in bad_days.faults(dict(_scenes(Path(folder))), _missing, 1_200):
            failed, survived = failed + places, survived + good
            print(f"{name}: {good} of {places} faults survived", flush=True)
    print(f"trust: {survived} of {failed} faults injected survived", flush=True)
    print("trust: {1} of {0} planted faults found".format(*bad_days.planted()), flush=True)
    print("trust: {1} of {0} wrecks held back".format(*bad_days.wrecks()), flush=True)
    print("trust: {1} of {0} hostile inputs read or refused, alone".format(*bad_days.hostile(2_000)), flush=True)
    print("trust: {1} secrets leaked, of {0} tries".format(*bad_days.secrets()), flush=True)
    print("trust: {1} words lost, of {0}".format(*bad_days.words()), flush=True)


def kills(most: int) -> Iterator[tuple[str, int, int]]:
    """(scenario, kills tried, kills after which all was well)."""
    os.environ["SOURCE_DATE_EPOCH"] = str(NOW)
    with tempfile.TemporaryDirectory() as folder:
        scenes = dict(_scenes(Path(folder)))
        for name, (start, does) in scenes.items():
            right = _copied(start, Path(folder) / "right")
            count = _killed(right, does, at=None)
            wanted = _tree(right)
            step = max(1, count * len(scenes) // most)
            places = range(0, count, step)
            good = sum(_ends_well(_copied(start, Path(folder) / "killed"), does, at, wanted) for at in places)
            yield name, len(places), good


def _scenes(folder: Path) -> Iterator[tuple[str, tuple[Path, Callable[[Settings], object]]]]:
    """Each command with the house that it starts from."""
    fresh = folder / "fresh"
    (fresh / "articles").mkdir(parents=True)
    (fresh / "articast.toml").touch()
    _write(fresh, "one", FIRST)
    _write(fresh, "two", SECOND)
    yield "publish", (fresh, _publish)
    edited = _copied(fresh, folder / "edited")
    _killed(edited, _publish, at=None)
    published = _copied(edited, folder / "published")
    _write(edited, "one", f"{FIRST} Then it rained.")
    yield "edit", (edited, _publish)
    yield "withdraw", (published, lambda settings: withdraw("en/one", settings))
    without = _copied(published, folder / "without")
    _killed(without, lambda settings: withdraw("en/one", settings), at=None)
    yield "undo", (without, lambda settings: withdraw("en/one", settings, undo=True))
    yield "take down", (published, lambda settings: withdraw("en/one", settings, now=True))
    old = _copied(edited, folder / "old")
    _killed(old, _publish, at=None)
    yield "prune", (old, _prune)


def _write(house: Path, name: str, text: str) -> None:
    (house / "articles" / f"{name}.md").write_text(f"---\ntitle: {name}\nlanguage: en\ndate: 2026-01-02\n---\n{text}\n")


def _publish(settings: Settings) -> object:
    return publish(["articles"], settings)


def _prune(settings: Settings) -> object:
    with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=str(LATER)):
        return prune(settings)


def _copied(house: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(house, target)
    return target


def _killed(house: Path, does: Callable[[Settings], object], at: int | None) -> int:
    """Do it in a process of its own, killed before write number `at`; how many writes there were."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.chdir(house)
        with _counted(at) as writes:
            does(load(None, {"voice": "tone", "jobs": 1, "base_url": BASE}))
        os.write(writing, str(writes[0]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        found = int(told.read() or 0)  # until the child is gone
    with suppress(ChildProcessError):  # whoever else waits for children may have had it
        os.waitpid(child, 0)
    return found


@contextmanager
def _counted(at: int | None) -> Iterator[list[int]]:
    writes = [0]

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def does(*arguments: object) -> object:
            if writes[0] == at:
                os._exit(9)
            writes[0] += 1
            return real(*arguments)

        return does

    with (
        mock.patch.object(Store, "write", watched(Store.write)),
        mock.patch.object(Store, "put", watched(Store.put)),
        mock.patch.object(Store, "delete", watched(Store.delete)),
    ):
        yield writes


def _ends_well(house: Path, does: Callable[[Settings], object], at: int, wanted: dict[str, str]) -> bool:
    _killed(house, does, at)
    if missing := _missing(house):
        print(f"  killed at {at}: {missing} is named and missing")
        return False
    _killed(house, does, at=None)
    if (found := _tree(house)) != wanted:
        other = sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))
        print(f"  killed at {at}: other than undisturbed: {other[:5]}")
        return False
    return True


def _missing(house: Path) -> str:
    """The first file that a feed names and that is not there."""
    output = house / "output"
    for feed in output.glob("**/feed*.xml"):
        for enclosure in etree.parse(feed).iter("enclosure"):
            path = urlsplit(str(enclosure.get("url"))).path.removeprefix("/a/")
            if not (output / path).is_file():
                return path
    return ""


def _tree(house: Path) -> dict[str, str]:
    output = house / "output"
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
