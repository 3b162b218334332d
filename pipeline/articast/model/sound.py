"""Voices, what they answer, clips and a recording of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SAMPLE_RATE = 48_000
"""Hertz of all that we encode: at 48 kHz an MP3 frame is exactly 24 ms and a whole number of bytes."""

FRAME_SAMPLES = 1152
"""Samples in one MPEG-1 Layer III frame (ISO/IEC 11172-3)."""

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE
"""0.024 s: all times in an episode are multiples of it."""

ENCODER_DELAY = 1105 / SAMPLE_RATE
"""Seconds from the start of a clip's first frame to its first sample: LAME's delay and the decoder's (1105 samples)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine, as the publisher names it and as the clip's key needs it."""

    engine: str
    name: str
    """The engine's own name of it (`de-DE`, `heart`, `fr_FR-siwis-medium`); unique in the engine."""
    language: str
    """BCP 47 of what it speaks well; `mul` where it speaks many."""
    licence: str = ""
    limit: int = 600
    """Longest text in characters of what is said; longer text is cut at clauses before it gets here."""
    synthetic: Literal["neural", "formant", "tone"] = "neural"
    """How it makes sound: decides IPTC digitalSourceType."""
    options: tuple[tuple[str, str | float | int | bool], ...] = ()
    """Settings that change the bytes (pace, speaker, noise scale), sorted by name; part of the clip's key."""

    @property
    def id(self) -> str:
        """`engine:name`, as on the command line."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Word:
    """When a word is heard."""

    start: float
    """Seconds from the start of the speech (in a Clip: of the clip; in a Reading: of the episode)."""
    end: float
    offset: int
    """Of the word in the said text (in a Reading: in the written sentence)."""
    length: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine answered: raw sound."""

    pcm: bytes
    """Mono, signed 16 bit, little-endian."""
    rate: int
    """Hertz."""
    words: tuple[Word, ...] = ()
    """Empty where the engine does not tell."""

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence as MP3: whole CBR frames at 48 kHz mono, silent edges, first frame free of the bit reservoir."""

    frames: bytes
    bitrate: int
    """kb/s; a frame is `3 * bitrate` bytes."""
    lead: float
    """Seconds from the clip's start to the first sound."""
    tail: float
    """Seconds from the last sound to the clip's end."""
    words: tuple[Word, ...] = ()
    spent: tuple[str, tuple[tuple[str, float], ...]] = field(default=("", ()), compare=False, repr=False)
    """Of one that was made just now: who made it, and seconds by stage."""

    @property
    def count(self) -> int:
        """Number of frames."""
        return len(self.frames) // (3 * self.bitrate)

    @property
    def samples(self) -> int:
        """Samples that it decodes to."""
        return self.count * FRAME_SAMPLES

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.count * FRAME_SECONDS


@dataclass(frozen=True, slots=True)
class Take:
    """What joining needs of a clip: where its frames are and how long, not the frames."""

    key: str
    """Of its frames in the store; never empty."""
    count: int
    """Frames."""
    lead: float
    """Seconds from its start to its first sound."""
    tail: float
    """Seconds from its last sound to its end."""
    bitrate: int
    """kb/s."""

    @classmethod
    def of(cls, key: str, clip: Clip) -> Take:
        """The clip's, its frames being kept under `key`."""
        return cls(key, clip.count, clip.lead, clip.tail, clip.bitrate)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a recording: a clip from the store, or silence."""

    frames: int
    """How many MP3 frames."""
    key: str = ""
    """The clip's key in the store; empty: silence."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Clips and silences in a row: where everything is, without the bytes (an hour is never in memory)."""

    pieces: tuple[Piece, ...]
    spans: tuple[tuple[float, float], ...]
    """Start and end of each sentence in seconds, as heard (edges' silence not counted)."""
    bitrate: int

    @property
    def count(self) -> int:
        """Frames in all."""
        return sum(piece.frames for piece in self.pieces)

    @property
    def seconds(self) -> float:
        """Length in seconds, exact."""
        return self.count * FRAME_SECONDS
