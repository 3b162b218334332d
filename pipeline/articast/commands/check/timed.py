"""Transcripts and chapters beside an episode: their form, their times, and that they say what the episode says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from articast.commands.check.fault import Fault
from articast.commands.check.site import content_of, text
from articast.commands.check.told import STEP, loaded, squeezed
from articast.model import FRAME_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articast.commands.check.site import Site
    from articast.commands.check.told import Episode

_VTT = re.compile(r"(?:(\d{1,2}):)?(\d{2}):(\d{2})\.(\d{3}) --> (?:(\d{1,2}):)?(\d{2}):(\d{2})\.(\d{3})(?: .*)?")
_SRT = re.compile(r"(\d{2,}):(\d{2}):(\d{2}),(\d{3}) --> (\d{2,}):(\d{2}):(\d{2}),(\d{3})")
_SPAN = re.compile(r"</?(?:v|lang|c|i|b|u|ruby|rt)(?:[. ][^>]*)?>|<[\d:.]+>")
_LONGEST = 3.0
"""Seconds that an ordinary cue's times may differ from its sentence's ends: cues are cut where words begin."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    text: str


def faults(site: Site, folder: str, told: Episode) -> Iterator[Fault]:
    """Of all four files, as far as they are there (that they are not is told elsewhere)."""
    for name, read in (("vtt", _vtt), ("srt", _srt)):
        path = f"{folder}/transcript.{name}"
        content = text(site, path)
        if content is not None:
            cues, faulty = read(content)
            yield from (Fault(path, f"{name}-form", one) for one in faulty[:3])
            yield from _compared(path, name, cues, told) if not faulty else ()
    yield from _json(site, f"{folder}/transcript.json", told)
    yield from _listed(site, f"{folder}/chapters.json", told)


def _compared(path: str, name: str, cues: Sequence[_Cue], told: Episode) -> Iterator[Fault]:
    if not cues or not all(cue.text.strip() for cue in cues):
        yield Fault(path, f"{name}-times", "has a cue without text, or none at all")
    in_order = all(cue.start < cue.end for cue in cues) and all(a.end <= b.start + STEP for a, b in pairwise(cues))
    if not in_order or (cues and cues[-1].end > told.seconds + FRAME_SECONDS):
        yield Fault(path, f"{name}-times", "the times of its cues are not in order, or beyond the end")
    elif cues and told.sentences and not _in_step(cues, told):
        yield Fault(path, f"{name}-times", "its cues are not where the episode's sentences are")
    said = "".join(cue.text for cue in cues)
    if squeezed(said).replace("&nbsp;", "") != squeezed("".join(one.text for one in told.sentences)):
        yield Fault(path, f"{name}-text", "has other words than the episode")


def _in_step(cues: Sequence[_Cue], told: Episode) -> bool:
    """Whether every sentence begins with a cue and ends with one: cues may be parts of sentences or several of them."""
    sentences = told.sentences
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    if abs(cues[0].start - starts[0]) > STEP or abs(cues[-1].end - ends[-1]) > STEP:
        return False
    at = 0
    for cue in cues:
        while at + 1 < len(sentences) and starts[at + 1] <= cue.start + STEP:
            at += 1
        if not starts[at] - STEP <= cue.start <= ends[at] + _LONGEST:
            return False
    known = {round(cue.start, 2) for cue in cues}
    begun = sum(
        round(start, 2) in known or round(start + 0.001, 2) in known or round(start - 0.001, 2) in known
        for start in starts
    )
    return begun >= 0.5 * min(len(cues), len(starts))


def _vtt(content: str) -> tuple[list[_Cue], list[str]]:
    """The cues, and what is no WebVTT."""
    head, _, rest = content.partition("\n\n")
    faulty = [] if re.match(r"WEBVTT(?:[ \t\n]|$)", head) else ["does not begin with WEBVTT"]
    if not content.endswith("\n"):
        faulty.append("is cut off: it does not end in a newline")
    cues = []
    for block in filter(str.strip, re.split(r"\n{2,}", rest)):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith(("NOTE", "STYLE", "REGION")):
            continue
        if "-->" not in lines[0]:
            lines = lines[1:]
        timing = _VTT.fullmatch(lines[0]) if lines else None
        if not timing:
            faulty.append(f"no timing line where one should be: {block[:60]!r}")
            continue
        if any("-->" in line for line in lines[1:]):
            faulty.append(f"an arrow in a cue's text, for which AntennaPod drops the file: {lines[1][:60]!r}")
        said = html.unescape(_SPAN.sub("", "\n".join(lines[1:])))
        cues.append(_Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:]), said))
    return cues, faulty


def _srt(content: str) -> tuple[list[_Cue], list[str]]:
    """The cues, and what is no SubRip."""
    cues, faulty = [], []
    if not content.endswith("\n"):
        faulty.append("is cut off: it does not end in a newline")
    for number, block in enumerate(filter(str.strip, re.split(r"\n{2,}", content)), 1):
        lines = block.strip("\n").split("\n")
        timing = _SRT.fullmatch(lines[1]) if len(lines) > 1 else None
        if lines[0] != str(number) or not timing:
            faulty.append(f"cue {number} has another number, or no timing line: {block[:60]!r}")
            continue
        cues.append(_Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:]), "\n".join(lines[2:])))
    return cues, faulty


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + rest / 1000


def _json(site: Site, path: str, told: Episode) -> Iterator[Fault]:
    content = content_of(site, path)
    if content is None:
        return
    try:
        values = loaded(content)
        cues = [
            _Cue(_number(one["startTime"]), _number(one["endTime"]), _words(one["body"])) for one in values["segments"]
        ]
        version = values["version"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(path, "json-form", f"is no transcript: {error!r}")
        return
    if version != "1.0.0" or not all(cue.text.strip() for cue in cues):
        yield Fault(path, "json-form", "is of another version, or has an empty segment, on which AntennaPod fails")
    if values.get("language", told.language) != told.language:
        yield Fault(path, "json-form", f"says that its language is {values['language']}")
    yield from _compared(path, "json", cues, told)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no time")
    return float(value)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _listed(site: Site, path: str, told: Episode) -> Iterator[Fault]:
    content = content_of(site, path)
    if content is None:
        return
    try:
        values: Any = loaded(content)
        found = [(_number(one["startTime"]), _words(one["title"])) for one in values["chapters"]]
        version = str(values["version"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(path, "chapters-form", f"are no chapters: {error!r}")
        return
    starts = [start for start, _ in found]
    if not version.startswith("1.") or starts != sorted(starts) or not all(title.strip() for _, title in found):
        yield Fault(path, "chapters-form", "of another version, out of order, or without a title")
    if starts and starts[-1] >= told.seconds:
        yield Fault(path, "chapters-form", "beyond the end")
    meant = told.outline
    if len(found) != len(meant) or any(
        abs(start - its) > STEP or squeezed(title) != squeezed(name)
        for (start, title), (its, name) in zip(found, meant, strict=False)
    ):
        yield Fault(path, "chapters-differ", f"{len(found)} chapters, not those of the episode, which has {len(meant)}")
