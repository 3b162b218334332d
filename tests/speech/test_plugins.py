"""What is found by its name: our own modules first, then what third parties bring."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from articast.errors import ConfigurationError
from articast.speech import engines, plugins
from articast.speech.engines import espeak, tone
from articast.speech.verify import recognisers

PACKAGES = ("articast.speech.engines", "articast.speech.verify.recognisers")


@pytest.fixture
def brought(monkeypatch):
    """Makes these the entry points of the environment, and tells how often they were looked for."""
    scans = []

    def bring(*points):
        def scan():
            scans.append(1)
            yield SimpleNamespace(entry_points=[EntryPoint(name, value, group) for group, name, value in points])

        monkeypatch.setattr(plugins, "distributions", scan)
        return scans

    caches = (plugins.installed, engines.find, recognisers.find)
    for cached in caches:
        cached.cache_clear()
    yield bring
    for cached in caches:
        cached.cache_clear()


def test_a_third_party_s_is_found_by_its_entry_point_in_its_own_group_only(brought):
    brought(("articast.engines", "shout", "articast.speech.engines.tone"))
    assert "shout" in engines.names()
    assert engines.find("shout") is tone
    assert "shout" not in recognisers.names()
    with pytest.raises(ConfigurationError, match="no recogniser 'shout'; known: whisper"):
        recognisers.find("shout")


def test_no_package_beside_us_takes_the_name_of_one_of_ours(brought):
    brought(("articast.engines", "espeak", "articast.speech.engines.tone"))
    assert engines.find("espeak") is espeak
    assert engines.names().count("espeak") == 1


def test_the_environment_is_searched_once_however_many_are_asked_for_and_never_for_ours(brought):
    scans = brought(
        ("articast.engines", "shout", "articast.speech.engines.tone"),
        ("articast.recognisers", "ear", "articast.speech.verify.recognisers.whisper"),
    )
    for name in ("espeak", "tone"):
        engines.find(name)
    recognisers.find("whisper")
    assert scans == []
    engines.find("shout")
    recognisers.find("ear")
    engines.names()
    assert scans == [1]


@pytest.mark.parametrize("value", ["no_such_package.engine", "articast.speech.engines:no_such_engine"])
def test_one_that_cannot_be_loaded_is_named_with_its_cause(brought, value):
    brought(("articast.engines", "broken", value))
    with pytest.raises(ConfigurationError, match=f"engine 'broken' cannot be loaded: .*no_such.*; install {value}"):
        engines.find("broken")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_that_is_listed_is_found(package):
    assert plugins.names(package)
    for name in plugins.names(package):
        assert plugins.find(package, name)


@pytest.mark.parametrize("name", ["_folder", "espeak.voices", "..errors", "", "Espeak"])
def test_what_is_no_public_module_is_no_engine(name):
    with pytest.raises(ConfigurationError, match="no engine"):
        engines.find(name)


def test_a_file_of_ours_is_found_without_reading_what_is_installed():
    code = "import articast.speech.engines as e; e.find('tone'); from articast.speech import plugins; print(plugins.installed.cache_info())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "currsize=0" in told
