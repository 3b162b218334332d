"""An episode's own cover art and its Opus file, through the whole flow."""

from __future__ import annotations

import http.server
import re
import threading
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import mutagen.oggopus
import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from PIL import Image

from articast.commands.check import check
from articast.commands.upkeep import prune
from articast.errors import ConfigurationError
from articast.model import FRAME_SAMPLES
from articast.recording import covers, opus
from tests.conftest import PARAGRAPHS, page

COVERS = "[show]\nepisode_covers = true\n"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
LATER = str(1_772_000_000 + 400 * 86_400 * 10)
"""A clock by which everything that this test writes is old."""


def picture(colour: str = "teal", size: tuple[int, int] = (900, 600), kind: str = "JPEG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def middle(image: bytes) -> tuple[int, int, int]:
    with Image.open(BytesIO(image)) as found:
        assert found.width == found.height
        return found.convert("RGB").getpixel((found.width // 2, found.height // 2))


TEAL, RED = (0, 128, 128), (255, 0, 0)


def alike(one, other) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@contextmanager
def server(answers: dict[str, bytes]):
    """Serves what is in `answers`; everything else is 404. Gives its address and how often each path was asked."""
    asked: Counter[str] = Counter()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked[self.path] += 1
            body = answers.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}", asked
        found.shutdown()


def markdown(image: str, text: str = PARAGRAPHS[0]) -> str:
    return f"---\ntitle: The ferry\nlanguage: en\nimage: {image}\n---\n\n{text} {PARAGRAPHS[1]}\n"


def configure(house, text: str) -> None:
    (house.root / "articast.toml").write_text(text)


def with_image(url: str) -> str:
    return page(head=f'<meta property="og:image" content="{url}/lead.jpg">')


def in_tag(house, episode) -> bytes:
    return ID3(BytesIO((house.output / episode.audio).read_bytes())).getall("APIC")[0].data


def item(house) -> ET.Element:
    return ET.parse(house.output / "en/feed.xml").find(".//item")


def test_a_shows_own_cover_is_kept_to_the_byte_and_small_in_the_tag(house):
    cover = picture(size=(1400, 1400), kind="PNG")
    (house.root / "cover.png").write_bytes(cover)
    configure(house, '[show]\ncover = "cover.png"\n')
    house.article("a.html", page())
    report = house.publish()
    assert report.warnings == []
    (path,) = (house.output / "assets").glob("cover-en-*.png")
    assert path.read_bytes() == cover
    assert len(in_tag(house, report.published[0][1])) <= 60_000
    assert check(house.settings()) == []


@pytest.mark.parametrize(
    ("cover", "says"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', r"\[show\] cover = 'draw\.svg'.*is an SVG"),
        (b"nothing", "cannot be read"),
        (picture(size=(50, 50)), "only 50 x 50"),
    ],
)
def test_a_cover_that_cannot_be_shown_is_told_before_anything_is_spoken(house, cover, says):
    (house.root / "draw.svg").write_bytes(cover)
    configure(house, '[show]\ncover = "draw.svg"\n')
    house.article("a.html", page())
    with pytest.raises(ConfigurationError, match=says):
        house.publish()
    assert not house.output.exists()


def test_a_cover_that_does_not_conform_is_told(house):
    (house.root / "wide.png").write_bytes(picture(size=(1600, 1400), kind="PNG"))
    configure(house, '[show]\ncover = "wide.png"\n')
    house.article("a.html", page())
    (told,) = house.publish().warnings
    assert "wide.png" in told
    assert "no square" in told


def test_an_articles_image_becomes_its_episodes_cover_in_file_tag_feed_and_page_and_is_asked_for_once(house):
    configure(house, f"{COVERS}[fetch]\nallow_private = true\n")
    with server({"/lead.jpg": picture()}) as (url, asked):
        house.article("a.html", with_image(url))
        report = house.publish()
        assert report.warnings == []
        episode = report.published[0][1]
        image = (house.output / episode.cover).read_bytes()
        assert episode.cover == f"en/the-ferry/cover-{sha256(image).hexdigest()[:8]}.jpg"
        assert alike(middle(image), TEAL)
        assert in_tag(house, episode) == covers.small(image, 60_000)
        assert item(house).find(f"{ITUNES}image").get("href") == f"https://pod.example/a/{episode.cover}"
        assert Path(episode.cover).name in (house.output / "en/the-ferry/index.html").read_text()
        assert house.episode(episode.folder)["urls"]["cover"].endswith(episode.cover)
        assert check(house.settings()) == []
        before = house.tree()
        assert house.publish().unchanged
        configure(house, f"{COVERS}[fetch]\nallow_private = true\n[pauses]\nsentence = 0.96\n")
        again = house.publish()
        assert (again.spoken, again.published[0][1].cover) == (0, episode.cover)
        assert asked["/lead.jpg"] == 1, "as long as the article is as it was"
        assert set(before) - set(house.tree()) == set()


def test_a_new_image_gives_the_cover_a_new_name_and_prune_removes_the_old_one(house, monkeypatch):
    configure(house, COVERS)
    (house.root / "articles" / "img").mkdir(parents=True)
    (house.root / "articles/img/teal.png").write_bytes(picture("teal", kind="PNG"))
    (house.root / "articles/img/red.webp").write_bytes(picture("red", kind="WEBP"))
    house.article("a.md", markdown("img/teal.png"))
    old = house.publish().published[0][1]
    assert alike(middle((house.output / old.cover).read_bytes()), TEAL)
    house.article("a.md", markdown("img/red.webp"))
    report = house.publish()
    new = report.published[0][1]
    assert report.warnings == []
    assert alike(middle(in_tag(house, new)), RED)
    assert old.cover != new.cover
    assert (house.output / old.cover).exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    prune(house.settings())
    assert not (house.output / old.cover).exists()
    assert (house.output / new.cover).exists()
    assert check(house.settings()) == []


def test_a_local_page_names_its_image_relative_to_itself(house):
    configure(house, COVERS)
    house.article("a.html", page(head='<meta property="og:image" content="img/the%20boat.jpg">'))
    (house.root / "articles/img").mkdir()
    (house.root / "articles/img/the boat.jpg").write_bytes(picture())
    report = house.publish()
    assert report.warnings == []
    assert alike(middle(in_tag(house, report.published[0][1])), TEAL)


@pytest.mark.parametrize(
    ("image", "why"),
    [
        ("http://127.0.0.1:9/lead.jpg", "no public address"),
        ("http://[broken/lead.jpg", "no address"),
        ("../../outside.jpg", "is outside"),
        ("/etc/hostname", "is outside"),
        ("link.jpg", "is outside"),
        ("gone.jpg", "no such file"),
        ("words.jpg", "cannot be read"),
        ("drawing.svg", "SVG"),
        ("icon.png", "only 32 x 32"),
        (".", "device|Is a directory|directory"),
        ("file:///etc/hostname", "no http"),
        ("data:image/png;base64,AAAA", "no http"),
        ("x/%2e%2e/%2e%2e/%2e%2e/outside.jpg", "is outside"),
    ],
)
def test_an_image_that_cannot_be_had_is_a_warning_and_the_cover_is_made_of_the_title(house, image, why):
    folder = house.article("a.md", markdown(image)).parent
    (house.root.parent / "outside.jpg").write_bytes(picture())
    (folder / "link.jpg").symlink_to(house.root.parent / "outside.jpg")
    (folder / "words.jpg").write_text("these are words")
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "icon.png").write_bytes(picture(size=(32, 32), kind="PNG"))
    configure(house, COVERS)
    report = house.publish("articles/a.md")
    assert not report.failed
    (warning,) = report.warnings
    assert re.search(why, warning), warning
    assert "articles/a.md" in warning
    cover = in_tag(house, report.published[0][1])
    assert not alike(middle(cover), TEAL)
    assert covers.small((house.output / report.published[0][1].cover).read_bytes(), 60_000) == cover
    assert check(house.settings()) == []


def test_a_page_from_the_web_cannot_name_a_file_of_this_machine(house):
    (house.root / "articles").mkdir()
    (house.root / "articles/lead.jpg").write_bytes(picture())
    text = f"---\ntitle: The ferry\nimage: file:{house.root}/articles/lead.jpg\n---\n\n{PARAGRAPHS[1]} {PARAGRAPHS[2]}"
    configure(house, f"{COVERS}[fetch]\nallow_private = true\n")
    with server({"/a.md": text.encode()}) as (url, _):
        report = house.publish(f"{url}/a.md")
    assert "no http" in report.warnings[0]
    assert len(report.published) == 1


def test_an_article_without_image_has_a_cover_of_its_own_title_and_without_the_setting_the_shows(house):
    house.article("a.html", page())
    house.article("b.html", page("Other", "This one has nothing to do with boats. It is about trains and tunnels."))
    plain = house.publish().published
    assert [episode.cover for _, episode in plain] == ["", ""]
    assert item(house).find(f"{ITUNES}image") is None
    configure(house, COVERS)
    report = house.publish()
    assert (report.spoken, report.warnings) == (0, [])
    covers = {episode.cover.rpartition("-")[2] for _, episode in report.published}
    assert len(covers) == 2
    before = house.tree()
    assert len(house.publish().unchanged) == 2
    assert house.tree() == before
    configure(house, "")
    assert [episode.cover for _, episode in house.publish().published] == ["", ""]


def test_an_image_that_went_away_leaves_the_cover_that_came_of_it(house):
    configure(house, f"{COVERS}[fetch]\nallow_private = true\n")
    answers = {"/lead.jpg": picture()}
    with server(answers) as (url, _):
        house.article("a.html", with_image(url))
        first = house.publish().published[0][1]
        answers.clear()
        house.article("a.html", with_image(url).replace("By noon", "At noon"))
        report = house.publish()
    assert "keeps the one it had" in report.warnings[0]
    assert report.published[0][1].cover == first.cover


def test_a_lost_cover_or_opus_file_is_found_by_the_audit_and_made_again(house):
    configure(house, f"opus = 24\n{COVERS}")
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    before = house.tree()
    (house.output / episode.cover).unlink()
    (house.output / episode.alternates[0].path).unlink()
    faults = "\n".join(map(str, check(house.settings())))
    assert "cover art" in faults
    assert ".opus is not there" in faults
    report = house.publish()
    assert (report.spoken, report.failed) == (0, [])
    assert house.tree() == before


def test_opus_lies_beside_the_mp3_with_the_same_length_and_the_same_sound(house):
    configure(house, "opus = 32\n")
    house.article("a.html", page(head='<meta name="author" content="Ada Lindqvist">'))
    episode = house.publish().published[0][1]
    (other,) = episode.alternates
    content = (house.output / other.path).read_bytes()
    digest = sha256(content).hexdigest()
    heard = sha256(f"{episode.heard} 32".encode()).hexdigest()
    assert other.path == f"{episode.folder}/{episode.slug}-{heard[:8]}.opus"
    assert (other.bytes, other.digest, other.bitrate) == (len(content), digest, 32)
    mp3, _ = soundfile.read(house.output / episode.audio)
    heard, rate = soundfile.read(BytesIO(content))
    assert rate == 48_000
    assert abs(len(heard) - round(episode.seconds * rate)) <= FRAME_SAMPLES
    assert len(heard) == len(mp3)
    assert np.corrcoef(heard, mp3)[0, 1] > 0.95, "not shifted, nothing missing"
    tags = mutagen.oggopus.OggOpus(BytesIO(content))
    assert tags["title"] == ["The ferry"]
    assert tags["artist"] == ["Ada Lindqvist"]
    assert "synthetic" in tags["comment"][0]
    enclosure = item(house).find(f"{PODCAST}alternateEnclosure")
    assert enclosure.get("length") == str(len(content))
    assert urlsplit(enclosure.find(f"{PODCAST}source").get("uri")).path == f"/a/{other.path}"
    assert check(house.settings()) == []


def test_opus_is_the_same_bytes_again_and_switching_it_speaks_nothing(house, monkeypatch):
    house.article("a.html", page())
    house.publish()
    configure(house, "opus = 24\n")
    report = house.publish()
    assert report.spoken == 0
    with_opus = house.tree()
    path = report.published[0][1].alternates[0].path
    assert house.publish().unchanged
    assert house.tree() == with_opus
    (house.output / path).unlink()
    house.publish()
    assert house.tree() == with_opus, "encoded anew, and the very bytes"
    configure(house, "opus = 24\n[pauses]\nsentence = 0.36\n")
    with monkeypatch.context() as patched:
        patched.setattr(opus, "encode", lambda *_: pytest.fail("the MP3 is the same: there is nothing to encode"))
        assert house.publish().unchanged
    configure(house, "")
    assert house.publish().published[0][1].alternates == ()
    assert "alternateEnclosure" not in (house.output / "en/feed.xml").read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    prune(house.settings())
    assert not (house.output / path).exists()


def test_opus_of_a_signed_mp3_is_as_long_and_is_not_made_again(house, monkeypatch):
    pytest.importorskip("c2pa")
    from tests.recording.test_signing import made_chain

    certificate, key = made_chain(house.root)
    signing = f'[signing]\ncertificate = "{certificate.name}"\nkey = "{key.name}"\n'
    configure(house, f"opus = 24\n{signing}")
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    assert abs(soundfile.info(house.output / episode.alternates[0].path).duration - episode.seconds) < 0.001
    before = without_records(house)
    monkeypatch.setattr(opus, "encode", lambda *_: pytest.fail("the MP3 is the same: there is nothing to encode"))
    configure(house, f"opus = 24\n[pauses]\nsentence = 0.36\n{signing}")
    assert house.publish().unchanged
    assert without_records(house) == before


def test_opus_of_an_hour_is_never_in_memory(tmp_path, monkeypatch):
    from articast.speech import sound

    mp3 = tmp_path / "long.mp3"
    mp3.write_bytes(sound.silence(64) * 5000)
    written: list[int] = []
    honest = soundfile.SoundFile.write
    monkeypatch.setattr(
        soundfile.SoundFile, "write", lambda self, block: written.append(len(block)) or honest(self, block)
    )
    opus.encode(mp3, tmp_path / "long.opus", 5000 * FRAME_SAMPLES, 16, opus.Label("x" * 5000, "", "", ""))
    assert sum(written) == 5000 * FRAME_SAMPLES
    assert max(written) <= 48_000
    assert soundfile.info(tmp_path / "long.opus").frames == 5000 * FRAME_SAMPLES


def test_a_bitrate_that_opus_has_not_is_refused_with_those_it_has(house):
    from articast.errors import ConfigurationError

    configure(house, "opus = 20\n")
    with pytest.raises(ConfigurationError, match="opus: Input should be 0, 16, 24"):
        house.publish()


def without_records(house) -> dict[str, str]:
    """What is published but for the records, which tell by what settings it was made."""
    return {path: digest for path, digest in house.tree().items() if not path.endswith("record.json")}
