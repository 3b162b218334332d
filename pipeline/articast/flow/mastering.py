"""The finished MP3: clips with the publisher's own sounds in a row, tag first, signed last, named by what is heard.

Beside it, where wanted, the same as Opus, and cover art: the article's lead image, else a card with its title.
"""

from __future__ import annotations

import os
import tempfile
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from articast import sources
from articast.errors import ConfigurationError, PublishError, SourceError
from articast.keeping import digest_of
from articast.model import FRAME_SAMPLES, Alternate, Take
from articast.recording import opus, signing, stitch, tag
from articast.speech import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articast.flow.house import House
    from articast.flow.preparing import Work
    from articast.model import Episode, Recording, Show
    from articast.sources import Pictures


FROM_MP3 = "mp3:"
"""What the key of a take begins with whose frames are those of a whole published MP3; its path follows."""

TAG_COVER = (60_000, 84_000, 118_000, 165_000, 200_000)
"""Bytes that the cover in a tag may have: of a short episode, and at most. It is downloaded with each; some cars show
no more. Steps, so that a show's cover is made small a few times, and not for each episode anew."""


def joined(
    house: House, takes: list[speak.Taken], work: Work
) -> tuple[Recording, tuple[tuple[float, float], ...], tuple[float, ...]]:
    """The recording, with intro and outro and a break before each heading where the publisher has them.

    Returns:
        The recording; start and end of each sentence as heard; where each sentence's clip starts.
    """
    speech = house.settings.speech
    intro, between, outro = (insert(house, name) for name in (speech.intro, speech.between, speech.outro))
    takes_in_order: list[Take] = []
    pauses: list[float] = []
    own: list[int] = []

    def play(take: Take | None, pause: float) -> None:
        if take:
            takes_in_order.append(take)
            pauses.append(pause)

    play(intro, work.sentences[-1].pause)
    block = -1
    for sentence, taken in zip(work.sentences, takes, strict=True):
        if sentence.block != block and own and work.script.blocks[sentence.block].kind == "heading":
            play(between, pauses[-1])
        block = sentence.block
        own.append(len(takes_in_order))
        play(taken.take, sentence.pause)
    play(outro, work.sentences[-1].pause)
    recording = stitch.join(takes_in_order, pauses)
    starts = stitch.starts(recording)
    return recording, tuple(recording.spans[index] for index in own), tuple(starts[index] for index in own)


def master(
    house: House, draft: Episode, recording: Recording, head: bytes, label: opus.Label, before: Episode | None
) -> Callable[[], Episode]:
    """Write the MP3 a clip at a time, begin with its Opus, and give back what puts both in place, to be called later.

    It is signed where wanted, and named by what is heard. An episode that sounds as before keeps its address: apps
    fetch what they know by its address, and never again. What its tag says of it is written anew in that place. In a
    bucket, where that is to send the whole file again, it waits until the article itself has changed: what only its
    show says of it (cover, author, copyright) is in the feed.

    Opus is made in the pool meanwhile: the run goes on with the next article.

    Args:
        house: what the run works with.
        draft: the episode, but for what only its MP3 knows.
        recording: what is played.
        head: the ID3 tag.
        label: Opus's tag.
        before: the episode as it is published; it is given back where nothing differs.

    Raises:
        PublishError: it cannot be written.
        ConfigurationError: it cannot be signed.
    """
    handle, name = tempfile.mkstemp(dir=house.rooms, suffix=".mp3")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, _room(draft, house):
            digest, heard = _write(house, file, recording, head)
        draft = replace(draft, heard=heard, audio=_address(house, draft, heard, before))
        if before and _waits(house, draft, before):
            path.unlink()
            return lambda: before
        wanted = bool(house.settings.opus)
        samples = recording.count * FRAME_SAMPLES
        encoded = _opus(house, draft, path, digest, samples, label, before) if wanted else None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return partial(_finished, house, draft, path, digest, encoded, before)


def _finished(
    house: House,
    draft: Episode,
    path: Path,
    digest: str,
    encoded: Callable[[], Alternate] | None,
    before: Episode | None,
) -> Episode:
    """Put the MP3 in place, and what was made of it."""
    try:
        with _room(draft, house):
            if encoded:
                draft = replace(draft, alternates=(encoded(),))
            episode = _signed(house, draft, path, digest, before)
            if not (before and _there(house, episode, before)):
                house.output.put(path, episode.audio)
    finally:
        path.unlink(missing_ok=True)
    if before and replace(episode, modified=before.modified, translations=before.translations) == before:
        return before
    return episode


def numbered(house: House, episode: Episode, number: int) -> Episode:
    """The episode with its number in its MP3's tag, in place; not of a signed one: that would break the signature.

    Raises:
        PublishError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=house.rooms, suffix=".mp3")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, _room(episode, house):
            whole, chunks = sha256(), house.output.chunks(episode.audio)
            head = next(chunks)
            while len(head) < tag.size(head):
                head += next(chunks)
            tagged = tag.numbered(head[: tag.size(head)], number)
            for chunk in chain((tagged, head[tag.size(head) :]), chunks):
                file.write(chunk)
                whole.update(chunk)
        made = replace(episode, bytes=path.stat().st_size, digest=whole.hexdigest())
        house.output.put(path, made.audio)
    finally:
        path.unlink(missing_ok=True)
    return made


@contextmanager
def _room(draft: Episode, house: House) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"cannot write {draft.slug}.mp3 in {house.rooms}: {error.strerror}; make room, run again"
        ) from error


def _write(house: House, file: BinaryIO, recording: Recording, head: bytes) -> tuple[str, str]:
    """Write tag and frames; the digests of the file and of the frames, hex."""
    from articast.speech import sound

    whole, heard = sha256(head), sha256()
    file.write(head)
    for frames in stitch.frames(recording, _frames_from(house), sound.silence(recording.bitrate)):
        file.write(frames)
        whole.update(frames)
        heard.update(frames)
    return whole.hexdigest(), heard.hexdigest()


def _address(house: House, draft: Episode, heard: str, before: Episode | None) -> str:
    """Path of the MP3: the one it has, where it sounds as before (earlier versions named it by all of the file)."""
    if before and before.audio.startswith(draft.page) and (before.heard or _heard(house, before.audio)) == heard:
        return before.audio
    return f"{draft.folder}/{draft.slug}-{heard[:8]}.mp3"


def _heard(house: House, path: str) -> str:
    """Digest of the frames of an MP3 in its place, empty where it is not there."""
    found = sha256()
    try:
        chunks = house.output.chunks(path)
        first = next(chunks, b"")
        skip = tag.size(first)
        for chunk in chain((first,), chunks):
            found.update(chunk[skip:])
            skip = max(0, skip - len(chunk))
    except FileNotFoundError:
        return ""
    return found.hexdigest()


def _waits(house: House, draft: Episode, before: Episode) -> bool:
    """Whether nothing but what the show says of the episode can have changed, and the file is better left as it is."""
    same = replace(
        draft,
        modified=before.modified,
        translations=before.translations,
        heard=before.heard,
        bytes=before.bytes,
        digest=before.digest,
        master=before.master,
        alternates=before.alternates,
    )
    wanted = {f"Opus {house.settings.opus}"} if house.settings.opus else set()
    return (
        not house.output.local
        and same == before
        and wanted == {f"Opus {made.bitrate}" for made in before.alternates}
        and bool(before.master) == bool(house.settings.signing.certificate)
        and house.output.has(before.audio, before.bytes)
        and all(house.output.has(made.path, made.bytes) for made in before.alternates)
    )


def _there(house: House, episode: Episode, before: Episode) -> bool:
    same = (before.audio, before.digest) == (episode.audio, episode.digest)
    return same and house.output.has(episode.audio, episode.bytes)


def _opus(
    house: House, draft: Episode, path: Path, digest: str, samples: int, label: opus.Label, before: Episode | None
) -> Callable[[], Alternate]:
    """Begin to make Opus of the MP3; what puts it in place. It is not made again of the MP3 that it was made of."""
    bitrate = house.settings.opus
    target = f"{draft.folder}/{draft.slug}-{sha256(f'{draft.heard} {bitrate}'.encode()).hexdigest()[:8]}.opus"
    for made in before.alternates if before else ():
        if made.bitrate != bitrate or made.media_type != opus.MEDIA_TYPE:
            continue
        if before and draft.audio == before.audio:  # it sounds as before
            target = made.path
        if before and (before.master or before.digest) == digest and house.output.has(made.path, made.bytes):
            return partial(_kept, made)
    handle, name = tempfile.mkstemp(dir=house.rooms, suffix=".opus")
    os.close(handle)
    fresh = Path(name)
    job = partial(opus.encode, path, fresh, samples, bitrate, label)
    crew = house.studio.crew
    done = job if house.settings.cluster else crew.pool.submit(job).result  # workers elsewhere have no such file
    return partial(_placed_opus, house, fresh, target, bitrate, done)


def _kept(made: Alternate) -> Alternate:
    return made


def _placed_opus(house: House, fresh: Path, target: str, bitrate: int, done: Callable[[], None]) -> Alternate:
    try:
        done()
        size, content = fresh.stat().st_size, digest_of(fresh)
        house.output.put(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return Alternate(target, opus.MEDIA_TYPE, size, bitrate, f"Opus, {bitrate} kb/s", content)


def _signed(house: House, draft: Episode, path: Path, digest: str, before: Episode | None) -> Episode:
    """The episode with bytes and digest of its MP3; signed, unless this very MP3 was signed before."""
    wanted = house.settings.signing
    if not wanted.certificate:
        return replace(draft, bytes=path.stat().st_size, digest=digest)
    if before and before.master == digest and house.output.has(before.audio, before.bytes):
        return replace(draft, audio=before.audio, bytes=before.bytes, digest=before.digest, master=digest)
    certificate, key = house.settings.path(wanted.certificate), house.settings.path(wanted.key)
    signing.sign(path, certificate, key, draft.synthetic)
    return replace(draft, bytes=path.stat().st_size, digest=digest_of(path), master=digest)


def _frames_from(house: House) -> Callable[[str], bytes]:
    def fetch(key: str) -> bytes:
        if not key.startswith(FROM_MP3):
            return speak.frames_of(house.shelf.read(speak.path_of(key)))
        try:
            mp3 = house.output.read(key.removeprefix(FROM_MP3))
        except FileNotFoundError as error:
            raise PublishError(
                f"{key.removeprefix(FROM_MP3)} is not there any more: publish its article again"
            ) from error
        return mp3[tag.size(mp3) :]

    return fetch


def insert(house: House, name: str) -> Take | None:
    """The publisher's own sound as a clip on the shelf; None where there is none.

    Raises:
        ConfigurationError: it cannot be read.
    """
    if not name:
        return None
    from articast.speech import sound

    try:
        data = house.settings.path(name).read_bytes()
    except OSError as error:
        raise ConfigurationError(f"[speech] {name}: {error.strerror}") from error
    key = sha256(f"{speak.VERSION} {house.settings.bitrate}".encode() + data).hexdigest()
    try:
        clip = speak.unpack(house.shelf.read(speak.path_of(key)))
    except FileNotFoundError:
        clip = sound.insert(data, house.settings.bitrate)
        house.shelf.write(speak.path_of(key), speak.pack(clip))
    return Take.of(key, clip)


@dataclass(frozen=True, slots=True)
class Artwork:
    """A cover in its place."""

    path: str
    """`Episode.cover`: empty where it is the show's."""
    image: bytes
    """JPEG."""
    warning: str = ""
    """Why it is not the article's image, in one line; empty where all is well."""


def cover(house: House, pictures: Pictures, work: Work, draft: Episode, show: Show) -> Artwork:
    """Put an episode's cover in place, if it is to have its own.

    The article's image is asked for once: as long as the article stays as it is, so does the cover that came of it.

    Args:
        house: what the run works with.
        pictures: where images come from.
        work: the article.
        draft: its episode.
        show: with its cover in place.

    Raises:
        PublishError: it cannot be written.
    """
    if not show.episode_covers:
        return Artwork("", house.output.read(show.cover))
    from articast.recording import covers

    name, document = _lead(work), work.digest
    kept = (house.catalogue.recall("cover", work.article.id) or {}) if name else {}
    there = kept.get("image") == name and kept["path"].startswith(draft.page) and house.output.has(kept["path"])
    if there and kept["document"] == document:
        return Artwork(kept["path"], house.output.read(kept["path"]))
    warning = ""
    if name:
        try:
            path, image = _placed(house, draft, covers.from_image(pictures.read(name, work.document)))
            house.catalogue.remember("cover", work.article.id, {"image": name, "document": document, "path": path})
            return Artwork(path, image)
        except SourceError as error:
            instead = "it keeps the one it had" if there else "one was made of its title"
            warning = f"{work.document.source}: no cover from its image, {instead}: {error}"
    if there:
        return Artwork(kept["path"], house.output.read(kept["path"]), warning)
    accent = dict(show.theme).get("accent", "")
    made = covers.episode(draft.title, show.title, accent, language=draft.language)
    return Artwork(*_placed(house, draft, made), warning)


def _lead(work: Work) -> str:
    """The article's lead image: the one that it names, else the first picture of what came in an archive."""
    if work.article.image or sources.IN not in work.document.source:
        return work.article.image
    packed = (one.block.source for one in work.script.seen if one.block.kind == "picture")
    return next((name for name in packed if "://" not in name), "")


def in_tag(image: bytes, recording: Recording) -> bytes:
    """A cover as the tag has it: 200 kB at most, and 60 kB where that is more than a twentieth of the sound."""
    from articast.recording import covers

    sound = recording.count * 3 * recording.bitrate
    return covers.small(image, TAG_COVER[max(0, bisect_right(TAG_COVER, sound // 20) - 1)])


def _placed(house: House, draft: Episode, image: bytes) -> tuple[str, bytes]:
    path = f"{draft.folder}/cover-{sha256(image).hexdigest()[:8]}.jpg"
    house.output.write(path, image)
    return path, image
