"""All that can be known to be wrong before anything is spoken: what settings name, held against what there is.

`articast publish` asks it before its first sentence, and tells of everything at once.
"""

from __future__ import annotations

import os
import re
import socket
import tempfile
from difflib import get_close_matches
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from articast.errors import ArticastError, SourceError
from articast.keeping import Store
from articast.languages import filed, primary
from articast.plain import redacted, without_secrets
from articast.publishing import feed, pages
from articast.speech import engines, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from articast.settings import EngineTable, Settings, ShowTable

SECONDS = 5.0
"""Longest wait for a scheduler to answer."""

_SAME = {"cmn": "zh", "yue": "zh", "nb": "no", "nn": "no"}
"""Languages that engines call otherwise than publishers do."""


def wrong(settings: Settings, *, dry: bool = False) -> list[str]:
    """Everything that keeps a run from ending well, a line each; empty where nothing does.

    Args:
        settings: the run's.
        dry: nothing is to be touched: output and scheduler are not tried.
    """
    found = [*_shows(settings), *_theme(settings), *_engines(settings), *_voices(settings), *_rules(settings)]
    found += _raised("", lambda: verify.listening(settings))
    if not dry:
        found += [*_places(settings), *_scheduler(settings)]
    return [redacted(line) for line in found]


def _raised(name: str, does: Callable[[], object]) -> list[str]:
    """What a step says is wrong, after the setting's name."""
    try:
        does()
    except ArticastError as error:
        return [f"{name}: {error}" if name else str(error)]
    return []


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _shows(settings: Settings) -> Iterator[str]:
    tables: dict[str, ShowTable] = {"show": settings.show, **{f"shows.{tag}": s for tag, s in settings.shows.items()}}
    tables |= {f"shows.{one.name}": one for one in settings.series}
    for name, table in tables.items():
        yield from _raised(f"{name}.category", lambda table=table: feed.check_category(table.category))  # type: ignore[misc]
        if table.cover:
            yield from (f"{name}.cover = '{table.cover}': {fault}" for fault in _cover(settings.path(table.cover)))
        if table.podping and not os.environ.get(table.podping):
            yield f"{name}.podping: {table.podping} is not set in the environment"


def _cover(path: Path) -> list[str]:
    """Why a cover cannot be shown at all; what is made to conform is told elsewhere."""
    from articast.recording import covers

    if not path.is_file():
        return [f"there is no such file; it is looked for in {path.parent}/"]
    try:
        covers.own(path.read_bytes())
    except (OSError, SourceError) as error:
        return [str(error)]
    return []


def _theme(settings: Settings) -> Iterator[str]:
    if not settings.theme:
        return
    known = sorted(
        {
            name
            for path, content in pages.assets()
            if path.endswith((".css", ".js"))
            for name in re.findall(r"--articast-([a-z-]+[a-z])", content.decode("utf-8", "replace"))
        }
    )
    for key, value in settings.theme.items():
        name = key.strip().lower().replace("_", "-").removeprefix("--").removeprefix("articast-")
        if name not in known:
            yield f"theme.{key}: there is no such setting{_near(name, known) or '; known: ' + ', '.join(known)}"
        yield from _raised("", lambda key=key, value=value: pages.check_theme(((key, value),)))  # type: ignore[misc]


def _engines(settings: Settings) -> Iterator[str]:
    for name, table in settings.engines.items():
        try:
            engine = engines.find(name.partition(":")[0])
        except ArticastError as error:
            yield f"engines.{name}: {error}"
            continue
        configure = getattr(engine, "configure", None)
        asks = [*signature(configure).parameters] if configure else []
        known = [*engine.OPTIONS, *asks]
        yield from _options(name, table, known)
        for key in table.asking:
            if key not in asks:
                ways = ", ".join(asks) or "nothing: it speaks on this machine"
                yield f"engines.{name}.{key}: not of this engine; of its way to ask it knows {ways}"
        address = str(table.options.get("base_url", ""))
        if address and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname):
            yield f"engines.{name}.base_url: '{redacted(address)}' is no http:// or https:// address"
        elif without_secrets(address) != address:
            yield f"engines.{name}.base_url: has a user, password or key in it: put it into the environment, see `key`"
        if table.key and not os.environ.get(table.key) and _is_cast(settings, name) and not _near_by(address):
            yield f"engines.{name}.key: {table.key} is not set in the environment"


def _options(name: str, table: EngineTable, known: list[str]) -> Iterator[str]:
    """Options that its engine does not have, or of another kind."""
    for key, value in (table.model_extra or {}).items():
        if key not in known:
            near = _near(key, known)
            yield f"engines.{name}.{key}: there is no such setting{near or '; known: ' + ', '.join(known)}"
            continue
        engine = engines.find(name.partition(":")[0])
        voices = engine.voices()
        if isinstance(value, dict | list):
            yield f"engines.{name}.{key}: is a table or list, where a value belongs"
        elif voices:
            yield from _raised(
                f"engines.{name}.{key}",
                lambda voice=voices[0], key=key, value=value: engines.configured(voice, {key: value}),  # type: ignore[misc]
            )


def _near_by(address: str) -> bool:
    """A server of one's own, where keys are rarely asked for."""
    host = urlsplit(address).hostname or ""
    return bool(host) and (
        "." not in host or bool(re.fullmatch(r"(127|10|192\.168)\..*|.*\.(local|internal|lan)", host))
    )


def _is_cast(settings: Settings, engine: str) -> bool:
    return any(name.partition(":")[0] == engine for _, names in _named(settings) for name in names)


def _named(settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(language, or empty for all; voices in order) of all that the publisher names."""
    if settings.voice:
        yield settings.language, (settings.voice,)
    for language, names in settings.voices.items():
        yield language, (names,) if isinstance(names, str) else names


def _voices(settings: Settings) -> Iterator[str]:
    """Voices that there are not, that speak another language than they are named for, or of which none is ready."""
    for language, names in _named(settings):
        where = f"voices.{language}" if settings.voice not in names else "voice"
        faults: list[str] = []
        unready: list[str] = []
        for name in names:
            engine_name, _, voice_name = name.partition(":")
            try:
                engine = engines.find(engine_name)
                voice = engine.voice(voice_name, language or _first(settings))
                options = settings.engines[engine_name].options if engine_name in settings.engines else {}
                known = {key: value for key, value in options.items() if key in engine.OPTIONS}
                reason = engine.missing(engines.configured(voice, known))
            except ArticastError as error:
                faults.append(str(error))
                continue
            if language and voice.language != "mul" and not _speaks(voice.language, language):
                faults.append(f"{voice.id} speaks {voice.language}, not {language}")
            if reason:
                unready.append(f"{voice.id} is not ready: {reason}")
        yield from (f"{where}: {fault}" for fault in faults)
        if unready and len(unready) == len(names):
            yield from (f"{where}: {fault}" for fault in unready)


def _first(settings: Settings) -> str:
    return next(iter(settings.languages), "en")


def _speaks(voice: str, language: str) -> bool:
    ones, others = ({primary(tag), _SAME.get(primary(tag), ""), filed(tag)} - {""} for tag in (voice, language))
    return bool(ones & others)


def _rules(settings: Settings) -> Iterator[str]:
    """Selectors and phrases of [extract]."""
    from soupsieve import SelectorSyntaxError, compile  # noqa: A004  its name

    selectors = {"article": settings.extract.article, **dict.fromkeys(settings.extract.exclude, "")}
    for name, selector in selectors.items():
        text = selector or ("" if name == "article" else name)
        if text:
            try:
                compile(text)
            except (SelectorSyntaxError, ValueError, RecursionError) as error:
                key = "article" if selector else "exclude"
                yield f"extract.{key}: the CSS selector '{text}' cannot be read: {str(error).splitlines()[0]}"
    for phrase in settings.extract.furniture:
        if not phrase.strip():
            yield "extract.furniture: an empty phrase"
        elif re.search(r"\\[a-zA-Z]|\.[*+]|\[[^\]]*$|\(\?", phrase):
            try:
                re.compile(phrase)
            except re.error as error:
                yield f"extract.furniture: the pattern '{phrase}' cannot be read: {error}"


def _places(settings: Settings) -> Iterator[str]:
    """Output and state that cannot be written."""
    for name, where in (("output", settings.output_url), ("state", settings.state_url)):
        if "://" in where:
            yield from _raised(name, lambda where=where: _tried(Store(where)))  # type: ignore[misc]
            continue
        path = Path(where).absolute()
        there = next(folder for folder in (path, *path.parents) if os.path.lexists(folder))
        if not there.is_dir():
            yield f"{name}: {there} is a file, where a folder should be"
        else:
            try:
                with tempfile.TemporaryFile(dir=there):
                    pass
            except OSError as error:
                yield f"{name}: {there} cannot be written: {error.strerror}"


def _tried(store: Store) -> None:
    """Write into a bucket, and take it away again."""
    store.write(".articast.part", b"can be written")
    store.delete(".articast.part")


def _scheduler(settings: Settings) -> Iterator[str]:
    if not settings.cluster:
        return
    shown = redacted(settings.cluster)
    try:
        import distributed  # noqa: F401
    except ImportError:
        yield f"cluster: {shown} needs Dask: pip install 'articast[cluster]'"
        return
    try:
        parts = urlsplit(settings.cluster if "://" in settings.cluster else f"tcp://{settings.cluster}")
        if parts.scheme not in {"tcp", "tls"}:
            return
        socket.create_connection((parts.hostname or "", parts.port or 8786), SECONDS).close()
    except (OSError, ValueError) as error:
        yield f"cluster: no Dask scheduler answers at {shown}: {error}"
