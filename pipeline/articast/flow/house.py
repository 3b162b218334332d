"""What a run works with: configuration, plan, stores, catalogue and studio, opened once; and voices' tunings."""

from __future__ import annotations

import json
import logging
import os
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from articast import sources
from articast.errors import ConfigurationError, DamagedError, SourceError
from articast.flow import books, restore
from articast.flow.preparing import Plan, plan_of
from articast.keeping import Caching, Catalogue, Output, Store, locked, state_of
from articast.languages import primary
from articast.limits import Limits
from articast.publishing import purging, series
from articast.recording import signing
from articast.settings import now
from articast.speech import calibrating, engines, samples, speak, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.keeping import Shelf
    from articast.model import Voice
    from articast.settings import EngineTable, Settings, ShowTable


_LOG = logging.getLogger("articast")


def _nothing() -> None:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class House:
    """What a run works with: opened once, closed at its end."""

    settings: Settings
    plan: Plan
    output: Output
    shelf: Shelf
    """Clips by key."""
    rooms: Path
    """The state folder, on this machine."""
    catalogue: Catalogue
    studio: speak.Studio
    clock: datetime
    restored: restore.Restored
    """What was taken over from the output's records, since the state did not know it."""
    told: tuple[str, ...] = ()
    """What the publisher is to be told of the configuration, a line each."""
    hold: Callable[[], None] = _nothing
    """Raises BusyError where another run has taken the output over."""
    keep: Callable[[], None] = _nothing
    """Brings a state in a bucket up to what is known here."""
    tunings: dict[str, Callable[[], speak.Tuning]] = field(default_factory=dict)
    """Those under way, by voice."""


@contextmanager
def opened(settings: Settings, *, dry: bool = False) -> Iterator[House]:
    """Open the house, for this run alone; `dry` touches nothing, and locks nobody out.

    Raises:
        ConfigurationError: what the publisher set is wrong, another run is at work, or the output is not ours.
    """
    settings = books.named(settings, dry=dry)
    plan = plan_of(settings)
    named = (*plan.voices, *((who, tuple(dict(voices).values())) for who, voices in plan.speakers))
    for name in (plan.voice, *(name for _, names in named for name in names)):
        if name:
            engines.find(name.partition(":")[0])
    for name, table in settings.engines.items():
        _configure(name, table)
    if settings.signing.certificate:
        signing.ready(*(settings.path(name) for name in (settings.signing.certificate, settings.signing.key)))
    told = _sounds_and_pictures(settings)
    _apart(settings)
    listening = verify.listening(settings)
    store = Store(settings.output_url, Caching(settings.delivery.named, settings.delivery.others))
    with ExitStack() as stack:
        lease = None if dry else stack.enter_context(locked(store, settings.wait))
        state = stack.enter_context(state_of(settings.state_url, settings.wait, dry=dry))
        if not dry:
            for left in (*state.folder.glob("*.mp3"), *state.folder.glob("*.opus")):  # of a run that was killed
                left.unlink()
        studio = _studio(settings, state.shelf, listening)
        stack.callback(studio.close)
        catalogue = _catalogue(state.catalogue, dry=dry)
        stack.callback(catalogue.close)
        keep = partial(state.keep, catalogue)
        stack.callback(keep)
        output = Output(store, catalogue)
        stack.callback(_purge_left, output, settings)
        restored = (
            restore.Restored()
            if dry and catalogue.records()
            else restore.take_over(output, catalogue, settings, state.stale)
        )
        hold = lease.hold if lease else _nothing
        clock, late = _clock(catalogue)
        told = (*told, *late)
        yield House(
            settings, plan, output, state.shelf, state.folder, catalogue, studio, clock, restored, told, hold, keep
        )


def _clock(catalogue: Catalogue) -> tuple[datetime, tuple[str, ...]]:
    """The time, and what is to be told of it.

    Where most of what is published was made later than the clock says, it was set back: the latest of that counts, or
    feeds would date all that is published anew. One that was ahead once made a few episodes, not most.
    """
    clock, times = now(), catalogue.times()
    if times is None or datetime.fromisoformat(times[0]) <= clock:
        return clock, ()
    latest = datetime.fromisoformat(times[1])
    told = f"the clock says {clock:%Y-%m-%d %H:%M}, and most of what is published is of later: {latest:%Y-%m-%d %H:%M} "
    return latest, (f"{told}is taken for now; set the clock",)


def _studio(settings: Settings, shelf: Shelf, listening: verify.Listening | None) -> speak.Studio:
    """Who speaks; nothing is started yet."""
    studio = speak.Studio(
        shelf,
        settings.jobs or os.cpu_count() or 1,
        settings.cluster,
        {name: table.concurrency for name, table in settings.engines.items()},
        listening,
        limits_of(settings),
        {name: table.patience for name, table in settings.engines.items() if table.patience},
    )
    studio.crew.joined_in, studio.crew.needs = settings.cluster_wait, settings.cluster_needs
    return studio


def limits_of(settings: Settings) -> Limits:
    """What an article may take."""
    return Limits(**settings.limits.model_dump())


def purge(output: Output, settings: Settings) -> list[str]:
    """Tell the publisher's CDN what changed since it was told last; what went wrong, a line."""
    how = settings.delivery
    return purging.tell(how.purge, how.purge_key, settings.base_url, sorted(output.changed()))


def _purge_left(output: Output, settings: Settings) -> None:
    for line in purge(output, settings):
        _LOG.warning("%s", line)


def _catalogue(path: Path, *, dry: bool) -> Catalogue:
    """The catalogue; a damaged one is put aside: all that it knows of what is published stands in the records."""
    try:
        return Catalogue(path, dry=dry)
    except DamagedError:
        if dry:
            raise
        path.replace(path.with_suffix(".damaged"))
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        return Catalogue(path)


def _apart(settings: Settings) -> None:
    """See that the output is no folder of sources: what is published must never be read, nor a source overwritten.

    Raises:
        ConfigurationError: it is a source, in one, or around one.
    """
    if "://" in settings.output_url:
        return
    output = Path(settings.output_url).resolve()
    for name in settings.source_names:
        if "://" in name or name == "-" or any(sign in name for sign in "*?["):
            continue
        source = Path(name).resolve()
        if output == source or output in source.parents or (source.is_dir() and source in output.parents):
            raise ConfigurationError(
                f"output {settings.output} and source {name} are in one another; name an output beside the sources"
            )


def _sounds_and_pictures(settings: Settings) -> tuple[str, ...]:
    """See that the files that the publisher names are there, before anything is spoken; what of them is to be told.

    Raises:
        ConfigurationError: one is not, or a cover cannot be shown.
    """
    speech, shows = settings.speech, _shows(settings)
    named = {f"[speech] {key}": getattr(speech, key) for key in ("intro", "between", "outro")}
    named |= {f"{key} cover": its.cover for key, its in shows.items()}
    for one in settings.editions:
        named |= {f"[[editions]] {one.name} {key}": getattr(one, key) for key in ("intro", "between")}
    for key, name in named.items():
        if name and not settings.path(name).is_file():
            raise ConfigurationError(f"{key} = '{name}': there is no such file; it is looked for in {settings.root}/")
    for table in (*settings.series, *settings.editions):
        series.tokens(settings, table)
    return _own_covers(settings)


def _shows(settings: Settings) -> dict[str, ShowTable]:
    """Every show's table, by what it is called in the configuration."""
    by_language = {f"[shows.{tag}]": table for tag, table in settings.shows.items()}
    return {
        "[show]": settings.show,
        **by_language,
        **{f"[[shows]] {one.name}": one for one in settings.series},
        **{f"[[editions]] {one.name}": one for one in settings.editions},
    }


def _own_covers(settings: Settings) -> tuple[str, ...]:
    """What of the publisher's own covers does not conform, a line each.

    Raises:
        ConfigurationError: one cannot be shown at all.
    """
    told: list[str] = []
    for key, its in _shows(settings).items():
        if not its.cover:
            continue
        from articast.recording import covers

        where = f"{key} cover = '{its.cover}'"
        try:
            told += [f"{where}: {fault}" for fault in covers.own(settings.path(its.cover).read_bytes()).warnings]
        except SourceError as error:
            raise ConfigurationError(f"{where}: {error}") from error
    return tuple(dict.fromkeys(told))


def _configure(name: str, table: EngineTable) -> None:
    """Tell an engine how to ask its service.

    Raises:
        ConfigurationError: no such engine, or it is not asked in this way.
    """
    configure = getattr(engines.find(name), "configure", None)
    known = signature(configure).parameters if configure else {}
    if unknown := [key for key in table.asking if key not in known]:
        raise ConfigurationError(
            f"[engines.{name}] {', '.join(unknown)}: not of this engine; of its way to ask it knows "
            f"{', '.join(known) or 'nothing: it speaks on this machine'}"
        )
    if configure:
        configure(**table.asking)


def options_of(settings: Settings) -> sources.Options:
    """How sources are read."""
    without = None if settings.fetch.user_agent else {"user_agent"}
    ours = [settings.path(name) for name in (settings.output, settings.state) if "://" not in name]
    return sources.Options(
        **settings.fetch.model_dump(exclude=without),
        ours=tuple(ours),
        exclude=settings.exclude,
        seconds=settings.limits.prepare_seconds,
    )


def tuning(house: House, voice: Voice, language: str) -> speak.Tuning:
    """A voice's gain and pace, measured once and kept.

    Raises:
        ArticastError: it does not speak.
    """
    tune_ahead(house, voice, language)
    name = _tuned_name(voice, language)
    if name in house.tunings:
        house.catalogue.remember("gain", name, asdict(house.tunings.pop(name)()))
    tuned = kept_tuning(house, voice, language)
    assert tuned is not None, "remembered just now"
    return tuned


def tune_ahead(house: House, voice: Voice, language: str) -> None:
    """Begin to measure a voice, if it never was: when its article's turn comes, it is known."""
    name = _tuned_name(voice, language)
    if name not in house.tunings and kept_tuning(house, voice, language) is None:
        house.tunings[name] = house.studio.tune(voice, language, samples.sample(language))


def kept_tuning(house: House, voice: Voice, language: str) -> speak.Tuning | None:
    """A voice's gain and pace, if it was measured before."""
    kept = house.catalogue.recall("gain", _tuned_name(voice, language))
    return speak.Tuning(kept["gain"], speak.pace_of(kept["pace"]), kept.get("speed", 1.0)) if kept else None


def to_measure(house: House, voice: Voice, language: str) -> tuple[str, ...]:
    """The texts that a voice would be asked to say before its first sentence, to be measured; none where it was."""
    if kept_tuning(house, voice, language) is not None:
        return ()
    texts = samples.sample(language)
    return tuple(text for text in texts if not house.shelf.has(calibrating.path_of(voice, language, text)))


def _tuned_name(voice: Voice, language: str) -> str:
    whole = json.dumps([voice.id, voice.options, primary(language), speak.version_of(voice), speak.VERSION])
    return f"{voice.id} {sha256(whole.encode()).hexdigest()[:16]}"
