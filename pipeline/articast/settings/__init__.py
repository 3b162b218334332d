"""articast.toml, the command line and the environment → one checked `Settings`.

Comes in: a file, what the command line set. Goes out: frozen tables, one for each of the file's, checked as far as
they can be without the world; and the `Show` of each feed. It reads the file and the clock, nothing else.
"""

from articast.settings.loading import load, now
from articast.settings.shows import EditionTable, FilterTable, NamedTable, SeriesTable, ShowTable, show
from articast.settings.tables import EngineTable, HoldTable, PausesTable
from articast.settings.whole import DEFAULT_BASE_URL, Settings

__all__ = [
    "DEFAULT_BASE_URL",
    "EditionTable",
    "EngineTable",
    "FilterTable",
    "HoldTable",
    "NamedTable",
    "PausesTable",
    "SeriesTable",
    "Settings",
    "ShowTable",
    "load",
    "now",
    "show",
]
