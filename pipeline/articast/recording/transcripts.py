"""Transcripts and chapters of an episode: WebVTT, SubRip, and the JSON of the podcast namespace.

Times are those of sentences and words as heard, so that a cue is shown exactly while it is spoken. What the
formats ask for, and what apps make of them, is said at each function; all text ends in a newline.
"""

from __future__ import annotations

import html
import json as _json
import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from articast import plain
from articast.recording import captions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from articast.model import Chapter, Episode, Reading, TimedSentence

NO_BREAK_SPACE = "\u00a0"

_ARROW = re.compile("-{2,}>")


def vtt(episode: Episode, reading: Reading, speaker: str = "") -> str:
    """WebVTT, captions as `captions` cuts them, numbered from 1.

    `speaker` (a `<v>` span: who reads, for instance the words for "synthetic voice") is left out where empty; where
    several voices read, each is named; the person whose words are said comes first. An arrow written `-->` becomes `→`:
    AntennaPod drops a file that has one outside its timing lines. Sentences in another language stand in a `<lang>`
    span.
    """
    return captioned(episode, reading, speaker)[0]


def srt(episode: Episode, reading: Reading) -> str:
    """SubRip, the same captions.

    AntennaPod reads `: ` as the end of a speaker's name and loses text after it, so that a colon is followed by a
    no-break space here.
    """
    return captioned(episode, reading)[1]


def captioned(episode: Episode, reading: Reading, speaker: str = "") -> tuple[str, str]:
    """WebVTT and SubRip, as `vtt` and `srt` say, from captions that are cut once."""
    blocks, entries = ["WEBVTT"], list[str]()
    names = _speakers(episode, reading, speaker)
    for sentence in _heard(reading):
        for cue in captions.cues(sentence, _text(sentence), sentence.language or episode.language):
            shown = "\n".join(map(_no_speaker, cue.lines))
            entries.append(f"{len(blocks)}\n{_timing(cue.start, cue.end, ',')}\n{shown}\n")
            lines = [html.escape(line, quote=False) for line in cue.lines]
            if sentence.language and sentence.language != episode.language:
                lines[0] = f"<lang {_annotation(sentence.language)}>{lines[0]}"
                lines[-1] += "</lang>"
            if name := names(sentence):
                lines[0] = f"<v {_annotation(name)}>{lines[0]}"
            blocks.append("\n".join((str(len(blocks)), _timing(cue.start, cue.end, "."), *lines)))
    return "\n\n".join(blocks) + "\n", "\n".join(entries)


def json(episode: Episode, reading: Reading, speaker: str = "") -> str:
    """The podcast namespace's JSON: a segment a sentence, with `words` beside it where the engine told their times.

    No segment is empty (AntennaPod fails on one), and all times are numbers.
    """
    names = _speakers(episode, reading, speaker)
    segments = (_dump(_segment(sentence, episode.language, names(sentence))) for sentence in _heard(reading))
    head = _dump({"version": "1.0.0", "language": episode.language})
    return "".join((head[:-1], ',"segments":[', *_listed(segments), "]}\n"))


def _listed(parts: Iterator[str]) -> Iterator[str]:
    """The parts with commas between: joined once, since a book's are megabytes."""
    for index, part in enumerate(parts):
        yield f",{part}" if index else part


def _segment(sentence: TimedSentence, language: str, speaker: str) -> dict[str, Any]:
    segment: dict[str, Any] = {"speaker": speaker} if speaker else {}
    segment |= {"startTime": _number(sentence.start), "endTime": _number(sentence.end)}
    segment["body"] = plain.line(sentence.text)
    if sentence.language and sentence.language != language:
        segment["language"] = sentence.language
    words = [
        {"startTime": _number(word.start), "endTime": _number(min(word.end, sentence.end)), "body": body}
        for word in sentence.words
        if (body := plain.line(sentence.text[word.offset : word.offset + word.length]))
    ]
    return segment | ({"words": words} if words else {})


def chapters(episode: Episode, base_url: str = "", reading: Reading | None = None) -> str:
    """The podcast namespace's chapters, version 1.2.0: in order, the first at 0; an empty list where there is none.

    Each links to its place on the episode's page, and has the first of the article's pictures that stands in it, where
    `base_url` says where they are.
    """
    outline, root = episode.outline, base_url.rstrip("/")
    pictures = _pictures(outline, reading) if reading and root else [""] * len(outline)
    found = [
        {"startTime": _number(chapter.start), "title": plain.line(chapter.title)}
        | ({"img": f"{root}/{episode.folder}/{picture}"} if picture else {})
        | ({"url": chapter.url or f"{root}/{episode.moment(chapter.start)}"} if root else {})
        for chapter, picture in zip(outline, pictures, strict=True)
    ]
    return _dump({"version": "1.2.0", "title": plain.line(episode.title), "chapters": found}) + "\n"


def _pictures(outline: Sequence[Chapter], reading: Reading) -> list[str]:
    """Name of the first picture in each chapter, from its heading on to the next one; empty where it has none."""
    starts = [sentence.start for sentence in reading.sentences]
    at = [bisect_right(starts, chapter.start + 0.001) - 1 for chapter in outline]
    blocks = [reading.sentences[index].block if index >= 0 else 0 for index in at]
    shown = [one for one in reading.seen if one.path]
    return [
        next((one.path for one in shown if (first == 0 or one.before > first) and one.before <= last), "")
        for first, last in pairwise([*blocks, len(reading.blocks)])
    ]


def _heard(reading: Reading) -> Iterator[TimedSentence]:
    """What is heard, in order, nothing while the next is: where two would be shown at once, apps show one of them."""
    heard = [sentence for sentence in reading.sentences if plain.line(sentence.text)]
    starts = [*(one.start for one in heard[1:]), float("inf")]
    for one, after in zip(heard, starts, strict=False):
        yield replace(one, end=after) if one.start < after < one.end else one


def _text(sentence: TimedSentence) -> str:
    return _ARROW.sub("→", plain.line(sentence.text))


def _speakers(episode: Episode, reading: Reading, speaker: str) -> Callable[[TimedSentence], str]:
    """Who says a sentence: `speaker`, with the voice's own name where there are several; or whose words it is."""
    name = plain.line(speaker)
    several = len({sentence.voice or episode.voice for sentence in reading.sentences}) > 1

    def told(sentence: TimedSentence) -> str:
        if who := plain.line(sentence.speaker):
            return f"{who} ({name})" if name else who
        return plain.line(f"{name} ({sentence.voice or episode.voice})") if name and several else name

    return told


def _no_speaker(line: str) -> str:
    line = line.replace(": ", f":{NO_BREAK_SPACE}")
    return line + NO_BREAK_SPACE if line.endswith(":") else line


def _timing(start: float, end: float, point: str) -> str:
    first = _milliseconds(start)
    return f"{_clock(first, point)} --> {_clock(max(_milliseconds(end), first + 1), point)}"


def _milliseconds(seconds: float) -> int:
    return max(0, round(seconds * 1000))


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def _annotation(text: str) -> str:
    return html.escape(plain.line(text), quote=False)


def _number(seconds: float) -> float:
    return max(0.0, round(seconds, 3))


def _dump(value: Any) -> str:
    return _json.dumps(value, ensure_ascii=False, separators=(",", ":"))
