"""Transcripts and chapters of an episode: WebVTT, SubRip, and the JSON of the podcast namespace.

Times are those of the sentences as heard, so that a cue is shown exactly while it is spoken. What the
formats ask for, and what apps make of them, is said at each function; all text ends in a newline.
"""

from __future__ import annotations

import html
import json as _json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articast import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Episode, Reading, TimedSentence

VTT_LINE = 65
"""Characters in a line of a WebVTT cue: what the podcast namespace recommends."""
SRT_LINE = 32
"""Characters in a line of a SubRip cue, and two lines at most: what the podcast namespace asks for."""
SRT_LINES = 2
NO_BREAK_SPACE = "\u00a0"

_ARROW = re.compile("-{2,}>")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def vtt(episode: Episode, reading: Reading, speaker: str = "") -> str:
    """WebVTT, one cue a sentence, numbered from 1.

    `speaker` (a `<v>` span: who reads, for instance the words for "synthetic voice") is left out where empty. An arrow
    written `-->` becomes `→`: AntennaPod drops a file that has one outside its timing lines. Sentences in another
    language stand in a `<lang>` span.
    """
    blocks = ["WEBVTT"]
    for number, sentence in enumerate(_heard(reading), 1):
        lines = [html.escape(line, quote=False) for line in _wrap(_text(sentence), VTT_LINE)]
        if sentence.language and sentence.language != episode.language:
            lines[0] = f"<lang {_annotation(sentence.language)}>{lines[0]}"
            lines[-1] += "</lang>"
        if plain.line(speaker):
            lines[0] = f"<v {_annotation(speaker)}>{lines[0]}"
        blocks.append("\n".join((str(number), _timing(sentence.start, sentence.end, "."), *lines)))
    return "\n\n".join(blocks) + "\n"


def srt(episode: Episode, reading: Reading) -> str:
    """SubRip, at most two lines of 32 characters a cue; a sentence's cues follow each other without a gap.

    AntennaPod reads `: ` as the end of a speaker's name and loses text after it, so that a colon is followed by a
    no-break space here.
    """
    cues = (cue for sentence in _heard(reading) for cue in _cues(sentence))
    return "\n".join(
        f"{number}\n{_timing(cue.start, cue.end, ',')}\n{chr(10).join(cue.lines)}\n"
        for number, cue in enumerate(cues, 1)
    )


def json(episode: Episode, reading: Reading, speaker: str = "") -> str:
    """The podcast namespace's JSON: a segment a sentence, with `words` beside it where the engine told their times.

    No segment is empty (AntennaPod fails on one), and all times are numbers.
    """
    name = plain.line(speaker)
    segments = (_dump(_segment(sentence, episode.language, name)) for sentence in _heard(reading))
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
        {"startTime": _number(word.start), "endTime": _number(word.end), "body": body}
        for word in sentence.words
        if (body := plain.line(sentence.text[word.offset : word.offset + word.length]))
    ]
    return segment | ({"words": words} if words else {})


def chapters(episode: Episode) -> str:
    """The podcast namespace's chapters, version 1.2.0: in order, the first at 0; an empty list where there is none."""
    found = [{"startTime": _number(chapter.start), "title": plain.line(chapter.title)} for chapter in episode.outline]
    return _dump({"version": "1.2.0", "title": plain.line(episode.title), "chapters": found}) + "\n"


def _heard(reading: Reading) -> Iterator[TimedSentence]:
    return (sentence for sentence in reading.sentences if plain.line(sentence.text))


def _text(sentence: TimedSentence) -> str:
    return _ARROW.sub("→", plain.line(sentence.text))


def _cues(sentence: TimedSentence) -> Iterator[_Cue]:
    """The sentence spread over cues, each from where its first character is said to where the next one's is."""
    text = _text(sentence)
    lines = _wrap(text, SRT_LINE - 1, SRT_LINES)  # one character is for the no-break space
    groups = [lines[at : at + SRT_LINES] for at in range(0, len(lines), SRT_LINES)]
    starts, at = [], 0
    for group in groups:
        at = text.index(group[0], at)
        starts.append(_moment(sentence, at, len(text)))
        at += sum(map(len, group))
    for group, start, end in zip(groups, starts, [*starts[1:], sentence.end], strict=True):
        yield _Cue(start, end, tuple(_no_speaker(line) for line in group))


def _moment(sentence: TimedSentence, at: int, length: int) -> float:
    """When the character `at` of `length` is said: from the words' times where there are, else in proportion."""
    known = [word.start for word in sentence.words if word.offset >= at]
    if at == 0:
        return sentence.start
    if known:
        return min(max(known[0], sentence.start), sentence.end)
    return sentence.start + (sentence.end - sentence.start) * at / length


def _no_speaker(line: str) -> str:
    line = line.replace(": ", f":{NO_BREAK_SPACE}")
    return line + NO_BREAK_SPACE if line.endswith(":") else line


def _wrap(text: str, width: int, group: int = 1) -> list[str]:
    """Lines of at most `width` characters, evenly filled, so that no cue or line is left with a last word alone.

    Only a word longer than a line is broken. Where there are more lines than `group`, they fill whole groups.
    """
    count = len(_filled(text, width))
    if count > group:
        count = -(-count // group) * group
    longest = max(map(len, text.split(" ")))
    narrowest = min(width, max(longest, len(text) // count))
    evenly = (_filled(text, narrow) for narrow in range(narrowest, width + 1))
    return next(lines for lines in evenly if len(lines) <= count)


def _filled(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, each as full as words allow."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) <= width:
            line += f" {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]  # noqa: PLW2901 - the rest of it
        line = word
    return [*lines, line] if line else lines


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
