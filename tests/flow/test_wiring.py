"""What the publisher can switch on, through the whole flow."""

from __future__ import annotations

import http.server
import threading
from io import BytesIO

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3

from articast.commands.check import check
from tests.conftest import PARAGRAPHS, page, told


def test_signed_episodes_validate_and_are_not_signed_again(house):
    pytest.importorskip("c2pa")
    from tests.recording.test_signing import made_chain, read

    certificate, key = made_chain(house.root)
    (house.root / "articast.toml").write_text(f'[signing]\ncertificate = "{certificate.name}"\nkey = "{key.name}"\n')
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    assert read(house.output / episode.audio)["validation_state"] == "Valid"
    assert (house.output / episode.audio).stat().st_size == episode.bytes
    before = told(house)
    assert house.publish().unchanged
    (house.root / "articast.toml").write_text(
        f'jobs = 1\n[pauses]\nsentence = 0.36\n[signing]\ncertificate = "{certificate.name}"\nkey = "{key.name}"\n'
    )
    again = house.publish()
    assert (len(again.unchanged), again.spoken) == (1, 0), "the same MP3 is not signed twice"
    assert told(house) == before


def test_a_certificate_that_is_not_there_is_said_before_anything_is_spoken(house):
    from articast.errors import ConfigurationError

    pytest.importorskip("c2pa")
    (house.root / "articast.toml").write_text('[signing]\ncertificate = "none.pem"\nkey = "none.pem"\n')
    house.article("a.html", page())
    with pytest.raises(ConfigurationError, match=r"none\.pem"):
        house.publish()
    assert not (house.root / ".articast" / "clips").exists()


def test_a_break_is_heard_before_each_heading(house):
    body = page().replace("<p>By noon", "<h2>The wind</h2><p>By noon")
    house.article("a.html", body)
    plain = house.publish().published[0][1]
    soundfile.write(house.root / "gong.wav", (0.3 * np.sin(np.arange(24_000) * 0.1)).astype("float32"), 24_000)
    (house.root / "articast.toml").write_text('[speech]\nbetween = "gong.wav"\n')
    report = house.publish()
    framed = report.published[0][1]
    assert report.spoken == 0
    assert framed.seconds > plain.seconds + 1
    assert framed.chapters[1].start > plain.chapters[1].start + 1
    assert check(house.settings()) == []


@pytest.mark.parametrize(("language", "notice"), [("en", "synthetic"), ("de", "synthetisch"), ("fr", "synthèse")])
def test_byline_and_notice_are_spoken_in_the_articles_language_and_can_be_switched_off(house, language, notice):
    head = '<meta name="author" content="Ada Lindqvist">'
    house.article("a.html", page("Titel", *PARAGRAPHS, head=head, lang=language))
    folder = house.publish(language=language).published[0][1].folder
    texts = [one["text"] for one in house.episode(folder)["sentences"]]
    assert any("Ada Lindqvist" in text for text in texts)
    assert any(notice in text for text in texts[:5]), texts[:5]
    (house.root / "articast.toml").write_text("[speech]\nbyline = false\nnotice = false\n")
    house.publish(language=language)
    texts = [one["text"] for one in house.episode(folder)["sentences"]]
    assert not any("Ada Lindqvist" in text or notice in text for text in texts)


def test_without_disclosure_nothing_says_synthetic(house):
    house.article("a.html", page())
    (house.root / "articast.toml").write_text("disclose = false\n[speech]\nnotice = false\n")
    house.publish()
    for path in house.output.rglob("*"):
        if path.suffix in {".xml", ".html", ".json", ".vtt", ".srt"}:
            text = path.read_text().lower()
            assert "synthetic voice" not in text, path
            assert "ai-content" not in text, path
    audio = next(house.output.glob("*/*/*.mp3")).read_bytes()
    assert "synthetic" not in str(ID3(BytesIO(audio)).pprint()).lower()


def test_a_hub_is_told_of_feeds_that_changed_and_of_no_others(house):
    told: list[bytes] = []

    class Hub(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Hub) as hub:
        threading.Thread(target=hub.serve_forever, daemon=True).start()
        (house.root / "articast.toml").write_text(f'[show]\nhub = "http://127.0.0.1:{hub.server_port}/"\n')
        house.article("a.html", page())
        assert house.publish().warnings == []
        assert [b"en%2Ffeed.xml" in one for one in told] == [True]
        house.publish()
        assert len(told) == 1
        hub.shutdown()
    house.article("b.html", page("Another", "The hub is gone by now, and nobody minds. The feed is published anyway."))
    report = house.publish()
    assert not report.failed
    assert "hub" in report.warnings[0]
