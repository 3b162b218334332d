"""An archive of many episodes, made up in one go: a run where nothing changed, and one with a new article.

One article is published with the tone engine; its files (as links) and its rows in the catalogue are then copied under
other names, so that ten thousand episodes take seconds to make. What a run sees is what it would see of real ones.

Usage: python -m benchmarks.archive [EPISODES ...]    goal: 10,000 unchanged under 3 s and 200 MB
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import monotonic

from articast import sources
from articast.flow.house import opened, options_of
from articast.flow.memory import Memory
from articast.flow.preparing import content_digest
from articast.flow.publish import publish
from articast.model import Document
from articast.publishing import edition
from articast.settings import load

BASE = "https://pod.example/a/"
_TELLING = """
import re, sys
from articast.commands.cli import main
try:
    main(sys.argv[1:])
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""
COMMAND = (sys.executable, "-c", _TELLING, "publish", "articles", "--voice", "tone", "--quiet", "--base-url", BASE)
"""Says its peak memory (kB) at its end, as Linux counts it: `getrusage` gives at least that of whoever started it."""


def main() -> None:
    for count in [int(word) for word in sys.argv[1:]] or [10_000]:
        with tempfile.TemporaryDirectory() as name:
            os.chdir(name)
            made_up(count)
            for what in ("brought up to date", "unchanged", "unchanged"):
                print(f"archive: {count} episodes, {what}: {run()}")
            written = sizes()
            article(Path("articles/new.txt"), count)
            told = run()
            changed = {path: size for path, (size, stamp) in sizes().items() if written.get(path) != (size, stamp)}
            print(f"archive: {count} episodes, one new: {told}; {len(changed)} files, {sum(changed.values()):,} bytes")
            for path, size in sorted(changed.items(), key=lambda item: -item[1])[:8]:
                print(f"    {size:>12,} {path}")
            os.chdir("/")


def made_up(count: int) -> None:
    """A publisher's folder with so many sources, all published."""
    Path("articles").mkdir()
    for number in range(count):
        article(Path(f"articles/{number:07d}.txt"), number)
    settings = load(None, {"voice": "tone", "base_url": BASE})
    publish(["articles/0000000.txt"], settings)
    with opened(settings) as house:
        catalogue, memory = house.catalogue, Memory.of(house)
        ((first, *_),) = catalogue.published()
        its = catalogue.revision(first)
        assert its
        show = edition.show(house.output, catalogue, settings, "en")
        lying = {Path(path).name: kept for path, kept in catalogue.files(its.episode.folder).items()}
        for document in sources.read(["articles"], options_of(settings), memory, settings.root):
            if not isinstance(document, Document) or document.id == first:
                continue
            slug = f"story-{Path(document.id).stem}"
            entry = catalogue.adopt(document.id, "en", slug, None, house.clock)
            audio = f"{entry.language}/{slug}/{slug}-{its.episode.audio[-12:]}"
            Path("output", audio).parent.mkdir(parents=True)
            for name, kept in lying.items():
                there = audio if name.endswith(".mp3") else f"{entry.language}/{slug}/{name}"
                Path("output", there).hardlink_to(Path("output", its.episode.folder, name))
                catalogue.wrote(there, *kept)
            episode = replace(its.episode, guid=entry.guid, slug=slug, title=slug, audio=audio)
            made = replace(its.made, id=document.id, digest=memory.digest(content_digest(document)))
            catalogue.commit(replace(its, document=document.id, made=made, episode=episode, words=slug))
            catalogue.placed(document.id, edition.digest(show, episode), lying["record.json"][1])


def article(path: Path, number: int) -> None:
    """Write a short article like no other."""
    path.write_text(f"Story {number}\n\nThe ferry left at {number}, and nobody was on it.", encoding="utf-8")


def run() -> str:
    """Publish, in a process of its own; what it took."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
    done = subprocess.run(COMMAND, check=True, capture_output=True, text=True)
    seconds, after = monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:.1f} s, {spent:.1f} CPU s, {peak(done.stderr):.0f} MB"


def peak(told: str) -> float:
    """Most memory of the process, MB, as it told at its end."""
    return int(told.rsplit(maxsplit=1)[-1]) / 1024


def sizes() -> dict[str, tuple[int, int]]:
    """Every published file's bytes, and when it was written."""
    found = ((path, path.stat()) for path in Path("output").rglob("*") if path.is_file())
    return {path.as_posix(): (stat.st_size, stat.st_mtime_ns) for path, stat in found}


if __name__ == "__main__":
    main()
