"""Bad days: `python -m benchmarks.trust`; `python -m benchmarks.trust 300` tries kills alone, so many.

Every write, move and removal in output and shelf, and every change of the catalogue, of all that publishers do
(`scenes.py`) is a place to be killed. After each no feed may name what is missing, and the command, run again, must
end where an undisturbed one does.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager, redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.settings import Settings

from articast.keeping import Store, database
from benchmarks import bad_days
from benchmarks.scenes import copied, done, missing, scenes, tree

KILLS, FAULTS = 400, 1_500


def main() -> None:
    """Kill that many runs, spread over all places, and say how many ended well; then, without a number, all else."""
    alone = len(sys.argv) > 1
    killed = well = 0
    for name, places, good in kills(int(sys.argv[1]) if alone else KILLS):
        killed, well = killed + places, well + good
        print(f"{name}: {good} of {places} kills end well", flush=True)
    print(f"trust: {well} of {killed} kills survived", flush=True)
    if not alone:
        _all_else()


def _all_else() -> None:
    failed = survived = 0
    for name, places, good in bad_days.faults(FAULTS):
        failed, survived = failed + places, survived + good
        print(f"{name}: {good} of {places} faults survived", flush=True)
    print(f"trust: {survived} of {failed} faults injected survived", flush=True)
    print("trust: {1} of {0} planted faults found".format(*bad_days.planted()), flush=True)
    print("trust: {1} of {0} wrecks held back".format(*bad_days.wrecks()), flush=True)
    print("trust: {1} of {0} hostile inputs read or refused, alone".format(*bad_days.hostile(2_000)), flush=True)
    print("trust: {1} secrets leaked, of {0} tries".format(*bad_days.secrets()), flush=True)
    print("trust: {1} words lost, of {0}".format(*bad_days.words()), flush=True)


def kills(most: int) -> Iterator[tuple[str, int, int]]:
    """(scene, kills tried, kills after which all was well)."""
    with tempfile.TemporaryDirectory() as folder, bad_days.here():
        acts = list(scenes(Path(folder)))
        counts, right = {}, {}
        for act in acts:
            house = copied(act.start, Path(folder) / "right")
            with _counted(None) as writes:
                done(house, act.does)
            counts[act.name], right[act.name] = writes[0], tree(house)
        step = max(1.0, sum(counts.values()) / most)
        at = 0.0
        for act in acts:
            places, count = [], counts[act.name]
            while at < count:
                places.append(int(at))
                at += step
            at -= count
            house = Path(folder) / "killed"
            good = sum(_ends_well(copied(act.start, house), act.does, place, right[act.name]) for place in places)
            yield act.name, len(places), good


def _killed(house: Path, does: Callable[[Settings], object], at: int) -> None:
    """Do it in a process of its own, killed before write number `at`."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException), redirect_stderr(StringIO()), _counted(at):
            done(house, does)
        os._exit(0)
    with suppress(ChildProcessError):  # whoever else waits for children may have had it
        os.waitpid(child, 0)


@contextmanager
def _counted(at: int | None) -> Iterator[list[int]]:
    writes = [0]

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def does(*arguments: object) -> object:
            if bad_days.changes(arguments):
                if writes[0] == at:
                    os._exit(9)
                writes[0] += 1
            return real(*arguments)

        return does

    with ExitStack() as stack:
        for owner, name in (*((Store, name) for name in bad_days.WRITES), (database._Connection, "execute")):  # noqa: SLF001
            stack.enter_context(mock.patch.object(owner, name, watched(getattr(owner, name))))
        yield writes


def _ends_well(house: Path, does: Callable[[Settings], object], at: int, wanted: dict[str, str]) -> bool:
    was_missing = missing(house)
    _killed(house, does, at)
    if (gone := missing(house)) and not was_missing:
        print(f"  killed at {at}: {gone} is named and missing", flush=True)
        return False
    try:
        done(house, does)
    except Exception as error:  # noqa: BLE001  counted, and told
        print(f"  killed at {at}: {type(error).__name__}: {error}", flush=True)
        return False
    if (found := tree(house)) != wanted:
        other = sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))
        print(f"  killed at {at}: other than undisturbed: {other[:5]}", flush=True)
        return False
    return True


if __name__ == "__main__":
    main()
