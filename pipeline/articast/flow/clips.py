"""Clips and the MP3s that they are in: where each stands there, and how it is had again where the state lost it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from articast.model import FRAME_SECONDS, Clip, Spoken, Word
from articast.recording import stitch, tag
from articast.speech import speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articast.flow.house import House
    from articast.flow.preparing import Work


def spoken_of(work: Work, takes: Sequence[speak.Taken], origins: Sequence[float], bitrate: int) -> tuple[Spoken, ...]:
    """Where each sentence's clip stands in the recording, and what it says.

    Args:
        work: the article with its sentences.
        takes: their clips.
        bitrate: kb/s.
        origins: seconds at which each clip starts.
    """
    found = []
    for sentence, taken, origin in zip(work.sentences, takes, origins, strict=True):
        assert sentence.said is not None, "worded"
        take, said = taken.take, sentence.said
        at = round(origin / FRAME_SECONDS)
        voice, heading = work.voice_of(sentence), work.is_heading(sentence)
        sounds = speak.sounds_for(voice, said)
        asked = speak.asked(said.text, sentence.language, voice, sounds, bitrate, heading=heading)
        found.append(Spoken(take.key, at, take.count, take.lead, take.tail, taken.packed, said, asked))
    return tuple(found)


def as_published(house: House, article: str, tasks: Sequence[speak.Task]) -> tuple[speak.Task, ...]:
    """The tasks of an article; those that its published episode was asked before have the clips that it has of them.

    So an update of an engine, of a model or of our own sound speaks no old sentence again, unless that is what the
    publisher wants (`--refresh`).
    """
    kept = published_clips(house, article)
    return tuple(replace(task, kept=kept_key(kept, task)) for task in tasks)


def kept_key(kept: dict[str, str], task: speak.Task) -> str:
    """Key of the published clip of a task; of a heading also that of before headings were said like such."""
    return kept.get(task.asked) or kept.get(replace(task, heading=False).asked, "")


def published_clips(house: House, article: str) -> dict[str, str]:
    """Keys of the clips of an article's published episode, by what was asked for; none where all is made anew."""
    before = None if house.settings.refresh else house.catalogue.revision(article)
    return {one.asked: one.key for one in before.takes if one.asked} if before else {}


def cut_out(house: House, article: str, tasks: Sequence[speak.Task]) -> None:
    """Put the clips that an article needs on the shelf, where they are gone from there and stand in its published MP3.

    What is not there any more, or is not the file that was published, is spoken again.

    Args:
        house: what the run works with.
        article: its id.
        tasks: what its sentences ask for.
    """
    before = house.catalogue.revision(article)
    if before is None or not before.takes:
        return
    wanted = {task.key for task in tasks if not house.shelf.has(speak.path_of(task.key))}
    lost = {spoken.key: spoken for spoken in before.takes if spoken.key in wanted}
    if not lost:
        return
    try:
        mp3 = house.output.read(before.episode.audio)
    except FileNotFoundError:
        return
    if sha256(mp3).hexdigest() != before.episode.digest:
        return
    frames = mp3[tag.size(mp3) :]
    for key, spoken in lost.items():
        own = stitch.cut(frames, spoken.at, spoken.count, tasks[0].bitrate)
        if own:
            words = tuple(Word(*word) for word in speak.words_of(spoken.words))
            clip = Clip(own, tasks[0].bitrate, spoken.lead, spoken.tail, words)
            house.shelf.write(speak.path_of(key), speak.pack(clip))
