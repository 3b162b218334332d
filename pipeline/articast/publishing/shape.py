"""What shapes what is published, as digests: pages, feeds and covers are made again when the code or words do change.

All other code is none of it: an update that says or hears better changes nothing that is published, and an archive is
not rendered again because a stage before it is another one.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from articast.languages import filed, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUSE = Path(__file__).parents[1]

COMPANIONS = (
    "publishing/companions.py",
    "publishing/pages",
    "recording/breaks.py",
    "recording/captions.py",
    "recording/transcripts.py",
    "text/numbering.py",
    "plain.py",
)
"""Files and folders of ours that shape an episode's page and companions; a test holds that there are no others."""

EDITION = ("publishing", "plain.py")
"""Those that shape feeds, indexes and the player: made again as soon as any of it changes, since that takes seconds."""

COVERS = ("recording/breaks.py", "recording/covers.py", "recording/lettering.py")
"""Those that shape a cover with a show's title."""

WORDS = ("feed", "interface")
"""Tables of a language's file that stand in pages and feeds."""


def companions(language: str) -> str:
    """Of what shapes an episode's page and companions, in this language."""
    return _whole(COMPANIONS, filed(language))


def edition(languages: Iterable[str]) -> str:
    """Of what shapes feeds and indexes, in these languages."""
    return sha256("\n".join(_whole(EDITION, filed(one)) for one in sorted(languages)).encode()).hexdigest()


def covers() -> str:
    """Of what shapes a cover with a show's title."""
    return _code(COVERS)


@cache
def _whole(places: tuple[str, ...], language: str) -> str:
    words = json.dumps([phrases(language, name) for name in WORDS], sort_keys=True, default=str)
    return sha256(f"{_code(places)}{words}".encode()).hexdigest()


@cache
def _code(places: tuple[str, ...]) -> str:
    whole = sha256()
    for place in places:
        found = _HOUSE / place
        for path in sorted(found.rglob("*")) if found.is_dir() else [found]:
            if path.is_file() and path.suffix != ".pyc":
                whole.update(path.relative_to(_HOUSE).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()
