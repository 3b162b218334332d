"""All settings of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from articast.settings.shows import EditionTable, SeriesTable, ShowTable
from articast.settings.tables import (
    DeliveryTable,
    EngineTable,
    ExtractTable,
    FetchTable,
    HoldTable,
    LimitsTable,
    PausesTable,
    SigningTable,
    SpeechTable,
    VerifyTable,
)
from articast.settings.values import FolderUrl, Language, OptionalLanguage, OptionalUrl, Spoken, Table

DEFAULT_BASE_URL = "http://127.0.0.1:8000/"
"""Where `articast serve` shows the output: good for looking at it here, not for publishing."""


class Settings(Table):
    """All that a run is told. Paths in it are relative to `root`."""

    root: Path = Path()
    """The configuration's folder; article ids are relative to it."""
    base_url: FolderUrl = DEFAULT_BASE_URL
    """Where the world sees the output; feeds and pages need it."""
    sources: tuple[str, ...] = ()
    """Files, folders, globs (`articles/**/*.md`), URLs of pages, feeds and sitemaps."""
    exclude: tuple[str, ...] = ()
    """Globs of what is passed over in folders, archives, feeds and sitemaps: `**/tags/**`."""
    future: bool = False
    """Articles that are dated in the future are published at once, not held back until their time."""
    output: str = "output"
    """A folder, or `s3://bucket/folder`."""
    state: str = ".articast"
    """Folder of clips and catalogue, to be kept between runs; or `s3://bucket/state`, which machines share."""
    languages: tuple[Language, ...] = ()
    """The site's languages: what an article's language is chosen among; empty: any."""
    language: OptionalLanguage = ""
    """Of every article; empty: found out."""
    bitrate: Literal[32, 48, 64, 96, 128] = 64
    """kb/s of the MP3s, mono."""
    opus: Literal[0, 16, 24, 32, 48, 64, 96, 128] = 0
    """kb/s of an Opus file beside each MP3; 0: none."""
    jobs: int = Field(0, ge=0)
    """Processes; 0: the cores."""
    cluster: str = ""
    """Address of a Dask scheduler, to speak on its workers."""
    cluster_wait: float = Field(60, ge=0)
    """Seconds to wait for the cluster's first worker; without one the run ends before anything is spoken."""
    cluster_needs: dict[str, str] = Field(default_factory=dict)
    """[cluster_needs]: what a worker must have declared (`dask worker --resources "GPU=1"`) to be given sentences of an
    engine or a voice: `kokoro = "GPU"`."""
    voice: str = ""
    """Voice for every article, whatever its language."""
    voices: dict[Language, str | tuple[str, ...]] = Field(default_factory=dict)
    """Per language: a voice, or voices in order of preference."""
    speakers: dict[str, Spoken] = Field(default_factory=dict)
    """[speakers]: voices of persons by name, in interviews, as authors, as who is quoted; and of an interview's
    `question` and `answer`. Each a voice, or one for each language."""
    fallback: bool = False
    """An article whose voice gives up half-way is spoken whole by the next voice."""
    accept: tuple[str, ...] = ()
    """Articles (id, GUID, `<lang>/<slug>`, source; or `all`) whose revision is published although it looks worse."""
    refresh: bool = False
    """What is published is made by this version's rules and the best voices, too."""
    fewer: bool = False
    """Publish although feeds in the output name episodes that are known nowhere."""
    wait: float = Field(0, ge=0)
    """Seconds to wait for another run that is publishing into the same output."""
    hold: HoldTable = HoldTable()
    """When a revision is held back because what is published is better."""
    limits: LimitsTable = LimitsTable()
    """What one article may take."""
    answer_days: float = Field(365, ge=0)
    """How long audio stays that a feed named and another took the place of."""
    moved: dict[str, str] = Field(default_factory=dict)
    """[moved]: beginnings of addresses as they were = as they are now."""
    prune_after_days: float = Field(7, ge=0)
    """How old a file that nothing refers to must be for `articast prune` to remove it."""
    disclose: bool = True
    """Apps, machines and people are told that the voice is synthetic."""
    show: ShowTable = ShowTable()
    """For every language."""
    shows: dict[Language, ShowTable] = Field(default_factory=dict)
    """[shows.<lang>]: what differs in one."""
    series: tuple[SeriesTable, ...] = ()
    """[[shows]] with a name; written as `shows`."""
    editions: tuple[EditionTable, ...] = ()
    """A day's or week's articles in one episode."""
    speech: SpeechTable = SpeechTable()
    """What is said around the article's words."""
    pauses: PausesTable = PausesTable()
    """Seconds of silence."""
    extract: ExtractTable = ExtractTable()
    """What of a page is the article."""
    fetch: FetchTable = FetchTable()
    """How pages are fetched."""
    delivery: DeliveryTable = DeliveryTable()
    """Caches and CDNs."""
    signing: SigningTable = SigningTable()
    """C2PA."""
    verify: VerifyTable = VerifyTable()
    """A recogniser that hears what is spoken."""
    engines: dict[str, EngineTable] = Field(default_factory=dict)
    """[engines.<name>]: options of an engine."""
    lexicon: dict[str, Any] | str = Field(default_factory=dict)
    """[lexicon.all], [lexicon.<lang>], or the name of a TOML file with [all] and [<lang>]."""
    theme: dict[str, str] = Field(default_factory=dict)
    """CSS custom properties of pages and player, as `accent = "#0b5fff"`."""
    healthcheck: OptionalUrl = ""
    """Address that is told of a run's start (`/start`), end and failure (`/fail`); empty: none."""
    metrics: str = ""
    """File that Prometheus' node exporter collects; empty: none."""
    pictures: bool = True
    """Copy the article's pictures to its page."""

    @model_validator(mode="before")
    @classmethod
    def _shows(cls, table: Any) -> Any:
        """[[shows]] are shows by name, or, without one, what [shows.<lang>] says."""
        if not isinstance(table, dict) or not isinstance(listed := table.get("shows"), list):
            return table
        named = [one for one in listed if not isinstance(one, dict) or "name" in one or "filter" in one]
        others = [one for one in listed if isinstance(one, dict) and one not in named]
        if any("language" not in one for one in others):
            raise ValueError("each of [[shows]] has a name, or is a language's own and says which (language = 'de')")
        shows = {one["language"]: {key: value for key, value in one.items() if key != "language"} for one in others}
        return {**table, "shows": shows, "series": named}

    @model_validator(mode="after")
    def _names(self) -> Self:
        names = [one.name for one in (*self.series, *self.editions)]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise ValueError(f"two of [[shows]] or [[editions]] are called {twice}")
        private = [one.name for one in self.series if one.subscribers]
        for one in self.editions:
            if one.of and one.of not in names:
                raise ValueError(f"[[editions]] {one.name} is of '{one.of}', which is none of [[shows]]")
            if one.of in private and not one.subscribers:
                raise ValueError(
                    f"[[editions]] {one.name} is of '{one.of}', which is private: give it subscribers and secret, too"
                )
        return self

    def path(self, name: str) -> Path:
        """A file or folder of the configuration."""
        return self.root / name

    @property
    def source_names(self) -> tuple[str, ...]:
        """The configuration's sources; files and folders from where we are."""
        return tuple(name if "://" in name or name == "-" else str(self.path(name)) for name in self.sources)

    @property
    def output_url(self) -> str:
        """Folder or URL of the output."""
        return self.output if "://" in self.output else str(self.path(self.output))

    @property
    def state_url(self) -> str:
        """Folder or URL of the state."""
        return self.state if "://" in self.state else str(self.path(self.state))
