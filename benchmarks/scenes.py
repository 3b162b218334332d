"""What publishers do, for `benchmarks.trust`: each command with the house that it starts from."""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from unittest import mock
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

from articast.commands.upkeep import prune, restore, withdraw
from articast.flow.publish import publish
from articast.recording import covers
from articast.settings import Settings, load

BASE = "https://pod.example/a/"
SETTINGS = {"voice": "tone", "jobs": 1, "base_url": BASE}
NOW, LATER = 1_772_000_000, 1_772_000_000 + 500 * 86_400

FIRST = "The ferry left at seven. Almost nobody was on it, and those who were did not talk."
SECOND = "By noon the wind had turned. The captain poured herself a cup of tea, and waited for better."

_EDITION = '[[editions]]\nname = "today"\ntitle = "The day in one go"\n'
_PRIVATE = (
    '[[shows]]\nname = "members"\ntitle = "For members"\nfilter = { tag = "inside" }\nsubscribers = "members.txt"\n'
    'secret = "MEMBERS_KEY"\n'
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One command in one house."""

    name: str
    start: Path
    does: Callable[[Settings], object]


def settings() -> Settings:
    """Of the house that is the working directory."""
    return load(None, dict(SETTINGS))


def scenes(folder: Path) -> Iterator[Scene]:
    """Each command with the house that it starts from; every house is made by those before it, undisturbed."""
    os.environ |= {"SOURCE_DATE_EPOCH": str(NOW), "MEMBERS_KEY": "a long word that nobody guesses"}

    def after(house: Path, name: str, does: Callable[[Settings], object], config: str = "") -> Path:
        made = copied(house, folder / name)
        done(made, does)
        if config:
            (made / "articast.toml").write_text(config)
        return made

    fresh = folder / "fresh"
    (fresh / "articles").mkdir(parents=True)
    (fresh / "articast.toml").touch()
    _write(fresh, "one", FIRST)
    _write(fresh, "two", SECOND)
    yield Scene("publish", fresh, _publish)
    published = after(fresh, "published", _publish)
    edited = copied(published, folder / "edited")
    _write(edited, "one", f"{FIRST} Then it rained.")
    yield Scene("edit", edited, _publish)
    yield Scene("withdraw", published, lambda its: withdraw("en/one", its))
    without = after(published, "without", lambda its: withdraw("en/one", its))
    yield Scene("undo", without, lambda its: withdraw("en/one", its, undo=True))
    yield Scene("take down", published, lambda its: withdraw("en/one", its, now=True))
    old = after(edited, "old", _publish)
    yield Scene("prune", old, _prune)
    yield from _moves(folder, published, after)
    yield from _losses(folder, published, without)
    yield from _shows(folder, fresh, published, after)


def _moves(folder: Path, published: Path, after: Callable[..., Path]) -> Iterator[Scene]:
    """Articles and sites that change their addresses."""
    moving = copied(published, folder / "moving")
    _write(moving, "two", SECOND, "slug: elsewhere\n")
    yield Scene("move", moving, _publish)
    moved = after(moving, "moved", _publish)
    yield Scene("move back", _written(copied(moved, folder / "back"), "two", SECOND, "slug: two\n"), _publish)
    yield Scene("withdraw what moved", moved, lambda its: withdraw("en/elsewhere", its, now=True))
    yield Scene("prune what moved", moved, _prune)
    addressed = copied(published, folder / "addressed")
    for name, text in (("one", FIRST), ("two", SECOND)):
        _write(addressed, name, text, f"url: https://old.example/{name}\n")
    away = after(addressed, "away", _publish, '[moved]\n"https://old.example/" = "https://www.new.example/news/"\n')
    for name, text in (("one", FIRST), ("two", SECOND)):
        _write(away, name, text, f"url: https://www.new.example/news/{name}\n")
    yield Scene("another domain", away, _publish)


def _losses(folder: Path, published: Path, without: Path) -> Iterator[Scene]:
    """Houses whose state is lost."""
    lost = _forgetful(copied(published, folder / "lost"))
    yield Scene("publish, state lost", lost, _publish)
    yield Scene("take down, state lost", lost, lambda its: withdraw("en/one", its, now=True))
    yield Scene("restore", _forgetful(copied(without, folder / "gone")), restore)
    half = copied(published, folder / "half")
    shutil.rmtree(half / "output" / "en" / "one")
    yield Scene("a folder is gone", half, _publish)


def _shows(folder: Path, fresh: Path, published: Path, after: Callable[..., Path]) -> Iterator[Scene]:
    """Shows that are called otherwise, get a cover, are joined, are private."""
    renamed = copied(published, folder / "renamed")
    (renamed / "cover.jpg").write_bytes(covers.show("Harbour voices", "Ann Lee"))
    (renamed / "articast.toml").write_text(
        '[show]\ntitle = "Harbour voices"\nauthor = "Ann Lee"\ncover = "cover.jpg"\n'
    )
    _write(renamed, "one", FIRST, title="The first")
    yield Scene("rename and cover", renamed, _publish)
    daily = copied(fresh, folder / "daily")
    (daily / "articast.toml").write_text(_EDITION)
    for name, text in (("one", FIRST), ("two", SECOND), ("three", f"{FIRST} {SECOND}")):
        _write(daily, name, text, date="2026-02-24")
    yield Scene("edition", daily, _publish)
    yield Scene(
        "take out of an edition", after(daily, "joined", _publish), lambda its: withdraw("en/one", its, now=True)
    )
    closed = copied(fresh, folder / "closed")
    (closed / "articast.toml").write_text(_PRIVATE)
    (closed / "members.txt").write_text("ann\nbob\n")
    _write(closed, "two", SECOND, "tags: [inside]\n")
    yield Scene("private show", closed, _publish)
    revoked = after(closed, "revoked", _publish)
    (revoked / "members.txt").write_text("ann\n- bob\ncy\n")
    yield Scene("revoke", revoked, _publish)


def _write(house: Path, name: str, text: str, more: str = "", title: str = "", date: str = "2026-01-02") -> None:
    head = f"---\ntitle: {title or name}\nlanguage: en\ndate: {date}\n{more}---\n"
    (house / "articles" / f"{name}.md").write_text(f"{head}{text}\n")


def _written(house: Path, name: str, text: str, more: str) -> Path:
    _write(house, name, text, more)
    return house


def _forgetful(house: Path) -> Path:
    shutil.rmtree(house / ".articast")
    return house


def _publish(its: Settings) -> object:
    return publish(["articles"], its)


def _prune(its: Settings) -> object:
    with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=str(LATER)):
        return prune(its)


def done(house: Path, does: Callable[[Settings], object]) -> object:
    """Do it there."""
    with chdir(house):
        return does(settings())


def copied(house: Path, target: Path) -> Path:
    """The house once more."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(house, target)
    return target


def missing(house: Path) -> str:
    """The first file that a feed names and that is not there."""
    output = house / "output"
    for feed in output.glob("**/feed*.xml"):
        for enclosure in etree.parse(feed).iter("enclosure"):
            path = urlsplit(str(enclosure.get("url"))).path.removeprefix("/a/")
            if not (output / path).is_file():
                return path
    return ""


def tree(house: Path) -> dict[str, str]:
    """Every published file by its digest."""
    output = house / "output"
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
