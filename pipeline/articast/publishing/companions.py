"""An episode's companions: its page, transcripts and what players read, each made from the episode and its reading."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.keeping import differing
from articast.languages import phrases
from articast.publishing import shape
from articast.recording import transcripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from articast.model import Episode, Reading, Show

NAMES = (
    "transcript.vtt",
    "transcript.srt",
    "transcript.json",
    "chapters.json",
    "episode.json",
    "player.json",
    "oembed.json",
    "embed.html",
    "index.html",
)
"""Files beside an episode's MP3, in the order in which they are put in place."""


DATA = NAMES[:-2]
"""Those that no person looks at: they lie where the episode was before, too, as they are now."""


def made(
    show: Show, episode: Episode, reading: Reading, names: Sequence[str] = NAMES, folder: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Path and content of each, one after the other as they are asked for: a book's are megabytes each.

    Args:
        show: the episode's.
        episode: what they tell of.
        reading: its text.
        names: those that are wanted.
        folder: where they are to lie, where that is not the episode's own.
    """
    from articast.publishing import pages

    speaker = phrases(episode.language, "feed")["speaker"] if show.disclose else ""
    captioned = cache(partial(transcripts.captioned, episode, reading, speaker))
    makers: dict[str, Callable[[], str]] = {
        "transcript.vtt": lambda: captioned()[0],
        "transcript.srt": lambda: captioned()[1],
        "transcript.json": lambda: transcripts.json(episode, reading, speaker),
        "chapters.json": lambda: transcripts.chapters(episode, show.base_url, reading),
        "episode.json": lambda: pages.episode_json(show, episode, reading, folder),
        "player.json": lambda: pages.player_json(show, episode, folder),
        "oembed.json": lambda: pages.oembed(show, episode),
        "embed.html": lambda: pages.embed_page(show, episode, reading),
        "index.html": lambda: pages.article(show, episode, reading),
    }
    for name in names:
        yield f"{folder or episode.folder}/{name}", makers[name]().encode()


def digest(show: Show, episode: Episode) -> str:
    """Of all that they are made from, beside the reading (which the episode's MP3 stands for)."""
    whole = f"{shape.companions(episode.language)}\n{differing(show)}\n{differing(episode)}"
    return sha256(whole.encode()).hexdigest()
