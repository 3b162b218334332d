"""`articast embed`: the publisher's own pages with the players of their episodes, put in or taken out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from articast.errors import ArticastError, ExtractionError, SourceError
from articast.flow import opened
from articast.model import Document
from articast.publishing import edition, hosts, pages
from articast.sources import id_of
from articast.text import extract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articast.flow import House
    from articast.model import Episode, Show
    from articast.settings import Settings

_PAGES = (".html", ".htm", ".xhtml")
_NEVER = frozenset({"node_modules", "__MACOSX"})


@dataclass(slots=True)
class Embedded:
    """What came of a site."""

    players: list[str] = field(default_factory=list)
    """Pages that have a player now, by their paths in the site."""
    without: list[str] = field(default_factory=list)
    """Pages that no published episode belongs to: they have none."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """(page, why it was left as it is)"""
    changed: int = 0
    """Pages that were written anew."""


def embedded(page: Path, settings: Settings, place: str = "") -> bytes:
    """A copy of the page with player, head links and JSON-LD put in, all else byte for byte.

    Raises:
        SourceError: the page cannot be read.
        ArticastError: its article is not published yet, or is withdrawn.
    """
    html = _read(page)
    with opened(settings, dry=True) as house:
        known = _Known(house, settings)
        episode = known.of(page, html, "") or known.read(page, html)
        if episode is None:
            raise ArticastError(f"{page}: its article is not published; run `articast publish {page}` first")
        show = edition.kept_show(house.catalogue, settings, episode.language)
        return hosts.splice(html, show, episode, place)


def removed(page: Path) -> bytes:
    """A copy of the page without a player of ours.

    Raises:
        SourceError: the page cannot be read.
    """
    return hosts.without(_read(page))


def site(folder: Path, to: Path | None, settings: Settings, place: str = "", *, remove: bool = False) -> Embedded:
    """Every page of a built site with the player of its episode, in place or in a copy; none where none is published.

    Args:
        folder: the built site.
        to: where its copy goes, files that are no pages included; None: in place.
        settings: the run's.
        place: selector of the element after which the player goes, where a page has it.
        remove: take the players out of all pages.

    Raises:
        SourceError: a page cannot be read or written, or `to` lies in the site.
        ConfigurationError: `place` is no simple selector.
    """
    if to is not None and to.resolve().is_relative_to(folder.resolve()):
        raise SourceError(f"{to} lies in {folder}; name a folder beside it, or leave --to out to change it in place")
    if to is not None:
        _copied(folder, to)
    found = Embedded()
    with opened(settings, dry=True) as house:
        known = _Known(house, settings)
        ours = settings.path(settings.output).resolve() if "://" not in settings.output else None
        for page in _pages(folder, ours):
            if to is None and page.is_symlink() and page.resolve().is_relative_to(folder.resolve()):
                continue  # what it leads to is written, and it stays a link
            name = page.relative_to(folder).as_posix()
            html = _read(page)
            episode = None if remove else known.of(page, html, name)
            made = hosts.without(html)
            if episode:
                try:
                    made = hosts.splice(html, known.show(episode), episode, place)
                    found.players.append(name)
                except ExtractionError as error:
                    found.failed.append((name, str(error)))
            elif not remove:
                found.without.append(name)
            found.changed += _write((to or folder) / name, made)
    return found


class _Known:
    """Published episodes by all that leads from a page to them; none that is withdrawn."""

    def __init__(self, house: House, settings: Settings) -> None:
        self._house, self._settings = house, settings
        self._by_id: dict[str, Episode] = {}
        self._by_address: dict[str, Episode] = {}
        self._by_path: dict[str, Episode | None] = {}
        for article, episode, _, _ in house.catalogue.published():
            self._by_id[article] = episode
            if not episode.url:
                continue
            self._by_address[pages.plain_address(episode.url)] = episode
            path = _plain_path(unquote(urlsplit(episode.url).path))
            self._by_path[path] = None if path in self._by_path else episode  # of several hosts: nobody knows which

    def of(self, page: Path, html: bytes, name: str) -> Episode | None:
        """The page's episode: by the document that was published, its own address, else by where it lies in the site.

        Args:
            page: the file.
            html: what is in it.
            name: its path in the site; empty of a page alone.
        """
        made = self._house.catalogue.made(id_of(page, self._settings.root))
        if made and made.id in self._by_id:
            return self._by_id[made.id]
        said = hosts.canonical(html)
        if said.startswith(("http://", "https://")):
            plain = pages.plain_address(said)
            return self._by_address.get(plain) or self._by_address.get(plain.partition("?")[0])
        return self._by_path.get(_plain_path(name)) if name else None

    def read(self, page: Path, html: bytes) -> Episode | None:
        """The page's episode, by what its article says that it is."""
        name = id_of(page, self._settings.root)
        return self._by_id.get(extract.read(Document(str(page), name, html, "text/html")).id)

    def show(self, episode: Episode) -> Show:
        """The episode's show."""
        return edition.kept_show(self._house.catalogue, self._settings, episode.language)


def _plain_path(path: str) -> str:
    text = path.strip("/")
    for name in ("index.html", "index.htm"):
        if text == name or text.endswith(f"/{name}"):
            text = text.removesuffix(name)
    return text.removesuffix(".html").removesuffix(".htm").strip("/")


def _pages(folder: Path, ours: Path | None) -> Iterator[Path]:
    """The site's pages, in order; not those in hidden folders, of other people's packages, or of our own output."""
    for page in sorted(folder.rglob("*")):
        inside = page.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _NEVER for part in inside)
        own = ours is not None and ours != folder.resolve() and page.resolve().is_relative_to(ours)
        if page.suffix.lower() in _PAGES and page.is_file() and not hidden and not own:
            yield page


def _copied(folder: Path, to: Path) -> None:
    try:
        shutil.copytree(folder, to, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise SourceError(f"{folder} cannot be copied to {to}: {error}") from error


def _read(page: Path) -> bytes:
    try:
        return page.read_bytes()
    except OSError as error:
        raise SourceError(f"{page}: {error.strerror}") from error


def _write(page: Path, html: bytes) -> bool:
    """Whether the page was written: it is left alone where it says so already, and put in place whole."""
    try:
        if page.is_file() and page.read_bytes() == html:
            return False
        fresh = page.with_name(f".{page.name}.part")
        fresh.write_bytes(html)
        if page.exists():
            shutil.copymode(page, fresh)
        fresh.replace(page)
    except OSError as error:
        raise SourceError(f"{page}: {error.strerror}") from error
    return True
