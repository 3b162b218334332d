"""Clips and silences in a row: Clips → Recording. Frames are joined as they are, nothing is encoded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.errors import PublishError
from articast.model import FRAME_SECONDS, Piece, Recording, Take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LEAD = 0.24
"""Seconds of silence that an episode starts with, at least: players swallow the first tenths of a second."""


def join(takes: Sequence[Take], pauses: Sequence[float], lead: float = LEAD) -> Recording:
    """Takes in a row, with silence between.

    Args:
        takes: at least one, all of one bitrate; intro, outro and breaks are takes like any other.
        pauses: seconds of silence *heard* after each take, as many as takes. What the clips' own edges hold is
            counted; the rest is rounded to frames (24 ms), and is never negative.
        lead: seconds of silence heard before the first.

    Returns:
        The recording; `spans` has one (start, end) a take.
    """
    assert takes, "a recording has at least one take"
    assert len(takes) == len(pauses), "one pause a take"
    assert len({take.bitrate for take in takes}) == 1, "one bitrate a recording"
    pieces: list[Piece] = _silent(lead - takes[0].lead)
    at = sum(piece.frames for piece in pieces)
    spans: list[tuple[float, float]] = []
    for index, (take, pause) in enumerate(zip(takes, pauses, strict=True)):
        follows = takes[index + 1].lead if index + 1 < len(takes) else 0.0
        spans.append((at * FRAME_SECONDS + take.lead, (at + take.count) * FRAME_SECONDS - take.tail))
        added = [Piece(take.count, take.key), *_silent(pause - take.tail - follows)]
        at += sum(piece.frames for piece in added)
        pieces += added
    return Recording(tuple(pieces), tuple(spans), takes[0].bitrate)


def starts(recording: Recording) -> tuple[float, ...]:
    """Where each take's clip starts, in seconds (its edge, not its first sound): the origin of its words' times."""
    found: list[float] = []
    at = 0
    for piece in recording.pieces:
        if piece.key:
            found.append(at * FRAME_SECONDS)
        at += piece.frames
    return tuple(found)


def frames(recording: Recording, fetch: Callable[[str], bytes], silence: bytes) -> Iterator[bytes]:
    """The recording's bytes, a piece at a time: one clip is in memory, never an hour.

    Args:
        recording: what to play.
        fetch: gives a clip's frames for its key.
        silence: the one silent frame of the recording's bitrate.

    Raises:
        PublishError: the store gave a clip of another length than the one that was joined.
    """
    size = 3 * recording.bitrate
    assert len(silence) == size, "the silent frame has the recording's bitrate"
    for piece in recording.pieces:
        if not piece.key:
            yield silence * piece.frames
            continue
        found = fetch(piece.key)
        if len(found) != piece.frames * size:
            raise PublishError(
                f"clip {piece.key} has {len(found)} bytes, {piece.frames * size} were joined: "
                "the store was changed meanwhile; publish again"
            )
        yield found


def cut(frames: bytes, at: int, count: int, bitrate: int) -> bytes:
    """A clip out of a recording's frames: as they were before they were joined, since joining changes none.

    Args:
        frames: of the whole, without its tag.
        at: the clip's first frame.
        count: how many.
        bitrate: kb/s; at 48 kHz a frame is three bytes for each.

    Returns:
        Its frames; empty where the recording has other ones.
    """
    size = 3 * bitrate
    if frames.startswith(b"\xff") and frames[4:size].lstrip(b"\0")[:4] in {b"Info", b"Xing"}:
        frames = frames[size:]
    own = frames[at * size : (at + count) * size]
    whole = len(own) == count * size and all(own[place : place + 2] == own[:2] for place in range(0, len(own), size))
    return own if whole and own[:1] == b"\xff" else b""


def _silent(seconds: float) -> list[Piece]:
    """Silence of that length, rounded to frames; nothing where there is none."""
    count = max(0, round(seconds / FRAME_SECONDS))
    return [Piece(count)] if count else []
