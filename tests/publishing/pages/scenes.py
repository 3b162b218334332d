"""Episodes to show: an article of ours with all kinds of blocks and marks, its translations, and tones to hear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from articast.keeping import Catalogue
from articast.model import Block, Chapter, Edition, Episode, Mark, Reading, Show, TimedSentence, Translation, Word
from articast.publishing import pages, searching

WHEN = datetime(2026, 5, 3, 6, 30, 0, 15971, tzinfo=UTC)
SENTENCE, PAUSE = 2.0, 0.4
"""Seconds of each sentence in these episodes and after it."""


def show(language: str = "en", **more) -> Show:
    values = {
        "title": "Harbour Notes",
        "base_url": "https://notes.example/audio/",
        "description": "What happens along the quay, read aloud.",
        "author": "Harbour Notes",
        "cover": "assets/cover.jpg",
        "subscribe": (("Overcast", "https://overcast.fm/itunes1"),),
        "copyright": "© 2026 Harbour Notes",
    }
    return Show(language=language, **(values | more))


def episode(
    language: str = "en", slug: str = "the-tide-clock", title: str = "The tide clock runs again", **more
) -> Episode:
    values = {
        "guid": f"guid-{language}-{slug}",
        "published": WHEN,
        "modified": WHEN,
        "audio": f"{language}/{slug}/{slug}-0a1b2c3d.mp3",
        "bytes": 8 * 24 * 60,
        "seconds": 60.0,
        "voice": "hibari:heart",
        "authors": ("Ada Quay", "Ben Mole"),
        "summary": "After nine silent years the tide clock on the customs house strikes again.",
    }
    return Episode(language=language, slug=slug, title=title, **(values | more))


def mark(text: str, part: str, kind: str, value: str = "") -> Mark:
    at = text.index(part)
    return Mark(kind, at, at + len(part), value)  # type: ignore[arg-type]


def reading(blocks: tuple[Block, ...], notes: tuple[Block, ...] = (), *, words: bool = False) -> Reading:
    """Cut at `. `, `? ` and `! `, every sentence as long as the other."""
    sentences, at = [], 0.12
    for index, block in enumerate(blocks):
        for offset, text in cut(block.text):
            spoken = word_times(text, at) if words else ()
            sentences.append(TimedSentence(text, round(at, 3), round(at + SENTENCE, 3), index, offset, words=spoken))
            at += SENTENCE + PAUSE
    return Reading(blocks, tuple(sentences), notes)


def cut(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for end in [i + 1 for i in range(len(text)) if text[i] in ".?!؟。" and text[i + 1 : i + 2] in ("", " ")] + [
        len(text)
    ]:
        if text[start:end].strip():
            found.append((start + len(text[start:end]) - len(text[start:end].lstrip()), text[start:end].strip()))
        start = end
    return found


def word_times(text: str, start: float) -> tuple[Word, ...]:
    parts, at, found = text.split(" "), 0, []
    for number, part in enumerate(parts):
        begin = start + SENTENCE * number / len(parts)
        found.append(Word(begin, begin + SENTENCE / len(parts), at, len(part)))
        at += len(part) + 1
    return tuple(found)


def _english() -> tuple[Block, ...]:
    first = "The clock on the customs house has two hands and no numbers. It tells the tide, not the time: one turn is twelve hours and twenty-five minutes."
    second = "“People came with their lunch and waited,” says Ines Varga, who repaired it. She learnt the trade at the École d’horlogerie in Geneva. Most of the wheels were sound; the fault was a single pin."
    third = "The order of work was simple."
    return (
        Block("title", "The tide clock runs again"),
        Block("byline", "By Ada Quay and Ben Mole."),
        Block("notice", "This article is read by a synthetic voice."),
        Block("paragraph", first, marks=(mark(first, "tide, not the time", "emphasis"), mark(first, "no numbers. It tells", "link", "https://example.org/clock"))),
        Block("paragraph", second, marks=(mark(second, "École d’horlogerie", "language", "fr"), mark(second, "a single pin", "strong"))),
        Block("heading", "What a tide clock is for", level=2),
        Block("paragraph", "Before almanacs were cheap, a harbour needed a public answer to one question. Can I leave now? The clock gave it to anyone who could look up."),
        Block("quote", "A clock that is right about the moon may be wrong about breakfast.", source="Harbourmaster’s log, 1871"),
        Block("heading", "How it was mended", level=3),
        Block("paragraph", third),
        Block("item", "Take down the dial and clean it.", level=1, number="1"),
        Block("item", "Count the teeth.", level=1, number="2"),
        Block("item", "Twice, if you are tired.", level=2),
        Block("item", "Replace the pin.", level=1, number="3"),
        Block("paragraph", "It struck at low water on Friday, and nobody in the square spoke. Then the gulls did."),
        Block("paragraph", "The city pays for oil. The rest is up to the moon."),
    )  # fmt: skip


def _arabic() -> tuple[Block, ...]:
    first = "للساعة في مبنى الجمارك عقربان وبلا أرقام. إنها تخبر عن المد لا عن الوقت."
    return (
        Block("title", "ساعة المد تعمل من جديد"),
        Block("paragraph", first, marks=(mark(first, "عن المد", "strong"),)),
        Block("heading", "ما فائدة ساعة المد؟", level=2),
        Block("paragraph", "قبل أن تصبح التقاويم رخيصة احتاج الميناء إلى جواب عن سؤال واحد. هل أستطيع الإبحار الآن؟ كانت الساعة تجيب كل من يرفع رأسه."),
        Block("quote", "Tide and time wait for no one.", language="en", source="مثل إنجليزي"),
        Block("item", "أنزل القرص ونظفه.", level=1),
        Block("item", "عد الأسنان.", level=1),
    )  # fmt: skip


def english(**more) -> tuple[Show, Episode, Reading]:
    notes = (Block("note", "The dial is of 1868; the works are older.", number="1"),)
    text = reading(_english(), notes, words=True)
    starts = {text.blocks[s.block].text: s.start for s in reversed(text.sentences)}
    chapters = tuple(
        Chapter(starts[name], name)
        for name in ("The tide clock runs again", "What a tide clock is for", "How it was mended")
    )
    values = {
        "chapters": chapters,
        "translations": (Translation("ar", "ar/saat-almadd/"), Translation("de", "de/die-gezeitenuhr/")),
    }
    return show(), episode(**(values | more)), text


def arabic() -> tuple[Show, Episode, Reading]:
    one = episode(
        "ar", "saat-almadd", "ساعة المد تعمل من جديد",
        summary="", authors=("آدا كاي",),
        translations=(Translation("en", "en/the-tide-clock/"), Translation("de", "de/die-gezeitenuhr/")),
    )  # fmt: skip
    return show("ar", title="دفتر الميناء", author="", description="ما يحدث على الرصيف."), one, reading(_arabic())


def german() -> tuple[Show, Episode, Reading]:
    blocks = (
        Block("title", "Die Gezeitenuhr geht wieder"),
        Block("paragraph", "Die Uhr am Zollhaus hat zwei Zeiger und keine Zahlen. Sie zeigt die Flut, nicht die Zeit."),
    )
    one = episode(
        "de", "die-gezeitenuhr", "Die Gezeitenuhr geht wieder",
        url="https://www.hafen.example/artikel/uhr", synthetic="formant",
        translations=(Translation("en", "en/the-tide-clock/"), Translation("ar", "ar/saat-almadd/")),
    )  # fmt: skip
    return show("de", title="Hafennotizen"), one, reading(blocks)


@cache
def tones(seconds: float) -> bytes:
    """An MP3 as ours are: 48 kHz mono CBR 64 kb/s; a pitch of its own for every second."""
    import lameenc
    import numpy as np

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(48_000)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    at = np.arange(int(seconds * 48_000))
    pitch = 220 + 40 * (at // 48_000)
    pcm = (6000 * np.sin(2 * np.pi * pitch * at / 48_000)).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm) + encoder.flush())


def cover() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.linear_gradient("L").resize((320, 320)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def publish(to: Path, scenes: list[tuple[Show, Episode, Reading]]) -> None:
    """Writes all that pages make, and sound, under the folder."""
    for path, content in pages.assets():
        write(to / path, content)
    write(to / "assets/cover.jpg", cover())
    sound = tones(60)
    for one, item, text in scenes:
        heard = replace(item, bytes=len(sound), seconds=60.0)
        folder = to / item.folder
        write(to / item.audio, sound)
        write(folder / "index.html", pages.article(one, heard, text).encode())
        write(folder / "episode.json", pages.episode_json(one, heard, text).encode())
        write(folder / "player.json", pages.player_json(one, heard).encode())
        write(folder / "embed.html", pages.embed_page(one, heard, text).encode())
        write(folder / "oembed.json", pages.oembed(one, heard).encode())
        write(folder / "transcript.vtt", b"WEBVTT\n")
        write(to / one.feed, b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')
        for path, page in pages.show(one, [heard]):
            write(to / path, page.encode())
    write(to / "index.html", pages.home(Edition(tuple((one, (item,)) for one, item, _ in scenes))).encode())
    for path, rows in pages.addresses(Edition(tuple((one, (item,)) for one, item, _ in scenes))):
        write(to / path, rows.encode())
    with TemporaryDirectory() as state:
        catalogue = Catalogue(Path(state) / "catalogue.sqlite")
        for _, item, text in scenes:
            searching.seek(catalogue, item, text)
        for path, content in searching.files(Edition(tuple((one, (item,)) for one, item, _ in scenes)), catalogue):
            write(to / path, content)
        catalogue.close()
    for path, content in pages.sitemap(Edition(tuple((one, (item,)) for one, item, _ in scenes))):
        write(to / path, content)


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
