"""Fixtures of the main job: a house in a temporary folder, articles of our own, the tone engine."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import hypothesis
import pytest

from articast.commands.progress import Quiet
from articast.flow.publish import publish
from articast.flow.run import Report
from articast.settings import Settings, load
from articast.speech import speak

hypothesis.settings.register_profile("gate", derandomize=True)  # main's gate tries the same each time; by hand, anew


def pytest_addoption(parser):
    parser.addoption("--save-golden", action="store_true", help="write what golden cases give as what they are to give")


@dataclass
class House:
    """A publisher's folder: sources go into `articles/`."""

    root: Path

    def article(self, name: str, body: str | bytes) -> Path:
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return path

    def settings(self, **over) -> Settings:
        over = {"voice": "tone", "jobs": 2, "future": True, "base_url": "https://pod.example/a/", **over}
        config = self.root / "articast.toml"
        config.touch()
        return load(config, over)

    def publish(self, *names: str, **over) -> Report:
        return publish([*(names or ("articles",))], self.settings(**over), Quiet())

    @property
    def output(self) -> Path:
        return self.root / "output"

    def tree(self) -> dict[str, str]:
        """Every published file and the digest of its bytes."""
        return {
            path.relative_to(self.output).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def episode(self, folder: str) -> dict:
        return json.loads((self.output / folder / "episode.json").read_bytes())


def told(house):
    """What the world sees; records also tell what the configuration was."""
    return {path: digest for path, digest in house.tree().items() if not path.endswith("record.json")}


@pytest.fixture
def house(tmp_path, monkeypatch) -> House:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")
    return House(tmp_path)


PARAGRAPHS = (
    "The ferry left at seven in the morning, and almost nobody was on it.",
    "By noon the wind had turned. The captain poured herself a cup of tea and waited.",
    "Nobody on the pier could say when the next boat would come, or whether it would come at all.",
)


def page(title: str = "The ferry", *paragraphs: str, head: str = "", lang: str = "en") -> str:
    """A small page with an article that every extractor finds."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@pytest.fixture(autouse=True)
def _versions_are_asked_anew():
    """What a test says of an engine's version does not outlive it."""
    speak.version_of.cache_clear()
    yield
    speak.version_of.cache_clear()


@pytest.fixture(autouse=True)
def _no_voices_of_this_machine(tmp_path_factory, monkeypatch):
    """What a developer has installed does not change what tests hear."""
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path_factory.getbasetemp() / "no-voices"))
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY"):
        if name in os.environ:
            monkeypatch.delenv(name)
