"""An episode's MP3, frame by frame and as it is heard: its tag, its length, silence, holes, loudness, whose it is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from math import log10
from typing import TYPE_CHECKING, Any

from articast.commands.check.fault import Fault
from articast.commands.check.told import MOST_TOLD, squeezed
from articast.model import FRAME_SAMPLES, FRAME_SECONDS, SAMPLE_RATE, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.commands.check.told import Episode

SILENT = -60.0
"""dBFS: a sentence whose loudest frame is under it is not heard (the gate's own bound for speech is -50)."""

HOLE = 1.6
"""Seconds of silence inside a sentence that no punctuation explains: the gate lets 1.2 s pass at most."""

LOUD, UNEVEN = 3.0, 8.0
"""LU from -16 LUFS that an episode may be, and a minute of it from the whole: voices measured at their calibration are
within 1.5, single minutes of quotes and lists within 4."""

CHUNK = 2_500
"""Frames decoded at a time: a minute. An hour of samples is never in memory."""

CLIPPED = 0.002
"""Share of samples at full scale from which on it is heard as distortion; the limiter leaves none."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What an MP3's frames hold."""

    digest: str
    """SHA-256 of all its frames."""
    faults: tuple[Fault, ...]


def look(path: str, content: bytes, told: Episode) -> Sound:
    """Read and hear one episode's MP3.

    Args:
        path: of the MP3.
        content: its bytes.
        told: what its `episode.json` says.
    """
    start, faults = _tag(path, content, told)
    if start is None:
        return Sound("", tuple(faults))
    count, broken = _frames(content, start)
    if broken:
        faults.append(Fault(path, *broken))
    if abs(count * FRAME_SECONDS - told.seconds) > FRAME_SECONDS + 0.001:
        seconds = f"{count * FRAME_SECONDS:.3f} s, the page says {told.seconds:.3f} s"
        faults.append(Fault(path, "audio-length", f"its frames say {seconds}"))
    heard = sha256(content[start:]).hexdigest()
    if sha256(content).hexdigest() != told.digest:
        faults.append(Fault(path, "episode-digest", "it is not the file that was published: its digest is another one"))
    if not broken:
        faults += _heard(path, content[start:], told)
    return Sound(heard, tuple(faults))


def frames(content: bytes, start: int) -> tuple[int, str]:
    """How many MP3 frames there are from `start` to the end, and the first fault, empty where there is none.

    Checks that all are of one bitrate, 48 kHz, mono, end to end, and that none is a Xing, Info or VBRI header.
    """
    count, broken = _frames(content, start)
    return count, broken[1] if broken else ""


def _frames(content: bytes, start: int) -> tuple[int, tuple[str, str] | None]:
    count, at, first = 0, start, content[start : start + 4]
    while at + 4 <= len(content):
        head = content[at : at + 4]
        where = f"at byte {at} ({count * FRAME_SECONDS:.3f} s)"
        if head[:2] != first[:2] or (head[2] ^ first[2]) & 0xFC or head[3] >> 6 != first[3] >> 6:
            kind = "audio-junk" if count and head[0] != 0xFF else "audio-frames"
            return count, (kind, f"no frame like the others {where}")
        rate = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)[head[2] >> 4]
        if not rate or struct.unpack(">H", head[:2])[0] & 0xFFFE != 0xFFFA:
            return count, ("audio-frames", f"no MPEG-1 Layer III frame {where}")
        if head[2] >> 2 & 3 != 1 or head[3] >> 6 != 3:
            return count, ("audio-frames", f"no frame of 48 kHz, mono, {where}")
        if any(content[at + offset : at + offset + 4] in {b"Xing", b"Info", b"VBRI"} for offset in (13, 21, 36)):
            mark = content[at + 21 : at + 25]
            return count, ("audio-header", f"a {mark!r} header inside, at byte {at}: players misjudge its length")
        at += 3 * rate
        count += 1
    if at == len(content) and count:
        return count, None
    return count, ("audio-cut", f"ends in the middle of a frame, at byte {len(content)}")


def _tag(path: str, content: bytes, told: Episode) -> tuple[int | None, list[Fault]]:
    """Where its frames begin, None where it is no MP3; and what is wrong with its tag."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3
    from mutagen.mp3 import MP3

    try:
        tag: Any = ID3(BytesIO(content))
        length = float(getattr(MP3(BytesIO(content)).info, "length", 0.0))
    except (MutagenError, ValueError, IndexError, struct.error, EOFError) as error:
        return None, [Fault(path, "audio-tag", f"is no tagged MP3: {error}")]
    faults = []
    if abs(length - told.seconds) > FRAME_SECONDS + 0.001:
        faults.append(Fault(path, "audio-length", f"its head says {length:.3f} s, the page says {told.seconds:.3f} s"))
    if content[3:4] not in {b"\x03", b"\x04"}:  # signing rewrites it as 2.4
        faults.append(Fault(path, "audio-tag", "its tag is of another version than 2.3: some players do not read it"))
    lacking = [name for name in ("TIT2", "TALB", "TLAN", "APIC", "USLT") if not tag.getall(name)]
    faults += [Fault(path, "audio-tag", f"its tag has no {name}") for name in lacking]
    faults += [Fault(path, "audio-tag-differs", f"its tag says {said}") for said in _differing(tag, told)]
    faults += [Fault(path, "audio-tag-cover", said) for picture in tag.getall("APIC")[:1] for said in _picture(picture)]
    start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    return start, faults


def _differing(tag: Any, told: Episode) -> Iterator[str]:
    """What the tag says otherwise than the episode."""
    from articast import plain
    from articast.recording import tag as tags

    texts = {name: str(tag.getall(name)[0]) for name in ("TIT2", "TALB", "TLAN", "TYER", "TDRC") if tag.getall(name)}
    wanted = {"TIT2": plain.line(told.title) or told.slug, "TLAN": tags.language_code(told.language)}
    for name, text in wanted.items():
        if name in texts and texts[name] != text:
            yield f"{name} «{texts[name]}», the page says «{text}»"
    year = (texts.get("TDRC") or texts.get("TYER", ""))[:4]
    if year and year.isdigit() and int(year) != told.published.year:
        yield f"it is of {year}, the page says {told.published.year}"
    chapters = sorted(((chapter.start_time, chapter) for chapter in tag.getall("CHAP")), key=lambda pair: pair[0])
    starts, meant = [start for start, _ in chapters], [round(1000 * start) for start, _ in told.outline[:255]]
    if starts != meant and not _close(starts, meant):
        yield f"{len(starts)} chapters, the page says {len(meant)}, or at other times"
    lyrics = tag.getall("USLT")
    if lyrics and squeezed(lyrics[0].text) != squeezed("".join(plain.line(one.text) for one in told.sentences)):
        yield "another text than the page"


def _close(ones: list[int], others: list[int]) -> bool:
    return len(ones) == len(others) and all(abs(one - other) <= 1 for one, other in zip(ones, others, strict=True))


def _picture(picture: Any) -> Iterator[str]:
    from articast.commands.check.covers import kind_of

    kind = kind_of(picture.data)
    if kind is None:
        yield "the picture in its tag cannot be read"
    elif len(picture.data) > 512 * 1024:
        yield f"the picture in its tag has {len(picture.data)} bytes"


def _heard(path: str, sound: bytes, told: Episode) -> Iterator[Fault]:
    """What is wrong with how it sounds, a minute decoded at a time."""
    import numpy as np
    import soundfile

    from articast.speech import sound as sounds

    levels: list[Any] = []
    loudness: list[float] = []
    clipped = total = 0
    try:
        with soundfile.SoundFile(BytesIO(sound)) as file:
            while len(block := file.read(CHUNK * FRAME_SAMPLES, dtype="float32", always_2d=True)):
                mono = block[:, 0]
                whole = mono[: len(mono) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
                levels.append(np.sqrt((whole * whole).mean(axis=1)))
                clipped, total = clipped + int((np.abs(mono) >= 0.9999).sum()), total + len(mono)
                pcm = (np.clip(mono, -1, 1) * 32767).astype("<i2").tobytes()
                loudness.append(sounds.loudness(Speech(pcm, SAMPLE_RATE)))
    except (soundfile.LibsndfileError, RuntimeError, ValueError) as error:
        yield Fault(path, "audio-decode", f"it cannot be decoded: {error}")
        return
    level = np.concatenate(levels) if levels else np.zeros(0)
    if total < told.seconds * SAMPLE_RATE - 3 * FRAME_SAMPLES:
        yield Fault(path, "audio-decode", f"only {total / SAMPLE_RATE:.1f} s of it can be decoded")
    if total and clipped / total > CLIPPED:
        yield Fault(path, "audio-clipped", f"{100 * clipped / total:.1f} % of it is at full scale: it is distorted")
    yield from _silences(path, level, told)
    yield from _levels(path, loudness, told.seconds)


def _silences(path: str, level: Any, told: Episode) -> Iterator[Fault]:
    silent, holes = [], []
    for one in told.sentences:
        part = level[
            int(one.start / FRAME_SECONDS) : max(int(one.end / FRAME_SECONDS), int(one.start / FRAME_SECONDS) + 1)
        ]
        heard = part > 10 ** (SILENT / 20)
        if not heard.any():
            silent.append(one)
        elif (longest := _longest(~heard) * FRAME_SECONDS) > HOLE:
            holes.append((one, longest))
    yield from (Fault(path, "audio-silent", f"«{one.text}» is silent") for one in silent[:MOST_TOLD])
    for one, seconds in holes[:MOST_TOLD]:
        yield Fault(path, "audio-hole", f"{seconds:.1f} s of silence inside «{one.text}»")


def _longest(quiet: Any) -> int:
    """Frames of the longest silence."""
    longest = run = 0
    for is_quiet in quiet.tolist():
        run = run + 1 if is_quiet else 0
        longest = max(longest, run)
    return longest


def _levels(path: str, loudness: list[float], seconds: float) -> Iterator[Fault]:
    heard = [one for one in loudness if one > -70]
    if not heard or seconds < 3:
        return
    whole = 10 * log10(sum(10 ** (one / 10) for one in heard) / len(heard))
    if abs(whole + 16) > LOUD:
        yield Fault(path, "audio-loudness", f"is at {whole:.1f} LUFS; -16 is what is asked of podcasts")
    for minute, one in enumerate(loudness[:-1]):
        if abs(one - whole) > UNEVEN:
            yield Fault(path, "audio-loudness", f"minute {minute + 1} is at {one:.1f} LUFS, the whole at {whole:.1f}")
