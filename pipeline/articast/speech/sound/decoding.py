"""Bytes of MP3, WAV, FLAC or OGG as speech. No ffmpeg: soundfile brings libsndfile with its decoders.

Decoders play what is there of a file that was cut short and say nothing. A sentence without its end must not be
published, so each container's own word on its length is held against what came.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np

from articast.errors import EngineError
from articast.model import Speech
from articast.speech.sound import samples

STREAMED = 0x7FFF0000
"""Lengths from here on in a WAV's header mean `not known yet`: written by servers that stream."""

BITRATES = {  # kb/s by index, Layer III
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz, by MPEG version's bits


def decode(data: bytes) -> Speech:
    """What an engine or the publisher sent as mono speech at its own rate.

    Raises:
        EngineError: no audio, or audio that ends before its end.
    """
    import soundfile

    if not data:
        raise EngineError("the answer is empty: no audio in it; ask again")
    if data.lstrip()[:1] in (b"<", b"{"):
        raise EngineError(f"the answer is text, no audio: {_excerpt(data)}")
    if _cut(data):
        raise EngineError(f"the audio ends before its end, after {len(data)} bytes: the answer was cut; ask again")
    try:
        with soundfile.SoundFile(BytesIO(data)) as file:
            promised = 0 if file.format == "MP3" else file.frames  # an MP3's is a guess from its size
            rate = int(file.samplerate)
            sound = file.read(dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError, ValueError) as error:
        raise EngineError(f"the answer is no audio that we can decode ({error}): {_excerpt(data)}") from error
    if len(sound) < promised:
        raise EngineError(f"the audio ends before its end, {len(sound)} of {promised} samples; ask again")
    if not len(sound):
        raise EngineError("the answer is audio without a single sample; ask again")
    return Speech(samples.pcm(np.asarray(sound.mean(axis=1), dtype=np.float32)), rate)


def _excerpt(data: bytes) -> str:
    """The first bytes of what came, printable."""
    return repr(data[:60].decode("utf-8", "replace"))


def _cut(data: bytes) -> bool:
    """Whether the container itself says that more was to come."""
    if data[:4] == b"RIFF":
        return _cut_wav(data)
    if data[:4] == b"OggS":
        return not data[data.rfind(b"OggS") + 5 :][:1] or not data[data.rfind(b"OggS") + 5] & 4
    if data[:3] == b"ID3" or (data[0] == 0xFF and len(data) > 1 and data[1] & 0xE0 == 0xE0):
        return _cut_mp3(data)
    return False  # FLAC and others: the decoder knows the number of samples


def _cut_wav(data: bytes) -> bool:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"data":
            return 0 < size < STREAMED and at + 8 + size > len(data)
        at += 8 + size + size % 2
    return True


def _cut_mp3(data: bytes) -> bool:
    """The last frame lacks bytes, or there are fewer frames than the Xing or Info header says."""
    at = 0
    if data[:3] == b"ID3" and len(data) >= 10:
        at = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    count, promised = 0, 0
    while size := _frame_size(data[at : at + 4]):
        if at + size > len(data):
            return True
        if count == 0:
            promised = _frames_promised(data[at : at + size])
        count += 1
        at += size
    return at > len(data) or count - 1 < promised


def _frame_size(header: bytes) -> int:
    """Bytes of the Layer III frame with this header; 0 where it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate == 3 or bitrate in (0, 15):
        return 0
    kilobits = BITRATES[1 if version == 3 else 2][bitrate]
    return (144 if version == 3 else 72) * kilobits * 1000 // RATES[version][rate] + (header[2] >> 1 & 1)


def _frames_promised(frame: bytes) -> int:
    """How many frames follow according to a Xing or Info header in the first frame; 0 where it has none."""
    for tag in (b"Xing", b"Info"):
        at = frame.find(tag, 4, 48)
        if at > 0 and len(frame) >= at + 12 and frame[at + 7] & 1:
            return int.from_bytes(frame[at + 8 : at + 12], "big")
    return 0
