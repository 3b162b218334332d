"""`episode.json` as it lies there, read with nothing believed: every value of the right kind, or faults instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from articast import plain
from articast.commands.check.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 0.0015
"""Seconds that two files may differ in a time: each rounds to the millisecond."""

MOST_TOLD = 5
"""Faults of one kind that are told of one file: a file of another format has thousands."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, strict=True, allow_inf_nan=False)


class Word(_Told):
    """When a word is heard."""

    start: float
    end: float
    text: str


class Sentence(_Told):
    """One sentence."""

    start: float = Field(ge=0)
    end: float
    text: str
    block: int = Field(ge=0)
    language: str = ""
    words: tuple[Word, ...] = ()


class Chapter(_Told):
    """A heading's place."""

    start: float = Field(ge=0)
    title: str


class Translation(_Told):
    """The same in another language."""

    language: str
    url: str
    file: str


class Episode(_Told):
    """All that `episode.json` must have."""

    version: int
    guid: str
    title: str
    language: str
    slug: str
    show: str
    authors: tuple[str, ...]
    summary: str
    published: AwareDatetime
    modified: AwareDatetime
    urls: dict[str, Any]
    files: dict[str, str]
    bytes: int
    seconds: float = Field(gt=0)
    digest: str
    voice: str
    synthetic: str
    disclosure: str
    tags: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    translations: tuple[Translation, ...]
    interface: dict[str, Any]
    sentences: tuple[Sentence, ...]

    @property
    def audio(self) -> str:
        """Path of its MP3 under the output."""
        return f"{self.language}/{self.slug}/{self.files.get('audio', '')}"

    @property
    def outline(self) -> tuple[tuple[float, str], ...]:
        """Chapters as players have them: in order, the first at 0."""
        found = tuple((c.start, c.title) for c in sorted(self.chapters, key=lambda c: c.start) if c.title.strip())
        return found if not found or found[0][0] <= 0 else ((0.0, self.title), *found)


def read(path: str, content: bytes) -> tuple[Episode | None, list[Fault]]:
    """The episode; None and why not where it is no such file."""
    try:
        return Episode.model_validate_json(content), []
    except ValidationError as error:
        return None, list(_told(path, error))


def _told(path: str, error: ValidationError) -> Iterator[Fault]:
    for one in error.errors(include_url=False, include_input=False)[:MOST_TOLD]:
        place = ".".join(map(str, one["loc"]))
        yield Fault(path, "episode-json", f"cannot be read: {f'{place}: ' if place else ''}{one['msg']}")


def loaded(content: bytes) -> Any:
    """JSON in strict UTF-8, without numbers that are none.

    Raises:
        ValueError: it is no such JSON, or nested too deeply.
    """
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def squeezed(text: str) -> str:
    """Text as it is compared: white space and what is written otherwise in subtitles evened out."""
    seen = (letter for letter in plain.line(text) if not letter.isspace() and letter not in _UNSEEN)
    return "".join(_SAME.get(letter, letter) for letter in seen)


_SAME = {"→": ">"}
_UNSEEN = frozenset("-\u00ad\u200b\u200e\u200f\ufeff")
"""Hyphens among them: an arrow `-->` becomes `→` in subtitles, which is compared as `>`."""
