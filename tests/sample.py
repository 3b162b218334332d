"""A show, its episodes and what they read, for tests of what apps are given."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image

from articast.model import Block, Chapter, Episode, Mark, Reading, Show, TimedSentence, Word

STAMP = datetime(2026, 11, 20, 12, tzinfo=UTC)


def show(**changes: Any) -> Show:
    made = Show(
        language="en",
        title="The Gazette, read aloud",
        base_url="https://gazette.example/audio/",
        description="Every article of the Gazette.",
        author="The Gazette",
        link="https://gazette.example/",
        category=("News", "Daily News"),
        cover="assets/cover-en.jpg",
        copyright="© 2026 The Gazette",
    )
    return replace(made, **changes)


def episode(number: int = 1, **changes: Any) -> Episode:
    slug = f"article-{number}"
    made = Episode(
        guid=f"3f2c1a00-0000-5000-8000-{number:012d}",
        language="en",
        slug=slug,
        title=f"Article number {number}",
        published=datetime(2026, 1, 1, 6, tzinfo=UTC) + timedelta(hours=number),
        modified=datetime(2026, 1, 2, 6, tzinfo=UTC) + timedelta(hours=number),
        audio=f"en/{slug}/{slug}-{number:08x}.mp3",
        bytes=1_920_000 + number,
        seconds=240.024,
        voice="hibari:heart",
        url=f"https://gazette.example/{slug}",
        authors=("Ada Byron", "Zoë Łukasz"),
        summary="What the article says, in one sentence.",
        notes='<p>What the article says. <a href="https://other.example/?a=1&amp;b=2">A source</a></p>',
        chapters=(Chapter(0.0, f"Article number {number}"), Chapter(61.2, "The middle"), Chapter(181.704, "The end")),
        digest="ab" * 32,
    )
    return replace(made, **changes)


def reading(*texts: str, seconds: float = 4.0, words: tuple[Word, ...] = ()) -> Reading:
    """One block a text, each a sentence of 4 seconds with a second between."""
    texts = texts or ("The first sentence.", "The second one, which is a good deal longer than the first.")
    blocks = tuple(Block("paragraph", text) for text in texts)
    sentences = tuple(
        TimedSentence(
            text, 1.0 + number * (seconds + 1), 1.0 + number * (seconds + 1) + seconds, number, 0, words=words
        )
        for number, text in enumerate(texts)
    )
    return Reading(blocks, sentences)


def linked(text: str, url: str, words: str, kind: Any = "paragraph") -> Block:
    """A block in which `words` link to `url`."""
    start = text.index(words)
    return Block(kind, text, marks=(Mark("link", start, start + len(words), url),))


def cover(kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1400, 1400), "#305070").save(file, kind)
    return file.getvalue()
