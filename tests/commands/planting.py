"""Faults as they happen: what an upload, an editor, a disk, a plugin or a bad day does to a good output."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image

from articast.speech.sound import silence


@dataclass(frozen=True)
class Output:
    """A published output that may be damaged."""

    root: Path

    def edit(self, name: str, old: str, new: str, count: int = 1) -> None:
        """Replace a pattern, which must be there."""
        path = self.root / name
        text, done = re.subn(old, new, path.read_text(encoding="utf-8"), count=count, flags=re.DOTALL)
        assert done, f"{old} is not in {name}"
        path.write_text(text, encoding="utf-8")

    def values(self, name: str, change: Callable[[dict], object]) -> None:
        """Change a JSON file's values in place."""
        path = self.root / name
        value = json.loads(path.read_text(encoding="utf-8"))
        change(value)
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def drop(self, name: str) -> None:
        (self.root / name).unlink()

    def write(self, name: str, content: bytes | str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    @property
    def mp3(self) -> str:
        return self.audio(FOLDER)

    def audio(self, folder: str) -> str:
        (path,) = (self.root / folder).glob("*.mp3")
        return path.relative_to(self.root).as_posix()

    def sound(self, change: Callable[[bytes, bytes], bytes], *, told: bool = False) -> None:
        """Change an MP3's frames; `told`: bytes and digest are set right everywhere, as a program would do it."""
        whole = self.read(self.mp3)
        start = 10 + sum(byte << shift for byte, shift in zip(whole[6:10], (21, 14, 7, 0), strict=True))
        head, frames = whole[:start], whole[start:]
        self.write(self.mp3, content := change(head, frames))
        if told:
            self.values(EPISODE, lambda v: v.update(bytes=len(content), digest=sha256(content).hexdigest()))
            self.edit(FEED, r'(the-ferry-[0-9a-f]+\.mp3" length=")\d+', rf"\g<1>{len(content)}")

    def tag(self, change: Callable[[object], None]) -> None:
        """Change an MP3's tag."""
        from mutagen.id3 import ID3

        tag = ID3(self.root / self.mp3)
        change(tag)
        tag.save(self.root / self.mp3, v2_version=3)

    def cover(self, image: Image.Image, kind: str = "JPEG") -> None:
        """Put another picture where the show's cover is."""
        file = BytesIO()
        image.save(file, kind)
        (path,) = (self.root / "assets").glob("cover-en-[0-9a-f]*.jpg")
        path.write_bytes(file.getvalue())


FEED, FOLDER, HOME = "en/feed.xml", "en/the-ferry", "en/index.html"
PAGE, EPISODE = f"{FOLDER}/index.html", f"{FOLDER}/episode.json"
VTT, SRT, JSON, CHAPTERS = (
    f"{FOLDER}/{name}" for name in ("transcript.vtt", "transcript.srt", "transcript.json", "chapters.json")
)
FRAME = 192
"""Bytes of a frame at 64 kb/s."""


def _edit(name: str, old: str, new: str) -> Callable[[Output], None]:
    return lambda output: output.edit(name, old, new)


def _set(name: str, **values: object) -> Callable[[Output], None]:
    return lambda output: output.values(name, lambda value: value.update(values))


def _drop(name: str) -> Callable[[Output], None]:
    return lambda output: output.drop(name)


def _write(name: str, content: bytes | str) -> Callable[[Output], None]:
    return lambda output: output.write(name, content)


def _cut(name: str, share: float = 0.5) -> Callable[[Output], None]:
    return lambda output: output.write(name, output.read(name)[: int(len(output.read(name)) * share)])


def _sentence(**values: object) -> Callable[[Output], None]:
    return lambda output: output.values(EPISODE, lambda value: value["sentences"][2].update(values))


def _middle(frames: bytes, seconds: float) -> tuple[int, int]:
    """Bytes of a stretch inside the longest sentence: it begins after the sixth second."""
    start = int(7.0 / 0.024) * FRAME
    return start, start + int(seconds / 0.024) * FRAME


def _hole(head: bytes, frames: bytes) -> bytes:
    start, end = _middle(frames, 2.2)
    return head + frames[:start] + silence(64) * ((end - start) // FRAME) + frames[end:]


def _noise(head: bytes, frames: bytes) -> bytes:
    start, end = _middle(frames, 1.0)
    return head + frames[:start] + b"\x5a" * (end - start) + frames[end:]


def _other_audio(output: Output) -> None:
    output.write(output.mp3, output.read(output.audio("en/the-tide")))


def _other_audio_told(output: Output) -> None:
    """The whole of another episode under this one's name, all that is said of it set right but its length and tag."""
    content = output.read(output.audio("en/the-tide"))
    output.sound(lambda *_: content, told=True)


def _louder(output: Output) -> None:
    """All of it by 20 dB softer: an editor's export."""
    import numpy as np

    from articast.model import Speech
    from articast.speech import sound

    def softer(head: bytes, frames: bytes) -> bytes:
        import lameenc

        speech = sound.decode(frames)
        pcm = (np.frombuffer(speech.pcm, "<i2") * 0.1).astype("<i2").tobytes()
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(64)
        encoder.set_in_sample_rate(48000)
        encoder.set_channels(1)
        encoder.silence()
        made = bytes(encoder.encode(Speech(pcm, 48000).pcm)) + bytes(encoder.flush())
        return head + made[: len(frames)]

    output.sound(softer, told=True)


def _swap(output: Output) -> None:
    """Two items in the wrong order."""
    text = output.read(FEED).decode()
    first, second = re.findall(r"<item>.*?</item>\n", text, re.DOTALL)[:2]
    output.write(FEED, text.replace(first, "@").replace(second, first).replace("@", second))


def _alike(output: Output) -> None:
    """The other item gets this one's title and day."""
    output.edit(FEED, "<title>The tide</title>", "<title>The ferry</title>")
    output.edit(FEED, r"<pubDate>[^<]*</pubDate>", "<pubDate>Tue, 03 Feb 2026 09:00:00 +0000</pubDate>", 0)


def _namespace(output: Output) -> None:
    output.edit(FEED, "xmlns:itunes", "xmlns:it")
    output.edit(FEED, "<(/?)itunes:", r"<\1it:", 0)


def _orphan(output: Output) -> None:
    output.edit(FEED, r"<item>\s*<title>The ferry</title>.*?</item>\n", "")


def _language_gone(output: Output) -> None:
    output.drop("de/feed.xml")


def _renamed(output: Output) -> None:
    shutil.move(output.root / FOLDER, output.root / "en/the-fairy")


def _times_swapped(output: Output) -> None:
    def swap(value: dict) -> None:
        one, other = value["sentences"][1], value["sentences"][2]
        one["start"], other["start"], one["end"], other["end"] = other["start"], one["start"], other["end"], one["end"]

    output.values(EPISODE, swap)


def _vtt_swapped(output: Output) -> None:
    blocks = output.read(VTT).decode().split("\n\n")
    blocks[2], blocks[3] = blocks[3], blocks[2]
    output.write(VTT, "\n\n".join(blocks))


def _paragraph_gone(output: Output) -> None:
    output.edit(PAGE, r"<p><span[^>]*>By noon the wind had turned\..*?</p>", "")


def _paragraphs_swapped(output: Output) -> None:
    output.edit(PAGE, r"(<p><span[^>]*>The ferry left.*?</p>)\s*(<p><span[^>]*>By noon.*?</p>)", r"\2\n\1")


def _feed(kind: str, old: str, new: str) -> tuple[str, Callable[[Output], None]]:
    return kind, _edit(FEED, old, new)


CHANNEL = "(<channel>.*?)"
FAULTS: dict[str, tuple[str, Callable[[Output], None]]] = {
    # the output
    "no feed at all": ("nothing-published", lambda o: [o.drop(name) for name in (FEED, "de/feed.xml")]),
    "a file of a killed run": ("unfinished", _write("en/.abcd1234.part", "half")),
    "a temporary file of an editor": ("unfinished", _write("en/feed.xml~", "half")),
    "the catalogue": ("private", _write("catalogue.sqlite", "SQLite format 3")),
    "a clip": ("private", _write("ab/abcd.clip", "{}")),
    "a private key": ("private", _write("assets/signing.pem", "-----BEGIN PRIVATE KEY-----")),
    "the configuration": ("private", _write("articast.toml", "voice = 'x'")),
    "an MP3 that nothing names": ("orphan-audio", lambda o: o.write(f"{FOLDER}/the-ferry-00000000.mp3", o.read(o.mp3))),
    "an empty stylesheet": ("empty", _write("assets/page.css", "")),
    "an empty page": ("empty", _write(PAGE, "")),
    # the feed
    "an emptied feed": ("feed-xml", _write(FEED, "")),
    "a feed cut off": ("feed-xml", _cut(FEED)),
    "a feed of another kind": ("feed-xml", _write(FEED, "<feed xmlns='http://www.w3.org/2005/Atom'/>")),
    "a feed without a channel": _feed("feed-xml", "<channel>.*</channel>", ""),
    "an error page in the feed's place": ("feed-xml", _write(FEED, "<html><body>502 Bad Gateway</body></html>")),
    "a feed with a document type": _feed("feed-xml", "<rss", '<!DOCTYPE rss [<!ENTITY x "y">]><rss'),
    "a byte order mark": ("feed-encoding", lambda o: o.write(FEED, b"\xef\xbb\xbf" + o.read(FEED))),
    "a feed in Latin-1": (
        "feed-encoding",
        lambda o: o.write(FEED, o.read(FEED).decode().replace("UTF-8", "ISO-8859-1", 1).encode("latin-1", "replace")),
    ),
    "another prefix": ("feed-namespace", _namespace),
    "a namespace of another address": _feed("feed-namespace", "podcastindex.org/namespace/1.0", "podcastindex.org/ns/2.0"),
    "no link to itself": _feed("feed-self", '<atom:link rel="self"[^>]*>', ""),
    "a link to itself of another type": _feed("feed-self", 'type="application/rss\\+xml"/>', 'type="text/xml"/>'),
    "no title": _feed("feed-title", CHANNEL + "<title>[^<]*</title>", r"\1"),
    "no description": _feed("feed-description", CHANNEL + "<description>[^<]*</description>", r"\1"),
    "an endless description": _feed("feed-description", CHANNEL + "<description>", r"\1<description>" + "word " * 900),
    "no link of the show": _feed("feed-link", CHANNEL + "<link>[^<]*</link>", r"\1<link>example.org</link>"),
    "another language": _feed("feed-language", "<language>en</language>", "<language>fr</language>"),
    "no language": _feed("feed-language", "<language>en</language>", ""),
    "a language that there is not": _feed("feed-language", "<language>en</language>", "<language>english!</language>"),
    "a category of nobody's": _feed("feed-category", 'category text="News"', 'category text="Nws"'),
    "no category": _feed("feed-category", "<itunes:category[^>]*/>", ""),
    "explicit: no": _feed("feed-explicit", "<itunes:explicit>false", "<itunes:explicit>no"),
    "no author": _feed("feed-author", "<itunes:author>[^<]*</itunes:author>", ""),
    "a type of nobody's": _feed("feed-type", "<itunes:type>episodic", "<itunes:type>weekly"),
    "a cover that is not there": _feed("feed-cover", 'itunes:image href="[^"]*"', 'itunes:image href="https://pod.example/a/no.jpg"'),
    "no cover": _feed("feed-cover", '<itunes:image href="[^"]*"/>', ""),
    "two covers": _feed("feed-cover", "<url>[^<]*</url>", "<url>https://pod.example/a/other.jpg</url>"),
    "no podcast:guid": _feed("feed-guid", "<podcast:guid>[^<]*</podcast:guid>", ""),
    "a podcast:guid that is none": _feed("feed-guid", "<podcast:guid>[^<]*", "<podcast:guid>mine"),
    "two shows of one guid": (
        "feed-guid-shared",
        lambda o: o.edit(
            "de/feed.xml", "<podcast:guid>[^<]*", re.search("<podcast:guid>[^<]*", o.read(FEED).decode())[0]
        ),
    ),
    "locked: true": _feed("feed-locked", "<podcast:medium>", "<podcast:locked>true</podcast:locked><podcast:medium>"),
    "an owner without an address": _feed("feed-owner", "<podcast:medium>", '<podcast:locked owner="nobody">yes</podcast:locked><podcast:medium>'),
    "a medium that apps hide": _feed("feed-medium", "<podcast:medium>podcast", "<podcast:medium>newsletter"),
    "a build date of the future": _feed("feed-date", "<lastBuildDate>[^<]*", "<lastBuildDate>Fri, 01 Jan 2100 00:00:00 +0000"),
    "a build date that is none": _feed("feed-date", "<lastBuildDate>[^<]*", "<lastBuildDate>2026-01-01"),
    "the oldest first": ("feed-order", _swap),
    "a hub that is no address": _feed("feed-hub", "<itunes:author>", '<atom:link rel="hub" href="hub"/><itunes:author>'),
    "a hub with a password": _feed("credentials", "<itunes:author>", '<atom:link rel="hub" href="https://u:p@h.example/"/><itunes:author>'),
    "a new address that is none": _feed("feed-hub", "<itunes:author>", "<itunes:new-feed-url>feed</itunes:new-feed-url><itunes:author>"),
    "a rule that is none": _feed("feed-frequency", "<itunes:author>", '<podcast:updateFrequency rrule="weekly">weekly</podcast:updateFrequency><itunes:author>'),
    "no word of the voice": _feed("feed-disclosure", CHANNEL + '<podcast:txt purpose="ai-content">true</podcast:txt>', r"\1"),
    "an older page that is not there": _feed("feed-page", "<itunes:author>", '<atom:link rel="next" href="https://pod.example/a/en/archive-9.xml"/><itunes:author>'),
    "an item lost": ("feed-lacks", _orphan),
    "a language's feed lost": ("orphan", _language_gone),
    # items
    "an item without a title": _feed("item-title", "<title>The ferry</title>", ""),
    "an endless title": _feed("item-title", "<title>The ferry</title>", f"<title>{'The ferry ' * 40}</title>"),
    "another title": _feed("item-differs", "<title>The ferry</title>", "<title>The fairy</title>"),
    "no guid": _feed("item-guid", "<guid[^>]*>[^<]*</guid>", ""),
    "another guid": _feed("item-guid", "(<guid[^>]*>)[^<]*", r"\g<1>0f3b2c1a-0000-4000-8000-000000000000"),
    "a guid that is said to be an address": _feed("item-guid", ' isPermaLink="false"', ""),
    "an item twice": _feed("item-guid-twice", "(<item>.*?</item>)", r"\1\1"),
    "no enclosure": _feed("item-enclosure", "<enclosure[^>]*>", ""),
    "two enclosures": _feed("item-enclosure", "(<enclosure[^>]*>)", r"\1\1"),
    "an enclosure of another name": _feed("item-audio", r"the-ferry-[0-9a-f]+\.mp3", "the-ferry-00000000.mp3"),
    "a wrong length": _feed("item-length", 'length="[0-9]+"', 'length="1"'),
    "no length": _feed("item-length", ' length="[0-9]+"', ""),
    "a wrong type": _feed("item-type", "audio/mpeg", "audio/mp3"),
    "an enclosure elsewhere": _feed("item-address", '(<enclosure url=")https://pod.example', r"\1https://cdn.example"),
    "an enclosure without TLS": _feed("item-address", '(<enclosure url=")https:', r"\1http:"),
    "one audio for two items": (
        "item-audio-twice",
        lambda o: o.edit(FEED, r"en/the-tide/the-tide-[0-9a-f]+\.mp3", o.mp3),
    ),
    "no date": _feed("item-date", "<pubDate>[^<]*</pubDate>", ""),
    "an ISO date": _feed("item-date", "<pubDate>[^<]*", "<pubDate>2026-02-03T09:00:00Z"),
    "a wrong weekday": _feed("item-date", r"<pubDate>\w+, [^<]*", "<pubDate>Mon, 03 Feb 2026 09:00:00 +0000"),
    "a named zone": _feed("item-date", r"(<pubDate>[^<]*) \+0000", r"\1 GMT"),
    "another date": _feed("item-date", r"<pubDate>[^<]*", "<pubDate>Fri, 30 Jan 2026 09:00:00 +0000"),
    "a date of the future": _feed("item-future", "<pubDate>[^<]*", "<pubDate>Fri, 01 Jan 2100 00:00:00 +0000"),
    "no link": _feed("item-link", "(<item>.*?)<link>[^<]*</link>", r"\1"),
    "a link to another page": _feed("item-link", "(<item>.*?)<link>[^<]*</link>", r"\1<link>https://pod.example/a/en/gone/</link>"),
    "an item without description": _feed("item-description", "(<item>.*?)<description>[^<]*</description>", r"\1"),
    "a script in the notes": _feed("item-markup", r"<!\[CDATA\[", "<![CDATA[<script>alert(1)</script>"),
    "a handler in the notes": _feed("item-markup", r"<!\[CDATA\[", '<![CDATA[<p onclick="x()">'),
    "no duration": _feed("item-duration", "<itunes:duration>[^<]*</itunes:duration>", ""),
    "another duration": _feed("item-duration", "<itunes:duration>[^<]*", "<itunes:duration>3599"),
    "a duration of zero": _feed("item-duration", "<itunes:duration>[^<]*", "<itunes:duration>0"),
    "an item's explicit: clean": _feed("item-explicit", "(<item>.*?<itunes:explicit>)false", r"\1clean"),
    "an episode type of nobody's": _feed("item-kind", "<itunes:episodeType>full", "<itunes:episodeType>article"),
    "a number that is none": _feed("item-number", "(<itunes:duration>)", r"<itunes:episode>one</itunes:episode>\1"),
    "no transcript": _feed("item-transcript", "(<podcast:transcript[^>]*>\\s*)+", ""),
    "a transcript of another name": _feed("item-transcript", r"transcript\.vtt", "transkript.vtt"),
    "a transcript of another type": _feed("item-transcript", 'type="text/vtt"', 'type="text/plain"'),
    "a transcript in another language": _feed("item-transcript", '(type="text/vtt" language=")en', r"\1fr"),
    "another episode's transcript": _feed("item-transcript", r"the-ferry/transcript\.vtt", "the-tide/transcript.vtt"),
    "chapters of another type": _feed("item-chapters", r"application/json\+chapters", "application/json"),
    "other chapters": _feed("item-chapters", '(<psc:chapter [^>]*title=")Afternoon', r"\1Morning"),
    "a cover of an item that is not there": _feed("item-cover", "(<itunes:duration>)", r'<itunes:image href="https://pod.example/a/no.jpg"/>\1'),
    "two items that apps take for one": ("item-alike", _alike),
    "another author": _feed("item-differs", "(<podcast:person[^>]*>)[^<]*", r"\g<1>Somebody"),
    # covers
    "a cover that is no picture": ("cover-kind", lambda o: o.write(next((o.root / "assets").glob("cover-en-[0-9a-f]*")).relative_to(o.root).as_posix(), "<html>")),
    "a transparent cover": ("cover-kind", lambda o: o.cover(Image.new("RGBA", (1400, 1400)), "PNG")),
    "a cover in CMYK": ("cover-kind", lambda o: o.cover(Image.new("CMYK", (1400, 1400)))),
    "a small cover": ("cover-shape", lambda o: o.cover(Image.new("RGB", (600, 600)))),
    "a wide cover": ("cover-shape", lambda o: o.cover(Image.new("RGB", (2000, 1400)))),
    "a heavy cover": ("cover-size", lambda o: o.cover(Image.effect_noise((1500, 1500), 200).convert("RGB"), "PNG")),
    # episode.json
    "an episode.json cut off": ("episode-json", _cut(EPISODE)),
    "an episode.json without a key": ("episode-json", _edit(EPISODE, '"seconds"', '"sekunden"')),
    "seconds as text": ("episode-json", _set(EPISODE, seconds="24")),
    "a date without a zone": ("episode-json", _set(EPISODE, published="2026-02-03T09:00:00")),
    "an episode.json of a list": ("episode-json", _write(EPISODE, "[]")),
    "an episode.json gone": ("companion", _drop(EPISODE)),
    "another slug": ("episode-place", _set(EPISODE, slug="the-fairy")),
    "another language inside": ("episode-place", _set(EPISODE, language="fr")),
    "a folder that was renamed": ("episode-place", _renamed),
    "a guid of no form": ("episode-guid", _set(EPISODE, guid="mine")),
    "the guid of another": ("episode-guid", lambda o: o.values(EPISODE, lambda v: v.update(guid=json.loads(o.read("en/the-tide/episode.json"))["guid"]))),
    "an MP3 gone": ("episode-audio", lambda o: o.drop(o.mp3)),
    "other bytes told": ("episode-bytes", _set(EPISODE, bytes=7)),
    "another digest told": ("episode-digest", _set(EPISODE, digest="ab" * 32)),
    "a change of the future": ("episode-date", _set(EPISODE, modified="2100-01-01T00:00:00+00:00")),
    "an address of another host": ("episode-address", lambda o: o.values(EPISODE, lambda v: v["urls"].update(audio="https://old.example/x.mp3"))),
    "a file that is not there": ("episode-file", lambda o: o.values(EPISODE, lambda v: v["files"].update(vtt="gone.vtt"))),
    "a sentence that ends before it begins": ("episode-times", _sentence(end=0.1)),
    "a sentence after the end": ("episode-times", lambda o: o.values(EPISODE, lambda v: v["sentences"][-1].update(end=99999.0))),
    "sentences over one another": ("episode-times", _times_swapped),
    "an empty sentence": ("episode-text", _sentence(text=" ")),
    "no sentences": ("episode-text", _set(EPISODE, sentences=[])),
    "words of another sentence": ("episode-words", _sentence(words=[{"start": 0.0, "end": 0.1, "text": "zebra"}])),
    "chapters out of order": ("episode-chapters", lambda o: o.values(EPISODE, lambda v: v["chapters"].reverse())),
    "a translation that is gone": ("episode-translation", lambda o: o.values(EPISODE, lambda v: v["translations"][0].update(file="../../fr/le-bac/", url="https://pod.example/a/fr/le-bac/"))),
    "a translation that does not point back": ("episode-translation", lambda o: o.values("de/die-faehre/episode.json", lambda v: v.update(translations=[]))),
    "two episodes of one digest": ("audio-same", lambda o: o.values(EPISODE, lambda v: v.update(digest=json.loads(o.read("en/the-tide/episode.json"))["digest"]))),
    # MP3s
    "another episode's audio": ("audio-tag-differs", _other_audio),
    "another episode's audio, told": ("audio-same", _other_audio_told),
    "an MP3 of no bytes": ("audio-tag", lambda o: o.write(o.mp3, b"")),
    "an MP3 without its tag": ("audio-tag", lambda o: o.sound(lambda _, frames: frames)),
    "an MP3 cut in a frame": ("audio-cut", lambda o: o.sound(lambda head, frames: head + frames[:-96])),
    "an MP3 cut short": ("audio-length", lambda o: o.sound(lambda head, frames: head + frames[: len(frames) // 2 // FRAME * FRAME], told=True)),
    "an MP3 with a second more": ("audio-length", lambda o: o.sound(lambda head, frames: head + frames + silence(64) * 42, told=True)),
    "junk after the last frame": ("audio-junk", lambda o: o.sound(lambda head, frames: head + frames + b"TAG" + bytes(125), told=True)),
    "junk among the frames": ("audio-junk", lambda o: o.sound(_noise, told=True)),
    "a frame of another bitrate": ("audio-frames", lambda o: o.sound(lambda head, frames: head + frames[: 50 * FRAME] + silence(96) + frames[50 * FRAME :], told=True)),
    "an Info header": ("audio-header", lambda o: o.sound(lambda head, frames: head + frames[:21] + b"Info" + frames[25:], told=True)),
    "a bit turned over": ("episode-digest", lambda o: o.sound(lambda head, frames: head + frames[:9000] + bytes([frames[9000] ^ 64]) + frames[9001:])),
    "zeros after a power cut": ("audio-tag", lambda o: o.sound(lambda head, frames: head + bytes(len(frames)))),
    "silence in place of all": ("audio-silent", lambda o: o.sound(lambda head, frames: head + silence(64) * (len(frames) // FRAME), told=True)),
    "a hole in a sentence": ("audio-hole", lambda o: o.sound(_hole, told=True)),
    "far too soft": ("audio-loudness", _louder),
    "another title in the tag": ("audio-tag-differs", lambda o: o.tag(lambda tag: tag["TIT2"].text.__setitem__(0, "The fairy"))),
    "no title in the tag": ("audio-tag", lambda o: o.tag(lambda tag: tag.delall("TIT2"))),
    "no cover in the tag": ("audio-tag", lambda o: o.tag(lambda tag: tag.delall("APIC"))),
    "a broken cover in the tag": ("audio-tag-cover", lambda o: o.tag(lambda tag: setattr(tag.getall("APIC")[0], "data", b"\xff\xd8\xff none"))),
    "another language in the tag": ("audio-tag-differs", lambda o: o.tag(lambda tag: tag["TLAN"].text.__setitem__(0, "fra"))),
    "another text in the tag": ("audio-tag-differs", lambda o: o.tag(lambda tag: setattr(tag.getall("USLT")[0], "text", "Other words."))),
    "no chapters in the tag": ("audio-tag-differs", lambda o: o.tag(lambda tag: tag.delall("CHAP"))),
    # transcripts and chapters
    "a VTT gone": ("companion", _drop(VTT)),
    "a VTT without its head": ("vtt-form", _edit(VTT, "WEBVTT\n", "")),
    "a VTT with commas": ("vtt-form", _edit(VTT, r"(\d\d)\.(\d{3} -->)", r"\1,\2")),
    "a VTT cut off": ("vtt-form", _cut(VTT, 0.77)),
    "an arrow in a cue": ("vtt-form", _edit(VTT, "The ferry", "The --> ferry")),
    "a VTT out of order": ("vtt-times", _vtt_swapped),
    "a VTT that is late": ("vtt-times", _edit(VTT, r"00:00:0(\d)", r"00:00:4\1")),
    "a VTT with another word": ("vtt-text", _edit(VTT, "captain", "pilot")),
    "a VTT without a cue": ("vtt-text", _edit(VTT, r"\n\n\d+\n[^\n]*\n[^\n]*wind had turned[^\n]*", "")),
    "a VTT of another episode": ("vtt-text", lambda o: o.write(VTT, o.read("en/the-tide/transcript.vtt"))),
    "an SRT misnumbered": ("srt-form", _edit(SRT, "^1\n", "7\n")),
    "an SRT with points": ("srt-form", _edit(SRT, r"(\d\d),(\d{3} -->)", r"\1.\2")),
    "an SRT with another word": ("srt-text", _edit(SRT, "captain", "pilot")),
    "an SRT beyond the end": ("srt-times", _edit(SRT, r"--> 00(:\d\d:\d\d,\d{3}\n(?:[^\n]+\n)+\n?)$", r"--> 09\1")),
    "a transcript of no JSON": ("json-form", _cut(JSON)),
    "an empty segment": ("json-form", lambda o: o.values(JSON, lambda v: v["segments"][1].update(body=""))),
    "a time as text": ("json-form", lambda o: o.values(JSON, lambda v: v["segments"][1].update(startTime="1.5"))),
    "a segment out of order": ("json-times", lambda o: o.values(JSON, lambda v: v["segments"].insert(0, v["segments"].pop(2)))),
    "a segment with another word": ("json-text", _edit(JSON, "captain poured", "pilot poured")),
    "chapters of no JSON": ("chapters-form", _write(CHAPTERS, "{")),
    "a chapter without a title": ("chapters-form", lambda o: o.values(CHAPTERS, lambda v: v["chapters"][1].update(title=""))),
    "a chapter elsewhere": ("chapters-differ", lambda o: o.values(CHAPTERS, lambda v: v["chapters"][1].update(startTime=4.0))),
    "chapters lost": ("chapters-differ", _set(CHAPTERS, chapters=[])),
    # pages
    "a page cut off": ("page-html", _cut(PAGE, 0.8)),
    "a page gone": ("companion", _drop(PAGE)),
    "another page's language": ("page-language", _edit(PAGE, '<html lang="en"', '<html lang="fr"')),
    "a link to nothing": ("page-link", _edit(PAGE, "</body>", '<a href="gone.html">x</a></body>')),
    "an address that is none": ("page-address", _edit(PAGE, "</body>", '<a href="http://[bad">x</a></body>')),
    "a link that runs": ("page-address", _edit(PAGE, "</body>", '<a href="javascript:x()">x</a></body>')),
    "a link with a password": ("credentials", _edit(PAGE, "</body>", '<a href="https://u:p@x.example/">x</a></body>')),
    "another canonical": ("page-canonical", _edit(PAGE, '(rel="canonical" href=")[^"]*', r"\1https://old.example/")),
    "no canonical": ("page-canonical", _edit(PAGE, '<link rel="canonical"[^>]*>', "")),
    "a player of another audio": ("page-audio", _edit(PAGE, r'(<audio[^>]*src=")[^"]*', r"\1../the-tide/x.mp3")),
    "no player": ("page-audio", _edit(PAGE, "<audio.*?</audio>", "")),
    "no download": ("page-audio", _edit(PAGE, ' download=""', "")),
    "a paragraph lost from the page": ("page-text", _paragraph_gone),
    "paragraphs swapped on the page": ("page-text", _paragraphs_swapped),
    "another word on the page": ("page-text", _edit(PAGE, "captain poured", "pilot poured")),
    "another time on the page": ("page-times", _edit(PAGE, r'data-start="[5-9]\.', 'data-start="99.')),
    "JSON-LD that is none": ("page-data", _edit(PAGE, r'ld\+json">\{', 'ld+json">')),
    "JSON-LD of another title": ("page-data", _edit(PAGE, '"headline":"The ferry"', '"headline":"The fairy"')),
    "JSON-LD of another audio": ("page-data", _edit(PAGE, '("contentUrl":")[^"]*', r"\1https://old.example/x.mp3")),
    "no JSON-LD": ("page-data", _edit(PAGE, "<script type=.application/ld.json.>.*?</script>", "")),
    "Open Graph of another audio": ("page-head", _edit(PAGE, '(og:audio" content=")[^"]*', r"\1https://old.example/x.mp3")),
    "no feed on the page": ("page-head", _edit(PAGE, '<link rel="alternate" type="application/rss.xml"[^>]*>', "")),
    "no hreflang": ("page-languages", _edit(PAGE, '(<link rel="alternate" hreflang[^>]*>\\s*)+', "")),
    "no word of the voice on the page": ("page-disclosure", _edit(PAGE, "<p class=.quiet disclosure.>.*?</p>", "")),
    "a player alone of another audio": ("embed-form", _edit(f"{FOLDER}/embed.html", r'(<audio[^>]*src=")[^"]*', r"\1x.mp3")),
    "a player.json of another episode": ("player-form", lambda o: o.write(f"{FOLDER}/player.json", o.read("en/the-tide/player.json"))),
    "a player.json of no JSON": ("player-form", _cut(f"{FOLDER}/player.json")),
    "an address that leads to nothing": ("address-form", _write("by-address/ab.json", '{"x.example/a":"en/gone/"}')),
    "addresses of no JSON": ("address-form", _write("by-address/ab.json", "[")),
    "an oEmbed answer that is none": ("embed-form", _write(f"{FOLDER}/oembed.json", "{}")),
    # indexes and the rest
    "an index that lacks one": ("index-lacks", _edit(HOME, '<a href="the-ferry/">', '<a href="../">')),
    "an index gone": ("index-lacks", _drop(HOME)),
    "an index that names one that is gone": ("page-link", _edit(HOME, '<a href="the-ferry/">', '<a href="the-fairy/">')),
    "a home page without a show": ("home-lacks", lambda o: [o.edit("index.html", 'href="de/[^"]*"', 'href="en/"', 0)]),
    "a home page gone": ("home-lacks", _drop("index.html")),
    "a list of feeds of no XML": ("opml-form", _cut("feeds.opml")),
    "a list of feeds that names one that is gone": ("opml-form", _edit("feeds.opml", "en/feed.xml", "fr/feed.xml")),
    "a record gone": ("record-missing", _drop(f"{FOLDER}/record.json")),
    "the edition's record gone": ("record-missing", _drop("record.json")),
    "a record of no JSON": ("record-form", _cut(f"{FOLDER}/record.json")),
    "another guid in the record": ("record-identity", _set(f"{FOLDER}/record.json", guid="0f3b2c1a-0000-4000-8000-000000000000")),
    "another date in the record": ("record-identity", _set(f"{FOLDER}/record.json", published="2025-02-03T09:00:00Z")),
    "a record that says it was withdrawn": ("record-identity", _set(f"{FOLDER}/record.json", state="withdrawn")),
    "a record of other audio": ("record-identity", lambda o: o.values(f"{FOLDER}/record.json", lambda v: v["episode"].update(digest="ab" * 32))),
    "a comment added to a page": ("record-differs", _edit(PAGE, "</body>", "<!-- x --></body>")),
    "a comment added to the feed": ("record-differs", _edit(FEED, "</channel>", "<!-- x --></channel>")),
    "a search that lacks one": ("search-form", _write("search/rows/0.json", "{}")),
    "a search of no JSON": ("search-form", _write("search/index.json", "{")),
    "a sitemap of no XML": ("sitemap-form", _cut("sitemap.xml")),
    "a sitemap of what is gone": ("sitemap-form", _edit("sitemap.xml", "en/the-ferry/</loc>", "en/the-fairy/</loc>")),
    "a sitemap that lacks one": ("sitemap-lacks", _edit("sitemap.xml", "<url><loc>[^<]*the-ferry/</loc>.*?</url>", "")),
    "a sitemap gone": ("sitemap-form", _drop("sitemap.xml")),
    "a player gone": ("asset", _drop("assets/player.js")),
    "a player cut": ("asset", _cut("assets/player.js", 0.3)),
}  # fmt: skip
"""What happened: (the kind that must be found, what does it)."""
