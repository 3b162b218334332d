"""The tag as mutagen reads it, and as programs do that know nothing of us."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import lameenc
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from articast.errors import ConfigurationError
from articast.model import Chapter, Listing, Reading
from articast.recording import tag
from tests.sample import cover, episode, reading, show

if TYPE_CHECKING:
    from pathlib import Path


def read(raw: bytes) -> ID3:
    return ID3(BytesIO(raw), translate=False)


def frames(seconds: float = 3.0) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(48_000)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(b"\0\1" * int(48_000 * seconds))) + bytes(encoder.flush())


def test_the_tag_is_id3_v2_3_without_padding() -> None:
    raw = tag.id3(episode(), reading(), show(), cover())
    assert raw[:5] == b"ID3\x03\x00"
    size = raw[6] << 21 | raw[7] << 14 | raw[8] << 7 | raw[9]
    assert len(raw) == size + 10
    assert read(raw).version == (2, 3, 0)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert tag.id3(episode(), reading(), show(), cover()) == tag.id3(episode(), reading(), show(), cover())


def test_names_dates_and_addresses() -> None:
    found = read(tag.id3(episode(language="de-at", published=datetime(2026, 3, 9, tzinfo=UTC)), reading(), show(), b""))
    assert {
        key: str(found[key]) for key in ("TIT2", "TPE1", "TALB", "TCON", "TLAN", "TYER", "TDAT", "TLEN", "TPUB")
    } == {
        "TIT2": "Article number 1",
        "TPE1": "Ada Byron, Zoë Łukasz",
        "TALB": "The Gazette, read aloud",
        "TCON": "Podcast",
        "TLAN": "deu",
        "TYER": "2026",
        "TDAT": "0903",
        "TLEN": "240024",
        "TPUB": "The Gazette",
    }
    assert found["WOAF"].url == "https://gazette.example/article-1"
    assert not found.getall("APIC")
    ours = read(tag.id3(episode(url=None), reading(), show(base_url="http://a.example/b"), b""))
    assert ours["WOAF"].url == "http://a.example/b/en/article-1/"


def test_a_podcasts_frames_say_which_episode_of_which_feed_it_is() -> None:
    listing = Listing(season=2)
    found = read(tag.id3(episode(tags=("harbour", "locks"), listing=listing), reading(), show(), b"", number=7))
    assert str(found["TGID"]) == episode().guid
    assert found["WFED"].url == "https://gazette.example/audio/en/feed.xml"
    assert found.getall("PCST")
    assert str(found["TDES"]) == "What the article says, in one sentence."
    assert (str(found["TKWD"]), str(found["TRCK"]), str(found["TPOS"])) == ("harbour, locks", "7", "2")
    assert not read(tag.id3(episode(), reading(), show(), b"")).getall("TRCK")


def test_chapters_link_to_their_place_on_the_page() -> None:
    found = read(tag.id3(episode(), reading(), show(), b""))
    links = [one.sub_frames.getall("WXXX")[0].url for one in found.getall("CHAP")]
    assert sorted(links) == [f"https://gazette.example/audio/en/article-1/#t={at}" for at in ("0", "181.704", "61.2")]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://日本.example/語?q=ä", "https://xn--wgv71a.example/%E8%AA%9E?q=%C3%A4"),
        ("https://bücher.example/straße b", "https://xn--bcher-kva.example/stra%C3%9Fe%20b"),
        ("articles/ü.html", "https://gazette.example/audio/en/article-1/"),
    ],
)
def test_the_articles_address_is_ascii_and_never_a_path(url: str, address: str) -> None:
    assert read(tag.id3(episode(url=url), reading(), show(), b""))["WOAF"].url == address


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("© 2026 The Gazette", "2026 The Gazette"),
        ("Copyright (C) 2026 Gazette", "2026 Gazette"),
        ("2026 Copyright Office", "2026 Copyright Office"),
        ("CC BY 4.0", "CC BY 4.0"),
    ],
)
def test_a_copyright_begins_with_its_year_since_players_put_the_mark_before_it(said: str, written: str) -> None:
    assert str(read(tag.id3(episode(), reading(), show(copyright=said), b""))["TCOP"]) == written


def test_an_episode_without_a_title_is_named_by_its_slug_in_the_table_of_contents_too() -> None:
    found = read(tag.id3(episode(title=""), reading(), show(), b""))
    assert str(found["TIT2"]) == "article-1"
    assert str(found["CTOC:toc"].sub_frames["TIT2"]) == "article-1"


def test_the_lyrics_are_what_is_read_and_the_comment_is_the_summary() -> None:
    found = read(tag.id3(episode(), reading("One.", "Two."), show(), b""))
    assert found["USLT::eng"].text == "One.\n\nTwo."
    assert found["COMM::eng"].text == ["What the article says, in one sentence."]
    assert not read(tag.id3(episode(summary=""), Reading((), ()), show(), b"")).getall("USLT")


@pytest.mark.parametrize(
    ("kind", "source"),
    [("neural", "trainedAlgorithmicMedia"), ("formant", "algorithmicMedia"), ("tone", "algorithmicMedia")],
)
def test_the_tag_says_that_the_voice_is_synthetic(kind: str, source: str) -> None:
    found = read(tag.id3(episode(synthetic=kind, language="fr"), reading(), show(), b""))
    assert found["COMM:AI disclosure:fra"].text == ["Cet épisode est lu par une voix de synthèse (IA)."]
    assert found["TXXX:ai-content"].text == ["true"]
    assert found["TXXX:digitalSourceType"].text == [f"http://cv.iptc.org/newscodes/digitalsourcetype/{source}"]


def test_nothing_is_disclosed_where_the_publisher_does_not_want_it() -> None:
    found = read(tag.id3(episode(), reading(), show(disclose=False), b""))
    assert not found.getall("TXXX")
    assert [frame.desc for frame in found.getall("COMM")] == [""]


def test_chapters_follow_each_other_to_the_end() -> None:
    found = read(tag.id3(episode(), reading(), show(), b""))
    assert found["CTOC:toc"].child_element_ids == ["chp0", "chp1", "chp2"]
    assert found["CTOC:toc"].flags == 3
    chapters = [found[f"CHAP:chp{number}"] for number in range(3)]
    assert [(one.start_time, one.end_time) for one in chapters] == [(0, 61_200), (61_200, 181_704), (181_704, 240_024)]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == ["Article number 1", "The middle", "The end"]
    assert all(one.start_offset == one.end_offset == 0xFFFFFFFF for one in chapters)


def test_a_table_of_contents_has_at_most_255_chapters() -> None:
    many = tuple(Chapter(float(number), f"Part {number}") for number in range(300))
    found = read(tag.id3(episode(chapters=many, seconds=301.0), reading(), show(), b""))
    assert len(found.getall("CHAP")) == len(found["CTOC:toc"].child_element_ids) == 255


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_the_cover_is_kept_as_it_is(kind: str, mime: str) -> None:
    (picture,) = read(tag.id3(episode(), reading(), show(), cover(kind))).getall("APIC")
    assert (picture.mime, picture.type, picture.data) == (mime, 3, cover(kind))


def test_a_cover_of_another_kind_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="neither JPEG nor PNG"):
        tag.id3(episode(), reading(), show(), b"<svg/>")


@pytest.mark.parametrize(
    ("title", "read_back"),
    [
        ("a\x00b\x07c\nd\te", "abc d e"),
        ("\ud800lone \udfffsurrogates", "lone surrogates"),
        ("\u202eevil\u202c", "evil"),
        ("שלום 日本 🎧 / ; :", "שלום 日本 🎧 / ; :"),
        ("y" * 500, "y" * 500),
        (" ", "article-1"),
    ],
)
def test_awkward_titles(title: str, read_back: str) -> None:
    found = read(tag.id3(episode(title=title), reading(title), show(), b""))
    assert str(found["TIT2"]) == read_back


@pytest.mark.parametrize(
    ("tag_", "code"), [("en", "eng"), ("de-AT", "deu"), ("zh_Hant", "zho"), ("yue", "yue"), ("", "und"), ("qq", "und")]
)
def test_language_codes(tag_: str, code: str) -> None:
    assert tag.language_code(tag_) == code


def published(folder: Path, title: str = "Ein Titel – mit Ümlauten") -> Path:
    file = folder / "episode.mp3"
    made = episode(
        title=title, seconds=3.0, chapters=(Chapter(0.0, "Anfang"), Chapter(1.5, "Schluß"), Chapter(2.5, "終わり"))
    )
    file.write_bytes(tag.id3(made, reading("Erster Satz.", "Zweiter Satz."), show(), cover()) + frames())
    return file


def test_mutagen_finds_the_frames_right_behind(tmp_path: Path) -> None:
    file = MP3(published(tmp_path))
    assert (file.info.bitrate, file.info.sample_rate, file.info.sketchy) == (64_000, 48_000, False)
    assert file.info.length == pytest.approx(3.0, abs=0.1)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_reads_title_and_chapters(tmp_path: Path) -> None:
    command = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_format",
        "-show_chapters",
        "-show_streams",
        published(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    found = json.loads(done.stdout)
    assert found["format"]["tags"]["title"] == "Ein Titel – mit Ümlauten"
    assert found["format"]["tags"]["genre"] == "Podcast"
    assert [(one["start_time"], one["tags"]["title"]) for one in found["chapters"]] == [
        ("0.000000", "Anfang"),
        ("1.500000", "Schluß"),
        ("2.500000", "終わり"),
    ]
    assert {one["codec_type"] for one in found["streams"]} == {"audio", "video"}


@pytest.mark.skipif(not shutil.which("eyeD3"), reason="eyeD3 is not installed")
def test_eyed3_reads_everything(tmp_path: Path) -> None:
    done = subprocess.run(["eyeD3", "--no-color", published(tmp_path)], capture_output=True, check=True, text=True)
    assert "Ein Titel – mit Ümlauten" in done.stdout
    assert "ID3 v2.3" in done.stdout
    assert "FRONT_COVER Image" in done.stdout
    assert "Zweiter Satz." in done.stdout
    assert "error" not in done.stderr.lower()


@pytest.mark.skipif(not shutil.which("mp3val"), reason="mp3val is not installed")
def test_mp3val_finds_nothing_wrong(tmp_path: Path) -> None:
    done = subprocess.run(["mp3val", published(tmp_path)], capture_output=True, check=True, text=True)
    assert "WARNING" not in done.stdout
    assert "ERROR" not in done.stdout


def test_a_number_that_is_known_later_gives_the_same_tag() -> None:
    for listing in (Listing(), Listing(season=2)):
        one = episode(listing=listing)
        before, after = (tag.id3(one, reading(), show(), cover(), number) for number in (0, 7))
        assert tag.numbered(before, 7) == after
        assert tag.numbered(after, 7) == after
