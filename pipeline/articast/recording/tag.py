"""ID3: title, cover, chapters, transcript, and that the voice is synthetic; the bytes before an episode's frames."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mutagen import id3 as frames

from articast import languages, plain
from articast.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.model import Episode, Reading, Show

UTF16 = frames.Encoding.UTF16
"""The one encoding of ID3v2.3 that has every script."""
ID3V2_3 = 3
"""Version 2.3: the one that every player reads."""
HEADER = 10
"""Bytes of a tag's header: mark, version, flags, and its size without it, seven bits a byte."""
FOOTER = 0x10
"""Flag of a tag (2.4 only) that its header stands once more behind it."""
CHAPTERS = 255
"""Chapters that a table of contents can count: one byte. Further ones are in the feed and the page alone."""
TOP_LEVEL_ORDERED = 3
"""CTOC flags: the root table, in order of time."""
NO_OFFSET = 0xFFFFFFFF
"""CHAP byte offsets: not given, times count."""
SOURCE_TYPES = {
    kind: f"http://cv.iptc.org/newscodes/digitalsourcetype/{name}"
    for kind, name in (
        ("neural", "trainedAlgorithmicMedia"),
        ("formant", "algorithmicMedia"),
        ("tone", "algorithmicMedia"),
    )
}
"""IPTC's word for how the sound was made."""

_MARK = re.compile(r"^(?:copyright|©|\(c\)|\s)+", re.IGNORECASE)
"""What a copyright begins with on paper: in ID3 with the year, and players put the mark before it."""

_ISO_639_2: dict[str, str] = dict(
    re.findall(
        r"\b(\w{2}) (\w{3})\b",
        """
aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul bi bis bm bam
bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym da dan de deu dv div dz dzo
ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij fo fao fr fra fy fry ga gle gd gla gl glg
gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy hye hz her ia ina id ind ie ile ig ibo ii iii
ik ipk io ido is isl it ita iu iku ja jpn jv jav ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau
ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri
mk mkd ml mal mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor nr nbl nv nav
ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron ru rus rw kin
sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw st sot su sun sv swe
sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig uk ukr
ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho zu zul
""",
    )
)
"""ISO 639-1 to 639-2/T, as ID3 asks for."""


def id3(episode: Episode, reading: Reading, show: Show, cover: bytes, number: int = 0) -> bytes:
    """The whole ID3v2.3 tag: an episode's file is these bytes and then its frames. Same input, same bytes.

    Args:
        episode: its `bytes`, `audio` and `digest` are not looked at: they are known only after the tag.
        reading: its sentences become the lyrics.
        show: album, address, and whether to say that the voice is synthetic.
        cover: JPEG or PNG; empty: none.
        number: of the episode in its season or show, 0: none.

    Raises:
        ConfigurationError: the cover is neither JPEG nor PNG.
    """
    parts = (
        *_names(episode, show, number),
        *_podcast(episode, show),
        *_texts(episode, reading, show),
        *_chapters(episode, show),
        *_cover(cover),
    )
    return _headed(b"".join(map(_written, parts)))


def _headed(body: bytes) -> bytes:
    return b"ID3" + bytes((ID3V2_3, 0, 0)) + bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def numbered(head: bytes, number: int) -> bytes:
    """A tag as `id3` makes it without a number, as it makes it with this one."""
    at = HEADER
    while (name := head[at : at + 4]) not in (b"TPOS", b"WOAF", b"TRCK", b""):
        at += HEADER + int.from_bytes(head[at + 4 : at + 8], "big")
    if name == b"TRCK":
        return head
    return _headed(head[HEADER:at] + _written(frames.TRCK(encoding=UTF16, text=[str(number)])) + head[at:])


def size(head: bytes) -> int:
    """Bytes of the ID3v2 tag that a file begins with, whoever wrote it; 0 where there is none.

    Args:
        head: the file's first ten bytes at least.
    """
    if len(head) < HEADER or not head.startswith(b"ID3"):
        return 0
    footer = HEADER if head[5] & FOOTER else 0
    return HEADER + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)) + footer


def _written(frame: Any) -> bytes:
    """One frame's bytes. One at a time, since mutagen sorts them by size: ffmpeg shows chapters as they stand."""
    tag: Any = frames.ID3()
    tag.add(frame)
    file = BytesIO()
    tag.save(file, v1=0, v2_version=ID3V2_3, padding=lambda _: 0)
    return file.getvalue()[HEADER:]


def language_code(language: str) -> str:
    """ISO 639-2 of a BCP 47 tag, `und` where there is none."""
    subtag = languages.primary(language)
    return _ISO_639_2.get(subtag, subtag if len(subtag) == len("und") and subtag.isascii() else "und")


def _names(episode: Episode, show: Show, number: int) -> Iterator[Any]:
    when = episode.published
    authors = ", ".join(filter(None, map(plain.line, episode.authors)))
    for kind, text in (
        (frames.TIT2, _title(episode)),
        (frames.TPE1, authors or show.author or show.title),
        (frames.TALB, show.title),
        (frames.TPE2, show.author),
        (frames.TCON, "Podcast"),
        (frames.TLAN, language_code(episode.language)),
        (frames.TYER, f"{when:%Y}".zfill(4)),
        (frames.TDAT, f"{when:%d%m}"),
        (frames.TLEN, str(round(episode.seconds * 1000))),
        (frames.TCOP, _MARK.sub("", plain.line(show.copyright))),
        (frames.TPUB, show.author),
        (frames.TRCK, str(number or "")),
        (frames.TPOS, str(episode.listing.season or "")),
    ):
        if plain.line(text):
            yield kind(encoding=UTF16, text=[plain.line(text)])
    yield frames.WOAF(url=plain.web(episode.url or "") or _ours(show, episode.page))


def _ours(show: Show, path: str) -> str:
    ours = f"{show.base_url.rstrip('/')}/{path}"
    return plain.web(ours) or ours


def _podcast(episode: Episode, show: Show) -> Iterator[Any]:
    """Apple's frames for podcasts: old iPods and some desktop players file an episode by them."""
    yield frames.PCST(value=0)
    yield frames.TGID(encoding=UTF16, text=[episode.guid])
    yield frames.WFED(url=_ours(show, show.feed))
    if summary := plain.line(episode.summary):
        yield frames.TDES(encoding=UTF16, text=[summary])
    if words := ", ".join(filter(None, map(plain.line, episode.tags))):
        yield frames.TKWD(encoding=UTF16, text=[words])


def _title(episode: Episode) -> str:
    return plain.line(episode.title) or episode.slug


def _texts(episode: Episode, reading: Reading, show: Show) -> Iterator[Any]:
    code = language_code(episode.language)
    if plain.line(episode.summary):
        yield _comment("", plain.line(episode.summary), code)
    if show.disclose:
        words = str(languages.phrases(episode.language, "feed")["disclosure"])
        yield _comment("AI disclosure", words, code)
        for key, value in (("ai-content", "true"), ("digitalSourceType", SOURCE_TYPES[episode.synthetic])):
            yield frames.TXXX(encoding=UTF16, desc=key, text=[value])
    lyrics = _lyrics(reading)
    if lyrics:
        yield frames.USLT(encoding=UTF16, lang=code, desc="", text=lyrics)


def _comment(key: str, text: str, code: str) -> Any:
    return frames.COMM(encoding=UTF16, lang=code, desc=key, text=[text])


def _lyrics(reading: Reading) -> str:
    """What is read, a block a paragraph."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in reading.sentences:
        paragraphs.setdefault(sentence.block, []).append(plain.line(sentence.text))
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())


def _chapters(episode: Episode, show: Show) -> Iterator[Any]:
    outline = episode.outline[:CHAPTERS]
    starts = [round(chapter.start * 1000) for chapter in outline]
    ids = [f"chp{number}" for number in range(len(outline))]
    if not outline:
        return
    title = frames.TIT2(encoding=UTF16, text=[_title(episode)])
    yield frames.CTOC(element_id="toc", flags=TOP_LEVEL_ORDERED, child_element_ids=ids, sub_frames=[title])
    for name, chapter, start, end in zip(
        ids, outline, starts, [*starts[1:], round(episode.seconds * 1000)], strict=True
    ):
        where = plain.web(chapter.url) or _ours(show, episode.moment(chapter.start))
        heading = frames.TIT2(encoding=UTF16, text=[plain.line(chapter.title)])
        yield frames.CHAP(
            element_id=name,
            start_time=start,
            end_time=max(start, end),
            start_offset=NO_OFFSET,
            end_offset=NO_OFFSET,
            sub_frames=[heading, frames.WXXX(encoding=frames.Encoding.LATIN1, desc="", url=where)],
        )


def _cover(cover: bytes) -> Iterator[Any]:
    if not cover:
        return
    kinds = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}
    mime = next((mime for magic, mime in kinds.items() if cover.startswith(magic)), "")
    if not mime:
        raise ConfigurationError("the cover art is neither JPEG nor PNG: apps would not show it; convert it")
    # The description says nothing, and in Latin-1: some players look for the picture right behind one byte.
    yield frames.APIC(
        encoding=frames.Encoding.LATIN1, mime=mime, type=frames.PictureType.COVER_FRONT, desc="", data=cover
    )
