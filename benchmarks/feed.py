"""A feed of 10,000 episodes rendered again after a new one.

Usage: python -m benchmarks.feed [EPISODES]    goal: under 2 s and 200 MB
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import UTC, datetime, timedelta

from articast.model import Chapter, Episode, Show
from articast.publishing import feed

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
NOTES = "<p>{}</p>\n<ul>{}</ul>\n<p><a href='https://gazette.example/{{0}}'>Read the article</a></p>".format(
    "A sentence of the article's first paragraph, numbered {0}. " * 5,
    "".join(f'<li><a href="https://source.example/{{0}}/{number}">Source {number}</a></li>' for number in range(5)),
)
SHOW = Show("en", "The Gazette", "https://gazette.example/audio/", "Read aloud.", "The Gazette", cover="assets/en.jpg")


def episode(number: int) -> Episode:
    """An episode as usual: 300 words of notes, five links, four chapters."""
    slug = f"article-{number}"
    return Episode(
        guid=f"00000000-0000-5000-8000-{number:012d}",
        language="en",
        slug=slug,
        title=f"An article of average length, number {number}",
        published=BEGIN + timedelta(hours=number),
        modified=BEGIN + timedelta(hours=number),
        audio=f"en/{slug}/{slug}-{number:08x}.mp3",
        bytes=2_000_000 + number,
        seconds=250.008,
        voice="hibari:heart",
        url=f"https://gazette.example/{slug}",
        authors=("Ada Byron",),
        summary="What it says.",
        notes=NOTES.format(number),
        chapters=tuple(Chapter(60.0 * part, f"Part {part}") for part in range(4)),
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    episodes = [episode(number) for number in range(count)]
    start, worked = time.perf_counter(), time.process_time()
    archived = feed.archives(SHOW, episodes, {})
    size = sum(len(body) for _, body in feed.render(SHOW, episodes, datetime.now(UTC), archived))
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = f"{seconds:.2f} s (goal 2; {worked:.2f} of CPU)"
    print(f"feed: {count:,} episodes, {size / 1e6:.0f} MB of XML: {took}, peak {peak:.0f} MB (goal 200)")


if __name__ == "__main__":
    main()
